"""On a narrow screen no table has to be pushed sideways: its columns fit, or each row is a card."""

import pytest
from tests.brief import test_html

from karvon.brief.blocks import Inline, Table, TableRow, text
from karvon.brief.narrow import blank, layout
from karvon.model.results import Results


def table(head: tuple[str, ...], *rows: tuple[str, ...], numeric: tuple[int, ...] = (), tone: str = "plain") -> Table:
    def cells(said: tuple[str, ...]) -> tuple[Inline, ...]:
        return tuple(text(one) for one in said)

    return Table(text("Trade"), cells(head), tuple(TableRow(cells(row)) for row in rows), numeric, tone)


def test_a_small_table_of_numbers_stays_a_table() -> None:
    assert layout(table(("Year", "Export", "Import"), ("2022", "1,639.7", "1,567.4"), numeric=(1, 2))) == "fit"


def test_words_may_wrap_but_numbers_and_long_words_may_not() -> None:
    long = "a reason of many short words that wraps well over many lines of a column"
    assert layout(table(("Good", "Why"), ("wheat", long))) == "fit"
    assert layout(table(("Good", *"abcde"), ("wheat", *["1,234,567.8"] * 5), numeric=(1, 2, 3, 4, 5))) == "stack"
    assert layout(table(("Good", "Why"), ("wheat", "x" * 60))) == "stack"


def test_a_row_that_heads_a_group_takes_no_column() -> None:
    assert layout(table(("Year", "Export"), ("x" * 90,), ("2022", "1.7"), numeric=(1,))) == "fit"


def test_tables_of_other_tones_keep_their_own_layout() -> None:
    assert layout(table(("Slot", "Value"), ("unit", "x" * 90), tone="slots")) == ""


def test_a_dash_alone_is_blank() -> None:
    assert blank(text("—"))
    assert not blank(text("— 5"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_table_of_a_brief_fits_or_has_a_name_for_every_cell_of_its_cards(results: Results, lang: str) -> None:
    tree = test_html.page(results, lang)
    shown = [one for one in tree.iter("table") if {"plain", "checks"} & set(str(one.get("class")).split())]
    assert shown
    for one in shown:
        kinds = set(str(one.get("class")).split())
        assert len(kinds & {"fit", "stack"}) == 1
        if "stack" in kinds:
            heads = one.xpath("./thead/tr/th")
            assert all(f"--c{place}:" in str(one.get("style")) for place in range(2, len(heads) + 1))
    style = "".join(map(str, tree.itertext("style")))
    widest = max(len(one.xpath("./thead/tr/th")) for one in shown)
    assert all(f"var(--c{place})" in style for place in range(2, widest + 1))
