"""What sources said a portfolio counted and was worth, through time, with the breaks between their definitions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from karvon.draw.axes import Entry, Plot, day_axis, lay_key, margin, paint_key, ticks, unit_head, value_axis
from karvon.draw.chart import WIDE, Chart, charted, words
from karvon.draw.history_words import MEASURES, History, Moment, Strand, head, label, sentence, table, trace
from karvon.draw.palette import BREAK, STRANDS, Side
from karvon.draw.placing import Box, Label, along, around, paint_labels, place
from karvon.draw.scene import Ink, Point, Scene, Segment
from karvon.model.dates import Span
from karvon.model.ledger import Ledger
from karvon.model.values import SCALES

MARK = 8
CUT = Ink(BREAK, 1.2, (4, 3))
SIDES_LIKED = ("n", "ne", "nw", "s")
LONG = dt.timedelta(days=45)  # a span longer than this is drawn as a stroke, not as a point
UNDER = 56  # between two panels: years, and the head of the next


def portfolio_history(strands: Iterable[Strand], ledger: Ledger, lang: str) -> Chart | None:
    """Return the chart of counts and values over time, one strand for each definition; None when nothing has a date.

    The ledger's series breaks between figures of the strands are marked; a bracket stands for the figure of an
    undated document, over all the days it is proved to be from; figures with no bounds in time are in the table only.
    """
    history = trace(strands, ledger, lang)
    if history is None:
        return None
    return charted("portfolio_history", lang, sentence(history), table(history), lambda width: _paint(history, width))


def _paint(history: History, width: int) -> Scene:
    key = lay_key(_entries(history), width - 4)
    measures = [measure for measure in MEASURES if history.placed(measure)]
    tall = 170 if width >= WIDE else 160
    tops = [key.height + 36 + number * (tall + UNDER) for number in range(len(measures))]
    scene = Scene(width, round(tops[-1] + tall + 24))
    paint_key(scene, key, 2, 2)
    left = max(margin(_marks(measure, history), _scale(measure, history), history.lang) for measure in measures)
    for measure, top in zip(measures, tops, strict=True):
        _paint_panel(scene, measure, history, Box(left, top, width - 30, top + tall))
    return scene


def _marks(measure: str, history: History) -> tuple[Decimal, ...]:
    """Return the ticks of one panel, with headroom above the highest marker."""
    return ticks(max(one.level for one in history.placed(measure)) * 11 / 10, 4)


def _scale(measure: str, history: History) -> str:
    return history.scale if measure == "value" else "unit"


def _entries(history: History) -> list[Entry]:
    """Return the key: every strand, and what the dashed uprights are where there are any."""
    sides = [(name, _side(number)) for number, name in enumerate(history.names)]
    strands = [Entry(name, Ink(side.line, 1.8, (), side.fill), side.shape) for name, side in sides]
    return strands + [Entry(words("portfolio_history.break", history.lang), CUT)] * bool(history.breaks)


def _paint_panel(scene: Scene, measure: str, history: History, box: Box) -> None:
    """Paint one measure: axes, breaks, strands, and the numbers beside their markers."""
    moments = history.placed(measure)
    scale, marks = _scale(measure, history), _marks(measure, history)
    plot = Plot(box, *_years(history), 0, float(marks[-1] / SCALES[scale]))
    unit_head(scene, plot, head(measure, history))
    value_axis(scene, plot, marks, scale, history.lang)
    day_axis(scene, plot)
    cuts = [(plot.x(_cut(one.days)), one.strands) for one in history.breaks]
    uprights = [(x, box.top, x, box.bottom) for x, _ in cuts]
    scene.segments(uprights, CUT)
    dots = [(one, plot.at(_year(one.middle), float(one.level / SCALES[scale]))) for one in moments]
    strokes = [
        stroke for number in range(len(history.names)) for stroke in _paint_strand(scene, number, dots, cuts, plot)
    ]
    labels = [Label(text, at, 11, SIDES_LIKED, color) for text, at, color in _news(dots, history)]
    room = Box(box.left, box.top - 10, box.right + 28, box.bottom - 2)
    solids = [around(at, MARK / 2) for one, at in dots if not _is_long(one)]
    paint_labels(scene, place(labels, along([*strokes, *uprights]), solids, room))


def _paint_strand(
    scene: Scene, number: int, dots: list[tuple[Moment, Point]], cuts: list[tuple[float, tuple[int, ...]]], plot: Plot
) -> list[Segment]:
    """Paint one strand and return its strokes: lines that never cross a break, and brackets over uncertain days."""
    side = _side(number)
    own = [(one, at) for one, at in dots if one.strand == number]
    sure = [at for one, at in own if not _is_long(one)]
    own_cuts = [x for x, strands in cuts if number in strands]
    joined = [leg for leg in _steps(sure) if not any(leg[0] < x < leg[2] for x in own_cuts)]
    spread = [_reach(one, plot, at[1]) for one, at in own if _is_long(one)]
    caps = [(x, y - 5, x, y + 5) for left, y, right, _ in spread for x in (left, right)]
    scene.segments(joined, Ink(side.line, 1.8))
    scene.segments(spread + caps, Ink(side.line, 1.4))
    scene.shapes(sure, side.shape, MARK, Ink(side.line, 1.6, (), side.fill))
    return joined + spread


def _steps(points: list[Point]) -> list[Segment]:
    """Return the lines between neighbouring days; a day on which sources disagree is joined to nothing."""
    days: dict[float, set[float]] = {}
    for x, y in points:
        days.setdefault(x, set()).add(y)
    agreed = [(x, min(rows), len(rows) == 1) for x, rows in sorted(days.items())]
    return [(a, b, c, d) for (a, b, one), (c, d, other) in pairwise(agreed) if one and other]


def _news(dots: list[tuple[Moment, Point]], history: History) -> list[tuple[str, Point, str]]:
    """Return the number of every marker that its strand has not just said, once for a place, with its colour."""
    told: dict[int, str] = {}
    news: dict[tuple[str, Point, str], None] = {}
    for one, at in dots:
        text = label(one, history)
        if told.get(one.strand) != text:
            news[text, at, _side(one.strand).text] = None
        told[one.strand] = text
    return list(news)


def _side(number: int) -> Side:
    return STRANDS[number % len(STRANDS)]


def _is_long(moment: Moment) -> bool:
    days = moment.days
    return days is not None and days.first is not None and days.last is not None and days.last - days.first > LONG


def _reach(moment: Moment, plot: Plot, row: float) -> Segment:
    """Return the stroke over all the days a figure can hold at."""
    days = moment.days or Span()
    first, last = days.first or moment.middle, days.last or moment.middle
    return plot.x(_year(first)), row, plot.x(_year(last)), row


def _years(history: History) -> tuple[float, float]:
    """Return the whole years that hold every placed figure."""
    days = [one.days for measure in MEASURES for one in history.placed(measure)]
    firsts = [span.first.year for span in days if span and span.first]
    lasts = [span.last.year for span in days if span and span.last]
    return float(min(firsts)), float(max(lasts) + 1)


def _cut(days: Span) -> float:
    """Return the middle of a break as a year with its fraction."""
    first, last = days.first or dt.date.min, days.last or dt.date.min
    return _year(first + (last - first) / 2)


def _year(day: dt.date) -> float:
    """Return a day as a year with its fraction."""
    return day.year + (day.timetuple().tm_yday - 1) / 366
