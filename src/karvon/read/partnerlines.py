"""Partner lines: figures of a list, one line for each country, of what the country told above trades with them."""

from __future__ import annotations

from collections.abc import Collection

from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries, mentions
from karvon.read.carrying import BELOW, partner_line
from karvon.read.scene import Scene
from karvon.read.scope import Placed, Scope, Talk
from karvon.read.wholes import TRADE


def of_line(of: Scope) -> Placed | None:
    """A figure of a line such as "– Peru – 5 mln" below what a country traded with the world, or below such a line."""
    item = partner_line(of.found.scene, of.found.amount)
    if item is None or of.found.indicator not in TRADE or not of.earlier or item.code in GROUPS_OF_COUNTRIES:
        return None
    last = of.earlier[-1]
    near = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph <= BELOW
    lead = of.found.scene.lead
    listed = lead is not None and lead.has(DEALT)
    home = _home(last, item.code if listed else "") if near and last.found.indicator in TRADE else None
    return Placed(home, item.code, None) if home not in (None, item.code) else None


def of_dealer(of: Scope) -> Placed | None:
    """A figure of a buyer, a seller or a rank below what a country traded with the world: "Most was bought by B: 5".

    Whoever buys of what is exported imports it from there.
    """
    scene, amount = of.found.scene, of.found.amount
    last = next((one for one in reversed(of.earlier[-ITEMS:]) if one.found.indicator in FLOWS), None)
    if last is None or of.found.indicator not in FLOWS or not of.says(DEALT):
        return None
    below = scene.sentence.paragraph - last.found.scene.sentence.paragraph <= 1
    told = {m.code for m in mentions(scene) if m.kind != "adjective"}
    item = _nearest(of, max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first))
    own = any(m.role in GOVERNED and not _falls(scene, m) for m in of.all if m.first < amount.first)
    home = _lister(last, told, scene)
    if not below or own or home in (None, "WORLD", item) or item is None or item in GROUPS_OF_COUNTRIES:
        return None
    here = last.found.scene.sentence == scene.sentence
    turned = last.placed.reporter != home if here else last.found.indicator != of.found.indicator and not _flows(of)
    return Placed(item, home, None) if turned else Placed(home, item, None)


def _flows(of: Scope) -> bool:
    """Say whether a list opens with the noun of its flow, which is home's own: "Imports came mainly from: B - 5 %"."""
    cue, tokens = of.found.cue, of.found.scene.tokens
    if cue is None or cue.last > of.found.amount.first or tokens[cue.first].lower not in NOUNS:
        return False
    return tokens[cue.first - 1].lower not in ("по", "by", "in") if cue.first else True


NOUNS = frozenset({"импорт", "импорта", "экспорт", "экспорта", "imports", "exports"})


def _lister(last: Talk, told: Collection[str], scene: Scene) -> str | None:
    """Return whose partners are told one by one: who is not named here and traded with the world, or with the last."""
    sides = [code for code in (last.placed.reporter, last.placed.partner) if code is not None]
    if last.found.scene.sentence == scene.sentence:
        rest = [code for code in sides if code not in told]
        return rest[0] if len(rest) == 1 and len(sides) > 1 else None
    wide = last.placed.partner == "WORLD" or partner_told(last) or _listed(last)
    return last.placed.reporter if wide and last.placed.reporter not in told else None


def _listed(last: Talk) -> bool:
    """Say whether the figure told last ends a list of partners that its sentence names."""
    codes = {m.code for m in mentions(last.found.scene) if m.kind != "adjective"}
    return last.placed.partner in codes and last.placed.reporter not in codes


def _falls(scene: Scene, mention: Mention) -> bool:
    """Say whether "на" only tells whom a part falls to: "пришлось на Чили"."""
    before = scene.tokens[mention.first - 2].lower if mention.first - scene.first >= 2 else ""
    return before.startswith(("приш", "приход"))


def partner_told(last: Talk) -> bool:
    """Say whether a figure is itself of one of the partners listed: its sentence names no one else."""
    return {m.code for m in mentions(last.found.scene) if m.kind != "adjective"} == {last.placed.partner}


def _nearest(of: Scope, since: int) -> str | None:
    """Return the one country named between the figure before and a figure."""
    before = (m for m in countries(of.all) if since <= m.first and m.last <= of.found.amount.first)
    named = {m.code for m in before if m.kind != "adjective"}
    return named.pop() if len(named) == 1 else None


ITEMS = 4
FLOWS = ("export", "import")
GOVERNED = ("from", "to", "inward", "with")
DEALT = (
    "покупател", "закуп", "куп", "приобр", "импортер", "импортёр", "поставщик", "экспортер", "экспортёр", "лидер",
    "мест", "строч", "замык", "тройк", "пятерк", "пятёрк", "приш", "приход", "следует", "следуют", "следом", "крупнейш",
    "рынк", "buyer",
    "supplier", "purchaser", "importer", "exporter", "market", "destination", "follow", "largest", "rank", "bought",
    "place",
)  # fmt: skip


def _home(last: Talk, other: str) -> str | None:
    """Return whose partners are listed: who traded with all, or who the line above was not of.

    `other` is a partner of a list that its opening calls buyers or sellers: the flow above is of whoever it is not.
    """
    item = partner_line(last.found.scene, last.found.amount)
    sides = [code for code in (last.placed.reporter, last.placed.partner) if code is not None]
    if item is None and other and other not in sides and last.found.indicator in FLOWS:
        return last.placed.reporter
    left = [code for code in sides if code not in GROUPS_OF_COUNTRIES and (item is None or code != item.code)]
    wide = item is not None or any(code in GROUPS_OF_COUNTRIES for code in sides)
    return left[0] if wide and len(left) == 1 else None
