"""A view of the text for the rules: odd spaces, dashes and invisible signs made plain, places kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

SPACES = dict.fromkeys(
    map(ord, "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
PLAIN = SPACES | DASHES
ODD = re.compile("[" + "".join(map(chr, PLAIN)) + "]")
SIGNS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
INVISIBLE = re.compile(f"[{SIGNS}]+")


DOUBLED = (("''", '"\u200b'), ("``", "“\u200b"), ("‘‘", "“\u200b"), ("’’", "”\u200b"))  # a mark typed as two


class View(NamedTuple):
    """The plain text and, where signs were left out, the places after which the original runs ahead."""

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def original(self, at: int) -> int:
        """Return the place in the original text of a place in the plain text."""
        if not self.cuts:
            return at
        index = bisect_right(self.cuts, at) - 1
        return at if index < 0 else at + self.shifts[index]


def view(text: str) -> View:
    """Return the plain view: the same code points one to one, less the invisible ones."""
    for twice, mark in DOUBLED:
        text = text.replace(twice, mark) if twice in text else text
    cuts: list[int] = []
    shifts: list[int] = []
    removed = 0
    for match in INVISIBLE.finditer(text) if any(sign in text for sign in SIGNS) else ():
        cuts.append(match.start() - removed)
        removed += match.end() - match.start()
        shifts.append(removed)
    visible = INVISIBLE.sub("", text) if cuts else text
    return View(ODD.sub(lambda odd: PLAIN[ord(odd[0])], visible), tuple(cuts), tuple(shifts))
