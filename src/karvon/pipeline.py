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

from karvon.measure import Loads, grow, left_out, load_data, measure, outlook_from, trade_series
from karvon.model.document import Reading
from karvon.model.loading import DataFile
from karvon.model.measures import TradeSeries
from karvon.model.odds import Outlook
from karvon.model.override import Override
from karvon.model.products import Goods
from karvon.model.results import CaseInfo, Results
from karvon.model.row import Row
from karvon.model.vocabulary import tables as table_names
from karvon.read import read_files, to_json
from karvon.reconcile import Glance, judged
from karvon.recording import record
from karvon.registry import corrections, figures, known, out, overrides
from karvon.shelf import Shelf
from karvon.standing import Standing, Texts
from karvon.steps import Steps, key_of, silent, stage
from karvon.store import Registry

OURS = ("documents", "claims")  # what was read: it is recorded in the registry, and never read back from there
JUDGED = ("corrections", "overrides")  # what people said of it
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
    standing, loads, made = stand(case, tell)
    corrected = standing.texts.all()
    documents, claims, findings = out(corrected.readings, info)
    tell("reconcile", 0, 1)
    ledger = standing.ledger(documents, claims)
    tell("reconcile", 1, 1)
    tell("measure", 0, 1)
    measures = measure(standing.series, ledger, info, loads.releases)
    tell("measure", 1, 1)
    goods = grown(case, steps, tell, loads) if loads.reports else Goods()
    odds = stage(steps, tell, "odds", Outlook, outlook_from(case.work), measures, ledger, info, loads.reports)
    judgement = judged(ledger, made, documents, claims, standing.rows)
    return Results(
        case=info,
        documents=documents,
        claims=claims,
        rows=standing.rows,
        ledger=judgement.ledger,
        measures=measures,
        findings=(*findings, *loads.findings, *left_out(standing.numbers, info), *judgement.findings),
        corrections=tuple(one for one in corrected.corrections if one.document in {held.file for held in documents}),
        overrides=judgement.overrides,
        loads=loads.reports,
        goods=goods,
        outlook=odds,
    )


def stand(
    case: Case, tell: Progress, glances: dict[str, Glance] | None = None
) -> tuple[Standing, Loads, tuple[Override, ...]]:
    """Read and record what is new in a case; return where it stands, its trade files, and the verdicts of people.

    `glances` are large parts of the ledger as this process glanced at them last, where the caller keeps them.
    """
    info, steps = case.info, Steps(case.work / "cache")
    texts, rows, made = maintained(case, on_shelf(case, steps, tell), steps, tell)
    loads = loaded(case, tell)
    numbers = figures(rows := (*rows, *loads.rows), info)
    series = stage(steps, tell, "trade", tuple[TradeSeries, ...], trade_series, numbers, info)
    return Standing(steps, texts, (rows, numbers, series, info), glances), loads, made


def loaded(case: Case, tell: Progress = silent) -> Loads:
    """Load the trade files, each kept by its content, its description, and the code that loads."""
    return load_data(case.data(), case.work, key_of, case.info, tell)


def grown(case: Case, steps: Steps, tell: Progress, loads: Loads) -> Goods:
    """Return what the trade files tell of goods, kept or computed."""
    inputs = (loads.reports, case.info, loads.given)
    return stage(steps, tell, "growth", Goods, lambda *held: grow(case.work, *held), *inputs)


def read_all(case: Case) -> tuple[Reading, ...]:
    """Return what is read in the documents of a case, before any correction."""
    return on_shelf(case, Steps(case.work / "cache"), silent).readings()


def on_shelf(case: Case, steps: Steps, tell: Progress) -> Shelf:
    """Read what is new among the documents; one that cannot be read gives a finding and the others are read."""
    shelf = Shelf(steps, case.documents(), read_files)
    shelf.look(lambda done: tell("read", done, len(shelf.paths)))
    return shelf


def maintained(
    case: Case, shelf: Shelf, steps: Steps, tell: Progress
) -> tuple[Texts, tuple[Row, ...], tuple[Override, ...]]:
    """Record what was read and corrected; return it, the rows people maintain as known on the day, their verdicts."""
    tell("registry", 0, 1)
    with Registry.open(case.database) as registry:
        texts = Texts(shelf, corrections(registry.rows("corrections")))
        record(registry, texts.marks_by_id, texts.of_ids, to_json, steps)
        tables = registry.all_rows(tables=[name for name in table_names() if name not in OURS])
    rows = known([row for name, table in tables.items() if name not in JUDGED for row in table], case.info)
    tell("registry", 1, 1)
    return texts, rows, overrides(tables["overrides"])
