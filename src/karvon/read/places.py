"""Places: the two countries of a figure, which way it runs between them, and where it physically is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from karvon.read import (
    carriage,
    flows,
    items,
    lending,
    networks,
    partnerlines,
    portions,
    repeats,
    rolls,
    rosters,
    sites,
    stakes,
    turns,
    visits,
)
from karvon.read.atlas import DASHES, OTHER_GROUP, Mention, countries, country_of
from karvon.read.dealing import Sides, supplied
from karvon.read.domestic import of_home
from karvon.read.holders import held
from karvon.read.national import ABROAD, of_one_country, one, paid
from karvon.read.relations import in_group, relation
from karvon.read.routes import ALONG
from karvon.read.scene import Frame
from karvon.read.scope import FEW, Placed, Scope, Talk, family, group, kind, scope, talk
from karvon.read.setting import Setting
from karvon.read.worldwide import of_land_told, worldwide

TURNOVER = frozenset({"trade_turnover", "trade_balance", "turnover_growth"})
STAKES = frozenset({"investment_flow", "investment_stock"})
CARRIED = frozenset({"freight_volume", "transit_volume", "capacity", "line_length"})
SHARE = ("дол", "приход", "пришл", "пришёл", "удельн", "занима", "занял", "обеспеч", "share", "account", "represent")
CAPITAL_REACH = 9
OWN = ("стран", "countr", "республик", "государств")


def place(found: Frame, setting: Setting, voice: str | None, earlier: Sequence[Talk]) -> Placed:
    """Return the sides and the territory of a figure: as its clause says, else the talk so far, else the document."""
    of = scope(found, setting, country_of(sites.region_of(found) or "") or voice, earlier)
    placed = _apart(_sides(of))
    return sites.hosted(of, placed._replace(territory=sites.where(of, placed)))


def _apart(placed: Placed) -> Placed:
    """Leave out a partner that is the country itself: nobody deals with oneself."""
    alone = placed.partner is not None and placed.reporter == placed.partner and len(placed.partner) == CODE
    return placed._replace(partner=None) if alone else placed


CODE = 3


def known(placed: Placed) -> Placed:
    """Return where a figure is placed as far as there are codes for it."""
    codes = placed.reporter, placed.partner, placed.territory
    return placed if OTHER_GROUP not in codes else Placed(*(None if code == OTHER_GROUP else code for code in codes))


def _sides(of: Scope) -> Placed:
    """Return what the first rule that knows a figure of this kind says; else the two countries it belongs to."""
    goes_on = bool(of.earlier) and of.earlier[-1].found.scene.first == of.found.scene.first
    measured = "trade" if kind(of.found) == "trade" else "other" if of.found.indicator is not None else "nothing"
    for rule in RULES_FOR[goes_on, bool(of.all), measured]:
        placed = rule(of)
        if placed is not None:
            return placed
    return flows.placed(relation(of))


def _of_stakes(of: Scope) -> Placed | None:
    """Companies and investment: owner, host, and the host as the place."""
    indicator, unit = of.found.indicator, of.found.unit
    if indicator in STAKES:
        return stakes.investment(of)
    if paid(of):
        return stakes.companies(of)
    part = unit == "percent" and of.found.change == "level" and family(indicator) == "portfolio"
    if indicator == "ownership_share" or (part and of.says(SHARE[:1])):
        return held(of)
    counted = unit == "company" or _counted_on(of) or _with_capital(of)
    if indicator is None and of.found.amount.kind == "money" and of.says(stakes.INVESTORS[:1] + stakes.INVESTORS[2:3]):
        return stakes.investment(of)
    companies = indicator == "company_count" or (indicator is None and counted)
    return stakes.companies(of) if companies else None


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
    routed = of.found.indicator is None and (crossing or of.routed)
    return Placed(None, None, None) if routed and not of.mutual() and len(of.named) < 2 else None


def _of_supplies(of: Scope) -> Placed | None:
    """Goods sold or bought, told without an indicator of trade: "отправит в Азербайджан 300 тракторов"."""
    traded = _of_countries(of) and of.says(("внешнеторг", "торгу", "торгов"))
    if not supplied(of) and not traded:
        return None
    if _of_countries(of) and not of.mutual():
        return Placed(one(of), "WORLD", None)
    return flows.placed(flows.trade(of)) if any(m.role in ABROAD for m in of.own) else None


def _of_countries(of: Scope) -> bool:
    """Say whether the partners of trade are counted: "exported to 40 countries", "to 46 destinations"."""
    noun = of.found.amount.noun
    word = of.found.scene.tokens[noun[1] - 1].lower if noun is not None else ""
    return of.found.unit == "country" or word in ("destinations", "markets")


Rule = Callable[[Scope], Placed | None]
RULES: tuple[Rule, ...] = (
    networks.of_takers, turns.of_turn, repeats.of_other_side, repeats.of_bracket, repeats.of_base,
    repeats.of_same, repeats.of_change,
    repeats.of_going_on, repeats.of_opposite, repeats.of_counterflow, repeats.of_pronoun, repeats.of_group,
    repeats.of_next_year, repeats.of_nameless, visits.of_visits, lending.of_loans, of_one_country, of_home,
    repeats.of_transfers,
    rolls.of_bare, partnerlines.of_line, partnerlines.of_dealer, _of_stakes, rosters.of_sellers,
    items.of_part, items.of_suppliers, items.of_ranked, items.of_follower, items.of_roll,
    items.of_next, items.of_elliptic, items.of_growth, items.of_list, networks.of_network, in_group,
    _of_hubs, _of_trade, _of_carriage, _of_route, _of_supplies,
)  # fmt: skip
OF_NEXT = frozenset([
    repeats.of_bracket, repeats.of_other_side, repeats.of_base, repeats.of_change, repeats.of_going_on,
    repeats.of_counterflow, repeats.of_nameless, repeats.of_next_year, items.of_growth, items.of_elliptic,
])  # fmt: skip
"""Rules that say nothing of the first figure of a sentence."""
OF_NAMED = frozenset(
    {
        turns.of_turn,
        repeats.of_other_side,
        lending.of_loans,
        partnerlines.of_line,
        partnerlines.of_dealer,
        rosters.of_sellers,
        items.of_part,
        items.of_suppliers,
        items.of_ranked,
        items.of_follower,
        items.of_roll,
        items.of_next,
        items.of_growth,
        items.of_elliptic,
        items.of_list,
    }
)
"""Rules that say nothing of a figure whose sentence names no country."""
OF_TRADE = frozenset([
    networks.of_takers, repeats.of_pronoun, repeats.of_other_side, repeats.of_group, partnerlines.of_line,
    partnerlines.of_dealer, items.of_ranked, items.of_follower, _of_trade,
])  # fmt: skip
"""Rules that speak of trade only."""
OF_OTHERS = frozenset({networks.of_network, _of_stakes, _of_hubs, _of_carriage})
"""Rules that never speak of trade."""
OF_NOTHING = frozenset({lending.of_loans, repeats.of_transfers, repeats.of_nameless, rolls.of_bare, _of_route})
"""Rules that speak only of figures without an indicator."""


SILENT = {
    "trade": OF_OTHERS | OF_NOTHING,
    "other": OF_TRADE | OF_NOTHING,
    "nothing": OF_TRADE,
}
RULES_FOR: Mapping[tuple[bool, bool, str], tuple[Rule, ...]] = {
    (goes_on, named, measured): tuple(
        rule
        for rule in RULES
        if (goes_on or rule not in OF_NEXT) and (named or rule not in OF_NAMED) and rule not in silent
    )
    for goes_on in (False, True)
    for named in (False, True)
    for measured, silent in SILENT.items()
}
"""The rules that can say anything of a figure: whether one of its sentence goes before, a country is named, what is
measured."""


def _counted_on(of: Scope) -> bool:
    """Say whether a bare count goes on with the companies counted before it in its sentence."""
    last = of.earlier[-1].found if of.earlier else None
    bare = of.found.amount.kind in ("count", "bare") and of.found.unit is None
    if (
        not bare
        or last is None
        or last.indicator not in ("company_count", None)
        or kind(last) not in ("investment", "")
    ):
        return False
    if last.indicator is None:
        return _elided(of) and any(frame.indicator == "company_count" for frame, _ in of.earlier[-items.HOME :])
    return last.scene.first == of.found.scene.first or _elided(of)


def _elided(of: Scope) -> bool:
    """Say whether a count follows an adjective whose noun was told before: "в Узбекистане казахстанских – 1 187"."""
    tokens, at = of.found.scene.tokens, of.found.amount.first
    dash = at > of.found.scene.first and tokens[at - 1].text in DASHES
    return dash and any(m.kind == "adjective" and m.last == at - 1 for m in countries(of.own))


def _with_capital(of: Scope) -> bool:
    """Say whether things are counted by whose capital they have: "структур с российским капиталом"."""
    near = of.after[:CAPITAL_REACH]
    return of.found.amount.kind in ("count", "bare") and any(word.startswith(("капитал", "capital")) for word in near)


def _traded(of: Scope) -> Sides:
    part = of.found.unit == "percent" and of.found.change == "level" and (of.says(SHARE) or _of_total(of))
    if of.found.indicator == "trade_share" or part:
        return _of_seller(of) or portions.shares(of)
    whole = of_land_told(of) or worldwide(of)
    if whole is not None:
        return whole
    if of.found.indicator == "production":
        return _made(of)
    return flows.trade(of) if of.found.indicator not in TURNOVER else _turned_over(of)


def _of_seller(of: Scope) -> Sides | None:
    """Read the part that one country's exports are of the trade of two: "оманский экспорт занимает в ней 2 %"."""
    if of.found.indicator != "export" or IN_IT.isdisjoint(of.before):
        return None
    near = [m for m in countries(of.own) if m.kind == "adjective" and m.last < of.found.amount.first]
    seller = next((m.code for m in near if of.found.scene.tokens[m.last].lower.startswith(SOLD)), None)
    return (seller, of.setting.beside(seller)) if seller is not None and of.setting.has(seller) else None


SOLD = ("экспорт", "вывоз", "export")
IN_IT = frozenset({"ней", "нем", "нём", "it", "этом"})


def _of_total(of: Scope) -> bool:
    """Say whether a percentage is told of a whole: "18.7 percent of the total export"."""
    near = [word for word in of.found.scene.words[of.found.amount.first - of.found.scene.first :] if word[0].isalpha()]
    whole = any(
        word in ("of", "от") and any(behind.startswith(WHOLES) for behind in near[at + 1 : at + 3])
        for at, word in enumerate(near[:TOTAL])
    )
    return whole or of.says(("trading partners", "trade partners", "торговых партн"))


TOTAL = 8
WHOLES = ("total", "all", "overall", "общ", "всего", "совокупн")


def _turned_over(of: Scope) -> Sides:
    """Return the two sides of trade in both directions: two countries, a country and a group or the world."""
    if _inside(of):
        return None, None
    if of.found.indicator == "trade_balance" and _of_many_partners(of):
        return of.setting.owner, "WORLD"
    away = group(of)
    if away is not None and _with_group(of, away):
        return of.named[0], away.code
    if away is not None and len(of.named) <= 1:
        home = of.named[0] if of.named else of.voice or of.setting.main
        return (
            (away.code, home)
            if of.named and of.only(home or "", ("with",)) and away.role != "with"
            else (home, away.code)
        )
    one, two = relation(of)
    if of.found.indicator == "trade_balance" and two is not None and _first_role(of, one) == "with":
        one, two = two, one
    if of.found.indicator == "trade_balance" and two is not None and two in (_favoured(of), _keeps(of)):
        one, two = two, one
    before = talk(of)
    apart = before is not None and before.reporter == one and before.partner is None
    return one, two or ("WORLD" if one is not None and not apart and not of.mutual() else None)


def _of_many_partners(of: Scope) -> bool:
    """Say whether a balance with nobody named is that of the country whose many partners a page tells of."""
    return of.setting.owner is not None and of.setting.other is None and not of.all and not of.mutual()


def _favoured(of: Scope) -> str | None:
    """Return the country that a balance is told in favour of: "in favour of A", "in A's favour", "в пользу А"."""
    tokens = of.found.scene.tokens
    behind = range(of.found.amount.last, min(of.found.amount.last + FAVOURED, of.found.scene.last))
    at = next((at for at in behind if tokens[at].lower in FAVOUR), None)
    near = [m for m in countries(of.own) if at is not None and at - 3 <= m.first <= at + 3 and m.first != at]
    return near[0].code if near else None


def _keeps(of: Scope) -> str | None:
    """Return the country that is told to have a surplus or a deficit: "B's minister said A kept a surplus of 5 m"."""
    tokens, at = of.found.scene.tokens, of.found.amount.first
    doers = [m for m in countries(of.own) if m.role == "plain" and m.kind == "name" and m.last <= at]
    kept = [m for m in doers if any(token.lower in KEEPS for token in tokens[m.last : min(m.last + 2, at)])]
    return kept[-1].code if kept else None


KEEPS = frozenset({
    "kept", "keeps", "maintained", "maintains", "recorded", "records", "had", "has", "posted", "ran", "runs", "enjoyed",
    "enjoys", "reported", "registered", "имел", "имела", "имеет", "имели", "сохранил", "сохранила", "зафиксировал",
    "зафиксировала",
})  # fmt: skip
FAVOURED = 9
FAVOUR = ("favour", "favor", "пользу")


def _inside(of: Scope) -> bool:
    """Say whether trade is told among several countries that are counted up: "between its four members - A, B, …"."""
    at, tokens = of.found.amount.first, of.found.scene.tokens
    among = [place for place in range(of.found.scene.first, at) if tokens[place].lower in ("between", "among", "между")]
    named = [m for m in countries(of.own) if among and among[-1] < m.first < at]
    return len({m.code for m in named}) > FEW and len(named) == len(of.named)


def _with_group(of: Scope, away: Mention) -> bool:
    """Say whether a group stands between the two countries named: "between A, the countries of a group and B"."""
    at = [m.first for m in countries(of.own)]
    return away.role == "with" and len(of.named) == FEW and min(at) < away.first < max(at)


def _first_role(of: Scope, code: str | None) -> str | None:
    return next((m.role for m in of.own if m.code == code), None)


def _made(of: Scope) -> Sides:
    """Return whose goods are told: a flow where they go abroad or two countries are named, else one country's own."""
    if len(of.named) == FEW and all(of.setting.has(code) for code in of.named):
        return relation(of)
    last = of.earlier[-1] if of.earlier else None
    listed = last is not None and last.found.indicator == "production" and last.found.unit == of.found.unit
    near = listed and last is not None and last.found.scene.sentence.paragraph == of.found.scene.sentence.paragraph
    if near and last is not None and not of.all and of.says(items.RANKS) and last.placed.partner is not None:
        return last.placed.reporter, last.placed.partner
    if any(word.startswith(HARVEST) for word in of.clause()[: -len(of.after)]):
        return one(of), None
    abroad = supplied(of) or any(m.role in ABROAD for m in of.own)
    return flows.trade(of) if abroad else (one(of), None)


HARVEST = ("урожа", "намоло", "собрал", "выраст", "harvest", "grew", "crop")


def _carried(of: Scope) -> Sides:
    """Return the two ends of carriage; a route that no country owns has none, a country's own railway one."""
    ends = carriage.between(of) or carriage.ends(of)
    if ends is not None:
        return ends
    if len(of.named) < 2 and not of.mutual():
        part = talk(of) if of.found.unit == "percent" and of.found.change == "level" else None
        if part is not None and part.partner is not None and not of.all:
            return part.reporter, part.partner
        if _corridor(of) or _goes_along(of):
            return None, None
        away = group(of)
        if not of.named and away is None and of.says(PORTS):
            return of.setting.home or of.setting.main, None
        if of.says(OWN) or away is not None:
            return (of.named[0] if of.named else of.setting.main), away.code if away else None
    return relation(of)


PORTS = ("порт", "перевалк", "стивидор", "морвокзал")


def _goes_along(of: Scope) -> bool:
    """Say whether a figure goes on with what a route carries that no country owns, told in the sentence before."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or of.named or kind(last.found) != kind(of.found) or last.placed.reporter is not None:
        return False
    return of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph <= 1


def _corridor(of: Scope) -> bool:
    return of.says(("маршрут", *ALONG)) or of.setting.corridor or of.routed
