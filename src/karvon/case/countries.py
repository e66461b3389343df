"""Country and currency codes, as CLDR knows them."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})  # codes CLDR still maps to the country of today


@cache
def alpha3_codes() -> dict[str, str]:
    """Return the ISO 3166-1 alpha-3 codes of today with their alpha-2 codes."""
    named = Locale("en").territories
    return {
        code: meant[0]
        for code, meant in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(meant) == 1 and meant[0] in named and code not in WITHDRAWN
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


def is_currency(code: object) -> bool:
    """Say whether this is an ISO 4217 code."""
    return isinstance(code, str) and code in get_global("all_currencies")
