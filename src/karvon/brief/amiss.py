"""What was amiss in the input: findings, and how many documents are later than the day of the case."""

from __future__ import annotations

import msgspec

from karvon.brief.words import Voice
from karvon.model.document import Finding
from karvon.model.results import Results
from karvon.say.findings import finding

LATER = "run.document_later"


class Amiss(msgspec.Struct, frozen=True):
    """Findings that the day of the case may know, and the number of documents later than it."""

    findings: tuple[Finding, ...]
    later: int


def amiss(results: Results) -> Amiss:
    """Return the findings without a word on later documents: what is not known yet has no name and no date."""
    later = {one.file for one in results.findings if one.code == LATER}
    return Amiss(tuple(one for one in results.findings if one.file not in later), len(later))


def told(voice: Voice) -> tuple[str, ...]:
    """Return every finding as a sentence, and last, by their number only, the documents that are later."""
    known = amiss(voice.results)
    lines = tuple(finding(one, voice.lang) for one in known.findings)
    return (*lines, voice.word("input.later", n=known.later)) if known.later else lines
