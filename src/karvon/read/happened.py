"""Happened: counts of what came, went or was carried within a time, told by the verb of their clause."""

from __future__ import annotations

import re

from karvon.model.vocabulary import by_code
from karvon.read.gates import holds
from karvon.read.page import Page
from karvon.read.scene import Frame
from karvon.read.tokens import readings
from karvon.read.wordclasses import belongs

BEHIND = 4
KINDS = ("count", "bare", "measure", "money")


def happened(found: Frame) -> bool:
    """Say whether a figure of no known indicator counts what happened: "прибыло 2 млн туристов", "выдано 300 виз".

    Guests of a meeting are told of its day.
    """
    scene, amount = found.scene, found.amount
    plain = found.indicator is None and found.change == "level" and found.status == "actual"
    language = scene.marks.language
    if not plain or amount.kind not in KINDS or language not in ("ru", "en"):
        return False
    if any(not belongs(scene.tokens[cue.first].lower, language, "happening") for cue in scene.of("events")):
        return False
    if not scene.shows(language, "happening"):
        return False
    words = scene.words[: amount.last - scene.first + BEHIND]
    return any(belongs(word, language, "happening") for word in words)


GATHERED = re.compile(
    r"накопленн\w{2,3}|\baccumulated\b|\bcumulative\b|\bза\s+(?:все\s+время|вс[её]\s+(?:эти\s+)?годы|весь\s+период|\w{3,12}\s+лет|\d{1,2}\s+лет)\b",
    re.IGNORECASE,
)


def gathered(page: Page, found: Frame) -> bool:
    """Say whether a level is told as what has gathered over years, and so is of now."""
    level = found.change == "level" and found.amount.kind != "percent"
    at, flowing = page.tokens[found.amount.first].start, level and found.indicator is not None
    first = max(found.scene.sentence.start, at - 160)
    return flowing and GATHERED.search(page.view.text, first, at) is not None


HOLDS = re.compile(
    r"(?<!\bto\s)\b(?:приходится|приходятся|занимает|с\s+долей|является|составляет|обеспечивает|принадлежит|удерживает|accounts?\s+for|represents?|makes?\s+up|remains?)\b"
)

PASSES = re.compile(
    r"\b(?:ид[её]т|проходит|проводится|проводятся|перевозится|поступает|следует|обеспечивает|обеспечивают|принадлежит"
    r"|закрывает|покрывает|формирует|осуществляется|осуществляются|handles?|flows?|pass(?:es)?|moves?|goes|comes?|transits?"
    r"|(?:is|are)\s+(?:carried|transported|shipped|delivered|moved|routed|handled|made|sourced|imported|exported|produced"
    r"|covered|met|sold))\b"
)


def holds_now(page: Page, found: Frame) -> bool:
    """Say whether a share is told in the present tense, and so holds now."""
    sentence = found.scene.sentence
    share = found.indicator is not None and by_code("indicators")[found.indicator]["unit"] == "percent"
    part = found.amount.kind == "percent" and found.change == "level"
    told = (HOLDS,) if share else (PASSES,) if part else ()
    return any(words.search(page.view.text, sentence.start, sentence.end) for words in told)


HABIT = re.compile(
    r"\b(?:среднегодов\w{2,3}|ежегодн\w{1,3}|в\s+среднем\s+(?:в|за)\s+год|кажд(?:ый\s+год|ого\s+года)|ежемесячн\w{1,3}|ежедневн\w{1,3}|ежесуточн\w{1,3}"
    r"|annually|yearly|typically|usually|normally|on\s+average|an\s+average\s+of|(?:every|each|per|a)\s+(?:year|month|week|day)|daily|monthly"
    r"|в\s+последние\s+годы|in\s+recent\s+years|еженедельн\w{1,3}|ежечасн\w{1,3}|в\s+(?:сутки|день|час|неделю)"
    r"|потенциал\w{0,2})\b",
    re.IGNORECASE,
)
OFTEN = (
    "среднегодов", "ежегодн", "среднем", "кажд", "ежемесячн", "ежедневн", "ежесуточн", "annually", "yearly",
    "typically", "usually", "normally", "average", "year", "month", "week", "day", "daily", "годы", "еженедельн",
    "ежечасн", "сутки", "день", "час", "неделю", "потенциал",
)  # fmt: skip
PRESENT = re.compile(
    r"\b(?:is|are|goes|go|has\s+been|have\s+been|exports|imports|ships|supplies|buys|sells|produces|delivers|receives|grows|rises"
    r"|stands|amounts?|comes?|составляет|составляют|превышает|превышают|достигает|оценивается|оценен|оценён|равен|[а-яё]{3,18}(?:ует|уют|ает|ают|яет|яют|ится|ятся))\b"
)


GROWING = (
    "rise", "rising", "grow", "up", "increase", "fall", "раст", "увеличивается", "сокращается", "снижается",
)  # fmt: skip
YEARLY_GROWTH = re.compile(
    r"\b(?:rises?|grows?|go(?:es)?\sup|increases?|falls?|is\s(?:growing|rising|falling)|раст[её]т|растут|увеличивается|сокращается|снижается|прирастает)\b"
    r"[^.;:]{0,60}\b(?:annually|yearly|(?:every|each|per|a)\syear|ежегодно|в\sгод|кажд\w{2,3}\sгод\w?)\b"
    r"|\b(?:ежегодно|кажд\w{2,3}\sгод\w?)\s(?:[а-яё]{2,14}\s){0,3}(?:раст[её]т|растут|увеличивается|сокращается|снижается|прирастает)\b",
    re.IGNORECASE,
)


def habitual(page: Page, found: Frame) -> bool:
    """Say whether a level or a change is told as what is so every year: "ежегодно поставляет 360 млн"."""
    at, first = page.tokens[found.amount.first].start, found.scene.sentence.start
    if found.status != "actual":
        return False
    clause = page.view.text[max(first, at - 120) : min(found.scene.sentence.end, at + 100)]
    if found.change != "level":
        return holds(clause.lower(), GROWING) and YEARLY_GROWTH.search(clause) is not None
    often = holds(clause.lower(), OFTEN) and HABIT.search(clause) is not None
    return often and (PRESENT.search(clause) is not None or _present(clause))


def _present(clause: str) -> bool:
    """Say whether a Russian clause has a verb in the present tense."""
    return any("VERB" in tag and "pres" in tag for word in ENDINGS.findall(clause) for tag in readings(word)[:1])


ENDINGS = re.compile(r"\b[а-яё]{2,18}(?:[ие]т|ят|ат|ут|ют|ёт)(?:ся)?\b")


OVER_YEARS = re.compile(
    r"\bза\s+(?:(?:последн|прошедш|минувш|эти|все)\w{0,3}\s+)?(?:\d{1,2}\s+|[а-яё]{3,12}\s+)?(?:лет|года|годы|десятилети\w)\b"
    r"(?!\s+(?:по|до|20\d\d))",
    re.IGNORECASE,
)


def over_years(page: Page, found: Frame) -> bool:
    """Say whether a change is told over years that end now: "за шесть лет вырос втрое"."""
    at, first = page.tokens[found.amount.first].start, found.scene.sentence.start
    told = found.change != "level" and found.status == "actual"
    match = OVER_YEARS.search(page.view.text, max(first, at - 120), at) if told else None
    return match is not None and RECORD.search(page.view.text, max(first, match.start() - 60), match.start()) is None


RECORD = re.compile(
    r"(?:рекорд|максим|миним|наибольш|наименьш|лучш|худш|высок|низк)[а-яё]{0,8}(?:\s[а-яё]{2,14}){0,4}\s$",
    re.IGNORECASE,
)


TOTAL = re.compile(r"\W{0,3}(?:в\s+целом|всего|в\s+общей\s+сложности|суммарно|за\s+вс[её]\s+время)\b", re.IGNORECASE)


def summed(page: Page, found: Frame) -> bool:
    """Say whether a sentence opens by telling what has come together in all: "В целом банк вложил 890 млн"."""
    sentence = found.scene.sentence
    return heaped(found) and TOTAL.match(page.view.text, sentence.start, sentence.end) is not None


HAS_PUT = re.compile(r"\b(?:has|have)\s(?:[a-z]{2,8}\s){0,2}(?:invested|poured|injected)\b[^.;:]{0,40}$", re.IGNORECASE)


def has_put(page: Page, found: Frame) -> bool:
    """Say whether investment is told as what has come together: "the country has invested 475 million"."""
    at = page.tokens[found.amount.first].start
    first = max(found.scene.sentence.start, at - 90)
    return heaped(found) and HAS_PUT.search(page.view.text, first, at) is not None


def grown(found: Frame) -> bool:
    """Say whether a figure of money has grown or fallen by a percentage its sentence tells."""
    scene = found.scene
    if found.change != "level":
        return found.amount.kind == "percent" and found.indicator is not None
    own = found.amount
    apart = (max(a.first - own.last, own.first - a.last) for a in scene.amounts if a.kind == "percent")
    percents = any(distance <= GROWN for distance in apart)
    return found.amount.kind == "money" and percents and bool(scene.of("changes"))


GROWN = 9


def heaped(found: Frame) -> bool:
    """Say whether a flow without a time is what has come together so far: "the companies have invested 2 bn"."""
    return found.indicator == "investment_flow" and found.change == "level" and _lump(found)


def _lump(found: Frame) -> bool:
    return found.amount.kind != "percent" and found.amount.pair is None


STANDS = re.compile(
    r"\b(?:составляет|составляют|достигает|достигают|превышает|превышают|равен|равна|приближается|нынешн\w{2,3}|текущ\w{2,3}\s+объ"
    r"|currently|stands\s+at|amounts\s+to|exceeds|totals"
    r"|(?:annual|yearly)\s+(?:[a-z-]{1,16}\s+){0,3}(?:trade|turnover|volume|commerce|exports?|imports?)"
    r"|(?:volume|turnover|trade|value|exports|imports|commerce)\b[^.;:,]{0,60}\b(?:is|are)"
    r"|current\s+(?:[a-z-]{1,16}\s+){0,3}(?:volume|turnover|trade|level|value)"
    r"|(?:нынешн|текущ)\w{2,3}\s+(?:товарооборот|уров|показател|торгов)\w{0,3})\b",
    re.IGNORECASE,
)


def stands(page: Page, found: Frame) -> bool:
    """Say whether a level is told in the present tense: "the turnover is 3 bn", "the present volume"."""
    at = page.tokens[found.amount.first].start
    last = min(found.scene.sentence.end, at + 140)
    return found.change == "level" and (
        STANDS.search(page.view.text, max(found.scene.sentence.start, at - 90), at) is not None
        or YEARLY.search(page.view.text, max(found.scene.sentence.start, at - 60), last) is not None
    )


YEARLY = re.compile(
    r"\b(?:every|each)\s+year\b|\bannually\b|\bper\s+(?:year|annum)\b|\ba\s+year\b(?!\s+(?:before|earlier|ago|prior|later|on)\b)",
    re.IGNORECASE,
)


IS_NOW = re.compile(
    r"\b(?:remains?|now|currently|остается|остаётся|сохраняется|сейчас|estimates?\s+put|оценива[ею]тся)\b[^:;,]*$",
    re.IGNORECASE,
)


def is_now(page: Page, found: Frame) -> bool:
    """Say whether a sentence tells before the figure how things are now."""
    at = page.tokens[found.amount.first].start
    return IS_NOW.search(page.view.text, max(found.scene.sentence.start, at - 90), at) is not None
