"""Houses: English institutions of no known kind that speak, told by their capitals: "Rystad Energy said"."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.fullnames import THINGS
from karvon.read.institutions import capitalised
from karvon.read.numbers import Marks
from karvon.read.persons import Mention
from karvon.read.tokens import Token

LONG = 8
INNER = frozenset(["of", "for", "and", "&", "the", "on"])
PAPERS = frozenset([
    "news", "times", "post", "herald", "tribune", "gazette", "daily", "observer", "journal", "radio", "tv",
    "television", "press", "telegraph", "guardian", "bulletin", "newspaper", "magazine", "media", "newswire",
    "chronicle", "express", "reports", "correspondent", "prime", "president", "minister", "analyst", "official",
    "expert", "source", "he", "she", "it", "they", "we", "you", "this", "that", "these", "many", "some", "others",
    "both", "another", "however", "meanwhile", "earlier", "also", "party", "parties", "sides", "leaders",
])  # fmt: skip


def house_before(tokens: Sequence[Token], marks: Marks, first: int, end: int) -> Mention | None:
    """Return the institution that capitals ending at `end` name in the sentence from `first`; None for other words."""
    at = end
    while at > max(first, end - LONG) and (_capital(tokens[at - 1]) or (at < end and tokens[at - 1].lower in INNER)):
        at -= 1
    while at < end and tokens[at].lower in INNER:
        at += 1
    words = tokens[at:end]
    if (
        not words
        or (len(words) == 1 and words[0].lower in THINGS)
        or not any(map(_of_house, words))
        or any(word.lower in PAPERS for word in words)
    ):
        return None
    begins = at <= first + 1 or tokens[at - 1].text in ',”"»' or tokens[at - 1].lower == "the"
    outlets = any(cue is not None and cue.code == "outlet" for cue in _institutions(marks, at, end))
    return capitalised(tokens, marks, at, end) if begins and not outlets else None


def _institutions(marks: Marks, first: int, last: int) -> list[Cue | None]:
    return [marks.begin.get(("institutions", at)) for at in range(first, last)]


def _capital(token: Token) -> bool:
    return token.kind == "word" and token.text[0].isupper()


def _of_house(token: Token) -> bool:
    """Say whether a word shows that its name is no person's: a thing, capitals inside a word, a firm's own 's."""
    inner = any(letter.isupper() for letter in token.text[1:]) and not token.text.startswith(("Mc", "Mac", "O'", "Al-"))
    return token.lower in THINGS or (inner and "-" not in token.text) or token.text.endswith(("y's", "d's"))
