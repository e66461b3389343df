"""Statements: what a speaker judges without a number, one claim a sentence, without its attribution."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.model.claim import Claim
from karvon.read import clauses, listing
from karvon.read.bodyparts import OPEN
from karvon.read.claims import make
from karvon.read.cues import Cue
from karvon.read.page import Page, voice_at, voice_country
from karvon.read.scene import Scene
from karvon.read.wordclasses import belongs

LEAST_WORDS = 4
SIGNS = ' \t"«»“”„-,.:;!?()'


def find(page: Page, scenes: Sequence[Scene], taken: Sequence[Claim]) -> list[Claim]:
    """Return the assessments in somebody's speech, in sentences that neither count nor commit to anything."""
    busy = [claim.start for claim in taken if claim.kind in BUSY and "event.occasion" not in claim.rules]
    owed = [claim for claim in taken if claim.kind == "commitment"]
    claims = []
    for scene in scenes:
        cue = next((c for c in scene.of("assessments") if not _of_name(scene, c)), None)
        if cue is None or _signed(scene) or _talked_over(page, scene) or listing.furniture(page, scene):
            continue
        parts = (_judged(page, scene, body, busy, owed) for body in _bodies(page, scene))
        part = next((one for one in parts if one is not None), None)
        if part is None:
            continue
        start, end = part
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


BUSY = ("quantity", "event")


def _bodies(page: Page, scene: Scene) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that may judge: what is told in it, else what its speaker adds."""
    first = _recalled(page, scene) or _spoken(page, *_body(page, scene))
    added = _added(page, scene)
    return [first, added] if added is not None and added[0] > first[0] else [first]


def _added(page: Page, scene: Scene) -> tuple[int, int] | None:
    """Return what English words add to a sentence that undertakes or counts: "…, stating that the duties hamper it"."""
    if clauses.language(page) != "en":
        return None
    verbs = (c for c in scene.of("speech") if scene.tokens[c.first].lower.endswith("ing") and c.last < scene.last - 1)
    joint = next((c.last for c in verbs if scene.tokens[c.last].lower == "that" and c.first > scene.first + 1), None)
    if joint is None:
        return None
    return scene.tokens[joint + 1].start, scene.tokens[clauses.trimmed(scene, joint + 1, scene.last) - 1].end


def _judged(
    page: Page, scene: Scene, body: tuple[int, int], busy: Sequence[int], owed: Sequence[Claim]
) -> tuple[int, int] | None:
    """Return the part of a stretch in which somebody judges, None where it counts, undertakes or judges nothing."""
    if _busy(page, body, busy) or _weakly(page, scene, *body):
        return None
    part = _unowed(page, scene, body, owed)
    return part if part is not None and _tells(page, scene, *part) else None


def _tells(page: Page, scene: Scene, start: int, end: int) -> bool:
    """Say whether somebody judges something in a stretch, in words that hold a verb in English."""
    words = page.view.text[start:end].lower().split()
    if len(words) < LEAST_WORDS or not (voice_at(page, start) is not None or _passively(page, scene)):
        return False
    return clauses.language(page) != "en" or (words[0] != "dear" and _verb(words))


def _verb(words: Sequence[str]) -> bool:
    """Say whether English words hold a finite verb, as far as their forms tell."""
    bare = [word.strip(SIGNS) for word in words]
    if any(word.endswith("s") and behind in OBJECTS for word, behind in pairwise(bare)):
        return True
    return any(clauses.finite(word) for word in bare)


OBJECTS = frozenset(["a", "an", "the", "its", "their", "us", "it", "them", "our"])


def _passively(page: Page, scene: Scene) -> bool:
    """Say whether a sentence says that something was noted, by nobody named: "progress was noted", "отмечен рост"."""
    words = scene.words
    if clauses.language(page) == "ru":
        valued = "оценка" in words and not {"дана", "была"}.isdisjoint(words)
        return valued or not REMARKED.isdisjoint(words)
    return clauses.language(page) == "en" and any(
        word in NOTED and words[at - 1] in ("was", "were") for at, word in enumerate(words) if at
    )


REMARKED = frozenset(
    word + ending for word in ("отмечен", "подчеркнут", "подчёркнут", "констатирован") for ending in ("", "а", "о", "ы")
)
NOTED = frozenset(
    {
        "said",
        "stated",
        "mentioned",
        "noted",
        "emphasized",
        "emphasised",
        "stressed",
        "underlined",
        "highlighted",
        "underscored",
    }
)


def _unowed(page: Page, scene: Scene, body: tuple[int, int], owed: Sequence[Claim]) -> tuple[int, int] | None:
    """Return what a stretch judges before it goes over to an undertaking; None where nothing is left."""
    start, end = body
    first, last = page.view.original(scene.sentence.start), page.view.original(scene.sentence.end - 1)
    ends = page.view.original(max(end - 1, 0))
    inside = [claim for claim in owed if first <= claim.start <= last and claim.end > page.view.original(start)]
    if not any(claim.start <= ends for claim in inside):
        return body
    at = next(
        (t.start for t in scene.tokens[scene.first : scene.last] if page.view.original(t.start) >= inside[0].start), end
    )
    places = [i for i in range(scene.first, scene.last) if start <= scene.tokens[i].start < at]
    while places and (scene.tokens[places[-1]].text in SIGNS or scene.tokens[places[-1]].lower in TYING):
        places.pop()
    judged = [c for c in scene.of("assessments") if places and places[0] <= c.first <= places[-1]]
    if clauses.language(page) != "en" or len(places) < PART or not judged or _of_name(scene, judged[0]):
        return None
    if scene.tokens[places[0]].lower in OPENING or any(("speech", i) in scene.marks.begin for i in places):
        return None
    return start, scene.tokens[places[-1]].end


PART = 6
OPENING = frozenset(["by", "with", "through", "under", "despite", "given", "while", "if", "as", "to", "when", "after"])
TYING = frozenset({"and", "but", "so", "that", "adding", "also", "therefore", "as", "he", "she", "they"})


def _spoken(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return a stretch from where somebody's words begin in it, when they do not reach its beginning."""
    if voice_at(page, start) is not None:
        return start, end
    begun = min((v.start for v in page.spoken.near(start, end) if start < v.start < end), default=start)
    return begun, end


def _of_a_word(page: Page, first: int, last: int, start: int, end: int) -> bool:
    """Say whether marks hold but a few English words of a sentence, no clause of their own."""
    inside = start < first and last <= end and clauses.language(page) == "en"
    return inside and not _verb(page.view.text[first:last].lower().split())


def _behind_saying(page: Page, scene: Scene, start: int, end: int) -> int:
    """Return where what is said begins behind who says it: "the minister said …", "noted that", "отметил, что"."""
    for cue in scene.of("speech"):
        if cue.code != "verb" or not start <= scene.tokens[cue.first].start < end or cue.last >= scene.last:
            continue
        inverted = scene.tokens[cue.first - 1].text == "," and scene.last - cue.last <= TELLER
        if inverted and scene.tokens[cue.last].lower != "that":
            continue
        if scene.tokens[cue.last - 1].lower == "that":
            return scene.tokens[cue.last].start
        at = cue.last + (scene.tokens[cue.last].text == "," or scene.tokens[cue.last].lower == "out")
        joint = _joint(page, scene, at) if at < scene.last else None
        if joint is not None:
            return scene.tokens[min(joint + 1, scene.last - 1)].start
        plainly = clauses.told_plainly(page, scene, scene.first, cue.last - 1)
        behind = scene.words[cue.last - scene.first :]
        return scene.tokens[cue.last].start if plainly and _verb(behind) else start
    return start


def _behind_source(page: Page, scene: Scene, start: int) -> int:
    """Return where an English sentence begins behind "As X noted,"; "according to" is left to stand."""
    cue = next((c for c in scene.of("speech") if c.code == "as_said"), None)
    if (
        cue is None
        or clauses.language(page) != "en"
        or cue.first > scene.first + 1
        or scene.tokens[scene.first].start < start
    ):
        return start
    comma = next(
        (at for at in range(cue.last, min(cue.last + 14, scene.last - 1)) if scene.tokens[at].text == ","), None
    )
    return scene.tokens[comma + 1].start if comma is not None else start


def _recalled(page: Page, scene: Scene) -> tuple[int, int] | None:
    """Return what English words tell behind a quotation that judges nothing: ""…," he said, recalling that …"."""
    first, last = scene.sentence.start, scene.sentence.end
    near = page.spoken.near(first, last)
    quoted = [v for v in near if v.speech == "direct" and first <= v.start < last]
    if clauses.language(page) != "en" or len(quoted) != 1 or quoted[0].end >= scene.sentence.end - 1:
        return None
    judged = [scene.tokens[c.first].start for c in scene.of("assessments")]
    told = (c for c in scene.of("speech") if scene.tokens[c.first].start > quoted[0].end and c.last < scene.last - 1)
    joint = next((c.last for c in told if scene.tokens[c.last].lower == "that"), None)
    if joint is None or any(at < quoted[0].end for at in judged):
        return None
    end = scene.tokens[clauses.trimmed(scene, joint + 1, scene.last) - 1].end
    return scene.tokens[joint + 1].start, end


def _weakly(page: Page, scene: Scene, start: int, end: int) -> bool:
    """Say whether English words only qualify a thing by the way: "the main documents", not "is the main partner"."""
    if clauses.language(page) != "en":
        return False
    inside = [c for c in scene.of("assessments") if start <= scene.tokens[c.first].start < end]
    weak = all(_weak(scene, c) for c in inside)
    words = [t.lower for t in scene.tokens[scene.first : scene.last] if start <= t.start < end]
    return weak and LINKING.isdisjoint(words) and not any(pair in WAS for pair in pairwise(words))


def _weak(scene: Scene, cue: Cue) -> bool:
    """Say whether one English word qualifies a thing or a purpose ("to strengthen trade") rather than judges it."""
    before = [token.lower for token in scene.tokens[max(scene.first, cue.first - 2) : cue.first]]
    word = scene.tokens[cue.first].lower
    verb = word.startswith(("strengthen", "deepen")) or word in PURPOSES
    purpose = verb and before[-1:] == ["to"] and not before[0].startswith("continu")
    return cue.last - cue.first == 1 and (purpose or scene.tokens[cue.first].lower in WEAK)


PURPOSES = frozenset(["contribute", "support", "improve", "meet", "share", "complement", "facilitate", "serve"])
WEAK = frozenset([
    "key", "main", "major", "largest", "biggest", "leading", "partner", "partners", "ties", "mutual", "development",
    "strategic", "priority", "friendly", "important", "significant", "essential", "central", "fundamental", "valuable",
    "traditional", "historical", "historic", "advanced", "growing", "closer", "close", "complex", "demand", "various",
])  # fmt: skip
LINKING = frozenset([
    "is", "are", "remains", "remain", "become", "becomes", "became", "continues", "continue", "plays", "play",
    "been", "represents", "represent", "constitutes", "constitute", "serves", "serve", "ranks",
    "needs", "needed", "enjoy", "enjoys", "attaches", "attach", "considers", "consider", "regards",
])  # fmt: skip


WAS = frozenset({(was, one) for was in ("was", "were") for one in ("a", "an", "the", "one", "our", "its", "their")})


def _joint(page: Page, scene: Scene, at: int) -> int | None:
    """Return the "that" behind a verb of speech, at once or behind an English place or occasion."""
    if scene.tokens[at].lower in ("that", "что"):
        return at
    if clauses.language(page) != "en" or scene.tokens[at].lower not in PLACING:
        return None
    ends = (
        i
        for i in range(at, min(at + REACH, scene.last))
        if scene.tokens[i].text in ".,;:" or scene.words[i - scene.first] == "that"
    )
    found = next(ends, None)
    return found if found is not None and scene.tokens[found].lower == "that" else None


PLACING = frozenset({"at", "in", "on", "during", "after", "following", "to", "today", "yesterday", "earlier", "here"})
REACH = 14
TELLER = 10
"""At most so many words behind an inverted verb of speech are whoever said it: ", said the minister of trade"."""


def _of_name(scene: Scene, cue: Cue) -> bool:
    """Say whether a word of judgement is but part of a proper name: "the Development Fund"."""
    return cue.first > scene.first + 1 and scene.tokens[cue.first].text[0].isupper()


def _talked_over(page: Page, scene: Scene) -> bool:
    """Say whether a sentence only tells what was talked of, and judges nothing: "the sides reviewed the prospects"."""
    told = next(
        (at for at, word in enumerate(scene.words[:TALK]) if belongs(word, clauses.language(page), "talk")), None
    )
    return told is not None and {"that", "что", '"', "“", "«"}.isdisjoint(scene.words)


TALK = 22


def _signed(scene: Scene) -> bool:
    """A sentence that tells of a signing states a fact, unless it goes on to judge what was signed."""
    told = [c for c in scene.of("standings") if c.code in ("signed", "signing", "ratified", "in_force")]
    told = [c for c in told if "which" not in scene.words[max(0, c.first - scene.first - 3) : c.first - scene.first]]
    judged = {"is", "are", "marks", "marked", "opens", "reflects", "will"}
    return bool(told) and judged.isdisjoint(scene.words[told[-1].last - scene.first :])


def _busy(page: Page, body: tuple[int, int], busy: Sequence[int]) -> bool:
    first, last = page.view.original(body[0]), page.view.original(max(body[1] - 1, 0))
    return any(first <= start <= last for start in busy)


def _body(page: Page, scene: Scene) -> tuple[int, int]:
    """Return the sentence without its marks and without the attribution that follows direct speech."""
    start, end = scene.sentence.start, scene.sentence.end
    for voice in page.spoken.near(start, end):
        if voice.speech == "direct" and _of_a_word(page, voice.start, voice.end, start, end):
            continue
        if voice.speech == "direct" and start < voice.end < end:
            end = voice.end
        if voice.speech == "direct" and start <= voice.start < end:
            start = voice.start
    start = _behind_saying(page, scene, start, end)
    start = _behind_source(page, scene, start)
    first = next((at for at in range(scene.first, scene.last) if scene.tokens[at].start >= start), scene.first)
    last = next((at for at in range(first, scene.last) if scene.tokens[at].start >= end), scene.last)
    closed = min(end, scene.tokens[clauses.end(page, scene, min(first + LEAST_WORDS, last), last) - 1].end)
    opened = page.view.text[start:closed].lower().split()
    quoted = page.view.text[scene.sentence.start] in OPEN or any(v.speech == "direct" for v in page.spoken.over(start))
    whole = clauses.language(page) != "en" or quoted or _verb(opened)
    end = closed if whole else end
    text = page.view.text[start:end]
    return start + len(text) - len(text.lstrip(SIGNS)), end - (len(text) - len(text.rstrip(SIGNS)))
