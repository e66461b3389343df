"""The ledger as a whole: the same case gives the same ledger, whatever the order of its inputs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.making import INFO, claim, document, official, registered, row

from karvon.model.figure import Figure
from karvon.model.ledger import Ledger
from karvon.model.values import Interval
from karvon.model.vocabulary import codes
from karvon.reconcile import reconcile, rules
from karvon.reconcile.numbers import compatible

GOLDEN = Path(__file__).parent / "golden.json"
NORTH, FIRST = official("LAO", "NPL", "goods", {2018: ("1639.7", "1155.3"), 2023: ("3129.9", "1287.9")})
SOUTH, SECOND = official("NPL", "LAO", "goods_services", {2018: ("1352.2", "1567.4"), 2023: ("1417.0", "3068.5")})
REFINES = [("refines", "bound")]
PAGE = "https://example.org/portfolio"


def case() -> dict[str, list[Any]]:
    """Return an invented case in which every kind of rule has something to say."""
    return {
        "documents": [document(), document("dated.txt", "2025-11-15", url="https://example.org/dated")],
        "claims": [
            claim("bound", "project_value", "1.5 billion", "2025-11-15", bound="gt", document="dated.txt"),
            claim("exact", "project_value", "1.7 billion", "2025-11-15", document="dated.txt", relations=REFINES),
            claim("count", "project_count", "78", "2025-11-15", document="dated.txt", subject="joint projects"),
            claim("whole", "project_count", "60", "from 2023-11-01", subject="projects"),
            claim("worth", "project_value", "2.6 billion", "from 2023-11-01", subject="projects"),
            claim("north", "project_count", "55", "from 2023-11-01", territory="LAO"),
            claim("south", "project_count", "5", "from 2023-11-01", territory="NPL"),
            claim("goal", "trade_turnover", "10 billion", "by 2030", status="target", document="dated.txt"),
        ],
        "rows": [
            registered("portfolios", "joint", name_en="Joint projects"),
            registered("hubs", "gate", name_en="Northern Gate"),
            registered("milestones", "open-26", subject="gate", kind="opened", date="2026", status="plan"),
            registered("milestones", "open-27", subject="gate", kind="opened", date="2027", status="plan"),
            registered("milestones", "launch", subject="gate", kind="launched", date="2025-11-15", status="actual"),
        ],
        "row_figures": [
            *NORTH,
            *SOUTH,
            row("press-23", "trade_turnover", "4.4 billion", "2023", side="LAO"),
            row("early-23", "trade_turnover", "2.4 billion", "2023", published="2023-08"),
            row("to-aug", "trade_turnover", "2.6 billion", "2023-01..2023-08", side="LAO"),
            row("goal-18", "trade_turnover", "3 billion", "by 2018", status="target", published="2018-03-14"),
            row("growth", "turnover_growth", "31.2", "2023"),
            row("c-24", "project_count", "60", "2024-05-02", subject="joint", page=PAGE),
            row("v-24", "project_value", "2.6 billion", "2024-05-02", subject="joint", page=PAGE),
            row("n-24", "project_count", "55", "2024-05-02", subject="joint", page=PAGE, territory="LAO"),
            row("wide", "portfolio_value", "8 billion", "2025-11-15", bound="gt", side="NPL"),
        ],
        "series": [FIRST, SECOND],
    }


def wider() -> dict[str, list[Any]]:
    """Return the invented case with shares, averages, currencies, stocks and retold statements beside it."""
    inputs = case()
    days = ("2024-08-01", "2024-08-02", "2024-08-02")
    inputs["documents"] += [
        document(f"told-{place}.txt", day, url=f"https://outlet-{place}.example/news") for place, day in enumerate(days)
    ]
    tellings = (("4 billion", "gt"), ("4 billion", "eq"), ("5 billion", "approx"))
    inputs["claims"] += [
        claim(f"t{place}", "trade_turnover", text, "2022", document=f"told-{place}.txt", bound=bound, speaker="S. Vong")
        for place, (text, bound) in enumerate(tellings)
    ]
    tonnes = {"status": "target", "subject": "freight", "prefix": "to raise freight to "}
    inputs["claims"] += [
        claim("tonnes", "freight_volume", "60 million", document="told-0.txt", unit="t", **tonnes),
        claim("tenge", "freight_volume", "60 million", document="told-1.txt", unit="LAK", **tonnes),
        claim("each", "project_value", "43 million", "from 2023-11-01", prefix="on average "),
    ]
    inputs["row_figures"] += extra_figures()
    return inputs


def extra_figures() -> list[Figure]:
    pair = {"reporter": "LAO", "partner": "NPL"}
    percent: dict[str, Any] = {"unit": "percent", "page": PAGE}
    stakes = (("LAO", "34"), ("NPL", "33"), ("THA", "34"))
    owners = [
        row(f"own-{country}", "ownership_share", text, "2024", subject="dam", reporter=country, **percent)
        for country, text in stakes
    ]
    counts = (("2018-07", "281"), ("2022-12-21", "1200"), ("2025-11-14", "876"))
    firms = [row(f"firms-{day}", "company_count", text, day, unit="company", **pair) for day, text in counts]
    return [
        *owners,
        *firms,
        row("ex", "export", "2.2 billion", "2021", page=PAGE, **pair),
        row("im", "import", "833 million", "2021", page=PAGE, **pair),
        row("share", "trade_share", "72.5", "2021", **percent, **pair),
        row("pair-57", "trade_share", "57", "2024-07-12", unit="percent", territory="CENTRAL_ASIA"),
        row("one-57", "trade_share", "57", "2024-08-07", unit="percent", territory="CENTRAL_ASIA", **pair),
        row("stock", "investment_stock", "1.2 billion", "2024-06-01", **pair),
        row("flow", "investment_flow", "1.2 billion", "2023", **pair),
        row("kip", "project_value", "286 billion", "2025-01-06", unit="LAK", subject="gate"),
        row("usd", "project_value", "900 million", "2025-01-06", subject="gate"),
        row("rate", "exchange_rate", "525.1", "2025-01-06", unit="LAK"),
        row("rate-2", "exchange_rate", "524.9", "2025-01-06", unit="LAK"),
        row("now", "trade_turnover", "7 billion", "2025-12-31", side="LAO", bound="gt"),
    ]


def reconciled(inputs: dict[str, list[Any]]) -> Ledger:
    """Return the ledger of the case."""
    return reconcile(
        inputs["documents"], inputs["claims"], inputs["rows"], inputs["row_figures"], inputs["series"], INFO
    )


@cache
def whole() -> bytes:
    """Return the ledger of the wider case in the order in which it is written here."""
    return msgspec.json.encode(reconciled(wider()))


def test_the_wider_case_wakes_every_rule_on_levels_and_stocks() -> None:
    found = {check.rule for check in reconciled(wider()).checks}
    assert found >= {
        "retold", "money_for_measure", "average_levels", "share_levels", "shares_hundred", "share_meanings",
        "stock_falls", "stock_as_flow", "currencies", "present_level",
    }  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_inputs_changes_nothing(dice: random.Random) -> None:
    inputs = wider()
    for listed in inputs.values():
        dice.shuffle(listed)
    assert msgspec.json.encode(reconciled(inputs)) == whole()


def test_a_document_read_twice_changes_nothing() -> None:
    inputs = case()
    inputs["claims"] *= 2
    assert reconciled(inputs) == reconciled(case())


def test_the_ledger_of_the_invented_case_is_the_one_that_was_checked_by_hand() -> None:
    found = msgspec.json.format(msgspec.json.encode(reconciled(case())), indent=1)
    assert found.decode() + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_every_check_of_the_case_uses_known_codes_and_shows_its_terms() -> None:
    found = reconciled(case())
    known = {figure.id for figure in found.figures}
    for check in found.checks:
        assert check.rule in rules()
        assert check.operator == rules()[check.rule]["operator"]
        assert check.verdict in codes("verdicts")
        assert {cause.code for cause in check.causes} <= codes("causes")
        assert check.terms
        assert check.against or check.rule == "shares_hundred"
        assert {name for name in (*check.terms, *check.against) if "/" not in name} <= known
    assert len({check.id for check in found.checks}) == len(found.checks)


def test_every_figure_belongs_to_exactly_one_fact() -> None:
    found = reconciled(case())
    told = sorted(name for fact in found.facts for name in fact.figures)
    assert told == sorted(figure.id for figure in found.figures)


def test_a_case_with_nothing_in_it_gives_an_empty_ledger() -> None:
    assert reconcile((), (), (), (), (), INFO) == Ledger(figures=(), facts=(), checks=(), promises=(), placements=())


def test_a_claim_whose_document_is_missing_is_still_a_figure() -> None:
    found = reconcile((), (claim("lost", "jobs", "500", "2024-05-02"),), (), (), (), INFO)
    assert [figure.source.document for figure in found.figures] == ["note.txt"]


def test_work_grows_with_the_number_of_figures_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    done = Counter[int]()

    def counting(size: int) -> Callable[[Interval, Interval], bool]:
        def compared(left: Interval, right: Interval) -> bool:
            done[size] += 1
            return compatible(left, right)

        return compared

    for size in (400, 1600):
        for module in ("clusters", "knots", "levels", "snapshots", "portfolio", "partitions", "checks"):
            monkeypatch.setattr(f"karvon.reconcile.{module}.compatible", counting(size))
        reconcile((), (), (), many(size), (), INFO)
    assert done[400] > 0
    assert done[1600] < 6 * done[400]


def many(size: int) -> list[Figure]:
    """Return counts and values of portfolios, each told by a page on four days."""
    figures = []
    for place in range(size):
        subject, day = f"p{place // 8}", f"202{place // 2 % 4}-03-11"
        indicator = ("project_count", "project_value")[place % 2]
        page = f"https://example.org/{subject}/{day}"
        figures.append(row(f"n{place}", indicator, str(place % 97 + 1), day, subject=subject, page=page))
    return figures
