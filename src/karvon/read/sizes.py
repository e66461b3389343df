"""Sizes: what an amount measures of the thing it is told of: cost, capacity, a stake, how ready it is."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.about import (
    BESIDE,
    MAKING,
    STAKE,
    belongs_at,
    is_lent,
    is_made,
    is_price,
    says,
    signs,
    since,
    thing_of,
    until,
)
from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.reach import finite
from karvon.read.scene import Frame, Scene, Thing
from karvon.read.wholes import in_trade
from karvon.read.wordclasses import belongs
from karvon.read.worth import kind_of_worth

COST, READY, ASIDE, OF_WORK = 8, 4, 9, 8
INVESTED = frozenset({"investment_flow", "investment_stock"})
BUILT = frozenset({"plant", "power", "line", "hub", "house", "any", "making"})
PRICED_KINDS = BUILT | {"fund", "zone"}
OTHER = "other"
HOUSING = 7
ENERGY = ("квт", "киловатт", "мвт-ч", "мвтч", "гвт", "kwh", "mwh", "gwh", "twh", "kilowatt")
NO_CAPACITY = frozenset({"job", "company", "project", "document", "percent", "event", "country"})
TRADED = frozenset({"export", "import", "trade_turnover", "trade_balance", "noncommodity_export", "tax_revenue"})
GATHERED = (
    "время", "период", "period", "прям", "накоплен", "пии", "direct", "accumul", "cumul", "stock", "fdi", "освоен",
)  # fmt: skip


def measured(
    scene: Scene, amount: Amount, kind: str, cue: Cue | None, talk: tuple[Sequence[Frame], Sequence[Scene]]
) -> tuple[str | None, str] | None:
    """Return (indicator, rule) of what an amount measures of the thing it is told of; None where it is of no thing."""
    if kind == "percent":
        return _ready(scene, amount) or _held(scene, amount) or _staked(scene, amount, talk)
    if is_capacity(scene, amount):
        return "capacity", "indicator.cue"
    if _is_things(scene, amount):
        return None, "indicator.none"
    thing = thing_of(scene, amount)
    if thing is not None and kind == "money":
        return _worth(scene, amount, thing, cue)
    return None if thing is None else _sized(scene, amount, thing, cue)


def _sized(scene: Scene, amount: Amount, thing: Thing, cue: Cue | None) -> tuple[str | None, str] | None:
    """Return how long a line is, or what a thing is able to do."""
    if thing.kind == "line" and _in_metres(scene, amount, thing):
        return "line_length", "indicator.unit_noun"
    if _holding(scene, amount, thing):
        return "capacity", "indicator.made"
    return _able(scene, amount, thing, cue) if amount.kind in ("count", "measure", "bare") else None


def _in_metres(scene: Scene, amount: Amount, thing: Thing) -> bool:
    """Say whether metres are how long an English line is: "a 1,200 metre bridge", "the crossing is 900 metres long"."""
    if scene.marks.language != "en" or amount.noun is None or amount.unit is not None:
        return False
    if not scene.tokens[amount.noun[0]].lower.startswith(("metre", "meter")):
        return False
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 1]
    long = behind in (["long"], ["-"]) or "length" in scene.words[: amount.first - scene.first]
    return long or 0 <= thing.first - amount.last <= BESIDE


def _is_things(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount counts things themselves: "two power stations"."""
    if amount.noun is None or amount.unit is not None:
        return False
    return any(amount.noun[0] <= thing.first < amount.noun[1] for thing in scene.things)


def _worth(scene: Scene, amount: Amount, thing: Thing, cue: Cue | None) -> tuple[str | None, str] | None:
    """Return what money is of a thing: lent for it, what it costs, what is invested in it, the capital of a fund."""
    if scene.words[amount.last - scene.first : amount.last - scene.first + 2] == ["worth", "of"]:
        return None
    if thing.first >= amount.last and is_price(scene, amount, thing) and thing.kind in PRICED_KINDS:
        return ("fund_capital" if thing.kind == "fund" else "project_value"), "indicator.thing"
    left = cue if cue is not None and cue.last <= amount.first else None
    near = since(scene, amount, STAKE)
    own = left if left is not None and left.first in near else None
    if is_lent(scene, amount) and (own is None or own.code in INVESTED):
        return None, "indicator.other"
    if thing.kind == "fund":
        sized = says(scene, since(scene, amount, COST), "size")
        return ("fund_capital", "indicator.thing") if sized and own is None else None
    if _costs(scene, amount, thing, left):
        return "project_value", "indicator.cost"
    return (
        ("project_value", "indicator.thing")
        if thing.kind in BUILT and _of_building(scene, amount, thing, cue)
        else None
    )


def _of_building(scene: Scene, amount: Amount, thing: Thing, cue: Cue | None) -> bool:
    """Say whether money is what a thing is built for, bought with, or what is put into it."""
    if _bought(scene, amount, thing) or _put_in(scene, amount, thing, cue):
        return True
    left = cue if cue is not None and cue.last <= amount.first else None
    put = left is not None and left.code in INVESTED and not _gathered(scene, amount)
    invested = put and thing.stage is not None and _of_thing(scene, amount, thing)
    return invested or (cue is None and _stands_at(scene, thing, amount))


def _costs(scene: Scene, amount: Amount, thing: Thing, left: Cue | None) -> bool:
    """Say whether a word of cost stands before an amount, with no word for an indicator behind it or between."""
    told = [at for at in since(scene, amount, COST) if belongs_at(scene, at, "cost")]
    if not told or _per_piece(scene, amount) or kind_of_worth(scene, amount) in ("deal", "goods", "other"):
        return False
    inside = scene.first <= thing.first < amount.first and thing.first >= scene.first
    if left is None or left.code == OTHER:
        return True
    nearer = thing.first > left.first if inside else False
    return (nearer or left.code in INVESTED) and left.first < told[-1]


def _per_piece(scene: Scene, amount: Amount) -> bool:
    return amount.last < scene.last and scene.tokens[amount.last].lower in ("за", "per")


def _bought(scene: Scene, amount: Amount, thing: Thing) -> bool:
    """Say whether a thing is built or opened for so much: "открытие фермы за 3 млрд тенге", "built for 8 billion"."""
    first = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    if thing.stage is None or not scene.first <= thing.first < first or amount.first - thing.last > PRICED:
        return False
    traded = any(c.code in TRADED and thing.last <= c.first < first for c in scene.of("indicators"))
    return scene.tokens[first - 1].lower in ("за", "for") and not traded and not _per_piece(scene, amount)


def _put_in(scene: Scene, amount: Amount, thing: Thing, cue: Cue | None) -> bool:
    """Say whether money opens a sentence on what is put into things still to be: "5 bn will be invested in them"."""
    right = cue is not None and cue.code in INVESTED and 0 <= cue.first - amount.last <= PUT
    return right and thing.stage is not None and _of_thing(scene, amount, thing) and not _gathered(scene, amount)


PRICED, PUT = 24, 3


def _gathered(scene: Scene, amount: Amount) -> bool:
    """Say whether investment is told of a country over a time rather than of one thing."""
    words = scene.tokens[max(scene.first, amount.first - STAKE) : amount.last]
    stop = next(
        (token.start for token in scene.tokens[amount.last : scene.last] if token.text == ";"), scene.sentence.end
    )
    told = (t for t in scene.times if t.start < stop and not t.deadline)
    dated = any(t.kind in ("year", "months", "since") for t in told)
    return dated or any(token.lower.startswith(GATHERED) for token in words)


def _of_thing(scene: Scene, amount: Amount, thing: Thing) -> bool:
    """Say whether a sentence on investment is about a thing: it names the thing, or no country at all."""
    last = until(scene, amount.last, BESIDE + 1).stop
    if scene.marks.language == "en" and any(amount.last <= a.first < thing.first for a in scene.amounts):
        return False
    return thing.first >= scene.first or not any(c.first < last for c in scene.of("places"))


def _stands_at(scene: Scene, thing: Thing, amount: Amount) -> bool:
    """Say whether money stands at the name of a thing, no verb between: "a copper works (1.5 bn dollars)"."""
    if thing.stage is None or not scene.first <= thing.first < amount.first:
        return False
    return _verbless(scene, thing.last, amount.first)


def _able(scene: Scene, amount: Amount, thing: Thing, cue: Cue | None) -> tuple[str | None, str] | None:
    """Return capacity for what a thing is able to make, take or hold in a time; of the energy it gives, nothing."""
    traded = cue is not None and cue.code in TRADED and cue.last <= amount.first and cue.first > thing.first
    if traded or amount.unit in NO_CAPACITY or amount.unit in ("ha", "m2", "km"):
        return None
    if _housing(scene, amount):
        return "capacity", "indicator.made"
    if thing.kind in ("fund", "zone") or not is_made(scene, amount):
        return None
    if amount.unit is None and _hours(scene, amount) and says(scene, since(scene, amount, MAKING), "energy"):
        return None, "indicator.other"
    return "capacity", "indicator.made"


def _hours(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is of energy: kilowatt-hours."""
    noun = scene.tokens[amount.noun[0]].lower if amount.noun is not None else ""
    return noun.startswith(ENERGY)


def _ready(scene: Scene, amount: Amount) -> tuple[str | None, str] | None:
    """Return no indicator for a percent of how ready a thing is."""
    start = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    by = start > scene.first and scene.tokens[start - 1].lower == "на"
    before = scene.tokens[max(scene.first, start - (ASIDE if by else READY)) : start]
    behind = scene.tokens[amount.last : amount.last + 1]
    if behind and behind[0].lower == "of" and scene.marks.language == "en":
        behind = scene.tokens[amount.last : min(amount.last + OF_WORK, scene.last)]
    ready = any(belongs(token.lower, scene.marks.language, "completeness") for token in (*before, *behind))
    told = (ready or _worked(scene, start)) and thing_of(scene, amount) is not None
    return (None, "indicator.ready") if told else None


def _worked(scene: Scene, start: int) -> bool:
    """Say whether English work is told to be so far: "construction had reached 95 %", "work is past the 50 % mark"."""
    words = scene.words[max(0, start - scene.first - WORKED) : start - scene.first]
    if scene.marks.language != "en" or REACHED.isdisjoint(words[-3:]):
        return False
    return any(word.startswith(("construction", "work", "implementation", "execution")) for word in words)


WORKED = 11
REACHED = frozenset({"reached", "past", "passed", "hit", "crossed"})


def _held(scene: Scene, amount: Amount) -> tuple[str | None, str] | None:
    """Return a stake for a percent that an English text calls capital or a partner: "100 percent foreign capital"."""
    if scene.marks.language != "en":
        return None
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + HOLDING]
    held = any(word in HOLDINGS for word in behind[:1]) or any(word in CAPITAL for word in behind)
    return ("ownership_share", "indicator.stake") if held and not {",", "of", "in"} & set(behind[:1]) else None


HOLDING = 3
HOLDINGS = frozenset({"partner", "shareholder", "stakeholder", "owner", "co-owner", "stake", "shareholding", "owned"})
CAPITAL = frozenset({"capital", "equity", "ownership", "stake", "shareholding", "foreign-owned", "state-owned"})


def _staked(
    scene: Scene, amount: Amount, talk: tuple[Sequence[Frame], Sequence[Scene]]
) -> tuple[str | None, str] | None:
    """Return a stake for the share of a thing that somebody holds; a percent of its cost is none."""
    known, before = talk
    thing = thing_of(scene, amount)
    of_trade = thing is not None and thing.first < scene.first and in_trade(scene, amount, before)
    if thing is None or amount.factor or amount.times or of_trade:
        return None
    last = known[-1] if known else None
    if last is not None and last.indicator == "ownership_share" and last.scene.sentence == scene.sentence:
        return "ownership_share", "indicator.stake"
    if any(c.code in TRADED and abs(c.first - amount.first) <= STAKE for c in scene.of("indicators")):
        return None
    if is_lent(scene, amount):
        return None, "indicator.other"
    if _of_balance(scene, amount):
        return None, "indicator.other"
    around = (*since(scene, amount, STAKE), *until(scene, amount.last, BESIDE))
    asked = bool(before) and _asks(before[-1])
    return ("ownership_share", "indicator.stake") if asked or says(scene, around, "stake") else None


def _of_balance(scene: Scene, amount: Amount) -> bool:
    """Say whether a share is of something other than an undertaking: "долю ВИЭ в энергобалансе до 40 %"."""
    near = since(scene, amount, SHARED)
    told = next((at for at in near if belongs_at(scene, at, "share")), None)
    if told is None:
        return False
    inside = [at + 1 for at in range(told, amount.first - 1) if scene.tokens[at].lower in ("в", "во", "in")]
    return bool(inside) and not any(
        belongs_at(scene, at, "owned") for at in range(inside[-1], min(inside[-1] + 3, amount.first))
    )


SHARED = 16


def _asks(scene: Scene) -> bool:
    """Say whether a sentence asks who owns a thing."""
    asks = scene.last > scene.first and scene.tokens[scene.last - 1].text == "?"
    return asks and says(scene, range(scene.first, scene.last), "stake")


GAUGES = ("мм", "см", "миллиметр", "сантиметр", "кв", "киловольт", "mm", "cm", "millim", "centim", "kv", "kilovolt")


def _gauge(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is a width or a voltage, which is no capacity."""
    noun = scene.tokens[amount.noun[0]].lower if amount.noun is not None and amount.unit is None else ""
    return noun in GAUGES or (len(noun) > SHORT and noun.startswith(GAUGES))


SHORT = 5


def is_capacity(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount stands right behind a word of capacity: "a capacity of 300 beds"."""
    if amount.kind not in ("count", "measure", "bare") or amount.unit in NO_CAPACITY or _gauge(scene, amount):
        return False
    words = [c for c in scene.of("indicators") if c.code == "capacity"]
    if any(0 <= amount.first - c.last <= BESIDE and not signs(scene, c.last, amount.first) for c in words):
        return True
    return scene.marks.language == "en" and any(_able_to(scene, amount, c) or _rated(scene, amount, c) for c in words)


def _able_to(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a capacity to do something is told before an amount: "the capacity to churn out 230,000 barrels"."""
    words = scene.words[cue.last - scene.first : amount.first - scene.first]
    return 1 < len(words) <= ABLE and words[0] == "to" and all(word.isalpha() for word in words)


def _holding(scene: Scene, amount: Amount, thing: Thing) -> bool:
    """Say whether a hyphen gives the thing behind an amount its size: "a 40,000-ton grain silo"."""
    hyphen = any(scene.tokens[at].text == "-" for at in range(amount.first, amount.last))
    kept = amount.unit in ("t", "TEU", "MW") and thing.kind in ("plant", "hub", "power")
    return hyphen and kept and 0 <= thing.first - amount.last <= BESIDE


def _rated(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a word of capacity stands right behind an amount: "a 230,000 barrels per day capacity plant"."""
    words = scene.words[amount.last - scene.first : cue.first - scene.first]
    return cue.first >= amount.last and len(words) <= RATED and all(word in PER_TIME for word in words)


ABLE, RATED = 6, 6
PER_TIME = frozenset({
    "per", "a", "day", "year", "annum", "month", "(", ")", "bpd", "mtpa", "-", "annual", "daily", "of", "production",
    "processing", "generation", "generating", "installed", "storage", "cargo",
})  # fmt: skip


def _housing(scene: Scene, amount: Amount) -> bool:
    """Say whether a thing is "for" so many: "больница на 300 коек", "склад на 8 тысяч тонн"."""
    before = [t for t in scene.things if t.role != "fund" and 0 < amount.first - t.last <= HOUSING]
    if not before or _gauge(scene, amount) or scene.tokens[amount.first - 1].lower != "на":
        return False
    return not signs(scene, before[-1].last, amount.first) and _verbless(scene, before[-1].last, amount.first)


def _verbless(scene: Scene, first: int, last: int) -> bool:
    return not any(scene.tokens[at].kind == "word" and finite(scene.tokens[at]) for at in range(first, last))
