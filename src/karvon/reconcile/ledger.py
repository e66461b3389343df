"""The way of the ledger: parts, and in each figures, snapshots, dates of documents, then every check, fact, promise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.ledger import Bracket, Check, History, Ledger, Placement, Roster, Shift
from karvon.model.measures import TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.reconcile.cards import Box, Card
from karvon.reconcile.checks import held
from karvon.reconcile.deadlines import deadline_checks
from karvon.reconcile.described import size_checks, sized
from karvon.reconcile.distinct import Root, distinct, facts_of
from karvon.reconcile.divisions import undivided
from karvon.reconcile.facts import weighed
from karvon.reconcile.following import Course, Neighbours
from karvon.reconcile.histories import histories as announced
from karvon.reconcile.kept import Answer, Kept, Outline, anew, uncollected
from karvon.reconcile.keys import scope_of
from karvon.reconcile.known import Inputs, Known, inputs
from karvon.reconcile.lasting import Lasting, State
from karvon.reconcile.meanings import as_parts
from karvon.reconcile.measures import measured, number_name
from karvon.reconcile.members import member_checks, rosters
from karvon.reconcile.milestones import milestone_checks
from karvon.reconcile.partitions import related
from karvon.reconcile.parts import parts
from karvon.reconcile.placement import placements, suggestions
from karvon.reconcile.portfolio import histories, over_time, slipped, unchanged
from karvon.reconcile.press import of_offices
from karvon.reconcile.promises import in_order, promises
from karvon.reconcile.relations import Related
from karvon.reconcile.relative import doubted, resolved
from karvon.reconcile.remembered import Remembered
from karvon.reconcile.retold import besides
from karvon.reconcile.rulebook import Rulebook
from karvon.reconcile.shifts import shifts
from karvon.reconcile.slips import MEASURE_RULE, currencies_for_measures, stray
from karvon.reconcile.snapshots import Snapshot
from karvon.reconcile.spoken import spoken, steps
from karvon.reconcile.told import Told, by, tell
from karvon.reconcile.totals import Inside

BY_ID, RULE = attrgetter("id"), attrgetter("rule")
Further = tuple[tuple[Placement, ...], tuple[History, ...]]
Beside = tuple[Sequence[Related], Sequence[Course], Neighbours[Check | None]]
Shown = tuple[Root, Container[str]]
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
    with uncollected():
        if isinstance(kept, Remembered):
            maintained = (rows, row_figures, series, info)
            box = kept.box(documents, claims, maintained)
            if box is not None:
                return _of_cards(box, kept)
        given = inputs(documents, claims, rows, row_figures, series, info)
        return completed(given, lambda whole: [kept(part, settled) for part in parts(whole)])


def _of_cards(box: Box, kept: Remembered) -> Ledger:
    """Return the ledger of a case whose documents stand for themselves, with the answers that are kept."""
    answers = [kept.answer(part, settled) for part in box.parts()]
    beside = checks_beside(box, lambda values: [one for one in answers if not values.isdisjoint(measured(one.figures))])
    announcements = [one for card in sorted(box.cards, key=_file) for one in card.announced]
    histories = announced(box.base.rows, box.base.info, announcements)
    return _put_together(answers, beside, (kept.placements(box, answers), histories), box.base.info)


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


class Looked(NamedTuple):
    """What was found in a part: what is known of it, its histories and rosters, and the checks of all rules."""

    known: Known
    through: Sequence[Course]
    rosters: tuple[Roster, ...]
    checks: tuple[Check, ...]


def settled(given: Inputs, before: Lasting | None = None) -> Answer:
    """Return what a part comes to, or a whole case as one part: figures, dates, checks, facts and promises.

    `before` holds what its rules found the last time; only what a change touches is looked at again.
    """
    lasting = before or Lasting()
    state = lasting.taken(given)
    suggested = _suggested(state)
    answer = _answer(_looked(state), suggested, state)
    lasting.left(state)
    return answer


def outlined(given: Inputs, before: Lasting | None = None) -> Outline:
    """Return of what a part comes to its checks, and the measures that others ask of it to go on."""
    lasting = before or Lasting()
    state = lasting.taken(given)
    outline = Outline(_looked(state).checks, state.measured, {})
    lasting.left(state)
    return outline


def placing(given: Inputs, before: Lasting | None = None) -> Outline:
    """Return the outline of a part with what its figures suggest about the days of documents without a date."""
    lasting = before or Lasting()
    state = lasting.taken(given)
    suggested = _suggested(state)
    outline = Outline(_looked(state).checks, state.measured, suggested)
    lasting.left(state)
    return outline


def outline_of(answer: Answer) -> Outline:
    """Return the outline of an answer."""
    return Outline(answer.checks, measured(answer.figures), answer.suggested)


def _suggested(state: State) -> dict[str, tuple[Bracket, ...]]:
    """Return what figures suggest about the days of documents without a date."""
    undated = state.before_placing()
    return suggestions(undated, state.proved) if undated else dict.fromkeys(state.proved, ())


def _looked(state: State) -> Looked:
    known = state.learnt()
    given, rules, claims = known.inputs, state.rules, state.related
    through = histories(known.shots)
    state.facts.join(known.told, state.pairs(), state.echoes.pairs(known.shots))
    counted = rosters(known.shots, known.ordered(), given.rows, given.info)
    further = (*member_checks(counted, known.told), *rules.of_press)
    found = _checks(known, rules, (state.facts.root, state.wordless), (claims, through, state.breaks))
    return Looked(known, through, counted, of_offices(once((*found, *further)), rules.whose))


def _answer(looked: Looked, suggested: dict[str, tuple[Bracket, ...]], state: State) -> Answer:
    known, rules = looked.known, state.rules
    promised, lines = promises(rules.named, rules.things, known.inputs, state.drawing.names)
    return Answer(
        figures=state.figures,
        facts=state.weighing.weighed(state.facts.all(), looked.checks, known.told),
        checks=looked.checks,
        promises=promised,
        lines=lines,
        rosters=looked.rosters,
        shifts=shifts(known.shots, looked.through, state.moves),
        press=state.judging.judged(rules.press, looked.checks),
        suggested=suggested,
    )


def merged(given: Inputs, answers: Sequence[Answer]) -> Ledger:
    """Return the answers of all parts as one ledger, with what rows and texts say of events and undated documents."""
    suggested = gathered(answer.suggested for answer in answers)
    said = [claim for claim in given.claims if claim.kind != "quantity"]
    announcements = spoken(said, given.rows, given.pages)
    told = steps(announcements)
    actual = [one for one in told if one.actual]
    events = [*milestone_checks(given.rows, said, given.pages, actual), *deadline_checks(given.rows, told)]
    strays = stray(given.claims)
    figures = (one for answer in answers for one in answer.figures) if strays else ()
    odd = _stray_currencies(given, strays, figures, given.pages) if strays else []
    beside = (*events, *size_checks(sized(given), given), *odd)
    histories = announced(given.rows, given.info, announcements)
    return _put_together(answers, beside, (placements(given, said, suggested), histories), given.info)


def _put_together(answers: Sequence[Answer], beside: Iterable[Check], further: Further, info: CaseInfo) -> Ledger:
    """Return a ledger of the answers to its parts, of what belongs to no part, and of placements and histories."""
    others = tuple(beside)
    figures = tuple(sorted((one for answer in answers for one in answer.figures), key=BY_ID))
    made = tuple(sorted((one for answer in answers for one in answer.facts), key=BY_ID))
    checks = once((*(one for answer in answers for one in answer.checks), *others))
    odd = any(check.rule == MEASURE_RULE for check in others)
    return Ledger(
        figures=figures,
        facts=weighed(made, checks, {figure.id: figure for figure in figures}) if odd else made,
        checks=checks,
        promises=in_order(one for answer in answers for one in answer.promises),
        placements=further[0],
        lines=tuple(sorted((one for answer in answers for one in answer.lines), key=BY_ID)),
        histories=further[1],
        rosters=tuple(one for answer in answers for one in answer.rosters),
        shifts=_by_scope((one for answer in answers for one in answer.shifts), figures, info.countries),
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
    cards = sorted(box.cards, key=_file)
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


def _file(card: Card) -> str:
    return card.head.file


def _stray_currencies(
    given: Inputs, strays: Sequence[Claim], figures: Iterable[Figure], pages: Mapping[str, Document]
) -> list[Check]:
    """Return the sums of money that are a quantity of goods by their words: they are looked for in all parts."""
    values = {claim.value for claim in strays}
    like = [figure for figure in figures if figure.number.value in values] if strays else []
    derived = frozenset(row.ref for row in given.rows if row.get("origin") == "derived")
    return currencies_for_measures(strays, tell(like, {}, derived, frozenset(), given.info.countries), pages)


def _by_scope(found: Iterable[Shift], figures: Sequence[Figure], countries: tuple[str, str]) -> tuple[Shift, ...]:
    """Return the changes of portfolios by whose they are, those of one pair in the order in which they are found."""
    listed = list(found)
    places = {name: bisect_left(figures, name, key=BY_ID) for name in {one.before[0] for one in listed}}
    scopes = {name: scope_of(figures[place], countries) for name, place in places.items()}
    return tuple(sorted(listed, key=lambda one: scopes[one.before[0]]))


def once(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return every check once, in order of rule and id."""
    by_rule = by({check.id: check for check in checks}.values(), RULE)
    return tuple(check for rule in sorted(by_rule) for check in sorted(by_rule[rule], key=BY_ID))


def _checks(known: Known, rules: Rulebook, shown: Shown, beside: Beside) -> list[Check]:
    """Return the checks of all rules on statements and portfolios; a slip is told as a slip only.

    `shown` are the facts of figures and those that no text tells, `beside` the claims that a text relates to others,
    the histories of portfolios and the breaks found in them before.
    """
    (claims, through, breaks), named, moved, (root, wordless) = beside, known.told, rules.slips, shown
    points = _moved_points(known.shots, rules.moved, through)
    sums = (*related(claims, named, known.inputs.info.countries), *rules.sums)
    compared = besides(_besides(moved, undivided(rules.compared, claims), root), rules.retold)
    return [
        *_refinements(claims, named),
        *moved,
        *as_parts((*rules.retold, *compared), named, rules.early),
        *distinct(sums, root, wordless),
        *rules.others,
        *rules.averages(known.shots),
        *_besides(points, rules.on_one_day(_inside(sums, root)), root),
        *unchanged(known.shots),
        *over_time(through, breaks),
        *points,
    ]


def _moved_points(shots: Sequence[Snapshot], others: Iterable[Check], through: Sequence[Course]) -> list[Check]:
    """Return the slips of the point between sources: of portfolios by as many projects, of other things by names."""
    portfolios = slipped(shots, through)
    told = {frozenset((*check.terms, *check.against)) for check in portfolios}
    return [*portfolios, *(check for check in others if frozenset((*check.terms, *check.against)) not in told)]


def _besides(slipped: Iterable[Check], checks: Iterable[Check], root: Root) -> list[Check]:
    """Return the checks but for those that hold the two values of a slip against each other once more."""
    pairs = {frozenset().union(*facts_of(check, root)) for check in slipped}
    if not pairs:
        return list(checks)
    return [
        check
        for check in checks
        if check.rule not in TWO_VALUES or frozenset().union(*facts_of(check, root)) not in pairs
    ]


def _inside(sums: Iterable[Check], root: Root) -> Inside:
    """Return what says whether some figures tell a part of what others tell, by any source."""
    pairs = {(root(part), root(whole)) for check in sums for part in check.terms for whole in check.against}

    def inside(parts: Iterable[str], wholes: Iterable[str]) -> bool:
        roots = {root(whole) for whole in wholes}
        return any((part, whole) in pairs for part in {root(part) for part in parts} for whole in roots)

    return inside


def _refinements(claims: Iterable[Related], told: Mapping[str, Told]) -> list[Check]:
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
