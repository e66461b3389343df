"""What the compiler of the reader is given instead of its sources: the same, in words that it makes the most of.

A record becomes a class with an `__init__` of its own, so that its fields lie in memory as machine code wants them;
what a record finds once and keeps becomes a property; a function that keeps its answers has a dictionary for them; a
name in capitals that a module gives a value once is told to be final; sequences of what always stands in lists are
told to be lists; and `in (*one, two)`, over which the compiler stumbles, becomes a tuple made before.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

RECORD = "Value"
KEPT = "kept"
ONCE = (["once"], ["remembered"])
CAPITALS = re.compile(r"_?[A-Z][A-Z0-9]*_?[A-Z0-9_]*")
LISTED = "Token|Cue|Amount|Time|Sentence|Scene|Frame|Claim|Voice"
LISTS = re.compile(rf"\bSequence\[((?:\w+\.)?(?:{LISTED}))\]")  # what always stands in lists, quicker to go through
NONE = re.compile(rf"(\blist\[(?:\w+\.)?(?:{LISTED})\]) = \(\)")
TABLES = re.compile(r"\bMapping\[str, (str|list\[Cue\])\]")  # rows of the lexicon and cues by their tables
HEAD = "from __future__ import annotations"
WORDS = (
    "; from typing import TYPE_CHECKING as _CHECKED, Any as _Any, Final as _Final, cast as _cast, final as _final"
    "\nif _CHECKED:\n    from mypy_extensions import mypyc_attr as _attr\n_SAME: _Final = object()"
)


class Edit(NamedTuple):
    """Bytes [start, end) of a source and what they become."""

    start: int
    end: int
    text: str


class Field(NamedTuple):
    """A field of a record: its name, its type, and what it is when nothing is given."""

    name: str
    type: str
    default: str | None


def rewritten(source: str) -> str:
    """Return a module's source as the compiler is to see it."""
    for edits in (starred, records, caches, constants):
        text = Text(source)
        source = text.with_edits(edits(text, ast.parse(source)))
    listed = NONE.sub(r"\1 = []", LISTS.sub(r"list[\1]", source))
    return TABLES.sub(r"dict[str, \1]", listed).replace(HEAD, HEAD + WORDS, 1)


def foreign(source: str) -> bool:
    """Say whether a module cannot be compiled: it defines the record itself, or classes made in some other way."""
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    named = any(node.name == RECORD for node in classes)
    return HEAD not in source or named or any(map(_made_otherwise, classes))


def _made_otherwise(node: ast.ClassDef) -> bool:
    native = not node.keywords and not any(_name(base) in ("dict", "BaseException") for base in node.bases)
    return not native and not _is_record(node)


def _is_record(node: ast.ClassDef) -> bool:
    return any(_name(base) == RECORD for base in node.bases)


def _name(node: ast.expr) -> str:
    """Return the name that a base of a class or a decorator begins with."""
    inner = node.value if isinstance(node, ast.Subscript) else node
    return inner.id if isinstance(inner, ast.Name) else ""


class Text:
    """A source by lines, so that what a node of its tree was written as can be found and exchanged."""

    def __init__(self, source: str) -> None:
        self.raw = source.encode()
        self.lines = [0]
        for line in self.raw.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return where a node begins and ends."""
        last, column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self.lines[node.lineno - 1] + node.col_offset, self.lines[last - 1] + column

    def of(self, node: ast.expr | ast.stmt) -> str:
        """Return what a node was written as."""
        start, end = self.span(node)
        return self.raw[start:end].decode()

    def whole(self, node: ast.stmt) -> str:
        """Return the lines of a statement with its decorators."""
        return self.raw[self.begun(node) : self.span(node)[1]].decode()

    def begun(self, node: ast.stmt) -> int:
        """Return where the first line of a statement with its decorators begins."""
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        return self.lines[first - 1]

    def with_edits(self, edits: Iterator[Edit]) -> str:
        """Return the source after edits that do not overlap."""
        raw = self.raw
        for edit in sorted(edits, reverse=True):
            raw = raw[: edit.start] + edit.text.encode() + raw[edit.end :]
        return raw.decode()


def starred(text: Text, tree: ast.Module) -> Iterator[Edit]:
    """Have a tuple with a star in it made before something is looked for in it."""
    for node in ast.walk(tree):
        for side in node.comparators if isinstance(node, ast.Compare) else ():
            if isinstance(side, ast.Tuple) and any(isinstance(one, ast.Starred) for one in side.elts):
                yield Edit(*text.span(side), f"tuple({text.of(side)})")


def records(text: Text, tree: ast.Module) -> Iterator[Edit]:
    """Write every record as a class whose fields and methods the compiler knows all about."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and _is_record(node):
            yield Edit(text.begun(node), text.span(node)[1], "\n".join(_class(text, node)))


def _class(text: Text, node: ast.ClassDef) -> Iterator[str]:
    """Yield the lines of a record's class."""
    told = {word.arg: word.value for word in node.keywords}
    circular = isinstance(told.get("gc"), ast.Constant)
    fields = [
        Field(text.of(one.target), text.of(one.annotation), text.of(one.value) if one.value else None)
        for one in node.body
        if isinstance(one, ast.AnnAssign)
    ]
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
    found = [one for one in methods if _finds(one)]
    yield from () if circular else ("@_attr(acyclic=True)",)
    yield f"@_final\nclass {node.name}:"
    yield from (f"    {field.name}: {field.type}" for field in fields)
    for one in found:
        yield f"    _known_{one.name}: bool\n    _kept_{one.name}: {text.of(_returns(one))}"
    yield from _made(fields, [one.name for one in found])
    yield from _replaced(node.name, fields)
    yield from _compared(node.name, fields)
    for one in methods:
        yield from _property(text, one) if _finds(one) else (text.whole(one),)


def _finds(method: ast.FunctionDef) -> bool:
    return any(_name(one) == KEPT for one in method.decorator_list)


def _returns(method: ast.FunctionDef) -> ast.expr:
    assert method.returns is not None
    return method.returns


def _made(fields: list[Field], found: list[str]) -> Iterator[str]:
    """Yield the lines that make a record."""
    asked = (f"{one.name}: {one.type}" + (f" = {one.default}" if one.default else "") for one in fields)
    yield f"    def __init__(self, {', '.join(asked)}) -> None:"
    yield from (f"        self.{one.name} = {one.name}" for one in fields)
    yield from (f"        self._known_{name} = False" for name in found)


def _replaced(record: str, fields: list[Field]) -> Iterator[str]:
    """Yield the lines that make a record from another with some fields changed."""
    asked = ", ".join(f"{one.name}: _Any = _SAME" for one in fields)
    given = (f"self.{one.name} if {one.name} is _SAME else _cast({one.type!r}, {one.name})" for one in fields)
    yield f"    def _replace(self, *, {asked}) -> {record}:\n        return {record}({', '.join(given)})"


def _compared(record: str, fields: list[Field]) -> Iterator[str]:
    """Yield the lines by which records with the same fields are the same."""
    same = " and ".join(f"self.{one.name} == other.{one.name}" for one in fields)
    yield "    def __eq__(self, other: _Any) -> bool:"
    yield f"        return self is other or (isinstance(other, {record}) and {same})"
    yield f"    def __hash__(self) -> int:\n        return hash(({', '.join(f'self.{one.name}' for one in fields)},))"


def _property(text: Text, method: ast.FunctionDef) -> Iterator[str]:
    """Yield the lines of what a record finds when it is first asked."""
    name = method.name
    yield text.whole(method).replace(f"@{KEPT}\n", "\n", 1).replace(f"def {name}(", f"def _find_{name}(", 1)
    yield f"    @property\n    def {name}(self) -> {text.of(_returns(method))}:"
    yield f"        if not self._known_{name}:"
    yield f"            self._kept_{name} = self._find_{name}()\n            self._known_{name} = True"
    yield f"        return self._kept_{name}"


def caches(text: Text, tree: ast.Module) -> Iterator[Edit]:
    """Have a function that keeps its answers look for them in a dictionary of its own, which is called directly."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and [_name(one) for one in node.decorator_list] in ONCE:
            yield Edit(text.begun(node), text.span(node)[1], "\n".join(_remembered(text, node)))
        cached = isinstance(node, ast.FunctionDef) and node.returns is not None and bool(node.args.args)
        if cached and isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            most = _most(node.decorator_list[0])
            if most is not None:
                yield Edit(text.begun(node), text.span(node)[1], "\n".join(_cached(text, node, most)))


def _remembered(text: Text, node: ast.FunctionDef) -> Iterator[str]:
    """Yield the lines of a function that a scene remembers the answer of, and those of the function that finds it."""
    name, answer, scene = node.name, text.of(_returns(node)), node.args.args[0].arg
    yield f"_key_{name}: _Final[str] = __name__ + '.{name}'\ndef {name}({scene}: Scene) -> {answer}:"
    yield f"    kept_ = {scene}.memo\n    if _key_{name} not in kept_:"
    yield f"        kept_[_key_{name}] = _find_{name}({scene})\n    return kept_[_key_{name}]"
    yield text.of(node).replace(f"def {name}(", f"def _find_{name}(", 1)


def _most(decorator: ast.expr) -> int | None:
    """Return how many answers a decorator keeps, 0 for all, None where it keeps none."""
    if _name(decorator) == "cache":
        return 0
    called = isinstance(decorator, ast.Call) and _name(decorator.func) == "lru_cache"
    sizes = [one.value for one in decorator.keywords] if called and isinstance(decorator, ast.Call) else []
    return int(ast.literal_eval(sizes[0])) if sizes else None


def _cached(text: Text, node: ast.FunctionDef, most: int) -> Iterator[str]:
    """Yield the lines of a function that looks among its answers, and those of the function that finds them."""
    name, answer = node.name, text.of(_returns(node))
    told = [(one.arg, text.of(one.annotation)) for one in node.args.args if one.annotation is not None]
    alone = len(told) == 1
    key = told[0][0] if alone else f"({', '.join(one for one, _ in told)})"
    kind = told[0][1] if alone else f"tuple[{', '.join(one for _, one in told)}]"
    yield f"_answers_{name}: _Final[dict[{kind}, {answer}]] = {{}}"
    yield f"def {name}({', '.join(f'{one}: {of}' for one, of in told)}) -> {answer}:"
    yield f"    asked_ = {key}\n    known_ = _answers_{name}.get(asked_)"
    yield "    if known_ is not None:\n        return known_"
    if answer.endswith("| None"):
        yield f"    if asked_ in _answers_{name}:\n        return None"
    yield f"    found_ = _find_{name}({', '.join(one for one, _ in told)})"
    if most:
        yield f"    if len(_answers_{name}) >= {most}:\n        _answers_{name}.clear()"
    yield f"    _answers_{name}[asked_] = found_\n    return found_"
    yield text.of(node).replace(f"def {name}(", f"def _find_{name}(", 1)


def constants(text: Text, tree: ast.Module) -> Iterator[Edit]:
    """Have the compiler know that a name in capitals, given a value once, keeps it."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    given = Counter(node.id for node in names)
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            if CAPITALS.fullmatch(target.id) and len(target.id) > 1 and given[target.id] == 1:
                end = text.span(target)[1]
                yield Edit(end, end, f": {_final_type(node.value)}")
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            yield Edit(*text.span(node), "\n".join(_apart(text, node.targets[0], node.value)))
        elif isinstance(node, ast.AnnAssign) and CAPITALS.fullmatch(text.of(node.target)):
            yield Edit(*text.span(node.annotation), f"_Final[{text.of(node.annotation)}]")


def _apart(text: Text, targets: ast.expr, values: ast.Tuple) -> Iterator[str]:
    """Yield `A, B = 1, 2` as the two lines that it is."""
    assert isinstance(targets, ast.Tuple)
    for target, value in zip(targets.elts, values.elts, strict=True):
        yield f"{text.of(target)}: {_final_type(value)} = {text.of(value)}"


def _final_type(value: ast.expr) -> str:
    """Return the type of a constant: words in a tuple are any number of them, or they would be packed at each use."""
    words = _words(value) if isinstance(value, ast.Tuple) else ""
    return f"_Final[{words}]" if words else "_Final"


def _words(value: ast.expr) -> str:
    """Return the type of a word, of a tuple of words or of a tuple of such of one length; nothing for all else."""
    if isinstance(value, ast.Tuple):
        inner = {_words(one) for one in value.elts}
        lengths = {len(one.elts) for one in value.elts if isinstance(one, ast.Tuple)}
        alike = inner == {"tuple[str, ...]"} and len(lengths) == 1
        one = f"tuple[{', '.join(['str'] * lengths.pop())}]" if alike else next(iter(inner), "")
        return f"tuple[{one}, ...]" if len(inner) == 1 and one else ""
    return "str" if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
