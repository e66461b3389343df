"""Guests: people, companies and countries counted at meetings, and the meetings themselves."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import animate
from karvon.read.wordclasses import belongs


def are_guests(scene: Scene, amount: Amount) -> bool:
    """Say whether people, companies or countries are counted as guests of a meeting."""
    if amount.kind not in ("count", "bare") or amount.noun is None or _invited(scene, amount):
        return False
    language, guest = scene.marks.language, scene.tokens[amount.noun[1] - 1].lower
    sole = belongs(guest, language, "attendee")
    if not (sole or amount.unit in GUESTS or belongs(guest, language, "guest") or animate(guest)):
        return False
    if any(word in ATTENDING for word in scene.words):
        return True
    met = (cue for cue in scene.of("events") if not scene.tokens[cue.first].lower.startswith(("посет", "посещ")))
    return next(met, None) is not None and (sole or any(belongs(word, language, "guests") for word in scene.words))


GUESTS = ("company", "country")
ATTENDING = frozenset({"attend", "attends", "attending", "attended"})


def have_met(scene: Scene, amount: Amount) -> bool:
    """Say whether so many meetings took place: "состоялось 200 встреч", "three dialogues that already occurred"."""
    noun = scene.tokens[amount.noun[1] - 1].lower if amount.noun is not None and amount.unit is None else ""
    return noun.startswith(MEETINGS) and any(word.startswith(TAKEN_PLACE) for word in scene.words)


MEETINGS = (
    "встреч",
    "переговор",
    "раунд",
    "заседани",
    "консультаци",
    "meeting",
    "round",
    "dialogue",
    "session",
    "talks",
)
TAKEN_PLACE = ("состоял", "прошл", "провел", "проведен", "occurred", "held", "took", "completed", "organi")


def _invited(scene: Scene, amount: Amount) -> bool:
    """Say whether those counted are only ready, asked or willing to take part."""
    near = scene.words[max(0, amount.first - scene.first - BIDDEN) : amount.last - scene.first + BIDDEN]
    return any(word.startswith(("готов", "намер", "приглаш", "пригласи", "заявил", "хотят", "желани")) for word in near)


BIDDEN = 6
