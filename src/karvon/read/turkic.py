"""Kazakh and Uzbek: case endings behind numbers, and times, where the year stands before the month."""

from __future__ import annotations

from collections.abc import Sequence

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


LIMITS = frozenset({"дейін", "шейін", "қадар", "qadar"})

Written = tuple[str, tuple[str, ...], str]  # kind, words of which a text needs one, expression
YEAR = r"(?P<year>(?:19|20)\d\d)"


def kazakh(month: str) -> list[Written]:
    """Return the rules of time expressions in Kazakh; `month` is the pattern of a month's name."""
    ahead = rf"(?:{YEAR}\s*-?\s*жыл\w*\s+)?"
    return [
        ("year", (), rf"{YEAR}\s*-?\s*жыл\w*\s+(?:соңына\s+|аяғына\s+)?(?P<by>дейін|қарай)"),
        ("day", (), rf"(?P<d>\d{{1,2}})\s+(?P<month>{month})\s+{YEAR}(?:\s*-?\s*(?:жыл\w*|ж\.))?"),
        ("day", (), rf"{ahead}(?P<d>\d{{1,2}})\s+(?P<month>{month})"),
        ("months", (), rf"{ahead}(?P<month>{month})\s*-\s*(?P<month2>{month})(?:\s+ай\w*)?"),
        ("half", (), rf"{ahead}(?P<ordinal>алғашқы|бірінші|екінші|iі?|[12](?:-ші)?)\s+жарты\s*жылды\w*"),
        ("quarter", (), rf"{ahead}(?P<ordinal>алғашқы|бірінші|екінші|үшінші|төртінші|iv|i{{1,3}}|[1-4](?:-ші)?)"
                        r"\s+тоқсан\w*"),
        ("month", (), rf"{YEAR}\s*-?\s*жыл\w*\s+(?P<month>{month})(?:\s+ай\w*)?"),
        ("first_months", (), rf"{ahead}(?:алғашқы\s+)?(?P<count>\d{{1,2}})\s+ай\w*"),
        ("since", (), r"жыл\s+басынан(?:\s+бері)?"),
        ("relative", (), r"(?P<last>былтыр\w*|(?:өткен|былтырғы)\s+жыл\w*)|(?P<next>келесі\s+жыл\w*)"
                     r"|(?P<this>биыл\w*|(?:осы|ағымдағы)\s+жыл\w*)"),
        ("years", (), rf"{YEAR}\s*-\s*(?P<year2>(?:19|20)\d\d)\s*-?\s*жыл\w*"),
        ("year", (), rf"{YEAR}\s*-?\s*(?:жыл\w*|ж\.)"),
        ("now", (), r"қазіргі\s+(?:таңда|уақытта)|қазір|бүгінде|бүгінгі\s+күні"),
    ]  # fmt: skip


def uzbek(month: str) -> list[Written]:
    """Return the rules of time expressions in Uzbek, Latin and Cyrillic; `month` is the pattern of a month's name."""
    year = rf"{YEAR}\s*-?\s*(?:yil|йил)"
    ahead = rf"(?:{year}\w*\s+)?"
    return [
        ("year", (), rf"{year}(?P<by>gacha|гача|(?:ga|га)\s+(?:qadar|қадар))"),
        ("day", (), rf"(?P<d>\d{{1,2}})\s*-?\s*(?P<month>{month})\s+{YEAR}(?:\s*-?\s*(?:yil|йил)\w*)?"),
        ("day", (), rf"{ahead}(?P<d>\d{{1,2}})\s*-?\s*(?P<month>{month})"),
        ("months", (), rf"{ahead}(?P<month>{month})\s*-\s*(?P<month2>{month})"),
        ("half", (), rf"{ahead}(?P<ordinal>birinchi|ikkinchi|dastlabki|биринчи|иккинчи|дастлабки|[12]-?)"
                     r"\s*(?:yarm|yarim|ярм|ярим)\w*(?:\s+(?:yillig|йиллиг)\w+)?"),
        ("quarter", (), rf"{ahead}(?P<ordinal>birinchi|ikkinchi|uchinchi|to.?rtinchi|биринчи|иккинчи|учинчи|тўртинчи"
                        r"|iv|i{1,3}|[1-4]-?)\s*(?:chora|чора)\w+"),
        ("month", (), rf"{year}\w*\s+(?P<month>{month})"),
        ("first_months", (), rf"{ahead}(?:dastlabki\s+|дастлабки\s+)?(?P<count>\d{{1,2}})\s+(?:oy|ой)\w*"),
        ("since", (), r"(?:yil|йил)\s+(?:boshidan|бошидан)(?:\s+(?:beri|бери))?"),
        ("relative", (), r"(?P<last>(?:o.?tgan|ўтган)\s+(?:yil|йил)\w*)|(?P<next>(?:kelasi|келаси)\s+(?:yil|йил)\w*)"
                     r"|(?P<this>(?:bu|joriy|shu|бу|жорий|шу)\s+(?:yil|йил)\w*)"),
        ("years", (), rf"{YEAR}\s*-\s*(?P<year2>(?:19|20)\d\d)\s*-?\s*(?:yil|йил)\w*"),
        ("year", (), rf"{year}\w*"),
        ("now", (), r"(?:bugungi|бугунги)\s+(?:kunda|кунда)|hozir\w*|ҳозир\w*|ayni\s+paytda|айни\s+пайтда"),
    ]  # fmt: skip
