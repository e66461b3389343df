"""Bargains: money that Russian "на" tells of what is bought, sold, signed or built, behind a word of change."""

from __future__ import annotations

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import grammar

ENDINGS = ("л", "ла", "ло", "ли", "ны", "но", "ен", "ана", "ена", "ет", "ют", "ут", "ят", "лись", "лась", "лось", "лся")


def worth_it(scene: Scene, mover: Cue, amount: Amount) -> bool:
    """Say whether "на" tells the worth of deals or goods: "обсудили рост торговли и подписали контракты на 3 млн"."""
    if scene.marks.language == "en" or amount.kind != "money":
        return False
    if mover.last > amount.first:
        return _done_before(scene, mover, amount)
    words = scene.words[mover.last - scene.first : amount.first - scene.first]
    if mover.code in ("over", "under") and any(mover.last <= a.first and a.last <= amount.first for a in scene.amounts):
        return True
    return any(_acts(scene, mover.last + at, word) for at, word in enumerate(words))


def _done_before(scene: Scene, mover: Cue, amount: Amount) -> bool:
    """Say whether a word of change only follows what is dealt in: "закупил муки на 3 млн, импорт вырос"."""
    between = scene.words[amount.last - scene.first : max(amount.last, mover.first) - scene.first]
    if mover.code in ("over", "under") and not any(word in PARTING for word in between):
        return False
    first = amount.first
    while first > scene.first and scene.tokens[first - 1].text not in PARTING and amount.first - first < REACH:
        first -= 1
    words = scene.words[first - scene.first : amount.first - scene.first]
    return any(_acts(scene, first + at, word) or word.startswith(DEALS) for at, word in enumerate(words))


PARTING = (",", ";", "(", ")", "-", ":")
DEALS = ("поставк", "закупк", "продаж", "покупк", "контракт", "сделк", "экспорт", "импорт", "ввоз", "вывоз")
REACH = 16


def _acts(scene: Scene, at: int, word: str) -> bool:
    """Say whether a word is a verb of doing that is none of change."""
    if not word.endswith(ENDINGS) or ("changes", at) in scene.marks.begin:
        return False
    tag = grammar(word)[1]
    return "VERB" in tag or "PRTS" in tag
