"""Respective: which countries are each figure's own where a sentence tells figures in turn or in two mirrored parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read.atlas import Mention, countries, mentions
from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Scene
from karvon.read.scene import once as remembered

FEW, BEHIND = 2, 5
DIRECTED = frozenset({"to", "inward", "from", "with"})

RESPECTIVELY = frozenset({"respectively", "соответственно"})


@remembered
def in_turn(scene: Scene) -> bool:
    """Say whether a sentence tells its figures in the order of their countries."""
    return not RESPECTIVELY.isdisjoint(scene.words)


def run(scene: Scene, amount: Amount) -> Sequence[Amount]:
    """Return the figures told in turn with an amount, itself among them: "43, 42 и 31 млн долларов соответственно"."""
    return next((row for row in runs(scene) if amount in row), []) if in_turn(scene) else []


@remembered
def runs(scene: Scene) -> list[list[Amount]]:
    """Return the figures of a sentence that stand one after another with nothing but signs and "and" between them."""
    found: list[list[Amount]] = []
    for amount in scene.amounts:
        between = scene.words[found[-1][-1].last - scene.first : amount.first - scene.first] if found else ()
        if found and 0 < len(between) <= NEXT and JOINING.issuperset(between):
            found[-1].append(amount)
        else:
            found.append([amount])
    return [row for row in found if len(row) > 1]


NEXT = 3
JOINING = frozenset({",", "и", "а", "также", "and", "на", "до", "by", "to", "in"})


def chain(named: Sequence[Mention], scene: Scene, length: int, near: int) -> Sequence[Mention]:
    """Return the countries named one after another, as many as asked for, that stand nearest to a token."""
    rows: list[list[Mention]] = []
    for mention in named:
        between = scene.words[rows[-1][-1].last - scene.first : mention.first - scene.first] if rows else ()
        if rows and 0 < len(between) <= NEXT and between[0] in AND and COUPLING.issuperset(between):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    fit = [row for row in rows if len(row) == length]
    return min(fit, key=lambda row: min(abs(row[0].first - near), abs(row[-1].first - near)), default=())


def shares_in_turn(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent is the share of one of several partners: "на A, B и C приходится 21, 17 и 5 процентов"."""
    row = run(scene, amount)
    if not row or row[-1].kind != "percent" or not any(word.startswith(SHARED) for word in scene.words):
        return False
    return bool(chain(countries(mentions(scene)), scene, len(row), row[0].first))


SHARED = (
    "приход", "пришл", "доля", "доли", "долю", "долей", "удельн", "покупател", "рынк", "рынок", "импортер", "импортёр",
    "поставщик", "партн", "account", "share", "buyer", "market", "supplier", "destination", "partner", "importer",
)  # fmt: skip
AND = frozenset({",", "и", "and", "а"})
COUPLING = AND | frozenset({"также", "в", "во", "на", "с", "со", "из", "to", "from", "with", "the"})


def respective(found: Frame, named: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a figure where as many countries as figures are told "respectively", each with its own."""
    if not in_turn(found.scene):
        return ()
    at = found.amount.first
    tokens = found.scene.tokens
    behind = _respective_behind(found, countries(named))
    if behind is not None:
        return [m for m in named if m is behind or (m.first < at and m.role not in DIRECTED)]
    chain = [m for m in countries(named) if m.first < at]
    while len(chain) > 1 and chain[-1].first - chain[-2].last > 2:
        chain.pop()
    while len(chain) > 1 and any(
        right.first - left.last > 2 or tokens[right.first - 1].lower not in (",", "and", "и", "the")
        for left, right in pairwise(chain)
    ):
        chain = chain[1:]
    later = [a for a in found.scene.amounts if chain and a.first > chain[-1].last]
    alike = [a for a in later if a.kind == found.amount.kind]
    mine = alike if len(alike) == len(chain) else later
    if len(chain) < FEW or len(mine) != len(chain) or found.amount not in mine:
        return ()
    own = chain[mine.index(found.amount)]
    return [m for m in named if m not in chain or m is own]


def _respective_behind(found: Frame, named: Sequence[Mention]) -> Mention | None:
    """Return the country of a figure of a chain told before its countries: "5 and 3 mln to A and B, respectively"."""
    scene = found.scene
    told = next(at for at in range(scene.first, scene.last) if scene.tokens[at].lower in RESPECTIVELY)
    chain = [m for m in named if m.last <= told]
    start = next((at for at in range(len(chain) - 1, 0, -1) if chain[at].first - chain[at - 1].last > FEW), 0)
    chain = chain[start:]
    mine = [a for a in scene.amounts if chain and a.last <= chain[0].first][-len(chain) :]
    if len(chain) < FEW or len(mine) != len(chain) or found.amount not in mine or told - chain[-1].last > FEW:
        return None
    joined = all(right.first - left.last <= FEW for left, right in pairwise(mine))
    near = chain[0].first - mine[-1].last <= BEHIND and all(m.role == chain[0].role for m in chain)
    return chain[mine.index(found.amount)] if joined and near else None


def mirrored(found: Frame, named: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a figure's half where a sentence tells what each of two does to the other.

    "A exported 4 million to B, while B exported 54 to A"; nothing where there are no such halves.
    """
    if len(named) != FOUR or len(named) != len(countries(named)):
        return ()
    codes = [m.code for m in named]
    halves = {codes[0], codes[1]} == {codes[2], codes[3]} and codes[0] != codes[1]
    turn, amounts = named[FEW].first, found.scene.amounts
    parted = any(a.last <= turn for a in amounts) and any(a.last > turn for a in amounts)
    if not halves or not parted:
        return ()
    return named[:FEW] if found.amount.last <= turn else named[FEW:]


FOUR = 4
