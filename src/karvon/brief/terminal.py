"""The brief in the lines a terminal shows when a run ends: what was read, what holds, the findings, what was amiss."""

from __future__ import annotations

import textwrap

from karvon.brief import amiss, front, odds
from karvon.brief.blocks import words
from karvon.brief.findings import significant
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.dates import Span
from karvon.model.results import Results
from karvon.say import dates
from karvon.say.phrases import NB

WIDTH = 96
SHOWN_INPUT = 3


def summary(results: Results, lang: str) -> str:
    """Return about twenty lines: the case, what was read, the tallies, five findings, and findings about the input."""
    voice = Voice(results, lineage(results), lang)
    day = dates.span(Span(results.case.as_of, results.case.as_of), lang)
    title = results.case.title_ru if lang == "ru" else results.case.title_en
    lines = [*_wrapped(voice.word("summary.title", title=title, day=day)), "", *_wrapped(words(front.read(voice)))]
    return (
        "\n".join([*lines, *_tally(voice), "", *_findings(voice), *_odds(voice), *_input(voice)]).replace(NB, " ")
        + "\n"
    )


def _tally(voice: Voice) -> list[str]:
    found = {name: len(members) for name, members in front.standing(voice.results).items()}
    unjudged = found[front.UNJUDGED] + found[front.ALONE]
    said = voice.word(
        "summary.tally",
        holds=found[front.HOLDS],
        conflicts=found[front.CONFLICTS],
        unjudged=unjudged,
        alone=found[front.ALONE],
    )
    return _wrapped(said)


def _findings(voice: Voice) -> list[str]:
    chosen = significant(voice)
    if not chosen:
        return _wrapped(voice.word("findings.none"))
    lines = [voice.word("summary.findings")]
    for number, one in enumerate(chosen, 1):
        lines += _wrapped(words(one.sentence), f" {number}. ", "    ")
    return lines


def _odds(voice: Voice) -> list[str]:
    """Return the odds of every open target: from each base with the ends of the pool, and how far single views part."""
    groups = [group for group in odds.grouped(voice) if any(one.pool for one in group)]
    return [line for group in groups for line in ("", *_wrapped(words(odds.lead(voice, group))))]


def _input(voice: Voice) -> list[str]:
    found = amiss.told(voice)
    if not found:
        return []
    lines = ["", voice.word("summary.input", n=len(found))]
    for line in found[:SHOWN_INPUT]:
        lines += _wrapped(line, " – ", "   ")
    if len(found) > SHOWN_INPUT:
        lines += _wrapped(voice.word("summary.input.more", n=len(found) - SHOWN_INPUT), "   ", "   ")
    return lines


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
