"""Eastern names: Chinese, Korean and Vietnamese names in Cyrillic, whose family name goes before."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.numbers import Marks
from karvon.read.tokens import Token, latin, readings
from karvon.read.wordclasses import belongs

EASTERN = 4
LENGTH = 12


def eastern_at(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> tuple[str, int] | None:
    """Return a Chinese, Korean or Vietnamese name in Cyrillic and its end: a family name of the table goes before."""
    word = tokens[at].text
    if at + 1 >= last or latin(word) or not word.istitle() or not belongs(word.lower(), "ru", "eastern"):
        return None
    end = at + 1
    while end < min(last, at + EASTERN) and _syllable(tokens, marks, end):
        end += 1
    if end == at + 1 or (end < last and _patronymic(tokens[end])):
        return None
    return " ".join(token.text for token in tokens[at:end]), end


def _syllable(tokens: Sequence[Token], marks: Marks, at: int) -> bool:
    """Say whether a word can be the given name behind an Eastern family name."""
    token = tokens[at]
    if token.kind != "word" or not token.text.istitle() or latin(token.text) or len(token.text) > LENGTH:
        return False
    return ("places", at) not in marks.begin and ("institutions", at) not in marks.begin and not _patronymic(token)


def _patronymic(token: Token) -> bool:
    return token.text[0].isupper() and any("Patr" in tag for tag in readings(token.lower))
