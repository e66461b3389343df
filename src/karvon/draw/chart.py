"""What a chart is: the picture at two widths, its name, what it shows in a sentence, and its table twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import msgspec

from karvon.draw.scene import Scene, render
from karvon.say.numbers import number
from karvon.say.phrases import weave

WIDE = 720
NARROW = 350


class Table(msgspec.Struct, frozen=True):
    """The numbers of a chart as formatted text: one head per column, rows of as many cells.

    `unit` is the unit of the numbers where the heads do not say it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """One chart in one language; both pictures carry `title` and `sentence` for people who do not see them."""

    name: str
    title: str
    sentence: str
    svg_wide: str
    svg_narrow: str
    table: Table


def words(key: str, lang: str, **values: str) -> str:
    """Return a phrase of the chart table (say/data/charts.csv) with its values put in."""
    return "".join(weave(key, lang, values, table="charts"))


def counted_words(key: str, lang: str, counts: Mapping[str, int], **values: str) -> str:
    """Return a phrase of the chart table whose word forms agree with `counts`."""
    numbers = {name: number(Decimal(count), lang) for name, count in counts.items()}
    return "".join(weave(key, lang, numbers | values, counts, table="charts"))


def charted(name: str, lang: str, sentence: str, table: Table, paint: Callable[[int], Scene]) -> Chart:
    """Return the chart that `paint` draws at each width; its title is the phrase "<name>.title"."""
    title = words(f"{name}.title", lang)
    wide, narrow = (
        render(paint(width), prefix=f"{name}-{lang}-{width}", title=title, desc=sentence) for width in (WIDE, NARROW)
    )
    return Chart(name=name, title=title, sentence=sentence, svg_wide=wide, svg_narrow=narrow, table=table)
