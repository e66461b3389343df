"""Dating: when a text is from, read from its header or dateline, or bracketed by what it tells as past and to come."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from karvon.model.dates import Span
from karvon.read import stamps, when
from karvon.read.cues import lexicon
from karvon.read.layout import Layout
from karvon.read.sentences import Sentence
from karvon.read.times import Time

Place = tuple[int, int]


class Dating(NamedTuple):
    """The days a text can be from, those its "this year" can mean, how that is known, and the words that prove it."""

    published: Span
    dated_by: str
    present: Span
    date_at: Place | None = None
    proof: Place | None = None


class Told(NamedTuple):
    """What one expression proves: the text is not older than a day, and (perhaps) which year is its present."""

    time: Time
    first: dt.date | None
    year: int | None = None
    ahead: int | None = None


class Text(NamedTuple):
    """A plain text with its sentences and expressions of time."""

    text: str
    language: str
    cut: Sequence[Sentence]
    times: Sequence[Time]


def date(laid: Layout, source: Text) -> Dating:
    """Return when a text is from: as its layout says, else by a dateline without a year, else bracketed."""
    if laid.dated_by != "unresolved":
        return Dating(laid.published, laid.dated_by, laid.published, laid.date_at)
    address = stamps.of_address(laid.url) if laid.url else None
    if address is not None:
        return Dating(address.days, "url", address.days)
    told = [proof for time in source.times if (proof := _told(source, time)) is not None]
    year = _present_year(source.times, told)
    lined = laid.dateline
    if lined is not None:
        dated = _dateline(source, lined, told, year)
        if dated is not None:
            return dated
    return _opening(source, told) or _bracketed(_with_seasons(source, told, year), year)


LEADING, OPENS = 3, 120
HELD = re.compile(
    r"\b(?:состоял\w{1,4}|прош(?:ло|ла|ли|[её]л)|пров(?:ел|ёл|ела|ели)|проведен\w?|встретил\w{2}"
    r"|завершил\w{2}|held|met|hosted|took\s+place)\b",
    re.IGNORECASE,
)


def _opening(source: Text, told: Sequence[Told]) -> Dating | None:
    """Date a note by the day on which the meeting of its first words was held, where nothing told is later."""
    for sentence in source.cut[:LEADING]:
        for time in source.times:
            inside = sentence.start <= time.start < min(sentence.end, sentence.start + OPENS)
            if inside and time.kind == "day" and time.year and HELD.search(source.text, time.end, sentence.end):
                days = when.span(time, Span())
                later = any(proof.first and days.first and proof.first > days.first for proof in told)
                if days.first is not None and not later and _tense(source, time) in ("event", "past", "total"):
                    return Dating(days, "dateline", days, (time.start, time.end))
    return None


def _bracketed(told: Sequence[Told], year: int | None) -> Dating:
    proofs = [proof for proof in told if proof.first is not None]
    last = max(proofs, key=lambda proof: (proof.first or dt.date.min, -proof.time.start)) if proofs else None
    place = (last.time.start, last.time.end) if last else None
    first = last.first if last else None
    if year is None:
        return Dating(Span(first, None), "bracketed" if first else "unresolved", Span(first, None), None, place)
    begun = max(first, dt.date(year, 1, 1)) if first else dt.date(year, 1, 1)
    if place is None:
        ahead = next(proof.time for proof in told if proof.ahead is not None)
        place = (ahead.start, ahead.end)
    present = Span(begun, dt.date(year, 12, 31))
    return Dating(Span(begun, None), "bracketed", present, None, place)


def _present_year(times: Sequence[Time], told: Sequence[Told]) -> int | None:
    """Return the year that "this year" means where the latest figures, or plans beside "this year", settle it."""
    begun = max((proof.first.year for proof in told if proof.first), default=None)
    years = [proof.year for proof in told if proof.year is not None]
    plans = [proof.ahead for proof in told if proof.ahead is not None and (begun is None or proof.ahead >= begun)]
    if years:
        latest = max(years)
        return latest if begun is None or latest >= begun else None
    named = any(time.year is None and time.relative in (0, 1) and time.kind == "year" for time in times)
    before = min(plans) - 1 if plans and named else None
    return before if before is not None and (begun is None or before >= begun) else None


def _with_seasons(source: Text, told: Sequence[Told], year: int | None) -> list[Told]:
    """Add what counts from January and days of the opening prove once their year is known."""
    if year is None:
        return list(told)
    opening = source.cut[min(1, len(source.cut) - 1)].end if source.cut else 0
    found = list(told)
    for time in source.times:
        if time.year is not None or time.relative or time.deadline or time.month is None:
            continue
        whole = time.kind == "months" and time.month == 1
        if whole or _begins(source.text, time) or (time.kind == "day" and time.end <= opening):
            proof = _told(source, time._replace(year=year, relative=None))
            if proof is not None and proof.first is not None and proof.first.year == year:
                found.append(proof)
    return found


def _begins(text: str, time: Time) -> bool:
    return bool(BEGINS.search(text[max(0, time.start - 16) : time.start])) or bool(BEGINS.match(time.text))


BEGINS = re.compile(r"(?:на|к)\s+начал[оу]\s*", re.IGNORECASE)


def _dateline(source: Text, time: Time, told: Sequence[Told], year: int | None) -> Dating | None:
    """Give a dateline its year: the present one where figures settle it, else the first one that fits."""
    begun = max((proof.first for proof in told if proof.first), default=None)
    first = year if year is not None else begun.year if begun else None
    if first is None:
        return None
    days = [day for day in (_day(time, first), _day(time, first + 1)) if day and (begun is None or day >= begun)]
    weekday = _weekday(source.text[time.start : time.end + 600], source.language)
    agreeing = [day for day in days if weekday is not None and day.weekday() == weekday]
    day = next(iter((*agreeing, *days)), None)
    if day is None:
        return None
    place = (time.start, time.end)
    if year is not None or agreeing:
        return Dating(Span(day, day), "dateline", Span(day, day), place)
    return Dating(Span(day, None), "bracketed", Span(day, None), None, place)


def _day(time: Time, year: int) -> dt.date | None:
    return when.span(time._replace(year=year), Span()).first


WEEKDAYS = {
    "ru": ("понедельник", "вторник", "сред[ау]", "четверг", "пятниц[ау]", "суббот[ау]", "воскресенье"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}  # fmt: skip


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    names = "|".join(f"(?P<d{at}>{name})" for at, name in enumerate(WEEKDAYS.get(language, ("(?!)",))))
    return re.compile(rf"\b(?:(?:во?|on)\s+)?(?:{names})\b", re.IGNORECASE)


def _weekday(text: str, language: str) -> int | None:
    found = _weekdays(language).search(text)
    return int(found.lastgroup[1:]) if found is not None and found.lastgroup is not None else None


def _told(source: Text, time: Time) -> Told | None:
    """Return what an expression with a year proves about the time of the text; None when it proves nothing."""
    if (
        time.year is None
        or time.deadline
        or when.by(source.text, time)
        or time.kind not in ("day", "months", "year", "since")
    ):
        return None
    if time.kind == "since" or SINCE.search(source.text[max(0, time.start - 60) : time.start]):
        return Told(time, dt.date(time.year + 1, 1, 1))
    if when.compared(source.text, time):
        later = dt.date((time.last_year or time.year) + 1, 1, 1)
        return Told(time, later, later.year if when.same_season(source.text, time) else None)
    tense = _tense(source, time)
    days = when.span(time, Span())
    if tense == "ahead":
        return Told(time, None, None, time.year) if time.kind == "year" and time.last_year is None else None
    named = time.kind == "year" and NAMED.match(time.text)
    if tense is None or days.first is None or days.last is None or named:
        return None
    return _past(time, tense, days.first, days.last)


NAMED = re.compile(r"на\s", re.IGNORECASE)


def _past(time: Time, tense: str, first: dt.date, last: dt.date) -> Told:
    if time.kind == "day":
        return Told(time, first, first.year if tense == "total" else None)
    counted = tense == "total" or (
        tense in ("event", "past") and (time.months not in (1, 12) or OVER.match(time.text) is not None)
    )
    if counted:
        after = last + dt.timedelta(days=1)
        return Told(time, after, after.year)
    return Told(time, first, first.year if tense == "state" and time.kind == "year" else None)


FIGURE = re.compile(r"\d\s?%|млн|млрд|трлн|тыс|тонн|процент|долл|[$€]|percent|million|billion|tonnes")
SINCE = re.compile(r"\b(?:since|с\s+тех\s+пор)\b[^.,;:]*$", re.IGNORECASE)
MODAL = 12
NEAR = 240
OVER = re.compile(r"(?:за|по\s+итогам|over|during)\s", re.IGNORECASE)


def _tense(source: Text, time: Time) -> str | None:
    """Return the tense of the nearest verb of the sentence: ahead, total (a completed figure), base, state, event."""
    at = bisect_right(source.cut, time.start, key=lambda sentence: sentence.start) - 1
    start, end = (source.cut[at].start, source.cut[at].end) if at >= 0 else (0, len(source.text))
    start, end = max(start, time.start - NEAR), min(end, time.end + NEAR)
    words = ((match, _tense_of(match[0], source.language)) for match in WORD.finditer(source.text, start, end))
    found = [
        (match.start(), match.end(), tense)
        for match, tense in words
        if tense and (match.end() <= time.start or match.start() >= time.end)
    ]
    if not found:
        return "total" if time.kind == "months" else None
    begins, _, told = min(found, key=lambda verb: (max(time.start - verb[1], verb[0] - time.end), verb[0]))
    modal = any(tense == "ahead" and 0 < begins - end <= MODAL for _, end, tense in found)
    if modal or told != "past":
        return "ahead" if modal else told
    return "total" if FIGURE.search(source.text, start, end) else "event"


WORD = re.compile(r"\b\w+")
PAST = {"ru": r"[а-яё]{3,24}(?:ло|ла|ли|лось|лась|лись|лся)", "en": r"[a-z]{3,24}ed"}


@cache
def _tenses(language: str) -> re.Pattern[str]:
    forms: dict[str, list[str]] = {}
    for row in lexicon("tenses"):
        if row["lang"] == language:
            forms.setdefault(row["code"], []).extend(row["pattern"].split("|"))
    groups = [f"(?P<{code}>{'|'.join(map(_form, words))})" for code, words in forms.items()]
    past = f"|(?P<past>{PAST[language]})" if language in PAST else ""
    return re.compile(rf"\b(?:{'|'.join(groups) or '(?!)'}{past})\b", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def _tense_of(word: str, language: str) -> str | None:
    """Return the tense that a word tells, None for a word that tells none."""
    found = _tenses(language).fullmatch(word)
    return found.lastgroup if found else None


def _form(pattern: str) -> str:
    return pattern[:-1] + r"[^\W\d_]*" if pattern.endswith("*") else pattern
