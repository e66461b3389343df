"""When the figures of a portfolio hold, where its series break, and what the chart of its history says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import msgspec

from karvon.draw.axes import scale_for
from karvon.draw.chart import Table, words
from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.ledger import Ledger
from karvon.say.dates import day, short
from karvon.say.numbers import amount_in, quantity, scale_unit

COUNT = "project_count"
VALUES = ("project_value", "portfolio_value")
MEASURES = {"count": (COUNT,), "value": VALUES}


class Strand(msgspec.Struct, frozen=True):
    """The figures of one portfolio under one definition, with its name in the chart's language."""

    name: str
    figures: tuple[Figure, ...]


class Moment(msgspec.Struct, frozen=True):
    """One figure of a strand with the days it can hold at; `days` None when nothing bounds it on both sides."""

    strand: int
    measure: str
    figure: Figure
    days: Span | None

    @property
    def middle(self) -> dt.date:
        """The day in the middle of the span; day one of the calendar for an unplaced figure."""
        if self.days is None or self.days.first is None or self.days.last is None:
            return dt.date.min
        return self.days.first + (self.days.last - self.days.first) / 2

    @property
    def level(self) -> Decimal:
        """The figure's best value."""
        return self.figure.number.value if self.figure.number.value is not None else Decimal(0)


class Break(msgspec.Struct, frozen=True, order=True):
    """The days between which the figures of some strands stop being comparable."""

    days: Span
    strands: tuple[int, ...]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All moments of all strands, the breaks of its series, and the scale of values."""

    lang: str
    names: tuple[str, ...]
    moments: tuple[Moment, ...]
    breaks: tuple[Break, ...]
    scale: str
    unit: str

    def placed(self, measure: str) -> list[Moment]:
        """Return the moments of one measure that have a place in time, in its order."""
        found = [one for one in self.compared(measure) if one.days is not None]
        return sorted(found, key=lambda one: (one.middle, one.strand, one.figure.id))

    def compared(self, measure: str) -> list[Moment]:
        """Return the moments of one measure in the chart's unit: amounts in another currency are in the table only."""
        own = [one for one in self.moments if one.measure == measure]
        return [one for one in own if measure != "value" or one.figure.unit == self.unit]


def trace(strands: Iterable[Strand], ledger: Ledger, lang: str) -> History | None:
    """Return the history of the strands; None when no figure of theirs has a number and a place in time."""
    strands = tuple(strands)
    spans = {placement.document: placement.proved for placement in ledger.placements}
    moments = tuple(
        Moment(number, measure, figure, _days(figure, spans))
        for number, strand in enumerate(strands)
        for measure, indicators in MEASURES.items()
        for figure in strand.figures
        if figure.indicator in indicators and figure.change == "level" and figure.number.value is not None
    )
    if not any(moment.days for moment in moments):
        return None
    units = Counter(one.figure.unit for one in moments if one.measure == "value")
    unit = min(units, key=lambda code: (-units[code], code), default="")
    values = [one for one in moments if one.measure == "value" and one.figure.unit == unit]
    return History(
        lang=lang,
        names=tuple(strand.name for strand in strands),
        moments=moments,
        breaks=_breaks(moments, ledger),
        scale=scale_for(max((one.level for one in values), default=Decimal(1))),
        unit=unit,
    )


def sentence(history: History) -> str:
    """Return what the chart shows: the range of counts and values that sources named, and where series break."""
    parts = [text for measure in MEASURES if (text := _range(measure, history))]
    ranges = words("portfolio_history.sentence", history.lang, parts="; ".join(parts))
    first = ranges if parts else words("portfolio_history.once", history.lang)
    if not history.breaks:
        return first
    breaks = "; ".join(_between(one.days, history.lang) for one in history.breaks)
    return f"{first} {words('portfolio_history.breaks', history.lang, breaks=breaks)}"


def table(history: History) -> Table:
    """Return one row for every strand, date and outlet, oldest first, undated ones last."""
    lang = history.lang
    rows: dict[tuple[dt.date, str, int, str], list[Moment]] = {}
    for moment in sorted(history.moments, key=lambda one: (one.days is None, one.middle, one.strand, one.figure.id)):
        when = short(moment.days or Span(), lang)
        rows.setdefault((moment.middle, when, moment.strand, moment.figure.source.outlet or ""), []).append(moment)
    none = words("none", lang)
    cells = [
        (when, history.names[strand], *(_amounts(row, measure, lang) or none for measure in MEASURES), outlet or none)
        for (_, when, strand, outlet), row in rows.items()
    ]
    return Table(tuple(words(key, lang) for key in ("date", "portfolio", "count", "value", "source")), tuple(cells))


def _amounts(moments: list[Moment], measure: str, lang: str) -> str:
    """Return everything one outlet said of one measure on one day, each amount once."""
    own = [one for one in moments if one.measure == measure]
    return "; ".join(dict.fromkeys(_amount(one, lang) for one in own))


def head(measure: str, history: History) -> str:
    """Return the head of one panel with its unit."""
    values = {"unit": scale_unit(history.scale, history.unit, history.lang)} if measure == "value" else {}
    return words(f"portfolio_history.head_{measure}", history.lang, **values)


def label(moment: Moment, history: History) -> str:
    """Return the number that stands beside a point: in the chart's scale, with its bound."""
    figure = moment.figure
    scale = history.scale if moment.measure == "value" else "unit"
    return amount_in(figure.number, scale, history.lang, figure.bound)


def _range(measure: str, history: History) -> str:
    """Return the least and the most that sources named; nothing when they named fewer than two figures."""
    found = sorted(history.placed(measure), key=lambda one: one.level)
    if len(found) < 2:
        return ""
    least, most = (
        label(one, history) if measure == "count" else _amount(one, history.lang) for one in (found[0], found[-1])
    )
    return words(f"portfolio_history.{measure}", history.lang, least=least, most=most)


def _between(days: Span, lang: str) -> str:
    if days.first is None or days.last is None:
        return ""
    return words("portfolio_history.between", lang, first=day(days.first, lang), last=day(days.last, lang))


def _breaks(moments: tuple[Moment, ...], ledger: Ledger) -> tuple[Break, ...]:
    """Return where the ledger found that a series of these figures breaks, and in which strands."""
    placed = {one.figure.id: one for one in moments if one.days is not None}
    found: dict[Span, set[int]] = {}
    for check in ledger.checks:
        groups = [[placed[name] for name in names if name in placed] for names in (check.terms, check.against)]
        if check.verdict == "series_break" and all(groups):
            for days in _gap_between(*([one.days or Span() for one in group] for group in groups)):
                found.setdefault(days, set()).update(one.strand for group in groups for one in group)
    return tuple(Break(days, tuple(sorted(found[days]))) for days in sorted(found))


def _gap_between(one: list[Span], other: list[Span]) -> Iterator[Span]:
    """Yield the days from the end of the earlier group to the start of the later one, if they do not overlap."""
    for early, late in ((one, other), (other, one)):
        ends = [span.last for span in early if span.last]
        starts = [span.first for span in late if span.first]
        if ends and starts and max(ends) < min(starts):
            yield Span(max(ends), min(starts))


def _days(figure: Figure, placed: Mapping[str, Span]) -> Span | None:
    """Return the days a figure can hold at: as stated, as its document is placed, or as it was published."""
    document = placed.get(figure.source.document or "", Span())
    for span in (Span(figure.period.start, figure.period.end), document, figure.source.published):
        if span.first is not None and span.last is not None:
            return span
    return None


def _amount(moment: Moment, lang: str) -> str:
    figure = moment.figure
    return quantity(figure.number, figure.unit, lang, figure.bound)
