"""The views on one target: shares of similar windows, and walks of the offices' series over several stretches."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from karvon.measure.odds.pooling import weights_of
from karvon.measure.odds.record import steps, stretches, usable
from karvon.measure.odds.shares import wilson
from karvon.measure.odds.table import Row, bordering
from karvon.measure.odds.walk import DRIFT, LEAST_STEPS, MEDIAN, METHODS, NO_DRIFT, Walk, fit
from karvon.measure.odds.windows import FLOW, TURNOVER
from karvon.measure.series import TURNOVER as TOTAL
from karvon.model.measures import Need, SeriesPoint, TradeSeries
from karvon.model.odds import ReferenceView, Refusal, SeriesView, View

PLACES = Decimal("1e-6")
REFERENCE = "reference"


class Told(msgspec.Struct, frozen=True):
    """A view beside what it was taken from: the row of the table or the walk that its whole distribution follows."""

    view: View
    behind: Row | Walk

    @property
    def kind(self) -> str:
        """The name under which weights know the view."""
        return REFERENCE if isinstance(self.view, ReferenceView) else self.view.method


def references(
    indicator: str, need: Need, rows: Sequence[Row], pair: tuple[str, str]
) -> tuple[list[Told], list[Refusal]]:
    """Return the shares of windows that began in the same band; that of neighbours only where the pair is one."""
    kind, years, level = (TURNOVER if indicator == TOTAL else FLOW), _years(need), _best(need)
    same = [row for row in rows if row.members.kind == kind]
    longest = max((row.years for row in same), default=0)
    if years > longest:
        return [], [Refusal("horizon", (("years", str(years)), ("longest", str(longest))))]
    held = [row for row in same if row.years == years and _holds(row, level)]
    if not held:
        return [], [Refusal("level", (("years", str(years)),))]
    near = bordering("-".join(sorted(pair)))
    shown = [row for row in held if near or not row.members.contiguous]
    return [Told(_reference(row, need), row) for row in shown], []


def walks(need: Need, series: Iterable[TradeSeries]) -> tuple[list[Told], list[Refusal]]:
    """Return the walks of every series over each of its stretches; a refusal for a series that is too short."""
    told: list[Told] = []
    refused: list[Refusal] = []
    for one in series:
        found = list(_walks(need, one))
        told += found
        if not found:
            refused.append(Refusal(*_reason(one)))
    return told, refused


def weighed(told: Sequence[Told], fitted: dict[str, float]) -> list[Told]:
    """Return the views with their weights: of each kind and series the widest one counts, the others are only shown."""
    counted = {place for place, one in enumerate(told) if _counts(place, told)}
    weights = weights_of([told[place].kind for place in sorted(counted)], fitted)
    by_place = dict(zip(sorted(counted), weights, strict=True))
    return [
        Told(msgspec.structs.replace(one.view, weight=_kept(by_place.get(place, 0.0))), one.behind)
        for place, one in enumerate(told)
    ]


def _counts(place: int, told: Sequence[Told]) -> bool:
    """Say whether a view is the widest of its kind: all pairs and years of the panel, or the longest stretch."""
    view = told[place].view
    if isinstance(view, ReferenceView):
        return next(other for other, one in enumerate(told) if one.kind == REFERENCE) == place
    rivals = [
        one.view
        for one in told
        if isinstance(one.view, SeriesView) and (one.view.series, one.view.method) == (view.series, view.method)
    ]
    return view.method in (DRIFT, NO_DRIFT) and view.first == min(one.first for one in rivals)


def _walks(need: Need, series: TradeSeries) -> Iterator[Told]:
    found = stretches(series)
    for method in METHODS:
        for points in found[-1:] if method == MEDIAN else found:
            told = _walk(need, series, points, method)
            if told is not None:
                yield told


def _walk(need: Need, series: TradeSeries, points: tuple[SeriesPoint, ...], method: str) -> Told | None:
    taken = steps(points)
    try:
        walk = fit(taken, method)
    except ValueError:
        return None
    view = SeriesView(
        series=series.id,
        method=method,
        first=points[0].year,
        last=points[-1].year,
        steps=len(taken),
        drift=_kept(float(walk.drift)),
        spread=_kept(float(walk.spread)),
        freedom=walk.freedom,
        chance=_kept(float(walk.chance(math.log(_multiple(need)), _years(need)))),
    )
    return Told(view, walk)


def _reason(series: TradeSeries) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return why a series gives no walk: too few years since its last empty one, or growth that never varied."""
    known = usable(series)
    if len(known) <= LEAST_STEPS:
        return "short", (("series", series.id), ("points", str(len(known))), ("least", str(LEAST_STEPS + 1)))
    return "constant", (("series", series.id),)


def _reference(row: Row, need: Need) -> ReferenceView:
    multiple = _multiple(need)
    share, error = row.share(multiple), row.error(multiple)
    independent = min(share * (1 - share) / error**2, row.windows) if error > 0 else row.pairs
    low, high = wilson(share, independent)
    return ReferenceView(
        members=row.members,
        hits=row.reached(multiple),
        windows=row.windows,
        pairs=row.pairs,
        chance=_kept(share),
        low=_kept(low),
        high=_kept(high),
    )


def _holds(row: Row, level: Decimal) -> bool:
    return row.members.low <= level and (row.members.high is None or level < row.members.high)


def _years(need: Need) -> int:
    return need.target_year - need.base_year


def _best(need: Need) -> Decimal:
    return need.base.value or Decimal(0)


def _multiple(need: Need) -> float:
    return float(need.target.value or 0) / float(_best(need))


def _kept(value: float) -> Decimal:
    return Decimal(repr(float(value))).quantize(PLACES)
