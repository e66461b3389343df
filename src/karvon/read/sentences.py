"""Sentences: a paragraph cut into sentences, kept whole across abbreviations and inside brackets."""

from __future__ import annotations

import re

from razdel.rule import SPLIT, FunctionRule
from razdel.segmenters.sentenize import BULLET_SIZE, DELIMITER, ENDINGS, RULES, SentSegmenter, SentSplit, SentSplitter
from razdel.segmenters.sokr import HEAD_SOKRS, INITIALS, PAIR_SOKRS

from karvon.read.values import Value

ABBREVIATION = re.compile(
    r"(?:\b(?:тыс|млн|млрд|трлн|долл|дол|руб|тг|гг|г|т|с|стр|ул|им|см|др|пр|проц|экз|обл|р|п|ст|"
    r"mr|mrs|ms|dr|st|no|vs|inc|ltd|co|corp|jan|feb|mar|apr|aug|sept|sep|oct|nov|dec|mn|bn|approx|u\.s|e\.g|i\.e))\.$",
    re.IGNORECASE,
)


SCALED = ("тыс.", "млн.", "млрд.", "трлн.")
CAPITAL_UNIT = re.compile(r"(?:TEU|ДФЭ|МВт|ГВт|Гкал|[A-Z]{3})(?![^\W\d])")


class Sentence(Value, frozen=True):
    """One sentence at [start, end) of paragraph `paragraph`."""

    start: int
    end: int
    paragraph: int


def split(text: str, paragraphs: tuple[tuple[int, int], ...]) -> list[Sentence]:
    """Return the sentences of all paragraphs in order; every one ends inside its paragraph."""
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs):
        for first, last in _pieces(text[start:end]):
            found = Sentence(start + first, start + last, number)
            if sentences and sentences[-1].paragraph == number and _open(text, sentences[-1], found):
                found = sentences.pop()._replace(end=found.end)
            sentences.append(found)
    return sentences


# Razdel joins what has no space or a word in small letters behind its sign; such signs are not even shown to it.
CUT = DELIMITER + r"(?=\s)(?!\s{1,9}[а-яёa-z]+(?![^\W\d]))"
WORD = re.compile(r"(?<![а-яёa-z])[а-яёa-z]{3,}$")
MEASURED = re.compile(r"\d\s?(?:млн|млрд|трлн|тыс|га|км|т|чел|шт|мвт)$|·\s?ч$", re.IGNORECASE)
CAPITAL = re.compile(r"\s[А-ЯЁA-Z][а-яёa-z]")
SHORTENED = HEAD_SOKRS | INITIALS | {pair[0] for pair in PAIR_SOKRS}


def _plain_end(split: SentSplit) -> str | None:
    """A rule before razdel's own, which would all let it pass: a whole word, a full stop and a capital part."""
    if split.delimiter not in ENDINGS or len(split.buffer) <= BULLET_SIZE or not CAPITAL.match(split.right):
        return None
    word = WORD.search(split.left)
    ended = MEASURED.search(split.left) is not None or (word is not None and word[0] not in SHORTENED)
    return SPLIT if ended else None


sentenize = SentSegmenter(SentSplitter(CUT), [FunctionRule(_plain_end), *RULES])
GLUED = re.compile(r"[.!?…](?<=[а-яёa-z0-9%)»][.!?…])(?=[А-ЯЁA-Z][а-яёa-z])")


def _pieces(text: str) -> list[tuple[int, int]]:
    """Return the sentences razdel finds, cut once more where the space after a full stop is missing."""
    pieces = []
    for piece in sentenize(text):
        first = piece.start
        for stop in GLUED.finditer(text, piece.start, piece.stop):
            if "." not in text[max(first, stop.start() - 4) : stop.start()] and "@" not in piece.text:
                pieces.append((first, stop.end()))
                first = stop.end()
        pieces.append((first, piece.stop))
    return pieces


def _open(text: str, left: Sentence, right: Sentence) -> bool:
    """Say whether a cut is wrong: after an abbreviation before a small letter or digit, or inside brackets."""
    before = text[left.start : left.end]
    after = text[right.start : right.start + 1]
    if "(" in before and before.count("(") > before.count(")") and ")" in text[right.start : right.end]:
        return True
    if before.endswith(("долл.", "дол.")) and text[right.start : right.start + 3] == "США":
        return True
    if before.endswith(SCALED) and CAPITAL_UNIT.match(text, right.start):
        return True
    goes_on = after.islower() or after.isdigit() or after in "(,;"
    return goes_on and bool(ABBREVIATION.search(before))
