"""Allotted: the flow that a part of a total is told to fall to, behind the part: "5 bn of this fell on imports"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Measured, Scene, once

TOLD: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"accounted", "accounts", "accounting", "account"}), frozenset({"for"})),
    (frozenset({"fell", "falls", "falling", "fall"}), frozenset({"on", "to", "upon"})),
    (frozenset({"went", "goes", "belonged", "belongs", "attributed", "attributable", "related"}), frozenset({"to"})),
    (frozenset({"came", "comes", "coming"}), frozenset({"from"})),
    (frozenset({"made", "makes", "making"}), frozenset({"up"})),
    (
        frozenset({"was", "were", "is", "are", "being", "represents", "represented", "representing", "constituted",
                   "constitutes", "constituting", "comprised", "comprises"}),
        frozenset(),
    ),
)  # fmt: skip
VERBS = frozenset().union(*(verbs for verbs, _ in TOLD))
FLOWS = frozenset({"export", "import", "transit_volume"})
NOUNS = frozenset({"export", "exports", "import", "imports", "transit"})
OF_WHOLE = ("of", "out")
WHOLE_REACH, PHRASE = 6, 3
PREPOSITIONS = frozenset({"in", "on", "of", "for", "from", "to", "with", "by", "than", "as", "at", "a", "an", "up"})


def allotted(scene: Scene, amount: Amount) -> Measured | None:
    """Return the flow that an amount is told to fall to by the words behind it; None where they tell of none."""
    if scene.marks.language != "en" or VERBS.isdisjoint(scene.vocabulary):
        return None
    cue = _parts(scene).get(amount.first)
    return Measured(cue.code, cue, "indicator.cue") if cue is not None else None


def of_other_part(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a word only tells what another part falls to: "moved 5 tons, of which 70 % was transit"."""
    if cue.code not in FLOWS or cue.first < amount.last or scene.marks.language != "en":
        return False
    parts = _parts(scene)
    return amount.first not in parts and any(cue == part for part in parts.values())


@once
def _parts(scene: Scene) -> Mapping[int, Cue]:
    """Return the flow of each part of a sentence, by the token the part begins at."""
    found: dict[int, Cue] = {}
    told = not VERBS.isdisjoint(scene.vocabulary)
    flows = {c.first: c for c in scene.of("indicators") if c.code in FLOWS and scene.tokens[c.last - 1].lower in NOUNS}
    led: tuple[str, ...] | None = None
    for amount in scene.amounts if flows and told else ():
        at = _behind_whole(scene, amount.last)
        lead = _lead(scene.words[at - scene.first : at - scene.first + 2])
        short = lead is None and led is not None
        if short and led:
            lead = led[-1:] if led[-1:] == tuple(scene.words[at - scene.first : at - scene.first + 1]) else ()
        cue = None if lead is None else _flow(scene, at + len(lead), flows)
        if cue is not None and lead is not None:
            found[amount.first] = cue
            led = led if short else lead
    return found


def _behind_whole(scene: Scene, at: int) -> int:
    """Return the token behind "of this amount", "of which" or "out of the total" right behind a part."""
    words = scene.words[at - scene.first : at - scene.first + WHOLE_REACH + 1]
    if words[:1] and words[0] in OF_WHOLE:
        return next((at + place for place, word in enumerate(words) if word in VERBS), at)
    return at


def _lead(words: Sequence[str]) -> tuple[str, ...] | None:
    """Return the words that lead from a part to what it falls to; None where there are none."""
    for verbs, behind in TOLD:
        if words and words[0] in verbs and (not behind or (len(words) > 1 and words[1] in behind)):
            return tuple(words[: 2 if behind else 1])
    return None


def _flow(scene: Scene, at: int, flows: Mapping[int, Cue]) -> Cue | None:
    """Return the flow named at a token, behind at most a few words that qualify it, with no figure of its own."""
    first = next((here for here in range(at, min(at + PHRASE + 1, scene.last)) if here in flows), None)
    if first is None:
        return None
    between = scene.tokens[at:first]
    cue = flows[first]
    own = any(cue.last <= amount.first <= cue.last + 1 for amount in scene.amounts) and _opens(scene, cue.last)
    plain = all(token.kind == "word" and token.lower not in PREPOSITIONS for token in between)
    return cue if plain and not own else None


def _opens(scene: Scene, at: int) -> bool:
    """Say whether a figure goes on from a token rather than a bracket or the next part."""
    return scene.tokens[at].text != "(" and scene.tokens[at].lower not in ("and", ",", "while")
