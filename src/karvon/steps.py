"""Steps of a run whose answers are kept: each in its own file, named by the step, valid for one key of inputs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from karvon.store.files import write_atomically

T = TypeVar("T")
PACKAGE = Path(__file__).parent
ENTRY = re.compile(rb"karvon 1 ([0-9a-f]{64}) ([0-9a-f]{64})\n")


class Steps(msgspec.Struct, frozen=True):
    """The kept answers of one case, in a folder that may be deleted at any time."""

    folder: Path

    def step(self, name: str, kind: type[T], key: str, compute: Callable[[], T]) -> T:
        """Return the kept answer of a step, or compute it and keep it as soon as it is there."""
        kept = self.kept(name, kind, key)
        return self.keep(name, key, compute()) if kept is None else kept

    def kept(self, name: str, kind: type[T], key: str) -> T | None:
        """Return the answer kept for this very key; None when there is none or its file is damaged."""
        return self._read(f"{name}.json", key, lambda body: msgspec.json.decode(body, type=kind))

    def keep(self, name: str, key: str, answer: T) -> T:
        """Store an answer whole or not at all, even when the power goes; it takes the place of the step's last one."""
        self._write(f"{name}.json", key, msgspec.json.encode(answer))
        return answer

    def packed(self, name: str, kind: type[T], key: str) -> T | None:
        """Return what was packed for this very key; None when there is none or its file is damaged."""
        return self._read(f"{name}.msgpack", key, lambda body: msgspec.msgpack.decode(body, type=kind))

    def pack(self, name: str, key: str, answer: object) -> None:
        """Store what is large and only read by a run, as `keep` stores an answer."""
        self._write(f"{name}.msgpack", key, msgspec.msgpack.encode(answer))

    def _read(self, file: str, key: str, decode: Callable[[bytes | memoryview], T]) -> T | None:
        try:
            found = (self.folder / file).read_bytes()
        except OSError:
            return None
        head = ENTRY.match(found)
        body = memoryview(found)[head.end() :] if head else b""
        if head is None or head[1].decode() != key or head[2].decode() != digest(body):
            return None
        try:
            return decode(body)
        except msgspec.MsgspecError:
            return None

    def _write(self, file: str, key: str, body: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / file, f"karvon 1 {key} {digest(body)}\n".encode() + body)


def stage(
    steps: Steps,
    tell: Callable[[str, int, int], None],
    name: str,
    kind: Any,
    compute: Callable[..., T],
    *inputs: object,
) -> T:
    """Return the answer of one step to its inputs, kept or computed."""
    tell(name, 0, 1)
    key = key_of(("measure", "registry", "say"), *inputs)
    answer: T = steps.step(name, kind, key, lambda: compute(*inputs))
    tell(name, 1, 1)
    return answer


def digest(content: bytes | memoryview) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file of any size in hexadecimal; OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_of(rooms: tuple[str, ...], *inputs: object) -> str:
    """Return the key of a step: its inputs, the code and vocabulary of the rooms it goes through, the libraries.

    A module that belongs to no room is named like its file.
    """
    parts = [digest(msgspec.json.encode(one)) for one in inputs]
    return digest("\n".join([*map(code_of, rooms), code_of("model"), libraries(), *parts]).encode())


@cache
def code_of(room: str) -> str:
    """Return the hash of everything a room consists of: its code and its tables; of a module its own text."""
    place = PACKAGE / room
    inside = (place,) if place.is_file() else place.rglob("*")
    files = (path for path in inside if path.is_file() and "__pycache__" not in path.parts)
    named = ((path.relative_to(PACKAGE).as_posix(), path) for path in files)
    return digest("\n".join(f"{name} {digest(path.read_bytes())}" for name, path in sorted(named)).encode())


@cache
def libraries() -> str:
    """Return the versions of the libraries Karvon asks for: another parser may read another text."""
    wanted = {
        re.split(r"[^A-Za-z0-9._-]", line)[0] for line in metadata.requires("karvon") or () if "extra" not in line
    }
    return " ".join(f"{name}={metadata.version(name)}" for name in sorted(wanted))


def silent(_step: str, _done: int, _total: int) -> None:
    """Take the news of a run and say nothing."""
