"""Writers at the same time neither lose a revision nor store one twice."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from karvon.store import Registry

ROUNDS = 25
WRITER = """
import datetime as dt, sys
from karvon.store import Registry
url, name, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Registry.open(url) as registry:
    for number in range(rounds):
        cells = dict(id="shared", name_ru=name, name_en=f"{name} {number}", definition_ru="x", definition_en="y")
        own = {**cells, "id": f"{name}-{number}"}
        registry.append("portfolios", [cells, own], who=name, why="race", when=dt.datetime.now(dt.UTC))
"""


def test_two_programs_writing_the_same_row_keep_every_revision(registry: Registry, url: str) -> None:
    names = ["first", "second"]
    command = [sys.executable, "-W", "error", "-c", WRITER, url]
    running = [subprocess.Popen([*command, name, str(ROUNDS)]) for name in names]
    assert [process.wait(timeout=120) for process in running] == [0, 0]

    history = registry.history("portfolios")
    shared = [revision for revision in history if revision.row.id == "shared"]
    assert [revision.row.revision for revision in shared] == list(range(1, 2 * ROUNDS + 1))
    assert Counter(revision.recorded_by for revision in shared) == {"first": ROUNDS, "second": ROUNDS}
    for name in names:
        written = [revision.row.get("name_en") for revision in shared if revision.recorded_by == name]
        assert written == [f"{name} {number}" for number in range(ROUNDS)]
    assert len(history) == 4 * ROUNDS


def test_two_programs_writing_the_same_content_store_it_once(registry: Registry, url: str) -> None:
    command = [sys.executable, "-W", "error", "-c", WRITER, url, "same", str(ROUNDS)]
    alone = Registry.open(url)
    running = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    own = [revision for revision in alone.history("portfolios") if revision.row.id != "shared"]
    alone.close()
    assert Counter(revision.row.revision for revision in own) == {1: ROUNDS}
