"""Twins: a figure told again, in a title or lead without its time and further on with it, is of that time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from karvon.read import when
from karvon.read.bygone import bygone
from karvon.read.happened import grown, habitual, stands
from karvon.read.page import Page
from karvon.read.periods import period_of
from karvon.read.scene import Frame
from karvon.read.talked import LINE, TITLES
from karvon.read.timed import TOLD, Timed, is_event, is_stock
from karvon.read.topics import today

Figure = tuple[str | None, str, int, str | None]


def timed_all(page: Page, frames: Sequence[Frame]) -> list[Timed]:
    """Return the frames with their periods; one without any takes that of the same figure told further on."""
    timed: list[Timed] = []
    for found in frames:
        period, rule = period_of(page, found, timed)
        timed.append(Timed(found, period, rule))
    if not any(map(_alone, timed)):
        return timed
    told = {_figure(one.frame): one for one in reversed(timed) if one.rule in TOLD and one.period.type == "period"}
    paired = [_with_twin(one, told.get(_figure(one.frame))) if _alone(one) else one for one in timed]
    headed = [_with_first(page, one, timed) if _alone(one) else one for one in paired]
    return [_by_now(page, one) if _alone(one) else one for one in headed]


def _with_first(page: Page, one: Timed, timed: Sequence[Timed]) -> Timed:
    """Give a figure in a title the period of the first of the same that the text below it tells.

    A level is the same where it only rounds the other one: "nears 9.4 billion" of 9.36 billion.
    """
    found, (first, last) = one.frame, page.layout.paragraphs[one.frame.scene.sentence.paragraph]
    if found.scene.sentence.paragraph > TITLES or last - first >= LINE:
        return one
    below = (t for t in timed if t.frame.scene.sentence.paragraph > found.scene.sentence.paragraph)
    same = (t for t in below if t.frame.indicator == found.indicator and t.rule in TOLD)
    alike = (t for t in same if found.change != "level" or _rounds(found, t.frame))
    other = next(alike, None)
    return one if other is None else _with_twin(one, other)


def _rounds(title: Frame, told: Frame) -> bool:
    """Say whether a level is another one of the same unit with fewer digits."""
    left, right = (Decimal(one.amount.digits) * one.amount.scale for one in (title, told))
    known = title.unit == told.unit and told.change == "level" and title.indicator is not None
    return known and abs(left - right) <= ROUNDED * abs(right)


ROUNDED = Decimal("0.025")


def _by_now(page: Page, one: Timed) -> Timed:
    """Give a fact with no time anywhere the day of its text, as far as that is known."""
    if page.dated_by == "unresolved" or _moved(page, one.frame) or bygone(page, one.frame):
        return one
    days = [t for t in one.frame.scene.times if t.kind == "day" and not t.deadline]
    told = when.period(days[0], page.present, page.dated_by) if len(days) == 1 else None
    past = told is not None and told.end is not None and (page.published.last or told.end) >= told.end
    return Timed(one.frame, told if told is not None and past else today(page), "period.present")


def _moved(page: Page, found: Frame) -> bool:
    """Say whether a flow is told to have risen or fallen at a time that the text never names, by parts of a hundred."""
    if is_stock(found) or is_event(found):
        return False
    doubled = found.amount.times or found.amount.factor or page.published.last is None
    return grown(found) and not doubled and not (habitual(page, found) or stands(page, found))


def _alone(one: Timed) -> bool:
    """Say whether a fact has no period of its own."""
    return one.rule == "period.none" and one.frame.status == "actual"


def _figure(found: Frame) -> Figure:
    return found.indicator, found.amount.digits, int(found.amount.scale), found.unit


def _with_twin(one: Timed, other: Timed | None) -> Timed:
    if other is None or other.frame.amount.first <= one.frame.amount.first:
        return one
    return Timed(one.frame, msgspec.structs.replace(other.period, resolution="inherited"), "period.topic")
