"""Repeats: figures whose sides are those of the figure before, and money sent home, told by where it comes from."""

from __future__ import annotations

from karvon.read import flows
from karvon.read.atlas import DASHES, GROUPS_OF_COUNTRIES, OTHER_GROUP, Mention, countries
from karvon.read.cutting import CUTS
from karvon.read.reach import opening
from karvon.read.respective import in_turn
from karvon.read.scope import Placed, Scope, Talk, kind
from karvon.read.stakes import of_sentence_before
from karvon.read.worldwide import worldwide

BRACKET = 5


def _just_before(of: Scope) -> Talk | None:
    """Return the figure before, where it stands in the same sentence."""
    last = of.earlier[-1] if of.earlier else None
    return last if last is not None and last.found.scene.first == of.found.scene.first else None


def of_bracket(of: Scope) -> Placed | None:
    """A figure in brackets behind another one, with no name of its own, is of the same sides: "(рост на 5 %)"."""
    scene, amount, last = of.found.scene, of.found.amount, _just_before(of)
    if last is None:
        return None
    between = scene.tokens[last.found.amount.last : amount.first]
    shut = next((at for at in range(amount.last, scene.last) if scene.tokens[at].text == ")"), scene.last)
    until = min(shut, amount.first + BRACKET)
    named = any(last.found.amount.last <= m.first < until for m in of.all)
    inside = not named and len(between) <= BRACKET and _in_one_bracket(of, last)
    opened = any(token.text == "(" for token in between[:2]) and len(between) <= BRACKET and not named
    return last.placed if inside or opened else None


def _in_one_bracket(of: Scope, last: Talk) -> bool:
    """Say whether a figure stands in the brackets of the one before: "A (5 million, 3 %)", "A (5 million or 3 %)"."""
    opened = opening(of.found.scene, of.found.amount.first)
    return opened is not None and opened == opening(of.found.scene, last.found.amount.first)


def of_nameless(of: Scope) -> Placed | None:
    """A growth of no indicator that goes on with one of nobody's trade: "A's economy grew by 5 % and may add 4 %"."""
    last = _just_before(of)
    if last is None or of.found.indicator is not None or last.found.indicator is not None:
        return None
    growth = of.found.amount.kind == last.found.amount.kind == "percent" and last.placed.reporter is not None
    named = any(m.first >= last.found.amount.last for m in of.all)
    return last.placed if growth and last.placed.partner is None and not named else None


def of_same(of: Scope) -> Placed | None:
    """A figure that the sentence calls "this figure" has the sides of the one before: "данный показатель вырос"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or of.all or last.placed.reporter is None:
        return None
    apart = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph
    this = of.found.scene.words[0] in THIS_IS and last.found.scene.last == of.found.scene.first
    if apart > 1 or not (this or of.says(SAME)):
        return None
    return (of_sentence_before(of) if kind(of.found) == "investment" else None) or last.placed


def of_group(of: Scope) -> Placed | None:
    """Trade that goes on with the group just told of has its sides: "Trade with the EU was 5 bn. Exports made up 3"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or of.all or last.placed.partner not in TOLD_GROUPS or kind(last.found) != "trade":
        return None
    near = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph <= 1
    goes_on = near and kind(of.found) == "trade" and of.found.indicator != "goods_count"
    apart = of.mutual() or worldwide(of) is not None or any(word in flows.OWN_COUNTRY for word in of.words)
    return last.placed if goes_on and not apart else None


TOLD_GROUPS = GROUPS_OF_COUNTRIES - {"WORLD", OTHER_GROUP}
THIS_IS = frozenset({"это", "this"})
SAME = (
    "данный показатель", "этот показатель", "эта цифра", "этот объем", "этот объём", "эти показатели", "эти цифры",
    "this figure", "the figure", "that figure", "these figures", "the figures", "those figures", "these indicators",
)  # fmt: skip


def of_base(of: Scope) -> Placed | None:
    """What a figure is counted from has its sides: "rose to 1.8 bn from 1.6 bn", with nobody named between."""
    scene, amount, last = of.found.scene, of.found.amount, _just_before(of)
    if last is None or last.found.indicator != of.found.indicator:
        return None
    between = scene.words[last.found.amount.last - scene.first : amount.first - scene.first]
    named = any(last.found.amount.last <= m.first < amount.first for m in of.all)
    counted = any(word in BASES for word in between) and not any(word in ";:" for word in between)
    return last.placed if counted and len(between) <= BASE and not named and of.found.change == "level" else None


BASES = frozenset({"from", "against", "versus", "против", "с"})
BASE = 10


def of_next_year(of: Scope) -> Placed | None:
    """The same flow of another time has its sides: "investment of A in B was 5 mln in 2020 and 3 mln in 2021"."""
    scene, amount, last = of.found.scene, of.found.amount, _just_before(of)
    if last is None or of.found.cue is None or last.found.cue != of.found.cue or in_turn(scene):
        return None
    between = scene.words[last.found.amount.last - scene.first : amount.first - scene.first]
    named = any(last.found.amount.last <= m.first < amount.first for m in of.all)
    alike = last.found.amount.kind == amount.kind and last.found.change == of.found.change == "level"
    known = None not in (last.placed.reporter, last.placed.partner)
    joined = bool(between) and between[-1] in JOINED and len(between) <= BASE
    return last.placed if alike and known and joined and not named else None


JOINED = frozenset({"and", "и", "а"})


def of_change(of: Scope) -> Placed | None:
    """A change told of the very figure before it has its sides: "imports neared 260 million, a 5 % increase"."""
    scene, amount, last = of.found.scene, of.found.amount, _just_before(of)
    if last is None or last.found.indicator != of.found.indicator:
        return None
    between = scene.words[last.found.amount.last - scene.first : amount.first - scene.first]
    named = any(last.found.amount.last <= m.first < amount.first + BRACKET for m in of.all)
    told = of.found.change != "level" and last.found.change == "level" and scene.marks.language == "en"
    apart = any(word in CUTS or word == "and" for word in between)
    known = None not in (last.placed.reporter, last.placed.partner)
    return last.placed if told and known and not named and not apart and len(between) <= BASE else None


def of_counterflow(of: Scope) -> Placed | None:
    """The other flow of the same doer has its sides: "A exported 5 million to B and imported 3 from this country"."""
    scene, amount, last = of.found.scene, of.found.amount, _just_before(of)
    if last is None or scene.marks.language != "en":
        return None
    if {last.found.indicator, of.found.indicator} != FLOWS or of.found.change != "level":
        return None
    near = [m for m in of.all if last.found.amount.last <= m.first < amount.last + BRACKET]
    told = None not in (last.placed.reporter, last.placed.partner) and last.placed.partner != "WORLD"
    aside = all(m.code == last.placed.partner and m.first < amount.first for m in near)
    return last.placed if told and aside else None


FLOWS = {"export", "import"}


def of_other_side(of: Scope) -> Placed | None:
    """The same flow of the other side, named alone before a dash: "чилийский экспорт – 4 млн, перуанский – 61 млн"."""
    scene, amount, last = of.found.scene, of.found.amount, _just_before(of)
    if last is None or of.found.indicator not in FLOWS or last.found.indicator != of.found.indicator:
        return None
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    near = [m for m in of.all if last.found.amount.last <= m.first < amount.first]
    alone = len(near) == 1 and near[0].last == at - 1 and scene.tokens[at - 1].text in DASHES
    one, two = last.placed.reporter, last.placed.partner
    return Placed(two, one, None) if alone and near[0].code == two and near[0].role in ("plain", "of") else None


def of_opposite(of: Scope) -> Placed | None:
    """A flow the other way has the sides of the one before turned round: "and 5 mln in the opposite direction"."""
    last, scene = of.earlier[-1] if of.earlier else None, of.found.scene
    if last is None or scene.first - last.found.scene.last > 0 or not _turned(of):
        return None
    one, two = last.placed.reporter, last.placed.partner
    here = last.found.scene.first == scene.first
    if (
        any(not here or m.first >= last.found.amount.last for m in of.own)
        or None in (one, two)
        or "WORLD" in (one, two)
    ):
        return None
    same = of.found.indicator == last.found.indicator or {of.found.indicator, last.found.indicator} != FLOWS
    return Placed(two, one, None) if same and kind(last.found) == "trade" else last.placed


def _turned(of: Scope) -> bool:
    """Say whether a clause tells of the way back."""
    line = f" {' '.join(of.clause())} "
    return any(told in line for told in BACKWARD)


BACKWARD = (
    " opposite direction ", " reverse direction ", " other direction ", " обратном направлении ", " обратную сторону ",
    " встречном направлении ", " встречные поставки ", " встречных поставок ",
)  # fmt: skip
SENT = (
    "remittance", "remitted", "transferred", "money transfer", "money sent", "денежн", "перевод", "перевел", "перевёл",
    "переведен", "перечисл", "переслал",
)  # fmt: skip


def of_transfers(of: Scope) -> Placed | None:
    """Money sent home: from where it is sent, to where it comes."""
    if of.found.indicator is not None or of.found.amount.kind not in ("money", "percent", "bare"):
        return None
    if not of.says(SENT):
        return _next_sender(of)
    named = countries(of.own)
    item = next((m.code for m in named if m.last == of.found.amount.first - 1 and _dashed(of, m)), None)
    sent = next((m.code for m in countries(of.all) if m.role == "from"), None)
    if None not in (item, sent) and item != sent:
        target = _end(of, item, -1) if of.found.scene.marks.language == "en" else None
        return flows.placed((item, target) if target is not None else (sent, item))
    source = next((m.code for m in named if m.role == "from"), None)
    target = next((m.code for m in named if m.role in ("to", "inward") and m.code != source), None)
    if source is None and target is None:
        return None
    if target is None:
        target = _end(of, source, -1) or next((m.code for m in named if m.code != source and m.role != "from"), None)
    if source is None:
        source = "WORLD" if of.says(("abroad", "всего ", "in total")) else _end(of, target, 0)
    if target is None and of.setting.main != source:
        target = of.setting.main
    if source is None and of.setting.has(target) and of.setting.other is not None:
        source = of.setting.beside(target)
    return flows.placed((source, target))


def _next_sender(of: Scope) -> Placed | None:
    """Return the sides of the next in a roll of those whose people send money home: "В тройке также А (5 млн)"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or not any(frame.scene.has(SENT) for frame, _ in of.earlier[-SENDERS:]):
        return None
    near = [m for m in countries(of.all) if m.last <= of.found.amount.first and m.role in ("plain", "from")]
    apart = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph
    told = next(placed for frame, placed in reversed(of.earlier) if frame.scene.has(SENT))
    known = [c for c in (told.partner, told.reporter) if c not in (None, "WORLD", *(m.code for m in of.all))]
    home = known[0] if known else None
    if apart > 1 or not near or home is None or last.placed.territory is not None:
        return None
    item = of.found.amount.first - near[-1].last <= PREPOSED
    return flows.placed((near[-1].code, home)) if item and any(m.role == "plain" for m in near) else None


SENDERS, PREPOSED = 12, 2


def _dashed(of: Scope, mention: Mention) -> bool:
    return of.found.scene.tokens[mention.last].text in "-–—"


def _end(of: Scope, other: str | None, side: int) -> str | None:
    """Return the same end of the money sent that was told before."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.indicator is not None:
        return None
    known = (last.placed.reporter, last.placed.partner)[side]
    return known if known != other else None


def of_pronoun(of: Scope) -> Placed | None:
    """A trade with the country that a pronoun means: "На неё приходится 40 % экспорта", "товарооборот с ним"."""
    scene, amount = of.found.scene, of.found.amount
    if of.all or kind(of.found) != "trade":
        return None
    near = range(max(scene.first + 1, amount.first - PRONOUN), amount.first)
    at = next((i for i in near if scene.tokens[i - 1].lower in TO_HIM and _means_country(of, i)), None)
    if at is None:
        return None
    many = scene.tokens[at].lower in MANY
    away = of.setting.group_before(at) if many else of.setting.named_before(at)
    home = of.setting.main if of.setting.main != away else of.setting.other
    return Placed(home, away, None) if None not in (home, away) else None


def of_going_on(of: Scope) -> Placed | None:
    """A figure of the same kind with nobody named between has the sides of the one before: "5 млн (+3 %) и 2 млн"."""
    scene, last = of.found.scene, of.earlier[-1] if of.earlier else None
    if last is None or last.found.scene.first != scene.first or scene.marks.language != "ru":
        return None
    same = of.found.indicator is not None and last.found.indicator == of.found.indicator
    until = of.found.amount.first + len(of.after)
    named = any(last.found.amount.last <= m.first < until for m in of.all)
    known = None not in (last.placed.reporter, last.placed.partner)
    return last.placed if same and known and not named and kind(of.found) == "trade" else None


def _means_country(of: Scope, at: int) -> bool:
    """Say whether "him" or "this country" stands at a token."""
    word, after = of.found.scene.tokens[at].lower, of.found.scene.tokens[at + 1].lower
    return word in HIM or (word in THIS and after.startswith(("стран", "государств", "республик", "направлени")))


THIS = frozenset({"эту", "этой", "этим", "это", "этого", "эти", "этих", "этими"})
MANY = frozenset({"эти", "этих", "этими"})
PRONOUN = 12
HIM = frozenset({"нее", "неё", "него", "ней", "нею", "ним"})
TO_HIM = frozenset({"на", "в", "из", "с"})
