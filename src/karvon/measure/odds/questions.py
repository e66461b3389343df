"""What is asked: every open target for the pair's trade, from every base that it can be counted from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from karvon.measure.needs import OFFICIAL_YEAR, Base, need_of
from karvon.measure.series import FLOWS, TURNOVER
from karvon.model.ledger import Ledger, Promise
from karvon.model.measures import Measures, Need, TradeSeries
from karvon.model.results import CaseInfo

OTHER = {"export": "import", "import": "export"}
Sides = Mapping[str, str | None]  # whose each figure is, by its id


def questions(measures: Measures, ledger: Ledger, info: CaseInfo) -> tuple[tuple[str, Need], ...]:
    """Return (indicator, need): those of turnover, and those of open targets for one side's exports or imports."""
    turnover = [(TURNOVER, need) for need in measures.needs]
    sides = {one.id: one.reporter for one in ledger.figures}
    flows = [(one.indicator, need) for one in ledger.promises for need in _flow(one, measures, sides, info)]
    return (*turnover, *flows)


def _flow(promise: Promise, measures: Measures, sides: Sides, info: CaseInfo) -> Iterator[Need]:
    """Yield the needs of a target for one flow, from its own side's series and from the other side's mirror of it."""
    ahead = promise.deadline is not None and promise.deadline > info.as_of and not promise.outcomes
    if promise.indicator not in FLOWS or promise.unit != info.currency or not ahead:
        return
    side = sides.get(promise.restatements[-1])
    for series in measures.series:
        if series.points and _tells(series, promise.indicator, side):
            last = series.points[-1]
            yield from need_of(promise, Base(OFFICIAL_YEAR, series.id, last.year, last.number, last.figures))


def _tells(series: TradeSeries, indicator: str, side: str | None) -> bool:
    own = (series.reporter, series.indicator) == (side, indicator)
    mirror = (series.partner, series.indicator) == (side, OTHER[indicator])
    return own or mirror
