"""Letters: what the writer of a letter says in it, told from a signature, a letter it quotes and one it passes on."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple


class Letter(NamedTuple):
    """The writer's own words, and how many lines of an earlier letter were left aside."""

    text: str
    quoted: int


class PassedOn(NamedTuple):
    """A letter passed on: the words around and in it, its day, sender and subject where its head tells them."""

    text: str
    day: str | None
    sender: str | None
    title: str | None


QUOTE = re.compile(r"[ ]?>")
SAYS = re.compile(r"<[^\s<>@]{1,80}@[^\s<>]{1,80}>|пишет|писал|wrote", re.IGNORECASE)
LONGEST = 250  # characters of the line that introduces a quoted letter
UNQUOTED = re.compile(r"^(?:[ ]?>){1,20}[ ]?")
ADDRESS = re.compile(r"<[^<>]{0,200}>")
OWN = 60  # characters of own words from which a quoted letter is only what is answered to


def own_words(text: str) -> Letter:
    """Return a letter without its signature and the earlier letter it quotes; one that is all quotation is unquoted."""
    lines = text.split("\n")
    quoted = [place for place, line in enumerate(lines) if QUOTE.match(line)]
    if not quoted:
        return Letter(_unsigned(text), 0)
    first = quoted[0] - 1
    while first > 0 and not lines[first].strip():
        first -= 1
    introduced = {first} if first >= 0 and _introduces(lines[first]) else set[int]()
    own = "\n".join(line for place, line in enumerate(lines) if place not in introduced and not QUOTE.match(line))
    if len(own.strip()) < OWN:
        return Letter(_unsigned("\n".join(UNQUOTED.sub("", line) for line in lines)), 0)
    return Letter(_unsigned(own).strip(), len(quoted))


def _introduces(line: str) -> bool:
    """Say whether a line tells whose letter is quoted below it."""
    return len(line) < LONGEST and line.rstrip().endswith(":") and SAYS.search(line) is not None


def _unsigned(text: str) -> str:
    """Return a text without the signature below its last line of two dashes, a dozen lines at most."""
    body, mark, signature = text.replace("\n-- \n", "\n--\n").rpartition("\n--\n")
    return body.rstrip() if mark and body.strip() and signature.strip().count("\n") < 12 else text


MARK = re.compile(
    r"^[ ]?[-–—_]{2,40}[ ]?(?:forwarded message|original message|begin forwarded message|пересланное сообщение"
    r"|пересылаемое сообщение|исходное сообщение|переадресованное сообщение)[ ]?[-–—_]{2,40}[ ]{0,9}$"
    r"|^(?:begin forwarded message|начало переадресованного сообщения|начало пересылаемого сообщения):[ ]{0,9}$",
    re.IGNORECASE | re.MULTILINE,
)
FIELD = re.compile(r"\*{0,2}(?P<name>[^\W\d_]{2,12}):(?P<value>.*)")
FIELDS = {
    "от": "sender", "кого": "sender", "from": "sender", "дата": "day", "date": "day", "sent": "day",
    "отправлено": "day", "тема": "title", "subject": "title", "кому": "to", "to": "to", "cc": "to", "копия": "to",
}  # fmt: skip


def forwarded(text: str) -> PassedOn | None:
    """Return the letter that is passed on in a text, without the lines of its head; None when none is."""
    mark = MARK.search(text)
    if mark is None:
        return None
    found: dict[str, str] = {}
    lines = text[mark.end() :].lstrip("\n").split("\n")
    while lines and (field := FIELD.match(lines[0])) and field["name"].lower() in FIELDS:
        found.setdefault(FIELDS[field["name"].lower()], field["value"].strip("* \t"))
        lines.pop(0)
    if not found:
        return None
    sender = ADDRESS.sub("", found.get("sender", "")).strip(" \"'")
    whole = "\n\n".join(filter(None, (text[: mark.start()].strip(), "\n".join(lines).strip())))
    return PassedOn(whole, _day(found.get("day", "")), sender or None, found.get("title") or None)


MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
DAY = re.compile(
    rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})[^\W\d_]{{0,8}}\.? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
IN_DIGITS = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d)\b")


def _day(written: str) -> str | None:
    """Return the day that the head of a letter passed on tells, as mail programs write it in both languages."""
    found = DAY.search(written) or IN_DIGITS.search(written)
    try:
        if found is None:
            return parsedate_to_datetime(written).date().isoformat()
        month = found["month"].lower()
        number = int(month) if month.isdigit() else MONTHS.index(month) + 1
        return dt.date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return None
