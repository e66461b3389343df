"""Bygone: figures told of a time before a turn of events that is not dated: "pre-pandemic trade", "до пандемии"."""

from __future__ import annotations

import re

from karvon.read.gates import holds
from karvon.read.page import Page
from karvon.read.scene import Frame

TURN = r"(?:covid(?:-?\s?19)?|corona(?:virus)?|pandemic|war|crisis|sanctions?|blockade|conflict|embargo|earthquake)"
BEFORE = re.compile(
    rf"\b(?:pre-?\s?{TURN}|(?:before|prior\s+to)\s+(?:the\s+)?{TURN}|допандемийн\w{{2,3}}|довоенн\w{{2,3}}|докризисн\w{{2,3}}"
    r"|до\s+(?:начала\s+)?(?:пандемии|войны|кризиса|санкций|блокады))\b[^.;:]{0,90}$",
    re.IGNORECASE,
)
SIGNS = ("pre", "before", "prior", "допандем", "довоен", "докризис", "до ")


def bygone(page: Page, found: Frame) -> bool:
    """Say whether words before a figure in its sentence tell that it is of a time before some turn of events."""
    first, at = found.scene.sentence.start, found.place[0]
    text = page.view.text
    return (
        found.status == "actual" and holds(text[first:at].lower(), SIGNS) and BEFORE.search(text, first, at) is not None
    )
