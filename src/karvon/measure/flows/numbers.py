"""Numbers as trade files write them: with points or commas, grouped or not, and what cannot be told apart."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

BLANK = r"^(?:|-|–|—|\.\.\.|…|\.\.|x|х|n/?a|н/?д|nan|null|none)$"
SPACES = r"[\s\u00a0\u202f’'_]"
POINT = r"^-?(?:\d*\.\d+|\d+\.)(?:[eE][+-]?\d+)?$"
COMMA = r"^-?\d*,\d+$"
THREE = r"^-?[1-9]\d{0,2}[.,]\d{3}$"  # 2.548 and 2,548: one thousand or a fraction
WHOLE = r"^-?\d+(?:[eE][+-]?\d+)?$"
GROUPED_POINT = r"^-?\d{1,3}(?:,\d{3})+\.\d+$|^-?\d{1,3}(?:,\d{3}){2,}$"  # 1,234,567.8
GROUPED_COMMA = r"^-?\d{1,3}(?:\.\d{3})+,\d+$|^-?\d{1,3}(?:\.\d{3}){2,}$"  # 1.234.567,8


class Parsed(NamedTuple):
    """A column of numbers: `values` are null where there is none.

    Per row: whether it is blank, bad, could mean two numbers, or is written with the rarer mark of a mixed column.
    """

    values: pl.Series
    blank: pl.Series
    bad: pl.Series
    doubtful: pl.Series
    rarer: pl.Series


def parsed(text: pl.Series, mark: str | None = None) -> Parsed:
    """Return the numbers of a text column; `mark` is the decimal mark where it is known, "." or ",".

    Where it is not, cells that leave no doubt tell it. A cell such as 2,548 in a column that tells nothing, or one
    like it whose cells contradict each other, is doubtful and gives no value. 2.548 alone is read with a decimal point.
    """
    plain = _plain(text) if mark != "," else None
    if plain is not None:
        return plain
    cells = _shapes(text)
    told = mark or _mark(cells)
    doubtful = cells["three"] & (cells["comma_in"] if told is None else pl.Series([told == "mixed"]))
    values = _values(cells, told)
    bad = values.is_null() & ~cells["blank"]
    rarer = cells["points"] if cells["points"].sum() < cells["commas"].sum() else cells["commas"]
    return Parsed(
        values=values.set(cells["blank"] | doubtful, None),
        blank=cells["blank"],
        bad=bad & ~doubtful,
        doubtful=doubtful,
        rarer=rarer & pl.Series([told == "mixed"]),
    )


def _plain(text: pl.Series) -> Parsed | None:
    """Return the numbers of a column where all are digits with a point or nothing, as in files made by programs."""
    filled = text.fill_null("")
    values = filled.cast(pl.Float64, strict=False)
    blank = values.is_null()
    left = filled.filter(blank).str.strip_chars().str.to_lowercase()
    if not left.str.contains(BLANK).all() or values.is_nan().any():
        return None
    no = pl.repeat(False, len(text), eager=True, dtype=pl.Boolean)  # noqa: FBT003
    return Parsed(values, blank, no, no, no)


def _shapes(text: pl.Series) -> pl.DataFrame:
    """Return the cells without spaces, and of what shape each is."""
    cells = pl.DataFrame(
        {"text": text.cast(pl.String).fill_null("").str.replace_all(SPACES, "").str.replace_all("−", "-")}
    )
    said = pl.col("text")
    three = said.str.contains(THREE)
    return cells.with_columns(
        blank=said.str.to_lowercase().str.contains(BLANK),
        three=three,
        comma_in=said.str.contains(",", literal=True),
        points=(said.str.contains(POINT) & ~three) | said.str.contains(GROUPED_POINT),
        commas=(said.str.contains(COMMA) & ~three) | said.str.contains(GROUPED_COMMA),
    )


def _mark(cells: pl.DataFrame) -> str | None:
    """Return the decimal mark that the cells tell: ".", ",", "mixed" when both stand, None when there is no telling."""
    if cells["points"].any() and cells["commas"].any():
        return "mixed"
    if cells["commas"].any():
        return ","
    return "." if cells["points"].any() or not cells["comma_in"].any() else None


def _values(cells: pl.DataFrame, mark: str | None) -> pl.Series:
    """Return the number each cell is when a group of three digits alone is read by this mark."""
    said = pl.col("text")
    without_points = said.str.replace_all(".", "", literal=True).str.replace_all(",", ".", literal=True)
    without_commas = said.str.replace_all(",", "", literal=True)
    by_comma = pl.col("commas") | (pl.col("three") & pl.lit(mark == ","))
    shaped = pl.col("three") | pl.col("points") | pl.col("commas") | said.str.contains(WHOLE)
    number = pl.when(by_comma).then(without_points).otherwise(without_commas).cast(pl.Float64, strict=False)
    return cells.select(pl.when(shaped).then(number).alias("value"))["value"]
