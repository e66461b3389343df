"""Wholes: what a percent is a share of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from karvon.read import reach
from karvon.read.cues import Cue, kinds
from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Measured, Scene
from karvon.read.turkic import of_trade
from karvon.read.wordclasses import belongs

COMMODITY_FLOWS = frozenset({"export", "import", "noncommodity_export"})
SHARES = frozenset({"trade_share", "ownership_share"})
TRADE = frozenset({"trade_turnover", "export", "import", "noncommodity_export"})
OTHER = "other"
RIGHT_REACH = 8


def of_whole(measured: Measured, scene: Scene, amount: Amount, change: str, known: Sequence[Frame]) -> Measured:
    """Make a percent of turnover a share of trade where it is told of a whole, or goes on with such shares."""
    if amount.kind != "percent" or change != "level" or measured.indicator not in TRADE or _index(scene, amount):
        return measured
    if _plainly_share(scene, amount, measured, known):
        return measured._replace(indicator="trade_share", rule="indicator.share")
    if measured.indicator != "trade_turnover" or _of_goods(scene, amount):
        return measured
    if _ranked(scene, amount):
        return measured._replace(indicator="trade_share", rule="indicator.share")
    whole = measured.cue is not None and reach.of_whole(scene, amount, measured.cue)
    shares = [f for f in known[-4:] if f.indicator == "trade_share" and f.change == "level"]
    listed = bool(shares) and scene.sentence.paragraph - shares[-1].scene.sentence.paragraph <= 1
    return measured._replace(indicator="trade_share", rule="indicator.share") if whole or listed else measured


def _index(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent above a hundred is what a year makes of the one before: "110,2 % к прошлому году"."""
    behind = scene.tokens[amount.last].lower if amount.last < scene.last else ""
    return behind in ("к", "of") and scene.marks.language == "ru" and Decimal(amount.digits) > HUNDRED


HUNDRED = 100


def _plainly_share(scene: Scene, amount: Amount, measured: Measured, known: Sequence[Frame]) -> bool:
    """Say whether a percent is a share of trade, or of one flow, that a partner or a part of a country has."""
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    goes_on = last is not None and last.indicator == "trade_share" and last.change == "level"
    if measured.indicator == "trade_turnover" and (goes_on or _on_share_of(scene, amount)):
        return True
    if _partners(scene, amount, measured, known) or _share_of_side(scene, amount):
        return True
    return (
        _beside_share(scene, amount, known)
        or _taken(scene, amount, measured)
        or _of_partner(scene, amount, measured)
        or _goes_to(scene, measured)
    )


def _on_share_of(scene: Scene, amount: Amount) -> bool:
    """Say whether a part falls to somebody: "на долю провинции пришлось 20 % товарооборота"."""
    words = scene.words[: amount.first - scene.first]
    return "долю" in words and any(word.startswith(("прих", "приш")) for word in words)


def of_partner(scene: Scene, amount: Amount) -> Measured | None:
    """Return a share of trade for a percent that stands at a country among trading partners: "партнёры: А (31 %)"."""
    if amount.kind != "percent" or amount.first - 1 <= scene.first or not scene.has(PARTNERS):
        return None
    at = amount.first - 1
    beside = scene.tokens[at].text in BESIDE_NAME and any(c.last == at for c in scene.of("places"))
    beside = beside or _beside_sum(scene, amount)
    ranked = _ranked(scene, amount) or _with_share(scene, amount)
    grown = any(0 <= c.first - amount.last <= 1 or 0 <= amount.first - c.last <= 2 for c in scene.of("changes"))
    told = (beside or ranked) and not grown
    return Measured("trade_share", None, "indicator.share") if told else None


def _beside_sum(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent stands behind a partner's sum in one bracket: "A (500 million or 15 percent)"."""
    last = next((a for a in reversed(scene.amounts) if a.last <= amount.first), None)
    if last is None or last.kind != "money" or amount.first - last.last > IN_BRACKET:
        return False
    at = last.bound_at[0] if last.bound_at and last.bound_at[0] < last.first else last.first
    opened = (
        at > scene.first
        and scene.tokens[at - 1].text == "("
        and ")" not in scene.words[at - scene.first : amount.first - scene.first]
    )
    return opened and any(c.last == at - 1 for c in scene.of("places"))


IN_BRACKET = 6


def of_both_ways(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return turnover for money that stands at a country among partners where both flows or none were told before.

    "A exported 5 m and imported 3 m. Its main partners are B (4 m), C (2 m)".
    """
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    if amount.kind != "money" or at - 1 <= scene.first or not scene.has(PARTNERS):
        return None
    beside = scene.tokens[at - 1].text in BESIDE_NAME and any(c.last == at - 1 for c in scene.of("places"))
    if not beside or any(c.code in TRADE for c in scene.of("indicators")):
        return None
    last = next((f.scene for f in reversed(known) if f.scene != scene and f.indicator in TRADE), None)
    told = {f.indicator for f in known if f.scene == last}
    return Measured("trade_turnover", None, "indicator.topic") if told >= FLOWS else None


FLOWS = frozenset({"export", "import"})


def _with_share(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent is the share with which a partner holds its place: "с долей 6 %", "with a 6 % share"."""
    words = scene.words[max(0, amount.first - scene.first - 4) : amount.first - scene.first]
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 1]
    return any(word in ("долей", "share") for word in words) or (behind == ["share"] and "with" in words)


PARTNERS = ("партнер", "партнёр", "partner")
BESIDE_NAME = ("(", "-")


def _share_of_side(scene: Scene, amount: Amount) -> bool:
    """Say whether the share of what goes to or comes from a country in a whole flow is told."""
    share = any(word in SHARE_WORDS for word in scene.words[: amount.first - scene.first])
    return share and _of_side(scene, amount)


SHARE_WORDS = frozenset({"доля", "долю", "доли"})


def _partners(scene: Scene, amount: Amount, measured: Measured, known: Sequence[Frame]) -> bool:
    """Say whether a percent is one partner's part of a flow: "partners: A (31 %)", "imports from A were 8 m (4 %)"."""
    at = amount.first - 1
    places = [c for c in scene.of("places") if c.last <= at]
    if scene.tokens[at].text == "(" and any(c.last == at for c in places):
        return True
    head = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    if head is None or head.amount.kind != "money" or head.indicator != measured.indicator:
        return False
    since = max((a.last for a in scene.amounts if a.last <= head.amount.first), default=scene.first)
    led = any(since <= c.first and scene.tokens[c.first - 1].lower in LEADING for c in places if c.first > scene.first)
    bracket = scene.tokens[at].text == "(" and at - head.amount.last <= 1
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + LED_BEHIND]
    whole = any(word in WHOLE for word in behind)
    return (bracket and (led or any(since <= c.first < head.amount.first for c in places))) or (whole and led)


LEADING = frozenset({"to", "from", "into", "в", "из", "во"})
WHOLE = frozenset({"total", "overall", "whole", "all", "entire", "общего", "всего", "совокупного"})
LED_BEHIND = 5


def _ranked(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent tells with what share a place is held: "занял первое место в товарообороте с 18,4 %"."""
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    held = any(word.startswith("мест") for word in scene.words[: amount.first - scene.first])
    return held and at > scene.first and scene.tokens[at - 1].lower in ("с", "со")


def _of_commodities(scene: Scene, amount: Amount) -> str | None:
    """Return the flow that goods have a share of: "oil makes up 78 % of imports"; a country's share is none of this."""
    flows = [c for c in scene.of("indicators") if c.code in COMMODITY_FLOWS]
    near = [c for c in flows if c.first - amount.last <= RIGHT_REACH and not _parted(scene, amount, c)]
    if not near or reach.owned_by_country(scene, amount, near):
        return None
    return near[-1].code


def _parted(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a word stands in the next clause: "долю ветра до 35 %, а экспорт – до 2 млрд"."""
    between = scene.tokens[amount.last : cue.first] if cue.first >= amount.last else ()
    return any(token.text in ",;" for token in between)


def shared(scene: Scene, amount: Amount, known: Sequence[Frame]) -> str | None:
    """Return what a share is of: the flow of goods, trade where the talk is of trade, else what is named besides."""
    flow = _of_commodities(scene, amount)
    if flow is not None and _of_side(scene, amount):
        return "trade_share"
    if flow is not None or _of_currency(scene):
        return flow
    told = (c for c in scene.of("indicators") if "percent" in kinds(c.row["units"]))
    named = [c for c in told if not _parted(scene, amount, c)]
    if any(c.code in TRADE for c in named):
        making = _flow_itself(scene, amount)
        if making is not None:
            return making
        return "trade_turnover" if _of_goods(scene, amount) else "trade_share"
    others = [c.code for c in named if c.code not in SHARES]
    if others:
        return None if others[0] == OTHER else others[0]
    talk = [f.indicator for f in known[-3:] if f.scene.sentence.paragraph >= scene.sentence.paragraph - 1]
    spoken = any(code in TRADE or code == "trade_share" for code in talk)
    return "trade_share" if spoken or of_trade(scene.tokens, amount.first) else None


def of_portfolio(scene: Scene, cue: Cue) -> bool:
    """Say whether projects are those of a portfolio named before them: "портфель новых и текущих проектов"."""
    words = scene.words[max(0, cue.first - scene.first - PORTFOLIO) : cue.first - scene.first]
    at = next((at for at, word in enumerate(words) if word.startswith(("портфел", "portfolio"))), None)
    if at is None or not scene.tokens[cue.first].lower.startswith(("проектов", "инвестпроектов", "projects")):
        return False
    counted = any(cue.first - len(words) + at <= a.first < cue.last for a in scene.amounts)
    return not counted and all(word[0].isalpha() and word not in LEADING for word in words[at:])


PORTFOLIO = 7


def in_trade(scene: Scene, amount: Amount, before: Sequence[Scene]) -> bool:
    """Say whether a country's share is told right behind a sentence on trade: "Торговля растёт. Доля А – 8 %"."""
    past = before[-1] if before and before[-1].sentence.paragraph == scene.sentence.paragraph else None
    if past is None or not any(c.code in TRADE for c in past.of("indicators")):
        return False
    named = [at for at, word in enumerate(scene.words) if word in SHARE_WORDS or word == "share"]
    of = any(c.group == "places" and c.first < amount.first for c in scene.cues)
    return bool(named) and of and not any(c.code not in SHARES for c in scene.of("indicators"))


def of_stake(scene: Scene, amount: Amount) -> bool:
    """Say whether a Russian share is one held in an undertaking: "доля стороны в уставном капитале", "доля в СП"."""
    words = scene.words[: amount.first - scene.first]
    shares = [at for at, word in enumerate(words) if word in SHARE_WORDS]
    behind = words[shares[-1] + 1 : shares[-1] + STAKE] if shares else []
    at = next((at for at, word in enumerate(behind) if word in ("в", "во")), len(behind))
    return any(word.startswith(UNDERTAKINGS) or word == "сп" for word in behind[at + 1 : at + 3])


STAKE = 8
UNDERTAKINGS = ("уставн", "акционерн", "консорциум", "проект", "предприяти", "компани", "капитал")


def _of_side(scene: Scene, amount: Amount) -> bool:
    """Say whether a flow to or from a country has a share of all: "доля поставок в А в общем объёме экспорта"."""
    whole = any(word in IN_ALL for word in scene.words[: amount.first - scene.first])
    sides = (c for c in scene.of("places") if scene.first < c.first < amount.first)
    return whole and any(scene.tokens[c.first - 1].lower in ("в", "во", "из") for c in sides)


IN_ALL = frozenset({"общем", "совокупном", "суммарном", "всем"})


def _of_currency(scene: Scene) -> bool:
    """Say whether a currency has the share: "доля рубля во взаимных расчётах", "доля национальных валют"."""
    held = [
        at for at in range(scene.first, scene.last - 2) if scene.tokens[at].lower.startswith(("доля", "долю", "доли"))
    ]
    money = {c.first for c in scene.of("currencies")}
    return any(at + 1 in money or any(scene.tokens[at + n].lower.startswith("валют") for n in (1, 2)) for at in held)


def _of_goods(scene: Scene, amount: Amount) -> bool:
    """Say whether goods make up a share of turnover: "gold accounts for 38 % of the total", no country is named."""
    verb = next(
        (c for c in reversed(scene.of("indicators")) if c.code == "trade_share" and c.last <= amount.first), None
    )
    if (
        verb is None
        or verb.first == scene.first
        or not belongs(scene.tokens[verb.first].lower, scene.marks.language, "makes_up")
    ):
        return False
    first = max(
        (at + 1 for at in range(scene.first, verb.first) if scene.tokens[at].text in ",;:"), default=scene.first
    )
    named = any(c.group in ("places", "regions", "cities") and first <= c.first < amount.last for c in scene.cues)
    owned = any(_owner(scene.tokens[at].lower, scene.marks.language) for at in range(first, verb.first))
    before = scene.tokens[verb.first - 1]
    subject = verb.first - first >= 1 and before.kind == "word" and before.lower not in RELATIVE
    return subject and not named and not owned and not any(a.first in range(first, verb.first) for a in scene.amounts)


def _owner(word: str, language: str) -> bool:
    """Say whether a word names who has a share of trade: "whose", or a part of a country."""
    return word.startswith(REGIONS) or belongs(word, language, "owner")


REGIONS = (
    "провинц", "регион", "област", "края", "край", "штат", "округ", "республик", "стран", "город", "province", "region",
    "state",
)  # fmt: skip


def _flow_itself(scene: Scene, amount: Amount) -> str | None:
    """Return the bare English flow that makes up the rest of trade: "while imports made up the remaining 82 %"."""
    for flow in scene.of("indicators"):
        behind = scene.marks.begin.get(("indicators", flow.last))
        bare = scene.tokens[max(scene.first, flow.first - 1)].lower in OPENING
        shares = behind is not None and behind.code == "trade_share"
        near = behind is not None and behind.last <= amount.first <= behind.last + OPENED
        if flow.code in COMMODITY_FLOWS and bare and shares and near and scene.marks.language == "en":
            return flow.code
    return None


OPENING = frozenset({"while", "and", "whereas", "but", ","})
OPENED = 4
RELATIVE = frozenset({"which", "who", "that", "they"})


def _taken(scene: Scene, amount: Amount, measured: Measured) -> bool:
    """Say whether a country takes a share of another's exports: "Morocco takes 3 % of all Spanish exports"."""
    cue = measured.cue
    if cue is None or measured.indicator not in COMMODITY_FLOWS or not reach.of_whole(scene, amount, cue):
        return False
    taker = any(scene.tokens[at].lower in TAKES for at in range(max(scene.first, amount.first - TAKEN), amount.first))
    return taker and reach.owned_by_country(scene, amount, [cue])


def _goes_to(scene: Scene, measured: Measured) -> bool:
    """Say whether a part of exports is told to go to a country: "34 % of exports go to A", "14 % экспорта идёт в А"."""
    cue = measured.cue
    if cue is None or measured.indicator not in COMMODITY_FLOWS:
        return False
    behind = scene.words[cue.last - scene.first : cue.last - scene.first + GOING]
    at = next((at for at, word in enumerate(behind) if word.startswith(GOES)), None)
    led = at is not None and any(word in LEADING for word in behind[at + 1 : at + 3])
    return led and any(c.group == "places" and 0 < c.first - cue.last <= GOING + LED for c in scene.cues)


GOING = 7
GOES = (
    "go", "went", "head", "ship", "sent", "destin", "bound", "deliver", "идет", "идёт", "идут", "направл", "поставля",
    "отправл", "приход", "приш",
)  # fmt: skip


def _of_partner(scene: Scene, amount: Amount, measured: Measured) -> bool:
    """Say whether one partner's part of a flow is told of the whole: "imports from A made up 41 % of all imports"."""
    flows = [c for c in scene.of("indicators") if c.code == measured.indicator and c.code in COMMODITY_FLOWS]
    heads = [c for c in flows if c.last <= amount.first]
    if not heads or not any(reach.of_whole(scene, amount, c) for c in flows if c.first >= amount.last):
        return False
    led = scene.tokens[heads[-1].last].lower in ("from", "to", "из", "в", "во")
    return led and any(c.group == "places" and 0 < c.first - heads[-1].last <= LED for c in scene.cues)


LED = 2
TAKES = frozenset({"takes", "took", "buys", "bought", "absorbs", "absorbed", "receives", "received"})
TAKEN = 4


def _beside_share(scene: Scene, amount: Amount, known: Sequence[Frame]) -> bool:
    """Say whether a percent goes on with a share of trade: "14.8 % of exports and 25.2 % of imports"."""
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    if last is None or last.indicator != "trade_share" or amount.first - last.amount.last > BESIDE:
        return False
    return not {"and", "и"}.isdisjoint(scene.words[last.amount.last - scene.first : amount.first - scene.first])


BESIDE = 8
