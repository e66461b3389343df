"""Kazakh and Uzbek: case endings behind numbers, and times, where the year stands before the month."""

from __future__ import annotations

import re
from collections.abc import Sequence

from karvon.read.gates import holds
from karvon.read.tokens import Token

SUFFIXED = frozenset({"kk", "uz"})
CLASSIFIERS = frozenset({"та", "ta", "дона", "dona", "дана", "нафар", "nafar"})  # "500 та иш ўрни": counted one by one
FOLD = frozenset({"есе", "есеге", "баравар", "баробар", "baravar", "barobar", "marta", "marotaba"})  # "2 есе": twofold
ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен", "dan")
CASES = frozenset(
    ["ге", "ға", "ке", "қа", "не", "на", "ден", "дан", "тен", "тан", "нен", "нан", "ді", "ды", "ті", "ты",
     "ні", "ны", "нің", "ның", "дің", "дың", "тің", "тың", "де", "да", "те", "та", "сі", "сы", "і", "ы",
     "дей", "дай", "тей", "тай", "лік", "лық", "ga", "ka", "qa", "dan", "ni", "ning", "da", "ta", "га", "ни",
     "нинг"]
)  # fmt: skip


def declined(tokens: Sequence[Token], at: int, language: str) -> int:
    """Return where a number ends whose case ending may be hyphened to it or stand apart ("200-ге", "30 dan")."""
    if language not in SUFFIXED or at >= len(tokens):
        return at
    if tokens[at].text == "-" and at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end:
        return at + 2 if tokens[at + 1].lower in CASES else at
    return at + 1 if tokens[at].lower in CASES - CLASSIFIERS and tokens[at].kind == "word" else at


def ablative(word: str) -> bool:
    """Say whether a word stands in the case that "more than" and "exceeded" ask for."""
    return word.endswith(ABLATIVE)


def limits(tokens: Sequence[Token], at: int) -> bool:
    """Say whether an amount that ends before a token is the upper end of a range ("долларға дейін", "dollargacha")."""
    word = tokens[at].lower if at < len(tokens) else ""
    return word in LIMITS or tokens[at - 1].lower.endswith(("gacha", "гача"))


WITH = frozenset({"мен", "бен", "пен", "менен", "bilan", "билан"})
ROLES = (
    ("to", ("ға", "ге", "қа", "ке", "ына", "іне", "сіне", "сына", "ga", "ka", "qa", "га", "ка")),
    ("from", ("дан", "ден", "тан", "тен", "нан", "нен", "dan")),
    ("in", ("да", "де", "та", "те", "da", "дағы", "дегі", "тағы", "тегі", "dagi", "даги")),
    ("of", ("ның", "нің", "дың", "дің", "тың", "тің", "ning", "нинг")),
)


def role(tokens: Sequence[Token], last: int, patterns: str) -> str:
    """Return the role that the ending of a country's name gives it; its patterns tell where the ending begins.

    `last` is where the name ends; "мен" and "bilan" behind it have it with another.
    """
    word = tokens[last - 1].lower
    stems = [stem.rstrip("*") for stem in patterns.rsplit(maxsplit=1)[-1].split("|")]
    ending = word[max((len(stem) for stem in stems if word.startswith(stem)), default=len(word)) :]
    if (
        not ending
        and last + 1 < len(tokens)
        and tokens[last].text == "-"
        and tokens[last].start == tokens[last - 1].end
    ):
        ending = tokens[last + 1].lower
    if ending in ("", "мен", "пен", "бен"):
        behind = tokens[last].lower if last < len(tokens) else ""
        return "with" if ending or behind in WITH else "plain"
    return next((role for role, ends in ROLES if ending.endswith(ends)), "plain")


DATIVE = ("ға", "ге", "қа", "ке", "на", "не", "ga", "ka", "qa", "га", "ка")
GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің", "ning", "нинг")
OR = frozenset({"немесе", "yoki", "ёки", "яғни", "ya'ni", "яъни"})
STEPS = (
    "көп", "артық", "аз", "кем", "өс", "арт", "төменде", "азай", "қысқар", "ұлғай", "көбей", "кемі", "жоғары",
    "ko'p", "ortiq", "kam", "o's", "osh", "ort", "pasay", "yuqori", "кўп", "ортиқ", "кам", "ўс", "ош", "ортд", "ортган",
    "пасай", "юқори",
)  # fmt: skip


def stepped(tokens: Sequence[Token], last: int) -> bool:
    """Say whether an amount that ends here is a step: "долларға көп", "долларга ёки 29 фоизга ошган"."""
    if not tokens[last - 1].lower.endswith(DATIVE):
        return False
    if last + 2 < len(tokens) and tokens[last].lower in OR and tokens[last + 1].kind == "number":
        last += 3 + (tokens[last + 2].text == "%" and tokens[min(last + 3, len(tokens) - 1)].text == "-") * 2
    return last < len(tokens) and tokens[last].lower.startswith(STEPS)


def part_of(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a percent is a part of what stands before it ("савдонинг 17 фоизи"), or alone in brackets."""
    alone = first > 0 and last < len(tokens) and tokens[first - 1].text == "(" and tokens[last].text == ")"
    return alone or (first > 0 and tokens[first - 1].lower.endswith(GENITIVE))


def of_trade(tokens: Sequence[Token], first: int) -> bool:
    """Say whether trade stands right before a figure that is a part of it ("савдонинг 17 фоизи")."""
    word = tokens[first - 1].lower if first > 0 else ""
    return word.endswith(GENITIVE) and word.startswith(TRADE)


TRADE = ("savdo", "ayirbosh", "aylanma", "савдо", "айирбош", "айланма", "сауда", "айналым")


def behind_bracket(tokens: Sequence[Token], last: int) -> int:
    """Return where a bracket right behind an amount ends, `last` where there is none ("доллардан (18 %) асты")."""
    if last >= len(tokens) or tokens[last].text != "(":
        return last
    end = min(last + BRACKET, len(tokens))
    return next((at + 1 for at in range(last, end) if tokens[at].text == ")"), last)


BRACKET = 12
COMPARING = (
    "нисбатан", "қарағанда", "қараганда", "салыстырғанда", "солиштирганда", "таққослаганда", "nisbatan", "qaraganda",
    "solishtirganda", "taqqoslaganda",
)  # fmt: skip
AGAINST = re.compile(rf"(?:[ -][^\W\d_]{{1,16}}){{0,4}}?[ ](?:{'|'.join(COMPARING)})(?!\w)", re.IGNORECASE)
FAR = 80


def against(text: str, end: int) -> bool:
    """Say whether a time that ends here is only what something is compared with ("ўтган йилга нисбатан")."""
    after = text[end : end + FAR].lower()
    return holds(after, COMPARING) and AGAINST.match(text, end) is not None


LIMITS = frozenset({"дейін", "шейін", "қадар", "qadar"})

Written = tuple[str, tuple[str, ...], str]  # kind, words of which a text needs one, expression
YEAR = r"(?P<year>(?:19|20)\d\d)"


KK_RELATIVE = (
    r"(?P<last>былтыр\w*(?:\s+жыл\w*)?|өткен\s+жыл\w*)|(?P<next>(?:келесі|келер)\s+жыл\w*)"
    r"|(?P<before>алдыңғы\s+жыл\w*)|(?P<this>биыл\w*(?:\s+жыл\w*)?|(?:осы|ағымдағы|үстіміздегі)\s+жыл\w*)"
)
UZ_RELATIVE = (
    r"(?P<last>(?:o.?tgan|ўтган)\s+(?:yil|йил)\w*)|(?P<next>(?:kelasi|keyingi|келаси|кейинги)\s+(?:yil|йил)\w*)"
    r"|(?P<this>(?:bu|joriy|shu|бу|жорий|шу)\s+(?:yil|йил)\w*)"
)
KK_COUNT = r"(?P<count>\d{1,2}|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он\s+бір|он)"
UZ_COUNT = (
    r"(?P<count>\d{1,2}|ikki|uch|to.rt|besh|olti|yetti|sakkiz|to.qqiz|o.n\s+bir|o.n"
    r"|икки|уч|тўрт|беш|олти|етти|саккиз|тўққиз|ўн\s+бир|ўн)"
)
FROM = r"(?<=dan|дан|ден|тан|тен|нан|нен)"  # the case of the month from which a stretch runs


def kazakh(month: str) -> list[Written]:
    """Return the rules of time expressions in Kazakh; `month` is the pattern of a month's name."""
    year = rf"(?:{YEAR}\s*-?\s*жыл\w*|{KK_RELATIVE})"
    ahead = rf"(?:{year}\s+)?"
    return [
        ("year", (), rf"{YEAR}\s*-?\s*жыл\w*\s+(?:соңына\s+|аяғына\s+)?(?P<by>дейін|қарай|таман)"),
        ("day", (), rf"(?P<d>\d{{1,2}})\s+(?P<month>{month})\s+{YEAR}(?:\s*-?\s*(?:жыл\w*|ж\.))?"),
        ("day", (), rf"{ahead}(?P<d>\d{{1,2}})\s+(?P<month>{month})"),
        ("months", (), rf"{ahead}(?P<month>{month})\s*-\s*(?P<month2>{month})(?:\s+ай\w*)?"),
        ("months", (), rf"{ahead}(?P<month>{month}){FROM}\s+(?:\d{{1,2}}\s+)?(?P<month2>{month})\s+(?:дейін|шейін)"),
        ("half", (), rf"{ahead}(?P<ordinal>алғашқы|бірінші|екінші|iі?|[12](?:-ші)?)\s+жарты\s*жылды\w*"),
        ("quarter", (), rf"{ahead}(?P<ordinal>алғашқы|бірінші|екінші|үшінші|төртінші|iv|i{{1,3}}|[1-4](?:-ші)?)"
                        r"\s+тоқсан\w*"),
        ("month", (), rf"{year}\s+(?P<month>{month})(?:\s+ай\w*)?"),
        ("month", (), rf"(?P<month>{month})\s+ай\w*"),
        ("first_months", (), rf"{ahead}(?:алғашқы\s+)?{KK_COUNT}\s+ай\w*"),
        ("since", (), r"жыл\s+басынан(?:\s+бері)?"),
        ("relative", (), KK_RELATIVE),
        ("years", (), rf"{YEAR}\s*-\s*(?P<year2>(?:19|20)\d\d)\s*-?\s*жыл\w*"),
        ("year", (), rf"{YEAR}\s*-?\s*(?:жыл\w*|ж\.)"),
        ("now", (), r"қазіргі\s+(?:таңда|уақытта)|қазір|бүгінде|бүгінгі\s+(?:күні|таңда)"),
    ]  # fmt: skip


def uzbek(month: str) -> list[Written]:
    """Return the rules of time expressions in Uzbek, Latin and Cyrillic; `month` is the pattern of a month's name."""
    plain = rf"{YEAR}\s*-?\s*(?:yil|йил)"
    year = rf"(?:{plain}\w*|{UZ_RELATIVE})"
    ahead = rf"(?:{year}\s+)?"
    return [
        ("year", (), rf"{plain}(?P<by>gacha|гача|(?:ga|га)\s+(?:qadar|қадар))"),
        ("day", (), rf"(?P<d>\d{{1,2}})\s*-?\s*(?P<month>{month})\s+{YEAR}(?:\s*-?\s*(?:yil|йил)\w*)?"),
        ("day", (), rf"{ahead}(?P<d>\d{{1,2}})\s*-?\s*(?P<month>{month})"),
        ("months", (), rf"{ahead}(?P<month>{month})\s*-\s*(?P<month2>{month})"),
        ("months", (), rf"{ahead}(?P<month>{month}){FROM}\s+(?:\d{{1,2}}\s*-?\s*)?(?P<month2>{month})"
                       r"(?:(?<=gacha)|(?<=гача)|\s+(?:qadar|қадар))"),
        ("half", (), rf"{ahead}(?P<ordinal>birinchi|ikkinchi|dastlabki|биринчи|иккинчи|дастлабки|[12]-?)"
                     r"\s*(?:yarm|yarim|ярм|ярим)\w*(?:\s+(?:yillig|йиллиг)\w+)?"),
        ("quarter", (), rf"{ahead}(?P<ordinal>birinchi|ikkinchi|uchinchi|to.?rtinchi|биринчи|иккинчи|учинчи|тўртинчи"
                        r"|iv|i{1,3}|[1-4]-?)\s*(?:chora|чора)\w+"),
        ("month", (), rf"{year}\s+(?P<month>{month})"),
        ("month", (), rf"(?P<month>{month})\s+(?:oy|ой)\w*"),
        ("first_months", (), rf"{ahead}(?:dastlabki\s+|дастлабки\s+)?{UZ_COUNT}\s+(?:oy|ой)\w*"),
        ("since", (), r"(?:yil|йил)\s+(?:boshidan|бошидан)(?:\s+(?:beri|бери|buyon|буён))?"),
        ("relative", (), UZ_RELATIVE),
        ("years", (), rf"{YEAR}\s*-\s*(?P<year2>(?:19|20)\d\d)\s*-?\s*(?:yil|йил)\w*"),
        ("year", (), rf"{plain}\w*"),
        ("now", (), r"(?:bugungi|бугунги)\s+(?:kunda|кунда)|hozir\w*|ҳозир\w*|ayni\s+paytda|айни\s+пайтда"),
    ]  # fmt: skip
