"""Goals: an amount named as a goal by the noun behind it."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import future, grammar
from karvon.read.wordclasses import belongs

GOALS = ("goal", "target", "objective", "benchmark")


def aimed_at(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is named as a goal: "the 10 billion dollar goal", "a new goal: trade is to reach 10 bn"."""
    if scene.marks.language == "ru":
        return _such_a_goal(scene, amount)
    if not scene.has(GOALS):
        return False
    before = scene.words[: amount.first - scene.first]
    colon = next((at for at, word in enumerate(before) if word == ":"), None)
    if colon is not None and any(word.startswith(GOALS) for word in before[max(0, colon - AIMED) : colon]):
        return True
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 4]
    goal = next((at for at, word in enumerate(behind) if word.startswith(GOALS)), None)
    return (
        goal is not None
        and all(word.replace("-", "a").isalpha() for word in behind[:goal])
        and not any(word in LINKING for word in behind[:goal])
    )


AIMED = 4


def _such_a_goal(scene: Scene, amount: Amount) -> bool:
    """Say whether Russian words behind an amount call it a goal: "10 млрд: такую цель поставили президенты"."""
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + SUCH_REACH]
    at = next((at for at, word in enumerate(behind) if word in SUCH), None)
    return at is not None and any(word in GOAL_NOUNS for word in behind[at + 1 : at + 3])


SUCH_REACH = 6
SUCH = frozenset({"такую", "такова", "такой", "такая", "эту", "этот"})
GOAL_NOUNS = frozenset({"цель", "планку", "планка", "задачу", "задача", "ориентир"})
LINKING = frozenset({"as", "is", "was", "of", "in", "by", "for", "and", "the", "a", "to", "from", "with", "this"})


def heads_for(scene: Scene, first: int, last: int) -> bool:
    """Say whether a headline says "A and B to sign": an infinitive behind countries, no other verb."""
    if scene.marks.language != "en" or scene.sentence.paragraph > 1 or scene.shows("en", "finite"):
        return False
    begin, end = scene.marks.begin, scene.marks.end
    return any(
        scene.tokens[at].lower == "to"
        and ("places", at) in end
        and ("places", at + 1) not in begin
        and scene.tokens[at + 1].lower.isalpha()
        and scene.tokens[at + 1].lower not in NO_ACTS
        for at in range(first + 1, last - 1)
    )


NO_ACTS = frozenset({"more", "over", "about", "nearly", "almost", "around", "some", "just", "the", "a", "an", "its"})


def multiplied(scene: Scene, amount: Amount) -> tuple[str, str] | None:
    """Return (status, rule) of a verb that multiplies by itself: "удвоится", "сможем удвоить", "would double".

    None for a verb that tells what was, and for an infinitive whose mood another word tells.
    """
    word = scene.tokens[amount.first].lower
    if word in DOUBLING and scene.marks.language == "en":
        return _english_multiplied(scene, amount)
    if not word.startswith(MULTIPLIES) or amount.last - amount.first > 1:
        return None
    if future(word):
        return "expectation", "status.expectation"
    if "INFN" not in grammar(word)[1]:
        return None
    before = scene.words[max(0, amount.first - scene.first - MODAL) : amount.first - scene.first]
    if any(belongs(told, "ru", "able") for told in before):
        return "expectation", "status.expectation"
    needed = any(belongs(told, "ru", "needed") for told in before)
    return ("target", "status.raise") if needed else None


def _english_multiplied(scene: Scene, amount: Amount) -> tuple[str, str] | None:
    """Return what "would double" and "to double" tell: a hope where something is said to be likely, else a goal."""
    at = amount.first - 1
    while at > scene.first and scene.tokens[at].lower in ADVERBS:
        at -= 1
    word = scene.tokens[at].lower
    if word in MODALS:
        return "expectation", "status.expectation"
    if word != "to":
        return None
    before = [c for c in scene.of("statuses") if c.last <= at + 1]
    code = next((c.code for c in reversed(before) if c.code != "actual"), None)
    if code in ("expectation", "forecast") or headed(scene, amount._replace(first=amount.last)):
        return code or "expectation", f"status.{code or 'expectation'}"
    return "target", "status.raise"


DOUBLING = frozenset({"double", "triple", "quadruple", "treble", "quintuple"})
ADVERBS = frozenset(["more", "than", "nearly", "almost", "at", "least", "roughly", "about", "even", "also", "over"])
MODALS = frozenset({"will", "would", "could", "can", "may", "might", "should"})
MODAL = 4
MULTIPLIES = ("удво", "утро", "учетвер", "упятер")


HOPED = ("expectation", "forecast")


def able(scene: Scene, cue: Cue) -> bool:
    """Say whether a word tells that something may be done: "могут наладить производство за 3 млн"."""
    first = scene.tokens[cue.first].lower
    return cue.code in HOPED and cue.last - cue.first > 1 and belongs(first, "ru", "able")


def gathering(scene: Scene, cue: Cue) -> bool:
    """Say whether "собираются" tells of what comes together rather than of an intention to do something."""
    if not scene.tokens[cue.first].lower.startswith("собира"):
        return False
    behind = scene.words[cue.last - scene.first : cue.last - scene.first + ACT]
    return not any("INFN" in grammar(word)[1] for word in behind if word.isalpha() and not word.isascii())


ACT = 3


def peopled(scene: Scene, amount: Amount) -> tuple[str, str] | None:
    """Return the status of how many people live where something is to be: "рынок с населением 180 млн".

    So of people told by where they live or work: "visas for the 6,000 Peruvians employed in Chile".
    """
    words = scene.words[max(0, amount.first - scene.first - PEOPLED) : amount.first - scene.first]
    told = any(word.startswith(("населением", "населения")) for word in words) and "будет" not in words
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + PEOPLED]
    here = next((word for word in behind if word.startswith(DWELLING)), None)
    told = told or (amount.kind in ("count", "bare") and here is not None and "be" not in behind)
    return ("actual", "status.default") if told else None


PEOPLED = 3
DWELLING = (
    "living", "residing", "employed", "studying", "проживающ", "живущ", "работающ", "обучающ", "учащ",
)  # fmt: skip


def hanging(scene: Scene, near: Cue, cues: Sequence[Cue]) -> Cue:
    """Return the "may" or forecast that a second infinitive hangs on: "может вырасти до 3 млн, а позже достичь 5".

    Or the proposal that it tells: "предложил А довести торговлю до 3 млн".
    """
    if near.code != "target":
        return near
    before = [c for c in cues if c.last <= near.first]
    proposed = bool(before) and before[-1].code == "proposal" and _to_do(scene, near)
    if proposed and "," not in scene.words[before[-1].last - scene.first : near.first - scene.first]:
        return before[-1]
    if "INFN" not in grammar(scene.tokens[near.first].lower)[1]:
        return near
    able = before and before[-1].code in HOPED and belongs(scene.tokens[before[-1].first].lower, "ru", "able")
    return before[-1] if able else near


def _to_do(scene: Scene, near: Cue) -> bool:
    """Say whether a word of a goal is an act that another word tells of: "довести", "to raise", "raising"."""
    word = scene.tokens[near.first].lower
    return word == "to" or word.endswith("ing") if word.isascii() else "INFN" in grammar(word)[1]


def headed(scene: Scene, amount: Amount) -> bool:
    """Say whether a headline foretells what trade will come to: "Trade to hit 15 bn", "Exports to surpass 88 bn"."""
    if scene.marks.language != "en" or scene.sentence.paragraph > 1 or scene.shows("en", "finite"):
        return False
    words = scene.words[: amount.first - scene.first]
    at = next((at for at in range(len(words) - 2, 0, -1) if words[at] == "to" and words[at + 1] in FORETOLD), None)
    if at is None:
        return False
    last = scene.first + at - (scene.tokens[scene.first + at - 1].text in QUOTES)
    return any(c.last == last for c in scene.of("indicators"))


QUOTES = frozenset("'\"‘“«’")
FORETOLD = frozenset({"reach", "hit", "surpass", "exceed", "top", "touch", "cross", "double", "triple", "grow", "rise"})
REASONS = frozenset({"after", "since", "because", "where", "whereas", "while", "поскольку", "после"})
HAPPENED = ("ed", "rew", "ose", "ell", "saw", "was", "were", "had", "ло", "ла", "ли", "лся", "лось", "лась")


def left_behind(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """Say whether a word of plan stands before a clause that tells what happened: "decided to …, after it grew by"."""
    if cue.code == "actual" or REASONS.isdisjoint(scene.vocabulary):
        return False
    words = scene.words[cue.last - scene.first : amount.first - scene.first]
    opened = next((at for at, word in enumerate(words) if word in REASONS), None)
    return opened is not None and any(word.endswith(HAPPENED) and len(word) > 2 for word in words[opened + 2 :])


def to_grow(scene: Scene, amount: Amount) -> bool:
    """Say whether English words raise what an amount tells to another: "to expand the 79-km lines to 244 km"."""
    if scene.marks.language != "en" or amount.kind in ("money", "percent"):
        return False
    words = scene.words[max(0, amount.first - scene.first - RAISED_IN) : amount.first - scene.first]
    raised = any(word.startswith(RAISES) for word in words)
    later = (a for a in scene.amounts if a.first > amount.last and a.unit == amount.unit and a.kind == amount.kind)
    behind = next(later, None)
    if not raised or behind is None or behind.first - amount.last > GROWN:
        return False
    return "to" in scene.words[amount.last - scene.first : behind.first - scene.first]


def of_now(scene: Scene, amount: Amount) -> bool:
    """Say whether an English size is the one there is: "from its current capacity of 20", "instead of the first 70"."""
    if scene.marks.language != "en" or amount.kind == "percent":
        return False
    words = scene.words[max(0, amount.first - scene.first - NOW_IN) : amount.first - scene.first]
    told = [at for at, word in enumerate(words) if word in NOW or words[at : at + 2] == ["instead", "of"]]
    return bool(told) and {"to", "will", ",", "by"}.isdisjoint(words[told[-1] :])


NOW_IN = 7
NOW = frozenset({"current", "existing", "present", "today's"})
RAISED_IN, GROWN = 5, 9
RAISES = ("expand", "increas", "extend", "rais", "boost", "upgrad", "widen", "lengthen", "enlarg")
