"""Gravity: what trade between countries depends on, and which pairs trade below what is usual."""

from karvon.measure.gravity.estimate import Fit, estimate
from karvon.measure.gravity.panel import GravityError, Panel, from_arrays, from_frame

__all__ = ["Fit", "GravityError", "Panel", "estimate", "from_arrays", "from_frame"]
