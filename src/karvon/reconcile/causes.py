"""What may explain that two statements of one quantity differ, and when the evidence proves it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from karvon.model.ledger import Cause
from karvon.reconcile.keys import coverages_differ, family, is_year
from karvon.reconcile.names import tell_apart
from karvon.reconcile.numbers import near, slipped, touching
from karvon.reconcile.rules import candidates
from karvon.reconcile.told import Told

SHORT = Decimal("0.9")  # a month of a year is worth about a tenth of it
BOUNDS = ("gt", "ge", "lt", "le", "approx")
CLOSE = Decimal("0.25")  # two bounds of one figure lie no further apart than a quarter of it


def explain(rule: str, left: Told, right: Told) -> tuple[Cause, ...]:
    """Return the causes that fit two incompatible statements, the most telling first; the rule's own come last.

    Neither another office nor an early figure is a power of ten away.
    """
    found = [*_numbers(left, right), *_origin(left, right), *_meaning(left, right)]
    if any(cause.code == "unit_slip" for cause in found):
        found = [cause for cause in found if cause.code not in ("mirror_statistics", "preliminary_figure")]
    known = {cause.code for cause in found}
    if not found or not differently_meant(left, right):
        found += [Cause(code) for code in candidates(rule) if code not in known]
    return tuple(found)


def differently_meant(left: Told, right: Told) -> bool:
    """Say whether the statements themselves show that they measure different things, so that nobody need be wrong."""
    apart = coverages_differ(left.figure, right.figure) or _worded_apart(left, right)
    return apart or unfinished(left) or unfinished(right) or _across(left, right) or _across(right, left)


def _across(told: Told, office: Told) -> bool:
    """Say whether one side's figure of trade is held against the statistics of the other side, and lies close to it."""
    sides = office.official and not told.official and None not in (told.voice, office.voice)
    trade = family(told.slot.measure) == "trade" and told.slot.change == "level" and told.voice != office.voice
    first, second = told.number.value, office.number.value
    if not (sides and trade) or first is None or second is None:
        return False
    return abs(first - second) <= CLOSE * max(abs(first), abs(second))


def _worded_apart(left: Told, right: Told) -> bool:
    return tell_apart(left.figure.phrase, right.figure.phrase, left.slot.measure)


def unfinished(told: Told) -> bool:
    """Say whether a statement appeared before the period it speaks of was over, so that it covers a part of it."""
    end, published = told.figure.period.end, told.figure.source.published.last
    flow = told.figure.status == "actual" and told.figure.period.type == "period"
    return flow and end is not None and published is not None and published < end


def judge(left: Told, right: Told) -> str:
    """Return the verdict on two incompatible statements of one quantity.

    Different definitions only where the statements themselves show it; cannot tell where the last digit may do it, or
    where one of them is approximate and nothing shows that both are of one side.
    """
    if differently_meant(left, right):
        return "different_definition"
    if (left.approximate or right.approximate) and not _same_voice(left, right):
        return "cannot_tell"
    doubtful = _unnamed_occasion(left, right) or _one_text(left, right)
    return "cannot_tell" if doubtful or near(left.number, right.number) else "conflict"


def _one_text(left: Told, right: Told) -> bool:
    """Say whether one text gives both numbers: it rather speaks of two things than against itself."""
    quoted = left.figure.quote is not None and right.figure.quote is not None
    return quoted and left.source == right.source


def _unnamed_occasion(left: Told, right: Told) -> bool:
    """Say whether two pages count what was signed, and neither names the occasion: there may have been several."""
    signed = family(left.slot.measure) == "contracts" and left.source != right.source
    return signed and not (left.slot.subject and left.slot.subject == right.slot.subject)


def _numbers(left: Told, right: Told) -> list[Cause]:
    causes = []
    one_side = left.voice is None or right.voice is None or left.voice == right.voice
    if one_side and not coverages_differ(left.figure, right.figure) and slipped(left.number, right.number):
        causes.append(Cause("unit_slip"))
    if near(left.number, right.number) or touching(left.number, right.number):
        causes.append(Cause("rounding"))
    if _bounds(left, right):
        causes.append(Cause("different_bound", evidence=(*left.ids, *right.ids)))
    return causes


def _bounds(left: Told, right: Told) -> bool:
    """Say whether two statements may round or limit one figure differently: one is a bound, and they lie close."""
    first, second = left.number.value, right.number.value
    bounds = {left.figure.bound, right.figure.bound}
    if first is None or second is None or len(bounds) == 1 or not bounds & set(BOUNDS):
        return False
    return abs(first - second) <= CLOSE * max(abs(first), abs(second))


def _origin(left: Told, right: Told) -> list[Cause]:
    causes = []
    if coverages_differ(left.figure, right.figure):
        causes.append(Cause("coverage", evidence=(*left.ids, *right.ids)))
    if _two_offices(left, right):
        causes.append(Cause("mirror_statistics"))
    if _before_statistics(left, right) or _before_statistics(right, left):
        causes.append(Cause("preliminary_figure", evidence=(*left.ids, *right.ids)))
    return causes


def _meaning(left: Told, right: Told) -> list[Cause]:
    causes = []
    early = [told for told in (left, right) if unfinished(told)]
    if early:
        causes.append(Cause("partial_period", established=True, evidence=tuple(i for told in early for i in told.ids)))
    elif _short_of_year(left, right) or _short_of_year(right, left):
        causes.append(Cause("partial_period"))
    if _worded_apart(left, right) or _unnamed_occasion(left, right) or _one_text(left, right):
        causes.append(Cause("different_definition", evidence=(*left.ids, *right.ids)))
    if left.slot.change == "relative_change":
        causes.append(Cause("different_base"))
    if family(left.slot.measure) == "portfolio":
        causes.append(Cause("portfolio_definition"))
        if "" in (left.slot.stage, right.slot.stage):
            causes.append(Cause("stage"))
    return causes


def _two_offices(left: Told, right: Told) -> bool:
    """Say whether two figures of trade may be those of the two countries: they are, or of one nobody knows whose."""
    known = left.voice and right.voice and left.voice != right.voice
    unknown = left.source != right.source and left.slot.change == "level" and not (left.voice and right.voice)
    return bool(known or unknown) and family(left.slot.measure) == "trade"


def _before_statistics(told: Told, office: Told) -> bool:
    """Say whether a side gave a figure of its own before its statistics for that period were published."""
    said, published = told.figure.source.published.last, _published(office)
    early = said is not None and published is not None and said < published
    return early and office.official and not told.official and told.voice in (None, office.voice)


def _published(office: Told) -> dt.date | None:
    return office.figure.source.published.first


def _short_of_year(told: Told, other: Told) -> bool:
    """Say whether a published total of a year lies so far below another one that it may cover a part of the year."""
    flow = told.slot.change == "level" and is_year(told.span) and not told.official
    if not flow or told.number.high is None or other.number.low is None:
        return False
    return told.number.high < other.number.low * SHORT


def _same_voice(left: Told, right: Told) -> bool:
    return left.source == right.source or (left.voice is not None and left.voice == right.voice)
