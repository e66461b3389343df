"""Everything one reconciliation looks at, in a fixed order whatever the order of its inputs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import partial
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
from karvon.reconcile.asleep import Frozen, Statements
from karvon.reconcile.averages import single
from karvon.reconcile.divisions import divided
from karvon.reconcile.figures import speakers
from karvon.reconcile.grouped import Grouped
from karvon.reconcile.kept_shots import Shots
from karvon.reconcile.keys import AVERAGE
from karvon.reconcile.snapshots import Seen, Snapshot, arranged, observed, related_groups, resolve, split
from karvon.reconcile.things import THINGS, with_things
from karvon.reconcile.told import Told, averaged, stated
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
    """The inputs as statements by the id of their figure, and snapshots of portfolios.

    `official` are turnovers that are sums of official figures; `gone` and `come` are the statements that changed since
    the same part was looked at before.
    """

    inputs: Inputs
    told: Mapping[str, Told]
    official: tuple[Told, ...]
    shots: tuple[Snapshot, ...]
    gone: Sequence[Told]
    come: Sequence[Told]

    @property
    def everything(self) -> tuple[Told, ...]:
        """Statements and official turnovers together."""
        return (*self.ordered(), *self.official)

    def ordered(self) -> Iterator[Told]:
        """Yield the statements in the order of their figures, whatever part of them was opened so far."""
        yield from (self.told[name] for name in sorted(self.told))


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
    unknown = hidden | {figure.id for figure in numbers if not is_out(figure.source.published, info)}
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
    later = {name for page in pages if not is_out(page.published, base.info) for name in (page.file, page.id)}
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


def _hidden(rows: tuple[Row, ...], info: CaseInfo) -> frozenset[str]:
    """Return the rows that are not known yet: later ones, and those that name something only later ones tell of."""
    ever, now = known(rows, replace(info, as_of=dt.date.max)), known(rows, info)
    waiting = {row.ref for row in ever} - {row.ref for row in now}
    return frozenset(waiting | {row.ref for row in rows if not appeared(row, info)})


def is_out(published: Span, info: CaseInfo) -> bool:
    """Say whether something was published by the day of the case; without a date it was by the day of gathering."""
    return (published.last or max(published.first or info.collected, info.collected)) <= info.as_of


def _until(series: Iterable[TradeSeries], unknown: frozenset[str]) -> Iterator[TradeSeries]:
    """Yield the series without the years that rest on figures not published yet."""
    for one in series:
        points = tuple(point for point in one.points if unknown.isdisjoint(point.figures))
        if points:
            yield replace(one, points=points)


class Bare:
    """Statements as they were taken in, above those that were known before."""

    def __init__(self, under: Mapping[str, Told]) -> None:
        """Take in nothing yet."""
        self._under, self._over = under, bool(under)
        self.own: dict[str, Told | None] = {}

    def get(self, name: str) -> Told | None:
        """Return a statement; None where there is none, or none any more."""
        return self.own[name] if name in self.own else self._under.get(name)

    def put(self, name: str, one: Told | None) -> None:
        """Take a statement in, or out."""
        if one is None and not self._over:
            self.own.pop(name, None)
        else:
            self.own[name] = one


class World:
    """The statements of a part as they are told with one day for every document, from one change to the next.

    A figure that names no portfolio gets the one that rows prove to be its.
    """

    def __init__(self, given: Inputs, linked: Mapping[str, str], beside: World | None = None) -> None:
        """Make a world; what is the same in the one `beside` it is not made again.

        `linked` are the groups of related claims, as they are whenever this world is asked.
        """
        things = frozenset(row.id for row in given.rows if row.table in THINGS)
        self._countries = given.info.countries
        self._linked = linked
        self._bare, self._touched = Bare({}), dict[str, None]()
        self._told: MutableMapping[str, Told] = {}
        self._of_portfolio: dict[str, tuple[Told, Told]] = {}
        key, self._beside = partial(observed, things=things), beside
        self._first, self._second = Grouped(key, self._split, form=Shots()), Grouped(key, self._split_again)
        self._doubled, self._shots = False, tuple[Snapshot, ...]()

    @property
    def told(self) -> Mapping[str, Told]:
        """The statements, by the id of their figure, as they were known last."""
        return self._told

    def take(self, gone: Sequence[Told], come: Sequence[Told]) -> None:
        """Take statements out and others in, none of which has a portfolio that rows prove yet."""
        self._first.change(gone, come)
        for one in gone:
            self._touched[one.ids[0]] = None
            self._bare.put(one.ids[0], None)
        for one in come:
            self._touched[one.ids[0]] = None
            self._bare.put(one.ids[0], one)

    @property
    def subjects(self) -> dict[str, str]:
        """The portfolios that figures which name none were found to be of."""
        return {name: one.slot.subject for name, (_, one) in self._of_portfolio.items()}

    def found_before(self, subjects: Mapping[str, str]) -> None:
        """Take up the statements that were taken in as they were known, some of them found to be of portfolios."""
        self._resolve(subjects)
        named = {name: one for name, (_, one) in self._of_portfolio.items()}
        everything = {**self._bare.own, **named}
        self._told = {name: one for name in sorted(everything) if (one := everything[name]) is not None}
        self._touched = {}

    def thaw(self, told: Statements, frozen: Frozen) -> None:
        """Take up statements, none of them found to be of a portfolio, and their groups as they were written down."""
        self._told, self._bare, self._touched = told, Bare(told), {}
        self._first.thaw(frozen, told.at)

    def frozen(self, places: Mapping[str, int]) -> Frozen:
        """Return the groups in which snapshots stand as they are written down."""
        return self._first.frozen(places)

    def bare(self, name: str) -> Told | None:
        """Return a statement as it was taken in."""
        return self._bare.get(name)

    @property
    def shots(self) -> tuple[Snapshot, ...]:
        """The snapshots of what was taken in, before rows prove any to be of a portfolio."""
        self._shots = arranged(self._first.each(), self._shots)
        return self._shots

    def known(self, given: Inputs, official: tuple[Told, ...]) -> Known:
        """Return what is known of a part, and what changed since this was asked before."""
        shots = self.shots
        touched = self._touched | dict.fromkeys(self._of_portfolio)
        self._resolve(resolve(shots))
        gone, come = self._changed(touched | dict.fromkeys(self._of_portfolio))
        self._touched = {}
        if self._doubled or self._of_portfolio:
            self._second.change(gone if self._doubled else (), come if self._doubled else self._told.values())
            self._doubled = True
        if self._of_portfolio:
            shots = arranged(self._second.all().values())
        return Known(inputs=given, told=self._told, official=official, shots=shots, gone=gone, come=come)

    def _split(self, group: tuple[Told, ...]) -> list[Snapshot]:
        return _there(self._beside._first if self._beside else None, group) or split(group, self._linked)

    def _split_again(self, group: tuple[Told, ...]) -> list[Snapshot]:
        return _there(self._first, group) or split(group, self._linked)

    def _resolve(self, subjects: Mapping[str, str]) -> None:
        """Give statements the portfolios that they are of; one that is what it was is not made again."""
        last, self._of_portfolio = self._of_portfolio, {}
        for name, subject in subjects.items():
            one, known = self._bare.get(name), last.get(name)
            assert one is not None
            self._bare.put(name, one)  # what lies under it is about to be told as of a portfolio
            same = known is not None and known[0] is one and known[1].slot.subject == subject
            self._of_portfolio[name] = known if known is not None and same else (one, self._as_of(one, subject))

    def _changed(self, touched: Iterable[str]) -> tuple[list[Told], list[Told]]:
        """Bring what is told to what it is now; return the statements that are gone and those that have come."""
        gone, come = [], []
        for name in touched:
            before, named = self._told.get(name), self._of_portfolio.get(name)
            now = named[1] if named is not None else self._bare.get(name)
            if before is not now and before is not None:
                gone.append(self._told.pop(name))
            if before is not now and now is not None:
                come.append(now)
                self._told[name] = now
        return gone, come

    def _as_of(self, one: Told, subject: str) -> Told:
        named = stated(one.figure, subject, self._countries, derived=one.derived)
        return averaged(named) if one.slot.topic == AVERAGE else named


def _there(groups: Grouped[Seen, list[Snapshot]] | None, group: tuple[Told, ...]) -> list[Snapshot] | None:
    """Return what is found in other groups, where one of them holds the very same statements."""
    key = None if groups is None else groups.key(group[0])
    return groups.of(key) if groups is not None and key is not None and groups.told(key) == group else None
