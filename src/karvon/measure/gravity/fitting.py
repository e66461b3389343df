"""Poisson pseudo maximum likelihood on a tensor: Newton's steps with the effects projected out, each followed by
iterative proportional fitting.

A step solves the weighted least squares of Correia, Guimarães and Zylkin (2020, "Fast Poisson estimation with
high-dimensional fixed effects", section 2) with weights μ; then fitted trade is scaled along each axis so that its sums
by group come to those of trade, which is the first-order condition of the effects. A step that raises the deviance is
halved.
"""

from __future__ import annotations

import msgspec
import numpy as np

from karvon.measure.gravity.effects import (
    Groups,
    along,
    demean,
    effects,
    largest_mean,
    margins,
    mixed,
    products,
    stacked,
    together,
    weigh,
)
from karvon.measure.gravity.panel import Array, GravityError, Mask
from karvon.measure.gravity.sample import PairEffects, axis_sum, group_sums, shaped, spread, with_trade
from karvon.measure.gravity.separation import separated, unresolved

LONGEST = 200
SWEEPS = 100
NEAR = 0.01
STEP = 1e-8
BALANCE = 1e-9
EXACT = 1e-13
LOOSEST = 1e-4
HALVINGS = 30
FARTHEST = 10.0
REPEATS = 4
COLLINEAR = 1e-10


class Target(msgspec.Struct, frozen=True):
    """Trade [T, N, N], zero in cells that do not count, its sums by group and Σ y log y − y."""

    trade: Array
    sums: tuple[Array, ...]
    constant: float
    pairs: PairEffects


class State(msgspec.Struct, frozen=True):
    """Where the estimate stands: cells that count, log and level of fitted trade [T, N, N], and how it came there.

    `x` [K, T, N, N] holds the regressors in use (`used` are their places) less some effects, `beta` their coefficients.
    `change` is the last step of log μ before halving, `moved` its largest part in cells that count and `shifted` in
    those with trade; `balance` is the largest |Σ y − Σ μ| / Σ y over groups.
    """

    kept: Mask
    used: tuple[int, ...]
    beta: Array
    x: Array
    log_mu: Array
    mu: Array
    change: Array
    moved: float
    shifted: float
    balance: float
    deviance: float
    iterations: int


def fit(trade: Array, x: Array, kept: Mask, pairs: PairEffects) -> State:
    """Return the solved state for trade [T, N, N], regressors [K, T, N, N] and the cells that count.

    Separated zeros are taken out on the way (State.kept says what is left), and so are regressors that the effects
    and those before them explain (State.used). In the answer `x` is demeaned exactly, zero in cells that do not count.
    GravityError when the equations are not solved.
    """
    if not len(x):
        raise GravityError("no_regressor")
    target = _target(np.where(kept, trade, 0.0), pairs)
    scaled, sizes = _scaled(x, kept)
    state = _independent(_start(target, scaled, kept), scaled, pairs)
    while state.moved > STEP or state.balance > BALANCE:
        if state.iterations == LONGEST:
            raise GravityError(
                "no_convergence",
                steps=state.iterations,
                decimal_moved=f"{state.moved:.2g}",
                decimal_missed=f"{state.balance:.2g}",
            )
        state = _stepped(state, target)
        alone = separated(trade, state.kept, state.change)
        if alone.any():
            state = _independent(_without(state, target, alone), scaled, pairs)
    untold = unresolved(target.sums, state.mu, state.kept & (trade == 0))
    if untold:
        raise GravityError("near_nothing", count=untold)
    own = sizes[list(state.used)]
    x = _settled(state, pairs)
    x *= own[:, None, None, None]
    return msgspec.structs.replace(state, beta=state.beta / own, x=x, deviance=_exact_deviance(target.trade, state))


def _target(trade: Array, pairs: PairEffects) -> Target:
    positive = trade[trade > 0]
    return Target(trade, group_sums(trade, pairs), float(np.sum(positive * np.log(positive) - positive)), pairs)


def _scaled(x: Array, kept: Mask) -> tuple[Array, Array]:
    """Return regressors with mean zero and spread one over the cells that count, zero elsewhere, and their spreads."""
    inside = kept.astype(np.float64)
    scaled = x - (along(x, inside) / inside.sum())[:, None, None, None]
    sizes = np.sqrt(np.diag(products(inside, scaled)) / inside.sum())
    sizes[sizes == 0] = 1.0
    for place, size in enumerate(sizes):
        scaled[place] *= inside / size
    return scaled, sizes


def _start(target: Target, x: Array, kept: Mask) -> State:
    """Return the state without regressors' effects: proportional fitting until sums by group come near trade's."""
    mu = kept.astype(np.float64)
    log_mu = np.zeros_like(mu)
    for _ in range(SWEEPS):
        log_mu, mu = _balanced(target, log_mu, mu)
        if balance(target.sums, group_sums(mu, target.pairs)) <= NEAR:
            break
    used = tuple(range(x.shape[0]))
    unknown = np.full_like(mu, np.inf)
    deviance = _deviance(target, log_mu, mu)
    return State(kept, used, np.zeros(len(used)), x, log_mu, mu, unknown, np.inf, np.inf, np.inf, deviance, 0)


def _balanced(target: Target, log_mu: Array, mu: Array) -> tuple[Array, Array]:
    """Scale fitted trade (in place) to the sums of trade, by one effect after the other; its log stays additive."""
    for place, wanted in enumerate(target.sums):
        given = axis_sum(mu, place, target.pairs)
        ratio = np.divide(wanted, given, out=np.ones_like(wanted), where=(wanted > 0) & (given > 0))
        log_mu += shaped(np.log(ratio), place)
        mu *= shaped(ratio, place)
    return log_mu, mu


def _deviance(target: Target, log_mu: Array, mu: Array) -> float:
    return 2 * (target.constant - float(np.vdot(target.trade, log_mu)) + float(mu.sum()))


def _exact_deviance(trade: Array, state: State) -> float:
    """Return the deviance summed cell by cell, which loses few digits where fit is close."""
    y, mu, log_mu = trade[state.kept], state.mu[state.kept], state.log_mu[state.kept]
    apart = np.log(np.where(y > 0, y, 1.0)) - log_mu
    return 2 * float(np.sum(np.where(y > 0, y * apart, 0.0) - (y - mu)))


def _stepped(state: State, target: Target) -> State:
    """Return the state after one step of Newton and one sweep of proportional fitting; its `x` is demeaned in place."""
    weights = weigh(state.mu, target.pairs)
    gap = target.trade - state.mu
    wanted = together(margins(weights, state.x), stacked([group_sums(gap, target.pairs)]))
    found = effects(weights, wanted, float(np.clip(state.shifted**2 / 100, EXACT, LOOSEST)))
    demean(state.x, tuple(part[:, :, :-1] for part in found))
    own = tuple(part[:, :, -1] for part in found)
    beta = _newton(state.x, state.mu, gap, own)
    change = mixed(beta, state.x)
    for part in spread(own):
        change += part
    size = np.abs(change)
    size *= state.kept
    moved, shifted = float(size.max()), float(size[target.trade > 0].max())
    return _halved(msgspec.structs.replace(state, change=change, moved=moved, shifted=shifted), target, beta)


def _newton(x: Array, mu: Array, gap: Array, found: Groups) -> Array:
    """Return the weighted least squares of gap / μ less its effects on demeaned regressors, the step of beta."""
    rest = gap.copy()
    for part in spread(found):
        rest -= mu * part
    return np.asarray(np.linalg.solve(products(mu, x), along(x, rest)), dtype=np.float64)


def _halved(state: State, target: Target, beta: Array) -> State:
    """Return the state moved along its change: all of it, or the longest part that does not raise the deviance.

    Parts move log μ by FARTHEST or half the change, whichever is less, and then by half as much each time.
    """
    part = 1.0
    for halving in range(HALVINGS):
        if halving:
            part = min(part / 2, FARTHEST / max(state.moved, FARTHEST))
        ahead = np.where(state.kept, state.log_mu + part * state.change, 0.0)
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            log_mu, mu = _balanced(target, ahead, np.where(state.kept, np.exp(ahead), 0.0))
            deviance = _deviance(target, log_mu, mu)
        if deviance <= state.deviance + 1e-9 * (abs(target.constant) + abs(state.deviance)):
            return msgspec.structs.replace(
                state,
                beta=state.beta + part * beta,
                log_mu=log_mu,
                mu=mu,
                balance=balance(target.sums, group_sums(mu, target.pairs)),
                deviance=deviance,
                iterations=state.iterations + 1,
            )
    raise GravityError("no_descent", steps=state.iterations)


def balance(wanted: tuple[Array, ...], given: tuple[Array, ...]) -> float:
    """Return the largest relative difference of two tuples of sums by group, where the wanted one is above zero."""
    gaps = (np.abs(a - b)[a > 0] / a[a > 0] for a, b in zip(wanted, given, strict=True))
    return max(float(gap.max(initial=0.0)) for gap in gaps)


def _without(state: State, target: Target, alone: Mask) -> State:
    """Return the state without separated cells, ready to move again."""
    kept = with_trade(target.trade, state.kept & ~alone, target.pairs)
    mu = np.where(kept, state.mu, 0.0)
    deviance = _deviance(target, state.log_mu, mu)
    return msgspec.structs.replace(state, kept=kept, mu=mu, deviance=deviance, moved=np.inf, shifted=np.inf)


def _independent(state: State, x: Array, pairs: PairEffects) -> State:
    """Return the state with those of its regressors that the effects and the regressors before them do not explain."""
    weights = weigh(state.mu, pairs)
    rest = x[list(state.used)]
    demean(rest, effects(weights, margins(weights, rest), COLLINEAR))
    inside = state.kept.astype(np.float64)
    free = _free(products(inside, rest), np.diag(products(inside, x))[list(state.used)])
    if not free.any():
        raise GravityError("all_explained")
    used = tuple(place for place, alone in zip(state.used, free, strict=True) if alone)
    left = rest if free.all() else rest[free]
    return msgspec.structs.replace(state, used=used, beta=state.beta[free], x=left)


def _free(products: Array, sizes: Array) -> Mask:
    """Say which columns are not explained by those before them: a pivot of their products [K, K] is left of their size.

    `sizes` [K] are the sums of squares before demeaning; a column counts as explained below COLLINEAR of that.
    """
    left, free = products.copy(), np.zeros(len(sizes), dtype=bool)
    for place, size in enumerate(sizes):
        free[place] = left[place, place] > COLLINEAR * max(size, np.finfo(float).tiny)
        if free[place]:
            left -= np.outer(left[:, place], left[place]) / left[place, place]
    return free


def _settled(state: State, pairs: PairEffects) -> Array:
    """Return the state's regressors, demeaned in place until their residual shrinks no more, zero outside the cells."""
    weights = weigh(state.mu, pairs)
    left = np.inf
    for _ in range(REPEATS):
        sums = margins(weights, state.x)
        now = largest_mean(weights, sums)
        if now <= EXACT or now >= left / 2:
            break
        demean(state.x, effects(weights, sums, EXACT))
        left = now
    state.x[:] *= state.kept
    return state.x
