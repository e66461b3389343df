"""Announcements that texts alone tell: which thing, which event, which day, and nothing where that is not said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from tests.reconcile.making import claim, document, ledger, registered

from karvon.model.claim import Claim
from karvon.model.dates import Period, Span
from karvon.model.ledger import History


def said(name: str, kind: str, quote: str, start: int, **slots: Any) -> Claim:
    """Return a claim of a kind at a place of the document "name.txt"."""
    bare = claim(name, "jobs", "7", document=f"{name.partition('-')[0]}.txt")
    cells: dict[str, Any] = {"indicator": None, "unit": None, "value": None, "low": None, "high": None, "bound": None}
    cells |= {"kind": kind, "quote": quote, "subject": quote, "start": start, "end": start + len(quote)}
    return msgspec.structs.replace(bare, **{**cells, "period": Period(), **slots})


def promise(name: str, words: str, thing: str, until: str | None, status: str = "plan") -> list[Claim]:
    """Return a commitment with the thing that it names inside it."""
    last = dt.date.fromisoformat(until) if until else None
    period = Period(None, last, until, "deadline" if until else "open", "explicit")
    inside = said(f"{name}-thing", "institution", thing, words.index(thing))
    return [said(f"{name}-word", "commitment", words, 0, status=status, period=period), inside]


def told(
    *pages: tuple[str, str, list[Claim]], rows: tuple[Any, ...] = (), texts: Mapping[str, str] | None = None
) -> tuple[History, ...]:
    """Return the histories of documents, each with its name, its day and its claims; `texts` are their words."""
    known = texts or {}
    documents = [
        document(f"{name}.txt", day, url=f"https://example.org/{name}", text=known.get(name, f"text of {name}"))
        for name, day, _ in pages
    ]
    return ledger(claims=[one for _, _, own in pages for one in own], documents=documents, rows=rows).histories


def test_two_texts_that_move_the_day_of_one_thing_make_its_history() -> None:
    first = promise(
        "a", "The two sides plan to open the Northern Gate centre in 2025", "Northern Gate centre", "2025-12-31"
    )
    later = promise("b", "centre Northern Gate will open by the end of 2026", "centre Northern Gate", "2026-12-31")
    (found,) = told(("a", "2024-02-01", first), ("b", "2025-03-01", later))
    assert found.event == "opened"
    assert [(one.kind, one.refs) for one in found.announcements] == [("planned", ("a-word",)), ("put_off", ("b-word",))]
    assert (found.state, found.due) == ("ahead", Span(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))


def test_a_report_that_it_was_launched_keeps_the_promise_in_either_language() -> None:
    plan = promise("a", "Завод «Сарбаз» планируется запустить до 1 июля 2025 года", "Завод «Сарбаз»", "2025-07-01")
    done = said("b-thing", "institution", "заводе «Сарбаз»", 10, stage="launched", status="actual")
    (found,) = told(("a", "2024-02-01", plan), ("b", "2025-08-02", [done]))
    assert [one.kind for one in found.announcements] == ["planned", "done"]
    assert (found.event, found.state) == ("launched", "happened")


@pytest.mark.parametrize(
    ("words", "thing", "until"),
    [
        ("They plan to open the Northern Gate centre", "Northern Gate centre", None),
        ("They plan to support the Northern Gate centre until 2025", "Northern Gate centre", "2025-12-31"),
    ],
)
def test_without_a_day_or_an_event_nothing_is_due(words: str, thing: str, until: str | None) -> None:
    assert told(("a", "2024-02-01", promise("a", words, thing, until))) == ()


def test_a_thing_that_the_registry_knows_is_told_under_its_id_unless_its_rows_come_from_that_page() -> None:
    hub = registered("hubs", "gate", name_en="ICIC “Northern Gate”", name_ru="МЦ «Северные ворота»")
    plan = promise(
        "a",
        "The cooperation centre “Northern Gate” will open in 2026",
        "cooperation centre “Northern Gate”",
        "2026-12-31",
    )
    (found,) = told(("a", "2024-02-01", plan), rows=(hub,))
    assert found.subject == "gate"
    own = {"source_url": "https://example.org/a", "source_date": "2024-02-01"}
    row = registered("milestones", "m", subject="gate", kind="launched", date="2026", status="plan", **own)
    (kept,) = told(("a", "2024-02-01", plan), rows=(hub, row))
    assert [one.refs for one in kept.announcements] == [("milestones/m",)]


def test_the_one_full_date_of_a_sentence_is_the_day_it_happened() -> None:
    words = "Завод «Сарбаз» запущен 17 июня 2025 года."
    plan = promise("a", "Завод «Сарбаз» планируется запустить до 1 июня 2025 года", "Завод «Сарбаз»", "2025-06-01")
    done = said("b-thing", "institution", "Завод «Сарбаз»", 0, stage="launched", status="actual")
    (found,) = told(("a", "2024-02-01", plan), ("b", "2025-06-18", [done]), texts={"b": words})
    assert [str(one.day.first) for one in found.announcements][1:] == ["2025-06-17"]
    assert found.state == "late"


def test_a_name_in_quotation_marks_is_the_thing_of_a_commitment_that_names_no_kind_of_it() -> None:
    words = ["Теплоцентраль «Налайх» планируется ввести в эксплуатацию в 2023 году"]
    words += ["Теплоцентраль «Налайх» планируется ввести в эксплуатацию в 2026 году"]
    first, later = (
        promise(name, one, "Теплоцентраль", f"{year}-12-31")[:1]
        for name, one, year in zip("ab", words, ("2023", "2026"), strict=True)
    )
    (found,) = told(("a", "2022-09-02", first), ("b", "2024-04-05", later))
    assert [one.kind for one in found.announcements] == ["planned", "put_off"]


def signing(name: str, words: str, thing: str, **slots: Any) -> Claim:
    """Return an agreement that a text names, without its date unless it is said."""
    return said(f"{name}-deal", "agreement", thing, words.index(thing), **slots)


def test_an_agreement_to_be_signed_by_a_day_and_signed_later_is_late() -> None:
    words = "The sides agreed to sign an agreement on free trade by the end of 2024"
    period = Period(None, dt.date(2024, 12, 31), "by the end of 2024", "deadline", "explicit")
    plan = said("a-word", "commitment", words, 0, status="intention", period=period)
    deal = "Agreement on Free Trade between Laos and Nepal"
    done = signing("b", deal, deal, date_signed="2025-05-14")
    pages = (("a", "2023-12-08", [plan, signing("a", words, "agreement on free trade")]), ("b", "2025-05-15", [done]))
    (found,) = told(*pages)
    assert (found.event, found.state) == ("signed", "late")
    assert [(one.kind, one.refs) for one in found.announcements] == [("planned", ("a-word",)), ("done", ("b-deal",))]


def test_an_agreement_that_its_words_tell_from_no_other_is_known_on_its_own_page_only() -> None:
    for thing in ("intergovernmental agreement", "memorandum of cooperation", "agreement"):
        words = f"The sides agreed to sign an {thing} by the end of 2024"
        assert agreed(words, thing) == ["passed"]
    assert agreed("The sides agreed to sign an agreement on wool by the end of 2024", "agreement on wool") == ["late"]


def agreed(words: str, thing: str) -> list[str]:
    """Return how a promise to sign a thing stands after a page of the next year tells of such a thing signed."""
    period = Period(None, dt.date(2024, 12, 31), "by the end of 2024", "deadline", "explicit")
    plan = said("a-word", "commitment", words, 0, status="intention", period=period)
    done = signing("b", thing, thing, date_signed="2025-05-14")
    pages = (("a", "2023-12-08", [plan, signing("a", words, thing)]), ("b", "2025-05-15", [done]))
    return [one.state for one in told(*pages)]


def test_agreements_of_one_kind_that_nobody_promised_have_no_history() -> None:
    deals = [
        (name, f"2025-0{month}-15", [signing(name, "memorandum on transit", "memorandum on transit", date_signed=day)])
        for name, month, day in (("a", 3, "2025-03-14"), ("b", 5, "2025-05-14"))
    ]
    assert told(*deals) == ()


def test_a_launch_that_is_put_off_has_not_happened() -> None:
    words = "The opening of the Karasu logistics centre was put off until 2027"
    period = Period(None, dt.date(2027, 12, 31), "until 2027", "deadline", "explicit")
    thing = "Karasu logistics centre"
    late = said("a-word", "commitment", words, 0, status="plan", period=period)
    named = said("a-thing", "institution", thing, words.index(thing), stage="launched", status="actual")
    (found,) = told(("a", "2025-03-15", [late, named]), texts={"a": words})
    assert [one.kind for one in found.announcements] == ["planned"]


def test_what_was_to_be_launched_and_is_said_to_be_opened_is_one_event() -> None:
    plan = promise("a", "The Karasu wind farm is to be launched by 1 July 2025", "Karasu wind farm", "2025-07-01")
    words = "The Karasu wind farm was opened on 2 August 2025"
    done = said("b-thing", "institution", "Karasu wind farm", 4, stage="launched", status="actual")
    (found,) = told(("a", "2024-02-01", plan), ("b", "2025-08-02", [done]), texts={"b": words})
    assert (found.event, found.state) == ("launched", "late")
