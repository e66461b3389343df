"""Whether two phrases name the same thing, without grammar: by the stems of their telling words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from karvon.model.vocabulary import by_code
from karvon.reconcile.rules import common_words, paired_words
from karvon.reconcile.sides import name_stems

WORD = re.compile(r"[^\W\d_]{3,}")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
ENDING = 3
SHORTEST = 4


@cache
def stems(phrase: str) -> frozenset[str]:
    """Return the beginnings of the words of a phrase that survive inflection."""
    return frozenset(word[: max(SHORTEST, len(word) - ENDING)] for word in words_of(phrase))


def words_of(phrase: str) -> list[str]:
    """Return the words of a phrase in their order, without marks."""
    return WORD.findall(phrase.lower().replace("ё", "е"))


def named_in(name: str, phrase: str) -> bool:
    """Say whether every word of a name stands in the phrase in some form."""
    wanted, there = stems(name), stems(phrase)
    return bool(wanted) and all(any(_same(stem, other) for other in there) for stem in wanted)


@lru_cache(maxsize=2**16)
def tell_apart(left: str | None, right: str | None, measure: str = "") -> bool:
    """Say whether two phrases qualify their noun by words that share nothing ("joint", "investment").

    Words that name what is measured qualify nothing, nor does "mutual" or "with" qualify trade. Words of two scripts
    are words of two languages: of these only such are compared as both languages are known for.
    """
    if left is None or right is None:
        return False
    words = telling if by_code("indicators").get(measure, {}).get("family") == "trade" else _telling
    first, second = (_beside(words(phrase), measure) for phrase in (left, right))
    if bool(CYRILLIC.search(left)) != bool(CYRILLIC.search(right)):
        first, second = _paired(first), _paired(second)
    return bool(first and second) and not any(_same(stem, other) for stem in first for other in second)


def _beside(words: frozenset[str], measure: str) -> frozenset[str]:
    """Return the words but for those by which an indicator is named."""
    return frozenset(word for word in words if not any(_same(word, other) for other in _names_of(measure)))


@cache
def _names_of(measure: str) -> frozenset[str]:
    entry = by_code("indicators").get(measure)
    own = stems(f"{entry['ru']} {entry['en']}") if entry else frozenset()
    known = _paired(own)
    return own | {pair[lang] for pair in paired_words() if pair["ru"] in known for lang in ("ru", "en")}


def paired(topic_words: str) -> frozenset[str]:
    """Return the words of a topic in one language; none where one of them is known in one language only."""
    words = topic_words.split()
    found = [_paired(frozenset((word,))) for word in words]
    return frozenset().union(*found) if all(found) else frozenset()


def _paired(words: frozenset[str]) -> frozenset[str]:
    """Return the words that are known in both languages, in one of them."""
    return frozenset(
        pair["ru"] for word in words for pair in paired_words() if _same(word, pair["ru"]) or _same(word, pair["en"])
    )


def one_thing(left: str | None, right: str | None) -> bool:
    """Say whether two phrases are made of the same words, whatever their case."""
    return left is not None and right is not None and stems(left) == stems(right)


@cache
def topic(phrase: str, measure: str, countries: tuple[str, str]) -> str:
    """Return the stems of a phrase that neither the indicator's names nor the countries nor common words explain."""
    entry = by_code("indicators")[measure]
    explained = stems(f"{entry['ru']} {entry['en']}") | {stem for code in countries for stem in name_stems(code)}
    left = (stem for stem in stems(phrase) if not _common(stem, "portfolio", "any", "measured"))
    return " ".join(sorted(stem for stem in left if not any(_same(stem, other) for other in explained)))


def telling(phrase: str) -> frozenset[str]:
    """Return the stems of a phrase that tell figures of any kind apart."""
    return frozenset(stem for stem in stems(phrase) if not _common(stem, "portfolio", "any"))


def _telling(phrase: str) -> frozenset[str]:
    return frozenset(stem for stem in stems(phrase) if not _common(stem, "portfolio"))


@cache
def _common(stem: str, *kinds: str) -> bool:
    """Say whether a word tells nothing apart: in figures of a portfolio, or in figures of any kind."""
    known = (word["stem"] for word in common_words() if word["kind"] in kinds)
    return any(stem.startswith(word) or word.startswith(stem) for word in known)


def _same(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return long.startswith(short[:SHORTEST]) if len(short) == SHORTEST else long.startswith(short)
