"""What is kept of a case serves the next run, and whatever happens to it the ledger is the one from scratch."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from karvon import pipeline, recording, standing, steps
from karvon.case import Case, new
from karvon.case.frames import checks_frame
from karvon.model.document import Document, Reading
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.read import read_files
from karvon.reconcile import Answer, Inputs, resuming, settled
from karvon.reconcile.lasting import Lasting
from karvon.store import Change, Registry

PAIRS = (("Kyrgyzstan", "Tajikistan"), ("Kyrgyzstan", "Mongolia"), ("Tajikistan", "Mongolia"))
PAGE = """Summary, not the original
Source: Example Times
Date: {day} June 2024
Address: https://example.org/{name}

Trade between {left} and {right} reached {trade} million US dollars in 2023.
{left} and {right} are carrying out {projects} joint projects.
{tonnes} thousand tonnes of flour were carried between {left} and {right} in 2023.
The companies shipped goods for 60 million dollars of wheat by rail to {right}.
"""


def page(name: str, dice: random.Random) -> str:
    left, right = dice.choice(PAIRS)
    numbers = {
        "trade": dice.choice((320, 330, 3300)),
        "projects": dice.choice((12, 15)),
        "tonnes": dice.choice((60, 70)),
    }
    return PAGE.format(name=name, day=dice.randrange(1, 29), left=left, right=right, **numbers)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new(tmp_path / "case", ("KGZ", "TJK"))
    for number in range(4):
        write(made, f"{number}.txt", random.Random(number))
    return made


def write(case: Case, name: str, dice: random.Random) -> None:
    (case.folder / "documents" / name).write_text(page(name, dice), encoding="utf-8")


def encoded(results: Results) -> bytes:
    return msgspec.json.encode(results)


def anew(case: Case) -> Results:
    """Return the results of a case with nothing kept."""
    other = case.folder.with_name("anew")
    shutil.copytree(case.folder, other, ignore=shutil.ignore_patterns(".karvon", "karvon.db*"))
    try:
        return msgspec.structs.replace(case, folder=other, database=f"sqlite:///{other / 'karvon.db'}").run()
    finally:
        shutil.rmtree(other)


@pytest.mark.parametrize(("seed", "many", "few"), [(0, 200, 8), (1, 1, 8), (2, 1, 0)])
def test_whatever_happens_to_the_documents_the_kept_ledger_is_the_one_from_scratch(
    case: Case, monkeypatch: pytest.MonkeyPatch, seed: int, many: int, few: int
) -> None:
    monkeypatch.setattr(standing, "MANY", many)
    monkeypatch.setattr(resuming, "FEW", few)
    dice = random.Random(seed)
    for step in range(4):
        kind, name = dice.choice(("add", "add", "remove", "rewrite")), dice.choice(case.documents()).name
        if kind == "remove":
            (case.folder / "documents" / name).unlink()
        else:
            write(case, f"new{step}.txt" if kind == "add" else name, dice)
        served = case.ledger()
        results = case.run()
        assert encoded(results) == encoded(anew(case))
        assert served.equals(checks_frame(results))


class Stopping:
    """Settles parts until it is interrupted."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, given: Inputs, before: Lasting | None = None) -> Answer:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return settled(given, before)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_interrupted_run_leaves_what_the_next_one_can_use(
    case: Case, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    case.ledger()
    for number in range(4, 7):
        write(case, f"{number}.txt", random.Random(number))
    with monkeypatch.context() as patch:
        patch.setattr(standing, "settled", Stopping(after))
        with pytest.raises(KeyboardInterrupt):
            case.ledger()
    wanted = anew(case)
    assert case.ledger().equals(checks_frame(wanted))
    assert encoded(case.run()) == encoded(wanted)


@pytest.mark.parametrize("many", [200, 1])
def test_kept_files_that_are_lost_or_damaged_are_made_again(
    case: Case, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(standing, "MANY", many)
    wanted = case.ledger()
    for path in sorted((case.work / "cache").iterdir()):
        content = path.read_bytes()
        for damaged in (b"", content[: len(content) // 2], None):
            path.unlink() if damaged is None else path.write_bytes(damaged)
            assert case.ledger().equals(wanted), path.name


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_large_part_that_was_broken_off_is_taken_up_where_it_stood(
    case: Case, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(standing, "MANY", 1)
    case.ledger()
    for number in range(4, 7):
        write(case, f"{number}.txt", random.Random(number))
    kept, left = steps.Steps.pack, [after]

    def packed(own: steps.Steps, name: str, key: str, answer: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        kept(own, name, key, answer)

    with monkeypatch.context() as patch:
        patch.setattr(steps.Steps, "pack", packed)
        with pytest.raises(KeyboardInterrupt):
            case.ledger()
    wanted = anew(case)
    assert case.ledger().equals(checks_frame(wanted))
    assert encoded(case.run()) == encoded(wanted)


@pytest.mark.parametrize("found", [b"", msgspec.msgpack.encode({"statements": []})])
def test_what_another_program_kept_of_a_large_part_is_made_again(
    case: Case, monkeypatch: pytest.MonkeyPatch, found: bytes
) -> None:
    monkeypatch.setattr(standing, "MANY", 1)
    case.ledger()
    for path in (case.work / "cache").glob(f"{standing.PAST}-*"):
        head = path.read_bytes().partition(b"\n")[0].split()
        path.write_bytes(b" ".join([*head[:3], steps.digest(found).encode()]) + b"\n" + found)
    write(case, "more.txt", random.Random(9))
    assert case.ledger().equals(checks_frame(anew(case)))


def test_nothing_is_kept_of_parts_that_are_gone(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MANY", 1)
    case.ledger()
    for path in case.documents()[1:]:
        path.unlink()
    case.ledger()
    kept = {path.name for path in (case.work / "cache").iterdir() if path.name.startswith(tuple(standing.KINDS))}
    shutil.rmtree(case.work / "cache")
    case.ledger()
    assert kept == {
        path.name for path in (case.work / "cache").iterdir() if path.name.startswith(tuple(standing.KINDS))
    }


def test_nothing_is_opened_where_nothing_changed(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = case.ledger()
    monkeypatch.setattr(pipeline, "read_files", None)
    monkeypatch.setattr(standing, "settled", None)
    monkeypatch.setattr(standing, "card", None)
    monkeypatch.setattr(standing.Texts, "of", None)
    assert case.ledger().equals(wanted)


def test_one_document_more_reads_and_settles_only_what_it_touches(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.ledger()
    read, two = list[str](), Stopping(2)

    def reading(path: Path) -> Iterator[Reading]:
        read.append(path.name)
        return read_files(path)

    monkeypatch.setattr(pipeline, "read_files", reading)
    monkeypatch.setattr(standing, "settled", two)
    text = page("more", random.Random(1)).split("are carrying")[0].rpartition("\n")[0]
    (case.folder / "documents" / "more.txt").write_text(text, encoding="utf-8")
    case.ledger()
    assert read == ["more.txt"]
    assert two.left == 1


def test_verdicts_of_people_are_served_as_they_are_in_the_results(case: Case) -> None:
    check = case.ledger()["id"][0]
    case.judge(check, "cannot_tell", why="looked at", who="A. Editor")
    assert case.ledger().equals(checks_frame(case.run()))
    assert "A. Editor" in set(case.ledger()["judged_by"])


def test_one_text_under_two_names_gives_the_ledger_from_scratch(case: Case) -> None:
    case.ledger()
    text = case.documents()[0].read_bytes()
    (case.folder / "documents" / "twin.txt").write_bytes(text)
    assert case.ledger().equals(checks_frame(anew(case)))
    (case.folder / "documents" / "twin.txt").unlink()
    assert case.ledger().equals(checks_frame(anew(case)))


def test_a_registry_that_somebody_else_changed_is_brought_to_what_was_read(case: Case) -> None:
    claims = {one.id for one in case.run().claims}
    with case.registry() as registry:
        gone = sorted(claims)[:2]
        registry.retire("claims", gone, who="B", why="by hand", when=dt.datetime.now(dt.UTC))
    case.ledger()
    with case.registry() as registry:
        assert {row.id for row in registry.rows("claims")} == claims


def corrected(case: Case, quote: str) -> None:
    """Record a correction that knows its document by a name it no longer has."""
    told = {
        "document": "old.txt",
        "action": "reject",
        "kind": "quantity",
        "quote": quote,
        "who": "B",
        "why": "no number",
    }
    with case.registry() as registry:
        rows = [{"id": "one", "made_on": "2024-07-01", **told}]
        registry.append("corrections", rows, who="B", why="loaded", when=dt.datetime.now(dt.UTC))


def recorded(case: Case) -> set[str]:
    with case.registry() as registry:
        return {row.id for row in registry.rows("claims")}


def test_a_correction_that_seeks_its_document_by_words_is_recorded_and_taken_back(case: Case) -> None:
    path = case.documents()[0]
    path.write_text(path.read_text(encoding="utf-8") + "The plant employs 4321 people.\n", encoding="utf-8")
    claims = {one.id for one in case.run().claims}
    corrected(case, "4321 people")
    left = {one.id for one in case.run().claims}
    assert (len(left), recorded(case)) == (len(claims) - 1, left)
    with case.registry() as registry:
        registry.retire("corrections", ["one"], who="B", why="it is one", when=dt.datetime.now(dt.UTC))
    case.ledger()
    assert recorded(case) == claims


def test_what_somebody_records_at_the_same_moment_is_looked_at_by_the_next_run(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = Registry.apply

    def disturbed(registry: Registry, *changes: Any, **told: Any) -> dict[str, tuple[Row, ...]]:
        added = apply(registry, *changes, **told)
        gone = [Change(id=row.id, cells={}, retired=True) for row in registry.rows("claims")[:2]]
        apply(registry, {"claims": gone}, who="B", why="by hand", when=dt.datetime.now(dt.UTC))
        return added

    with monkeypatch.context() as patch:
        patch.setattr(Registry, "apply", disturbed)
        claims = {one.id for one in case.run().claims}
    assert recorded(case) < claims
    case.ledger()
    assert recorded(case) == claims


def test_a_newer_program_records_anew_what_it_writes_otherwise(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.ledger()
    code, row = steps.code_of, recording.document_row

    def newer(room: str) -> str:
        return "newer" if room == "recording.py" else code(room)

    def titled(document: Document) -> Row:
        made = row(document)
        return msgspec.structs.replace(made, cells={**made.cells, "title": "Newer"})

    monkeypatch.setattr(steps, "code_of", newer)
    monkeypatch.setattr(recording, "document_row", titled)
    case.ledger()
    with case.registry() as registry:
        assert {row.cells["title"] for row in registry.rows("documents")} == {"Newer"}


def test_a_key_tells_the_text_of_a_module_beside_rooms() -> None:
    assert len({steps.code_of(name) for name in ("recording.py", "shelf.py", "standing.py", "nothing")}) == 4
