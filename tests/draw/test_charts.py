"""What each chart says in its sentence and its table, and that it never says more than is known."""

import datetime as dt

import msgspec
import pytest
from tests.draw.cases import BREAK, EMPTY, JOINT, OTHER, PARTS, broken, charts, measured, named

from karvon.draw import Strand, Table, mirror_gap, portfolio_history, portfolio_split, target_path
from karvon.model.dates import Period, Span
from karvon.model.figure import Source
from karvon.model.measures import Measures

NOTHING = Measures(series=(), gaps=(), needs=())


def plain(text: str) -> str:
    """Show no-break spaces as plain ones."""
    return text.replace("\u00a0", " ")


def row(table: Table, first: str) -> tuple[str, ...]:
    """Return the row that begins with a cell."""
    return next(tuple(plain(cell) for cell in cells) for cells in table.rows if plain(cells[0]) == first)


def test_nothing_to_draw_is_no_chart() -> None:
    assert target_path(NOTHING, EMPTY, "ru") is None
    assert mirror_gap(NOTHING, "ru") is None
    assert portfolio_split((), "ru") is None
    assert portfolio_history([Strand("x", ())], EMPTY, "ru") is None


def test_target_path_says_every_base_and_what_earlier_targets_came_to() -> None:
    sentence = plain(charts("en")["target_path"].sentence)
    assert "to reach USD 4 bn by 2030" in sentence
    assert "by 13.0% a year counted from USD 1.70 bn in 2023 (statistics of Laos, goods)" in sentence
    assert "by 12.6% a year counted from USD 1.74 bn in 2023 (statistics of Nepal, goods and services)" in sentence
    assert "at most by 13.2% a year counted from more than USD 1.9 bn in 2024" in sentence
    assert "USD 2 bn by 2022 – missed" in sentence
    assert "USD 1.3 bn by 2021 – met on one series only" in sentence


def test_an_open_base_is_never_written_as_a_point() -> None:
    chart = charts("ru")["target_path"]
    assert row(chart.table, "2024")[-2] == "более 1,9"
    assert "более 1,9" in plain(chart.svg_wide)
    assert "самое большее 13,2 % в год" in plain(chart.svg_wide)


def test_target_table_has_series_paths_and_targets_year_by_year() -> None:
    chart = charts("en")["target_path"]
    assert plain(chart.table.unit) == "USD bn"
    assert row(chart.table, "2019") == ("2019", "1.20", "—", "—", "—", "—", "—")
    assert row(chart.table, "2022")[-1] == "2: missed, 82% (Laos), 87% (Nepal)"
    assert row(chart.table, "2030")[-4:] == ("4", "4", "4", "4")


def test_a_closed_base_is_said_without_a_limit() -> None:
    chart = target_path(*measured("eq"), "en")
    assert chart is not None
    assert "at most" not in chart.sentence


def test_turnover_without_targets_is_still_a_chart() -> None:
    measures, _ = measured()
    chart = target_path(msgspec.structs.replace(measures, needs=()), EMPTY, "en")
    assert chart is not None
    assert "Laos (goods) – USD 1.70 bn in 2023" in plain(chart.sentence)


def test_mirror_names_the_widest_gap_and_both_coverages() -> None:
    chart = charts("en")["mirror_gap"]
    assert "by USD 82.4 mn in 2022" in plain(chart.sentence)
    assert "by USD 22.6 mn in 2021" in plain(chart.sentence)
    assert "Nepal reports more in 3 of 4 years" in plain(chart.sentence)
    assert "Coverage differs: Laos (goods); Nepal (goods and services)." in plain(chart.sentence)
    assert row(chart.table, "2021") == ("2021", "1.31", "1.29", "−22.6")
    assert plain(charts("ru")["mirror_gap"].table.header[-1]) == "Непал минус Лаос, млн долл. США"


def test_mirror_of_one_year_speaks_of_one_year() -> None:
    measures, _ = measured()
    chart = mirror_gap(msgspec.structs.replace(measures, gaps=measures.gaps[:1]), "en")
    assert chart is not None
    assert plain(chart.sentence).startswith("The two sides’ series differ by USD 81.1 mn in 2020.")


def test_split_lists_stages_from_the_end_and_sides_from_the_largest() -> None:
    table = charts("en")["portfolio_split"].table
    assert [cells[1] for cells in table.rows] == ["completed", "being worked up", "Laos", "Nepal"]
    assert plain(table.rows[1][3]) == "about USD 1.1 bn"
    assert table.rows[2][3] == "—"


def test_split_shows_bars_as_shares_of_the_stated_whole() -> None:
    whole, half = (portfolio_split(figures, "en") for figures in (PARTS, PARTS[1:]))
    assert whole is not None
    assert half is not None
    assert "By stage, total 20" in plain(whole.svg_wide)
    assert "total" not in half.svg_wide


def test_history_marks_breaks_and_never_joins_across_them() -> None:
    strands = [Strand("Joint", JOINT), Strand("Other", OTHER)]
    cut = portfolio_history(strands, broken(), "en")
    whole = portfolio_history(strands, EMPTY, "en")
    assert cut is not None
    assert whole is not None
    assert "between 2 May 2024 and 15 March 2025" in plain(cut.sentence)
    assert "series break" in cut.svg_wide
    assert "series break" not in whole.svg_wide


@pytest.mark.parametrize("verdict", ["conflict", "consistent"])
def test_other_checks_are_no_breaks(verdict: str) -> None:
    ledger = msgspec.structs.replace(EMPTY, checks=(msgspec.structs.replace(BREAK, verdict=verdict),))
    chart = portfolio_history([Strand("Joint", JOINT)], ledger, "en")
    assert chart is not None
    assert "series break" not in chart.svg_wide


def test_history_of_an_undated_document_spans_the_days_it_can_be_from() -> None:
    undated = msgspec.structs.replace(
        named("u", "14 project", "2024"), period=Period(), source=Source(document="undated", outlet="Hill Times")
    )
    days = Span(dt.date(2023, 11, 1), dt.date(2024, 12, 15))
    strands = [Strand("Joint", (*JOINT, undated))]
    placed, lost = (portfolio_history(strands, ledger, "en") for ledger in (broken(days), broken()))
    assert placed is not None
    assert lost is not None
    assert row(placed.table, "1 Nov 2023 – 15 Dec 2024")[2:] == ("14 projects", "—", "Hill Times")
    assert row(lost.table, "not given")[2] == "14 projects"
    assert ">14<" in placed.svg_wide
    assert ">14<" not in lost.svg_wide


def test_history_puts_count_and_value_of_one_statement_in_one_row() -> None:
    table = charts("ru")["portfolio_history"].table
    assert row(table, "22.02.2023")[2:] == ("12 проектов", "более 700 млн долл. США", "Mekong Post")


def test_history_never_compares_two_currencies() -> None:
    tenge = msgspec.structs.replace(named("k", "27 USD", "2024-11-11"), unit="KZT")
    chart = portfolio_history([Strand("Joint", (*JOINT, tenge))], EMPTY, "en")
    assert chart is not None
    assert row(chart.table, "11 Nov 2024")[3] == "KZT 27 bn"
    assert "KZT" not in chart.sentence + chart.svg_wide
    assert "highest USD 900 mn" in plain(chart.sentence)


def test_a_day_on_which_sources_disagree_is_joined_to_nothing() -> None:
    rival = named("r", "2.5 USD", "2024-05-02", outlet="Valley Gazette")
    alone, disputed = (
        portfolio_history([Strand("Joint", figures)], EMPTY, "en") for figures in (JOINT, (*JOINT, rival))
    )
    assert alone is not None
    assert disputed is not None
    assert alone.svg_wide.count('stroke="#1F4E8C" stroke-width="1.8"') > disputed.svg_wide.count(
        'stroke="#1F4E8C" stroke-width="1.8"'
    )


def test_two_amounts_of_one_outlet_on_one_day_share_a_cell() -> None:
    more = named("m", ">0.8 USD", "2024-05-02")
    chart = portfolio_history([Strand("Joint", (*JOINT, more))], EMPTY, "en")
    assert chart is not None
    assert row(chart.table, "2 May 2024")[3] == "USD 900 mn; more than USD 800 mn"
