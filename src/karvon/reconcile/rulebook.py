"""The rules that look at statements in groups, each with the groups in which it looks and what it finds there.

A document that is added, changed or taken away moves a few statements from group to group; all else that was found
stands. Whoever adds a rule here makes sure that a group holds everything the rule looks at; the tests hold ledgers that
were kept through many changes against those from scratch.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import msgspec

from karvon.model.ledger import Check, PressFigure
from karvon.reconcile.asleep import At, Frozen, digest_of
from karvon.reconcile.averages import against_totals, averaged
from karvon.reconcile.clusters import clusters
from karvon.reconcile.cumulative import cumulated, since
from karvon.reconcile.facts import Linked, of_one_page
from karvon.reconcile.grouped import Grouped, same
from karvon.reconcile.growth import Firsts, Quantity, against_levels, changed, level, start_of
from karvon.reconcile.identities import between, flows, tilings
from karvon.reconcile.keys import Slot
from karvon.reconcile.knots import Agreement, News, agreeing
from karvon.reconcile.known import Inputs, Known
from karvon.reconcile.levels import Key as Period
from karvon.reconcile.levels import beyond_country, compare, in_country, of_thing, over_dates, period_of
from karvon.reconcile.meanings import early, shared, two_meanings
from karvon.reconcile.partitions import by_place, composed, halves, structural
from karvon.reconcile.present import in_order, present_levels, told_of_year, yearly
from karvon.reconcile.press import by_voice, offices_of, press, press_checks, reported
from karvon.reconcile.promises import promising
from karvon.reconcile.rates import amount, conversions, rate
from karvon.reconcile.reports import Names, Things, by_thing, like
from karvon.reconcile.retold import drifts, statement
from karvon.reconcile.shares import level_of, make_hundred, of_levels
from karvon.reconcile.slips import Slip, only_stage, slip_checks, slips, value_of
from karvon.reconcile.slips_apart import apart, of_digits
from karvon.reconcile.snapshots import Snapshot
from karvon.reconcile.stocks import current, falling, growing, mixable, mixed, repeated
from karvon.reconcile.things import THINGS
from karvon.reconcile.told import Told
from karvon.reconcile.totals import Inside, Together, counts, day_of, sums

PORTFOLIOS = ("portfolios",)
CHECKS = list[Check]
IDS, FIRST, FIGURES = attrgetter("ids"), itemgetter(0), attrgetter("figures")


class Compared(msgspec.Struct, frozen=True):
    """What is found in the statements of one quantity for one period: comparisons, and figures that agree."""

    checks: tuple[Check, ...]
    agreed: tuple[Agreement, ...]


class Page(msgspec.Struct, frozen=True):
    """What is found in the statements of one source; `counts` says between whom it counts projects."""

    sums: tuple[Check, ...]
    others: tuple[Check, ...]
    slips: tuple[Slip, ...]
    counts: tuple[tuple[str, ...], ...]


class Held(msgspec.Struct, frozen=True):
    """What comes of the figures that one source publishes on trade: checks, and the offices whose number one is."""

    checks: tuple[Check, ...]
    whose: dict[str, tuple[str, ...]]


class Rule(NamedTuple):
    """A rule whose checks are a function of one group: how a group is named, and what is found in it."""

    key: Callable[[Told], Hashable | None]
    find: Callable[[Sequence[Told]], Sequence[Check]]


ALONE = (
    Rule(since, cumulated),
    Rule(level_of, of_levels),
    Rule(growing, falling),
    Rule(current, repeated),
    Rule(mixable, mixed),
    Rule(shared, two_meanings),
)


class Rulebook:
    """What all rules find in the statements of a part, from one change to the next."""

    def __init__(self, given: Inputs, names: Names, official: Sequence[Told]) -> None:
        self._countries, self._reported = given.info.countries, dict[tuple[Slot, int], tuple[Told, ...]]()
        self._rated, self._measured = dict[str, tuple[Told, ...]](), frozenset[Slot]()
        self._grown: dict[Quantity, list[Check]] = {}
        self._together, self._shown = Together(), list[PressFigure]()
        self._of_all()
        self._of_sources(names)
        self._of_things(given)
        self._change(self._with_sums, (), official)

    def _of_all(self) -> None:
        """Make the groups that hold turnovers added up from official figures as well."""
        self._offices = Grouped(reported, by_voice)
        self.periods: Grouped[Period, Compared] = Grouped(period_of, _in_period, Compared)
        self._levels, self._changes = Grouped(level, Firsts), Grouped(changed, same)
        self._values, self._years = Grouped(value_of, same), Grouped(told_of_year, in_order)
        self._present = Grouped(yearly, partial(present_levels, alike=self._years.of), CHECKS)
        self._with_sums = (self._offices, self.periods, self._levels, self._changes, self._present)

    def _of_sources(self, names: Names) -> None:
        """Make the groups of what sources and speakers say of one thing."""
        self.pages, self._averages = Grouped(_source, self._on_page, Page), Grouped(averaged, same)
        self._press = Grouped(_source, self._published, list[PressFigure])
        self._held, self._links = Grouped(_source, self._of_press, Held), Grouped(_source, of_one_page, list[Linked])
        self._early = Grouped(early, same)
        self._rates, self._amounts = Grouped(rate, same), Grouped(amount, self._converted, CHECKS)
        self._flows, self._drifts = Grouped(between, flows, CHECKS), Grouped(statement, drifts, CHECKS)
        self._digits = Grouped(of_digits, partial(apart, names=names), CHECKS)
        self._named = Grouped(promising, same)
        self._evidence = Grouped(partial(like, names=names), same)

    def _of_things(self, given: Inputs) -> None:
        """Make the groups of registered things and portfolios, and those of rules that stand alone."""
        things, portfolios = (frozenset(row.id for row in given.rows if row.table in of) for of in (THINGS, PORTFOLIOS))
        own = (
            Rule(partial(of_thing, things=things), over_dates),
            Rule(partial(in_country, countries=self._countries), partial(beyond_country, countries=self._countries)),
        )
        self._days = Grouped(partial(day_of, portfolios=portfolios), sums)
        self._alone: list[Grouped[Any, Any]] = [Grouped(rule.key, rule.find, CHECKS) for rule in (*ALONE, *own)]

    def take(self, known: Known) -> list[News]:
        """Let every rule know which statements are gone and which have come; return what agreed and agrees now."""
        self._change(self._every(), known.gone, known.come)
        reported, rated = self._reported, self._rated
        self._note()
        if self._reported != reported:
            self._press.renew()
            self._held.renew()
        if self._rated != rated:
            self._amounts.renew()
        self._present.touch({slot for (slot, _), *_ in self._years.news()})
        self._grow()
        return [(key, _agreed(before), _agreed(now)) for key, before, now in self.periods.news()]

    def frozen(self, places: Mapping[str, int]) -> tuple[dict[int, msgspec.Raw], tuple[Frozen, ...]]:
        """Return the checks of changes and all groups as they are written down, `places` being those of statements."""
        encode = msgspec.msgpack.encode
        grown = {digest_of(quantity): msgspec.Raw(encode(checks)) for quantity, checks in self._grown.items() if checks}
        return grown, tuple(one.frozen(places) for one in self._every())

    def thaw(self, grown: Mapping[int, msgspec.Raw], frozen: Sequence[Frozen], at: At) -> None:
        """Take all groups up as they were written down, `at` giving the statement of a place."""
        for one, own in zip(self._every(), frozen, strict=True):
            one.thaw(own, at)
        told = {quantity: grown.get(digest_of(quantity)) for quantity in self._changes.all()}
        decode = msgspec.msgpack.decode
        self._grown = {one: [] if own is None else decode(own, type=CHECKS) for one, own in told.items()}
        self._note()

    def agreed(self) -> list[News]:
        """Return what agrees in all periods, as news."""
        return [(period, (), found.agreed) for period, found in self.periods.all().items()]

    def _grow(self) -> None:
        """Hold changes against levels anew where either came to hold other statements."""
        due, moved = self._changes.due, self._levels.due
        changes = self._changes.all()
        self._grown = {quantity: checks for quantity, checks in self._grown.items() if quantity in changes}
        for quantity, told in changes.items():
            start = start_of(quantity, told[0])
            if quantity in due or quantity in moved or start in moved:
                self._grown[quantity] = against_levels(told, self._levels.of(quantity), self._levels.of(start))

    def _note(self) -> None:
        """Note what offices report, and which rates are told."""
        self._reported, self._rated = dict(self._offices.all()), dict(self._rates.all())
        self._measured = frozenset(slot for slot, _ in self._reported)

    def _every(self) -> Iterator[Grouped[Any, Any]]:
        yield from self._with_sums
        yield from (self._press, self._held, self._links, self._early)
        yield from (self.pages, self._averages, self._rates, self._amounts, self._flows, self._drifts, self._digits)
        yield from (self._values, self._years, self._named, self._evidence, self._days)
        yield from self._alone

    @staticmethod
    def _change(groups: Iterable[Grouped[Any, Any]], gone: Sequence[Told], come: Sequence[Told]) -> None:
        for one in groups:
            one.change(gone, come)

    @property
    def compared(self) -> list[Check]:
        """What statements of one quantity for one period come to when they are held against each other."""
        return [check for found in self.periods.each() for check in found.checks]

    @property
    def sums(self) -> list[Check]:
        """Sums of parts, of exports and imports, of years."""
        pages = (check for page in self.pages.each() for check in page.sums)
        return [*pages, *_flat(self._flows)]

    @property
    def others(self) -> list[Check]:
        """The checks that nothing else bears on."""
        growth = (check for checks in self._grown.values() for check in checks)
        alone = (check for groups in (*self._alone, self._amounts, self._present) for check in _flat(groups))
        pages = (check for page in self.pages.each() for check in page.others)
        return [*growth, *alone, *pages]

    @property
    def press(self) -> list[PressFigure]:
        """What pages publish on trade beside what offices report, in order of figure."""
        found = {id(one): one for page in self._press.each() for one in page}
        there = [one for one in self._shown if found.pop(id(one), None) is not None]
        self._shown = sorted([*there, *found.values()], key=FIGURES)
        return self._shown

    @property
    def links(self) -> list[Linked]:
        """The statements of one page that tell one thing, in order of their figures."""
        return sorted((link for page in self._links.each() for link in page), key=FIRST)

    @property
    def of_press(self) -> list[Check]:
        """The parts of a year that are larger than the whole year of the office they belong to."""
        return [check for page in self._held.each() for check in page.checks]

    @property
    def whose(self) -> dict[str, tuple[str, ...]]:
        """The offices whose number a published figure is, of those that are any office's."""
        return {name: sides for page in self._held.each() for name, sides in page.whose.items()}

    def early(self, source: str) -> tuple[Told, ...]:
        """Return the levels that a source tells of a period not over yet."""
        return self._early.told(source)

    @property
    def slips(self) -> list[Check]:
        """The values that a document gives twice with a moved point."""
        found = (one for page in self.pages.each() for one in page.slips)
        return slip_checks(found, self._values.members, lambda one: only_stage(self.pages.told(one.source)))

    @property
    def retold(self) -> list[Check]:
        """What drifts from one telling of a statement to the next."""
        return _flat(self._drifts)

    @property
    def moved(self) -> list[Check]:
        """The points that moved between two texts on one thing."""
        return _flat(self._digits)

    @property
    def named(self) -> list[Told]:
        """The statements that promise something, in order of their figures."""
        return sorted((one for told in self._named.all().values() for one in told), key=IDS)

    @property
    def things(self) -> Things:
        """What is told to be the case, by what is measured and the words for it."""
        return by_thing(self._evidence.all())

    def averages(self, shots: Iterable[Snapshot]) -> list[Check]:
        """Return the checks of amounts of one thing out of many against the totals of the same sources."""
        return against_totals(self._averages.all(), shots, self.pages.told)

    def on_one_day(self, inside: Inside) -> list[Check]:
        """Return the comparisons of what sources of one day or one week give for the pair's whole portfolio."""
        return self._together.checks(self._days.all(), self._counts, inside)

    def _counts(self, source: str) -> tuple[tuple[str, ...], ...]:
        page = self.pages.of(source)
        return () if page is None else page.counts

    def _on_page(self, page: tuple[Told, ...]) -> Page:
        countries = self._countries
        totals = (*structural(page, countries), *halves(page, countries), *composed(page))
        return Page(
            sums=(*totals, *by_place(page, countries), *tilings(page)),
            others=tuple(make_hundred(page)),
            slips=tuple(slips(page)),
            counts=counts(page),
        )

    def _published(self, page: tuple[Told, ...]) -> list[PressFigure]:
        return press(page, self._reported, self._measured)

    def _of_press(self, page: tuple[Told, ...]) -> Held | None:
        found = self._press.of(page[0].source) or ()
        checks, whose = press_checks(found, {one.ids[0]: one for one in page}), offices_of(found)
        return Held(tuple(checks), whose) if checks or whose else None

    def _converted(self, group: tuple[Told, ...]) -> list[Check]:
        return conversions(group, self._rated) if self._rated and len(group) > 1 else []


def _agreed(found: Compared | None) -> tuple[Agreement, ...]:
    return () if found is None else found.agreed


def _source(one: Told) -> str:
    return one.source


def _in_period(group: tuple[Told, ...]) -> Compared | None:
    found = clusters(group)
    checks, agreed = tuple(compare(found)), tuple(agreeing(found))
    return Compared(checks, agreed) if checks or agreed else None


def _flat(groups: Grouped[Any, Any]) -> list[Check]:
    return [check for found in groups.each() for check in found]
