"""Stamps: the date that a page shows of itself, on a line of its own, in a dateline, or in its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from karvon.read import times
from karvon.read.datelines import leading
from karvon.read.stampdates import BODY, Line, Stamp, dates, in_dateline, months, of_address, short, stamp
from karvon.read.times import Time

__all__ = ["Line", "Stamp", "ending", "of_address", "of_page", "written"]

LOOKED_AT = 12
CLOSING_LINES = 4
BESIDE, SHORT = 12, 48
DATED = re.compile(r"^\W*(?:\d|[A-Z][a-z]{2,8}\.?\s\d)|\d\d:\d\d|[:|丨·•(]|\s[-–—]\s|\s\d\d\.\d\d\.20\d\d$")
DATELINE = 90
YEAR = re.compile(r"(?:19|20)\d\d")
UPDATED = re.compile(r"обновл|изменен|изменён|updated|modified|revised", re.IGNORECASE)
LABEL = re.compile(
    r"\W*(?:(?:дата(?:\s+(?:публикации|размещения|создания))?|опубликован[оа]?|размещен[оа]?|размещён[оа]?|добавлен[оа]?"
    r"|создан[оа]?|обновлен[оа]?|обновлён[оа]?|последнее\s+(?:обновление|изменение)|изменен[оа]?|изменён[оа]?"
    r"|(?:(?:first|originally|last|latest)\s+)?(?:published|posted|post|created|updated|modified|revised|released?|issued|added|uploaded"
    r"|written|filed|submitted|printed|recorded|dated?|(?:for\s+)?immediate\s+release|publication|posting|issue)"
    r"(?:\s+(?:date|time))?(?:\s+\d{1,2}\s+(?:day|week|month|year)s?\s+ago)?(?:\s+(?:on|at|in|by))?)\W*)?"
    r"(?:\d{1,2}:\d\d(?::\d\d)?\W*)?(?:(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\W*)?(?:on\s+)?",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\s{0,4}(?:года|г\.?)?[\s,]{0,4}(?:(?:в|at)\s+)?(?:[\[(]?t?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?|z)?"
    r"(?:\s*\(?(?:мск|msk|gmt|utc|est|edt|cet|ist|eat|wat|cat|sast|pkt|bst|gst|ict|wib|jst|pst|pdt)\)?)?(?:\s*[+-]\d\d:?\d\d)?[\])]?)?",
    re.IGNORECASE,
)
REST = re.compile(
    r"\W{0,12}(?:$|(?:\d[\d\s.,]{0,9}\s?)?(?:просмотр|прочит|прочт|view(?:s|ed)?\b|hits?\b|reads?\b|on\s[A-Z]|автор|author|by\b|текст|text|фото|photo|источник|source|обновл|updated|last\s+updated"
    r"|published|posted|опубликован|чита|время\s+чтения|\d{1,3}\s?min|min\s+read|коммент|comment|share|подел|печать|print"
    r"|рубрика|категори|раздел|tags?\b|теги)|丨\S{1,30}$|(?:[|·•/—–]|-\s|\s{2,})[^.!?]{0,60}$)",
    re.IGNORECASE,
)


def of_page(lines: Sequence[Line], language: str) -> tuple[Stamp | None, Time | None]:
    """Return the date that the opening lines show, one told as published before one of an update, and a dateline.

    The dateline is a day without a year before the text; it is returned where no whole date is shown.
    """
    updated: Stamp | None = None
    today: Stamp | None = None
    dateline: Time | None = None
    top: Stamp | None = None
    for at, line in enumerate(_opening(lines)):
        if len(line.text) > BODY and (top or updated or today) is not None:
            return top or updated or today, None
        found = _alone(line, language) or _before_text(line, language)
        if found is None:
            continue
        if today is None and found.days.first is not None and WIDGET.fullmatch(line.text.strip()):
            today = found
            continue
        if at == 0 and found.days.first is not None and _bare(line, found):
            top = found
            continue
        if found.days.first is None:
            dateline = dateline or found.time
        elif UPDATED.search(line.text[: found.place[0] - line.start]):
            updated = updated or found
        else:
            return _before_today(found, today or top), None
    shown = top or updated or today or _closing(lines, language)
    return shown, None if shown else dateline


def _bare(line: Line, found: Stamp) -> bool:
    """Say whether a line is nothing but a date, as where a page shows the day on which it was opened."""
    return len(line.text.strip(" .|,")) - (found.place[1] - found.place[0]) <= 1


def _before_today(found: Stamp, today: Stamp | None) -> Stamp:
    """Return the date of a text rather than the day on which its page was opened, with its weekday at the very top."""
    if today is None or found.days.first is None or today.days.first is None:
        return found
    return found if found.days.first <= today.days.first else today


WIDGET = re.compile(
    r"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s"
    r"[^|:]{6,28}",
    re.IGNORECASE,
)


def _closing(lines: Sequence[Line], language: str) -> Stamp | None:
    """Return the date that one of the last lines of a page shows, nothing but the date and its labels on it."""
    last = [line for line in lines[-4 * CLOSING_LINES :] if line.text.strip()][-CLOSING_LINES:]
    found = (_alone(line, language) or _imprint(line, language) for line in reversed(last))
    return next((stamp for stamp in found if stamp is not None), None)


def _imprint(line: Line, language: str) -> Stamp | None:
    """Return the date of a line that tells where a text came out: "Source: Star, 5 May 2024", "(Agency 5 May 2024)"."""
    told = IMPRINT.match(line.text) or SIGNATURE.fullmatch(line.text.strip())
    if len(line.text) >= IMPRINTED or told is None or YEAR.search(line.text) is None:
        return None
    return next((found for found in dates(line, language) if found.days.first), None)


SIGNATURE = re.compile(r"\([^()\d.!?]{3,60}[^()]{8,20}\)\.?")
IMPRINTED = 200
IMPRINT = re.compile(
    r"\W{0,4}(?:sources?\s?:|(?:first\s|originally\s)?(?:published|posted|printed|appeared|issued|released|filed)\s"
    r"|(?:a\s+version\s+of\s+)?(?:this|the)\s+(?:article|story|report|piece|text|interview|item|news|post|release)\s+(?:was|is"
    r"|appear|first|has)|источник\s?:|опубликован|впервые\s+опубликован)",
    re.IGNORECASE,
)


def _opening(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that can carry a date: the first ones, until two lines of text have passed."""
    seen = bodies = 0
    for line in lines:
        if not line.text.strip():
            continue
        seen += 1
        bodies += len(line.text) > BODY
        if seen > LOOKED_AT or bodies > 2:
            return
        yield line


def _alone(line: Line, language: str) -> Stamp | None:
    """Return a date that fills its line, with or without a label before it, a clock and a counter behind it."""
    if len(line.text) > BODY:
        return None
    if YEAR.search(line.text) is None:
        return next(short(line, language), None)
    line = _unglued(line)
    placed = _placed(line, language) or _of_digest(line, language)
    if placed is not None or (len(line.text) > SHORT and not DATED.search(line.text)):
        return placed
    label = LABEL.match(line.text)
    first = label.end() if label else 0
    return next((found for found in dates(line, language) if _fills(line, found, first)), None)


def _unglued(line: Line) -> Line:
    """Return what a line shows from the date on that a name runs into: "AgencyOct 27, 2025", "time2020-10-29"."""
    glued = GLUED.search(line.text)
    return line if glued is None else Line(line.start + glued.start(), line.end, line.text[glued.start() :])


GLUED = re.compile(
    r"(?<=[a-zа-яё])(?:(?=[A-Z][a-z]{2,8}\.?\s\d{1,2},\s20\d\d)|(?=20\d\d-\d\d-\d\d)|(?=\d\d\.\d\d\.20\d\d)"
    r"|(?=\d{1,2}\s[A-Zа-яё][a-zа-яё]{2,8}\s20\d\d))"
    r"|(?<=,\s1920,\s)(?=\d\d\.\d\d\.20\d\d)|(?<=GMT\s)(?=\d\d:\d\d\s20\d\d)"
)


def _of_digest(line: Line, language: str) -> Stamp | None:
    """Return the last day that the heading of a digest names: "Обзор новостей за 1-14 марта 2021 года"."""
    if DIGEST.search(line.text) is None:
        return None
    for time in times.find(line.text, language):
        days = RANGE.match(time.text) if time.kind == "day" and time.year is not None else None
        if days is not None:
            return next(stamp(line, time._replace(day=int(days[1]))), None)
    return None


DIGEST = re.compile(r"дайджест|обзор|сводк|итоги|новости|хроника|digest|weekly|round-?up|review", re.IGNORECASE)
RANGE = re.compile(r"\d{1,2}\s?[-–—]\s?(\d{1,2})(?=\s)")


def _fills(line: Line, found: Stamp, first: int) -> bool:
    """Say whether a date is all that a line shows, from its label on, but for a clock, a counter or a name."""
    if len(line.text.strip(" .|,")) - (found.place[1] - found.place[0]) <= BESIDE:
        return True
    if _in_field(line, found) or _clocked(line, found):
        return True
    if _entitled(line, found):
        return True
    if not found.place[0] - line.start <= first < found.place[1] - line.start:
        return False
    clock = CLOCK.match(line.text, found.place[1] - line.start)
    rest = REST.match(line.text, clock.end() if clock else found.place[1] - line.start)
    return rest is not None or _labelled(line, found)


def _in_field(line: Line, found: Stamp) -> bool:
    """Say whether a date with its weekday or clock fills a field of a line: "Agency | Tuesday, 5.9.2023 | …"."""
    start, end = found.place[0] - line.start, found.place[1] - line.start
    first, last = line.text.rfind("|", 0, start) + 1, line.text.find("|", end)
    if first == 0 and last < 0:
        return False
    field = line.text[first : last if last >= 0 else len(line.text)]
    label = LABEL.match(field)
    return first + (label.end() if label else 0) >= start and len(field.strip(" .,")) - (end - start) <= FIELD


FIELD = 18


def _entitled(line: Line, found: Stamp) -> bool:
    """Say whether a short line is a title or a name with a date set off behind it, or a title behind its date."""
    before, after = line.text[: found.place[0] - line.start], line.text[found.place[1] - line.start :]
    if not before.strip():
        return TITLE.fullmatch(after) is not None
    if DIGITS.fullmatch(found.time.text) and HEADED.fullmatch(before) and _clock_only(after):
        return True
    set_off = SET_OFF.search(before) is not None and CLOSED.fullmatch(after) is not None
    credit = CREDIT.match(before)
    names = len(before) <= NAMES and NAMED.fullmatch(before, credit.end() if credit else 0) is not None
    names = names and (_clock_only(after) or FONT.fullmatch(after) is not None)
    names = names or (OUTLET.fullmatch(before) is not None and not _tells(before) and _clock_only(after))
    return STOP.search(before, credit.end() if credit else 0) is None and (set_off or names)


def _tells(text: str) -> bool:
    """Say whether words tell something: one is a verb or relates others to each other."""
    return any(SAID.fullmatch(word) or word in RELATING for word in LETTERS.findall(text.lower()))


LETTERS = re.compile(r"[^\W\d_]+")
RELATING = frozenset([
    "на", "от", "с", "по", "до", "за", "в", "во", "к", "из", "о", "об", "для", "on", "from", "of", "to", "for", "in",
    "at", "by", "with", "the", "a", "an",
])  # fmt: skip


def _clock_only(text: str) -> bool:
    clock = CLOCK.match(text)
    return not text[clock.end() if clock else 0 :].strip(" .|,")


DIGITS = re.compile(r"\d\d\.\d\d\.20\d\d")
HEADED = re.compile(
    r"[А-ЯЁ«\"](?!.{0,150}[.!?:;]\s|.{0,150}\s(?i:на|от|с|по|до|за|в|к|из|и|или|после|около|ранее|не|позднее|№)\s{1,2}$)"
    r".{12,150}\s"
)
TITLE = re.compile(r"\s{1,3}[A-ZА-ЯЁ][^.!?:;]{12,130}")
SET_OFF = re.compile(r"\w\s{1,3}(?:(?:[-–—|•·/]|::)\s{0,3}|[(\[])$")
OUTLET = re.compile(r"[«\"A-ZА-ЯЁ][^.!?:;,\d]{3,50},\s{1,2}")
CLOSED = re.compile(r"[\s.)\]]{0,4}")
NAMED = re.compile(r"[A-ZА-ЯЁ][\w.'’-]{0,24}(?:[\s,]{1,3}(?:and\s|&\s|[A-ZА-ЯЁ][\w.'’-]{0,24})){0,5}[\s,]{1,3}")
CREDIT = re.compile(
    r"(?:(?:(?:written|reported|edited|posted|words)\s)?by|author|reporter|автор|авторы|текст|подготовил[аи]?|источник|source):?\s{1,2}",
    re.IGNORECASE,
)
FONT = re.compile(r"\s{1,2}adjust\sfont(?:\ssize)?:?\s{0,4}", re.IGNORECASE)
NAMES = 60


def _clocked(line: Line, found: Stamp) -> bool:
    """Say whether a date with a clock ends a short line behind the name of a section: "Business 24 May 2017 21:24"."""
    start, end = found.place[0] - line.start, found.place[1] - line.start
    hour = AT.match(line.text, end)
    return hour is not None and start <= SECTION and STOP.search(line.text, 0, start) is None


AT = re.compile(
    r"[\s,|–—-]{1,4}(?:at\s{1,3})?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{2,4})?(?:\s*\([^()]{2,14}\))?\s*$",
    re.IGNORECASE,
)
STOP = re.compile(r"(?:[.!?]|(?<!:):)\s")
SECTION = 40


def _placed(line: Line, language: str) -> Stamp | None:
    """Return the date behind a place: in brackets that end a line, or a month on a line of its own."""
    bracket = BRACKETED.search(line.text)
    if bracket is not None:
        inside = Line(line.start + bracket.start(1), line.start + bracket.end(1), bracket[1])
        found = next(dates(inside, language), None)
        return found if found and not DIGIT.search(inside.text[: found.place[0] - inside.start]) else None
    return next(months(line, language), None) if MONTHLY.fullmatch(line.text.strip(" .|")) else None


DIGIT = re.compile(r"\d")


def _labelled(line: Line, found: Stamp) -> bool:
    """Say whether a short line goes on behind its date with a name and no sentence: "5 May 2024, press service"."""
    rest = line.text[found.place[1] - line.start :].strip()
    named = re.match(r"(?:г\.?|года)?\s{0,4}[,|–—-]\s{0,4}\S", rest) is not None
    verbs = any(SAID.fullmatch(word) for word in re.findall(r"[а-яё]+", rest.lower()))
    return named and len(rest) <= BESIDE_NAME and rest[-1] not in ".!?:" and not verbs


BESIDE_NAME = 70
SAID = re.compile(r"[а-яё]{2,20}(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ит|ут|ют|ат|ят|ется|ится|ены|ено|ана|аны|ено)")


def ending(line: Line, language: str) -> Stamp | None:
    """Return the whole date that a line ends with, but for a clock."""
    ends = (found for found in dates(line, language) if _clock_only(line.text[found.place[1] - line.start :]))
    return next(ends, None) if YEAR.search(line.text) else None


def written(line: Line, language: str) -> Stamp | None:
    """Return the whole date that a field of a header begins with, a clock or a weekday before it at most."""
    return next((found for found in dates(line, language) if _leads(line.text[: found.place[0] - line.start])), None)


def _leads(before: str) -> bool:
    """Say whether nothing but a clock or a weekday stands before a date."""
    return not before or LABEL.fullmatch(before) is not None


BRACKETED = re.compile(r"\(([A-ZА-ЯЁ][^()\d]{2,30},\s\d[^()]{6,24})\)$")
MONTHLY = re.compile(
    r"(?:[A-ZА-ЯЁ][\w-]{2,24},\s{1,2}|[^|\d]{2,40}(?:\d{1,4}[^|\d]{0,9})?\|\s{0,2}"
    r"|(?:(?:publication|release|issue)\s)?(?:date|published|issued|released):?\s{1,2}(?:in\s)?)?"
    r"[А-ЯЁа-яёa-zA-Z]{3,9},?\s{1,2}20\d\d(?:\s?г(?:ода|\.)?)?",
    re.IGNORECASE,
)


OPENS = re.compile(r"\(?(?:г\.\s{0,2})?[A-ZА-ЯЁӘІҢҒҮҰҚӨҺЎҒҚҲ][^.!?\n]{0,48}[,.:(/|–—-]\s*(?:on\s+)?$")
CLOSES = re.compile(r"\s{0,4}(?:года|г\.)?\s{0,4}(?:$|[.,)(/|:;–—-]|\d\d:\d\d)")
LED = re.compile(r"\s{0,8}\(?(?:\d|(?:г\.\s{0,2})?[A-ZА-ЯЁӘІҢҒҮҰҚӨҺЎҒҚҲ][^.!?\n]{0,48}[,.:(/|–—-])")
DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
AGENCY = re.compile(
    r"(?:,\s[A-ZА-ЯЁ][\w-]{2,20}(?:,\s[A-ZА-ЯЁ][\w.-]{1,20})?\s{0,2}[–—-]\s)"
    r"|[.,]?\s{0,4}(?:[(/]|[–—-]{1,2}\s|[A-ZА-ЯЁ]{3,}|[A-ZА-ЯЁ][\w-]{2,24}(?:\s[A-ZА-ЯЁ][\w-]{2,24})?\s{0,2}[(/.–—-])"
)
SIGNED = re.compile(r"[.,]?\s{0,4}[A-ZА-ЯЁ][\w-]{2,24}\s{0,2}[(/]")
ENDED = re.compile(r"\s{0,2}(?:\.\s{1,3}[«\"A-ZА-ЯЁ]|,\s[A-Z][\w-]{2,20}(?:\s[A-Z][\w-]{2,20})?\s?(?::|\s[–—-]\s))")


def _before_text(line: Line, language: str) -> Stamp | None:
    """Return the date of a dateline: "CITY, 5 May 2024. AGENCY -", "ГОРОД, 5 мая /АГЕНТСТВО/", "Aug 21 (Agency)"."""
    if not LED.match(line.text) or not DAY.search(line.text, 0, DATELINE):
        return None
    digits = next(in_dateline(line), None)
    if digits is not None:
        return digits
    for time in times.find(line.text[:DATELINE], language):
        if time.kind == "day" and time.relative is None and not time.deadline and _opens_text(line.text, time):
            return next(stamp(line, time), None)
    return leading(line, language)


def _opens_text(text: str, time: Time) -> bool:
    """Say whether a date stands between a place in capitals and the text, set off by signs on both sides."""
    before, after = text[: time.start], text[time.end - time.text.endswith(".") :]
    if not before.strip():
        long = time.year is None or len(text) > BODY or SIGNED.match(after) is not None
        return (long and bool(AGENCY.match(after))) or (time.year is not None and bool(ENDED.match(after)))
    words = re.findall(r"[^\W\d_]+", before)
    words = [word for word in words if len(word) > 3] or words
    capital = all(word[:1].isupper() for word in words)
    return bool(words) and capital and bool(OPENS.match(before)) and bool(CLOSES.match(after))
