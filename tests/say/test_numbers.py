"""Numbers read as a careful editor of either language would write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvon.model.values import Interval, between, exact, written
from karvon.model.vocabulary import table
from karvon.say.numbers import amount_in, count, difference, growth, money, number, percent, quantity, scale_unit
from karvon.say.precision import rough, shown

MN, BN, TN = Decimal(10) ** 6, Decimal(10) ** 9, Decimal(10) ** 12


def spaced(text: str) -> str:
    """Show no-break spaces as "_" so that a test case says where they stand."""
    return text.replace("\u00a0", "_")


MONEY = [
    (written("4.4", BN), "USD", "eq", "4,4_млрд_долл._США", "USD_4.4_bn"),
    (written("4", BN, "gt"), "USD", "gt", "более 4_млрд_долл._США", "more than USD_4_bn"),
    (written("2.3", BN, "approx"), "USD", "approx", "около 2,3_млрд_долл._США", "about USD_2.3_bn"),
    (
        between(Decimal("2.55") * BN, Decimal("2.65") * BN),
        "USD",
        "range",
        "2,55–2,65_млрд_долл._США",
        "USD_2.55–2.65_bn",
    ),
    (written("185.1", BN), "KZT", "eq", "185,1_млрд_тенге", "KZT_185.1_bn"),
    (written("1.9", TN), "UZS", "eq", "1,9_трлн_сумов", "UZS_1.9_tn"),
    (written("5.0", BN), "EUR", "eq", "5,0_млрд_евро", "EUR_5.0_bn"),
    (written("1581.6", MN), "USD", "eq", "1_581,6_млн_долл._США", "USD_1,581.6_mn"),
    (written("900", Decimal(1000)), "RUB", "eq", "900_тыс._руб.", "RUB_900_thousand"),
    (written("900000"), "RUB", "eq", "900_000_российских рублей", "RUB_900,000"),
    (written("3", counted=True), "USD", "eq", "3_доллара США", "USD_3"),
    (exact(10 * BN), "USD", "eq", "10_млрд_долл._США", "USD_10_bn"),
    (written("-67.7", MN), "USD", "eq", "−67,7_млн_долл._США", "−USD_67.7_mn"),
]


@pytest.mark.parametrize(("known", "currency", "bound", "ru", "en"), MONEY)
def test_money_is_written_with_its_bound_scale_and_currency(
    known: Interval, currency: str, bound: str, ru: str, en: str
) -> None:
    assert spaced(money(known, currency, "ru", bound)) == ru
    assert spaced(money(known, currency, "en", bound)) == en


COUNTS = [
    (1, "project", "1_проект", "1_project"),
    (3, "project", "3_проекта", "3_projects"),
    (78, "project", "78_проектов", "78_projects"),
    (5, "hub", "5_хабов", "5_hubs"),
    (21, "job", "21_рабочее место", "21_jobs"),
    (15000, "job", "15_000_рабочих мест", "15,000_jobs"),
    (112, "country", "112_стран", "112_countries"),
    (2356, "km", "2_356_км", "2,356_km"),
]


@pytest.mark.parametrize(("things", "unit", "ru", "en"), COUNTS)
def test_nouns_agree_with_their_count(things: int, unit: str, ru: str, en: str) -> None:
    assert (spaced(count(things, unit, "ru")), spaced(count(things, unit, "en"))) == (ru, en)


def test_a_noun_after_a_bound_stands_in_the_genitive() -> None:
    assert spaced(quantity(written("41", bound="gt"), "project", "ru", "gt")) == "более 41_проекта"
    assert spaced(quantity(written("3", bound="ge"), "job", "ru", "ge")) == "не менее 3_рабочих мест"


def test_measures_and_shares() -> None:
    assert spaced(quantity(written("2.2", MN), "t", "ru")) == "2,2_млн_т"
    assert spaced(quantity(written("30"), "percent", "ru")) == "30_%"
    assert quantity(written("30"), "percent", "en") == "30%"
    assert quantity(written("18.5"), "percent", "en", change="relative_change") == "+18.5%"
    assert spaced(growth(Decimal("0.12383"), "ru")) == "12,4_%_в_год"
    assert spaced(percent(Decimal("0.815"), "en", 1)) == "81.5%"
    assert spaced(difference(Decimal("270879344.9"), "USD", "ru")) == "+271_млн_долл._США"
    assert spaced(difference(Decimal("-67679307.9"), "USD", "en")) == "−USD_67.7_mn"


def test_axis_digits_and_their_head_go_together() -> None:
    known = rough(written("4417919.2", Decimal(1000)))
    assert (amount_in(known, "billion", "ru"), spaced(scale_unit("billion", "USD", "ru"))) == ("4,42", "млрд_долл._США")
    assert (amount_in(known, "billion", "en"), spaced(scale_unit("billion", "USD", "en"))) == ("4.42", "USD_bn")
    assert scale_unit("unit", "project", "ru") == "проектов"


def test_an_interval_open_on_one_side_is_never_shown_as_a_point() -> None:
    assert spaced(money(Interval(4 * BN, 4 * BN, None), "USD", "ru")) == "не менее 4_млрд_долл._США"
    assert spaced(money(Interval(4 * BN, None, 4 * BN), "USD", "en")) == "at most USD_4_bn"
    assert spaced(money(Interval(None, 2 * BN, 3 * BN), "USD", "en")) == "USD_2–3_bn"
    assert money(Interval(None, None, None), "USD", "en") == "unknown"


def test_digits_never_say_more_than_is_known() -> None:
    assert spaced(money(written("4.40", BN), "USD", "ru")) == "4,40_млрд_долл._США"
    assert spaced(money(Interval(Decimal("2625000000"), 2524 * MN, 2726 * MN), "USD", "en")) == "USD_2.6_bn"
    assert spaced(money(written("4417919.2", Decimal(1000)), "USD", "en", digits=3)) == "USD_4.42_bn"
    assert spaced(money(written("9996", MN), "USD", "en", digits=3)) == "USD_10.0_bn"
    assert spaced(money(written("2.6", BN), "USD", "en", digits=3)) == "USD_2.6_bn"


@given(st.decimals(min_value=1, max_value=10**13, places=3), st.integers(1, 6))
def test_rounding_stays_within_half_of_the_last_digit_shown(value: Decimal, digits: int) -> None:
    known = rough(exact(value), digits)
    last = Decimal(1).scaleb(int(shown(known.value or value, known).as_tuple().exponent))
    assert abs(shown(known.value or value, known) - value) <= last / 2


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_printed_number_reads_back_as_itself(value: Decimal) -> None:
    read = number(value, "ru").replace("\u00a0", "").replace(",", ".").replace("−", "-")
    assert Decimal(read) == value


def test_every_unit_of_the_model_has_words_in_both_languages() -> None:
    for row in table("units"):
        for lang in ("ru", "en"):
            text = quantity(written("7", counted=True), row["code"], lang)
            assert text.startswith("7"), row["code"]
            assert len(text) > 1, row["code"]
