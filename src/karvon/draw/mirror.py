"""One trade, two statistics: what each side reports for the same years, and the difference."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from karvon.draw.axes import Entry, Plot, lay_key, margin, paint_key, scale_for, ticks, unit_head, value_axis
from karvon.draw.chart import WIDE, Chart, Table, charted, counted_words, words
from karvon.draw.palette import SIDES
from karvon.draw.placing import Box, text_width
from karvon.draw.scene import QUIET, TEXT, Ink, Scene, Segment, Words
from karvon.draw.target_words import name_of
from karvon.model.measures import Gap, Measures, TradeSeries
from karvon.model.values import SCALES, Interval, exact
from karvon.say.countries import country
from karvon.say.numbers import amount_in, difference_in, money, scale_unit
from karvon.say.precision import rough

FILL = 0.44  # share of a year's room that each bar takes
SMALL = 11
SMALLEST = 10
STRIP = 40


class Mirror(msgspec.Struct, frozen=True, kw_only=True):
    """Both sides' series, the years both cover, and the scales of levels and differences."""

    lang: str
    left: TradeSeries
    right: TradeSeries
    gaps: tuple[Gap, ...]
    scale: str
    fine: str

    def amount(self, known: Interval) -> str:
        """Return a level in the chart's scale, at most three digits."""
        return amount_in(rough(known), self.scale, self.lang)

    def names(self) -> tuple[str, str]:
        """Return both countries by name."""
        return country(self.left.reporter, self.lang), country(self.right.reporter, self.lang)


def mirror_gap(measures: Measures, lang: str) -> Chart | None:
    """Return the chart of both sides' turnover for the years both report; None when there is no such year."""
    if not measures.gaps:
        return None
    series = {one.id: one for one in measures.series}
    first = measures.gaps[0]
    mirror = Mirror(
        lang=lang,
        left=series[first.left_series],
        right=series[first.right_series],
        gaps=measures.gaps,
        scale=scale_for(max(_value(number) for gap in measures.gaps for number in (gap.left.number, gap.right.number))),
        fine=scale_for(max(abs(gap.difference) for gap in measures.gaps)),
    )
    return charted("mirror_gap", lang, _sentence(mirror), _table(mirror), lambda width: _paint(mirror, width))


def _sentence(mirror: Mirror) -> str:
    ordered = sorted(mirror.gaps, key=lambda gap: (abs(gap.difference), gap.year))
    least, most = ordered[0], ordered[-1]
    wide = {"most": _distance(most, mirror), "most_year": str(most.year)}
    if least is most:
        first = words("mirror_gap.one", mirror.lang, year=wide["most_year"], most=wide["most"])
    else:
        higher = sum(gap.difference > 0 for gap in mirror.gaps)
        lower = sum(gap.difference < 0 for gap in mirror.gaps)
        counts = {"times": max(higher, lower), "years": len(mirror.gaps)}
        narrow = {"least": _distance(least, mirror), "least_year": str(least.year)}
        more = mirror.names()[1 if higher > lower else 0]
        first = counted_words("mirror_gap.sentence", mirror.lang, counts, more=more, **narrow, **wide)
    if mirror.left.coverage == mirror.right.coverage:
        return first
    both = {"left": name_of(mirror.left, mirror.lang), "right": name_of(mirror.right, mirror.lang)}
    return f"{first} {words('mirror_gap.coverage', mirror.lang, **both)}"


def _distance(gap: Gap, mirror: Mirror) -> str:
    return money(exact(abs(gap.difference)), mirror.left.unit, mirror.lang, digits=3)


def _table(mirror: Mirror) -> Table:
    lang = mirror.lang
    header = (words("year", lang), name_of(mirror.left, lang), name_of(mirror.right, lang), _minus(mirror))
    rows = [
        (
            str(gap.year),
            mirror.amount(gap.left.number),
            mirror.amount(gap.right.number),
            difference_in(gap.difference, mirror.fine, lang),
        )
        for gap in mirror.gaps
    ]
    return Table(header, tuple(rows), scale_unit(mirror.scale, mirror.left.unit, lang))


def _minus(mirror: Mirror) -> str:
    """Return the head of the differences: which side less which, in what unit."""
    left, right = mirror.names()
    unit = scale_unit(mirror.fine, mirror.left.unit, mirror.lang)
    return words("mirror_gap.minus", mirror.lang, left=left, right=right, unit=unit)


def _paint(mirror: Mirror, width: int) -> Scene:
    sides = ((mirror.left, SIDES[0]), (mirror.right, SIDES[1]))
    key = lay_key(
        [Entry(name_of(one, mirror.lang), Ink(side.line, 1, (), side.bar), "bar", line=False) for one, side in sides],
        width - 4,
    )
    marks = ticks(max(_value(number) for gap in mirror.gaps for number in (gap.left.number, gap.right.number)))
    left = margin(marks, mirror.scale, mirror.lang)
    box = Box(left, key.height + 36, width - 8, key.height + 36 + (240 if width >= WIDE else 220))
    plot = Plot(box, -0.5, len(mirror.gaps) - 0.5, 0, float(marks[-1] / SCALES[mirror.scale]))
    scene = Scene(width, round(box.bottom + 24 + STRIP))
    paint_key(scene, key, 2, 2)
    unit_head(scene, plot, scale_unit(mirror.scale, mirror.left.unit, mirror.lang))
    value_axis(scene, plot, marks, mirror.scale, mirror.lang)
    for place, (_, side) in enumerate(sides):
        scene.bars(
            [_bar(gap, at, place, mirror, plot) for at, gap in enumerate(mirror.gaps)], _ink(side.line, side.bar)
        )
    _write_values(scene, mirror, plot)
    _write_years(scene, mirror, plot)
    return scene


def _ink(line: str, fill: str) -> Ink:
    return Ink(line, 1, (), fill)


def _bar(gap: Gap, at: int, place: int, mirror: Mirror, plot: Plot) -> Segment:
    level = float(_value((gap.left, gap.right)[place].number) / SCALES[mirror.scale])
    start = at + (place - 1) * FILL
    return (*plot.at(start, level), *plot.at(start + FILL, 0))


def _write_values(scene: Scene, mirror: Mirror, plot: Plot) -> None:
    """Write every value over its bar; in little room the two values of a year lean on its middle, in less they go."""
    pairs = [(mirror.amount(gap.left.number), mirror.amount(gap.right.number)) for gap in mirror.gaps]
    widest = max(text_width(text, SMALL) for pair in pairs for text in pair)
    year = plot.x(1) - plot.x(0)
    style, lean = (SMALL, False) if widest + 4 <= year * FILL else (SMALLEST, True)
    if 2 * widest * style / SMALL + 6 > year:
        return
    for place in (0, 1):
        bars = [_bar(gap, at, place, mirror, plot) for at, gap in enumerate(mirror.gaps)]
        middles = [
            plot.x(at) + (place * 2 - 1) * 1.5 if lean else (bars[at][0] + bars[at][2]) / 2 for at in range(len(bars))
        ]
        texts = [(x, bar[1] - 8, pair[place]) for x, bar, pair in zip(middles, bars, pairs, strict=True)]
        scene.texts(texts, Words(TEXT, style, align=("right", "left")[place] if lean else "center"))


def _write_years(scene: Scene, mirror: Mirror, plot: Plot) -> None:
    """Write the years, and under them the differences where they fit."""
    bottom = plot.box.bottom
    scene.segments([(plot.box.left, bottom, plot.box.right, bottom)], Ink(QUIET, 1))
    room = plot.x(1) - plot.x(0)
    step = next(step for step in (1, 2, 5, 10, 100) if step * room >= 34)
    years = [(plot.x(at), bottom + 14, str(gap.year)) for at, gap in enumerate(mirror.gaps) if gap.year % step == 0]
    scene.texts(years, Words(QUIET, align="center"))
    apart = [difference_in(gap.difference, mirror.fine, mirror.lang) for gap in mirror.gaps]
    if max(text_width(text, SMALL) for text in apart) <= room - 2:
        scene.texts([(2, bottom + 36, _minus(mirror))], Words(QUIET, SMALL))
        places = [(plot.x(at), bottom + 52, text) for at, text in enumerate(apart)]
        scene.texts(places, Words(TEXT, SMALL, align="center"))


def _value(known: Interval) -> Decimal:
    return known.value if known.value is not None else Decimal(0)
