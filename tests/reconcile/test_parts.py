"""A ledger made of parts is the ledger made of the whole, however the case came to be what it is, byte for byte."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.making import INFO, claim, document, encoded, official, period, registered, row, whole
from tests.reconcile.test_ledger import case as invented

from karvon.model.claim import Claim
from karvon.model.dates import Period
from karvon.model.document import Document
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.model.values import exact
from karvon.reconcile import Answer, Part, Remembered, Settle, reconcile, rules
from karvon.reconcile.known import Inputs, inputs
from karvon.reconcile.lasting import Lasting
from karvon.reconcile.parts import parts

TRADE = ("trade_turnover", "export", "import", "trade_balance", "turnover_growth", "trade_share", "wheat_import")
JOINT = ("project_count", "project_value", "portfolio_value", "contract_value", "jobs")
STOCKS = ("company_count", "investment_stock", "investment_flow")
OTHER = ("site_area", "freight_volume", "ownership_share", "noncommodity_export", "wheat_import_share")
UNITS = {"project_count": "project", "jobs": "job", "company_count": "company", "turnover_growth": "percent"}
UNITS |= {"ownership_share": "percent", "trade_share": "percent", "wheat_import_share": "percent"}
UNITS |= {"wheat_import": "t", "site_area": "ha", "freight_volume": "t"}
SCOPES = ((None, None), (None, None), ("LAO", "NPL"), ("LAO", "NPL"), ("NPL", "LAO"), ("BTN", "LAO"), ("LAO", "WORLD"))
RELATIONS = ("refines", "part_of", "breakdown", "same_as", "describes", "supersedes")
SPEAKERS = (("Ms Thapa", "minister of Nepal"), ("Ms Thapa", None), ("Mr Keo", "head of a company"))
NUMBERS = ("5", "55", "60", "60", "2.6", "26", "10")
DAYS = ("2023", "2023", "2023", "2022", "2023-01..2023-08", "2024-05-02", "2024-05-02", "from 2023-11-01", "by 2030")

Pages = dict[str, tuple[Document, tuple[Claim, ...]]]


def page_of(dice: random.Random, name: str) -> tuple[Document, tuple[Claim, ...]]:
    """Return a document with a few claims on one matter; some are undated, some copies, some the page of a row."""
    published = f"2024-05-1{dice.randrange(4)}" if dice.random() < 0.7 else None
    url = f"https://example.org/page{dice.randrange(4)}" if dice.random() < 0.3 else None
    text = f"text {dice.randrange(3)}" if dice.random() < 0.2 else f"text of {name}"
    page = document(name, published, url=url, text=text)
    matter = (dice.choice((TRADE, TRADE, JOINT, JOINT, STOCKS, OTHER)), dice.choice(SCOPES), dice.choice(DAYS))
    made = tuple(_claim(dice, name, place, matter) for place in range(dice.randrange(2, 8)))
    return page, made + tuple(_said(dice, name, place) for place in range(8, 8 + dice.randrange(3)))


def seldom(dice: random.Random, *values: Any, chance: float = 0.2) -> Any:
    """Return one of the values now and then, and nothing mostly."""
    return dice.choice(values) if dice.random() < chance else None


def _claim(dice: random.Random, name: str, place: int, matter: tuple[Any, ...]) -> Claim:
    indicators, scope, when = matter
    indicator = dice.choice(seldom(dice, TRADE, JOINT, STOCKS, OTHER, chance=0.15) or indicators)
    reporter, partner = seldom(dice, *SCOPES) or scope
    speaker, role = seldom(dice, *SPEAKERS) or (None, None)
    relations = [(dice.choice(RELATIONS), f"{name}-{dice.randrange(9)}")] if dice.random() < 0.3 else []
    unit = seldom(dice, "LAK", chance=0.1) or UNITS.get(indicator, "USD")
    change = seldom(dice, "relative_change", "absolute_change") or "level"
    return claim(
        f"{name}-{place}", indicator, dice.choice(NUMBERS) + (" billion" if unit in ("USD", "LAK") else ""),
        dice.choice(DAYS) if dice.random() < 0.3 else when,
        prefix=seldom(dice, "each ", "of wheat ") or "", suffix=seldom(dice, " each", " of wheat") or "",
        document=name, unit="percent" if change == "relative_change" else unit,
        bound=seldom(dice, "gt", "approx") or "eq", change=change,
        status=seldom(dice, "target", "plan") or "actual", reporter=reporter, partner=partner,
        territory=seldom(dice, "LAO", "NPL", "NPL", "NP-P3"), sector=seldom(dice, "energy", "agriculture", chance=0.1),
        stage=seldom(dice, "all", "done", "under_way", chance=0.1),
        subject=seldom(dice, "joint projects", "exports of meat", chance=0.1),
        speaker=speaker, role=role, relations=relations,
    )  # fmt: skip


def _said(dice: random.Random, name: str, place: int) -> Claim:
    """Return a claim that is no figure: the day of a document, an agreement, a thing with its stage, a bare number."""
    start, end = dice.choice(((dt.date(2023, 12, 1), None), (None, dt.date(2025, 6, 30)), (None, None)))
    kind = dice.choice(("document", "agreement", "institution", "quantity"))
    one = claim(f"{name}-{place}", "jobs", "7", document=name, relations=[(dice.choice(RELATIONS), f"{name}-1")])
    changed: dict[str, Any] = {"kind": kind, "subject": "Northern Gate", "stage": dice.choice(("planned", "existing"))}
    if kind == "agreement":
        changed |= {"parties": ("LAO", "NPL"), "date_signed": "2024-05-02", "agreement_status": "signed"}
    if kind == "quantity":
        changed |= {"indicator": None, "stage": None}
    period = msgspec.structs.replace(one.period, start=start, end=end)
    return msgspec.structs.replace(one, period=period, **changed)


def tables() -> dict[str, Any]:
    """Return what people and offices maintain beside the documents."""
    north, first = official("LAO", "NPL", "goods", {2023: ("2129.9", "1287.9"), 2024: ("2500", "1900")})
    south, second = official("NPL", "LAO", "goods_services", {2023: ("1417.0", "3068.5")})
    rows = [
        row("press-23", "trade_turnover", "4.4 billion", "2023", side="LAO", page="https://example.org/page1"),
        row("sold", "export", "2.6 billion", "2024", side="NPL", reporter="BTN", page="https://example.org/page2"),
        row("c-24", "project_count", "60", "2024-05-02", subject="joint", page="https://example.org/page3"),
        row("v-24", "project_value", "2.6 billion", "2024-05-02", subject="joint", page="https://example.org/page3"),
        row("owner-l", "ownership_share", "60", "2024", subject="gate", reporter="LAO", unit="percent", page="p"),
        row("owner-n", "ownership_share", "55", "2024", subject="gate", reporter="NPL", unit="percent", page="p"),
        row("rate", "exchange_rate", "26", "2024-05-02", unit="LAK"),
        row("cost-u", "project_value", "2.6 billion", "2024-05-02", subject="gate"),
        row("cost-l", "project_value", "60 billion", "2024-05-02", subject="gate", unit="LAK", reporter="BTN"),
        row("world", "trade_turnover", "10 billion", "2023", reporter="LAO", partner="WORLD", side="LAO"),
        row("site", "site_area", "55", "2024", subject="gate", territory="LAO"),
    ]
    things = [
        registered("portfolios", "joint", name_en="Joint projects"),
        registered("hubs", "gate", name_en="Northern Gate"),
        registered("milestones", "launch", subject="gate", kind="launched", date="2024-11-15", status="actual"),
        registered("agreements", "pact", name_en="Pact"),
        registered("agreement_steps", "pact-s", agreement="pact", party="LAO", status="signed", date="2024-05-02"),
        registered("agreement_steps", "pact-n", agreement="pact", party="NPL", status="signed", date="2024-05-02"),
        registered("agreement_steps", "pact-b", agreement="pact", party="BTN", status="signed", date="2024-09-02"),
    ]
    figures = [*north, *south, *rows]
    things += [registered("indicator_values", one.id.partition("/")[2], origin="reported") for one in figures]
    return {"rows": things, "row_figures": figures, "series": [first, second]}


TABLES = tables()


def given_of(pages: Pages, dice: random.Random | None = None, info: CaseInfo = INFO) -> dict[str, Any]:
    """Return the inputs of a reconciliation, in an order of the dice if there are any."""
    made: dict[str, Any] = {
        "documents": [page for page, _ in pages.values()],
        "claims": [one for _, own in pages.values() for one in own],
        **{name: list(listed) for name, listed in TABLES.items()},
    }
    if dice:
        for listed in made.values():
            dice.shuffle(listed)
    return {**made, "info": info}


def drawn(dice: random.Random, count: int) -> Pages:
    return {f"d{number}.txt": page_of(dice, f"d{number}.txt") for number in range(count)}


def one_pair(dice: random.Random, pages: Pages) -> Pages:
    """Return pages that speak of one pair of countries only, each of a few of many years."""
    made: Pages = {}
    for name, (page, claims) in pages.items():
        years = [str(dice.randrange(2012, 2025)) for _ in range(3)]
        moments = (
            *years,
            f"{years[0]}-01..{years[0]}-06",
            f"{years[0]}-06-30",
            f"{years[1]}..{int(years[1]) + 2}",
            None,
        )
        own = (_of_pair(dice, one, period(dice.choice(moments))) for one in claims)
        made[name] = (page, tuple(own))
    return made


def _of_pair(dice: random.Random, one: Claim, told: Period) -> Claim:
    if one.kind != "quantity":
        return one
    reporter, partner = dice.choice((("LAO", "NPL"), ("LAO", "NPL"), ("NPL", "LAO")))
    return msgspec.structs.replace(one, reporter=reporter, partner=partner, period=told)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=True))
def test_what_is_found_within_one_pair_is_kept_only_as_long_as_the_same_is_told(dice: random.Random) -> None:
    kept, pages = Remembered(), one_pair(dice, drawn(dice, 12))
    for step in range(5):
        name = dice.choice(list(pages))
        kind = dice.choice(("add", "add", "remove", "correct"))
        if kind == "add":
            pages |= one_pair(dice, {f"new{step}.txt": page_of(dice, f"new{step}.txt")})
        elif kind == "correct":
            pages[name] = (pages[name][0], corrected(dice, pages[name][1]))
        elif len(pages) > 1:
            del pages[name]
        assert encoded(reconcile(**given_of(pages, dice), kept=kept)) == encoded(whole(**given_of(pages)))


def of_pairs(pairs: str, dice: random.Random, pages: Pages) -> Pages:
    """Return pages as they are drawn, or as those of one pair."""
    return one_pair(dice, pages) if pairs == "one pair" else pages


def maintained(dice: random.Random, known: dict[str, Any]) -> None:
    """Change what people and offices maintain: a rate, an official figure, a promise, a thing."""
    kind = dice.choice(("rate", "official", "closed", "thing"))
    if kind == "closed":
        promise = dice.choice([one.id for one in whole(**known).promises] or ["none"])
        cells = {"promise": promise, "decision": dice.choice(("kept", "missed")), "made_on": "2025-03-01"}
        known["rows"].append(registered("decisions", f"on-{promise}-{dice.randrange(9)}", **cells))
    elif kind == "thing":
        known["rows"] = without(known["rows"], dice.choice(("portfolios", "hubs", "milestones")))
    else:
        place = dice.choice(
            [place for place, one in enumerate(known["row_figures"]) if one.official == (kind != "rate")]
        )
        one = known["row_figures"][place]
        number = exact((one.number.value or Decimal(1)) * dice.choice((2, 10)))
        known["row_figures"][place] = msgspec.structs.replace(one, number=number)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=True), st.sampled_from(("one pair", "several")))
def test_whatever_people_and_offices_maintain_the_kept_ledger_is_the_one_from_scratch(
    dice: random.Random, pairs: str
) -> None:
    kept, pages = Remembered(), of_pairs(pairs, dice, drawn(dice, 8))
    beside = {name: list(listed) for name, listed in TABLES.items()}
    for step in range(5):
        known = {**given_of(pages), **beside}
        maintained(dice, known)
        beside = {name: known[name] for name in TABLES}
        assert encoded(reconcile(**known, kept=kept)) == encoded(whole(**known))
        pages |= of_pairs(pairs, dice, {f"more{step}.txt": page_of(dice, f"more{step}.txt")})
        known = {**given_of(pages), **beside}
        assert encoded(reconcile(**known, kept=kept)) == encoded(whole(**known))


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=True), st.integers(1, 30))
def test_a_ledger_of_parts_is_the_ledger_of_the_whole(dice: random.Random, count: int) -> None:
    known = given_of(drawn(dice, count))
    assert encoded(reconcile(**known)) == encoded(whole(**known))


def test_the_cases_drawn_here_make_most_rules_speak() -> None:
    ledgers = [whole(**given_of(drawn(random.Random(seed), 30))) for seed in range(12)]
    spoken = {check.rule for ledger in ledgers for check in ledger.checks}
    assert len(spoken) >= 15, sorted(set(rules()) - spoken)


def test_the_invented_case_of_all_rules_falls_into_parts_and_comes_out_the_same() -> None:
    known: dict[str, Any] = {**invented(), "info": INFO}
    assert len(parts(inputs(**known))) > 1
    assert encoded(reconcile(**known)) == encoded(whole(**known))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=True))
def test_whatever_is_added_removed_or_corrected_the_kept_answers_give_the_ledger_from_scratch(
    dice: random.Random,
) -> None:
    kept, pages = Remembered(), drawn(dice, 4)
    for step in range(6):
        kind = dice.choice(("add", "add", "remove", "correct", "reread"))
        name = dice.choice(list(pages)) if pages else ""
        if kind == "add" or not pages:
            pages[f"new{step}.txt"] = page_of(dice, f"new{step}.txt")
        elif kind == "remove":
            del pages[name]
        elif kind == "correct":
            pages[name] = (pages[name][0], corrected(dice, pages[name][1]))
        else:
            pages[name] = page_of(dice, name)
        known = given_of(pages, dice)
        assert encoded(reconcile(**known, kept=kept)) == encoded(reconcile(**given_of(pages)))


def corrected(dice: random.Random, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return claims of which one got another slot, as a person corrects it: its id stays."""
    place = dice.randrange(len(claims))
    change = dice.choice(({"reporter": "NPL"}, {"indicator": "jobs", "unit": "job"}, {"status": "plan"}))
    return (*claims[:place], msgspec.structs.replace(claims[place], **change), *claims[place + 1 :])


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=True))
def test_documents_may_arrive_in_any_order(dice: random.Random) -> None:
    pages = drawn(dice, 6)
    kept, arrived, names = Remembered(), dict[str, Any](), list(pages)
    dice.shuffle(names)
    for name in names:
        arrived[name] = pages[name]
        ledger = reconcile(**given_of(arrived, dice), kept=kept)
    assert encoded(ledger) == encoded(whole(**given_of(pages)))


class Counting:
    """Remembers answers and which parts were computed."""

    def __init__(self) -> None:
        self.remembered, self.computed = Remembered(), list[str]()

    def __call__(self, part: Part, settle: Settle[Answer]) -> Answer:
        def counted(given: Inputs, before: Lasting | None = None) -> Answer:
            self.computed.append(part.name)
            return settle(given, before)

        return self.remembered(part, counted)


def pairs_of(count: int) -> Pages:
    """Return documents, each on its own pair of countries, with trade and projects."""
    made: Pages = {}
    for number in range(count):
        name, pair = f"p{number}.txt", {"reporter": f"A{number:02}", "partner": "ZZZ"}
        own = tuple(
            claim(f"{name}-{indicator}", indicator, "60", "2023", document=name, **pair)
            for indicator in ("trade_turnover", "project_count")
        )
        made[name] = (document(name, "2024-05-02"), own)
    return made


def test_one_document_more_computes_only_what_it_touches() -> None:
    kept, pages = Counting(), pairs_of(20)
    reconcile(**given_of(pages), kept=kept)
    assert len(kept.computed) > 40
    kept.computed.clear()
    more = claim("more", "trade_turnover", "55", "2023", document="more.txt", reporter="A07", partner="ZZZ")
    pages["more.txt"] = (document("more.txt", "2024-06-02"), (more,))
    reconcile(**given_of(pages), kept=kept)
    assert kept.computed == ["A07-ZZZ-trade"]
    kept.computed.clear()
    reconcile(**given_of(pages), kept=kept)
    assert kept.computed == []


@pytest.mark.parametrize(
    "changed",
    [
        {"as_of": dt.date(2025, 12, 30), "collected": dt.date(2025, 12, 30)},
        {"countries": ("LAO", "BTN")},
    ],
)
def test_another_day_or_pair_leaves_no_kept_answer_in_force(changed: dict[str, Any]) -> None:
    pages, kept = drawn(random.Random(3), 6), Remembered()
    reconcile(**given_of(pages), kept=kept)
    known = given_of(pages, info=msgspec.structs.replace(INFO, **changed))
    assert encoded(reconcile(**known, kept=kept)) == encoded(whole(**known))


def test_a_change_of_the_tables_is_seen_in_the_parts_it_concerns(monkeypatch: pytest.MonkeyPatch) -> None:
    pages, kept = drawn(random.Random(5), 8), Remembered()
    reconcile(**given_of(pages), kept=kept)
    for table in ("portfolios", "hubs"):
        monkeypatch.setitem(TABLES, "rows", without(TABLES["rows"], table))
        known = given_of(pages)
        assert encoded(reconcile(**known, kept=kept)) == encoded(whole(**known))


def without(rows: Iterable[Row], table: str) -> list[Row]:
    return [one for one in rows if one.table != table]


def test_the_digest_of_a_part_tells_every_change_of_its_inputs() -> None:
    first = {part.name: part for part in parts(inputs(**given_of(drawn(random.Random(7), 8))))}
    second = {part.name: part for part in parts(inputs(**given_of(drawn(random.Random(8), 8))))}
    for name in first.keys() & second.keys():
        same = first[name].inputs == second[name].inputs
        assert (first[name].digest() == second[name].digest()) == same


def test_two_documents_of_one_page_may_tell_one_amount_in_two_currencies() -> None:
    page, when = "https://example.org/page0", {"reporter": "LAO", "partner": "NPL"}
    pages: Pages = {}
    for name, unit, told in (("a.txt", "LAK", "55 billion"), ("b.txt", "USD", "5 billion")):
        own = claim(f"{name}-0", "export", told, "2024-05-02", document=name, unit=unit, **when)
        pages[name] = (document(name, "2024-05-02", url=page), (own,))
    known = given_of(pages)
    ledger = reconcile(**known)
    assert "currencies" in {check.rule for check in ledger.checks}
    assert encoded(ledger) == encoded(whole(**known))


def test_a_growth_of_trade_makes_no_part_of_two_pairs() -> None:
    pages = pairs_of(3)
    for name, (page, claims) in list(pages.items()):
        grown = claim(f"{name}-grown", "trade_turnover", "60", "2023", document=name, unit="percent",
                      change="relative_change", reporter=claims[0].reporter, partner="ZZZ")  # fmt: skip
        pages[name] = (page, (*claims, grown))
    known = given_of(pages)
    found = {part.name for part in parts(inputs(**known))}
    assert {f"A{number:02}-ZZZ-trade" for number in range(3)} <= found
    assert encoded(reconcile(**known)) == encoded(whole(**known))
