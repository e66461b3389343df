"""Atlas: the countries, groups, capitals and regions a sentence names, each with the preposition that governs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from babel.core import get_global

from karvon.model.vocabulary import codes
from karvon.read import turkic
from karvon.read.cues import Cue
from karvon.read.ours import of_us
from karvon.read.outranked import outranked
from karvon.read.scene import Scene, once
from karvon.read.tokens import Token
from karvon.read.values import Value
from karvon.read.wordclasses import belongs

OTHER_GROUP = "OTHER_GROUP"
"""Any group of countries without a code of its own: a partner it is, but none of the two a text is about."""

GROUPS_OF_COUNTRIES = codes("groups") | {OTHER_GROUP}
ROLES = {
    "с": "with", "со": "with", "между": "with", "with": "with", "between": "with",
    "из": "from", "от": "from", "from": "from",
    "для": "to", "перед": "to", "to": "to", "into": "to", "for": "to", "towards": "to",
    "в": "in", "во": "in", "на": "in", "in": "in", "inside": "in", "within": "in",
    "у": "at", "of": "of", "by": "by",
    "через": "via", "по": "by", "through": "via", "via": "via", "across": "via",
}  # fmt: skip
CARRIERS = (
    "стран", "государств", "рынок", "рынк", "территори", "экономик", "сторон", "направлени", "компани", "предприяти",
    "бизнес", "партнер", "партнёр", "соседн", "участи", "участн", "капитал", "республик", "адрес",
    "други", "остальны", "все", "член", "своими", "своих", "its", "their", "other", "all", "fellow", "member", "the",
    "market", "countr",
    "state", "nation", "territory", "econom", "side", "neighbo", "republic", "compan",
)  # fmt: skip
ACCUSATIVE = (
    "все", "рынок", "рынки", "страны", "государства", "направлении", "сторону", "адрес", "территорию", "экономику",
)  # fmt: skip
LANDS = ("territory", "econom", "market", "republic", "kingdom", "sultanate")
JOINTS = frozenset({"и", "and", "или", "or", ",", "&", "va", "ва", "hamda", "ҳамда", "және"})
DASHES = frozenset("-–—")
LISTING = frozenset({",", ";", "и", "and"})
REACH = 6


BOUND = (
    "export", "sale", "ship", "deliver", "destin", "bound", "head", "market", "import", "suppl", "good", "product",
    "cargo", "transit", "credit", "loan", "support", "aid", "assist", "financ", "fund", "project", "invest", "grant",
    "train", "flight", "left", "depart", "leav", "load",
)  # fmt: skip
"""What goes "for" a country goes to it; anything else is only of it: "unfavourable for Peru"."""

TOLD_BY = frozenset({"according", "thanks", "due", "owing", "compared", "contrary", "relative", "similar", "addition"})
"""Words that "to" belongs to without saying where anything goes: "according to the customs of Peru"."""

DOING = frozenset([
    "exporting", "importing", "accounting", "supplying", "buying", "selling", "investing", "leading", "being",
    "contributing", "receiving", "purchasing", "having", "providing", "holding", "taking", "making", "ranking",
    "remaining", "becoming", "sending", "shipping", "recording", "posting", "registering", "enjoying", "running",
    "topping", "absorbing", "attracting", "delivering",
])  # fmt: skip


class Mention(Value, frozen=True):
    """A country, group or capital at tokens [first, last): how it is named and which preposition governs it.

    `kind` is name, adjective, people, short, group or capital; `role` is with, from, to, in, at, of, by, via, inward
    ("to" or "in", where the form does not tell), or plain where no preposition stands before it.
    """

    code: str
    first: int
    last: int
    kind: str
    role: str


@once
def mentions(scene: Scene) -> list[Mention]:
    """Return everything a sentence names, in order; a capital that is only a place of the event is left out.

    So are the members of a group that are counted up behind it: "the five countries of Central Asia - Kazakhstan, …".
    """
    found: list[Mention] = []
    member = left = -1
    named = "places" in scene.by_group or "cities" in scene.by_group
    for cue in scene.cues if named else ():
        if cue.group not in ("places", "cities"):
            continue
        if _counted_up(scene, cue, found, member):
            member = cue.last
            continue
        if _overtaken(scene, cue) or (left >= 0 and _joined(scene.tokens, left, cue.first)):
            left = cue.last
            continue
        if _of_group(scene, cue) or (found and _inside(cue, found[-1])):
            continue
        if cue.code in GROUPS_OF_COUNTRIES and scene.tokens[cue.first - 1].lower in ("вне", "кроме"):
            found.append(Mention("WORLD", cue.first, cue.last, "group", "from"))
            continue
        role = "to" if _is_aim(scene, cue) else _role(scene, cue, found)
        role = "of" if role == "in" and cue.row.get("kind") == "region" else role
        capital = role in ("with", "plain", "of", "by", "at") or (role in FLOWING and _flows(scene, cue, found))
        if cue.group == "places" or (capital and _acts(scene, cue)):
            found.append(Mention(cue.code, cue.first, cue.last, cue.row.get("kind", "name"), role))
    return found


def _of_group(scene: Scene, cue: Cue) -> bool:
    """Say whether "all countries" are those of the group named right behind: "во все страны ЕАЭС"."""
    if cue.code != "WORLD" or cue.last >= scene.last:
        return False
    behind = scene.marks.begin.get(("places", cue.last))
    return behind is not None and behind.code in GROUPS_OF_COUNTRIES and behind.code != "WORLD"


def _inside(cue: Cue, before: Mention) -> bool:
    """Say whether a group is but part of the name of the one before: "Asian states" of "Central Asian states"."""
    if cue.code == before.code and before.kind == "group":
        return cue.first == before.last + 1  # its short form in brackets
    return cue.code == OTHER_GROUP and before.first < cue.first < before.last


def _overtaken(scene: Scene, cue: Cue) -> bool:
    """Say whether a country is only told to be left behind: "опередив Китай, вышли на первое место"."""
    before = scene.tokens[cue.first - 1].lower if cue.first > scene.first else ""
    aside = before in ("помимо", "кроме") and cue.code not in GROUPS_OF_COUNTRIES
    return aside or outranked(scene.tokens, scene.first, cue.first, cue.last)


FLOWING = ("from", "to", "inward")
SENT = (
    "экспорт", "импорт", "постав", "продал", "отгру", "закуп", "export", "import", "suppl", "ship", "deliver", "sold",
    "sell", "sales",
)  # fmt: skip
SENT_FAR = 8


def _flows(scene: Scene, cue: Cue, found: Sequence[Mention]) -> bool:
    """Say whether a capital is an end of trade: "экспорт из Еревана в Москву"."""
    sent = any(
        token.lower.startswith(SENT) for token in scene.tokens[max(scene.first, cue.first - SENT_FAR) : cue.first]
    )
    return sent or bool(found and found[-1].kind in ("capital", "region") and found[-1].last == cue.first - 1)


def _counted_up(scene: Scene, cue: Cue, found: Sequence[Mention], member: int) -> bool:
    """Say whether a name is a member of the group right before it, or goes on with such members."""
    if member >= 0 and _joined(scene.tokens, member, cue.first):
        return True
    if not found or found[-1].code not in GROUPS_OF_COUNTRIES:
        return False
    between = [token.lower for token in scene.tokens[found[-1].last : cue.first]]
    opened = bool(between) and (between[-1] in DASHES or between[-1] in ("(", ":"))
    more = cue.last < scene.last and scene.tokens[cue.last].text == ","
    return opened and more and len(between) <= 2 and all(word.startswith(CARRIERS) for word in between[:-1])


def countries(found: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of countries, without those of groups of countries."""
    return [mention for mention in found if mention.code not in GROUPS_OF_COUNTRIES]


def distinct(found: Iterable[Mention]) -> list[str]:
    """Return the codes in the order in which they are first named."""
    return list(dict.fromkeys(mention.code for mention in found))


def _role(scene: Scene, cue: Cue, found: Sequence[Mention]) -> str:
    """Return the role the nearest preposition gives, over the words that carry a country ("на рынок Китая")."""
    if scene.marks.language in turkic.SUFFIXED:
        return turkic.role(scene.tokens, cue.last, cue.row["pattern"])
    tokens, at = scene.tokens, cue.first - 1
    apart = bool(found) and _parts_from(tokens, cue, found[-1])
    if found and not apart and _joined(tokens, found[-1].last, cue.first):
        alone = (
            _fronted(scene, cue, found[-1])
            or _turns(scene, cue, found[-1])
            or _opens_list(scene, cue)
            or _apposed(scene, cue, found[-1])
        )
        return "plain" if alone else found[-1].role
    listed = bool(found) and cue.first > scene.first and tokens[cue.first - 1].lower in LISTING
    sign = _sign_behind(scene, cue.last) if listed else ""
    if sign:
        return next((m.role for m in reversed(found) if _sign_behind(scene, m.last) == sign), "plain")
    return _dealt(scene, cue) or _governed(scene, cue, at)


def _parts_from(tokens: Sequence[Token], cue: Cue, before: Mention) -> bool:
    """Say whether a name is apart from the one before: "in Peru, Chilean President Ana Rios", "в Перу Чили продала"."""
    if cue.row.get("kind") != "adjective":
        return before.last == cue.first and before.kind in ("name", "short")
    return before.last == cue.first or (before.kind == "name" and tokens[cue.first - 1].text == ",")


def _governed(scene: Scene, cue: Cue, at: int) -> str:
    """Return the role of the preposition that governs a name from a token before it, over the words that carry it."""
    tokens, carried = scene.tokens, ""
    for _ in range(REACH):
        if at < scene.first:
            return "plain"
        word = tokens[at].lower
        if word in ("и", "and") and of_us(scene, at):
            return "with"
        if word in OF_LANDS and at > scene.first and tokens[at - 1].lower.startswith(_carrying(cue, word)):
            carried, at = word, at - 1
            continue
        if word in ROLES:
            short = not carried and (cue.row.get("kind") == "short" or tokens[cue.first].lower in UNDECLINED)
            own = cue.last - 1 if cue.code in GROUPS_OF_COUNTRIES else cue.first
            role = _directed(ROLES[word], word, carried or tokens[own].lower, "inward" if short else "to")
            role = "of" if word == "for" and not tokens[max(at - 1, 0)].lower.startswith(BOUND) else role
            role = "of" if word == "to" and tokens[max(at - 1, 0)].lower in TOLD_BY else role
            role = (
                "with"
                if word == "from" and scene.words[max(0, at - 2 - scene.first) : at - scene.first] == BOTH
                else role
            )
            return "plain" if role == "with" and _does(scene, cue) else role
        counted = cue.code in GROUPS_OF_COUNTRIES and (word.isdigit() or word in NUMERALS)
        if (
            not counted
            and not word.startswith(CARRIERS)
            and not (word in DASHES and carried.startswith(("член", "участн")))
        ):
            return "plain"
        carried, at = word, at - 1
    return "plain"


NUMERALS = frozenset({"пять", "пяти", "пятью", "пятерки", "пятёрки", "five", "всеми", "всех", "всем"})


def _carrying(cue: Cue, word: str) -> tuple[str, ...]:
    """Return the words before "of" or "in" that belong to a name: "the market of Peru", "member states of the EAEU"."""
    return MEMBER if cue.code in GROUPS_OF_COUNTRIES else LANDS if word == "of" else ("market",)


BOTH = ["to", "and"]
OF_LANDS = frozenset({"of", "in"})
MEMBER = (*LANDS, "countr", "state", "nation", "member", "neighbo")


def _dealt(scene: Scene, cue: Cue) -> str:
    """Return the role of a name told to be buyer, seller or partner: "the main buyers are A", "партнёрами стали А"."""
    at = cue.first - 1 - (scene.tokens[cue.first - 1].lower == "the")
    if at - 1 <= scene.first or not scene.tokens[at].lower.startswith(BEING):
        return ""
    near = scene.tokens[max(scene.first, at - NEAR) : at]
    return next((role for token in reversed(near) for stems, role in DEALERS if token.lower.startswith(stems)), "")


NEAR = 4
BEING = ("остаются", "остались", "являются", "стали", "выступают", "were", "are", "include", "remain", "became")
DEALERS = (
    (("импортерами", "импортёрами", "покупателями", "получателями", "buyers", "importers", "destinations"), "to"),
    (("поставщиками", "экспортерами", "экспортёрами", "suppliers", "exporters"), "from"),
    (("партнерами", "партнёрами", "partners"), "with"),
)


def _does(scene: Scene, cue: Cue) -> bool:
    """Say whether a name behind "with" does what goes on: "with Peru exporting 5 million"."""
    return cue.last < scene.last and scene.tokens[cue.last].lower in DOING


def _is_aim(scene: Scene, cue: Cue) -> bool:
    """Say whether an adjective tells where goods go: "в иранском направлении", "на китайский рынок"."""
    if cue.row.get("kind") != "adjective" or scene.tokens[cue.first - 1].lower not in ("в", "на"):
        return False
    return (
        cue.first > scene.first
        and cue.last < scene.last
        and scene.tokens[cue.last].lower.startswith(("направлени", "рынок"))
    )


def _opens_list(scene: Scene, cue: Cue) -> bool:
    """Say whether a name behind a dash opens a list of figures: "sources of investment in A – B (300 m) and C"."""
    after = scene.tokens[cue.last].text if cue.last < scene.last else ""
    return scene.tokens[cue.first - 1].text in DASHES and after in ("(", ":")


def _fronted(scene: Scene, cue: Cue, before: Mention) -> bool:
    """Say whether the name before a comma only tells where, and this one does what follows: "in A, B has 5"."""
    if before.role not in ("in", "with", "from", "to", "inward") or scene.tokens[cue.first - 1].text != ",":
        return False
    behind = scene.tokens[cue.last].lower if cue.last < scene.last else ""
    return behind in DONE or belongs(behind, "en", "finite") or behind.endswith("ed")


def _turns(scene: Scene, cue: Cue, before: Mention) -> bool:
    """Say whether a name behind a comma and "and" does what follows: "invested in A, and A made", "in A, and B is"."""
    tokens, at = scene.tokens, cue.first - 2
    at -= tokens[at + 1].lower == "the"
    if at < before.last or tokens[at].text != "," or tokens[at + 1].lower not in ("and", "while", "а"):
        return False
    behind = [token.lower for token in tokens[cue.last : min(cue.last + 2, scene.last)]]
    return cue.code == before.code or any(word in DONE or belongs(word, "en", "finite") for word in behind)


DONE = frozenset([
    "accounts", "accounted", "exported", "imported", "sold", "bought", "shipped", "supplied", "purchased", "sent",
    "delivered",
])  # fmt: skip


def _apposed(scene: Scene, cue: Cue, before: Mention) -> bool:
    """Say whether a name opens what the name before the comma is to it: "to A, B's largest market, …"."""
    tokens = scene.tokens
    owned = tokens[cue.last - 1].lower.endswith(("'s", "s'")), tokens[before.last - 1].lower.endswith(("'s", "s'"))
    return tokens[cue.first - 1].text == "," and owned == (True, False)


def _sign_behind(scene: Scene, last: int) -> str:
    """Return the sign behind a name that is an item whose preposition stands once: "в Китай - 5 %, Индию - 4 %"."""
    after = scene.tokens[last].text if last < scene.last else ""
    return "-" if after in DASHES else after if after == "(" else ""


def _joined(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether two names stand side by side, or with nothing between but "and", a comma or a dash."""
    between = [token.lower for token in tokens[first:last]]
    if (
        len(between) > 1
        and between[0] in JOINTS
        and (between[-1] == "the" or between[-1] in NUMERALS or between[-1].startswith(MEMBERS))
    ):
        between = between[:-1]
    return len(between) <= 2 and all(word in JOINTS or word in DASHES for word in between)


MEMBERS = ("стран", "государств")


UNDECLINED = frozenset(
    {"чили", "перу", "баку", "марокко", "тбилиси", "дели", "токио", "астану", "найроби", "осло", "хельсинки",
     "сантьяго", "мехико", "кито", "душанбе", "абу-даби", "нью-дели", "монтевидео", "коломбо", "катманду"}
)  # fmt: skip
INTO = ("ию", "у", "ю", "ы", "ь", "й", "н", "м", "т", "к", "с", "р", "л", "д", "г", "б", "п", "ж", "з", "ш", "ф", "ч")


LOCATIVE = ("ском", "цком", "ской", "цкой", "ских", "цких")
"""Ends of adjectives that tell where something is: "в турецком экспорте", "в турецкой торговле"."""


def _directed(role: str, word: str, governed: str, into: str) -> str:
    """Tell "into" from "in" by the case of the governed word: «в Россию», «в Китай», but «в России», «в Китае»."""
    if role != "in" or word in ("in", "inside", "within"):
        return role
    if governed.endswith(LOCATIVE):
        return "in"
    return into if into == "inward" or governed in ACCUSATIVE or governed.endswith(INTO) else "in"


def _acts(scene: Scene, cue: Cue) -> bool:
    """Say whether a capital stands for its state: not at the head of a dateline, and not the place of the talks."""
    dateline = cue.first - scene.first <= 1 and scene.tokens[cue.first].text.isupper()
    before = scene.tokens[cue.first - 1].lower if cue.first > scene.first else ""
    return not dateline and not before.startswith(("город", "г", "city", "."))


@once
def located(scene: Scene) -> list[tuple[str, int]]:
    """Return (code, token) of every country, region and city something of the sentence is said to be in, in order."""
    found: list[tuple[str, int]] = []
    named = "places" in scene.by_group or "regions" in scene.by_group
    for cue in scene.cues if named else ():
        if (
            cue.group in ("places", "regions")
            and cue.code not in GROUPS_OF_COUNTRIES
            and _role(scene, cue, ()) in ("in", "inward")
        ):
            found.append((cue.code, cue.first))
    return found


@once
def nations(scene: Scene) -> list[str]:
    """Return the codes of the countries, not groups, that a sentence names, in order."""
    return distinct(countries(mentions(scene)))


@cache
def country_of(region: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of the country a region code (ISO 3166-2) belongs to."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    alpha2 = region.split("-", maxsplit=1)[0]
    return next(
        (code for code, short in aliases.items() if len(code) == 3 and code.isalpha() and short == [alpha2]), None
    )


def country_cues(found: Iterable[Cue]) -> list[Cue]:
    """Return the cues of countries, without those of groups of countries."""
    return [cue for cue in found if cue.group == "places" and cue.code not in GROUPS_OF_COUNTRIES]
