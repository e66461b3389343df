"""Distortions of a generated sentence: typos outside the numbers, other signs, missing spaces, page furniture.

Each takes the marked text (with the header apart) and gives another marked text of the same meaning; what must survive
is `SURVIVES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.read.generated.drawing import Draw, Sentence

SURVIVES = frozenset({"found", "value", "unit", "bound"})
BOUND_WORDS = re.compile(
    r"более|больше|свыше|менее|меньше|около|порядка|пример|прибл|ориент|почти|район|максим|миним|превы|превзо|перевал"
    r"|преодол|отмет|\bне\b|\bчем\b|\bкак\b|more|than|over|exce|above|least|less|minimum|under|most|about|around|approx|nearly"
    r"|almost|rough|close|some|surpass|topped|passed|mark|\bnot\b|\bno\b|снизи|сократи|упал|уменьш|просел|потеря|паден|сниж"
    r"|сокращ|fell|declin|decreas|drop|shrank|down|вырос|вырас|увелич|возрос|подня|прибав|рост|grew|rose|increas|went|climb|expan",
    re.IGNORECASE,
)
LOOKALIKES = str.maketrans({"о": "o", "е": "e", "а": "a", "с": "c", "р": "p", "х": "x", "О": "O", "С": "C", "Т": "T"})
PARTS = re.compile(r"(\[\[.*?\]\])", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{6,}")


def _outside(marked: str, change: Callable[[str], str]) -> str:
    """Change only what stands outside the marks."""
    return "".join(piece if piece.startswith("[[") else change(piece) for piece in PARTS.split(marked))


def typo(draw: Draw, sentence: Sentence) -> str:
    """Return the text with two neighbouring letters swapped, one doubled or one lost in a word that sets no bound."""
    words = [
        match
        for piece in _places(sentence.marked)
        for match in WORD.finditer(sentence.marked, *piece)
        if not BOUND_WORDS.search(match[0])
    ]
    if not words:
        return sentence.marked
    match = words[draw.whole(0, len(words) - 1)]
    at = match.start() + draw.whole(2, len(match[0]) - 3)
    head, pair, tail = sentence.marked[:at], sentence.marked[at : at + 2], sentence.marked[at + 2 :]
    return head + draw.of("typo", (pair[::-1], pair[0] + pair, pair[1])) + tail


def _places(marked: str) -> list[tuple[int, int]]:
    places, at = [], 0
    for piece in PARTS.split(marked):
        if not piece.startswith("[["):
            places.append((at, at + len(piece)))
        at += len(piece)
    return places


def quotes(draw: Draw, sentence: Sentence) -> str:
    """Return the text with other quotation marks."""
    opening, closing = draw.of("quotes", (("“", "”"), ("„", "“"), ('"', '"'), ("‹", "›"), ("''", "''")))
    text = re.sub(r"[«„“](?=\w)", opening, sentence.marked)
    return re.sub(r"(?<=[\w.!,\]])[»“”]", closing, text)


def spaces(draw: Draw, sentence: Sentence) -> str:
    """Return the text with no-break, thin, narrow or doubled spaces instead of plain ones."""
    return sentence.marked.replace(" ", draw.of("space", (chr(0xA0), chr(0x2009), chr(0x202F), "  ", "\t")))


def glued(_draw: Draw, sentence: Sentence) -> str:
    """Return the text without the spaces behind its commas, colons and full stops."""
    return _outside(sentence.marked, lambda piece: re.sub(r"(^|(?<=[^\W\d_]))([,;:.]) (?=[^\W\d_])", r"\2", piece))


def dashes(draw: Draw, sentence: Sentence) -> str:
    """Return the text with other dashes, and its decimal ranges of months with other hyphens."""
    sign = draw.of("dash", ("-", "–", "—", "―", "−", "‑", "‒"))
    return re.sub(r"[–—‑-]", sign, sentence.marked)


def lookalikes(draw: Draw, sentence: Sentence) -> str:
    """Return the text with Latin letters in one Russian word that sets no bound, as mixed keyboards give them."""
    places = [
        match
        for piece in _places(sentence.marked)
        for match in WORD.finditer(sentence.marked, *piece)
        if not BOUND_WORDS.search(match[0])
    ]
    if not places:
        return sentence.marked
    match = places[draw.whole(0, len(places) - 1)]
    return sentence.marked[: match.start()] + match[0].translate(LOOKALIKES) + sentence.marked[match.end() :]


def broken(draw: Draw, sentence: Sentence) -> str:
    """Return the text with line breaks in place of some of its spaces, as mail and PDF give them."""
    words = sentence.marked.split(" ")
    every = draw.whole(3, 6)
    return "".join(word + ("\n" if at % every == 0 else " ") for at, word in enumerate(words, 1)).strip()


FURNITURE = {
    "ru": (
        ("Главная | Новости | Экономика | Общество | Спорт\n\n", "\n\nЧитайте также: Как добраться до аэропорта"),
        ("USD 478,91 EUR 512,40 RUB 5,21\n\n", "\n\nПодписывайтесь на наш канал в Telegram"),
        ("Курсы валют: USD – 478,91 EUR – 512,40\n\n", "\n\nФото: пресс-служба правительства"),
        ("12:45 / Просмотров: 1 245\n\n", "\n\nПоделиться 12 Комментарии (3)"),
        ("Астана +12 °C\n\n", "\n\n© 2010–2024 Все права защищены"),
    ),
    "en": (
        ("Home | News | Economy | Society | Sport\n\n", "\n\nRead also: How to get to the airport"),
        ("USD 478.91 EUR 512.40 RUB 5.21\n\n", "\n\nSubscribe to our Telegram channel"),
        ("Views: 1,245 | Comments: 3\n\n", "\n\nPhoto credit: press service of the government"),
        ("Astana +12 °C\n\n", "\n\n© 2010–2024 All rights reserved"),
    ),
}


def furniture(draw: Draw, sentence: Sentence) -> str:
    """Return the text with what stands around it on a page."""
    before, after = draw.of("furniture", FURNITURE[sentence.language])
    return before + sentence.marked + after


DISTORTIONS = (typo, quotes, spaces, glued, dashes, lookalikes, broken, furniture)


def distorted(sentence: Sentence, distortion: Callable[[Draw, Sentence], str], key: str) -> Sentence:
    """Return the sentence distorted, with only the slots that must survive."""
    draw = Draw(key)
    marked = distortion(draw, sentence)
    slots = tuple({name: value for name, value in one.items() if name in SURVIVES} for one in sentence.slots)
    choices = (*sentence.choices, *draw.choices)
    return sentence._replace(family=distortion.__name__, marked=marked, slots=slots, choices=choices)
