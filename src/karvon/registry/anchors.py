"""Finding words of a document again after its text or its reading changed, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from karvon.model.claim import Claim
from karvon.model.correction import Anchor

LEAST_AROUND = 8  # letters that must agree around a short quote
LONG = 40  # a quote of this length is known by itself


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Return every place of the words in a text, whatever the space between them."""
    words = [re.escape(word) for word in quote.split()]
    return [match.span() for match in re.finditer(r"\s+".join(words), text)] if words else []


def place(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Return the one place that the quote and the words around it point to; None when there is none or no one."""
    scored = [(_agreement(text, span, anchor), span) for span in places(text, anchor.quote)]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    found = [span for score, span in scored if score == best]
    around = len(_tight(anchor.prefix) + _tight(anchor.suffix))
    sure = best >= min(LEAST_AROUND, around) or len(anchor.quote) >= LONG
    return found[0] if len(found) == 1 and sure else None


def at(claims: Iterable[Claim], kind: str, span: tuple[int, int]) -> Claim | None:
    """Return the claim of a kind that stands at a place: the one that shares most of it, the narrower of two."""
    start, end = span
    near = [claim for claim in claims if claim.kind == kind and claim.start < end and start < claim.end]
    return max(near, key=lambda claim: (shared(claim, span), claim.start - claim.end, claim.id), default=None)


def shared(claim: Claim, span: tuple[int, int]) -> int:
    """Return how many letters of a place a claim covers."""
    return min(claim.end, span[1]) - max(claim.start, span[0])


def _agreement(text: str, span: tuple[int, int], anchor: Anchor) -> int:
    """Return how many letters before and after a place agree with those of the anchor, spaces aside."""
    room = 4 * max(len(anchor.prefix), len(anchor.suffix), 1)
    before = _tight(text[max(0, span[0] - room) : span[0]])[::-1]
    after = _tight(text[span[1] : span[1] + room])
    return _alike(before, _tight(anchor.prefix)[::-1]) + _alike(after, _tight(anchor.suffix))


def _alike(left: str, right: str) -> int:
    """Return how many first letters two texts share."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(left), len(right)))


def _tight(text: str) -> str:
    return "".join(text.split())
