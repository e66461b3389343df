"""Proofs: what an expression of time proves about its text: not older than which day, and of which year."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from karvon.model.dates import Span
from karvon.read import risen, undertaken, when
from karvon.read.cues import lexicon
from karvon.read.sentences import Sentence
from karvon.read.times import Time
from karvon.read.tokens import future, grammar
from karvon.read.values import Value

Day = dt.date


class Told(Value, frozen=True):
    """What one expression proves: the text is not older than a day, and (perhaps) which year is its present.

    `whole` marks the figure of a whole year past, which leaves open whether a later year has gone by since.
    """

    time: Time
    first: dt.date | None
    year: int | None = None
    ahead: int | None = None
    whole: bool = False


class Text(NamedTuple):
    """A plain text with its sentences and expressions of time."""

    text: str
    language: str
    cut: Sequence[Sentence]
    times: Sequence[Time]


def told(source: Text, time: Time) -> Told | None:
    """Return what an expression with a year proves about the time of the text; None when it proves nothing."""
    days = when.span(time, Span())
    usable = time.year is not None and time.kind in ("day", "months", "year", "since")
    if not usable or days.first is None:
        return None
    if time.deadline or when.by(source.text, time):
        return _by(source, time, days.first, days.last or days.first)
    last = days.last or days.first
    if fiscal(source.text, time):
        return _fiscal(source, time, time.last_year or (days.last or days.first).year)
    if _only_names(source.text, time):
        return None
    stated = next((proof for rule in RULES if (proof := rule(source, time, days.first, last))), None)
    return stated or _by_tense(source, time, days.first, last)


def _only_names(text: str, time: Time) -> bool:
    """Say whether a year only names a school year, a plan of years or a meeting."""
    plan = time.last_year is not None and time.kind == "year" and OF_PLAN.match(text, time.end) is not None
    named = time.text[:1].isdigit() and NAMED_AFTER.search(text, max(0, time.start - 30), time.start) is not None
    return plan or named or SCHOOL.match(text, time.end) is not None


def fiscal(text: str, time: Time) -> bool:
    """Say whether two years are one fiscal or marketing year: its end may lie months before that of the calendar."""
    if time.last_year is None or time.year is None or time.last_year != time.year + 1:
        return False
    short = SHORT.search(time.text) is not None
    return short or FISCAL.search(text[max(0, time.start - 24) : time.end + 24]) is not None


SHORT = re.compile(r"\d{4}[-/]\d\d(?!\d)")
FISCAL = re.compile(
    r"\b(?:fiscal|financial|marketing|fy\b|(?:финансов|фискальн|бюджетн|маркетингов|сельскохозяйственн)\w{2,3}\s)",
    re.IGNORECASE,
)


def _fiscal(source: Text, time: Time, year: int) -> Told | None:
    """A fiscal year that ends in a calendar year: over in spring at the earliest where a whole one is told."""
    told_as = tense(source, time)
    present = PRESENT_YEAR.search(source.text, max(0, time.start - 40), time.start) or PRESENT_OWN.match(time.text)
    if time.year is not None and present:
        return Told(time, dt.date(time.year, 4, 1))
    parts = time.kind == "months" or source.text[max(0, time.start - 2) : time.start].strip() == "("
    if told_as == "ahead":
        return None
    return Told(time, dt.date(year, 4 if told_as == "total" and not parts else 1, 1))


PRESENT_OWN = re.compile(r"(?:in\s)?(?:the\s)?(?:current|ongoing)\s", re.IGNORECASE)
PRESENT_YEAR = re.compile(
    r"\b(?:current|this|ongoing|present|текущ\w{2,3}|нынешн\w{2,3})\s(?:fiscal|financial|финансов\w{2,3})(?:\syear|\sгод\w?)?,?\s?\(?$",
    re.I,
)
SCHOOL = re.compile(r"\s{0,2}(?:учебн|school\s|academic\s)", re.IGNORECASE)
OF_PLAN = re.compile(
    r"\s(?:[a-z]{3,16}\s){0,2}(?:road\s?map|programme|program|plan|strategy|agenda|framework|concept|action\splan)\b",
    re.IGNORECASE,
)
NAMED_AFTER = re.compile(
    r"(?:[A-ZА-ЯЁ]{3,20}|[a-zа-яё]\s[A-ZА-ЯЁ][\w'’-]{2,20}|(?:summit|forum|expo|саммит|форум))[\s-]$"
)


def to_come(source: Text, time: Time) -> Day | None:
    """Return the last day of a stretch that a text tells of as still to come, by its year; None where it does not."""
    if time.year is None or time.kind not in ("day", "months", "year", "since"):
        return None
    limit = time.deadline or when.by(source.text, time)
    told_as = tense(source, time)
    if told_as != "ahead" and not (limit and told_as in (None, "event", "past")):
        return None
    return when.span(time, Span()).last if time.kind != "since" else dt.date(time.year, 12, 31)


def _by(source: Text, time: Time, first: Day, last: Day) -> Told | None:
    """By a day that something had come to be: "by the start of 2025 there were 62"."""
    edge = EDGE.search(source.text[max(0, time.start - 16) : time.end])
    if edge is None and time.kind in ("year", "months") and BY_END.match(time.text):
        stood = STOOD.match(source.text, time.end, time.end + NEAR)
        ahead = stood is not None and TO_COME.search(stood[0]) is not None
        return Told(time, last) if stood is not None and not ahead and tense(source, time) != "ahead" else None
    if edge is None or tense(source, time) not in ("total", "base"):
        return None
    return Told(time, last if edge["end"] else first)


EDGE = re.compile(r"\bк\s+(?:начал|(?P<end>кон[ец]|исход))", re.IGNORECASE)
TO_COME = re.compile(r"\b(?:will|would|should|to|expected|plan\w*|aim\w*|target\w*|hope\w*)\b", re.IGNORECASE)
BY_END = re.compile(r"by\s+(?:the\s+)?end\s", re.IGNORECASE)
STOOD = re.compile(
    r"[^.;]{0,90}?\b(?:had|has|have|was|were|stood|reached|totall?ed|amounted|exceeded|invested|registered|attracted|ranked)\b",
    re.IGNORECASE,
)


def _since(source: Text, time: Time, first: Day, _last: Day) -> Told | None:
    """Since the beginning of a year, or since a year in which something came to hold: not older than that year."""
    if time.kind == "since" and BEGUN.search(time.text):
        return Told(time, first, first.year)
    if time.kind == "since" and LASTS.search(source.text, time.end, min(len(source.text), time.end + LASTING)):
        return Told(time, first)
    if time.kind == "since":
        return Told(time, dt.date(first.year + 1, 1, 1)) if tense(source, time) != "ahead" else None
    later = SINCE.search(source.text[max(0, time.start - 60) : time.start])
    return Told(time, dt.date(first.year + 1, 1, 1)) if later else None


def _stated(source: Text, time: Time, first: Day, _last: Day) -> Told | None:
    """As of a day: data of that day are known."""
    stated = time.kind == "day" and STATED.search(source.text[max(0, time.start - 24) : time.start])
    return Told(time, first, first.year) if stated else None


def _compared(source: Text, time: Time, _first: Day, last: Day) -> Told | None:
    """Compared with a year: a later one has figures."""
    spoken = _spoken_of(source, time)
    compared = when.compared(source.text, time)
    based = risen.risen_from(source.text, time) or (spoken is not None and risen.set_against(source.text, time))
    if not (based or compared):
        return None
    if tense(source, time) == "ahead":
        return Told(time, None, last.year + 1) if compared else None
    later = dt.date(last.year + 1, 1, 1)
    if spoken is not None and time.kind == "year" and time.last_year is None:
        present = dt.date(last.year + 1 - spoken, 1, 1)
        return Told(time, present, present.year)
    return Told(time, later, later.year if when.same_season(source.text, time) else None)


def _spoken_of(source: Text, time: Time) -> int | None:
    """Return the year, by its distance from the present, that a change against a time is told of: "rose last year"."""
    at = bisect_right(source.cut, time.start, key=lambda sentence: sentence.start) - 1
    first = source.cut[at].start if at >= 0 else 0
    near = [t for t in source.times if first <= t.start and time.start - SPOKEN < t.start and t.end <= time.start]
    spoken = bool(near) and near[-1].kind in ("year", "months") and near[-1].relative in (0, -1)
    return near[-1].relative if spoken else None


def _current(source: Text, time: Time, first: Day, _last: Day) -> Told | None:
    """The year called current is that of the text."""
    now = CURRENT.search(source.text[max(0, time.start - 24) : time.start])
    return Told(time, first, first.year) if now and time.kind in ("year", "months") else None


def _gone(source: Text, time: Time, _first: Day, last: Day) -> Told | None:
    """The year called last, or whose results are told, has passed: "last year, 2024", "the results of 2024"."""
    gone = time.kind == "year" and GONE.search(source.text[max(0, time.start - 32) : time.start])
    after = last + dt.timedelta(days=1)
    return Told(time, after, after.year) if gone else None


def _ended(source: Text, time: Time, _first: Day, last: Day) -> Told | None:
    """At the end of a year: that end has come, and data of that day were known later."""
    known = AS_OF_END.search(source.text[max(0, time.start - 28) : time.end]) is not None
    if known:
        day = last + dt.timedelta(days=1)
        return Told(time, day, day.year)
    return Told(time, last) if ENDING.search(source.text[max(0, time.start - 16) : time.end]) else None


def _begun(source: Text, time: Time, first: Day, _last: Day) -> Told | None:
    """Since a day or month, unless it is still to come."""
    opened = OPENED.search(source.text[max(0, time.start - 4) : time.start])
    short = time.kind == "day" or (time.kind == "months" and time.months == 1)
    return Told(time, first) if opened and short and tense(source, time) != "ahead" else None


def _paper(source: Text, time: Time, first: Day, _last: Day) -> Told | None:
    """The day of a paper: "the agreement of 15 June 2024"."""
    dated = time.kind == "day" and PAPER.search(source.text[max(0, time.start - 4) : time.start])
    return Told(time, first) if dated and tense(source, time) != "ahead" else None


def _valued(source: Text, time: Time, _first: Day, last: Day) -> Told | None:
    """A year with its figure right behind it, or one that brought something, has passed."""
    valued = VALUED.match(source.text, time.end) or (time.text[:1].isdigit() and WAS.match(source.text, time.end))
    if time.kind == "day" or not valued or tense(source, time) == "ahead":
        return None
    after = last + dt.timedelta(days=1)
    return Told(time, after, after.year)


def _harvested(source: Text, time: Time, first: Day, _last: Day) -> Told | None:
    """The harvest of a year: that year has begun."""
    grown = HARVEST.search(source.text, max(0, time.start - 20), time.start)
    return Told(time, first) if grown and time.kind == "year" else None


def _of_last(source: Text, time: Time, _first: Day, last: Day) -> Told | None:
    """A part of a year told in a sentence that opens with last year: "Last year was good: from May to July 2023 …"."""
    if time.kind != "months" or time.deadline or when.compared(source.text, time) or tense(source, time) == "ahead":
        return None
    at = bisect_right(source.cut, time.start, key=lambda sentence: sentence.start) - 1
    start = source.cut[at].start if at >= 0 else 0
    opens = source.times[bisect_right(source.times, start - 1, key=lambda one: one.start)]
    led = opens.kind == "year" and opens.relative == -1 and opens.start - start <= LED and opens.start < time.start
    after = dt.date(last.year + 1, 1, 1)
    return Told(time, after, after.year) if led and not when.compared(source.text, opens) else None


LED = 6
Rule = Callable[[Text, Time, Day, Day], Told | None]
RULES: tuple[Rule, ...] = (
    _since, _stated, _compared, _of_last, _current, _gone, _ended, _begun, _paper, _harvested, _valued,
)  # fmt: skip


def _by_tense(source: Text, time: Time, first: Day, last: Day) -> Told | None:
    """Return what the tense of the nearest verb makes of a time."""
    told_as = tense(source, time)
    if told_as == "ahead":
        return _planned(source, time)
    if told_as == "base" and _whole_figure(source, time):
        told_as = "total"
    named = time.kind == "year" and NAMED.match(time.text)
    return None if told_as is None or named else _past(time, told_as, first, last)


def _whole_figure(source: Text, time: Time) -> bool:
    """Say whether a sentence opens with a whole year and tells its figure: "In 2024, the turnover was 5 bn"."""
    at = bisect_right(source.cut, time.start, key=lambda sentence: sentence.start) - 1
    stretch = time.kind == "year" or (time.kind == "months" and time.months > 1)
    whole = stretch and time.last_year is None and at >= 0
    return (
        whole
        and time.start - source.cut[at].start <= 1
        and FIGURE.search(source.text, time.end, min(source.cut[at].end, time.end + NEAR)) is not None
    )


def _planned(source: Text, time: Time) -> Told | None:
    """A year whose plans are told is still to come; the one whose results are expected is that of the text."""
    if time.kind != "year" or time.last_year is not None:
        return None
    present = RESULTS.search(source.text, max(0, time.start - 24), time.end) is not None
    return Told(time, None, time.year if present else None, time.year)


RESULTS = re.compile(r"\bпо\s+(?:итогам|результатам)\s", re.IGNORECASE)


def _past(time: Time, told_as: str, first: Day, last: Day) -> Told:
    if time.kind == "day":
        return Told(time, first, first.year if told_as == "total" else None)
    stretch = time.months not in (1, 12) or OVER.match(time.text) is not None
    part = time.kind == "months" and 1 < time.months < 12
    counted = told_as == "total" or (told_as in ("event", "past") and stretch) or (told_as == "state" and part)
    if counted and not SEASON.search(time.text):
        after = last + dt.timedelta(days=1)
        return Told(time, after, after.year, whole=time.months == 12)
    begun = first if time.last_year is None else dt.date(last.year, 1, 1)
    return Told(time, begun, begun.year if told_as == "state" and time.kind == "year" else None)


BEGUN = re.compile(r"начал|so\s+far|to\s+date", re.IGNORECASE)
LASTING = 48
LASTS = re.compile(
    r"\b(?:действу|работа|обнул|примен|отмен|вступ|функционир|курсир|ход[ия]|лета[ею]|выполня|стро[ия]т|выпуск|веду?т|вед[её]т)"
    r"[а-яё]{0,6}\b",
    re.IGNORECASE,
)
SINCE = re.compile(r"\b(?:since|с\s+тех\s+пор)\b[^.,;:]*$", re.IGNORECASE)
STATED = re.compile(r"(?:состоянию|данным)\s+на\s+$", re.IGNORECASE)
CURRENT = re.compile(
    r"\b(?:into|(?:remaining|last)\s+(?:\w+\s+)?months(?:\s+of)?|rest(?:\s+of)?|остав\w{2,6}\s+месяц\w{1,2}|неполн(?:ый|ом|ого)|текущ(?:ий|ем|его)|нынешн(?:ий|ем|его)|эт(?:от|ом|ого)|(?:сохраня|продолжа)\w{2,4}(?:\s+и)?),?\s*$",
    re.IGNORECASE,
)
GONE = re.compile(
    r"(?:\b(?:прошл|минувш|истекш|прошедш)\w{2,3},?\s*\(?|\bитог\w{0,3}(?:\s+(?:работы|развития))?(?:\s+за)?\s+"
    r"|\blast\s+year,?\s*\(?|\bresults\s+(?:of|for)\s+)$",
    re.IGNORECASE,
)
HARVEST = re.compile(r"\bурожа[яюйе]\w{0,2}\s+$", re.IGNORECASE)
ENDING = re.compile(r"\b(?:на|по\s+состоянию\s+на)\s+конец\s", re.IGNORECASE)
AS_OF_END = re.compile(r"состоянию\s+на\s+конец\s", re.IGNORECASE)
OPENED = re.compile(r"\bс\s+$", re.IGNORECASE)
PAPER = re.compile(r"\b(?:от|of)\s+$", re.IGNORECASE)
VALUED = re.compile(r"\s{0,2}\)?\s{0,2}[–—:-]\s{1,2}(?:[а-яё]{2,12}\s){0,2}[$€]?\d")
WAS = re.compile(r"\s{1,2}(?:оказал|прин[её]с|заверш)[а-яё]{0,3}\s", re.IGNORECASE)
NAMED = re.compile(r"на\s", re.IGNORECASE)
SEASON = re.compile(r"весной|летом|осенью", re.IGNORECASE)
OVER = re.compile(r"(?:за|по\s+итогам|over|during)\s", re.IGNORECASE)
FIGURE = re.compile(r"\d\s?%|млн|млрд|трлн|тыс|тонн|процент|долл|[$€]|percent|million|billion|tonnes")
MODAL, SPOKEN, NEAR = 12, 160, 240


def tense(source: Text, time: Time) -> str | None:
    """Return the tense of the nearest verb of the sentence: ahead, total (a completed figure), base, state, event."""
    at = bisect_right(source.cut, time.start, key=lambda sentence: sentence.start) - 1
    start, end = (source.cut[at].start, source.cut[at].end) if at >= 0 else (0, len(source.text))
    start, end = max(start, time.start - NEAR), min(end, time.end + NEAR)
    found = [v for v in _verbs(source.text, source.language, start, end) if v[1] <= time.start or v[0] >= time.end]
    if not found:
        return "total" if time.kind == "months" or OVER.match(time.text) else None
    found = [verb for verb in found if not SAID.fullmatch(source.text, verb[0], verb[1])] or found
    begins, _, told_as = min(found, key=lambda verb: (max(time.start - verb[1], verb[0] - time.end), verb[0]))
    modal = any(tense == "ahead" and 0 < begins - end <= MODAL for _, end, tense in found)
    modal = modal or TO_BE.search(source.text, max(0, begins - 8), begins) is not None
    modal = modal or (told_as in ("event", "past", "total") and undertaken.undertaken(source.text, start, time.start))
    if modal or told_as != "past":
        return "ahead" if modal else told_as
    return "total" if FIGURE.search(source.text, start, end) else "event"


SAID = re.compile(
    r"(?:сказал|сообщ|заяв|отмет|подчеркну|добав|уточн|поясн|рассказал|напомн)[а-яё]{0,6}|(?:not|add|stress|report|stat)ed",
    re.IGNORECASE,
)
TO_BE = re.compile(r"\bto\s+be\s+$", re.IGNORECASE)
WORD = re.compile(r"\b\w+")
PAST = {
    "ru": r"[а-яё]{3,24}(?:ло|ла|ли|лось|лась|лись|лся)|[а-яё]{2,20}[зск]азал|[а-яё]{2,20}(?:бщил|явил|ретил|метил)",
    "en": r"[a-z]{3,24}ed",
}


@lru_cache(maxsize=64)
def _verbs(text: str, language: str, start: int, end: int) -> tuple[tuple[int, int, str], ...]:
    """Return the words of a stretch of text that tell a tense, each with its place and the tense."""
    words = ((*match.span(), _tense_of(match[0], language)) for match in WORD.finditer(text, start, end))
    return tuple([(first, last, told) for first, last, told in words if told])


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
    if found is not None or language != "ru":
        return found.lastgroup if found else None
    small = word.lower()
    if FUTURE.search(small) and future(small):
        return "ahead"
    tag = grammar(small)[1] if DONE.search(small) else ""
    return "past" if ("VERB" in tag and "past" in tag) or "PRTS" in tag else None


DONE = re.compile(r"[а-яё]{2,20}(?:[аеёиоуыюя]л(?:ся)?|[аеё]н[аоы]?|[аеёиыоу]т[аоы])$")
FUTURE = re.compile(r"[а-яё]{3,20}(?:[еёиуюая]т|[еёиуюая]тся)$", re.IGNORECASE)


def _form(pattern: str) -> str:
    return pattern[:-1] + r"[^\W\d_]*" if pattern.endswith("*") else pattern
