"""What is kept of the files of a case tells their present content, however they were changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from karvon import shelf
from karvon.model.document import Reading
from karvon.read import read_files
from karvon.shelf import Read, Shelf
from karvon.steps import Steps


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(told("320"), encoding="utf-8")
    return path


def told(number: str) -> str:
    return f"Trade between Kyrgyzstan and Tajikistan reached {number} million dollars in 2023.\n"


def looked(page: Path, read: Read = read_files) -> Shelf:
    """Return the shelf of one file as a new process sees it."""
    found = Shelf(Steps(page.parent / "cache"), [page], read)
    found.look(lambda _done: None)
    return found


def text(found: Shelf) -> str:
    (reading,) = found.readings()
    assert reading.document
    return reading.document.text


def in_place(page: Path, content: str) -> None:
    page.write_text(content, encoding="utf-8")


def by_another(page: Path, content: str) -> None:
    other = page.with_name("other")
    other.write_text(content, encoding="utf-8")
    other.replace(page)


@pytest.mark.parametrize("write", [in_place, by_another])
@pytest.mark.parametrize("age", [0, 3600])
def test_a_file_of_the_same_size_and_time_is_read_anew(
    page: Path, write: Callable[[Path, str], None], age: int
) -> None:
    when = time.time_ns() - age * 1_000_000_000
    os.utime(page, ns=(when, when))
    before = looked(page).marks
    write(page, told("330"))
    os.utime(page, ns=(when, when))
    found = looked(page)
    assert "330" in text(found)
    assert found.marks != before


def test_a_file_written_twice_within_one_tick_of_the_disk_is_read_anew(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    monkeypatch.setattr(shelf, "_stamp", lambda _path: (page.stat().st_size, 1, now, now))
    assert "320" in text(looked(page))
    page.write_text(told("330"), encoding="utf-8")
    assert "330" in text(looked(page))


def test_a_file_whose_time_lies_ahead_of_the_clock_is_read_anew(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = time.time_ns() + 3600 * 1_000_000_000
    monkeypatch.setattr(shelf, "_stamp", lambda _path: (page.stat().st_size, 1, ahead, ahead))
    looked(page)
    page.write_text(told("330"), encoding="utf-8")
    assert "330" in text(looked(page))


def test_what_was_read_while_somebody_wrote_the_file_is_not_taken_for_what_it_held(page: Path) -> None:
    def disturbed(path: Path) -> Iterator[Reading]:
        path.write_text(told("990"), encoding="utf-8")
        return iter(tuple(read_files(path)))

    assert "990" in text(looked(page, disturbed))
    page.write_text(told("320"), encoding="utf-8")
    assert "320" in text(looked(page))


def test_a_file_that_goes_away_while_it_is_read_is_told_as_it_was(page: Path) -> None:
    def last(path: Path) -> Iterator[Reading]:
        found = tuple(read_files(path))
        path.unlink()
        return iter(found)

    assert "320" in text(looked(page, last))


def test_a_file_that_nobody_touched_is_not_opened_again(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "SETTLED", 0)
    looked(page)
    monkeypatch.setattr(shelf, "file_digest", None)
    assert looked(page).by_id
