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
from karvon.read.wordclasses import belongs, governed

APART = 6


def find(page: Page, scenes: Sequence[Scene]) -> list[Claim]:
    """Return one claim for each event noun whose taking place is the verb of its sentence."""
    claims = []
    for scene in scenes:
        cues = scene.of("events")
        if not cues:
            continue
        nouns = [c for c in cues if c.code == "noun"]
        verbs = [c for c in cues if c.code != "noun"]
        reached = scene.first
        told = bool(verbs) or (language(page) == "en" and bool(scene.times or scene.of("speech")))
        for noun in nouns if told else ():
            if noun.first < reached:
                continue
            span = phrases.around(page, scene, noun, "event")
            verb = next((v for v in verbs if _joined(scene, span, v)), None)
            if _occasion(page, scene, span[0]):
                verb = _participle(scene, span, verbs) or _dated(page, scene, span) or _spoken_at(page, scene, span)
            if verb is not None and not _again(page, scene, span, verb):
                claims.append(_event(page, scene, span, verb))
                reached = span[1]
                verbs = [other for other in verbs if other is not verb]
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


def _again(page: Page, scene: Scene, span: tuple[int, int], verb: Cue) -> bool:
    """Say whether a bare noun only comes back to a meeting told before: "the forum was chaired by"."""
    words = [scene.tokens[at].lower for at in range(*span)]
    bare = sum(not belongs(word, "en", "determiner") for word in words) == 1
    told = scene.tokens[verb.last - 1].lower if verb.last > verb.first else ""
    return (language(page) == "en" and bare and told not in TAKING_PLACE) or "press" in words


TAKING_PLACE = frozenset({"held", "place", "hosted", "off", "together", "organized", "organised", "convened", "part"})


def _participle(scene: Scene, span: tuple[int, int], verbs: Sequence[Cue]) -> Cue | None:
    """Return the participle right behind a phrase that tells when or where it is held: "the forum, held in Lagos"."""
    at = span[1] + (span[1] < scene.last and scene.tokens[span[1]].text == ",")
    held = (v for v in verbs if v.first == at and {scene.tokens[v.first].lower, scene.tokens[v.last - 1].lower} & HELD)
    return next(held, None)


HELD = frozenset({"held", "hosted", "organized", "organised", "convened", "scheduled", "slated"})
OPEN_ON = frozenset({"on", "held", "in", "at", ",", "this", "last", "earlier", "next"})


def _dated(page: Page, scene: Scene, span: tuple[int, int]) -> Cue | None:
    """Return how a named occasion stands whose own day is told behind it: "at the second session on 3 May"."""
    if language(page) != "en" or span[1] - span[0] < DATED_WORDS:
        return None
    near = scene.tokens[min(span[1] + BEHIND, scene.last - 1)].start
    days = [t for t in scene.times if t.kind == "day" and scene.tokens[span[1] - 1].end <= t.start <= near]
    if not days:
        return None
    behind = [scene.tokens[at].text for at in range(span[1], scene.last) if scene.tokens[at].start < days[0].start]
    if "," in behind[1:] or not all(word.lower() in OPEN_ON or not word.islower() for word in behind):
        return None
    day = when.span(days[0], page.present).last
    known = page.published.last
    code = "future" if day is not None and known is not None and day > known else "past"
    return Cue("events", {"code": code, "pattern": ""}, span[1], span[1], code)


def _spoken_at(page: Page, scene: Scene, span: tuple[int, int]) -> Cue | None:
    """Return the past for a named meeting at which somebody said something: "the envoy said at a meeting of …"."""
    words = [scene.tokens[at].lower for at in range(*span)]
    titled = any(scene.tokens[at].text[0].isupper() for at in range(*span))
    named = (titled or any(governed(word, "en", "event") is not None for word in words[1:])) and len(words) > NAMED
    before = [scene.tokens[at].lower for at in range(max(scene.first, span[0] - 2), span[0])]
    told = any(cue.code == "verb" for cue in scene.of("speech")) and not {"after", "following", "ahead"} & set(before)
    at = span[0] - scene.first
    coming = "will" in scene.words[max(0, at - NEAR) : at]
    if language(page) != "en" or not named or not told or coming:
        return None
    return Cue("events", {"code": "past", "pattern": ""}, span[1], span[1], "past")


NAMED, NEAR = 2, 6
BEHIND = 6
DATED_WORDS = 2


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
