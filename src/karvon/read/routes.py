"""Routes: transport corridors and lines through several countries, which no two of them own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read.atlas import DASHES
from karvon.read.scene import Scene

LEAD = 2
CORRIDORS = ("коридор", "тмтм", "транскаспийск", "corridor", "trans-caspian", "titr")
ALONG = (
    "along this route",
    "along the route",
    "this route",
    "this corridor",
    "by the route",
    "via titr",
    "этому маршруту",
)


def corridor_of(scenes: Sequence[Scene], pairs: Sequence[object]) -> bool:
    """Say whether a document is about a route: its lead names one, or a line through three countries."""
    if any(line_through(scene) for scene in scenes[:LEAD]):
        return True
    return (
        not pairs
        and any(scene.has(CORRIDORS) for scene in scenes[:LEAD])
        and route([word for scene in scenes[:LEAD] for word in scene.words])
    )


LINES = ("железн", "автодорог", "магистрал", "дорог", "railway", "railroad", "highway", "road", "route", "pipeline")


def line_through(scene: Scene) -> bool:
    """Say whether a sentence names a line through three countries: "the China - Kyrgyzstan - Uzbekistan railway"."""
    named = scene.of("places")
    dashed = [
        left.last < right.first and all(token.text in DASHES for token in scene.tokens[left.last : right.first])
        for left, right in pairwise(named)
    ]
    chain = any(one and two for one, two in pairwise(dashed))
    return chain and scene.has(LINES)


def route(words: Sequence[str]) -> bool:
    """Say whether words name a route of transport, which an economic corridor is not."""
    return any(
        word.startswith(CORRIDORS) and not (at and words[at - 1].startswith(("экономич", "economic")))
        for at, word in enumerate(words)
    )
