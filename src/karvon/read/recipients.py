"""Recipients: whom goods go to where no preposition tells it: named as the buyer, or in the dative behind a verb."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from karvon.read.atlas import Mention, countries, distinct
from karvon.read.scope import Scope
from karvon.read.tokens import grammar, latin


def buys_from_us(of: Scope, mention: Mention) -> bool:
    """Say whether a name is told to be whoever buys: "основным импортёром зерна является А", "our buyer is A"."""
    tokens = of.found.scene.tokens
    before = [token.lower for token in tokens[max(of.found.scene.first, mention.first - 4) : mention.first]]
    return bool(before) and before[-1].startswith(IS) and any(word.startswith(BUYERS) for word in before)


IS = ("явля", "стал", "остает", "остаёт", "is", "remain", "became")
BUYERS = ("импортер", "импортёр", "покупател", "importer", "buyer", "customer")


def given_to(of: Scope, mention: Mention, near: Sequence[Mention]) -> bool:
    """Say whether a name right behind a verb of selling is whom somebody named before it sells to: "поставит Кубе"."""
    verb = of.found.scene.tokens[mention.first - 1] if mention.first > of.found.scene.first else None
    if verb is None or mention.role != "plain" or mention.kind == "adjective":
        return False
    if latin(verb.text):
        return verb.lower.startswith(GIVING) and any(m.code != mention.code and m.last < mention.first for m in near)
    tag = grammar(verb.lower)[1] if verb.lower.startswith(SELLING) else ""
    doers = (m for m in near if m.role == "plain" and m.kind != "adjective" and m.last < mention.first)
    return ("VERB" in tag or "INFN" in tag) and any(m.code != mention.code for m in doers)


GIVING = ("suppl", "provid", "furnish", "sell", "sold", "ship", "deliver", "send", "sent")
SELLING = (
    "постав",
    "экспорт",
    "прода",
    "отгру",
    "отправ",
    "вывез",
    "вывоз",
    "реализ",
    "перед",
    "предостав",
    "предлож",
    "представил",
)


class Many(NamedTuple):
    """Several partners that one figure is of together, and whose they are as far as the clause says."""

    home: str | None


def many(of: Scope) -> Many | None:
    """Return whose flow one figure tells of three or more partners together: "экспорт в Иран, Ирак и Сирию"."""
    led = [m for m in countries(of.own) if m.role in ("to", "inward", "in", "from", "with")]
    if len(led) < SEVERAL or len({m.role for m in led} - {"inward"}) > 1 or len(distinct(led)) < SEVERAL:
        return None
    tokens = of.found.scene.tokens
    apart = any(
        right.first - left.last > 1 or tokens[left.last].lower not in (",", "и", "and") for left, right in pairwise(led)
    )
    cut = any(led[0].first < a.first < led[-1].last for a in of.found.scene.amounts)
    if apart or cut or of.found.indicator not in ("export", "import", "production"):
        return None
    others = [code for code in of.named if code not in {m.code for m in led}]
    return Many(others[0] if others else None)


SEVERAL = 3
