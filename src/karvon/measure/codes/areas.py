"""Which country, former country or group of areas a code or a name in a trade file means.

Sources: CLDR through babel for ISO 3166-1, UN M49 and the names in Russian and English; data/areas.csv for the codes
that UN Comtrade and BACI use beside M49; data/area_names.csv for names as statistical offices write them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from babel import Locale
from babel.core import get_global

from karvon.store.countries import alpha3_codes

Kind = Literal["now", "former", "world", "nes", "group", "unknown"]
BRACKETS = re.compile(r"[()\[\]]")
SIGNS = re.compile(r"[^\w]+|_")
LOOKALIKE = str.maketrans("АВСЕНКМОРТУХІЅЈавсекморухіѕј", "ABCEHKMOPTYXISJabcekmopyxisj")
LANGUAGES = ("en", "ru")


class Area(NamedTuple):
    """What a code or name means: `code` is ISO 3166-1 alpha-3, WLD, a code of areas.csv, or the text as it stood.

    `kind`: a country of today, a former one, the world, areas not elsewhere specified, a group, or unknown.
    """

    code: str
    kind: Kind


@cache
def area(text: str) -> Area:
    """Return the area that a code (M49, ISO 3166-1 alpha-2 or alpha-3, Comtrade's own) or a name means.

    Cyrillic letters that look like Latin ones are read as Latin in a code of two or three letters.
    """
    wanted = text.strip()
    if wanted.isdigit():
        return _by_number(int(wanted)) or Area(wanted, "unknown")
    code = wanted.translate(LOOKALIKE).upper()
    found = codes().get(code) or _iso(code) or names().get(name_key(wanted))
    return found or Area(wanted, "unknown")


def disguised(text: str) -> bool:
    """Say whether a country's code is written with letters of another alphabet that look the same."""
    code = text.strip().translate(LOOKALIKE)
    return code != text.strip() and code.isascii() and len(code) <= 3 and area(code).kind != "unknown"


def name_key(name: str) -> str:
    """Return a name without case, brackets, signs and doubled spaces, so that spellings of one name agree."""
    folded = BRACKETS.sub(" ", name.casefold().replace("ё", "е"))
    return " ".join(SIGNS.sub(" ", folded).split())


@cache
def codes() -> Mapping[str, Area]:
    """Return the areas of areas.csv by code."""
    return {row["code"]: Area(row["area"], row["kind"]) for row in _table("areas")}  # type: ignore[arg-type]


@cache
def names() -> Mapping[str, Area]:
    """Return every known area by the key of its name, in Russian, English and as offices write it."""
    found: dict[str, Area] = {}
    for lang in LANGUAGES:
        territories = Locale(lang).territories
        found |= {name_key(territories[short]): Area(long, "now") for short, long in _alpha3().items()}
    for row in _table("area_names"):
        group = row["area"] == "group"
        found[name_key(row["name"])] = Area(row["name"], "group") if group else _named(row["area"])
    return found


def _named(code: str) -> Area:
    return codes().get(code) or Area(code, "now")


def _by_number(number: int) -> Area | None:
    own = codes().get(str(number))
    meant = get_global("territory_aliases").get(f"{number:03d}")
    if own or not meant or len(meant) > 1 or meant[0] not in _alpha3():
        return own
    return Area(_alpha3()[meant[0]], "now")


def _iso(code: str) -> Area | None:
    if code in alpha3_codes():
        return Area(code, "now")
    return Area(_alpha3()[code], "now") if code in _alpha3() else None


@cache
def _alpha3() -> Mapping[str, str]:
    """Return alpha-3 codes by alpha-2."""
    return {short: long for long, short in sorted(alpha3_codes().items(), reverse=True)}


def _table(name: str) -> list[dict[str, str]]:
    text = files("karvon.measure.codes").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
