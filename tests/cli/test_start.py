"""The command line answers at once, knows its language, and never shows a traceback for what a person can mend."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from karvon.cli import main
from karvon.cli.terminal import locale_language

HEAVY = {
    "alembic",
    "altair",
    "babel",
    "jinja2",
    "lxml",
    "msgspec",
    "polars",
    "pymorphy3",
    "rich",
    "sqlalchemy",
    "trafilatura",
    "vl_convert",
}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["demo", "--help"], ["read", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    probe = (
        "import sys\n"
        "from karvon.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "print('imported:', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    answer = subprocess.run([sys.executable, "-c", probe, *arguments], capture_output=True, text=True, check=True)
    imported = set(answer.stdout.rpartition("imported:")[2].split())
    assert "karvon" in imported
    assert imported & HEAVY == set()


def test_version_is_that_of_the_package() -> None:
    answer = CliRunner().invoke(main, ["--version"])
    assert answer.output.startswith("karvon 0.")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_explains_itself_and_each_option(command: str) -> None:
    answer = CliRunner().invoke(main, [command, "--help"])
    assert answer.exit_code == 0
    options = [option for option in main.commands[command].params if isinstance(option, click.Option)]
    assert all(option.help for option in options)


@pytest.mark.parametrize(
    "arguments",
    [["unknown"], ["read"], ["read", "--nothing", "a"], ["add", "missing.txt"], ["demo", "--docs", "missing"]],
)
def test_bad_usage_has_exit_code_2(arguments: list[str]) -> None:
    answer = CliRunner().invoke(main, arguments)
    assert answer.exit_code == 2
    assert "Usage:" in answer.stderr


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "kk_KZ.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "ru_KZ", "LANG": "en_US.UTF-8"}, "ru"),
        ({}, "en"),
    ],
)
def test_language_of_messages_is_that_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert locale_language() == language
