"""Measure gravity on a panel of the size of BACI's totals, beside pyfixest on the same rows in one run.

Run: make bench once, which sets up pyfixest in .venv-bench, then python bench/gravity_speed.py [--pairs]
[--panel FILE.parquet [--ties FILE.dta]] [--rival PYTHON]. Without a panel one is made up, always the same: 210
countries, 21 years, 921,690 rows, a third of them zeros. A panel of BACI's totals has the columns exp, imp, year, trade
and dist; ties are CEPII's GeoDist. Each program works in a process of its own, one after the other, from the rows in
memory to coefficients with errors clustered by pair, at its ordinary settings; --pairs adds pair effects, and then
pyfixest's tolerances are set to 1e-12, for at its own its coefficients have too few right digits to compare. The exit
code is 1 when Karvon is less than eight times as fast by the clock or by processor time, or when a coefficient or its
error differs by more than 1e-8.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

HERE = Path(__file__).resolve().parent
RIVAL = HERE.parent / ".venv-bench" / "bin" / "python"
TIMES_AS_FAST = 8
SAME = 1e-8
COUNTRIES, YEARS = 210, 21
TIED = ("contig", "comlang_off", "colony")
TIES = """
import sys
import pandas as pd
names = ["exporter", "importer", *sys.argv[2].split(",")]
print(pd.read_stata(sys.argv[1])[names].to_csv(index=False))
"""
KEYS = ("year", "exporter", "importer", "trade")

OURS = """
import json, sys, time
import polars as pl
from karvon.measure.gravity import estimate, from_frame
rows, task = pl.read_ipc(sys.argv[1]), json.loads(sys.argv[2])
begun, worked = time.perf_counter(), time.process_time()
fit = estimate(from_frame(rows, task["names"]), pair_effects="directed" if task["pairs"] else "none", errors="pair")
took, work = time.perf_counter() - begun, time.process_time() - worked
told = {one.name: [one.value, one.se] for one in fit.result.coefficients}
print(json.dumps({"seconds": took, "work": work, "told": told, "cells": fit.result.observations}))
"""
THEIRS = """
import json, sys, time, warnings
import numpy as np, pandas as pd, pyfixest
from pyfixest.demeaners import MapDemeaner
warnings.simplefilter("ignore")
columns, task = dict(np.load(sys.argv[1], allow_pickle=True)), json.loads(sys.argv[2])
rows = pd.DataFrame(columns)
exact = {"iwls_tol": 1e-12, "iwls_maxiter": 60, "demeaner": MapDemeaner(fixef_tol=1e-12)} if task["pairs"] else {}
begun, worked = time.perf_counter(), time.process_time()
rows["pair"] = rows["exporter"] + rows["importer"]
effects = "exporter^year + importer^year" + (" + pair" if task["pairs"] else "")
fit = pyfixest.fepois("trade ~ " + " + ".join(task["names"]) + " | " + effects, rows, vcov={"CRV1": "pair"}, **exact)
took, work = time.perf_counter() - begun, time.process_time() - worked
told = {name: [float(value), float(se)] for name, value, se in zip(fit._coefnames, fit._beta_hat, fit._se)}
print(json.dumps({"seconds": took, "work": work, "told": told, "cells": int(fit._N)}))
"""

Answer = dict[str, object]


def made_up() -> pl.DataFrame:
    """Return a made-up panel: countries of very different size, near ones trade more, agreements come and stay."""
    random = np.random.default_rng(5)
    place = random.uniform(0, 100, (COUNTRIES, 2))
    distance = np.log(np.linalg.norm(place[:, None] - place[None], axis=2) + 1)
    border = distance < np.quantile(distance, 0.02)
    language = random.uniform(size=(COUNTRIES, COUNTRIES)) < 0.15
    begins = random.integers(0, 4 * YEARS, (COUNTRIES, COUNTRIES))
    agreement = np.minimum(begins, begins.T)[None] <= np.arange(YEARS)[:, None, None]
    sizes = random.normal(0, 2, (2, 1, COUNTRIES)) + random.normal(0, 0.1, (2, YEARS, COUNTRIES)).cumsum(axis=1)
    level = sizes[0][:, :, None] + sizes[1][:, None, :] - 0.9 * distance + 0.4 * border + 0.2 * language
    usual = np.exp(level + 0.15 * agreement + random.normal(0, 0.6, (1, COUNTRIES, COUNTRIES)) + 9)
    trade = np.round(usual * random.lognormal(0, 0.5, usual.shape), 3)
    trade[(random.uniform(size=usual.shape) < 0.1) | (usual < np.quantile(usual, 0.3))] = 0
    t, i, j = np.nonzero(np.broadcast_to(~np.eye(COUNTRIES, dtype=bool), trade.shape))
    names = pl.Series([f"C{number:03}" for number in range(COUNTRIES)])
    ties = {"distance": distance, "border": border, "language": language}
    return pl.DataFrame(
        {"year": t + 2000, "exporter": names[i], "importer": names[j], "trade": trade[t, i, j]}
        | {name: value[i, j].astype(float) for name, value in ties.items()}
        | {"agreement": agreement[t, i, j].astype(float)}
    )


def given(panel: Path, ties: Path | None, rival: Path) -> pl.DataFrame:
    """Return the rows of a file of BACI's totals with the log of distance, and borders where ties are named.

    The rival's Python reads the ties: theirs is a format of Stata, which Karvon has no use for.
    """
    columns = ["exp", "imp", "year", "trade", "dist"]
    rows = pl.read_parquet(panel, columns=columns).rename({"exp": "exporter", "imp": "importer"})
    rows = rows.with_columns(pl.col("year").cast(int), log_distance=pl.col("dist").log()).drop("dist")
    if ties is None:
        return rows
    done = subprocess.run([rival, "-c", TIES, ties, ",".join(TIED)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    known = pl.read_csv(done.stdout.encode())
    return rows.join(known, on=["exporter", "importer"], how="left").with_columns(pl.col(TIED).fill_null(0).cast(float))


def timed(python: Path, script: str, rows: Path, task: str) -> Answer:
    """Return what a program answers to the rows, with its seconds by the clock and of processor time."""
    done = subprocess.run([python, "-c", script, rows, task], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found: Answer = json.loads(done.stdout.splitlines()[-1])
    return found


def report(ours: Answer, theirs: Answer) -> int:
    """Print both programs' answers and ratios; return 1 when a promise does not hold."""
    print(f"{'':10}{'clock':>10}{'processor':>12}{'cells':>10}")
    for name, one in (("karvon", ours), ("pyfixest", theirs)):
        print(f"{name:10}{one['seconds']:8.2f} s{one['work']:10.2f} s{one['cells']:>10}")
    ratios = {key: float(str(theirs[key])) / float(str(ours[key])) for key in ("seconds", "work")}
    told, wanted = dict(ours["told"]), dict(theirs["told"])  # type: ignore[call-overload]
    for name, (value, se) in told.items():
        print(f"{name:14}{value:12.8f} ({se:.8f})   pyfixest {wanted[name][0]:12.8f} ({wanted[name][1]:.8f})")
    apart = max(float(np.max(np.abs(np.subtract(told[name], wanted[name])))) for name in wanted)
    print(
        f"karvon is {ratios['seconds']:.1f} times as fast by the clock, {ratios['work']:.1f} by processor time", end=" "
    )
    print(f"(promised: {TIMES_AS_FAST}); largest difference {apart:.1e} (promised: {SAME:g})")
    same = told.keys() == wanted.keys() and ours["cells"] == theirs["cells"] and apart <= SAME
    return int(min(ratios.values()) < TIMES_AS_FAST or not same)


def main() -> int:
    """Measure both programs on one panel and say by the exit code whether the promise holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--panel", type=Path, help="a file of BACI's totals instead of the made-up panel")
    options.add_argument("--ties", type=Path, help="CEPII's GeoDist, for contiguity, language and colony")
    options.add_argument("--pairs", action="store_true", help="with pair effects")
    options.add_argument("--rival", type=Path, default=RIVAL, help="the Python that has pyfixest")
    chosen = options.parse_args()
    if not chosen.rival.exists():
        sys.exit(f"{chosen.rival} is missing: run make bench, which sets it up")
    rows = given(chosen.panel, chosen.ties, chosen.rival) if chosen.panel else made_up()
    names = [name for name in rows.columns if name not in KEYS]
    print(f"{rows.height:,} rows, {(rows['trade'] == 0).mean():.0%} zeros; pair effects: {chosen.pairs}", flush=True)
    task = json.dumps({"names": names, "pairs": chosen.pairs})
    with tempfile.TemporaryDirectory() as folder:
        mine, other = Path(folder) / "rows.arrow", Path(folder) / "rows.npz"
        rows.write_ipc(mine)
        np.savez(other, **{name: rows[name].to_numpy() for name in rows.columns})
        ours = timed(Path(sys.executable), OURS, mine, task)
        theirs = timed(chosen.rival, THEIRS, other, task)
    return report(ours, theirs)


if __name__ == "__main__":
    sys.exit(main())
