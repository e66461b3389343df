"""Measure how long the ledger takes for many claims of many documents, and for one document more.

Run: python bench/reconcile_scale.py [claims] [countries]. The claims are drawn with a fixed seed: trade with its
growth, its present level and its targets, portfolios and companies of the pairs of fifteen countries (or of fewer: two
make one pair) over ten years, told again by later documents, now and then with another number. Without arguments all
sizes are measured: 100,000 claims of 5,000 documents over all pairs, 20,000 claims of one pair, and the worst there is,
100,000 of one pair. Every way is measured in a process of its own that may take 2 GB: the library with answers in
memory, beside what two offices report, then a case on disk, as a command or a notebook meets it. What was read is put
where a run keeps it; the document that is added is a text, and is read. The exit code is 1 when a budget is exceeded:
seconds of one core, of a machine with little else to do.
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
from karvon.model.figure import Figure, Source
from karvon.model.ledger import Ledger
from karvon.model.results import CaseInfo
from karvon.model.values import written
from karvon.reconcile import Remembered, reconcile
from karvon.reconcile.known import inputs
from karvon.reconcile.parts import parts
from karvon.steps import Steps, digest, file_digest, key_of

MEMORY = 2 * 2**30  # bytes that a process may take
MINUTE, SECOND = 60.0, 1.0  # what everything and what one document more may take of one core
SIZES = (("100000", "15"), ("20000", "2"), ("100000", "2"))
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
    change, status = "level", "actual"
    if kind < 0.6:
        days = year_span(day.year - chance.randrange(1, 4))
        period, indicator = Period(days.first, days.last, None, "period", "explicit"), chance.choice(TRADE)
        if kind < 0.03:
            period = Period(day, day, None, "point", "header_date")
        elif kind < 0.06:
            status, period = "target", Period(None, dt.date(2030, 12, 31), None, "deadline", "explicit")
        elif kind < 0.1:
            change, unit = "relative_change", "percent"
    elif kind < 0.85:
        indicator, stage = (
            chance.choice(("project_count", "project_value")),
            chance.choice(("all", "done", "under_way")),
        )
        unit = "USD" if indicator == "project_value" else "project"
    else:
        indicator, unit = "company_count", "company"
    digits = _told(chance, (*sorted(pair), indicator, str(stage), period.start), unit)
    counted = unit not in ("USD", "percent")
    number = written(digits, Decimal(10**9 if unit == "USD" else 1), counted=counted)
    return Claim(
        id=f"{document}-{place}", document=document, kind="quantity", start=place * 10, end=place * 10 + 5,
        quote=digits, indicator=indicator, subject=indicator, value=number.value, low=number.low, high=number.high,
        bound="eq", unit=unit, change=change, reporter=pair[0], partner=pair[1], stage=stage, status=status,
        period=period, speech="narration",
    )  # fmt: skip


def _told(chance: random.Random, slot: tuple[object, ...], unit: str) -> str:
    """Return what a page says of the number that holds: mostly that number with one or two digits, at times another."""
    held = random.Random(repr(slot)).uniform(0.5, 9.5)
    said = held * chance.choice((1, 1, 1, 1, 1, 1, 1, 1, 1, 1.2))
    return str(round(said * 10)) if unit not in ("USD", "percent") else f"{said:.{chance.choice((1, 1, 2))}f}"


class Bench:
    """Prints what ways take, and remembers whether a budget was exceeded."""

    def __init__(self) -> None:
        self.missed = False

    def measure(self, told: str, budget: float | None, work: Callable[[], object]) -> None:
        """Do some work and print what it took: seconds of one core and by the clock, and the most memory so far."""
        core, clock = time.process_time(), time.perf_counter()
        work()
        core, clock = time.process_time() - core, time.perf_counter() - clock
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.missed |= budget is not None and core >= budget
        asked = "" if budget is None else f", {'within' if core < budget else 'OVER'} {budget:.0f} s"
        print(f"  {told}: {core:.2f} s of one core ({clock:.2f} s by the clock), {peak:.0f} MB{asked}", flush=True)


def offices() -> list[Figure]:
    """Return what both offices of the case report: exports and imports of every year."""
    return [
        Figure(
            id=f"indicator_values/{reporter}-{flow}-{year}",
            origin="row",
            indicator=flow,
            number=written(str(2000 + 100 * (year - 2010) + len(flow)), Decimal(10**6)),
            bound="eq",
            unit="USD",
            reporter=reporter,
            partner=partner,
            official=True,
            side=reporter,
            period=Period(dt.date(year, 1, 1), dt.date(year, 12, 31), None, "period", "explicit"),
            source=Source(title="office", published=Span(None, dt.date(year + 1, 4, 30))),
        )
        for reporter, partner in (INFO.countries, INFO.countries[::-1])
        for flow in ("export", "import")
        for year in range(2012, 2025)
    ]


def in_memory(bench: Bench, count: int, countries: int) -> None:
    """Measure the library: everything, one document more, nothing new."""
    documents, claims = drawn(count, countries=countries)
    pages, more = drawn(PER_DOCUMENT, seed=2, countries=countries)
    official = offices()
    found = parts(inputs(documents, claims, (), official, (), INFO))
    print(f"  {len(found)} parts, the largest of {max(len(part.inputs.claims) for part in found)} claims", flush=True)
    memory = Remembered()

    def ledger(pages: list[Document], told: list[Claim]) -> Ledger:
        return reconcile(pages, told, (), official, (), INFO, memory)

    bench.measure("everything", MINUTE, lambda: ledger(documents, claims))
    bench.measure("one document more", SECOND, lambda: ledger([*documents, *pages], [*claims, *more]))
    bench.measure("nothing new", SECOND, lambda: ledger([*documents, *pages], [*claims, *more]))


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


def on_disk(bench: Bench, folder: Path, way: str) -> None:
    """Measure a case on disk in a process that begins here."""
    from karvon import open as opened  # noqa: PLC0415

    case = opened(folder)
    bench.measure("what is imported", None, lambda: __import__("karvon.case.served"))
    if way == "run":
        bench.measure("all results, nothing new", None, case.run)
    elif way == "more":
        bench.measure("one document more, a new process", SECOND, lambda: more(case, 1))
        bench.measure("one document more, the same process", SECOND, lambda: more(case, 2))
    elif way == "first":
        bench.measure("everything, read before", MINUTE, case.ledger)
    else:
        bench.measure("nothing new", SECOND, case.ledger)
    kept = sum(path.stat().st_size for path in (folder / ".karvon").rglob("*") if path.is_file()) / 2**20
    print(f"  what is kept: {kept:.0f} MB", flush=True)


def more(case: Case, number: int) -> None:
    """Add a document to a case and ask for its ledger."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"more{number}.txt"
        path.write_text(MORE.format(number=number), encoding="utf-8")
        case.add([path])
    case.ledger()


def main(arguments: list[str]) -> int:
    """Print what every way takes, each in a process of its own; return 1 when a budget is exceeded."""
    if arguments[:1] == ["--way"]:
        return one_way(*arguments[1:])
    missed = False
    for count, countries in [(arguments[0], arguments[1])] if arguments else SIZES:
        print(f"{count} claims, {countries} countries: in memory", flush=True)
        missed |= child("memory", count, countries)
        with tempfile.TemporaryDirectory() as folder:
            laid_out(Path(folder) / "case", int(count), int(countries))
            print("on disk", flush=True)
            for way in ("first", "again", "more", "run"):
                missed |= child(way, count, countries, str(Path(folder) / "case"))
    return int(missed)


def one_way(way: str, count: str, countries: str, folder: str = "") -> int:
    """Measure one way in this process; return 1 when a budget is exceeded."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    bench = Bench()
    if way == "memory":
        in_memory(bench, int(count), int(countries))
    else:
        on_disk(bench, Path(folder), way)
    return int(bench.missed)


def child(*arguments: str) -> bool:
    """Measure one way in a process of its own; say whether a budget was exceeded."""
    done = subprocess.run([sys.executable, __file__, "--way", *arguments], check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.returncode)
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
