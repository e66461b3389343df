"""The rules of the ledger and the kinds of evidence on dates, as tables beside this file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Entry = Mapping[str, str]


@cache
def rules() -> Mapping[str, Entry]:
    """Return every check rule by its code: operator, indicators, dimension, causes, names and explanation (ru, en)."""
    return _read("rules")


@cache
def brackets() -> Mapping[str, Entry]:
    """Return every kind of evidence on a document's date by its code, in the order in which evidence is weighed.

    `ru` and `en` are sentences with the placeholders {first}, {last} (days of the span) and {count} (of references).
    """
    return _read("brackets")


@cache
def offices() -> tuple[Entry, ...]:
    """Return the words that prove whose voice a role or an outlet is: abbreviations of countries, words for offices."""
    return _rows("offices")


@cache
def common_words() -> tuple[Entry, ...]:
    """Return the stems that limit no figure: those of every portfolio, and those any figure may carry."""
    return _rows("common_words")


@cache
def paired_words() -> tuple[Entry, ...]:
    """Return the beginnings of words that say the same in Russian and in English."""
    return _rows("paired_words")


@cache
def candidates(rule: str) -> tuple[str, ...]:
    """Return the causes that may explain a failure of the rule, without evidence for any of them."""
    return tuple(rules()[rule]["causes"].split(";")) if rules()[rule]["causes"] else ()


@cache
def indicators(rule: str) -> tuple[str, ...]:
    """Return the indicators a rule looks at; "*" stands for all."""
    return tuple(rules()[rule]["indicators"].split(";"))


@cache
def dimensions(rule: str) -> tuple[str, ...]:
    """Return the dimensions along which a rule compares."""
    return tuple(rules()[rule]["dimension"].split(";"))


@cache
def averages() -> tuple[Entry, ...]:
    """Return the words that make an amount one of a single thing: what stands before it, and what stands behind it."""
    return _rows("averages")


@cache
def events() -> tuple[Entry, ...]:
    """Return the words in both languages by which texts speak of an event, the most telling events first."""
    return _rows("events")


@cache
def kinds() -> tuple[Entry, ...]:
    """Return the kinds of things that a proper name or a place tells apart, with their words in both languages."""
    return _rows("kinds")


@cache
def ranks() -> tuple[Entry, ...]:
    """Return the words in both languages for the rank of a speaker, the longer ones first."""
    return _rows("ranks")


@cache
def relative() -> tuple[Entry, ...]:
    """Return the words by which a text tells a year by its own day, and how many years that is from its year."""
    return _rows("relative")


@cache
def growth_bases() -> tuple[Entry, ...]:
    """Return the words by which a text names the year that a growth is counted from."""
    return _rows("growth_bases")


@cache
def phases() -> tuple[Entry, ...]:
    """Return the words by which a text limits what it tells of a thing to one phase of it."""
    return _rows("phases")


def _read(name: str) -> Mapping[str, Entry]:
    return {row["code"]: row for row in _rows(name)}


def _rows(name: str) -> tuple[Entry, ...]:
    text = files("karvon.reconcile").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
