"""What the brief counts as holding or conflicting, and what it calls one fact from several sources."""

from __future__ import annotations

import msgspec
import pytest
from lxml import html

from karvon.brief import render_html
from karvon.brief.checks import standing_of
from karvon.brief.front import CONFLICTS, HOLDS, standing
from karvon.model.ledger import Check, Fact
from karvon.model.results import Results
from karvon.model.values import Interval

NOTHING = Interval(None, None, None)
OFFICIAL = "indicator_values/kgz-export-2023"
OTHER_OFFICIAL = "indicator_values/tjk-import-2023"
PRESS = "indicator_values/joint-2025"


def check(terms: tuple[str, ...], against: tuple[str, ...], verdict: str = "conflict") -> Check:
    return Check(
        id=f"{terms[0]}-{against[0]}",
        rule="two_figures",
        operator="equal",
        verdict=verdict,
        terms=terms,
        against=against,
        computed=NOTHING,
        stated=NOTHING,
        unit="USD",
    )


def with_checks(results: Results, *checks: Check, facts: tuple[Fact, ...] = ()) -> Results:
    ledger = msgspec.structs.replace(results.ledger, checks=checks, facts=facts)
    return msgspec.structs.replace(results, ledger=ledger)


def test_statistics_do_not_conflict_because_a_report_contradicts_them(results: Results) -> None:
    found = standing(with_checks(results, check((PRESS,), (OFFICIAL,))))
    assert found[CONFLICTS] == (PRESS,)


def test_statistics_that_a_report_contradicts_still_hold_by_another_check(results: Results) -> None:
    agreed = check((OFFICIAL,), ("c0ffee0009",), "within_rounding")
    found = standing(with_checks(results, check((PRESS,), (OFFICIAL,)), agreed))
    assert OFFICIAL in found[HOLDS]


def test_statistics_that_contradict_each_other_conflict(results: Results) -> None:
    found = standing(with_checks(results, check((OFFICIAL,), (OTHER_OFFICIAL,))))
    assert set(found[CONFLICTS]) == {OFFICIAL, OTHER_OFFICIAL}


PAIR = ("c0ffee0002", PRESS)


def fact(verdict: str) -> Fact:
    return Fact(id="one", figures=PAIR, number=NOTHING, verdict=verdict)


def test_a_fact_stands_as_its_verdict_and_never_better_than_a_check_of_its_own_figures() -> None:
    doubt = check(PAIR[:1], PAIR[1:], "cannot_tell")
    assert standing_of(fact("consistent"), ()) == "holds"
    assert standing_of(fact("conflict"), ()) == "conflicts"
    assert standing_of(fact("within_rounding"), (doubt,)) == "unjudged"
    assert standing_of(fact("conflict"), (doubt,)) == "conflicts"


@pytest.mark.parametrize(("verdict", "compatible"), [("consistent", True), ("conflict", False), ("cannot_tell", False)])
def test_only_facts_that_hold_are_called_compatible(results: Results, verdict: str, *, compatible: bool) -> None:
    case = with_checks(results, check(PAIR[:1], ("c0ffee0009",), verdict), facts=(fact(verdict),))
    for lang, words in (("en", "in compatible numbers"), ("ru", "совместимыми числами")):
        tree: html.HtmlElement = html.document_fromstring(render_html(case, lang))
        captions = [str(one.text_content()) for one in tree.xpath("//section[@id='facts']//caption")]
        assert len(captions) == 1
        assert (words in captions[0]) == compatible
