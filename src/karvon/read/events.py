"""Events: meetings, forums and ceremonies that are told to have taken place or to be coming."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.claim import Claim
from karvon.model.dates import Period
from karvon.read import phrases, when
from karvon.read.claims import make
from karvon.read.clauses import language
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.times import Time
from karvon.read.wordclasses import belongs

APART = 6


def find(page: Page, scenes: Sequence[Scene]) -> list[Claim]:
    """Return one claim for each event noun whose taking place is the verb of its sentence."""
    claims = []
    for scene in scenes:
        nouns = [c for c in scene.of("events") if c.code == "noun"]
        verbs = [c for c in scene.of("events") if c.code != "noun"]
        reached = scene.first
        for noun in nouns if verbs else ():
            if noun.first < reached:
                continue
            span = phrases.around(page, scene, noun, "event")
            if _occasion(page, scene, span[0]):
                continue
            verb = next((v for v in verbs if _joined(scene, span, v)), None)
            if verb is not None:
                claims.append(_event(page, scene, span, verb))
                reached = span[1]
                verbs.remove(verb)
    return claims


def _occasion(page: Page, scene: Scene, first: int) -> bool:
    """Say whether a phrase only tells on what occasion something else happened: "after the talks"."""
    words = [scene.tokens[at].lower for at in range(max(scene.first, first - 2), first)]
    words = [word for word in words if not belongs(word, "en", "determiner")]
    return bool(words) and belongs(words[-1], language(page), "occasion")


def _joined(scene: Scene, span: tuple[int, int], verb: Cue) -> bool:
    """Say whether a verb stands by a phrase, with no more than a time or place between and no clause of its own."""
    first, last = span
    if verb.first >= last:
        between = range(last, verb.first)
    elif verb.last <= first:
        between = range(verb.last, first)
    else:
        return False
    timed = [at for at in between if any(t.start <= scene.tokens[at].start < t.end for t in scene.times)]
    return len(between) - len(timed) <= APART and not any(
        scene.tokens[at].text in ",;:" for at in between if at not in timed
    )


def _event(page: Page, scene: Scene, span: tuple[int, int], verb: Cue) -> Claim:
    start, end = scene.tokens[span[0]].start, scene.tokens[span[1] - 1].end
    dated = [t for t in scene.times if t.kind in ("day", "months", "year")]
    period = when.period(_ahead(dated[0], verb), page.present, page.dated_by) if dated else Period()
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


def _ahead(time: Time, verb: Cue) -> Time:
    """A day of a month without a year that is to come is never the last year's."""
    return (
        time if verb.code == "past" or time.year is not None or time.relative is not None else time._replace(relative=0)
    )
