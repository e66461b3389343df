"""Odds of a target: the share of similar pairs that grew as much, what the series themselves say, and both pooled."""

from karvon.measure.odds.outlook import outlook, record

__all__ = ["outlook", "record"]
