"""Everything one reconciliation looks at, in a fixed order whatever the order of its inputs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.measures import TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.reconcile.averages import single
from karvon.reconcile.divisions import divided
from karvon.reconcile.figures import speakers
from karvon.reconcile.slips_apart import of_digits, untraded
from karvon.reconcile.snapshots import Made, Snapshot, related_groups, resolve, snapshots
from karvon.reconcile.things import THINGS, with_things
from karvon.reconcile.told import Told, official_turnover, tell
from karvon.reconcile.two_countries import of_the_pair
from karvon.registry import appeared, known

BY_ID = attrgetter("id")


class Inputs(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger is made from, every claim once, everything in order of its id; `numbers` are figures of rows.

    `sides` are (document, speaker, country) where a role anywhere in the document proves whose voice a speaker is;
    `linked` names for each related claim the group of claims it belongs to; `averages` are claims of one thing of many.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    numbers: tuple[Figure, ...]
    series: tuple[TradeSeries, ...]
    info: CaseInfo
    sides: tuple[tuple[str, str, str], ...] = ()
    linked: tuple[tuple[str, str], ...] = ()
    averages: tuple[str, ...] = ()

    @property
    def pages(self) -> dict[str, Document]:
        """The documents by every name a claim can know them under."""
        return {name: document for document in self.documents for name in (document.file, document.id)}


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The inputs as statements (`told`, `official` turnovers), snapshots of portfolios, ids of registered things.

    `bare` are the statements before portfolios were found for those that name none; `made` are snapshots by statements.
    """

    inputs: Inputs
    things: frozenset[str]
    bare: tuple[Told, ...]
    told: tuple[Told, ...]
    official: tuple[Told, ...]
    shots: tuple[Snapshot, ...]
    made: Made

    @property
    def everything(self) -> tuple[Told, ...]:
        """Statements and official turnovers together."""
        return (*self.told, *self.official)

    @property
    def named(self) -> Mapping[str, Told]:
        """The statements by the id of their figure."""
        return {one.ids[0]: one for one in self.told}


def inputs(  # noqa: PLR0913, PLR0917
    documents: Iterable[Document],
    claims: Iterable[Claim],
    rows: Iterable[Row],
    row_figures: Iterable[Figure],
    series: Iterable[TradeSeries],
    info: CaseInfo,
) -> Inputs:
    """Return the inputs that were published by the day of the case, in their fixed order."""
    return with_documents(tables(rows, row_figures, series, info), documents, claims)


def tables(rows: Iterable[Row], row_figures: Iterable[Figure], series: Iterable[TradeSeries], info: CaseInfo) -> Inputs:
    """Return what people and offices maintain as inputs without documents."""
    numbers, listed = tuple(row_figures), tuple(rows)
    hidden = _hidden(listed, info)
    unknown = hidden | {figure.id for figure in numbers if not _out(figure.source.published, info)}
    return Inputs(
        documents=(),
        claims=(),
        rows=tuple(sorted((row for row in listed if row.ref not in hidden), key=lambda row: row.ref)),
        numbers=tuple(sorted((one for one in numbers if one.id not in unknown), key=lambda one: one.id)),
        series=tuple(sorted(_until(series, unknown), key=lambda one: one.id)),
        info=info,
    )


def with_documents(base: Inputs, documents: Iterable[Document], claims: Iterable[Claim]) -> Inputs:
    """Return inputs with documents and their claims, and with what only whole documents tell."""
    pages = tuple(documents)
    later = {name for page in pages if not _out(page.published, base.info) for name in (page.file, page.id)}
    listed_pages = tuple(sorted((page for page in pages if page.id not in later), key=lambda one: (one.id, one.file)))
    each = {one.id: one for one in claims}
    by_name = {name: page for page in listed_pages for name in (page.file, page.id)}
    known_of = [one for one in map(each.__getitem__, sorted(each)) if one.document not in later]
    told = divided(of_the_pair(known_of, by_name, base.info.countries), by_name)
    told = with_things(told, by_name, base.rows)
    return replace(
        base,
        documents=listed_pages,
        claims=told,
        sides=tuple((*key, side) for key, side in speakers(told, base.info.countries).items()),
        linked=tuple(related_groups(told).items()),
        averages=tuple(sorted(single(told, by_name))),
    )


def called(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of which rules ask what thing they are about, each once."""
    listed = untraded(claims)
    return list({claim.id: claim for claim in (*_promised_kinds(listed), *of_digits(listed))}.values())


def _promised_kinds(listed: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims that promise a level, and those that tell of the same."""
    kinds = {(claim.indicator, claim.unit) for claim in listed if claim.status not in (None, "actual")}
    yield from (claim for claim in listed if (claim.indicator, claim.unit) in kinds)


def _hidden(rows: tuple[Row, ...], info: CaseInfo) -> frozenset[str]:
    """Return the rows that are not known yet: later ones, and those that name something only later ones tell of."""
    ever, now = known(rows, replace(info, as_of=dt.date.max)), known(rows, info)
    waiting = {row.ref for row in ever} - {row.ref for row in now}
    return frozenset(waiting | {row.ref for row in rows if not appeared(row, info)})


def _out(published: Span, info: CaseInfo) -> bool:
    """Say whether something was published by the day of the case; without a date it was by the day of gathering."""
    return (published.last or max(published.first or info.collected, info.collected)) <= info.as_of


def _until(series: Iterable[TradeSeries], unknown: frozenset[str]) -> Iterator[TradeSeries]:
    """Yield the series without the years that rest on figures not published yet."""
    for one in series:
        points = tuple(point for point in one.points if unknown.isdisjoint(point.figures))
        if points:
            yield replace(one, points=points)


def learn(given: Inputs, figures: Iterable[Figure], before: Known | None = None) -> Known:
    """Return the statements and snapshots; a figure that names no portfolio gets the one that rows prove to be its.

    `before` was learnt of the same inputs: what rests on figures that are still the same is not made again.
    """
    listed, countries = tuple(figures), given.info.countries
    things = frozenset(row.id for row in given.rows if row.table in THINGS)
    derived = frozenset(row.ref for row in given.rows if row.get("origin") == "derived")
    published = {one.id: one.source.published for one in given.numbers}
    averages, linked = frozenset(given.averages), dict(given.linked)
    same = {id(one.figure): one for one in before.bare} if before else {}
    shown: Made = dict(before.made) if before else {}
    new = tell((figure for figure in listed if id(figure) not in same), {}, derived, averages, countries)
    made = {**same, **{id(one.figure): one for one in new}}
    bare = tuple(made[id(figure)] for figure in sorted(listed, key=BY_ID))
    shots = snapshots(bare, linked, things, shown)
    resolved = resolve(shots)
    named = (figure for figure in listed if figure.id in resolved)
    again = {one.figure.id: one for one in tell(named, resolved, derived, averages, countries)}
    told = tuple(again.get(one.figure.id, one) for one in bare)
    return Known(
        inputs=given,
        things=things,
        bare=bare,
        told=told,
        official=official_turnover(given.series, published, countries),
        shots=snapshots(told, linked, things, shown) if resolved else shots,
        made=shown,
    )
