"""Relations: the two countries of a figure that belongs to both: as named, else as the talk or the document goes."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read import flows, items
from karvon.read.atlas import GROUPS_OF_COUNTRIES, countries
from karvon.read.dealing import Sides
from karvon.read.scope import Placed, Scope, family, recent, still_worldwide, talk, topic


def relation(of: Scope) -> Sides:
    """Return the two countries of a figure that belongs to both, the speaker's first, else as they are named."""
    named = [code for code in of.named if not of.only(code, ("via",))]
    named = _without_venue(of, named)
    if len(named) > 2:
        both = [code for code in named if of.setting.has(code)]
        if len(both) == 1 and of.setting.other in GROUPS_OF_COUNTRIES:
            return of.setting.main, of.setting.other
        named = both if len(both) == 2 else named[:2]
    if len(named) == 2 and not _strangers(of, named):
        return (named[1], named[0]) if of.voice == named[1] else (named[0], named[1])
    if len(named) == 1:
        with_it = any(m.role == "with" for m in of.own if m.code == named[0])
        whole = family(of.found.indicator) == "trade" and not with_it and still_worldwide(of, named[0])
        return (named[0], "WORLD") if whole else _beside(of, named[0])
    fund = of.setting.pair_before(of.found.amount.first) if of.says(("фонд", "fund")) else None
    return fund or _unnamed(of)


def _without_venue(of: Scope, named: list[str]) -> list[str]:
    """Leave out a third country that is only where somebody met: "at a forum in A, ministers of B and C said"."""
    rest = [code for code in named if not of.only(code, ("in",))]
    return rest if len(named) > len(rest) == PAIR else named


PAIR = 2


def _strangers(of: Scope, named: Sequence[str]) -> bool:
    """Say whether two countries are but where goods of the document's two go on to: "transit to C and D"."""
    away = all(of.only(code, ("to", "inward")) for code in named) or all(of.only(code, ("from",)) for code in named)
    return away and of.setting.other is not None and not any(of.setting.has(code) for code in named)


def _beside(of: Scope, one: str) -> Sides:
    """Place the only country named: behind "with" it is the partner, else it reports."""
    role = next(m.role for m in countries(of.own) if m.code == one)
    at, tokens = of.found.amount.last, of.found.scene.tokens
    near = [m for m in countries(of.all) if m.first < at or not any(t.text in ",;" for t in tokens[at : m.first])]
    others = [m.code for m in near if m.code != one and m.role != "with"]
    listed = others[0] if others and role == "with" else _of_list(of, role)
    if listed not in (None, one):
        return listed, one
    if of.setting.has(one) and of.setting.other is not None:
        other = of.setting.beside(one)
        reporter = (
            of.voice if of.setting.has(of.voice) else other if role in ("with", "from") or _goes_to(of, one) else one
        )
        return reporter, of.setting.beside(reporter)
    before = of.setting.pair_before(of.found.amount.first, one) if of.mutual() else items.parallel(of, one)
    if before is not None:
        return before
    if of.setting.other is not None and family(of.found.indicator) != "trade" and role != "with":
        abroad = role in ("in", "from", "to") or (family(of.found.indicator) == "portfolio" and role == "plain")
        abroad = abroad and any(m.kind in ("name", "short") for m in of.own if m.code == one)
        return of.setting.main, one if abroad else of.setting.other
    if role == "with" or (of.setting.main != one and family(of.found.indicator) in ("trade", "contracts", "portfolio")):
        return (of.setting.main, one) if of.setting.main != one else (one, None)
    return one, None


def in_group(of: Scope) -> Placed | None:
    """What one country builds, or employs, in a group of countries: "A's firms built 30 plants in Africa"."""
    if family(of.found.indicator) != "portfolio" or len(of.named) != 1 or of.says(BEST):
        return None
    inside = next((m.code for m in of.own if m.code in GROUPS_OF_COUNTRIES and m.role == "in"), None)
    doer = next((m for m in of.own if m.code == of.named[0] and m.role == "plain"), None)
    known = inside not in (None, "WORLD") and doer is not None and doer.first < of.found.amount.first
    return Placed(of.named[0], inside, None) if known else None


BEST = ("largest", "biggest", "first ", "only ", "unique", "leading", "крупнейш", "перв", "единственн")


def _of_list(of: Scope, role: str) -> str | None:
    """Return whose partners a paragraph tells one by one, where the only one named does what is told."""
    trade = family(of.found.indicator) == "trade" and role == "plain"
    return items.in_common(of, 1) if trade and not of.mutual() else None


def _goes_to(of: Scope, one: str) -> bool:
    """Say whether what a figure counts goes to a country right behind it: "91 % of the crop went to A"."""
    at, tokens = of.found.amount.last, of.found.scene.tokens
    sent = [m for m in of.own if m.code == one and m.role in ("to", "inward") and m.first >= at]
    return any(
        not any(token.text in ",;(" or token.lower == "according" for token in tokens[at : m.first]) for m in sent
    )


def _unnamed(of: Scope) -> Sides:
    """Return the sides of a figure whose clause names nobody: the talk's, the pair last named, the document's."""
    met = recent(of) or _met(of) or (flows.of_all_it_trades(of) if family(of.found.indicator) == "trade" else None)
    if met is not None:
        return met
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


def _met(of: Scope) -> Sides | None:
    """Return the two countries that "their mutual trade" means: those of the sentence before, figures or none."""
    if not of.mutual() and not _goes_on(of):
        return None
    near = of.setting.met_before(of.found.scene.first - 1, of.found.scene.sentence.paragraph)
    since = max((frame.amount.first for frame, _ in of.earlier[-1:]), default=-1)
    if near is not None and not of.mutual() and not near[0] >= of.found.scene.first - SENTENCE:
        return None
    if near is None or near[0] < since:
        return None
    return (near[2], near[1]) if of.voice == near[2] else near[1:]


SENTENCE = 40


def _goes_on(of: Scope) -> bool:
    """Say whether a turnover of nobody named can be that of the two whose relations the sentence before told."""
    return of.found.indicator == "trade_turnover" and of.found.change == "level"
