"""Slots of a claim as text, and claims with slots set from text: what corrections and explanations are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Period, partial
from karvon.model.reasons import PERIOD, value_of
from karvon.model.values import SCALES, Interval, plain, written
from karvon.model.vocabulary import by_code, counted

ENDS = ("low", "high")
NUMBER = ("value", "bound")


def text_of(claim: Claim, slot: str) -> str:
    """Return what a claim holds in a slot, as corrections write it; empty text for nothing."""
    held = value_of(claim, slot)
    if held is None:
        return ""
    if isinstance(held, Decimal):
        return format(plain(held), "f")
    if isinstance(held, dt.date):
        return held.isoformat()
    return ";".join(held) if isinstance(held, tuple) else str(held)


def same(claim: Claim, slot: str, text: str) -> bool:
    """Say whether a claim holds in a slot what a text means."""
    return text_of(with_slots(claim, {slot: text}), slot) == text_of(claim, slot)


def with_slots(claim: Claim, texts: Mapping[str, str]) -> Claim:
    """Return the claim with slots set, its interval made anew when its number or bound is.

    ValueError, KeyError or ArithmeticError when a text does not suit its slot.
    """
    plain_slots: dict[str, Any] = {}
    period: dict[str, Any] = {}
    for slot, text in texts.items():
        kind = by_code("slots")[slot]["type"]
        if slot.startswith(PERIOD):
            period[slot.removeprefix(PERIOD)] = _day(slot, text) if kind == "date" else text or None
        else:
            plain_slots[slot] = _typed(kind, text)
    changed = msgspec.structs.replace(claim, **plain_slots)
    if period:
        changed = msgspec.structs.replace(changed, period=_period(claim.period, period))
    if any(slot in texts for slot in NUMBER):
        number = _interval(changed, texts)
        changed = msgspec.structs.replace(
            changed, value=number.value, **{end: getattr(number, end) for end in ENDS if end not in texts}
        )
    return msgspec.convert(msgspec.to_builtins(changed), Claim, strict=False)


def _typed(kind: str, text: str) -> Any:
    if kind == "number":
        return _number(text)
    if kind == "countries":
        return tuple(filter(None, text.split(";")))
    return text or None


def _number(text: str) -> Decimal | None:
    digits, _, scale = text.partition(" ")
    return plain(Decimal(digits) * SCALES[scale or "unit"]) if text else None


def _day(slot: str, text: str) -> dt.date | None:
    """Return the first day that a start can mean, the last that an end can."""
    if not text:
        return None
    days = partial(text)
    return days.first if slot.endswith("start") else days.last


def _period(held: Period, given: Mapping[str, Any]) -> Period:
    """Return the period with parts set; its type and resolution follow where nobody named them."""
    period = msgspec.structs.replace(
        held, **{part: value for part, value in given.items() if value or part in ("start", "end", "text")}
    )
    dated = period.start is not None or period.end is not None
    if dated and period.resolution == "unresolved" and "resolution" not in given:
        period = msgspec.structs.replace(period, resolution="explicit")
    if dated and period.type == "open" and "type" not in given:
        period = msgspec.structs.replace(period, type=_type(period))
    return period


def _type(period: Period) -> str:
    if period.start is None:
        return "deadline"
    if period.end is None:
        return "open"
    return "point" if period.start == period.end else "period"


def _interval(claim: Claim, texts: Mapping[str, str]) -> Interval:
    """Return the interval of the claim's number by its bound: as written when it is given, else by its last digit."""
    if claim.value is None:
        return Interval(None, claim.low, claim.high)
    if claim.bound == "range":
        return Interval(claim.value, claim.low, claim.high)
    digits, _, scale = texts["value"].partition(" ") if "value" in texts else _shortest(claim.value)
    target = claim.status == "target" and claim.change == "level"
    exactly = claim.unit != "percent" and (target or counted(claim.indicator))
    return written(digits, SCALES[scale or "unit"], claim.bound or "eq", counted=exactly)


def _shortest(number: Decimal) -> tuple[str, str, str]:
    """Return a number in the largest scale that leaves it a whole digit, without trailing zeros."""
    for scale in sorted(SCALES, key=SCALES.__getitem__, reverse=True):
        if abs(number) >= SCALES[scale]:
            return format(plain(number / SCALES[scale]), "f"), " ", scale
    return format(plain(number), "f"), " ", "unit"
