"""A moved point inside one document is a slip; the same digits anywhere else prove nothing."""

from typing import Any

from tests.reconcile.making import claim, codes, document, ids, ledger, named, of, row

from karvon.model.ledger import Check

PAGE = "https://example.org/slip"


def slips(*amounts: str, **slots: Any) -> list[Check]:
    """Return the slips in one page that gives these amounts for a portfolio."""
    told = [claim(text, "project_value", text, "2023-02-22", subject="projects", **slots) for text in amounts]
    return of(ledger(claims=told, documents=[document(published="2023-02-22", url=PAGE)]), "unit_slip")


def test_a_headline_ten_times_its_text_is_a_slip_with_its_cause_established() -> None:
    (check,) = slips("2.1 billion", "21 billion")
    assert (check.operator, check.verdict) == ("equal", "conflict")
    (cause,) = check.causes
    assert (cause.code, cause.established) == ("unit_slip", True)
    assert set(cause.evidence) == {"2.1 billion", "21 billion"}
    assert named(check) == ({"21 billion"}, {"2.1 billion"})


def test_a_hundred_and_a_thousand_times_are_slips_and_other_factors_are_none() -> None:
    assert slips("2.1 million", "210 million")
    assert slips("2.1 million", "2.1 billion")
    assert not slips("2.1 billion", "4.2 billion")
    assert not slips("2.1 billion", "21.7 billion")
    assert slips("2.1 billion", "21.4 billion")


def test_a_slip_is_told_once_and_not_as_two_figures() -> None:
    told = [claim(text, "project_value", text, "2023-02-22") for text in ("2.1 billion", "21 billion")]
    found = ledger(claims=told, documents=[document(published="2023-02-22")])
    assert [check.rule for check in found.checks] == ["unit_slip"]
    assert {fact.verdict for fact in found.facts} == {"conflict"}


def test_the_value_that_other_sources_give_is_the_one_held_against_the_slip() -> None:
    told = [claim(text, "project_value", text, "2023-02-22") for text in ("2.1 billion", "21 billion")]
    known = row("known", "project_value", "21 billion", "2023-03-01", subject="joint")
    (check,) = of(ledger([known], told, [document(published="2023-02-22")]), "unit_slip")
    assert named(check) == ({"2.1 billion"}, {"21 billion"})
    assert ids("known") <= set(check.causes[0].evidence)


def test_one_digit_or_a_list_of_values_is_no_slip() -> None:
    assert not slips("2 million", "20 million")
    assert not slips("2.1 million", "21 million", "37 million")


def test_two_things_stages_or_periods_of_one_document_are_no_slip() -> None:
    pages = [document(published="2023-02-22")]
    for one, other in (
        ({"subject": "joint projects"}, {"subject": "investment projects"}),
        ({"stage": "done"}, {"stage": "studied"}),
        ({"territory": "LAO"}, {"territory": "NPL"}),
        ({"status": "plan"}, {"status": "actual"}),
    ):
        told = [
            claim("a", "project_value", "2.1 billion", "2023-02-22", **one),
            claim("b", "project_value", "21 billion", "2023-02-22", **other),
        ]
        assert not of(ledger(claims=told, documents=pages), "unit_slip")
    told = [claim("a", "export", "2.1 billion", "2022"), claim("b", "export", "21 billion", "2023")]
    assert not of(ledger(claims=told, documents=pages), "unit_slip")


def test_two_documents_give_a_candidate_only_and_two_sides_not_even_that() -> None:
    def pair(**slots: str) -> Check:
        told = [
            row("a", "project_value", "2.1 billion", "2023-02-22", subject="joint", **slots),
            row("b", "project_value", "21 billion", "2023-02-22", subject="joint", side="NPL"),
        ]
        (check,) = ledger(told).checks
        return check

    assert pair().causes[0].code == "unit_slip"
    assert not pair().causes[0].established
    assert "unit_slip" not in codes(pair(side="LAO"))
