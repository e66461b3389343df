"""Rosters: figures of those who sell to one country, or buy of one, told one after another in a Russian sentence."""

from __future__ import annotations

from karvon.read.atlas import countries
from karvon.read.dealing import Sides
from karvon.read.scope import Placed, Scope, kind

SELLERS = ("поставщик", "экспортер", "экспортёр", "продавц")
NEAR = 4
TO = ("to", "inward")


def of_sellers(of: Scope) -> Placed | None:
    """Return whoever is named right before a figure as the seller, the country they all sell to as the buyer.

    "Первое место среди поставщиков зерна в Чили заняла Гана (2 млн тонн), второе – Перу (1 млн тонн)".
    """
    scene, amount = of.found.scene, of.found.amount
    if scene.marks.language != "ru" or of.found.change != "level" or amount.kind == "percent":
        return None
    named = next((at for at, word in enumerate(scene.words) if word.startswith(SELLERS)), None)
    if named is None or scene.first + named > amount.first or kind(of.found) not in ("trade", ""):
        return None
    mine = [m for m in countries(of.all) if m.first > scene.first + named and m.last <= amount.first]
    mine = [m for m in mine if m.role not in TO and m.kind != "adjective"]
    if not mine or amount.first - mine[-1].last > NEAR + _between(of, mine[-1].last):
        return None
    buyer = _buyer(of, mine[-1].code)
    if buyer is None:
        return None
    buys = of.found.indicator in ("import", "wheat_import")
    return Placed(*((buyer, mine[-1].code) if buys else (mine[-1].code, buyer)), None)


def _between(of: Scope, first: int) -> int:
    """Return how many tokens the amounts between a name and a figure take."""
    return sum(a.last - a.first + 1 for a in of.found.scene.amounts if first <= a.first < of.found.amount.first)


def _buyer(of: Scope, seller: str) -> str | None:
    """Return the country sold to: named so in the sentence, else the one that the figure told last was sold to."""
    told = [m.code for m in countries(of.all) if m.role in TO and m.code != seller]
    if told:
        return told[0]
    for last in reversed(of.earlier[-REACH:]):
        sides: Sides = (last.placed.reporter, last.placed.partner)
        buyer = sides[0] if last.found.indicator in ("import", "wheat_import") else sides[1]
        if kind(last.found) == "trade" and buyer not in (None, seller, "WORLD"):
            return buyer
    return None


REACH = 4
