"""Commitments: what somebody instructs, intends, proposes, plans or expects, each item of a list as its own claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Period
from karvon.read import listing, moods, when
from karvon.read.claims import make
from karvon.read.clauses import JOINING, clause, language, right_before, trimmed
from karvon.read.cues import Cue
from karvon.read.page import Page, voice_country
from karvon.read.scene import Scene
from karvon.read.times import Time
from karvon.read.tokens import Token, grammar, readings
from karvon.read.values import Value
from karvon.read.wordclasses import belongs, listed_as

ITEM_WORDS = 9
LEAST_WORDS = 3
CASES = ("INFN", "gent", "loct", "datv", "accs", "nomn", "ablt")
OBJECT = 2
OPENING = 2
"""Who opens a list names no more words than this before its colon: "instructed the ministers to:"."""
DATING = ("в", "во", "с", "от", "ещё", "еще", "on", "in", "of", "back", "the", "as", "early", "late")


class Part(Value, frozen=True):
    """A commitment at tokens [first, last) of its scene; the object begins at `object`."""

    first: int
    object: int
    last: int
    code: str


def find(page: Page, scenes: Sequence[Scene], leads: Mapping[int, int]) -> list[Claim]:
    """Return the commitments of all sentences in order; `leads` are the sentences that open the lists."""
    claims: list[Claim] = []
    opening = frozenset(leads.values())
    for index, scene in enumerate(scenes):
        parts = _parts(page, scene)
        if parts and listing.furniture(page, scene):
            continue
        if index in opening and scene.tokens[scene.last - 1].text == ":":
            parts = [part for part in parts if part.last - part.object > OPENING]
        if not parts and index in leads and not listing.tells(page, scene):
            parts = _item_of_list(page, scene, scenes[leads[index]])
        for part in parts:
            claims += _commitment(page, scene, part, alone=len(parts) == 1)
    return claims


def _parts(page: Page, scene: Scene) -> list[Part]:
    """Return the clauses of a sentence that oblige, each cut where the next one begins."""
    found: list[Part] = []
    reached = scene.first
    cues = moods.governing(page, scene)
    for number, cue in enumerate(cues):
        if cue.first < reached:
            continue
        first, last = clause(page, scene, cue.first, cue.last)
        cuts = [at for other in cues[number + 1 :] if (at := _cut(page, scene, cue, other)) is not None and at < last]
        last = trimmed(scene, cue.last, min([last, *cuts]))
        first = _behind(scene, max(first, reached), cue.first)
        if _enough(scene, first, cue, last):
            found.append(Part(first, cue.last, last, cue.code))
            reached = last
    return found


def _behind(scene: Scene, first: int, last: int) -> int:
    """Return the place behind the signs and conjunctions that tie a clause to the one before."""
    while (
        first < last
        and first > scene.first
        and (scene.tokens[first].text in ",;" or scene.tokens[first].lower in JOINING)
    ):
        first += 1
    return first


def _enough(scene: Scene, first: int, cue: Cue, last: int) -> bool:
    words = [token.kind == "word" for token in scene.tokens[first:last]]
    told = sum(words)
    return told >= LEAST_WORDS and told - sum(words[cue.first - first : cue.last - first]) >= OBJECT


def _cut(page: Page, scene: Scene, cue: Cue, other: Cue) -> int | None:
    """Return where the clause of another cue begins behind a cue, None where it only goes on the same clause."""
    for at in range(other.first - 1, cue.last, -1):
        word = scene.tokens[at]
        if word.text == "," and at > cue.last + 1 and _new_clause(page, scene, at, other):
            return at
        if word.lower in ("и", "and", "а") and right_before(scene, at, other.first):
            return at if at > cue.last + 1 else None
        if word.text in ";:":
            return at
    return None


def _new_clause(page: Page, scene: Scene, comma: int, other: Cue) -> bool:
    word = scene.tokens[comma + 1].lower
    if word in ("и", "а", "and", "but") or comma + 1 == other.first:
        return True
    return (
        language(page) == "ru"
        and not belongs(word, "ru", "subordinates")
        and word not in ("что", "как")
        and (other.first - comma <= ITEM_WORDS and "nomn" in readings(word)[0])
    )


def _item_of_list(page: Page, scene: Scene, lead: Scene) -> list[Part]:
    """Return an item of a list of proposals or instructions whole, with the mood of the sentence that opens it."""
    words = [scene.tokens[at].lower for at in range(scene.first, scene.last)]
    body = listing.body(scene)
    near = body if language(page) == "ru" and _infinite(scene.tokens[body].lower) else body + 1
    named = any(c.row["kind"] == "agreement" and c.first <= near for c in scene.of("names"))
    cues = [cue.code for cue in moods.governing(page, lead)]
    nouns = [code for at in range(lead.first, lead.last) if (code := listed_as(lead.tokens[at].lower, language(page)))]
    code = next(iter((*nouns, *cues)), None)
    first, last = listing.body(scene), trimmed(scene, scene.first, scene.last)
    signed = any(cue.code == "signed" for cue in lead.of("standings"))
    if code is None or named or signed or len(words) < LEAST_WORDS or last - first < LEAST_WORDS - 1:
        return []
    return [Part(first, last, last, code)]


def _commitment(page: Page, scene: Scene, part: Part, *, alone: bool) -> list[Claim]:
    period = _deadline(page, scene, part, alone=alone)
    claims = []
    actor = _actor(page, scene, part)
    items = _items(page, scene, part.object, part.last)
    for number, (at, end) in enumerate(items):
        first = at if number else part.first
        begin, stop = scene.tokens[first].start, scene.tokens[end - 1].end
        claims.append(
            make(
                page, "commitment", begin, stop,
                subject=page.view.text[begin:stop],
                status=part.code,
                sector=_sector(scene, at, end),
                reporter=actor,
                period=period,
                rules=(f"commitment.{part.code}", *(("commitment.item",) if len(items) > 1 else ())),
            )
        )  # fmt: skip
    return claims


def _deadline(page: Page, scene: Scene, part: Part, *, alone: bool) -> Period:
    """Return by when it is to be done: a named deadline, else a time of the clause that is not past yet."""
    begin, stop = scene.tokens[part.first].start, scene.tokens[part.last - 1].end
    inside = [t for t in scene.times if begin <= t.start < stop]
    named = [t for t in (scene.times if alone else inside) if t.deadline]
    coming = [t for t in inside if t.kind in ("year", "months", "day") and not _done_by_then(scene, t)]
    for time in (*named, *coming):
        days = when.span(time._replace(deadline=True), page.present)
        known = page.published.first
        if time.deadline or (days.last is not None and known is not None and days.last >= known):
            period = when.period(time, page.present, page.dated_by)
            return msgspec.structs.replace(period, start=None, end=days.last, type="deadline")
    return Period()


def _done_by_then(scene: Scene, time: Time) -> bool:
    """Say whether a time dates what is done already and only named along ("the programme signed on 15 March")."""
    before = (scene.tokens[at] for at in range(scene.last - 1, scene.first - 1, -1))
    told = next((token for token in before if token.end <= time.start and token.lower not in DATING), None)
    if told is None or told.kind != "word":
        return False
    word = told.lower
    if word.isascii():
        passive = scene.words[: max(0, _place(scene, told) - scene.first)][-2:]
        return word.endswith("ed") and "be" not in passive and not belongs(word, "en", "appointed")
    tags = readings(word)[0]
    return tags.startswith("PRTF") and "past" in tags and not belongs(word, "ru", "appointed")


def _place(scene: Scene, token: Token) -> int:
    return next(at for at in range(scene.first, scene.last) if scene.tokens[at] is token)


def _actor(page: Page, scene: Scene, part: Part) -> str | None:
    """Return the country that commits itself: the one named as subject before the cue, else the speaker's."""
    named = [c for c in scene.of("places") if part.first <= c.first and c.last <= part.object]
    direct = [
        c for c in named if "nomn" in grammar(scene.tokens[c.first].lower)[1] or scene.tokens[c.first].lower.isascii()
    ]
    return direct[-1].code if direct else voice_country(page, scene.tokens[part.first].start)


def _items(page: Page, scene: Scene, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a list of like members at its commas and last conjunction; a lone undertaking stays whole."""
    cuts = [at for at in range(first, last) if scene.tokens[at].text == ","]
    if not cuts:
        return [(first, last)]
    edges = [first - 1, *cuts]
    begin = _content(scene, cuts[-1] + 1, last)
    joint = None
    if begin == cuts[-1] + 1:
        joint = next((at for at in range(begin, last) if _joins(page, scene, at, cuts, last)), None)
    parts = [
        (left + 1, right) for left, right in pairwise([*edges, *([joint] if joint else []), last]) if right > left + 1
    ]
    members = [(_content(scene, left, right), right) for left, right in parts[1:]]
    closed = language(page) == "ru" or joint is not None or begin > cuts[-1] + 1
    short = all(0 < right - left <= ITEM_WORDS for left, right in members)
    listed = (
        len(parts) > 2 and closed and short and _alike(page, scene, members) and _acts(page, scene, parts[0], members)
    )
    return [parts[0], *members] if listed else [(first, last)]


def _acts(page: Page, scene: Scene, opening: tuple[int, int], members: Sequence[tuple[int, int]]) -> bool:
    """Say whether members are things to do, or fields to do them in, rather than like objects of one act."""
    opened = [scene.tokens[at].lower for at in range(*opening)]
    if all(belongs(scene.tokens[first].lower, "en", "undertaking") and last - first > 1 for first, last in members):
        return True
    if any(belongs(word, language(page), "field") for word in opened):
        return not any(("places", first) in scene.marks.begin for first, _ in members)
    if opened[:1] == ["to"] or scene.tokens[opening[0] - 1].lower == "to":
        return all(last - first >= LEAST_WORDS for first, last in members)
    return 2 * sum(_act(scene.tokens[first].lower) for first, _ in members) >= len(members)


def _act(word: str) -> bool:
    if word.isascii():
        return word.endswith(("ing", "tion", "sion", "ment"))
    return _infinite(word) or grammar(word)[0].endswith(("ние", "ция", "тие", "сие", "изм"))


def _infinite(word: str) -> bool:
    return readings(word)[0].startswith("INFN")


def _content(scene: Scene, first: int, last: int) -> int:
    """Return where a member begins behind "and", "as well as"."""
    while first < last - 1 and scene.tokens[first].lower in ("и", "а", "также", "and"):
        first += 1
    return first


def _joins(page: Page, scene: Scene, at: int, cuts: Sequence[int], last: int) -> bool:
    """Say whether an "and" adds a last member; "and others" only goes on the one before."""
    if scene.tokens[at].lower not in ("и", "and") or at + 1 >= last or at - cuts[-1] > ITEM_WORDS:
        return False
    if belongs(scene.tokens[at + 1].lower, language(page), "other"):
        return False
    return bool(_forms(page, scene, at + 1) & _forms(page, scene, cuts[-1] + 1))


def _alike(page: Page, scene: Scene, members: Sequence[tuple[int, int]]) -> bool:
    shared = frozenset(CASES) | {"en"}
    for first, _ in members:
        shared &= _forms(page, scene, first)
    return bool(shared)


def _forms(page: Page, scene: Scene, at: int) -> frozenset[str]:
    """Return the cases a member can begin in; in English only that it begins like a thing or a verb of its own."""
    word = scene.tokens[at]
    if word.kind != "word" or belongs(word.lower, language(page), "subordinates"):
        return frozenset()
    if word.lower.isascii():
        ended = belongs(word.lower, "en", "stop") or belongs(word.lower, "en", "pronoun")
        return frozenset() if ended else frozenset({"en"})
    tags = readings(word.lower)
    if tags[0].startswith(("VERB", "PRTS", "GRND", "PREP", "CONJ", "ADVB", "PRTF")):
        return frozenset()
    return frozenset(case for case in CASES if any(case in tag for tag in tags))


def _sector(scene: Scene, first: int, last: int) -> str | None:
    cues = [c for c in scene.of("sectors") if first <= c.first < last]
    return cues[0].code if cues else None
