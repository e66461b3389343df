"""Ventures: the stakes of those who own an undertaking together, and money that somebody gives or lends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Measured, Scene

OWNERS = frozenset({
    "consortium", "shareholders", "shareholder", "co-owners", "owners", "stakeholders", "founders", "co-founders",
    "participants", "partners",
})  # fmt: skip
OWNED = frozenset({
    ("joint", "venture"), ("owned", "by"), ("held", "by"), ("shares", "in"), ("split", "between"), ("jointly", "owned"),
    ("shareholding", "structure"), ("joint", "ventures"), ("share", "capital"),
})  # fmt: skip
HOLDING = frozenset({"holds", "hold", "owns", "own", "held", "owned", "has", "have", "holding", "owning", "with"})
WHOLE = frozenset({"venture", "company", "consortium", "project", "shares", "firm", "enterprise", "operator", "jv"})


def are_stakes(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return a stake for a percent in brackets behind each of those who own an undertaking, or that one of them holds.

    "A joint venture of Alfa (40 %) and Beta (60 %)", "Alfa holds 40 % of the company and Beta the remaining 60 %".
    """
    if scene.marks.language != "en" or amount.kind != "percent" or amount.factor or amount.times:
        return None
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    before = scene.words[: amount.first - scene.first]
    told = _owned(before) and _in_brackets(scene, amount)
    told = told or _holds(scene, amount)
    rest = last is not None and last.indicator == "ownership_share" and last.amount.kind == "percent"
    told = told or (rest and (before[-1:] == ["remaining"] or _in_brackets(scene, amount)))
    return Measured("ownership_share", None, "indicator.stake") if told else None


def _owned(words: Sequence[str]) -> bool:
    """Say whether words tell of those who own something together."""
    return not OWNERS.isdisjoint(words) or not OWNED.isdisjoint(pairwise(words))


def _in_brackets(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent stands alone in brackets right behind a name."""
    before, behind = scene.tokens[amount.first - 1].text, scene.tokens[min(amount.last, scene.last - 1)].text
    named = amount.first - 2 >= scene.first and scene.tokens[amount.first - 2].kind == "word"
    listed = (c for c in scene.of("places") if c.last == amount.first - 1)
    named = named and not any(scene.tokens[max(c.first - 1, scene.first)].lower in LISTING for c in listed)
    return before == "(" and behind in (")", ",", ";") and named


LISTING = frozenset({",", "and", "are", "were", "is", "was", "-", "–", "—", ":", "include", "included", "the"})


def _holds(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent is told to be held of an undertaking: "owns 40 % of the joint venture"."""
    before = scene.words[max(0, amount.first - scene.first - 3) : amount.first - scene.first]
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + HELD]
    return not HOLDING.isdisjoint(before) and behind[:1] == ["of"] and not WHOLE.isdisjoint(behind[1:])


HELD = 5


def in_capital(scene: Scene, amount: Amount) -> bool:
    """Say whether percents behind a company's capital are the stakes in it: "в капитал компании: А – 51 %"."""
    held = (c for c in scene.of("indicators") if c.code in ("ownership_share", "fund_capital"))
    return amount.kind == "percent" and any(c.last <= amount.first for c in held)


GIVING = (
    "approv", "grant", "lend", "lent", "clear", "allocat", "disburs", "earmark", "loan", "donat", "borrow", "sanction",
)  # fmt: skip
GIVEN = frozenset({"package", "facility", "line", "grant", "loan", "tranche", "gift", "donation", "bailout"})
REACH = 8


def is_financing(scene: Scene, amount: Amount) -> bool:
    """Say whether English words before money tell that somebody gives or lends it: "the bank approved 5 million"."""
    if scene.marks.language != "en":
        return False
    since = max([scene.first, amount.first - REACH, *(a.last for a in scene.amounts if a.last <= amount.first)])
    words = scene.words[since - scene.first : amount.first - scene.first]
    near = [at for at, word in enumerate(words) if word.startswith(GIVING)]
    told = bool(near) and not {",", ";", ":"} & set(words[near[-1] :])
    return told or is_given(scene, amount)


def is_given(scene: Scene, amount: Amount) -> bool:
    """Say whether money is the size of what an English word right behind it calls given or lent: "a $5 m package"."""
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 1]
    return scene.marks.language == "en" and amount.kind == "money" and not GIVEN.isdisjoint(behind)
