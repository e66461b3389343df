"""Axes and keys: where values fall on the canvas, round ticks, and the strip that says what each stroke means."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

import msgspec

from karvon.draw.placing import Box, text_width, wrapped
from karvon.draw.scene import GRID, QUIET, Ink, Point, Scene, Words
from karvon.model.values import SCALES, exact
from karvon.say.numbers import amount_in

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
SAMPLE = 26
GAP = 6
BETWEEN = 18
YEAR_STEPS = (1, 2, 5, 10, 20)
YEAR_ROOM = 36


class Plot(msgspec.Struct, frozen=True):
    """The inner rectangle of a chart and the values at its edges."""

    box: Box
    left: float
    right: float
    bottom: float
    top: float

    def at(self, across: float, up: float) -> Point:
        """Return the pixel of a pair of values."""
        return self.x(across), self.y(up)

    def x(self, value: float) -> float:
        """Return the pixel column of a value."""
        return self.box.left + (value - self.left) / (self.right - self.left) * (self.box.right - self.box.left)

    def y(self, value: float) -> float:
        """Return the pixel row of a value."""
        return self.box.bottom - (value - self.bottom) / (self.top - self.bottom) * (self.box.bottom - self.box.top)


class Entry(msgspec.Struct, frozen=True):
    """One line of a key: what a stroke, marker or bar means. `mark` is line, dot, bar or a Vega shape on a line."""

    text: str
    ink: Ink
    shape: str | None = None
    line: bool = True


class Key(msgspec.Struct, frozen=True):
    """Entries laid out in rows: the left end and the middle of each, its wrapped text, and the height of all."""

    places: tuple[tuple[float, float, str, Entry], ...]
    height: float
    size: float


def ticks(top: Decimal, most: int = 6) -> tuple[Decimal, ...]:
    """Return round values from nought to at least `top` in at most `most` steps of 1, 2, 2.5 or 5 by a power of ten."""
    if top <= 0:
        return (Decimal(0), Decimal(1))
    rough_step = top / most
    power = Decimal(1).scaleb(rough_step.adjusted())
    step = next(one * power for one in STEPS if one * power >= rough_step)
    count = int((top / step).to_integral_value(ROUND_CEILING))
    return tuple(step * number for number in range(count + 1))


def scale_for(largest: Decimal) -> str:
    """Return the name of the largest scale that leaves at least one whole unit."""
    fitting = [name for name, size in SCALES.items() if abs(largest) >= size]
    return fitting[-1] if fitting else "unit"


def margin(marks: Sequence[Decimal], scale: str, lang: str) -> float:
    """Return the room that the values of an axis need at the left."""
    return max(34.0, *(text_width(amount_in(exact(mark), scale, lang), 12) + 10 for mark in marks))


def value_axis(scene: Scene, plot: Plot, marks: Sequence[Decimal], scale: str, lang: str) -> None:
    """Paint horizontal grid lines with their values at the left; `marks` are in full units, the plot in `scale`."""
    rows = [(plot.y(float(mark / SCALES[scale])), amount_in(exact(mark), scale, lang)) for mark in marks]
    scene.segments([(plot.box.left, y, plot.box.right, y) for y, _ in rows], Ink(GRID, 1))
    scene.texts([(plot.box.left - 6, y, text) for y, text in rows], Words(QUIET, 12, align="right"))


def unit_head(scene: Scene, plot: Plot, text: str) -> None:
    """Write the unit of the values above the axis."""
    scene.texts([(2, plot.box.top - 18, text)], Words(QUIET))


def year_axis(scene: Scene, plot: Plot) -> None:
    """Paint the base line with the years that have room under it."""
    first, last = math.ceil(plot.left), math.floor(plot.right)
    room = (plot.box.right - plot.box.left) / (plot.right - plot.left)
    step = next((step for step in YEAR_STEPS if step * room >= YEAR_ROOM), YEAR_STEPS[-1])
    years = [year for year in range(first, last + 1) if year % step == 0]
    bottom = plot.box.bottom
    scene.segments([(plot.box.left, bottom, plot.box.right, bottom)], Ink(QUIET, 1))
    scene.segments([(plot.x(year), bottom, plot.x(year), bottom + 4) for year in years], Ink(QUIET, 1))
    scene.texts([(plot.x(year), bottom + 14, str(year)) for year in years], Words(QUIET, align="center"))


def day_axis(scene: Scene, plot: Plot) -> None:
    """Paint the base line of a plot that counts in years: a tick at every new year, the year's name between ticks."""
    first, last = math.ceil(plot.left), math.floor(plot.right)
    bottom = plot.box.bottom
    scene.segments([(plot.box.left, bottom, plot.box.right, bottom)], Ink(QUIET, 1))
    scene.segments([(plot.x(year), bottom, plot.x(year), bottom + 5) for year in range(first, last + 1)], Ink(QUIET, 1))
    step = next((step for step in YEAR_STEPS if step * (plot.x(1) - plot.x(0)) >= YEAR_ROOM), YEAR_STEPS[-1])
    years = [year for year in range(first, last) if year % step == 0]
    scene.texts([(plot.x(year + 0.5), bottom + 14, str(year)) for year in years], Words(QUIET, align="center"))


def lay_key(entries: Sequence[Entry], width: float, size: float = 12) -> Key:
    """Return the entries in rows that fit the width; an entry too long for a row is wrapped."""
    places: list[tuple[float, float, str, Entry]] = []
    left, top, tallest = 0.0, 0.0, 0.0
    for entry in entries:
        text = wrapped(entry.text, size, width - SAMPLE - GAP)
        wide = SAMPLE + GAP + text_width(text, size)
        if left and left + wide > width:
            left, top, tallest = 0.0, top + tallest, 0.0
        tall = size * 1.2 * (text.count("\n") + 1) + 5
        places.append((left, top + tall / 2, text, entry))
        left, tallest = left + wide + BETWEEN, max(tallest, tall)
    return Key(tuple(places), top + tallest, size)


def paint_key(scene: Scene, key: Key, left: float, top: float) -> None:
    """Paint a key with its top left corner at the given pixel."""
    for x, y, _, entry in key.places:
        middle = (left + x + SAMPLE / 2, top + y)
        if entry.line:
            scene.segments([(left + x, middle[1], left + x + SAMPLE, middle[1])], entry.ink)
        if entry.shape == "bar":
            scene.bars([(left + x + 5, middle[1] - 6, left + x + SAMPLE - 5, middle[1] + 6)], entry.ink)
        elif entry.shape is not None:
            scene.shapes([middle], entry.shape, 8, msgspec.structs.replace(entry.ink, width=1.5, dash=()))
    texts = [(left + x + SAMPLE + GAP, top + y, text) for x, y, text, _ in key.places if "\n" not in text]
    scene.texts(texts, Words(size=key.size))
    lines = [(left + x + SAMPLE + GAP, top + y, text) for x, y, text, _ in key.places if "\n" in text]
    drop = key.size * 0.6
    scene.texts([(x, y - drop * text.count("\n"), text) for x, y, text in lines], Words(size=key.size))
