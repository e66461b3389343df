"""Writes the countries of the reader's lexicon: every form of every name, adjective, inhabitant and short form.

Names come from CLDR (through babel) and are declined by pymorphy3; what neither knows stands in names/countries.csv.
Rows of other languages and of groups of countries are kept as they are. Regions come from names/regions.csv; those that
stand in the lexicon stay as they stand there.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from pymorphy3 import MorphAnalyzer

from karvon.model.vocabulary import codes

HERE = Path(__file__).resolve().parent
LEXICON = HERE.parent / "src" / "karvon" / "read" / "lexicon"
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
AMBIGUOUS = frozenset({"того", "чад", "мали", "конго", "самоа", "chad", "guinea", "congo", "south"})
"""Names that are also everyday words, or shared by two countries: only their longer forms of the table count."""

JOINED = {
    "FRA": ("франко",), "GRC": ("греко",), "GBR": ("англо",), "IND": ("индо",), "ITA": ("итало",),
    "AUT": ("австро",), "HUN": ("венгеро",), "TUR": ("турко",), "POL": ("польско",), "CHN": ("китае",),
}  # fmt: skip
"""First halves of double adjectives that do not follow from the adjective ("франко-немецкий")."""

RAILWAYS = {"RUS": ("РЖД",), "KAZ": ("КТЖ",), "UZB": ("УТЙ",), "BLR": ("БЖД", "БЧ")}
"""State railways, which stand for their countries where carriage is told."""

APOSTROPHES = str.maketrans(dict.fromkeys("ʻʼ‘’", "'"))
SHORTEST = 4  # letters of a name to which endings may be added; shorter ones begin too many other words

BEGINNINGS = frozenset([
    "tonga", "тонга", "togo", "gana", "гана", "mali", "niger", "нигер", "dominika", "доминика", "палау",
    "palau", "kongo",
])  # fmt: skip
"""Names with which everyday words or longer names begin."""

TURKIC = {"kk": ("kk",), "uz": ("uz", "uz_Cyrl")}
"""Languages whose names take endings without end, with the writings of each in CLDR."""

NAMED_TOO = {
    ("kk", "USA"): ("ақш",), ("kk", "ARE"): ("баә",), ("kk", "KOR"): ("корея* республика*",),
    ("kk", "BLR"): ("белорус*",), ("kk", "AFG"): ("ауған*",), ("kk", "UZB"): ("өзбек*",),
    ("uz", "USA"): ("aqsh|ақш",), ("uz", "ARE"): ("baa|баа",),
    ("uz", "KOR"): ("koreya*|корея* respublika*|республика*",),
}  # fmt: skip
"""Names of the press that CLDR has not."""

Row = dict[str, str]


def main() -> None:
    """Write places.csv, cities.csv and regions.csv of the lexicon."""
    with (HERE / "names" / "countries.csv").open(encoding="utf-8") as file:
        known = list(csv.DictReader(file))
    with (LEXICON / "places.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if row["kind"] == "group" or (row["lang"] in TURKIC and row["kind"] != "name")]
    turkic = [row for country in known for row in _turkic(country["code"])]
    _write("places.csv", [*kept, *turkic, *(row for country in known for row in _rows(country))])
    _write("cities.csv", [row for country in known for row in _capitals(country)])
    with (HERE / "names" / "regions.csv").open(encoding="utf-8") as file:
        _write("regions.csv", _beside_own([row for region in csv.DictReader(file) for row in _regions(region)]))


def _beside_own(made: list[Row]) -> list[Row]:
    """Return the rows of regions that stand in the lexicon, with those that the table of names has beyond them."""
    with (LEXICON / "regions.csv").open(encoding="utf-8") as file:
        there = list(csv.DictReader(file))
    known = {(row["lang"], row["code"], row["pattern"]) for row in there}
    return [*there, *(row for row in made if (row["lang"], row["code"], row["pattern"]) not in known)]


def _write(name: str, rows: list[Row]) -> None:
    groups = codes("groups")
    fields = ("lang", "code", "kind", "pattern")
    with (LEXICON / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {**row, "kind": "group" if row["code"] in groups else row.get("kind") or "name"} for row in rows
        )


def _rows(country: Row) -> list[Row]:
    code = country["code"]
    rows = [_row("ru", code, "name", pattern) for pattern in _russian_names(code)]
    rows += [_row("en", code, "name", pattern) for pattern in _english_names(code)]
    for lang in ("ru", "en"):
        rows += [_row(lang, code, "adjective", _spaced(form)) for form in country[f"{lang}_adjective"].split()]
        rows += [_row(lang, code, "people", _spaced(form)) for form in _inhabitants(country, lang)]
    joined = [form[:-3] for form in country["ru_adjective"].split() if form.endswith("ск*")]
    joined = [form for form in (*joined, *JOINED.get(code, ())) if form[-1] in "аоынртлв"]
    rows += [_row("ru", code, "adjective", f"{form.removesuffix('о')}о-*") for form in joined]
    for lang in ("ru", "en"):
        for form in country[f"{lang}_also"].split():
            short = form.isupper() or (form[:2].isupper() and "_" not in form)
            pattern = _possessed(form) if lang == "en" else _spaced(form)
            rows.append(_row(lang, code, "short" if short else "name", pattern))
    return list({(row["lang"], row["pattern"]): row for row in rows}.values())


def _turkic(code: str) -> list[Row]:
    """Return a country's names in Kazakh and in Uzbek of both alphabets; the last word takes any ending."""
    found = []
    for lang, writings in TURKIC.items():
        for writing in writings:
            name = Locale.parse(writing).territories.get(_alpha2(code), "").split(" (")[0].translate(APOSTROPHES)
            *first, last = name.lower().split() or [""]
            whole = all(word.replace("'", "").isalpha() for word in (*first, last))
            if whole and len(last) >= SHORTEST and last not in AMBIGUOUS | BEGINNINGS:
                found.append(_row(lang, code, "name", " ".join([*first, f"{last}*"])))
        found += [_row(lang, code, "name", pattern) for pattern in NAMED_TOO.get((lang, code), ())]
    return list({(row["lang"], row["pattern"]): row for row in found}.values())


def _inhabitants(country: Row, lang: str) -> list[str]:
    """Return the inhabitants of a country; a Russian word in the nominative plural in all its cases."""
    forms = country[f"{lang}_people"].split()
    plural = [form for form in forms if lang == "ru" and not form.endswith("*")]
    parses = [parse for form in plural for parse in _analyser().parse(form) if {"NOUN", "plur", "nomn"} in parse.tag]
    cases = [parse.inflect({"plur", case}) for parse in parses[:1] for case in CASES]
    return list(dict.fromkeys([*forms, *(form.word for form in cases if form)]))


def _row(lang: str, code: str, kind: str, pattern: str) -> Row:
    return {"lang": lang, "code": code, "kind": kind, "pattern": pattern.lower()}


def _spaced(form: str) -> str:
    return form.replace("_", " ")


def _alpha2(code: str) -> str:
    aliases: dict[str, list[str]] = get_global("territory_aliases")
    return aliases[code][0]


def _russian_names(code: str) -> list[str]:
    name = Locale("ru").territories[_alpha2(code)].split(" (")[0].split(" и ")[0]
    words = name.split()
    if len(words) > 2 or any(not word.isalpha() for word in words) or name.lower() in AMBIGUOUS:
        return []
    if len(words) == 2 and "ADJF" not in str(_analyser().parse(words[0])[0].tag):
        return []
    stem = [f"{words[0][:-2].lower()}*"] if len(words) == 2 else []
    return [" ".join([*stem, "|".join(_declined(words[-1]))])]


def _declined(word: str) -> list[str]:
    parses = [parse for parse in _analyser().parse(word) if "nomn" in parse.tag and "NOUN" in parse.tag]
    named = [parse for parse in parses if "Geox" in parse.tag] or parses
    number = {"plur"} if word.endswith(("ы", "и")) and named and "plur" in named[0].tag else {"sing"}
    forms = [named[0].inflect({case, *number}) for case in CASES] if named else []
    plain = word.lower()
    told = [form.word for form in forms if form]
    return list(dict.fromkeys([plain, *(told or _by_ending(plain))]))


def _by_ending(word: str) -> list[str]:
    """Return the cases of a name no dictionary holds, as its ending tells them: "эр-рияд", "претория", "тайбэй"."""
    ending = next((end for end in ENDINGS if word.endswith(end)), "")
    return [word.removesuffix(ending) + case for case in ENDINGS.get(ending, ())]


ENDINGS = {"ия": ("ии", "ию", "ией"), "й": ("я", "ю", "ем", "е")}
ENDINGS |= {end: (f"{end}а", f"{end}у", f"{end}ом", f"{end}е") for end in "бвгдзклмнпрстфх"}


@cache
def _analyser() -> Any:
    return MorphAnalyzer(lang="ru")


def _english_names(code: str) -> list[str]:
    name = re.sub(r" \(.*| SAR.*", "", Locale("en").territories[_alpha2(code)]).lower().replace("’", "'")
    if name in AMBIGUOUS or not re.fullmatch(r"[\w ]+", name):
        return []
    *first, last = name.split()
    return [" ".join([*first, f"{last}|{last}'s" if last[-1] != "s" else last])]


def _possessed(form: str) -> str:
    """Return the pattern of an English name with its possessive: "ivory coast|coast's"."""
    *first, last = form.split("_")
    bare = "'s" in form or last[-1] in "s.'"
    return " ".join([*first, last if bare else f"{last}|{last}'s"])


def _regions(region: Row) -> list[Row]:
    patterns = [("ru", _spaced(form)) for form in region["ru"].split()]
    patterns += [("en", _owned(_spaced(form))) for form in region["en"].split()]
    return [_row(lang, region["code"], "region" if " " in form else "city", form) for lang, form in patterns]


def _owned(pattern: str) -> str:
    """Return the pattern of an English name with its possessive beside each form of its last word."""
    *first, last = pattern.split()
    forms = [form for form in last.split("|") if form[-1] not in "*s?"]
    return " ".join([*first, "|".join([last, *(f"{form}'s" for form in forms)])])


def _capitals(country: Row) -> list[Row]:
    code = country["code"]
    russian = [name for name in country["ru_capital"].split("|") if name]
    english = [name.replace("_", " ").lower() for name in country["en_capital"].split("|") if name]
    rows = [_row("ru", code, "capital", "|".join(_declined(name))) for name in russian]
    rows += [_row("ru", code, "short", name) for name in RAILWAYS.get(code, ())]
    return rows + [_row("en", code, "capital", f"{name}|{name.split()[-1]}'s") for name in english]


if __name__ == "__main__":
    main()
