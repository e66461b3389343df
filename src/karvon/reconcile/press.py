"""The press against the statistics: whose figure a published one is, how far off it is, or what it may have meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import ROUND_HALF_EVEN, Decimal

import msgspec
from msgspec.structs import replace

from karvon.model.ledger import Beside, Cause, Check, Meant, PressFigure
from karvon.model.values import Interval, plain
from karvon.reconcile.causes import explain, judge, unfinished
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import Slot, certain, family, is_year, timing
from karvon.reconcile.numbers import growth, near, width
from karvon.reconcile.told import Told

RULE = "part_of_year"
SHARE = Decimal("0.0001")
FINE = Decimal("0.1")  # a number that names another one has two digits at least
SHORT = Decimal("0.9")  # a month of a year is worth about a tenth of it
MUTUAL, SOLD = "trade_turnover", "export"
GROWTH = "growth_levels"
AGREED = ("consistent", "within_rounding")
OPEN = ("conflict", "cannot_tell")  # what a check may judge
JUDGES = ("present_level", GROWTH, "two_figures")

Years = Mapping[tuple[Slot, int], tuple[Told, ...]]


class Office(msgspec.Struct, frozen=True, eq=False):
    """What one office reports for a year, as a statement; `ids` and `number` are of the growth where that is asked."""

    told: Told
    ids: tuple[str, ...]
    number: Interval
    year: int


def press(page: Iterable[Told], years: Years, measured: Set[Slot]) -> list[PressFigure]:
    """Return every figure that a page publishes on trade beside what the offices report for its period.

    Figures limited to a kind of goods, a sector or a region meet no office here; where no office reports the year,
    nothing can be told. `measured` are the quantities that any office reports.
    """
    groups: dict[tuple[object, ...], list[Told]] = {}
    for one in page if measured else ():
        if _published(one) and _level(one.slot, measured) is not None:
            groups.setdefault((one.slot, one.span, one.figure.indicator, one.number), []).append(one)
    return [figure for group in groups.values() for figure in _held(group, years, measured)]


def judgement(one: PressFigure, held: Mapping[str, Iterable[Check]]) -> PressFigure:
    """Return a figure as judged by the check that knows most of it; `held` are the checks about its figures."""
    checks = [check for name in one.figures for check in held.get(name, ())]
    official = {name for beside in one.offices for name in beside.figures}
    own = [
        check
        for check in checks
        if {*check.terms, *check.against} - {*one.figures} <= official
        or (check.rule == GROWTH and {*check.against} <= {*one.figures})
    ]
    if not own:
        return one
    check = min(own, key=lambda check: (JUDGES.index(check.rule), check.id))
    return replace(one, verdict=check.verdict, causes=check.causes)


def offices_of(found: Iterable[PressFigure]) -> dict[str, tuple[str, ...]]:
    """Return the offices whose number a published figure is, of those that are any office's."""
    return {name: one.whose for one in found if one.verdict in AGREED for name in one.figures}


def of_offices(checks: Iterable[Check], whose: Mapping[str, tuple[str, ...]]) -> tuple[Check, ...]:
    """Return the checks, in which two published figures that are each of another office contradict nobody."""
    return tuple(_of_two_offices(check, whose) for check in checks)


def _of_two_offices(check: Check, whose: Mapping[str, tuple[str, ...]]) -> Check:
    if check.rule != "two_figures" or check.verdict != "conflict":
        return check
    left, right = ({side for name in names for side in whose.get(name, ())} for names in (check.terms, check.against))
    if not (left and right) or left & right:
        return check
    mirrored = Cause("mirror_statistics", evidence=(*check.terms, *check.against))
    return replace(check, verdict="different_definition", causes=(mirrored,))


def press_checks(found: Iterable[PressFigure], told: Mapping[str, Told]) -> list[Check]:
    """Return the parts of a year that are larger than the whole year of the office they belong to."""
    checks = []
    for one in found:
        if one.kind == "part" and one.verdict in ("conflict", "different_definition"):
            stated = told[one.figures[0]]
            office = _nearest([beside for beside in one.offices if not beside.fits], stated.voice)
            checks.append(_exceeds(one, stated, office))
    return checks


def _exceeds(one: PressFigure, stated: Told, office: Beside) -> Check:
    return make(
        RULE,
        terms=one.figures[:1],
        against=office.figures,
        computed=stated.number,
        stated=office.number,
        unit=stated.slot.unit,
        verdict=one.verdict,
        causes=one.causes or possible(RULE),
    )


def reported(one: Told) -> tuple[Slot, int] | None:
    """Return the quantity and the year that an office reports in a statement; None of any other statement."""
    mine = one.official and is_year(one.span) and one.slot.change == "level" and one.span.first is not None
    return (one.slot, one.span.first.year) if mine and one.span.first is not None else None


def by_voice(group: Iterable[Told]) -> tuple[Told, ...]:
    """Return what offices report of one quantity and year in a fixed order."""
    return tuple(sorted(group, key=lambda one: (one.voice or "", one.ids)))


def _published(one: Told) -> bool:
    trade = family(one.slot.measure) == "trade" and timing(one.slot.measure) == "flow"
    return trade and one.slot.status == "actual" and not one.official and not one.derived


def _level(slot: Slot, measured: Set[Slot]) -> Slot | None:
    """Return the quantity that offices report and a figure is of; a growth is one of a level in some currency."""
    if slot.change == "level":
        return slot if slot in measured else None
    if slot.change != "relative_change":
        return None
    units = sorted({one.unit for one in measured if one.measure == slot.measure})
    levels = [replace(slot, change="level", unit=unit) for unit in units]
    return next((level for level in levels if level in measured), None)


def _held(group: list[Told], years: Years, measured: Set[Slot]) -> Iterator[PressFigure]:
    """Yield one page's figure beside the offices; nothing where its period is no year, no part of one and no day."""
    one = min(group, key=lambda one: (one.figure.quote is None, one.ids))
    level = _level(one.slot, measured)
    asked = _asked(one)
    if level is None or asked is None:
        return
    kind, year = asked
    if kind == "level":
        year = max((known for slot, known in years if slot == level and _out(years[slot, known], one)), default=year)
    offices = [_office(peer, one, years, year) for peer in years.get((level, year), ())]
    known = [office for office in offices if office is not None]
    figures = tuple(sorted(name for told in group for name in told.ids))
    figures = (*one.ids, *(name for name in figures if name not in one.ids))
    made = _part(one, known) if kind == "part" else _whole(one, known, level, years)
    yield replace(made, figures=figures, kind=kind)


def _asked(one: Told) -> tuple[str, int] | None:
    """Return what a figure is about: a year, a part of one, or the level of the last year before its day."""
    first, last = one.span.first, one.span.last
    if not certain(one.figure) or first is None or last is None:
        return None
    if is_year(one.span):
        return "year", first.year
    if one.figure.period.type == "point":
        return ("level", last.year - 1) if one.slot.change == "level" else None
    inside = first.year == last.year and one.slot.change == "level"
    return ("part", first.year) if inside else None


def _out(peers: Iterable[Told], one: Told) -> bool:
    """Say whether offices had reported a year by the day a figure is of; where nobody knows, whether it had ended."""
    day = one.span.last or dt.date.max
    said = [peer.figure.source.published.last for peer in peers]
    return all(
        (published or (peer.span.last or dt.date.max)) <= day for published, peer in zip(said, peers, strict=True)
    )


def _office(peer: Told, one: Told, years: Years, year: int) -> Office | None:
    """Return what an office reports for the year asked: its level, or the growth from the year before."""
    if one.slot.change == "level":
        return Office(peer, peer.ids, peer.number, year)
    before = next((old for old in years.get((peer.slot, year - 1), ()) if _one_series(old, peer)), None)
    grown = growth(peer.number, before.number) if before else None
    return Office(peer, (*before.ids, *peer.ids), grown, year) if before and grown else None


def _one_series(left: Told, right: Told) -> bool:
    same = left.figure.coverage == right.figure.coverage and left.figure.indicator == right.figure.indicator
    return same and left.voice == right.voice


def _beside(one: Told, office: Office, *, fits: bool) -> Beside:
    said, reported = one.number.value, office.number.value
    both = said is not None and reported is not None
    difference = plain(said - reported) if both and said is not None and reported is not None else None
    level = one.slot.change == "level"
    share = (
        (difference / reported).quantize(SHARE, rounding=ROUND_HALF_EVEN)
        if level and difference is not None and reported
        else None
    )
    return Beside(
        reporter=office.told.voice or "",
        year=office.year,
        figures=office.ids,
        number=office.number,
        difference=difference,
        share=share,
        fits=fits,
    )


def _whole(one: Told, offices: list[Office], level: Slot, years: Years) -> PressFigure:
    """Return a figure of a whole year beside the offices: theirs, near them, or unlike any."""
    fitting = {office: agreement(one.number, office.number) for office in offices}
    beside = tuple(_beside(one, office, fits=fitting[office] is not None) for office in offices)
    made = PressFigure(figures=(), kind="", verdict="cannot_tell", whose=(), offices=beside)
    if not offices:
        return made
    own = [office for office in offices if one.voice is None or office.told.voice == one.voice]
    theirs = [office for office in offices if fitting[office] is not None]
    mine = [office for office in theirs if office in own]
    if mine or (theirs and not own):
        best = min(mine or theirs, key=lambda office: (fitting[office] != "consistent", _distance(one, office)))
        whose = tuple(sorted({office.told.voice or "" for office in mine or theirs}))
        return replace(made, verdict=fitting[best] or "cannot_tell", whose=whose)
    if theirs:
        return replace(
            made,
            verdict="different_definition",
            whose=tuple(sorted({office.told.voice or "" for office in theirs})),
            causes=_other_side(own[0], theirs[0]),
        )
    return _unlike(one, made, own or offices, level, years)


def _other_side(own: Office, other: Office) -> tuple[Cause, ...]:
    """Return why one side gives the other office's figure: other statistics, and their coverage where it differs."""
    evidence = (*own.ids, *other.ids)
    causes = [Cause("mirror_statistics", evidence=evidence)]
    left, right = own.told.figure.coverage, other.told.figure.coverage
    if left is not None and right is not None and left != right:
        causes.append(Cause("coverage", evidence=evidence))
    return tuple(causes)


def _unlike(one: Told, made: PressFigure, own: list[Office], level: Slot, years: Years) -> PressFigure:
    """Return a figure that no office reports for its year: with what else it may have meant, and why it may differ."""
    office = min(own, key=lambda office: (_distance(one, office), office.ids))
    if near(one.number, office.number):
        return replace(made, causes=(Cause("rounding"),))
    if not _judged(one, made.offices):
        return replace(made, causes=_strangers(one, office))
    meant = tuple(_meanings(one, office, level, years))
    told = replace(office.told.figure, number=office.number, change=one.figure.change, unit=one.figure.unit)
    peer = msgspec.structs.replace(office.told, figure=told, slot=one.slot)
    rule = "present_level" if one.figure.period.type == "point" else "two_figures"
    verdict = judge(one, peer) if one.slot.change == "level" else "cannot_tell"  # a base may have been revised since
    return replace(made, verdict=verdict, meant=meant, causes=explain(rule, one, peer))


def _judged(one: Told, offices: Iterable[Beside]) -> bool:
    """Say whether the office a figure would be of has reported: its own side's, or every side's where none is told."""
    sides = {beside.reporter for beside in offices}
    return one.voice in sides if one.voice is not None else len(sides) > 1


def _strangers(one: Told, office: Office) -> tuple[Cause, ...]:
    """Return why a figure differs from the only office that has reported, where that is another side's."""
    apart = one.voice is not None and one.voice != office.told.voice
    return (Cause("mirror_statistics", evidence=office.ids),) if apart else ()


def _distance(one: Told, office: Office) -> Decimal:
    return abs(_best(one.number) - _best(office.number))


def _best(number: Interval) -> Decimal:
    return next((end for end in (number.value, number.low, number.high) if end is not None), Decimal(0))


def _meanings(one: Told, office: Office, level: Slot, years: Years) -> Iterator[Meant]:
    """Yield what else would fit a figure: the years beside, the other flows of the year, a part of the year.

    A number of one digit fits too much to name anything.
    """
    if not _telling(one) or one.slot.change != "level":
        return
    for code, slot, year in _elsewhere(level, office.year):
        for peer in years.get((slot, year), ()):
            if agreement(one.number, peer.number) is not None:
                yield Meant(code, _beside(one, Office(peer, peer.ids, peer.number, year), fits=True))
    short = (
        one.number.high is not None and office.number.low is not None and one.number.high < office.number.low * SHORT
    )
    if short or unfinished(one):
        yield Meant("part_of_year", _beside(one, office, fits=False))


def _elsewhere(level: Slot, year: int) -> Iterator[tuple[str, Slot, int]]:
    yield "year_before", level, year - 1
    yield "year_after", level, year + 1
    if level.measure == MUTUAL:
        for ends in (level.scope, level.scope[::-1]):
            yield "one_direction", replace(level, measure=SOLD, scope=("flow", *ends)), year
    elif level.measure == SOLD and len(level.scope) == 3:
        flow, seller, buyer = level.scope
        yield "other_direction", replace(level, scope=(flow, buyer, seller)), year
        yield "both_directions", replace(level, measure=MUTUAL, scope=tuple(sorted((seller, buyer)))), year


def _telling(one: Told) -> bool:
    """Say whether a number has digits enough to be recognised elsewhere."""
    wide, value = width(one.number), one.number.value
    return wide is not None and value is not None and wide <= abs(value) * FINE


def _part(one: Told, offices: list[Office]) -> PressFigure:
    """Return a part of a year beside the whole years: no larger than its own office's, or it cannot be a part of it."""
    beside = tuple(_beside(one, office, fits=_inside(one, office)) for office in offices)
    made = PressFigure(figures=(), kind="", verdict="cannot_tell", whose=(), offices=beside)
    if not offices:
        return made
    own = [place for place, office in enumerate(offices) if one.voice is None or office.told.voice == one.voice]
    inside = [place for place, held in enumerate(beside) if held.fits]
    if set(own or range(len(offices))) & set(inside):
        return replace(made, verdict="consistent")
    if inside:
        causes = _other_side(offices[own[0]], offices[inside[0]])
        return replace(made, verdict="different_definition", causes=causes)
    return replace(made, verdict="conflict", causes=possible(RULE))


def _inside(one: Told, office: Office) -> bool:
    return one.number.low is None or office.number.high is None or one.number.low <= office.number.high


def _nearest(offices: list[Beside], voice: str | None) -> Beside:
    return min(offices, key=lambda beside: (beside.reporter != voice, abs(beside.difference or 0), beside.figures))
