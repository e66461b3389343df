"""Ranges: two amounts that belong together, "14-21 bn" and "from two to ten billion"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from karvon.read.tokens import Token
from karvon.read.turkic import LIMITS, ablative, limits
from karvon.read.values import Value

RANGES = {("от", "до"), ("between", "and"), ("между", "и")}
DATED = re.compile(
    r"(?:(?:в|за|in|on) (?:\S+ ){0,3}(?:19|20)\d\d(?: года?у?| г(?: \.)?)?|(?:last|the previous) year"
    r"|a year (?:earlier|ago|before)),? (?:до|to)"
    r"(?: (?:over|about|around|nearly|almost|more than|just (?:under|over)|some|a record|approximately|roughly))?"
)
RANGING = frozenset(
    {"is", "are", "be", "was", "were", "range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying",
     "cost", "costs", "costing", "anywhere", "stands", "at"}
)  # fmt: skip


PAIRING = frozenset(
    {"до более", "до свыше", "до почти", "до примерно", "до около", "to over", "to about", "to around",
     "to nearly", "to almost", "to just under", "to just over", "to approximately", "to roughly", "to close to",
     "to well over", "to an estimated", "to a record", "to at least", "to up to", "to more than", "to less than",
     "to below", "to under", "to some", "to as much as"}
)  # fmt: skip
SHORT = re.compile(r"^\( \w{1,5} \) (?=to|до)")
PER = re.compile(r"^(?:per|an?) (?:day|year|month|week|annum) (?=to)|^(?:annually|yearly|daily) (?=to)")
NOW = ("now ", "today ", "currently ", "сейчас ", "сегодня ", "ныне ")


class Amount(Value, frozen=True):
    """One amount at tokens [first, last): bound cue included in neither; `noun` is the measured noun's tokens."""

    digits: str
    scale: Decimal
    first: int
    last: int
    unit: str | None
    kind: str
    bound: str
    bound_at: tuple[int, int] | None
    noun: tuple[int, int] | None
    high: str | None = None
    word: bool = False
    elided: bool = False
    verbal: bool = False
    factor: bool = False
    times: bool = False
    points: bool = False
    pair: str | None = None


def paired(tokens: Sequence[Token], amounts: list[Amount]) -> list[Amount]:
    """Join "14-21 bn" and "from 14 to 21 bn" and give the first the unit that only the second has."""
    result: list[Amount] = []
    index = 0
    while index < len(amounts):
        left = amounts[index]
        right = amounts[index + 1] if index + 1 < len(amounts) else None
        joined = right and right.first - left.last <= APART and _join(tokens, left, right)
        if joined:
            result += joined
            index += 2
        else:
            result.append(left)
            index += 1
    return [a for a in _listed(tokens, result) if a.unit or a.scale != 1 or a.noun or a.kind in UNNAMED]


def _listed(tokens: Sequence[Token], amounts: list[Amount]) -> list[Amount]:
    """Give bare numbers the unit and scale of the one that ends their list: "250, 54 and 41 million roubles"."""
    result: list[Amount] = []
    for amount in reversed(amounts):
        after = result[-1] if result else None
        listed = after is not None and amount.kind in (*UNNAMED, "loose") and _shared(tokens, amount, after)
        if after is not None and _qualified(tokens, amount, after):
            result.append(amount._replace(unit=after.unit, kind=after.kind, noun=after.noun, elided=True))
            continue
        result.append(_like(amount, after) if after is not None and listed else amount)
    return result[::-1]


def _qualified(tokens: Sequence[Token], left: Amount, right: Amount) -> bool:
    """Say whether a number has an adjective whose noun stands behind the next: "5 узбекских и 3 русских фирмы"."""
    if left.kind not in ("bare", *UNNAMED) or left.noun is not None or right.noun is None or right.kind == "money":
        return False
    between = [token.lower for token in tokens[left.last : right.first]]
    return 1 < len(between) <= APART and between[0].endswith(OWN) and between[1] in ("и", ",", "and")


OWN = ("их", "ых", "ese", "ian", "ish", "bek", "kh", "yz", "jik", "rean", "gan")


def _like(amount: Amount, after: Amount) -> Amount:
    noun = after.noun if after.kind != "money" else None
    return amount._replace(unit=after.unit, kind=after.kind, scale=after.scale, noun=noun, elided=True)


TO = ("до", "to")
UNNAMED = ("elliptic", "told")
APART = 5  # tokens that may stand between two amounts that belong together
OUT_OF = frozenset({"из", "of", "of the", "out of", "out of the", "из общих", "from"})


def _shared(tokens: Sequence[Token], left: Amount, right: Amount) -> bool:
    """Say whether a bare number is listed before an amount in money, percent or at a scale, or taken out of a count."""
    if right.first - left.last > APART:
        return False
    between = " ".join(token.lower for token in tokens[left.last : right.first])
    if between in OUT_OF or _of_owner(tokens[left.last : right.first]):
        return right.kind in ("count", "bare") and right.scale == 1 and left.kind in UNNAMED
    told = right.kind in ("money", "percent") or (right.scale != 1 and right.kind not in (*UNNAMED, "loose"))
    return told and between in (("и", "and", "или", "or") if not right.elided else (",",))


def _of_owner(tokens: Sequence[Token]) -> bool:
    """Say whether a part is taken out of what somebody has: "61 of the zone's 88 tenants", "12 of its 40 plants"."""
    words = [token.lower for token in tokens]
    return words[:1] == ["of"] and len(words) > 1 and (words[-1].endswith("'s") or words[-1] in ("its", "their"))


def _join(tokens: Sequence[Token], left: Amount, right: Amount) -> list[Amount] | None:
    between = " ".join(token.lower for token in tokens[left.last : right.first])
    if right.unit is None and left.kind == "money" and right.kind in ("bare", *UNNAMED):
        if right.noun is not None and between == "-" and left.scale == 1 < right.scale:
            right = right._replace(last=right.noun[0], noun=None)
        large = right.scale == 1 < left.scale and Decimal(right.digits) < WRITTEN_OUT and between in TO
        right = right._replace(scale=left.scale) if large and right.noun is None else right
        right = right._replace(unit=left.unit, kind="money") if right.noun is None else right
    opener = tokens[left.first - 1].lower if left.first else ""
    borrowed = _borrow(left, right)
    if not between and ablative(tokens[left.last - 1].lower) and limits(tokens, right.last):
        behind = right.last + any(token.lower in LIMITS for token in tokens[right.last : right.last + 1])
        return [_range(borrowed, right._replace(last=behind), left.first)]
    if (
        between == "-"
        and not _told_apart(tokens, left, right)
        and Decimal(left.digits) * borrowed.scale < Decimal(right.digits) * right.scale
    ):
        return [_range(borrowed, right, left.first)]
    verb = tokens[left.first - 2].lower if left.first > 1 else ""
    if (opener, between) in RANGES or ((opener, between) == ("from", "to") and verb in RANGING):
        return [_range(borrowed, right, left.first - 1)]
    bare = (left.kind in ("bare", *UNNAMED) or _unscaled(left, right)) and opener != "from"
    bare = bare and not left.factor and not left.times
    held = opener in ("of", "at", "worth") and verb != "level" and left.kind == right.kind == "money"
    less = Decimal(left.digits) * borrowed.scale < Decimal(right.digits) * right.scale
    if between == "to" and less and (bare or held):
        return [_range(borrowed, right, left.first)] if opener not in ("by", "rose", "up") else None
    between = PER.sub("", SHORT.sub("", between, count=1), count=1)
    between = next((between.removeprefix(now) for now in NOW if between.startswith(now)), between)
    joint = between in ("до", "to") or (between in PAIRING and (right.unit is not None or right.scale != 1))
    if opener in ("с", "со", "from") and (joint or DATED.fullmatch(between)):
        whole = left.unit is not None and not joint
        return [(left if whole else borrowed)._replace(pair="from"), right._replace(pair="to")]
    return None


def _unscaled(left: Amount, right: Amount) -> bool:
    """Say whether only the second of two sums has the scale that both share: "$3 to $4 billion"."""
    few = left.kind == right.kind == "money" and left.scale == 1 < right.scale
    return few and left.unit == right.unit and Decimal(left.digits) < WRITTEN_OUT


def _told_apart(tokens: Sequence[Token], left: Amount, right: Amount) -> bool:
    """Say whether two amounts count different things, so that a dash between them says "is": "3 projects - 5 m"."""
    if left.unit is not None and right.unit is not None and left.unit != right.unit:
        return True
    if left.word and left.kind == "percent" and right.kind in ("bare", *UNNAMED):
        return True  # "менее половины – 480"
    if left.noun is None or left.kind not in ("count", "bare"):
        return False
    if left.unit != right.unit or right.kind == "money":
        return True
    words = [tokens[one.noun[1] - 1].lower[:3] for one in (left, right) if one.noun is not None]
    return left.unit is None and len(set(words)) > 1


def _range(left: Amount, right: Amount, first: int) -> Amount:
    digits = left.digits if left.scale == right.scale else str(Decimal(left.digits) * left.scale / right.scale)
    return right._replace(first=first, digits=digits, high=right.digits, bound="range")


WRITTEN_OUT = 1_000  # a number of money from here on is no elided "two (billion)"


def _borrow(left: Amount, right: Amount) -> Amount:
    if left.unit is not None and (left.unit != right.unit or left.scale != 1 or right.scale == 1):
        return left
    whole = left.unit is not None and Decimal(left.digits) >= WRITTEN_OUT
    scale = right.scale if left.scale == 1 and not whole else left.scale
    return left._replace(unit=right.unit, kind=right.kind, scale=scale, noun=right.noun, elided=True)
