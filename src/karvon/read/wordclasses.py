"""Word classes: the small words that carry on, end or qualify a phrase, as the table of phrases names them."""

from __future__ import annotations

from functools import cache, lru_cache

from karvon.read.cues import lexicon


@lru_cache(maxsize=50_000)
def belongs(word: str, language: str, role: str) -> bool:
    """Say whether a word in small letters plays a role in a language."""
    forms, stems = members(language, role)
    return word in forms or word.startswith(stems)


@lru_cache(maxsize=10_000)
def governed(word: str, language: str, kind: str) -> str | None:
    """Return the cases (may be empty) that a preposition governs in the name of such a kind, None where it ends it."""
    for row in lexicon("phrases"):
        ours = row["role"] == "governs" and row["lang"] == language and kind in row["kinds"].split("|")
        if ours and word in row["pattern"].split("|"):
            return row["detail"]
    return None


@cache
def members(language: str, role: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words that play a role in a language, and the beginnings of others that do."""
    rows = [row for row in lexicon("phrases") if row["lang"] == language and row["role"] == role]
    words = [word for row in rows for word in row["pattern"].split("|")]
    return frozenset(w for w in words if not w.endswith("*")), tuple(w[:-1] for w in words if w.endswith("*"))


@lru_cache(maxsize=10_000)
def listed_as(word: str, language: str) -> str | None:
    """Return what the items of a list are when a word of the sentence that opens it says so ("proposals:")."""
    for row in lexicon("phrases"):
        if row["role"] == "listing" and row["lang"] == language:
            for form in row["pattern"].split("|"):
                if word == form or (form.endswith("*") and word.startswith(form[:-1])):
                    return row["detail"]
    return None
