"""Every message of the commands exists in both languages, says the same in both, and is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import karvon.cli
from karvon.say.phrases import phrases, slots

TABLE = "messages"
COMMANDS = "demo|new|add|read|explain|correct|judge|close|load|dump|run|brief|check|growth|gravity"
KEY = re.compile(rf'"((?:{COMMANDS})\.\w+|stopped|problem)"')
STEPS = ("read", "registry", "data", "baci", "trade", "reconcile", "measure", "growth", "odds", "brief")
SOURCE = "".join(path.read_text(encoding="utf-8") for path in Path(karvon.cli.__file__).parent.glob("*.py"))


def test_every_message_is_used_and_every_use_has_a_message() -> None:
    used = set(KEY.findall(SOURCE)) - {"run.document_later", "dump.xlsx", "explain.id"}
    assert used | {f"step.{step}" for step in STEPS} == set(phrases(TABLE))


@pytest.mark.parametrize("key", sorted(phrases(TABLE)))
def test_message_tells_the_same_things_in_both_languages(key: str) -> None:
    assert slots(key, "ru", TABLE) == slots(key, "en", TABLE)
