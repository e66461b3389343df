"""Nouns: what a number without a unit of the lexicon counts, and which words may stand between them."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.tokens import Token, grammar, readings, substantive
from karvon.read.turkic import FOLD

ADJECTIVES = 4
ENDINGS = (
    "ых", "их", "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ой", "ей", "ом", "ем", "ым", "им",
    "ыми", "ими", "ую", "юю", "ному",
)  # fmt: skip
DURATIONS = ("лет", "год", "месяц", "недел", "year", "month", "week", "decade", "десятилет", "столет", "век")
PREPOSITIONS = frozenset(
    {
        "в", "на", "с", "по", "из", "от", "до", "к", "и", "или", "за", "при", "об", "о", "у", "для",
        "of", "in", "to", "and", "or", "for", "from", "by", "with", "on", "at", "as", "is", "was", "were", "are", "the",
        "than", "per", "against", "compared", "while", "which", "that", "but", "this", "last", "have", "has", "had",
        "will", "up",
    }
)  # fmt: skip
PLURAL = frozenset({"people", "men", "women", "children", "staff", "personnel", "sheep", "cattle", "aircraft", "bpd"})
NO_PLURAL = ("ss", "us", "is")
PAIRED = (
    "сторон", "стран", "государств", "народ", "президент", "лидер", "министр", "глав", "сосед", "республик", "столиц",
    "правительств", "экономик", "рук", "side", "part", "countr", "nation", "state", "people", "leader", "president",
    "minister", "neighbo", "capital", "republic", "government", "econom", "head", "foreign", "largest", "biggest",
    "дня", "дней", "сут", "час", "минут", "секунд", "раунд", "half", "halves", "sorts", "way", "hour", "day", "minute",
    "second", "night", "decade", "term", "round", "свет", "мир",
)  # fmt: skip


def may_precede(token: Token) -> bool:
    """Say whether a word may stand between a number and its unit: an adjective, or any other word of Latin letters."""
    lower = token.lower
    if lower in PREPOSITIONS:
        return False
    return bool(lower.endswith(ENDINGS) and not _counted(lower)) or lower.isascii() or lower == "т"


def _counted(word: str) -> bool:
    """Say whether a word that ends like an adjective is a noun in the genitive plural: "станций", "областей"."""
    return word.endswith(("ей", "ий")) and substantive(word)


def noun_at(tokens: Sequence[Token], at: int, taken: set[int]) -> tuple[int, int] | None:
    """Return the tokens [at, end) up to the noun that a number before them counts."""
    place = at
    if 0 < at < len(tokens) and tokens[at].start - tokens[at - 1].end > 1 and tokens[at].text[0].isupper():
        return None
    while place < len(tokens) and place not in taken and tokens[place].kind == "word" and place - at < ADJECTIVES:
        word = tokens[place].lower
        if word in PREPOSITIONS or len(word) < 3 or (tokens[place - 1].text == "." and tokens[place].text[0].isupper()):
            return None
        if place == at and (titled(tokens[place]) or word in ("most", "least")):
            return None
        if word.isascii():
            return _english(tokens, at, _plural(tokens, place, taken))
        if not word.endswith(ENDINGS) or _counted(word):
            return (at, place + 1) if "NOUN" in grammar(word)[1] or word in FOLD or _acronym(tokens[place]) else None
        place += 1
    return (at, place) if place > at and _people(tokens[place - 1].lower) else None


def _acronym(token: Token) -> bool:
    """Say whether a word is the short name of a kind of plant, zone or crossing that numbers count: "две ВЭС"."""
    return token.text.isupper() and token.lower in ACRONYMS


ACRONYMS = frozenset(
    {"гэс", "тэс", "тэц", "аэс", "вэс", "сэс", "фэс", "грэс", "пгу", "гту", "нпз", "гпз", "гок", "сэз", "оэз", "тлц",
     "кпп", "мапп", "лэп", "сп", "мсп", "мкд", "цод", "азс", "агнкс", "нии", "вуз", "жк"}
)  # fmt: skip


def titled(token: Token) -> bool:
    """Say whether a Cyrillic word is written as at the head of a sentence or line: what is counted never is."""
    return token.text[:1].isupper() and token.text[1:].islower() and not token.lower.isascii()


def _people(word: str) -> bool:
    """Say whether an adjective stands for people on its own: "120 рабочих", "40 учёных"."""
    return word.endswith(("ых", "их")) and any("NOUN,anim" in tag and "plur" in tag for tag in readings(word))


def _english(tokens: Sequence[Token], at: int, last: int) -> tuple[int, int] | None:
    """Return the tokens of an English noun; none for a word that counts nothing, or the name of somebody or a place."""
    word = tokens[last]
    if word.lower in NO_NOUN or (word.lower.endswith(("ly", "ed")) and word.lower not in NOUNS):
        return None
    named = word.text[0].isupper() and not word.text.isupper() and not _is_plural(word.lower)
    return None if named and "-" not in word.text else (at, last + 1)


NO_NOUN = frozenset({
    "more", "less", "fewer", "most", "least", "out", "made", "each", "apiece", "since", "until", "till", "during",
    "within", "between", "among", "across", "about", "after", "before", "when", "where", "who", "did", "can", "could",
    "would", "may", "might", "also", "then", "now", "into", "under", "over", "via", "through", "above", "below",
    "increase", "decrease", "rise", "fall", "drop", "decline", "growth", "surge", "because", "not", "higher", "lower",
    "greater", "said", "came", "went", "views", "comments", "likes", "shares", "retweets", "kv", "kilovolt",
    "kilovolts", "made-up", "onwards", "onward", "ago", "later", "earlier",
})  # fmt: skip
NOUNS = frozenset({"seed", "feed", "weed", "breed", "speed", "need", "bed", "shed", "watershed", "family", "assembly",
                   "anomaly", "fly", "supply", "monopoly", "hundred"})  # fmt: skip


def _plural(tokens: Sequence[Token], at: int, taken: set[int]) -> int:
    """Return the place of the first English plural among the words after a number, else of the first word."""
    for place in range(at, min(at + ADJECTIVES, len(tokens))):
        token = tokens[place]
        if token.kind != "word" or place in taken or token.lower in PREPOSITIONS:
            break
        if token.text[0].isupper() and place > at and not tokens[place - 1].text[0].isupper():
            break
        if _is_plural(token.lower):
            return place
        if place > at and token.lower.endswith("ed"):
            break
    return at


def _is_plural(word: str) -> bool:
    return word in PLURAL or (word.endswith("s") and not word.endswith(NO_PLURAL))


def is_pair(word: str) -> bool:
    """Say whether "two" before this word names two known ones, the sides or countries of a talk, and counts nothing."""
    return word.startswith(PAIRED)


def known_lands(tokens: Sequence[Token], first: int, noun: tuple[int, int]) -> bool:
    """Say whether a number only names countries known as a group: "with the five Central Asian countries"."""
    if tokens[first].kind == "number" and len(tokens[first].text) > FEW:
        return False
    lands = tokens[noun[1] - 1].lower in LANDS or any(token.lower in LANDS for token in tokens[noun[0] : noun[1] + 2])
    return first > 0 and tokens[first - 1].lower in ("the", "these", "all", "those") and lands


FEW = 2
LANDS = frozenset({"states", "countries", "nations", "republics", "neighbours", "neighbors", "capitals"})


EITHER = frozenset(
    {"direct", "indirect", "permanent", "temporary", "skilled", "unskilled", "domestic", "foreign", "local",
     "прямых", "косвенных", "постоянных", "временных"}
)  # fmt: skip


def sized(tokens: Sequence[Token], at: int) -> int:
    """Step over "small and medium-sized" between a number and what it counts."""
    words = [token.lower for token in tokens[at : at + 3]]
    if len(words) == 3 and words[0] in EITHER and words[1] in ("and", "or", "и", "или") and words[2] in EITHER:
        return at + 3
    pair = len(words) == 3 and words[0] in ("small", "micro") and words[1] in ("and", "to", ",")
    return at + 3 if pair and words[2].startswith(("medium", "small")) else at
