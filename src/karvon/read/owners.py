"""Owners: which country a text tells the partners or the trade of: "A's third market", "a share of A's exports"."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import Mention
from karvon.read.scene import Scene

PARTNER = (
    "партнер", "партнёр", "покупател", "импортер", "импортёр", "поставщик", "partner", "destination", "market", "buyer",
    "supplier", "customer", "importer",
)  # fmt: skip
OWNED = 7


def has_partners(scene: Scene, mention: Mention) -> bool:
    """Say whether a country is named as the one whose partner somebody is."""
    tokens, first = scene.tokens, mention.first
    before = tokens[first - 1].lower if first > scene.first else ""
    if before in ("of", "for") and first - 1 > scene.first:
        led = tokens[first - 2].lower
        if led.startswith(PARTNER) or (led in SOURCES and tokens[mention.last].lower in BROUGHT):
            return True
    if (mention.role == "plain" and before.startswith(PARTNER[:5])) or _asked_of(scene, mention):
        return True
    if not tokens[mention.last - 1].lower.endswith(("'s", "’s", "s'")):
        return False
    behind = [token.lower for token in tokens[mention.last : mention.last + OWNED]]
    return any(word.startswith(PARTNER[5:]) for word in behind) or _has_source(behind)


def _has_source(words: Sequence[str]) -> bool:
    """Say whether the words behind an owner tell where its imports come from: "A's biggest source of imports"."""
    at = next((at for at, word in enumerate(words) if word in SOURCES), None)
    return at is not None and not BROUGHT.isdisjoint(words[at + 1 : at + 4])


SOURCES = frozenset({"source", "sources", "origin"})
BROUGHT = frozenset({"import", "imports", "imported"})


def _asked_of(scene: Scene, mention: Mention) -> bool:
    """Say whether a text asks with whom a country trades: "с кем торговала А", "who A trades with"."""
    tokens, first, last = scene.tokens, mention.first, mention.last
    words = [token.lower for token in tokens[max(scene.first, first - ASKED) : first]]
    if words and words[-1].startswith("торг"):
        return "кем" in words
    return bool({"who", "whom"} & set(words)) and last < scene.last and tokens[last].lower in ("trades", "traded")


ASKED = 4


def is_ranked(scene: Scene, mention: Mention) -> bool:
    """Say whether a country is told as whose buyers or sellers are ranked: "the top buyer of A's tea"."""
    if not has_partners(scene, mention):
        return False
    first = max(scene.first, mention.first - RANKED)
    near = [token.lower for token in scene.tokens[first : min(scene.last, mention.last + RANKED)]]
    dealt = any(word.startswith(DEALERS) for word in near)
    return dealt and any(word in BEST or word.startswith(("крупнейш", "главн", "основн")) for word in near)


def lists_partners(scene: Scene) -> bool:
    """Say whether a sentence opens as a list of the main buyers or sellers: "The top destinations were A, B and C"."""
    words = scene.words[:OPENING]
    at = next((at for at, word in enumerate(words) if word.startswith(DEALERS)), None)
    led = at is not None and any(
        word in BEST or word.startswith(("крупнейш", "главн", "основн")) for word in words[:at]
    )
    return led and at is not None and any(word in LINKS for word in scene.words[at : at + LINKED])


LINKED = 6
LINKS = frozenset({"were", "are", "was", "is", "include", "included", "remained", "remain", ":", "-", "стали", "были"})
RANKED = 6
DEALERS = (
    "buyer", "destination", "importer", "customer", "supplier", "exporter", "покупател", "импортер", "импортёр",
    "поставщик",
)  # fmt: skip
BEST = frozenset({"top", "leading", "largest", "biggest", "main", "major", "key", "lead"})


def trades(scene: Scene, mention: Mention) -> bool:
    """Say whether a country is named as whose trade something is part of: "в украинском экспорте", "A's exports"."""
    last = mention.last
    owned = mention.kind == "adjective" or scene.tokens[last - 1].lower.endswith(("'s", "s'"))
    return owned and last < scene.last and scene.tokens[last].lower.startswith(TRADED)


TRADED = ("экспорт", "импорт", "товарооборот", "внешнеторг", "export", "import", "trade")


def of_whole_flow(scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]]) -> str | None:
    """Return whose trade a text opens with before it goes on to several partners: "экспорт масла из A", "A ввезла".

    Nobody it goes to, or comes from, may be named beside it.
    """
    if len({m.code for found in lands for m in found}) <= SEVERAL:
        return None
    opened: set[str] = set()
    for scene, found in zip(scenes[:OPENING], lands[:OPENING], strict=True):
        opened |= {m.code for m in found}
        if len(opened) > 1:
            return None
        if any(_flows(scene, m) for m in found):
            return opened.pop()
    return None


SEVERAL, OPENING = 3, 3


def _flows(scene: Scene, mention: Mention) -> bool:
    """Say whether a flow is told as a country's own: it leaves it, goes into it, or is named right beside it."""
    if trades(scene, mention):
        return True
    before = [token.lower for token in scene.tokens[max(scene.first, mention.first - FLOW) : mention.first]]
    behind = [token.lower for token in scene.tokens[mention.last : min(scene.last, mention.last + VERB)]]
    if mention.role in ("from", "to", "inward"):
        return any(word.startswith(OUT if mention.role == "from" else INTO) for word in before)
    if mention.role not in ("plain", "of"):
        return False
    return any(word.startswith((*OUT, *INTO)) for word in (*before[-3:], *behind))


FLOW, VERB = 6, 4
OUT = ("экспорт", "вывоз", "вывез", "поставк", "постави", "отгруз", "export", "shipment", "sales", "sold")
INTO = ("импорт", "ввоз", "ввез", "ввёз", "закупк", "закупил", "import", "purchas", "bought")
