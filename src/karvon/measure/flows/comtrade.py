"""UN Comtrade: answers of the API in JSON and downloads in CSV, with all 47 columns or some of them.

Rows are broken down by second partner, mode of transport and customs procedure; only the totals over these are kept,
so that nothing is counted twice. Exports hold re-exports already, imports re-imports. Values are USD, weights kg,
codes M49 with Comtrade's own (842 for the United States, 490 for other Asia).
Source: UN Comtrade, "Data items" of API v1 (comtradedeveloper.un.org).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import polars as pl

from karvon.measure.flows.long import Shaped, Spec, shape
from karvon.measure.flows.raw import Raw
from karvon.measure.flows.telling import told
from karvon.model.loading import DataFile

LAYOUT = "comtrade"
KEYS = re.compile(r"[^a-z0-9]")
COLUMNS: Mapping[str, tuple[str, ...]] = {  # the columns that can tell each role, best first
    "reporter": ("reporteriso", "reportercode", "reporterdesc", "reporter"),
    "partner": ("partneriso", "partnercode", "partnerdesc", "partner"),
    "flow": ("flowcode", "flowdesc", "tradeflow", "tradeflowcode"),
    "period": ("period", "refperiodid", "year"),
    "year": ("refyear", "year"),
    "month": ("refmonth",),
    "classification": ("classificationcode", "classification"),
    "code": ("cmdcode", "commoditycode"),
    "value": ("primaryvalue", "tradevalueus", "tradevalue"),
    "quantity": ("qty", "quantity"),
    "quantity_unit": ("qtyunitabbr", "qtyunit", "qtyunitcode"),
    "weight": ("netwgt", "netweightkg"),
}
NEEDED = ("reporter", "partner", "flow", "code", "value")
ONLY: Mapping[str, tuple[tuple[str, ...], str]] = {  # the totals of each breakdown, and why other rows are left out
    "typecode": (("C", ""), "services"),
    "partner2code": (("0", "0.0", "", "-1"), "second_partner"),
    "partner2iso": (("W00", "W0", ""), "second_partner"),
    "motcode": (("0", "0.0", "", "-1"), "transport_mode"),
    "customscode": (("C00", "0", ""), "customs_procedure"),
    "moscode": (("0", "0.0", "", "-1"), "supply_mode"),
}
ESTIMATED = ("isqtyestimated", "isnetwgtestimated", "legacyestimationflag")
USED = {name for names in COLUMNS.values() for name in names} | set(ONLY) | set(ESTIMATED)
CLASSIFICATIONS = {
    **{f"H{number}": f"HS{year}" for number, year in enumerate((1992, 1996, 2002, 2007, 2012, 2017, 2022))},
    **{f"S{revision}": f"SITC{revision}" for revision in (1, 2, 3, 4)},
    "B4": "BEC4",
    "B5": "BEC5",
}
CAPS = (500, 100_000, 250_000)  # rows that one answer of the API holds at most: preview, free key, premium


def is_comtrade(header: Iterable[str]) -> bool:
    """Say whether these are columns of Comtrade: both sides, a flow, a commodity code and a value under its names."""
    names = set(map(plain, header))
    return all(any(name in names for name in COLUMNS[role]) for role in NEEDED)


def plain(name: str) -> str:
    """Return a column name as all spellings of it have it: primaryValue, primary_value, Primary Value."""
    return KEYS.sub("", name.lower())


def shape_comtrade(raw: Raw, described: DataFile) -> Shaped:
    """Return the flows of a Comtrade table."""
    frame = _by_role(_estimated(_renamed(raw.frame)))
    spec = Spec(
        layout=LAYOUT,
        columns={role: f"_{role}" for role in (*COLUMNS, "imputed") if f"_{role}" in frame.columns},
        constant={"classification": described.classification} if described.classification else {},
        scale=described.scale or "unit",
        decimal=described.decimal,
        keep=tuple((name, allowed, reason) for name, (allowed, reason) in ONLY.items()),
    )
    shaped = shape(frame, raw.dataset, spec)
    capped = [told(raw.dataset, "perhaps_cut", "warning", rows=frame.height)] if frame.height in CAPS else []
    return shaped._replace(findings=(*raw.findings, *shaped.findings, *capped))


def _renamed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that tell something, under their plain names; the first of several with one plain name."""
    names: dict[str, str] = {"row": "row"}
    for name in frame.columns:
        if plain(name) in USED and plain(name) not in names.values():
            names[name] = plain(name)
    return frame.select(list(names)).rename(names)


def _by_role(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with a column for each role: in each row the first filled one of those that can tell it."""
    found = {role: [name for name in names if name in frame.columns] for role, names in COLUMNS.items()}
    filled = {
        role: pl.coalesce(pl.when(pl.col(name).str.strip_chars() != "").then(name) for name in names)
        for role, names in found.items()
        if names
    }
    if "classification" in filled:
        filled["classification"] = filled["classification"].replace(CLASSIFICATIONS)
    return frame.with_columns(expression.alias(f"_{role}") for role, expression in filled.items())


def _estimated(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with a column that says where Comtrade estimated a quantity or weight."""
    flags = [
        ~pl.col(name).fill_null("").str.to_lowercase().is_in(["", "false", "0", "0.0"])
        for name in ESTIMATED
        if name in frame.columns
    ]
    return frame.with_columns(_imputed=pl.any_horizontal(flags).cast(pl.String)) if flags else frame
