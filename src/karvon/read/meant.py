"""Meant: the partner that "to the Asian nation", "to this country", "в эту страну" or "туда" points back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from babel.core import get_global

from karvon.read.atlas import GROUPS_OF_COUNTRIES, OTHER_GROUP, ROLES, Mention, countries, mentions, nations
from karvon.read.scene import Frame, Scene, once
from karvon.read.setting import Setting

BACK = 90
"""How many tokens back the country meant is named."""
NEAR = 24
"""How many tokens back a country beside the document's two is meant by "the country" alone."""
REACH = 6
PAIR = 2
NOUNS = ("countr", "nation", "econom", "republic", "state", "neighbo", "kingdom", "there", "bloc", "union")
LANDS = ("стран", "государств", "республик")
LEADING = frozenset({"to", "with", "from", "into"})
SINGLE = frozenset(
    {"country", "nation", "economy", "republic", "state", "neighbour", "neighbor", "kingdom", "bloc", "union"}
)
PLURAL = frozenset({"countries", "nations", "states", "neighbours", "neighbors", "economies"})
BLOCS = frozenset({"bloc", "union"})
LINKS = frozenset({"of", "in", "and", "to", "for", "on", "by", "with", "from", "as", "at", "that", "which", "or"})
THESE = frozenset(
    {"эту", "этой", "этим", "это", "этого", "данную", "данной", "указанную", "указанной", "соседнюю", "соседней",
     "соседним", "соседнее", "соседнего"}
)  # fmt: skip
GOING = {"туда": "to", "оттуда": "from"}
SENT = ("export", "import", "sales", "shipment", "shipped", "deliver", "suppl", "purchas", "sold")
CONTINENTS = {"asian": "Asia", "african": "Africa", "european": "Europe", "american": "America"}
PAID = frozenset({"payment", "payments", "bill", "bills"})
"""What goes to a country for the goods that come from it: "payment to Peru for imports"."""
COUNTRY = 3  # letters of the code of a country; groups and regions have others


class Phrase(NamedTuple):
    """Tokens [first, last) that mean a country and the role of their preposition.

    `kind` is bare ("the country"), told ("this country", "the Asian nation") or many ("these countries"); `place` is
    the continent the phrase names.
    """

    first: int
    last: int
    role: str
    kind: str
    place: str = ""


def meant(found: Frame, setting: Setting) -> list[Mention]:
    """Return whom the phrases around a figure mean, of the countries named before: never the document's own one.

    "From the country" means the partner where an import is told of, else the home.
    """
    phrases = _phrases(found.scene)
    if not phrases or len(nations(found.scene)) >= PAIR:
        return []
    inward, named = found.indicator == "import", []
    for phrase in phrases:
        code = _of(phrase, setting) if (phrase.role == "from") == inward or phrase.kind == "told" else None
        away = setting.doing_before(found.scene.first)[1] if phrase.kind == "told" else ""
        if len(away) == COUNTRY and away not in nations(found.scene) and _lies(away, phrase.place):
            code = away
        code = _just_named(found.scene, phrase) or code
        if code is not None:
            paid = inward and phrase.role == "to" and found.scene.tokens[phrase.first - 2].lower in PAID
            named.append(Mention(code, phrase.first, phrase.last, "name", "from" if paid else phrase.role))
    return named


def _just_named(scene: Scene, phrase: Phrase) -> str | None:
    """Return the country named right before the sentence points at it: "лидирует Чили, ввоз из этой страны вырос"."""
    if phrase.kind != "told" or scene.marks.language == "en":
        return None
    near = [m for m in countries(mentions(scene)) if 0 < phrase.first - m.last <= BESIDE and m.role == "plain"]
    between = scene.words[near[-1].last - scene.first : phrase.first - scene.first] if near else ()
    return near[-1].code if any(word in "-:,;(" for word in between) else None


BESIDE = 8


def _of(phrase: Phrase, setting: Setting) -> str | None:
    """Return whom a phrase means: the other of the document's two, else the stranger or group last named that fits."""
    if phrase.kind == "many":
        return setting.group_before(phrase.first) or OTHER_GROUP
    near = next(iter(setting.strangers_before(phrase.first, NEAR)), None)
    if phrase.kind == "bare" and near is not None and len(near) == COUNTRY and not setting.has(near):
        return near
    if phrase.kind == "bare" and setting.other not in (None, *GROUPS_OF_COUNTRIES):
        return setting.beside(setting.home or setting.main)
    return next((c for c in setting.strangers_before(phrase.first, BACK) if _lies(c, phrase.place)), None)


def _lies(code: str, continent: str) -> bool:
    return not continent or continent in _continents().get(code, ())


@cache
def _continents() -> Mapping[str, frozenset[str]]:
    """Return the continents of every country, as its time zones are named."""
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    zones: Mapping[str, Sequence[str]] = get_global("territory_zones")
    short = {code: alias[0] for code, alias in aliases.items() if len(code) == COUNTRY and len(alias) == 1}
    return {code: frozenset(zone.split("/")[0] for zone in zones.get(two, ())) for code, two in short.items()}


@once
def _phrases(scene: Scene) -> Sequence[Phrase]:
    """Return the phrases of a sentence that point back to a country."""
    if scene.marks.language == "en":
        return [*_english(scene.words, scene.first), *_there(scene.words, scene.first)] if scene.has(NOUNS) else ()
    words, first = scene.words, scene.first
    found = [Phrase(first + at, first + at + 1, GOING[word], "told") for at, word in enumerate(words) if word in GOING]
    for at, word in enumerate(words[1:-1], start=1):
        if word in THESE and words[at + 1].startswith(LANDS) and words[at - 1] in ("в", "во", "из", "с", "со"):
            role = "to" if words[at - 1] in ("в", "во") and word.endswith(("у", "ю", "то")) else ROLES[words[at - 1]]
            kind = "bare" if word.startswith("соседн") else "told"
            found.append(Phrase(first + at, first + at + 2, role, kind))
    return [phrase for phrase in found if phrase.role in ("to", "from", "with")]


def _english(words: Sequence[str], first: int) -> list[Phrase]:
    """Return the phrases "to the Asian nation", "with that country", "to the fifth-largest economy"."""
    found = []
    for at, word in enumerate(words[:-2]):
        if word not in LEADING or words[at + 1] not in ("the", "this", "that", "these", "those"):
            continue
        many = words[at + 1].endswith("se")
        last = _many(words, at + 2) if many else _noun(words, at + 2)
        if last is not None and words[last + 1 : last + 2] != ["of"]:
            kind = (
                "many"
                if many or words[last] in BLOCS
                else "told"
                if words[at + 1] != "the" or last > at + 2
                else "bare"
            )
            place = next((CONTINENTS[w] for w in words[at + 2 : last] if w in CONTINENTS), "")
            found.append(Phrase(first + at + 1, first + last + 1, ROLES[word], kind, place))
    return found


def _there(words: Sequence[str], first: int) -> list[Phrase]:
    """Return "there" where goods go there or come from there: "its exports there", "imports from there"."""
    found = []
    for at, word in enumerate(words[1:], start=1):
        led = words[at - 1]
        if word == "there" and (led == "from" or led.startswith(SENT)):
            found.append(Phrase(first + at, first + at + 1, "from" if led == "from" else "to", "told"))
    return found


def _many(words: Sequence[str], at: int) -> int | None:
    return next((here for here in range(at, min(at + REACH, len(words))) if words[here] in PLURAL), None)


def _noun(words: Sequence[str], at: int) -> int | None:
    """Return where the noun for a country stands that a phrase leads to over adjectives and ordinals."""
    for here in range(at, min(at + REACH, len(words))):
        word = words[here]
        if word in SINGLE:
            best = any(other.endswith("est") or other in CONTINENTS for other in words[at:here])
            return here if word not in ("economy", "state") or best else None
        if word in LINKS or not (word == "-" or word[:1].isalpha()):
            return None
    return None
