"""Dates and stages of one thing: what contradicts, and what only sounds as if it did."""

import datetime as dt

from tests.reconcile.making import document, ledger, registered, value

from karvon.model.claim import Claim
from karvon.model.ledger import Check
from karvon.model.row import Row


def said(name: str, kind: str, date: str, status: str = "actual", *, stage: str = "", subject: str = "centre") -> Row:
    """Return a milestone of one thing."""
    cells = {"subject": subject, "kind": kind, "date": date, "status": status, "source_url": f"https://e.org/{name}"}
    return registered("milestones", name, **cells, **({"stage": stage} if stage else {}))


def checks(*rows: Row) -> list[Check]:
    """Return the checks of a case that holds milestones only."""
    return list(ledger(rows=rows).checks)


def step(name: str, party: str, status: str, date: str = "", reported: str = "") -> Row:
    """Return a step of one agreement."""
    cells = {"agreement": "pact", "party": party, "status": status, "date": date, "source_date": reported}
    return registered("agreement_steps", name, **{key: text for key, text in cells.items() if text})


def test_launched_and_under_construction_on_one_day_conflict() -> None:
    launched = said("a", "launched", "2025-11-15")
    building = said("b", "status_reported", "2025-11-15", stage="under_construction")
    (check,) = checks(launched, building)
    assert (check.rule, check.verdict, check.unit) == ("milestone_stage", "conflict", "stage")
    assert (check.terms, check.against) == (("milestones/a",), ("milestones/b",))
    assert value(check) == (6, 4)
    assert not any(cause.established for cause in check.causes)


def test_construction_before_a_launch_is_no_conflict() -> None:
    assert not checks(
        said("a", "launched", "2025-11-15"), said("b", "status_reported", "2024-11-15", stage="under_construction")
    )


def test_openings_planned_for_two_years_conflict_once_however_many_say_so() -> None:
    plans = [
        said("a", "opened", "2026", "plan"),
        said("b", "opened", "2027", "plan"),
        said("c", "opened", "2027", "plan"),
    ]
    (check,) = checks(*plans)
    assert (check.rule, check.unit) == ("milestone_dates", "date")
    assert [str(end.low) for end in (check.computed, check.stated)] == ["20260101", "20270101"]


def test_a_plan_for_a_day_inside_the_planned_year_is_no_conflict() -> None:
    assert not checks(said("a", "opened", "2026", "plan"), said("b", "opened", "2026-05", "plan"))


def test_an_opening_still_planned_after_a_launch_conflicts() -> None:
    (check,) = checks(said("a", "launched", "2025-11-15"), said("b", "opened", "2026", "plan"))
    assert (check.rule, check.verdict) == ("milestone_stage", "conflict")


def test_a_thing_launched_twice_is_announced_more_than_once() -> None:
    (check,) = checks(said("a", "launched", "2022-12-22"), said("b", "launched", "2025-11"))
    assert (check.rule, check.verdict) == ("milestone_repeated", "conflict")
    assert check.causes[0].code == "repeated_creation"


def test_a_contract_signed_after_a_launch_cannot_be_judged() -> None:
    signed = said("b", "contract_signed", "2026-03-03")
    (check,) = checks(said("a", "launched", "2025-11-15"), signed)
    assert check.verdict == "cannot_tell"


def test_different_things_never_contradict_each_other() -> None:
    assert not checks(said("a", "launched", "2022-12-22"), said("b", "launched", "2025-11", subject="other"))


def test_a_step_that_a_later_source_denies_is_a_conflict() -> None:
    (check,) = checks(
        step("a", "THA", "acceded", "2024-04"), step("b", "THA", "intends_to_accede", reported="2024-09-19")
    )
    assert (check.rule, check.verdict) == ("step_order", "conflict")


def test_one_step_on_two_days_is_a_conflict_and_a_later_one_is_not() -> None:
    (check,) = checks(step("a", "THA", "acceded", "2024-09-08"), step("b", "THA", "signed", "2024-09-18"))
    assert check.rule == "step_dates"
    assert not checks(step("a", "THA", "signed", "2024-09-08"), step("b", "THA", "ratified", "2025-03-18"))


def test_a_document_that_calls_a_registered_thing_unfinished_is_heard() -> None:
    centre = registered("hubs", "centre", name_en="Northern Gate centre", name_ru="Центр «Северные ворота»")
    stated = Claim(
        id="c",
        document="note.txt",
        kind="institution",
        start=0,
        end=9,
        quote="строящийся центр «Северные ворота»",
        subject="центру «Северные ворота»",
        stage="under_construction",
    )
    day = dt.date(2025, 11, 15).isoformat()
    found = ledger(claims=[stated], documents=[document(published=day)], rows=[centre, said("a", "launched", day)])
    (check,) = found.checks
    assert (check.terms, check.against, check.verdict) == (("milestones/a",), ("c",), "conflict")


def test_being_created_and_created_on_one_day_agree() -> None:
    assert not checks(
        said("a", "created", "2025-11-15"), said("b", "status_reported", "2025-11-15", stage="being_created")
    )


def test_one_opening_told_by_two_sources_contradicts_a_launch_once() -> None:
    plans = [said(name, "opened", "2027", "plan") for name in ("b", "c")]
    assert len(checks(said("a", "launched", "2025-11-15"), *plans)) == 1
