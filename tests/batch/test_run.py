"""A batch gives the same answers in the same order wherever it runs, and one bad item stops no other."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
import pytest

from karvon.batch import Answers, Plan, run
from karvon.batch.workers import AHEAD
from karvon.read import read_text

TEXT = "Товарооборот между Казахстаном и Узбекистаном в {year} году составил {value} млрд долларов."
SERIAL, PROCESSES = Plan(), Plan(jobs=2, chunk=3)


def square(number: int) -> int:
    if number == 13:
        raise ValueError("unlucky")
    return number * number


def deadly(number: int) -> int:
    if number == 13:
        os._exit(1)
    return number * number


def reading(number: int) -> bytes:
    text = TEXT.format(year=2000 + number, value=f"{number},{number % 10}")
    return msgspec.json.encode(read_text(text, f"{number}.txt"))


def nothing(_number: int) -> None:
    return None


def told(item: int, error: str) -> str:
    return f"{item}: {error}"


ANSWERS: Answers[int, Any] = Answers(told)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Give the address of a Dask scheduler with two workers on this machine."""
    distributed = pytest.importorskip("distributed")
    with (
        warnings.catch_warnings(),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
        ) as started,
    ):
        yield started.scheduler_address


@pytest.mark.parametrize("plan", [SERIAL, PROCESSES, Plan(jobs=2, chunk=100)])
def test_answers_come_in_the_order_of_the_items_and_a_failure_takes_no_other_with_it(plan: Plan) -> None:
    found = list(run(square, range(40), ANSWERS, plan))
    assert found == [told(n, "ValueError: unlucky") if n == 13 else n * n for n in range(40)]


def test_documents_read_on_processes_give_the_same_bytes() -> None:
    assert list(run(reading, range(1, 12), ANSWERS, PROCESSES)) == list(run(reading, range(1, 12), ANSWERS, SERIAL))


def test_documents_read_on_a_cluster_give_the_same_bytes(cluster: str) -> None:
    plan = Plan(cluster=cluster, chunk=3)
    assert list(run(reading, range(1, 12), ANSWERS, plan)) == list(run(reading, range(1, 12), ANSWERS, SERIAL))
    assert list(run(square, range(20), ANSWERS, plan)) == list(run(square, range(20), ANSWERS, SERIAL))


def test_item_that_kills_its_process_is_told_and_every_other_is_answered() -> None:
    found = list(run(deadly, range(40), ANSWERS, PROCESSES))
    assert "the process ended" in found[13]
    assert found[:13] + found[14:] == [n * n for n in range(40) if n != 13]


def test_batch_without_items_has_no_answers() -> None:
    assert list(run(square, [], ANSWERS, PROCESSES)) == []


@pytest.mark.parametrize("plan", [SERIAL, PROCESSES])
def test_progress_is_told_from_nothing_to_all(plan: Plan) -> None:
    heard: list[tuple[int, int]] = []
    answers: Answers[int, Any] = Answers(told, progress=lambda done, of: heard.append((done, of)))
    list(run(square, range(10), answers, plan))
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == ((0, 10), (10, 10))


@pytest.mark.parametrize("plan", [SERIAL, PROCESSES])
def test_interrupted_batch_goes_on_where_it_stopped_and_tries_failures_again(plan: Plan) -> None:
    shelf: dict[int, Any] = {}
    asked: list[int] = []
    answers: Answers[int, Any] = Answers(told, shelf.get, shelf.__setitem__)
    begun = run(square, range(20), answers, plan)
    first = list(islice(begun, 15))
    begun.close()  # type: ignore[attr-defined]
    assert set(shelf) == set(range(15)) - {13}
    again = list(run(square, range(20), answers._replace(keep=lambda item, _: asked.append(item)), plan))
    assert again[:15] == first
    assert asked == [15, 16, 17, 18, 19]


def test_only_a_few_chunks_are_under_way_at_any_time() -> None:
    looked: list[int] = []
    answers: Answers[int, Any] = Answers(told, looked.append)
    begun = run(square, range(10_000), answers, PROCESSES)
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    assert len(looked) <= AHEAD * 2 * PROCESSES.chunk


@pytest.mark.parametrize("plan", [SERIAL, PROCESSES])
def test_function_that_answers_nothing_is_a_bad_call(plan: Plan) -> None:
    with pytest.raises(TypeError, match="returns an answer"):
        list(run(nothing, range(3), ANSWERS, plan))


def test_dask_is_not_imported_unless_asked_for() -> None:
    code = "import sys; from karvon.batch import *; import karvon.batch.workers; print('distributed' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
