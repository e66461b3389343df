"""What a text calls a thing without quotation marks: its kind and its proper name, alike in every case and script."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale

from karvon.reconcile.callings import skeleton
from karvon.reconcile.names import telling, words_of
from karvon.reconcile.rules import kinds

CAPITAL = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÇĞİÖŞÜÁÉÍÓÚÝŠŽČĆĐ][\w’'ʻ]*"
RUN = rf"{CAPITAL}(?:(?:\s*[–—-]\s*|\s+){CAPITAL})*(?:-\d+)?"
BEFORE = re.compile(rf"({RUN})\s+(?:[a-zа-яё-]+\s+){{0,3}}$")
LINKING = (
    r"(?:at|in|on|over|across|near|between|of|the|river|city|town|from|to|"
    r"в|во|на|у|через|реку|реке|между|городе|имени|около|близ|под|поселке|посёлке|районе)"
)
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+")
ADJECTIVE = re.compile(r"(?:[ая]я|[оеыи]й|[ое]е|[ое]го|[ое]му|[ыиое]м|[ыи]е|[ыи]х|[ую]ю)$")
BEHIND = re.compile(rf"^\s+({RUN})")
PLACED = re.compile(rf"^\s+(?:{LINKING}\s+){{1,3}}({RUN})")
OWNER = re.compile(rf"^\s+(?:of\s+(?:the\s+)?)?({CAPITAL})(?=\s)")
NAME = re.compile(r"[^\W\d_]{3,}|\d+")
GENERAL = (
    "the", "general", "генеральн", "new", "joint", "first", "border", "this", "two", "one", "нов", "совместн", "перв",
    "приграничн", "крупн", "современн", "эт", "оптов", "погран", "международн", "железнодорожн", "автомобильн",
    "автодорожн", "логистическ", "индустриальн", "промышленн", "торгов", "транспортн", "солнечн", "ветров",
    "строительств", "запуск", "открыти", "ввод", "завершени", "сдач", "construction", "opening", "completion",
    "commissioning", "launch", "trains", "поезда",
)  # fmt: skip
OF_ANY = (  # what any agreement may be
    "intergovernment", "framework", "bilateral", "mutual", "cooperat", "understanding", "memorand", "protocol",
    "declarat", "межправительств", "рамочн", "двусторон", "взаим", "сотруднич", "меморанд", "протокол", "деклар",
)  # fmt: skip
AROUND = 70
SHORT = 3


def proper_name(phrase: str, behind: str = "") -> str | None:
    """Return the kind and the name of the thing that a phrase speaks of, as one word that tells it from others.

    `behind` is what follows the phrase in its text. A name is what stands with a capital letter right beside the kind
    of thing; a place tells only such things apart as there is one of in a place: a bridge or a market, not a plant.
    """
    return _named(phrase, behind[:AROUND])


@lru_cache(maxsize=2**12)
def _named(phrase: str, behind: str) -> str | None:
    found = _kind(phrase)
    if found is None:
        return None
    kind, placed, start, end = found
    rest = _beyond_country(phrase[end:] + behind)
    beside, followed = _before(phrase[:start]), BEHIND.match(rest) or (PLACED.match(rest) if placed else None)
    names = next((own for match in (beside, followed) if match and (own := _telling(match[1]))), None)
    return f"{kind}: {names}" if names else None


def _before(words: str) -> re.Match[str] | None:
    """Return the name right before a kind; a Russian noun at the start is none: "Стоимость завода"."""
    found = BEFORE.search(words)
    noun = found is not None and not found.start() and RUSSIAN.fullmatch(found[1]) and not ADJECTIVE.search(found[1])
    return None if noun else found


def _beyond_country(rest: str) -> str:
    """Return what follows the country a thing belongs to: "the consulate of Malta in Tarvo"."""
    owner = OWNER.match(rest)
    return rest[owner.end() :] if owner is not None and not _telling(owner[1]) else rest


def kind_of(phrase: str) -> str:
    """Return the kind of the thing that a phrase names; nothing where it names none."""
    found = _kind(phrase)
    return found[0] if found else ""


def _kind(phrase: str) -> tuple[str, bool, int, int] | None:
    """Return the kind of thing that a phrase names first, with its place: the longer of two that begin alike.

    A kind right behind it is the head of both: a road tunnel is a tunnel.
    """
    small = phrase.lower()
    matches = [(match, kind, placed) for kind, placed, pattern in _patterns() if (match := pattern.search(small))]
    best = min(matches, key=lambda one: (one[0].start(), -one[0].end()), default=None)
    if best is None:
        return None
    head = next((one for one in matches if small[best[0].end() : one[0].start()] == " "), best)
    return head[1], head[2], best[0].start(), head[0].end()


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    return tuple(
        (entry["kind"], entry["placed"] == "yes", re.compile(rf"\b(?:{entry['ru']}|{entry['en']})\b"))
        for entry in kinds()
    )


def subject_of(phrase: str) -> str:
    """Return what an agreement is about: the words of its name but for those of any agreement, and for countries.

    Nothing where its name tells it from no other: "an intergovernmental agreement".
    """
    own = " ".join(word for word in words_of(phrase) if not (_general(word) or word.startswith(OF_ANY)))
    return " ".join(sorted(telling(own)))


def _telling(run: str) -> str:
    """Return the words of a name without endings; nothing where they are countries or only begin a sentence."""
    words = [word for word in NAME.findall(run) if not _general(word.lower())]
    return " ".join(stem(word) for word in words)


def _general(word: str) -> bool:
    return word.startswith(GENERAL) or any(word[:length] in _countries() for length in range(SHORT, len(word) + 1))


@cache
def _countries() -> frozenset[str]:
    """Return the beginnings of the names of all countries, in both languages."""
    names = [
        name.lower()
        for lang in ("ru", "en")
        for code, name in Locale(lang).territories.items()
        if code.isalpha() and name.isalpha() and len(name) > SHORT
    ]
    return frozenset(name if name.isascii() else name[: max(SHORT, len(name) - 2)] for name in names)


def stem(word: str) -> str:
    """Return the sounds of a word without its ending."""
    bare = skeleton(word)
    return bare.rstrip("aiu") if len(bare.rstrip("aiu")) > SHORT - 1 else bare
