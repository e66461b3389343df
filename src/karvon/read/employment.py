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


def to_employ(scene: Scene, amount: Amount) -> bool:
    """Say whether English "will invest so much and employ 1,500 people" tells of jobs to come."""
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    if scene.marks.language != "en" or at - 1 <= scene.first or scene.tokens[at - 1].lower not in BASE:
        return False
    joined = scene.tokens[at - 2].lower in ("and", "to")
    return joined and not TO_COME.isdisjoint(scene.words[: at - scene.first])


BASE = frozenset({"employ", "create", "generate", "provide", "support"})
TO_COME = frozenset({"will", "would", "could", "should", "to"})
