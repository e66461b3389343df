"""`karvon close`: a person closes what was promised, by name and with a reason, and can take it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_commands import Karvon, karvon

import karvon.case as cases

TEXT = """Example Times, 12 March 2018

Kyrgyzstan and Tajikistan agreed to bring mutual trade to 500 million US dollars by 2020.
"""
__all__ = ["karvon"]  # the fixture of the other commands


@pytest.fixture
def promise(karvon: Karvon, tmp_path: Path) -> str:
    """Make a case that holds one promise and return its id."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    karvon("new", "pair", "--countries", "KGZ", "TJK")
    karvon("add", "a.txt", "--case", "pair")
    (line,) = karvon("close", "--case", "pair").stdout.splitlines()
    assert "500 m" in line.replace("\u00a0", " ")
    assert line.endswith("not closed")
    return line.split()[0]


def test_a_promise_is_closed_by_name_with_a_reason_and_the_brief_says_so(karvon: Karvon, promise: str) -> None:
    done = karvon(
        "close", promise[:6], "--case", "pair", "--as", "missed", "--why", "less was traded", "--who", "A. Analyst"
    )
    assert done.exit_code == 0, done.output
    (line,) = karvon("close", "--case", "pair").stdout.splitlines()
    assert "closed: not kept (A. Analyst" in line
    with cases.open("pair").registry() as registry:
        (made,) = registry.history("decisions")
    assert (made.recorded_by, made.reason, made.row.get("promise")) == ("A. Analyst", "less was traded", promise)
    assert cases.open("pair").targets()["closed"].to_list() == ["missed"]
    karvon("brief", "--case", "pair", "--lang", "ru")
    assert "закрыто: не выполнено" in Path("pair/brief.ru.html").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_deciding_anew_revises_and_withdrawing_opens_again(karvon: Karvon, promise: str) -> None:
    for decision in ("missed", "replaced"):
        karvon("close", promise, "--case", "pair", "--as", decision, "--why", "so")
    with cases.open("pair").registry() as registry:
        assert [one.row.get("decision") for one in registry.history("decisions")] == ["missed", "replaced"]
    opened = karvon("close", promise, "--case", "pair", "--withdraw", "--why", "too early")
    assert opened.stdout.startswith("Open again")
    assert karvon("close", "--case", "pair").stdout.strip().endswith("not closed")
    again = karvon("close", promise, "--case", "pair", "--withdraw", "--why", "too early")
    assert (again.exit_code, "nobody has closed" in again.stderr) == (1, True)


@pytest.mark.parametrize(
    ("options", "said", "code"),
    [
        (["--as", "done", "--why", "x"], "write one of kept", 1),
        (["--as", "kept"], "--why is empty", 1),
        (["--why", "x"], "--withdraw", 2),
    ],
)
def test_what_cannot_be_decided_is_told_with_the_remedy(
    karvon: Karvon, promise: str, options: list[str], said: str, code: int
) -> None:
    answer = karvon("close", promise, "--case", "pair", *options)
    assert (answer.exit_code, said in answer.stderr) == (code, True)


def test_an_id_that_no_promise_has_is_told(karvon: Karvon, promise: str) -> None:
    answer = karvon("close", "zzzz", "--case", "pair", "--as", "kept", "--why", "x")
    assert (answer.exit_code, "no such promise" in answer.stderr) == (1, True)
