"""Sentences: a paragraph cut into sentences, kept whole across abbreviations and inside brackets."""

from __future__ import annotations

import re

from razdel.rule import SPLIT
from razdel.segmenters.sentenize import BULLET_SIZE, DELIMITERS, ENDINGS, RULES, SentSplit
from razdel.segmenters.sokr import HEAD_SOKRS, INITIALS, PAIR_SOKRS, SOKRS

from karvon.read.values import Value

ABBREVIATION = re.compile(
    r"(?:\b(?:тыс|млн|млрд|трлн|долл|дол|руб|тг|гг|г|т|с|стр|ул|им|см|др|пр|проц|экз|обл|р|п|ст|"
    r"mr|mrs|ms|dr|st|no|vs|inc|ltd|co|corp|jan|feb|mar|apr|aug|sept|sep|oct|nov|dec|mn|bn|approx|u\.s|e\.g|i\.e|rs|tk|k?shs?))\.$",
    re.IGNORECASE,
)
SHORT = 16  # signs in which an abbreviation ends

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
    return [part for one in sentences for part in _parts(text, one)]


LONGEST = 4_000
"""Signs of a sentence at most; what runs on for longer is a table or a list without full stops."""
PARTING = re.compile(r"\s(?=\S)(?!\d{3}(?!\d))")


def _parts(text: str, one: Sentence) -> list[Sentence]:
    """Return a sentence, or what runs on for longer than any as parts that end between words."""
    parts, last = [], one
    while last.end - last.start > LONGEST:
        space = PARTING.search(text, last.start + LONGEST, last.end)
        if space is None:
            break
        parts.append(last._replace(end=space.start()))
        last = last._replace(start=space.end())
    return [*parts, last]


# Razdel joins what has no space or a word in small letters behind its sign; such signs are not even shown to it.
# A sign is one of its delimiters or a smile; the set of all first signs stands before them to be found soon.
CUT = re.compile(
    rf"[=:;{re.escape(DELIMITERS)}](?:(?<=[=:;])-?[)(]{{1,3}}|(?<=[{re.escape(DELIMITERS)}]))"
    r"(?=\s)(?!\s{1,9}[а-яёa-z]+(?![^\W\d]))"
)
WINDOW = 10
WORD = re.compile(r"(?<![а-яёa-z])[а-яёa-z]{3,}$")
MEASURED = re.compile(
    r"\d\s?(?:(?:тыс|млн|млрд|трлн)\.?(?:\s?(?:т|га|км|чел|шт))?|га|км|т|чел|шт|мвт|гвт|квт)$|·\s?ч$|(?:кв|куб)\.\s?к?м$",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"\s[А-ЯЁA-Z][а-яёa-z]")
OPENING = re.compile(r"\s[А-ЯЁA-Z«\d]")
WHOLE = re.compile(r"(?<![^\W\d])[а-яёa-z]{3,}$")
CLOSING = (")", "%", "»")
SHORTENED = HEAD_SOKRS | INITIALS | {pair[0] for pair in PAIR_SOKRS}
BRIEF = SHORTENED | SOKRS
GLUED = re.compile(r"[.!?…](?:(?<=[а-яёa-z0-9%)»][.!?…])|(?<=\s[A-Z]{3}\.))(?=[А-ЯЁA-Z][а-яёa-z])")


def _pieces(text: str) -> list[tuple[int, int]]:
    """Return the sentences razdel finds, cut once more where the space after a full stop is missing."""
    pieces = []
    glued = _glued(text)
    for start, end in cut(text):
        first = start
        for stop in GLUED.finditer(text, start, end) if glued else ():
            if "." not in text[max(first, stop.start() - 4) : stop.start()] and "@" not in text[start:end]:
                pieces.append((first, stop.end()))
                first = stop.end()
        pieces.append((first, end))
    return pieces


def _glued(text: str) -> bool:
    """Say whether a capital stands right behind a sign that ends sentences: only there is a space missing."""
    for sign in ".!?…":
        at = text.find(sign) + 1
        while at:
            if text[at : at + 1].isupper():
                return True
            at = text.find(sign, at) + 1
    return False


def cut(text: str) -> list[tuple[int, int]]:
    """Return what razdel's rules cut a text into, without the spaces around."""
    pieces = []
    begun = 0
    for sign in CUT.finditer(text):
        if _ends(text, begun, sign):
            pieces.append(_stripped(text, begun, sign.end()))
            begun = sign.end()
    return [*pieces, _stripped(text, begun, len(text))]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip())
    return (first, start + len(inside.rstrip())) if first < end else (start, start)


def _ends(text: str, begun: int, sign: re.Match[str]) -> bool:
    """Say whether a sign ends what was begun: first by a rule that cuts plain ends, then by all of razdel's."""
    start, stop = sign.span()
    left, right = text[max(0, start - WINDOW) : start], text[stop : stop + WINDOW]
    long = sign[0] in ENDINGS and start - begun > BULLET_SIZE
    if long and ((CAPITAL.match(right) and plain(left)) or _surely(left, right)):
        return True
    split = SentSplit(left, sign[0], right, text[begun:start])
    return bool(next((action for rule in RULES if (action := rule(split))), SPLIT) == SPLIT)


def plain(left: str) -> bool:
    """Say whether a whole word or a measure stands at the end, before a full stop and a capital."""
    word = WORD.search(left)
    return (word is not None and word[0] not in SHORTENED) or MEASURED.search(left) is not None


def _surely(left: str, right: str) -> bool:
    """Say whether no rule of razdel can join both sides: a word never cut short or a closing sign, then an opening."""
    if OPENING.match(right) is None:
        return False
    word = WHOLE.search(left)
    return word[0] not in BRIEF if word is not None else left.endswith(CLOSING)


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
    return goes_on and ABBREVIATION.search(text, max(left.start, left.end - SHORT), left.end) is not None
