"""A gravity panel: trade and regressors as dense tensors [year, exporter, importer] with unknown cells masked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from karvon.model.document import Finding
from karvon.say.findings import finding

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
SHOWN = 10
BECAUSE = "gravity.because"


class GravityError(ValueError):
    """A panel that cannot be estimated, or an estimate that did not converge.

    `reason` is a code of findings.csv and `params` fill its words; as text the error says them in English.
    """

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = f"{BECAUSE}.{reason}"
        self.params = tuple((name, str(value)) for name, value in params.items())
        super().__init__(finding(Finding("", "", self.reason, "error", self.params), "en"))


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """T years of trade among N countries: `trade` [T, N, N] and `x` [K, T, N, N], zero where `observed` is False.

    Trade is in any one unit, zero or more. `missing` counts the cells that were given with an unknown value.
    """

    years: tuple[int, ...]
    countries: tuple[str, ...]
    regressors: tuple[str, ...]
    trade: Array
    x: Array
    observed: Mask
    missing: int


def from_frame(
    frame: pl.DataFrame,
    regressors: Sequence[str],
    columns: tuple[str, str, str, str] = ("year", "exporter", "importer", "trade"),
) -> Panel:
    """Return the panel of a frame with one row per flow and year; `columns` names year, exporter, importer and trade.

    Rows whose trade or regressor is null or NaN stay out and are counted. A cell told twice, a negative or infinite
    value and an unknown country or year raise GravityError with the numbers of the rows, the first being row 0.
    """
    year, exporter, importer, trade = columns
    if frame.is_empty():
        raise GravityError("no_rows")
    keys = frame.select(exporter, importer, year)
    _refuse(keys.select(pl.any_horizontal(pl.all().is_null())).to_series().to_numpy(), "row_unnamed")
    names = (trade, *regressors)
    values = [frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in names]
    for name, value in zip(names, values, strict=True):
        _refuse(np.isinf(value), "row_infinite", name=name)
    _refuse(values[0] < 0, "row_negative")
    countries = tuple(sorted({*map(str, keys[exporter].unique()), *map(str, keys[importer].unique())}))
    years = tuple(sorted(map(int, keys[year].unique())))
    places = [_places(keys[name].cast(pl.String), countries) for name in (exporter, importer)]
    times = np.searchsorted(np.array(years), keys[year].cast(pl.Int64).to_numpy())
    shape = (len(years), len(countries), len(countries))
    cells = (times * shape[1] + places[0]) * shape[2] + places[1]
    _refuse_repeated(cells, int(np.prod(shape)))
    known = ~np.any([np.isnan(value) for value in values], axis=0)
    tensors = np.zeros((len(names), int(np.prod(shape))))
    observed = np.zeros(tensors.shape[1], dtype=bool)
    observed[cells[known]] = True
    for tensor, value in zip(tensors, values, strict=True):
        tensor[cells[known]] = value[known]
    return Panel(
        years=years,
        countries=countries,
        regressors=tuple(regressors),
        trade=tensors[0].reshape(shape),
        x=tensors[1:].reshape(-1, *shape),
        observed=observed.reshape(shape),
        missing=int(np.count_nonzero(~known)),
    )


def from_arrays(
    trade: ArrayLike,
    regressors: Mapping[str, ArrayLike],
    *,
    years: Sequence[int] | None = None,
    countries: Sequence[str] | None = None,
) -> Panel:
    """Return the panel of a tensor [T, N, N] of trade and one per regressor ([T, N, N], [N, N] or what spreads to it).

    NaN marks an unknown cell. Years and countries are numbered from zero where they are not named.
    """
    given = np.array(trade, dtype=np.float64)
    if given.ndim != 3 or given.shape[1] != given.shape[2] or not given.size:
        raise GravityError("shape", shape=list(given.shape))
    spread = [np.broadcast_to(np.asarray(value, dtype=np.float64), given.shape) for value in regressors.values()]
    x = np.array(spread).reshape(-1, *given.shape)
    if np.isinf(given).any() or np.isinf(x).any() or (given < 0).any():
        raise GravityError("impossible")
    known = ~(np.isnan(given) | np.isnan(x).any(axis=0))
    named = (
        tuple(years) if years is not None else tuple(range(given.shape[0])),
        tuple(countries) if countries is not None else tuple(map(str, range(given.shape[1]))),
    )
    if (len(set(named[0])), len(set(named[1]))) != given.shape[:2]:
        raise GravityError("names")
    return Panel(
        years=named[0],
        countries=named[1],
        regressors=tuple(regressors),
        trade=np.where(known, given, 0.0),
        x=np.where(known, x, 0.0),
        observed=known,
        missing=int(np.count_nonzero(~known)),
    )


def _places(codes: pl.Series, countries: tuple[str, ...]) -> NDArray[np.int64]:
    return codes.cast(pl.Enum(countries)).to_physical().cast(pl.Int64).to_numpy()


def _refuse_repeated(cells: NDArray[np.int64], size: int) -> None:
    if cells.size and np.bincount(cells, minlength=size).max() > 1:
        _refuse(np.bincount(cells, minlength=size)[cells] > 1, "row_twice")


def _refuse(bad: Mask, reason: str, **params: str) -> None:
    """Raise GravityError with the numbers of the first rows that are bad, where any is."""
    rows = np.flatnonzero(bad)
    if rows.size:
        shown = ", ".join(map(str, rows[:SHOWN])) + (" …" if rows.size > SHOWN else "")
        raise GravityError(reason, rows=shown, count=rows.size, **params)
