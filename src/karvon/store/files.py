"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a path beside the file; what is written there takes the file's place when the block ends well."""
    temporary = path.with_name(f".{path.stem[:40]}-{os.getpid()}.part{path.suffix}")
    try:
        yield temporary
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Put the content in the place of the file at once."""
    with replaced(path) as temporary:
        temporary.write_bytes(content)
