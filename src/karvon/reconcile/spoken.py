"""What texts announce of things: launches, openings and creations that they date or report, and which thing it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec
from babel import Locale

from karvon.model.claim import Claim
from karvon.model.dates import Span, month_span, partial, year_span
from karvon.model.document import Document
from karvon.model.row import Row
from karvon.model.vocabulary import by_code
from karvon.reconcile.callings import calling, sentence
from karvon.reconcile.keys import DAY, plain_url
from karvon.reconcile.milestones import Step
from karvon.reconcile.names import stems, telling
from karvon.reconcile.proper import kind_of, proper_name, subject_of
from karvon.reconcile.rules import events
from karvon.reconcile.things import (
    QUOTED,
    described,
    known_thing,
    named_thing,
    one_names,
    phrase_of,
    proper_of,
    registered_names,
)
from karvon.reconcile.told import by

NAMED = ("institution", "agreement", "event")
SIGNED, BINDING = "signed", ("signed", "ratified", "in_force")
STARTS = ("opened", "launched")
PLANNED = ("plan", "target", "instruction", "intention", "proposal", "expectation")
DATE = re.compile(
    r"\b(?P<day>\d{1,2})\s+(?P<month>[a-zа-я]+),?\s+(?P<year>\d{4})\b"
    r"|\b(?P<word>[a-z]+)\s+(?P<behind>\d{1,2}),?\s+(?P<after>\d{4})\b"
)
AHEAD = re.compile(
    r"\b(?:перенес|перенос|отлож|отсроч|сдвинут|сдвину|намечен|заплан|планир|ожида|предстоит|буд[еу]т|начн[её]т|начнут|"
    r"заработа(?:ет|ют)|откро[ею]т|введут|введ[её]т|сдадут|запуст[ия]т|заверш[ия]т|долж[ен]н|намерен|предполага|рассчит|"
    r"обсуд|возможн|postpone|put off|pushed back|put back|delay|reschedul|schedul|expected|plan|will|would|due to be|"
    r"slated|set to|intend|(?:is|are) to|discuss|ahead of|before the|agree)"
)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One announcement of an event of a thing: the day it speaks of, whether that day had come, when and where said.

    `kind` is what kind of thing it is, as far as its words tell. `named` says whether it is registered or named in
    quotation marks, and not only called what it is; `dated` whether the source names the day, which is that of the page
    otherwise.
    """

    ref: str
    subject: str
    event: str
    day: Span
    actual: bool
    said: Span
    page: str
    named: bool = True
    dated: bool = True
    kind: str = ""


def spoken(claims: Iterable[Claim], rows: Sequence[Row], pages: Mapping[str, Document]) -> list[Said]:
    """Return what texts announce: the events that name a thing, and the thing a commitment with a deadline names.

    A thing that the registry knows by name is that one; others go by the name that texts give them. What a page says of
    a thing is left to the rows of the registry where these have it from there.
    """
    registered = registered_names(rows)
    held = {(row.cells["subject"], _page(row)) for row in rows if row.table == "milestones"}
    told = by((one for one in claims if one.kind in (*NAMED, "commitment")), lambda claim: claim.document)
    found = [one for name in sorted(told) if name in pages for one in _of_page(told[name], pages[name], registered)]
    return [one for one in found if (one.subject, one.page) not in held]


def aligned(said: Iterable[Said]) -> list[Said]:
    """Return the announcements, in which what was to be launched and is said to be opened is one event, or the reverse.

    Texts tell the start of a thing in either word; rows of the registry choose theirs. A thing has one name in all.
    """
    told = list(said)
    names = one_names((one.subject, one.kind) for one in told)
    listed = [msgspec.structs.replace(one, subject=names.get(one.subject, one.subject)) for one in told]
    named = by((one for one in listed if one.event in STARTS), lambda one: one.subject)
    starts = {subject: _start(own) for subject, own in named.items()}
    return [msgspec.structs.replace(one, event=starts[one.subject]) if one.event in STARTS else one for one in listed]


def _start(own: Iterable[Said]) -> str:
    """Return the one word for the start of a thing: that of the plans, else that of the reports."""
    listed = sorted(own, key=lambda one: (one.actual, one.said, one.ref))
    return listed[0].event


def steps(said: Iterable[Said]) -> list[Step]:
    """Return the announcements of texts as steps of things, of those that a name tells from others of their kind."""
    kinds = by_code("milestone_kinds")
    return [
        Step(
            ref=one.ref,
            subject=one.subject,
            kind=one.event,
            stage=kinds[one.event]["stage"],
            day=one.day,
            actual=one.actual,
            source=one.page,
            dated=one.dated,
            thing=one.kind,
        )
        for one in aligned(said)
        if one.named and one.day.last is not None
    ]


def thing_of(claim: Claim, claims: Iterable[Claim]) -> Claim:
    """Return the claim that names the thing of an announcement: of a commitment the first one named inside it."""
    inside = [one for one in claims if one.kind in NAMED and one.document == claim.document]
    within = [one for one in inside if claim.start <= one.start and one.end <= claim.end]
    return min(within, key=lambda one: (one.start, one.id), default=claim)


def _page(row: Row) -> str:
    url = row.get("source_url")
    return plain_url(url) if url else row.ref


def _of_page(claims: list[Claim], page: Document, registered: list[tuple[str, str]]) -> Iterator[Said]:
    """Yield the announcements of one document, in the order of its text."""
    named = [claim for claim in claims if claim.kind in NAMED]
    by_id = {claim.id: claim for claim in named}
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id)):
        if claim.kind == "commitment":
            inside = [one for one in named if claim.start <= one.start and one.end <= claim.end]
            things = inside or [by_id[one] for one in described(claim) if one in by_id]
            yield from _promised(claim, things, page, registered)
        else:
            yield from _reported(claim, page, registered)


def _promised(claim: Claim, things: list[Claim], page: Document, registered: list[tuple[str, str]]) -> Iterator[Said]:
    """Yield what a commitment promises of the one thing it names; one without a day, or of several things, nothing."""
    called = not things and (QUOTED.search(claim.quote) or proper_name(claim.quote))
    things = [claim] if called else things  # the name tells the thing where nothing else in the clause does
    event, keys = _event(claim.quote), {_thing(one, registered, page) for one in things}
    if event == SIGNED and any(one.kind != "agreement" for one in things):
        return
    if event and claim.period.end is not None and claim.status in PLANNED and len(keys) == 1:
        named = any(named_thing(one, registered, page) for one in things)
        kinds = [kind for kind in map(kind_of, map(phrase_of, things)) if kind]
        yield _said(claim, (keys.pop(), named, next(iter(kinds), "")), event, _set(claim.period.end), page)


def _set(last: dt.date) -> Span:
    """Return the year or the month that a deadline ends, else its day."""
    if (last.month, last.day) == (12, 31):
        return year_span(last.year)
    return month_span(last.year, last.month) if (last + DAY).day == 1 else Span(last, last)


def _reported(claim: Claim, page: Document, registered: list[tuple[str, str]]) -> Iterator[Said]:
    """Yield what a text reports to have happened to a thing by its own day: at a stage that one event brings about."""
    if claim.kind == "agreement" and claim.date_signed and claim.agreement_status in (None, *BINDING):
        yield _said(
            claim, (_thing(claim, registered, page), False, ""), SIGNED, partial(claim.date_signed), page, dated=True
        )
    event = _happened(claim, page) if claim.kind == "institution" else None
    if event and claim.status in (None, "actual"):
        period = claim.period
        dated = period.start is not None and period.end is not None and period.resolution == "explicit"
        told = Span(period.start, period.end) if dated else _day_named(sentence(page.text, claim.start, claim.end))
        day, dated = told or page.published, told is not None
        named = bool(named_thing(claim, registered, page))
        thing = (_thing(claim, registered, page), named, kind_of(phrase_of(claim)))
        yield _said(claim, thing, event, day, page, dated=dated)


def _day_named(words: str) -> Span | None:
    """Return the one full date that a sentence names; None where it names none or several."""
    found = {day for match in DATE.finditer(words.lower()) if (day := _date(match)) is not None}
    return Span(only := found.pop(), only) if len(found) == 1 else None


def _date(match: re.Match[str]) -> dt.date | None:
    month = _months().get(match["month"] or match["word"])
    try:
        return dt.date(int(match["year"] or match["after"]), month or 0, int(match["day"] or match["behind"]))
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    """Return the months by their names as dates have them, in both languages."""
    return {
        name.lower(): number for lang in ("ru", "en") for number, name in Locale(lang).months["format"]["wide"].items()
    }


def _happened(claim: Claim, page: Document) -> str | None:
    """Return what happened to a thing: the one event that leaves it at its stage, or what the words around it tell.

    Of what is there already only a name in quotation marks tells which thing of many was opened or set up.
    """
    words = sentence(page.text, claim.start, claim.end).lower()
    told = next((event for event, pattern in _reports() if pattern.search(words)), None)
    event = _events_of_stages().get(claim.stage or "")
    if event:
        begun = told if told in STARTS else event
        return begun if told or not AHEAD.search(words) else None
    mine = claim.stage in (None, "existing", "under_construction") and (calling(claim, page) or proper_of(claim, page))
    return told if mine else None


def _said(  # noqa: PLR0913
    claim: Claim, thing: tuple[str, bool, str], event: str, day: Span, page: Document, *, dated: bool | None = None
) -> Said:
    """Return an announcement; `dated` is None for what is to come, else whether the text names the day it came."""
    return Said(
        ref=claim.id,
        subject=thing[0],
        event=event,
        day=day,
        actual=dated is not None,
        said=page.published,
        page=plain_url(page.url) if page.url else page.id,
        named=thing[1],
        dated=dated is not False,
        kind=thing[2],
    )


@cache
def _events_of_stages() -> Mapping[str, str]:
    """Return the event that leaves a thing at a stage, for the stages that a single event brings about."""
    kinds = by_code("milestone_kinds")
    return {kinds[event]["stage"]: event for event in ("launched", "completed")}


def _event(words: str) -> str | None:
    """Return the event that words speak of; the first of the table where they speak of several."""
    return next((event for event, pattern in _patterns() if pattern.search(words.lower())), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["event"], re.compile(rf"\b(?:{entry['pattern']})")) for entry in events())


@cache
def _reports() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["event"], re.compile(rf"\b(?:{entry['happened']})")) for entry in events() if entry["happened"])


def _thing(claim: Claim, registered: list[tuple[str, str]], page: Document) -> str:
    """Return the registered thing that a claim names, else its name: that in quotation marks, or all words.

    An agreement whose words tell it from no other is known on its own page only.
    """
    phrase = claim.subject or claim.quote
    if claim.kind == "agreement" and not known_thing(claim, registered):
        return f"agreement: {subject_of(phrase) or page.id}"
    return named_thing(claim, registered, page) or " ".join(sorted(telling(phrase) or stems(phrase)))
