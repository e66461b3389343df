"""Visits: how many people came from one country to another, told of tourists, guests and travellers."""

from __future__ import annotations

from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries
from karvon.read.rolls import next_item
from karvon.read.scope import Placed, Scope, kind

TOURED = ("турист", "турпоток", "путешественник", "отдыхающ", "посетител", "гостей", "визит", "иностранц")
VISITED = (
    "посетил", "выбрал", "предпоч", "посетит", "посещ", "съездил", "отдохнул", "побывал", "прибыл", "приехал", "въехал",
)  # fmt: skip
EVERYBODY = ("всего", "общ", "иностран", "международн", "зарубежн")
THERE = ("to", "inward", "in")
BACK = 3


def of_visits(of: Scope) -> Placed | None:
    """A count of those who came: whence they are, where they came to, and that as the place."""
    if of.found.indicator is not None or of.found.scene.marks.language != "ru" or not _told(of):
        return None
    rolled = next_item(of) if kind(of.found) == "" else None
    if rolled is not None:
        return rolled
    host = _host(of)
    if host is None:
        return None
    if of.found.amount.kind == "money":
        return Placed(host, None, host)
    source = _source(of, host)
    return Placed(source or host, host if source else None, host)


def _told(of: Scope) -> bool:
    """Say whether a clause tells of visitors, or goes on with the number of those told before: "их количество"."""
    if of.says(TOURED):
        return True
    last = of.earlier[-1] if of.earlier else None
    near = any(frame.scene.has(TOURED) for frame, _ in of.earlier[-2 * BACK :])
    if last is None or last.placed.territory is None or not near or last.found.indicator is not None:
        return False
    apart = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph
    again = "их" in of.words or of.says((*VISITED, "количество", "число")) or bool(countries(of.own))
    return apart <= 1 and again


def _host(of: Scope) -> str | None:
    """Return where they came: "в Грузию", "посетили Грузию", else where those told before came."""
    tokens = of.found.scene.tokens
    named = countries(of.all)
    there = next((m.code for m in named if m.role in THERE), None)
    if there is not None:
        return there
    for m in named:
        before = [token.lower for token in tokens[max(of.found.scene.first, m.first - BACK) : m.first]]
        beside = [token.lower for token in tokens[m.last : m.last + BACK]]
        whence = "откуда" in (*before, *beside)
        object_of = not whence and m.role == "plain" and m.kind == "name" and _accusative(tokens[m.first].lower)
        if object_of and any(word.startswith(VISITED) for word in (*before, *beside)):
            return m.code
    near = next((p.territory for _, p in reversed(of.earlier[-BACK:]) if p.territory is not None), None)
    return near if near is not None and "-" not in near else _most_visited(of)


def _accusative(word: str) -> bool:
    """Say whether the name of a country can be what somebody visited: "Грузию", "Казахстан"."""
    return not word.endswith(("а", "я", "и", "ы", "е"))


def _most_visited(of: Scope) -> str | None:
    """Return the country of the document's two that is the less often told of with its people."""
    return of.setting.home if of.setting.other is not None else of.setting.main


def _source(of: Scope, host: str) -> str | None:
    """Return whose people came; None for those of every country."""
    at, last_token = of.found.amount.first, of.found.amount.last
    others = [m for m in countries(of.all) if m.code != host]
    named = [m for m in others if m.first <= last_token or m.role == "from" or m.kind in ("adjective", "people")]
    since = max((a.last for a in of.found.scene.amounts if a.last <= at), default=of.found.scene.first)
    until = at + len(of.after)
    mine = [m for m in named if since <= m.first < until and _whence(of, m)]
    if mine:
        return min(mine, key=lambda m: (m.first > at, abs(m.first - at))).code
    if of.says(("этой стран", "этого государств", "откуда")):
        return _meant(of, host)
    if of.says(EVERYBODY):
        return None
    last = of.earlier[-1] if of.earlier else None
    goes_on = last is not None and last.placed.partner == host and (last.found.scene is of.found.scene or not named)
    if (goes_on and last is not None) or named:
        return last.placed.reporter if goes_on and last is not None else named[-1].code
    told = (last is not None and last.placed.reporter == host) or any(m.code == host for m in of.all)
    if of.setting.other is None and host != of.setting.main and last is not None:
        return of.setting.main if last.placed.reporter == of.setting.main else None
    return None if told or of.setting.other is None or not of.setting.has(host) else of.setting.beside(host)


def _meant(of: Scope, host: str) -> str | None:
    """Return the country that "из этой страны" and "откуда" mean."""
    if "откуда" in of.before:
        place = of.found.scene.first + list(of.before).index("откуда")
        return next((m.code for m in reversed(countries(of.all)) if m.first < place and m.code != host), None)
    away = of.setting.named_before(of.found.scene.first)
    return away if away not in (host, *GROUPS_OF_COUNTRIES) else None


def _whence(of: Scope, mention: Mention) -> bool:
    """Say whether people are told to be of a country: "из России", "россиян", "турецких туристов", an item."""
    tokens = of.found.scene.tokens
    item = mention.last == of.found.amount.first - 1 and tokens[mention.last].text in "(-–—"
    return item or mention.role == "from" or mention.kind in ("adjective", "people") or mention.role == "plain"
