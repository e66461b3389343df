"""A made-up world of trade: countries of different ability, goods of different difficulty, always the same."""

from __future__ import annotations

import numpy as np
import polars as pl

from karvon.measure.flows.schema import conform

COUNTRIES = (
    "LAO", "NPL", "CHN", "IND", "THA", "VNM", "KHM", "MMR", "BTN", "BGD", "PAK", "LKA", "MYS", "IDN", "PHL",
    "SGP", "KOR", "JPN", "AUS", "NZL", "USA", "CAN", "MEX", "BRA", "ARG", "CHL", "PER", "COL", "ZAF", "EGY",
    "KEN", "NGA", "DEU", "FRA",
)  # fmt: skip
CODES = (
    "010229", "020130", "070200", "080610", "090121", "100199", "110100", "120740", "150710", "170199",
    "220421", "240120", "252329", "260300", "270900", "271121", "281410", "300490", "310210", "390120",
    "401110", "440710", "520100", "520512", "610910", "640399", "690721", "720110", "721420", "740311",
    "760110", "841810", "850440", "870323", "890190", "940360",
)  # fmt: skip
YEARS = (2021, 2022)
WHOLE = COUNTRIES
FEW = COUNTRIES[:2]


def values(year: int) -> np.ndarray:
    """Return what each country sold each other of each good (C, C, P) in whole dollars."""
    random = np.random.default_rng(11)
    count, goods = len(COUNTRIES), len(CODES)
    able, hard = np.linspace(-1, 1, count), random.permutation(np.linspace(-1, 1, goods))
    size = random.lognormal(10, 1, count)
    made = np.exp(2 * np.outer(able, hard) + random.normal(0, 0.8, (count, goods))) * size[:, None]
    made *= random.random((count, goods)) < 0.6
    want = random.lognormal(0, 0.5, (count, goods)) * size[:, None] ** 0.5
    sold = made[:, None, :] * want[None, :, :] * (random.random((count, count, goods)) < 0.5) / 1e2
    sold[np.arange(count), np.arange(count)] = 0
    moved = np.random.default_rng(year).lognormal(0.1, 0.2, sold.shape) if year > YEARS[0] else 1.0
    return np.asarray(np.round(sold * moved))


def flows(reporters: tuple[str, ...] = WHOLE, years: tuple[int, ...] = YEARS) -> pl.DataFrame:
    """Return a table of flows as the reporters tell it: exports, imports with a tenth of freight, and world totals."""
    rows = []
    for year in years:
        sold = values(year)
        for reporter in reporters:
            place = COUNTRIES.index(reporter)
            rows += _told(reporter, "export", year, sold[place])
            rows += _told(reporter, "import", year, np.round(sold[:, place] * 1.1))
    names = ("reporter", "flow", "year", "partner", "code", "value", "weight")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    given = {"classification": "HS2017", "coverage": "goods", "dataset": "made.csv", "month": 0}
    return conform(
        frame.with_columns(**{name: pl.lit(value) for name, value in given.items()}).with_row_index("row", 2)
    )


def _told(reporter: str, flow: str, year: int, trade: np.ndarray) -> list[tuple[object, ...]]:
    """Return the rows of one reporter's flow: by partner (C, P), then with the whole world."""
    every = np.vstack([trade, trade.sum(axis=0)])
    partners = (*COUNTRIES, "WLD")
    return [
        (
            reporter,
            flow,
            year,
            partners[row],
            CODES[column],
            float(every[row, column]),
            _weight(every[row, column], column),
        )
        for row, column in zip(*np.nonzero(every), strict=True)
    ]


def _weight(value: float, column: int) -> float | None:
    """Return kilograms at a price that differs by good; nothing for every seventh good."""
    return None if column % 7 == 0 else round(value / (0.5 + column), 3)
