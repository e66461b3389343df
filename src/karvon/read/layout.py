"""Layout: which lines of a text are its header, who published it and when, and where its paragraphs stand."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import NamedTuple

from karvon.model.dates import Span
from karvon.read import stamps, times, when
from karvon.read.stamps import Line

Place = tuple[int, int]

SUMMARY = re.compile(r"^\s*(?:краткое изложение, не оригинал|summary, not the original)\s*$", re.IGNORECASE)
FIELD = re.compile(
    r"^\s*(?P<name>источник|source|издание|outlet|дата(?: публикации)?|date|адрес|ссылка|address|url|link|заголовок"
    r"|title)"
    r"(?:\s{0,3}:\s{0,3}|\s{1,3})(?P<value>\S.*?)\s*$",
    re.IGNORECASE,
)
FIELDS = {
    "источник": "outlet", "source": "outlet", "издание": "outlet", "outlet": "outlet", "дата": "date",
    "дата публикации": "date", "date": "date", "адрес": "url", "ссылка": "url", "address": "url", "url": "url",
    "link": "url", "заголовок": "title", "title": "title",
}  # fmt: skip
PUBLISHED = re.compile(r"\s(?:published|posted|updated|опубликован[ао]?|дата)\s?:", re.IGNORECASE)
URL = re.compile(r"https?://[^\s<>\"']+")
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
LETTERS = bytes(sign for sign in range(256) if bytes([sign]).decode("cp1251", "replace").isalpha())
RUSSIAN = (CYRILLIC + CYRILLIC.upper()).encode("cp1251")
KAZAKH = "әғқңөұүһі"
UZBEK_CYRILLIC = "ўғқҳ"
ONLY_KAZAKH = "әңөұүһіы"
ONLY_UZBEK = "ўҳ"
UZBEK_LATIN = re.compile(
    r"\b[^\W\d_]*[og][ʻʼ‘'’][^\W\d_]+"
    r"|\b(?:va|bilan|uchun|hamda|ham|ortiq|ziyod|kamida|qariyb|tashkil|hajmi|qiymati|soni|yangi|yer|yuk|savdo|dollarg?a"
    r"|yil\w*|foiz\w*|loyiha\w*|korxona\w*|mamlakat\w*|davlat\w*|iqtisod\w*|hamkorlik\w*"
    r"|\w{3,}(?:ning|dan|lari|larni|gacha|[iu]ldi|ildi|indi|etdi|ladi|oshdi|tirildi|moqda|adigan))\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+")
UZBEK_SHARE = 0.08
ENGLISH = re.compile(r"\b(?:the|of|and|in|to|by|with|was|has|have|is|from|between|for)\b(?!['ʻ‘’])", re.IGNORECASE)
ENGLISH_SHARE = 0.12
SAMPLE = 6000
HEADER_LINES = 8


Dated = tuple[Span, str, Place | None, times.Time | None]


class Layout(NamedTuple):
    """What the header says and the paragraphs of the body, as places in the plain text."""

    language: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Span
    dated_by: str
    date_at: tuple[int, int] | None
    summary: bool
    paragraphs: tuple[tuple[int, int], ...]
    dateline: times.Time | None = None


def lay_out(text: str) -> Layout:
    """Return the layout of a plain text; what the header does not say stays None."""
    language = language_of(text)
    lines = _lines(text)
    fields, summary, body = _header(lines, language)
    published, dated_by, place, dateline = _date(fields, body, language)
    url = URL.search(fields["url"].text) if "url" in fields else None
    paragraphs = _paragraphs(body, place)
    title = fields["title"].text if "title" in fields else _title(text, paragraphs)
    outlet = _value(fields, "outlet")
    return Layout(language, title, outlet, url and url[0], published, dated_by, place, summary, paragraphs, dateline)


def language_of(text: str) -> str:
    """Return ru, en, kk or uz by the letters that only they use."""
    text = text[:SAMPLE]
    small = text.lower()
    letters, cyrillic = _letters(text)
    if cyrillic / letters > 0.3:
        uzbek = _share(small, UZBEK_CYRILLIC, letters) > 0.01
        if uzbek and _share(small, ONLY_UZBEK, letters) >= _share(small, ONLY_KAZAKH, letters):
            return "uz"
        return "kk" if _share(small, KAZAKH, letters) > 0.02 else "ru"
    words = len(WORD.findall(text)) or 1
    if len(ENGLISH.findall(text)) / words > ENGLISH_SHARE:
        return "en"
    return "uz" if len(UZBEK_LATIN.findall(text)) / words > UZBEK_SHARE else "en"


def _share(small: str, alphabet: str, letters: int) -> float:
    return sum(map(small.count, alphabet)) / letters


def _letters(text: str) -> tuple[int, int]:
    """Return how many letters a text has, one at least, and how many of them are Russian: by bytes where it can."""
    try:
        signs = text.encode("cp1251")
    except UnicodeEncodeError:
        return sum(map(str.isalpha, text)) or 1, sum(map(text.lower().count, CYRILLIC))
    letters, cyrillic = (len(signs) - len(signs.translate(None, known)) for known in (LETTERS, RUSSIAN))
    return letters or 1, cyrillic


def _lines(text: str) -> list[Line]:
    lines = []
    at = 0
    for raw in text.split("\n"):
        lines.append(Line(at, at + len(raw), raw))
        at += len(raw) + 1
    return lines


def _header(lines: list[Line], language: str) -> tuple[dict[str, Line], bool, list[Line]]:
    """Return the header's fields, whether it marks a summary, and the lines that are not the header's."""
    fields: dict[str, Line] = {}
    summary = False
    body: list[Line] = []
    for index, line in enumerate(lines):
        match = FIELD.match(line.text) if index < HEADER_LINES else None
        if index < HEADER_LINES and SUMMARY.match(line.text):
            summary = True
        elif index < HEADER_LINES and URL.fullmatch(line.text.strip()) and "url" not in fields:
            start = line.start + line.text.index("http")
            fields["url"] = Line(start, start + len(line.text.strip()), line.text.strip())
        elif match and _is_field(match, language) and FIELDS[match["name"].lower()] not in fields:
            start, value = line.start + match.start("value"), match["value"]
            told = _told_at(value, language) if FIELDS[match["name"].lower()] == "outlet" else None
            if told is not None:
                body.append(Line(start + told, line.end, line.text[match.start("value") + told :]))
                value = value[:told].rstrip(" ,|-")
            fields[FIELDS[match["name"].lower()]] = Line(start, start + len(value), value)
            if _runs_on(match["value"], FIELDS[match["name"].lower()], language):
                body.append(line)
        else:
            body.append(line)
    return fields, summary, body


def _told_at(value: str, language: str) -> int | None:
    """Return where in the name of an outlet the day of publication begins: "The Star, 5 May 2024"."""
    told = PUBLISHED.search(value)
    if told is not None or "|" in value:
        return told.start() if told is not None else None
    dated = stamps.ending(Line(0, len(value), value), language)
    return dated.place[0] if dated is not None and dated.place[0] else None


def _is_field(match: re.Match[str], language: str) -> bool:
    """A field has a colon, or is a date word followed by nothing but a date."""
    if ":" in match[0][: match.start("value") - match.start()]:
        return True
    found = times.find(match["value"], language)
    return FIELDS[match["name"].lower()] == "date" and bool(found) and found[0].start == 0


def _runs_on(value: str, field: str, language: str) -> bool:
    """Say whether the text itself begins on the header's date line."""
    found = times.find(value, language) if field == "date" else []
    return bool(found) and len(value) - found[0].end > 40


def _value(fields: dict[str, Line], name: str) -> str | None:
    return fields[name].text.partition("|")[0].partition(",")[0].strip() if name in fields else None


def _date(fields: dict[str, Line], body: list[Line], language: str) -> Dated:
    """Return the days of the header, else of the address, else of the page's own stamp or dateline."""
    if "date" in fields:
        line = fields["date"]
        for time in times.find(line.text, language):
            if time.year is not None and time.start == 0:
                days = when.span(time, Span())
                return days, "header", (line.start + time.start, line.start + time.end), None
        written = stamps.written(line, language)
        if written is not None:
            return written.days, "header", written.place, None
    if "url" in fields:
        found = stamps.of_address(fields["url"].text)
        if found is not None:
            news, start = _day_before(found, body, language), fields["url"].start
            if news is not None:
                return news.days, "dateline", news.place, None
            return found.days, "url", (start + found.place[0], start + found.place[1]), None
    crowded = [fields["outlet"]] if "outlet" in fields and "|" in fields["outlet"].text else []
    stamp, dateline = stamps.of_page([*crowded, *body], language)
    if stamp is not None:
        return stamp.days, "dateline", stamp.place, None
    return Span(), "unresolved", None, dateline


def _day_before(address: stamps.Stamp, body: list[Line], language: str) -> stamps.Stamp | None:
    """Return the day of a dateline where the address tells its year: at most a few days before it was put there."""
    shown, line = stamps.of_page(body, language)
    if shown is not None or line is None or line.kind != "day" or address.days.last is None or not address.days.first:
        return None
    dated = line._replace(year=address.days.last.year)
    days = when.span(dated, Span())
    earliest = address.days.first - dt.timedelta(days=POSTED)
    within = days.first is not None and earliest <= days.first <= address.days.last
    return stamps.Stamp(dated, days, (line.start, line.end)) if within else None


POSTED = 3
CLOSING = '.!?:;»”"…'
FURNITURE = re.compile(
    r"^\s*(?:(?:[A-Z]{3}|[$€₽¥₸]|доллар|евро|рубль|юань)[\s:–—=-]*\d{1,5}(?:[.,]\d{1,4})?\s*[▲▼↑↓+\-\d.,%()|/]*\s*)+$"
    r"|^\s*(?:usd|eur|rub|rur|cny|kzt|uzs|kgs|tjs|gbp|[$€₽¥₸£])\s*$|^[\s▲▼↑↓+–-]{0,4}\d{1,5}[.,]\d{1,4}\s?[▲▼↑↓%]{0,2}\s*$"
    r"|^\s*(?:читайте также|читать также|смотрите также|по теме|фото|read also|see also|related|photo)\s*[:.].*$"
    r"|^\W{0,4}(?:подпи(?:шитесь|сывайтесь)\s+на|присоединяйтесь\s+к\s+на|следите\s+за\s+на|читайте\s+нас|читать\s+далее"
    r"|subscribe\s+(?:to|now|for)|sign\s+up\s+(?:for|to)|follow\s+us|join\s+our|read\s+more|continue\s+reading)\b.{0,300}$"
    r"|^\W{0,4}(?:©|\(c\)\s|copyright\b|все\s+права\s+защищены|all\s+rights\s+reserved).{0,300}$"
    r"|^\W{0,4}(?:тел|телефон|факс|моб|tel|phone|fax|mobile)\b[\s.:]{0,4}\+?\d[\d\s()–-]{4,20}\W{0,4}$"
    r"|^(?:\W{0,4}(?:просмотр\w{0,4}|комментари\w{0,3}|views?|comments?|shares?|likes?)\s?[:—-]?\s?\d[\d\s.,]{0,9}){1,4}$"
    r"|^\s*\d[\d\s.,]{0,9}\s(?:просмотр\w{0,4}|комментари\w{0,3}|views?|comments?|shares?|likes?|min(?:ute)?s?\sread)\W{0,3}$",
    re.IGNORECASE,
)
COOKIES = re.compile(r"^.{0,200}\b(?:файлы|файлов|use|uses)\s+cookies?\b.{0,300}$", re.IGNORECASE)


def _furniture(text: str) -> bool:
    """Say whether a line is of the page, not of its article: a rate, a link, a right, a notice, a counter."""
    return FURNITURE.match(text) is not None or ("cook" in text.lower() and COOKIES.match(text) is not None)


def _paragraphs(lines: list[Line], date_at: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    places: list[tuple[int, int]] = []
    last_text, last_end, wide = "", -2, _width(lines)
    for line in lines:
        if not line.text.strip() or _furniture(line.text):
            continue
        start = line.start + len(line.text) - len(line.text.lstrip())
        if date_at is not None and line.start <= date_at[0] < line.end:
            start = _after(line, date_at[1])
        if start >= line.end or (start > line.start and _furniture(line.text[start - line.start :])):
            continue
        end = line.start + len(line.text.rstrip())
        joined = places and last_text[-1:] not in CLOSING and last_end + 1 == line.start
        wrapped = joined and (line.text.lstrip()[:1].islower() or 0 < wide <= len(last_text))
        places[-1:] = [(places[-1][0], end)] if wrapped else [*places[-1:], (start, end)]
        last_text, last_end = line.text.rstrip(), line.end
    return tuple(places)


LEAST_WRAPPED = 3
WIDEST = 110


def _width(lines: list[Line]) -> int:
    """Return from what length on a line goes on in the next, whatever that begins with: 0 for a page not so wrapped.

    A page is wrapped at a width when several of its lines go on in small letters and hardly one is longer than they.
    """
    running = [
        len(line.text.rstrip())
        for line, after in pairwise(lines)
        if len(line.text) <= WIDEST
        and line.text.strip()
        and line.text.rstrip()[-1:] not in CLOSING
        and after.text[:1].islower()
    ]
    longest = max(running, default=0)
    wrapped = len(running) >= LEAST_WRAPPED
    longer = sum(len(line.text.rstrip()) > longest + 16 for line in lines)
    return longest * 3 // 4 if wrapped and longer <= 1 else 0


def _after(line: Line, at: int) -> int:
    rest = line.text[at - line.start :]
    return at + len(rest) - len(rest.lstrip(" .,|"))


def _title(text: str, paragraphs: tuple[tuple[int, int], ...]) -> str | None:
    if len(paragraphs) < 2:
        return None
    first = text[paragraphs[0][0] : paragraphs[0][1]]
    return first if len(first) <= 140 and first[-1:] not in ".:;!" else None
