"""Phrases: how far the name of an agreement, body or event reaches to both sides of its head."""

from __future__ import annotations

from karvon.read import phrases_en, phrases_ru
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.phrasing import Reach
from karvon.read.scene import Scene

MARKS = '"«»“”„'
OPENING = '"«“„'


def around(page: Page, scene: Scene, head: Cue, kind: str) -> tuple[int, int]:
    """Return the tokens [first, last) of the noun phrase whose head is a cue of the scene."""
    room = phrases_en if page.layout.language == "en" else phrases_ru
    reach = Reach(page, scene, kind)
    first, last = _marked(scene, head)
    return room.left(reach, first), room.right(reach, last)


def _marked(scene: Scene, head: Cue) -> tuple[int, int]:
    """Return the head with the quotation marks that stand closely around it."""
    first, last = head.first, head.last
    inside = scene.first < first and last < scene.last
    if inside and scene.tokens[first - 1].text in OPENING and scene.tokens[last].text in MARKS:
        return first - 1, last + 1
    return first, last
