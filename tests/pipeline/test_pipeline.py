"""A run takes a case through every room, keeps what it did, goes on after trouble, and knows nothing past its day."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from karvon import pipeline, standing
from karvon.model.document import Reading
from karvon.model.loading import DataFile
from karvon.model.results import CaseInfo, Results
from karvon.pipeline import run
from karvon.read import read_files
from karvon.store import Registry

DAY = dt.date(2024, 6, 30)
INFO = CaseInfo(name="kgz-tjk", title_ru="Пара", title_en="Pair", countries=("KGZ", "TJK"), as_of=DAY, collected=DAY)
TRADE = """Summary, not the original
Source: Example Times
Date: {date}
Address: https://example.org/trade

Trade between Kyrgyzstan and Tajikistan reached 320 million US dollars in 2023.
The two countries plan 12 joint projects.
"""


class Folder(msgspec.Struct, frozen=True):
    """A case as a run sees it."""

    path: Path
    info: CaseInfo = INFO

    @property
    def database(self) -> str:
        return f"sqlite:///{self.path / 'registry.db'}"

    @property
    def work(self) -> Path:
        return self.path / ".karvon"

    def documents(self) -> list[Path]:
        return sorted((self.path / "documents").iterdir())

    def data(self) -> list[tuple[Path, DataFile]]:
        return [(path, DataFile(file=path.name)) for path in sorted((self.path / "data").glob("*"))]


@pytest.fixture
def case(tmp_path: Path) -> Folder:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(1, 4):
        text = TRADE.format(date=f"{number} June 2024").replace("320", f"32{number}")
        (documents / f"{number}.txt").write_text(text, encoding="utf-8")
    return Folder(tmp_path)


class Reader:
    """Reads as karvon.read does, and remembers which files it was asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, broken: str = "", stop_at: str = "") -> None:
        self.asked: list[str] = []
        self.broken, self.stop_at = broken, stop_at
        self.read = read_files
        monkeypatch.setattr(pipeline, "read_files", self)

    def __call__(self, path: Path) -> Iterator[Reading]:
        if path.name == self.stop_at:
            raise KeyboardInterrupt
        self.asked.append(path.name)
        if path.name == self.broken:
            raise RecursionError("too deep")
        return self.read(path)


def encoded(results: Results) -> bytes:
    return msgspec.json.encode(results)


def test_run_gives_documents_claims_and_a_ledger_over_them(case: Folder) -> None:
    results = run(case)
    assert [document.file for document in results.documents] == ["1.txt", "2.txt", "3.txt"]
    assert {claim.document for claim in results.claims} == {"1.txt", "2.txt", "3.txt"}
    assert {figure.id for figure in results.ledger.figures} <= {claim.id for claim in results.claims}
    assert [finding for finding in results.findings if finding.severity == "error"] == []


def test_second_run_reads_nothing_and_gives_the_same_bytes(case: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(case)
    reader = Reader(monkeypatch)
    monkeypatch.setattr(standing, "settled", None)
    monkeypatch.setattr(pipeline, "trade_series", None)
    assert encoded(run(case)) == encoded(first)
    assert reader.asked == []


def test_same_case_in_another_folder_gives_the_same_bytes(
    case: Folder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Folder(tmp_path_factory.mktemp("elsewhere"))
    (other.path / "documents").mkdir()
    for path in reversed(case.documents()):
        (other.path / "documents" / path.name).write_bytes(path.read_bytes())
    assert encoded(run(case)) == encoded(run(other))


def test_interrupted_run_continues_where_it_stopped(case: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = Reader(monkeypatch, stop_at="3.txt")
    with pytest.raises(KeyboardInterrupt):
        run(case)
    assert stopped.asked == ["1.txt", "2.txt"]
    stopped.stop_at = ""
    assert len(run(case).documents) == 3
    assert stopped.asked == ["1.txt", "2.txt", "3.txt"]


def test_changed_document_alone_is_read_again(case: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(case)
    reader = Reader(monkeypatch)
    changed = case.documents()[1]
    changed.write_text(changed.read_text(encoding="utf-8").replace("322", "345"), encoding="utf-8")
    results = run(case)
    assert reader.asked == ["2.txt"]
    assert any("345 million" in claim.quote for claim in results.claims)


def test_one_broken_document_gives_a_finding_and_the_batch_goes_on(
    case: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    Reader(monkeypatch, broken="2.txt")
    results = run(case)
    assert [document.file for document in results.documents] == ["1.txt", "3.txt"]
    assert [(finding.file, finding.code) for finding in results.findings] == [("2.txt", "run.document_failed")]


def test_empty_and_binary_files_give_findings_with_their_names(case: Folder) -> None:
    (case.path / "documents" / "4.txt").write_bytes(b"")
    (case.path / "documents" / "5.txt").write_bytes(bytes(range(256)) * 40)
    results = run(case)
    assert {finding.file for finding in results.findings if finding.severity == "error"} == {"4.txt", "5.txt"}
    assert len(results.documents) == 3


def test_document_that_vanishes_gives_a_finding(case: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    there = case.documents()
    monkeypatch.setattr(Folder, "documents", lambda _: [*there, case.path / "documents" / "gone.txt"])
    results = run(case)
    assert [finding.file for finding in results.findings] == ["gone.txt"]
    assert len(results.documents) == 3


def test_archive_in_a_case_gives_its_documents_and_is_read_once(case: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(case.path / "documents" / "more.zip", "w") as archive:
        for number in (5, 6):
            archive.writestr(f"{number}.txt", TRADE.format(date=f"{number} June 2024").replace("320", f"33{number}"))
        archive.writestr("empty.txt", "")
    results = run(case)
    assert [document.file for document in results.documents][3:] == ["more.zip#5.txt", "more.zip#6.txt"]
    assert [(one.file, one.code) for one in results.findings] == [("more.zip#empty.txt", "read.file_empty")]
    reader = Reader(monkeypatch)
    assert encoded(run(case)) == encoded(results)
    assert reader.asked == []


def test_document_of_a_later_day_is_left_out_with_a_finding(case: Folder) -> None:
    (case.path / "documents" / "late.txt").write_text(TRADE.format(date="1 July 2024"), encoding="utf-8")
    results = run(case)
    assert "late.txt" not in {document.file for document in results.documents}
    assert "late.txt" not in {claim.document for claim in results.claims}
    assert [(one.file, one.code, one.severity) for one in results.findings] == [
        ("late.txt", "run.document_later", "warning")
    ]


def test_undated_document_counts_as_published_when_the_material_was_gathered(case: Folder) -> None:
    text = TRADE.format(date="not shown on the page")
    (case.path / "documents" / "undated.txt").write_text(text, encoding="utf-8")
    assert "undated.txt" in {document.file for document in run(case).documents}
    early = msgspec.structs.replace(INFO, as_of=DAY - dt.timedelta(days=1))
    assert "undated.txt" not in {document.file for document in run(Folder(case.path, early)).documents}


def test_progress_names_every_step_and_ends_each(case: Folder) -> None:
    heard: list[tuple[str, int, int]] = []
    run(case, lambda *news: heard.append(news))
    steps = list(dict.fromkeys(step for step, _, _ in heard))
    assert steps == ["read", "registry", "trade", "reconcile", "measure", "odds"]
    assert [next(news for news in reversed(heard) if news[0] == step)[1:] for step in steps] == [(3, 3)] + [(1, 1)] * 5


def test_registry_holds_documents_and_claims_once_however_often_the_case_runs(case: Folder) -> None:
    results = run(case)
    run(case)
    with Registry.open(case.database) as registry:
        assert {row.id for row in registry.rows("claims")} == {claim.id for claim in results.claims}
        assert [row.revision for row in registry.rows("documents")] == [1, 1, 1]
        records = {row.id: msgspec.json.decode(row.cells["record"]) for row in registry.rows("claims")}
    assert all(records[claim.id]["quote"] == claim.quote for claim in results.claims)


def test_claims_of_a_changed_document_are_retired_not_deleted(case: Folder) -> None:
    before = {claim.id for claim in run(case).claims}
    changed = case.documents()[0]
    changed.write_text(changed.read_text(encoding="utf-8").replace("321", "399"), encoding="utf-8")
    now = {claim.id for claim in run(case).claims}
    assert before - now
    with Registry.open(case.database) as registry:
        assert {row.id for row in registry.rows("claims")} == now
        assert {revision.row.id for revision in registry.history("claims") if revision.retired} == before - now
        assert len(registry.rows("documents")) == 3


def test_documents_that_someone_else_entered_stay(case: Folder) -> None:
    run(case)
    case.documents()[0].unlink()
    run(case)
    with Registry.open(case.database) as registry:
        assert sorted(row.cells["file"] for row in registry.rows("documents")) == ["1.txt", "2.txt", "3.txt"]
