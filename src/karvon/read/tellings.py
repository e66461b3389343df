"""What is told of a thing that the text names: figures and promises are tied to the claim that names it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from karvon.model.claim import Claim, Relation
from karvon.read.page import Page
from karvon.read.scene import Frame, Scene, Thing

RULE, TELLS = "relation.thing", "describes"


def tied(page: Page, scenes: Sequence[Scene], frames: Sequence[Frame], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, in which sizes and costs describe the thing they are of, and promises the one they name.

    A promise that holds the name of a thing in itself needs no relation to it. The quantities are those of the frames,
    in their order.
    """
    named = _Names.of(page, scenes, claims)
    if not named.entities:
        return list(claims)
    told = [claim for claim in claims if claim.kind == "quantity"]
    of_frames = {claim.id: named.of_thing(frame.thing) for claim, frame in zip(told, frames, strict=True)}
    starts = [page.view.original(scene.sentence.start) for scene in scenes]
    found: list[Claim] = []
    for claim in claims:
        thing = of_frames.get(claim.id)
        if claim.kind == "commitment":
            thing = _of_promise(scenes[bisect_right(starts, claim.start) - 1], claim, named)
        found.append(claim if thing is None else _tied(claim, thing))
    return found


class _Names(NamedTuple):
    """The claims that name things, in order; of each thing the first of them, by the token that names it first."""

    page: Page
    claims: Sequence[Claim]
    starts: Sequence[int]
    entities: Mapping[int, Claim]

    @classmethod
    def of(cls, page: Page, scenes: Sequence[Scene], claims: Sequence[Claim]) -> _Names:
        """Return the names that claims give the things of a text."""
        listed = sorted((claim for claim in claims if claim.kind == "institution"), key=lambda claim: claim.start)
        bare = cls(page, listed, [claim.start for claim in listed], {})
        entities: dict[int, Claim] = {}
        for thing in (thing for scene in scenes if listed for thing in scene.things):
            if thing.entity not in entities and (name := bare.at(thing.first)) is not None:
                entities[thing.entity] = name
        return bare._replace(entities=entities)

    def place(self, token: int) -> int:
        """Return where a token stands in the text as it was given."""
        return self.page.view.original(self.page.tokens[token].start)

    def at(self, token: int) -> Claim | None:
        """Return the name that a token is a part of."""
        place = self.place(token)
        at = bisect_right(self.starts, place) - 1
        return self.claims[at] if at >= 0 and place < self.claims[at].end else None

    def of_thing(self, thing: Thing | None) -> Claim | None:
        """Return the name of a thing: where it stands, else where the thing was named first."""
        return None if thing is None else self.at(thing.first) or self.entities.get(thing.entity)


def _of_promise(scene: Scene, claim: Claim, named: _Names) -> Claim | None:
    """Return the one thing that a promise speaks of by another word for it; nothing where it names one itself."""
    if any(claim.start <= one.start and one.end <= claim.end for one in named.claims):
        return None
    inside = {thing.entity for thing in scene.things if claim.start <= named.place(thing.first) < claim.end}
    return named.entities.get(inside.pop()) if len(inside) == 1 else None


def _tied(claim: Claim, thing: Claim) -> Claim:
    relations = (*claim.relations, Relation(TELLS, thing.id))
    return replace(claim, relations=relations, rules=(*claim.rules, RULE))
