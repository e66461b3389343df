"""How odds have done: what was said against how often it came true, on windows that the rule had not seen."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from karvon.draw.axes import Entry, Plot, lay_key, paint_key
from karvon.draw.chart import NARROW, Chart, Table, charted, counted_words, words
from karvon.draw.palette import BLACK, SIDES
from karvon.draw.placing import Box
from karvon.draw.scene import GRID, QUIET, Ink, Scene, Words
from karvon.model.odds import Bin, Record
from karvon.say.numbers import number, percent

EXACT = Ink(QUIET, 1.2, (5, 4))
DOT = Ink(SIDES[0].line, 1.6, (), SIDES[0].fill)
MARKS = tuple(Decimal(mark) / 10 for mark in range(0, 11, 2))
TALL = 250


def calibration(record: Record, lang: str) -> Chart | None:
    """Return the chart of a record; None of one that has no forecasts."""
    if not record.bins:
        return None
    said, table = _sentence(record, lang), _table(record, lang)
    chart = charted("calibration", lang, said, table, lambda _: _paint(record, NARROW, lang))
    return msgspec.structs.replace(chart, svg_wide=chart.svg_narrow)


def range_of(record: Record, chance: Decimal) -> Bin | None:
    """Return the range of forecasts that a chance belongs to: the nearest one that holds any; None of none."""
    return min(record.bins, key=lambda one: max(one.low - chance, chance - one.high, Decimal(0)), default=None)


def _sentence(record: Record, lang: str) -> str:
    below = sum(one.share < one.mean for one in record.bins)
    above = sum(one.share > one.mean for one in record.bins)
    return counted_words("calibration.sentence", lang, {"below": below, "above": above}, years=record.tested)


def _table(record: Record, lang: str) -> Table:
    heads = ("range", "forecasts", "mean", "share", "limits")
    header = tuple(words(f"calibration.column_{name}", lang) for name in heads)
    return Table(header, tuple(_row(one, lang) for one in record.bins))


def _row(one: Bin, lang: str) -> tuple[str, ...]:
    ends = (
        f"{_share(low, lang)}–{_share(high, lang)}"
        for low, high in ((one.low, one.high), (one.share_low, one.share_high))
    )
    said, limits = ends
    return (said, number(Decimal(one.forecasts), lang), _share(one.mean, lang), _share(one.share, lang), limits)


def _share(value: Decimal, lang: str) -> str:
    return percent(value, lang, 1 if 0 < value < Decimal("0.1") else 0)


def _paint(record: Record, width: int, lang: str) -> Scene:
    entries = [
        Entry(words("calibration.dot", lang), DOT, "circle", line=False),
        Entry(words("calibration.exact", lang), EXACT),
    ]
    key = lay_key(entries, width - 4)
    top = key.height + 30
    box = Box(46, top, width - 26, top + TALL)
    plot = Plot(box, 0, 1, 0, 1)
    scene = Scene(width, round(box.bottom + 42))
    paint_key(scene, key, 2, 2)
    _axes(scene, plot, lang)
    scene.segments([(*plot.at(0, 0), *plot.at(1, 1))], EXACT)
    held = [(float(one.mean), float(one.share), float(one.share_low), float(one.share_high)) for one in record.bins]
    scene.segments([(plot.x(mean), plot.y(low), plot.x(mean), plot.y(high)) for mean, _, low, high in held], DOT)
    scene.shapes([plot.at(mean, share) for mean, share, _, _ in held], "circle", 7, DOT)
    return scene


def _axes(scene: Scene, plot: Plot, lang: str) -> None:
    """Paint both axes in percent, each with its name."""
    box = plot.box
    rows = [(plot.y(float(mark)), percent(mark, lang)) for mark in MARKS]
    scene.segments([(box.left, y, box.right, y) for y, _ in rows], Ink(GRID, 1))
    scene.texts([(box.left - 6, y, text) for y, text in rows], Words(QUIET, align="right"))
    scene.texts(
        [(plot.x(float(mark)), box.bottom + 14, percent(mark, lang)) for mark in MARKS], Words(QUIET, align="center")
    )
    scene.segments([(box.left, box.bottom, box.right, box.bottom)], Ink(BLACK, 1))
    scene.texts([(2, box.top - 18, words("calibration.up", lang))], Words(QUIET))
    scene.texts([(box.right, box.bottom + 32, words("calibration.across", lang))], Words(QUIET, align="right"))
