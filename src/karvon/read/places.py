"""Places: the two countries of a figure, which way it runs between them, and where it physically is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from karvon.read import flows, sites, stakes
from karvon.read.atlas import DASHES, GROUPS_OF_COUNTRIES, countries, country_of, distinct
from karvon.read.cues import Cue
from karvon.read.scene import Frame
from karvon.read.scope import FEW, Placed, Scope, Talk, family, group, kind, scope, talk, topic
from karvon.read.setting import Setting, line_through, route

TURNOVER = frozenset({"trade_turnover", "trade_balance", "turnover_growth"})
STAKES = frozenset({"investment_flow", "investment_stock"})
PAID = ("предприят", "компани", "инвест", "резидент", "фирм", "enterpris", "compan", "invest", "firm")
CARRIED = frozenset({"freight_volume", "transit_volume", "capacity", "line_length"})
NATIONAL = (
    "ввп", "валов", "бюджет", "населени", "инфляци", "безработиц", "зарплат", "золотовалютн", "резерв", "курс",
    "госдолг", "gdp", "budget", "population", "inflation", "unemployment", "reserves",
)  # fmt: skip
OUTPUT = ("производ", "произве", "добы", "урожа", "собра", "выпу", "output", "produc", "harvest", "mined")
SHARE = ("дол", "приход", "пришл", "пришёл", "удельн", "занима", "занял", "обеспеч", "share", "account", "represent")
RANKS = ("мест", "лидер", "лидир", "следом", "замык", "крупнейш", "place", "rank", "followed", "largest", "leading")
NEAR = 8
BRACKET = 5
CAPITAL_REACH = 9
OWN = ("стран", "countr", "республик", "государств")
ABROAD = ("with", "from", "to", "inward")


def place(found: Frame, setting: Setting, voice: str | None, earlier: Sequence[Talk]) -> Placed:
    """Return the sides and the territory of a figure: as its clause says, else the talk so far, else the document."""
    of = scope(found, setting, country_of(sites.region_of(found) or "") or voice, earlier)
    placed = _sides(of)
    return placed._replace(territory=sites.where(of, placed))


def _sides(of: Scope) -> Placed:
    """Return what the first rule that knows a figure of this kind says; else the two countries it belongs to."""
    said = next((placed for rule in RULES if (placed := rule(of)) is not None), None)
    return said or flows.placed(_relation(of))


def _of_bracket(of: Scope) -> Placed | None:
    """A figure in brackets behind another one, with no name of its own, is of the same sides: "(рост на 5 %)"."""
    scene, amount = of.found.scene, of.found.amount
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.scene.first != scene.first:
        return None
    between = scene.tokens[last.found.amount.last : amount.first]
    named = any(last.found.amount.last <= m.first < amount.first + BRACKET for m in of.all)
    inside = [token.text for token in between] == [","] and scene.tokens[last.found.amount.first - 1].text == "("
    opened = any(token.text == "(" for token in between[:2]) and len(between) <= BRACKET and not named
    return last.placed if inside or opened else None


def _of_roll(of: Scope) -> Placed | None:
    """A figure of a roll of partners of the document's country, which the sentence itself does not name."""
    partners = distinct(countries(of.all))
    several = len(partners) > 2 and len(of.found.scene.amounts) > 2 and _each(of)
    if of.setting.other is not None or of.setting.main in (None, *partners) or not (several or of.says(RANKS)):
        return None
    near = [m for m in countries(of.all) if m.first < of.found.amount.first]
    trade = kind(of.found) in ("trade", "")
    return Placed(of.setting.main, near[-1].code, None) if near and trade else None


def _each(of: Scope) -> bool:
    """Say whether figures part the countries of the sentence from each other."""
    named = countries(of.all)
    heads = [a.first for a in of.found.scene.amounts]
    return len({sum(at < m.first for at in heads) for m in named}) >= len(distinct(named))


def _of_one_country(of: Scope) -> Placed | None:
    return Placed(_one(of), None, None) if _national(of) else None


def _of_stakes(of: Scope) -> Placed | None:
    """Companies and investment: owner, host, and the host as the place."""
    indicator, unit = of.found.indicator, of.found.unit
    if indicator in STAKES:
        return stakes.investment(of)
    if _paid(of):
        return stakes.companies(of)
    part = unit == "percent" and of.found.change == "level" and family(indicator) == "portfolio"
    if indicator == "ownership_share" or (part and of.says(SHARE[:1])):
        return _held(of)
    counted = unit == "company" or _counted_on(of) or _with_capital(of)
    companies = indicator == "company_count" or (indicator is None and counted)
    return stakes.companies(of) if companies else None


def _paid(of: Scope) -> bool:
    """Say whether taxes are told that companies or investors paid, which belong to both their countries."""
    indicator, money = of.found.indicator, of.found.amount.kind == "money"
    taxed = indicator == "tax_revenue" or (money and indicator is None and of.says(TAXES))
    return taxed and money and of.says(PAID)


TAXES = ("налог", "пошлин", "taxes", "duties")


def _held(of: Scope) -> Placed | None:
    """Return who holds a share, the one nearest before it, and the other holder."""
    near = [m.code for m in countries(of.own) if m.first < of.found.amount.first]
    if not near:
        return None
    other = next((code for code in of.named if code != near[-1]), None)
    return Placed(near[-1], other or (of.setting.beside(near[-1]) if of.setting.has(near[-1]) else None), None)


def _of_list(of: Scope) -> Placed | None:
    """The partner an amount stands behind in a list: "Russia (3.2 bn), China (2.1 bn)"."""
    at = of.found.amount.first - 1
    if of.found.scene.tokens[at].text not in "(-–—:" or len(distinct(countries(of.all))) < 2:
        return None
    flow = of.found.cue.last if of.found.cue is not None else -1
    fits = [m for m in countries(of.all) if m.last == at and m.role in ("plain", "with", "by") and m.first != flow]
    main = _home(of)
    return Placed(main, fits[0].code, None) if fits and fits[0].code != main else None


def _home(of: Scope) -> str | None:
    """Return whose partners a list counts up: the country both figures before have in common, else the document's."""
    sides = [
        {placed.reporter, placed.partner} - {None, "WORLD"}
        for frame, placed in of.earlier[-HOME:]
        if frame.scene.sentence.paragraph == of.found.scene.sentence.paragraph and kind(frame) == "trade"
    ]
    pairs = [side for at, side in enumerate(sides) if len(side) == 2 and side not in sides[:at]]
    shared = set.intersection(*pairs) if len(pairs) > 1 else set()
    return shared.pop() if len(shared) == 1 else of.setting.main


HOME = 6


def _of_hubs(of: Scope) -> Placed | None:
    home = of.voice or of.setting.main
    return Placed(home, None, home) if of.found.indicator == "hub_count" else None


def _of_trade(of: Scope) -> Placed | None:
    trade = kind(of.found) == "trade" and of.found.indicator != "goods_count"
    return flows.placed(_traded(of)) if trade else None


def _of_carriage(of: Scope) -> Placed | None:
    carried = of.found.indicator in CARRIED or kind(of.found) == "transport"
    return flows.placed(_carried(of)) if carried else None


def _of_route(of: Scope) -> Placed | None:
    """A figure without an indicator on a route that no country owns."""
    crossing = of.setting.corridor and of.found.amount.kind in ("count", "bare", "measure")
    routed = of.found.indicator is None and (crossing or route((*of.before, *of.after)))
    return Placed(None, None, None) if routed and not of.mutual() and len(of.named) < 2 else None


def _of_supplies(of: Scope) -> Placed | None:
    """Goods sold or bought, told without an indicator of trade: "отправит в Азербайджан 300 тракторов"."""
    if not flows.supplied(of):
        return None
    if of.found.unit == "country" and not of.mutual():
        return Placed(_one(of), "WORLD", None)
    return flows.placed(flows.trade(of)) if any(m.role in ABROAD for m in of.own) else None


def _of_base(of: Scope) -> Placed | None:
    """What a figure is counted from has its sides: "rose to 1.8 bn from 1.6 bn", with nobody named between."""
    scene, amount = of.found.scene, of.found.amount
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.scene.first != scene.first or last.found.indicator != of.found.indicator:
        return None
    between = scene.words[last.found.amount.last - scene.first : amount.first - scene.first]
    named = any(last.found.amount.last <= m.first < amount.first for m in of.all)
    counted = any(word in BASES for word in between) and not any(word in ";:" for word in between)
    return last.placed if counted and len(between) <= BASE and not named and of.found.change == "level" else None


BASES = frozenset({"from", "against", "versus", "против", "с"})
BASE = 10


RULES: tuple[Callable[[Scope], Placed | None], ...] = (
    _of_bracket, _of_base, _of_one_country, _of_stakes, _of_roll, _of_list, _of_hubs, _of_trade, _of_carriage,
    _of_route, _of_supplies,
)  # fmt: skip


def _counted_on(of: Scope) -> bool:
    """Say whether a bare count goes on with the companies counted before it in its sentence."""
    last = of.earlier[-1].found if of.earlier else None
    bare = of.found.amount.kind == "count" and of.found.unit is None
    return bare and last is not None and last.indicator == "company_count" and last.scene.first == of.found.scene.first


def _with_capital(of: Scope) -> bool:
    """Say whether things are counted by whose capital they have: "структур с российским капиталом"."""
    near = of.after[:CAPITAL_REACH]
    return of.found.amount.kind in ("count", "bare") and any(word.startswith(("капитал", "capital")) for word in near)


def _traded(of: Scope) -> flows.Sides:
    part = of.found.unit == "percent" and of.found.change == "level" and of.says(SHARE)
    if of.found.indicator == "trade_share" or part:
        return flows.shares(of)
    whole = flows.worldwide(of)
    if whole is not None:
        return whole
    if of.found.indicator == "production":
        return _made(of)
    if of.found.indicator not in TURNOVER:
        return flows.trade(of)
    away = group(of)
    if away is not None and len(of.named) <= 1:
        home = of.named[0] if of.named else of.voice or of.setting.main
        return (
            (away.code, home)
            if of.named and of.only(home or "", ("with",)) and away.role != "with"
            else (home, away.code)
        )
    one, two = _relation(of)
    if of.found.indicator == "trade_balance" and two is not None and _first_role(of, one) == "with":
        one, two = two, one
    before = talk(of)
    apart = before is not None and before.reporter == one and before.partner is None
    return one, two or ("WORLD" if one is not None and not apart and not of.mutual() else None)


def _first_role(of: Scope, code: str | None) -> str | None:
    return next((m.role for m in of.own if m.code == code), None)


def _made(of: Scope) -> flows.Sides:
    """Return whose goods are told: a flow where they go abroad or two countries are named, else one country's own."""
    if len(of.named) == FEW and all(of.setting.has(code) for code in of.named):
        return _relation(of)
    abroad = flows.supplied(of) or any(m.role in ABROAD for m in of.own)
    return flows.trade(of) if abroad else (_one(of), None)


def _national(of: Scope) -> bool:
    """Say whether a figure is one country's own: its product, budget, population, output."""
    cue, scene = of.found.cue, of.found.scene
    said = cue is not None and scene.first <= cue.first < scene.last
    if said or any(m.role in ABROAD for m in of.own) or of.mutual() or _paid(of):
        return False
    near = of.before[-NEAR:]
    if any(word.startswith(NATIONAL) for word in near):
        return True
    made = of.found.indicator is None and of.found.amount.kind != "count"
    return made and any(word.startswith(OUTPUT) for word in near)


def _one(of: Scope) -> str | None:
    """Return the country a national figure belongs to: the nearest named before it, the talk's, the speaker's."""
    at = of.found.amount.first
    near = sorted(countries(of.own), key=lambda m: (m.first > at, abs(m.first - at)))
    if near:
        return near[0].code
    money = [cue.code for cue in of.found.scene.of("currencies") if any(map(_rate, of.before))]
    if money:
        return country_of(f"{money[0][:2]}-")
    before = talk(of)
    known = before.reporter if before is not None and before.reporter not in GROUPS_OF_COUNTRIES else None
    return known or topic(of) or of.voice or of.setting.main


def _rate(word: str) -> bool:
    return word.startswith(("курс", "exchange"))


def _carried(of: Scope) -> flows.Sides:
    """Return the two ends of carriage; a route that no country owns has none, a country's own railway one."""
    ends = _route(of) or _ends(of)
    if ends is not None:
        return ends
    if len(of.named) < 2 and not of.mutual():
        if _corridor(of):
            return None, None
        away = group(of)
        if of.says(OWN) or away is not None:
            return (of.named[0] if of.named else of.setting.main), away.code if away else None
    return _relation(of)


def _ends(of: Scope) -> flows.Sides | None:
    """Return the ends of carriage its prepositions tell, the other of the document's two where one is left out."""
    source, target = of.first(("from",)), of.first(("to", "inward"))
    if source is not None and target is not None and source != target:
        return source, target
    through = of.first(("via",))
    if through is not None and len(of.named) == 2:
        return _through(of, through, target)
    onward = source if of.setting.has(source) else target if of.setting.has(target) else None
    if len(of.named) == 1 and onward is not None and of.setting.other is not None and not of.setting.corridor:
        other = of.setting.beside(onward)
        return (onward, other) if onward == source else (other, onward)
    return (None, None) if not of.named and route((*of.before, *of.after)) else None


def _through(of: Scope, through: str, target: str | None) -> flows.Sides:
    """Return whose goods pass through a country: to where they go if that is told, else with the country itself."""
    if target is None or target == through:
        return next(code for code in of.named if code != through), through
    before = talk(of)
    home = before.reporter if before is not None else of.setting.main
    return (home if home not in (target, through) else None), target


def _route(of: Scope) -> flows.Sides | None:
    """Return the countries of two towns joined by a dash: "Ташкент – Сеул"."""
    if line_through(of.found.scene):
        return None, None
    towns = [cue for cue in of.found.scene.cues if cue.group in ("cities", "regions", "places")]
    for left, right in pairwise(towns):
        between = of.found.scene.tokens[left.last : right.first]
        dashed = len(between) == 1 and between[0].text in DASHES
        ends = country_or_own(left), country_or_own(right)
        if (dashed or left.first == right.first) and ends[0] != ends[1]:
            return ends
    return None


def country_or_own(cue: Cue) -> str | None:
    """Return the country of a town, a region or a country."""
    return country_of(cue.code) if "-" in cue.code else cue.code


def _corridor(of: Scope) -> bool:
    return of.setting.corridor or route((*of.before, *of.after))


def _relation(of: Scope) -> flows.Sides:
    """Return the two countries of a figure that belongs to both, the speaker's first, else as they are named."""
    named = [code for code in of.named if not of.only(code, ("via",))]
    if len(named) > 2:
        both = [code for code in named if of.setting.has(code)]
        if len(both) == 1 and of.setting.other in GROUPS_OF_COUNTRIES:
            return of.setting.main, of.setting.other
        named = both if len(both) == 2 else named[:2]
    if len(named) == 2:
        return (named[1], named[0]) if of.voice == named[1] else (named[0], named[1])
    if len(named) == 1:
        return _beside(of, named[0])
    return _unnamed(of)


def _beside(of: Scope, one: str) -> flows.Sides:
    """Place the only country named: behind "with" it is the partner, else it reports."""
    role = next(m.role for m in countries(of.own) if m.code == one)
    others = [m.code for m in countries(of.all) if m.code != one and m.role != "with"]
    if others and role == "with":
        return others[0], one
    if of.setting.has(one) and of.setting.other is not None:
        other = of.setting.beside(one)
        reporter = of.voice if of.setting.has(of.voice) else other if role in ("with", "from") else one
        return reporter, of.setting.beside(reporter)
    before = of.setting.pair_before(of.found.amount.first, one) if of.mutual() else None
    if before is not None:
        return before
    if of.setting.other is not None and family(of.found.indicator) != "trade" and role != "with":
        return of.setting.main, of.setting.other
    if role == "with" or (of.setting.main != one and family(of.found.indicator) in ("trade", "contracts", "portfolio")):
        return (of.setting.main, one) if of.setting.main != one else (one, None)
    return one, None


def _unnamed(of: Scope) -> flows.Sides:
    """Return the sides of a figure whose clause names nobody: the talk's, the pair last named, the document's."""
    at_hand = topic(of)
    if at_hand is not None and of.setting.other is None:
        return (of.setting.main, at_hand) if family(of.found.indicator) == "trade" else (at_hand, None)
    before = talk(of)
    if before is not None and before.partner is not None and (before.partner != "WORLD" or not of.mutual()):
        turned = of.voice is not None and of.voice == before.partner
        return (before.partner, before.reporter) if turned else (before.reporter, before.partner)
    pair = of.setting.pair_before(of.found.amount.first) if of.mutual() else None
    if pair is not None and of.setting.other is None:
        return pair
    if of.voice is not None and of.voice == of.setting.other:
        return of.setting.other, of.setting.main
    return of.setting.main, of.setting.other
