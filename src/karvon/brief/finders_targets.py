"""Finders over targets, growth, deadlines and the two sides' statistics."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal

from karvon.brief import arithmetic, target
from karvon.brief.blocks import Inline, Run, join
from karvon.brief.candidate import Candidate, apart, crossed, many
from karvon.brief.commitments import commitments
from karvon.brief.words import Voice
from karvon.model.dates import partial
from karvon.model.ledger import Promise
from karvon.model.measures import Need
from karvon.model.row import Row
from karvon.say import dates

A_YEAR_LATE = Decimal(12)
NOTABLE_GAP = Decimal("0.01")


def missed_targets(voice: Voice) -> list[Candidate]:
    """Propose the targets that were missed on every series that can tell, all in one sentence."""
    missed = [one for one in voice.results.ledger.promises if one.outcomes and not any(_met(one))]
    if not missed:
        return []
    series = min(len(one.outcomes) for one in missed)
    told = join([_missed(voice, one) for one in missed], "; ")
    sentence = voice.say("finding.missed.all" if series > 1 else "finding.missed.one", {"n": len(missed)}, told=told)
    shortfall = max(1 - outcome.reached for one in missed for outcome in one.outcomes)
    strength = crossed((many(len(missed)) + shortfall) / 2)
    refs = [voice.lineage.ref(name) for one in missed for name in one.restatements[:1]]
    return [Candidate("missed_targets", "targets", strength, sentence, (*refs, "section:target-promises"))]


def _met(promise: Promise) -> list[bool]:
    return [outcome.met for outcome in promise.outcomes]


def _missed(voice: Voice, promise: Promise) -> Inline:
    told = []
    for outcome in promise.outcomes:
        actual, share = arithmetic.reached(voice, promise, outcome)
        series = next((one for one in target.turnover(voice) if one.id == outcome.series), None)
        reporter = voice.reporter(series.reporter) if series else ""
        told.append(voice.say("finding.missed.outcome", actual=actual, share=share, reporter=reporter))
    return voice.say(
        "finding.missed.target",
        target=voice.figure_of(promise.restatements[0]),
        deadline=voice.deadline(promise.deadline),
        outcomes=join(told),
    )


def growth_gap(voice: Voice) -> list[Candidate]:
    """Propose, for every open target, the series whose pace falls furthest short of the growth it needs."""
    found: dict[str, Candidate] = {}
    for need in voice.results.measures.needs:
        one = _growth_gap(voice, need)
        if one is not None and (need.promise not in found or one.strength > found[need.promise].strength):
            found[need.promise] = one
    return list(found.values())


def _growth_gap(voice: Voice, need: Need) -> Candidate | None:
    series = target.series_of(voice, need)
    over = target.window(voice, series) if series else None
    if series is None or over is None or need.growth <= 0:
        return None
    first, last = over
    rate, pace = arithmetic.pace(voice, series, first, last)
    short = rate < need.growth
    promise = target.promise_of(voice, need.promise)
    sentence = voice.say(
        "finding.growth.short" if short else "finding.growth.enough",
        target=voice.figure_of(promise.restatements[-1]),
        deadline=voice.deadline(promise.deadline),
        base=arithmetic.base(voice, need),
        base_year=Run(str(need.base_year), "date"),
        reporter=voice.reporter(series.reporter),
        coverage=target.coverage(voice, series),
        needed=arithmetic.needed(voice, need, promise),
        years=Run(target.years_between(first.year, last.year), "date"),
        pace=pace,
    )
    beyond = apart(need.growth, max(rate, Decimal(0)))
    strength = crossed(beyond) if short else beyond / 2
    refs = (voice.lineage.ref(promise.restatements[-1]), "section:target-needs")
    return Candidate("growth_gap", f"growth-{need.promise}", strength, sentence, refs)


def mirror(voice: Voice) -> list[Candidate]:
    """Propose the year in which the two sides' statistics differ most."""
    series = {one.id: one for one in voice.results.measures.series}
    shares = {
        gap.year: abs(gap.difference) / (gap.left.number.value or Decimal(1)) for gap in voice.results.measures.gaps
    }
    if not shares or max(shares.values()) < NOTABLE_GAP:
        return []
    widest = max(voice.results.measures.gaps, key=lambda gap: (shares[gap.year], gap.year))
    left, right = series[widest.left_series], series[widest.right_series]
    difference, share = arithmetic.difference(voice, widest, left, right)
    sentence = voice.say(
        "finding.mirror.coverage" if left.coverage != right.coverage else "finding.mirror",
        year=Run(str(widest.year), "date"),
        left=arithmetic.point(voice, left, widest.left),
        right=arithmetic.point(voice, right, widest.right),
        left_reporter=voice.reporter(left.reporter),
        right_reporter=voice.reporter(right.reporter),
        left_coverage=target.coverage(voice, left),
        right_coverage=target.coverage(voice, right),
        difference=difference,
        share=share,
    )
    return [
        Candidate("mirror", "mirror", apart(1 + shares[widest.year], Decimal(1)), sentence, ("section:target-years",))
    ]


def late(voice: Voice) -> list[Candidate]:
    """Propose every agreement signed later than the deadline somebody set for its adoption."""
    found = []
    for due in voice.rows("milestones"):
        signed = _signed(voice, due.get("subject") or "")
        if due.get("kind") == "adoption_due" and due.get("date") and signed is not None:
            one = _late(voice, due, signed)
            found += [one] if one else []
    return found


def _signed(voice: Voice, agreement: str) -> Row | None:
    steps = [row for row in voice.rows("agreement_steps") if row.get("agreement") == agreement and row.get("date")]
    signed = [row for row in steps if row.get("status") == "signed"]
    return min(signed, key=lambda row: (row.get("date") or "", row.id), default=None)


def _late(voice: Voice, due: Row, signed: Row) -> Candidate | None:
    limit, day = partial(due.get("date") or "").last, partial(signed.get("date") or "").first
    if limit is None or day is None or day <= limit:
        return None
    agreement = due.get("subject") or ""
    months = full_months(limit, day)
    passed = Decimal(months or (day - limit).days)
    sentence = voice.say(
        "finding.late" if months else "finding.late.days",
        {"n": passed},
        agreement=voice.subject(agreement),
        due=voice.dated(due, "date", dates.span),
        signed=voice.dated(signed, "date", dates.when),
        months=arithmetic.passed(voice, agreement, due, signed, passed),
    )
    strength = crossed(min(Decimal(months) / A_YEAR_LATE, Decimal(1)))
    return Candidate("late", agreement, strength, sentence, (f"row:{due.ref}", f"row:{signed.ref}"))


def full_months(first: dt.date, last: dt.date) -> int:
    """Return how many whole months have passed between two days."""
    begun = 12 * (last.year - first.year) + last.month - first.month
    return begun - (last.day < min(first.day, calendar.monthrange(last.year, last.month)[1]))


def undated(voice: Voice) -> list[Candidate]:
    """Propose that most commitments name no deadline, when most name none."""
    found = commitments(voice)
    open_ended = [one for one in found if not one.dated]
    if not found or 2 * len(open_ended) <= len(found):
        return []
    refs = tuple(ref for one in open_ended for ref in one.refs[:1])
    sentence = voice.say(
        "finding.undated",
        {"n": len(open_ended), "all": len(found)},
        n=arithmetic.listed(voice, "no-deadline", voice.say("calc.no-deadline"), refs),
        all=voice.count(len(found), "section:commitments"),
    )
    strength = Decimal(len(open_ended)) / len(found)
    return [Candidate("undated", "commitments", strength, sentence, ("section:commitments",))]


FINDERS = (missed_targets, growth_gap, mirror, late, undated)
