"""Official series of both sides, and what it takes to get from them to a target."""

from karvon.measure.needs import measure
from karvon.measure.series import trade_series

__all__ = ["measure", "trade_series"]
