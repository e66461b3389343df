"""Ordered: what each of two figures measures where two flows are named first: "exports and imports were 5 and 6 bn"."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.scene import Measured, Scene

FLOWS = {"export": "export", "exports": "export", "import": "import", "imports": "import"}
VERBS = {"exported": "export", "imported": "import", "sold": "export", "bought": "import"}
PAIR = 2
SPAN, LEAD = 9, 9
STOPS = frozenset({".", ";", ":", "(", ")", "while", "but", "whereas"})
JOINING = frozenset({"and", ",", "about", "around", "over", "nearly", "almost", "some", "more", "than", "by"})


def in_turn(scene: Scene, amount: Amount) -> Measured | None:
    """Return the flow of one of two figures told in the order of the two flows named before them; None elsewhere."""
    if scene.marks.language != "en" or amount.kind not in ("money", "percent", "bare") or "and" not in scene.vocabulary:
        return None
    pair = _pair(scene, amount)
    flows = _flows(scene, pair[0].first) if pair is not None else None
    if pair is None or flows is None:
        return None
    code = flows[pair[1].first == amount.first]
    cue = next((c for c in reversed(scene.of("indicators")) if c.last <= amount.first and c.code == code), None)
    return Measured(code, cue, "indicator.respective")


def _pair(scene: Scene, amount: Amount) -> tuple[Amount, Amount] | None:
    """Return an amount and the one of its kind that "and" joins it to."""
    at = next((at for at, other in enumerate(scene.amounts) if other.first == amount.first), None)
    if at is None:
        return None
    for one, other in ((at - 1, at), (at, at + 1)):
        if one < 0 or other >= len(scene.amounts):
            continue
        left, right = scene.amounts[one], scene.amounts[other]
        between = scene.words[left.last - scene.first : right.first - scene.first]
        if left.kind == right.kind and "and" in between and JOINING.issuperset(between) and left.pair is None:
            return left, right
    return None


def _flows(scene: Scene, first: int) -> tuple[str, str] | None:
    """Return the two flows that "and" joins before a token, one of each: "exports and imports", "exported and bought".

    Nothing where they are one figure's, or where another word of a flow or a figure stands between.
    """
    words = scene.words[: first - scene.first]
    told = [(at, FLOWS.get(word) or VERBS[word]) for at, word in enumerate(words) if word in FLOWS or word in VERBS]
    if len(told) < PAIR:
        return None
    (one, left), (other, right) = told[-PAIR:]
    joined = "and" in words[one + 1 : other] and other - one <= SPAN and STOPS.isdisjoint(words[one:other])
    near = len(words) - other <= LEAD and STOPS.isdisjoint(words[other:])
    free = not any(scene.first + one < a.last and a.first < first for a in scene.amounts)
    return (left, right) if left != right and joined and near and free else None
