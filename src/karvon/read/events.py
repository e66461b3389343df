"""Events: meetings, forums and ceremonies that are told to have taken place or to be coming."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.claim import Claim
from karvon.model.dates import Period
from karvon.read import times
from karvon.read.claims import make
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.tokens import grammar

APART = 7
TAIL = 8


def find(page: Page, scenes: Sequence[Scene]) -> list[Claim]:
    """Return one claim for each event noun whose taking place is the verb of its sentence."""
    claims = []
    for scene in scenes:
        nouns = [c for c in scene.cues if c.group == "events" and c.code == "noun"]
        verbs = [c for c in scene.cues if c.group == "events" and c.code != "noun"]
        found = next(((n, v) for v in verbs for n in nouns if _joined(scene, n, v)), None)
        if found is not None:
            claims.append(_event(page, scene, *found))
    return claims


def _joined(scene: Scene, noun: Cue, verb: Cue) -> bool:
    between = range(min(noun.last, verb.last), max(noun.first, verb.first))
    return len(between) <= APART and not any(scene.tokens[at].text in ",;:" for at in between)


def _event(page: Page, scene: Scene, noun: Cue, verb: Cue) -> Claim:
    start, end = scene.tokens[noun.first].start, scene.tokens[_end(scene, noun) - 1].end
    dated = [t for t in scene.times if t.kind in ("day", "months", "year")]
    period = times.period(dated[0], page.published, page.dated_by) if dated else Period()
    return make(
        page,
        "event",
        start,
        end,
        subject=page.view.text[start:end],
        stage="held" if verb.code == "past" else "planned",
        status="actual" if verb.code == "past" else "plan",
        period=period,
        rules=(f"event.{verb.code}",),
    )


def _end(scene: Scene, noun: Cue) -> int:
    at = noun.last
    while at < min(scene.last, noun.last + TAIL):
        token = scene.tokens[at]
        if token.kind != "word" or any(t.start <= token.start < t.end for t in scene.times):
            break
        if token.lower.isascii():
            if not (token.text[:1].isupper() or token.lower in ("of", "the")):
                break
        elif "gent" not in grammar(token.lower)[1] and not token.text.isupper():
            break
        at += 1
    return at
