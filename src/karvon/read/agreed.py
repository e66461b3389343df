"""Agreed: goods that an agreement, a right or a purpose is told of before any of them moves."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.bulk import by_measure
from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import grammar, latin

REACH, NEAR = 14, 4
ACTS = (
    "suppl", "deliver", "purchas", "buy", "sell", "sale", "transport", "transit", "ship", "carry", "export", "import",
    "provid", "send", "receiv",
)  # fmt: skip
PACTS = (
    "agreement", "contract", "memorand", "pact", "tender", "quota", "right",
    "licen", "permit", "permission", "allow", "authori", "project", "assur", "guarant", "letter",
    "соглашени", "договор", "контракт", "меморандум", "право", "разреш", "квот", "тендер", "лиценз", "обязательств",
    "планах", "планы", "планов", "гарант", "переговор", "договар", "возможност", "обсу", "рассм", "рассматр",
    "заинтересован", "готовност", "намерени", "интерес",
)  # fmt: skip
PACT = frozenset({"deal", "deals", "mou", "mous", "accord", "accords", "bid", "bids"})
MOVES = (
    "поставк", "поставок", "закупк", "закупок", "продаж", "покупк", "перевозк", "транспортировк", "прокачк", "экспорт",
    "импорт", "вывоз", "ввоз",
)  # fmt: skip
TIED = frozenset({"for", "of", "on", "to", "на", "о", "об", "по", "в"})
CHANCE = ("возможност", "вопрос", "перспектив", "обсу", "рассм", "увеличени", "вариант")
DONE = ("удал", "успе", "смог", "позволил", "managed", "able", "used", "began", "started", "continued", "enabled")


def on_goods(scene: Scene, amount: Amount) -> bool:
    """Say whether goods are only what something agreed or allowed is for: "a deal for the supply of 5 m tonnes"."""
    if amount.unit not in ("t", "MW") and not by_measure(scene, amount):
        return False
    words = scene.words[max(0, amount.first - scene.first - REACH) : amount.first - scene.first]
    at = next((at for at in range(len(words) - 1, max(-1, len(words) - 1 - NEAR), -1) if _acts(words, at)), None)
    if at is None:
        return False
    before = words[:at]
    agreed = any(word in PACT or word.startswith(PACTS) for word in before)
    return agreed and not any(word.startswith(DONE) for word in before[-3:])


def _acts(words: Sequence[str], at: int) -> bool:
    """Say whether goods are to be moved by a word: "to supply", "for the supply of", "о поставке", "купить"."""
    word = words[at]
    if not latin(word):
        noun = word.startswith(MOVES) and any(w in TIED or w.startswith(CHANCE) for w in words[max(0, at - 2) : at])
        return noun or "INFN" in grammar(word)[1]
    before = [w for w in words[max(0, at - 2) : at] if w != "the"]
    return word.startswith(ACTS) and bool(before) and before[-1] in TIED


def after_signing(scene: Scene, amount: Amount) -> tuple[str, str] | None:
    """Return (status, rule) of what has been signed before what is to come: "will grow after signing five deals"."""
    words = scene.words[max(0, amount.first - scene.first - SIGNED) : amount.first - scene.first]
    at = next((at for at, word in enumerate(words) if word in ("after", "following", "после")), len(words))
    signed = any(word.startswith(("signing", "signature", "подписани", "inking")) for word in words[at + 1 : at + 3])
    return ("actual", "status.cue") if signed else None


SIGNED = 8
