"""Measure the product space and growth points on a made-up year of BACI's size, beside ecomplexity on the same exports.

Run: make bench, or python bench/product_space.py [--countries N] [--goods N] [--rival PYTHON]. One world is made,
always the same; each program works in a process of its own, one after the other, and is timed by processor time from
exports to ECI, PCI, density, COI and COG. Then all growth points of one country with every partner are found in a table
of flows of some fourteen million rows, files read included. The exit code is 1 when Karvon is less than fifteen times
as fast, when an index differs by more than 1e-12 of its scale, or when growth points take more than thirty seconds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
RIVAL = HERE.parent / ".venv-bench" / "bin" / "python"
TIMES_AS_FAST = 15
SAME = 1e-12
SECONDS = 30
YEAR = 2022
INDICES = ("eci", "pci", "density", "coi", "cog")

Floats = NDArray[np.float64]

OURS = """
import sys, time
import numpy as np
from karvon.measure.products.space import space
values = np.load(sys.argv[1])
begun = time.process_time()
found = space(values)
seconds = time.process_time() - begun
held = found.complexity
np.savez(sys.argv[2], seconds=seconds, eci=held.eci, pci=held.pci, density=found.density, coi=found.coi, cog=found.cog)
"""
THEIRS = """
import sys, time, warnings
import numpy as np, pandas as pd
warnings.simplefilter("ignore")
from ecomplexity import ecomplexity
values = np.load(sys.argv[1])
shape = values.shape
place = np.indices(shape)
table = pd.DataFrame({"t": 0, "c": place[0].ravel(), "p": place[1].ravel(), "v": values.ravel()})
names = {"time": "t", "loc": "c", "prod": "p", "val": "v"}
begun = time.process_time()
found = ecomplexity(table, names, check_logsupermodularity=False, verbose=False)
seconds = time.process_time() - begun
found = found.sort_values(["c", "p"])
grid = {name: found[name].to_numpy(float).reshape(shape) for name in ("eci", "pci", "density", "coi", "cog")}
np.savez(sys.argv[2], seconds=seconds, eci=grid["eci"][:, 0], pci=grid["pci"][0], density=grid["density"],
         coi=grid["coi"][:, 0], cog=grid["cog"])
"""


def exports(countries: int, goods: int) -> Floats:
    """Return made-up exports: able countries make difficult goods too, large ones more of each, none makes all."""
    random = np.random.default_rng(7)
    able, hard = np.sort(random.normal(size=countries)), random.normal(size=goods)
    size, price = np.exp(random.normal(0, 1.5, countries)), np.exp(random.normal(size=goods))
    fit = np.exp(1.2 * np.outer(able, hard) + random.normal(0, 1.3, (countries, goods)))
    made = random.random((countries, goods)) < 1 / (1 + np.exp(-0.5 - able))[:, None]
    return np.asarray(np.round(size[:, None] * fit * price * made * 1e5))


def spread(values: Floats, folder: Path) -> Path:
    """Write the exports as a table of flows, spread over the partners that buy each good, and return the file."""
    random = np.random.default_rng(3)
    countries, goods = values.shape
    names = pl.Series([f"{chr(65 + each // 26 % 26)}{chr(65 + each % 26)}X" for each in range(countries)])
    codes = pl.Series([f"{10101 + 19 * each:06d}" for each in range(goods)])
    size = values.sum(axis=1) ** 0.3
    for exporter in range(countries):
        buys = random.random((countries, goods)) < 0.12
        buys[exporter] = False
        weight = buys * size[:, None] * random.lognormal(size=(countries, goods))
        sold = weight / np.maximum(weight.sum(axis=0), 1e-9) * values[exporter]
        importer, good = np.nonzero(sold >= 1)
        rows = {
            "partner": names.gather(importer),
            "code": codes.gather(good),
            "value": np.round(sold[importer, good]),
            "weight": np.round(sold[importer, good] / 3),
        }
        said = {"reporter": names[exporter], "flow": "export", "year": YEAR, "month": 0, "classification": "HS2017"}
        rest = {"coverage": "goods", "region": "", "dataset": "made up", "imputed": False}
        flows = pl.DataFrame(rows).with_columns(**{key: pl.lit(one) for key, one in (said | rest).items()})
        unknown = {"quantity": pl.lit(None, pl.Float64), "quantity_unit": pl.lit(None, pl.String)}
        flows.with_columns(**unknown).write_parquet(folder / f"{exporter:03}.parquet")
    return folder


def timed(python: Path, script: str, values: Path, answer: Path) -> dict[str, Floats]:
    """Return what a program answers to the exports, with its seconds."""
    done = subprocess.run([python, "-c", script, values, answer], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return dict(np.load(answer))


def apart(ours: Floats, theirs: Floats) -> float:
    """Return the largest difference of two indices over the largest value of either."""
    return float(np.nanmax(np.abs(ours - theirs)) / np.nanmax(np.abs(theirs)))


def grown(folder: Path) -> tuple[float, int, int]:
    """Return seconds to find the growth points of one country with all partners, rows read, points found."""
    from karvon.measure.products.growth import all_points  # noqa: PLC0415

    flows = pl.scan_parquet(folder / "*.parquet")
    rows = flows.select(pl.len()).collect().item()
    begun = time.perf_counter()
    points = all_points(flows, "AAX", YEAR)
    return time.perf_counter() - begun, rows, points.height


def main() -> int:
    """Measure both programs, print a table, and say by the exit code whether the promise holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--countries", type=int, default=200, help="how many countries to make up")
    options.add_argument("--goods", type=int, default=5000, help="how many goods to make up")
    options.add_argument("--rival", type=Path, default=RIVAL, help="the Python that has ecomplexity")
    chosen = options.parse_args()
    if not chosen.rival.exists():
        sys.exit(f"{chosen.rival} is missing: run make bench, which sets it up")
    values = exports(chosen.countries, chosen.goods)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        np.save(folder / "exports.npy", values)
        ours = timed(Path(sys.executable), OURS, folder / "exports.npy", folder / "ours.npz")
        theirs = timed(chosen.rival, THEIRS, folder / "exports.npy", folder / "theirs.npz")
        (folder / "flows").mkdir()
        seconds, rows, points = grown(spread(values, folder / "flows"))
    ratio = float(theirs["seconds"] / ours["seconds"])
    print(f"{chosen.countries} countries, {chosen.goods} goods, processor time")
    print(f"{'karvon':14}{float(ours['seconds']):8.2f} s")
    print(f"{'ecomplexity':14}{float(theirs['seconds']):8.2f} s")
    print(f"karvon is {ratio:.1f} times as fast (promised: {TIMES_AS_FAST})")
    gaps = {name: apart(ours[name], theirs[name]) for name in INDICES}
    print("largest differences over the largest value: " + ", ".join(f"{name} {gap:.1e}" for name, gap in gaps.items()))
    print(f"{points:,} growth points with all partners from {rows:,} flows in {seconds:.1f} s (promised: {SECONDS})")
    return int(ratio < TIMES_AS_FAST or max(gaps.values()) > SAME or seconds > SECONDS)


if __name__ == "__main__":
    sys.exit(main())
