"""Undertaken: what somebody agreed, decided or asked to do is still to come, whatever the tense in which it is told."""

from __future__ import annotations

import re

from karvon.read.gates import holds

BACK = 160
AGREED = re.compile(
    r"\b(?:agreed|decided|pledged|vowed|undertook|offered|proposed|suggested|asked|urged|called|requested|instructed)\s"
    r"(?:[A-Za-z'’]{1,20}\s){0,5}?(?:to|for|that)\s[^.,;:]{0,120}$"
    r"|\b(?:договорил|решил|предложил|попросил|призвал|обязал|согласил|обещал|условил|рекомендовал)\w{1,4}\s"
    r"(?:[а-яёА-ЯЁ]{1,20}\s){0,4}?[а-яё]{2,20}(?:ть|ти)(?:ся)?\s[^.,;:]{0,120}$"
)


def undertaken(text: str, first: int, at: int) -> bool:
    """Say whether words before a place tell that it was agreed, asked or decided to do what is told there."""
    first = max(first, at - BACK)
    return holds(text[first:at], AGREEING) and AGREED.search(text, first, at) is not None


AGREEING = (
    "agreed", "decided", "pledged", "vowed", "undertook", "offered", "proposed", "suggested", "asked", "urged",
    "called", "requested", "instructed", "договорил", "решил", "предложил", "попросил", "призвал", "обязал", "согласил",
    "обещал", "условил", "рекомендовал",
)  # fmt: skip
