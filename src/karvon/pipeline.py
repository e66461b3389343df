"""The way through the house: a case goes in, its results come out, every step kept by the hash of its inputs.

    documents ─── read ── registry ─┐
    tables ───────────── registry ──┼─ reconcile ─ measure ─ results
    trade files ─ flows ─ series ───┘
What is read or loaded is kept at once: an interrupted run goes on where it stopped. Rooms import what is heavy last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from karvon.measure import Loads, grow, load_data, measure, outlook, trade_series
from karvon.model.document import Finding, Reading
from karvon.model.loading import DataFile
from karvon.model.measures import TradeSeries
from karvon.model.odds import Outlook
from karvon.model.override import Override
from karvon.model.products import Goods
from karvon.model.results import CaseInfo, Results
from karvon.model.row import Row
from karvon.read import read_files, to_json
from karvon.reconcile import Answer, Kept, Part, Settle, judged, reconcile
from karvon.recording import record
from karvon.registry import Corrected, correct, corrections, figures, known, out, overrides
from karvon.steps import Steps, digest, file_digest, key_of, silent, stage
from karvon.store import Registry

OURS = {"documents", "claims", "corrections", "overrides"}  # what was read, corrected, judged; people maintain the rest
Progress = Callable[[str, int, int], None]


class Case(Protocol):
    """What a run needs of a case: what case.toml says, its documents, its database, and a folder for its own files."""

    @property
    def info(self) -> CaseInfo:
        """What case.toml says."""

    @property
    def database(self) -> str:
        """The address of the registry database."""

    @property
    def work(self) -> Path:
        """The folder for what can be computed again."""

    def documents(self) -> Sequence[Path]:
        """The files to read, in order."""

    def data(self) -> Sequence[tuple[Path, DataFile]]:
        """The trade files to load, in order, with what is said of each."""


def run(case: Case, progress: Progress | None = None) -> Results:
    """Take a case through every step and return what came out; `progress` hears (step, done, total)."""
    info, tell, steps = case.info, progress or silent, Steps(case.work / "cache")
    corrected, rows, made = maintained(case, read_all(case.documents(), steps, tell), tell)
    loads = loaded(case, tell)
    numbers = figures(rows := (*rows, *loads.rows), info)
    documents, claims, findings = out(corrected.readings, info)
    series = stage(steps, tell, "trade", tuple[TradeSeries, ...], trade_series, numbers, info)
    tell("reconcile", 0, 1)
    ledger = reconcile(documents, claims, rows, numbers, series, info, in_files(steps))
    tell("reconcile", 1, 1)
    tell("measure", 0, 1)
    measures = measure(series, ledger, info, loads.releases)  # sooner done than seen whether the ledger is the same
    tell("measure", 1, 1)
    goods = grown(case, steps, tell, loads) if loads.reports else Goods()
    odds = stage(steps, tell, "odds", Outlook, outlook, measures, ledger, info)
    judgement = judged(ledger, made, documents, claims, rows)
    return Results(
        case=info,
        documents=documents,
        claims=claims,
        rows=rows,
        ledger=judgement.ledger,
        measures=measures,
        findings=(*findings, *loads.findings, *judgement.findings),
        corrections=tuple(one for one in corrected.corrections if one.document in {held.file for held in documents}),
        overrides=judgement.overrides,
        loads=loads.reports,
        goods=goods,
        outlook=odds,
    )


def loaded(case: Case, tell: Progress) -> Loads:
    """Load the trade files, each kept by its content, its description, and the code that loads."""
    return load_data(case.data(), case.work, key_of, case.info, tell)


def grown(case: Case, steps: Steps, tell: Progress, loads: Loads) -> Goods:
    """Return what the trade files tell of goods, kept or computed."""
    inputs = (loads.reports, case.info, loads.listed)
    return stage(steps, tell, "growth", Goods, lambda *held: grow(case.work, *held), *inputs)


def read_all(paths: Sequence[Path], steps: Steps, tell: Progress) -> tuple[Reading, ...]:
    """Read every document of the case; one that cannot be read gives a finding and the others are read all the same."""
    readings: list[Reading] = []
    for done, path in enumerate(paths):
        tell("read", done, len(paths))
        readings += read_one(path, steps)
    tell("read", len(paths), len(paths))
    return tuple(readings)


def read_one(path: Path, steps: Steps) -> tuple[Reading, ...]:
    """Read the documents of one file, or take the readings kept for the same name and content."""
    try:
        key = key_of(("read",), path.name, file_digest(path))
        name = f"read-{digest(path.name.encode())[:16]}"
        return steps.step(name, tuple[Reading, ...], key, lambda: tuple(read_files(path)))
    except OSError:
        return tuple(read_files(path))
    except Exception as error:
        return (failed(path.name, f"{type(error).__name__}: {error}"),)


def failed(name: str, error: str) -> Reading:
    """Return the reading of a file on which the program itself failed: one finding."""
    return Reading(document=None, findings=(Finding(name, "", "run.document_failed", params=(("error", error),)),))


def maintained(
    case: Case, readings: Sequence[Reading], tell: Progress
) -> tuple[Corrected, tuple[Row, ...], tuple[Override, ...]]:
    """Record what was read and corrected; return it, the rows people maintain as known on the day, their verdicts."""
    tell("registry", 0, 1)
    with Registry.open(case.database) as registry:
        corrected = correct(readings, corrections(registry.rows("corrections")))
        record(registry, corrected, to_json)
        tables = registry.all_rows()
    rows = known([row for name, table in tables.items() if name not in OURS for row in table], case.info)
    tell("registry", 1, 1)
    return corrected, rows, overrides(tables["overrides"])


def in_files(steps: Steps) -> Kept:
    """Return what keeps the answer to every part of the ledger in its own file: only what changed is reconciled."""

    def kept(part: Part, settle: Settle) -> Answer:
        key = key_of(("reconcile", "registry", "say"), part.digest())
        return steps.step(f"part-{digest(part.name.encode())[:16]}", Answer, key, lambda: settle(part.inputs))

    return kept
