"""Errands: countries somebody only went to or is sent to, where no goods go: "ambassador to Peru", «визит в Перу»."""

from __future__ import annotations

from karvon.read.atlas import Mention
from karvon.read.scene import Scene

VISIT = 5
PREPOSITIONS = frozenset({"to", "в", "во", "на"})
SENT_TO = (
    "ambassador", "envoy", "consul", "visit", "trip", "commissioner", "посол", "посла", "послом", "визит", "поездк",
    "представител", "посольств", "консул", "торгпред",
)  # fmt: skip


def on_errand(scene: Scene, mention: Mention) -> bool:
    """Say whether somebody only went to a country or is sent to it."""
    at = mention.first - 1
    at -= at > scene.first and scene.tokens[at].lower == "the"
    if mention.role not in ("to", "inward") or scene.tokens[at].lower not in PREPOSITIONS:
        return False
    near = scene.tokens[max(scene.first, at - VISIT) : at]
    if scene.marks.language == "en":
        return any(token.lower.startswith(SENT_TO) for token in near[-1:])
    told = next((i for i in range(len(near) - 1, -1, -1) if near[i].lower.startswith(SENT_TO)), None)
    return told is not None and all(token.kind == "word" for token in near[told:])
