"""What a gravity estimate gives: coefficients with their errors, what was left out, and the proof that it is solved."""

from __future__ import annotations

import msgspec

from karvon.model.document import Finding


class Coefficient(msgspec.Struct, frozen=True, kw_only=True):
    """One regressor's effect on log trade; `low` and `high` bound it at the estimate's level of confidence."""

    name: str
    value: float
    se: float
    z: float
    p: float
    low: float
    high: float


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """How many cells of the panel did not count, by reason, and which regressors the others already explain.

    `missing`: trade or a regressor not known; `singletons`: alone in the group of an effect; `no_trade`: in a group
    without any trade; `separated`: zeros that the best fit puts at minus infinity in logs.
    """

    missing: int
    singletons: int
    no_trade: int
    separated: int
    collinear: tuple[str, ...]


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """How exactly the estimate solves its equations; each is a pure number that is zero at the exact solution.

    `score`: largest |Σ x̃(y − μ)| / Σ |x̃|(y + μ) over regressors; `balance`: largest |Σ y − Σ μ| / Σ y over the groups
    of all effects; `demeaning`: largest |Σ μ x̃| / (Σ μ · spread of x̃) over groups and regressors; `step`: largest
    change of log μ in the last step.
    """

    score: float
    balance: float
    demeaning: float
    step: float


class Gravity(msgspec.Struct, frozen=True, kw_only=True):
    """A gravity equation estimated by Poisson pseudo maximum likelihood.

    `pair_effects` is none, directed or undirected; `errors` says how errors are clustered and `small_sample` by which
    rule their variance is enlarged, by the factor `enlarged`; `covariance` is that of the coefficients, row by row.
    """

    coefficients: tuple[Coefficient, ...]
    covariance: tuple[tuple[float, ...], ...]
    pair_effects: str
    errors: str
    small_sample: str
    enlarged: float
    level: float
    observations: int
    clusters: int
    left_out: LeftOut
    iterations: int
    deviance: float
    certificate: Certificate


class Potential(msgspec.Struct, frozen=True, kw_only=True):
    """What countries trade beside what their size, place and ties make usual, in the units of the panel.

    `flows` are (exporter, importer); `actual` and `potential` sum the flows and years; `low` and `high` bound the
    potential, `ratio`, `ratio_low` and `ratio_high` are actual over potential; `gap` is potential minus actual (with
    its bounds), positive below potential. `verdict` is below, above or within; `share_below` is the share of all other
    pairs whose ratio is lower.
    """

    flows: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    actual: float
    potential: float
    low: float
    high: float
    ratio: float
    ratio_low: float
    ratio_high: float
    gap: float
    gap_low: float
    gap_high: float
    level: float
    verdict: str
    share_below: float


class GravityReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of flows gave: the panel it holds, the estimate, the pairs asked for and the largest gaps.

    `rows` were read, `used` are in the panel; `regressors` are named as they entered, a logarithm as log(NAME).
    `gravity` is None where the findings say what kept it from being estimated; `pairs` are those asked for, `gaps` the
    pairs furthest below potential, both in the file's own unit of trade.
    """

    file: str
    rows: int = 0
    used: int = 0
    years: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    regressors: tuple[str, ...] = ()
    gravity: Gravity | None = None
    pairs: tuple[Potential, ...] = ()
    gaps: tuple[Potential, ...] = ()
    findings: tuple[Finding, ...] = ()
