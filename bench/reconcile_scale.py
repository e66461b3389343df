"""Measure how long the ledger takes for many claims of many documents, and for one document more.

Run: python bench/reconcile_scale.py [claims] [countries]. The claims are drawn with a fixed seed: trade, portfolios
and companies of the pairs of fifteen countries (or of fewer: two make one pair) over ten years, told again by later
documents, now and then with another number. Without arguments both sizes that have a budget are measured: 100,000
claims of 5,000 documents over all pairs, and 20,000 claims of one pair. Every way is measured in a process of its own
that may take 2 GB: the library with answers in memory, then a case on disk, as a command or a notebook meets it. What
was read is put where a run keeps it; the document that is added is a text, and is read.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec

from karvon.case import Case
from karvon.model.claim import Claim
from karvon.model.dates import Period, Span, year_span
from karvon.model.document import Document, Reading
from karvon.model.ledger import Ledger
from karvon.model.results import CaseInfo
from karvon.model.values import written
from karvon.reconcile import Remembered, reconcile
from karvon.reconcile.known import inputs
from karvon.reconcile.parts import parts
from karvon.steps import Steps, digest, file_digest, key_of

MEMORY = 2 * 2**30  # bytes that a process may take
MINUTE, SECOND = 60.0, 1.0  # what everything and what one document more may take of one core
SIZES = (("100000", "15"), ("20000", "2"))
MORE = """Summary, not the original
Source: Outlet {number}
Date: 14 May 2024
Address: https://example.org/more{number}

Trade between Kazakhstan and Uzbekistan reached {number}.7 billion US dollars in 2023.
Exports of Kazakhstan to Uzbekistan amounted to {number}.1 billion US dollars in 2023.
Kazakhstan and Uzbekistan are carrying out 6{number} joint projects.
"""
COUNTRIES = ("KAZ", "UZB", "KGZ", "TJK", "TKM", "RUS", "CHN", "TUR", "AZE", "GEO", "ARM", "BLR", "IRN", "IND", "ARE")
TRADE = ("trade_turnover", "export", "import")
PER_DOCUMENT = 20
INFO = CaseInfo(
    name="scale",
    title_ru="Масштаб",
    title_en="Scale",
    countries=("KAZ", "UZB"),
    as_of=dt.date(2026, 3, 31),
    collected=dt.date(2026, 3, 31),
)


def drawn(count: int, seed: int = 1, countries: int = len(COUNTRIES)) -> tuple[list[Document], list[Claim]]:
    """Return documents of twenty claims each, `count` claims in all, on pairs of the first `countries`."""
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


def measured(told: str, budget: float | None, work: Callable[[], object]) -> None:
    """Do some work and print what it took: seconds of one core and by the clock, and the most memory so far."""
    core, clock = time.process_time(), time.perf_counter()
    work()
    core, clock = time.process_time() - core, time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = "" if budget is None else f", {'within' if core < budget else 'OVER'} {budget:.0f} s"
    print(f"  {told}: {core:.2f} s of one core ({clock:.2f} s by the clock), {peak:.0f} MB{asked}", flush=True)


def in_memory(count: int, countries: int) -> None:
    """Measure the library: everything, one document more, nothing new."""
    documents, claims = drawn(count, countries=countries)
    pages, more = drawn(PER_DOCUMENT, seed=2, countries=countries)
    found = parts(inputs(documents, claims, (), (), (), INFO))
    print(f"  {len(found)} parts, the largest of {max(len(part.inputs.claims) for part in found)} claims", flush=True)
    memory = Remembered()

    def ledger(pages: list[Document], told: list[Claim]) -> Ledger:
        return reconcile(pages, told, (), (), (), INFO, memory)

    measured("everything", MINUTE, lambda: ledger(documents, claims))
    measured("one document more", SECOND, lambda: ledger([*documents, *pages], [*claims, *more]))
    measured("nothing new", SECOND, lambda: ledger([*documents, *pages], [*claims, *more]))


def laid_out(folder: Path, count: int, countries: int) -> None:
    """Make a case on disk with what was read in its documents where a run keeps it."""
    from karvon.case import new  # noqa: PLC0415

    case = new(folder, ("KAZ", "UZB"), as_of=INFO.as_of)
    documents, claims = drawn(count, countries=countries)
    steps = Steps(case.work / "cache")
    for number, document in enumerate(documents):
        path = folder / "documents" / document.file
        path.write_text(document.text, encoding="utf-8")
        own = tuple(claims[number * PER_DOCUMENT : (number + 1) * PER_DOCUMENT])
        name = digest(document.text.encode())
        named = msgspec.structs.replace(document, id=name[:16], sha256=name)
        reading = Reading(document=named, claims=own)
        key = key_of(("read",), path.name, file_digest(path))
        steps.keep(f"read-{digest(path.name.encode())[:16]}", key, (reading,))


def on_disk(folder: Path, way: str) -> None:
    """Measure a case on disk in a process that begins here."""
    from karvon import open as opened  # noqa: PLC0415

    case = opened(folder)
    measured("what is imported", None, lambda: __import__("karvon.case.served"))
    budget = MINUTE if way == "first" else SECOND
    if way == "run":
        measured("all results, nothing new", None, case.run)
        return
    if way == "more":
        measured("one document more, a new process", budget, lambda: more(case, 1))
        measured("one document more, the same process", budget, lambda: more(case, 2))
        return
    measured({"first": "everything, read before", "again": "nothing new"}[way], budget, case.ledger)


def more(case: Case, number: int) -> None:
    """Add a document to a case and ask for its ledger."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"more{number}.txt"
        path.write_text(MORE.format(number=number), encoding="utf-8")
        case.add([path])
    case.ledger()


def main(arguments: list[str]) -> None:
    """Print what every way takes, each in a process of its own."""
    if arguments[:1] == ["--way"]:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        way, *rest = arguments[1:]
        if way == "memory":
            in_memory(int(rest[0]), int(rest[1]))
        else:
            on_disk(Path(rest[0]), way)
        return
    for count, countries in [tuple(arguments)] if arguments else SIZES:
        print(f"{count} claims, {countries} countries: in memory", flush=True)
        child("memory", count, countries)
        with tempfile.TemporaryDirectory() as folder:
            laid_out(Path(folder) / "case", int(count), int(countries))
            print("on disk", flush=True)
            for way in ("first", "again", "more", "run"):
                child(way, str(Path(folder) / "case"))


def child(*arguments: str) -> None:
    """Measure one way in a process of its own."""
    subprocess.run([sys.executable, __file__, "--way", *arguments], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
