"""Timed: figures with the time they were given, and which kinds of figures hold on a day, happen, or flow."""

from __future__ import annotations

from karvon.model.dates import Period
from karvon.model.vocabulary import by_code
from karvon.read.happened import grown, happened
from karvon.read.scene import Frame
from karvon.read.values import Value

TOLD = ("period.expression", "period.inherited", "period.topic", "period.anaphora", "period.as_of")


class Timed(Value, frozen=True):
    """A frame with the period it was given and the rule that gave it."""

    frame: Frame
    period: Period
    rule: str


def is_stock(found: Frame) -> bool:
    """Say whether a figure holds on a day rather than over a time."""
    if found.indicator is None:
        return True
    return by_code("indicators")[found.indicator]["timing"] == "stock"


def is_event(found: Frame) -> bool:
    """Say whether a figure counts what happens on one day: documents and contracts signed, meetings held."""
    if found.indicator is None or by_code("indicators")[found.indicator]["family"] != "contracts":
        return False
    return found.indicator != "contract_value" or not grown(found)


def measured(found: Frame) -> bool:
    """Say whether a figure of no known indicator is of goods or money, which flow, rather than of things that stand."""
    digits = found.amount.digits
    parts = "." in digits and found.amount.scale == 1
    millions = found.unit is None and found.amount.scale >= MILLION
    kinds = found.amount.kind in ("money", "percent") or found.unit in FLOWING
    return found.indicator is None and (kinds or parts or millions or happened(found))


MILLION = 1_000_000


FLOWING = ("t", "m3", "TEU", "kWh", "barrel")
