"""Verdicts that people gave in place of computed ones: the mark on a check, and the annex of all of them."""

from __future__ import annotations

from karvon.brief.blocks import Inline, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.words import Voice
from karvon.model.dates import partial
from karvon.model.ledger import Check
from karvon.model.override import Evidence, Override
from karvon.reconcile.rules import rules
from karvon.say import dates, numbers

UNITLESS = ("date", "stage")  # what such checks compare are no amounts


def mark(voice: Voice, check: Check) -> Inline:
    """Return who gave a check its verdict, what was computed, and whether its evidence moved; nothing if nobody did."""
    one = override_of(voice, check)
    if one is None:
        return ()
    said = voice.say(
        "override.mark",
        who=Run(one.who, "name"),
        day=Run(_day(voice, one), "date"),
        why=Run(one.why, "name"),
        computed=voice.code("verdicts", one.computed),
    )
    return join([said, *filter(None, [change(voice, one)])], " ")


def override_of(voice: Voice, check: Check) -> Override | None:
    """Return the override that stands at a check."""
    return next((one for one in voice.results.overrides if one.target == check.id), None)


def change(voice: Voice, one: Override) -> Inline:
    """Return what has changed since a verdict was given: the evidence, or what is computed from it."""
    if one.state == "confirmed":
        return voice.say("override.confirmed")
    if one.state != "changed" or one.now is None:
        return ()
    was, now = _rested(voice, one.evidence, one), _rested(voice, one.now, one)
    if was != now:
        return voice.say("override.changed", was=was, now=now)
    if one.was == one.computed:
        return voice.say("override.replaced")
    return voice.say(
        "override.recomputed", was=voice.code("verdicts", one.was), now=voice.code("verdicts", one.computed)
    )


def _rested(voice: Voice, evidence: Evidence, one: Override) -> Inline:
    """Return the numbers of an arithmetic and how many figures stood behind it."""
    figures = (Run(voice.word("override.figures", n=evidence.count), "fig", ref=f"check:{one.target}"),)
    if evidence.unit in UNITLESS:
        return figures
    sides = [
        Run(numbers.quantity(side, evidence.unit, voice.lang), "fig", ref=f"check:{one.target}")
        for side in (evidence.computed, evidence.stated)
    ]
    return voice.say("override.rested", computed=sides[0], stated=sides[1], figures=figures)


def section(voice: Voice) -> Section:
    """Return the annex of verdicts that people gave: on which check, what, by whom, why, and whether it holds."""
    made = voice.results.overrides
    names = ("judged", "verdict", "corrected_by", "reason", "state")
    head = tuple(voice.say(f"column.{name}") for name in names)
    table = Table(voice.say("overrides.caption"), head, tuple(TableRow(_row(voice, one)) for one in made))
    return Section(
        "overrides", voice.word("overrides.title"), (Paragraph(voice.say("overrides.lead")), table) if made else ()
    )


def _row(voice: Voice, one: Override) -> tuple[Inline, ...]:
    cite = (voice.cite(f"check:{one.target}"), Run(" ")) if one.target else ()
    rule = text(rules()[one.rule][voice.lang] if one.rule in rules() else one.rule)
    who = (Run(one.who, "name"), Run(f", {_day(voice, one)}", "date"))
    return ((*cite, *rule), text(verdict_words(voice, one)), who, (Run(one.why, "name"),), state(voice, one))


def verdict_words(voice: Voice, one: Override) -> str:
    """Return the verdict that was computed and the one given in its place, with the cause where one was named."""
    was = voice.code("verdicts", one.computed or one.was)
    given = ", ".join(filter(None, (voice.code("verdicts", one.verdict), voice.code("causes", one.cause))))
    return voice.word("override.verdict", was=was, given=given)


def state(voice: Voice, one: Override) -> Inline:
    """Return whether an override is in force, and what has changed since."""
    said = voice.word(f"override.state.{one.state}")
    return join([text(said), *filter(None, [change(voice, one)])], ". ") if one.state == "changed" else text(said)


def _day(voice: Voice, one: Override) -> str:
    return dates.short(partial(one.made_on), voice.lang)
