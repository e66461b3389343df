"""Times in Kazakh and Uzbek: year and month words carry their case endings, the year stands before the month."""

from __future__ import annotations

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
        ("month", (), rf"{year}\w*\s+(?P<month>{month})"),
        ("first_months", (), rf"{ahead}(?:dastlabki\s+|дастлабки\s+)?(?P<count>\d{{1,2}})\s+(?:oy|ой)\w*"),
        ("since", (), r"(?:yil|йил)\s+(?:boshidan|бошидан)(?:\s+(?:beri|бери))?"),
        ("relative", (), r"(?P<last>(?:o.?tgan|ўтган)\s+(?:yil|йил)\w*)|(?P<next>(?:kelasi|келаси)\s+(?:yil|йил)\w*)"
                     r"|(?P<this>(?:bu|joriy|shu|бу|жорий|шу)\s+(?:yil|йил)\w*)"),
        ("years", (), rf"{YEAR}\s*-\s*(?P<year2>(?:19|20)\d\d)\s*-?\s*(?:yil|йил)\w*"),
        ("year", (), rf"{year}\w*"),
        ("now", (), r"(?:bugungi|бугунги)\s+(?:kunda|кунда)|hozir\w*|ҳозир\w*|ayni\s+paytda|айни\s+пайтда"),
    ]  # fmt: skip
