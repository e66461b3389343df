"""Makes the tables of codes in src/karvon/measure/codes/data from the files that their publishers offer.

    python scripts/trade_codes.py FOLDER

FOLDER holds what is to be read; a table whose sources are missing there stays as it is:
- HS_consolidated_comtrade_concordances.csv: HS and SITC revision by revision (Apache-2.0; leading zeros are lost in it)
- hs17_bec.csv: HS 2017 to BEC, of UN Statistics Division
- countries-50m.json: borders of the npm package world-atlas (ISC), made of Natural Earth (public domain)
- baci_totals.parquet: exp, imp, year, trade in thousand USD, summed from CEPII BACI (Etalab Open Licence 2.0)
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from karvon.measure.codes.areas import area
from karvon.measure.codes.packed import pack

DATA = Path(__file__).resolve().parent.parent / "src" / "karvon" / "measure" / "codes" / "data"
REVISIONS = (1992, 1996, 2002, 2007, 2012, 2017, 2022)
CONCORDANCES = "HS_consolidated_comtrade_concordances.csv"
SITC = "1992 to 1988"
UNNUMBERED = {"Somaliland": "SOM", "N. Cyprus": "CYP", "Kosovo": "XKK"}  # as their trade is reported
TOO_SMALL = (("BWA", "ZMB"), ("ESP", "GIB"), ("ESP", "MAR"))  # borders that the map at 1:50 million does not show
YEARS = (2016, 2020)
STEPS = 4  # letters to a tenfold; A stands for 100,000 USD
LEAST = 5

Pairs = dict[str, set[str]]


def main(folder: Path) -> None:
    """Write every table whose sources are in the folder."""
    makers: tuple[tuple[str, Callable[[Path], Mapping[str, str]]], ...] = (
        (CONCORDANCES, concordances),
        ("hs17_bec.csv", bec),
        ("countries-50m.json", neighbours),
        ("baci_totals.parquet", magnitudes),
    )
    for source, make in makers:
        if (folder / source).exists():
            for name, text in make(folder / source).items():
                (DATA / name).write_text(text, encoding="utf-8", newline="\n")
                print(f"{name}: {len(text.encode())} bytes")


def concordances(path: Path) -> dict[str, str]:
    """Return the codes of each HS revision, the steps between revisions, and HS 1992 to SITC 3."""
    steps: dict[str, Pairs] = defaultdict(lambda: defaultdict(set))
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            steps[row["adjustment"]][row["code.after"].zfill(6)].add(row["code.before"])
    source = (
        "from the consolidated concordances of the R package concordance (Apache-2.0), after UN Statistics Division"
    )
    between = [(after, before) for before, after in pairwise(REVISIONS)]
    own = {pair: padded(steps[f"{pair[0]} to {pair[1]}"]) for pair in between}
    return {
        "hs_codes.txt": f"# Codes of the HS: those of 1992, then what each revision adds and drops; {source}\n"
        + lines(codes(own)),
        "hs_steps.txt": f"# HS codes that changed: revision, the one before, codes, their codes before; {source}\n"
        + lines(changed(own)),
        "hs_sitc3.txt": f"# HS 1992 by SITC 3: basic headings, HS codes that belong to them; {source}\n"
        + lines((pack(sorted(to)), pack(sorted(of))) for to, of in grouped(steps[SITC])),
    }


def padded(step: Pairs) -> Pairs:
    """Return a step with the leading zeros of its targets restored."""
    return {code: {other.zfill(6) for other in to} for code, to in step.items()}


def codes(steps: Mapping[tuple[int, int], Pairs]) -> Iterator[tuple[str, ...]]:
    """Yield the codes of the first revision and the changes of the others."""
    known = {code for to in steps[1996, 1992].values() for code in to}
    yield "HS1992", pack(sorted(known))
    for (after, _), step in steps.items():
        now = set(step)
        yield f"HS{after}", pack(sorted(now - known)), pack(sorted(known - now))
        known = now


def changed(steps: Mapping[tuple[int, int], Pairs]) -> Iterator[tuple[str, ...]]:
    """Yield the codes that are not simply the same in the revision before."""
    for (after, before), step in steps.items():
        reached = Counter(other for to in step.values() for other in to)
        kept = {code: to for code, to in step.items() if to != {code} or reached[code] > 1}
        for to, of in grouped(kept):
            yield str(after), str(before), pack(sorted(of)), pack(sorted(to))


def grouped(step: Mapping[str, Iterable[str]]) -> list[tuple[frozenset[str], list[str]]]:
    """Return the sets of targets with all codes that have them, in the order of the codes."""
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for code, to in sorted(step.items()):
        found[frozenset(to)].append(code)
    return sorted(found.items(), key=lambda pair: pair[1])


def bec(path: Path) -> dict[str, str]:
    """Return HS 2017 by BEC 4."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        step: Pairs = defaultdict(set)
        for row in csv.DictReader(file):
            step[row["HS 2017"].zfill(6)].add(row["BEC"])
    head = "# HS 2017 by BEC 4: categories, HS codes that belong to them; correspondence of UN Statistics Division\n"
    return {"hs_bec4.txt": head + lines((" ".join(sorted(to)), pack(sorted(of))) for to, of in grouped(step))}


def neighbours(path: Path) -> dict[str, str]:
    """Return the countries with a land border: their outlines share a line of the map; three borders are too small."""
    said = json.loads(path.read_text(encoding="utf-8"))
    owners: dict[int, set[str]] = defaultdict(set)
    for shape in said["objects"]["countries"]["geometries"]:
        for arc in arcs(shape.get("arcs", [])):
            owners[arc].update(owner(shape))
    borders: Pairs = defaultdict(set)
    pairs = [(one, other) for named in owners.values() for one in named for other in named if one != other]
    for one, other in [*pairs, *TOO_SMALL, *((other, one) for one, other in TOO_SMALL)]:
        borders[one].add(other)
    head = "# Land borders: country, its neighbours; from world-atlas 2 (ISC), made of Natural Earth (public domain)\n"
    return {"neighbours.txt": head + lines((code, " ".join(sorted(borders[code]))) for code in sorted(borders))}


def arcs(shape: Any) -> Iterator[int]:
    """Yield the lines of a shape; one that is walked backwards is the same line."""
    if isinstance(shape, int):
        yield shape if shape >= 0 else ~shape
    else:
        for part in shape:
            yield from arcs(part)


def owner(shape: Mapping[str, Any]) -> set[str]:
    """Return the country of a shape; nothing for land that no country reports trade of."""
    found = area(shape["id"]).code if shape.get("id") else UNNUMBERED.get(shape["properties"]["name"])
    return {found} if found else set()


def magnitudes(path: Path) -> dict[str, str]:
    """Return how large trade between any two countries is, to a quarter of a power of ten."""
    frame = pl.read_parquet(path, columns=["exp", "imp", "year", "trade"])
    means = frame.filter(pl.col("year").is_between(*YEARS)).group_by("exp", "imp").agg(pl.col("trade").mean() * 1000)
    values = {(exporter, importer): value for exporter, importer, value in means.iter_rows()}
    countries = sorted({exporter for exporter, _ in values})
    head = (
        f"# Exports of each country to those of the first line, mean of {YEARS[0]}-{YEARS[1]}: A is {10**LEAST} USD, "
    )
    head += f"{STEPS} letters a tenfold; computed from CEPII BACI (Etalab Open Licence 2.0)\n"
    table = ((code, "".join(letter(values.get((code, other), 0)) for other in countries)) for code in countries)
    return {"magnitudes.txt": head + lines([("", " ".join(countries)), *table])}


def letter(value: float) -> str:
    """Return the letter of a magnitude; a point below the least one."""
    step = math.floor((math.log10(value) - LEAST) * STEPS) if value > 0 else -1
    return chr(ord("A") + step) if step >= 0 else "."


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as lines of cells separated by tabs."""
    return "".join("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
