"""Drawing: every sentence is drawn from its own key, so that a new template changes no other sentence."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Draw:
    """Choices made from a key, each remembered by name, so that failures can be traced to the choice behind them."""

    def __init__(self, key: str) -> None:
        self._random = random.Random(key)
        self.choices: list[str] = []
        self.today: dt.date | None = None

    def of(self, name: str, options: Sequence[T]) -> T:
        """Return one of the options and remember which."""
        option = options[int(self._random.random() * len(options))]
        self.choices.append(f"{name}: {_label(option)}")
        return option

    def whole(self, low: int, high: int) -> int:
        """Return a whole number of low..high; numbers are not remembered, they are no cause of a misreading."""
        return low + int(self._random.random() * (high - low + 1))

    def one_in(self, name: str, count: int) -> bool:
        """Say yes once in `count`; only a yes is remembered."""
        hit = self.whole(1, count) == 1
        if hit:
            self.choices.append(name)
        return hit


def _label(option: object) -> str:
    if isinstance(option, tuple):
        return str(option[0])
    return option.__name__ if callable(option) and hasattr(option, "__name__") else str(option)


class Part(NamedTuple):
    """Words with [[marks]] around the core of each amount, and the slots that each mark must give."""

    text: str
    slots: dict[str, str]


class Sentence(NamedTuple):
    """One generated text with marks, the slots of each mark in order, and the choices that made it."""

    language: str
    family: str
    header: str
    marked: str
    slots: tuple[dict[str, str], ...]
    choices: tuple[str, ...]

    @property
    def text(self) -> str:
        """The document as the reader gets it."""
        return self.header + self.marked.replace("[[", "").replace("]]", "")

    @property
    def line(self) -> str:
        """The sentence in the one-line test language."""
        dated = f"@{self.header.split()[1]} " if self.header else ""
        wanted = " ; ".join(" ".join(f"{name}={value}" for name, value in slots.items()) for slots in self.slots)
        return f"{dated}{self.marked} => {wanted}".replace("\n", r"\n")


def sentence_case(text: str) -> str:
    """Begin with a capital, also where a mark or a quotation sign opens the sentence."""
    at = next((at for at, sign in enumerate(text) if sign.isalnum()), 0)
    return text[:at] + text[at].upper() + text[at + 1 :]
