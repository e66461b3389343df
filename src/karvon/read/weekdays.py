"""Weekdays: the day of what was signed, where a text of a known day tells only its weekday or "yesterday"."""

from __future__ import annotations

import datetime as dt
import re

from karvon.model.dates import Period
from karvon.read.page import Page
from karvon.read.scene import Frame

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
TOLD = re.compile(rf"\b(?<!next\s)(?<!coming\s)(?P<day>{'|'.join(DAYS)}|yesterday|вчера)\b", re.IGNORECASE)


def signed_on(page: Page, found: Frame, period: Period) -> Period:
    """Return the day on which papers were signed, where the period is but that of the text."""
    day = page.published.last
    if found.indicator not in SIGNED or found.status != "actual" or day is None or page.published.first != day:
        return period
    sentence = found.scene.sentence
    if SIGNING.search(page.view.text, sentence.start, sentence.end) is None:
        return period
    told = TOLD.search(page.view.text, sentence.start, sentence.end)
    if told is None:
        return period
    name = told["day"].lower()
    back = (day.weekday() - DAYS[name]) % len(NAMES) if name in DAYS else 1
    signed = day - dt.timedelta(days=back)
    return Period(signed, signed, told[0], "point", "header_date")
