"""What changed between the snapshots of a portfolio, and which of its parts a fall must have come from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from karvon.model.ledger import Loss, Shift
from karvon.model.values import ZERO, Interval, plain, total
from karvon.model.vocabulary import by_code
from karvon.reconcile.following import Course, Neighbours
from karvon.reconcile.numbers import compatible, difference, fineness
from karvon.reconcile.snapshots import COUNT, VALUE, Cell, Earlier, Snapshot, repeats

Divided = dict[tuple[tuple[str, ...], Cell, Decimal | None], list[Snapshot]]
NO_CHANGE = Interval(ZERO, ZERO, ZERO)


def shifts(shots: Sequence[Snapshot], known: Iterable[Course], moves: Neighbours[Shift | None]) -> tuple[Shift, ...]:
    """Return what changed between snapshots that follow one another in the histories of portfolios, oldest first.

    `moves` holds what was found before.
    """
    divided, names, found = _divided(shots), set[Hashable](), list[Shift]()
    for history in known:
        for cells in _wholes(history.shots):
            own = [shot for shot in history.shots if cells[0] in shot.cells and cells[1] in shot.cells]
            names.add((history.name, cells))
            moved = zip(pairwise(own), moves.found((history.name, cells), own, partial(_shift, cells)), strict=True)
            found += [_losing(shift, before, cells[1], divided) for (before, _), shift in moved if shift is not None]
    moves.only(names)
    return tuple(found)


def _wholes(history: Iterable[Snapshot]) -> list[tuple[Cell, Cell]]:
    """Return the cells of number and value of the whole, for every unit that values are given in."""
    each = {cell for shot in history for cell in shot.cells}
    cells = sorted(cell for cell in each if not cell[2] and not cell[3])
    counts = [cell for cell in cells if cell[0] == COUNT]
    return [(count, value) for count in counts for value in cells if value[0] == VALUE]


def _shift(cells: tuple[Cell, Cell], before: Snapshot, after: Snapshot, earlier: Earlier) -> Shift | None:
    """Return how number and value moved between two snapshots of different days."""
    if before.day == after.day:
        return None
    count, value = cells
    return Shift(
        portfolio=after.subject or before.subject,
        before=_finest(before, cells),
        after=_finest(after, cells),
        kind=_kind(before, after, cells, earlier),
        number=_moved(before.number(count), after.number(count)),
        amount=_moved(before.number(value), after.number(value)),
        unit=value[1],
        losses=(),
    )


def _losing(shift: Shift, before: Snapshot, value: Cell, divided: Divided) -> Shift:
    """Return a shift with the parts that must have lost something where the value fell."""
    high = shift.amount.high if shift.amount is not None else None
    fell = high is not None and high < 0 and shift.kind != "returned"
    losses = _losses(before, value, -(high or ZERO), divided) if fell else ()
    return replace(shift, losses=losses) if losses else shift


def _moved(before: Interval, after: Interval) -> Interval:
    """Return how far a number moved; nothing where one number satisfies both."""
    return NO_CHANGE if compatible(before, after) else difference(after, before)


def _kind(before: Snapshot, after: Snapshot, cells: tuple[Cell, Cell], earlier: Earlier) -> str:
    if repeats(before, after):
        return "repeated"
    if earlier.repeated_by(after) is not None:
        return "returned"
    number, amount = (_sign(_moved(before.number(cell), after.number(cell))) for cell in cells)
    if number * amount < 0:
        return "apart"
    return "repeated" if number + amount == 0 else "grew" if number + amount > 0 else "shrank"


def _sign(moved: Interval) -> int:
    ends = [end for end in (moved.value, moved.low, moved.high) if end is not None]
    best = ends[0] if ends else ZERO
    return (best > 0) - (best < 0)


def _losses(before: Snapshot, value: Cell, fall: Decimal, divided: Divided) -> tuple[Loss, ...]:
    """Return the parts that must have lost something: those without which all others are smaller than the fall."""
    parts = _parts(before, value, divided)
    found = []
    for cell, (name, _) in parts.items():
        others = total([number for other, (_, number) in parts.items() if other != cell])
        if others.high is not None and fall > others.high:
            found.append(Loss(name, plain(fall - others.high)))
    return tuple(found)


def _parts(before: Snapshot, value: Cell, divided: Divided) -> dict[Cell, tuple[str, Interval]]:
    """Return the sums by stage of a snapshot, or of one that repeats it, when they divide the whole."""
    peers = divided.get((before.scope, value, before.number(value).value), [])
    for shot in sorted(peers, key=lambda shot: (shot is not before, shot.order)):
        if shot is before or repeats(before, shot):
            return {cell: (_finest(shot, (cell,))[0], shot.number(cell)) for cell in _stages(shot, value)}
    return {}


def _divided(shots: Iterable[Snapshot]) -> Divided:
    """Return the snapshots whose sums by stage add up to the whole, by whose they are and what the whole is."""
    found: Divided = {}
    for shot in shots:
        for value in [cell for cell in shot.cells if cell[0] == VALUE and not cell[2] and not cell[3]]:
            whole, parts = shot.number(value), [shot.number(cell) for cell in _stages(shot, value)]
            if len(parts) > 1 and compatible(total(parts), whole):
                found.setdefault((shot.scope, value, whole.value), []).append(shot)
    return found


def _stages(shot: Snapshot, value: Cell) -> list[Cell]:
    """Return the cells of the same value at stages that exclude each other."""
    stages = by_code("stages")
    return [cell for cell in shot.cells if cell[:3] == value[:3] and cell[3] and stages[cell[3]]["partition"] == "yes"]


def _finest(shot: Snapshot, cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the most precise figure of each cell."""
    best = (min(shot.cells[cell], key=lambda one: (fineness(one.number), one.ids)) for cell in cells)
    return tuple(name for one in best for name in one.ids)
