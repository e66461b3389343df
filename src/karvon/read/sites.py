"""Sites: where the thing a figure tells of physically is: a plant, a zone, a line, the people who work there."""

from __future__ import annotations

from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries, country_of, located
from karvon.read.scene import Frame
from karvon.read.scope import Placed, Scope, family, kind, talk

REGIONAL = frozenset(
    {"trade_turnover", "export", "import", "contract_value", "investment_flow", "capacity", "production"}
)
TERRITORIAL = frozenset({"portfolio", "investment", "hubs", "transport", ""})
STANDING = frozenset({"jobs", "capacity", "site_area", "building_count", "project_value"})
"""Figures of one thing that stands somewhere: what its paragraph says of the place holds for them too."""
STAKED = frozenset({"investment_flow", "investment_stock"})
PARTED = frozenset({"site_area", "line_length", "building_count", "capacity"})
FORWARD, BACK = 9, 6
PARTS = ("част", "участ", "сторон", "территор", "сектор", "side", "part", "section", "sector", "stretch")
STATIONS = (
    "терминал", "порт", "морпорт", "аэропорт", "склад", "вокзал", "terminal", "port", "seaport", "airport", "warehouse",
)  # fmt: skip
PORTALS = ("портал", "портф", "портр", "portal", "portf", "portr")
PASSED = ("проследов", "прошл", "прошёл", "прошел", "проход", "пересек", "passed", "crossed", "travelled", "traveled")
THESE = ("этих", "этом", "этой", "них", "нем", "нём", "ней", "там", "these", "there", "it", "them")
HERE = ("стране", "республике", "country", "republic")
INSIDE = ("в", "во", "по", "нашей", "in", "the", "our", "this", "across")
PEOPLE = frozenset({"person", "people", "company"})


def where(of: Scope, placed: Placed) -> str | None:
    """Return where a count or value holds, as its sentence says, else the sides it has, else its paragraph."""
    region = region_of(of.found)
    if region is not None:
        return region
    if of.found.indicator == "production" and placed.partner is None:
        return _beside(of.found)
    if not _territorial(of.found):
        return placed.territory
    counted = _counted(of)
    if counted is not None:
        return counted
    said = _crossed(of) or _named(of.found) or _station(of) or _part(of) or _beside(of.found)
    if said is not None and not (of.found.indicator in STAKED and _elsewhere(said, placed.territory)):
        return said
    stands = None if of.named and placed.territory else _standing(of)
    closer = stands is not None and country_of(stands) == placed.territory
    return stands if closer else placed.territory or _going_on(of) or _by_firms(of) or _at_home(of) or stands


def _counted(of: Scope) -> str | None:
    """Return where the projects stand whose money is told right behind their count: "19 projects in A worth 71 m"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or of.found.indicator != "project_value" or last.found.indicator != "project_count":
        return None
    return last.placed.territory if last.found.scene.first == of.found.scene.first else None


def _going_on(of: Scope) -> str | None:
    """Return where what the sentence just counted is, for its jobs and cost: "projects in A, creating 90 jobs"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.scene.first != of.found.scene.first or of.found.indicator not in BUILT or of.mutual():
        return None
    told = kind(last.found) in ("investment", "portfolio") and last.found.amount.kind != "percent"
    between = range(last.found.amount.last, of.found.amount.first)
    return last.placed.territory if told and not any(m.first in between for m in of.all) else None


BUILT = frozenset({"jobs", "project_value", "project_count", "capacity"})


def _by_firms(of: Scope) -> str | None:
    """Return the other country for projects of one country's firms: "A's contractors undertook 45 projects"."""
    if of.found.indicator not in ("project_count", "project_value") or of.setting.other is None or len(of.named) != 1:
        return None
    tokens, near = of.found.scene.tokens, [m for m in countries(of.own) if m.first < of.found.amount.first]
    firms = near and any(token.lower.startswith(DOERS) for token in tokens[near[-1].last : near[-1].last + 2])
    done = firms and of.setting.has(near[-1].code) and of.says(CARRIED_OUT)
    host = of.setting.beside(near[-1].code) if done else None
    return host if host not in GROUPS_OF_COUNTRIES else None


FIRMS = ("contractor", "compan", "firm", "investor", "developer", "подрядч", "компани", "инвестор", "предприят")
CARRIED_OUT = (
    "undert", "carried", "implement", "complet", "realis", "realiz", "built", "executed", "реализ", "осуществ",
    "постро", "выполн",
)  # fmt: skip
DOERS = (*FIRMS, *CARRIED_OUT)


def _elsewhere(said: str, host: str | None) -> bool:
    """Say whether a place lies outside the country that hosts an investment."""
    return host is not None and host not in (said, country_of(said))


def region_of(found: Frame) -> str | None:
    """Return the only region its sentence names before or right after the amount."""
    if found.indicator not in REGIONAL:
        return None
    cues = [c for c in found.scene.of("regions") if c.first <= found.amount.last + BACK]
    named = {c.code for c in cues if c.row["kind"] == "region"}
    return named.pop() if len(named) == 1 else None


def _territorial(found: Frame) -> bool:
    return family(found.indicator) in TERRITORIAL or found.indicator == "capacity"


def _named(found: Frame) -> str | None:
    """Return the only region the sentence names."""
    regions = {c.code for c in found.scene.of("regions") if c.row["kind"] == "region"}
    loose = found.indicator is None and found.amount.kind in ("money", "percent")
    return regions.pop() if len(regions) == 1 and not loose else None


def _beside(found: Frame) -> str | None:
    """Return the country or town something beside the amount is said to be in."""
    sites = located(found.scene)
    if not sites:
        return None
    others = [a.first for a in found.scene.amounts if a.first > found.amount.first]
    others = others[1:] if others and _worth(found, others[0]) else others
    first = max(found.segment[0], found.amount.first - BACK)
    last = min(found.segment[1], found.amount.last + FORWARD, *others[:1])
    return next((code for code, at in sites if first <= at < last), None)


def _worth(found: Frame, next_at: int) -> bool:
    """Say whether the next amount only tells what projects cost: "131 projects worth $14 billion in A"."""
    tokens = found.scene.tokens
    near = found.indicator == "project_count" and next_at - found.amount.last <= WORTH
    return near and any(token.lower.startswith(COSTING) for token in tokens[found.amount.last : next_at])


WORTH = 4
COSTING = ("worth", "valued", "total", "сумм", "стоимост", "общ")


def _crossed(of: Scope) -> str | None:
    """Return the country goods or trains pass through: "транзитом через Монголию", "in transit through"."""
    if not any([m.role in THROUGH for m in of.own]):
        return None
    clause = of.clause()
    said = any(word.startswith(("транзит", "transit")) for word in clause)
    moved = of.found.indicator == "transit_volume" or said
    length = of.found.indicator == "line_length"
    passed = length or (
        of.found.amount.kind in ("count", "bare", "measure") and any(word.startswith(PASSED) for word in clause)
    )
    through = of.first(("via", "by") if said else ("via",)) if moved or passed else None
    return through if through not in GROUPS_OF_COUNTRIES else None


THROUGH = ("via", "by")


def _station(of: Scope) -> str | None:
    """Return the country of the ports or terminals that handle something: "в портах Ирана", "Indian terminals"."""
    if of.found.indicator not in ("freight_volume", "capacity", "transit_volume", None):
        return None
    tokens = of.found.scene.tokens
    near = [m for m in countries(of.own) if m.first < of.found.amount.first]
    at = [m for m in near if _is_station(tokens[m.last].lower) or _is_station(tokens[max(0, m.first - 1)].lower)]
    return at[-1].code if at else None


def _is_station(word: str) -> bool:
    return word.startswith(STATIONS) and not word.startswith(PORTALS)


def _part(of: Scope) -> str | None:
    """Return the country whose part of a thing is measured: "узбекской части – 4 га, туркменской – 3 га"."""
    if of.found.indicator not in PARTED or not of.says(PARTS):
        return None
    near = [m for m in countries(of.own) if m.first < of.found.amount.first and _of_part(of, m)]
    return near[-1].code if near else None


def _of_part(of: Scope, mention: Mention) -> bool:
    after = [token.lower for token in of.found.scene.tokens[mention.last : mention.last + 2]]
    elided = after[:1] == ["–"] or after[:1] == ["-"] or after[:1] == ["—"]
    return mention.kind == "adjective" and (elided or any(word.startswith(PARTS) for word in after))


def _at_home(of: Scope) -> str | None:
    """Return the speaker's country for what is "in the country", or the one whose figures were told before."""
    if of.found.amount.kind not in ("count", "bare"):
        return None
    words = (*of.before[-BACK:], *of.after[:FORWARD])
    told = any(
        (word in HERE and words[at - 1] in INSIDE) or (word == "страны" and words[at - 1].startswith("территор"))
        for at, word in enumerate(words)
        if at
    )
    if not told:
        return None
    before = talk(of, "investment")
    return of.voice or (before.territory if before else None) or (of.setting.main if not of.setting.other else None)


def _standing(of: Scope) -> str | None:
    """Return where the plant, zone or line stands that its paragraph speaks of; else the one of the document.

    A country is only taken from the sentence itself, or where the sentence points back: "there", "in these firms".
    """
    found = of.found
    if not _stands(of):
        return None
    same = [(frame, placed) for frame, placed in of.earlier[-FEW:] if frame.scene.first == found.scene.first]
    invested = next((placed.territory for frame, placed in reversed(same) if kind(frame) == "investment"), None)
    if found.indicator == "jobs" and invested is not None:
        return invested
    at, site = of.setting.site_before(found.amount.first, found.scene.sentence.paragraph)
    near = at >= found.scene.first or of.says(THESE) or _in_facility(of)
    if site is not None and ("-" in site or (near and found.amount.kind not in ("money", "percent"))):
        return site
    return of.setting.site if found.indicator in PARTED or found.indicator == "jobs" else None


FEW, NOUN = 3, 4
THINGS = (
    "лини", "цех", "корпус", "павильон", "причал", "станци", "магазин", "теплиц", "турбин", "склад", "berth", "line",
    "shop", "workshop", "station", "greenhouse", "turbine", "warehouse", "pavilion", "store",
)  # fmt: skip
FACILITIES = (
    "парк", "зон", "завод", "комбинат", "фабрик", "предприяти", "площадк", "центр", "хаб", "park", "zone", "plant",
    "site", "factory", "facilit", "centre", "center", "hub",
)  # fmt: skip


def _stands(of: Scope) -> bool:
    """Say whether a figure measures something that stands at one place, or the people and firms counted there."""
    found = of.found
    if found.indicator in STANDING or (found.indicator is None and found.amount.kind == "measure"):
        return True
    if found.amount.kind not in ("count", "bare"):
        return False
    if found.indicator is None and any(word.startswith(THINGS) for word in of.after[1:NOUN]):
        return True
    counted = found.unit in (None, *PEOPLE)
    return counted and found.indicator in (None, "company_count") and (of.says(THESE) or _in_facility(of))


def _in_facility(of: Scope) -> bool:
    """Say whether a count is of what is in a park or plant: "в парке", "на заводе", "at the plant"."""
    words = (*of.before[-BACK:], *of.after)
    return any(
        word.startswith(FACILITIES) and at and words[at - 1] in ("в", "на", "the", "at", "in")
        for at, word in enumerate(words)
    )


def hosted(of: Scope, placed: Placed) -> Placed:
    """Return the sides of land and jobs with who invests first, and where the document's investment stands as place."""
    indicator, known = of.found.indicator, of.setting.hosting
    if indicator == "capacity" and placed.territory is None and placed.partner is None and not of.routed:
        return placed._replace(territory=placed.reporter)
    if known is None or {placed.reporter, placed.partner} != {known.investor, known.host}:
        return placed
    least = LEAST_TOLD.get(indicator or "", 0)
    if least:
        stands = placed.territory is None and known.told >= least and not of.mutual() and not of.says(TOGETHER)
        return placed._replace(territory=known.host) if stands else placed
    if indicator == "capacity" and of.found.unit in BUILT_IN and placed.reporter == known.host and not _shared(of):
        return placed._replace(reporter=known.investor, partner=known.host)
    if indicator not in HOSTED or not known.standing:
        return placed
    sided = placed._replace(reporter=known.investor, partner=known.host) if indicator == "site_area" else placed
    return sided if sided.territory is not None or of.mutual() else sided._replace(territory=known.host)


BUILT_IN = frozenset({"MW", "kWh", "t", "TEU"})
LINKS = (
    "line",
    "link",
    "interconnect",
    "cable",
    "pipeline",
    "grid",
    "лини",
    "лэп",
    "трубопровод",
    "газопровод",
    "кабел",
)


def _shared(of: Scope) -> bool:
    """Say whether a capacity is that of both countries or of what links them, whoever invests elsewhere."""
    return of.mutual() or bool(of.routed) or of.says(LINKS) or of.says(TOGETHER)


HOSTED = frozenset({"site_area", "jobs"})
TOGETHER = ("портфел", "portfolio", "сторон", "обсуд", "parties", "sides", "discuss", "review")
"""Words for what two countries have in common, wherever it stands."""
LEAST_TOLD = {"project_count": 1, "ownership_share": 1, "project_value": 3}
"""How many tellings of who invests where it takes to say where projects and firms stand."""
