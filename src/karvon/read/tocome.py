"""To come: the words by which a text tells that what it speaks of is still to happen."""

from __future__ import annotations

import re

from karvon.read.page import Page
from karvon.read.times import Time

TO_COME = re.compile(
    r"\b(?:мо(?:жет|гут|жно)|будет|будут|планир|намеч|ожида|предсто|готов|намер|обеща|должн|собира|рассчитыва|начн|заверш(?:ит|ат)|откро|запуст[яи]т|появ[ия]тся"
    r"|прогноз|forecast|predict|will|may|might|could|should|plan|expect|due|scheduled|slated|pledge|agreed\s+to|intend|aims?\s+to|ready\s+to)",
    re.IGNORECASE,
)


def around(page: Page, time: Time) -> str:
    """Return the words around a time, within its line."""
    text = page.view.text
    first = max(text.rfind("\n", 0, time.start) + 1, time.start - 60)
    last = text.find("\n", time.end)
    return text[first : min(time.end + 60, last if last >= 0 else len(text))]


COMES_NEXT = re.compile(
    r"[,;]\s(?:and|but|while)\s[^,;]{0,60}\b(?:will|would)\b|[,;]\s(?:а|и|но|ещ[её])\s[^,;]{0,60}\b(?:буд[еу]т|откро[ею]т|начн[еу]т|планиру)",
    re.IGNORECASE,
)
"""A clause behind a comma that tells of what is to come: "they employ 50, and two more plants will open"."""
