"""Weekdays: the day of what was signed, where a text of a known day tells only its weekday or "yesterday"."""

from __future__ import annotations

import datetime as dt
import re

from karvon.model.dates import Period
from karvon.read.page import Page
from karvon.read.scene import FUTURE, Frame
from karvon.read.timed import is_event

SIGNED = frozenset({"document_count", "contract_value"})
SIGNING = re.compile(
    r"\b(?:sign(?:ed|ing)|inked|initial(?:l?ed)|concluded|exchanged|clinched|подпис\w{2,6}|заключ\w{2,6}|обменял\w{2})\b",
    re.IGNORECASE,
)
NAMES = (
    ("monday", "понедельник"), ("tuesday", "вторник"), ("wednesday", "среду"), ("thursday", "четверг"),
    ("friday", "пятницу"), ("saturday", "субботу"), ("sunday", "воскресенье"),
)  # fmt: skip
DAYS = {name: at for at, names in enumerate(NAMES) for name in names}
EVE = r"накануне(?=[.,]|\s(?:в\s|[а-яё]{2,16}л[аио]?(?:с[ья])?\s))"
TOLD = re.compile(rf"\b(?<!next\s)(?<!coming\s)(?P<day>{'|'.join(DAYS)}|yesterday|вчера|{EVE})\b", re.IGNORECASE)


GRANTED = re.compile(
    r"\b(?:approved|granted|allocated|extended|provided|disbursed|awarded|handed\s+over|transferred|одобрил[аи]?|одобрен[аоы]?|выделил[аи]?|выделен[аоы]?|предоставил[аи]?"
    r"|предоставлен[аоы]?|выдал[аи]?|перечислил[аи]?|передал[аи]?|утвердил[аи]?)\b",
    re.IGNORECASE,
)


def granted(page: Page, found: Frame) -> bool:
    """Say whether money was granted, lent or handed over, which happens on a day."""
    sentence, (start, end) = found.scene.sentence, found.place
    money = found.amount.kind == "money" and found.change == "level" and found.status == "actual"
    if not money or found.indicator not in GIVEN:
        return False
    return (
        GRANTED.search(page.view.text, max(sentence.start, start - BESIDE), min(sentence.end, end + BESIDE)) is not None
    )


GIVEN = (None, "contract_value", "project_value", "investment_flow")
BESIDE = 90


def on_a_day(page: Page, found: Frame) -> bool:
    """Say whether a figure is of what happens on one day, and has happened."""
    return found.status not in FUTURE and (is_event(found) or granted(page, found))


def signed_on(page: Page, found: Frame, period: Period) -> Period:
    """Return the day on which papers were signed, where the period is but that of the text."""
    day = page.published.last
    signed = found.indicator in SIGNED and found.status == "actual"
    if not (signed or granted(page, found)) or day is None or page.published.first != day:
        return period
    sentence = found.scene.sentence
    if signed and SIGNING.search(page.view.text, sentence.start, sentence.end) is None:
        return period
    told = TOLD.search(page.view.text, sentence.start, sentence.end)
    if told is None:
        return period
    name = told["day"].lower()
    back = (day.weekday() - DAYS[name]) % len(NAMES) if name in DAYS else 1
    then = day - dt.timedelta(days=back)
    return Period(then, then, told[0], "point", "header_date")
