"""Month names: the forms in which each language writes the months, as one expression."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.read.cues import lexicon

ABBREVIATED = 4
FULL = frozenset({"май", "мая", "мае", "маю", "маем", "март", "may", "june", "july"})


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that do not begin with another of them."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return tuple(kept)


def month_forms(language: str) -> list[str]:
    """Return the forms of the months' names, a stem with its star."""
    rows = (row for row in lexicon("months") if row["lang"] == language)
    return [form for row in rows for form in row["pattern"].split("|")]


def month_names(language: str) -> str:
    """Return an expression for the names of the months; only a short form may end in a stop, or one before a date."""
    forms = sorted(month_forms(language), key=len, reverse=True)
    whole = "|".join(form[:-1] + r"[^\W\d_]*" if form.endswith("*") else form for form in forms)
    bare = (form.removesuffix("*") for form in forms)
    short = "|".join(form for form in bare if len(form) <= ABBREVIATED and form not in FULL)
    stopped = rf"(?:{short})\.|" if short else ""
    dated = r"\.(?=\s\d\d?,\s(?:19|20)\d\d)"
    return rf"(?:{stopped}(?:{whole})(?:{dated}|(?![^\W\d_])))"
