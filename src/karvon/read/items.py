"""Items: figures of a list of partners, each item like the one before it but for the country it names."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries, distinct, mentions
from karvon.read.dealing import Sides
from karvon.read.respective import in_turn
from karvon.read.scope import Placed, Scope, Talk, kind

RANKS = ("мест", "лидер", "лидир", "следом", "замык", "крупнейш", "place", "rank", "followed", "largest", "leading")
HOME = 6


def of_roll(of: Scope) -> Placed | None:
    """A figure of a roll of partners of the document's country, which the sentence itself does not name."""
    if of.setting.other is not None or of.setting.main is None:
        return None
    partners = distinct(countries(of.all))
    several = len(partners) > 2 and len(of.found.scene.amounts) > 2 and _each(of)
    if of.setting.main in partners or not (several or of.says(RANKS)):
        return None
    if of.own and all(m.first >= of.found.amount.last for m in countries(of.own)):
        return None
    near = [m for m in countries(of.all) if m.first < of.found.amount.first]
    trade = kind(of.found) in ("trade", "")
    home = in_common(of, 0) or of.setting.main
    if not near or not trade or home == near[-1].code:
        return None
    return Placed(near[-1].code, home, None) if _does(of, near[-1]) else Placed(home, near[-1].code, None)


def _does(of: Scope, item: Mention) -> bool:
    """Say whether a partner is told to sell or buy itself, or goes on with such a one: "A продала 9 тонн, B – 5"."""
    last, scene = of.earlier[-1] if of.earlier else None, of.found.scene
    behind = scene.tokens[item.last].lower if item.last < scene.last else ""
    if item.role == "plain" and item.kind != "adjective" and behind.startswith(DEALS):
        return True
    here = last is not None and last.found.scene.first == scene.first and last.found.indicator == of.found.indicator
    named = last is not None and any(m.code == last.placed.reporter for m in countries(of.all))
    return here and named and item.role == "plain"


DEALS = (
    "продал", "поставил", "отгрузил", "отправил", "экспортировал", "купил", "закупил", "приобрел", "приобрёл",
    "импортировал", "ввезл", "ввёз", "вывезл", "вывез", "sold", "exported", "bought", "imported", "purchased",
    "shipped",
)  # fmt: skip


def of_part(of: Scope) -> Placed | None:
    """The part of a flow that falls to a partner named right behind it: "20 млн, из них 3 млн пришлось на Чили"."""
    tokens, last = of.found.scene.tokens, of.found.amount.last
    before = of.earlier[-1] if of.earlier else None
    words = [token.lower for token in tokens[last : last + FALLS]]
    words = words[1:] if words[:1] == ["."] else words
    if before is None or kind(before.found) != "trade":
        return None
    if (led := _fallen(of) or _accounting(of)) is not None and before.placed.reporter not in (None, led):
        return Placed(before.placed.reporter, led, None)
    if not words or not words[0].startswith(("приш", "приход")):
        return None
    partner = next((m for m in countries(of.all) if last < m.first <= last + FALLS), None)
    home = before.placed.reporter
    fits = partner is not None and "на" in words and home not in (None, partner.code) and kind(of.found) == "trade"
    return Placed(home, partner.code, None) if fits and partner is not None and of.found.unit != "percent" else None


def _fallen(of: Scope) -> str | None:
    """Return the partner right before "which" that a part falls to: "поставщиком стала А, на которую пришлось 5"."""
    near = [m for m in countries(of.all) if m.first < of.found.amount.first]
    behind = [token.lower for token in of.found.scene.tokens[near[-1].last : of.found.amount.first]] if near else []
    led = behind[:2] == [",", "на"] and behind[2:3] != [] and behind[2].startswith("котор")
    return near[-1].code if led and any(word.startswith(("приш", "приход")) for word in behind) else None


def _accounting(of: Scope) -> str | None:
    """Return the partner told to make up a part of what was just told: "of which A accounted for 5", "with A taking 3".

    So does the next one behind it that has but a number: "... and B 2".
    """
    near = [m for m in countries(of.all) if m.first < of.found.amount.first]
    before = of.earlier[-1]
    if not near or before.found.scene.first != of.found.scene.first:
        return None
    beside = near[-1].last >= of.found.amount.first - 1 and len(near) > 1 and before.placed.partner == near[-2].code
    heads = near if beside else near[-1:]
    return near[-1].code if any(_makes_up(of, head) for head in heads) else None


def _makes_up(of: Scope, head: Mention) -> bool:
    words, at = of.found.scene.words, (head.first - of.found.scene.first, head.last - of.found.scene.first)
    led = [word for word in words[max(0, at[0] - BEFORE_IT) : at[0]] if word != "the"]
    part = led[-2:] in (["of", "which"], ["of", "this"], ["of", "that"]) or led[-1:] == ["with"]
    return part and not MAKING.isdisjoint(words[at[1] : at[1] + BEFORE_IT])


MAKING = frozenset({
    "accounted", "accounting", "accounts", "made", "making", "took", "taking", "contributed", "contributing",
    "absorbed", "absorbing", "represented", "representing", "supplied", "supplying", "bought", "buying",
})  # fmt: skip
FALLS, BEFORE_IT = 5, 3


def _each(of: Scope) -> bool:
    """Say whether figures part the countries of the sentence from each other."""
    named = countries(of.all)
    heads = [a.first for a in of.found.scene.amounts]
    return len({sum(at < m.first for at in heads) for m in named}) >= len(distinct(named))


def of_suppliers(of: Scope) -> Placed | None:
    """A figure of a list of whom somebody buys from or sells to: "the main suppliers to A are B with 5 tons, C (4)"."""
    scene = of.found.scene
    if DEALERS.isdisjoint(scene.vocabulary):
        return None
    at = next((i for i, word in enumerate(scene.words) if word in DEALERS), None)
    if at is None or scene.first + at > of.found.amount.first or of.found.change != "level":
        return None
    linked = next((i for i in range(at, len(scene.words)) if scene.words[i] in LINKS), None)
    item = [m for m in countries(of.own if in_turn(scene) else of.all) if m.last <= of.found.amount.first]
    if linked is None or not item or item[-1].first <= scene.first + linked:
        return None
    told = next((m.code for m in countries(of.all) if m.first < scene.first + linked), None)
    home = told if told is not None else of.setting.home or of.setting.main
    if (
        home is None
        or home == item[-1].code
        or not (in_turn(scene) or of.found.amount.first - item[-1].last <= NEAR_ITEM)
    ):
        return None
    sells = scene.words[at] in SELLERS and of.found.indicator != "import"
    return Placed(item[-1].code, home, None) if sells else Placed(home, item[-1].code, None)


SELLERS = frozenset({"suppliers", "supplier", "exporters", "exporter", "sellers"})
DEALERS = SELLERS | {"buyers", "importers", "destinations", "markets", "consumers", "purchasers", "customers"}
LINKS = frozenset({"is", "are", "was", "were", "include", "included", "remain", "remained", ":", "became"})
NEAR_ITEM = 3


def of_ranked(of: Scope) -> Placed | None:
    """A figure of a partner in rank on a page of somebody's partners: "A, which ranked first with 5 mln, also led"."""
    home, first = of.setting.owner, of.found.amount.first
    since = max((a.last for a in of.found.scene.amounts if a.last <= first), default=-1)
    here = distinct(countries([m for m in of.all if since <= m.first < first])) if len(of.named) > 1 else of.named
    if home is None or len(here) != 1 or here[0] == home or of.found.indicator == "production":
        return None
    mine = [m for m in of.all if m.code == here[0] and m.role == "plain" and m.kind == "name" and m.last <= first]
    if not mine or any(m.code == "WORLD" for m in of.own):
        return None
    words, at = of.found.scene.words, mine[-1].last - of.found.scene.first
    ranked = any(word.startswith(RANKING) for word in words[at:][:RANKED])
    among = any(word in DEALERS for word in words[:at])
    return Placed(home, here[0], None) if ranked or among else None


RANKED = 6
RANKING = (
    "rank", "top", "led", "lead", "first", "second", "third", "fourth", "fifth", "sixth", "largest", "biggest", "place",
    "follow", "climb", "main", "мест", "лидир", "лидер", "возглав", "замык", "крупнейш", "опере",
)  # fmt: skip


def of_follower(of: Scope) -> Placed | None:
    """A figure of the next partner in rank, named alone: "B follows with 19 percent of the exports", "C is third"."""
    last = of.earlier[-1] if of.earlier else None
    ahead = "followed by" in of.found.scene.line
    named = [m for m in countries(of.all) if not ahead or m.first < of.found.amount.last]
    if last is not None and (next_one := _followed(of)) is not None:
        return next_one
    if last is None or len(named) != 1 or named[0].first > of.found.scene.first + 1 or named[0].role != "plain":
        return None
    home, near = _led(last), of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph
    words = of.found.scene.words[: of.found.amount.first - of.found.scene.first]
    ranked = any(word in FOLLOWS for word in words[:FEW_WORDS])
    told = kind(last.found) == "trade" and kind(of.found) == "trade" and near <= 1
    return Placed(home, named[0].code, None) if ranked and told and home not in (None, named[0].code) else None


def _followed(of: Scope) -> Placed | None:
    """Return the sides of whoever follows the one told before: "A is followed by B with 5": B in the place of A."""
    last, scene = of.earlier[-1], of.found.scene
    before = [m for m in countries(of.all) if m.first < of.found.amount.first]
    sides = last.placed.reporter, last.placed.partner
    if len(before) != PAIR or "followed" not in scene.words[: before[1].first - scene.first] or None in sides:
        return None
    one, two = before[0].code, before[1].code
    if one not in sides or two in sides or before[1].role != "by" or last.found.scene.first == scene.first:
        return None
    placed = [two if code == one else code for code in sides]
    return Placed(placed[0], placed[1], None)


def _led(last: Talk) -> str | None:
    """Return whose partner a figure was told of: whom its sentence names "with", where the doer is the partner."""
    named = [m for m in countries(mentions(last.found.scene)) if m.first < last.found.amount.first]
    away = [m.code for m in named if m.role == "with"]
    doers = [m.code for m in named if m.role == "plain" and m.kind != "adjective"]
    turned = away == [last.placed.partner] and doers == [last.placed.reporter]
    turned = turned or (distinct(named) == [last.placed.reporter] and last.found.scene.has(DEALING))
    return last.placed.partner if turned else last.placed.reporter


DEALING = ("partner", "buyer", "supplier", "importer", "партнер", "партнёр", "покупател", "поставщик")
FOLLOWS = frozenset({"follows", "followed", "second", "third", "fourth", "fifth", "next", "comes", "came"})
FEW_WORDS = 6


def of_list(of: Scope) -> Placed | None:
    """The partner an amount stands behind in a list: "Russia (3.2 bn), China (2.1 bn)"."""
    at = of.found.amount.first - 1
    at -= of.found.scene.tokens[at].text == "+"
    sign = of.found.scene.tokens[at].lower
    if (sign not in "(-–—:" and sign not in ("at", "with")) or len(distinct(of.all)) < PAIR:
        return None
    flow = of.found.cue.last if of.found.cue is not None else -1
    at -= sign == "with" and of.found.scene.tokens[at - 1].text == ","
    at = _before_short(of, at)
    if not any(m.last == at for m in of.all):
        return None
    mutual = of.found.indicator == "trade_turnover"
    roles = ("plain", "with", "by", *(("in", "inward") if _whose(of) else ()), *(("to", "inward") if mutual else ()))
    fits = [m for m in of.all if m.last == at and m.role in roles and m.first != flow and m.code != "WORLD"]
    if fits and (shared := _like_last(of)) is not None and shared != fits[0].code:
        return Placed(fits[0].code, shared, None)
    main = _home(of, fits[0].code) if fits else None
    return Placed(main, fits[0].code, None) if fits and fits[0].code != main else None


def _like_last(of: Scope) -> str | None:
    """Return the partner of a list of those that sell or buy: "exports to A: B (5 %), C (3 %)", each its own flow."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.scene.first != of.found.scene.first or last.found.indicator != of.found.indicator:
        return None
    one, two = last.placed.reporter, last.placed.partner
    near = [m for m in countries(of.all) if 0 <= last.found.amount.first - m.last <= NEAR_ITEM]
    mine = bool(near) and near[-1].code == one and all(m.code != two for m in of.all)
    return two if mine and two not in (None, "WORLD", of.setting.main, of.setting.home) else None


def of_next(of: Scope) -> Placed | None:
    """The next item behind a semicolon: "to A (3 times); B (+60 %); C (+40 %)", its preposition told once."""
    scene, last = of.found.scene, of.earlier[-1] if of.earlier else None
    if scene.first == 0 or scene.tokens[scene.first - 1].text != ";":
        return None
    mine = [m for m in countries(of.all) if m.first < of.found.amount.first]
    if (
        last is None
        or not mine
        or mine[0].first != scene.first
        or mine[-1].role != "plain"
        or mine[-1].kind == "adjective"
    ):
        return None
    before = [m.code for m in countries(mentions(last.found.scene)) if m.first < last.found.amount.first]
    sides = last.placed.reporter, last.placed.partner
    if not before or before[-1] not in sides or mine[-1].code in sides:
        return None
    one, two = (mine[-1].code if code == before[-1] else code for code in sides)
    return Placed(one, two, None)


def _before_short(of: Scope, at: int) -> int:
    """Return where a name ends before its short form in brackets: "United Arab Emirates (UAE) at 28 bn"."""
    tokens = of.found.scene.tokens
    if at > 1 and tokens[at - 1].lower == "republic":
        return at - 1
    short = at > 2 and tokens[at - 1].text == ")" and tokens[at - 3].text == "(" and tokens[at - 2].text.isupper()
    return at - 3 if short else at


def _whose(of: Scope) -> str | None:
    """Return the one country a sentence tells trade with whose partners it lists: "trade with A grew in B (2 bn)"."""
    found = [m for m in countries(of.all) if m.role == "with"]
    codes = distinct(found)
    later = [m for m in countries(of.all) if found and m.first > found[-1].first]
    if later and any(found[-1].first < a.first < later[0].first for a in of.found.scene.amounts):
        return None
    return codes[0] if len(codes) == 1 and found[-1].first < of.found.amount.first and later else None


def _home(of: Scope, item: str) -> str | None:
    """Return whose partners a list counts up: whom its sentence tells trade with, the country both figures before have
    in common, else the document's.
    """
    with_whom = _whose(of)
    if with_whom not in (None, item):
        return with_whom
    last = of.earlier[-1] if of.earlier else None
    if last is not None and last.found.scene.first == of.found.scene.first:
        sides = last.placed.reporter, last.placed.partner
        known = _unlike(
            of, item, [code for code in sides if code is not None and of.setting.has(code) and code != item]
        )
        if len(known) == 1:
            return known[0]
    return in_common(of, 0) or of.setting.main


def in_common(of: Scope, apart: int) -> str | None:
    """Return the country that the trade told of several partners is each time of, as many paragraphs back at most."""
    told = [
        {placed.reporter, placed.partner} - {None, "WORLD"}
        for frame, placed in of.earlier[-HOME:]
        if of.found.scene.sentence.paragraph - frame.scene.sentence.paragraph <= apart and kind(frame) == "trade"
    ]
    pairs = [side for at, side in enumerate(told) if len(side) == PAIR and side not in told[:at]]
    shared = set.intersection(*pairs) if len(pairs) > 1 else set()
    return shared.pop() if len(shared) == 1 else None


def of_growth(of: Scope) -> Placed | None:
    """The next partner whose growth is told without the preposition: "trade with A rose by 5 %, B by 3 %"."""
    tokens, at = of.found.scene.tokens, of.found.amount.first - 1
    last = of.earlier[-1] if of.earlier else None
    if at < of.found.scene.first or tokens[at].lower not in ("by", "на"):
        return None
    mine = [m for m in countries(of.all) if m.last == at and m.role in ("plain", "with")]
    if not mine or last is None or last.found.scene.first != of.found.scene.first:
        return None
    first = next((m for m in countries(of.all) if m.role == "with" and m.first < mine[0].first), None)
    sides = last.placed.reporter, last.placed.partner
    doers = [m.code for m in countries(of.all) if first is not None and m.first < first.first]
    items = {m.code for m in of.all if m.code not in doers}
    home = next((code for code in sides if code not in items), None)
    return Placed(home, mine[0].code, None) if first is not None and home is not None else None


def of_elliptic(of: Scope) -> Placed | None:
    """The next partner told by its name alone: "exports to A stood at 5 mln, B 4 mln and C 3 mln"."""
    last, tokens = of.earlier[-1] if of.earlier else None, of.found.scene.tokens
    if (
        last is None
        or last.found.scene.first != of.found.scene.first
        or None in (last.placed.reporter, last.placed.partner)
    ):
        return None
    before = last.found.amount
    mine = [m for m in countries(of.all) if before.last <= m.first and _up_to(of, m)]
    led = mine and all(token.lower in LED for token in tokens[before.last : mine[0].first])
    if not led or mine[0].role != "plain" or mine[0].kind == "adjective" or before.kind != of.found.amount.kind:
        return None
    away = [m for m in countries(of.all) if m.last <= before.first and m.role in LISTED]
    away += [
        m
        for m in countries(of.all)
        if m.last == before.first or (mine[0].last < of.found.amount.first and m.last < before.first)
    ]
    sides = last.placed.reporter, last.placed.partner
    item = away[-1].code if away else None
    if item not in sides or mine[0].code in sides:
        return None
    one, two = (mine[0].code if code == item else code for code in sides)
    return Placed(one, two, None)


def _up_to(of: Scope, mention: Mention) -> bool:
    """Say whether only its rank stands between a name and an amount: "B second with 5 mln"."""
    between = of.found.scene.tokens[mention.last : of.found.amount.first]
    return all(token.lower in RANKED_NEXT for token in between)


RANKED_NEXT = FOLLOWS | {"with", "at"}
LED = frozenset({",", "and", "the", ";", "и"})
LISTED = ("to", "from", "with", "inward")


def _unlike(of: Scope, item: str, sides: Sequence[str]) -> Sequence[str]:
    """Return which of two countries is no item of the list: it is not told the way the item is."""
    roles = {m.role for m in of.all if m.code == item}
    like = {m.code for m in of.all if m.role in roles and m.kind != "adjective"}
    doers = {m.code for m in of.all if m.role == "plain" and m.kind != "adjective"} if "with" not in roles else set()
    return sides if len(sides) < PAIR else [code for code in sides if code not in like | doers]


PAIR = 2


def parallel(of: Scope, one: str) -> Sides | None:
    """Return the sides of an item like the one before it: "in A, B has 5 projects and C has 2 worth 18 million"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.scene.first != of.found.scene.first:
        return None
    sides = last.placed.reporter, last.placed.partner
    plain = [m.code for m in countries(of.all) if m.role == "plain"]
    if one in sides and one in plain and None not in sides:
        return sides
    apart = [code for code in sides if code is not None and code not in plain and code not in GROUPS_OF_COUNTRIES]
    return (one, apart[0]) if one in plain and len(apart) == 1 else None
