"""How a portfolio divides: by stage and by side, in projects and in money."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from karvon.draw.chart import WIDE, Chart, Table, charted, words
from karvon.draw.palette import SIDES
from karvon.draw.scene import GRID, TEXT, Ink, Scene, Words
from karvon.model.figure import Figure
from karvon.model.vocabulary import by_code
from karvon.say.countries import country
from karvon.say.numbers import quantity

MEASURES = {"count": "project_count", "value": "project_value"}
SPLITS = ("stage", "territory")
WHOLE = (None, "all")
ROW = 40
HEAD = 30
BETWEEN = 32
BAR = 12


class Part(msgspec.Struct, frozen=True):
    """One part of a portfolio: its name and the figures for it by measure (count, value)."""

    label: str
    figures: dict[str, Figure]


class Panel(msgspec.Struct, frozen=True):
    """One block of bars: its head, and rows of name, amount as text and share of the longest bar."""

    head: str
    rows: tuple[tuple[str, str, float], ...]


def portfolio_split(figures: Iterable[Figure], lang: str) -> Chart | None:
    """Return the chart of one portfolio at one date by stage and side; None when no figure names a part of it.

    `figures` are counts and values of that portfolio; of two figures for one part the first is shown.
    """
    known = [figure for figure in figures if figure.indicator in MEASURES.values() and figure.number.value is not None]
    parts = {split: _parts(known, split, lang) for split in SPLITS}
    if not any(parts.values()):
        return None
    panels = _panels(parts, _whole(known), lang)
    sentence = " ".join(_split_sentence(split, found, lang) for split, found in parts.items() if found)
    return charted("portfolio_split", lang, sentence, _table(parts, lang), lambda width: _paint(panels, width))


def _parts(figures: list[Figure], split: str, lang: str) -> tuple[Part, ...]:
    """Return the parts of one split: stages from finished to planned, sides from larger to smaller."""
    found: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        code, other = (figure.stage, figure.territory) if split == "stage" else (figure.territory, figure.stage)
        if code is not None and code not in WHOLE and other in WHOLE:
            found.setdefault(code, {}).setdefault(_measure(figure), figure)
    order = sorted(found, key=lambda code: (-_rank(code, found[code], split), code))
    return tuple(Part(_label(code, split, lang), found[code]) for code in order)


def _rank(code: str, figures: dict[str, Figure], split: str) -> Decimal:
    if split == "stage":
        return Decimal(by_code("stages")[code]["rank"] or 0)
    return max(_value(figure) for figure in figures.values())


def _whole(figures: list[Figure]) -> dict[str, Figure]:
    """Return the figures for the portfolio as a whole, by measure."""
    whole = [figure for figure in figures if figure.stage in WHOLE and figure.territory is None]
    return {_measure(figure): figure for figure in reversed(whole)}


def _label(code: str, split: str, lang: str) -> str:
    return by_code("stages")[code][lang] if split == "stage" else country(code, lang)


def _panels(parts: dict[str, tuple[Part, ...]], whole: dict[str, Figure], lang: str) -> list[Panel]:
    pairs = [(split, measure) for split in SPLITS for measure in MEASURES]
    made = [_panel(parts[split], split, measure, whole.get(measure), lang) for split, measure in pairs]
    return [panel for panel in made if panel.rows]


def _panel(parts: tuple[Part, ...], split: str, measure: str, whole: Figure | None, lang: str) -> Panel:
    own = [(part.label, part.figures[measure]) for part in parts if measure in part.figures]
    longest = max([_value(figure) for _, figure in own] + ([_value(whole)] if whole else []), default=Decimal(1))
    rows = tuple((label, _amount(figure, lang), float(_value(figure) / (longest or 1))) for label, figure in own)
    named = {"split": words(f"portfolio_split.{split}", lang), "measure": words(f"portfolio_split.{measure}", lang)}
    if whole is None:
        return Panel(words("portfolio_split.panel", lang, **named), rows)
    return Panel(words("portfolio_split.panel_total", lang, total=_amount(whole, lang), **named), rows)


def _split_sentence(split: str, parts: tuple[Part, ...], lang: str) -> str:
    texts = [
        words("portfolio_split.part", lang, label=part.label, numbers=", ".join(_amounts(part, lang))) for part in parts
    ]
    return words(
        "portfolio_split.sentence", lang, split=words(f"portfolio_split.{split}", lang), parts="; ".join(texts)
    )


def _amounts(part: Part, lang: str) -> list[str]:
    return [_amount(part.figures[measure], lang) for measure in MEASURES if measure in part.figures]


def _table(parts: dict[str, tuple[Part, ...]], lang: str) -> Table:
    heads = ("portfolio_split.column_split", "portfolio_split.column_part")
    header = (
        *(words(head, lang) for head in heads),
        *(by_code("indicators")[code][lang] for code in MEASURES.values()),
    )
    none = words("none", lang)
    rows = [
        (
            words(f"portfolio_split.{split}", lang),
            part.label,
            *(_amount(part.figures[name], lang) if name in part.figures else none for name in MEASURES),
        )
        for split, found in parts.items()
        for part in found
    ]
    return Table(header, tuple(rows))


def _paint(panels: list[Panel], width: int) -> Scene:
    """Paint the panels: two columns on a wide page, one under the other on a narrow one."""
    columns = 2 if width >= WIDE else 1
    room = (width - BETWEEN * (columns - 1)) / columns
    bands = [panels[start : start + columns] for start in range(0, len(panels), columns)]
    heights = [HEAD + ROW * max(len(panel.rows) for panel in band) for band in bands]
    scene = Scene(width, round(sum(heights) + 12 * (len(bands) - 1)) + 4)
    top = 0.0
    for band, height in zip(bands, heights, strict=True):
        for column, panel in enumerate(band):
            _paint_panel(scene, panel, column * (room + BETWEEN), top, room)
        top += height + 12
    return scene


def _paint_panel(scene: Scene, panel: Panel, left: float, top: float, room: float) -> None:
    """Paint one block: its head, and for each part a line of text over its bar."""
    right = left + room - 2
    scene.texts([(left + 1, top + 12, panel.head)], Words(bold=True))
    lines = [top + HEAD + ROW * number for number in range(len(panel.rows))]
    tracks = [(left + 1, line + 16, right, line + 16 + BAR) for line in lines]
    bars = [
        (left + 1, line + 16, left + 1 + max(2.0, (right - left - 1) * share), line + 16 + BAR)
        for line, (_, _, share) in zip(lines, panel.rows, strict=True)
    ]
    scene.bars(tracks, Ink(GRID, 0, (), "#EFEFEF"))
    scene.bars(bars, Ink(SIDES[0].bar, 0, (), SIDES[0].bar))
    scene.texts([(left + 1, line + 7, row[0]) for line, row in zip(lines, panel.rows, strict=True)], Words(TEXT))
    scene.texts(
        [(right, line + 7, row[1]) for line, row in zip(lines, panel.rows, strict=True)], Words(TEXT, align="right")
    )


def _measure(figure: Figure) -> str:
    return next(name for name, indicator in MEASURES.items() if indicator == figure.indicator)


def _amount(figure: Figure, lang: str) -> str:
    return quantity(figure.number, figure.unit, lang, figure.bound)


def _value(figure: Figure) -> Decimal:
    return figure.number.value if figure.number.value is not None else Decimal(0)
