"""Finders over the checks of the ledger, contradictory accounts and documents placed in time."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

import msgspec

from karvon.brief import arithmetic, placements, projects
from karvon.brief.actors import actor
from karvon.brief.agreements import happening
from karvon.brief.blocks import Inline, Run, join
from karvon.brief.candidate import Candidate, apart, many
from karvon.brief.checks import group_of, topic
from karvon.brief.equation import arithmetic as written_out
from karvon.brief.words import Voice
from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.ledger import Check
from karvon.model.row import Row
from karvon.model.vocabulary import by_code

REPEAT_RULE = "series_repeat"
PORTFOLIO = "portfolio"
VALUES = ("project_value", "portfolio_value")
TENFOLD = Decimal(9)  # two figures at least nine times apart differ by an order of magnitude
ACCOUNTS = 4


def same_day(voice: Voice) -> list[Candidate]:
    """Propose portfolios that were put at different values on one day."""
    found = []
    for check in voice.results.ledger.checks:
        if not _is_one_day(voice, check):
            continue
        small, large = sorted(_figures(voice, check), key=_size)
        times = (_size(large) / _size(small)).quantize(Decimal("0.1"))
        sentence = voice.say(
            "finding.same_day.more" if large.number.high is None else "finding.same_day",
            {"n": times},
            day=voice.when(_moment(small)),
            small=voice.figure(small),
            large=voice.figure(large),
            small_voice=actor(voice, _best_named(voice, small)),
            large_voice=actor(voice, _best_named(voice, large)),
            times=arithmetic.ratio(voice, check.id, voice.figure(large), voice.figure(small), times),
        )
        strength = apart(_size(large), _size(small))
        found.append(Candidate("same_day", PORTFOLIO, strength, sentence, _evidence(voice, check)))
    return _strongest(found)


def _is_one_day(voice: Voice, check: Check) -> bool:
    """Say whether a check sets two values of whole portfolios against each other that hold on one and the same day."""
    figures = _figures(voice, check)
    if check.operator != "equal" or group_of(check) == "holds" or len(figures) != 2:
        return False
    portfolios = {row.id for row in voice.rows("portfolios")} | {None}
    whole = all(
        one.indicator in VALUES and one.stage in (None, "all") and one.territory is None and one.subject in portfolios
        for one in figures
    )
    moments = {_moment(one) for one in figures}
    return whole and len(moments) == 1 and _one_day(moments.pop()) and all(_size(one) for one in figures)


def _best_named(voice: Voice, figure: Figure) -> Figure:
    """Return the figure of the same fact and page that says most of whose words it is."""
    same = [fact.figures for fact in voice.results.ledger.facts if figure.id in fact.figures]
    told = [voice.lineage.figures[name] for names in same for name in names]
    own = [one for one in told if one.source.url == figure.source.url]
    return min([figure, *own], key=lambda one: (one.role is None, one.side is None))


def _one_day(days: Span) -> bool:
    return days.first is not None and days.first == days.last


def stages(voice: Voice) -> list[Candidate]:
    """Propose things of which sources give accounts that exclude each other."""
    found = []
    for story in projects.stories(voice):
        subject = voice.subject(story.subject)
        told = list({_account(row): row for row in story.milestones}.values())
        accounts = join([happening(voice, row) for row in told[:ACCOUNTS]], "; ")
        refs = (*(f"row:{row.ref}" for row in told), *(f"check:{check.id}" for check in story.checks))
        sentence = voice.say("finding.stages", subject=subject, accounts=accounts)
        if subject and told:
            found.append(Candidate("stages", story.subject, many(len(story.checks)), sentence, refs))
    return found


def _account(row: Row) -> tuple[str | None, ...]:
    """Return what makes two accounts of one thing the same account."""
    return (row.get("kind"), row.get("stage"), row.get("date"), row.get("status"))


def placement(voice: Voice) -> list[Candidate]:
    """Propose undated documents that could be placed in time."""
    found = []
    for placed in voice.results.ledger.placements:
        document = voice.lineage.documents[placed.document]
        sentence = placements.sentence(voice, placed)
        refs = tuple(_refs(voice, (name for bracket in placed.evidence for name in bracket.refs)))
        evidence = (f"doc:{document.id}", *refs[:6], "section:placements")
        found.append(Candidate("placement", placed.document, many(len(placed.evidence)), sentence, evidence))
    return found


def series_break(voice: Voice) -> list[Candidate]:
    """Propose series that break: figures that moved apart between two dates for a cause that no text establishes."""
    found = []
    for check in voice.results.ledger.checks:
        if check.verdict != "series_break" or check.rule == REPEAT_RULE:
            continue
        before, after = sorted(
            (_group(voice, check.terms), _group(voice, check.against)),
            key=lambda group: str(_moment(group[0]).first) if group else "",
        )
        if not before or not after:
            continue
        sentence = _broken(voice, before, after)
        subject = _subject(check, before[0])
        found.append(Candidate("series_break", subject, _moved(before, after), sentence, _evidence(voice, check)))
    return _strongest(found)


def _broken(voice: Voice, before: list[Figure], after: list[Figure]) -> Inline:
    """Return what says that figures of two days make no series: of the portfolio, or of the indicator by its name."""
    kind = by_code("indicators")[before[0].indicator]
    name = voice.code("indicators", before[0].indicator)
    series = "finding.break.portfolio" if kind["family"] == "portfolio" else "finding.break.indicator"
    return voice.say(
        "finding.break",
        series=voice.say(series, what=f"{name[:1].upper()}{name[1:]}"),
        before=_listed(voice, before),
        before_day=voice.when(_moment(before[0])),
        after=_listed(voice, after),
        after_day=voice.when(_moment(after[0])),
    )


def _moved(before: list[Figure], after: list[Figure]) -> Decimal:
    """Return how far the indicators moved apart: the widest ratio between the changes of any two of them."""
    changes = [_size(new) / _size(old) for old in before for new in after if _alike(old, new) and _size(old)]
    return apart(max(changes), min(changes)) if len(changes) > 1 else Decimal(0)


def _alike(one: Figure, other: Figure) -> bool:
    """Say whether two figures measure the same of the same part."""
    return (one.indicator, one.unit, one.territory, one.stage) == (
        other.indicator,
        other.unit,
        other.territory,
        other.stage,
    )


def sums(voice: Voice) -> list[Candidate]:
    """Propose parts that do not add up to the whole they are said to make."""
    found = [
        _weighed(voice, "sums", check)
        for check in voice.results.ledger.checks
        if check.operator in ("sum", "difference", "growth") and group_of(check) == "conflicts"
    ]
    return [_plain(voice, one) for one in _strongest(found)]


def conflicts(voice: Voice) -> list[Candidate]:
    """Propose figures for one thing that exclude each other; an order of magnitude between them is its own kind."""
    found = []
    for check in voice.results.ledger.checks:
        failed = check.operator == "equal" and group_of(check) == "conflicts"
        if failed and _figures(voice, check) and not _is_one_day(voice, check):
            kind = "unit_slip" if _times(voice, check) >= TENFOLD else "conflict"
            found.append(_weighed(voice, kind, check))
    return [_plain(voice, one) for one in _strongest(found)]


def stale(voice: Voice) -> list[Candidate]:
    """Propose old figures that were repeated after newer ones had appeared."""
    found = []
    for check in voice.results.ledger.checks:
        proved = any(cause.code == "stale_figure" and cause.established for cause in check.causes)
        if (check.rule == REPEAT_RULE or proved) and group_of(check) != "holds" and _figures(voice, check):
            found.append(_weighed(voice, "stale", check))
    return [_plain(voice, one) for one in _strongest(found)]


class _Weighed(msgspec.Struct, frozen=True):
    """A check as a candidate that is not put into words yet: of many thousands only the strongest are."""

    kind: str
    subject: str
    strength: Decimal
    check: Check


def _weighed(voice: Voice, kind: str, check: Check) -> _Weighed:
    figures = _figures(voice, check)
    low, high = check.computed.value, check.stated.value
    strength = apart(low, high) if low is not None and high is not None else Decimal(0)
    if kind in ("conflict", "unit_slip", "stale"):
        strength = max(strength, apart(_size(max(figures, key=_size)), _size(min(figures, key=_size))))
    return _Weighed(kind, _subject(check, figures[0]), strength, check)


def _plain(voice: Voice, one: _Weighed) -> Candidate:
    check = one.check
    said = "growth" if one.kind == "sums" and check.operator == "growth" else one.kind
    sentence = voice.say(f"finding.{said}", what=topic(voice, check), arithmetic=written_out(voice, check))
    return Candidate(one.kind, one.subject, one.strength, sentence, _evidence(voice, check))


Found = TypeVar("Found", Candidate, _Weighed)


def _figures(voice: Voice, check: Check) -> list[Figure]:
    return _group(voice, (*check.terms, *check.against))


def _group(voice: Voice, names: tuple[str, ...]) -> list[Figure]:
    return [voice.lineage.figures[name] for name in names if name in voice.lineage.figures]


def _size(figure: Figure) -> Decimal:
    number = figure.number
    return abs(next((edge for edge in (number.value, number.low, number.high) if edge is not None), Decimal(0)))


def _times(voice: Voice, check: Check) -> Decimal:
    sizes = sorted(_size(figure) for figure in _figures(voice, check))
    return sizes[-1] / sizes[0] if sizes[0] else Decimal(0)


def _moment(figure: Figure) -> Span:
    """Return when a figure holds, or else when it was published."""
    held = Span(figure.period.start, figure.period.end)
    return held if figure.period.type == "point" and held.first is not None else figure.source.published


def _listed(voice: Voice, figures: list[Figure]) -> Inline:
    ordered = sorted(figures, key=lambda one: (by_code("indicators")[one.indicator]["counted"] != "yes", one.id))
    return join([qualified(voice, one) for one in ordered], voice.word("finding.and"))


def qualified(voice: Voice, figure: Figure) -> Inline:
    """Return a figure with the country or stage it is limited to."""
    where = f" {voice.country(figure.territory, 'in')}" if figure.territory else ""
    stage = f" ({voice.code('stages', figure.stage)})" if figure.stage not in (None, "all") else ""
    return (voice.figure(figure), Run(where + stage)) if where or stage else (voice.figure(figure),)


def _subject(check: Check, figure: Figure) -> str:
    return figure.subject or f"{check.rule}-{figure.indicator}"


def _evidence(voice: Voice, check: Check) -> tuple[str, ...]:
    return (f"check:{check.id}", *_refs(voice, (*check.terms, *check.against)))


def _refs(voice: Voice, names: Iterable[str]) -> Iterable[str]:
    lineage = voice.lineage
    known = (name for name in dict.fromkeys(names) if name in lineage.claims or name in lineage.rows)
    return (lineage.ref(name) for name in known)


def _strongest(found: list[Found]) -> list[Found]:
    """Return the strongest candidate about each subject."""
    best: dict[tuple[str, str], Found] = {}
    for one in found:
        key = (one.kind, one.subject)
        if key not in best or one.strength > best[key].strength:
            best[key] = one
    return list(best.values())


FINDERS = (same_day, stages, placement, series_break, sums, conflicts, stale)
