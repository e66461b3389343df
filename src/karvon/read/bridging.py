"""Bridging: sentences between two reports of one speaker's words are theirs too, unless narration plainly resumes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from karvon.read.direct import Voice
from karvon.read.persons import Company
from karvon.read.resumption import resumed
from karvon.read.room import Room, cue_at
from karvon.read.sentences import Sentence

FAR = 2
RUNNING = frozenset([
    "speech.according", "speech.continued", "speech.verb", "speech.dropped", "speech.as_said", "speech.carried",
    "speech.institution_again", "speech.referring", "speech.evidence",
])  # fmt: skip


def bridged(room: Room, company: Company, found: Sequence[Voice]) -> list[Voice]:
    """Return the voices with those of the sentences that stand between two reports of the words of one speaker."""
    ordered = sorted(found, key=lambda voice: (voice.start, voice.end))
    more = [voice for left, right in pairwise(ordered) for voice in _between(room, company, left, right)]
    return [*found, *more]


def _between(room: Room, company: Company, left: Voice, right: Voice) -> list[Voice]:
    """Return the voices of the sentences between two reports; none where they are of two speakers or far apart."""
    if (
        left.speech != "indirect"
        or left.rule not in RUNNING
        or left.person is None
        or left.person.body
        or right.start <= left.end
    ):
        return []
    speaker, other = company.final(left.person), company.final(right.person)
    if speaker is None or other is None or (speaker.name or speaker) != (other.name or other):
        return []
    sentences = room.sentences
    at = bisect_left(sentences, left.end, key=lambda one: one.start)
    gap = []
    while at < len(sentences) and sentences[at].end <= right.start:
        gap.append(sentences[at])
        at += 1
    if not gap or len({one.paragraph for one in gap}) > FAR or any(_narrated(room, left, one) for one in gap):
        return []
    at = bisect_left(sentences, left.end, key=lambda one: one.end)
    here = sentences[min(at, len(sentences) - 1)]
    if gap[0].paragraph != here.paragraph and not _linked(room, here, gap[0]) and not _ours(room, gap):
        return []
    return [Voice(one.start, one.end, "indirect", left.person, "speech.carried") for one in gap]


def _linked(room: Room, told: Sentence, after: Sentence) -> bool:
    """Say whether a sentence of the next paragraph goes on with what was told: by a linking word or the same matter."""
    first, last = room.bounds[after.start]
    opening = [token.lower for token in room.tokens[first : min(last, first + OPENING)]]
    if opening and (opening[0] in LINKS or " ".join(opening[:2]) in LINKS or " ".join(opening[:4]) in LINKS):
        return True
    matter = {_stem(token.lower) for token in room.tokens[slice(*room.bounds[told.start])] if token.text.islower()}
    return any(_stem(word) in matter for word in opening if len(word) >= SHORT and word.isalpha())


def _ours(room: Room, gap: Sequence[Sentence]) -> bool:
    """Say whether sentences speak of "our country" and "us", as no narrator of another's words does."""
    first, last = room.bounds[gap[0].start][0], room.bounds[gap[-1].start][1]
    return any(word in OURS or word.startswith("наш") for word in room.marks.shapes.words[first:last])


def _stem(word: str) -> str:
    return word[:SHORT]


OPENING = 8
SHORT = 5
OURS = frozenset({"нас", "нам", "our", "us", "we"})
LINKS = frozenset([
    "так", "при этом", "кроме того", "в частности", "вместе с", "в то", "помимо", "также", "в свою", "в целом",
    "at the same time", "in particular", "moreover", "in addition", "also", "besides", "thus", "in total", "overall",
    "they", "it", "these", "this", "этот", "эта", "это", "эти", "данный", "данная",
    "furthermore", "additionally", "in turn", "specifically", "in return",
])  # fmt: skip


def _narrated(room: Room, left: Voice, sentence: Sentence) -> bool:
    """Say whether a sentence is plainly the narrator's: of an event, or of somebody else who speaks."""
    first, last = room.bounds[sentence.start]
    return resumed(room, left.person, first, last) or cue_at(room, first, last, "event", "later") is not None
