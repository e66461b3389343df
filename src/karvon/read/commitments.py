"""Commitments: what somebody instructs, intends, proposes, plans or expects, each item of a list as its own claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Period
from karvon.read import times
from karvon.read.claims import make
from karvon.read.cues import Cue
from karvon.read.page import Page, voice_country
from karvon.read.scene import Scene
from karvon.read.tokens import grammar

ITEM_WORDS = 9
LEAST_WORDS = 4
QUOTE_SIGNS = '"«»“”„'


def find(page: Page, scenes: Sequence[Scene]) -> list[Claim]:
    """Return the commitments of all sentences in order."""
    claims: list[Claim] = []
    for scene in scenes:
        cue = _governing(page, scene)
        if cue is not None:
            claims += _commitment(page, scene, cue)
    return claims


def _governing(page: Page, scene: Scene) -> Cue | None:
    cues = [c for c in scene.cues if c.group == "commitments"]
    return next((c for c in cues if not _after_speech(page, scene, c) and not _remark(scene, c)), None)


def _remark(scene: Scene, cue: Cue) -> bool:
    """ "It should be noted" obliges nobody."""
    return cue.last < scene.last and scene.tokens[cue.last].lower.startswith(REMARKS)


REMARKS = ("из", "отмет", "подчерк", "сказать", "напомн", "призна", "учит", "note", "be noted", "say", "admit")


def _after_speech(page: Page, scene: Scene, cue: Cue) -> bool:
    """A verb in the attribution that follows direct speech ("…", he proposed) commits to nothing by itself."""
    start = scene.tokens[cue.first].start
    return any(v.speech == "direct" and scene.sentence.start < v.end <= start for v in page.voices)


def _commitment(page: Page, scene: Scene, cue: Cue) -> list[Claim]:
    last = _end(page, scene, cue)
    if last - cue.last < LEAST_WORDS:
        return []
    period = _deadline(page, scene, cue)
    claims = []
    actor = _actor(page, scene, cue)
    for number, (first, end) in enumerate(_items(scene, cue.last, last)):
        first = first if number else _clause_start(page, scene, cue)  # noqa: PLW2901
        start, stop = scene.tokens[first].start, scene.tokens[end - 1].end
        claims.append(
            make(
                page, "commitment", start, stop,
                subject=page.view.text[start:stop],
                status=cue.code,
                sector=_sector(scene, first, end),
                reporter=actor,
                period=period,
                rules=(f"commitment.{cue.code}",),
            )
        )  # fmt: skip
    return claims


def _deadline(page: Page, scene: Scene, cue: Cue) -> Period:
    """Return by when it is to be done: a named deadline, else a time after the verb that is not past yet."""
    named = [t for t in scene.times if t.deadline]
    after = [t for t in scene.times if t.start >= scene.tokens[cue.first].start and t.kind in ("year", "months", "day")]
    for time in (*named, *after):
        days = times.span(time, page.published)
        known = page.published.first
        if time.deadline or (days.last is not None and known is not None and days.last >= known):
            period = times.period(time, page.published, page.dated_by)
            return msgspec.structs.replace(period, start=None, end=days.last, type="deadline")
    return Period()


def _clause_start(page: Page, scene: Scene, cue: Cue) -> int:
    """Return where the clause of a cue begins: after the last comma, mark or "that" before it."""
    for at in range(cue.first - 1, scene.first - 1, -1):
        if scene.tokens[at].text in ",;:(" or scene.tokens[at].lower in ("что", "that"):
            return at + 1
        if any(v.speech == "direct" and v.start == scene.tokens[at].start for v in page.voices):
            return at + 1
    return scene.first


def _actor(page: Page, scene: Scene, cue: Cue) -> str | None:
    """Return the country that commits itself: the one named as subject before the cue, else the speaker's."""
    named = [
        c
        for c in scene.cues
        if c.group == "places" and c.last <= cue.first and c.first >= _clause_start(page, scene, cue)
    ]
    direct = [
        c for c in named if "nomn" in grammar(scene.tokens[c.first].lower)[1] or scene.tokens[c.first].lower.isascii()
    ]
    return direct[-1].code if direct else voice_country(page, scene.tokens[cue.first].start)


def _end(page: Page, scene: Scene, cue: Cue) -> int:
    """Return where the commitment ends: before the closing mark of its speech and before a clause of reason."""
    start = scene.tokens[cue.first].start
    voice = next((v for v in page.voices if v.speech == "direct" and v.start <= start < v.end), None)
    last = scene.last
    if voice is not None:
        last = next((at for at in range(cue.last, scene.last) if scene.tokens[at].start >= voice.end - 1), scene.last)
    while last > cue.last and scene.tokens[last - 1].text in ".,;:!?-" + QUOTE_SIGNS:
        last -= 1
    return last


def _items(scene: Scene, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a list of like members at its commas and last conjunction; a lone undertaking stays whole."""
    cuts = [at for at in range(first, last) if scene.tokens[at].text == ","]
    if len(cuts) < 2:
        return [(first, last)]
    tail = range(cuts[-1] + 1, last)
    joint = [
        at
        for at in tail
        if scene.tokens[at].lower in ("и", "and") and _case(scene, at + 1) == _case(scene, cuts[-1] + 1)
    ]
    edges = [first - 1, *cuts, *joint[:1], last]
    parts = [(left + 1, right) for left, right in pairwise(edges) if right > left + 1]
    members = parts[1:]
    alike = {_case(scene, part[0]) for part in members}
    short = all(right - left <= ITEM_WORDS for left, right in members)
    return parts if short and len(alike) == 1 and alike != {None} else [(first, last)]


def _case(scene: Scene, at: int) -> str | None:
    if at >= scene.last:
        return None
    token = scene.tokens[at]
    if token.lower.isascii():
        return "en" if token.kind == "word" else None
    tag = grammar(token.lower)[1]
    return next((case for case in ("INFN", "gent", "loct", "datv", "accs", "nomn", "ablt") if case in tag), None)


def _sector(scene: Scene, first: int, last: int) -> str | None:
    cues = [c for c in scene.cues if c.group == "sectors" and first <= c.first < last]
    return cues[0].code if cues else None
