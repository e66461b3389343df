"""The two known articles: every quantity with every slot, and all the agreements, bodies and hubs they name.

`seeds.csv` holds places and slots judged by hand, none of the articles' words.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from karvon.model.claim import Claim
from karvon.read import read_file

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GOLD = Path(__file__).with_name("seeds.csv")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the two articles are read from ../shared/seeds, which is missing"),
]


def _claims() -> list[Claim]:
    return [claim for path in sorted(SEEDS.glob("*.txt")) for claim in read_file(path).claims]


def _row(claim: Claim) -> dict[str, str]:
    period = claim.period
    slots: dict[str, object] = {
        name: getattr(claim, name)
        for name in (
            "document", "start", "end", "indicator", "value", "low", "high", "bound", "unit", "change", "reporter",
            "partner", "territory", "stage", "status", "speaker", "role", "speech", "outlet",
        )
    }  # fmt: skip
    slots |= {"period_start": period.start, "period_end": period.end}
    slots |= {"period_type": period.type, "resolution": period.resolution}
    return {name: "" if value is None else str(value) for name, value in slots.items()}


def test_the_articles_give_their_nineteen_quantities_with_every_slot_right() -> None:
    with GOLD.open(encoding="utf-8", newline="") as handle:
        gold = list(csv.DictReader(handle))
    found = [_row(claim) for claim in _claims() if claim.kind == "quantity"]
    assert len(gold) == 19
    for row, wanted in zip(found, gold, strict=True):
        assert row == wanted


def test_the_articles_name_five_agreements_and_thirteen_bodies_and_facilities() -> None:
    claims = _claims()
    agreements = [claim for claim in claims if claim.kind == "agreement"]
    assert len(agreements) == 5
    assert [claim.agreement_status for claim in agreements] == ["signed", None, "signed", "signed", "intends_to_accede"]
    assert agreements[3].parties == ("KAZ", "RUS", "UZB")
    assert agreements[3].date_signed == "2023-11-01"
    assert agreements[4].parties == ("BLR",)
    assert len([claim for claim in claims if claim.kind == "institution"]) == 13


def test_the_undated_article_is_bracketed_by_what_it_knows() -> None:
    undated = [claim for claim in _claims() if claim.kind == "document"][1]
    assert undated.period.resolution == "bracketed"
    assert str(undated.period.start) == "2023-11-01"
    assert undated.period.end is None
