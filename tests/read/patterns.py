"""Every regular expression of karvon.read, as it is compiled while texts and files of every sort are read."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.read.formats import LONGER, PROJECTS, item, letter, page, pdf, rss, trade, zipped

import karvon.read

ROOM = Path(karvon.read.__file__).parent
WATCH = r"""
import json, pkgutil, re, sys
from importlib import import_module
compiled, whole = {}, re._compile
def watched(pattern, flags):
    frame = sys._getframe(2)
    module = frame.f_globals["__name__"]
    if module.startswith("karvon.read"):
        found = pattern if isinstance(pattern, re.Pattern) else whole(pattern, flags)
        text = found.pattern if isinstance(found.pattern, str) else found.pattern.decode("latin-1")
        kind = type(found.pattern).__name__
        compiled[(module, text, frame.f_lineno)] = [module, frame.f_lineno, text, int(found.flags), kind]
    return whole(pattern, flags)
re._compile = watched
import karvon.read
for module in pkgutil.iter_modules(karvon.read.__path__, "karvon.read."):
    import_module(module.name)
from karvon.read import read_parts, read_text
given = json.load(sys.stdin)
for text in given["texts"]:
    read_text(text, "text")
for data in given["files"]:
    list(read_parts(bytes.fromhex(data), "file"))
json.dump(list(compiled.values()), sys.stdout)
"""
CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


class Pattern(NamedTuple):
    """A compiled expression: the module and line that compile it, its text, its flags, and whether it reads bytes."""

    module: str
    line: int
    text: str
    flags: int
    kind: str

    @property
    def name(self) -> str:
        """How the expression is called where it fails."""
        return f"{self.module.rpartition('.')[2]}: {self.text[:60]}"

    def compiled(self) -> re.Pattern[str]:
        """Return the expression; one that reads bytes as the one that reads their characters."""
        flags = self.flags & ~re.UNICODE if self.kind == "bytes" else self.flags
        return re.compile(self.text, flags)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return every expression that karvon.read compiles, at import or on the way."""
    here = Path(__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in sorted(here.glob("lines/*.txt"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted(here.glob("labelled/*/texts/*.txt"))]
    body = f"<article><p>{trade()}{LONGER}</p><p>{PROJECTS}{LONGER}</p></article>"
    files = [
        page(body, '<meta property="article:published_time" content="2024-05-02">'),
        rss(item("a", "1,1"), "<item><title>Plain title</title></item>"),
        letter("Тема", trade()).as_bytes(),
        pdf("Trade reached $4 billion in 2023."),
        zipped({"a.txt": trade().encode("cp1251")}),
    ]
    task = json.dumps({"texts": texts, "files": [data.hex() for data in files]})
    answer = subprocess.run([sys.executable, "-c", WATCH], input=task, capture_output=True, text=True, check=True)
    return tuple(sorted(Pattern(*found) for found in json.loads(answer.stdout)))


def written() -> Iterator[tuple[str, int, int]]:
    """Yield module, first and last line of every call in the room's source that takes an expression."""
    for path in sorted(ROOM.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
                of = node.func.value
                if isinstance(of, ast.Name) and of.id == "re":
                    yield f"karvon.read.{path.stem}".removesuffix(".__init__"), node.lineno, node.end_lineno or 0
