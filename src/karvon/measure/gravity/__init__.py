"""Gravity: what trade between countries depends on, and which of them trade below what is usual."""

from karvon.measure.gravity.estimate import Fit, estimate
from karvon.measure.gravity.flows import panel_rows
from karvon.measure.gravity.panel import GravityError, Panel, from_arrays, from_frame
from karvon.measure.gravity.potential import around, below_potential, largest_gaps
from karvon.measure.gravity.report import Asked, gravity_report

__all__ = [
    "Asked",
    "Fit",
    "GravityError",
    "Panel",
    "around",
    "below_potential",
    "estimate",
    "from_arrays",
    "from_frame",
    "gravity_report",
    "largest_gaps",
    "panel_rows",
]
