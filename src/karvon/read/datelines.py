"""Datelines: a whole date that opens a line of text, beside a clock or a place, with the text going on behind it."""

from __future__ import annotations

import re

from karvon.read.stampdates import BODY, Line, Stamp, dates

OPENING = 80
NAME = r"[А-ЯЁA-Z][А-ЯЁа-яёA-Za-z]{1,20}(?:-[А-ЯЁA-Za-zа-яё]{2,20}){0,2}"
PLACE = (
    rf"(?:(?:г|с|пос|село|город)\.?\s{{0,2}})?{NAME}(?:\s{NAME}){{0,2}}"
    r"(?:\s(?:область|обл\.|край|район|республика|город))?"
)
YEAR = r"\s{0,3}(?:года|г\.?)?"
CLOCK = r"(?:[\s,|•—–-]{1,4}(?:в\s)?[012]?\d:[0-5]\d(?::\d\d)?)"
SIGN = r"\s{0,3}[.,:—–(/|-]"
CAPITAL = r"[«\"А-ЯЁA-Z]"
PLACED = re.compile(rf"{PLACE}[.,](?:\s[012]?\d:[0-5]\d\s{{0,2}}[—–-])?\s{{1,2}}")
LABELLED = re.compile(
    r"(?:дата(?:\sпубликации)?|опубликован[оа]?|размещен[оа]?|добавлен[оа]?|создан[оа]?)\s?:?\s{1,2}",
    re.IGNORECASE,
)
RUNS_ON = re.compile(rf"{YEAR}(?:{SIGN}|{CLOCK}|\s{{1,2}}(?={CAPITAL}))")
CLOCKED = re.compile(rf"{YEAR}{CLOCK}\s{{0,2}}[,.|•—–-]?\s{{0,2}}(?={CAPITAL})")
OF_PLACE = re.compile(rf"{YEAR}(?:,\s{{1,2}}(?:г\.\s?)?|\s{{1,2}}[—–-]\s{{0,2}}){PLACE}{SIGN}")


def leading(line: Line, language: str) -> Stamp | None:
    """Return the date that opens a line of text: "05.05.2024, 10:15 Text", "Place, 5 May 2024 Text", "…, Place."."""
    if language == "en" or not line.text[:OPENING].strip():
        return None
    head = Line(line.start, line.end, line.text[:BODY])
    return next((found for found in dates(head, language) if _leads(head, found)), None)


def _leads(line: Line, found: Stamp) -> bool:
    start, end = found.place[0] - line.start, found.place[1] - line.start
    before = line.text[:start]
    if found.days.first is None or start > OPENING:
        return False
    if PLACED.fullmatch(before):
        return RUNS_ON.match(line.text, end) is not None
    if before.strip() and not LABELLED.fullmatch(before):
        return False
    return CLOCKED.match(line.text, end) is not None or OF_PLACE.match(line.text, end) is not None
