"""The way of the ledger: parts, and in each figures, snapshots, dates of documents, then every check, fact, promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter

from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.ledger import Bracket, Check, Ledger, Shift
from karvon.model.measures import TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.model.vocabulary import by_code
from karvon.reconcile.averages import against_totals
from karvon.reconcile.callings import callings
from karvon.reconcile.cards import Box
from karvon.reconcile.checks import held
from karvon.reconcile.deadlines import deadline_checks
from karvon.reconcile.described import size_checks, sized
from karvon.reconcile.distinct import distinct, facts_of
from karvon.reconcile.divisions import undivided
from karvon.reconcile.facts import Groups, facts, group, weighed
from karvon.reconcile.figures import claim_figures, dated, voiced
from karvon.reconcile.growth import against_levels
from karvon.reconcile.histories import histories as announced
from karvon.reconcile.identities import tilings
from karvon.reconcile.kept import Answer, Kept, anew
from karvon.reconcile.keys import scope_of
from karvon.reconcile.known import Inputs, Known, called, inputs, learn
from karvon.reconcile.levels import beyond_country, over_dates
from karvon.reconcile.meanings import as_parts, two_meanings
from karvon.reconcile.members import member_checks, rosters
from karvon.reconcile.milestones import milestone_checks
from karvon.reconcile.partitions import by_place, related
from karvon.reconcile.parts import parts
from karvon.reconcile.placement import days_proved, may_suggest, placements, suggestions
from karvon.reconcile.portfolio import Inside, histories, on_one_day, over_time, slipped, unchanged
from karvon.reconcile.present import present_levels
from karvon.reconcile.press import judged, of_offices, press_checks
from karvon.reconcile.promises import in_order, promises
from karvon.reconcile.rates import conversions
from karvon.reconcile.relative import doubted, resolved
from karvon.reconcile.retold import besides, drifts
from karvon.reconcile.shifts import shifts
from karvon.reconcile.slips import currencies_for_measures, slips, stray
from karvon.reconcile.slips_apart import apart
from karvon.reconcile.snapshots import Snapshot
from karvon.reconcile.spoken import spoken, steps
from karvon.reconcile.stocks import stock_checks
from karvon.reconcile.told import Told, tell
from karvon.reconcile.years import Found, Within, at_once, within_years

BY_ID = attrgetter("id")
MOVED = ("portfolio_slip", "slip_apart")
TWO_VALUES = ("two_figures", "portfolio_day")


def reconcile(  # noqa: PLR0913, PLR0917
    documents: Sequence[Document],
    claims: Sequence[Claim],
    rows: Sequence[Row],
    row_figures: Sequence[Figure],
    series: Sequence[TradeSeries],
    info: CaseInfo,
    kept: Kept = anew,
) -> Ledger:
    """Return everything that documents, rows and statistics say together; the order of the inputs changes nothing.

    The case falls into parts that no rule looks across; of those that `kept` knows nothing is computed again.
    """
    given = inputs(documents, claims, rows, row_figures, series, info)
    return completed(given, lambda whole: [kept(part, settled) for part in parts(whole)])


def completed(given: Inputs, answered: Callable[[Inputs], Sequence[Answer]]) -> Ledger:
    """Return the ledger of the answers, given once more where documents that were placed tell years by their own day.

    What those years come to says nothing of when the documents were written.
    """
    first = merged(given, answered(given))
    then, placed = resolved(given, first.placements)
    if then is given:
        return first
    found = merged(then, answered(then))
    checks = doubted(found.checks, placed)
    figures = {figure.id: figure for figure in found.figures}
    return replace(found, checks=checks, facts=weighed(found.facts, checks, figures), placements=placed)


def settled(given: Inputs, within: Within = at_once) -> Answer:
    """Return what a part comes to, or a whole case as one part: figures, dates, checks, facts and promises.

    `within` may know what is found within years of which the same is told.
    """
    sides = {(document, speaker): side for document, speaker, side in given.sides}
    stated = voiced(claim_figures(given.claims, given.pages, sides, given.info.countries), given.numbers)
    proved = days_proved(given)
    undated = learn(given, (*stated, *given.numbers)) if may_suggest(stated, proved) else None
    figures = (*dated(stated, proved), *given.numbers)
    known = learn(given, figures, undated)
    yearly = within_years(known.everything, given.info.countries, within)
    groups = group(known.everything, given.claims, known.shots, yearly.agreeing)
    counted = rosters(known.shots, known.told, given.rows, given.info)
    names = dict(callings(called(given.claims), given.pages, given.info.countries))
    through = histories(known.shots)
    series = (check for history in through for check in over_time(history))
    beside = (*member_checks(counted, known.named), *press_checks(yearly.press, known.named), *series)
    found = _checks(known, groups, yearly, (*beside, *_moved_points(known, names, through)))
    checks = of_offices(found, yearly.press)
    promised, lines = promises(known.told, given.series, given.info, given.rows, names)
    return Answer(
        figures=tuple(sorted(figures, key=lambda figure: figure.id)),
        facts=facts(groups, checks, {figure.id: figure for figure in figures}),
        checks=checks,
        promises=promised,
        lines=lines,
        rosters=counted,
        shifts=shifts(known.shots, through),
        press=judged(yearly.press, checks),
        suggested=suggestions(undated, proved) if undated else dict.fromkeys(proved, ()),
    )


def merged(given: Inputs, answers: Sequence[Answer]) -> Ledger:
    """Return the answers of all parts as one ledger, with what rows and texts say of events and undated documents."""
    suggested = gathered(answer.suggested for answer in answers)
    said = [claim for claim in given.claims if claim.kind != "quantity"]
    figures = tuple(sorted((one for answer in answers for one in answer.figures), key=BY_ID))
    made = tuple(sorted((one for answer in answers for one in answer.facts), key=BY_ID))
    announcements = spoken(said, given.rows, given.pages)
    told = steps(announcements)
    actual = [one for one in told if one.actual]
    events = [*milestone_checks(given.rows, said, given.pages, actual), *deadline_checks(given.rows, told)]
    strays = stray(given.claims)
    odd = _stray_currencies(given, strays, figures, given.pages) if strays else []
    things = size_checks(sized(given), given)
    checks = once((*(one for answer in answers for one in answer.checks), *events, *things, *odd))
    return Ledger(
        figures=figures,
        facts=weighed(made, checks, {figure.id: figure for figure in figures}) if odd else made,
        checks=checks,
        promises=in_order(one for answer in answers for one in answer.promises),
        placements=placements(given, said, suggested),
        lines=tuple(sorted((one for answer in answers for one in answer.lines), key=BY_ID)),
        histories=announced(given.rows, given.info, announcements),
        rosters=tuple(one for answer in answers for one in answer.rosters),
        shifts=_by_scope((one for answer in answers for one in answer.shifts), figures, given.info.countries),
        press=tuple(sorted((one for answer in answers for one in answer.press), key=attrgetter("figures"))),
    )


def gathered(answers: Iterable[Mapping[str, Sequence[Bracket]]]) -> dict[str, list[Bracket]]:
    """Return what all parts suggest about the days of documents."""
    suggested: dict[str, list[Bracket]] = {}
    for answer in answers:
        for name, pieces in answer.items():
            suggested.setdefault(name, []).extend(pieces)
    return suggested


def checks_beside(box: Box, told: Callable[[frozenset[str]], Iterable[Answer]]) -> tuple[Check, ...]:
    """Return the checks that belong to no part; `told` gives the answers of parts with some numbers among measures."""
    cards = sorted(box.cards, key=lambda card: card.head.file)
    stages = [step for card in cards for step in card.stages]
    told_of = steps(one for card in cards for one in card.announced)
    actual = [one for one in told_of if one.actual]
    strays = [claim for card in box.cards for claim in card.strays]
    pages = {name: card.head for card in box.cards for name in (card.head.file, card.head.id)}
    events = [*milestone_checks(box.base.rows, (), {}, (*stages, *actual)), *deadline_checks(box.base.rows, told_of)]
    things = size_checks((one for card in cards for one in card.sizes), box.base)
    answers = told(frozenset(number_name(claim.value) for claim in strays)) if strays else ()
    figures = sorted((figure for answer in answers for figure in answer.figures), key=BY_ID)
    return once((*events, *things, *_stray_currencies(box.base, strays, figures, pages)))


def measured(answer: Answer) -> tuple[str, ...]:
    """Return the numbers that an answer's figures give in measures of goods."""
    kinds = {code for code, unit in by_code("units").items() if unit.get("kind") == "measure"}
    return tuple(sorted({number_name(one.number.value) for one in answer.figures if one.unit in kinds}))


def number_name(value: Decimal | None) -> str:
    """Return equal numbers as one name."""
    return "" if value is None else f"{value.normalize():f}"


def _stray_currencies(
    given: Inputs, strays: Sequence[Claim], figures: Iterable[Figure], pages: Mapping[str, Document]
) -> list[Check]:
    """Return the sums of money that are a quantity of goods by their words: they are looked for in all parts."""
    values = {claim.value for claim in strays}
    like = [figure for figure in figures if figure.number.value in values] if strays else []
    derived = frozenset(row.ref for row in given.rows if row.get("origin") == "derived")
    return currencies_for_measures(strays, tell(like, {}, derived, frozenset(), given.info.countries), pages)


def _by_scope(found: Iterable[Shift], figures: Iterable[Figure], countries: tuple[str, str]) -> tuple[Shift, ...]:
    """Return the changes of portfolios by whose they are, those of one pair in the order in which they are found."""
    listed = list(found)
    firsts = {one.before[0] for one in listed}
    scopes = {figure.id: scope_of(figure, countries) for figure in figures if figure.id in firsts}
    return tuple(sorted(listed, key=lambda one: scopes[one.before[0]]))


def once(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return every check once, in order of rule and id."""
    return tuple(sorted({check.id: check for check in checks}.values(), key=lambda check: (check.rule, check.id)))


def _checks(known: Known, groups: Groups, yearly: Found, further: Iterable[Check]) -> tuple[Check, ...]:
    """Return the checks of all rules, each once, in order of rule and id; a slip is told as a slip only."""
    given, named, moved, further = known.inputs, known.named, slips(known.told), list(further)
    apart_by_point = [check for check in further if check.rule in MOVED]
    portfolios = frozenset(row.id for row in given.rows if row.table == "portfolios")
    countries = given.info.countries
    apart_in_time = (*by_place(known.told, countries), *tilings(known.told))
    sums = (*related(given.claims, named, countries), *yearly.sums, *apart_in_time)
    found = [
        *_refinements(given.claims, named),
        *moved,
        *_compared(known, yearly.compared, moved, groups),
        *distinct(sums, groups.root, named),
        *yearly.others,
        *against_levels(known.everything),
        *against_totals(known.told, known.shots),
        *conversions(known.told),
        *stock_checks(known.told),
        *two_meanings(known.told),
        *_besides(apart_by_point, on_one_day(known.told, portfolios, _inside(sums, groups)), groups),
        *over_dates(known.told, known.things),
        *beyond_country(known.told, given.info.countries),
        *unchanged(known.shots),
        *present_levels(known.everything),
        *further,
    ]
    return once(found)


def _compared(known: Known, told: Iterable[Check], moved: Iterable[Check], groups: Groups) -> list[Check]:
    """Return the comparisons of what is told for one period or in one statement, each contradiction once."""
    compared = undivided(told, known.inputs.claims)
    retold = drifts(known.told)
    return [*retold, *as_parts(besides(_besides(moved, compared, groups), retold), known.told)]


def _moved_points(
    known: Known, names: Mapping[str, Sequence[str]], through: Sequence[Sequence[Snapshot]]
) -> list[Check]:
    """Return the slips of the point between sources: of portfolios by as many projects, of other things by names."""
    portfolios = slipped(known.shots, through)
    told = {frozenset((*check.terms, *check.against)) for check in portfolios}
    others = apart(known.told, names)
    return [*portfolios, *(check for check in others if frozenset((*check.terms, *check.against)) not in told)]


def _besides(slipped: Iterable[Check], checks: Iterable[Check], groups: Groups) -> list[Check]:
    """Return the checks but for those that hold the two values of a slip against each other once more."""
    pairs = {frozenset().union(*facts_of(check, groups.root)) for check in slipped}
    if not pairs:
        return list(checks)
    return [
        check
        for check in checks
        if check.rule not in TWO_VALUES or frozenset().union(*facts_of(check, groups.root)) not in pairs
    ]


def _inside(sums: Iterable[Check], groups: Groups) -> Inside:
    """Return what says whether some figures tell a part of what others tell, by any source."""
    pairs = {
        (groups.root(part), groups.root(whole)) for check in sums for part in check.terms for whole in check.against
    }

    def inside(parts: Iterable[str], wholes: Iterable[str]) -> bool:
        roots = {groups.root(whole) for whole in wholes}
        return any((part, whole) in pairs for part in {groups.root(part) for part in parts} for whole in roots)

    return inside


def _refinements(claims: Iterable[Claim], told: Mapping[str, Told]) -> list[Check]:
    """Return the checks that an exact figure lies within the bound that the same text gives for it."""
    pairs = [
        (told[claim.id], told[relation.target])
        for claim in claims
        for relation in claim.relations
        if relation.type == "refines" and claim.id in told and relation.target in told
    ]
    return [
        held(
            "refinement",
            terms=exact.ids,
            against=bound.ids,
            computed=exact.number,
            stated=bound.number,
            unit=exact.slot.unit,
        )
        for exact, bound in pairs
    ]
