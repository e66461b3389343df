"""Bases: which amounts are only what a change is measured against, and whether their own year is told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from karvon.read import pointing, when
from karvon.read.gates import holds
from karvon.read.page import Page
from karvon.read.scene import FUTURE, Frame
from karvon.read.times import Time

YEAR_AGO = (
    r"(?:(?:годом|год|двенадцать\s+месяцев)\s+(?:ранее|раньше|назад)|(?:тот|такой|аналогичный)\s+же\s+(?:период|отрезок)"
    r"\s+(?:прошлого|\d{4}\S*)(?:\s+года)?|(?:тот|такой|аналогичный|соответствующий)\s+(?:же\s+)?(?:период|отрезок|срок)"
    r"\s+(?:прошлого|предыдущего|минувшего)\s+(?:сезона|сельхоз\w{4,7}|(?:маркетингового|зернового)\s+года|мг)|a\s+year\s+(?:earlier|ago|before|prior)|the\s+year\s+(?:before(?!\s+last)|earlier|prior)"
    r")"
)
TOLD_BEFORE = re.compile(
    rf"(?:{YEAR_AGO}|year-on-year)"
    + r"(?:[\s,]+(?:он|она|оно|они|это|этот|эта|показатель|объем|объём|составлял\w*|составил\w*"
    r"|было?|была|были|равнял\w*|экспорт\w*|импорт\w*|товарооборот\w*|the|it|they|gap|figure|total|trade|exports?|imports?|had|been|was"
    r"|were|stood|at|that|only|just|лишь|всего|только))*\s*[(:–—-]*\s*$",
    re.IGNORECASE,
)
TOLD_THEN = re.compile(rf"{YEAR_AGO}\s?(?:\(|,|[–—-]\s|;)\s?(?:тогда|when|then)\s[^(),;:.\d]{{0,60}}$", re.IGNORECASE)
OPENED_AGO = re.compile(r"\W{0,3}" + YEAR_AGO + r"[\s,](?![\s,]{0,2}(?:в|за|in|for)\s)", re.IGNORECASE)
AGO = re.compile(YEAR_AGO + r"[\s,]*(?:в|за|на|in|for)?\s*$", re.IGNORECASE)
YEARLY = ("соответствующий", "ранее", "раньше", "назад", "тот", "такой", "аналогичный", "year")
TOLD_AFTER = re.compile(r"\s{0,3}(?:[^\W\d_]{1,30}\.?\s{1,3}){0,4}(?:\(|—\s|–\s|-\s|,\s)?" + YEAR_AGO, re.IGNORECASE)
THAN = re.compile(r"\b(?:than|чем)\b", re.IGNORECASE)
AGAINST = re.compile(
    r"(?:против|вместо|по\s+сравнению\s+с|сравнительно\s+с|up\s+from|down\s+from|compared\s+(?:to|with)|against|versus|vs\.?)"
    r"\s+(?:прежних\s+|прошлогодних\s+|(?:the\s+)?(?:exports?|imports?|trade|sales|figures?|volumes?|those)\s+(?:worth\s+)?(?:of\s+)?|(?:an?|the)\s+(?:[a-z]{1,20}\s+){0,2}(?:of\s+)?)?$",
    re.IGNORECASE,
)

COMPARING = ("против", "вместо", "сравн", "from", "compared", "against", "versus", "vs")


def _against(before: str) -> bool:
    """Say whether words end in what a value is compared with: "against", "по сравнению с"."""
    return holds(before.lower(), COMPARING) and AGAINST.search(before) is not None


def base(page: Page, found: Frame, earlier: Sequence[Frame]) -> bool:
    """Say whether an amount is the value of a year before the one just told, and names no year of its own."""
    told = found.status != "actual" or any(_own(page, found, time) for time in found.scene.times)
    if told or pointing.part_of(page, found):
        return False
    start, end = found.place
    before = page.view.text[max(found.scene.sentence.start, start - 90) : start]
    after = page.view.text[end : min(end + 60, found.scene.sentence.end)]
    level = found.change == "level" and holds(after.lower(), YEARLY)
    behind = TOLD_AFTER.match(after) if level else None
    if (
        (
            found.change == "level"
            and OPENED_AGO.match(page.view.text, found.scene.sentence.start)
            and start - found.scene.sentence.start < 90
        )
        or _last_years(page.view.text, max(found.scene.sentence.start, start - 140), start)
        or _of_year_before(before)
        or (behind and not THAN.search(behind[0]))
    ):
        return True
    sought = any(c.code in FUTURE and c.last <= found.amount.first for c in found.scene.of("statuses"))
    pair = (
        (found.amount.pair == "from" or _fallen_from(page, found, earlier)) and found.change == "level" and not sought
    )
    return pair or (_against(before) and not _change(found)) or _bracketed(page, found, earlier)


def _of_year_before(before: str) -> bool:
    """Say whether words end in what was told of the year before: "a year ago it was", "год назад, тогда …"."""
    small = before.lower()
    if not holds(small, YEARLY):
        return False
    return TOLD_BEFORE.search(before) is not None or (holds(small, THEN) and TOLD_THEN.search(before) is not None)


THEN = ("тогда", "when", "then")


def _fallen_from(page: Page, found: Frame, earlier: Sequence[Frame]) -> bool:
    """Say whether an amount is what the level right before it has come from: "сократился до 4 млн евро с 6 млн"."""
    last = earlier[-1] if earlier and earlier[-1].scene.sentence == found.scene.sentence else None
    if last is None or last.change != "level" or page.tokens[found.amount.first - 1].lower not in ("с", "со"):
        return False
    if any(time.kind == "since" for time in found.scene.times):
        return False
    reached = page.tokens[last.amount.first - 1].lower in ("до", "почти") or last.amount.bound == "upto"
    return reached and found.amount.first - last.amount.last <= 2 and last.unit in (found.unit, None)


def _last_years(text: str, first: int, last: int) -> bool:
    """Say whether a stretch of text ends in what was told of the same time a year ago."""
    return text.find("прошлогодний", first, last) >= 0 and LAST_YEARS.search(text, first, last) is not None


LAST_YEARS = re.compile(
    r"за\s+(?:аналогичный|соответствующий|тот\s+же|такой\s+же)\s+прошлогодний\s+(?:период|отрезок|срок)\b[^.;:\d]{0,80}$"
)


MONTH_AGO = re.compile(
    r"\s{0,2}\(?(?:in\s+|registered\s+in\s+|seen\s+)?(?:(?P<quarter>(?:a\s+quarter|кварталом)\s+(?:earlier|ago|before|prior|ранее|раньше)"
    r"|the\s+(?:quarter\s+(?:before|earlier)|(?:previous|preceding|prior)\s+quarter)|в\s+предыдущем\s+квартале|кварталом\s+ранее)"
    r"|(?:a|one)\s+month\s+(?:earlier|ago|before|prior)|the\s+month\s+(?:before|earlier)|месяцем\s+(?:ранее|раньше)|месяц\s+назад)\b",
    re.IGNORECASE,
)


def months_back(page: Page, found: Frame) -> int:
    """Return how many months before the period just told a base is of: a year, or what the words behind it say."""
    match = MONTH_AGO.match(page.view.text, found.place[1])
    return 12 if match is None else 3 if match["quarter"] else 1


def compared_month(page: Page, found: Frame, month: dt.date | None) -> int:
    """Return how many months before a month, given by its first day, lies the one that it is compared with above.

    "Compared with September exports rose by 3 %" has the items of the list below compared with September, too.
    """
    if month is None or found.scene.lead is None or MONTH_AGO.match(page.view.text, found.place[1]) is not None:
        return months_back(page, found)
    first = found.place[0] - ABOVE
    above = [t for t in page.times if first < t.start < found.scene.sentence.start and t.kind == "months"]
    told = next((t for t in reversed(above) if when.compared(page.view.text, t)), None)
    if told is None or told.months != 1 or told.month is None:
        return months_back(page, found)
    return (month.month - told.month) % 12 or 12


ABOVE = 900  # characters above an item of a list in which its base can be told


def against(page: Page, found: Frame) -> bool:
    """Say whether an amount is told only to be compared with: "against 60 in 2022"."""
    start = found.place[0]
    return found.change == "level" and _against(page.view.text[max(0, start - 40) : start])


def _change(found: Frame) -> bool:
    return found.change != "level"


def _own(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a time is the amount's own: a compared one right before it, or any with nothing but it between."""
    if time.kind == "near" or value(page, found, time):
        return time.kind != "near"
    end = found.place[1]
    between = page.view.text[end : time.start] if time.start >= end else None
    return between is not None and not when.compared(page.view.text, time) and not re.search(r"[,;:(\d]", between)


def value(page: Page, found: Frame, time: Time) -> bool:
    """Say whether an amount is the compared value itself: the year stands right before it, or right behind it."""
    start, end = found.place
    if found.amount.pair == "from" and time.last_year is not None and BETWEEN.match(time.text):
        return True
    if time.end <= start:
        between = page.view.text[time.end : start].strip()
        if not between and found.change != "level" and when.compared(page.view.text, time):
            return False
        if found.amount.bound == "upto" and dates_base(page.view.text, time):
            return False
        reached = found.amount.pair == "from" and not time.deadline and NEXT_TOLD.search(between) is None
        reached = reached and not _over_a_year(page, found, time)
        return reached or JOINED.fullmatch(between) is not None
    between = IN_BRACKETS.sub("", page.view.text[end : time.start]).strip().lower()
    against = _against(page.view.text[max(0, start - 40) : start])
    told = found.amount.pair == "from" or against
    told = told or dates_base(page.view.text, time) or after_from(page, found)
    return (
        time.start >= end and told and "." not in between and OF_THEN.fullmatch(between.strip("()").strip()) is not None
    )


def _over_a_year(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a rise is told of one year, or a part of one, and so is from what it was the year before."""
    short = time.kind in ("year", "months") and time.last_year is None and time.until is None and time.months <= 12
    over = short and OVER.match(time.text) is not None
    others = (t for t in found.scene.times if t.start != time.start and not when.compared(page.view.text, t))
    return over and not any(t.kind in ("year", "months", "day", "now", "since") for t in others)


OVER = re.compile(
    r"(?:за|по\s+итогам|по\s+результатам)\s|(?:in|during|over|for)\s+(?:the\s+)?(?:first|last|past)\s", re.IGNORECASE
)
NEXT_TOLD = re.compile(r",|\b(?:while|whereas|тогда\s+как|в\s+то\s+время\s+как)\b|(?:^|\s)а\s", re.IGNORECASE)
OF_THEN = re.compile(
    r"(?:(?:monthly|annual|quarterly|weekly|yearly)\s)?(?:(?:average|level|figure|total|mark|value|record|peak|high|low)s?\s)?"
    r"(?:(?:recorded|registered|posted|seen|reported|achieved|logged|зафиксированн\w{2,3})\s?)?(?:во?|за|in|for)?(?:(?:in\s)?(?:the\s|a\s)?(?:same|corresponding|similar|comparable|like|equivalent|respective|matching)\s(?:period|months?|quarter|half|time)(?:\s(?:of|in))?)?"
    r"(?:(?:in\s|for\s|over\s)?(?:the\s)?(?:whole|entire|full|all)(?:\sof)?|(?:за\s|в\s)?(?:весь|целый|полный|всего))?"
)


def after_from(page: Page, found: Frame) -> bool:
    """Say whether an amount of money is what the one before it has grown from: "66 million from 51 million"."""
    first = found.amount.bound_at[0] if found.amount.bound_at else found.amount.first
    before = page.tokens[min(first, found.amount.first) - 1].lower if found.amount.first else ""
    kinds = {a.kind for a in found.scene.amounts if a.last < found.amount.first}
    return before == "from" and not kinds.isdisjoint({found.amount.kind, "percent"})


BETWEEN = re.compile(r"(?:between|from|с|со)\s", re.IGNORECASE)
COUNTED = re.compile(
    r"(?P<opener>\b(?P<from>from|с|со)|\b(?:against|versus|compared\s+(?:to|with)|против|вместо)"
    r"|\d\s?(?:%|per\s?cent)\s+(?:above|below|over|under|(?:higher|lower|more|less)\s+than))"
    r"\s+[^,;:()\d\n]{0,12}\d(?:[^,;:().\n]|,\d|\.(?!\s{1,3}[\"“«]?(?-i:[A-ZА-ЯЁ]))){0,40}(?:\([^()]{1,40}\)[^,;:()\d]{0,40})?$"
    r"|\b(?:against|versus|против|вместо)\s+[^\W\d_]{3,16}\s+$",
    re.IGNORECASE,
)
COUNTING = (
    "above ", "below ", "over ", "under ", "than ", "с ", "со ", "from ", "against ",
    "versus ", "compared ", "против ", "вместо ",
)  # fmt: skip
LEVEL, BEHIND = re.compile(r"\b(?:to|до)\b", re.I), re.compile(r"[^.;]{0,12}\b(?:to|до)\s", re.I)
FELL = re.compile(
    r"\b(?:up|down|increase|rise|growth|drop|decline|decrease|fall)\s+$|\d\s?(?:%|per\s?cent|процент\w*)\s+$",
    re.IGNORECASE,
)
BEFORE = 90


@lru_cache(maxsize=64)
def dates_base(text: str, time: Time) -> bool:
    """Say whether a time dates only the value right before it that another is counted from: "down from 5 in July"."""
    first = max(0, time.start - BEFORE)
    if not holds(" ".join(text[first : time.start].lower().split()), COUNTING):
        return False
    found = COUNTED.search(text, first, time.start)
    if found is None or LEVEL.search(text, max(found.start(), found.end("opener")), time.start):
        return False
    if not found["from"]:
        return True
    reached = REACHED.search(text, max(0, found.start() - BEFORE), found.start()) is not None
    return reached or bool(FELL.search(text, max(0, found.start() - 14), found.start()) or BEHIND.match(text, time.end))


REACHED = re.compile(r"\b(?:to|до)\s[^;:()\d]{0,14}\d[^;:()]{0,40}$", re.IGNORECASE)


JOINED = re.compile(
    r"(?:год[ау]?|годом|г\.|(?:value|level|figure|total|base)\s+of)?\s*[(:]*\s*(?:(?<=\()(?:(?:тогда|then|when)\s[^(),;:.\d]{0,60}|на|в\s+(?:объ[её]ме|размере)|at|for)(?:\s+|$))?",
    re.IGNORECASE,
)


def _bracketed(page: Page, found: Frame, earlier: Sequence[Frame]) -> bool:
    """Say whether an amount stands alone in brackets behind one of its kind: "74 thousand t (68 thousand)"."""
    if not earlier or earlier[-1].scene.sentence != found.scene.sentence:
        return False
    left, (start, end) = earlier[-1], found.place
    between = page.view.text[page.tokens[left.amount.last - 1].end : start]
    opened = re.fullmatch(r"[^\d,;:()]{0,24}\(", between)
    alone = opened and ALONE.match(page.view.text[end : end + 64])
    bare = found.amount.kind in ("bare", "elliptic") and found.amount.unit is None
    alike = (
        (bare or left.amount.kind == found.amount.kind)
        and left.change == found.change == "level"
        and left.bound == "eq"
    )
    level = left.change == found.change == "level"
    return bool(alone) and level and alike and (bare or left.unit in (found.unit, None)) and _near(left, found)


ALONE = re.compile(
    r"[^\d,;:()]{0,12}\)|\s(?:in|for|over)\s(?:the\s)?(?:same|corresponding)\s[a-z]{4,8}(?:\s(?:of|in))?"
    r"(?:\s(?:20\d\d|last\syear|the\sprevious\syear|a\syear\s(?:earlier|ago)))?\)",
    re.IGNORECASE,
)


def _near(left: Frame, right: Frame) -> bool:
    one, two = (Decimal(f.amount.digits) * f.amount.scale for f in (left, right))
    return two not in (one, 0) and Decimal("0.2") < one / two < 5


def year_ago(text: str, time: Time) -> bool:
    """Say whether "a year earlier" stands right before a time without a year ("a year ago, in April")."""
    before = text[max(0, time.start - 40) : time.start]
    return time.relative is None and holds(before.lower(), YEARLY) and AGO.search(before) is not None


LATER = re.compile(
    r"\b(?:(?:a|one)\s+year\s+later|the\s+(?:following|next)\s+year|the\s+year\s+after|in\s+the\s+following\s+year|(?:годом|год)\s+(?:позже|спустя)|через\s+год|(?:на|в)\s+следующ\w{2,3}\s+год\w?)\b",
    re.IGNORECASE,
)


def year_later(page: Page, found: Frame, time: Time) -> bool:
    """Say whether an amount is told of the year behind a time before it: "23 bn in 2020, and a year later 29 bn"."""
    start, end = found.place
    if time.kind != "year" or time.end >= start:
        return False
    behind = LATER.match(page.view.text, end + 1, max(end + 1, found.scene.sentence.end)) is not None
    return behind or _later(page.view.text, time.end, start)


def _later(text: str, first: int, last: int) -> bool:
    """Say whether a stretch of text names the year behind that of the talk."""
    return holds(text[first:last].lower(), LATER_ON) and LATER.search(text, first, last) is not None


LATER_ON = ("later", "following", "next", "after", "позже", "спустя", "через", "следующ")


def told_later(page: Page, found: Frame) -> bool:
    """Say whether a figure is told of the year behind that of the talk: "The following year it reached 5 bn"."""
    first = found.scene.sentence.start
    return _later(page.view.text, first, max(first, found.place[0]))


IN_BRACKETS = re.compile(r"\s?\([^()]{1,40}\)")
BACK = 40
COUNTED_FROM = re.compile(
    r"\s{0,3}(?:in\s(?:terms\sof\s)?(?:value|volume|weight|quantity|tonnage|dollar|money|real)(?:\sterms)?\s)?"
    r"(?:from|on|over|versus|against|than)\s{1,3}(?:that\s{1,3}of\s{1,3})?(?:the\s{1,3})?",
    re.I,
)
LED_BY = re.compile(r"(?:from|than|over(?=\s+the\s+(?:previous|prior|preceding)))\s{1,3}(?:the\s{1,3})?", re.IGNORECASE)
EARLIER = re.compile(r"(?:(?:the\s+)?(?:previous|prior|preceding))\b", re.IGNORECASE)


SEASON_OF = re.compile(r"\s{0,3}(?:from|on|over|for|of|than)\s{1,3}(?:that\s{1,3}of\s{1,3})?(?:the\s{1,3})?", re.I)


def _same_season_before(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a time right behind a percent is the same part of an earlier year: "by 38 % for June 2021"."""
    if time.kind != "months" or time.year is None or time.months >= 12:
        return False
    season = (time.month, time.months)
    later = any(t.year and t.year > time.year and (t.month, t.months) == season for t in found.scene.times)
    if not later:
        return False
    ends = [page.tokens[a.last - 1].end for a in found.scene.amounts if a.kind == "percent"]
    behind = (SEASON_OF.match(page.view.text, end) for end in ends)
    return any(match is not None and time.start <= match.end() < time.end for match in behind)


def _set_against(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a time that has gone by is what a percent right before it is counted from: "+15 % к 2022 году"."""
    if found.status != "actual" or found.amount.kind not in ("percent", "times") or time.kind not in ("year", "months"):
        return False
    end = found.place[1]
    led = LED_TO.match(time.text)
    if led is not None and time.end <= found.place[0]:
        return GROWN.search(page.view.text, max(0, time.start - 40), time.start) is not None
    at = time.start + (led.end() if led is not None else 0)
    return 0 < at - end <= BACK and SET_AGAINST.fullmatch(page.view.text, end, at) is not None


GROWN = re.compile(r"\b(?:рост|прирост|увеличение|снижение|сокращение|падение|спад|плюс|минус)\s+$", re.IGNORECASE)
LED_TO = re.compile(r"ко?\s+(?!(?:концу|началу|середине|исходу)\b)", re.IGNORECASE)
SET_AGAINST = re.compile(
    r"[\s)]{0,3}(?:(?:больше|меньше|выше|ниже|роста?|прироста?|снижения|падения)\s)?ко?\s{1,3}"
    r"(?!(?:концу|началу|середине|исходу)\b)(?:(?:уровню|показател\w{1,3}|итогам|соответствующ\w{2,3}|аналогичн\w{2,3}|периоду|тому|же)\s{1,3}){0,4}",
    re.IGNORECASE,
)


def counted_from(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a change is counted from a time right behind it: "down 79 % from the previous year"."""
    if _same_season_before(page, found, time) or _set_against(page, found, time):
        return True
    if found.change == "level":
        return False
    amounts, last = found.scene.amounts, found.amount.last
    before = next((page.tokens[a.last - 1].end for a in reversed(amounts) if a.last <= found.amount.first), None)
    if before is not None and before <= time.start < found.place[0]:
        led = LED_BY.match(time.text)
        joined = page.view.text[time.end : found.place[0]].strip() == "and"
        return joined and bool(COUNTED_FROM.fullmatch(page.view.text, before, time.start + (led.end() if led else 0)))
    again = next((a for a in amounts if a.first == last + 1 and page.tokens[last].lower in ("or", "или")), found.amount)
    end = page.tokens[again.last - 1].end
    if time.start < end or time.start - end > BACK:
        return False
    one = time.last_year is None and (time.kind != "months" or time.months == 1)
    led = LED_BY.match(time.text) if one else None
    opens = led.end() if led else 0
    if not COUNTED_FROM.fullmatch(page.view.text, end, time.start + opens):
        return False
    over = "over" in page.view.text[end : time.start + opens].lower()
    return not over or (time.relative == -1 and EARLIER.match(time.text, opens) is not None)


def heads(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a time heads the figure of another year behind it: "было 42 тысячи, в 2023 году – 29 тысяч"."""
    dash = HEADED.match(page.view.text, time.end) if found.status not in FUTURE else None
    starts = (page.tokens[a.first].start for a in found.scene.amounts) if dash is not None else ()
    return dash is not None and any(dash.end() <= start <= dash.end() + HEAD for start in starts)


HEADED, HEAD = re.compile(r"\s{0,2}[–—-]\s"), 14
