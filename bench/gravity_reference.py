"""Print what pyfixest makes of the panel of tests/measure/gravity/rows.py: the file pyfixest.csv beside it.

Run: make bench once, which sets up pyfixest in .venv-bench, then
    .venv-bench/bin/python bench/gravity_reference.py > tests/measure/gravity/pyfixest.csv
Each line is one coefficient of one specification. Convergence is set far tighter than pyfixest's own default, so that
what is left of difference lies in the method. `pairs` and `errors` have Karvon's names; errors without pyfixest's
small-sample rule are marked none.
"""

from __future__ import annotations

import csv
import sys
import warnings
from pathlib import Path

import pandas as pd
import pyfixest
from pyfixest.demeaners import MapDemeaner

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.measure.gravity.rows import rows

PAIRS = {"none": "", "directed": " + pair", "undirected": " + undirected_pair"}
ERRORS = {"pair": {"CRV1": "pair"}, "undirected_pair": {"CRV1": "undirected_pair"}, "robust": "hetero"}
RULES = {
    "nonnested": pyfixest.ssc(),
    "clusters": pyfixest.ssc(k_adj=False),
    "none": pyfixest.ssc(k_adj=False, G_adj=False),
}
COLUMNS = (
    "pairs",
    "errors",
    "small_sample",
    "name",
    "value",
    "se",
    "z",
    "p",
    "low",
    "high",
    "observations",
    "deviance",
)


def main() -> None:
    """Write the header and a line per coefficient of every combination of effects, errors and rule."""
    warnings.simplefilter("ignore")
    panel = pd.DataFrame(rows())
    first, last = panel[["exporter", "importer"]].min(axis=1), panel[["exporter", "importer"]].max(axis=1)
    panel = panel.assign(pair=panel["exporter"] + panel["importer"], undirected_pair=first + last)
    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    table.writeheader()
    for pairs, effects in PAIRS.items():
        for errors, vcov in ERRORS.items():
            for rule, ssc in RULES.items():
                table.writerows(
                    lines(panel, effects, vcov, ssc, {"pairs": pairs, "errors": errors, "small_sample": rule})
                )


def lines(
    panel: pd.DataFrame, effects: str, vcov: object, ssc: object, named: dict[str, str]
) -> list[dict[str, object]]:
    """Return the coefficients of one specification; those that the effects explain are left out by pyfixest."""
    fit = pyfixest.fepois(
        f"trade ~ distance + border + agreement | exporter^year + importer^year{effects}",
        panel,
        vcov=vcov,
        ssc=ssc,
        iwls_tol=1e-14,
        iwls_maxiter=100,
        demeaner=MapDemeaner(fixef_tol=1e-14, fixef_maxiter=100_000),
    )
    counted = {"observations": fit._N, "deviance": repr(float(fit.deviance))}
    numbers = zip(fit._beta_hat, fit._se, fit._tstat, fit._pvalue, *fit._conf_int, strict=True)
    keys = ("value", "se", "z", "p", "low", "high")
    return [
        {**named, "name": name, **dict(zip(keys, (repr(float(one)) for one in found), strict=True)), **counted}
        for name, found in zip(fit._coefnames, numbers, strict=True)
    ]


if __name__ == "__main__":
    main()
