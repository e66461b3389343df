"""About: which thing an amount is told of, and what the words around the amount say of it."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.reach import finite, opening
from karvon.read.scene import Scene, Thing
from karvon.read.wordclasses import belongs

BESIDE = 3
LOAN, STAKE, MAKING, YEAR = 8, 10, 8, 6
STOPS = frozenset({",", ";", ":", ")", "."})


def thing_of(scene: Scene, amount: Amount) -> Thing | None:
    """Return the thing an amount is told of: the one it counts or stands at, the last named before it, the talk's."""
    if not scene.things:
        return scene.topic
    beside = counted(scene, amount)
    if beside is not None and (amount.kind != "money" or is_price(scene, amount, beside)):
        return beside
    before = [t for t in scene.things if t.first < amount.first]
    if before:
        return before[-1] if _same_bracket(scene, before[-1], amount) else before[0]
    return scene.topic


def counted(scene: Scene, amount: Amount) -> Thing | None:
    """Return the thing that an amount counts or describes by standing before it: "two berths", "a 63-hectare site"."""
    first = amount.noun[0] if amount.noun is not None else amount.last
    near = (t for t in scene.things if first - 1 <= t.first <= amount.last + BESIDE - 1 and t.first > amount.first)
    return next((t for t in near if not signs(scene, amount.last, t.first)), None)


def is_price(scene: Scene, amount: Amount, thing: Thing) -> bool:
    """Say whether money describes the thing behind it as an adjective does: "a $50 million cement plant"."""
    if scene.marks.language != "en" or amount.first == scene.first:
        return False
    before = scene.tokens[amount.first - 1].lower
    words = scene.tokens[amount.last : thing.first]
    if any(token.kind != "word" or belongs(token.lower, "en", "stop") or token.lower in LINKING for token in words):
        return False
    headline = scene.sentence.paragraph <= 1 and before in HEADLINES
    return before in PRICED or headline or belongs(before, "en", "determiner")


HEADLINES = frozenset({
    "plan", "plans", "build", "builds", "launch", "launches", "sign", "signs", "open", "opens", "ink", "inks", "unveil",
    "unveils", "announce", "announces", "seek", "seeks", "eye", "eyes", "approve", "approves", "finance", "finances",
    "fund", "funds", "develop", "develops", "start", "starts", "begin", "begins", "complete", "completes", "propose",
    "proposes", "back", "backs", "inaugurate", "inaugurates", "mull", "mulls", "for", "on", "win", "wins", "secure",
    "secures", "construct", "constructs", "award", "awards", "get", "gets",
})  # fmt: skip


PRICED = frozenset(
    {"new", "planned", "proposed", "joint", "another", "first", "second", "separate", "similar", "major"}
)
LINKING = frozenset(
    {"of", "in", "for", "to", "from", "on", "at", "by", "with", "and", "into", "worth", "as", "a", "the"}
)


def these(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount counts what was told before: "these four plants"."""
    words = scene.tokens[max(scene.first, amount.first - 2) : amount.first]
    return any(belongs(token.lower, scene.marks.language, "these") for token in words)


def is_lent(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is lent: a word of credit stands in its clause."""
    after = until(scene, amount.last, LOAN)
    before = range(max(scene.first, amount.first - BESIDE), amount.first)
    return says(scene, after, "loan") or says(scene, before, "loan") or _credits(scene, amount)


def _credits(scene: Scene, amount: Amount) -> bool:
    """Say whether loans are named before an amount with no verb between: "кредиты банка и фонда по 12 млн"."""
    wide = since(scene, amount, LOAN)
    told = [at for at in wide if belongs_at(scene, at, "credit")]
    return bool(told) and not any(
        scene.tokens[at].kind == "word" and finite(scene.tokens[at]) for at in range(told[-1] + 1, amount.first)
    )


def is_made(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is what a thing makes or takes in a time: "will produce 5 m cubic metres a year"."""
    before = since(scene, amount, MAKING)
    around = (*before, *until(scene, amount.last, YEAR))
    making = says(scene, before, "making") or says(scene, before, "energy")
    making = making or any(scene.tokens[at].lower in FOR_MAKING for at in before[-3:])
    return making and (says(scene, around, "yearly") or _to_make(scene, amount, before))


def _to_make(scene: Scene, amount: Amount, before: range) -> bool:
    """Say whether a plant named in the sentence is to make so much once it works: "завод будет выпускать 5 т"."""
    named = any(thing.first < amount.first and thing.kind == "plant" for thing in scene.things)
    return named and amount.unit == "t" and any(scene.tokens[at].lower in ("будет", "будут", "will") for at in before)


FOR_MAKING = frozenset({
    "production", "manufacture", "processing", "производству", "выпуску", "переработке", "изготовлению",
})  # fmt: skip


def since(scene: Scene, amount: Amount, reach: int) -> range:
    """Return the tokens before an amount back to the figure or semicolon before it."""
    first = max(scene.first, amount.first - reach)
    stops = [a.last for a in scene.amounts if first < a.last <= amount.first]
    parts = [at + 1 for at in range(first, amount.first) if scene.tokens[at].text in ";:"]
    return range(max((first, *stops, *parts)), amount.first)


def until(scene: Scene, first: int, reach: int) -> range:
    """Return the tokens behind an amount up to the end of its clause."""
    last = min(first + reach, scene.last)
    stop = next((at for at in range(first, last) if scene.tokens[at].text in STOPS), last)
    return range(first, stop)


def says(scene: Scene, places: range | tuple[int, ...], role: str) -> bool:
    """Say whether a word of some role stands among tokens."""
    return any(belongs_at(scene, at, role) for at in places)


def belongs_at(scene: Scene, at: int, role: str) -> bool:
    """Say whether the word at a token plays a role in the text's language."""
    return belongs(scene.tokens[at].lower, scene.marks.language, role)


def signs(scene: Scene, first: int, last: int) -> bool:
    """Say whether a comma, bracket or colon stands among tokens."""
    return any(scene.tokens[at].text in ",;:()" for at in range(first, last))


def _same_bracket(scene: Scene, thing: Thing, amount: Amount) -> bool:
    """Say whether a thing stands in no bracket that is shut before the amount."""
    opened = opening(scene, thing.first)
    return opened is None or opened == opening(scene, amount.first)
