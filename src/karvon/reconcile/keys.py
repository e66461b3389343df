"""What a figure is about: the keys under which figures are comparable, and the source they come from."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

import msgspec

from karvon.model.dates import Span
from karvon.model.figure import Figure, Source
from karvon.model.values import ZERO, exact
from karvon.model.vocabulary import by_code
from karvon.reconcile.names import topic
from karvon.registry import is_region

SCHEME = re.compile(r"^[a-z]+://(?:www\.|m\.)?|^www\.", re.IGNORECASE)
TAIL = re.compile(r"(?:#.*|[?&]utm_[^#]*|/amp|/)+$", re.IGNORECASE)
GROWTH_OF = {"turnover_growth": "trade_turnover"}  # an indicator that is the relative change of another one
EXPORT, IMPORT = "export", "import"
MUTUAL = ("trade_turnover", "turnover_growth")  # of trade, what reads the same from either side
JOINT = ("portfolio", "contracts", "transport")  # families whose figures belong to the pair, not to one side of it
WHOLE = {None: "", "all": ""}
WHAT = (
    "indicator",
    "unit",
    "change",
    "reporter",
    "partner",
    "territory",
    "sector",
    "stage",
    "status",
    "phrase",
    "thing",
)
SAID = attrgetter(*WHAT)  # what of a figure its slot is made of
MANY = 2**16
AVERAGE = "average"  # the topic of an amount of one thing out of many
DAY = dt.timedelta(days=1)


class Slot(msgspec.Struct, frozen=True, gc=False, order=True, cache_hash=True):
    """Everything but the time and the voice that makes two figures figures of one quantity; "" where not limited.

    `topic` holds the words by which a text limits a figure beyond the other slots ("meat" in "exports of meat").
    """

    measure: str
    change: str
    unit: str
    scope: tuple[str, ...]
    subject: str
    territory: str
    sector: str
    stage: str
    status: str
    topic: str

    @property
    def whole(self) -> bool:
        """Say whether no part is singled out by territory, sector or stage."""
        return not (self.territory or self.sector or self.stage)


def slot_of(figure: Figure, countries: tuple[str, str], subject: str | None) -> Slot:
    """Return what the figure is about; `subject` is the registered thing it belongs to, as far as that is known."""
    return _slot(SAID(figure), countries, subject)


@lru_cache(maxsize=MANY)
def _slot(said: tuple[str, ...], countries: tuple[str, str], subject: str | None) -> Slot:
    bare: dict[str, Any] = dict(zip(WHAT, said, strict=True))
    figure = Figure(id="", origin="claim", number=exact(ZERO), bound="eq", **bare)
    measure = GROWTH_OF.get(figure.indicator, figure.indicator)
    change = "relative_change" if measure != figure.indicator else figure.change
    return Slot(
        measure=measure,
        change=change,
        unit=figure.unit,
        scope=scope_of(figure, countries),
        subject=subject or "",
        territory=figure.territory or "",
        sector=figure.sector or "",
        stage=WHOLE.get(figure.stage, figure.stage or ""),
        status=figure.status,
        topic="" if subject else _topic(figure, measure, countries),
    )


def _topic(figure: Figure, measure: str, countries: tuple[str, str]) -> str:
    """Return what the words of a text limit the figure to; of a portfolio the snapshots find that out."""
    if figure.thing is not None:
        return figure.thing
    if figure.phrase is None or family(figure.indicator) == "portfolio":
        return ""
    return topic(figure.phrase, measure, countries)


def scope_of(figure: Figure, countries: tuple[str, str]) -> tuple[str, ...]:
    """Return between whom a figure holds: (seller, buyer) for a flow of trade, the sorted pair for what is mutual.

    A figure that names nobody belongs to the pair of the case, as does a joint portfolio of which one side speaks.
    """
    reporter, partner = figure.reporter, figure.partner
    named = {reporter, partner} - {None}
    if not named or (family(figure.indicator) == "portfolio" and named < set(countries)):
        reporter, partner = sorted(countries)
    ends = (reporter or "", partner or "")
    if mirrored(figure.indicator) != figure.indicator:
        return ("flow", *reversed(ends))
    if EXPORT in figure.indicator:
        return ("flow", *ends)
    return tuple(sorted(ends)) if figure.indicator in MUTUAL or family(figure.indicator) in JOINT else ends


def alike(left: Slot, right: Slot) -> bool:
    """Say whether two quantities are of the same countries, place and sector, whoever of a pair is named first."""
    places = [(slot.territory, slot.sector) for slot in (left, right)]
    return places[0] == places[1] and pair_of(left) == pair_of(right)


def pair_of(slot: Slot) -> tuple[str, ...]:
    """Return the countries of a quantity: of a flow of trade from whom to whom, else in their order."""
    return slot.scope if slot.scope[:1] == ("flow",) else tuple(sorted(slot.scope))


@cache
def mirrored(indicator: str) -> str:
    """Return the exports that an import is on the other side of the border (wheat_import: wheat_export)."""
    name = indicator.replace(IMPORT, EXPORT)
    return name if name in by_code("indicators") else indicator


@lru_cache(maxsize=MANY)
def flow_slot(slot: Slot) -> Slot:
    """Return the slot of a flow under one name, so that one side's exports meet the other's imports.

    Nobody records the other side of a region's trade: its exports and imports keep their names and mirror nothing.
    """
    if is_region(slot.territory):
        return slot
    return msgspec.structs.replace(slot, measure=mirrored(slot.measure))


def voice_of(figure: Figure) -> str | None:
    """Return the country whose voice or statistics a figure is; exports and imports are their reporter's."""
    own = figure.official or EXPORT in figure.indicator or IMPORT in figure.indicator
    return figure.side or (figure.reporter if own else None)


def address(source: Source, fallback: str) -> str:
    """Return one name for one source: the same page under two spellings of its address is one source."""
    if source.url:
        return plain_url(source.url)
    return f"document:{source.document}" if source.document else f"unnamed:{fallback}"


@lru_cache(maxsize=MANY)
def plain_url(url: str) -> str:
    """Return an address without what does not tell pages apart: scheme, www, m, amp, trailing slash, anchors."""
    bare = TAIL.sub("", SCHEME.sub("", url.strip()))
    host, slash, path = bare.partition("/")
    return host.lower() + slash + path


def when(figure: Figure) -> Span:
    """Return the days a figure holds on; an open period of an undated text is known by its bounds only."""
    period = figure.period
    if period.type == "deadline":
        return Span(None, period.end)
    return Span(period.start, period.end)


def certain(figure: Figure) -> bool:
    """Say whether the period of a figure is known on both sides."""
    period = figure.period
    return period.type != "deadline" and period.start is not None and period.end is not None


def snapshot_day(figure: Figure) -> Span:
    """Return the days a stock was observed on: its own, or those on which its source can have appeared."""
    return Span(figure.period.start, figure.period.end) if certain(figure) else figure.source.published


def coverages_differ(left: Figure, right: Figure) -> bool:
    """Say whether two figures name two coverages; one that names none may have any."""
    return left.coverage is not None and right.coverage is not None and left.coverage != right.coverage


@cache
def family(indicator: str) -> str:
    """Return the family of an indicator, such as trade or portfolio."""
    return by_code("indicators")[indicator]["family"]


@cache
def timing(measure: str) -> str:
    """Return whether an indicator is a flow of a period or a stock of a day."""
    return by_code("indicators")[measure]["timing"]


@cache
def additive(measure: str) -> bool:
    """Say whether parts of an indicator may be added up."""
    return by_code("indicators")[measure]["additive"] == "yes"


def is_year(span: Span) -> bool:
    """Say whether a span is one calendar year."""
    first, last = span.first, span.last
    if first is None or last is None:
        return False
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def year_before(span: Span) -> Span:
    """Return the same span one year earlier."""
    return Span(_shifted(span.first), _shifted(span.last))


def _shifted(day: dt.date | None) -> dt.date | None:
    """Return the same day a year before; the last day of February stays the last."""
    if day is None:
        return None
    if (day + DAY).day == 1:
        return dt.date((day + DAY).year - 1, (day + DAY).month, 1) - DAY
    return day.replace(year=day.year - 1)
