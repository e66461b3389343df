"""Mentioned: how far bodies and facilities are that a sentence only mentions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from karvon.model.claim import Claim
from karvon.read.standing import Place

BODIES = frozenset({"council", "commission", "working_group", "mission", "fund"})
BUILT = frozenset({"plant", "line", "terminal", "zone", "hub", "house", "centre"})
STANDING = frozenset({"corridor", "terminal"})
COMING = frozenset({"proposal", "intention", "plan", "instruction"})
STEM = 5


def stage(place: Place, *, named: bool) -> tuple[str | None, tuple[str, ...]]:
    """Return how far a body or facility is of which its sentence tells nothing, with the rule.

    What the text tells of a plant or road elsewhere holds here. A body that meets and decides is there, unless the
    words before it only wish for it.
    """
    scene = place.scene
    thing = next((t for t in scene.things if place.first <= t.first < place.last and t.stage is not None), None)
    if thing is not None and place.code in BUILT and thing.stage != "studied":
        return thing.stage, ("stage.thing",)
    there = place.code in BODIES or (place.code in STANDING and named)
    if not there or not named or (place.code in BODIES and _wished(place)):
        return None, ()
    return "existing", ("stage.mentioned",)


def _wished(place: Place) -> bool:
    """Say whether a word just before a body wishes for it: "необходим совет", "the idea of a council"."""
    scene = place.scene
    wished = any(cue.code in COMING and 0 <= place.first - cue.last <= NEAR for cue in scene.of("commitments"))
    return wished and not any(cue.code == "noun" and cue.last <= place.first for cue in scene.of("events"))


NEAR = 3


def alike(claims: Sequence[Claim]) -> list[Claim]:
    """Give a body that is only mentioned the stage that the text tells of it under the same name elsewhere."""
    told: dict[tuple[str, frozenset[str]], str] = {}
    for claim in claims:
        if claim.kind == "institution" and claim.stage is not None and "stage.mentioned" not in claim.rules:
            told.setdefault((claim.rules[0], _stems(claim.quote)), claim.stage)
    return [_as_told(claim, told) for claim in claims]


def _as_told(claim: Claim, told: dict[tuple[str, frozenset[str]], str]) -> Claim:
    if claim.kind != "institution" or (claim.stage is not None and "stage.mentioned" not in claim.rules):
        return claim
    words = _stems(claim.quote)
    found = next((stage for (code, stems), stage in told.items() if code == claim.rules[0] and words <= stems), None)
    if found is None:
        return claim
    rules = (*(rule for rule in claim.rules if rule != "stage.mentioned"), "stage.elsewhere")
    return msgspec.structs.replace(claim, stage=found, rules=rules)


def _stems(quote: str) -> frozenset[str]:
    """Return how the words of a name begin, without articles and signs."""
    words = (word.strip(SIGNS).lower() for word in quote.split())
    return frozenset(word[:STEM] for word in words if word and word not in ARTICLES)


SIGNS = '"«»“”„().,'
ARTICLES = frozenset({"the", "a", "an", "of", "по", "в", "и", "and", "new", "новый", "новая", "новое"})
