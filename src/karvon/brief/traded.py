"""Amounts of the trade files in a brief: in one scale a table, each leading to the part that names the files."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from karvon.brief.blocks import Run
from karvon.brief.words import Voice
from karvon.model.values import SCALES, exact
from karvon.say import numbers
from karvon.say.precision import rough

SOURCES = "section:growth-sources"
UNIT = "USD"
USED = ("million", "thousand", "unit")


class Amounts(NamedTuple):
    """How one table writes its amounts: in a scale that its head names."""

    voice: Voice
    scale: str
    ref: str = SOURCES

    @property
    def unit(self) -> str:
        """The words of the unit for a caption."""
        return numbers.scale_unit(self.scale, UNIT, self.voice.lang)

    def digits(self, value: Decimal) -> str:
        """Return an amount without its unit."""
        return numbers.amount_in(rough(exact(value)), self.scale, self.voice.lang) if value else "0"

    def cell(self, value: Decimal) -> Run:
        """Return an amount of the files."""
        return Run(self.digits(value), "fig", ref=self.ref)


def amounts(voice: Voice, leading: Iterable[Decimal], ref: str = SOURCES) -> Amounts:
    """Return the scale in which the largest of a table's leading amounts is at least one."""
    largest = max(leading, default=Decimal(0))
    return Amounts(voice, next((scale for scale in USED if largest >= SCALES[scale]), USED[-1]), ref)


def money(voice: Voice, value: Decimal) -> Run:
    """Return an amount with its unit."""
    return Run(numbers.money(exact(value), UNIT, voice.lang, digits=3), "fig", ref=SOURCES)


def number(voice: Voice, value: Decimal) -> Run:
    """Return a bare number computed from the files."""
    return Run(numbers.number(value, voice.lang), "fig", ref=SOURCES)


def percent(voice: Voice, share: Decimal, places: int = 1) -> Run:
    """Return a share computed from the files."""
    return Run(numbers.percent(share, voice.lang, places), "fig", ref=SOURCES)
