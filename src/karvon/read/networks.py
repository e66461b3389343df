"""Networks: freight that a country's own railways carry, and goods that buyers named one after another took."""

from __future__ import annotations

from karvon.read.atlas import countries
from karvon.read.scope import Placed, Scope, kind

OWN = (
    " network", " nationwide", " countrywide", " throughout the country", " throughout the republic",
    " across the country", " within the country", " domestic traffic", " domestic transport", " сети ",
    " внутри страны", " внутри республики", " по республике ", " внутриреспубликанск", " внутреннем сообщении",
)  # fmt: skip
ABROAD = ("with", "from", "to", "inward", "via")
PARAGRAPHS = 2
TAKEN = frozenset({"got", "received", "took", "absorbed"})
REACH = 6


def of_network(of: Scope) -> Placed | None:
    """Freight on a country's own network, and what goes on after it without naming any country."""
    if kind(of.found) != "transport" or len(of.named) > 1 or any(m.role in ABROAD for m in of.all) or of.mutual():
        return None
    if len(of.named) == 1 and " own rail" in of.found.scene.line:
        return Placed(of.named[0], None, of.named[0])
    last = of.earlier[-1] if of.earlier else None
    told = last is not None and kind(last.found) == "transport" and last.placed.partner is None
    home = last.placed.reporter if last is not None and told and last.placed.reporter == last.placed.territory else None
    if any(words in of.found.scene.line for words in OWN):
        code = of.named[0] if of.named else home or of.setting.main
        return Placed(code, None, code) if code is not None else None
    near = last is not None and of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph <= PARAGRAPHS
    alone = home is not None and (of.named == [home] or not of.all)
    return Placed(home, None, home) if told and near and alone else None


def of_takers(of: Scope) -> Placed | None:
    """Goods that a buyer took from the seller told just before: "B and C got goods worth 5 and 3 mln respectively"."""
    last = of.earlier[-1] if of.earlier else None
    if of.found.indicator != "export" or last is None or last.found.indicator != "export":
        return None
    words = of.found.scene.words
    mine = [
        m for m in countries(of.own) if m.role == "plain" and m.kind != "adjective" and m.last <= of.found.amount.first
    ]
    seller = last.placed.reporter
    if not mine or seller in (None, mine[-1].code) or any(m.role in ABROAD for m in of.all):
        return None
    since = mine[-1].last - of.found.scene.first
    taken = not TAKEN.isdisjoint(words[since : since + REACH])
    return Placed(seller, mine[-1].code, None) if taken else None
