"""Findings about the input in words: what is wrong, where, and what to do about it."""

from __future__ import annotations

import re
from decimal import Decimal

from karvon.model.document import Finding
from karvon.say.numbers import number
from karvon.say.phrases import weave

TABLE = "findings"
PERCENT = "percent"  # begins the names of values that are decimals, written as the language writes them
COUNT = re.compile(r"\d+")


def finding(found: Finding, lang: str) -> str:
    """Return a finding as one or two sentences; `file` and `place` are always at the phrase's disposal."""
    values = {"file": found.file, "place": found.place, **dict(found.params)}
    values |= {name: number(Decimal(text), lang) for name, text in values.items() if name.startswith(PERCENT)}
    counts = {name: Decimal(text) for name, text in values.items() if COUNT.fullmatch(text)}
    return "".join(weave(found.code, lang, values, counts, table=TABLE))
