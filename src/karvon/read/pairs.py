"""Pairs: where a text names two countries side by side, and where it tells the relations of two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read.atlas import DASHES, GROUPS_OF_COUNTRIES, Mention, nations
from karvon.read.scene import Scene
from karvon.read.tokens import Token

PARTIES = frozenset(GROUPS_OF_COUNTRIES) - {"WORLD", "NEIGHBOURS"}
TWO, PAIR = 3, 2
BETWEEN = frozenset({"и", "and", "или", ",", "&", "с", "со", "with"})


def side_by_side(tokens: Sequence[Token], found: Sequence[Mention]) -> list[tuple[int, str, str]]:
    """Return where exactly two countries stand side by side: "between A and B", "A и B", "A с B", "A-B"."""
    if len(found) < PAIR:
        return []
    result = []
    for left, right in pairwise(found):
        near = right.first - left.last <= TWO - 1 and left.code != right.code
        between = [token.lower for token in tokens[left.last : right.first]]
        if (
            near
            and all(word in BETWEEN or word in DASHES for word in between[:1])
            and right.role in (left.role, "with")
            and not left.role == right.role in ("to", "from")
            and not _both_partners(tokens, left, right)
            and not _parted(tokens, left, right)
            and not in_route(tokens, right)
            and not (between == [","] and [token.lower for token in tokens[right.last : right.last + 1]] in MORE)
        ):
            result.append((right.first, left.code, right.code))
    crowded = len(result) > 1 and len({m.code for m in found}) > 2
    listed = _listed(tokens, found) if result else ()
    return [] if crowded or not tokens else [pair for pair in result if pair[0] not in listed]


def in_route(tokens: Sequence[Token], mention: Mention) -> bool:
    """Say whether a name is hyphened into that of a line: "by the China-Laos Railway", "the Baku-Kars line"."""
    at = mention.last
    while at + 1 < len(tokens) and tokens[at].text in DASHES and tokens[at + 1].text[:1].isupper():
        at += 2
    hyphened = at > mention.last or (mention.first > 0 and tokens[mention.first - 1].text in DASHES)
    return hyphened and at < len(tokens) and tokens[at].lower.startswith(LINES)


LINES = ("railway", "railroad", "line", "highway", "expressway", "motorway", "pipeline", "железнодорож", "магистрал")
MORE = (["or"], ["and"], ["и"], ["или"])  # behind "A, B" these begin the last item of a list


def _listed(tokens: Sequence[Token], found: Sequence[Mention]) -> set[int]:
    """Return where names stand that go on with a list of three or more: "with India, Israel, and Indonesia"."""
    listed: set[int] = set()
    for one, two, three in zip(found, found[1:], found[2:], strict=False):
        if len({one.code, two.code, three.code}) > PAIR and all(
            right.first - left.last <= TWO - 1
            and all(token.lower in BETWEEN for token in tokens[left.last : right.first])
            and right.role in (left.role, "plain")
            for left, right in ((one, two), (two, three))
        ):
            listed |= {two.first, three.first}
    return listed


def _both_partners(tokens: Sequence[Token], left: Mention, right: Mention) -> bool:
    """Say whether two countries are partners of a third: "с Испанией и Италией", not "между Испанией и Италией"."""
    return left.role == right.role == "with" and tokens[left.first - 1].lower in ("с", "со", "with")


def _parted(tokens: Sequence[Token], left: Mention, right: Mention) -> bool:
    """Say whether the second name begins a clause of its own: "after A, and B is the largest"."""
    behind = tokens[right.last].lower if right.last < len(tokens) else ""
    comma = tokens[left.last : left.last + 1]
    return bool(comma) and comma[0].text == "," and behind in ("is", "was", "has", "являются", "является")


RELATED = (
    "торгов", "товарооборот", "партн", "отношени", "сотруднич", "взаимодейств", "связ", "инвест", "импорт", "экспорт",
    "trade", "trading", "partner", "relation", "cooperation", "ties", "invest", "import", "export", "commerc",
)  # fmt: skip


def told_of_two(
    scene: Scene, beside: Sequence[tuple[int, str, str]], found: Sequence[Mention]
) -> list[tuple[int, int, str, str]]:
    """Return the two a sentence tells the relations of: named side by side, or alone in it, one of them a group."""
    if beside:
        return [(beside[-1][0], scene.sentence.paragraph, *beside[-1][1:])]
    named = nations(scene)
    groups = [m.code for m in found if m.code in PARTIES and m.role == "with"]
    named = [*named, *groups[:1]] if len(named) == 1 else named
    if len(named) != TWO - 1 or not scene.has(RELATED):
        return []
    return [(scene.first, scene.sentence.paragraph, named[0], named[1])]
