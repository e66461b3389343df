"""Rules of time: the ways in which each language words a date or a period."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from karvon.read.cues import lexicon
from karvon.read.turkic import Written, kazakh, uzbek

YEAR = r"(?P<year>(?:19|20)\d\d)"
ANY: tuple[str, ...] = ()
MONTH = ("a month",)


class Rule(NamedTuple):
    """One way to word a time. A text without any of the `needs`, where there are some, does not hold it.

    A rule that is `led` begins only where the grammar's opening stands; the others may begin anywhere.
    """

    kind: str
    expression: re.Pattern[str]
    needs: tuple[str, ...]
    led: bool


class Grammar(NamedTuple):
    """The rules of a language and the places where the led ones among them can begin."""

    opening: re.Pattern[str]
    rules: tuple[Rule, ...]


@cache
def grammar(language: str) -> Grammar:
    """Return the rules of a language, for texts in small letters."""
    stems = tuple(form.removesuffix("*") for form in _month_forms(language))
    free = FREE.get(language)
    month = "|".join(stems)
    opening = re.compile(rf"(?<![\w.,])(?={OPENINGS.get(language, '(?!)').replace('MONTH', month)})")
    rules = [
        Rule(
            kind,
            re.compile(r"(?<![\w.,])" + text),
            stems if needs == MONTH else needs,
            led=free is not None and kind not in free,
        )
        for kind, needs, text in (*BOTH, *RULES[language](_months(language)))
    ]
    return Grammar(opening, tuple(rules))


def _month_forms(language: str) -> list[str]:
    rows = (row for row in lexicon("months") if row["lang"] == language)
    return [form for row in rows for form in row["pattern"].split("|")]


def _months(language: str) -> str:
    forms = [form[:-1] + r"[^\W\d_]*" if form.endswith("*") else form for form in _month_forms(language)]
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + r")(?![^\W\d_])\.?"


# What a led rule of the language can begin with; MONTH stands for the names of the months.
RU_OPENS = (
    r"i|перв|втор|треть|четв|позапрошл|прошл|минувш|предыдущ|истекш|следующ|будущ|текущ|эт|нынешн|[тс]\.|(?:19|20)\d\d"
)
OPENINGS = {
    "ru": rf"MONTH|{RU_OPENS}|\d\d?(?:\.\d|\s*-|[а-яё]|\s+(?:кварт|полов|полуг|MONTH))"
          rf"|(?:к|ко|до|не|в|за|на|по|с|со|начиная|by|until)\s+(?:{RU_OPENS}|\d|начал|серед|кон|исход|итог|позднее|дв"
          r"|тр|четы|пят|шест|сем|вос|девят|десят|один|со?\s|MONTH)",
    "en": r"MONTH|\d|(?:к|до|by|until|before|no|on|in|for|during|over|since|from|between|the|of|end)\s|[hq]\d|first"
          r"|second|third|fourth|fiscal|financial",
}  # fmt: skip
# Kinds that may begin inside a word as well; languages without an entry have only such.
FREE = {"ru": frozenset({"now"}), "en": frozenset({"since", "relative", "now"})}
BOTH: tuple[Written, ...] = (
    ("day_numeric", ANY, r"(?P<by>(?:к|до|by|until)\s+)?(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)"),
    ("day_iso", ("-",), r"(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
)
RU_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)(?:\s*-?\s*(?:го\s+)?(?:года|году|годом|годе|год|г\b\.?))?"
    r"|(?P<this>т\.\s?г\.|с\.\s?г\.|(?:текущего|этого|нынешнего)\s+года|(?:в\s+)?(?:текущем|этом|нынешнем)\s+году)"
    r"|(?P<last>(?:прошлого|минувшего|предыдущего)\s+года|(?:в\s+)?(?:прошлом|минувшем)\s+году))"
)
EN_YEAR = r"(?:(?:of\s+)?(?P<year>(?:19|20)\d\d)|(?P<this>(?:of\s+)?this\s+year)|(?P<last>(?:of\s+)?last\s+year))"
RU_ORDINAL = r"(?P<ordinal>iv|i{1,3}|[1-4](?:-?(?:й|го|м|ом|е|я|ое))?|перв\w+|втор\w+|треть\w+|четв[её]рт\w+)"
EN_ORDINAL = r"(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|q?[1-4])"
RU_NUMBER = (
    r"(?P<count>\d{1,2}|дв[аеу]х?|тр[иёе]х?|четыре|четыр[её]х|пят[ьи]|шест[ьи]|сем[ьи]|восем[ьи]|восьми|девят[ьи]"
    r"|десят[ьи]|одиннадцат[ьи])"
)
EN_NUMBER = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"
BY_RU = r"(?P<by>(?:к|до|не\s+позднее|ко)\s+(?:(?:конца|концу|исхода|исходу)\s+)?)?"
BY_EN = r"(?P<by>(?:by|until|before|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?)?"
COUNTED = r"\s*(?:-|,\d|\.\d|\d|%|млн|млрд|тыс|тонн|проект|рабоч)"
EN_LAST = r"(?:last|the\s+previous)"
EN_WITHIN = r"(?:in\s+|for\s+|during\s+|over\s+|since\s+|of\s+)?"


def _russian(month: str) -> list[Written]:
    within = r"(?:(?:в|за|на|по\s+итогам)\s+|(?:в|к)\s+(?:начале|середине|конце|началу|середине|концу)\s+)?"
    return [
        ("days", MONTH, rf"(?P<d>\d{{1,2}})\s*-\s*\d{{1,2}}\s+(?P<month>{month})(?:\s+{RU_YEAR})?"),
        ("day", MONTH, rf"{BY_RU}(?P<d>\d{{1,2}})\s+(?P<month>{month})(?:,?\s+{RU_YEAR})?"),
        ("months", MONTH, rf"{within}(?P<month>{month})\s*(?:-|по)\s*(?P<month2>{month})(?:\s+{RU_YEAR})?"),
        ("since", ("начала",), rf"с\s+начала\s+(?:(?:текущего|этого|нынешнего)\s+)?(?:{YEAR}\s+)?года"),
        ("first_months", ("месяц",), rf"(?:за|в|по\s+итогам)\s+(?:перв\w+\s+)?{RU_NUMBER}\s+месяц\w*(?:\s+{RU_YEAR})?"),
        ("half", ("полугод", "половин"), rf"{within}{RU_ORDINAL}\s+(?:полугоди\w+|половин\w+)(?:\s+{RU_YEAR})?"),
        ("year", ("-",), rf"(?:в|за|к|по)\s+{YEAR}-(?:м|й|му|го|ом)(?!\w)"),
        ("year", ("конца", "концу"), r"(?P<by>до|к)\s+(?:конца|концу)\s+"
                                     r"(?P<this>(?:(?:текущего|этого|нынешнего)\s+)?года)(?!\w)"),
        ("since_year", ANY, rf"(?:начиная\s+)?со?\s+{YEAR}\s+(?:года|г\.)"),
        ("quarter", ("квартал",), rf"{within}{RU_ORDINAL}\s+квартал\w*(?:\s+{RU_YEAR})?"),
        ("years", ANY, rf"{within}{YEAR}\s*(?:-|по|и)\s*(?P<year2>(?:19|20)\d\d)"
                       r"(?:\s*(?:годы|годах|годов|годам|гг\.?))?"),
        ("month", MONTH, rf"{BY_RU}{within}(?P<month>{month})(?:\s+{RU_YEAR})?"),
        ("relative", ("год", "т.", "с."),
                     r"(?:(?:в|за|по\s+итогам|на\s+конец)\s+)?(?:(?P<before>позапрошл(?:ом|ый|ого)\s+год[уа]?)"
                     r"|(?P<last>(?:прошл|минувш|предыдущ|истекш)(?:ом|ем|ый|ий|ого|его)\s+год[уа]?)"
                     r"|(?P<next>(?:следующ|будущ)(?:ем|ий|его)\s+год[уа]?)"
                     r"|(?P<this>(?:текущ|эт|нынешн)(?:ем|ом|ий|от|его|ого)\s+год[уа]?|т\.\s?г\.|с\.\s?г\.))"),
        ("decade", ("год",), rf"{BY_RU}(?P<decade>20[2-9]0)-?(?:х|е)\s+год\w+"),
        ("year", ("год", "г"), rf"{BY_RU}{within}{YEAR}\s*-?(?:го|му|м|й)?\s*(?:года|году|годом|годе|год|г\b\.?)"),
        ("year", ANY, rf"(?P<by>(?:к|до)\s+){YEAR}(?!{COUNTED})"),
        ("year", ANY, rf"(?:в|за)\s+{YEAR}(?!{COUNTED})"),
        ("now", ("настоящ", "сегодня", "данный", "сейчас", "ныне"),
                r"в\s+настоящ(?:ее\s+время|ий\s+момент)|на\s+сегодня(?:шний\s+день)?|на\s+данный\s+момент"
                r"|сегодня|сейчас|ныне"),
    ]  # fmt: skip


def _english(month: str) -> list[Written]:
    within = r"(?:(?:in|for|during|over|since|from|between)\s+)?"
    last = rf"(?:,?\s+{EN_YEAR})?"
    return [
        ("day", MONTH, rf"{BY_EN}(?:on\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{month}){last}"),
        ("day", MONTH, rf"{BY_EN}(?:on\s+)?(?P<month>{month})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){last}"),
        ("months", MONTH, rf"{within}(?P<month>{month})\s*(?:-|to|through|and)\s*(?P<month2>{month}){last}"),
        ("since", ("year",), r"(?:since|from)\s+the\s+(?:beginning|start)\s+of\s+(?:the|this)\s+year"
                  r"|(?:this\s+)?year\s+to\s+date"
                  r"|so\s+far\s+this\s+year"),
        ("first_months", ("months",), rf"(?:in|for|over|during)\s+(?:the\s+)?(?:first\s+)?{EN_NUMBER}\s+months{last}"),
        ("half", ("h1", "h2"), rf"(?:in\s+)?h(?P<ordinal>[12])(?:\s+of)?\s+{YEAR}"),
        ("quarter", ("q1", "q2", "q3", "q4"), rf"(?:in\s+)?q(?P<ordinal>[1-4])(?:\s+of)?\s+{YEAR}"),
        ("year", ("year",), r"(?P<by>by|before|until)\s+(?:the\s+)?(?:year-end|end\s+of\s+"
                            r"(?:(?P<this>this|the)\s+)?year)"),
        ("since_year", ("since",), rf"since\s+{YEAR}"),
        ("fiscal", ("-", "/"), rf"(?:in\s+)?(?:the\s+)?(?:(?:fiscal|financial)\s+(?:year\s+)?)?"
                   rf"{YEAR}[-/](?P<short>\d\d)(?!\d|-)"
                   r"(?:\s+(?:fiscal|financial)(?:\s+year)?)?"),
        ("half", ("half",), rf"(?:in\s+)?(?:the\s+)?{EN_ORDINAL}\s+half(?:\s+of)?(?:\s+the\s+year)?{last}"),
        ("quarter", ("quarter",), rf"(?:in\s+)?(?:the\s+)?{EN_ORDINAL}\s+quarter{last}"),
        ("years", ANY, rf"{within}{YEAR}\s*(?:-|to|through|and)\s*(?P<year2>(?:19|20)\d\d)"),
        ("month", MONTH, rf"{BY_EN}{within}(?P<month>{month})\s+{EN_YEAR}"),
        ("relative", ("year",), rf"(?P<before>the\s+year\s+before\s+last)|(?P<last>(?:in\s+|over\s+)?{EN_LAST}\s+year)"
                     r"|(?P<next>next\s+year)|(?P<this>(?:this|the\s+current)\s+year)"),
        ("year", ANY, rf"{BY_EN}{EN_WITHIN}(?:the\s+)?(?:end\s+of\s+)?{YEAR}(?!\s*(?:-|,\d|\.\d|\d|%))"),
        ("now", ("present", "currently", "moment", "today", "date", "now"),
                r"at\s+present|currently|at\s+the\s+moment|as\s+of\s+today|to\s+date|today|now"),
    ]  # fmt: skip


RULES: dict[str, Callable[[str], list[Written]]] = {
    "ru": _russian,
    "en": _english,
    "kk": kazakh,
    "uz": uzbek,
}
