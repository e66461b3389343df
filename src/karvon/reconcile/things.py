"""One name for each thing that texts name: in quotation marks in one, by its kind and bare name in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from karvon.reconcile.proper import stem

SIGN = ": "


def one_names(called: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the names to be told by other ones: "plant: karas" where a text has a plant's name in quotation marks.

    Names come with the kind of the thing that bears them, as far as its text tells it. A bridge is not the plant of
    its name.
    """
    listed = frozenset(called)
    quoted: dict[tuple[str, str], str] = {}
    for name, kind in sorted(listed, reverse=True):
        if SIGN not in name:
            quoted[" ".join(map(stem, name.split())), kind] = name
    found: dict[str, str] = {}
    for name, _ in listed:
        kind, sign, bare = name.partition(SIGN)
        own = (quoted.get((bare, kind)) or quoted.get((bare, ""))) if sign else None
        found |= {name: own} if own else {}
    return found
