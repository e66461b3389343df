"""Rows: amounts told one after another, and the times that "respectively" gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from karvon.read.page import Page
from karvon.read.ranges import Amount
from karvon.read.scene import Frame
from karvon.read.times import Time
from karvon.read.tokens import Token

RESPECTIVELY = re.compile(r"\W{0,3}(?:respectively|соответственно)\b", re.IGNORECASE)


def in_order(page: Page, found: Frame) -> Time | None:
    """Return the time that "respectively" gives an amount: as many times as amounts, each in its turn."""
    row = _row(found) if len(found.scene.amounts) >= PAIR else []
    if len(row) < PAIR:
        return None
    if not RESPECTIVELY.match(page.view.text, page.tokens[row[-1].last - 1].end):
        behind = _told_behind(page, found, row)
        return behind[_turn(found, row)] if len(behind) == len(row) else None
    start = page.tokens[row[0].first].start
    told = [
        one
        for t in found.scene.times
        if t.end <= start and t.kind in ("year", "months", "fiscal") and not t.deadline
        for one in _each(t)
    ]
    return told[_turn(found, row) - len(row)] if len(told) >= len(row) else None


def _turn(found: Frame, row: Sequence[Amount]) -> int:
    return next(at for at, amount in enumerate(row) if amount.first == found.amount.first)


def _told_behind(page: Page, found: Frame, row: Sequence[Amount]) -> list[Time]:
    """Return the times right behind a row and before "respectively": "5 and 6 bn in 2021 and 2022, respectively"."""
    end = page.tokens[row[-1].last - 1].end
    told = [t for t in found.scene.times if t.start >= end and t.kind in ("year", "months", "fiscal")]
    told = [t for t in told if not t.deadline]
    near = bool(told) and told[0].start - end <= BEHIND and RESPECTIVELY.match(page.view.text, told[-1].end)
    return [one for t in told for one in _each(t)] if near else []


BEHIND = 10


def _each(time: Time) -> list[Time]:
    """Return both years of two joined by a conjunction, any other time as it is."""
    if time.year is None or time.last_year != time.year + 1 or JOINT.search(time.text) is None:
        return [time]
    return [time._replace(last_year=None), time._replace(year=time.last_year, last_year=None)]


JOINT = re.compile(r"\s(?:and|и)\s", re.IGNORECASE)
PAIR = 2


def _row(found: Frame) -> list[Amount]:
    """Return the amounts joined by commas and conjunctions among which an amount stands."""
    scene, row = found.scene, [found.amount]
    for amount in scene.amounts:
        if amount.first > row[-1].last and _joined(scene.tokens, row[-1].last, amount.first):
            row.append(amount)
    for amount in reversed(scene.amounts):
        if amount.last < row[0].first and _joined(scene.tokens, amount.last, row[0].first):
            row.insert(0, amount)
    return row


JOINING = frozenset({"and", "и", ",", "до", "to"})


def _joined(tokens: Sequence[Token], first: int, last: int) -> bool:
    return last - first <= PAIR and all(token.lower in JOINING for token in tokens[first:last])
