"""Nowadays: what holds today, told beside words of a plan, and what has been signed for times to come."""

from __future__ import annotations

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import future, grammar

NOW = frozenset({"сейчас", "сегодня", "пока", "ныне", "нынче", "фактически", "now", "currently", "today"})
SIGNS = frozenset(",;:-")
LED, SIGNED = 3, 12
SIGNING = ("подпис", "заключ")
PACTS = ("соглашени", "договор", "контракт", "меморандум", "документ")
ABOUT = frozenset({"о", "об", "на", "по"})
ABLE = ("способ", "может", "могут")


def parted_by_now(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """Say whether a clause on how things are now stands between a word of plan and an amount.

    "для достижения цели нужны меры: сейчас торговля составляет 3 млрд".
    """
    if cue.code == "actual" or NOW.isdisjoint(scene.vocabulary):
        return False
    words = scene.words[cue.last - scene.first : amount.first - scene.first]
    at = next((at for at in range(len(words) - 1, 0, -1) if words[at] in NOW), None)
    if at is None or SIGNS.isdisjoint(words[max(0, at - LED) : at]):
        return False
    return not any(_to_come(word) for word in words[at + 1 :])


def _to_come(word: str) -> bool:
    if word.isascii():
        return word in ("will", "would", "to")
    return future(word) or "INFN" in grammar(word)[1]


def signed_for(scene: Scene, near: Cue, amount: Amount) -> bool:
    """Say whether a Russian word of fact only tells of a signing on what is to come: "подписан договор о …"."""
    if not scene.tokens[near.last - 1].lower.startswith(SIGNING):
        return False
    words = scene.words[near.last - scene.first : amount.first - scene.first]
    at = next((at for at, word in enumerate(words) if word.startswith(PACTS)), None)
    return at is not None and len(words) <= SIGNED and words[at + 1 : at + 2] != [] and words[at + 1] in ABOUT


def brought_by_deal(scene: Scene, near: Cue) -> bool:
    """Say whether a deal or a thing, not somebody, is what "will increase" trade, which is but hoped for."""
    if scene.tokens[near.first].lower not in ("will", "would"):
        return False
    before = [word for word in scene.words[: near.first - scene.first] if not word.endswith("ly")]
    return bool(before) and before[-1] in DEALS


DEALS = frozenset({
    "agreement", "deal", "pact", "project", "corridor", "railway", "road", "line", "pipeline", "port", "plant", "forum",
    "visit", "accord", "treaty", "partnership", "cepa", "fta", "route", "bridge", "measure", "measures", "projects",
    "agreements", "deals", "investment", "investments", "move", "step", "it", "this", "that", "which",
})  # fmt: skip


def able_now(scene: Scene, cue: Cue, indicator: str | None) -> tuple[str, str] | None:
    """Return (status, rule) of what a thing is only told to be able to do: "терминал способен принимать 3 млн тонн"."""
    able = indicator == "capacity" and cue.code == "expectation" and scene.tokens[cue.first].lower.startswith(ABLE)
    return ("actual", "status.default") if able else None
