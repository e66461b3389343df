"""Rolls: the next country of a roll, whose figure has the sides of the one before but for the country named."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import DASHES, GROUPS_OF_COUNTRIES, Mention, countries, mentions
from karvon.read.scene import Frame
from karvon.read.scope import Placed, Scope, Talk, kind

NEAR = 1


def of_bare(of: Scope) -> Placed | None:
    """A bare number of a roll of firms: "most firms are of A (4 873), B (3 209)"."""
    last = of.earlier[-1] if of.earlier else None
    bare = of.found.amount.kind in ("bare", "count") and of.found.indicator is None
    firms = last is not None and last.placed.territory is not None and last.placed.partner == last.placed.territory
    return _next(of, last) if bare and firms and last is not None else None


def next_item(of: Scope) -> Placed | None:
    """Return the sides of the next item of a roll: "from A - 5 bn, B - 3 bn", "5 % with Turkish, 3 % - with Uzbek"."""
    last = of.earlier[-1] if of.earlier else None
    return _next(of, last) if last is not None and kind(last.found) == kind(of.found) else None


def _next(of: Scope, last: Talk) -> Placed | None:
    """Return the sides of an item that follows another: its country in the place of the one before."""
    item = _item(of.found, of.all)
    if item is None:
        return None
    if of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph > NEAR:
        return None
    sides = last.placed.reporter, last.placed.partner
    fixed = _fixed(last, sides)
    if fixed is None or item in sides:
        return None
    one, two = (fixed, item) if sides[0] == fixed else (item, fixed)
    gone = next(code for code in sides if code != fixed)
    return Placed(one, two, item if last.placed.territory == gone else last.placed.territory)


def _item(found: Frame, named: Sequence[Mention]) -> str | None:
    """Return the country that a sign parts from a figure, or the adjective that a dash joins to it from behind."""
    tokens, amount = found.scene.tokens, found.amount
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    sign = tokens[at - 1].text if at > found.scene.first else ""
    before = [m for m in countries(named) if m.last == at - 1 and (sign in DASHES or sign in ("(", ":"))]
    if before:
        return before[0].code
    behind = [m for m in countries(named) if m.kind == "adjective" and amount.last < m.first <= amount.last + 2]
    return behind[0].code if behind and tokens[amount.last].text in DASHES else None


def _fixed(last: Talk, sides: Sequence[str | None]) -> str | None:
    """Return the side that the items of a roll have in common: the one that the item before does not name."""
    if None in sides:
        return None
    wide = [code for code in sides if code in GROUPS_OF_COUNTRIES]
    if len(wide) == 1:
        return next(code for code in sides if code not in wide)
    named = _named(last)
    rest = [code for code in sides if code not in named]
    if not rest and last.placed.territory in sides and last.found.indicator in HOSTED:
        return last.placed.territory
    return rest[0] if len(rest) == 1 else None


HOSTED = frozenset({"company_count", "investment_flow", "investment_stock"})


def _named(last: Talk) -> set[str]:
    """Return the countries named in the item of a figure: since the figure before it."""
    scene, amount = last.found.scene, last.found.amount
    item = _item(last.found, mentions(scene))
    if item is not None:
        return {item}
    since = max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first)
    until = min((a.first for a in scene.amounts if a.first >= amount.last), default=scene.last)
    return {m.code for m in mentions(scene) if since <= m.first < until and _beside(m, amount.first, amount.last)}


def _beside(mention: Mention, first: int, last: int) -> bool:
    return mention.last <= first or mention.first <= last + 2
