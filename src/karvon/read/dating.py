"""Dating: when a text is from, read from its header or dateline, or bracketed by what it tells as past and to come."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from karvon.model.dates import Span
from karvon.read import proofs, stamps, when
from karvon.read.layout import Layout
from karvon.read.proofs import Text, Told
from karvon.read.sentences import Sentence
from karvon.read.times import Time

Place = tuple[int, int]


class Dating(NamedTuple):
    """The days a text can be from, those its "this year" can mean, how that is known, and the words that prove it.

    The year is not `settled` where the figure of a whole year past is all that tells it.
    """

    published: Span
    dated_by: str
    present: Span
    date_at: Place | None = None
    proof: Place | None = None
    settled: bool = True


def date(laid: Layout, source: Text) -> Dating:
    """Return when a text is from: as its layout says, else by a dateline without a year, else bracketed."""
    if laid.dated_by != "unresolved":
        return Dating(laid.published, laid.dated_by, laid.published, laid.date_at)
    address = stamps.of_address(laid.url) if laid.url else None
    if address is not None:
        return Dating(address.days, "url", address.days)
    told = [proof for time in source.times if (proof := proofs.told(source, time)) is not None]
    year: int | None = _present_year(source.times, told, _ceiling(source))
    lined = laid.dateline or _of_lead(source)
    if lined is not None:
        dated = _dateline(source, lined, told, year)
        if dated is not None:
            return dated
    dated = _opening(source, told) or _captioned(source, told)
    if year is None:
        return dated or _bracketed(told, year)
    whole = _with_seasons(source, told, year)
    return (dated or _bracketed(whole, year))._replace(settled=_settled(whole, year))


def _ceiling(source: Text) -> dt.date | None:
    """Return the last day of what is told as the first to come."""
    return min((day for one in source.times if (day := proofs.to_come(source, one)) is not None), default=None)


def _settled(told: Sequence[Told], year: int) -> bool:
    """Say whether more than the figure of the year before tells it: parts of the year itself, or that figure's base."""
    parts = any(proof.first is not None and proof.first.year == year and not proof.whole for proof in told)
    return parts or any(proof.first == dt.date(year - 1, 1, 1) for proof in told)


LEADING, OPENS = 3, 120
HAS_COME = ("event", "past", "total", None)
HELD = re.compile(
    r"\b(?:состоял\w{1,4}|прош(?:ло|ла|ли|[её]л)|пров(?:ел|ёл|ела|ели)|проведен\w?|встретил\w{2}|открыл\w{2}"
    r"|завершил\w{2}|рассказал[аи]?|сообщил[аио]?"
    r"|held|met|hosted|took\s+place)\b",
    re.IGNORECASE,
)
HELD_THEN = re.compile(
    r"\b(?:состоявш\w{4}|прошедш\w{2,4}|состоял\w{1,4}|прош(?:ло|ла|ли|[её]л)|открыл\w{2}|завершил\w{2})"
    r"(?:\s+(?:сегодня|вчера|в\s+[а-яё]{5,11}|[А-ЯЁ][\w-]{2,20}|во?\s+[А-ЯЁ][\w-]{2,20})){0,2},?\s*$"
)


def _opening(source: Text, told: Sequence[Told]) -> Dating | None:
    """Date a note by the day on which the meeting of its first words was held, where nothing told is later."""
    for sentence in source.cut[:LEADING]:
        for time in source.times:
            inside = sentence.start <= time.start < sentence.end
            if (
                inside
                and time.kind == "day"
                and time.year
                and not time.deadline
                and _of_the_day(source, time, sentence)
            ):
                days = when.span(time, Span())
                later = any(proof.first and days.first and proof.first > days.first for proof in told)
                come = proofs.tense(source, time) in HAS_COME or _said_on(source, time, sentence)
                if days.first is not None and not later and come:
                    return Dating(days, "dateline", days, (time.start, time.end))
    return None


def _of_the_day(source: Text, time: Time, sentence: Sentence) -> bool:
    """Say whether a day of the opening is that of the news: what took place on it is told, or it has its weekday."""
    beside = _weekday(source.text[max(0, time.start - BESIDE) : time.start], source.language)
    if _said_on(source, time, sentence) or beside is not None or _held(source, time, sentence):
        return True
    named, day = _weekday(source.text[sentence.start : sentence.end], source.language), when.span(time, Span()).first
    return named is not None and day is not None and day.weekday() == named


def _said_on(source: Text, time: Time, sentence: Sentence) -> bool:
    """Say whether a verb of saying stands right before a day: "the minister said on 24 July 2019"."""
    return SAID_ON.search(source.text, max(sentence.start, time.start - 40), time.start) is not None


def _held(source: Text, time: Time, sentence: Sentence) -> bool:
    """Say whether a sentence tells, behind a day or right before it, what took place or was said on that day."""
    before = HELD_THEN.search(source.text, max(sentence.start, time.start - 60), time.start)
    behind = time.start < sentence.start + OPENS and HELD.search(source.text, time.end, sentence.end) is not None
    return behind or before is not None


PICTURES = 6
CAPTION = re.compile(
    r"\b(?:photos?|handout|pictures?|images?|getty|afp|epa|pool|courtesy)\b|\bfoto\b|\((?:ap|aa|r|l|c)\W|\bфото\b",
    re.IGNORECASE,
)
ARCHIVED = re.compile(r"\bfile\b|archive|illustrat|архив", re.IGNORECASE)


def _captioned(source: Text, told: Sequence[Told]) -> Dating | None:
    """Date a note by the day of the picture at its head: the weekday that the lead names tells how many days later."""
    days = [time for time in source.times if time.kind == "day" and time.year and not time.deadline]
    for at, sentence in enumerate(source.cut[:PICTURES] if days else ()):
        time = next((day for day in days if sentence.start <= day.start < sentence.end), None)
        around = source.text[sentence.start : source.cut[min(at + 1, len(source.cut) - 1)].end]
        if time is not None and CAPTION.search(around) and not ARCHIVED.search(around):
            return _pictured(source, time, told)
    return None


def _pictured(source: Text, time: Time, told: Sequence[Told]) -> Dating | None:
    """Return the day of the news behind a picture's: that of the weekday first told, within the week, else open."""
    taken = when.span(time, Span()).first
    if taken is None or any(proof.first is not None and proof.first > taken for proof in told):
        return None
    weekday = _weekday(source.text[time.end : time.end + LEAD], source.language)
    place = (time.start, time.end)
    if weekday is None:
        return Dating(Span(taken, None), "bracketed", Span(taken, dt.date(taken.year, 12, 31)), None, place)
    day = taken + dt.timedelta(days=(weekday - taken.weekday()) % 7)
    return Dating(Span(day, day), "dateline", Span(day, day), place)


LEAD = 600


def _bracketed(told: Sequence[Told], year: int | None) -> Dating:
    known = [proof for proof in told if proof.first is not None]
    last = max(known, key=lambda proof: (proof.first or dt.date.min, -proof.time.start)) if known else None
    place = (last.time.start, last.time.end) if last else None
    first = last.first if last else None
    if year is None:
        return Dating(Span(first, None), "bracketed" if first else "unresolved", Span(first, None), None, place)
    begun = max(first, dt.date(year, 1, 1)) if first else dt.date(year, 1, 1)
    if place is None:
        settling = min(told, key=lambda proof: (proof.ahead is None, proof.year is None)).time
        place = (settling.start, settling.end)
    present = Span(begun, dt.date(year, 12, 31))
    return Dating(Span(begun, None), "bracketed", present, None, place)


def _present_year(times: Sequence[Time], told: Sequence[Told], ceiling: dt.date | None) -> int | None:
    """Return the year that "this year" means where the latest figures, or plans beside "this year", settle it."""
    begun = max((proof.first.year for proof in told if proof.first), default=None)
    years = [proof.year for proof in told if proof.year is not None and proof.first is not None]
    plans = [proof.ahead for proof in told if proof.ahead is not None and (begun is None or proof.ahead >= begun)]
    if years:
        latest = max(years)
        return latest if begun is None or latest >= begun else None
    named = any(time.year is None and time.relative in (0, 1) and time.kind == "year" for time in times)
    expected = min((proof.year for proof in told if proof.year is not None), default=None)
    if expected is not None and (named if begun is None else begun <= expected <= begun + 1):
        return expected
    before = min(plans) - 1 if plans and named else None
    if before is not None and ceiling is not None and ceiling.year < before:
        return None
    return before if before is not None and (begun is None or before >= begun) else None


def _with_seasons(source: Text, told: Sequence[Told], year: int) -> list[Told]:
    """Add what counts from January and days of the opening prove once their year is known."""
    opening = source.cut[min(1, len(source.cut) - 1)].end if source.cut else 0
    found = list(told)
    for time in source.times:
        if time.year is not None or time.relative or time.deadline or time.month is None:
            continue
        whole = time.kind == "months" and time.month == 1
        if whole or _begins(source.text, time) or (time.kind == "day" and time.end <= opening):
            proof = proofs.told(source, time._replace(year=year, relative=None))
            if proof is not None and proof.first is not None and proof.first.year == year:
                found.append(proof)
    return found


def _begins(text: str, time: Time) -> bool:
    return bool(BEGINS.search(text[max(0, time.start - 16) : time.start])) or bool(BEGINS.match(time.text))


BEGINS = re.compile(r"(?:на|к)\s+начал[оу]\s*", re.IGNORECASE)


def _of_lead(source: Text) -> Time | None:
    """Return the day, with its weekday or behind a verb of saying, of which the first sentences tell."""
    last = source.cut[min(LEADING, len(source.cut)) - 1].end if source.cut else 0
    for time in source.times:
        if time.start >= last:
            return None
        if time.kind == "day" and time.year is None and time.relative is None and not time.deadline:
            beside = source.text[max(0, time.start - BESIDE) : time.end + BESIDE]
            said = SAID_ON.search(source.text, max(0, time.start - 40), time.start) is not None
            said = said or SAYS_ON.match(source.text, time.end) is not None
            said = said or _opens_news(source, time) or _weekday(beside, source.language) is not None
            if said and proofs.tense(source, time) != "ahead":
                return time
    return None


def _opens_news(source: Text, time: Time) -> bool:
    """Say whether a day opens a sentence of what took place on it: "On 18 August the council met in Oslo"."""
    sentence = next((one for one in source.cut[:LEADING] if one.start <= time.start < one.end), None)
    return sentence is not None and time.start - sentence.start <= 1 and _held(source, time, sentence)


BESIDE = 16
SAID_ON = re.compile(
    r"\b(?:заявил|сообщил|сказал|рассказал|отметил|подчеркнул|объявил|сообщает|сообщают|передает|передаёт)[аио]?,?\s$"
    r"|\b(?:said|announced|reported|stated|declared|revealed|told\s(?:reporters|journalists))\s(?:on\s)?$",
    re.IGNORECASE,
)


SAYS_ON = re.compile(
    r",?\s{1,2}(?:переда[её]т|передают|сообщает|сообщают|пишет|информирует|сообщил[аио]?|передал[аио]?|заявил[аи]?)\s",
    re.IGNORECASE,
)


def _dateline(source: Text, time: Time, told: Sequence[Told], year: int | None) -> Dating | None:
    """Give a day its year: the present one where figures settle it, else one that fits what is past and to come."""
    begun = max((proof.first for proof in told if proof.first), default=None)
    ceiling = _ceiling(source)
    days = [day for day in _days(time, begun, ceiling, year) if day and (begun is None or day >= begun - ESTIMATED)]
    weekday = _weekday(source.text[time.start : time.end + 600], source.language)
    agreeing = [day for day in days if weekday is not None and day.weekday() == weekday]
    if not days or (begun is None and year is None and not agreeing and not _soon(source, ceiling)):
        return None
    day = next(iter((*agreeing, *days)))
    place = (time.start, time.end)
    if year is not None or agreeing or begun is None or day - begun <= RECENT:
        return Dating(Span(day, day), "dateline", Span(day, day), place)
    return Dating(Span(day, None), "bracketed", Span(day, None), None, place)


def _soon(source: Text, ceiling: dt.date | None) -> bool:
    """Say whether the first of what is to come is told by its month, quarter or day, as is only what is near."""
    near = [one for one in source.times if proofs.to_come(source, one) == ceiling] if ceiling is not None else []
    return any(one.kind == "day" or (one.kind == "months" and one.months <= NEAREST) for one in near)


NEAREST = 6


def _days(time: Time, begun: dt.date | None, ceiling: dt.date | None, year: int | None) -> list[dt.date | None]:
    """Return the days a dateline can mean: from the year that is known on, else back from what is to come."""
    first = year if year is not None else begun.year if begun else None
    if first is not None:
        return [_day(time, first), _day(time, first + 1)]
    known = range(ceiling.year, ceiling.year - WEEKDAYS_AGREE, -1) if ceiling is not None else range(0)
    return [day for one in known if (day := _day(time, one)) is not None and ceiling is not None and day <= ceiling]


WEEKDAYS_AGREE = 5  # years back from a plan: a day falls on one weekday at most once in them
RECENT = dt.timedelta(days=21)
ESTIMATED = dt.timedelta(days=4)  # a half of a year or a month is told of some days before it ends


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


OTHER_WEEK = re.compile(
    r"(?:(?:минувш|прошл|прошедш|следующ|ближайш|предыдущ|будущ)\w{2,3}|last|next|previous)\s$", re.IGNORECASE
)


def _weekday(text: str, language: str) -> int | None:
    met = _weekdays(language).finditer(text)
    found = next((one for one in met if OTHER_WEEK.search(text, max(0, one.start() - 16), one.start()) is None), None)
    return int(found.lastgroup[1:]) if found is not None and found.lastgroup is not None else None
