"""Numbers that stand alone: how the words around a number show that it counts what was counted before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from karvon.read.numbers import Marks
from karvon.read.tokens import Token, latin, readings

Shape = Literal["part", "more", "subject", "bounded", "whole"]

OF_THEM = frozenset({"них", "которых", "ним", "them", "these", "those", "which", "whom"})
MORE = frozenset({"ещё", "еще", "another", "остальные", "остальных", "remaining", "further"})
BECOMES = frozenset({"станет", "стало", "стали", "станут"})
REACHED = frozenset({"достигли", "достигло", "достиг", "достигла"})
ENDS = frozenset({".", ",", ";", ":", "-", "!", "?", ")", "»", '"'})
LISTS = frozenset({"(", "и", "and", "против", "вместо"})
STARTS = frozenset({".", ",", ";", ":", "-", "(", "«", '"', "и", "а", "and", "while", "but", "ещё", "еще"})
VERBS = frozenset(
    ["have", "has", "had", "are", "is", "were", "was", "will", "would", "remain", "began", "came", "went"]
)
ADVERBS = frozenset(
    ["уже", "пока", "сейчас", "сегодня", "now", "already", "still", "currently", "also", "тоже", "также"]
)
OUT_OF = (["из"], ["out", "of"])
PLANNED = (
    "planned",
    "total",
    "запланированн",
    "намеченн",
    "заявленн",
    "предусмотренн",
    "required",
    "possible",
    "needed",
)


def shape(tokens: Sequence[Token], first: int, last: int, marks: Marks) -> Shape | None:
    """Return how a number at tokens [first, last) without a noun counts, None where nothing shows that it does."""
    before = tokens[first - 1].lower if first else "."
    after = tokens[last].lower if last < len(tokens) else "."
    then = tokens[last + 1].lower if last + 1 < len(tokens) else "."
    dashed = first > 1 and before == "-" and (after in ENDS or after in LISTS)
    dashed = dashed and (_named(tokens[first - 2].lower) or ("places", first - 1) in marks.end)
    placed = before in STARTS and _placed(tokens, last, marks)
    if dashed or placed or (after in ("из", "of") and (then in OF_THEM or _number(tokens, last + 1, marks))):
        return "part"
    if _is_bounded(tokens, first, last, marks) or (after in ENDS and (before in REACHED or of_year(tokens, first))):
        return "bounded"
    if _planned(tokens, first):
        return "whole"
    if before in MORE and (after in ENDS or _tells(tokens, last)):
        return "more"
    if after in ENDS and (before in BECOMES or ("stages", first) in marks.end):
        return "more"
    begins = before in STARTS or tokens[first].text[0].isupper()
    return "subject" if begins and _tells(tokens, last) else None


def _placed(tokens: Sequence[Token], at: int, marks: Marks) -> bool:
    """Say whether nothing but a country it is in stands behind a number: "nine in Malta", "три — в Перу"."""
    at += at < len(tokens) and tokens[at].text == "-"
    return at < len(tokens) and tokens[at].lower in WITHIN and ("places", at + 1) in marks.begin


WITHIN = frozenset({"in", "on", "в", "во", "на"})


def _is_bounded(tokens: Sequence[Token], first: int, last: int, marks: Marks) -> bool:
    """Say whether a bound stands before a number that ends its clause, or behind it."""
    behind = marks.begin.get(("bounds", last))
    if behind is not None and behind.row["place"] == "after" and ends(tokens, behind.last):
        return True
    before = tokens[first - 1].lower if first else "."
    return ("bounds", first) in marks.end and ends(tokens, last) and before not in ("и", "-")


def of_year(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a verb of being or a year with a dash stands before a number: "было пять", "в 2024-м – семь"."""
    at = first - 1
    at -= at > 0 and tokens[at].lower in ADVERBS
    if at > 0 and tokens[at].lower in WAS:
        return True
    return at > 0 and tokens[at].text == "-" and tokens[at - 1].lower in ("году", "м", "г", "год")


WAS = frozenset({
    "был", "была", "было", "будет", "стало", "составил", "составила", "составило", "составит", "равнялся", "равнялась",
})  # fmt: skip


def _named(word: str) -> bool:
    """Say whether an adjective names a part of what was counted: "казахстанских – 1 187", "из них – 486"."""
    if word in OF_THEM:
        return True
    return not latin(word) and any("ADJF" in tag and "plur" in tag and "gent" in tag for tag in readings(word))


def _number(tokens: Sequence[Token], at: int, marks: Marks) -> bool:
    """Say whether a number begins at a token, its article apart."""
    at += at < len(tokens) and tokens[at].lower == "the"
    return at < len(tokens) and (tokens[at].kind == "number" or ("numerals", at) in marks.begin)


def ends(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a clause ends at a token."""
    return at >= len(tokens) or tokens[at].text in ENDS


def _tells(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a verb in the plural stands at a token, adverbs apart: "have been", "введены", "уже работают"."""
    while at < len(tokens) and tokens[at].lower in ADVERBS:
        at += 1
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    word = tokens[at].lower
    if latin(word):
        return word in VERBS
    return word in FORESEEN or any(("VERB" in tag or "PRTS" in tag) and "plur" in tag for tag in readings(word)[:1])


FORESEEN = frozenset({"планируется", "предстоит", "намечено", "намечается", "предполагается", "намечен", "намечена"})


def _planned(tokens: Sequence[Token], first: int) -> bool:
    """Read "out of a planned" and "из запланированных" before a number."""
    if first < 2 or not tokens[first - 1].lower.startswith(PLANNED):
        return False
    at = first - 1
    while at and tokens[at - 1].lower in ("a", "the", "its", "всех", "all"):
        at -= 1
    words = [token.lower for token in tokens[max(0, at - 2) : at]]
    return any(words[-len(form) :] == form for form in OUT_OF)


def how_often(tokens: Sequence[Token], at: int) -> bool:
    """Say whether words behind "times" tell how often something happens, not how many times more: "раза в неделю"."""
    return at + 1 < len(tokens) and tokens[at].lower == "в" and tokens[at + 1].lower in OFTEN


OFTEN = frozenset({"неделю", "день", "сутки", "месяц", "год", "квартал"})
