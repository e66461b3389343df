"""Scope: which of the countries a sentence names belong to one of its figures, and what else its words say of sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from karvon.model.vocabulary import by_code
from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries, distinct, mentions, nations
from karvon.read.cutting import cuts
from karvon.read.gates import Begun
from karvon.read.meant import meant
from karvon.read.ranges import Amount
from karvon.read.respective import DIRECTED, mirrored, respective
from karvon.read.routes import CORRIDORS, route
from karvon.read.scene import Frame, Scene
from karvon.read.scene import once as remembered
from karvon.read.setting import Setting
from karvon.read.values import Value, kept

MUTUAL = (
    "двусторонн", "взаимн", "обеими", "обеих", "обоих", "обе", "двух", "двумя", "две", "наших", "нашими", "наши", "our",
    "совместн", "bilateral", "mutual", "both", "two", "two-way", "joint",
)  # fmt: skip
COUNTRIES = (
    "стран", "государств", "республик", "сторон", "народ", "countr", "state", "nation", "side", "republic",
    "сосед", "neighbo",
)  # fmt: skip
ALONE = ("двусторонн", "взаимн", "bilateral", "mutual", "two-way", "совместн", "joint")
POINTING = (*COUNTRIES, *ALONE)
BETWEEN = ("между", "between")
WITHIN = 3
FEW = 2


class Placed(Value, frozen=True):
    """The two countries of a figure and where it physically is."""

    reporter: str | None
    partner: str | None
    territory: str | None


class Talk(NamedTuple):
    """A figure said before, and where it was placed."""

    found: Frame
    placed: Placed


class Scope(Value, frozen=True, gc=True, dict=True):
    """What the sides of one figure are told from.

    `all` are the mentions of its sentence, `own` those of its clause; `before` are the lower-case words of the
    sentence up to the amount, `after` those from it up to the next amount.
    """

    found: Frame
    setting: Setting
    voice: str | None
    earlier: Sequence[Talk]
    all: Sequence[Mention]
    own: Sequence[Mention]
    before: Sequence[str]
    after: Sequence[str]

    @kept
    def named(self) -> list[str]:
        """Return the countries (not groups) of the clause in the order of the text."""
        return distinct(countries(self.own))

    def says(self, stems: tuple[str, ...]) -> bool:
        """Say whether a word of the clause begins with one of the stems."""
        return self._begun.has(stems)

    @kept
    def _begun(self) -> Begun:
        words, scene = self.words, self.found.scene
        return scene.begun if len(words) == len(scene.words) else Begun(words, f" {' '.join(words)}")

    def clause(self) -> Sequence[str]:
        """Return the words since the figure before, up to the figure after."""
        amounts, first = self.found.scene.amounts, self.found.amount.first
        since = max((a.last for a in amounts if a.last <= first), default=self.found.scene.first)
        return (*self.before[since - self.found.scene.first :], *self.after)

    @kept
    def routed(self) -> bool:
        """Whether the words up to the next amount name a route of transport."""
        return self.says(CORRIDORS) and route(self.words)

    def mutual(self) -> bool:
        """Say whether the clause points back to two countries: "обе страны", "двусторонний", "both sides"."""
        return self._mutual

    @kept
    def words(self) -> Sequence[str]:
        """The lower-case words of the sentence up to the next amount."""
        return [*self.before, *self.after]

    @kept
    def _mutual(self) -> bool:
        words = self.words if self.says(POINTING) else ()
        for at, word in enumerate(words):
            if word.startswith(POINTING):
                near = words[max(0, at - WITHIN) : at]
                if near[-2:] == ["нами", "и"]:
                    continue
                if word.startswith(ALONE) or any(w in MUTUAL or w in BETWEEN for w in near) or _theirs(near, word):
                    return True
        return False

    def only(self, code: str, roles: tuple[str, ...]) -> bool:
        """Say whether a country of the clause stands in no other than these roles."""
        return all(mention.role in roles for mention in self.own if mention.code == code)

    def first(self, roles: tuple[str, ...]) -> str | None:
        """Return the first country or group of the clause governed by one of the roles."""
        return next((mention.code for mention in self.own if mention.role in roles), None)


def _theirs(before: Sequence[str], word: str) -> bool:
    """Say whether a turnover is called that of the neighbours: "товарооборот соседей"."""
    return word == "соседей" and before[-1:] != [] and before[-1].startswith(("товарооборот", "оборот", "торговл"))


def scope(found: Frame, setting: Setting, voice: str | None, earlier: Sequence[Talk]) -> Scope:
    """Return what the sides of a figure are told from."""
    scene, amount = found.scene, found.amount
    named, words, at = _told(scene, setting), scene.words, amount.first - scene.first
    back = meant(found, setting) if kind(found) == "trade" else ()
    until = min((a.first for a in scene.amounts if a.first > amount.first), default=scene.last) if back else 0
    named = sorted([*named, *(m for m in back if m.first < until)], key=lambda one: one.first) if back else named
    if setting.crowd and kind(found) == "trade":
        setting = setting._replace(other=None)
    groups = [m for m in named if m.code in GROUPS_OF_COUNTRIES] if named else []
    others = [a.first for a in scene.amounts if a.first > amount.first and not (groups and _of_group(a, groups))]
    last = min(others, default=scene.last)
    own = _own(found, named, last) if named else named
    return Scope(found, setting, voice, earlier, named, own, words[:at], words[at : last - scene.first])


def _told(scene: Scene, setting: Setting) -> Sequence[Mention]:
    """Return the mentions of a sentence, without the home of a page that only its office of statistics is named by."""
    named = mentions(scene)
    if setting.owner is None or not scene.has(COUNTING) or len(nations(scene)) < FEW:
        return named
    return [m for m in named if m.code != setting.owner or not _counts(scene, m)]


def _counts(scene: Scene, mention: Mention) -> bool:
    """Say whether a country begins the name of an office that counts trade: "the Kenya Bureau of Statistics"."""
    for token in scene.tokens[mention.last : min(mention.last + OFFICE, scene.last)]:
        if token.lower.startswith(COUNTING):
            return True
        if not token.text[0].isupper() and token.lower not in ("of", "statistics", "bureau", "service", "office"):
            return False
    return False


COUNTING, OFFICE = ("statist", "customs"), 5


def _of_group(amount: Amount, groups: Sequence[Mention]) -> bool:
    """Say whether an amount only counts the members of a group: "exported to the 15 neighbouring states"."""
    return amount.kind in ("count", "bare") and any(amount.first < m.first <= amount.last for m in groups)


def _own(found: Frame, named: Sequence[Mention], last: int) -> Sequence[Mention]:
    """Return the mentions a figure is about: all where the sentence names at most two countries and lists none.

    In a list of partners those of its item, before or right behind the figures, and whoever is named without a
    preposition before it. Else those since the figure before, else since the one before that, and so on; else those
    right behind it.
    """
    item = respective(found, named) or mirrored(found, named) or _part_behind(found, named)
    if not item and _directs(named):
        item = _item_behind(found, named) or _item(found, named) or ()
    if item:
        return item
    if len(nations(found.scene)) <= FEW:
        among = max(_among(found), found.amount.first)
        told = {m.code for m in named if m.first < last}
        return _in_clause(found, [m for m in named if m.first < among and (m.first < last or m.code not in told)])
    amount = found.amount
    starts = sorted({a.last for a in found.scene.amounts if a.last <= amount.first}, reverse=True)
    for start in (*starts, found.scene.first):
        near = [m for m in named if start <= m.first < amount.first]
        if near:
            behind = [m for m in named if amount.last <= m.first < last and m.role in ("to", "inward", "from", "in")]
            return [*near, *behind] if start == found.scene.first else near
    return [m for m in named if amount.last <= m.first < last]


def _part_behind(found: Frame, named: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a part told by where it goes: "to A 9 mln, including 2 mln to B"; nothing elsewhere."""
    last, first = found.amount.last, found.amount.first
    since = max((a.last for a in found.scene.amounts if a.last <= first), default=first)
    words = found.scene.words[since - found.scene.first : first - found.scene.first]
    if not PARTLY.intersection(words):
        return ()
    led = [m for m in named if since <= m.first <= last + 2 and m.role in DIRECTED]
    mine = led if led and led[0].first >= last and found.scene.tokens[last].text != "," else []
    return [*(m for m in named if m.role not in DIRECTED and m.first < first), *mine] if mine else ()


PARTLY = frozenset({"including", "числе"})


def _in_clause(found: Frame, named: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a figure's own clause of two that are set against each other, all where it has none."""
    edges = cuts(found.scene)
    if not edges:
        return named
    since = max((at for at in edges if at < found.amount.first), default=found.scene.first)
    until = min((at for at in edges if at >= found.amount.last), default=found.scene.last)
    return [m for m in named if since <= m.first < until] or named


def _among(found: Frame) -> int:
    """Return the token behind which a sentence tells only some of what an amount counts: "в том числе", "including"."""
    parted, counted = _partings(found.scene), found.amount.kind == "count"
    behind = range(bisect_left(parted, (found.amount.last, "")), len(parted))
    return next((parted[one][0] for one in behind if counted or parted[one][1] == "из"), found.scene.last)


@remembered
def _partings(scene: Scene) -> list[tuple[int, str]]:
    """Return where a sentence goes over to a part of what it tells, with the first of the words that say so."""
    return [(at, pair[0]) for at, pair in enumerate(pairwise(scene.words[:-1]), scene.first) if pair in OF_IT]


OF_IT = frozenset({("в", "том"), ("из", "которых"), ("из", "них"), ("из", "этой"), ("из", "этого")})


def _directs(named: Sequence[Mention]) -> bool:
    """Say whether more than one of the mentions is told as where something goes to, comes from or whom it is with."""
    return sum([m.role in DIRECTED for m in named]) >= FEW


def _item(found: Frame, named: Sequence[Mention]) -> Sequence[Mention] | None:
    """Return the mentions of a figure's item where a sentence lists partners, each with figures of its own."""
    heads = [a.first for a in found.scene.amounts]
    gaps = {m: sum(at < m.first for at in heads) for m in named if m.role in DIRECTED}
    mine = max((gap for gap in gaps.values() if gap <= heads.index(found.amount.first)), default=None)
    if mine is None or len(heads) < FEW or len(set(gaps.values())) < FEW:
        return None
    first = min(m.first for m, gap in gaps.items() if gap == mine)
    return [m for m in named if gaps.get(m) == mine or (m not in gaps and m.first < max(first, found.amount.first))]


def _item_behind(found: Frame, named: Sequence[Mention]) -> Sequence[Mention]:
    """Return the item of a figure where figures of the sentence are each followed by another country."""
    scene, last = found.scene, found.amount.last
    items = _items_behind(scene)
    mine = items[last] if last in items else _right_behind(scene, last)
    if not mine or len({m.code for own in (*items.values(), mine) for m in own}) < FEW:
        return ()
    doers = [m for m in named if m.role not in DIRECTED and m.first < found.amount.first]
    until = min((a.first for a in found.scene.amounts if a.first > found.amount.first), default=found.scene.last)
    told = [m for m in named if m.kind == "adjective" and found.amount.last <= m.first < until]
    doers = [m for m in doers if not told or m.kind != "adjective" or m.first < found.scene.amounts[0].first]
    return [*doers, *mine, *(m for m in told if m not in mine)]


@remembered
def _items_behind(scene: Scene) -> Mapping[int, Sequence[Mention]]:
    """Return the names right behind each amount of a sentence, by the token behind the amount."""
    return {amount.last: _right_behind(scene, amount.last) for amount in scene.amounts}


def _right_behind(scene: Scene, last: int) -> Sequence[Mention]:
    """Return the names right behind an amount, with a preposition and a word of what is counted between."""
    near = [m for m in mentions(scene) if last <= m.first <= last + BEHIND]
    return [m for m in near if (m.role in DIRECTED or m.first == last) and _led_to(scene, last, m.first)]


def _led_to(scene: Scene, first: int, last: int) -> bool:
    """Say whether nothing but words stands among tokens [first, last), behind a dash or none."""
    dashed = first < last and scene.tokens[first].text == "-"
    return all(token.kind == "word" for token in scene.tokens[first + dashed : last])


BEHIND = 5


def family(indicator: str | None) -> str:
    """Return the family of an indicator; none for a figure without one."""
    return by_code("indicators")[indicator]["family"] if indicator else ""


def kind(found: Frame) -> str:
    """Return the family of a figure; a count of companies is one of investment, whatever its indicator."""
    return family(found.indicator) or BY_UNIT.get(found.unit or "", "")


BY_UNIT = {"company": "investment", "TEU": "transport", "train": "transport", "flight": "transport"}


def talk(of: Scope, *families: str) -> Placed | None:
    """Return where the nearest earlier figure of the paragraph and of these families (else its own) was placed."""
    wanted = families or (kind(of.found),)
    for frame, placed in reversed(of.earlier[-LOOK_BACK:]):
        apart = of.found.scene.sentence.paragraph - frame.scene.sentence.paragraph
        near = apart == 0 or (of.setting.other is None and apart <= PARAGRAPHS)
        known = placed.reporter is not None or (placed.partner is not None and "investment" in wanted)
        if near and kind(frame) in wanted and known:
            return placed
    return None


LOOK_BACK = 3
PARAGRAPHS = 2


def still_worldwide(of: Scope, known: str | None) -> bool:
    """Say whether a country's trade goes on that was just told as the whole: "foreign trade was 9 bn. Exports …"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or kind(last.found) != "trade" or of.mutual() or last.placed.partner != "WORLD":
        return False
    near = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph <= 1
    return near and last.placed.reporter == known and {m.code for m in of.own} <= {known}


def recent(of: Scope) -> tuple[str, str] | None:
    """Return the two countries of the trade just told that a sentence goes on with: "Of the total, exports were 5"."""
    last = of.earlier[-1] if of.earlier else None
    total = of.found.scene.line.lstrip(' "“«').startswith(OF_THE_TOTAL)
    if last is None or kind(last.found) != "trade" or (of.named and not total):
        return None
    one, two = last.placed.reporter, last.placed.partner
    if not {one, two}.issuperset(of.named):
        return None
    near = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph <= 1
    told = of.mutual() or total
    whole = two == "WORLD" and total and not of.named and not any(m.code != "WORLD" for m in of.own)
    known = two not in (None, "WORLD") or whole
    return (one, two) if one is not None and two is not None and known and near and told else None


OF_THE_TOTAL = (
    "of the total", "of this", "of that", "of these", "of which", "out of", "из них", "из этой", "из этого",
    "из общего", "в том числе",
)  # fmt: skip


def once(of: Scope, family_name: str) -> Placed | None:
    """Return where the last figure of a family was placed, wherever in the document it stands."""
    return next((placed for frame, placed in reversed(of.earlier) if kind(frame) == family_name), None)


def topic(of: Scope) -> str | None:
    """Return the one country, strange to the document's two, that the sentence of the figure before spoke of."""
    if not of.earlier or of.named or of.mutual():
        return None
    frame = of.earlier[-1].found
    named = nations(frame.scene)
    same = frame.scene.sentence.paragraph == of.found.scene.sentence.paragraph
    return named[0] if same and len(named) == 1 and not of.setting.has(named[0]) else None


def _named_beside(of: Scope, mention: Mention) -> bool:
    """Say whether a group is coordinated with a country: "России и Евросоюза", not «A among the CIS»."""
    tokens = of.found.scene.tokens
    return any(m.first == mention.first for m in countries(of.own)) or any(
        right.first - left.last == 1 and tokens[left.last].lower not in ("among", "среди", "in", "within")
        for m in countries(of.own)
        for left, right in ((m, mention), (mention, m))
    )


def group(of: Scope) -> Mention | None:
    """Return the group of countries a flow runs to, from or with: the nearest that a preposition governs."""
    roles = ("with", "to", "from", "inward")
    at = of.found.amount.first
    mine = [m for m in of.own if m.code in GROUPS_OF_COUNTRIES and m.first < at + len(of.after)]
    near = [m for m in mine if m.role in roles or _named_beside(of, m)]
    tokens, last = of.found.scene.tokens, of.found.amount.last
    near = [m for m in near if m.first < at or not any(t.text == "," for t in tokens[last : m.first])] or near
    return min(near, key=lambda m: abs(m.first - at)) if near else None
