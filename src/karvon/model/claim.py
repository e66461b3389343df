"""A claim: one thing a document says, with its exact place and every rule that read it (CLAIMS.md)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from karvon.model.dates import Period
from karvon.model.values import Interval

Kind = Literal["quantity", "commitment", "agreement", "institution", "event", "statement", "document"]
Speech = Literal["direct", "indirect", "narration"]


class Relation(msgspec.Struct, frozen=True, gc=False):
    """How one claim stands to another: refines, part_of, breakdown, describes, same_as, supersedes."""

    type: str
    target: str


class Claim(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One claim in the fixed format of CLAIMS.md; `start` and `end` are code points into the document's text."""

    id: str
    document: str
    kind: Kind
    start: int
    end: int
    quote: str
    indicator: str | None = None
    subject: str | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str | None = None
    bound_text: str | None = None
    unit: str | None = None
    change: str | None = None
    reporter: str | None = None
    partner: str | None = None
    territory: str | None = None
    sector: str | None = None
    stage: str | None = None
    status: str | None = None
    period: Period = Period()
    speaker: str | None = None
    role: str | None = None
    speech: Speech = "narration"
    outlet: str | None = None
    parties: tuple[str, ...] = ()
    date_signed: str | None = None
    agreement_status: str | None = None
    relations: tuple[Relation, ...] = ()
    prefix: str = ""
    suffix: str = ""
    rules: tuple[str, ...] = ()

    @property
    def interval(self) -> Interval:
        """The claim's number as an interval in its unit."""
        return Interval(self.value, self.low, self.high)
