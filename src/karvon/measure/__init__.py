"""Official series of both sides, what it takes to get from them to a target, and the trade files behind them."""

from karvon.measure.goods import grow, known_access
from karvon.measure.loads import Loads, flows_in, load_data
from karvon.measure.needs import measure
from karvon.measure.series import trade_series

__all__ = ["Loads", "flows_in", "grow", "known_access", "load_data", "measure", "trade_series"]
