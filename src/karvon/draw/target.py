"""Turnover as both sides report it, what earlier targets came to, and the growth that the open ones need."""

from __future__ import annotations

from decimal import Decimal

from karvon.draw.axes import Entry, Plot, lay_key, margin, paint_key, ticks, unit_head, value_axis, year_axis
from karvon.draw.chart import WIDE, Chart, charted, words
from karvon.draw.palette import BLACK, SIDES
from karvon.draw.placing import Box, Label, along, around, legs, paint_labels, place
from karvon.draw.scene import Ink, Point, Scene
from karvon.draw.target_words import Story, name_of, of_fan, of_need, sentence, table, tell, verdict
from karvon.model.ledger import Ledger, Promise
from karvon.model.measures import Measures, Need, TradeSeries
from karvon.model.odds import Outlook
from karvon.model.values import SCALES, Interval
from karvon.say.countries import country
from karvon.say.numbers import scale_unit

PUBLISHED = Ink(BLACK, 1.8, (2, 3), BLACK)
WAY = (7, 4)
MARK = 9
ARROW = 18
HEADROOM = Decimal("1.1")


def target_path(measures: Measures, ledger: Ledger, lang: str, outlook: Outlook | None = None) -> Chart | None:
    """Return the chart of both turnovers with the way to each open target; None when there is nothing to draw.

    An outlook adds the fan of the side with the longest record: where the pooled views put its trade year by year.
    """
    story = tell(measures, ledger, lang, outlook)
    if story is None:
        return None
    return charted("target_path", lang, sentence(story), table(story), lambda width: _paint(story, width))


def _paint(story: Story, width: int) -> Scene:
    key = lay_key(_entries(story), width - 4)
    plot = _plot(story, key.height + 36, width)
    scene = Scene(width, round(plot.box.bottom + 26))
    paint_key(scene, key, 2, 2)
    unit_head(scene, plot, scale_unit(story.scale, story.unit, story.lang))
    _paint_fan(scene, story, plot)
    value_axis(scene, plot, _marks(story), story.scale, story.lang)
    year_axis(scene, plot)
    for need in story.needs:
        scene.path(_path(need, story, plot), _need_ink(need, story))
    for one in story.series:
        _paint_series(scene, one, story, plot)
    _paint_marks(scene, story, plot)
    room = Box(plot.box.left + 2, plot.box.top - 4, width - 2, plot.box.bottom - 2)
    paint_labels(scene, place(_labels(story, plot), _strokes(story, plot), _solids(story, plot), room))
    return scene


def _plot(story: Story, top: float, width: int) -> Plot:
    years = [point.year for one in story.series for point in one.points]
    years += [year for need in story.needs for year, _ in need.path]
    years += [_year(promise) for promise in story.earlier]
    left = margin(_marks(story), story.scale, story.lang)
    box = Box(left, top, width - 14, top + (300 if width >= WIDE else 290))
    return Plot(box, min(years) - 0.5, max(years) + 0.5, 0, _down(_marks(story)[-1], story))


def _marks(story: Story) -> tuple[Decimal, ...]:
    """Return the ticks of the value axis, with headroom above the highest level."""
    levels = [point.number.value for one in story.series for point in one.points]
    levels += [number.value for need in story.needs for number in (need.base, need.target)]
    levels += [promise.number.value for promise in story.earlier]
    levels += [year.levels[-1] for year in story.fan.fan] if story.fan else []
    return ticks(max(level for level in levels if level is not None) * HEADROOM)


def _entries(story: Story) -> list[Entry]:
    series = [
        Entry(name_of(one, story.lang), Ink(SIDES[side].line, 2.2, (), SIDES[side].fill), SIDES[side].shape)
        for one, side in ((one, story.side(one.id) or 0) for one in story.series)
    ]
    needs = [
        Entry(of_need(need, story, "key"), _need_ink(need, story), None if need.series else "circle")
        for need in story.needs
    ]
    return series + needs + _fan_entries(story)


def _fan_entries(story: Story) -> list[Entry]:
    """Return what the two shades of the fan and the line in its middle mean."""
    if story.fan is None:
        return []
    wide, near = _tints(story)
    shades = [(wide, "key_fan_wide"), (near, "key_fan_near")]
    found = [Entry(of_fan(story, key), Ink(color, 1, (), color), "bar", line=False) for color, key in shades]
    return [*found, Entry(of_fan(story, "key_fan_middle"), _middle_ink(story))]


def _paint_fan(scene: Scene, story: Story, plot: Plot) -> None:
    """Paint the fan from the last year of its series: the wider range, the nearer one, the middle."""
    if story.fan is None:
        return
    start = _base_point(story.fan.need, story, plot)
    years = [(year.year, [plot.at(year.year, _down(level, story)) for level in year.levels]) for year in story.fan.fan]
    for color, low, high in zip(_tints(story), (0, 1), (-1, -2), strict=True):
        edges = [(points[0][0], points[high][1], points[low][1]) for _, points in years]
        scene.band([(start[0], start[1], start[1]), *edges], color)
    scene.path(_middle(story, plot), _middle_ink(story))


def _middle(story: Story, plot: Plot) -> list[Point]:
    """Return the line that half of the pooled distribution lies below."""
    if story.fan is None:
        return []
    levels = [(year.year, year.levels[len(year.levels) // 2]) for year in story.fan.fan]
    return [_base_point(story.fan.need, story, plot), *(plot.at(year, _down(level, story)) for year, level in levels)]


def _tints(story: Story) -> tuple[str, str]:
    return SIDES[(story.side(story.fan.need.series) if story.fan else None) or 0].tints


def _middle_ink(story: Story) -> Ink:
    side = story.side(story.fan.need.series) if story.fan else None
    return Ink(SIDES[side or 0].line, 1, (1, 2))


def _need_ink(need: Need, story: Story) -> Ink:
    side = story.side(need.series)
    return PUBLISHED if side is None else Ink(SIDES[side].line, 1.8, WAY)


def _paint_series(scene: Scene, one: TradeSeries, story: Story, plot: Plot) -> None:
    side = SIDES[story.side(one.id) or 0]
    points = _points(one, story, plot)
    scene.path(points, Ink(side.line, 2.2))
    scene.shapes(points, side.shape, 6, Ink(side.line, 1.5, (), side.fill))


def _paint_marks(scene: Scene, story: Story, plot: Plot) -> None:
    """Paint targets as diamonds (hollow when missed), and published bases as dots with an arrow on an open side."""
    bases = [(_base_point(need, story, plot), need.base) for need in story.needs if need.series is None]
    scene.shapes(dict.fromkeys(point for point, _ in bases), "circle", MARK, PUBLISHED)
    arrows = [(x, y - 5, x, y - ARROW) for (x, y), base in bases if base.high is None]
    scene.segments(arrows, Ink(BLACK, 1.5))
    scene.shapes([(x, top) for x, _, _, top in arrows], "triangle-up", 7, Ink(BLACK, 1, (), BLACK))
    missed = [_past(one, story, plot) for one in story.earlier if not all(end.met for end in one.outcomes)]
    met = [_past(one, story, plot) for one in story.earlier if all(end.met for end in one.outcomes)]
    scene.shapes(missed, "diamond", MARK, Ink(BLACK, 1.5))
    goals = dict.fromkeys(_goal(need, story, plot) for need in story.needs)
    scene.shapes([*met, *goals], "diamond", MARK + 1, Ink(BLACK, 1.5, (), BLACK))


def _labels(story: Story, plot: Plot) -> list[Label]:
    """Return the labels in the order in which they get their places: targets, bases, earlier targets, last years."""
    lang = story.lang
    goals = {_goal(need, story, plot): story.amount(need.target) for need in story.needs}
    found = [
        Label(words("target_path.goal", lang, value=value), at, sides=("nw", "w", "n"), bold=True)
        for at, value in goals.items()
    ]
    found += _base_labels(story, plot)
    for promise in story.earlier:
        year, value = str(_year(promise)), story.amount(promise.number)
        text = f"{words('target_path.past', lang, year=year, value=value)}\n{verdict(promise, lang)}"
        found.append(Label(text, _past(promise, story, plot), sides=("nw", "n", "ne")))
    return found + _last_labels(story, plot)


def _base_labels(story: Story, plot: Plot) -> list[Label]:
    bases = [need for need in story.needs if need.series is None]
    texts = {_base_point(need, story, plot): story.amount(need.base, story.bound(need)) for need in bases}
    return [Label(text, at, sides=("se", "e", "s", "sw")) for at, text in texts.items()]


def _last_labels(story: Story, plot: Plot) -> list[Label]:
    """Return the last value of every series: the highest wants to stand above its line, the others below."""
    lasts = [(one, one.points[-1]) for one in story.series if one.points]
    lasts.sort(key=lambda pair: pair[1].number.value or 0, reverse=True)
    labels = []
    for rank, (one, last) in enumerate(lasts):
        name = country(one.reporter, story.lang)
        text = words("target_path.point", story.lang, name=name, value=story.amount(last.number))
        sides = ("nw", "n", "ne") if rank == 0 else ("se", "s", "sw")
        color = SIDES[story.side(one.id) or 0].text
        labels.append(Label(text, _points(one, story, plot)[-1], sides=sides, color=color))
    return labels


def _strokes(story: Story, plot: Plot) -> list[Box]:
    lines = [leg for one in story.series for leg in legs(_points(one, story, plot))]
    lines += [leg for need in story.needs for leg in legs(_path(need, story, plot))]
    return along([*lines, *legs(_middle(story, plot))])


def _solids(story: Story, plot: Plot) -> list[Box]:
    """Return the boxes of the markers that no text may cover."""
    marks = [_goal(need, story, plot) for need in story.needs]
    marks += [_past(promise, story, plot) for promise in story.earlier]
    bases = [(_base_point(need, story, plot), need.base) for need in story.needs if need.series is None]
    arrows = [(x, y, x, y - ARROW) for (x, y), base in bases if base.high is None]
    return [around(mark, MARK / 2) for mark in (*marks, *(at for at, _ in bases))] + along(arrows)


def _points(one: TradeSeries, story: Story, plot: Plot) -> list[Point]:
    known = [(point.year, point.number.value) for point in one.points]
    return [plot.at(year, _down(value, story)) for year, value in known if value is not None]


def _path(need: Need, story: Story, plot: Plot) -> list[Point]:
    return [plot.at(year, _down(level, story)) for year, level in need.path]


def _goal(need: Need, story: Story, plot: Plot) -> Point:
    return plot.at(need.target_year, _level(need.target, story))


def _base_point(need: Need, story: Story, plot: Plot) -> Point:
    return plot.at(need.base_year, _level(need.base, story))


def _past(promise: Promise, story: Story, plot: Plot) -> Point:
    return plot.at(_year(promise), _level(promise.number, story))


def _year(promise: Promise) -> int:
    return promise.deadline.year if promise.deadline else 0


def _level(known: Interval, story: Story) -> float:
    return _down(known.value or Decimal(0), story)


def _down(level: Decimal, story: Story) -> float:
    return float(level / SCALES[story.scale])
