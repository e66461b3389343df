"""Grounds: every place of a document something stands in, and the only region it is about."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import located
from karvon.read.doubled import NAMING
from karvon.read.scene import Scene

LEAD = 2
MEETINGS = (
    "форум", "встреч", "заседан", "визит", "переговор", "саммит", "совещан", "конференц", "выставк", "подпис",
    "forum", "meeting", "met", "summit", "talks", "visit", "conference", "session", "exhibition", "signed",
)  # fmt: skip


def sites_of(scenes: Sequence[Scene]) -> tuple[tuple[int, int, str], ...]:
    """Return (token, paragraph, code) of every place something stands in, leaving out where people only met."""
    found: list[tuple[int, int, str]] = []
    for scene in scenes:
        if NAMING.isdisjoint(scene.by_group):
            continue
        places = {(at, code) for code, at in located(scene)}
        for cue in (*scene.of("regions"), *scene.of("cities")):
            if (cue.group == "regions" and cue.row["kind"] == "region" and cue.last - cue.first > 1) or _outside(
                scene, cue.first
            ):
                places.add((cue.first, cue.code))
        if places and not _meeting(scene):
            found += [(first, scene.sentence.paragraph, code) for first, code in sorted(places)]
    return tuple(found)


def _outside(scene: Scene, at: int) -> bool:
    """Say whether something stands by a town: "под Минском", "near Tashkent"."""
    return at > scene.first and scene.tokens[at - 1].lower in ("под", "возле", "близ", "near", "outside")


def _meeting(scene: Scene) -> bool:
    return scene.has(MEETINGS)


def only_site(scenes: Sequence[Scene], stand: Sequence[tuple[int, int, str]]) -> str | None:
    """Return the only region a document names, if its title or lead names it."""
    regions = [(at, code) for at, _, code in stand if "-" in code]
    lead = bool(scenes) and bool(regions) and regions[0][0] < scenes[:LEAD][-1].last
    return regions[0][1] if lead and len({code for _, code in regions}) == 1 else None
