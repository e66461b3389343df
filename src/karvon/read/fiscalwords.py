"""Fiscal words: how Russian names marketing and budget years, and whether months stand before the year they are of."""

from __future__ import annotations

import re

from karvon.read.turkic import Written


def of_fiscal(text: str, first: int, last: int, end: int) -> bool:
    """Say whether the words at [first, last) tie months to a fiscal year at [last, end): "April to June of FY 2023"."""
    tied = OF_FISCAL.fullmatch(text, first, last) is not None
    return tied and FISCAL_YEAR.search(text, first, end + HALF) is not None


HALF = 4  # the second half of a year told by two numbers stands behind the end: "2023-24"
FISCAL_YEAR = re.compile(r"\bfy|fiscal|financial|iranian|persian|solar|\d{4}[-/]\d\d(?!\d)|\d{4}/20\d\d", re.IGNORECASE)
OF_FISCAL = re.compile(
    r"\s{1,2}(?:(?:сельхоз)?сезона|мг|(?:маркетингового|сельскохозяйственного|зернового)\s{1,2}года)\s?-?\s?"
    r"|,?\s{1,2}(?:(?:of|in|for|during)\s{1,2})?(?:the\s{1,2})?(?:(?:past|last|previous|current)\s{1,2})?(?:(?:fiscal|financial)(?:\s{1,2}year)?\s{1,2}|fy\s?)?\(?",
    re.IGNORECASE,
)
CROP_YEAR = (
    r"(?:(?:(?:зернов|маркетингов|сельскохозяйственн)\w{2,3}\s|сельхоз)\s?(?:год\w?|сезон\w?)|сезон\w?|мг)(?!\w)"
)
CROPS = ("сезон", "мг", "маркетинг", "сельскохоз", "сельхоз", "зернов")


def crop_years(year: str) -> list[Written]:
    """Return the rules of years told by two numbers, and of marketing years told by their distance from the present."""
    budget = r"(?:финансов|фискальн|бюджетн)\w{2,3}\s+год\w?"
    return [
        ("fiscal", ("финанс", "фискал", "бюджет", *CROPS),
                   rf"(?:(?:в|за|на)\s+)?{year}\s*[-/]\s*(?:20)?(?P<short>\d\d)(?!\d)\s*(?:гг?\.?\s*)?"
                   rf"(?:{budget}|{CROP_YEAR})"),
        ("fiscal", ("/",), rf"(?:(?:в|за|на)\s+)?{year}/(?:20)?(?P<short>\d\d)(?!\d|/)(?:\s+(?:гг?\.|год\w{{0,2}}))?"),
        ("since", CROPS, r"с\s+начала\s+(?:(?:текущего|этого|нынешнего|нового)\s+)?"
                         rf"(?:{year}(?:/\d\d(?:\d\d)?)?\s+)?{CROP_YEAR}"),
        ("relative", CROPS, r"(?:в|за|на|по\s+(?:итогам|результатам))\s+(?:(?P<last>(?:прошл|предыдущ|минувш)\w{2,3})"
                            rf"|(?P<this>(?:текущ|нынешн|эт)\w{{2,3}}))\s+{CROP_YEAR}"),
    ]  # fmt: skip
