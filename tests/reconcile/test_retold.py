"""One statement through several outlets: a number may be rounded or made exact, but not drift."""

from __future__ import annotations

from typing import Any

from tests.reconcile.making import claim, codes, document, ledger, of

from karvon.model.ledger import Check, Ledger

SPEAKER = "Somchai Vong"


def retold(*tellings: tuple[str, str], speaker: str | None = SPEAKER, days: tuple[str, ...] = ()) -> Ledger:
    """Return the ledger of texts, one per outlet, that tell last year's turnover in one speaker's words."""
    pages, claims = [], []
    for place, (text, bound) in enumerate(tellings):
        day = days[place] if days else f"2024-08-0{place + 1}"
        file = f"page-{place}.txt"
        pages.append(document(file, day, url=f"https://outlet-{place}.example/news"))
        slots: dict[str, Any] = {"document": file, "speaker": speaker, "subject": "turnover", "bound": bound}
        claims.append(claim(f"c{place}", "trade_turnover", text, "2023", **slots))
    return ledger(claims=claims, documents=pages)


def test_a_bound_that_is_lost_and_a_number_that_grows_are_drift() -> None:
    found = retold(("4 billion", "gt"), ("4 billion", "eq"), ("5 billion", "approx"))
    first, second = sorted(of(found, "retold"), key=lambda check: check.terms)
    assert (first.terms, first.against, first.verdict) == (("c1",), ("c0",), "cannot_tell")
    assert codes(first) == ["rewriting_drift", "different_bound"]
    assert (second.terms, second.against) == (("c2",), ("c1",))
    assert all(cause.evidence == ("c0", "c1", "c2") for check in (first, second) for cause in check.causes)


def test_numbers_no_telling_allows_together_are_a_contradiction_told_once() -> None:
    found = retold(("4.2 billion", "eq"), ("5.1 billion", "eq"))
    assert [check.verdict for check in of(found, "retold")] == ["conflict"]
    assert not of(found, "two_figures")


def test_rounding_and_naming_the_exact_number_are_no_drift() -> None:
    assert not of(retold(("4.42 billion", "eq"), ("4.4 billion", "eq")), "retold")
    assert not of(retold(("4 billion", "gt"), ("4.4 billion", "eq")), "retold")
    assert not of(retold(("4 billion", "gt"), ("4 billion", "gt")), "retold")


def test_other_words_other_days_and_nobodys_words_make_no_chain() -> None:
    two = (("4.2 billion", "eq"), ("5.1 billion", "eq"))
    assert not of(retold(*two, speaker=None), "retold")
    assert not of(retold(*two, days=("2024-08-01", "2024-09-01")), "retold")


def test_a_page_that_gives_several_numbers_makes_no_chain() -> None:
    page = document("a.txt", "2024-08-01", url="https://a.example")
    other = document("b.txt", "2024-08-01", url="https://b.example")
    numbers = [("a.txt", "4.2 billion"), ("a.txt", "6 billion"), ("b.txt", "5.1 billion")]
    claims = [
        claim(f"c{place}", "trade_turnover", text, "2023", document=file, speaker=SPEAKER)
        for place, (file, text) in enumerate(numbers)
    ]
    assert not of(ledger(claims=claims, documents=[page, other]), "retold")


def test_one_office_is_one_speaker_in_both_languages() -> None:
    def told(*roles: str) -> list[Check]:
        pages = [document(f"{place}.txt", f"2024-06-0{place + 2}") for place in range(2)]
        bounds = ("approx", "gt")
        claims = [
            claim(f"c{place}", "trade_turnover", "750 million", "2023", document=f"{place}.txt", role=role,
                  bound=bounds[place], reporter="LAO")
            for place, role in enumerate(roles)
        ]  # fmt: skip
        return of(ledger(claims=claims, documents=pages), "retold")

    (check,) = told("министр торговли Лаоса", "trade minister of Laos")
    assert "different_bound" in codes(check)
    assert not told("министр торговли Лаоса", "transport minister of Laos")
    assert not told("посол Лаоса", "trade minister of Laos")


def test_a_name_is_one_speaker_in_both_scripts() -> None:
    pages = [document(f"{place}.txt", f"2024-06-0{place + 2}") for place in range(2)]
    claims = [
        claim("c0", "trade_turnover", "4 billion", "2023", document="0.txt", speaker="Сомчай Шайхов", bound="gt"),
        claim("c1", "trade_turnover", "4 billion", "2023", document="1.txt", speaker="Somchai Shaykhov"),
    ]
    assert len(of(ledger(claims=claims, documents=pages), "retold")) == 1
