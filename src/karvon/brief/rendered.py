"""Commitments of another language in the words of the brief: what is to be done, of what; the original a link away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from karvon.brief.blocks import Inline, Run, join, text
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.reconcile.names import named_in
from karvon.reconcile.spoken import NAMED
from karvon.reconcile.things import known_thing, registered_names
from karvon.say.tables import say_table

ACT, LAST, TOPIC = "act", "last", "topic"
PAPERS = ("concept", "roadmap")  # what is drawn up of a thing is not the thing itself


def rendered(voice: Voice, claim: Claim) -> Inline:
    """Return a commitment from another language as act and objects, with a link to its words.

    Nothing for words of the brief's own language, and where the act or all of its objects are unknown.
    """
    lang = voice.lineage.document_of(claim).language
    act = None if lang == voice.lang else _first(claim.quote)
    if act is None:
        return ()
    named = [*_things(voice, claim), *_numbers(voice, claim)]
    objects = [*_topics(voice, claim, PAPERS), *named] if named else _topics(voice, claim)
    if not objects:
        return ()
    said = say_table("acts")[act][voice.lang]
    original = Run(voice.word(f"original.{lang}" if lang in ("ru", "en") else "original"), "name", ref=_ref(claim))
    return (Run(f"{said[:1].upper()}{said[1:]}: "), *join(objects), Run(" ("), original, Run(")"))


def _ref(claim: Claim) -> str:
    return f"claim:{claim.id}"


def _first(words: str) -> str | None:
    """Return the act that words name first; that it was agreed upon only where they name no other."""
    found = [(match.start(), code) for code, match in _found(ACT, words)]
    found = found or [(match.start(), code) for code, match in _found(LAST, words)]
    return min(found)[1] if found else None


def _things(voice: Voice, claim: Claim) -> list[Inline]:
    """Return the registered things that a commitment names; of names inside one another the longest."""
    names = registered_names(voice.results.rows)
    own = [(thing, name) for thing, name in names if named_in(name, claim.quote)]
    longest = {thing for thing, name in own if not any(name != other and named_in(name, other) for _, other in own)}
    inside = (one for one in voice.results.claims if one.kind in NAMED and _within(one, claim))
    known = longest | {thing for one in inside if (thing := known_thing(one, names))}
    return [voice.subject(thing) for thing in sorted(known)]


def _within(inner: Claim, outer: Claim) -> bool:
    return inner.document == outer.document and outer.start <= inner.start and inner.end <= outer.end


def _numbers(voice: Voice, claim: Claim) -> list[Inline]:
    """Return the quantities that stand inside a commitment."""
    inside = [one for one in voice.results.claims if one.id in voice.lineage.figures and _within(one, claim)]
    return [
        join([text(voice.code("indicators", one.indicator)), (voice.figure_of(one.id),)], " — ")
        for one in sorted(inside, key=lambda one: (one.start, one.id))
    ]


def _topics(voice: Voice, claim: Claim, only: Sequence[str] = ()) -> list[Inline]:
    """Return what a commitment is about in general words, in the order of its own; of some words only these."""
    found = sorted((match.start(), code) for code, match in _found(TOPIC, claim.quote))
    return [text(say_table("acts")[code][voice.lang]) for _, code in found if not only or code in only]


def _found(kind: str, words: str) -> Iterator[tuple[str, re.Match[str]]]:
    for code, pattern in _patterns(kind):
        match = pattern.search(words.lower())
        if match:
            yield code, match


@cache
def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = ((code, row["pattern"]) for code, row in say_table("acts").items() if row["kind"] == kind)
    return tuple((code, re.compile(rf"(?<!\w)(?:{pattern})")) for code, pattern in listed)
