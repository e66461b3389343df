"""By what names texts call the things they measure: those in quotation marks and capitalised ones, in either script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.reconcile.sides import name_stems

QUOTED = re.compile(r"[«“„\"]([^«»“”„\"\n]{3,60})[»”“\"]")
AT_END = re.compile(QUOTED.pattern + r"\s*$")
AT_START = re.compile(r"\s*" + QUOTED.pattern)
WORD = re.compile(r"[^\W\d_]{3,}")
NUMBERED = re.compile(r"[^\W\d_]{3,}|\d+")  # the second of two plants bears a number
SENTENCE = re.compile(r"[.!?;]\s|\n")
QUOTE = "«"  # marks what stands in quotation marks
LETTERS = {
    **dict(zip("абвгдезиклмнопрстуфхйыэ", "abvgdeziklmnoprstufhiie", strict=True)),
    **{"ё": "e", "ж": "j", "ц": "k", "ч": "k", "ш": "s", "щ": "s", "ю": "u", "я": "a", "ь": "", "ъ": ""},
    **{
        "қ": "k",
        "ғ": "g",
        "ң": "n",
        "ө": "o",
        "ү": "u",
        "ұ": "u",
        "һ": "h",
        "і": "i",
        "ә": "a",
        "ў": "u",
        "ӯ": "u",
        "ҳ": "h",
    },
}
SOUNDS = tuple(
    (re.compile(left), right)
    for left, right in (
        ("shch|sch|sh|ş", "s"),
        ("tch|ch|ç|ts|ck|c", "k"),
        ("dzh|dj|zh", "j"),
        ("kh|x", "h"),
        ("gh|ğ", "g"),
        ("q", "k"),
        ("ph", "f"),
        ("w", "v"),
        ("y|ı", "i"),
    )
)
DJ = re.compile("dj")
VOWELS = (
    (re.compile("[aoäəåāō]"), "a"),
    (re.compile("[uöüū]"), "u"),
    (re.compile("[eiéèēī]"), "i"),
    (re.compile("['`ʻʼ’]|i(?=[au])"), ""),
)
SHORTEST = 3


@cache
def skeleton(word: str) -> str:
    """Return the sounds of a word in one script, vowels as three only, so that «Джавахк» and "Javakhk" are one."""
    small = word.lower()
    latin = "".join(LETTERS.get(letter, letter) for letter in small)
    for pattern, sound in SOUNDS if latin == small else ():
        latin = pattern.sub(sound, latin)
    latin = DJ.sub("j", latin)
    for pattern, sound in VOWELS:
        latin = pattern.sub(sound, latin)
    return re.sub(r"(.)\1+", r"\1", latin)


def _alike(left: str, right: str) -> bool:
    """Say whether two words are one but for an ending of one letter."""
    short, long = sorted((left, right), key=len)
    return long.startswith(short) and len(long) - len(short) <= 1 and len(short) >= SHORTEST - 1


def callings(claim: Claim, page: Document | None, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that stand in the sentence of a claim; those in quotation marks are marked."""
    if page is None or page.text[claim.start : claim.end] != claim.quote:
        return ()
    return _names(sentence(page.text, claim.start, claim.end), countries)


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence of a text that a stretch of it stands in."""
    before = max((match.end() for match in SENTENCE.finditer(text, max(0, start - 400), start)), default=0)
    behind = SENTENCE.search(text, end)
    return text[before if before else max(0, start - 400) : behind.start() if behind else len(text)]


@lru_cache(maxsize=2**14)
def _names(sentence: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    quoted = [f"{QUOTE}{' '.join(map(skeleton, WORD.findall(match[1])))}" for match in QUOTED.finditer(sentence)]
    words = [match[0] for match in WORD.finditer(sentence) if match.start() and match[0][0].isupper()]
    own = {stem for code in countries for stem in name_stems(code)}
    plain = [skeleton(word) for word in words if not any(word.lower().startswith(stem) for stem in own)]
    return tuple(dict.fromkeys([*quoted, *plain]))


def calling(claim: Claim, page: Document | None) -> str | None:
    """Return the name in quotation marks that a claim gives its thing, in it or right beside it; None without one."""
    phrase = claim.subject if claim.subject and QUOTED.search(claim.subject) else claim.quote
    inside = QUOTED.search(phrase)
    if inside is None and page is not None and page.text[claim.start : claim.end] == claim.quote:
        before = AT_END.search(page.text, max(0, claim.start - 70), claim.start)
        inside = before or AT_START.match(page.text, claim.end, claim.end + 70)
    return " ".join(map(skeleton, NUMBERED.findall(inside[1]))) or None if inside and WORD.search(inside[1]) else None


def quoted_names(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the words of every name in quotation marks that has any: signs and figures alone name nothing."""
    return [tuple(name[1:].split()) for name in names if name.startswith(QUOTE) and name != QUOTE]


def one_calling(left: Sequence[str], right: Sequence[str], *, wanted: bool) -> bool:
    """Say whether two sentences can speak of one thing: the first name in quotation marks stands in the other one.

    It is that of the left one, or else of the right one. Where none is in quotation marks a shared name is enough;
    where `wanted`, one of them has to be shared.
    """
    quoted = ((words, other) for own, other in ((left, right), (right, left)) for words in quoted_names(own))
    if (first := next(quoted, None)) is not None:
        words, other = first
        return all(any(_alike(word, name) for name in _flat(other)) for word in words)
    shared = any(_alike(one, name) for one in left for name in right)
    return shared or not wanted


def _flat(names: Iterable[str]) -> list[str]:
    return [word for name in names for word in name.removeprefix(QUOTE).split()]
