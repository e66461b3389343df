"""Names of outlets: one name in each language for an outlet that sources write in two scripts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from karvon.say.tables import say_table

LANGUAGES = ("ru", "en")


def outlet(written: str, lang: str) -> str:
    """Return the outlet's name in a language; a name that the table of outlets does not hold stays as written."""
    code = _index().get(_plain(written))
    return say_table("outlets")[code][lang] if code else written


def one_outlet(written: str) -> str:
    """Return the name under which every way to write one outlet is the same."""
    return outlet(written, "en")


@cache
def _index() -> Mapping[str, str]:
    """Return the code of every outlet by each way to write it."""
    found: dict[str, str] = {}
    for code, row in say_table("outlets").items():
        for name in (*(row[lang] for lang in LANGUAGES), *filter(None, row["also"].split("|"))):
            found.setdefault(_plain(name), code)
    return found


def _plain(written: str) -> str:
    return " ".join(written.casefold().split())
