"""What a case says of its trade files, and what loading one came to: read, left out and why, which totals agree."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from karvon.model.document import Finding


class DataFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What case.toml says of one data file; everything but its name may be left out where the file itself tells it.

    `columns` maps roles (reporter, partner, flow, year, period, code, value, quantity, quantity_unit, weight, region,
    classification) to the file's own columns; reporter … coverage hold for all its rows. `scale` is what one stands
    for (unit, thousand, million, billion). `published` is an ISO day, month or year.
    """

    file: str
    layout: str | None = None
    name: str | None = None
    sheet: str | None = None
    reporter: str | None = None
    partner: str | None = None
    flow: str | None = None
    year: int | None = None
    classification: str | None = None
    coverage: str | None = None
    unit: str | None = None
    scale: str | None = None
    decimal: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = {}


class Projection(msgspec.Struct, frozen=True):
    """Output of a country in a year, in constant prices of any one unit, and its people where they are told."""

    country: str
    year: int
    gdp: float
    population: float | None = None


class Given(msgspec.Struct, frozen=True):
    """What else a case gives beside flows: HS codes of national lists of goods that are no commodity, projections."""

    listed: tuple[str, ...] = ()
    projections: tuple[Projection, ...] = ()


class Dropped(msgspec.Struct, frozen=True):
    """Rows left out for one reason: its code, how many, and the first of them by row number."""

    reason: str
    rows: int
    first: tuple[int, ...] = ()


class TotalCheck(msgspec.Struct, frozen=True, kw_only=True):
    """A total that the file states, held against the sum of its parts, both in the currency of the flows.

    `reporter`, `flow`, `year`, `classification` and `code` name the total (code "" for all goods, then its parts are
    what `parts` says: partners or codes); `row` is where the file states it; `within` is the difference that the
    rounding of the parts allows.
    """

    reporter: str
    partner: str
    flow: str
    year: int
    code: str
    parts: str
    row: int
    stated: Decimal
    computed: Decimal
    within: Decimal
    holds: bool


class LoadReport(msgspec.Struct, frozen=True, kw_only=True):
    """One load: the file, the layout it was read by, its rows kept and dropped, its totals and what is wrong with it.

    `rows` are the data rows of the file, `kept` the flows that came of them (a row wide by year gives one a year);
    `name` is the folder they are kept in.
    `coverage` is goods or goods_services; `scale` what one stood for in the file; `published` the day, month or year
    it came out, in ISO form, where the file or case.toml tells it.
    """

    file: str
    layout: str
    sha256: str
    rows: int
    kept: int
    coverage: str
    name: str = ""
    scale: str = "unit"
    reporters: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    classifications: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    dropped: tuple[Dropped, ...] = ()
    checks: tuple[TotalCheck, ...] = ()
    findings: tuple[Finding, ...] = ()
