"""Ordinals: the beginnings of number words by which times are counted and ordered."""

from __future__ import annotations

import re

from karvon.read.tokens import APOSTROPHES

NUMBERS = {
    "дв": 2, "тр": 3, "четы": 4, "пят": 5, "шест": 6, "сем": 7, "восе": 8, "восьм": 8, "девят": 9, "десят": 10,
    "один": 11, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9, "он б": 11,
    "он": 10, "ikki": 2, "uch": 3, "to'rt": 4, "besh": 5, "olti": 6, "yetti": 7, "sakkiz": 8, "to'qqiz": 9, "o'n b": 11,
    "o'n": 10, "икки": 2, "уч": 3, "тўрт": 4, "беш": 5, "олти": 6, "етти": 7, "саккиз": 8, "тўққиз": 9, "ўн б": 11,
    "ўн": 10,
}  # fmt: skip
ORDINALS = {
    "iii": 3, "ii": 2, "перв": 1, "втор": 2, "трет": 3, "четв": 4, "fir": 1, "sec": 2, "thi": 3, "fou": 4,
    "алғашқы": 1, "бірінші": 1, "екінші": 2, "үшінші": 3, "төртінші": 4,
    "dastlabki": 1, "birinchi": 1, "ikkinchi": 2, "uchinchi": 3, "to": 4,
    "дастлабки": 1, "биринчи": 1, "иккинчи": 2, "учинчи": 3, "тўрт": 4,
}  # fmt: skip


def lookup(word: str, table: dict[str, int]) -> int:
    """Return the number that a word or its digits tell, 0 for none."""
    lowered = word.lower().translate(APOSTROPHES)
    digits = re.match(r"q?(\d+)", lowered)
    if digits:
        return int(digits[1])
    return next((value for stem, value in table.items() if lowered.startswith(stem)), 0)
