"""The documentation names every command, option, room and term as they are now, in both languages."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import click
import pytest
from tests.project.scripts import loaded
from tests.project.tracked import ROOT, texts

from karvon.case import Case
from karvon.cli import main
from karvon.model.vocabulary import tables

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
COMMANDS = sorted(main.commands)


def page(name: str) -> str:
    """Return a page of the documentation."""
    return (ROOT / name).read_text(encoding="utf-8")


def headings(text: str) -> list[str]:
    """Return the headings of a Markdown text, code left out."""
    return [title for _, title in HEADING.findall(CODE.sub("", text))]


def anchor(title: str) -> str:
    """Return the anchor that a heading gets on a page."""
    return "#" + re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def section(text: str, title: str) -> str:
    """Return what stands between a heading of the second level and the next."""
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_every_command_has_a_heading_and_no_heading_lacks_its_command() -> None:
    written = [title.removeprefix("karvon ") for title in headings(page("docs/cli.md")) if title.startswith("karvon ")]
    assert sorted(written) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_explained(command: str) -> None:
    explained = section(page("docs/cli.md"), f"karvon {command}")
    shared = {"--case", "--lang", "--help"}
    options = [
        name for option in main.commands[command].params if isinstance(option, click.Option) for name in option.opts
    ]
    assert [name for name in options if name.startswith("--") and name not in shared and name not in explained] == []


def test_options_that_commands_share_are_explained_once() -> None:
    text = page("docs/cli.md")
    assert all(name in text for name in ("--case PATH", "--lang ru", "--help"))


def test_glossary_holds_the_vocabulary_as_it_is() -> None:
    text = page("docs/glossary.md")
    assert loaded("vocabulary").current(text) == text, "run: make docs"


def test_glossary_has_every_vocabulary_a_person_can_meet() -> None:
    shown = set(re.findall(r"<!-- table: (\w+) -->", page("docs/glossary.md")))
    data = {path.stem for path in (ROOT / "src" / "karvon" / "model" / "data").glob("*.csv")}
    assert shown == data - {"columns", "terms"}


def test_every_registry_table_is_documented() -> None:
    text = page("docs/tables.md")
    assert [name for name in tables() if name not in text] == []


def test_every_room_stands_in_the_description_of_the_house() -> None:
    text = page("docs/architecture.md")
    rooms = {path.stem for path in (ROOT / "src" / "karvon").iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.stem for path in (ROOT / "src" / "karvon").glob("[a-z]*.py")}
    assert [room for room in sorted(rooms) if f"`{room}`" not in text] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for name, text in texts():
        if name.endswith(".md"):
            for target, place in LINK.findall(CODE.sub("", text)):
                file = (ROOT / name).parent / target if target else ROOT / name
                known = file.suffix != ".md" or (
                    file.exists() and (not place or place in map(anchor, headings(file.read_text(encoding="utf-8"))))
                )
                if not file.exists() or not known:
                    broken.append(f"{name}: {target}{place}")
    assert broken == []


def test_readme_tells_the_same_in_both_languages() -> None:
    english, russian = page("README.md"), page("README.ru.md")
    assert [level for level, _ in HEADING.findall(CODE.sub("", english))] == [
        level for level, _ in HEADING.findall(CODE.sub("", russian))
    ]
    assert sorted(LINK.findall(english)[1:]) == sorted(LINK.findall(russian.replace(".ru.png", ".png"))[1:])
    assert len(CODE.findall(english)) == len(CODE.findall(russian))


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_readme_begins_with_the_two_commands(name: str) -> None:
    lines = [line for line in page(name).splitlines() if line.strip()]
    assert lines[0] == "# Karvon"
    assert lines[2].startswith("make demo ")
    assert lines[3].startswith("make demo DOCS=")


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
def test_make_help_explains_every_target(target: str) -> None:
    assert re.search(rf"^{target}:.*## \w", page("Makefile"), re.MULTILINE)


def test_python_page_says_what_python_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    examples = doctest.DocTestParser().get_doctest(page("docs/notebook.md"), {}, "notebook.md", "notebook.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert result.attempted > 10
    assert result.failed == 0, "".join(said)


def test_python_page_names_every_table_a_case_gives() -> None:
    named = set(re.findall(r"`case\.(\w+)\(", page("docs/notebook.md")))
    answers = {name: getattr(member, "__annotations__", {}).get("return") for name, member in vars(Case).items()}
    frames = {name for name, answer in answers.items() if answer == "pl.DataFrame"}
    assert frames
    assert frames - named == set()
