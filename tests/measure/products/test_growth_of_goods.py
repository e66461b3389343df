"""Everything goods tell about a pair comes from one call, with what keeps it from being whole."""

import polars as pl
import pytest
from tests.measure.products import made

from karvon.measure.flows.schema import empty
from karvon.measure.products.growth import CLASSES, Known, choose, growth
from karvon.model.products import Growth
from karvon.model.vocabulary import codes

PAIR = ("LAO", "NPL")
DEFINITIONS = pl.DataFrame(
    {"definition": ["half"] * len(made.CODES), "code": made.CODES, "part": [0.0, 1.0] * (len(made.CODES) // 2)},
    schema=CLASSES,
)
KNOWN = Known(
    definitions=lambda _: DEFINITIONS, neighbours={"LAO": ("THA", "VNM", "CHN"), "NPL": ("IND", "CHN")}, top=5
)


def found(flows: pl.DataFrame, until: int = 2030, known: Known = KNOWN) -> Growth:
    """Return what goods tell about the made-up pair."""
    answer = growth(flows.lazy(), PAIR, until, known)
    assert answer is not None
    return answer


@pytest.fixture(scope="module")
def whole() -> Growth:
    return found(made.flows())


def test_the_last_year_that_both_report_is_looked_at() -> None:
    flows = made.flows()
    late = flows.filter((pl.col("year") == 2021) | (pl.col("reporter") != "NPL"))
    assert found(flows).year == 2022
    assert found(flows, until=2021).year == 2021
    assert found(late).year == 2021
    assert choose(flows.lazy(), PAIR, 2020) is None


def test_exporters_alone_are_enough_as_in_baci() -> None:
    flows = made.flows().filter((pl.col("flow") == "export") & (pl.col("partner") != "WLD"))
    answer = found(flows)
    assert answer.whole
    assert answer.flows[0].value == sum(made.values(2022)[0, 1])


def test_the_finest_level_of_code_is_taken() -> None:
    chapters = made.flows().with_columns(code=pl.col("code").str.head(2))
    assert found(chapters).digits == 2
    assert found(pl.concat([chapters, made.flows()])).digits == 6


def test_a_table_without_the_pair_or_without_goods_gives_nothing() -> None:
    assert growth(empty().lazy(), PAIR, 2030) is None
    assert growth(made.flows().filter(pl.col("reporter") == "CHN").lazy(), ("LAO", "FRA"), 2030) is not None
    assert growth(made.flows().lazy(), ("LAO", "UZB"), 2030) is None
    assert growth(made.flows().with_columns(classification=pl.lit("SITC3")).lazy(), PAIR, 2030) is None


def test_both_directions_are_told_the_largest_first(whole: Growth) -> None:
    for kind in (whole.points, whole.widening, whole.substitution):
        assert {(one.exporter, one.importer) for one in kind} == {PAIR, PAIR[::-1]}
        assert len(kind) <= 2 * KNOWN.top
    forth = [one.unrealised for one in whole.points if one.exporter == "LAO"]
    assert forth == sorted(forth, reverse=True)


def test_every_reason_has_its_words(whole: Growth) -> None:
    told = {reason for one in whole.points for reason in one.reasons}
    assert told
    assert told <= codes("growth_reasons")


def test_growing_demand_and_common_borders_are_reasons() -> None:
    known = KNOWN._replace(neighbours={"LAO": ("NPL",)})
    answer = found(made.flows(), known=known)
    assert {"border" in one.reasons for one in answer.points if one.exporter == "LAO"} == {True}
    assert {"border" in one.reasons for one in answer.points if one.exporter == "NPL"} == {False}
    assert {"growing" in one.reasons for one in answer.points} == {True, False}
    alone = found(made.flows(years=(2022,)))
    assert not any("growing" in one.reasons for one in alone.points)


def test_flows_as_a_whole_are_described(whole: Growth) -> None:
    forth = whole.flows[0]
    sold = made.values(2022)[0, 1]
    assert (int(forth.value), forth.goods, int(forth.mirrored)) == (int(sold.sum()), int((sold > 0).sum()), 0)
    assert float(forth.herfindahl or 0) == pytest.approx(((sold / sold.sum()) ** 2).sum(), abs=1e-6)
    assert forth.complementarity is not None
    assert 0 < forth.complementarity < 100
    assert forth.eci is not None
    assert whole.two_way is not None


def test_growth_is_taken_apart_between_the_years_of_the_files(whole: Growth) -> None:
    assert {(one.first, one.last) for one in whole.changes} == {(2021, 2022)}
    for one in whole.changes:
        parts = one.entered - one.left + one.price + one.volume + one.unmeasured
        assert abs(parts - (one.end - one.start)) <= 3
    assert found(made.flows(years=(2022,))).changes == ()


def test_non_commodities_go_to_the_partner_to_neighbours_and_to_the_world(whole: Growth) -> None:
    last = {(one.exporter, one.to): one for one in whole.shares if one.year == 2022}
    sold = made.values(2022)[0]
    assert last["LAO", "partner"].total == sold[1].sum()
    places = [made.COUNTRIES.index(code) for code in KNOWN.neighbours["LAO"]]
    assert last["LAO", "neighbours"].total == sold[places].sum()
    assert last["LAO", "neighbours"].noncommodity == sold[places][:, 1::2].sum()
    assert last["LAO", "world"].total == sold.sum()
    assert {one.to for one in whole.rises} == {"neighbours"}
    assert whole.open


def test_a_small_pair_is_told_what_is_missing() -> None:
    answer = found(made.flows(made.FEW))
    assert not answer.whole
    assert [one.code for one in answer.findings] == ["growth.few_reporters"]
    silent = found(made.flows(("LAO",)))
    assert [one.code for one in silent.findings] == ["growth.few_reporters", "growth.unknown"]
    assert silent.flows[0].eci is None


def test_a_country_that_does_not_report_is_seen_through_its_partners() -> None:
    others = tuple(code for code in made.COUNTRIES if code != "NPL")
    answer = found(made.flows(others))
    assert [one.code for one in answer.findings] == ["growth.silent"]
    assert answer.flows[1].mirrored == answer.flows[1].value > 0


def test_tariffs_that_are_known_stand_beside_the_points_and_move_them() -> None:
    table = pl.DataFrame(
        {
            "importer": ["NPL"] * 2,
            "exporter": ["", "LAO"],
            "code": ["", ""],
            "tariff": [0.2, 0.0],
            "transport": [None, 0.03],
        }
    )
    plain, moved = (found(made.flows(), known=KNOWN._replace(access=one)) for one in (None, table))
    before = {one.code: one for one in plain.points if one.exporter == "LAO"}
    after = {one.code: one for one in moved.points if one.exporter == "LAO"}
    for code in before.keys() & after.keys():
        assert float(after[code].potential) == pytest.approx(float(before[code].potential) * 1.2**5, rel=1e-2)
        assert "preferred" in after[code].reasons
        assert float(after[code].transport or 0) == 0.03


def test_the_same_flows_give_the_same_answer_in_any_order() -> None:
    flows = made.flows()
    assert found(flows.sample(fraction=1.0, shuffle=True, seed=1)) == found(flows)
