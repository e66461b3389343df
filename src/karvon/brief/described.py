"""What tells the figures of one comparison apart: flow, side, territory, stage or time, said behind each number."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from karvon.brief.blocks import Inline, Run, join
from karvon.brief.words import Voice
from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.ledger import Check
from karvon.model.vocabulary import by_code
from karvon.say import dates

UNSAID = {"growth": ("indicator", "reporter", "time"), "series": ("indicator", "time")}
FLOWS = {"export", "import"}
NAMED_TWICE = ("reporter", "sector")  # said only where two of them are named


class Described(msgspec.Struct, frozen=True):
    """A voice that says behind each number what sets it apart from the others it is compared with."""

    voice: Voice
    apart: frozenset[str]

    def joined(self, figures: Sequence[Figure], sign: str) -> Inline:
        """Return figures with a sign between them, each with what sets it apart in brackets."""
        return join([self.figure(one) for one in figures], sign)

    def figure(self, figure: Figure) -> Inline:
        """Return one figure with what sets it apart in brackets."""
        said = {slot: SAID[slot](self.voice, figure) for slot in SAID if slot in self.apart}
        line = ", ".join(filter(None, said.values()))
        return (self.voice.figure(figure), Run(f" ({line})", "date")) if line else (self.voice.figure(figure),)

    def day(self, figure: Figure) -> Inline:
        """Return, in brackets, the time of a figure."""
        return (Run(f" ({_time(self.voice, figure)})", "date"),)


def described(voice: Voice, check: Check, figures: Sequence[Figure]) -> Described:
    """Return the voice for one check: only the slots in which its figures differ are said."""
    values = {slot: {SAID[slot](voice, one) for one in figures} for slot in SAID}
    apart = {slot for slot, found in values.items() if len(found - {""} if slot in NAMED_TWICE else found) > 1}
    return Described(voice, frozenset(apart.difference(UNSAID.get(check.operator, ()))))


def moment(figure: Figure) -> Span:
    """Return when a figure holds, or else when it was published."""
    held = Span(figure.period.start, figure.period.end)
    return held if held.first is not None and figure.period.type != "open" else figure.source.published


def _flow(voice: Voice, figure: Figure) -> str:
    return voice.code("indicators", figure.indicator) if figure.indicator in FLOWS else ""


def _side(voice: Voice, figure: Figure) -> str:
    return voice.country(figure.reporter) if by_code("indicators")[figure.indicator]["family"] == "trade" else ""


def _territory(voice: Voice, figure: Figure) -> str:
    return voice.country(figure.territory)


def _stage(voice: Voice, figure: Figure) -> str:
    return voice.code("stages", figure.stage if figure.stage != "all" else None)


def _sector(voice: Voice, figure: Figure) -> str:
    return voice.code("sectors", figure.sector)


def _time(voice: Voice, figure: Figure) -> str:
    days = moment(figure)
    return dates.short(days, voice.lang) if days != Span() else ""


SAID = {
    "indicator": _flow,
    "reporter": _side,
    "territory": _territory,
    "sector": _sector,
    "stage": _stage,
    "time": _time,
}
