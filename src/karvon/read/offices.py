"""Offices: names of ministries and of their heads hold words that tell of no trade: "Minister of Foreign Trade"."""

from __future__ import annotations

from collections.abc import Sequence

OFFICES = (
    "minist",
    "secretar",
    "department",
    "committee",
    "undersecretar",
    "министр",
    "замминистр",
    "министерств",
    "комитет",
    "департамент",
)
LEADS = frozenset({"of", "for"})
LONGEST = 7
PARTS = ("and", "и", ",", "of", "the", "for", "&")
ENDINGS = ("ой", "ей", "ий", "ия", "ии", "ых", "их", "ого", "его", "ва", "ли", "ки", "ости", "та", "ов", "ства")
NAMED = (
    "trade", "invest", "foreign", "econom", "industr", "commerc", "external", "internal", "develop", "finance",
    "affair", "cooperat", "agricult", "transport", "energy", "tourism", "culture", "integrat", "relation",
    "international",
)  # fmt: skip


def left_out(words: Sequence[str]) -> Sequence[str]:
    """Return the words without those that only name an office: "of Investments and Foreign Trade" behind a minister."""
    if not any(word.startswith(OFFICES) for word in words):
        return words
    kept, at = [], 0
    while at < len(words):
        kept.append(words[at])
        at = _behind(words, at + 1) if words[at].startswith(OFFICES) else at + 1
    return kept


def _behind(words: Sequence[str], at: int) -> int:
    """Return where the name of an office ends that goes on at a word."""
    if words[at : at + 1] and words[at] in LEADS:
        at += 1
        while at < len(words) and (words[at] in PARTS or words[at].startswith(NAMED)):
            at += 1
        return at
    last = at
    while last < len(words) and last - at < LONGEST and (words[last] in PARTS or words[last].endswith(ENDINGS)):
        last += 1
    return last


def within(words: Sequence[str], at: int) -> bool:
    """Say whether a word stands in, or right behind, the name of an office: "замминистра инвестиций Узбекистана"."""
    first = max(0, at - LONGEST)
    return any(
        words[back].startswith(OFFICES) and first < at <= max(_behind(words, back + 1), back + 1)
        for back in range(first, at)
    )
