"""What cards tell of documents is enough: a ledger of kept answers is the one from scratch, byte for byte."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.reconcile.making import INFO, claim, document, encoded, whole
from tests.reconcile.test_parts import TABLES, Pages, corrected, drawn, given_of, one_pair, page_of, pairs_of

from karvon.model.claim import Claim
from karvon.model.dates import Period, Span
from karvon.model.document import Document
from karvon.model.ledger import Ledger
from karvon.reconcile import (
    Answer,
    Box,
    Card,
    Glance,
    Outline,
    Part,
    Past,
    Remembered,
    card,
    checks_beside,
    completed,
    gathered,
    glanced,
    glanced_again,
    once,
    outline_of,
    placing,
    reconcile,
    resumed,
    resuming,
    settled,
    softened,
    tables,
    with_documents,
)
from karvon.reconcile.lasting import tables as maintained


class Desk:
    """A case whose cards and answers are kept, as a run keeps them in files."""

    def __init__(self) -> None:
        self.base = tables(TABLES["rows"], TABLES["row_figures"], TABLES["series"], INFO)
        self.cards: dict[str, tuple[object, Card]] = {}
        self.answers: dict[tuple[str, str], Answer] = {}
        self.pasts: dict[str, bytes] = {}
        self.opened: list[str] = []
        self.computed: list[str] = []
        self.glances: dict[str, Glance] = {}
        self.turn = 0  # what is written down of a part: opened as a whole, only where it changed, glanced at again

    def ledger(self, pages: Pages) -> Ledger:
        """Return the ledger, with documents opened and parts computed only where cards say so."""
        for name in [name for name, page in pages.items() if self.cards.get(name, (None,))[0] != page]:
            self.cards[name] = (pages[name], card(self.base, *pages[name]))

        def load(name: str) -> tuple[Document, Sequence[Claim]]:
            self.opened.append(name)
            return pages[name]

        box = Box(self.base, [self.cards[name][1] for name in pages], load)
        assert box.simple
        first = [self._answer(part) for part in box.parts()]
        years = box.years(gathered(answer.suggested for answer in first))
        found = [self._answer(part) for part in box.parts(years)]
        given = with_documents(
            self.base, [page for page, _ in pages.values()], [one for _, own in pages.values() for one in own]
        )
        made = completed(given, lambda one: first if one is given else found)
        beside = checks_beside(
            box, lambda values: [one for one in found if not values.isdisjoint(outline_of(one).measured)]
        )
        doubt = {name for one in box.cards if one.head.id in years for name in one.by_day}
        told = (*(check for answer in found for check in answer.checks), *beside)
        assert once(softened(told, doubt)) == made.checks
        return made

    def _answer(self, part: Part) -> Answer:
        key = (part.name, part.digest())
        if key not in self.answers:
            self.computed.append(part.name)
            self.answers[key] = settled(part.inputs) if part.marks is None else self._resumed(part, part.marks)
        return self.answers[key]

    def _resumed(self, part: Part, marks: Mapping[str, str]) -> Answer:
        """Return the answer to a part, made of what its documents brought before as it was written down."""
        past = msgspec.msgpack.decode(self.pasts.get(part.name, b"\x90"), type=Past)
        answer, now = resumed(part, marks, settled, past)
        opened = len(self.opened)
        outline = outline_of(answer)
        assert resumed(part, marks, placing, past)[0] == outline
        seen, then, glance = glanced(part, marks, past)
        assert seen == replace(outline, suggested={})
        assert (then is None) == (now is None)
        further = self._again(part, marks, glance, replace(outline, suggested={}))
        del self.opened[opened:]
        if now is not None and then is not None:
            written = (now, then, further or then)[self.turn % 3]
            self.turn += 1
            self.pasts[part.name] = msgspec.msgpack.encode(written)
        return answer

    def _again(self, part: Part, marks: Mapping[str, str], glance: Glance | None, outline: Outline) -> Past | None:
        """Glance at a part from where the last glance left it; return what would be written down."""
        last = self.glances.pop(part.name, None)
        found = None if last is None else glanced_again(part, marks, last)
        if found is None:
            assert last is None or last.lasting.state.tables != maintained(part.inputs)
            self.glances |= {} if glance is None else {part.name: glance}
            return None
        assert found[0] == outline
        self.glances[part.name] = found[2]
        return found[1]


@pytest.fixture(params=[0, 8], autouse=True)
def written_down(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what is kept written down anew after every change, or after several."""
    monkeypatch.setattr(resuming, "FEW", request.param)


def closed(pages: Pages) -> Pages:
    """Return pages whose claims relate to claims of their own page only, as the reader leaves them."""
    made: Pages = {}
    for name, (page, claims) in pages.items():
        ids = {one.id for one in claims}
        kept = [tuple(relation for relation in one.relations if relation.target in ids) for one in claims]
        replaced = zip(claims, kept, strict=True)
        made[name] = (page, tuple(msgspec.structs.replace(one, relations=relations) for one, relations in replaced))
    return made


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=True), st.integers(0, 25))
def test_a_ledger_found_by_cards_is_the_ledger_of_the_whole(dice: random.Random, count: int) -> None:
    pages = closed(drawn(dice, count))
    assert encoded(Desk().ledger(pages)) == encoded(whole(**given_of(pages)))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=True))
def test_documents_added_removed_and_corrected_in_any_order_leave_the_ledger_from_scratch(dice: random.Random) -> None:
    desk, pages = Desk(), closed(drawn(dice, 4))
    for step in range(6):
        kind = dice.choice(("add", "add", "remove", "correct", "reread", "turn"))
        name = dice.choice(list(pages)) if pages else ""
        if kind == "add" or not pages:
            pages |= closed({f"new{step}.txt": page_of(dice, f"new{step}.txt")})
        elif kind == "remove":
            del pages[name]
        elif kind == "correct":
            pages[name] = (pages[name][0], corrected(dice, pages[name][1]))
        elif kind == "reread":
            pages |= closed({name: page_of(dice, name)})
        else:
            pages = dict(reversed(pages.items()))
        assert encoded(desk.ledger(pages)) == encoded(whole(**given_of(pages)))


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=True))
def test_one_by_one_or_all_at_once_gives_the_same_bytes(dice: random.Random) -> None:
    pages = closed(drawn(dice, 7))
    names = list(pages)
    dice.shuffle(names)
    desk = Desk()
    for count in range(1, len(names) + 1):
        ledger = desk.ledger({name: pages[name] for name in names[:count]})
    assert encoded(ledger) == encoded(Desk().ledger(pages))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=True))
def test_many_years_of_one_pair_added_withdrawn_and_corrected_leave_the_ledger_from_scratch(
    dice: random.Random,
) -> None:
    desk, pages = Desk(), one_pair(dice, closed(drawn(dice, 12)))
    for step in range(5):
        kind, name = dice.choice(("add", "add", "remove", "correct", "reread")), dice.choice(list(pages))
        if kind == "remove" and len(pages) > 1:
            del pages[name]
        elif kind == "correct":
            pages[name] = (pages[name][0], corrected(dice, pages[name][1]))
        else:
            name = name if kind == "reread" else f"new{step}.txt"
            pages |= one_pair(dice, closed({name: page_of(dice, name)}))
        assert encoded(desk.ledger(pages)) == encoded(whole(**given_of(pages)))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=True))
def test_another_day_of_the_case_or_of_gathering_leaves_the_ledger_from_scratch(dice: random.Random) -> None:
    desk, pages = Desk(), closed(drawn(dice, 12))
    for step in range(4):
        year = 2024 + step % 2
        info = replace(INFO, as_of=dt.date(year, 12, 31), collected=dt.date(year, dice.randrange(1, 13), 28))
        desk.base = tables(TABLES["rows"], TABLES["row_figures"], TABLES["series"], info)
        desk.cards.clear()
        assert encoded(desk.ledger(pages)) == encoded(whole(**given_of(pages, info=info)))


def by_its_day(page: Document, claims: tuple[Claim, ...]) -> tuple[Document, tuple[Claim, ...]]:
    """Return a page without a date, written in one of two years, that tells of "last year"."""
    first = dt.date(2024, 2, 1)
    bounds = Period(first, first.replace(month=12), None, "period", "bracketed")
    told = [
        replace(one, kind="document", indicator=None, period=bounds)
        if one.kind != "quantity"
        else replace(one, period=Period(dt.date(2022, 1, 1), None, "last year", "open", "bracketed"))
        for one in claims
    ]
    return replace(page, published=Span(), dated_by="unresolved"), tuple(told)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=True))
def test_years_told_by_the_day_of_a_document_come_out_the_same_however_it_is_placed(dice: random.Random) -> None:
    desk, pages = Desk(), closed(drawn(dice, 8))
    for name in list(pages)[:3]:
        pages[name] = by_its_day(*pages[name])
    for _ in range(3):
        assert encoded(desk.ledger(pages)) == encoded(whole(**given_of(pages)))
        del pages[dice.choice(list(pages))]


def test_some_of_the_cases_drawn_here_tell_years_by_the_day_of_a_document() -> None:
    dated = 0
    for seed in range(10):
        pages = closed(drawn(random.Random(seed), 8))
        pages |= {name: by_its_day(*pages[name]) for name in list(pages)[:3]}
        dated += sum(bool(one.dated) for one in Desk().ledger(pages).placements)
    assert dated > 3


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=True), st.sampled_from(("one pair", "several")))
def test_a_case_that_grows_in_memory_has_the_ledger_from_scratch(dice: random.Random, pairs: str) -> None:
    def shaped(pages: Pages) -> Pages:
        return one_pair(dice, closed(pages)) if pairs == "one pair" else closed(pages)

    kept, pages, open_ones = Remembered(), shaped(drawn(dice, 10)), drawn(dice, 2)
    for step in range(6):
        kind, name = dice.choice(("add", "add", "remove", "correct", "reread", "lean", "years")), dice.choice([*pages])
        if kind == "remove" and len(pages) > 1:
            del pages[name]
        elif kind == "correct":
            pages[name] = (pages[name][0], corrected(dice, pages[name][1]))
        else:
            name = name if kind == "reread" else f"new{step}.txt"
            pages |= shaped({name: page_of(dice, name)})
        beside = open_ones if kind == "lean" else {"by.txt": by_its_day(*page_of(dice, "by.txt"))}
        told = {**pages, **(beside if kind in ("lean", "years") else {})}
        assert encoded(reconcile(**given_of(told, dice), kept=kept)) == encoded(whole(**given_of(told)))


def test_what_a_source_says_of_two_portfolios_stays_apart_while_its_document_is_not_opened() -> None:
    desk = Desk()
    mine: dict[str, Any] = {"when": "2023-05-02", "document": "two.txt", "reporter": "LAO", "partner": "NPL"}
    sum_of = (("describes", "two.txt-value"),)
    told = (
        claim("two.txt-value", "project_value", "60 billion", **mine),
        claim("two.txt-count", "project_count", "26", relations=sum_of, **mine),
        claim("two.txt-other", "project_count", "55", **mine),
    )
    pages: Pages = {"two.txt": (document("two.txt", "2023-05-02"), told)}
    desk.ledger(pages)
    more = claim("more.txt-jobs", "jobs", "7", **{**mine, "document": "more.txt"})
    pages["more.txt"] = (document("more.txt", "2023-06-02"), (more,))
    ledger = desk.ledger(pages)
    assert encoded(ledger) == encoded(whole(**given_of(pages)))
    broken = [check for check in ledger.checks if check.rule == "series_levels"]
    assert [check.terms for check in broken] == [("two.txt-count", "two.txt-value")]


def test_one_document_more_opens_only_the_documents_it_touches() -> None:
    desk, pages = Desk(), pairs_of(20)
    desk.ledger(pages)
    desk.opened.clear()
    desk.computed.clear()
    page, claims = pages["p7.txt"]
    more = tuple(msgspec.structs.replace(one, id=f"more-{one.id}", document="more.txt") for one in claims[:1])
    pages["more.txt"] = (msgspec.structs.replace(page, id="doc-more.txt", file="more.txt", text="more"), more)
    desk.ledger(pages)
    assert desk.computed == ["A07-ZZZ-trade"]
    assert desk.opened == ["more.txt"]


URL = "https://example.org/x"


def counted(name: str, url: str, *told: tuple[str, str]) -> tuple[Document, tuple[Claim, ...]]:
    """Return a page that gives figures of a portfolio of one day."""
    claims = (claim(f"{name}-{at}", what, text, "2024-05-02", document=name) for at, (what, text) in enumerate(told))
    return document(name, "2024-05-10", url=url), tuple(claims)


@pytest.mark.parametrize("last", ["withdrawn_b", "withdrawn_a", "changed_a", "withdrawn_c"])
def test_a_portfolio_that_figures_are_found_to_be_of_is_forgotten_with_what_proved_it(last: str) -> None:
    desk, pages = Desk(), {"a.txt": counted("a.txt", URL, ("project_count", "60"))}
    pages["d.txt"] = counted("d.txt", "https://example.org/z", ("project_count", "27"), ("project_value", "6 billion"))
    desk.ledger(pages)
    pages["c.txt"] = counted("c.txt", "https://example.org/y", ("project_count", "26"), ("project_value", "5 billion"))
    desk.ledger(pages)
    pages["b.txt"] = counted("b.txt", URL, ("project_value", "2.6 billion"))
    desk.ledger(pages)
    if last == "changed_a":
        pages["a.txt"] = counted("a.txt", URL, ("project_count", "61"))
    else:
        del pages[f"{last[-1]}.txt"]
    for _ in range(2):
        assert encoded(desk.ledger(pages)) == encoded(whole(**given_of(pages)))
        del pages["d.txt" if "d.txt" in pages else "b.txt" if "b.txt" in pages else "a.txt"]
    assert encoded(desk.ledger(pages)) == encoded(whole(**given_of(pages)))
