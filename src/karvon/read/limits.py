"""Limits: how large and how slow a file may be before it is refused, so that no file takes the others with it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LARGEST = 20_000_000  # bytes of one document
LARGEST_TEXT = 1_000_000  # characters of one document's text
LARGEST_UNPACKED = 60_000_000  # bytes of a Word document's parts together
LARGEST_ARCHIVE = 2_000_000_000  # bytes of an archive, packed; its documents are read one at a time
MOST_PARTS = 20_000  # documents in one archive or feed
MOST_PAGES = 3_000  # pages of one PDF
DEEPEST = 3  # containers around a document: a page in a mail in an archive
SECONDS = 60  # of processor time for one document


class TooSlowError(BaseException):
    """One document took more processor time than any document may. No library takes it for an error of its own."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TooSlowError in the block once it has used so many seconds of processor time.

    The seconds are the process's own, so a busy machine does not change what is read. They are counted where the
    system can (not on Windows, not beside the main thread), and the outermost of nested limits counts.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able or signal.getsignal(signal.SIGVTALRM) is _stop:
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError
