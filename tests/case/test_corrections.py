"""A person has the last word on a claim: by name, with a reason, whatever is read anew, and nothing is lost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from karvon import case as cases
from karvon import pipeline, shelf
from karvon.case import Case, CaseError
from karvon.model.claim import Claim
from karvon.model.document import Reading
from karvon.model.results import Results
from karvon.read import read_files
from karvon.say.findings import finding

TEXT = """Summary, not the original
Source: Example Times
Date: 1 June 2024
Address: https://example.org/trade

Trade between Kyrgyzstan and Tajikistan reached 320 million US dollars in 2023. The two countries plan \
12 joint projects.
Exports to Tajikistan amounted to about 90 million dollars. They will meet again in autumn.
"""
WHEN = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)
A, B = "A. Analyst", "B. Editor"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = cases.new(tmp_path / "pair", ("KGZ", "TJK"), as_of=dt.date(2026, 3, 31))
    write(made, TEXT)
    return made


def write(case: Case, text: str, name: str = "a.txt") -> None:
    (case.folder / "documents" / name).write_text(text, encoding="utf-8")


def claim(results: Results, quote: str, kind: str = "quantity") -> Claim:
    (found,) = [one for one in results.claims if one.quote == quote and one.kind == kind]
    return found


def told(results: Results) -> list[str]:
    """Return the codes of the findings about corrections, each said in both languages."""
    found = [one for one in results.findings if one.code.startswith("correction.")]
    assert all(one.file in finding(one, lang) for one in found for lang in ("ru", "en"))
    return [one.code.removeprefix("correction.") for one in found]


def refused(case: Case, slots: dict[str, str], **words: str) -> CaseError:
    with pytest.raises(CaseError) as caught:
        case.correct("a.txt", slots, why="test", **({"quote": "320 million"} | words))  # type: ignore[arg-type]
    for lang in ("ru", "en"):
        assert "a.txt" in finding(caught.value.finding, lang)
    return caught.value


def test_a_corrected_slot_carries_the_name_of_who_corrected_it(case: Case) -> None:
    case.correct("a.txt", {"indicator": "export", "status": "plan"}, quote="320 million", why="misread", who=A)
    found = claim(case.run(), "320 million US dollars")
    assert (found.indicator, found.status) == ("export", "plan")
    assert {f"correction:{A}/indicator", f"correction:{A}/status"} <= set(found.rules)
    assert found.value == 320_000_000


def test_the_correction_is_a_revision_with_a_name_and_so_is_the_claim(case: Case) -> None:
    case.run()
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A, when=WHEN)
    found = claim(case.run(), "320 million US dollars")
    with case.registry() as registry:
        (made,) = registry.history("corrections")
        past = [one for one in registry.history("claims") if one.row.id == found.id]
    assert (made.recorded_by, made.reason, made.row.get("was"), made.row.get("value"), made.row.get("made_on")) == (
        A, "misread", "trade_turnover", "export", "2026-04-01",
    )  # fmt: skip
    assert [one.recorded_by for one in past] == ["karvon read", A]
    assert past[-1].reason == "misread"


def test_a_second_correction_of_a_slot_follows_the_first(case: Case) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A)
    case.correct("a.txt", {"indicator": "import"}, quote="320 million", why="the other way", who=B)
    assert claim(case.run(), "320 million US dollars").indicator == "import"
    with case.registry() as registry:
        assert [(one.recorded_by, one.row.get("was")) for one in registry.history("corrections")] == [
            (A, "trade_turnover"),
            (B, "trade_turnover"),
        ]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("Address:", "Website:").replace("reached 320", "at last reached 320"),
        "Some other header.\n\n" + TEXT,
        TEXT.replace("320 million US dollars in 2023", "320\nmillion  US dollars in 2023"),
        TEXT.replace(" The two countries plan 12 joint projects.", "")
        + "More was said of 320 million US dollars later.",
    ],
)
def test_a_correction_outlives_a_change_of_the_text_around_it(case: Case, text: str) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A)
    before = claim(case.run(), "320 million US dollars")
    write(case, text)
    results = case.run()
    found = [one for one in results.claims if one.kind == "quantity" and one.value == 320_000_000]
    assert before.id not in {one.id for one in results.claims}
    assert f"correction:{A}/indicator" in found[0].rules
    assert sum(f"correction:{A}/indicator" in one.rules for one in found) == 1
    assert told(results) == []


def reads_otherwise(monkeypatch: pytest.MonkeyPatch, indicator: str) -> None:
    """Let another version of the reader give every claim another id and indicator, and that of 320 million less."""

    def other(path: Path) -> list[Reading]:
        (reading,) = read_files(path)
        claims = [
            msgspec.structs.replace(one, id=f"new{number}", indicator=indicator, **shorter(one))
            for number, one in enumerate(reading.claims)
        ]
        return [msgspec.structs.replace(reading, claims=tuple(claims))]

    def shorter(one: Claim) -> dict[str, Any]:
        return {"end": one.end - 8, "quote": one.quote[:-8]} if one.quote.startswith("320") else {}

    monkeypatch.setattr(pipeline, "read_files", other)
    monkeypatch.setattr(shelf, "key_of", lambda *_: f"a reader that gives {indicator}")


def test_a_correction_outlives_another_reading_of_its_claim(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A)
    reads_otherwise(monkeypatch, "project_value")
    results = case.run()
    found = claim(results, "320 million US")
    assert (found.indicator, found.id[:3]) == ("export", "new")
    assert f"correction:{A}/indicator" in found.rules
    assert told(results) == ["reading_changed"]


def test_where_the_reader_gives_the_value_by_itself_the_finding_says_so(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A)
    reads_otherwise(monkeypatch, "export")
    results = case.run()
    assert told(results) == ["confirmed"]
    assert [one.state for one in results.corrections] == ["confirmed"]
    assert not any(rule.startswith("correction:") for rule in claim(results, "320 million US").rules)


def test_a_reading_that_somebody_confirmed_stays_when_the_reader_changes_its_mind(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.correct("a.txt", {"indicator": "trade_turnover"}, quote="320 million", why="checked", who=A)
    assert told(case.run()) == []
    reads_otherwise(monkeypatch, "export")
    results = case.run()
    assert claim(results, "320 million US").indicator == "trade_turnover"
    assert told(results) == ["reading_changed"]


def test_where_the_words_are_gone_the_correction_waits_and_comes_back_with_them(case: Case) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A)
    write(case, TEXT.replace("320", "345"))
    results = case.run()
    assert told(results) == ["anchor_lost"]
    assert [one.state for one in results.corrections] == ["waiting"]
    write(case, TEXT)
    assert claim(case.run(), "320 million US dollars").indicator == "export"


def test_the_same_words_elsewhere_are_not_taken_for_those_corrected(case: Case) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A)
    write(case, "Date: 1 June 2024\n\nIn Bishkek a company of Kyrgyzstan invested 320 million US dollars abroad.\n")
    results = case.run()
    assert told(results) == ["anchor_lost"]
    assert not any(rule.startswith("correction:") for one in results.claims for rule in one.rules)


def test_a_correction_follows_its_document_to_another_name_and_waits_for_one_that_is_gone(case: Case) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A)
    (case.folder / "documents" / "a.txt").rename(case.folder / "documents" / "b.txt")
    assert claim(case.run(), "320 million US dollars").indicator == "export"
    (case.folder / "documents" / "b.txt").unlink()
    assert told(case.run()) == ["document_missing"]


def test_a_rejected_claim_is_none_and_its_revision_says_who_rejected_it(case: Case) -> None:
    before = claim(case.run(), "12 joint projects")
    case.correct("a.txt", action="reject", quote="12 joint projects", why="not joint", who=A)
    results = case.run()
    assert before.id not in {one.id for one in results.claims}
    assert before.id not in {figure.id for figure in results.ledger.figures}
    with case.registry() as registry:
        last = [one for one in registry.history("claims") if one.row.id == before.id][-1]
    assert (last.retired, last.recorded_by, last.reason) == (True, A, "not joint")


def test_a_missed_claim_is_added_with_its_slots_and_reaches_the_ledger(case: Case) -> None:
    slots = {"indicator": "event_count", "value": "1", "unit": "event", "status": "plan", "period": "2024-09"}
    case.correct("a.txt", slots, "add", kind="quantity", quote="meet again in autumn", why="missed", who=A)
    results = case.run()
    found = claim(results, "meet again in autumn")
    assert [found.value, found.low, found.high] == [Decimal(1)] * 3
    assert found.unit == "event"
    assert (found.period.start, found.period.end) == (dt.date(2024, 9, 1), dt.date(2024, 9, 30))
    assert (found.period.type, found.period.resolution) == ("period", "explicit")
    assert f"correction:{A}/value" in found.rules
    assert found.id in {figure.id for figure in results.ledger.figures}
    write(case, "A new opening.\n" + TEXT)
    assert claim(case.run(), "meet again in autumn").id == found.id
    case.correct("a.txt", {"value": "2"}, claim=found.id, why="two of them", who=B)
    assert claim(case.run(), "meet again in autumn").value == 2


def test_a_withdrawn_correction_leaves_the_reading_as_it_was_and_its_history_in_the_registry(case: Case) -> None:
    before = case.run()
    case.correct("a.txt", {"indicator": "export", "status": "plan"}, quote="320 million", why="misread", who=A)
    case.withdraw("a.txt", ["status"], quote="320 million", why="it was right", who=B)
    half = claim(case.run(), "320 million US dollars")
    assert (half.indicator, half.status) == ("export", "actual")
    case.withdraw("a.txt", quote="320 million", why="it was right", who=B)
    assert case.run().claims == before.claims
    with case.registry() as registry:
        assert [one.recorded_by for one in registry.history("corrections") if one.retired] == [B, B]


@pytest.mark.parametrize(
    ("slots", "low", "high"),
    [
        ({"value": "2.6 billion"}, 2_550_000_000, 2_650_000_000),
        ({"value": "2.60 billion"}, 2_595_000_000, 2_605_000_000),
        ({"bound": "gt"}, 320_000_000, None),
        ({"bound": "approx"}, 319_000_000, 321_000_000),
        ({"value": "300 million", "status": "target"}, 300_000_000, 300_000_000),
        ({"value": "300 million", "low": "290 million"}, 290_000_000, 300_500_000),
    ],
)
def test_a_corrected_number_stands_for_the_interval_that_its_writing_says(
    case: Case, slots: dict[str, str], low: int, high: int | None
) -> None:
    case.correct("a.txt", slots, quote="320 million", why="misread", who=A)
    found = claim(case.run(), "320 million US dollars")
    assert [found.low, found.high] == [Decimal(low), None if high is None else Decimal(high)]


@pytest.mark.parametrize(
    ("slots", "code", "remedy"),
    [
        ({"indicator": "weather"}, "slot_code", "trade_turnover"),
        ({"indicator": "exprt"}, "slot_code_meant", "export"),
        ({"indicatr": "export"}, "slot_slot_meant", "indicator"),
        ({"relations": "x"}, "slot_slot", "period_start"),
        ({"value": "2,6"}, "slot_number_meant", "2.6"),
        ({"value": "a lot"}, "slot_number", "1581.6"),
        ({"unit": "dollars"}, "slot_unit", "ISO 4217"),
        ({"period_start": "01.03.2023"}, "slot_date_meant", "2023-03-01"),
        ({"partner": "TJ"}, "slot_country_meant", "TJK"),
        ({"parties": "KGZ;XX"}, "slot_country", "ISO 3166-1"),
        ({"period_start": "2024", "period_end": "2023"}, "slot_period_order", "2023"),
    ],
)
def test_a_value_that_does_not_suit_its_slot_is_refused_with_the_remedy(
    case: Case, slots: dict[str, str], code: str, remedy: str
) -> None:
    error = refused(case, slots)
    assert error.finding.code == f"case.{code}"
    assert remedy in str(error)


def test_a_claim_that_is_not_told_plainly_is_refused_with_the_remedy(case: Case) -> None:
    assert refused(case, {"status": "plan"}, quote="999 million").finding.code == "case.no_quote"
    assert refused(case, {"status": "plan"}, quote="a").finding.code == "case.quote_twice"
    assert refused(case, {"status": "plan"}, quote="Trade between Kyrgyzstan").finding.code == "case.no_claim"
    wide = TEXT.splitlines()[5]
    assert refused(case, {"status": "plan"}, quote=wide).finding.code == "case.many_claims"
    assert refused(case, {"status": "plan"}, claim="ffff").finding.code == "case.no_claim_id"
    assert refused(case, {"unit": "USD"}, action="add", kind="quantity").finding.code == "case.claim_there"
    lacking = refused(case, {"unit": "USD"}, action="add", kind="quantity", quote="meet again")
    assert lacking.finding.code == "case.add_needs"
    assert refused(case, {"status": "plan"}, who=" ").finding.code == "case.why_empty"
    with pytest.raises(CaseError, match=r"are a\.txt"):
        case.correct("b.txt", {"status": "plan"}, quote="x", why="test")
    with pytest.raises(CaseError, match="no corrections"):
        case.withdraw("a.txt", quote="320 million", why="test")


def test_corrections_travel_as_a_table_like_all_others(case: Case, tmp_path: Path) -> None:
    case.correct("a.txt", {"indicator": "export", "subject": ""}, quote="320 million", why="misread", who=A)
    case.correct("a.txt", action="reject", quote="12 joint projects", why="not joint", who=A)
    case.dump(tmp_path / "dump")
    other = cases.new(tmp_path / "other", ("KGZ", "TJK"), as_of=dt.date(2026, 3, 31))
    write(other, TEXT)
    assert other.load([tmp_path / "dump" / "corrections.csv"], who=B).findings == ()
    assert other.run().claims == case.run().claims
    other.dump(tmp_path / "again")
    assert (tmp_path / "again" / "corrections.csv").read_bytes() == (tmp_path / "dump" / "corrections.csv").read_bytes()


def test_a_table_of_corrections_is_checked_slot_by_slot(case: Case, tmp_path: Path) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A)
    case.dump(tmp_path)
    path = tmp_path / "corrections.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",export,", ",exprt,"), encoding="utf-8")
    (found,) = case.load([path]).findings
    assert (found.code, dict(found.params)["suggestion"]) == ("table.code_meant", "export")


def test_the_same_corrections_give_the_same_results(case: Case) -> None:
    case.correct("a.txt", {"indicator": "export"}, quote="320 million", why="misread", who=A, when=WHEN)
    first = case.run()
    assert case.run() == first
    again = first.corrections[0]
    assert (again.who, again.state, again.target) == (A, "applied", claim(first, "320 million US dollars").id)
