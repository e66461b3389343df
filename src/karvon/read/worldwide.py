"""Worldwide: a country's whole trade, with everybody: "внешнеторговый оборот страны", "total exports"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read import offices
from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries, distinct
from karvon.read.dealing import INBOUND, Sides, imports
from karvon.read.scope import PARAGRAPHS, Scope, kind

WORLDWIDE = (
    ("внешн", "взаимн"), ("foreign", "mutual"), ("целом", "экспорт"), ("целом", "импорт"), ("целом", "внешн"),
    ("международн", "товарооборот"), ("международн", "торг"), ("внешн", "торг"), ("внешн", "товарооборот"),
    ("внешн", "оборот"), ("внешнеторгов", ""), ("общ", "экспорт"), ("общ", "импорт"), ("всего", "экспорт"),
    ("всего", "вывез"), ("всего", "отгруж"), ("всего", "поставлен"),
    ("весь", "экспорт"), ("весь", "импорт"), ("суммарн", "экспорт"), ("суммарн", "импорт"),
    ("совокупн", "экспорт"), ("совокупн", "импорт"), ("foreign", "trade"),
    ("external", "trade"), ("total", "export"), ("total", "import"), ("overall", "export"), ("overall", "import"),
    ("foreign", "econom"), ("imported", "total"), ("exported", "total"), ("total", "purchase"),
    ("trade", "operations"),
)  # fmt: skip


def _has_parts(of: Scope) -> bool:
    """Say whether a figure goes on with what of it came from or went to somebody: "5 млн, в том числе из стран СНГ"."""
    tokens, last = of.found.scene.tokens, of.found.amount.last
    behind = [token.lower for token in tokens[last : last + PARTS]]
    told = any(pair in PART_OF for pair in pairwise(behind))
    return told and any(m.role in (*INBOUND, "from") and last <= m.first < last + 2 * PARTS for m in of.all)


PARTS = 5
PART_OF = frozenset({("том", "числе"), ("из", "них"), ("из", "которых")})


def _bracketed_partner(of: Scope) -> bool:
    """Say whether English figures stand in brackets behind a partner: "the main partners were A (5 mln), B (3 mln)"."""
    scene, amount = of.found.scene, of.found.amount
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    if scene.marks.language != "en" or at - 1 <= scene.first or scene.tokens[at - 1].text != "(":
        return False
    item = next((m for m in of.all if m.last == at - 1), None)
    return item is not None and any(m.code not in (item.code, "WORLD") and m.first < item.first for m in of.all)


def of_land_told(of: Scope) -> Sides | None:
    """Return the sides of trade told behind the people of a country: "30 million people with exports of 9 bn"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.scene.first != of.found.scene.first or last.placed.partner is not None:
        return None
    noun, tokens = last.found.amount.noun, of.found.scene.tokens
    people = noun is not None and tokens[noun[0]].lower.startswith(("people", "inhabitant", "человек", "жител"))
    between = range(last.found.amount.last, of.found.amount.first + len(of.after))
    named = any(m.first in between and m.code != last.placed.reporter for m in of.all)
    told = people and last.found.indicator is None and not named and last.placed.reporter is not None
    return (last.placed.reporter, "WORLD") if told else None


def worldwide(of: Scope) -> Sides | None:
    """Read a country's whole trade: "внешнеторговый оборот страны", "общий экспорт", "foreign trade"."""
    if _bracketed_partner(of):
        return None
    until = of.found.amount.first + len(of.after)
    tokens, at = of.found.scene.tokens, of.found.amount.last
    near = [m for m in of.own if m.first < until and not _told_before(of, m)]
    near = [m for m in near if m.first < at or m.role == "in" or not any(t.text == "," for t in tokens[at : m.first])]
    near = [m for m in near if not _mainly(of, m)]
    named = distinct(countries(near))
    doer = next((m.code for m in countries(near) if m.role in ("plain", "of")), None)
    if doer is not None and of.found.indicator not in MUTUAL_TRADE and any(_mainly(of, m) for m in of.all):
        return doer, "WORLD"
    into = all(m.role in INBOUND for m in near) and imports(of)
    if _has_parts(of) and len(near) == len(named) == 1 and (into or near[0].role in ("plain", "of")):
        return named[0], "WORLD"
    if len(named) > 1 or any(m.code != "WORLD" and not _own_end(of, m) for m in near):
        return None
    all_of_it = of.says(("внешней и взаимн", "foreign and mutual"))
    if (
        (of.mutual() and not all_of_it)
        or not (any(m.code == "WORLD" for m in near) or _says_all(of))
        or (not near and _of_two(of))
    ):
        return None
    last = of.earlier[-1].placed if of.earlier else None
    told = last.reporter if last is not None and last.partner == "WORLD" else None
    home = named[0] if named else of.voice or told or of.setting.home or of.setting.main
    return (home, "WORLD") if home is not None else None


def _mainly(of: Scope, mention: Mention) -> bool:
    """Say whether a partner behind a figure is only told as the main one: "exports 9 billion, mainly to A and B"."""
    last = of.found.amount.last
    if not last <= mention.first < last + MAIN or mention.role not in ("to", "inward", "from", "in"):
        return False
    words = [token.lower for token in of.found.scene.tokens[last : mention.first]]
    return any(word in MAINLY and words[at + 1 : at + 2] in TOWARDS for at, word in enumerate(words))


MAIN = 14
MAINLY = frozenset({"mainly", "mostly", "primarily", "largely", "chiefly", "преимущественно", "основном", "образом"})
TOWARDS = (["to"], ["from"], ["в"], ["во"], ["из"])


def _own_end(of: Scope, mention: Mention) -> bool:
    """Say whether a name is no partner of a whole flow: whose it is, where the goods leave, or where imports go."""
    if mention.role not in ("with", "to", "from"):
        return True
    if mention.role == "with" or of.found.indicator in MUTUAL_TRADE:
        return False
    return mention.role == ("to" if imports(of) else "from") and mention.code not in GROUPS_OF_COUNTRIES


MUTUAL_TRADE = frozenset({"trade_turnover", "trade_balance", "turnover_growth"})


def _told_before(of: Scope, mention: Mention) -> bool:
    """Say whether a name stands before the figure before, behind which a flow of its own is told to be the whole."""
    since = max((a.last for a in of.found.scene.amounts if a.last <= of.found.amount.first), default=0)
    if mention.first >= since or of.found.cue is None or not since <= of.found.cue.first < of.found.amount.first:
        return False
    words = of.before[since - of.found.scene.first :]
    return any(word.startswith(("общ", "совокупн", "total", "overall")) for word in words)


def _of_two(of: Scope) -> bool:
    """Say whether "all exports" are those of the two whose turnover was told right before."""
    last = of.earlier[-1] if of.earlier else None
    if of.found.indicator not in ("export", "import", "trade_turnover") or of.says(OF_COUNTRY):
        return False
    first, paragraph = of.found.scene.first, of.found.scene.sentence.paragraph
    at, cue = of.found.amount.first, of.found.cue
    named = [m for m in of.own if m.first < at or (cue is not None and cue.first > at)]
    flow = of.found.indicator != "trade_turnover" and not of.setting.crowd
    if not named and flow and of.setting.met_before(first - 1, paragraph + 1) is not None:
        return True
    if last is None:
        return False
    if of.found.indicator == "trade_turnover":
        here = last.found.scene.sentence.paragraph == of.found.scene.sentence.paragraph and not of.says(WHOLE)
        return here and kind(last.found) == "trade" and last.placed.partner not in (None, "WORLD")
    mine = last.found.indicator == of.found.indicator and last.found.scene.first != of.found.scene.first
    if last.found.indicator not in ("trade_turnover", "export", "import") or mine:
        return False
    apart = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph
    same = apart == 0 or (apart <= PARAGRAPHS and of.setting.other is not None)
    return same and last.placed.partner not in (None, "WORLD")


WHOLE = ("общ", "всего", "совокупн", "total", "overall")
OF_COUNTRY = ("стран", "республик", "государств", "countr", "republic", "nation")
OPENS_WORLDWIDE = tuple({first for first, _ in WORLDWIDE})


def _reach(first: str, behind: Sequence[str]) -> int:
    """Return how far behind its first word the second of two that tell the whole stands: "the total of A's exports"."""
    led = first == "total" and list(behind) in (["of"], ["volume"])
    return 6 if first == "целом" else 5 if led or first == "всего" else 3


def _says_all(of: Scope) -> bool:
    cue, scene = of.found.cue, of.found.scene
    if _of_share_before(of):
        return False
    behind = cue is None or not scene.first <= cue.first < of.found.amount.first
    words = offices.left_out(of.words if behind else of.clause() if _goes_over(of) else of.before)
    return _of_land(words) or any(
        word.startswith(first)
        and (
            not second or any(w.startswith(second) for w in words[at + 1 : at + _reach(first, words[at + 1 : at + 2])])
        )
        for at, word in enumerate(words)
        if word.startswith(OPENS_WORLDWIDE)
        for first, second in WORLDWIDE
    )


def _of_share_before(of: Scope) -> bool:
    """Say whether "total exports" are but what the percent before is a share of: "5 % of total exports, up 3 %"."""
    last, scene = of.earlier[-1] if of.earlier else None, of.found.scene
    if last is None or last.found.scene.first != scene.first or last.found.unit != "percent":
        return False
    since = last.found.amount.last - scene.first
    behind = scene.words[since : since + BEHIND]
    whole = behind[:1] in (["of"], ["от"]) and any(word.startswith(WHOLE) for word in behind)
    return whole and not any(word.startswith(WHOLE) for word in of.before[since + BEHIND :])


BEHIND = 4


def _goes_over(of: Scope) -> bool:
    """Say whether a sentence goes over from one flow to another: "total exports were 5 mln, while A imported 3"."""
    last, scene = of.earlier[-1] if of.earlier else None, of.found.scene
    other = last is not None and last.found.scene.first == scene.first and last.found.indicator != of.found.indicator
    named = last is not None and any(last.found.amount.last <= m.first < of.found.amount.first for m in of.all)
    return other and named


def _of_land(words: Sequence[str]) -> bool:
    """Say whether the turnover of a country or province is told as a whole: "общий товарооборот провинции"."""
    return any(
        word.startswith(("товарооборот", "оборот"))
        and words[at + 1].startswith(LANDS)
        and any(before.startswith("общ") for before in words[max(0, at - 2) : at])
        for at, word in enumerate(words[:-1])
    )


LANDS = ("стран", "республик", "провинц", "област", "край", "края", "регион")
