"""Employment: jobs that are told as there, or as created by what stands."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.scene import Scene

SUPPORTING = frozenset({"provide", "provides", "support", "supports", "sustain", "sustains", "employ", "employs"})
MODALS = frozenset({"to", "will", "would", "could", "can", "may", "should", "also"})
CLOSE = 6
CREATING = frozenset({"creating", "generating", "providing"})
STANDING = frozenset(
    {"now", "is", "are", "has", "have", "had", "date", "attracting", "operate", "operates", "covering"}
)
TO_BUILD = frozenset({
    "will", "would", "could", "plan", "plans", "planned", "planning", "expected", "building", "build", "construct",
    "construction", "constructing", "under", "set", "aims", "agreed", "proposed", "open", "launch",
})  # fmt: skip


def creating(scene: Scene, amount: Amount) -> bool:
    """Say whether jobs are told as created by what stands: "the parks cover 7,000 ha, creating 300,000 jobs"."""
    words = scene.words[: amount.first - scene.first]
    return not CREATING.isdisjoint(words[-CLOSE:]) and TO_BUILD.isdisjoint(words) and not STANDING.isdisjoint(words)


def supporting(scene: Scene, amount: Amount, first: int) -> bool:
    """Say whether jobs are told as given now: "the plants provide 5,000 jobs"."""
    words = range(max(first, amount.first - 8, scene.first + 1), amount.first)
    return any(scene.tokens[at].lower in SUPPORTING and scene.tokens[at - 1].lower not in MODALS for at in words)
