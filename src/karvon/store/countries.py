"""Country, region and currency codes, as CLDR knows them; groups of countries are our own vocabulary."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from karvon.model import vocabulary

WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})  # codes CLDR still maps to the country of today
REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


UNKNOWN = "ZZ"


@cache
def alpha3_codes() -> dict[str, str]:
    """Return the ISO 3166-1 alpha-3 codes of today with their alpha-2 codes."""
    named = Locale("en").territories
    return {
        code: meant[0]
        for code, meant in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(meant) == 1 and meant[0] in named
        if code not in WITHDRAWN and meant[0] != UNKNOWN
    }


def alpha3(code: str) -> str | None:
    """Return the alpha-3 code of a country given by either of its ISO codes, in any case; None when it is none."""
    wanted = code.strip().upper()
    if wanted in alpha3_codes():
        return wanted
    return next((long for long, short in sorted(alpha3_codes().items()) if short == wanted), None)


def is_country(code: object) -> bool:
    """Say whether this is an ISO 3166-1 alpha-3 code."""
    return isinstance(code, str) and code in alpha3_codes()


def is_country_or_group(code: str) -> bool:
    """Say whether this is an ISO 3166-1 alpha-3 code or a group of groups.csv."""
    return is_country(code) or code in vocabulary.codes("groups")


def is_place(code: str) -> bool:
    """Say whether this is a country, a group, or has the form of a region (ISO 3166-2) of some country."""
    return is_country_or_group(code) or (REGION.fullmatch(code) is not None and alpha3(code[:2]) is not None)


def currencies() -> frozenset[str]:
    """Return the currency codes of ISO 4217, present and past."""
    return frozenset(get_global("all_currencies"))


def is_currency(code: object) -> bool:
    """Say whether this is an ISO 4217 code."""
    return isinstance(code, str) and code in currencies()
