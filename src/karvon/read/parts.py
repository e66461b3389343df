"""Parts: whether a time stands in the part of the sentence that its amount belongs to."""

from __future__ import annotations

import re

from karvon.read import bases, presently
from karvon.read.gates import holds
from karvon.read.page import Page
from karvon.read.scene import FUTURE, Frame
from karvon.read.talked import bracketed
from karvon.read.timed import is_stock, measured
from karvon.read.times import Time
from karvon.read.tocome import COMES_NEXT
from karvon.read.tokens import grammar, readings

CONSEQUENCE = re.compile(
    r",\s+(?:а\s+)?(?:благодаря\s+чему|в\s+результате\s+чего|вследствие\s+чего|за\s+сч[её]т\s+чего|что\s+позволило|после\s+чего"
    r"|thanks\s+to\s+which|as\s+a\s+result\s+of\s+which|whereupon|after\s+which)\b",
    re.IGNORECASE,
)
RESULTING = (
    "благодаря", "результате", "вследствие", "чего", "позволило", "thanks", "result", "whereupon", "after",
)  # fmt: skip
PURPOSE = re.compile(
    r",\s+(?:котор\w{2,4}|что|that|which)\s+(?:должн\w{1,2}\s+)?(?:позвол|will|would|помож|даст|дадут)", re.I
)
ATTRIBUTE = re.compile(
    r"\bwith\s+(?:an?|its|their)\s+(?:[a-z-]{1,20}\s+){1,3}of\s+(?:[a-z]{1,12}\s+){0,3}$", re.IGNORECASE
)
PROGRAMME = re.compile(
    r"\b(?:program(?:me)?s?|plans?|strateg(?:y|ies)|partnership|agenda|road\s?map|vision|concept|framework|cycle"
    r"|программ\w{1,3}|план\w{0,2}|стратеги\w{1,3}|концепци\w{1,2}|карт\w{1,2}|партн[её]рств\w{1,2})"
    r"\s+(?:of\s+cooperation\s+|сотрудничества\s+)?(?:for|of|на|until|till|до)?(?:\s+the\s+period)?\s*\(?$",
    re.IGNORECASE,
)
COORDINATED = re.compile(r"(?:\b(?:and|while|whereas|but|и|а|но|тогда\s+как)|;)\s*$", re.IGNORECASE)
OPENED = re.compile(r"[,;]\s|\band\s+in\b", re.IGNORECASE)
COMPOUND = re.compile(r"\d-?(?:kilomet(?:re|er)|km|hectare|ha|acre|met(?:re|er)|mile)\b")


RECORD = re.compile(
    r"\b(?:рекордн|максимальн|минимальн|лучш|худш|наибольш|наименьш|высок|низк|крупнейш|впервые|сам\w{2})[а-яё]{0,8}\s(?:[а-яё]{2,14}\s){0,4}$"
    r"|\b(?:record|highest|lowest|best|worst|largest|biggest)\s(?:[a-z]{3,12}\s)?$",
    re.IGNORECASE,
)


def _record_since(text: str, first: int, last: int) -> bool:
    """Say whether a stretch of text ends in since when something is the most or the least: "the highest since"."""
    return holds(text[first:last].lower(), RECORDS) and RECORD_SINCE.search(text, first, last) is not None


RECORDS = (
    "рекорд", "максим", "миним", "наибольш", "наименьш", "лучш", "худш", "высок", "низк", "пик", "впервые",
    "record", "highest", "lowest", "best", "worst", "largest", "biggest", "most", "first",
)  # fmt: skip
RECORD_SINCE = re.compile(
    r"\b(?:рекорд|максим|миним|наибольш|наименьш|лучш|худш|высок|низк|пик|впервые)[а-яё]{0,8}(?:\s(?!с\s)[а-яё]{2,14}){0,3}"
    r"\s(?:со?|начиная\sс|после)\s{1,2}(?:(?:конца|начала|середины)\s)?\S{0,2}$"
    r"|\b(?:record|highest|lowest|best|worst|largest|biggest|most|first)(?:\s[a-z]{2,14}){0,3}\ssince\s{1,2}\S{0,2}$",
    re.IGNORECASE,
)
STUDY = re.compile(r"\b(?:обучени|уч[её]б|поступлени|при[её]м)\w{0,3}\b[^.;]{0,40}$", re.IGNORECASE)


PEOPLE = re.compile(r"\bс\s+(?:[а-яё]{4,14}\s)?населением\s(?:в\s)?(?:[а-яё]{4,7}\s)?$", re.IGNORECASE)
BEST = re.compile(
    r",\s+(?:что|это)\s+(?:является|явля[ею]тся|стал[оа]|был[оа]?)\s+[^,.;]{0,24}\b(?:сам|рекорд|максим|миним|наибольш|наименьш|лучш)",
    re.IGNORECASE,
)


BEGUN = re.compile(
    r"\((?:which\s)?(?:started|began|begun|starting|beginning|commenced|начал\w{2,4}|начинает\w{2})\s(?:(?:in|on|from|с|в)\s)?\S?$"
    r"|\((?:which\s)?(?:started|began|begun|starting|beginning|commenced|начал\w{2,4})\s(?:in|on|с|в)\s?$"
    r"|,\swhich\s(?:starts?|started|begins?|began|ends?|ended|closes?|closed|runs|ran)\s(?:(?:in|on|at|from|until)\s)?\S?\S?$",
    re.IGNORECASE,
)
"""Words before the day on which a year, named before the brackets, began."""


def apart(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a time belongs to another part of the sentence: a bracket with its own figure, another clause."""
    text, (start, end) = page.view.text, found.place
    after = time.start >= end
    between = text[end : time.start] if after else text[time.end : start]
    if named_after(page, time) or _earlier_event(page, found, time) or _said_today(page, found, time):
        return True
    head = text[max(0, time.start - 24) : time.start]
    if ("(" in head or ", which " in head) and BEGUN.search(text, max(0, time.start - 24), time.start + 3) is not None:
        return True
    if (
        (holds(between.lower(), RESULTING) and CONSEQUENCE.search(between))
        or _dimension(page, found)
        or _titled(page, found, time)
        or (time.last_year is not None and STUDY.search(text, max(0, time.start - 60), time.start) is not None)
        or _peopled(text, max(0, start - 40), start)
        or (after and BEST.match(between) is not None)
        or (time.kind == "behind" and RECORD.search(text, max(0, time.start - 40), time.start) is not None)
        or _record_since(text, max(0, time.start - 60), min(time.end, time.start + 2))
    ):
        return True
    told = _apart_behind if after else _apart_before
    return told(page, found, time, between)


def _peopled(text: str, first: int, last: int) -> bool:
    """Say whether a stretch of text ends in whose population an amount is."""
    return "населением" in text[first:last].lower() and PEOPLE.search(text, first, last) is not None


def _apart_behind(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time behind an amount belongs to another part of the sentence."""
    text, (start, end) = page.view.text, found.place
    shut = text.find(")", time.end)
    own = bracketed(text, time.start) and "(" in between and shut >= 0
    shut_off = own and _with_figure(text, time)
    other = (
        _of_next(page, found, time, between)
        or _others(page, found, time)
        or _explains(page, found, time, between)
        or _next(page, found, time, between)
        or (LED_IN.fullmatch(between) is not None and bases.heads(page, found, time))
        or (PART_LED.fullmatch(between) is not None and any(a.first > found.amount.last for a in found.scene.amounts))
    )
    signed = is_stock(found) and found.status not in FUTURE and SIGNED.match(between) is not None
    signed = signed or (found.indicator in SIZES and found.status == "actual" and MADE.search(between) is not None)
    shut_in = bracketed(text, start) and ")" in between and "(" not in between
    if is_stock(found) and found.status not in FUTURE and COMES_NEXT.search(between) is not None:
        return True
    if signed or (shut_in and found.amount.kind == "percent" and re.search(r"[,;]", between[between.index(")") :])):
        return True
    added = presently.ADDED.search(between) is not None and any(
        page.tokens[a.first].start > end for a in found.scene.amounts
    )
    return (
        added or ";" in between or _of_base(page, found, time) or shut_off or other or _attribute(text, start, between)
    )


def _apart_before(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time before an amount belongs to another part of the sentence."""
    text = page.view.text
    if bracketed(text, time.start) and ")" in between and _with_figure(text, time):
        return True
    standing = is_stock(found) and not measured(found)
    if standing and ((":" in between and time.kind == "months") or _in_participle(page, found, time, between)):
        return True
    if not standing and time.kind in ("year", "months") and presently.of_maker(page, found, time, between):
        return True
    if is_stock(found) and _stands_now(page, found, time, between):
        return True
    if found.status in FUTURE and time.kind in ("day", "months") and PURPOSE.search(between) is not None:
        return True
    told = _fact_between(between) or presently.THEN.search(between) is not None
    return found.status in FUTURE and time.kind in ("year", "months") and not time.deadline and told


def _fact_between(between: str) -> bool:
    """Say whether a fact is told between a time and what is planned: "в 2025 году пришли 17 фирм с планами на 800"."""
    words = PAST_VERB.findall(between)
    return any(not word.startswith(SAID_OF) and any("past" in tag for tag in readings(word)) for word in words)


PAST_VERB = re.compile(r"\b[а-яё]{3,18}(?:л|ла|ло|ли|лся|лась|лось|лись)\b")
SAID_OF = (
    "план", "намеч", "намер", "предпол", "ожид", "предусм", "договор", "реш", "обяз", "обещ", "пообещ", "поруч",
    "предл", "заяв", "сообщ", "согласов", "подтверд", "собира", "хотел", "отмет", "добав", "рассказ", "постав",
    "сказ", "напомн", "должн", "прогноз", "рассчит", "подчеркн", "уточн", "выраз",
)  # fmt: skip


def named_after(page: Page, time: Time) -> bool:
    """Say whether a year only ends the name of a cup, a forum or a fair: "part of Build Expo 2022"."""
    bare = time.kind == "year" and time.last_year is None and time.text[:1].isdigit()
    return bare and OCCASION.search(page.view.text, max(0, time.start - 32), time.start) is not None


def _said_today(page: Page, found: Frame, time: Time) -> bool:
    """Say whether "today" is the day on which a figure was told, not the one it is of: "…," he said here today."""
    if time.kind != "now" or not TODAY.fullmatch(time.text):
        return False
    end = found.place[1]
    if time.start >= end:
        return SAID.search(page.view.text, end, time.start) is not None
    return SAID_NOW.search(page.view.text, max(0, time.start - 60), time.end + 6) is not None


TODAY = re.compile(r"today|сегодня", re.IGNORECASE)
SAID = re.compile(
    r"[\"”»,]\s.{0,60}\b(?:said|told|added|noted|stated|announced|disclosed|revealed|сказал|заявил|сообщил|отметил|рассказал)",
    re.IGNORECASE,
)
SAID_NOW = re.compile(
    r"\b(?:said|told|announced|stated|reported|disclosed|revealed|released|issued|published|сообщил[аио]?|заявил[аи]?|объявил[аи]?|рассказал[аи]?)"
    r"\s(?:[\w-]{1,16}\s){0,4}(?:today|сегодня)(?:,?\s(?:that|что)\b|[\s,])",
    re.IGNORECASE,
)


def _earlier_event(page: Page, found: Frame, time: Time) -> bool:
    """Say whether "early this year" tells when something was said or agreed, not when what is told stands."""
    if time.kind != "year" or time.relative is None or (found.status not in FUTURE and not is_stock(found)):
        return False
    before = page.view.text[max(0, time.start - 9) : time.start].lower().split()
    return bool(before) and before[-1] in ("early", "earlier")


OCCASION = re.compile(
    r"\b(?:Cup|Summit|Forum|Expo|EXPO|Exhibition|Fair|Congress|Conference|Olympics|Games|Festival|Week|Show|Vision|Agenda|Award|Awards"
    r"|Championship|(?<![A-Z]\s)(?!(?:GDP|FDI|USD|EUR|GCC|UAE|USA|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b)[A-Z]{3,9}|COP\d\d"
    r"|Форум|Саммит|ЭКСПО|Экспо|Выставка)[\s-]$"
)


def _with_figure(text: str, time: Time) -> bool:
    """Say whether the brackets around a time hold a figure as well."""
    opened, shut = text.rfind("(", 0, time.start), text.find(")", time.end)
    return re.search(r"\d", text[opened : time.start] + text[time.end : shut]) is not None


SIGNED = re.compile(
    r",\s+(?:(?:that|which)\s+(?:were|was)\s+)?(?:signed|agreed|adopted|announced|approved|подписанн|согласованн|утвержд[её]нн|принят)",
    re.IGNORECASE,
)
SIZES = frozenset({"line_length", "site_area", "capacity", "building_count"})
MADE = re.compile(
    r"\b(?:введ[её]н|построен|открыт|запущен|создан|сдан|основан|проложен|возвед[её]н|opened|built|launched|completed|commissioned)",
    re.IGNORECASE,
)
NOW_IS = re.compile(
    r"(?:,|\bи)\s+(?:сегодня\s+|сейчас\s+|уже\s+|ныне\s+)?(?:занимает|имеет|насчитывает|составляет|включает|объединяет|охватывает|располагает)\b",
    re.IGNORECASE,
)


def _now_is(found: Frame, time: Time, between: str) -> bool:
    """Say whether a time dates what was done, and a verb in the present joined to it tells the stock.

    "The zone was founded in 2017 and takes up 700 hectares".
    """
    told = (
        NOW_IS.search(between) is not None
        or NOW_STANDS.search(between) is not None
        or NOW_BUSY.search(between) is not None
    )
    told = told or ("that" in between and ADDED.search(between) is not None)
    return found.status == "actual" and time.kind != "now" and told


def _stands_now(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time dates what was done, and what stands now is told behind it."""
    known = found.indicator is not None and _now_is(found, time, between)
    return known or (not measured(found) and presently.stands_apart(page, found, time, between))


NOW_STANDS = re.compile(
    r"\d[^;]{0,40},\s[^,;]{0,80}\b(?:составля|насчитыва|превыша|достига|действу|работа|функциониру|реализу)[ею]тс?я?\b[^,;]{0,20}$"
)


ADDED = re.compile(
    r",\s[^,;]{0,80}\b(?:said|says|stated|noted)\b[^;]{0,40}\b(?:noting|adding|stressing|explaining|recalling|pointing\sout)\sthat\b"
)
"""Words of who told a time's figure and of what they told besides, which is of the day: "…, he said, adding that"."""


NOW_BUSY = re.compile(
    r"^\s?,\s[^,;]{0,40}\b(?:занят[оаы]?|труд[яи]тся|задействован[оаы]?)\s(?:около\s|более\s|свыше\s)?$"
)
FIRST_WORD = re.compile(r"\s{0,3}([а-яё]{5,24})")


def _in_participle(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time stands in a participle's clause before a stock: "the line, opened in 2023, is 109 km long"."""
    text = page.view.text
    opened = text.rfind(",", found.scene.sentence.start, time.start)
    if opened < 0 or "," not in between or found.indicator is None:
        return False
    if ASIDE.match(text, opened, time.start):
        return True
    word = FIRST_WORD.match(text, opened + 1, time.start + 1)
    return word is not None and "PRTF" in grammar(word[1])[1]


ASIDE = re.compile(
    r",\s+(?:which|that)\s+(?:was\s+|were\s+|has\s+been\s+)?(?:opened|launched|completed|built|began|started|entered|founded|signed)\b"
    r"|,\s+котор\w{2,4}\s+(?:стро|возвод|веду|вед[её]т|реализ|нача|создаю)"
    r"|,\s+(?:opened|launched|completed|built|commissioned|inaugurated|founded|established|created|signed|finished|constructed)\b",
    re.IGNORECASE,
)


def _of_base(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a time belongs to an amount compared with: "up to 77 against 60 last year"."""
    between = [
        a for a in found.scene.amounts if a.first >= found.amount.last and page.tokens[a.first].start < time.start
    ]
    if not between:
        return False
    at, end = page.tokens[between[-1].first].start, page.tokens[between[-1].last - 1].end
    beside = not re.search(r"[,;(]", page.view.text[end : time.start])
    return beside and bases.AGAINST.search(page.view.text[max(0, at - 40) : at]) is not None


def _titled(page: Page, found: Frame, time: Time) -> bool:
    """Say whether years only name a programme, of which a fact is told: "… set in their action plan for 2019-2023"."""
    if time.last_year is None or found.status in FUTURE:
        return False
    return PROGRAMME.search(page.view.text, max(0, time.start - 60), time.start) is not None


def _next(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time opens the next clause, which has a figure of its own: "it was 5, and in May 2020 it was 6"."""
    if not COORDINATED.search(between) or not OPENED.search(between + page.view.text[time.start : time.start + 3]):
        return False
    start, times = page.tokens[found.amount.first].start, found.scene.times
    told = any(other.end <= start for other in times if other.kind != "near")
    return told and any(page.tokens[a.first].start >= time.end for a in found.scene.amounts)


def _of_next(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time right behind a stock and its comma opens what is told next: "5 тысяч фирм, с начала года"."""
    if not is_stock(found) or found.status in FUTURE or LED_IN.fullmatch(between) is None:
        return False
    return any(page.tokens[a.first].start >= time.end for a in found.scene.amounts)


PART_LED = re.compile(
    r"\s?,\s(?:прич[её]м\s(?:только|лишь)|только|лишь|в\sтом\sчисле|из\s(?:них|которых))\s(?:за|в)?\s?"
)
LED_IN = re.compile(r"\s?[,;]\s(?:(?:а|и|при\s+этом|причем|причём)\s)?(?:(?:только|лишь)\s)?")


def _others(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a part of a stock, told with a time of its own behind a comma, stands before the time."""
    if not is_stock(found) or found.status in FUTURE or time.kind not in ("since", "behind", "year", "months"):
        return False
    tokens, amount = page.tokens, found.amount
    behind = [a for a in found.scene.amounts if a.first >= amount.last and tokens[a.first].start < time.start]
    if time.kind in ("year", "months") and not OF_THEM.search(page.view.text, found.place[1], time.start):
        return False
    return bool(behind) and "," in page.view.text[tokens[amount.last - 1].end : tokens[behind[0].first].start]


def _explains(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time behind a colon dates the level a change is counted from: "up 18 %: in 2022 it was 1.2 bn"."""
    behind = any(page.tokens[amount.first].start > time.start for amount in found.scene.amounts)
    return behind and ":" in between and found.change != "level"


def _attribute(text: str, start: int, between: str) -> bool:
    """Say whether an amount only describes who is spoken of, within commas: "with a market of 170 million, …"."""
    return "," in between and ATTRIBUTE.search(text[max(0, start - 60) : start]) is not None


def _dimension(page: Page, found: Frame) -> bool:
    """Say whether an amount is the size of a thing that is there, as an adjective: "over a 1,045-kilometre line"."""
    start, end = found.place
    sized = page.view.text[start : end + 12]
    return found.status not in FUTURE and holds(sized, "khma") and COMPOUND.search(sized) is not None


OF_THEM = re.compile(
    r",[^,;]{0,30}\b(?:из\s+(?:них|которых)|в\s+том\s+числе|прич[её]м|при\s+этом|of\s+(?:them|which|these)|including)\b",
    re.I,
)


ENDS = re.compile(
    r"(?:of\s+)?(?:(?:на|к|ко?|в)\s+(?:конец|концу|конце|исход[у]?|конц[ау])|(?:(?:at|as\s+of|by)\s+)?(?:the\s+)?(?:close|end)\s+of|\bend-|year-end)"
    r"\s*",
    re.IGNORECASE,
)


ENDING = ("конец", "концу", "исход", "конц", "close", "end")


def ends(page: Page, time: Time) -> bool:
    """Say whether a month or year is named only for its last day: "на конец 2023 года", "at the end of last year"."""
    before = page.view.text[max(0, time.start - 24) : time.start]
    found = ENDS.search(before) if holds(before.lower(), ENDING) else None
    if found is not None and found.end() == len(before):
        return True
    return holds(time.text.lower(), ENDING) and ENDS.match(time.text) is not None
