"""Leading on: the words that may stand between "according to" and whoever it is."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.room import Room
from karvon.read.tokens import Token, adjective
from karvon.read.wordclasses import belongs

ON_SITE = frozenset(["самого", "самой", "самих", "на", "сайте", "странице", "портале", "с", "сайта", "портала"])
RECORDS = ("данн", "статистик", "информац", "сведени", "отчет", "отчёт", "оценк")
STAFF_OF = frozenset([
    "экспертов", "аналитиков", "специалистов", "экономистов", "представителей", "сотрудников", "исследователей",
    "экспертам", "аналитикам", "специалистам",
])  # fmt: skip
FILLERS = frozenset([
    "the", "a", "an", "latest", "new", "preliminary", "official", "data", "figures", "statistics", "report", "reports",
    "information", "estimates", "from", "of", "by", "in", "released", "published", "compiled", "provided", "its",
    "annual", "recent", "statement", "press", "release", "press-release",
    "presented", "cited", "quoted", "given", "collected", "gathered", "supplied",
    "and", "obtained", "shared", "disclosed", "issued", "deputy", "vice", "first",
    "senior", "local", "regional", "country's", "nation's", "kingdom's", "republic's",
])  # fmt: skip


def at_once(room: Room, first: int, last: int) -> bool:
    """Say whether nothing but adjectives stands between "according to" and whoever it is; English is freer."""
    words = room.tokens[first:last]
    if room.marks.language == "en":
        plain = all(word.lower in FILLERS or word.text[0].isupper() or word.text in ",&" for word in words)
        return plain or (len(words) <= HANDED and _published(words)) or _of_office(room, first, last)
    return all(word.kind == "word" and _leads_on(word.lower) for word in words)


def _of_office(room: Room, first: int, last: int) -> bool:
    """Say whether small words only tell what somebody is: "according to senior trade specialist Jane Doe"."""
    words = room.tokens[first:last]
    told = len(words) <= OFFICE and all(word.kind == "word" or word.text in "-&" for word in words)
    return told and not any(belongs(word.lower, "en", "finite") for word in words)


HANDED = 9
OFFICE = 5


def _published(words: Sequence[Token]) -> bool:
    """Say whether words tell that whoever is behind them gave the figures out: "data published on Friday by the"."""
    lowered = [word.lower for word in words]
    while lowered and lowered[-1] in ("the", "its", "their"):
        lowered.pop()
    return bool(lowered) and lowered[-1] == "by" and all(word.kind in ("word", "number") for word in words)


def _leads_on(word: str) -> bool:
    """Say whether a word may stand between "according to" and its source: an adjective, a record, a site."""
    return word in ON_SITE or word in STAFF_OF or adjective(word) or any(stem in word for stem in RECORDS)
