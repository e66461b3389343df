"""What changed between the snapshots of a portfolio, and which of its parts a fall must have come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from karvon.model.ledger import Loss, Shift
from karvon.model.values import ZERO, Interval, plain, total
from karvon.model.vocabulary import by_code
from karvon.reconcile.numbers import compatible, difference, fineness
from karvon.reconcile.snapshots import COUNT, VALUE, Cell, Earlier, Snapshot, repeats

Divided = dict[tuple[tuple[str, ...], Cell, Decimal | None], list[Snapshot]]
NO_CHANGE = Interval(ZERO, ZERO, ZERO)


def shifts(shots: Sequence[Snapshot], known: Iterable[Sequence[Snapshot]]) -> tuple[Shift, ...]:
    """Return what changed between snapshots that follow one another in the histories of portfolios, oldest first."""
    divided = _divided(shots)
    found = []
    for history in known:
        for count, value in _wholes(history):
            own = [shot for shot in history if count in shot.cells and value in shot.cells]
            given = Earlier()
            for before, after in pairwise(own):
                if before.day != after.day:
                    found.append(_shift(before, after, (count, value), given, divided))
                given.add(before)
    return tuple(found)


def _wholes(history: Iterable[Snapshot]) -> list[tuple[Cell, Cell]]:
    """Return the cells of number and value of the whole, for every unit that values are given in."""
    cells = sorted({cell for shot in history for cell in shot.cells if not cell[2] and not cell[3]})
    counts = [cell for cell in cells if cell[0] == COUNT]
    return [(count, value) for count in counts for value in cells if value[0] == VALUE]


def _shift(before: Snapshot, after: Snapshot, cells: tuple[Cell, Cell], earlier: Earlier, divided: Divided) -> Shift:
    count, value = cells
    amount = _moved(before.number(value), after.number(value))
    kind = _kind(before, after, cells, earlier)
    fell = amount.high is not None and amount.high < 0 and kind != "returned"
    return Shift(
        portfolio=after.subject or before.subject,
        before=_finest(before, cells),
        after=_finest(after, cells),
        kind=kind,
        number=_moved(before.number(count), after.number(count)),
        amount=amount,
        unit=value[1],
        losses=_losses(before, value, -(amount.high or ZERO), divided) if fell else (),
    )


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
