"""A person has the last word on a check: by name, with a reason, after every new run, and is told what moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from karvon import case as cases
from karvon.brief import render_docx, render_html
from karvon.brief.exports import export
from karvon.case import Case, CaseError
from karvon.model.ledger import Check
from karvon.model.results import Results
from karvon.say.findings import finding

TEXT = """Summary, not the original
Source: {outlet}
Date: {day} June 2024
Address: https://example.org/{outlet}

Trade between Kyrgyzstan and Tajikistan reached {amount} million US dollars in 2023. More words follow here.
"""
WHEN = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)
A, B = "A. Analyst", "B. Editor"
WHY = "the second counts transit"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = cases.new(tmp_path / "pair", ("KGZ", "TJK"), as_of=dt.date(2026, 3, 31))
    write(made, "one", "320")
    write(made, "two", "470", day=2)
    return made


def write(case: Case, outlet: str, amount: str, day: int = 1, before: str = "") -> None:
    text = TEXT.format(outlet=outlet, amount=amount, day=day)
    head, _, body = text.rpartition("\n\n")
    path = case.folder / "documents" / f"{outlet}.txt"
    path.write_text(f"{head}\n\n{before}{body}", encoding="utf-8")


def clash(results: Results) -> Check:
    (found,) = [check for check in results.ledger.checks if check.rule == "two_figures"]
    return found


def judge(case: Case, verdict: str = "different_definition", cause: str | None = "coverage", who: str = A) -> None:
    case.judge(clash(case.run()).id, verdict, cause, why=WHY, who=who, when=WHEN)


def told(results: Results) -> list[str]:
    """Return the codes of the findings about overrides, each said in both languages."""
    found = [one for one in results.findings if one.code.startswith("override.")]
    assert all(one.file in finding(one, lang) for one in found for lang in ("ru", "en"))
    return [one.code.removeprefix("override.") for one in found]


def states(results: Results) -> list[str]:
    return [one.state for one in results.overrides]


def test_a_verdict_given_holds_in_checks_facts_and_frames_and_the_computed_one_stays_visible(case: Case) -> None:
    before = case.run()
    assert clash(before).verdict == "conflict"
    assert {fact.verdict for fact in before.ledger.facts} == {"conflict"}
    judge(case)
    results = case.run()
    check = clash(results)
    assert (check.verdict, check.causes[0].code) == ("different_definition", "coverage")
    assert {fact.verdict for fact in results.ledger.facts} == {"different_definition"}
    (one,) = results.overrides
    assert (one.target, one.computed, one.state, one.who, one.why) == (check.id, "conflict", "applied", A, WHY)
    assert told(results) == []
    frame = case.ledger().row(by_predicate=None, index=0, named=True)
    assert (frame["verdict"], frame["computed_verdict"], frame["judged_by"]) == ("different_definition", "conflict", A)


def test_what_a_person_calls_consistent_has_no_cause_to_look_for(case: Case) -> None:
    judge(case, "consistent", None)
    assert clash(case.run()).causes == ()


def test_the_verdict_is_a_revision_and_a_second_one_follows_it(case: Case) -> None:
    judge(case)
    judge(case, "cannot_tell", None, who=B)
    results = case.run()
    assert clash(results).verdict == "cannot_tell"
    with case.registry() as registry:
        past = registry.history("overrides")
    assert [(one.row.id, one.recorded_by, one.reason, one.row.get("was")) for one in past] == [
        (past[0].row.id, A, WHY, "conflict"),
        (past[0].row.id, B, WHY, "conflict"),
    ]


def test_a_verdict_outlives_texts_that_change_around_its_words(case: Case) -> None:
    judge(case)
    before = clash(case.run())
    write(case, "one", "320", before="Some other words come first. ")
    results = case.run()
    assert clash(results).id != before.id
    assert clash(results).verdict == "different_definition"
    assert (states(results), told(results)) == (["applied"], [])


def test_a_further_source_leaves_the_verdict_and_is_told_as_new_evidence(case: Case) -> None:
    judge(case)
    write(case, "three", "320", day=3)
    results = case.run()
    assert clash(results).verdict == "different_definition"
    assert (states(results), told(results)) == (["changed"], ["evidence_changed"])
    (changed,) = [one for one in results.findings if one.code == "override.evidence_changed"]
    assert dict(changed.params)["was_figures"] == "2"
    assert dict(changed.params)["now_figures"] == "3"
    judge(case)
    assert (states(case.run()), told(case.run())) == (["applied"], [])


def test_a_more_precise_source_takes_the_place_of_a_figure_and_the_verdict_stays_with_the_check(case: Case) -> None:
    judge(case)
    write(case, "three", "320.4", day=3)
    results = case.run()
    assert clash(results).verdict == "different_definition"
    assert told(results) == ["evidence_changed"]


def test_another_number_is_told_with_both_numbers(case: Case) -> None:
    judge(case)
    write(case, "one", "321")
    results = case.run()
    found = [one for one in results.findings if one.code.startswith("override.")]
    assert [one.code for one in found] == ["override.check_lost"], "other words are another figure"
    assert clash(results).verdict == "conflict"
    assert states(results) == ["waiting"]
    write(case, "one", "320")
    assert clash(case.run()).verdict == "different_definition"


def test_a_verdict_that_is_computed_by_now_is_told_as_confirmed(case: Case) -> None:
    judge(case, "conflict", None)
    assert (states(case.run()), told(case.run())) == (["confirmed"], ["confirmed"])


def test_a_check_that_vanished_is_told_and_its_verdict_waits(case: Case) -> None:
    judge(case)
    path = case.folder / "documents" / "two.txt"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    results = case.run()
    assert told(results) == ["check_lost"]
    assert results.overrides == (), "what rests on an unknown document is not shown"
    path.write_text(text, encoding="utf-8")
    assert states(case.run()) == ["applied"]


def test_a_verdict_on_later_documents_is_not_shown_on_an_earlier_day(case: Case) -> None:
    judge(case)
    path = case.folder / "case.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-03-31", "2024-06-01"), encoding="utf-8")
    results = cases.open(case.folder).run()
    assert results.overrides == ()
    for lang in ("ru", "en"):
        page = render_html(results, lang)
        assert A not in page
        assert "two.txt" not in page


def test_a_withdrawn_verdict_no_longer_holds_and_stays_in_the_history(case: Case) -> None:
    judge(case)
    case.unjudge(clash(case.run()).id[:8], why="a mistake", who=B, when=WHEN)
    results = case.run()
    assert (clash(results).verdict, results.overrides) == ("conflict", ())
    with case.registry() as registry:
        assert [one.retired for one in registry.history("overrides")] == [False, True]


def test_what_cannot_be_judged_so_is_refused_in_words(case: Case) -> None:
    check = clash(case.run()).id
    calls: dict[str, Callable[[], object]] = {
        "no_check": lambda: case.judge("ffff", "conflict", why=WHY),
        "slot_code": lambda: case.judge(check, "nonsense", why=WHY),
        "slot_code_meant": lambda: case.judge(check, "conflict", "coverag", why=WHY),
        "why_empty": lambda: case.judge(check, "conflict", why=" "),
        "no_override": lambda: case.unjudge(check, why=WHY),
    }
    for problem, call in calls.items():
        with pytest.raises(CaseError) as caught:
            call()
        assert caught.value.finding.code == f"case.{problem}"
        assert all(finding(caught.value.finding, lang) for lang in ("ru", "en"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_brief_and_exports_name_who_judged_and_what_was_computed(case: Case, lang: str) -> None:
    judge(case)
    write(case, "three", "320", day=3)
    results = case.run()
    page = render_html(results, lang)
    computed = {"ru": "противоречие", "en": "conflict"}[lang]
    changed = {"ru": "данные изменились", "en": "evidence has changed"}[lang]
    assert page.count(A) >= 2
    assert all(said in page for said in (WHY, computed, changed))
    assert render_docx(results, lang)
    assert A in export(results, "claimreview", lang).decode()
    assert export(results, "xlsx", lang) != export(msgspec.structs.replace(results, overrides=()), "xlsx", lang)


def test_overrides_travel_as_a_table_like_all_others(case: Case, tmp_path: Path) -> None:
    judge(case)
    assert case.dump(tmp_path / "dump") == ()
    other = cases.new(tmp_path / "other", ("KGZ", "TJK"), as_of=dt.date(2026, 3, 31))
    other.add([case.folder / "documents"])
    assert other.load([tmp_path / "dump" / "overrides.csv"], who=B).findings == ()
    assert clash(other.run()).verdict == "different_definition"
    other.dump(tmp_path / "again")
    assert (tmp_path / "again" / "overrides.csv").read_bytes() == (tmp_path / "dump" / "overrides.csv").read_bytes()


def test_a_table_of_overrides_whose_evidence_is_none_is_refused(case: Case, tmp_path: Path) -> None:
    header = "id,judged,rule,verdict,cause,was,evidence,who,why,made_on"
    path = tmp_path / "overrides.csv"
    path.write_text(f"{header}\nx,abc,two_figures,conflict,,conflict,words,A,B,2026-01-01\n", encoding="utf-8")
    assert [one.code for one in case.load([path]).findings] == ["table.evidence"]


def test_of_two_verdicts_on_one_check_the_later_holds_and_the_other_is_told(case: Case) -> None:
    judge(case)
    with case.registry() as registry:
        (row,) = registry.rows("overrides")
        later = {**row.cells, "id": "later", "verdict": "cannot_tell", "made_on": "2026-04-02"}
        registry.append("overrides", [later], who=B, why="again", when=WHEN)
    results = case.run()
    assert clash(results).verdict == "cannot_tell"
    assert told(results) == ["same_check"]
