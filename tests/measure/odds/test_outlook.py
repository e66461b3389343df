"""The outlook asks every open target from every base, shows each view with its window, and pools by the stated rule."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from scipy import stats
from tests.measure.cases import INFO, flow, ledger, said, target, year

from karvon.measure import measure, trade_series
from karvon.measure.odds import outlook
from karvon.measure.odds.outlook import record
from karvon.measure.odds.tabulate import tabulated
from karvon.model.figure import Figure
from karvon.model.ledger import Ledger, Promise
from karvon.model.measures import Measures
from karvon.model.odds import FAN, Odds, Outlook, ReferenceView, SeriesView
from karvon.model.results import CaseInfo
from karvon.model.values import exact
from karvon.say.phrases import phrases

YEARS = range(2015, 2025)
LEVELS = (310, 340, 330, 390, 420, 360, 450, 520, 500, 560)  # million USD, each flow
TARGET = target(3000, dt.date(2030, 12, 31))
DEADLINE = dt.date(2030, 12, 31)


def official(reporter: str = "LAO", levels: tuple[float, ...] = LEVELS, first: int = 2015) -> list[Figure]:
    """Return one side's exports and imports, the latter a tenth smaller."""
    return [
        flow(indicator, reporter, first + place, str(round(level * factor * 1000)), "goods")
        for place, level in enumerate(levels)
        for indicator, factor in (("export", 1.0), ("import", 0.9))
    ]


def looked(figures: list[Figure], *promises: Promise, info: CaseInfo = INFO) -> Outlook:
    measures, held = known(figures, *promises, info=info)
    return outlook(measures, held, info)


def known(figures: list[Figure], *promises: Promise, info: CaseInfo = INFO) -> tuple[Measures, Ledger]:
    held = ledger(*figures, promises=promises or (TARGET,))
    return measure(trade_series(figures, info), held, info), held


def only(found: Outlook) -> Odds:
    (one,) = found.odds
    return one


def series_views(one: Odds) -> list[SeriesView]:
    return [view for view in one.views if isinstance(view, SeriesView)]


def references(one: Odds) -> list[ReferenceView]:
    return [view for view in one.views if isinstance(view, ReferenceView)]


def test_multiple_and_years_come_from_the_case() -> None:
    one = only(looked(official()))
    assert one.years == 6
    assert float(one.multiple) == pytest.approx(3000 / (560 * 1.9), abs=1e-6)


def test_a_walk_is_told_with_its_window_and_gives_students_tail() -> None:
    one = only(looked(official()))
    view = next(view for view in series_views(one) if view.method == "drift" and view.first == 2015)
    growth = np.diff(np.log(LEVELS))
    scale = growth.std(ddof=1) * math.sqrt(6 + 36 / 9)
    expected = stats.t.sf((math.log(3000 / (560 * 1.9)) - 6 * growth.mean()) / scale, 8)
    assert (view.last, view.steps, view.freedom) == (2024, 9, 8)
    assert float(view.chance) == pytest.approx(expected, abs=2e-6)


def test_windows_are_the_last_five_ten_and_twenty_years_as_far_as_they_differ() -> None:
    short = only(looked(official()))
    assert {(view.first, view.last) for view in series_views(short)} == {(2019, 2024), (2015, 2024)}
    long = only(looked(official(levels=tuple(100 * 1.05**n + 10 * (n % 3) for n in range(30)), first=1995)))
    assert {view.first for view in series_views(long)} == {2019, 2014, 2004}


def test_pool_is_the_weighted_mean_of_its_views_and_lies_between_its_ends() -> None:
    one = only(looked(official()))
    assert one.pool is not None
    assert sum(view.weight for view in one.views) == pytest.approx(Decimal(1), abs=Decimal("5e-6"))
    assert one.pool.chance == pytest.approx(sum(v.weight * v.chance for v in one.views), abs=Decimal("2e-6"))
    assert one.pool.low <= one.pool.chance <= one.pool.high
    assert one.pool.low < one.pool.high


def test_weights_are_the_shipped_ones() -> None:
    one = only(looked(official()))
    by_kind = {view.method: view.weight for view in series_views(one) if view.weight}
    fitted = dict(record().weights)
    assert float(by_kind["no_drift"]) == pytest.approx(float(fitted["no_drift"]), abs=1e-3)
    assert "median" not in by_kind


def test_fan_ends_where_the_pool_puts_the_target() -> None:
    """The chance of the target lies between those of the two levels of the fan next to it."""
    one = only(looked(official()))
    assert one.pool is not None
    last = one.fan[-1]
    goal = TARGET.number.value
    assert goal is not None
    above = [1 - float(chance) for chance, level in zip(FAN, last.levels, strict=True) if level >= goal]
    below = [1 - float(chance) for chance, level in zip(FAN, last.levels, strict=True) if level < goal]
    assert max(above, default=0) - 1e-3 <= float(one.pool.chance) <= min(below, default=1) + 1e-3


def test_fan_widens_year_by_year_from_the_base() -> None:
    one = only(looked(official()))
    assert [year.year for year in one.fan] == list(range(2025, 2031))
    assert all(list(year.levels) == sorted(year.levels) for year in one.fan)
    widths = [year.levels[-1] - year.levels[0] for year in one.fan]
    assert widths == sorted(widths)


def test_similar_pairs_begin_in_the_band_of_the_base() -> None:
    found = references(only(looked(official())))
    assert {(int(view.members.low), int(view.members.high or 0)) for view in found} == {(500_000_000, 1_500_000_000)}
    assert all(view.low <= view.chance <= view.high for view in found)
    assert all(view.hits <= view.windows and view.pairs <= view.windows for view in found)


def test_neighbours_are_a_class_only_for_a_pair_with_a_common_border() -> None:
    assert not any(view.members.contiguous for view in references(only(looked(official()))))
    far = msgspec.structs.replace(INFO, countries=("LAO", "THA"))
    moved = [msgspec.structs.replace(one, partner="THA") for one in official()]
    assert any(view.members.contiguous for view in references(only(looked(moved, info=far))))


def test_a_table_of_ones_own_takes_the_place_of_the_shipped_one() -> None:
    from tests.measure.odds.test_heldout import panel  # noqa: PLC0415

    measures, held = known(official(levels=tuple(level * 3 for level in LEVELS)))
    rows = tuple(tabulated(panel(), lambda _: False))
    view = references(only(outlook(measures, held, INFO, rows)))[0]
    assert view.members.last == 2014
    assert view.windows < 600


def test_few_years_are_refused_in_plain_words_and_the_other_views_stand() -> None:
    one = only(looked(official(levels=(400, 500, 600), first=2022)))
    assert [refusal.code for refusal in one.refusals] == ["short"]
    assert not series_views(one)
    assert one.pool is not None
    assert one.pool.chance == references(one)[0].chance


def test_years_before_the_last_one_without_trade_are_left_out() -> None:
    one = only(looked(official(levels=(200, 0, *LEVELS), first=2013)))
    assert {view.first for view in series_views(one)} == {2019, 2015}


def test_a_gap_in_a_series_is_one_step_of_several_years() -> None:
    gapped = [one for one in official() if one.period.start is None or one.period.start.year != 2018]
    view = next(view for view in series_views(only(looked(gapped))) if view.first == 2015 and view.method == "drift")
    assert view.steps == 8
    assert float(view.drift) == pytest.approx((math.log(560) - math.log(310)) / 9, abs=1e-6)


def test_a_series_that_never_changed_gives_no_view() -> None:
    one = only(looked(official(levels=(500,) * 8, first=2017)))
    assert [refusal.code for refusal in one.refusals] == ["constant"]


def test_a_target_further_than_the_table_reaches_has_no_similar_pairs() -> None:
    one = only(looked(official(), target(9000, dt.date(2045, 12, 31))))
    assert [refusal.code for refusal in one.refusals] == ["horizon"]
    assert series_views(one)


def test_trade_smaller_than_any_class_has_no_similar_pairs() -> None:
    tiny = official(levels=tuple(level / 1000 for level in LEVELS))
    assert "level" in [refusal.code for refusal in only(looked(tiny, target(5, DEADLINE))).refusals]


def test_every_refusal_has_its_words() -> None:
    codes = ("short", "constant", "horizon", "level", "currency", "later")
    assert {f"odds.refused.{code}" for code in codes} <= set(phrases())


def test_another_currency_has_neither_similar_pairs_nor_dollar_prices() -> None:
    info = msgspec.structs.replace(INFO, currency="EUR")
    euros = [msgspec.structs.replace(one, unit="EUR") for one in official()]
    promise = msgspec.structs.replace(TARGET, unit="EUR")
    found = looked(euros, promise, info=info)
    one = only(found)
    assert [refusal.code for refusal in one.refusals] == ["currency"]
    assert (one.real, found.paces) == ((), ())
    assert one.pool is not None


def test_a_case_set_back_in_time_does_not_see_the_later_years_of_the_table() -> None:
    info = msgspec.structs.replace(INFO, as_of=dt.date(2020, 12, 31))
    one = only(looked(official(levels=LEVELS[:5]), info=info))
    assert [refusal.code for refusal in one.refusals] == ["later"]
    assert not references(one)


def test_a_level_that_is_reached_already_is_asked_whether_it_stays() -> None:
    one = only(looked(official(), target(900, DEADLINE)))
    assert one.multiple < 1
    assert one.pool is not None
    assert one.pool.chance > Decimal("0.5")


def test_one_year_ahead_is_asked_like_any_other() -> None:
    one = only(looked(official(), target(1200, dt.date(2025, 12, 31))))
    assert one.years == 1
    assert len(one.fan) == 1


def test_a_target_whose_year_has_passed_has_no_odds() -> None:
    assert looked(official(), target(900, dt.date(2022, 12, 31))).odds == ()


def test_the_latest_published_figure_grows_as_both_sides_series_do() -> None:
    figures = [*official(), *official("NPL", tuple(level * 1.1 for level in LEVELS))]
    press = said("claim-9", "1900", year(2024), "2025-02")
    measures = measure(trade_series(figures, INFO), ledger(*figures, press, promises=(TARGET,)), INFO)
    found = outlook(measures, ledger(*figures, press, promises=(TARGET,)), INFO)
    published = next(one for one in found.odds if one.need.series is None)
    assert {view.series[:3] for view in series_views(published)} == {"LAO", "NPL"}
    counted = [view.weight for view in series_views(published) if view.method == "no_drift" and view.weight]
    assert len(counted) == 2
    assert counted[0] == counted[1]


def test_a_target_for_exports_is_asked_of_both_offices() -> None:
    goal = Promise(
        id="export-goal",
        indicator="export",
        number=exact(Decimal(1_500_000_000)),
        unit="USD",
        deadline=DEADLINE,
        restatements=("claim-x",),
    )
    figures = [*official(), *official("NPL")]
    named = Figure(
        id="claim-x", origin="claim", indicator="export", number=goal.number, bound="eq", unit="USD", reporter="LAO"
    )
    found = looked([*figures, named], goal)
    assert [(one.indicator, one.need.series) for one in found.odds] == [
        ("export", "LAO-NPL/export/goods"),
        ("export", "NPL-LAO/import/goods"),
    ]
    assert all(view.members.kind == "flow" for one in found.odds for view in references(one))


def test_conditions_lead_to_the_target_and_name_the_years_with_as_much_growth() -> None:
    one = only(looked(official()))
    by_kind = {(each.kind, each.part): each for each in one.conditions}
    whole = by_kind["whole", "LAO-NPL/trade_turnover/goods"]
    assert whole.growth == one.need.growth
    assert (whole.years, whole.of) == ((2021,), 9)
    alone = by_kind["alone", "LAO-NPL/export/goods"]
    assert alone.level == 3_000_000_000 - 560_000_000 * Decimal("0.9")
    assert float(alone.base * (1 + alone.growth) ** 6) == pytest.approx(float(alone.level), rel=1e-9)
    shares = [each for each in one.conditions if each.kind == "shares"]
    assert [each.growth for each in shares] == [one.need.growth] * 2
    assert sum(each.level for each in shares) == 3_000_000_000


def test_product_groups_have_their_conditions_where_official_figures_give_them() -> None:
    grain = [
        msgspec.structs.replace(flow(way, "LAO", 2024, "200000", "goods"), sector="agriculture", id=f"grain-{way}")
        for way in ("export", "import")
    ]
    one = only(looked([*official(), *grain]))
    alone = next(each for each in one.conditions if each.part == "agriculture" and each.kind == "alone")
    assert alone.base == 400_000_000
    assert alone.level == 400_000_000 + 3_000_000_000 - 1_064_000_000
    assert alone.years is None


def test_prices_and_volume_make_up_the_growth_that_is_needed() -> None:
    one = only(looked(official()))
    assert [real.prices for real in one.real] == [Decimal(0), Decimal("0.02"), Decimal("0.03")]
    for real in one.real:
        assert float((1 + real.prices) * (1 + real.growth)) == pytest.approx(float(1 + one.need.growth), abs=1e-10)
    assert one.real[0].part == 0
    assert float(one.real[1].part) == pytest.approx(math.log(1.02) / math.log(float(1 + one.need.growth)), abs=1e-10)


def test_a_case_may_name_its_own_prices() -> None:
    info = msgspec.structs.replace(INFO, inflation=(Decimal("0.05"),))
    assert [real.prices for real in only(looked(official(), info=info)).real] == [Decimal("0.05")]


def test_past_growth_is_split_by_the_consumer_prices_known_on_the_day() -> None:
    (pace,) = looked(official()).paces
    assert (pace.first, pace.last) == (2015, 2024)
    prices = (Decimal("313.689") / Decimal("237.017")) ** (Decimal(1) / 9) - 1
    assert float(pace.prices) == pytest.approx(float(prices), abs=1e-10)
    early = msgspec.structs.replace(INFO, as_of=dt.date(2024, 12, 31))
    assert looked(official(), info=early).paces[0].last == 2023


def test_the_same_case_gives_the_same_bytes() -> None:
    first, second = (msgspec.json.encode(looked(official())) for _ in range(2))
    assert first == second
    assert msgspec.json.decode(first, type=Outlook) == looked(official())
