"""What a target needs, from each side's last official year and from the latest published figure."""

import datetime as dt
from decimal import Decimal

import msgspec
from tests.measure.cases import INFO, flow, ledger, said, target, year

from karvon.measure import measure, trade_series
from karvon.model.dates import Period
from karvon.model.ledger import Outcome
from karvon.model.measures import Measures

END = dt.date(2026, 12, 31)
FLOWS = [
    flow("export", "LAO", 2022, "600", "goods"),
    flow("import", "LAO", 2022, "400", "goods"),
    flow("export", "LAO", 2023, "700", "goods"),
    flow("import", "LAO", 2023, "300", "goods"),
    flow("export", "NPL", 2022, "500", "goods_services"),
    flow("import", "NPL", 2022, "750", "goods_services"),
]
SERIES = trade_series(FLOWS, INFO)
TARGET = target(2, END)


def published(*figures: str) -> Measures:
    """Measure the series against press figures of a whole year, each written "id year millions published"."""
    parts = [figure.split() for figure in figures]
    known = [said(name, millions, year(int(when)), day) for name, when, millions, day in parts]
    return measure(SERIES, ledger(*known, promises=(TARGET,)), INFO)


def test_growth_is_counted_from_each_sides_last_official_year() -> None:
    needs = published().needs
    assert [(need.series, need.base_year, need.target_year) for need in needs] == [
        ("LAO-NPL/trade_turnover/goods", 2023, 2026),
        ("NPL-LAO/trade_turnover/goods_services", 2022, 2026),
    ]
    assert needs[0].growth == Decimal("0.259921049895")  # the cube root of two, less one
    assert [year for year, _ in needs[0].path] == [2023, 2024, 2025, 2026]
    assert [int(level) for _, level in needs[0].path] == [1_000_000, 1_259_921, 1_587_401, 2_000_000]
    assert needs[1].growth == Decimal("0.124682650381")  # (2 / 1.25) ** (1 / 4) - 1


def test_the_latest_published_year_is_a_base_of_its_own() -> None:
    need = published("early 2024 1.5 2025-01-20", "late 2024 1.6 2025-02-20").needs[-1]
    assert (need.basis, need.series, need.base_year, need.base_figures) == ("latest_published", None, 2024, ("late",))
    assert need.growth == Decimal("0.118033988750")  # (2 / 1.6) ** (1 / 2) - 1


def test_a_figure_older_than_the_official_years_is_no_base() -> None:
    assert {need.basis for need in published("old 2021 1.1 2022-01-20").needs} == {"official_year"}


def test_a_year_that_was_not_over_when_it_was_published_is_no_base() -> None:
    assert {need.basis for need in published("slip 2024 0.9 2024-08-01").needs} == {"official_year"}


def test_part_of_a_year_is_never_made_into_a_year() -> None:
    part = said("part", "1.2", Period(dt.date(2024, 1, 1), dt.date(2024, 8, 31), type="period"), "2024-10-01")
    open_end = said("open", "1.4", Period(dt.date(2024, 1, 1), None), "2024-11-15")
    needs = measure(SERIES, ledger(part, open_end, promises=(TARGET,)), INFO).needs
    assert {need.basis for need in needs} == {"official_year"}


def test_a_base_known_only_from_below_stays_open() -> None:
    more = said("more", "1.6", year(2024), "2025-02-01", "gt")
    need = measure(SERIES, ledger(more, promises=(TARGET,)), INFO).needs[-1]
    assert (need.base.low, need.base.high) == (Decimal(1_600_000), None)


def test_turnover_of_a_region_or_of_another_pair_is_no_base() -> None:
    whole = said("whole", "1.6", year(2024), "2025-02-01")
    region = msgspec.structs.replace(whole, territory="LA-VT")
    others = msgspec.structs.replace(whole, reporter="LAO", partner="WORLD")
    needs = measure(SERIES, ledger(region, others, promises=(TARGET,)), INFO).needs
    assert {need.basis for need in needs} == {"official_year"}


def test_only_open_turnover_targets_with_a_deadline_need_anything() -> None:
    replace = msgspec.structs.replace
    closed = (
        target(2, None),
        target(2, dt.date(2024, 12, 31)),
        target(2, dt.date(2021, 12, 31)),
        replace(TARGET, indicator="project_count"),
        replace(TARGET, outcomes=(Outcome("s", "f", Decimal(1), met=True),)),
    )
    assert measure(SERIES, ledger(promises=closed), INFO).needs == ()


def test_gaps_stand_for_the_years_both_sides_report() -> None:
    [gap] = published().gaps
    assert (gap.year, gap.difference) == (2022, Decimal(250_000))
    assert (gap.left_series, gap.right_series) == (
        "LAO-NPL/trade_turnover/goods",
        "NPL-LAO/trade_turnover/goods_services",
    )


def test_like_coverage_is_compared_before_unlike() -> None:
    goods = [flow("export", "NPL", 2023, "500", "goods"), flow("import", "NPL", 2023, "450", "goods")]
    [gap] = measure(trade_series([*FLOWS, *goods], INFO), ledger(), INFO).gaps
    assert (gap.year, gap.difference, gap.right_series) == (2023, Decimal(-50_000), "NPL-LAO/trade_turnover/goods")


def test_one_side_alone_has_no_gaps() -> None:
    assert measure(SERIES[:3], ledger(), INFO).gaps == ()


def test_no_trade_at_all_is_no_base_to_grow_from() -> None:
    none = [flow("export", "LAO", 2023, "0", "goods"), flow("import", "LAO", 2023, "0", "goods")]
    assert measure(trade_series(none, INFO), ledger(promises=(TARGET,)), INFO).needs == ()
