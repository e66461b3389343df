"""The Statistics Agency of Uzbekistan (SIAT): a data set by country or region, wide by year, in several languages.

The file says neither the flow nor the unit: both belong to the number of the data set in its name, known for those of
data/siat_datasets.csv and otherwise told in case.toml. Values are thousand USD. The figures by partner appear to
include services: their totals are close to the published totals of goods and services. Regions have codes of four or
seven digits that begin with 17, which no country has; 1700 is the whole republic. Their trade is with the world, unless
case.toml names a partner.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import polars as pl

from karvon.measure.flows.layout import Tables
from karvon.measure.flows.long import Spec, shape
from karvon.measure.flows.raw import read_csv
from karvon.measure.flows.schema import GOODS_SERVICES, WORLD
from karvon.measure.flows.telling import told
from karvon.model.loading import DataFile

LAYOUT = "uzbekistan"
REPORTER = "UZB"
CODE = "Code"
CLASSIFIER = "klassifikator"
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = re.compile(r"(?<!\d)(\d{3,4})(?!\d)")
REGION = r"^17\d\d(\d{3})?$"
REPUBLIC = "1700"
NAMES = (f"{CLASSIFIER}_ru", CLASSIFIER, f"{CLASSIFIER}_en")  # the first that a file has names its regions
OTHER = "_X"  # code 0 of the agency's classifier: other countries, not the world


@cache
def datasets() -> Mapping[str, Mapping[str, str]]:
    """Return the data sets whose flow and coverage are known, by number."""
    text = files("karvon.measure.codes").joinpath("data", "siat_datasets.csv").read_text(encoding="utf-8")
    return {row["dataset"]: row for row in csv.DictReader(text.splitlines())}


def is_uzbekistan(header: Iterable[str]) -> bool:
    """Say whether these are columns of this layout: a code, names of its classifier, and years."""
    names = list(header)
    return CODE in names and any(name.lower().startswith(CLASSIFIER) for name in names) and bool(_years(names))


def tables_uzbekistan(path: Path, described: DataFile) -> Tables:
    """Return the flows of all years of one data set; a finding and no flows when nobody says which flow it is."""
    raw = read_csv(path)
    known = next((datasets()[number] for number in NUMBER.findall(path.stem) if number in datasets()), {})
    flow = described.flow or known.get("flow")
    coverage = described.coverage or known.get("coverage", GOODS_SERVICES)
    if flow is None:
        return Tables(LAYOUT, (), coverage, "thousand", findings=(*raw.findings, told(path.name, "flow_unstated")))
    scale = described.scale or "thousand"
    spec = Spec(
        layout=LAYOUT,
        columns={name: name for name in ("partner", "region", "year", "value")},
        constant={"reporter": described.reporter or REPORTER, "flow": flow},
        coverage=coverage,
        scale=scale,
        decimal=described.decimal,
    )
    shaped = shape(_unpivoted(raw.frame, described.partner or WORLD), raw.dataset, spec)._replace(rows=raw.frame.height)
    assumed = described.coverage is None and coverage == GOODS_SERVICES
    notes = [told(path.name, "coverage_assumed", "note")] if assumed else []
    return Tables(LAYOUT, (shaped,), coverage, scale, findings=(*raw.findings, *notes))


def _unpivoted(frame: pl.DataFrame, partner: str) -> pl.DataFrame:
    """Return a row for each country or region and year, in the file's order; regions trade with `partner`."""
    code = pl.col(CODE).str.strip_chars()
    country = pl.when(code.str.contains("^0+$")).then(pl.lit(OTHER)).otherwise(code)
    regional = code.str.contains(REGION)
    years = _years(frame.columns)
    return (
        frame.with_columns(
            partner=pl.when(regional).then(pl.lit(partner)).otherwise(country),
            region=pl.when(regional & (code != REPUBLIC)).then(pl.col(_naming(frame.columns))),
        )
        .unpivot(index=["row", "partner", "region"], on=years, variable_name="year", value_name="value")
        .sort("row", "year")
    )


def _naming(columns: Iterable[str]) -> str:
    """Return the column that names countries and regions; their code where none of the known ones does."""
    known = {name.lower(): name for name in columns}
    return next((known[name] for name in NAMES if name in known), CODE)


def _years(names: Iterable[str]) -> list[str]:
    return [name for name in names if YEAR.fullmatch(name.strip())]
