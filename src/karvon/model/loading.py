"""What loading a file of trade statistics came to: what was read, what was left out and why, which totals agree."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from karvon.model.document import Finding


class Dropped(msgspec.Struct, frozen=True):
    """Rows left out for one reason: a code of dropped.csv, how many, and the first of them by row number."""

    reason: str
    rows: int
    first: tuple[int, ...] = ()


class TotalCheck(msgspec.Struct, frozen=True, kw_only=True):
    """A total that the file states, held against the sum of its parts, both in the currency of the flows.

    `what` names the total ("import 2018"); `row` is where the file states it; `within` is the difference that the
    rounding of the parts allows.
    """

    what: str
    row: int
    stated: Decimal
    computed: Decimal
    within: Decimal
    holds: bool


class LoadReport(msgspec.Struct, frozen=True, kw_only=True):
    """One load: the file, the layout it was read by, its rows kept and dropped, its totals and what is wrong with it.

    `rows` are the data rows of the file, `kept` the flows that came of them (a row wide by year gives one a year).
    `coverage` is goods or goods_services; `published` the day or year the file names, as written in ISO form.
    """

    file: str
    layout: str
    sha256: str
    rows: int
    kept: int
    coverage: str
    reporters: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    classifications: tuple[str, ...] = ()
    published: str | None = None
    dropped: tuple[Dropped, ...] = ()
    checks: tuple[TotalCheck, ...] = ()
    findings: tuple[Finding, ...] = ()
