"""Homeland: whose page a text is that never names its own country: by its dateline, its money, or its address."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from karvon.read.atlas import DASHES, country_of
from karvon.read.cues import Cue
from karvon.read.tokens import Token

LEAD, SIGN_WITHIN = 120, 9
TOWNS = ("cities", "regions")
OF_ALL = frozenset({"USD", "EUR", "XDR", "GBP", "CHF", "CNY", "JPY", "RUB"})
"""Money that the press of any country counts in."""
OF_NOBODY = frozenset({"io", "co", "tv", "me", "ai", "fm", "cc", "to", "ws", "ly", "gg", "su", "eu", "as", "is", "la"})
"""Endings of addresses that anybody buys."""


def homeland(text: str, words: Sequence[Token], found: Sequence[Cue], url: str | None) -> str | None:
    """Return the country a page is written in, as far as anything but its sentences tells it."""
    return _of_dateline(text, words, found) or _of_money(found) or _of_address(url)


def _of_dateline(text: str, words: Sequence[Token], found: Sequence[Cue]) -> str | None:
    """Return the country of the town that a line of the opening begins with: "TASHKENT, May 3 (Agency) -"."""
    lines = (cue for cue in found if cue.group in TOWNS and cue.first < LEAD and _opens_line(text, words, cue.first))
    return next((_country(cue) for cue in lines if _is_dateline(words, cue)), None)


def _country(cue: Cue) -> str | None:
    return country_of(cue.code) if "-" in cue.code else cue.code


def _opens_line(text: str, words: Sequence[Token], at: int) -> bool:
    return at == 0 or "\n" in text[words[at - 1].end : words[at].start]


def _is_dateline(words: Sequence[Token], cue: Cue) -> bool:
    """Say whether a town that opens a line is where the page was written: in capitals, or set off by a sign."""
    behind = [token.text for token in words[cue.last : cue.last + SIGN_WITHIN]]
    if not behind or cue.row.get("kind") == "region":
        return False
    if words[cue.first].text.isupper() and len(words[cue.first].text) > 2:
        return behind[0] in ",.:(/|" or behind[0] in DASHES or words[cue.last].text.isupper()
    return behind[0] in ",(/" and any(sign in DASHES or sign in "/):" for sign in behind[1:]) and _dated(behind)


def _dated(behind: Sequence[str]) -> bool:
    return behind[0] in "(/" or any(word[0].isdigit() for word in behind[:4])


def _of_money(found: Sequence[Cue]) -> str | None:
    """Return the country whose money alone, besides that of all the world, the amounts are in."""
    told = {cue.code for cue in found if cue.group == "currencies"} - OF_ALL
    return country_of(f"{told.pop()[:2]}-") if len(told) == 1 else None


def _of_address(url: str | None) -> str | None:
    """Return the country that the address of the page ends in: "https://example.uz/news"."""
    ending = (urlsplit(url).hostname or "").rsplit(".", 1)[-1] if url else ""
    if len(ending) != 2 or ending in OF_NOBODY:
        return None
    return country_of(f"{'GB' if ending == 'uk' else ending.upper()}-")
