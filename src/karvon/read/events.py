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
from karvon.read.tokens import readings
from karvon.read.wordclasses import belongs

APART = 6
OCCASION = "occasion"


def find(page: Page, scenes: Sequence[Scene]) -> list[Claim]:
    """Return one claim for each event noun whose taking place is the verb of its sentence."""
    claims = []
    for scene in scenes:
        cues = scene.of("events")
        if cues:
            claims += _told(page, scene, cues)
    return claims


def _told(page: Page, scene: Scene, cues: Sequence[Cue]) -> list[Claim]:
    """Return the events of a sentence, each with the verb of its taking place; joined ones have it in common."""
    claims: list[Claim] = []
    verbs = [c for c in cues if c.code != "noun"]
    reached, shared = scene.first, None
    for noun in (c for c in cues if c.code == "noun"):
        if noun.first < reached:
            continue
        span = phrases.around(page, scene, noun, "event")
        verb = _verb(page, scene, span, verbs)
        if verb is None and shared is not None and _coupled(scene, reached, span[0]):
            verb = shared
        if verb is None or _idle_visit(page, scene, noun, span) or _again(page, scene, span, verb):
            continue
        claims.append(_event(page, scene, span, verb))
        reached, shared = span[1], verb
        verbs = [other for other in verbs if other is not verb]
    return claims


def _verb(page: Page, scene: Scene, span: tuple[int, int], verbs: Sequence[Cue]) -> Cue | None:
    """Return the word that tells that an event takes place, or how the occasion stands on which something is told."""
    if _occasion(page, scene, span[0]):
        led = next((v for v in verbs if _leads_to(scene, v, span[0])), None)
        return led or _participle(scene, span, verbs) or _dated(page, scene, span) or _named(page, scene, span)
    verb = next((v for v in verbs if _joined(scene, span, v)), None)
    at_it = span[0] > scene.first and scene.tokens[span[0] - 1].lower == "на"
    return verb if verb is not None or not at_it else _named(page, scene, span)


def _leads_to(scene: Scene, verb: Cue, first: int) -> bool:
    """Say whether a verb with its preposition stands right before a phrase: "spoke at a conference"."""
    article = first > scene.first and belongs(scene.tokens[first - 1].lower, "en", "determiner")
    return verb.last == first - article and verb.last - verb.first > 1


def _coupled(scene: Scene, ended: int, first: int) -> bool:
    """Say whether nothing but "and" or a comma stands between two events."""
    return first - ended == 1 and scene.tokens[ended].lower in ("и", "and", ",")


def _occasion(page: Page, scene: Scene, first: int) -> bool:
    """Say whether a phrase only tells on what occasion something else happened: "after the talks"."""
    words = [scene.tokens[at].lower for at in range(max(scene.first, first - 2), first)]
    words = [word for word in words if not belongs(word, "en", "determiner")]
    if len(words) > 1 and belongs(words[-1], language(page), "phase"):
        words.pop()
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
    if len(between) == 1 and scene.tokens[between[0]].text == "," and verb.first >= last:
        return scene.tokens[verb.last - 1].lower in TAKING_PLACE
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


def _named(page: Page, scene: Scene, span: tuple[int, int]) -> Cue | None:
    """Return how a named occasion stands: "in the course of the fifth session of the commission"; a bare one is none.

    What goes on beside an occasion ("on the sidelines of the summit") tells nothing of it.
    """
    tongue, first = language(page), span[0]
    before = [scene.tokens[at].lower for at in range(max(scene.first, first - 3), first)]
    if any(belongs(word, tongue, "aside_of") for word in before) or not _proper(page, scene, span):
        return None
    words = [*before, *(scene.tokens[at].lower for at in range(*span))]
    coming = any(belongs(word, tongue, "upcoming") for word in words)
    code = "future" if coming else "past"
    return Cue("events", {"code": code, "pattern": OCCASION}, span[1], span[1], code)


def _proper(page: Page, scene: Scene, span: tuple[int, int]) -> bool:
    """Say whether a phrase tells which meeting is meant: by a number, a proper name or whose it is."""
    tokens = [scene.tokens[at] for at in range(*span)]
    if len(tokens) <= NAMED or any(token.lower.startswith(TALKS) for token in tokens):
        return False
    rest = [token for token in tokens if token.text not in page.people]
    bodies = [c for c in scene.of("names") if c.row["kind"] == "institution" and span[0] < c.first < span[1]]
    return bool(bodies) or any(
        token.kind == "number" or token.text[0].isupper() or token.text in MARKS or _counted(token.lower)
        for token in rest
    )


def _counted(word: str) -> bool:
    """Say whether a word tells which of a row it is: "третьего", "third"."""
    return word in ORDINALS or (not word.isascii() and "Anum" in readings(word)[0])


ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})


def _idle_visit(page: Page, scene: Scene, noun: Cue, span: tuple[int, int]) -> bool:
    """Say whether a visit is only the occasion of what is told, or none of state."""
    if not scene.tokens[noun.first].lower.startswith(("визит", "visit")):
        return False
    formal = any(belongs(scene.tokens[at].lower, language(page), "formal") for at in range(*span))
    return not formal or _occasion(page, scene, span[0])


MARKS = '"«»“”„'
NAMED = 2
TALKS = ("переговор", "консультаци", "talks", "negotiation", "consultation")
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
        rules=(f"event.{OCCASION if verb.row['pattern'] == OCCASION else verb.code}",),
    )


def _ahead(time: Time, verb: Cue) -> Time:
    """A day of a month without a year that is to come is never the last year's."""
    return (
        time if verb.code == "past" or time.year is not None or time.relative is not None else time._replace(relative=0)
    )
