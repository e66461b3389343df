"""A figure: one number from any origin, in the one shape that the ledger and the measures compare."""

from __future__ import annotations

from typing import Literal

import msgspec

from karvon.model.dates import Period, Span
from karvon.model.values import Interval

Origin = Literal["claim", "row", "assumption"]


class Source(msgspec.Struct, frozen=True, gc=False):
    """Where a figure or fact can be looked up; `published` is the span of days it can have appeared on."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: Span = Span()
    document: str | None = None


class Figure(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One number with unit, period and lineage; `id` is the claim's id or "table/row id" of the registry.

    `subject` names what it belongs to: a registry id (project, hub, portfolio) or None for the pair itself;
    `phrase` is the noun phrase as written in a text ("joint projects").
    `side` is the country whose voice or statistics it is; `coverage` is goods, goods_services or None.
    `thing` is the name of the one thing whose cost or size a text tells; of a thing without a name it begins with "~".
    `growth_from` is the year that the words of a promised growth count it from, where they name one.
    """

    id: str
    origin: Origin
    indicator: str
    number: Interval
    bound: str
    unit: str
    change: str = "level"
    subject: str | None = None
    phrase: str | None = None
    reporter: str | None = None
    partner: str | None = None
    territory: str | None = None
    sector: str | None = None
    stage: str | None = None
    status: str = "actual"
    coverage: str | None = None
    official: bool = False
    period: Period = Period()
    side: str | None = None
    speaker: str | None = None
    role: str | None = None
    source: Source = Source()
    quote: str | None = None
    growth_from: int | None = None
    thing: str | None = None
