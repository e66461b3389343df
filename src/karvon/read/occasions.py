"""Occasions: times that only date what happened once, such as a signing, a visit or an opening, and no figures."""

from __future__ import annotations

import re
from bisect import bisect_left

from karvon.read.page import Page
from karvon.read.times import Time

REACH = 300
STOPS = re.compile(r"[.!?;](?=\s)|\n")
HAPPENED = re.compile(
    r"\b(?:подпис(?:а(?:л[аио]?|н[аоы]?)|ыва)|установ(?:ил[аио]?|лен[аоы]?)|посе(?:тил[аи]?|щал)|побывал|встре(?:тил|чал)|встреч[аиу]|визит|состоял[аио]?с"
    r"|прош(?:[её]л|л[аои])\b|пров(?:[её]л|ел[аи]|еден[аоы]?)\b|откры(?:л[аио]?(?:с[ья])?|т[аоы]?)\b|запу(?:стил[аи]?|щен[аоы]?)|стартовал|основа(?:л[аи]?|н[аоы]?)\b"
    r"|созда(?:л[аи]?|н[аоы]?)\b|учрежд[её]н|образован[аоы]?\b|вступил|присоединил|ратифицир|избран[аоы]?\b|назначен[аоы]?\b|независимост|приня(?:л[аи]?|т[аоы]?)\b"
    r"|заключ(?:ил[аи]?|[её]н)|договорил|согласовал|вручил|возглавил|построил[аи]?|построен[аоы]?\b|проложен|возвед[её]н|введ[её]н[аоы]?\s+в|ведутся|вед[её]тся|начал(?:ись|ось|ся|ась)\b"
    r"|рассчитан|летие\b|летия\b|юбиле"
    r"|signed|inked|ratified|entered\s+into\s+force|c[ao]me\s+into\s+force|took\s+effect|adopted|established|set\s+up|founded|formed|created|visit(?:ed)?\b|paid|travelled|met\b"
    r"|meeting|(?:was|were|took|has\s+been)\s+(?:held|place)|held\s+(?:its|their|a|the)|opened|inaugurated|launched|commissioned|built|completed|began|started|been\s+under\s+way"
    r"|joined|acceded|elected|appointed|independence|agreed\s+to|presented|took\s+office|covers?\b|anniversary|jubilee)",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:вырос|возрос|увелич|нарасти|сниз|сокра|упал|уменьш|торгова|товарооборот|экспорт|импорт|поставля|поставил|вывез|ввез|перевез|закуп|продал|инвестир|вложил"
    r"|grew|grown|rose|risen|increas|fell|fallen|declin|drop|surg|jump|trade\s+(?:between|turnover|volume)|traded|export|import|shipped|supplied|invested|carried|sold|bought)",
    re.IGNORECASE,
)


def dates_occasion(page: Page, time: Time) -> bool:
    """Say whether a time dates only what happened once, in a sentence that has no figure and tells of no rise."""
    text = page.view.text
    first = max((found.end() for found in STOPS.finditer(text, max(0, time.start - REACH), time.start)), default=0)
    first = max(first, time.start - REACH, 0)
    stop = STOPS.search(text, time.end - (time.text[-1:] == "."), time.end + REACH)
    last = stop.start() if stop is not None else min(len(text), time.end + REACH)
    if _occasion(page, first, last):
        return True
    opened = max((found.end() for found in PARTS.finditer(text, first, time.start)), default=first)
    shut = PARTS.search(text, time.end, last)
    return _occasion(page, opened, last if shut is None else shut.start())


PARTS = re.compile(r"[,:—–](?=\s)")


def _occasion(page: Page, first: int, last: int) -> bool:
    """Say whether a stretch of text tells of something that happened, and of no figure or rise."""
    if HAPPENED.search(page.view.text, first, last) is None:
        return False
    return MOVED.search(page.view.text, first, last) is None and not _figures(page, first, last)


def _figures(page: Page, first: int, last: int) -> bool:
    """Say whether a stretch of text has digits outside its times."""
    at = first
    begin, end = (bisect_left(page.times, place, key=lambda t: t.start) for place in (first, last))
    for time in page.times[begin:end]:
        if DIGIT.search(page.view.text, at, time.start):
            return True
        at = time.end
    return DIGIT.search(page.view.text, at, last) is not None


DIGIT = re.compile(r"\d")
