"""Steps through a phrase, one token or group at a time, that both languages share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.tokens import Token
from karvon.read.values import Value
from karvon.read.wordclasses import belongs

MARKS = '"«»“”„'
OPENING = '"«“„'
TITLE = 24
LIMIT = {"agreement": 40, "institution": 26, "event": 26}


class Reach(Value, frozen=True):
    """The sentence a phrase stands in and the kind of thing it names."""

    page: Page
    scene: Scene
    kind: str

    def token(self, at: int) -> Token | None:
        """Return the token at a place of the sentence, None outside it."""
        scene = self.scene
        return scene.tokens[at] if scene.first <= at < scene.last else None

    def lower(self, at: int) -> str:
        """Return the token's small letters, nothing outside the sentence."""
        scene = self.scene
        return scene.tokens[at].lower if scene.first <= at < scene.last else ""

    def cued(self, at: int, *groups: str) -> bool:
        """Say whether a cue of one of the groups begins at a token."""
        return any((group, at) in self.scene.marks.begin for group in groups)

    def heads(self, at: int, ahead: int) -> bool:
        """Say whether another name of this kind begins within so many tokens."""
        for place in range(at, min(at + ahead, self.scene.last)):
            cue = self.scene.marks.begin.get(("names", place))
            if cue is not None and cue.row["kind"] == self.kind:
                return True
            if self.scene.tokens[place].kind == "sign" or self.lower(place) in ("and", "и"):
                return False
        return False

    def timed(self, at: int) -> bool:
        """Say whether a token belongs to an expression of time."""
        token = self.token(at)
        return token is not None and any(time.start <= token.start < time.end for time in self.scene.times)

    def person(self, at: int) -> bool:
        """Say whether a token is part of the name of somebody the text speaks of."""
        token = self.token(at)
        return token is not None and token.text in self.page.people


class Step(Value, frozen=True):
    """Where a phrase goes on, in which cases, under which preposition, and whether it could end there."""

    at: int
    cases: frozenset[str]
    governor: str
    closed: bool


Rule = Callable[[Reach, Step], Step | None]


class Rules(NamedTuple):
    """The rules that can take a number, a sign, and a word: one of those that `join`, else any other."""

    numbers: Sequence[Rule]
    signs: Sequence[Rule]
    join: frozenset[str]
    joining: Sequence[Rule]
    words: Sequence[Rule]

    def of(self, token: Token) -> Sequence[Rule]:
        """Return the rules to be tried at a token, in order."""
        if token.kind == "word":
            return self.joining if token.lower in self.join else self.words
        return self.numbers if token.kind == "number" else self.signs


def walked(reach: Reach, here: Step, rules: Rules) -> int:
    """Return where a phrase ends that goes on from a step for as long as one of the rules takes another."""
    end, limit, tokens = here.at, min(reach.scene.last, here.at + LIMIT[reach.kind]), reach.scene.tokens
    while here.at < limit:
        for rule in rules.of(tokens[here.at]):
            step = rule(reach, here)
            if step is not None:
                break
        else:
            break
        here = step
        end = here.at if here.closed else end
    return end


def title(reach: Reach, here: Step) -> Step | None:
    """Take a title in quotation marks whole; behind it only a preposition goes on."""
    token = reach.token(here.at)
    if token is None or token.text not in OPENING:
        return None
    depth = 0
    for at in range(here.at, min(reach.scene.last, here.at + TITLE)):
        text = reach.scene.tokens[at].text
        depth += (text in "«„“") - (text in "»”")
        if at > here.at and text in MARKS and depth <= 0:
            return Step(at + 1, frozenset(), "", closed=True)
    return None


def bracket(reach: Reach, here: Step) -> Step | None:
    """Take a short form in brackets: "(TITR)"."""
    token, inside, end = reach.token(here.at), reach.token(here.at + 1), reach.token(here.at + 2)
    if token is None or inside is None or end is None or token.text != "(" or end.text != ")":
        return None
    short = sum(letter.isupper() for letter in inside.text) > 1 or inside.text.isupper()
    return Step(here.at + 3, here.cases, here.governor, closed=True) if short else None


def sized(reach: Reach, here: Step) -> Step | None:
    """Go on over how large a facility is: "with a capacity of 100 MW", "мощностью 500 МВт"."""
    if reach.kind != "institution" or not _measuring(reach, here.at):
        return None
    near = range(here.at, here.at + SIZED)
    amount = next((one for one in reach.scene.amounts if one.first in near), None)
    return Step(amount.last, here.cases, "", closed=True) if amount is not None else None


def _measuring(reach: Reach, at: int) -> bool:
    """Say whether words that tell a size begin at a token."""
    if belongs(reach.lower(at), "ru", "sizing"):
        return True
    ahead = (reach.lower(place) for place in range(at + 1, at + SIZED))
    return reach.lower(at) == "with" and any(belongs(word, "en", "sizing") for word in ahead)


SIZED = 6


def route(reach: Reach, here: Step) -> Step | None:
    """Go on over the places a road, corridor or forum joins: "China – Kyrgyzstan – Uzbekistan"."""
    at = here.at
    while _capital(reach, at) and reach.lower(at + 1) in JOINED and _capital(reach, at + 2):
        at += 2
    hyphened = _capital(reach, at) and sum(part[:1].isupper() for part in reach.scene.tokens[at].text.split("-")) > 1
    return Step(at + 1, here.cases, "", closed=True) if at > here.at or hyphened else None


JOINED = ("-", "–", "—")


def _capital(reach: Reach, at: int) -> bool:
    token = reach.token(at)
    return token is not None and token.kind == "word" and token.text[0].isupper() and not reach.person(at)


def dash(reach: Reach, here: Step) -> Step | None:
    """Go on over a dash between two proper names."""
    token, before, after = reach.token(here.at), reach.token(here.at - 1), reach.token(here.at + 1)
    if token is None or before is None or after is None or token.text not in "-–":
        return None
    proper = before.text[:1].isupper() and after.text[:1].isupper()
    return Step(here.at + 1, here.cases, here.governor, closed=False) if proper else None
