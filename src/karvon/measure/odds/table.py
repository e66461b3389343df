"""The reference class in short: a table of classes with the share of windows at a row of multiples, kept and read back.

One row a class: kind, years, low, high (million USD, empty for none), since, contiguous (1, or empty for all pairs),
windows, pairs, hits and errors. `hits` counts the windows that grew at least each of `MULTIPLES`; `errors` are standard
errors of those shares clustered by pair, in hundredths of a per cent.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec

from karvon.measure.codes.borders import neighbours
from karvon.model.odds import ReferenceClass

MULTIPLES = (
    0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.75, 1.9,
    2.05, 2.2, 2.35, 2.5, 2.75, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0, 12.0,
)  # fmt: skip
BANDS = (10, 100, 500, 1500, 10_000, 50_000, None)  # ends of the bands of starting levels, million USD
YEARS = range(1, 16)
ERROR = 1e-4
MILLION = Decimal(10) ** 6
COLUMNS = ("kind", "years", "low", "high", "since", "contiguous", "windows", "pairs", "hits", "errors")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One class over one number of years: how many windows reached each multiple, and the errors of those shares."""

    members: ReferenceClass
    years: int
    windows: int
    pairs: int
    hits: tuple[int, ...]
    errors: tuple[float, ...]

    def share(self, multiple: float) -> float:
        """Return the share of windows that grew at least `multiple` times, half a window away from 0 and from 1.

        Between two multiples of the table the logarithm of share against rest is read off the straight line in the
        logarithm of the multiple; beyond the last multiple the share stays at the last, below the first at the first.
        """
        rest = [math.log((hit + 0.5) / (self.windows - hit + 0.5)) for hit in self.hits]
        return 1 / (1 + math.exp(-_between(multiple, rest)))

    def error(self, multiple: float) -> float:
        """Return the standard error of that share, clustered by pair."""
        return _between(multiple, self.errors)

    def reached(self, multiple: float) -> int:
        """Return how many windows grew as much, to the nearest whole window."""
        return max(0, round(self.share(multiple) * (self.windows + 1) - 0.5))


def bands() -> Iterator[tuple[int, int | None]]:
    """Yield the ends of every band of starting levels in million USD."""
    for low, high in pairwise(BANDS):
        yield low or 0, high


def written(rows: Iterable[Row]) -> str:
    """Return the rows as CSV text."""
    lines = [",".join(COLUMNS), *map(_line, rows)]
    return "\n".join(lines) + "\n"


def read(text: str, last: int) -> tuple[Row, ...]:
    """Return the rows of CSV text; `last` is the last year of the panel they come from."""
    return tuple(_row(entry, last) for entry in csv.DictReader(text.splitlines()))


@cache
def bundled() -> tuple[Row, ...]:
    """Return the table that comes with the program."""
    return read(_data("reference.csv"), int(origin()["last"]))


@cache
def origin() -> Mapping[str, str]:
    """Return where the bundled table comes from: source, licence, first and last year, script."""
    return {row["key"]: row["value"] for row in csv.DictReader(_data("origin.csv").splitlines())}


def bordering(pair: str) -> bool:
    """Say whether the two countries of a pair ("KAZ-UZB") share a land border."""
    first, _, second = pair.partition("-")
    return second in neighbours(first)


def _data(name: str) -> str:
    return files("karvon.measure.odds").joinpath("data", name).read_text(encoding="utf-8")


def _between(multiple: float, values: list[float] | tuple[float, ...]) -> float:
    """Return the value at a multiple, on the straight line between its neighbours in logarithms."""
    if multiple <= MULTIPLES[0]:
        return values[0]
    for place in range(1, len(MULTIPLES)):
        low, high = MULTIPLES[place - 1], MULTIPLES[place]
        if multiple <= high:
            part = (math.log(multiple) - math.log(low)) / (math.log(high) - math.log(low))
            return values[place - 1] * (1 - part) + values[place] * part
    return values[-1]


def _line(row: Row) -> str:
    members = row.members
    cells = (
        members.kind,
        row.years,
        members.low / MILLION,
        "" if members.high is None else members.high / MILLION,
        members.since,
        "1" if members.contiguous else "",
        row.windows,
        row.pairs,
        " ".join(map(str, row.hits)),
        " ".join(str(round(error / ERROR)) for error in row.errors),
    )
    return ",".join(map(str, cells))


def _row(entry: Mapping[str, str], last: int) -> Row:
    return Row(
        members=ReferenceClass(
            kind=entry["kind"],
            low=Decimal(entry["low"]) * MILLION,
            high=Decimal(entry["high"]) * MILLION if entry["high"] else None,
            since=int(entry["since"]),
            last=last,
            contiguous=True if entry["contiguous"] else None,
        ),
        years=int(entry["years"]),
        windows=int(entry["windows"]),
        pairs=int(entry["pairs"]),
        hits=tuple(map(int, entry["hits"].split())),
        errors=tuple(int(error) * ERROR for error in entry["errors"].split()),
    )
