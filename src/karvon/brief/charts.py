"""Charts of the brief: drawn by the room that draws, set before the table that holds the same numbers."""

from __future__ import annotations

from karvon.brief.blocks import Picture, Run
from karvon.brief.words import Voice
from karvon.draw.chart import Chart
from karvon.draw.target import target_path


def pictures(voice: Voice, name: str) -> tuple[Picture, ...]:
    """Return the chart of this name, or nothing when the results hold nothing to draw."""
    chart = _drawn(voice, name)
    if chart is None:
        return ()
    sentence = (Run(chart.sentence, "name"),)
    return (Picture(chart.title, sentence, chart.svg_wide, chart.svg_narrow),)


def _drawn(voice: Voice, name: str) -> Chart | None:
    results = voice.results
    if name == "target":
        return target_path(results.measures, results.ledger, voice.lang)
    return None
