"""Presently: what stands now is told by a verb in the present, in a clause of its own behind one that is dated."""

from __future__ import annotations

import re

from karvon.read.gates import holds
from karvon.read.page import Page
from karvon.read.scene import Frame
from karvon.read.times import Time

NOW = re.compile(
    r"(?:[,;]|,?\s(?:and|и|а))\s[^,;:()\d]{0,60}\b(?:занят[аоы]?|работа[ею]т|трудятся|трудится|насчитывает\w{0,2}|действу[ею]т"
    r"|име[ею]т|выпуска[ею]т|обслужива[ею]т|принадлежит|владе[ею]т|employs?|(?:is|are)\s(?:now\s)?(?:employed|working|engaged|registered)"
    r"|has|have|works?|operates?|serves?|covers?|counts|handles|produces|holds|owns)\b[^,;:()\d]{0,30}$"
)
DONE = re.compile(
    r"\b(?:[a-z]{3,16}ed|built|began|begun|made|[а-яё]{3,16}(?:[аеё]н[аоы]?|[аеиыоя]т[аоы]?|ла|ло|ли|лся|лась|лось|лись))\s"
)
SIGNS = (
    "занят", "работа", "труд", "насчит", "действ", "имеет", "имеют", "выпуск", "обслуж", "принадл", "владе",
    "employ", "is ", "are ", "has ", "have ", "work", "operat", "serv", "cover", "count", "handl", "produc", "hold",
    "own",
)  # fmt: skip


def stands_apart(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time dates what was done, and the next clause tells a stock in the present tense.

    "The contract was signed in October, and 450 people are employed at the site".
    """
    reach = min(found.scene.sentence.end, found.place[1] + 40)
    if found.status != "actual" or time.kind == "now":
        return False
    if not holds(page.view.text[time.end : reach].lower(), SIGNS):
        return False
    dated = DONE.search(page.view.text, found.scene.sentence.start, time.start) is not None
    return dated and (NOW.search(between) is not None or _behind(page, found, between))


def _behind(page: Page, found: Frame, between: str) -> bool:
    """Say whether the verb in the present stands behind the amount: ", and 450 workers are employed"."""
    end = found.place[1]
    follows = EMPLOYED.match(page.view.text, end, min(len(page.view.text), end + 40)) is not None
    return follows and OPENS.fullmatch(between) is not None


EMPLOYED = re.compile(
    r"\s(?:[a-zа-яё]{3,14}\s){0,2}?(?:is|are|work|works|operate|занято|заняты|работает|работают|трудятся|действуют)\b"
)
OPENS = re.compile(r"(?:[,;]|,?\s(?:and|и|а))\s(?:[^\W\d]{1,14}\s){0,4}")


THEN = re.compile(
    r",\s+(?:(?:и\s+)?тогда|(?:а\s)?(?:затем|потом|после\s+этого|впоследствии)|(?:and\s)?(?:then|afterwards|later))\b"
)
ADDED = re.compile(r"\b(?:and|but)\sthat\s|[,;]\s(?:и|а|но)\sчто\s|,\s(?:причем|причём|притом)\s", re.IGNORECASE)
"""Words that open a clause of another time: what comes then, and what is said besides."""


MADE_THEN = re.compile(
    r",\s+(?:(?:который|которая|которое|которые)\s+)?(?:был[аои]?\s+)?(?:по|с|от|вос)?(?:создан|основан|построен|открыт|запущен|учрежд|образован|введ[её]н|сдан|подписан|принят|заключ[её]н"
    r"|возвед[её]н|проложен|зарегистрирован|утвержд[её]н|действующ|работающ|существующ)"
    r"|,\s+(?:(?:which|that)\s+(?:was\s+|were\s+|has\s+been\s+)?)?(?:opened|launched|completed|built|commissioned|inaugurated|founded|established"
    r"|created|signed|formed|set\s+up|registered|adopted|approved)\b",
    re.IGNORECASE,
)


def of_maker(page: Page, found: Frame, time: Time, between: str) -> bool:
    """Say whether a time dates only when what a flow is told of was made: "the bank, founded in 2018, lent 300 m"."""
    text = page.view.text
    opened = text.rfind(",", found.scene.sentence.start, time.start)
    if opened < 0 or "," not in between or time.start - opened > ASIDE_REACH or _counted(text[opened : time.start]):
        return False
    return MADE_THEN.match(text, opened, time.start) is not None


def _counted(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


ASIDE_REACH = 60
