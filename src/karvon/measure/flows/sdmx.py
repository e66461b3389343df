"""SDMX-CSV and SDMX-ML, read by pysdmx: trade data flows of international and national offices.

Dimensions are known by the names that trade data structures share (FREQ, REF_AREA, REPORTER, COUNTERPART_AREA,
TRADE_FLOW, COMMODITY, TIME_PERIOD, OBS_VALUE, UNIT_MULT, UNIT_MEASURE); others are named in case.toml. Indicators of
the International Monetary Fund (TXG_FOB_USD, TMG_CIF_USD) tell the flow. Only values in US dollars are kept.
Source: SDMX technical specifications 2.1 and 3.0; the data structure of merchandise trade IMTS.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from karvon.measure.flows.layout import Tables
from karvon.measure.flows.long import Shaped, Spec, shape
from karvon.measure.flows.raw import Raw, read_csv
from karvon.measure.flows.schema import GOODS
from karvon.measure.flows.telling import told
from karvon.model.loading import DataFile
from karvon.model.values import SCALES

LAYOUT = "sdmx"
KINDS = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "reporter": ("REPORTER", "REPORTING_AREA", "REF_AREA", "DECLARANT"),
    "partner": ("PARTNER", "COUNTERPART_AREA", "COUNTERPART", "VIS_AREA"),
    "flow": ("TRADE_FLOW", "FLOW", "INDICATOR", "STAT_FLOW"),
    "code": ("COMMODITY", "PRODUCT", "COMMODITY_CODE"),
    "classification": ("CLASSIFICATION", "COMMODITY_CLASSIFICATION"),
    "period": ("TIME_PERIOD",),
    "value": ("OBS_VALUE",),
    "region": ("REGION",),
}
INDICATORS = {
    **dict.fromkeys(("TXG_FOB_USD", "XG_FOB_USD", "EXP", "E"), "export"),
    **dict.fromkeys(("TMG_CIF_USD", "MG_CIF_USD", "IMP", "I"), "import"),
}
WORLD = ("W00", "W0", "_T", "WLD", "G001", "1_W00")
DOLLARS = ("USD", "US_DOLLAR", "US$", "")
HEAD = 65_536


def is_sdmx(header: Iterable[str]) -> bool:
    """Say whether the header of a CSV file is one of SDMX-CSV 1.0 or 2.0."""
    names = list(header)
    return bool(names) and names[0].split(";")[0].strip() in KINDS and "OBS_VALUE" in names


def is_sdmx_ml(path: Path) -> bool:
    """Say whether an XML file is a data message of SDMX."""
    with path.open("rb") as file:
        start = file.read(HEAD)
    return b"sdmx" in start.lower() and (b"StructureSpecific" in start or b"GenericData" in start)


def tables_sdmx(path: Path, described: DataFile) -> Tables:
    """Return the flows of an SDMX file; a finding when it cannot be read or pysdmx is not installed."""
    coverage = described.coverage or GOODS
    try:
        raw = _from_xml(path) if path.suffix.lower() == ".xml" else read_csv(path)
    except ImportError:
        return Tables(LAYOUT, (), coverage, findings=(told(path.name, "sdmx_missing"),))
    except Exception as error:
        said = f"{type(error).__name__}: {str(error)[:200]}"
        return Tables(LAYOUT, (), coverage, findings=(told(path.name, "sdmx_broken", error=said),))
    notes = [] if described.coverage else [told(path.name, "coverage_unstated", "warning")]
    return Tables(LAYOUT, (_shaped(raw, described),), coverage, _scale(raw, described), findings=tuple(notes))


def _from_xml(path: Path) -> Raw:
    """Return the observations of an SDMX-ML message as a table of text, series attributes beside each."""
    from pysdmx.io import read_sdmx  # noqa: PLC0415

    data: Any = read_sdmx(path, validate=False).data
    columns: dict[str, list[str | None]] = {}
    for dataset in data or ():
        frame = dataset.data
        known = max((len(cells) for cells in columns.values()), default=0)
        for name in frame.columns:
            cells: list[str | None] = [str(value) for value in frame[name].astype("string").fillna("").tolist()]
            columns[str(name)] = columns.get(str(name), [None] * known) + cells
    length = max((len(cells) for cells in columns.values()), default=0)
    padded = {name: cells + [None] * (length - len(cells)) for name, cells in columns.items()}
    frame = pl.DataFrame(padded, schema=dict.fromkeys(padded, pl.String))
    return Raw(path.name, frame.with_columns((pl.int_range(pl.len()) + 1).alias("row")))


def _shaped(raw: Raw, described: DataFile) -> Shaped:
    names = {role: next((name for name in known if name in raw.frame.columns), None) for role, known in COLUMNS.items()}
    columns = {role: name for role, name in names.items() if name} | dict(described.columns)
    given = {"reporter": described.reporter, "partner": described.partner, "flow": described.flow}
    spec = Spec(
        layout=LAYOUT,
        columns=columns,
        constant={role: value for role, value in given.items() if value},
        coverage=described.coverage or GOODS,
        scale="unit",
        decimal=".",
        keep=(("UNIT_MEASURE", DOLLARS, "measure_filter"),),
    )
    frame = _multiplied(raw.frame, columns, described)
    shaped = shape(frame, raw.dataset, spec)
    return shaped._replace(findings=(*raw.findings, *shaped.findings))


def _multiplied(frame: pl.DataFrame, columns: Mapping[str, str], described: DataFile) -> pl.DataFrame:
    """Return the table with values in units, by UNIT_MULT or case.toml, and codes of flows and the world as words."""
    value, flow, partner = (columns.get(role) for role in ("value", "flow", "partner"))
    if value and value in frame.columns:
        power = pl.col("UNIT_MULT").cast(pl.Float64, strict=False) if "UNIT_MULT" in frame.columns else pl.lit(None)
        given = pl.lit(float(SCALES[described.scale])) if described.scale else pl.lit(10.0).pow(power.fill_null(0.0))
        number = pl.col(value).cast(pl.Float64, strict=False) * given
        frame = frame.with_columns(pl.coalesce(number.round_sig_figs(15).cast(pl.String), value).alias(value))
    if flow and flow in frame.columns:
        frame = frame.with_columns(pl.col(flow).replace(INDICATORS))
    if partner and partner in frame.columns:
        frame = frame.with_columns(pl.col(partner).replace(dict.fromkeys(WORLD, "WLD")))
    return frame


def _scale(raw: Raw, described: DataFile) -> str:
    """Return what one stands for in the file, where all its values share it."""
    if described.scale:
        return described.scale
    powers = set(raw.frame["UNIT_MULT"].drop_nulls()) if "UNIT_MULT" in raw.frame.columns else set()
    return {"3": "thousand", "6": "million", "9": "billion"}.get(powers.pop(), "unit") if len(powers) == 1 else "unit"
