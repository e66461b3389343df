"""How a table stands on a narrow screen: as it is where its columns fit, else each row as a card."""

from __future__ import annotations

from karvon.brief.blocks import Inline, Table, words

SCREEN = 46  # letters that a line of a table holds on a screen of 360 pixels
GAP = 2  # letters that the space between two columns takes
SMALL = 0.85  # of a letter that a letter of a head takes there
WRAPPED = 12  # letters of a line that words are wrapped at without harm
TONES = ("plain", "checks")  # of tables whose rows can stand as cards
DASH = "—"
FIT, STACK = "fit", "stack"


def layout(table: Table) -> str:
    """Return "fit" where all columns fit a narrow screen side by side, else "stack"; nothing for other tones."""
    if table.tone not in TONES:
        return ""
    rows = [row.cells for row in table.rows if len(row.cells) == len(table.head)]
    columns = enumerate(zip(table.head, *rows, strict=True))
    taken = sum(_width(cells, 0 if place in table.numeric else WRAPPED) + GAP for place, cells in columns)
    return FIT if taken <= SCREEN else STACK


def heads(table: Table) -> str:
    """Return the heads of all columns but the first as CSS variables, for the cells of rows shown as cards."""
    said = (words(head).replace("\\", "").replace("'", "’") for head in table.head)
    return ";".join(f"--c{place}:'{head}'" for place, head in enumerate(said, 1) if place > 1)


def blank(cell: Inline) -> bool:
    """Say whether a cell holds nothing but a dash: a card leaves it out, and the style sheet writes it elsewhere."""
    return words(cell) == DASH


def _width(column: tuple[Inline, ...], least: int) -> float:
    """Return the letters a column needs: its longest word, and at least so much of its longest cell."""
    head, *cells = map(words, column)
    longest = max(map(len, cells), default=0)
    return max(SMALL * _word(head), *map(_word, cells), min(least, longest))


def _word(said: str) -> int:
    return max(map(len, said.split(" ")))
