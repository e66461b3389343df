"""What published figures say became of a promise that no official series covers: jobs, projects, freight, capacity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from karvon.model.dates import Span
from karvon.model.ledger import Report
from karvon.model.values import Interval
from karvon.reconcile.callings import one_calling
from karvon.reconcile.keys import Slot, alike, family, is_year, snapshot_day, timing
from karvon.reconcile.names import tell_apart
from karvon.reconcile.told import Told

Names = Callable[[Told], Sequence[str]]
Words = tuple[Slot, tuple[str, ...], str | None]
Said = tuple[dt.date, tuple[Told, ...]]  # a day, and the statements that say the same of it
Things = Mapping[tuple[str, str], Mapping[Words, list[Said]]]
DECIDING = ("met", "missed")
REACHED = ("", "done", "launched", "existing", "held", "under_way", "developing")  # what is counted is there
FINISHED = ("done", "launched", "existing", "held")  # projects count only when they are ready
OF_THINGS = ("capacity", "site_area", "line_length", "building_count", "production")
SOON = dt.timedelta(days=92)  # a level told within a quarter after a deadline is the level at the deadline
YEAR = dt.timedelta(days=366)
SHARE = Decimal("0.0001")
FIRST, IDS = itemgetter(0), attrgetter("ids")
MOST = 3
DOUBLE = 2


class Like(NamedTuple):
    """What makes statements say the same of every promise that was made before them."""

    slot: Slot
    names: tuple[str, ...]
    phrase: str | None
    day: Span
    number: Interval
    bound: str
    type: str


def like(one: Told, names: Names) -> Like | None:
    """Return what a statement says to be the case; None where it tells nothing that is."""
    actual = one.slot.status == "actual" and one.slot.change == "level" and not one.derived
    if not actual or one.number.value is None or _day(one).last is None:
        return None
    figure = one.figure
    own = tuple(names(one))
    return Like(one.slot, own, figure.phrase, _day(one), one.number, figure.bound, figure.period.type)


def by_thing(likes: Mapping[Like, tuple[Told, ...]]) -> Things:
    """Return what is told to be the case, by what is measured and its unit and then by the words for it."""
    found: dict[tuple[str, str], dict[Words, list[Said]]] = {}
    for key, told in likes.items():
        if key.day.last is not None:
            own = found.setdefault((key.slot.measure, key.slot.unit), {})
            own.setdefault((key.slot, key.names, key.phrase), []).append((key.day.last, told))
    return found


def reports(
    group: Sequence[Told], deadline: dt.date | None, known: Mapping[Words, list[Said]], names: Names
) -> tuple[Report, ...]:
    """Return what later figures of the same thing say of a promise: what decides it, else the last that does not."""
    each = {_words(one, names): one for one in group}
    since = min(filter(None, (promise.figure.source.published.first for promise in group)), default=None)
    if since is None:
        return ()
    own = (said for own in known.values() if _of_promise(each.values(), own[0][1][0], names) for said in own)
    answering = sorted(own, key=FIRST)
    decided: dict[tuple[str, Decimal], Report] = {}
    for one in _in_time(answering, since):
        told = _report(group[0], one, deadline)
        if told.says in (*DECIDING, "early", "late"):
            decided.setdefault((told.says, told.reached), told)
        if len(decided) == MOST:
            break
    return tuple(decided.values()) or tuple(_report(group[0], one, deadline) for one in _last(answering, since))


def _of_promise(promises: Iterable[Told], one: Told, names: Names) -> bool:
    return any(_answers(promise, one, names) for promise in promises)


def _in_time(answering: Iterable[Said], since: dt.date) -> Iterator[Told]:
    """Yield of all that say the same the first that was published after a day, in order of what they tell of."""
    for _, said in groupby(answering, key=FIRST):
        yield from sorted((ends[0] for _, told in said if (ends := _ends(told, since))), key=IDS)


def _last(answering: Sequence[Said], since: dt.date) -> list[Told]:
    """Return the last statement that was published after a day, by what it tells of; none where there is none."""
    for _, said in groupby(reversed(answering), key=FIRST):
        lasts = [ends[1] for _, told in said if (ends := _ends(told, since))]
        if lasts:
            return [max(lasts, key=IDS)]
    return []


def _words(one: Told, names: Names) -> Words:
    """Return all by which a figure is told to be of the thing that was promised."""
    return (one.slot, tuple(names(one)), one.figure.phrase)


def state(told: Iterable[Report]) -> str | None:
    """Return what reports decide between them; None where none of them does."""
    said = {one.says for one in told} & set(DECIDING)
    return "disputed" if len(said) > 1 else next(iter(said), None)


def _answers(promise: Told, one: Told, names: Names) -> bool:
    """Say whether a figure is of the very thing that was promised."""
    mine, its = promise.slot, one.slot
    if not alike(mine, its) or not _there(mine.stage, one):
        return False
    if mine.subject or its.subject:
        return mine.subject == its.subject
    left, right = (names(told) for told in (promise, one))
    wanted = mine.measure in OF_THINGS
    return one_calling(left, right, wanted=wanted and bool(left or right)) and not _worded_apart(promise, one)


def _there(stage: str, one: Told) -> bool:
    """Say whether what a figure counts is there, and not only planned, at the stage that was promised."""
    if family(one.slot.measure) == "portfolio" and one.slot.measure != "jobs":
        return one.slot.stage in FINISHED
    return one.slot.stage in REACHED or one.slot.stage == stage != "planned"


def _worded_apart(promise: Told, one: Told) -> bool:
    return tell_apart(promise.figure.phrase, one.figure.phrase, promise.slot.measure)


def _ends(told: Sequence[Told], since: dt.date) -> tuple[Told, Told] | None:
    """Return the first and the last statement that were published after a day."""
    first = next((one for one in told if _after(one, since)), None)
    return None if first is None else (first, next(one for one in reversed(told) if _after(one, since)))


def _after(one: Told, since: dt.date) -> bool:
    """Say whether a figure was published after the promise was made: an earlier level is what it starts from."""
    published = one.figure.source.published.last
    return published is not None and published > since


def _report(promise: Told, one: Told, deadline: dt.date | None) -> Report:
    value, wanted = one.number.value or Decimal(0), promise.number.value or Decimal(1)
    reached = (value / wanted).quantize(SHARE, rounding=ROUND_HALF_EVEN)
    return Report(figure=one.ids[0], day=_day(one), reached=reached, says=_says(promise, one, deadline))


def _says(promise: Told, one: Told, deadline: dt.date | None) -> str:
    """Return what a figure says of a promise: whether its level was reached, and whether its days decide."""
    there = _reaches(promise, one)
    if there is None:
        return "vague"
    flow = timing(one.slot.measure) == "flow" or one.figure.period.type == "period"
    enough, short = _of_flow(_day(one), deadline) if flow else _of_stock(_day(one), deadline)
    return enough if there else short


def _reaches(promise: Told, one: Told) -> bool | None:
    """Say whether a number is as much as promised; None where its bound or its last digit leaves that open.

    What is more than twice as much rather counts something wider.
    """
    wanted, number = promise.number.value, one.number
    if wanted is None or number.value is None or number.value > DOUBLE * wanted:
        return None
    if number.low is not None and number.low >= wanted:
        return True
    if number.high is not None and number.high < wanted:
        return False
    exact = one.figure.bound == "eq"
    return number.value >= wanted if exact else None


def _of_flow(day: Span, deadline: dt.date | None) -> tuple[str, str]:
    """Return what a flow says that is enough, and one that is not.

    That of the deadline's year decides; a part of it only when it is enough already.
    """
    if deadline is None or day.last is None:
        return "met", "part"
    if day.last.year != deadline.year:
        return ("early", "before") if day.last < deadline else ("late", "part")
    return "met", "missed" if is_year(day) else "part"


def _of_stock(day: Span, deadline: dt.date | None) -> tuple[str, str]:
    """Return what a level says that is enough, and one that is not.

    One told by the deadline or soon after it decides, a low one within a year of it.
    """
    if deadline is None or day.last is None or day.first is None:
        return "met", "before"
    enough = "met" if day.last <= deadline + SOON else "late"
    return enough, "before" if day.last < deadline else "missed" if day.first <= deadline + YEAR else "part"


def _day(one: Told) -> Span:
    return one.span if one.figure.period.type == "period" else snapshot_day(one.figure)
