"""Rules of time: the ways in which each language words a date or a period."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from karvon.read import spanrules
from karvon.read.fiscalwords import crop_years
from karvon.read.monthnames import month_forms, month_names, shortest
from karvon.read.needles import Needles
from karvon.read.turkic import Written, kazakh, uzbek
from karvon.read.values import Value

YEAR = r"(?P<year>(?:19|20)\d\d)"
YEARS = r"(?:19|20)\d\d"
ANY: tuple[str, ...] = ()
MONTH = ("a month",)
UNTIL = (
    "months to", "months thr", "months up", "months lead", "month period", "ended",
    "ending", "year to ", "year thr", "quarter to ", "quarter thr",
)  # fmt: skip


NEAR = frozenset({"now", "near", "unit", "ahead", "behind", "first_quarters", "first_half", "season", "decade_of"})
HINTS = (
    "янв", "фев", "мар", "апр", "май", "мая", "мае", "маю", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "год",
    "месяц", "квартал", "полугод", "настоящ", "сегодня", "данный", "текущий", "сейчас", "ныне", "jan", "feb", "march",
    "mar.", "mar ", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec", "year", "month", "quarter", "half", "present", "currently", "moment",
    "today", "now", "жыл", "биыл", "былтыр", "қазір", "бүгін", "yil", "йил", "hozir", "ҳозир", "bugun", "бугун", "ayni",
    "мес.", " fy", "1h", "2h", "1q", "2q", "3q", "4q",
    "т.г", "т. г", "т.\nг", "с.г", "с. г", "с.\nг",
)  # fmt: skip


class Rule(Value, frozen=True):
    """One way to word a time. A text without any of the `needs`, words by their bits, where there are some, has none.

    A rule that is `led` begins only where the grammar's opening stands, one that is `near` only near words it needs,
    the others may begin anywhere.
    """

    kind: str
    expression: re.Pattern[str]
    needs: int
    led: bool
    near: bool


class Grammar(NamedTuple):
    """The rules of a language, the sign before the places where the led ones can begin, the words that all ask for.

    `first` is the opening of a text itself; `hints` are the bits of the words around which a time can stand.
    """

    opening: re.Pattern[str]
    first: re.Pattern[str]
    rules: tuple[Rule, ...]
    needles: Needles
    hints: int


@cache
def grammar(language: str) -> Grammar:
    """Return the rules of a language, for texts in small letters."""
    stems = shortest(form.removesuffix("*") for form in month_forms(language))
    free = FREE.get(language)
    month = "|".join(stems)
    begins = OPENINGS.get(language, "(?!)").replace("MONTH", month)
    written = (*BOTH, *RULES[language](month_names(language)))
    needles = Needles([*HINTS, *stems, *(word for _kind, needs, _text in written if needs != MONTH for word in needs)])
    rules = [
        Rule(
            kind,
            re.compile(r"(?<![\w,])(?<!\d\.)(?<!\W\w\.)" + text),
            needles.any_of(stems if needs == MONTH else needs),
            led=free is not None and kind not in free,
            near=kind in NEAR and bool(needs),
        )
        for kind, needs, text in written
    ]
    opening, first = re.compile(rf"[^\w,](?={begins})"), re.compile(f"(?={begins})")
    return Grammar(opening, first, tuple(rules), needles, needles.any_of(HINTS))


# What a led rule of the language can begin with; MONTH stands for the names of the months.
RU_OPENS = (
    r"i|перв|втор|трет|четв|позапрошл|прошл|минувш|предыдущ|истекш|прошедш|ушедш|следующ|будущ|текущ|эт|нынешн"
    r"|[тс]\.|(?:19|20)\d\d"
)
OPENINGS = {
    "ru": rf"MONTH|{RU_OPENS}|\d\d?(?:\.\d|\s*-|[а-яё]|\s+(?:дн|кварт|полов|полуг|месяц|MONTH))"
          r"|(?:дв|тр|четыр|пят|шест|сем|вос|девят|десят|одиннадцат)[а-яё]{1,4}\s+месяц"
          rf"|(?:к|ко|до|не|во?|за|на|по|с|со|начиная|после|by|until)\s+(?:{RU_OPENS}|\d|начал|серед|кон|исход|итог|результат|полуг|позднее|теч|протяж"
          r"|послед|дв|тр|четы|пят|шест|сем|вос|девят|десят|один|со?\s|MONTH)",
    "en": r"MONTH|\d|fy|(?:к|до|by|until|till|up|at|before|no|on|in|for|during|over|since|from|through|between|the|of"
          r"|end|as|last|next|current|ongoing|previous|this|late|early)\s"
          r"|[hq]\d|halfway|first|second|third|fourth|fiscal|financial|end-|results?\s+of"
          r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+months",
}  # fmt: skip
# Kinds that may begin inside a word as well; languages without an entry have only such.
FREE = {
    "ru": frozenset({"now", "near", "unit", "ahead", "behind", "first_quarters", "first_half", "season", "decade_of"}),
    "en": frozenset({"since", "relative", "now", "near", "ahead", "behind", "season"}),
}
BOTH: tuple[Written, ...] = (
    ("day_numeric", ANY, r"(?P<by>(?:к|до|by|until)\s+)?(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)"),
    ("day_iso", ("-",), r"(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
)
RU_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)(?!/\d\d)(?:\s*-?\s*(?:го\s+)?(?:года|году|годом|годе|год|г\b\.?))?"
    r"|(?P<this>т\.\s?г\.|с\.\s?г\.|(?:текущего|этого|нынешнего)\s+года|(?:в\s+)?(?:текущем|этом|нынешнем)\s+году)"
    r"|(?P<last>(?:прошлого|минувшего|предыдущего)\s+года|(?:в\s+)?(?:прошлом|минувшем)\s+году))"
)
EN_YEAR = (
    r"(?:(?:of\s+)?(?P<year>(?:19|20)\d\d)(?![-/](?:20)?\d\d(?!\d))|(?P<this>(?:of\s+)?(?:this|the\s+current)\s+year)"
    r"|(?P<last>(?:of\s+)?(?:last|the\s+previous|the\s+preceding)\s+year)|(?P<next>(?:of\s+)?next\s+year))"
)
RU_ORDINAL = r"(?P<ordinal>iv|i{1,3}|[1-4](?:-?(?:й|го|м|ом|е|я|ое))?|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)"
EN_ORDINAL = r"(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|q?[1-4])"
RU_NUMBER = (
    r"(?P<count>\d{1,2}|дв[аеу]х?|тр[иёе]х?|четыре|четыр[её]х|пят(?:ью|[ьи])|шест(?:ью|[ьи])|сем(?:ью|[ьи])|восемь?ю|восем[ьи]|восьми|девят(?:ью|[ьи])"
    r"|десят(?:ью|[ьи])|одиннадцат(?:ью|[ьи])|тремя|двумя)"
)
EN_NUMBER = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"
BY_RU = r"(?P<by>(?:к|до|не\s+позднее|ко)\s+(?:(?:конца|концу|исхода|исходу)\s+)?)?"
BY_EN = r"(?P<by>(?:by|until|till|before|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?)?"
OF_YEAR = r"(?:(?:in|for|over|during)\s+)?(?:the|this|(?P<last>last)|(?P<next>next))\s+year's\s+"
COUNTED = r"\s*(?:-|,\d|\.\d|\d|%|млн|млрд|тыс|тонн|проект|рабоч)"
EN_LAST = r"(?:last|(?:the\s+)?(?:previous|preceding|prior))"
SHORT_YEAR = r"(?:(?P<year>(?:19|20)\d\d)|'?(?P<short>[0-4]\d))(?!\w)"
FISCAL = r"(?:fiscal\s+|financial\s+|(?:iranian|persian)\s+(?:calendar\s+|fiscal\s+)?)"
ENDED = r"(?:past|preceding|outgoing|(?:recently\s+|just[\s-]|newly\s+)?(?:concluded|ended|completed|finished))"
MEASURED = r"(?:thousand|million|billion|trillion|tons|tonnes|percent|per\scent)"  # no day of a month before these
FROM_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\s*-\s*\d{1,2}(?:st|nd|rd|th)?"
UNDERTAKING = r"(?:deal|agreement|contract|project|programme|pact|operation|scheme|accord|partnership|service)\b"
EN_WITHIN = r"(?:in\s+|for\s+|during\s+|over\s+|since\s+|of\s+)?"


RU_COUNT = (
    r"(?:\d{1,3}|пар[уы]|нескольк\w+|полтор\w+|дв[аеу]х?|тр[иёе]х?|четыр\w+|пят\w*|шест\w+|сем\w*|вос\w+|девят\w+"
    r"|десят\w+|двадцат\w+|тридцат\w+|сорока?|сто)"
)
EN_COUNT = (
    r"(?:\d{1,3}|a|an|one|couple\s+of|few|several|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
    r"|thirty|forty|fifty)"
)
RU_UNITS = r"(?:год\w{0,2}|лет|месяц\w{0,2}|недел\w{1,2}|дн\w{1,2}|день|сут\w{1,2}|квартал\w{0,2}|десятилети\w{1,2})"
EN_UNITS = r"(?:year|quarter|month|week|day|decade)s?"
RU_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскрес")
EN_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
RU_POINTED = r"(?:прошл|позапрошл|эт|следующ|текущ|нынешн|минувш|предыдущ|будущ|ближайш)\w{2,3}"
EN_POINTED = r"(?:last|this|next|previous|past|current|coming|prior|following)"


def _near_russian() -> list[Written]:
    """Return the rules of times told by their distance from the day of speaking."""
    day = r"(?:понедельник\w{0,2}|вторник\w{0,2}|четверг\w{0,2}|пятниц\w{1,2}|суббот\w{1,2}|воскресень\w)"
    years = (
        r"(?P<count>\d{1,2}|дв[ае]|двух|три|тр[её]х|четыре|четыр[её]х|пят[ьи]|шест[ьи]|сем[ьи]|восемь|восьми|девят[ьи]"
        r"|десят[ьи])"
    )
    within = r"(?:(?:в|во|на|за|с|со|до|к|ко|по|от)\s+)?"
    return [
        ("near", RU_WEEKDAYS, rf"(?:{within}(?:{RU_POINTED}\s+)?{day}|во?\s+(?:{RU_POINTED}\s+)?среду"
                              r"|(?:до|со)\s+среды)(?!\w)"),
        ("near", ("вчера", "завтра"), r"(?:поза)?вчера(?!\w)|(?:после)?завтра(?!\w)"),
        ("unit", ("месяц", "квартал"),
                 r"(?:в|за)\s+(?:(?P<last>(?:прошл|предыдущ|минувш|истекш|прошедш)\w{2,3})|(?P<this>(?:эт|текущ|нынешн)\w{2}))\s+"
                 r"(?P<span>месяц|квартал)[еа]?(?!\w)"),
        ("near", ("недел", "месяц", "квартал", "полугод", "десятилет"),
                 rf"(?:{within}(?:(?:начал|кон[еу]?ц|середин)\w{{0,2}}\s+)?{RU_POINTED}\s+"
                 r"(?:недел|месяц|квартал|полугоди|десятилети)\w{0,2}(?!\w))"),
        ("near", ("назад",), rf"(?:(?:{RU_COUNT}\s+)?(?:{RU_UNITS}|полгода|час\w{{0,2}})\s+(?:тому\s+)?назад(?!\w))"),
        ("near", ("ранее", "раньше"), r"(?:(?:годом|месяцем|неделей|дн[её]м|кварталом|десятилетием)\s+(?:ранее|раньше)"
                                      r"(?!\w))"),
        ("behind", ("последн", "прошедш", "минувш", "предыдущ"),
                   r"(?:за|в|на\s+протяжении|в\s+течение)\s+(?:последн|прошедш|минувш|предыдущ)\w{2}\w?\s+"
                   rf"(?:(?:{years}\s+)?(?P<span>лет|год\w{{0,2}}|месяц\w{{0,2}})|(?P<ten>десятилетие)"
                   rf"|(?:{RU_COUNT}\s+)?{RU_UNITS})(?!\w)"),
        ("ahead", ("ближайш", "следующ", "предстоящ"),
                  r"(?:(?:в|за|на|в\s+течение)\s+)(?:ближайш|следующ|предстоящ)\w{2,3}\s+"
                  rf"(?:{years}\s+(?P<span>лет|год\w{{0,2}}|месяц\w{{0,2}})|(?:{RU_COUNT}\s+)?{RU_UNITS})(?!\w)"),
        ("near", ("течение", "протяжении"), r"(?:в\s+течение|на\s+протяжении)\s+(?:всего\s+|одного\s+)?"
                 rf"(?:{RU_COUNT}\s+)?"
                 r"(?:год\w{0,2}|лет|месяц\w{0,2}|недел\w{1,2}|квартал\w{0,2})(?!\w)"),
        ("season", ("летом", "осенью", "весной"),
                   r"(?:(?P<last>прошлым|минувшим|прошлой|минувшей)\s+|(?P<this>этим|этой|нынешним|нынешней)\s+)?"
                   r"(?P<season>летом|осенью|весной)(?!\w)"),
        ("season", ("летом", "осенью", "весной"), rf"(?P<season>летом|осенью|весной)\s+{RU_YEAR}(?!\w)"),
        ("near", ("летом", "осенью", "зимой", "весной"),
                 rf"(?:(?:{RU_POINTED}\s+)?(?:летом|осенью|зимой|весной)(?:\s+{RU_YEAR})?(?!\w))"),
        ("decade_of", ("х год", "е год", "х гг", "-х", "-е"),
                      r"(?:в\s+)?(?P<decade>(?:19|20)\d0)-?\s?(?:х|е)(?:\s+(?:год\w{1,2}|гг\.?))?(?!\w)"),
        ("near", ("х год", "е год", "х гг"), r"(?:в\s+)?(?:(?:19|20)\d0|[2-9]0)-?\s?(?:х|е)\s+(?:год\w{1,2}|гг\.?)"),
        ("near", (" век", "столети"), r"(?:в\s+)?[ivx]{1,5}\s+(?:век\w{0,2}|столети\w{1,2})(?!\w)"),
        ("near", ("итогам", "квартал", "полугод"), r"(?:по\s+(?:итогам|результатам)\s+(?:квартала|месяца|недели)"
                                                   r"|за\s+квартал)(?!\w)"),
        ("relative", ("года", "году"), r"по\s+(?:итогам|результатам)\s+(?P<this>(?:всего\s+)?года)(?!\w)"),
    ]  # fmt: skip


def _near_english() -> list[Written]:
    """Return the rules of times told by their distance from the day of speaking, and of months without a year."""
    within = r"(?:(?:in|over|during|for|of|since|on|by|until|from|late|early)\s+)?(?:the\s+)?"
    years = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
    return [
        ("near", EN_WEEKDAYS, rf"(?:{within}(?:{EN_POINTED}\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!\w))"),
        ("near", ("yesterday", "tomorrow"), r"(?:yesterday|tomorrow)(?!\w)"),
        ("behind", ("past", "last", "previous"),
                   r"(?:over|in|during|for|within)\s+(?:the\s+)?(?:past\s+(?P<one>year|month|decade)"
                   r"|(?:past|last|previous)\s+(?:(?P<ten>decade)|(?P<two>couple\s+of\s+)(?P<pair>years|months)"
                   rf"|{years}\s+(?P<span>years|months|decades)|(?:{EN_COUNT}\s+{EN_UNITS}|(?:year|month|week|day|decade)s)))(?!\w)"),
        ("unit", ("month", "quarter"), r"(?:(?:in|during|over|for)\s+)?(?:the\s+)?"
                 r"(?:(?P<last>last|previous|preceding|past)|(?P<this>this|current))\s+(?:calendar\s+)?(?P<span>month|quarter)(?!\w)"),
        ("season", ("summer", "spring", "autumn"),
                   r"(?:(?P<last>last)|(?P<this>this))\s+(?P<season>summer|spring|autumn)(?!\w)"),
        ("near", ("week", "month", "quarter", "decade", "summer", "winter", "spring", "autumn", "century"),
                 rf"(?:{within}{EN_POINTED}\s+(?:week|weekend|month|quarter|half-year|decade|summer|winter|spring|autumn|century)"
                 r"(?!\w))"),
        ("near", ("ago", "earlier", "before"), rf"(?:{EN_COUNT}\s+{EN_UNITS}\s+(?:ago|earlier|before)(?!\w))"),
        ("ahead", ("within",), rf"within\s+{years}\s+(?P<span>years|months)(?!\w)"),
        ("ahead", ("next", "coming"),
                  r"(?:over|in|within|during|for)\s+the\s+(?:next|coming)\s+"
                  rf"(?:{years}\s+(?P<span>years|months)|(?:{EN_COUNT}\s+{EN_UNITS}|(?:year|month|week|day|decade)s))(?!\w)"),
    ]  # fmt: skip


def _russian(month: str) -> list[Written]:
    within = r"(?:(?:во?|за|на|по\s+(?:итогам|результатам))\s+|[вк]\s+(?:начал|середин|конц)[еу]\s+)?"
    return [
        ("days", MONTH, rf"(?P<d>\d{{1,2}})\s*-\s*\d{{1,2}}\s+(?P<month>{month})(?:\s+{RU_YEAR})?"),
        ("day", MONTH, rf"{BY_RU}(?P<d>\d{{1,2}}|перв(?:ое|ого|ому))\s+(?P<month>{month})(?:,?\s+{RU_YEAR})?"),
        ("months", MONTH, rf"{within}(?P<month>{month})\s*(?:-|по|(?P<pair>и))\s*(?P<month2>{month})(?:\s+{RU_YEAR})?"),
        ("half", ("1п", "2п", "1 п", "2 п"), rf"(?:(?:за|в)\s+)?(?P<ordinal>[12])\s?п(?:г|ол)?\.?\s?{SHORT_YEAR}"),
        ("quarter", ("1к", "2к", "3к", "4к"), rf"(?:(?:за|в)\s+)?(?P<ordinal>[1-4])кв?\.?\s?{SHORT_YEAR}"),
        ("first_months", ("м20", "м 20", "м. 20"), r"(?:за\s+)?(?P<count>\d{1,2})\s?м\.?\s?(?P<year>20\d\d)"),
        ("since", ("начала",), rf"с\s+начала\s+(?:(?:текущего|этого|нынешнего)\s+)?(?:{YEAR}\s+)?(?:года|г\.)"),
        ("first_months", ("мес",), r"(?:за|в|по\s+(?:итогам|результатам)|в\s+течение|на\s+протяжении)\s+"
                                   rf"(?:(?:перв|прошедш|истекш)\w+\s+)?{RU_NUMBER}\s+(?:месяц\w*|мес(?!\w)\.?)"
                                   rf"(?:\s+(?:с\s+начала\s+)?(?:(?:в\s+)?{RU_YEAR}|года(?!\w)))?"),
        ("first_months", ("месячн",), rf"за\s+{RU_NUMBER}-?\s?месячн\w+\s+период(?:\s+{RU_YEAR})?"),
        ("first_months", ("месяц",), rf"(?:перв\w{{2,3}}\s+)?{RU_NUMBER}\s+месяц\w{{1,3}}\s+(?:в\s+)?{RU_YEAR}"),
        ("first_quarters", ("квартал",), r"(?:за|по\s+(?:итогам|результатам))\s+(?:перв\w+\s+)?"
                                         rf"(?P<count>[23]|два|три|двух|тр[её]х)\s+квартал\w*(?:\s+{RU_YEAR})?"),
        ("first_half", ("полугод", "полгода"), r"(?:за|по\s+(?:итогам|результатам))\s+"
                                              rf"(?:полугоди\w+|(?:первые\s+)?полгода)(?:\s+{RU_YEAR})?"),
        ("stretch", MONTH, rf"со?\s+(?P<d>\d{{1,2}})(?:\s+(?P<month>{month}))?\s+(?:по|до)\s+(?P<d2>\d{{1,2}})\s+"
                           rf"(?P<month2>{month})(?:\s+{RU_YEAR})?"),
        ("half", ("полугод", "половин"), rf"{within}{RU_ORDINAL}\s+(?:полугоди\w+|половин\w+)(?:\s+{RU_YEAR})?"),
        ("year", ("-",), r"(?:(?:(?P<by>к(?:\s+конц[уа])?|до(?:\s+конца)?)|в|за|по)\s+)?"
                         rf"{YEAR}-(?:м|й|му|го|ом)(?!\w)"),
        ("relative", ("прошлом", "в этом", "в нынешнем", "в текущем", "прошлый"),
                     r"(?:в|за)\s+(?:(?P<before>позапрошл(?:ом|ый))|(?P<last>прошл(?:ом|ый))"
                     r"|(?P<this>(?:эт|нынешн|текущ)(?:ом|ем)))"
                     r"(?=\s*(?:-\s|(?:лишь|всего|уже|только|около|почти|было|их|его|е[её]|намерен\w{0,2}|планиру\w{2,4}|ожида\w{2,4})\s|\d))"),
        ("year", ("конца", "концу"), r"(?P<by>до|к)\s+(?:конца|концу)\s+"
                                     r"(?P<this>(?:(?:текущего|этого|нынешнего)\s+)?года)(?!\w)"),
        ("since_year", ANY, rf"(?:начиная\s+со?|со?|после)\s+{YEAR}"
                            r"(?:\s+(?:года|г\.)|\s?-\s?го(?!\w|\s+(?:по|до|года)\s))"),
        ("quarter", ("квартал", "кв."), rf"{within}{RU_ORDINAL}\s+(?:квартал\w*|кв\.)(?:\s+{RU_YEAR})?"),
        ("first_quarters", ("квартал",), rf"{within}(?:i|1|перв\w+)\s*(?:-|по)\s*(?P<count>ii|iii|[23]|втор\w+|трет\w+)"
                                         rf"\s+квартал\w*(?:\s+{RU_YEAR})?"),
        *crop_years(YEAR),
        ("years", ANY, rf"{within}{YEAR}\s*(?:-|по|и)\s*(?P<year2>(?:19|20)\d\d)"
                       r"(?:\s*(?:годы|годах|годов|годам|гг\.?))?"),
        ("month", MONTH, rf"{BY_RU}{within}(?P<month>{month})(?:\s+{RU_YEAR})?"),
        ("relative", ("год", "т.", "с."),
                     r"(?:(?:в|за|по\s+(?:итогам|результатам)|на\s+конец)\s+)?(?:(?P<before>позапрошл(?:ом|ый|ого)\s+год[уа]?)"
                     r"|(?P<last>(?:прошл|минувш|предыдущ|истекш|прошедш|ушедш)(?:[ыи]м|ому|ему|ом|ем|ый|ий|ого|его)\s+год(?:ом|[уа])?)"
                     r"|(?P<next>(?:следующ|будущ)(?:ем|ий|его)\s+год[уа]?)"
                     r"|(?P<this>(?:текущ|эт|нынешн)(?:ем|ом|ий|от|его|ого)\s+год[уа]?|т\.\s?г\.|с\.\s?г\.))"),
        ("relative", ("финансов", "бюджетн"),
                     r"(?:в|за|по\s+итогам)\s+(?:(?P<last>прошл|минувш|прошедш|истекш|предыдущ)|(?P<this>текущ|нынешн))\w{2,3}"
                     r"\s+(?:финансов|бюджетн)\w{2,3}\s+год\w{0,2}(?!\w)"),
        ("decade", ("год",), rf"{BY_RU}(?P<decade>20[2-9]0)-?(?:х|е)\s+год\w+"),
        ("year", ("год", "г"), rf"{BY_RU}{within}{YEAR}\s*-?(?:го|му|м|й)?\s*(?:года|году|годом|годе|год|г\b\.?)"),
        ("year", ("(",), rf"(?<=\(){YEAR}(?=\))"),
        ("year", ANY, rf"(?P<by>(?:к|до)\s+){YEAR}(?!{COUNTED})"),
        ("year", ANY, rf"(?:в|за)\s+{YEAR}(?!{COUNTED})"),
        *_near_russian(),
        *spanrules.russian(month, RU_YEAR),
    ]  # fmt: skip


def _spans_english(last: str) -> list[Written]:
    """Return the rules of several years up to one, from one to the present, and of last and first quarters."""
    return [
        ("quarter", ("quarter",), r"(?:in\s+)?the\s+(?P<ordinal>last|final)\s+quarter\s+"
                                  rf"(?:of\s+the\s+year|{EN_YEAR})"),
        ("first_quarters", ("quarters",), r"(?:(?:in|for|over|during)\s+)?(?:the\s+)?first\s+"
                                          rf"(?P<count>two|three|2|3)\s+quarters{last}"),
        ("part_one", ("first month",), rf"(?:(?:in|for)\s+)?the\s+first\s+month\s+{EN_YEAR}(?!\w)"),
        ("first_half", ("half-year", "half year"), r"(?:during|over|for|in)\s+the\s+half[\s-]year(?!\w)"),
        ("first_half", ("halfway",), rf"halfway\s+(?:through|into)\s+(?:{YEAR}|(?P<this>(?:this|the)\s+year))(?!\w)"),
        ("years_to", (" years ",), rf"(?:(?:in|over|during|for)\s+)?(?:the\s+)?{EN_NUMBER}\s+years\s+(?:up\s+)?"
                                   rf"(?:to|through|ending|ended|until)\s+(?:in\s+)?{YEAR}(?!\d)"),
        ("since_year", ("from",), rf"from\s+{YEAR}\s+(?:to\s+(?:date|the\s+present|now|this\s+day)|until\s+now"
                                  r"|till\s+(?:now|date)|onwards?)(?!\w)"),
    ]  # fmt: skip


def _fiscal_english() -> list[Written]:
    """Return the rules of fiscal years named by their last year, or by their distance from the present one."""
    return [
        ("fiscal", (" fy",), rf"(?:in\s+)?fy\s?(?:{YEAR}[-/])?(?:20)?(?P<short>\d\d)(?!\d|-|/)"),
        ("fiscal", ("fiscal", "financial"), r"(?:in\s+)?(?:the\s+)?(?:fiscal|financial)\s+(?:year\s+)?(?:of\s+)?"
                                            r"20(?P<short>\d\d)(?!\d|-\d|/\d)"),
        ("fiscal", ("fiscal", "financial"), rf"(?:in\s+)?(?:the\s+)?(?:{YEAR}\s?[-/]\s?(?:20)?|20)(?P<short>\d\d)"
                                            r"\s+(?:fiscal|financial)\s+year"),
        ("fiscal", ("iranian", "persian", "solar"),
         r"(?:(?:in|during|for|over)\s+)?(?:the\s+)?(?:(?:past|last|previous|current)\s+)?"
         r"(?:iranian|persian|solar)\s+(?:(?:calendar|fiscal|hijri)\s+){0,2}year\s+(?:of\s+)?(?P<solar>1[34]\d\d)(?!\d)"),
        ("relative", (" fiscal",), r"(?:in\s+|during\s+)?(?:the\s+)?(?:(?P<last>(?:last|previous)\s+fiscal)"
                                   r"|(?P<this>(?:this|current|ongoing)\s+fiscal))(?!\s+(?:year|quarter|half)|\w)"),
    ]  # fmt: skip


def _days_english(month: str, last: str) -> list[Written]:
    """Return the rules of days, and of days that run from one to another of a month."""
    return [
        ("day", MONTH, rf"{BY_EN}(?:on\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{month}){last}"),
        ("days", MONTH, rf"(?:on\s+)?{FROM_DAY}\s+(?P<month>{month}){last}"),
        ("days", MONTH, rf"(?:on\s+)?(?P<month>{month})\s+{FROM_DAY}(?!\d|\.\d|\s?%)(?!\s{MEASURED}){last}"),
        ("day", MONTH, rf"{BY_EN}(?:on\s+)?(?P<month>{month})(?:,(?=\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{YEARS}))?\s+"
                       rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\.\d|\s?%)(?!\s{MEASURED}){last}"),
        ("days", MONTH, rf"(?:on\s+)?(?P<month>{month})\s+(?P<d>\d{{1,2}})\s?-\s?(?:[12]\d|3[01]|\d)"
                        rf"(?!\d|\.\d|\s?%)(?!\s{MEASURED}){last}"),
        ("days", MONTH, rf"(?:on\s+)?(?P<d>\d{{1,2}})\s?-\s?\d{{1,2}}\s+(?P<month>{month}){last}"),
    ]  # fmt: skip


def _english(month: str) -> list[Written]:
    within = r"(?:(?:in|for|during|over|since|from|between)\s+)?"
    last = rf"(?:(?:\s+period)?,?\s+(?:in\s+)?{EN_YEAR})?"
    twelve = r"(?P<twelve>twelve|12)"
    months = (
        rf"(?:(?:the\s+)?(?:{EN_NUMBER}|{twelve})[\s-](?:calendar\s+)?months?(?:\s+period)?"
        r"|(?P<whole>the\s+(?:(?:calendar|fiscal|financial)\s+)?year)|(?P<third>(?:the\s+)?quarter)|(?:the\s+)?period)"
    )
    ended = r"(?:(?:that\s+)?(?:ended|ending)|to|through|up\s+to|leading\s+to)"
    return [
        *_days_english(month, last),
        ("months", MONTH, rf"{within}(?P<month>{month})\s*(?:-|to|through|and)\s*(?P<month2>{month}){last}"),
        ("until", UNTIL, rf"(?:(?:in|for|over|during)\s+)?{months}\s+{ended}\s+(?:in\s+|on\s+)?"
                         rf"(?:(?:the\s+)?(?:end(?:\s+of\s+|[\s-])|late\s|(?P<early>early|mid)[\s-]))?(?:(?P<d>\d\d?)\s+)?"
                         rf"(?P<month>{month})(?:\s+(?P<d2>\d\d?)(?!\d|\.\d|\s?%)(?!\s{MEASURED}))?{last}"),
        ("half", ("1h", "2h"), rf"(?:in\s+)?(?P<ordinal>[12])h\s?{SHORT_YEAR}"),
        ("quarter", ("1q", "2q", "3q", "4q"), rf"(?:in\s+)?(?P<ordinal>[1-4])q\s?{SHORT_YEAR}"),
        ("first_months", ("m 20", "m20"), r"(?:in\s+)?(?P<count>\d{1,2})m\s?(?P<year>20\d\d)"),
        ("since", ("year", "ytd"), r"(?:(?:since|from)\s+the\s+(?:beginning|start)\s+of\s+(?:the|this)\s+year"
                  r"|(?:(?:in\s+)?(?:this|the)\s+)?year[\s-]to[\s-]date|ytd"
                  r"|so\s+far\s+this\s+year)(?!\w)"),
        ("first_months", ("months",), r"(?:(?:in|for|over|during|results?\s+of)\s+(?:the\s+)?"
                                      r"(?:(?:first|initial|opening)\s+)?"
                                      rf"|the\s+first\s+)(?:\w{{1,5}}\s+(?:or|to)\s+)?{EN_NUMBER}\s+(?:first\s+)?months"
                                      rf"(?!\s+of\s+(?:the|its|their)\s+(?:new\s+)?{UNDERTAKING}){last}"),
        ("half", ("h1", "h2"), rf"(?:in\s+)?h(?P<ordinal>[12])(?:(?:\s+of)?\s+{EN_YEAR})?(?!\w)"),
        ("quarter", ("q1", "q2", "q3", "q4"), rf"(?:in\s+)?q(?P<ordinal>[1-4])(?:(?:\s+of)?\s+{EN_YEAR})?(?!\w)"),
        ("year", ("year",), r"(?P<by>by|before|until)\s+(?:the\s+)?(?P<this>year(?:-|\s)end|(?:end|close)\s+of\s+"
                            r"(?:(?:this|the)\s+)?(?:current\s+|calendar\s+)?year)"),
        ("since_year", ("since",), rf"since\s+(?:the\s+(?:beginning|start)\s+of\s+|early\s+|late\s+|mid-)?{YEAR}"),
        ("half", ("half",), rf"{BY_EN}(?:in\s+)?(?:the\s+)?{YEAR}(?:['’]s)?\s+{EN_ORDINAL}\s+half"),
        ("quarter", ("quarter",), rf"{BY_EN}(?:in\s+)?(?:the\s+)?{YEAR}(?:['’]s)?\s+{EN_ORDINAL}\s+quarter"),
        *_fiscal_english(),
        *_spans_english(last),
        ("first_months", ("year's",), rf"{OF_YEAR}first\s+{EN_NUMBER}\s+months"),
        ("half", ("year's",), rf"{OF_YEAR}{EN_ORDINAL}\s+half"),
        ("quarter", ("year's",), rf"{OF_YEAR}{EN_ORDINAL}\s+quarter"),
        ("first_months", ("-month",), rf"the\s+{EN_NUMBER}-month(?=\s+(?:figure|total|trade|turnover|export|import"
                                      r"|volume|result|number|value|sum))"),
        ("half", ("half",), rf"(?:in\s+)?(?:the\s+)?{EN_ORDINAL}\s+half(?:\s+\(h[12]\))?(?:\s+of)?"
                            rf"(?:\s+the\s+year)?{last}"),
        ("quarter", ("quarter",), rf"(?:in\s+)?(?:the\s+)?{EN_ORDINAL}\s+quarter(?:\s+\(q[1-4]\))?{last}"),
        ("years", ANY, rf"{within}{YEAR}\s*(?P<joint>-|to|through|until|till|and)\s*(?P<year2>(?:19|20)\d\d)"),
        ("month", MONTH, rf"{BY_EN}{within}(?:the\s+month\s+of\s+)?(?P<month>{month}),?\s+{EN_YEAR}"),
        ("relative", ("year",), r"(?:(?P<before>the\s+year\s+before\s+last)"
                     rf"|(?P<last>(?:in\s+|over\s+)?(?:{EN_LAST}\s+{FISCAL}?|the\s+(?:last|{ENDED})\s+{FISCAL})year)"
                     rf"|(?P<next>(?:the\s+)?(?:next|coming)\s+{FISCAL}year|next\s+year)"
                     rf"|(?P<this>(?:this|the\s+(?:current|ongoing|present))\s+{FISCAL}?year|(?:current|ongoing)\s+{FISCAL}year))(?!\w)"),
        ("year", ANY, rf"{BY_EN}{EN_WITHIN}(?:the\s+)?(?:end\s+of\s+)?{YEAR}"
                      r"(?![^\S\n]*(?:,\d|\.\d|\d|%)|\s*-(?!\s?[^\W\d_]|\s[$€£]))"),
        ("bare_month", MONTH, rf"{BY_EN}(?P<prep>(?:(?:(?:in|for|during)\s+the\s+month\s+of|as\s+of(?:\s+(?:late|mid))?"
                              r"|last|next|this|in|during|since|until|from|through|up\s+to|for|of|late|early|the|mid|end)(?:\s+|-))?)"
                              rf"(?:(?:the\s+)?(?:end|beginning|start|middle)\s+of\s+|(?:early|late|mid)[\s-])?(?P<month>{month})"
                              rf"(?!\s*\d(?!\d?\s{MEASURED}))"),
        *_near_english(),
        *spanrules.english(month, last),
    ]  # fmt: skip


RULES: dict[str, Callable[[str], list[Written]]] = {
    "ru": _russian,
    "en": _english,
    "kk": kazakh,
    "uz": uzbek,
}
