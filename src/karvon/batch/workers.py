"""Workers: processes of this machine or of a Dask cluster, and what happens when one of them dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Generic, NamedTuple, TypeVar

from karvon.batch.outcome import Outcome, outcomes_of

Item = TypeVar("Item")
Answer = TypeVar("Answer")
AHEAD = 3  # chunks under way for each worker: enough to keep it busy, few enough to hold in memory
DEATHS = ("KilledWorker",)  # what Dask raises for a task on which its workers died


class Sent(NamedTuple, Generic[Item, Answer]):
    """A chunk that is under way; without a future when no worker could take it."""

    items: Sequence[Item]
    future: Future[list[Outcome[Answer]]] | None


def computed(
    function: Callable[[Item], Answer], chunks: Iterable[Sequence[Item]], jobs: int, cluster: str | None
) -> Iterator[list[Outcome[Answer]]]:
    """Yield the outcomes of every chunk in order, computed on processes or on the cluster at an address."""
    crew = Crew(function, Processes(jobs) if cluster is None else Cluster(cluster))
    try:
        yield from crew.outcomes(chunks)
    finally:
        crew.dismiss()


class Processes(NamedTuple):
    """Processes of this machine, each begun anew (spawned): none inherits threads or open files."""

    jobs: int

    def begin(self, jobs: int) -> tuple[Executor, int]:
        """Return an executor and how many workers it has."""
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn")), jobs

    def end(self, executor: Executor) -> None:
        """Let the workers end and forget what they have not begun."""
        executor.shutdown(wait=True, cancel_futures=True)


class Cluster(NamedTuple):
    """The workers of a Dask cluster; Dask is imported only here."""

    address: str
    jobs: int = 0

    def begin(self, _jobs: int) -> tuple[Executor, int]:
        """Return an executor and how many workers it has."""
        from distributed import Client  # noqa: PLC0415

        client = Client(self.address, set_as_default=False)
        executor: Executor = client.get_executor(pure=False)
        return executor, max(1, sum(client.nthreads().values()))

    def end(self, executor: Executor) -> None:
        """Forget what the cluster has not done for us, and leave it."""
        executor.shutdown(wait=False)
        executor._client.close()  # type: ignore[attr-defined]


class Crew(Generic[Item, Answer]):
    """The workers of one batch, replaced when one of them dies."""

    def __init__(self, function: Callable[[Item], Answer], kind: Processes | Cluster) -> None:
        self.function = function
        self.kind = kind
        self.executor, self.size = kind.begin(kind.jobs)

    def outcomes(self, chunks: Iterable[Sequence[Item]]) -> Iterator[list[Outcome[Answer]]]:
        """Yield the outcomes of every chunk in order; only a few chunks are under way at any time."""
        waiting: deque[Sent[Item, Answer]] = deque()
        for items in chunks:
            waiting.append(self._send(items))
            if len(waiting) >= AHEAD * self.size:
                yield self._receive(waiting)
        while waiting:
            yield self._receive(waiting)

    def dismiss(self) -> None:
        """End the workers and forget what they still have to do."""
        self.kind.end(self.executor)

    def _send(self, items: Sequence[Item]) -> Sent[Item, Answer]:
        if not items:
            return Sent(items, _finished())
        try:
            return Sent(items, self.executor.submit(outcomes_of, self.function, items))
        except BrokenExecutor:
            return Sent(items, None)

    def _receive(self, waiting: deque[Sent[Item, Answer]]) -> list[Outcome[Answer]]:
        """Return the outcomes of the first chunk; if a worker died over it, its items are computed one by one."""
        first = waiting.popleft()
        try:
            if first.future is not None:
                return first.future.result()
        except Exception as error:
            if not _death(error):
                raise
        self.kind.end(self.executor)
        outcomes = [self._alone(item) for item in first.items]
        self.executor, self.size = self.kind.begin(self.kind.jobs)
        waiting.extend([self._again(waiting.popleft()) for _ in range(len(waiting))])
        return outcomes

    def _again(self, sent: Sent[Item, Answer]) -> Sent[Item, Answer]:
        future = sent.future
        done = future is not None and future.done() and not future.cancelled() and future.exception() is None
        return sent if done else self._send(sent.items)

    def _alone(self, item: Item) -> Outcome[Answer]:
        """Compute one item on a worker of its own, so that it takes no other with it when the worker dies."""
        executor, _ = self.kind.begin(1)
        try:
            return executor.submit(outcomes_of, self.function, [item]).result()[0]
        except Exception as error:
            if not _death(error):
                raise
            return Outcome(None, f"{type(error).__name__}: the process ended while it worked on this")
        finally:
            self.kind.end(executor)


def _finished() -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result([])
    return future


def _death(error: Exception) -> bool:
    return isinstance(error, BrokenExecutor) or type(error).__name__ in DEATHS
