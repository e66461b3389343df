"""Measure how long the ledger takes for many claims of many documents, and for one document more.

Run: python bench/reconcile_scale.py [claims] [countries]. The claims are drawn with a fixed seed: trade, portfolios
and companies of the pairs of fifteen countries (or of fewer: two make one pair) over ten years, told again by later
documents, now and then with another number. Answers are kept in memory, then in files.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from karvon.model.claim import Claim
from karvon.model.dates import Period, Span, year_span
from karvon.model.document import Document
from karvon.model.ledger import Ledger
from karvon.model.results import CaseInfo
from karvon.model.values import written
from karvon.reconcile import Kept, Remembered, reconcile
from karvon.reconcile.known import inputs
from karvon.reconcile.parts import parts
from karvon.standing import in_files
from karvon.steps import Steps

COUNTRIES = ("KAZ", "UZB", "KGZ", "TJK", "TKM", "RUS", "CHN", "TUR", "AZE", "GEO", "ARM", "BLR", "IRN", "IND", "ARE")
TRADE = ("trade_turnover", "export", "import")
PER_DOCUMENT = 12
INFO = CaseInfo(
    name="scale",
    title_ru="Масштаб",
    title_en="Scale",
    countries=("KAZ", "UZB"),
    as_of=dt.date(2026, 3, 31),
    collected=dt.date(2026, 3, 31),
)


def drawn(count: int, seed: int = 1, countries: int = len(COUNTRIES)) -> tuple[list[Document], list[Claim]]:
    """Return documents of twelve claims each, `count` claims in all, on pairs of the first `countries`."""
    chance = random.Random(seed)
    documents, claims = [], []
    for number in range((count + PER_DOCUMENT - 1) // PER_DOCUMENT):
        day = dt.date(2016, 1, 1) + dt.timedelta(days=chance.randrange(3650))
        name = f"d{seed}-{number}.txt"
        documents.append(
            Document(
                id=name,
                file=name,
                text=name,
                language="en",
                outlet=f"outlet {number % 40}",
                published=Span(day, day),
                dated_by=chance.choice(("header", "header", "header", "unresolved")),
            )
        )
        pair = tuple(chance.sample(COUNTRIES[:countries], 2))
        claims += [_claim(chance, name, day, pair, place) for place in range(PER_DOCUMENT)]
    return documents, claims[:count]


def _claim(chance: random.Random, document: str, day: dt.date, pair: tuple[str, ...], place: int) -> Claim:
    kind = chance.random()
    period, unit, stage = Period(day, day, None, "point", "header_date"), "USD", None
    if kind < 0.6:
        days = year_span(day.year - chance.randrange(1, 4))
        period, indicator = Period(days.first, days.last, None, "period", "explicit"), chance.choice(TRADE)
    elif kind < 0.85:
        indicator, stage = (
            chance.choice(("project_count", "project_value")),
            chance.choice(("all", "done", "under_way")),
        )
        unit = "USD" if indicator == "project_value" else "project"
    else:
        indicator, unit = "company_count", "company"
    digits = _told(chance, (*sorted(pair), indicator, str(stage), period.start), unit)
    number = written(digits, Decimal(1 if unit != "USD" else 10**9), counted=unit != "USD")
    return Claim(
        id=f"{document}-{place}", document=document, kind="quantity", start=place * 10, end=place * 10 + 5,
        quote=digits, indicator=indicator, subject=indicator, value=number.value, low=number.low, high=number.high,
        bound="eq", unit=unit, change="level", reporter=pair[0], partner=pair[1], stage=stage, status="actual",
        period=period, speech="narration",
    )  # fmt: skip


def _told(chance: random.Random, slot: tuple[object, ...], unit: str) -> str:
    """Return what a page says of the number that holds: mostly that number with one or two digits, at times another."""
    held = random.Random(repr(slot)).uniform(0.5, 9.5)
    said = held * chance.choice((1, 1, 1, 1, 1, 1, 1, 1, 1, 1.2))
    return f"{said:.{chance.choice((1, 1, 2))}f}" if unit == "USD" else str(round(said * 10))


def measured(told: str, kept: Kept, documents: list[Document], claims: list[Claim]) -> Ledger:
    """Return the ledger and print what it took: seconds of one core, and the most memory so far."""
    start = time.process_time()
    ledger = reconcile(documents, claims, (), (), (), INFO, kept)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{told}: {len(claims)} claims, {spent:.2f} s of one core, {peak:.0f} MB")
    return ledger


def main(arguments: list[str]) -> None:
    """Print seconds of one core and memory: for the whole, for one document more, and for nothing new."""
    count = int(arguments[0]) if arguments else 100_000
    countries = int(arguments[1]) if len(arguments) > 1 else len(COUNTRIES)
    documents, claims = drawn(count, countries=countries)
    pages, more = drawn(PER_DOCUMENT, seed=2, countries=countries)
    longer, further = [*documents, *pages], [*claims, *more]
    found = parts(inputs(documents, claims, (), (), (), INFO))
    print(f"{len(found)} parts, the largest of {max(len(part.inputs.claims) for part in found)} claims")
    memory = Remembered()
    measured("whole", memory, documents, claims)
    ledger = measured("one document more", memory, longer, further)
    measured("nothing new", memory, longer, further)
    print(f"{len(ledger.facts)} facts, {len(ledger.checks)} checks")
    with tempfile.TemporaryDirectory() as folder:
        measured("whole, kept in files", in_files(Steps(Path(folder))), documents, claims)
        again = measured("one document more, from files", in_files(Steps(Path(folder))), longer, further)
    assert again == ledger


if __name__ == "__main__":
    main(sys.argv[1:])
