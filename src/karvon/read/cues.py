"""Cues: the words of the lexicon tables found in a text, all tables in one pass.

A pattern is a sequence of tokens; each is a form ("свыше"), a stem ("экспорт*"), alternatives of both ("a|b*"),
and may be optional ("сша?"). Users extend the tables without touching code.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import compress
from operator import attrgetter

from karvon.read.answers import Answers
from karvon.read.tokens import Token, Tokens
from karvon.read.values import Value

GROUPS = (
    "scales", "currencies", "units", "indicators", "bounds", "stages", "statuses", "changes", "sectors",
    "anaphora", "places", "cities", "regions", "speech", "roles", "numerals", "names", "commitments",
    "assessments",
    "events",
    "factors",
    "standings",
    "makings",
    "institutions",
    "goods",
    "things",
    "progress",
)  # fmt: skip
STEMS = (5, 4, 3, 2)


class Slot(Value, frozen=True):
    """What one token of a pattern may be."""

    forms: frozenset[str]
    stems: tuple[str, ...]
    optional: bool


class Pattern(Value, frozen=True):
    """One row of a lexicon table: its group, the row itself, its slots, and how many capitals it asks for.

    A short form of a country wants them ("РК", "РУз"), a short name the first ("Перу"), any other none. It is `whole`
    when one fitting token is all; `second` is what the token behind the first must be, where that is known.
    """

    group: str
    row: Mapping[str, str]
    slots: tuple[Slot, ...]
    capitals: str
    whole: bool
    second: Slot | None
    code: str


class Cue(Value, frozen=True):
    """A pattern found at tokens [first, last), and the code it stands for."""

    group: str
    row: Mapping[str, str]
    first: int
    last: int
    code: str


_LAST = attrgetter("last")


@cache
def lexicon(group: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one lexicon table."""
    text = files("karvon.read").joinpath("lexicon", f"{group}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), restval=""))


@cache
def patterns(language: str) -> Mapping[str, tuple[Pattern, ...]]:
    """Return the patterns of a language by the first form, or the first letters of the first stem, of each."""
    index: dict[str, list[Pattern]] = {}
    for group in GROUPS:
        for row in lexicon(group):
            if row["lang"] in (language, "any"):
                pattern = _compile(group, row)
                for key in sorted(_keys(pattern.slots)):
                    index.setdefault(key, []).append(pattern)
    return {key: tuple(found) for key, found in index.items()}


def find(tokens: Tokens, language: str) -> list[Cue]:
    """Return every cue of the text in order, without those that lie inside a longer cue of their group."""
    kept: list[Cue] = []
    reach: dict[str, int] = {}
    openings = list(map(_openings(language).__getitem__, tokens.words))
    for first, (opened,) in compress(enumerate(openings), openings):
        for cue in _at(tokens.all, first, opened) if opened.sole is None else (_cue(opened.sole, first),):
            if cue.last > reach.get(cue.group, 0):
                kept.append(cue)
                reach[cue.group] = cue.last
            elif cue.group == "statuses":
                kept.append(cue)
    return kept


def _cue(pattern: Pattern, first: int) -> Cue:
    return Cue(pattern.group, pattern.row, first, first + 1, pattern.code)


def _at(tokens: Sequence[Token], first: int, opened: Opened) -> list[Cue]:
    """Return the cues that begin at a token, the longest first."""
    last = first + 1
    after = tokens[last].lower if opened.further and last < len(tokens) else ""
    fits = opened.further and (after in opened.forms or after.startswith(opened.stems))
    if not fits and not opened.longer:
        return [_cue(pattern, first) for pattern in opened.single]
    found = [
        Cue(pattern.group, pattern.row, first, reached, pattern.code)
        for pattern in (opened.patterns if fits else opened.single)
        if (pattern.second is None or after in pattern.second.forms or after.startswith(pattern.second.stems))
        and (reached := last if pattern.whole else _match(pattern, tokens, first))
    ]
    if len(found) > 1:
        found.sort(key=_LAST, reverse=True)
    return found


class Opened(Value, frozen=True):
    """The patterns that can begin with a token.

    Those whose second token is known, if there are `further` ones, ask for one of the `forms`, or the beginning of one
    of the `stems`; the others are `single`, and some of them `longer` than the token. One that is all there is, and no
    longer, is the `sole` one.
    """

    patterns: tuple[Pattern, ...]
    single: tuple[Pattern, ...]
    forms: frozenset[str]
    stems: tuple[str, ...]
    longer: bool
    further: bool
    sole: Pattern | None


@cache
def _openings(language: str) -> Answers[str, tuple[Opened, ...]]:
    """Return what can begin with a token in small letters, one thing or nothing."""
    return Answers(lambda lower: _opened(opened_by(lower, language)))


def _opened(patterns: tuple[Pattern, ...]) -> tuple[Opened, ...]:
    if not patterns:
        return ()
    seconds = [pattern.second for pattern in patterns if pattern.second is not None]
    single = tuple(pattern for pattern in patterns if pattern.second is None)
    forms = frozenset(form for second in seconds for form in second.forms)
    stems = tuple(sorted({stem for second in seconds for stem in second.stems}))
    longer = any(not pattern.whole for pattern in single)
    sole = patterns[0] if len(patterns) == 1 and patterns[0].whole else None
    return (Opened(patterns, single, forms, stems, longer, bool(seconds), sole),)


def opened_by(lower: str, language: str) -> tuple[Pattern, ...]:
    """Return the patterns that can begin with a token, each once."""
    index = patterns(language)
    stems = (lower[:length] + "*" for length in STEMS if length <= len(lower)) if lower[:1].isalpha() else ()
    found = [pattern for key in (lower, *stems) for pattern in index.get(key, ())]
    fitting = [pattern for pattern in found if pattern.slots[0].optional or _fits(pattern.slots[0], lower)]
    first: dict[tuple[str, str], Pattern] = {}
    for pattern in fitting:
        first.setdefault((pattern.group, pattern.row["pattern"]), pattern)
    return tuple(first.values())


def _fits(slot: Slot, lower: str) -> bool:
    return lower in slot.forms or (bool(slot.stems) and lower.startswith(slot.stems))


def _compile(group: str, row: Mapping[str, str]) -> Pattern:
    slots = tuple(_slot(part) for part in row["pattern"].split())
    capitals = _capitals(row.get("kind", ""), slots)
    whole = len(slots) == 1 and not capitals and not slots[0].optional
    named = _with_code(row)
    return Pattern(group, named, slots, capitals, whole, _second(slots), named["code"])


def _second(slots: tuple[Slot, ...]) -> Slot | None:
    """Return what the token behind the first one can be; None where the first or all behind it may be missing."""
    needed = next((at for at, slot in enumerate(slots) if at and not slot.optional), 0)
    if slots[0].optional or not needed:
        return None
    options = slots[1 : needed + 1]
    forms = frozenset(form for slot in options for form in slot.forms)
    return Slot(forms, tuple(stem for slot in options for stem in slot.stems), optional=False)


SHORT_NAME = 5


def _capitals(kind: str, slots: tuple[Slot, ...]) -> str:
    if kind == "short":
        return "all"
    brief = len(slots) == 1 and min(map(len, slots[0].forms), default=SHORT_NAME + 1) <= SHORT_NAME
    return "first" if kind in ("name", "capital", "city") and brief else ""


def _with_code(row: Mapping[str, str]) -> Mapping[str, str]:
    return row if "code" in row else {**row, "code": row["value"]}


def _slot(part: str) -> Slot:
    optional = part.endswith("?") and len(part) > 1
    options = (part[:-1] if optional else part).split("|")
    forms = frozenset(option for option in options if not option.endswith("*"))
    return Slot(forms, tuple(option[:-1] for option in options if option.endswith("*")), optional)


def _keys(slots: tuple[Slot, ...]) -> set[str]:
    keys: set[str] = set()
    for slot in slots:
        keys |= slot.forms | {stem[: max(STEMS)] + "*" for stem in slot.stems}
        if not slot.optional:
            break
    return keys


def _match(pattern: Pattern, tokens: Sequence[Token], at: int) -> int:
    first = at
    for slot in pattern.slots:
        if at < len(tokens) and _fits(slot, tokens[at].lower):
            at += 1
        elif not slot.optional:
            return 0
    return (
        at if at > first and _written(pattern.capitals, tokens[first].text) and not _glued(pattern, tokens, at) else 0
    )


def _glued(pattern: Pattern, tokens: Sequence[Token], last: int) -> bool:
    """Say whether a short form is part of an amount ("US248 million", "US$5")."""
    behind = tokens[last] if last < len(tokens) else None
    return (
        pattern.capitals == "all"
        and behind is not None
        and behind.start == tokens[last - 1].end
        and (behind.kind == "number" or behind.text == "$")
    )


def _written(capitals: str, text: str) -> bool:
    """Say whether a word has the capitals a pattern asks for: of a short form the first two letters ("РУз")."""
    if capitals == "all":
        return text[:2].isupper()
    return not capitals or text[:1].isupper()


@cache
def kinds(units: str) -> frozenset[str]:
    """Return the kinds of unit that a row of the lexicon allows."""
    return frozenset(units.split(";"))
