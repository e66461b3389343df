"""Scoring: a generated sentence is read back, and every slot that it fixes is compared with what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from tests.read.generated import plans_en, plans_ru, shapes_en, shapes_ru, trade_en, trade_ru, voices_ru
from tests.read.generated.drawing import Draw, Sentence
from tests.read.generated.passages import Family, passage
from tests.read.test_lines import _slot as told

from karvon.model.claim import Claim
from karvon.read import read_text

SINGLE: dict[str, tuple[Family, ...]] = {
    "ru": (*trade_ru.FAMILIES, *plans_ru.FAMILIES, *voices_ru.FAMILIES, *shapes_ru.FAMILIES),
    "en": (*trade_en.FAMILIES, *plans_en.FAMILIES, *shapes_en.FAMILIES),
}
MIXED = {"ru": (*trade_ru.FAMILIES, *plans_ru.FAMILIES), "en": (*trade_en.FAMILIES, *plans_en.FAMILIES[:-2])}
NAMES = tuple(
    (language, name) for language, made in SINGLE.items() for name in [*(f.__name__ for f in made), "passage"]
)
NUMBERS = ("value", "low", "high")


class Miss(NamedTuple):
    """One slot that was read wrong: what it should be and what it was."""

    slot: str
    wanted: str
    read: str


class Score(NamedTuple):
    """What was compared in one sentence, slot by slot, and what of it was missed."""

    sentence: Sentence
    compared: tuple[str, ...]
    misses: tuple[Miss, ...]


def sentences(language: str, family: str, count: int) -> Iterable[Sentence]:
    """Return the first `count` sentences of a family; they are always the same."""
    draws = (Draw(f"{language}/{family}/{number}") for number in range(count))
    if family == "passage":
        return (passage(draw, language, MIXED[language]) for draw in draws)
    make = next(make for make in SINGLE[language] if make.__name__ == family)
    return (make(draw) for draw in draws)


def spans(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the places of the marks in the text without them."""
    found, at, text = [], len(sentence.header), sentence.marked
    for piece in text.replace("]]", "[[").split("[["):
        found.append((at, at + len(piece)))
        at += len(piece)
    return found[1::2]


def score(sentence: Sentence) -> Score:
    """Read a sentence back and compare each slot; the slot `found` says whether an amount was read at all.

    The slot `only` says that nothing else was read as a quantity.
    """
    claims = [c for c in read_text(sentence.text, "line").claims if c.kind == "quantity"]
    compared, misses, used = ["only"], [], set()
    for (start, end), slots in zip(spans(sentence), sentence.slots, strict=True):
        claim = next((c for c in claims if c.start < end and start < c.end), None)
        compared.append("found")
        if claim is None:
            misses.append(Miss("found", sentence.text[start:end], "nothing"))
            continue
        used.add(claim.id)
        compared += slots
        misses += [miss for name, wanted in slots.items() if (miss := _miss(claim, name, wanted))]
    spare = [claim.quote for claim in claims if claim.id not in used]
    misses += [Miss("only", "no other quantity", spare[0])] if spare else []
    return Score(sentence, tuple(compared), tuple(misses))


def _miss(claim: Claim, name: str, wanted: str) -> Miss | None:
    read = told(claim, name)
    same = read == wanted
    if name in NUMBERS and "none" not in (read, wanted):
        same = Decimal(read) == Decimal(wanted)
    return None if same else Miss(name, wanted, read)


def rates(scores: Sequence[Score]) -> dict[str, float]:
    """Return the share of each slot that was read right, over all comparisons."""
    all_of = Counter(slot for one in scores for slot in one.compared)
    missed = Counter(miss.slot for one in scores for miss in one.misses)
    return {slot: 1 - missed[slot] / count for slot, count in sorted(all_of.items())}
