"""A portfolio through time and on one day: breaks in the series, repeated old figures, competing definitions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from operator import attrgetter

from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.reconcile.checks import make, possible
from karvon.reconcile.following import Course, Neighbours
from karvon.reconcile.names import tell_apart
from karvon.reconcile.numbers import compatible, fineness
from karvon.reconcile.slips import shifted
from karvon.reconcile.snapshots import COUNT, VALUE, WIDE, Cell, Earlier, Snapshot, merged, repeats

YEAR = dt.timedelta(days=365)
MONTH = dt.timedelta(days=31)
ORDER = attrgetter("order")
SEVERAL = 10  # fewer projects may be as many by chance
Sum = tuple[Snapshot, Cell, Cell]


def histories(shots: Iterable[Snapshot]) -> list[Course]:
    """Return the snapshots of every portfolio, oldest first, those of one day that agree made one.

    Figures that name no portfolio belong to the one that has most snapshots; where no portfolio is registered they are
    told apart by the words for what is counted ("investment projects"). A document without a date stands in the series
    only where no dated source gives the same figures.
    """
    groups: dict[tuple[str, ...], dict[str, list[Snapshot]]] = {}
    for shot in shots:
        groups.setdefault(shot.scope, {}).setdefault(shot.subject, []).append(shot)
    found = []
    for scope, subjects in groups.items():
        _adopt(subjects)
        bare = _by_words(subjects.pop("", []))
        named = [((subject,), group) for subject, group in subjects.items()]
        found += [Course((scope, *name), _sequence(sorted(group, key=ORDER))) for name, group in (*named, *bare)]
    return [history for history in found if len(history.shots) > 1]


def over_time(known: Iterable[Course], breaks: Neighbours[Check | None]) -> list[Check]:
    """Return the breaks between snapshots that follow one another, and old figures given after newer ones.

    Only snapshots that give all the figures a rule looks at stand in its sequence; `breaks` holds what was found.
    """
    names, found = set[Hashable](), list[Check | None]()
    for history in known:
        for cells in _followed(history.shots):
            sequence = [shot for shot in history.shots if cells[0] in shot.cells and cells[1] in shot.cells]
            names.add((history.name, cells))
            found += breaks.found((history.name, cells), sequence, partial(_break, cells))
    breaks.only(names)
    return [check for check in found if check is not None]


def _followed(history: Sequence[Snapshot]) -> list[tuple[Cell, Cell]]:
    """Return the pairs of figures to follow: number and value of the whole, a whole and its part on one territory."""
    each = {cell for shot in history for cell in shot.cells}
    cells = sorted(cell for cell in each if cell[0] in (COUNT, VALUE) and not cell[3])
    wholes = [cell for cell in cells if not cell[2]]
    levels = [(count, value) for count in wholes for value in wholes if count[0] == COUNT and value[0] == VALUE]
    return levels + [(whole, part) for whole in wholes for part in cells if part[2] and part[:2] == whole[:2]]


def _break(cells: tuple[Cell, Cell], before: Snapshot, after: Snapshot, given: Earlier) -> Check | None:
    """Return the break between two neighbours, or the old figures that the later one gives again."""
    if repeats(before, after) or before.day == after.day:
        return None
    parts = bool(cells[1][2])
    earlier = None if parts else given.repeated_by(after)
    if earlier is not None:
        return _repeat(earlier, before, after)
    if _apart(before, after, *cells) and (not parts or _move(before.number(cells[1]), after.number(cells[1])) < 0):
        return _series("series_part" if parts else "series_levels", before, after, cells)
    return None


def slipped(shots: Iterable[Snapshot], known: Iterable[Course]) -> list[Check]:
    """Return the sums of one number of projects that differ by a moved point only: one of the two is a slip.

    They stand in one of the `known` histories, or follow one another so soon that they can be of one portfolio.
    """
    listed = list(shots)
    pairs = [pair for history in known for pair in pairwise(_sums(history.shots))]
    counted: dict[tuple[object, ...], list[Sum]] = {}
    for one in _sums(sorted((shot for shot in listed if shot.dated), key=ORDER)):
        counted.setdefault((one[0].scope, one[0].subject, one[0].number(one[1]).value), []).append(one)
    near = [pair for group in counted.values() for pair in pairwise(group) if _near(*pair)]
    found = [
        _slip(before[0], before[2], after[0], after[2])
        for before, after in (*pairs, *near)
        if _as_many(before[0].number(before[1]), after[0].number(after[1])) and _moved(before, after)
    ]
    return list({check.id: check for check in found}.values())


def _sums(shots: Iterable[Snapshot]) -> list[Sum]:
    return [(shot, count, value) for shot in shots for count, value in shot.wholes]


def _near(before: Sum, after: Sum) -> bool:
    """Say whether two snapshots that count as many projects can be of one portfolio.

    Within a month as many projects and the same digits are no chance; later their words must not tell them apart.
    """
    first, last = before[0].day.last, after[0].day.first
    several = (after[0].number(after[1]).value or 0) >= SEVERAL
    if not several or first is None or last is None or last - first > WIDE:
        return False
    phrases = [shot.cells[count][0].figure.phrase for shot, count, _ in (before, after)]
    return last - first <= MONTH or not tell_apart(phrases[0], phrases[1])


def _as_many(before: Interval, after: Interval) -> bool:
    return before.value is not None and before.value == after.value


def _moved(before: tuple[Snapshot, Cell, Cell], after: tuple[Snapshot, Cell, Cell]) -> bool:
    numbers = sorted((shot.number(value) for shot, _, value in (before, after)), key=lambda number: number.value or 0)
    return before[2][1] == after[2][1] and shifted(*numbers)


def _slip(before: Snapshot, cell: Cell, after: Snapshot, other: Cell) -> Check:
    ids = (*_ids_of(before, cell), *_ids_of(after, other))
    return make(
        "portfolio_slip",
        terms=_ids_of(before, cell),
        against=_ids_of(after, other),
        computed=before.number(cell),
        stated=after.number(other),
        unit=cell[1],
        verdict="conflict",
        causes=(Cause("unit_slip", established=False, evidence=ids),),
    )


def _ids_of(shot: Snapshot, cell: Cell) -> tuple[str, ...]:
    return shot.cells[cell][0].ids


def unchanged(shots: Iterable[Snapshot]) -> list[Check]:
    """Return the portfolios of which number and value are told again a year later, whatever stage they are given."""
    groups: dict[tuple[object, ...], list[tuple[Snapshot, tuple[Cell, Cell]]]] = {}
    for shot in shots:
        for count, value in shot.wholes if shot.subject and shot.dated else ():
            numbers = (count[1], value[1], shot.number(count), shot.number(value))
            groups.setdefault((shot.scope, shot.subject, *numbers), []).append((shot, (count, value)))
    return [_unchanged(told[0], told[-1]) for told in groups.values() if _apart_by_a_year(told[0][0], told[-1][0])]


def _apart_by_a_year(before: Snapshot, after: Snapshot) -> bool:
    first, last = before.day.last, after.day.first
    return first is not None and last is not None and last - first >= YEAR


def _unchanged(before: tuple[Snapshot, tuple[Cell, Cell]], after: tuple[Snapshot, tuple[Cell, Cell]]) -> Check:
    return make(
        "series_unchanged",
        terms=_first_ids(*before),
        against=_first_ids(*after),
        computed=before[0].number(before[1][1]),
        stated=after[0].number(after[1][1]),
        unit=after[1][1][1],
        verdict="cannot_tell",
        causes=possible("series_unchanged"),
    )


def breaks(before: Snapshot, after: Snapshot) -> bool:
    """Say whether number and value of projects move apart between two snapshots."""
    return any(_apart(before, after, count, value) for count, value in _levels(before, after))


def _adopt(subjects: dict[str, list[Snapshot]]) -> None:
    """Give snapshots without a portfolio to the portfolio that is reported most."""
    named = sorted((name for name in subjects if name), key=lambda name: (-len(subjects[name]), name))
    if named and "" in subjects:
        subjects[named[0]] = [*subjects[named[0]], *subjects.pop("")]


def _by_words(shots: list[Snapshot]) -> list[tuple[tuple[str, ...], list[Snapshot]]]:
    """Return the snapshots by the words that limit what they count, behind no name; those without limits together."""
    groups: dict[frozenset[str], list[Snapshot]] = {}
    for shot in shots:
        groups.setdefault(shot.words, []).append(shot)
    return [(("", *sorted(words)), groups[words]) for words in sorted(groups, key=sorted)]


def _sequence(shots: list[Snapshot]) -> list[Snapshot]:
    """Return one snapshot per day and set of figures, undated ones only where no dated one repeats them."""
    days: list[Snapshot] = []
    for shot in (shot for shot in shots if shot.dated and shot.counts_all):
        both = merged(days[-1], shot) if days and days[-1].day == shot.day else None
        if both is None:
            days.append(shot)
        else:
            days[-1] = both
    undated = [shot for shot in shots if not shot.dated and shot.counts_all]
    alone: list[Snapshot] = []
    given = Earlier()
    for shot in days if undated else ():
        given.add(shot)
    for shot in undated:
        if given.repeated_by(shot) is None:
            given.add(shot)
            alone.append(shot)
    return sorted([*days, *alone], key=ORDER)


def _levels(before: Snapshot, after: Snapshot) -> list[tuple[Cell, Cell]]:
    """Return the count and value cells of the whole that both snapshots have."""
    return [pair for pair in before.levels if pair in after.levels] if before.levels and after.levels else []


def _apart(before: Snapshot, after: Snapshot, count: Cell, value: Cell) -> bool:
    counts = _move(before.number(count), after.number(count))
    values = _move(before.number(value), after.number(value))
    return counts * values < 0


def _move(before: Interval, after: Interval) -> int:
    """Return 1 where a number surely rises, -1 where it surely falls, 0 where one number satisfies both."""
    if compatible(before, after):
        return 0
    return 1 if _middle(after) > _middle(before) else -1


def _middle(number: Interval) -> Decimal:
    return next(end for end in (number.value, number.low, number.high) if end is not None)


def _series(rule: str, before: Snapshot, after: Snapshot, cells: tuple[Cell, Cell]) -> Check:
    """Return a break: terms are the earlier figures, against the later ones, the arithmetic is that of the second."""
    shown = cells[1]
    return make(
        rule,
        terms=_first_ids(before, cells),
        against=_first_ids(after, cells),
        computed=before.number(shown),
        stated=after.number(shown),
        unit=shown[1],
        verdict="series_break",
        causes=possible(rule),
    )


def _repeat(earlier: Snapshot, before: Snapshot, after: Snapshot) -> Check:
    """Return the check that older figures came back after newer ones; the earlier telling is the evidence."""
    cells = _cells_of_all(earlier, before, after)
    shown = next((cell for cell in cells if cell[0] == COUNT), cells[0])
    told = tuple(Cause(cause.code, evidence=earlier.ids) for cause in possible("series_repeat"))
    return make(
        "series_repeat",
        terms=_first_ids(before, cells),
        against=_first_ids(after, cells),
        computed=before.number(shown),
        stated=after.number(shown),
        unit=shown[1],
        verdict="series_break",
        causes=told,
    )


def _cells_of_all(earlier: Snapshot, before: Snapshot, after: Snapshot) -> tuple[Cell, ...]:
    return tuple(cell for cell in after.cells if cell in before.cells and cell in earlier.cells)


def _first_ids(shot: Snapshot, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Return the figures of the cells, one most precise statement each."""
    finest = [min(shot.cells[cell], key=lambda one: (fineness(one.number), one.ids)) for cell in cells]
    return tuple(name for one in finest for name in one.ids)
