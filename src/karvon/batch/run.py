"""A batch: items in, answers out in the order of the items, wherever they were computed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from karvon.batch.outcome import Outcome, outcomes_of

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Plan(NamedTuple):
    """Where a batch runs: on `jobs` processes, or on the Dask cluster whose scheduler has the address `cluster`.

    One job and no cluster is a serial run in this process. Items travel to workers in chunks of `chunk`.
    """

    jobs: int = 1
    cluster: str | None = None
    chunk: int = 16


class Answers(NamedTuple, Generic[Item, Answer]):
    """What becomes of answers: how a failed item is answered, where finished ones lie, who hears how far it is.

    `kept` returns the answer stored for an item, or None; `keep` stores one as soon as it is there. What `failed`
    makes of an item and the words of its error is not stored: the next run tries the item again.
    """

    failed: Callable[[Item, str], Answer]
    kept: Callable[[Item], Answer | None] = lambda _item: None
    keep: Callable[[Item, Answer], object] = lambda _item, _answer: None
    progress: Callable[[int, int], object] = lambda _done, _total: None


def run(
    function: Callable[[Item], Answer], items: Sequence[Item], answers: Answers[Item, Answer], plan: Plan | None = None
) -> Iterator[Answer]:
    """Yield the function's answer to every item, in the order of the items, whatever the plan.

    The function must be pure and, except in a serial run, importable by name. An item on which it raises, or on which
    its process dies, is answered by `answers.failed`, and the others go on.
    """
    plan = plan or Plan()
    sent: deque[tuple[Sequence[Item], list[Answer | None]]] = deque()
    done = 0
    answers.progress(done, len(items))
    for outcomes in _computed(function, _missing(items, answers, plan, sent), plan):
        chunk, stored = sent.popleft()
        fresh = iter(outcomes)
        for item, known in zip(chunk, stored, strict=True):
            yield _settled(item, next(fresh), answers) if known is None else known
        done += len(chunk)
        answers.progress(done, len(items))


def _missing(
    items: Sequence[Item],
    answers: Answers[Item, Answer],
    plan: Plan,
    sent: deque[tuple[Sequence[Item], list[Answer | None]]],
) -> Iterator[list[Item]]:
    """Yield chunk by chunk the items without a stored answer; `sent` holds each chunk with its stored ones."""
    size = 1 if _serial(plan) else plan.chunk
    for at in range(0, len(items), size):
        chunk = items[at : at + size]
        stored = [answers.kept(item) for item in chunk]
        sent.append((chunk, stored))
        yield [item for item, known in zip(chunk, stored, strict=True) if known is None]


def _computed(
    function: Callable[[Item], Answer], chunks: Iterator[list[Item]], plan: Plan
) -> Iterator[list[Outcome[Answer]]]:
    if _serial(plan):
        return (outcomes_of(function, chunk) for chunk in chunks)
    from karvon.batch.workers import computed  # noqa: PLC0415

    return computed(function, chunks, plan.jobs, plan.cluster)


def _serial(plan: Plan) -> bool:
    return plan.jobs <= 1 and plan.cluster is None


def _settled(item: Item, outcome: Outcome[Answer], answers: Answers[Item, Answer]) -> Answer:
    """Return the answer to an item, stored, or what its failure makes."""
    if outcome.answer is None:
        return answers.failed(item, outcome.error)
    answers.keep(item, outcome.answer)
    return outcome.answer
