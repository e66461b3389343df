"""Everything one reconciliation looks at, in a fixed order whatever the order of its inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.measures import TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.reconcile.snapshots import Snapshot, resolve, snapshots
from karvon.reconcile.told import Told, official_turnover, tell

THINGS = ("projects", "hubs", "bodies", "agreements")


class Inputs(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger is made from, every claim once, everything in order of its id."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    series: tuple[TradeSeries, ...]
    info: CaseInfo

    @property
    def pages(self) -> dict[str, Document]:
        """The documents by every name a claim can know them under."""
        return {name: document for document in self.documents for name in (document.file, document.id)}


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The inputs as statements (`told`, `official` turnovers), snapshots of portfolios, ids of registered things."""

    inputs: Inputs
    things: frozenset[str]
    told: tuple[Told, ...]
    official: tuple[Told, ...]
    shots: tuple[Snapshot, ...]

    @property
    def everything(self) -> tuple[Told, ...]:
        """Statements and official turnovers together."""
        return (*self.told, *self.official)

    @property
    def named(self) -> Mapping[str, Told]:
        """The statements by the id of their figure."""
        return {one.ids[0]: one for one in self.told}


def inputs(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    rows: Iterable[Row],
    series: Iterable[TradeSeries],
    info: CaseInfo,
) -> Inputs:
    """Return the inputs in their fixed order."""
    return Inputs(
        documents=tuple(sorted(documents, key=lambda document: (document.id, document.file))),
        claims=tuple(claim for _, claim in sorted({claim.id: claim for claim in claims}.items())),
        rows=tuple(sorted(rows, key=lambda row: row.ref)),
        series=tuple(sorted(series, key=lambda one: one.id)),
        info=info,
    )


def learn(given: Inputs, figures: Iterable[Figure]) -> Known:
    """Return the statements and snapshots; a figure that names no portfolio gets the one that rows prove to be its."""
    listed, countries = tuple(figures), given.info.countries
    things = frozenset(row.id for row in given.rows if row.table in THINGS)
    derived = frozenset(row.ref for row in given.rows if row.get("origin") == "derived")
    first = tell(listed, {}, derived, countries)
    told = tell(listed, resolve(snapshots(first, given.claims, things)), derived, countries)
    return Known(
        inputs=given,
        things=things,
        told=told,
        official=official_turnover(given.series, countries),
        shots=snapshots(told, given.claims, things),
    )
