"""Which rules made every slot of a claim, by the tables of slots and of reading rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from karvon.model.claim import Claim
from karvon.model.vocabulary import Entry, by_code

CORRECTION = "correction"
CORRECTED = f"{CORRECTION}:"  # "correction:NAME/slot": a person has the last word on this slot
PERIOD = "period_"
NOTHING: tuple[object, ...] = (None, ())


class Reason(msgspec.Struct, frozen=True):
    """A slot of a claim and the rules that made it, in the order in which the reader recorded them."""

    slot: str
    rules: tuple[str, ...]


def reasons(claim: Claim) -> tuple[Reason, ...]:
    """Return a reason for every filled slot, in the order of slots.csv; a correction takes the place of all rules."""
    made: dict[str, list[str]] = {slot: [] for slot in heads()}
    for rule in claim.rules:
        for slot in slots_of(rule):
            made[slot].append(rule)
    return tuple(Reason(slot, _last_word(rules)) for slot, rules in made.items() if rules or filled(claim, slot))


def _last_word(rules: Iterable[str]) -> tuple[str, ...]:
    given = tuple(rules)
    corrected = tuple(rule for rule in given if rule.startswith(CORRECTED))
    return corrected or given


@cache
def slots_of(rule: str) -> tuple[str, ...]:
    """Return the slots a rule makes; those of its family when only that is known, none for an unknown rule."""
    if rule.startswith(CORRECTED):
        return (within(rule.rpartition("/")[2]),)
    entry = entry_of(rule)
    return tuple(entry["slots"].split(";")) if entry else ()


def entry_of(rule: str) -> Entry | None:
    """Return the row of reading_rules.csv that tells a rule, or else its family ("agreement.*"); None for neither."""
    rows = by_code("reading_rules")
    if rule.startswith(CORRECTED):
        return rows[CORRECTION]
    if rule in rows:
        return rows[rule]
    parts = rule.split(".")
    families = (".".join((*parts[:length], "*")) for length in range(len(parts) - 1, 0, -1))
    return next((rows[family] for family in families if family in rows), None)


def correction_rule(who: str, slot: str) -> str:
    """Return the rule that a slot carries when a person corrected it."""
    return f"{CORRECTED}{who}/{slot}"


def corrector(rule: str) -> str | None:
    """Return who corrected the slot that carries this rule; None when it is a rule of reading."""
    return rule.removeprefix(CORRECTED).rpartition("/")[0] if rule.startswith(CORRECTED) else None


@cache
def heads() -> tuple[str, ...]:
    """Return the slots that rules speak of: of a number, a bound and a period the parts stand within one."""
    return tuple(dict.fromkeys(row["within"] for row in by_code("slots").values()))


def within(slot: str) -> str:
    """Return the slot that a part belongs to ("period" of "period_start"); KeyError for an unknown slot."""
    return by_code("slots")[slot]["within"]


@cache
def parts_of(slot: str) -> tuple[str, ...]:
    """Return the slots that stand within one, itself among them."""
    return tuple(row["code"] for row in by_code("slots").values() if row["within"] == slot)


def value_of(claim: Claim, slot: str) -> object:
    """Return what a claim holds in a slot of slots.csv."""
    if not slot.startswith(PERIOD):
        return getattr(claim, slot)
    return getattr(claim.period, slot.removeprefix(PERIOD))


def filled(claim: Claim, slot: str) -> bool:
    """Say whether a claim holds anything in a slot; a kind is always told by the rules of its subject."""
    if slot not in ("kind", "period", "value"):
        return value_of(claim, slot) not in NOTHING
    if slot == "kind":
        return False
    if slot == "period":
        return claim.period.start is not None or claim.period.end is not None
    return any(value_of(claim, part) is not None for part in parts_of(slot))


def by_slot(claim: Claim) -> Mapping[str, tuple[str, ...]]:
    """Return the rules of every filled slot of a claim by slot."""
    return {reason.slot: reason.rules for reason in reasons(claim)}
