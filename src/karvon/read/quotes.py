"""Quotation marks: spans of quoted text, nested and unbalanced, told apart into speech and names."""

from __future__ import annotations

import re

from karvon.read.values import Value

OPEN = "«„“‹"
STRAIGHT = '"“”'
CUE_AFTER = re.compile(
    r'\s{0,3}(?:[,.!?…]?\s{0,3}["»”]?\s{0,3}[,.]?\s{0,3}-\s)|\s{0,3}[,.]\s{0,3}["»”]?\s{0,3}(?:said|says|according|noted|stated)'
)
MARKS = '"«»„“”‹›'
SIGNS = re.compile(f"[{MARKS}]")
INNER_STOP = re.compile(r"[а-яёa-z%][.!?] [А-ЯЁA-Z]")
NAME_WORDS = 9
CUT = 6
"""Words at least of a paragraph that a mark opens and none closes, to be somebody's speech."""


class Quotation(Value, frozen=True):
    """Quoted text at [start, end), marks included; `speech` is False for a name."""

    start: int
    end: int
    speech: bool


def find(text: str, paragraphs: tuple[tuple[int, int], ...]) -> list[Quotation]:
    """Return the outermost speech and every name in marks; a mark left open closes with its paragraph."""
    found: list[Quotation] = []
    carried = False
    for start, end in paragraphs if any(sign in text for sign in MARKS) else ():
        stack: list[int] = []
        for at in (match.start() for match in SIGNS.finditer(text, start, end)):
            kind = _kind(text, at, start, end, bool(stack))
            if kind == "open":
                stack.append(at)
            elif kind == "close" and stack:
                goes_on = carried and len(stack) == 1 and stack[0] == start and at + 3 >= end
                found += [Quotation(stack.pop(), at + 1, speech=True)] if goes_on else _close(text, stack, at, end)
            elif kind == "close" and carried:
                found.append(Quotation(start, at + 1, speech=True))
                carried = False
        if stack:
            cut = stack[0] == start and len(text[start:end].split()) >= CUT
            found += [Quotation(stack[0], end, cut or _is_speech(text, stack[0], end + 1))]
            carried = True
        elif any(q.end == end for q in found[-1:]):
            carried = False
    return sorted(found, key=lambda one: (one.start, one.end, one.speech))


def _kind(text: str, at: int, start: int, end: int, inside: bool) -> str | None:  # noqa: FBT001
    sign = text[at]
    if sign in "«„‹":
        return "open"
    if sign in "»›":
        return "close"
    if sign not in STRAIGHT:
        return None
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    opens = (
        (before.isspace() or before in "(-[" or before in OPEN + '"') and not after.isspace() and after not in ".,;:!?)"
    )
    if before == '"' and at >= start + 2 and not text[at - 2].isspace() and at - 1 > start:
        opens = False
    return "open" if opens else "close" if inside or sign != "“" else "open"


def _close(text: str, stack: list[int], at: int, end: int) -> list[Quotation]:
    """Close the innermost span, and all of them when a speech cue or the end of the paragraph follows."""
    closed = [_span(text, stack.pop(), at + 1)]
    marks_follow = at + 1 < end and text[at + 1] in '"»”'
    if stack and not marks_follow and (CUE_AFTER.match(text, at + 1, end) or at + 1 >= end):
        closed.append(Quotation(stack[0], at + 1, speech=True))
        stack.clear()
    return closed


def _span(text: str, start: int, end: int) -> Quotation:
    return Quotation(start, end, _is_speech(text, start, end))


def _is_speech(text: str, start: int, end: int) -> bool:
    inside = text[start + 1 : end - 1].strip()
    words = inside.split()
    if len(words) > 2 and (text[max(0, start - 4) : start].rstrip().endswith(":") or INNER_STOP.search(inside)):
        return not _all_capitals(words)
    if len(words) > NAME_WORDS or inside[-1:] in ".!?…,":
        return not _all_capitals(words)
    cue = CUE_AFTER.match(text, end)
    return len(words) > 3 and cue is not None and not _all_capitals(words)


def _all_capitals(words: list[str]) -> bool:
    """A chain of capitalised words ("Belarus – Russia – Kazakhstan") is a name however long."""
    content = [word for word in words if word[:1].isalpha()]
    return bool(content) and sum(word[:1].isupper() for word in content) >= 0.7 * len(content)
