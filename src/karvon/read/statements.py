"""Statements: what a speaker judges without a number, one claim a sentence, without its attribution."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.claim import Claim
from karvon.read import clauses, listing
from karvon.read.claims import make
from karvon.read.cues import Cue
from karvon.read.page import Page, voice_at, voice_country
from karvon.read.scene import Scene

LEAST_WORDS = 4
SIGNS = ' \t"«»“”„-,.:;!?()'


def find(page: Page, scenes: Sequence[Scene], taken: Sequence[Claim]) -> list[Claim]:
    """Return the assessments in somebody's speech, in sentences that neither count nor commit to anything."""
    busy = [claim.start for claim in taken if claim.kind in ("quantity", "commitment", "event")]
    claims = []
    for scene in scenes:
        cue = next((c for c in scene.of("assessments") if not _of_name(scene, c)), None)
        if cue is None or _busy(page, scene, busy) or _signed(scene) or listing.furniture(page, scene):
            continue
        start, end = _spoken(page, *_body(page, scene))
        if len(page.view.text[start:end].split()) < LEAST_WORDS or voice_at(page, start) is None:
            continue
        claims.append(
            make(
                page,
                "statement",
                start,
                end,
                subject=page.view.text[start:end],
                sector=next((c.code for c in scene.of("sectors")), None),
                reporter=voice_country(page, start),
                rules=(f"statement.{cue.code}",),
            )
        )
    return claims


def _spoken(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return a stretch from where somebody's words begin in it, when they do not reach its beginning."""
    if voice_at(page, start) is not None:
        return start, end
    begun = min((v.start for v in page.spoken.near(start, end) if start < v.start < end), default=start)
    return begun, end


def _behind_saying(page: Page, scene: Scene, start: int, end: int) -> int:
    """Return where what is said begins behind who says it: "the minister said …", "noted that", "отметил, что"."""
    for cue in scene.of("speech"):
        if cue.code != "verb" or not start <= scene.tokens[cue.first].start < end or cue.last >= scene.last:
            continue
        at = cue.last + (scene.tokens[cue.last].text == ",")
        if scene.tokens[at].lower in ("that", "что"):
            return scene.tokens[min(at + 1, scene.last - 1)].start
        return scene.tokens[cue.last].start if clauses.told_plainly(page, scene, scene.first, cue.last - 1) else start
    return start


def _of_name(scene: Scene, cue: Cue) -> bool:
    """Say whether a word of judgement is but part of a proper name: "the Development Fund"."""
    return cue.first > scene.first + 1 and scene.tokens[cue.first].text[0].isupper()


def _signed(scene: Scene) -> bool:
    """A sentence that tells of a signing states a fact, unless it goes on to judge what was signed."""
    told = [c for c in scene.of("standings") if c.code in ("signed", "signing", "ratified", "in_force")]
    judged = {"is", "are", "marks", "marked", "opens", "reflects", "will"}
    return bool(told) and judged.isdisjoint(scene.words[told[-1].last - scene.first :])


def _busy(page: Page, scene: Scene, busy: Sequence[int]) -> bool:
    first, last = page.view.original(scene.sentence.start), page.view.original(scene.sentence.end - 1)
    return any(first <= start <= last for start in busy)


def _body(page: Page, scene: Scene) -> tuple[int, int]:
    """Return the sentence without its marks and without the attribution that follows direct speech."""
    start, end = scene.sentence.start, scene.sentence.end
    for voice in page.spoken.near(start, end):
        if voice.speech == "direct" and start < voice.end < end:
            end = voice.end
        if voice.speech == "direct" and start <= voice.start < end:
            start = voice.start
    start = _behind_saying(page, scene, start, end)
    first = next((at for at in range(scene.first, scene.last) if scene.tokens[at].start >= start), scene.first)
    last = next((at for at in range(first, scene.last) if scene.tokens[at].start >= end), scene.last)
    end = min(end, scene.tokens[clauses.end(page, scene, min(first + LEAST_WORDS, last), last) - 1].end)
    text = page.view.text[start:end]
    return start + len(text) - len(text.lstrip(SIGNS)), end - (len(text) - len(text.rstrip(SIGNS)))
