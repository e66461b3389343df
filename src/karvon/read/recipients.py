"""Recipients: whom goods go to where no preposition tells it: named as the buyer, or in the dative behind a verb."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import Mention
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
    if verb is None or mention.role != "plain" or mention.kind == "adjective" or latin(verb.text):
        return False
    tag = grammar(verb.lower)[1] if verb.lower.startswith(SELLING) else ""
    doers = (m for m in near if m.role == "plain" and m.kind != "adjective" and m.last < mention.first)
    return ("VERB" in tag or "INFN" in tag) and any(m.code != mention.code for m in doers)


SELLING = ("постав", "экспорт", "прода", "отгру", "отправ", "вывез", "вывоз", "реализ", "перед", "предостав")
