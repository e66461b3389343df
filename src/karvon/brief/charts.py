"""Charts of the brief: drawn by the room that draws, set before the table that holds the same numbers."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.brief.blocks import Picture, Run
from karvon.brief.words import Voice
from karvon.draw.calibration import calibration as drawn
from karvon.draw.chart import Chart
from karvon.draw.history import portfolio_history
from karvon.draw.history_words import Strand
from karvon.draw.mirror import mirror_gap
from karvon.draw.split import portfolio_split
from karvon.draw.target import target_path
from karvon.model.figure import Figure


def target(voice: Voice) -> tuple[Picture, ...]:
    """Return the chart of the way to the target."""
    return _picture(target_path(voice.results.measures, voice.results.ledger, voice.lang, voice.results.outlook))


def calibration(voice: Voice) -> tuple[Picture, ...]:
    """Return the chart of how odds have done."""
    outlook = voice.results.outlook
    return _picture(drawn(outlook.record, voice.lang)) if outlook else ()


def gap(voice: Voice) -> tuple[Picture, ...]:
    """Return the chart of the two sides' statistics side by side."""
    return _picture(mirror_gap(voice.results.measures, voice.lang))


def history(voice: Voice, strands: Iterable[Strand]) -> tuple[Picture, ...]:
    """Return the chart of what portfolios counted and were worth through time."""
    return _picture(portfolio_history(strands, voice.results.ledger, voice.lang))


def split(voice: Voice, figures: Iterable[Figure]) -> tuple[Picture, ...]:
    """Return the chart of one portfolio at one date by stage and side."""
    return _picture(portfolio_split(figures, voice.lang))


def _picture(chart: Chart | None) -> tuple[Picture, ...]:
    if chart is None:
        return ()
    return (Picture(chart.title, (Run(chart.sentence, "name"),), chart.svg_wide, chart.svg_narrow),)
