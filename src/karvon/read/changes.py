"""Changes: whether an amount is a level or a step, and in which direction."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read import turkic
from karvon.read.allotted import allotted
from karvon.read.bargains import worth_it
from karvon.read.cues import Cue
from karvon.read.losses import STEPS, is_lost
from karvon.read.raisings import previous
from karvon.read.ranges import Amount
from karvon.read.reach import opening, shut_in_bracket
from karvon.read.scene import Frame, Scene
from karvon.read.starts import is_aside
from karvon.read.wordclasses import belongs

SIGNS = {"+": 1, "-": -1, "плюс": 1, "plus": 1, "минус": -1, "minus": -1}
BY = frozenset({"на", "by"})
TO = frozenset({"до", "to"})
FROM = frozenset({"from", "с", "со"})
OR = frozenset({"или", "or"})
COMPARED = ("over", "under")
TRANSITIVE = ("reach", "bring", "brought", "cut", "boost", "rais", "doubl", "tripl", "expand", "added", "shed", "lost")
COMPARED_REACH = 6
RISES = (
    "рост", "прирост", "увеличен", "снижен", "сокращен", "падени", "спад", "increase", "decrease", "growth", "rise",
    "reduction", "drop", "decline", "fall", "gain",
)  # fmt: skip
EQUALS = ("составил", "составит", "составля", "равен", "равн", "was", "is", "be", "amount")
VERBAL = frozenset({"to", "will", "can", "could", "would", "may", "should", "and", "or", "not"})
PARTING = TO | {"(", ")", ",", ";", ":", "с", "from"}
CAUSES = frozenset({"счет", "счёт", "благодаря", "due", "despite", "thanks"})
RISEN_REACH = 12
LEVEL = ("level", 1)


def change(
    scene: Scene, amount: Amount, segment: tuple[int, int], indicator: str | None, known: Sequence[Frame]
) -> tuple[str, int]:
    """Return (change, sign): a step up or down is told from a level by "на" or by a percent beside a verb of change."""
    before = previous(scene, amount)
    if scene.marks.language in turkic.SUFFIXED:
        if amount.kind == "percent" and turkic.part_of(scene.tokens, amount.first, amount.last):
            return LEVEL
        before = "by" if turkic.stepped(scene.tokens, amount.last) else before
    if before not in BY and is_lost(scene, amount):
        return "absolute_change", -1
    if allotted(scene, amount) is not None:
        return LEVEL
    if _is_plain(amount) and before not in SIGNS and before not in OR and not scene.of("changes"):
        return LEVEL
    fixed = (
        _signed_in_words(scene, amount, before)
        or _percent_alone(scene, amount, before)
        or _said_again(scene, amount, before, known)
    )
    return fixed if fixed is not None else _by_word(scene, amount, (segment, before), indicator, known)


def _by_word(
    scene: Scene,
    amount: Amount,
    around: tuple[tuple[int, int], str],
    indicator: str | None,
    known: Sequence[Frame],
) -> tuple[str, int]:
    """Return what the governing word of change makes of an amount; `around` are its segment and the word before."""
    segment, before = around
    near = _governing(scene, amount, segment, before)
    beside = _alike(scene, amount, known) if near is None else None
    if beside is not None:
        return "relative_change", beside.sign
    if near is None:
        return _without_word(scene, amount, before, known)
    if indicator == "trade_share" and before not in BY:
        return LEVEL
    sign = -1 if near.code in ("down", "under") else 1
    if amount.kind == "percent" or amount.factor or amount.times:
        return _relative(amount), sign
    step = (
        not worth_it(scene, near, amount)
        and (before in BY or _direct(scene, near, amount) or _risen(scene, near, amount))
        and amount.kind in STEPS
        and amount.bound != "upto"
    )
    return ("absolute_change", sign) if step else LEVEL


def _is_plain(amount: Amount) -> bool:
    """Say whether an amount is neither a percent nor a multiple."""
    return amount.kind != "percent" and not amount.factor and not amount.times


def _relative(amount: Amount) -> str:
    """Return the kind of change of a percent: percentage points are a step of the percent itself."""
    return "absolute_change" if amount.points else "relative_change"


def _signed_in_words(scene: Scene, amount: Amount, before: str) -> tuple[str, int] | None:
    """A sign in words is a step in percent or in brackets, else the sign of a level: "a loss of minus two billion"."""
    if before not in SIGNS or not before.isalpha():
        return None
    if amount.kind == "percent":
        return _relative(amount), SIGNS[before]
    bracket = amount.first - 2 >= scene.first and scene.tokens[amount.first - 2].text == "("
    return ("absolute_change" if bracket else "level"), SIGNS[before]


def _percent_alone(scene: Scene, amount: Amount, before: str) -> tuple[str, int] | None:
    """Read the sign of a percent as growth or fall, and "from 10 % to 15 %" as two levels."""
    if amount.kind == "percent" and (
        (before == "на" and _completed(scene, amount))
        or _part_of(scene, amount, before)
        or _of_whole(scene, amount, before)
    ):
        return LEVEL
    if amount.kind != "percent":
        signed = before in SIGNS and opening(scene, amount.first) is not None and _signed(scene, amount)
        return ("absolute_change", SIGNS[before]) if signed and amount.kind in STEPS else None
    if before in SIGNS and _signed(scene, amount):
        return _relative(amount), SIGNS[before]
    reached = amount.bound == "upto" or amount.pair is not None or before in TO
    return LEVEL if reached or before in FROM else None


def _part_of(scene: Scene, amount: Amount, before: str) -> bool:
    """Say whether an English percent is a part of a whole rather than a growth.

    "43 percent of all exports", "accounting for 40 percent", "a share of 12 percent", "up from just 0.3 percent".
    """
    if scene.marks.language != "en" or before in BY or amount.factor or amount.times:
        return False
    words = scene.words[max(0, amount.first - scene.first - SHARED) : amount.first - scene.first]
    words = words[words.index("(") + 1 :] if "(" in words else words
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 2]
    if "from" in words[-2:]:
        return True
    if is_aside(scene, amount):
        return True
    if any(word in RISING for word in (*behind, *words[-2:])):
        return False
    clause = scene.words[max(0, amount.first - scene.first - SUBJECT) : amount.first - scene.first]
    reached = any(word.startswith("reach") for word in words[-2:]) and not any(
        word.startswith(RISES) for word in clause
    )
    told = any(word in SHARES for word in words) and not any(word.startswith(RISES) for word in words)
    return behind[:1] == ["of"] or told or reached


def _of_whole(scene: Scene, amount: Amount, before: str) -> bool:
    """Say whether a Russian percent is told of a whole right behind it: "или 38 % общего объёма"."""
    if before in BY or amount.factor or amount.times:
        return False
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 2]
    return any(word.startswith(WHOLES) for word in (behind if behind[:1] == ["от"] else behind[:1]))


WHOLES = ("общего", "общей", "совокупн", "всего", "всей", "всех")
SHARED, SUBJECT = 5, 12
SHARES = frozenset({"accounted", "accounts", "account", "accounting", "represents", "represented", "representing",
                    "comprised", "comprises", "constituted", "constitutes", "share"})  # fmt: skip
RISING = frozenset({"increase", "growth", "rise", "surge", "decline", "drop", "fall", "decrease", "jump"})
COMPLETED = (
    "выполнен", "завершен", "завершён", "готов", "построен", "освоен", "загружен", "заполнен", "обеспечен", "профинанс",
    "состоит", "принадлежит", "зависит", "покрыва", "обеспечива",
)  # fmt: skip


def _completed(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent tells how much of something is done or filled: "выполнен на 86 %"."""
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    words = [token.lower for token in scene.tokens[max(scene.first, at - 4) : at]]
    return any(word.startswith(COMPLETED) for word in words)


def _direct(scene: Scene, mover: Cue, amount: Amount) -> bool:
    """In English a step follows its verb without a preposition: "slipped 35 cents", "up 50 million bushels"."""
    start = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    first = scene.tokens[mover.first].lower
    particle = first == "up" and mover.first > scene.first and scene.tokens[mover.first - 1].kind == "word"
    own = not particle and not first.startswith(TRANSITIVE) and mover.code not in COMPARED
    level = scene.tokens[start].lower in LEVELS and start < amount.first
    return own and mover.row["lang"] == "en" and mover.last == start and not level


LEVELS = frozenset({"below", "above", "under", "past", "beyond", "beneath"})


def _risen(scene: Scene, mover: Cue, amount: Amount) -> bool:
    """Say whether a noun of change is what an amount measures: "an increase of 5 bn", "the decrease was 2 bn"."""
    start = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    between = [token.lower for token in scene.tokens[mover.last : start]]
    before = scene.tokens[mover.first - 1].lower if mover.first > scene.first else ""
    noun = scene.tokens[mover.first].lower.startswith(RISES) and before not in VERBAL and before not in CAUSES
    told = between[-1:] == ["of"] or any(word.startswith(EQUALS) for word in between)
    parted = any(word in PARTING for word in between) or any(
        mover.last <= a.first < amount.first for a in scene.amounts
    )
    return noun and told and not parted and len(between) <= RISEN_REACH


def _governing(scene: Scene, amount: Amount, segment: tuple[int, int], before: str) -> Cue | None:
    """Return the word of change nearest to an amount; "more" and "exceeds" compare only behind "by"."""
    changes = scene.of("changes")
    if not changes:
        return None
    found = [c for c in changes if not _made_up(scene, c) and not _of_another(scene, amount, c)]
    inside = [c for c in found if segment[0] <= c.first < segment[1] and _reaches(amount, c, before)]
    if inside:
        return min(inside, key=lambda c: abs(c.first - amount.first))
    compared = [c for c in found if c.code in COMPARED and 0 <= c.first - amount.last <= COMPARED_REACH]
    if before in BY and compared:
        return compared[0]
    behind = [c for c in found if c.last <= amount.first and c.code not in COMPARED]
    return behind[-1] if before in BY and amount.kind == "percent" and behind else None


def _made_up(scene: Scene, cue: Cue) -> bool:
    """Say whether "up" only belongs to a verb of making up: "imports from A made up 41 percent"."""
    up = scene.tokens[cue.first].lower == "up" and cue.first > scene.first
    return up and belongs(scene.tokens[cue.first - 1].lower, "en", "makes_up")


def _of_another(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a word belongs to another figure: "на 3 млрд – втрое больше", "up to 400 MW, 60 % of it"."""
    if amount.kind != "percent" and shut_in_bracket(scene, cue.first, amount.first):
        return True
    parted = scene.tokens[min(amount.last, scene.last - 1)].text in ("-", ",")
    nearer = parted and cue.code in COMPARED and any(amount.last < a.first < cue.first for a in scene.amounts)
    others = (a.bound_at for a in scene.amounts if a is not amount and a.bound == "upto" and a.bound_at is not None)
    return nearer or (cue.code == "up" and any(first <= cue.first < last for first, last in others))


def _reaches(amount: Amount, cue: Cue, before: str) -> bool:
    """A word of comparison governs by "by", or behind a percent or a multiple ("12 % more", "twice as high")."""
    if cue.code not in COMPARED:
        return True
    bounding = amount.bound_at is not None and amount.bound_at[0] <= cue.first < amount.bound_at[1]
    follows = 0 <= cue.first - amount.last <= COMPARED_REACH
    multiple = amount.factor or amount.times or amount.kind == "percent"
    beside = 0 <= amount.first - cue.last <= 3
    return not bounding and ((before in BY and (beside or follows)) or (follows and multiple))


def _said_again(scene: Scene, amount: Amount, before: str, known: Sequence[Frame]) -> tuple[str, int] | None:
    """Read "by 67 % or 452 m" as one step told twice."""
    last = known[-1] if known else None
    if before not in OR or last is None or last.scene.sentence != scene.sentence or last.change == "level":
        return None
    if amount.first - last.amount.last > 4:
        return None
    relative = amount.kind == "percent" or amount.factor or amount.times
    return ("relative_change" if relative else "absolute_change"), last.sign


def _alike(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Frame | None:
    """Return the growth that a percent is told beside: "growth of 38 percent in value and 23 percent in volume"."""
    last = known[-1] if known and amount.kind == "percent" else None
    if last is None or last.scene.sentence != scene.sentence or last.change != "relative_change":
        return None
    between = scene.words[last.amount.last - scene.first : amount.first - scene.first]
    fits = all(word in BESIDE or word.isdigit() for word in between)
    return last if "and" in between and fits else None


BESIDE = frozenset(
    {"in", "terms", "of", "value", "volume", "quantity", "weight", "physical", "dollar", "monetary", "by", "and", "the",
     "real", "nominal", ",", "respectively", "this", "next", "last", "year", "another", "growth", "increase", "rise",
     "exports", "imports", "export", "import", "from", "compared", "with", "year-on-year", "y-o-y", "on"}
)  # fmt: skip


def _without_word(scene: Scene, amount: Amount, before: str, known: Sequence[Frame]) -> tuple[str, int]:
    """Read a multiple as growth, and "by N %" that continues the growth of the figure before it."""
    if amount.factor or amount.times:
        return "relative_change", 1
    if amount.kind == "percent" and _against_last(scene, amount):
        return "relative_change", 1
    near = [f for f in known[-3:] if f.change == "relative_change"]
    if near and before in DASHES and amount.kind == "percent" and _of_next_item(scene, amount, known[-1]):
        return "relative_change", known[-1].sign
    again = before in ("another", "further") and amount.first - 3 >= scene.first
    again = again and "by" in scene.words[amount.first - 4 - scene.first : amount.first - scene.first]
    continues = (before == "на" or again) and amount.kind == "percent" and opening(scene, amount.first) is None
    return ("relative_change", near[-1].sign) if continues and near else LEVEL


def _against_last(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent is told against the time before: "(12 percent over the previous year)", "5 % y-o-y"."""
    words = scene.words[amount.last - scene.first : amount.last - scene.first + AGAINST]
    if words[:1] and words[0] in YEARLY:
        return True
    over = words[:1] in OVER and (words[1:2] in EARLIER or (words[1:2] == ["the"] and words[2:3] in EARLIER))
    return over and any(word in UNITS for word in words)


AGAINST = 5
YEARLY = frozenset({"year-on-year", "y-o-y", "yoy", "year-over-year", "month-on-month", "quarter-on-quarter"})
OVER = (["over"], ["on"], ["against"])
EARLIER = (["previous"], ["preceding"], ["prior"], ["last"])
UNITS = frozenset({"year", "month", "quarter", "half", "period", "season"})


def _of_next_item(scene: Scene, amount: Amount, last: Frame) -> bool:
    """Say whether a growth goes on with that of one more side: "чилийский вывоз вырос на 5 %, перуанский – 7 %"."""
    if last.scene.sentence != scene.sentence or last.change != "relative_change" or scene.marks.language != "ru":
        return False
    between = [token for token in scene.tokens[last.amount.last : amount.first - 1] if token.lower not in ("а", "и")]
    return len(between) == 2 and between[0].text == "," and between[1].lower.endswith(ADJECTIVE)


ADJECTIVE = ("ский", "ская", "ское", "ские")
DASHES = ("-", "–", "—")


def _signed(scene: Scene, amount: Amount) -> bool:
    """Say whether the sign before a percent is its own, not a dash between words."""
    sign = scene.tokens[amount.first - 1]
    alone = amount.first - 1 == scene.first or scene.tokens[amount.first - 2].end < sign.start
    bracket = amount.first - 2 >= scene.first and scene.tokens[amount.first - 2].text == "("
    return sign.end == scene.tokens[amount.first].start and (alone or bracket)
