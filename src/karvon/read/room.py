"""The room of speech: what the rules of speech need of one document, and who and what stands where in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from karvon.read.cues import Cue
from karvon.read.mentions import Known, mentions
from karvon.read.numbers import Marks
from karvon.read.persons import Mention
from karvon.read.quotes import Quotation
from karvon.read.sentences import Sentence
from karvon.read.stretches import Stretches
from karvon.read.tokens import Token
from karvon.read.values import Value, kept


class Room(Value, frozen=True, gc=True, dict=True):
    """What the rules of speech need of one document."""

    text: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    marks: Marks
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    known: Known = Known()

    @kept
    def speeches(self) -> Stretches[Quotation]:
        """The quotations that are speech, by their places."""
        return Stretches([quotation for quotation in self.quotations if quotation.speech])

    @kept
    def told(self) -> tuple[Sequence[int], Sequence[Cue]]:
        """The cues of speech outside direct speech, and the tokens they begin at."""
        marks, over = self.marks, self.speeches.over
        begins = marks.places.get("speech", ())
        places = [at for at in begins if not over(self.tokens[at].start)] if self.speeches.blocks else begins
        return places, [marks.begin["speech", at] for at in places]

    @kept
    def bounds(self) -> Mapping[int, tuple[int, int]]:
        """The tokens [first, last) of every sentence by where it starts."""
        return {one.start: place(self, one.start, one.end) for one in self.sentences}

    @kept
    def paragraphs(self) -> Sequence[int]:
        """The paragraph of every sentence, in order."""
        return [sentence.paragraph for sentence in self.sentences]

    def sentences_of(self, paragraph: int) -> Sequence[Sentence]:
        """Return the sentences of a paragraph."""
        return self.sentences[bisect_left(self.paragraphs, paragraph) : bisect_right(self.paragraphs, paragraph)]


def place(room: Room, start: int, end: int) -> tuple[int, int]:
    """Return the tokens [first, last) of code points [start, end)."""
    return bisect_left(room.starts, start), bisect_left(room.starts, end)


def mentioned(room: Room, first: int, last: int) -> list[Mention]:
    """Return who is mentioned among tokens [first, last)."""
    return mentions(room.tokens, room.marks, first, last, room.known)


def quoted(room: Room, at: int) -> bool:
    """Say whether a code point stands in direct speech."""
    return bool(room.speeches.over(at))


def cue_at(room: Room, first: int, last: int, *codes: str) -> Cue | None:
    """Return the first cue of speech of one of the codes among tokens [first, last) and outside direct speech."""
    places, cues = room.told
    for cue in cues[bisect_left(places, first) : bisect_left(places, last)]:
        if cue.code in codes:
            return cue
    return None


def codes_at(room: Room, first: int, last: int) -> set[str]:
    """Return the codes of the cues of speech among tokens [first, last) and outside direct speech."""
    places, cues = room.told
    return {cue.code for cue in cues[bisect_left(places, first) : bisect_left(places, last)]}
