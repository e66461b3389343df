"""Statements of the ledger: figures with their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

import msgspec

from karvon.model.dates import Period, Span, year_span
from karvon.model.figure import Figure, Source
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.model.values import Interval, plain
from karvon.reconcile.keys import AVERAGE, Slot, address, flow_slot, slot_of, voice_of, when
from karvon.reconcile.numbers import within_a_quarter

T = TypeVar("T")
K = TypeVar("K")
PERCENT, WHOLE = "percent", Decimal(100)
HALF_A_PERCENT, A_TWENTIETH = Decimal("0.5"), Decimal(5)


class Told(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One number told by one voice; `ids` are the figures it rests on (two for a turnover added up from statistics).

    `number` is the number as an interval, `span` the days it holds on.
    """

    figure: Figure
    ids: tuple[str, ...]
    slot: Slot
    voice: str | None
    source: str
    number: Interval
    span: Span
    derived: bool = False

    @property
    def approximate(self) -> bool:
        """Whether the source itself calls the number approximate."""
        return self.figure.bound == "approx"

    @property
    def official(self) -> bool:
        """Whether it is a figure of a statistics office."""
        return self.figure.official


def tell(
    figures: Iterable[Figure],
    subjects: Mapping[str, str],
    derived: frozenset[str],
    averages: frozenset[str],
    countries: tuple[str, str],
) -> tuple[Told, ...]:
    """Return every figure as a statement, in order of id; `subjects` are the registered things figures belong to.

    `derived` are rows worked out by whoever keeps the tables, `averages` amounts of one thing out of many.
    """
    ordered = sorted(figures, key=lambda figure: figure.id)
    told = (
        (one, stated(one, subjects.get(one.id, one.subject), countries, derived=one.id in derived)) for one in ordered
    )
    return tuple(averaged(one) if figure.id in averages else one for figure, one in told)


def averaged(one: Told) -> Told:
    """Return a statement as one of an amount of one thing out of many."""
    return msgspec.structs.replace(one, slot=msgspec.structs.replace(one.slot, topic=AVERAGE))


def stated(figure: Figure, subject: str | None, countries: tuple[str, str], *, derived: bool = False) -> Told:
    """Return one figure as a statement; `subject` is the registered thing it belongs to."""
    return Told(
        figure=figure,
        ids=(figure.id,),
        slot=flow_slot(slot_of(figure, countries, subject)),
        voice=voice_of(figure),
        source=address(figure.source, figure.id),
        number=_number(figure),
        span=when(figure),
        derived=derived,
    )


def _number(figure: Figure) -> Interval:
    """Return a number as an interval; "about" says no more than that it is within a quarter of another one."""
    if figure.bound == "approx":
        return within_a_quarter(figure.number)
    return _in_words(figure.number) if _exact_percent(figure) else figure.number


def _exact_percent(figure: Figure) -> bool:
    """Say whether a text tells what was reached by a fraction or a multiple in words: "by a third", "doubled"."""
    number = figure.number
    actual = figure.origin == "claim" and figure.status == "actual" and figure.unit == PERCENT
    return actual and number.value is not None and number.low == number.value == number.high


def _in_words(number: Interval) -> Interval:
    """Return a percentage told in words as what is rounded to it: half a percent, of multiples a twentieth."""
    assert number.value is not None
    half = HALF_A_PERCENT if abs(number.value) < WHOLE else A_TWENTIETH
    return Interval(number.value, plain(number.value - half), plain(number.value + half))


def official_turnover(
    series: Iterable[TradeSeries], published: Mapping[str, Span], countries: tuple[str, str]
) -> tuple[Told, ...]:
    """Return the turnover of every official year that is a sum of two figures, as one statement each.

    `published` are the days on which figures can have appeared; a sum appeared with the last of its figures.
    """
    pairs = [(one, point) for one in series if one.indicator == "trade_turnover" for point in one.points]
    told = [_point(one, point, published, countries) for one, point in pairs if len(point.figures) > 1]
    return tuple(sorted(told, key=lambda one: one.ids))


def _point(series: TradeSeries, point: SeriesPoint, published: Mapping[str, Span], countries: tuple[str, str]) -> Told:
    span = year_span(point.year)
    figure = Figure(
        id=f"{series.id}/{point.year}",
        origin="row",
        indicator=series.indicator,
        number=point.number,
        bound="eq",
        unit=series.unit,
        reporter=series.reporter,
        partner=series.partner,
        coverage=series.coverage,
        official=True,
        period=Period(span.first, span.last, type="period", resolution="explicit"),
        side=series.reporter,
        source=Source(title=series.id, published=_last_published(published[name] for name in point.figures)),
    )
    return Told(
        figure=figure,
        ids=point.figures,
        slot=slot_of(figure, countries, None),
        voice=series.reporter,
        source=f"series:{series.id}",
        number=point.number,
        span=when(figure),
    )


def _last_published(spans: Iterable[Span]) -> Span:
    return max(spans, key=lambda span: (str(span.last), str(span.first)))


def by(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Return things in their order under their keys."""
    found: dict[K, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found


def sectors(group: Iterable[Told]) -> dict[tuple[str, ...], str]:
    """Return the sector that limits each statement of one source, by its ids; "" where the sector divides nothing.

    When all figures of a kind are said of one sector, the sector tells what the whole is about and is no part of it.
    """
    listed = list(group)
    if not any(one.slot.sector for one in listed):
        return dict.fromkeys((one.ids for one in listed), "")
    open_kinds = {_kind(one) for one in listed if not one.slot.sector}
    several = len({one.slot.sector for one in listed if one.slot.sector}) > 1
    return {one.ids: one.slot.sector if several or _kind(one) in open_kinds else "" for one in listed}


def _kind(one: Told) -> tuple[str, str, str]:
    return (one.slot.measure, one.slot.territory, one.slot.stage)
