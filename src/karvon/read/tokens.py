"""Tokens of a text: words, numbers and single signs, each with its place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from karvon.read.answers import Answers
from karvon.read.values import Value

# The common letters, and words of them before one space, stand first only because they are found sooner that way.
COMMON = "[A-Za-zА-Яа-яЁё]"
LETTERS = rf"(?:{COMMON}+[^\W\d_]*|[^\W\d_]+)"
SCALES = r"(?:[mb]|tr)illion"  # a scale is a word of its own in "three-billion-dollar"
LARGE = r"(?:млн|млрд|трлн|тыс|миллион|миллиард|процент)"  # what makes of "1, 62" a decimal with a space in it
PIECE = re.compile(
    rf"{COMMON}++ (?!\s)|(?:{LETTERS}(?:(?<!illion)(?<!ousand)[-'’ʻʼ‘](?!{SCALES}){LETTERS})*"
    r"|\d{1,3}(?:[ ]\d{3}|\n000)+(?!\d)(?:[.,]\d+)?"
    rf"|(?<!\d,[ ])(?<!\d)\d{{1,3}},[ ](?:\d{{0,2}}[1-9](?=[ ]?{LARGE})|[1-9](?=%))|\d+(?:[.,]\d+)*"
    r"|[^\s\w]|_)\s*"
)

STROKED = str.maketrans("ıłøđŁØĐ", "ilodLOD")
APOSTROPHES = str.maketrans(dict.fromkeys("’ʻʼ‘", "'"))


class Token(Value, frozen=True):
    """One token: code points [start, end), its text, its lower case, and word, number or sign."""

    start: int
    end: int
    text: str
    lower: str
    kind: str


class Tokens(NamedTuple):
    """The tokens of a text in order, and beside them where each begins, its text and its small letters."""

    all: list[Token]
    starts: list[int]
    texts: list[str]
    words: list[str]


def tokenise(text: str) -> Tokens:
    """Return the tokens of a text; spaces inside a grouped number ("15 000") belong to it."""
    begun = len(text) - len(text.lstrip())
    pieces = PIECE.findall(text, begun)
    if not pieces:
        return Tokens([], [], [], [])
    *starts, _end = accumulate(map(len, pieces), initial=begun)
    texts, words, kinds, lengths = zip(*map(PIECES.__getitem__, pieces), strict=True)
    ends = map(add, starts, lengths)
    found = zip(starts, ends, texts, words, kinds, strict=True)
    tokens = [Token(start, end, word, small, kind) for start, end, word, small, kind in found]
    return Tokens(tokens, starts, list(texts), list(words))


def _piece(piece: str) -> tuple[str, str, str, int]:
    """Return the word of a token with the spaces behind it: the word, its lower case, its kind and its length."""
    word = piece.rstrip()
    plain = "word" if word[0].isalnum() else "sign"
    return word, fold(word), "number" if word[0].isdecimal() else plain, len(word)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the form in which words are compared: lower case, ё as it stands, every apostrophe as '."""
    return word.lower().translate(APOSTROPHES)


PIECES = Answers(_piece)


def latin(word: str) -> bool:
    """Say whether a word is written in Latin letters, with accents and apostrophes or without."""
    return word[0] < "\u0370"


ARTICLE = re.compile(r"(?:a[ldnrstz]|el|al|ал|аль|эль|а[днрстш])-(?=[A-ZА-ЯЁ])")


def prefixed(word: str) -> bool:
    """Say whether a word is a name that a small Arabic article is tied to: "аль-Фалих", "el-Sayed"."""
    return "-" in word and ARTICLE.match(word) is not None


@lru_cache(maxsize=100_000)
def unaccented(word: str) -> str:
    """Return a word in Latin letters without its accents: "Erdoğan" as "Erdogan"; other words as they are."""
    if word.isascii() or not latin(word):
        return word
    plain = unicodedata.normalize("NFKD", word.translate(STROKED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=100_000)
def grammar(word: str) -> tuple[str, str]:
    """Return the likeliest dictionary form of a Russian word and its grammemes, as pymorphy3 names them."""
    parse = _parses(word)[0]
    return parse.normal_form, str(parse.tag)


@lru_cache(maxsize=100_000)
def readings(word: str) -> tuple[str, ...]:
    """Return the grammemes of every reading of a Russian word, the likeliest first."""
    return tuple(str(parse.tag) for parse in _parses(word))


@lru_cache(maxsize=100_000)
def animate(word: str) -> bool:
    """Say whether a Russian word is likeliest a noun for people or animals."""
    return not latin(word) and "NOUN,anim" in grammar(word)[1]


@lru_cache(maxsize=100_000)
def nominative(word: str) -> bool:
    """Say whether a Russian word can stand in the nominative."""
    return any("nomn" in str(parse.tag) for parse in _parses(word))


@lru_cache(maxsize=100_000)
def noun_as_subject(word: str) -> bool:
    """Say whether a Russian word is likeliest a noun, and one that can stand in the nominative."""
    return _parses(word)[0].tag.POS == "NOUN" and nominative(word)


@lru_cache(maxsize=100_000)
def substantive(word: str) -> bool:
    """Say whether a Russian word is a noun that no adjective or participle is written like."""
    found = _parses(word)
    return found[0].tag.POS == "NOUN" and all(parse.tag.POS not in ("ADJF", "PRTF") for parse in found)


@lru_cache(maxsize=100_000)
def noun_in_plural(word: str) -> bool:
    """Say whether a Russian noun of the nominative is in the plural."""
    return any("nomn" in tag and "plur" in tag and "NOUN" in tag for tag in readings(word))


@lru_cache(maxsize=100_000)
def one_nominative(word: str) -> bool:
    """Say whether a Russian noun can stand in the nominative singular."""
    return any("nomn" in str(parse.tag) and "plur" not in str(parse.tag) for parse in _analyser().parse(word))


@lru_cache(maxsize=100_000)
def gerund(word: str) -> bool:
    """Say whether a Russian word is a gerund: "отметив", "подчёркивая"."""
    return not latin(word) and any(parse.tag.POS == "GRND" for parse in _parses(word))


@lru_cache(maxsize=100_000)
def personal(word: str) -> bool:
    """Say whether the dictionary knows a Russian word as a family name among other things."""
    return any("Surn" in str(parse.tag) for parse in _analyser().parse(word))


@lru_cache(maxsize=100_000)
def man_named(word: str) -> str | None:
    """Return the nominative of a man's first name in any case, None for a word that is none."""
    tags = ((parse.normal_form, str(parse.tag)) for parse in _parses(word))
    return next((str(name) for name, tag in tags if "Name" in tag and "masc" in tag and "sing" in tag), None)


@lru_cache(maxsize=100_000)
def genitive(word: str) -> bool:
    """Say whether a Russian noun or adjective can stand in the genitive."""
    return any("gent" in str(parse.tag) and parse.tag.POS in ("NOUN", "ADJF") for parse in _parses(word))


@lru_cache(maxsize=100_000)
def adjective(word: str) -> bool:
    """Say whether a Russian word is an adjective that describes, not a pronoun or a numeral."""
    return any(
        parse.tag.POS == "ADJF" and "Apro" not in parse.tag and "Anum" not in parse.tag for parse in _parses(word)
    )


@lru_cache(maxsize=100_000)
def agreeing(word: str, gender: str) -> str:
    """Return a Russian adjective in the nominative singular of a gender; other words as they are."""
    for parse in _parses(word):
        if parse.tag.POS == "ADJF":
            form = parse.inflect({"nomn", "sing", gender})
            return str(form.word) if form else word
    return word


@lru_cache(maxsize=100_000)
def past(word: str) -> str | None:
    """Return the number or gender that a Russian verb of the past or present asks of its subject."""
    for parse in _parses(word):
        if parse.tag.POS == "VERB":
            asked = "plur" if parse.tag.number == "plur" else parse.tag.gender
            return str(asked) if asked else None
    return None


@lru_cache(maxsize=100_000)
def future(word: str) -> bool:
    """Say whether a Russian verb can only be in the future, unlike those of both aspects ("реализуются")."""
    tags = [str(parse.tag) for parse in _parses(word)]
    asked = any("impr" in tag and "excl" in tag for tag in tags)
    return (
        "futr" in tags[0]
        and not asked
        and not any("pres" in tag for tag in tags)
        and (word.startswith(ONE_ASPECT) or not word.endswith(BOTH_ASPECTS))
    )


ONE_ASPECT = ("профинанс", "проинвест", "отремонт", "простимул", "прокредит")
BOTH_ASPECTS = ("уются", "уется", "уют", "ует")


@lru_cache(maxsize=100_000)
def known(word: str) -> bool:
    """Say whether the dictionary has a Russian word, rather than guessing it from its ending."""
    return bool(_analyser().word_is_known(word))


def recase(word: str, model: str) -> str:
    """Give a word the capitals of its model, also after each hyphen."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    if not model[:1].isupper():
        return word
    parts = word.split("-")
    capital = [part[:1].isupper() for part in model.split("-")]
    capital += [True] * (len(parts) - len(capital))
    return "-".join(part.capitalize() if big else part for part, big in zip(parts, capital, strict=False))


@lru_cache(maxsize=100_000)
def _parses(word: str):  # type: ignore[no-untyped-def]
    """Return every parse of a word: all questions about it share one look into the dictionary."""
    return _analyser().parse(word)


@lru_cache(maxsize=1)
def _analyser():  # type: ignore[no-untyped-def]
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer(lang="ru")
