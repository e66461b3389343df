"""What texts say of one named thing: its cost, capacity, length or area, by several pages and at different times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.ledger import Check
from karvon.reconcile.clusters import clusters
from karvon.reconcile.figures import claim_figures
from karvon.reconcile.known import Inputs
from karvon.reconcile.levels import agreeing, compare, unjudged
from karvon.reconcile.numbers import compatible
from karvon.reconcile.proper import kind_of
from karvon.reconcile.things import LONE, THINGS, described, named_by, one_names, phrase_of
from karvon.reconcile.told import Told, by, tell
from karvon.registry import country_of, is_region

AT_ONCE = dt.timedelta(days=31)  # pages so near in time speak of one state of a thing
PORTFOLIO = "portfolio_definition"
Group = list[Told]


class Sized(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a thing that its text names: the name is that of the registry, or the one that texts give it.

    `kind` is what kind of thing it is, as far as its words tell.
    """

    thing: str
    kind: str
    figure: Figure


def sized(given: Inputs) -> list[Sized]:
    """Return the costs and sizes that documents with a date tell of things they name, in order of their ids."""
    names = {claim.id: claim for claim in given.claims if claim.kind == "institution"}
    of_thing = {
        claim.id: names[target]
        for claim in given.claims
        if not (named_by(claim) or LONE).startswith(LONE)
        for target in described(claim)
        if target in names
    }
    if not of_thing:
        return []
    sides = {(document, speaker): side for document, speaker, side in given.sides}
    told = [claim for claim in given.claims if claim.id in of_thing]
    figures = claim_figures(told, given.pages, sides, given.info.countries)
    return [
        Sized(thing=one.thing, kind=kind_of(phrase_of(of_thing[one.id])), figure=one)
        for one in figures
        if one.thing is not None and _day(one) is not None
    ]


def size_checks(listed: Iterable[Sized], given: Inputs) -> list[Check]:
    """Return the checks of what is told of one thing: by several pages at one time, and from one time to the next.

    What rows of the registry say of it counts too. Nothing is held against a page that gives several numbers itself:
    they are of its parts or its times. Things of one name in two countries, or two regions, are two, unless the
    registry knows them as one.
    """
    told = list(listed)
    names = one_names((one.thing, one.kind) for one in told)
    of_thing = {one.figure.id: names.get(one.thing, one.thing) for one in told}
    things = set(of_thing.values())
    rows = [one for one in given.numbers if one.subject in things and _day(one) is not None]
    subjects = of_thing | {one.id: one.subject for one in rows if one.subject}
    derived = frozenset(row.ref for row in given.rows if row.get("origin") == "derived")
    # the thing is known, whatever words tell its cost
    plain = (replace(one.figure, phrase=None, thing=None) for one in told)
    statements = tell((*plain, *rows), subjects, derived, frozenset(), given.info.countries)
    checks: list[Check] = []
    registered = {row.id for row in given.rows if row.table in THINGS}
    for own in _groups(statements, of_thing):
        one_thing = own[0].slot.subject in registered
        for group in [own] if one_thing else _by_place(own, given.info.countries):
            checks += _checks(group)
    return checks


def _by_place(group: Group, countries: tuple[str, str]) -> Iterator[Group]:
    """Yield what is told of things of one name by the countries they are in, and there by their regions."""
    for own in _apart(group, lambda place: country_of(place, countries) or place):
        yield from _apart(own, lambda place: place if is_region(place) else "")


def _apart(group: Group, within: Callable[[str], str]) -> list[Group]:
    """Return statements by the places they are of, where there are two; what names none may then be of either."""
    places = by(group, lambda one: within(one.slot.territory))
    known = [places[name] for name in sorted(places) if name]
    return known if len(known) > 1 else [group]


def _groups(told: Iterable[Told], texts: Mapping[str, str]) -> Iterator[Group]:
    """Yield what is told of one measure of one thing, in order of time; groups of rows alone are compared elsewhere."""
    found: dict[tuple[str, str, str], Group] = {}
    for one in told:
        if one.slot.change == "level" and not one.derived:
            found.setdefault((one.slot.subject, one.slot.measure, one.slot.unit), []).append(one)
    for key in sorted(found):
        group = [one for page in _by_page(found[key]) for one in page]
        if len(group) > 1 and any(one.figure.id in texts for one in group):
            yield sorted(group, key=lambda one: (_told_on(one), one.ids))


def _by_page(group: Iterable[Told]) -> list[Group]:
    """Return what each page says, of those pages that do not contradict themselves."""
    pages: dict[str, Group] = {}
    for one in group:
        pages.setdefault(one.source, []).append(one)
    return [own for own in pages.values() if all(compatible(own[0].number, one.number) for one in own)]


def _checks(group: Group) -> list[Check]:
    times = [clusters(time) for time in _times(group)]
    checks = [_of_one_thing(check) for time in times for check in compare(time)]
    for before, after in pairwise(times):
        pairs = [(left.members[0], right.members[0]) for left in before for right in after]
        same = next((pair for pair in pairs if compatible(pair[0].number, pair[1].number)), None)
        checks.append(
            agreeing("same_fact", same[:1], same[1:]) if same else unjudged("thing_over_time", *min(pairs, key=_gap))
        )
    return checks


def _gap(pair: tuple[Told, Told]) -> tuple[object, ...]:
    first, second = (next(end for end in msgspec.structs.astuple(one.number) if end is not None) for one in pair)
    return (abs(first - second), pair[0].ids, pair[1].ids)


def _of_one_thing(check: Check) -> Check:
    """Return a check without what explains only differences of portfolios."""
    return replace(check, causes=tuple(cause for cause in check.causes if cause.code != PORTFOLIO))


def _times(group: Sequence[Told]) -> list[Group]:
    """Return statements in order of time as those that speak of one state, each within a month of the first of them."""
    found: list[Group] = []
    for one in group:
        if found and _told_on(one) - _told_on(found[-1][0]) <= AT_ONCE:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _told_on(one: Told) -> dt.date:
    day = _day(one.figure)
    assert day is not None
    return day


def _day(figure: Figure) -> dt.date | None:
    """Return the day that a figure speaks of where it is one that has come, else the last day its page can be of."""
    published: Span = figure.source.published
    if figure.status == "actual" and figure.period.start is not None and figure.period.start == figure.period.end:
        return figure.period.end
    return published.last if published.first is not None else None
