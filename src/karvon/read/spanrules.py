"""Span rules: how each language words a stretch from one date to another, and a part of a month or of a year."""

from __future__ import annotations

from karvon.read.turkic import Written

YEAR = r"(?:19|20)\d\d"
EN_NUMBER = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twenty|fifteen)"
RU_NUMBER = (
    r"(?P<count>\d{1,2}|дв[ае]|двух|три|тр[её]х|четыре|четыр[её]х|пят[ьи]|шест[ьи]|сем[ьи]|восем[ьи]|восьми|девят[ьи]"
    r"|десят[ьи])"
)


def english(month: str, year: str) -> list[Written]:
    """Return the English rules, by the names of the months and the words of a year behind a date."""
    edge = (
        r"(?:(?:the\s+)?(?P<e{n}>beginning|start|middle|end|close)\s+of\s+(?:the\s+month\s+of\s+)?"
        r"|(?:the\s+)?(?P<w{n}>early|mid|late|end)[\s-]\s?)?"
    )
    date = (
        rf"(?:(?P<d{{n}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m{{n}}>{month})"
        rf"|(?P<n{{n}}>{month})(?:\s+(?P<f{{n}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?(?!\d))?)"
    )
    first, last = ((edge + date).format(n=n) for n in (1, 2))
    joint = r"(?:-|to|through|thru|until|till|up\s+to|up\s+until|and)"
    lead = r"(?:(?P<lead>(?:in\s+the\s+period\s+)?(?:from|between))\s+|(?:in|during|over|for|since)\s+(?:the\s+)?)?"
    between = rf"{lead}{first}(?:,?\s+(?P<y1>{YEAR}))?,?\s*(?P<joint>{joint})\s*{last}{year}"
    days = (
        rf"(?P<lead>from|between|during|over)\s+(?:the\s+)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?P<joint>{joint})\s*(?:the\s+)?"
        rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{month}){year}"
    )
    days_behind = (
        rf"(?P<lead>from|between|during|over)\s+(?P<n2>{month})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?P<joint>{joint})\s*"
        rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\s+{month}){year}"
    )
    within = r"(?:(?:in|during|over|for)\s+)?(?:the\s+)?"
    of_month = rf"\s+of\s+(?:the\s+month\s+of\s+)?(?P<month>{month}){year}"
    return [
        ("between", ("a month",), between),
        ("between", ("a month",), days),
        ("between", ("a month",), days_behind),
        ("part", ("day", "week"), rf"{within}(?P<which>first|last|final)\s+(?:{EN_NUMBER}\s+)?(?P<span>days?|weeks?)"
                                  rf"{of_month}"),
        ("part", ("half", "week"), rf"{within}(?P<which>first|second|third|latter|last)\s+(?P<span>half|week)"
                                   rf"{of_month}"),
        ("last_months", ("months",), rf"{within}(?:last|final|closing)\s+{EN_NUMBER}\s+months"
                                     rf"(?=\s+of\s+(?:the\s+(?:year|previous)|last|this|20|19)){year}"),
        ("half", ("half",), rf"{within}(?P<ordinal>latter|last|final|closing|opening)\s+half"
                            rf"(?=\s+(?:of|19|20|last)){year}"),
        ("quarter", ("q1", "q2", "q3", "q4"), rf"(?:in\s+)?(?P<year>{YEAR})\s*q(?P<ordinal>[1-4])(?!\w)"),
        ("since", ("so far", "to date", "turn"), rf"(?:so\s+far\s+(?:in|during)\s+(?:(?P<year>{YEAR})|the\s+year)"
                  r"|(?:so\s+far\s+)?in\s+the\s+(?:current\s+)?year\s+so\s+far|since\s+the\s+turn\s+of\s+the\s+year)(?!\w)"),
        ("since", ("so far", "to date"), rf"(?:in\s+)?(?P<year>{YEAR})\s+(?:so\s+far|to\s+date)(?!\w)"),
        ("near", ("winter",), rf"(?:in\s+)?(?:the\s+)?winter\s+(?:of\s+)?{YEAR}(?!\d)"),
        ("near", ("0s", "century"), r"(?:(?:in\s+)?(?:the\s+)?(?:(?:early|mid|late)[\s-](?:19|20)\d0s"
                                    r"|\d\dth\s+century))(?!\w)"),
        ("fiscal", ("-", "/"), r"(?:in\s+|(?P<by>by|until|till|before)\s+)?(?:the\s+)?"
                   r"(?:(?:(?:current|ongoing|last|previous)\s+)?(?:fiscal|financial)\s+"
                   rf"(?:year\s+)?\(?)?(?P<year>{YEAR})[-/](?P<short>\d\d)(?!\d|-)(?:\s+(?:fiscal|financial)(?:\s+year)?)?"),
        ("half", ("t-half", "d-half"), rf"(?P<ordinal>first|second)-half(?:\s+(?P<year>{YEAR}))?(?!\w)"),
        ("quarter", ("-quarter",), rf"(?P<ordinal>first|second|third|fourth)-quarter(?:\s+(?P<year>{YEAR}))?(?!\w)"),
        ("season", ("summer", "spring", "autumn", "fall "),
                   rf"(?:in\s+)?(?:the\s+)?(?P<season>spring|summer|autumn|fall)\s+(?:of\s+)?(?P<year>{YEAR})(?!\d)"),
        ("decade_of", ("0s", "0's"), r"(?:(?:in|during|over)\s+)?(?:the\s+)?(?P<decade>(?:19|20)\d0)'?s(?!\w)"),
        ("unit", ("decade",), r"(?P<by>by|before|until|till)\s+(?:the\s+)?(?:end|close|turn)\s+of\s+(?:the|this)\s+"
                              r"(?:current\s+)?(?P<span>decade)(?!\w)"),
        ("relative", ("year",), r"(?:at|by|as\s+of)\s+the\s+(?:very\s+)?(?:beginning|start)\s+of\s+"
                                r"(?:(?P<last>last)|(?P<next>next)|(?P<this>the(?:\s+current)?|this))\s+year(?!\w)"),
        ("until", ("quarter",), rf"{within}(?P<month>{month})(?P<third>[\s-]quarter){year}"),
        ("now", ("present", "currently", "moment", "today", "date", "now", "this day"),
                r"(?:at\s+(?:the\s+)?present(?:\s+time)?|presently|currently|at\s+(?:the|this)\s+moment|as\s+of\s+today"
                r"|(?:to|until)\s+this\s+day|to\s+date|today|now)(?!\w)"),
    ]  # fmt: skip


def russian(month: str, year: str) -> list[Written]:
    """Return the Russian rules, by the names of the months and the words of a year behind a date."""
    edge = r"(?:(?P<e{n}>начал[ао]|середин[ыу]|конца?|конец|исхода?)\s+)?"
    first = edge.format(n=1) + rf"(?:(?P<d1>\d{{1,2}})\s+)?(?P<m1>{month})(?:\s+(?P<y1>{YEAR})(?:\s+(?:года|г\.?))?)?"
    last = edge.format(n=2) + rf"(?:(?P<d2>\d{{1,2}})\s+)?(?P<m2>{month})(?:\s+{year})?"
    within = r"(?:(?:в|за)\s+)?"
    of_month = rf"\s+(?P<month>{month})(?:\s+{year})?"
    return [
        ("between", ("a month",), rf"(?P<lead>со?)\s+{first}\s+(?P<joint>по|до)\s+{last}"),
        ("years", ("по", "до"), rf"со?\s+(?P<year>{YEAR})(?:\s*-?\s*го)?(?:\s+(?:года|г\.?))?\s+(?:по|до)\s+"
                                 rf"(?P<year2>{YEAR})(?:\s*-\s*(?:го|й|м))?(?:\s+(?:годы?|года|годов|годах|гг?\.?)(?!\w))?"),
        ("part", ("дн",), rf"{within}(?:(?P<which>перв\w{{2,3}}|последн\w{{2,3}})\s+)?{RU_NUMBER}\s+"
                          rf"(?P<span>дн)(?:ей|я){of_month}"),
        ("part", ("недел", "декад", "половин"),
                 rf"{within}(?P<which>перв|втор|трет|последн)\w{{1,3}}\s+(?P<span>недел|декад|половин)\w{{1,2}}{of_month}"),
        ("now", ("настоящ", "сегодня", "данный", "текущий", "сейчас", "ныне"),
                r"(?:в\s+настоящ(?:ее\s+время|ий\s+момент)|к\s+настоящему\s+(?:времени|моменту)"
                r"|на\s+сегодня(?:шний\s+день)?|к\s+сегодняшнему\s+дню|на\s+(?:данный|текущий|настоящий)\s+момент"
                r"|сегодня|сейчас|ныне)(?!\w)"),
        ("unit", ("десятилет",), r"(?P<by>к|до)\s+(?:концу?|конца|исходу)\s+(?:этого\s+|текущего\s+|нынешнего\s+)?"
                                  r"(?P<span>десятилет)ия(?!\w)"),
        ("relative", ("начал",), r"(?:на|к|в)\s+(?:сам\w{2}\s+)?начал[оуе]\s+(?:(?P<last>(?:прошлого|минувшего)\s+года)"
                                 r"|(?P<next>(?:следующего|будущего)\s+года)"
                                 r"|(?P<this>(?:этого\s+|текущего\s+|нынешнего\s+)?года))(?!\w)"),
        ("part_one", ("первый месяц", "первом месяце"), rf"(?:(?:за|в)\s+)?перв(?:ый\s+месяц|ом\s+месяце)\s+{year}"),
        ("quarter", ("квартал",), rf"{within}(?P<ordinal>последн)\w{{2}}\s+квартал\w?\s+(?:{year}|года)"),
        ("last_months", ("последн",), rf"{within}последн\w{{2,3}}\s+{RU_NUMBER}\s+месяц\w{{1,2}}\s+(?:{year}|года)"),
    ]  # fmt: skip
