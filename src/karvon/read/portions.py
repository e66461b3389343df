"""Portions: whose trade a share is told of, and the partner that has it."""

from __future__ import annotations

from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries
from karvon.read.dealing import Sides
from karvon.read.flows import inherited
from karvon.read.owners import has_partners
from karvon.read.pairs import PARTIES
from karvon.read.scope import Scope


def shares(of: Scope) -> Sides:
    """Read "the share of A in B's trade": B reports, A is the partner, whichever is named first."""
    named = of.named
    item = _bracketed_behind(of) or _fallen_to(of)
    if item is not None:
        home = next((code for code in named if code == of.setting.main), of.setting.home or of.setting.main)
        if home not in (None, item):
            return home, item
    if len(named) != 2:
        return _next_share(of) or _ours(of) or _share_of_one(of)
    whole = [code for code in named if any(m.code == code and (_of_whole(of, m) or _has(of, m)) for m in of.own)]
    away = [code for code in named if of.only(code, AWAY)]
    if len(whole) != 1 and len(away) == 1 and _accounts(of, away[0]):
        return away[0], next(code for code in named if code not in away)
    if len(whole) != 1 and len(away) == 1:
        return next(code for code in named if code not in away), away[0]
    if len(whole) != 1 and of.setting.owner is not None and of.setting.owner in named:
        whole = [of.setting.owner]
    if len(whole) == 1:
        return whole[0], next(code for code in named if code != whole[0])
    return _of_two(of)


def _of_two(of: Scope) -> Sides:
    """Return the sides of a share of one of two countries in the trade of the other, told by no word for whose."""
    first, second = of.named
    beside = any({first, second} == {one, two} for at, one, two in of.setting.pairs if at >= of.found.scene.first)
    if of.setting.main not in (None, first, second) and not beside and _place(of) != first:
        near = [m.code for m in countries(of.own) if m.first < of.found.amount.first]
        return of.setting.main, (near or of.named)[-1]
    mention = next(m for m in of.own if m.code == first)
    scene = of.found.scene
    if _place(of) == first:
        return first, second
    before = [token.lower for token in scene.tokens[max(scene.first, mention.first - 3) : mention.first]]
    after = [token.lower for token in scene.tokens[mention.last : mention.last + 2]]
    shared = any(word.startswith(PORTION) for word in before)
    subject = any(word.startswith(TAKES) for word in after) and after[-1] != "на"
    return (second, first) if shared or subject else (first, second)


def _place(of: Scope) -> str | None:
    """Return the country that a sentence opens with as the place of what it tells: "In A, B is the main market"."""
    near = [m for m in of.own if m.role == "in" and m.kind != "adjective" and m.first - of.found.scene.first <= 1]
    return near[0].code if near else None


def _ours(of: Scope) -> Sides | None:
    """Return the sides of a share that a speaker's country holds in the other's trade: "мы заняли первое место"."""
    held = not of.named and of.voice is not None and of.says(("мест",)) and of.says(("мы ",))
    return (of.setting.beside(of.voice), of.voice) if held and of.setting.has(of.voice) else None


def _next_share(of: Scope) -> Sides | None:
    """Return the sides of another partner's share of the trade just told of: "A's share of B's imports, and C's"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.indicator != "trade_share" or of.found.indicator != "trade_share":
        return None
    near = last.found.scene.sentence.paragraph == of.found.scene.sentence.paragraph
    home, before = last.placed.reporter, last.placed.partner
    mine = [m for m in of.own if m.first < of.found.amount.first and m.code not in (home, before)]
    if not near or home is None or len(of.named) != 1 or [m.code for m in mine] != of.named:
        return None
    tokens, one = of.found.scene.tokens, mine[0]
    behind = tokens[one.first - 1].lower.startswith(PORTION)
    owned = tokens[one.last - 1].lower.endswith(("'s", "s'")) and one.last == of.found.amount.first
    return (home, one.code) if behind or owned else None


def _bracketed_behind(of: Scope) -> str | None:
    """Return the partner behind a share, its own sum in brackets: "24 % is the share of B (22 bn), 14 % went to C"."""
    tokens, last = of.found.scene.tokens, of.found.amount.last
    heads = [a.first for a in of.found.scene.amounts if a.first > last]
    before = [m for m in countries(of.all) if 0 < of.found.amount.first - m.last <= NEAR]
    behind = [m for m in countries(of.all) if heads and last <= m.first and m.last + 1 == heads[0]]
    if (
        before
        or not behind
        or tokens[behind[0].last].text != "("
        or any(t.text in ",;" for t in tokens[last : heads[0]])
    ):
        return None
    return behind[0].code


NEAR = 2


def _fallen_to(of: Scope) -> str | None:
    """Return the partner a share falls to, right before the figure: "пришлась на Россию (74 %) и Казахстан (23 %)"."""
    told = any(word.startswith(("приход", "приш", "account")) for word in of.before)
    at = of.found.amount.first - 1
    near = [m for m in of.all if m.last == at and m.kind != "adjective" and m.code != of.setting.main]
    near = near if told else [m for m in near if m.code in GROUPS_OF_COUNTRIES]
    return near[0].code if near and of.found.scene.tokens[at].text in "(-–—," else None


def _accounts(of: Scope, whole: str) -> bool:
    """Say whether a partner is told to make up a part of the trade with another: "in trade with B, A accounts for"."""
    tokens = of.found.scene.tokens
    mine = [m for m in of.own if m.code == whole and m.role == "with" and m.first > 1]
    traded = any(tokens[m.first - 2].lower.startswith(("trade", "торгов", "товарооб", "оборот")) for m in mine)
    return traded and any(word.startswith(("account", "приход", "приш")) for word in of.before)


AWAY = ("from", "to", "inward", "with")
PORTION = ("дол", "удельн", "вес", "share", "приход", "proportion")
TAKES = (
    "record", "held", "hold", "account", "share", "заним", "обеспеч", "приход", "приш", "занял", "made", "make",
    "represent", "weight", "took", "takes", "taking", "absorb", "bought",
)  # fmt: skip
WHOLE = (
    "экспорт", "импорт", "торговл", "товарообор", "оборот", "внешнеторг", "внешн", "закупк", "поставк", "export",
    "import", "trade", "turnover", "purchases", "shipments", "foreign", "total", "overall",
)  # fmt: skip


def _of_whole(of: Scope, mention: Mention) -> bool:
    """Say whether a country is the one of whose trade a share is told: "экспорта А", "A's imports"."""
    tokens = of.found.scene.tokens
    if mention.role == "by" and mention.first > 1:
        return tokens[mention.first - 2].lower in ("exported", "imported")
    if mention.role not in ("plain", "of", "in"):
        return False
    before = [token.lower for token in tokens[max(of.found.scene.first, mention.first - 2) : mention.first]]
    after = [token.lower for token in tokens[mention.last : mention.last + 3]]
    bare = after[:1] in (["exports"], ["imports"])
    owned = (
        bare
        or mention.kind == "adjective"
        or after[:1] == ["'s"]
        or tokens[mention.last - 1].lower.endswith(("'s", "s'"))
    )
    behind = bool(before) and (
        before[-1].startswith(WHOLE) or (before[-1] in ("of", "the") and before[0].startswith(WHOLE))
    )
    return behind or (owned and any(word.startswith(WHOLE) for word in after))


def _has(of: Scope, mention: Mention) -> bool:
    """Say whether a country is the one whose partners are spoken of: "среди торговых партнёров Азербайджана"."""
    before = of.found.scene.tokens[mention.first - 1].lower if mention.first > of.found.scene.first else ""
    told = mention.role in ("plain", "of") and before.startswith(PARTNERS)
    return told or has_partners(of.found.scene, mention)


PARTNERS = ("партнер", "партнёр", "импортер", "импортёр", "экспортер", "экспортёр", "покупател", "поставщик")


def _is_whole(mention: Mention) -> bool:
    """Say whether a group is one that a share of trade is with."""
    return mention.code in PARTIES or (mention.code == "NEIGHBOURS" and mention.role in AWAY)


def _points_back(of: Scope, mention: Mention) -> bool:
    """Say whether a share is told of the country just named: "Чили лидирует, её доля во ввозе превышает 9 %"."""
    words = [token.lower for token in of.found.scene.tokens[mention.last : of.found.amount.first]]
    at = next((at for at, word in enumerate(words) if word.startswith(OWN_PART)), None)
    if at is None or mention.role != "plain":
        return False
    after = words[at + 1 : at + 4]
    return (at > 0 and words[at - 1] in ("ее", "её", "его", "its")) or any(word in ("этой", "этого") for word in after)


OWN_PART = ("дол", "удельн", "share")


def _share_of_one(of: Scope) -> Sides:
    named, away = of.named, next((m.code for m in of.own if _is_whole(m)), None)
    if away is not None and len(named) < 2 and away != of.setting.main:
        return (named[0] if named else of.setting.main), away
    if len(named) == 1 and of.setting.has(named[0]) and of.setting.other is not None:
        mention = next(m for m in of.own if m.code == named[0])
        word = of.found.scene.tokens[max(0, mention.first - 1)].lower
        behind = of.found.scene.tokens[mention.last : mention.last + 2]
        partner = word.startswith(("дол", "на", "of")) and mention.first < of.found.amount.first
        partner = partner or (mention.role == "plain" and any(t.lower.startswith(TAKES) for t in behind))
        partner = partner or _points_back(of, mention)
        other = of.setting.beside(named[0])
        return (other, named[0]) if partner or mention.role in AWAY else (named[0], other)
    if len(named) == 1:
        return (of.setting.main, named[0]) if named[0] != of.setting.main else (named[0], "WORLD")
    return inherited(of)
