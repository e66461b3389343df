"""Twins: a figure told again, in a title or lead without its time and further on with it, is of that time."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from karvon.read import when
from karvon.read.happened import reached
from karvon.read.page import Page
from karvon.read.periods import period_of
from karvon.read.scene import Frame
from karvon.read.topics import TOLD, Timed, today

Figure = tuple[str | None, str, int, str | None]


def timed_all(page: Page, frames: Sequence[Frame]) -> list[Timed]:
    """Return the frames with their periods; one without any takes that of the same figure told further on."""
    timed: list[Timed] = []
    for found in frames:
        period, rule = period_of(page, found, timed)
        timed.append(Timed(found, period, rule))
    if not any(map(_alone, timed)):
        return timed
    told = {_figure(one.frame): one for one in reversed(timed) if one.rule in TOLD and one.period.type == "period"}
    paired = [_with_twin(one, told.get(_figure(one.frame))) if _alone(one) else one for one in timed]
    return [_by_now(page, one) if _alone(one) else one for one in paired]


def _by_now(page: Page, one: Timed) -> Timed:
    """Give a level that is told as reached, with no time anywhere, the day of a dated text."""
    dated = page.dated_by not in when.UNDATED and reached(page, one.frame)
    return Timed(one.frame, today(page), "period.present") if dated else one


def _alone(one: Timed) -> bool:
    """Say whether a fact of some indicator has no period of its own."""
    return one.rule == "period.none" and one.frame.status == "actual" and one.frame.indicator is not None


def _figure(found: Frame) -> Figure:
    return found.indicator, found.amount.digits, int(found.amount.scale), found.unit


def _with_twin(one: Timed, other: Timed | None) -> Timed:
    if other is None or other.frame.amount.first <= one.frame.amount.first:
        return one
    return Timed(one.frame, msgspec.structs.replace(other.period, resolution="inherited"), "period.topic")
