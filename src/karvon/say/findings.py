"""Findings about the input in words: what is wrong, where, and what to do about it."""

from __future__ import annotations

import re
from decimal import Decimal

from karvon.model.document import Finding
from karvon.say.numbers import number
from karvon.say.phrases import weave

TABLE = "findings"
DECIMALS = ("percent", "decimal")  # begin the names of values that are written as the language writes decimals
BECAUSE = "because"  # the value that is itself a code of this table, told in words with the other values
COUNT = re.compile(r"\d+")


def finding(found: Finding, lang: str) -> str:
    """Return a finding as one or two sentences; `file` and `place` are always at the phrase's disposal."""
    values = {"file": found.file, "place": found.place, **dict(found.params)}
    values |= {name: number(Decimal(text), lang) for name, text in values.items() if name.startswith(DECIMALS)}
    counts = {name: Decimal(text) for name, text in values.items() if COUNT.fullmatch(text)}
    if BECAUSE in values:
        values[BECAUSE] = "".join(weave(values[BECAUSE], lang, values, counts, table=TABLE))
    return "".join(weave(found.code, lang, values, counts, table=TABLE))
