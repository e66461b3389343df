"""What other dated sources suggest about the day of an undated document; none of it proves anything."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Span, partial, year_span
from karvon.model.ledger import Bracket
from karvon.model.row import Row
from karvon.model.values import Interval
from karvon.model.vocabulary import by_code
from karvon.reconcile.evidence import bracket
from karvon.reconcile.keys import Slot, certain, is_year, plain_url
from karvon.reconcile.milestones import step_checks
from karvon.reconcile.numbers import compatible
from karvon.reconcile.portfolio import breaks
from karvon.reconcile.relative import offset
from karvon.reconcile.snapshots import Mark, Snapshot
from karvon.reconcile.told import Told

ENOUGH = 3  # figures that two snapshots must have in common before one dates the other
DAY = dt.timedelta(days=1)
SIGNED = 3  # rank of a signature among the statuses of an agreement
Levels = Mapping[tuple[Slot, int], Sequence[Told]]
ROUND = 2  # "more than 4" is not said of 8
Given = tuple[tuple[str, ...], Mark]  # of whose portfolios which value of a cell


class Dated(msgspec.Struct, frozen=True):
    """The dated snapshots of every scope in order, and the places of those that give a value, by scope, cell, value."""

    shots: Mapping[tuple[str, ...], Sequence[Snapshot]]
    giving: Mapping[Given, Sequence[int]]

    def alike(self, shot: Snapshot) -> list[int]:
        """Return the places of those that give enough of the values that a snapshot gives."""
        peers = Counter(peer for mark in shot.marks for peer in self.giving.get((shot.scope, mark), ()))
        return sorted(peer for peer, count in peers.items() if count >= ENOUGH)


def dated(shots: Iterable[Snapshot], asked: Iterable[Snapshot]) -> Dated:
    """Return the snapshots that have a day, under the keys by which the snapshots `asked` for look for them.

    They are given oldest first.
    """
    wanted = {(shot.scope, mark) for shot in asked if len(shot.cells) >= ENOUGH for mark in shot.marks}
    own: dict[tuple[str, ...], list[Snapshot]] = {}
    for shot in shots:
        if shot.dated:
            own.setdefault(shot.scope, []).append(shot)
    giving: dict[Given, list[int]] = {}
    for found in own.values():
        for place, shot in enumerate(found if wanted else ()):
            for mark in shot.marks if len(shot.cells) >= ENOUGH else ():
                if (shot.scope, mark) in wanted:
                    giving.setdefault((shot.scope, mark), []).append(place)
    return Dated(own, giving)


def same_figures(own: Iterable[Snapshot], known: Dated, aliases: frozenset[str]) -> list[Bracket]:
    """Return what dated snapshots with the same figures suggest: not before other figures were given, nor long after.

    The last snapshot before them that differs opens the span. A later one closes it, unless a still later one
    contradicts it: what is disputed itself limits nothing. What the sources `aliases` say does not count.
    """
    found: list[Bracket] = []
    for shot in (shot for shot in own if len(shot.cells) >= ENOUGH):
        order = known.shots.get(shot.scope, ())
        equal = [place for place in known.alike(shot) if _is_same(shot, order[place], aliases)]
        if equal:
            earlier, later = order[equal[0] - 1 :: -1] if equal[0] else (), order[equal[-1] + 1 :]
            before = next(_told_elsewhere(shot, earlier, aliases), None)
            found.append(_since(shot, before, [order[place] for place in equal]))
            found += _until(shot, later, aliases)
    return found


def _is_same(shot: Snapshot, other: Snapshot, aliases: frozenset[str]) -> bool:
    return any(_told_elsewhere(shot, (other,), aliases)) and len(_shared_cells(shot, other)) >= ENOUGH


def _told_elsewhere(shot: Snapshot, others: Iterable[Snapshot], aliases: frozenset[str]) -> Iterator[Snapshot]:
    """Yield what other sources say of the portfolio of a snapshot."""
    return (other for other in others if other.source not in aliases and _one_portfolio(shot, other))


def last_year_level(own: Iterable[Told], known: Levels, aliases: frozenset[str], proved: Span) -> list[Bracket]:
    """Return the years a document can be from when the level it gives for "last year" is held against known years."""
    found = []
    for one in own:
        by = offset(one.figure.period)
        if one.slot.change == "level" and one.slot.status == "actual" and by is not None:
            levels_of = {year: _elsewhere(known.get((one.slot, year + by), ()), aliases) for year in _years(proved)}
            years = [year for year, levels_then in levels_of.items() if _fits(one, levels_then)]
            if years:
                span = Span(year_span(years[0]).first, year_span(years[-1]).last)
                refs = {name for year in years for told in levels_of[year] for name in told.ids}
                found.append(bracket("last_year_level", span, (*one.ids, *sorted(refs))))
    return found


def _elsewhere(told: Iterable[Told], aliases: frozenset[str]) -> tuple[Told, ...]:
    """Return the statements that other sources make."""
    return tuple(one for one in told if not {one.source, one.figure.source.document} & aliases)


def later_steps(own: Iterable[Claim], rows: Iterable[Row], aliases: frozenset[str]) -> list[Bracket]:
    """Return what steps of agreements suggest that the document does not know of yet, though it names who signed.

    A step whose day sources give differently counts from the latest of these days; a step that a later source denies
    limits nothing.
    """
    claims = sorted((claim for claim in own if claim.kind == "agreement" and claim.parties), key=lambda claim: claim.id)
    if not any(claim.date_signed for claim in claims):
        return []
    listed = [row for row in rows if row.table == "agreement_steps" and not _of(row, aliases)]
    listed = sorted(listed, key=lambda row: row.ref)
    denied = {name for check in step_checks(listed) if check.rule == "step_order" for name in check.terms}
    found = []
    for claim in claims:
        parties: dict[str, list[Row]] = {}
        for row in _unknown(claim, claims, listed):
            parties.setdefault(row.cells["party"], []).append(row)
        found += [_before(steps, denied, claim) for _, steps in sorted(parties.items())]
    return found


def _before(steps: list[Row], denied: set[str], claim: Claim) -> Bracket:
    """Return the evidence that a document was written before the latest day given for a party's step."""
    firsts = [partial(row.cells["date"]).first for row in steps]
    latest = max(day for day in firsts if day is not None)
    code = "later_step_disputed" if any(row.ref in denied for row in steps) else "later_step"
    return bracket(code, Span(None, latest - DAY), (*(row.ref for row in steps), claim.id))


def _since(shot: Snapshot, before: Snapshot | None, equal: list[Snapshot]) -> Bracket:
    refs = {name for other in equal for name in _shared(shot, other)}
    return bracket("same_figures", Span(before.day.first if before else None, None), tuple(sorted(refs)))


def _until(own: Snapshot, later: Sequence[Snapshot], aliases: frozenset[str]) -> list[Bracket]:
    """Return the first later snapshot that no still later one contradicts, and the disputed ones before it."""
    found = []
    for index, shot in enumerate(later):
        if not any(_told_elsewhere(own, (shot,), aliases)):
            continue
        still_later = islice(later, index + 1, None) if shot.levels else ()
        contradicting = (after for after in still_later if breaks(shot, after))
        disputed = any(_told_elsewhere(own, contradicting, aliases))
        day = shot.day.first - DAY if shot.day.first is not None else None
        found.append(bracket("superseded_disputed" if disputed else "superseded", Span(None, day), shot.ids))
        if not disputed:
            break
    return found


def _one_portfolio(left: Snapshot, right: Snapshot) -> bool:
    known = bool(left.subject and right.subject)
    common = any(cell in right.cells for cell in left.cells if not cell[2] and not cell[3])
    return common and (left.subject == right.subject if known else True)


def _shared(left: Snapshot, right: Snapshot) -> list[str]:
    return [name for cell in _shared_cells(left, right) for one in right.cells[cell] for name in one.ids]


def _shared_cells(left: Snapshot, right: Snapshot) -> list[tuple[str, str, str, str]]:
    """Return the cells on which two snapshots give one value; none when they contradict each other on any."""
    common = [cell for cell in left.cells if cell in right.cells]
    if not all(compatible(left.number(cell), right.number(cell)) for cell in common):
        return []
    return [cell for cell in common if left.number(cell).value == right.number(cell).value]


def levels(told: Iterable[Told]) -> Levels:
    """Return what is known of single years, by what is measured and the year."""
    known: dict[tuple[Slot, int], list[Told]] = {}
    for one in told:
        if certain(one.figure) and is_year(one.span) and not one.derived and one.span.first is not None:
            known.setdefault((one.slot, one.span.first.year), []).append(one)
    return known


def _years(proved: Span) -> range:
    first, last = proved.first, proved.last
    return range(0) if first is None or last is None else range(first.year, last.year + 1)


def _fits(one: Told, known: Sequence[Told]) -> bool:
    """Say whether a level fits a year; a year of which nothing is known fits, and no bound is said of its double."""
    if not known:
        return True
    number = one.number
    if number.high is None and number.low is not None:
        return any(_just_above(other.number, number.low) for other in known)
    return any(compatible(other.number, number) for other in known)


def _just_above(level: Interval, bound: Decimal) -> bool:
    over = level.high is None or level.high > bound
    return over and level.low is not None and level.low < ROUND * bound


def _of(row: Row, aliases: frozenset[str]) -> bool:
    url = row.get("source_url")
    return url is not None and plain_url(url) in aliases


def _unknown(claim: Claim, claims: list[Claim], rows: list[Row]) -> list[Row]:
    """Return the steps of the claim's agreement taken later by parties that the document does not call signatories."""
    if claim.date_signed is None or not claim.parties:
        return []
    agreements = _matching(claim, rows)
    if len(agreements) != 1:
        return []
    signed = {party for other in claims if _rank(other.agreement_status) >= SIGNED for party in other.parties}
    day = partial(claim.date_signed)
    return [
        row
        for row in rows
        if row.get("date")
        and row.cells["agreement"] in agreements
        and row.cells["party"] not in signed
        and _rank(row.cells["status"]) >= SIGNED
        and _later(partial(row.cells["date"]), day)
    ]


def _matching(claim: Claim, rows: list[Row]) -> set[str]:
    """Return the agreements that two parties of the claim signed on its day."""
    signers: dict[str, set[str]] = {}
    for row in rows:
        if row.cells["status"] == "signed" and row.get("date") == claim.date_signed:
            signers.setdefault(row.cells["agreement"], set()).add(row.cells["party"])
    return {name for name, parties in signers.items() if len(parties & set(claim.parties)) >= 2}


def _later(step: Span, signed: Span) -> bool:
    return step.first is not None and signed.last is not None and step.first > signed.last


def _rank(status: str | None) -> int:
    return int(by_code("agreement_statuses")[status]["rank"]) if status else 0
