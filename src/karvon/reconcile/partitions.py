"""Wholes and their parts, proposed by structure only: a sum that merely adds up is never looked for.

A whole is a figure that leaves one dimension open; its parts come from the same source, speak of the same quantity in
the same period and differ from the whole in exactly that dimension. Nothing else makes a partition, except that a text
itself relates its figures (part_of, breakdown).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from karvon.model.ledger import Check
from karvon.model.values import Interval, total
from karvon.model.vocabulary import by_code
from karvon.reconcile.checks import agreement, held, ordered
from karvon.reconcile.clusters import clusters
from karvon.reconcile.keys import additive, certain
from karvon.reconcile.names import one_thing
from karvon.reconcile.numbers import below, compatible, fineness
from karvon.reconcile.relations import Related
from karvon.reconcile.told import Told, sectors

DIMENSIONS = {"territory": "parts_by_territory", "stage": "parts_by_stage", "sector": "parts_by_sector"}
COMPLETE = {"territory"}  # the two countries of a pair leave no third place for a joint project
RELATIONS = ("part_of", "breakdown")
KINDS = ("project_value", "contract_value")
COMPOSED = "portfolio_value"
COUNTED, PLANNED = "project", "planned"

Cell = tuple[str, str, str]  # territory, stage, sector; "" where the figure is not limited


def structural(told: Iterable[Told], countries: tuple[str, str]) -> list[Check]:
    """Return the checks of every whole against its parts within one source, quantity and period."""
    checks: list[Check] = []
    for group in _groups(told).values():
        cells = _cells(group)
        for cell, whole in cells.items():
            for dimension in range(len(DIMENSIONS)):
                checks += _dimension(cell, whole, cells, dimension, countries)
    return checks


def related(claims: Iterable[Related], told: Mapping[str, Told], countries: tuple[str, str]) -> list[Check]:
    """Return the checks of wholes whose parts the text itself relates to them."""
    parts: dict[str, set[str]] = {}
    for claim in claims:
        for relation in claim.relations:
            if relation.type in RELATIONS and claim.id in told and relation.target in told:
                whole, part = _direction(told[relation.target], told[claim.id])
                parts.setdefault(whole, set()).add(part)
    checks: list[Check] = []
    for whole in sorted(parts):
        checks += _related(told[whole], [told[name] for name in sorted(parts[whole])], countries)
    return checks


def composed(told: Iterable[Told]) -> list[Check]:
    """Return the checks of a portfolio that one source gives on one day beside its projects and its contracts."""
    groups: dict[tuple[object, ...], dict[str, list[Told]]] = {}
    for one in told:
        if one.slot.measure in (COMPOSED, *KINDS) and one.slot.whole and certain(one.figure):
            key = (one.source, one.slot.scope, one.slot.unit, one.slot.status, one.span)
            groups.setdefault(key, {}).setdefault(one.slot.measure, []).append(one)
    return [check for group in groups.values() for check in _composed(group)]


def halves(told: Iterable[Told], countries: tuple[str, str]) -> list[Check]:
    """Return the sums of parts on both territories where only the whole carries a stage or a status ("12 planned").

    A text names the stage once. Parts that carry none may belong to another whole of it, so that their sum is told only
    where it is exact, the whole is the only one of that number, and the text gives no whole without the limit.
    """
    listed = list(told)
    divided = {one.source for one in listed if one.slot.territory in countries}
    groups: dict[tuple[object, ...], list[Told]] = {}
    for one in (one for one in listed if one.source in divided):
        if additive(one.slot.measure) and one.slot.change == "level" and not (one.derived or one.slot.sector):
            span = one.span if certain(one.figure) else None
            slot = one.slot
            plain = (slot.measure, slot.unit, slot.scope, slot.subject, slot.topic)
            groups.setdefault((one.source, plain, span), []).append(one)
    return [check for group in groups.values() if len(group) > len(countries) for check in _halves(group, countries)]


def _halves(group: list[Told], countries: tuple[str, str]) -> list[Check]:
    checks: list[Check] = []
    for limit in sorted({_limit(one) for one in group if one.slot.territory in countries}):
        own = [one for one in group if _limit(one) == limit]
        parts = [_finest(told) for code in sorted(countries) if (told := _agreeing(own, code))]
        plain = [one for one in own if not one.slot.territory]
        if len(parts) == len(countries) and not plain:
            computed = total([part.number for part in parts])
            wholes = [one for one in group if _carries(one, limit) and one.number.value == computed.value]
            checks += [_sum("parts_by_territory", wholes[0], parts, sure=True)] if len(clusters(wholes)) == 1 else []
    return checks


def by_place(told: Iterable[Told], countries: tuple[str, str]) -> list[Check]:
    """Return the sums of the only numbers of both territories where one is to come: "nine will be in A, three in B".

    Only where they are counts of one day, at no stage that was reached, and make the only whole of their page exactly.
    """
    groups: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        if one.slot.unit == COUNTED and one.slot.change == "level" and not (one.derived or one.slot.sector):
            groups.setdefault((one.source, one.slot.measure, one.slot.scope, one.slot.subject), []).append(one)
    return [check for group in groups.values() if len(group) > len(countries) for check in _by_place(group, countries)]


def _by_place(group: list[Told], countries: tuple[str, str]) -> list[Check]:
    own = [one for one in group if one.slot.territory in countries]
    parts = [_finest(told) for code in sorted(countries) if (told := _agreeing(own, code))]
    days = {part.span for part in parts if certain(part.figure)}
    ahead = all(part.slot.stage in ("", PLANNED) for part in parts) and len({_limit(part) for part in parts}) > 1
    if len(parts) < len(countries) or len(days) > 1 or not ahead:
        return []
    computed = total([part.number for part in parts])
    wholes = [one for one in group if not one.slot.territory]
    alone = len(clusters(wholes)) == 1 and wholes[0].number.value == computed.value
    return [_sum("parts_by_territory", wholes[0], parts, sure=True)] if alone else []


def _limit(one: Told) -> tuple[str, str]:
    return one.slot.stage, one.slot.status


def _carries(whole: Told, limit: tuple[str, str]) -> bool:
    """Say whether a whole carries a stage or a status that its parts leave open, and contradicts neither of theirs."""
    stage, status = limit
    alike = status in (whole.slot.status, "actual")
    return not whole.slot.territory and alike and not stage and (whole.slot.stage, whole.slot.status) != limit


def _agreeing(told: list[Told], territory: str) -> list[Told]:
    own = [one for one in told if one.slot.territory == territory]
    return own if own and _agreed(own) else []


def _groups(told: Iterable[Told]) -> dict[tuple[object, ...], list[Told]]:
    groups: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        if additive(one.slot.measure) and one.slot.change == "level" and not one.derived:
            slot = one.slot
            plain = (slot.measure, slot.unit, slot.scope, slot.subject, slot.status, slot.topic)
            span = one.span if certain(one.figure) else None
            groups.setdefault((one.source, plain, span), []).append(one)
    return {key: group for key, group in groups.items() if len(group) > 1 and any(map(_limits, group))}


def _cells(group: list[Told]) -> dict[Cell, Told]:
    """Return one statement per cell; a cell whose statements disagree is left out, as nothing can rest on it."""
    sector = sectors(group)
    cells: dict[Cell, list[Told]] = {}
    for one in group:
        cells.setdefault((one.slot.territory, one.slot.stage, sector[one.ids]), []).append(one)
    return {cell: _finest(cells[cell]) for cell in sorted(cells) if _agreed(cells[cell])}


def _agreed(told: list[Told]) -> bool:
    return all(compatible(told[0].number, other.number) for other in told[1:])


def _finest(told: list[Told]) -> Told:
    """Return the most precise statement, one with words before one without."""
    return min(told, key=lambda one: (fineness(one.number), one.figure.quote is None, one.ids))


def _dimension(
    cell: Cell, whole: Told, cells: Mapping[Cell, Told], dimension: int, countries: tuple[str, str]
) -> list[Check]:
    if cell[dimension]:
        return []
    name = list(DIMENSIONS)[dimension]
    parts = {
        other[dimension]: told for other, told in cells.items() if other[dimension] and _alike(cell, other, dimension)
    }
    allowed = {code: told for code, told in parts.items() if _divides(name, code, countries)}
    return _weigh(name, whole, allowed, countries)


def _alike(whole: Cell, part: Cell, dimension: int) -> bool:
    return all(index == dimension or whole[index] == part[index] for index in range(len(whole)))


def _divides(dimension: str, code: str, countries: tuple[str, str]) -> bool:
    """Say whether a value of the dimension is one of parts that exclude each other."""
    if dimension == "stage":
        return by_code("stages")[code]["partition"] == "yes"
    return dimension != "territory" or code in countries


def _weigh(dimension: str, whole: Told, parts: Mapping[str, Told], countries: tuple[str, str]) -> list[Check]:
    """Return the sum check where all parts are there, else the check that the parts do not exceed the whole."""
    if not parts:
        return []
    told = [parts[code] for code in sorted(parts)]
    sure = dimension in COMPLETE and set(parts) == set(countries)
    return [_softened(_sum(DIMENSIONS[dimension], whole, told, sure=sure), whole, told)]


def _sum(rule: str, whole: Told, parts: list[Told], *, sure: bool) -> Check:
    """Hold the sum of the parts against the whole; unless the parts are surely all, a smaller sum is no failure."""
    computed = total([part.number for part in parts])
    terms = tuple(name for part in parts for name in part.ids)
    if len(parts) > 1 and (sure or agreement(computed, whole.number) or not below(computed, whole.number)):
        return held(rule, terms=terms, against=whole.ids, computed=computed, stated=whole.number, unit=whole.slot.unit)
    return ordered(
        "part_of_whole", terms=terms, against=whole.ids, computed=computed, stated=whole.number, unit=whole.slot.unit
    )


def _softened(check: Check, whole: Told, parts: list[Told]) -> Check:
    """Return a failure as one that cannot be judged where only the page, not the words, makes these a whole's parts."""
    firm = whole.slot.subject or all(one_thing(whole.figure.phrase, part.figure.phrase) for part in parts)
    return check if firm or check.verdict != "conflict" else replace(check, verdict="cannot_tell")


def _direction(target: Told, owner: Told) -> tuple[str, str]:
    """Return (whole, part) of a relation: the part is the one that is limited further, else the one that relates."""
    if _limits(target) > _limits(owner):
        return owner.ids[0], target.ids[0]
    return target.ids[0], owner.ids[0]


def _limits(told: Told) -> int:
    return sum(bool(value) for value in (told.slot.territory, told.slot.stage, told.slot.sector))


def _related(whole: Told, parts: list[Told], countries: tuple[str, str]) -> list[Check]:
    """Return one check per dimension in which related parts differ from their whole."""
    parts = [part for part in parts if part.slot.unit == whole.slot.unit and part.slot.change == whole.slot.change]
    checks: list[Check] = []
    for name, rule in DIMENSIONS.items():
        own = {_value(part, name): part for part in parts if _only(part, whole) == name}
        dividing = {code: part for code, part in own.items() if _divides(name, code, countries)}
        checks += _weigh(name, whole, dividing, countries)
        checks += [_sum(rule, whole, [own[code]], sure=False) for code in sorted(set(own) - set(dividing))]
    named = [part for part in parts if _only(part, whole) == ""]
    kinds = {part.slot.measure for part in named} | {whole.slot.measure}
    if len(named) > 1:
        checks.append(_sum("parts_by_kind" if len(kinds) > 1 else "parts_named", whole, named, sure=False))
    return checks


def _only(part: Told, whole: Told) -> str | None:
    """Return the one dimension in which the part is limited and the whole is not; "" for none, None for several."""
    limited = [name for name in DIMENSIONS if _value(part, name) and not _value(whole, name)]
    return None if len(limited) > 1 else (limited[0] if limited else "")


def _value(told: Told, dimension: str) -> str:
    return str(getattr(told.slot, dimension))


def _composed(group: Mapping[str, list[Told]]) -> list[Check]:
    """Return the sum of projects and contracts where each is given once and the portfolio is no narrower."""
    found = {kind: clusters(told) for kind, told in group.items()}
    if set(group) != {COMPOSED, *KINDS} or any(len(told) > 1 for told in found.values()):
        return []
    whole, *parts = (found[kind][0].members[0] for kind in (COMPOSED, *KINDS))
    computed: Interval = total([part.number for part in parts])
    if not below(computed, whole.number) and not compatible(computed, whole.number):
        return []
    return [_sum("parts_by_kind", whole, parts, sure=False)]
