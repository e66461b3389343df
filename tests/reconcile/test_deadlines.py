"""What was to be done by a day: kept, late, or not to be told."""

from tests.reconcile.making import ledger, of, registered

from karvon.model.ledger import Check
from karvon.model.row import Row


def due(day: str, name: str = "due") -> Row:
    """Return the day by which an agreement was to be adopted."""
    return registered("milestones", name, subject="pact", kind="adoption_due", date=day, status="instruction")


def signed(party: str, day: str, name: str = "") -> Row:
    """Return a signature under the agreement."""
    cells = {"agreement": "pact", "party": party, "status": "signed", "date": day}
    return registered("agreement_steps", name or f"{party.lower()}-{day}", **cells)


def event(name: str, kind: str, day: str, status: str = "actual") -> Row:
    """Return a milestone of a plant."""
    return registered("milestones", name, subject="plant", kind=kind, date=day, status=status)


def kept(*rows: Row) -> list[Check]:
    """Return the checks of deadlines."""
    return of(ledger(rows=rows), "deadline_kept")


def test_an_agreement_signed_after_the_day_set_for_it_is_late() -> None:
    (check,) = kept(due("2024-09"), signed("LAO", "2025-03-15"), signed("NPL", "2025-03-15"))
    assert (check.operator, check.unit, check.verdict) == ("order", "date", "late")
    assert (check.terms, check.against) == (("agreement_steps/lao-2025-03-15",), ("milestones/due",))
    assert (str(check.computed.value), str(check.stated.high)) == ("20250315", "20240930")
    assert not check.causes


def test_the_last_party_to_sign_for_the_first_time_completes_an_agreement() -> None:
    rows = [signed("LAO", "2024-08-01"), signed("NPL", "2024-10-02"), signed("NPL", "2025-05-05")]
    (check,) = kept(due("2024-09"), *rows)
    assert (check.verdict, check.terms) == ("late", ("agreement_steps/npl-2024-10-02",))


def test_an_agreement_signed_within_the_month_set_for_it_is_in_time() -> None:
    assert [check.verdict for check in kept(due("2024-09"), signed("LAO", "2024-09-20"))] == ["consistent"]


def test_a_signature_of_which_only_the_year_is_known_may_be_in_time() -> None:
    assert [check.verdict for check in kept(due("2024-09"), signed("LAO", "2024"))] == ["cannot_tell"]


def test_an_agreement_that_is_only_negotiated_keeps_no_deadline() -> None:
    talks = registered("agreement_steps", "t", agreement="pact", party="LAO", status="negotiated", date="2025-01-01")
    assert not kept(due("2024-09"), talks)


def test_a_planned_event_that_came_after_its_day_is_late_and_one_in_time_is_not_mentioned() -> None:
    late = [event("plan", "completed", "2023", "plan"), event("done", "completed", "2025-03")]
    (check,) = kept(*late)
    assert (check.verdict, check.terms, check.against) == ("late", ("milestones/done",), ("milestones/plan",))
    assert not kept(event("plan", "completed", "2025", "plan"), event("done", "completed", "2025-03"))


def test_a_deadline_told_twice_is_missed_once() -> None:
    assert len(kept(due("2024-09"), due("2024-09", "again"), signed("LAO", "2025-03-15"))) == 1
