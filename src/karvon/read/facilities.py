"""Facilities: what putting one up costs, told from what is invested in a country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Scene


def put_into(scene: Scene, amount: Amount) -> bool:
    """Say whether money is told to be put into what somebody has: "have put 60 million into our farms"."""
    if scene.marks.language != "en" or amount.kind != "money":
        return False
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    before = scene.words[max(0, at - scene.first - PUTTING) : at - scene.first]
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 1]
    put = behind == ["into"] and any(word in PUT for word in before)
    later = scene.words[amount.last - scene.first : amount.last - scene.first + GOING]
    gone = [
        at for at, word in enumerate(later[:-1]) if word in ("go", "goes", "went", "going") and later[at + 1] == "into"
    ]
    return put or bool(gone)


PUT, PUTTING = frozenset({"put", "puts", "putting", "poured", "pumped", "ploughed", "plowed", "injected", "sunk"}), 3
GOING = 4
FACILITIES = (
    "ферм", "завод", "комбинат", "фабрик", "терминал", "склад", "хранилищ", "холодильник", "элеватор", "тепличн",
    "комплекс", "гэс", "тэс", "аэс", "сэс", "вэс", "электростанц", "станци", "больниц", "гостиниц", "отел", "общежити",
    "школ", "стоян", "парк", "паром", "клиник", "санатори", "кластер", "цех", "линии", "линия", "мельниц",
    "птицефабрик", "питомник",
)  # fmt: skip


def invested(scene: Scene, amount: Amount, cue: Cue, known: Sequence[Frame], before: Sequence[Scene]) -> str:
    """Return investment of projects, the stock gathered so far, or the flow of a period."""
    projects = [f for f in known[-2:] if f.indicator == "project_count" and f.scene.sentence == scene.sentence]
    if projects and amount.first - projects[-1].amount.last <= 8:
        return "project_value"
    if _of_facility(scene, amount, cue, before) or _into_project(scene, amount, cue):
        return "project_value"
    long = amount.kind == "money" and (_since_long(scene, amount) or any(told in scene.line for told in OVERALL))
    if cue.code == "investment_flow" and (long or _stock_of(scene, cue)):
        return "investment_stock"
    if amount.kind == "money" and _with(scene, cue):
        return "project_value"
    if cue.code == "investment_flow" and amount.kind == "money" and _accumulated(scene, amount, cue):
        return "investment_stock"
    return cue.code


def _stock_of(scene: Scene, cue: Cue) -> bool:
    """Say whether investment is called a stock, whosever it is: "the stock of Peruvian investment"."""
    words = scene.words[max(0, cue.first - scene.first - STOCK_OF) : cue.first - scene.first]
    return any(one in ("stock", "stocks") and two == "of" for one, two in pairwise(words))


STOCK_OF = 5
OVERALL = (" за все годы ", " за все время ", " за всё время ", " за весь период ", " за годы независимости ")


def _into_project(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether investment is what one project costs: "инвестиции в проект составят", "investment in the project"."""
    if amount.kind != "money" or not scene.tokens[cue.first].lower.startswith(COSTS):
        return False
    behind = scene.words[cue.last - scene.first : cue.last - scene.first + 4]
    return bool(behind) and behind[0] in ("в", "in") and any(word in ONE_PROJECT for word in behind[1:3])


ONE_PROJECT = frozenset({"проект", "строительство", "project"})


def _since_long(scene: Scene, amount: Amount) -> bool:
    """Say whether Russian investment is told since a year long gone: "с 2005 года вложил 7 млрд"."""
    began = [at for at, (a, b) in enumerate(pairwise(scene.words)) if a == "с" and YEAR.fullmatch(b)]
    near = [at for at in began if scene.first + at <= amount.first]
    since = bool(near) and "по" not in scene.words[near[-1] :] and "до" not in scene.words[near[-1] + 2 : near[-1] + 5]
    return since and not any(near[-1] + scene.first < a.first < amount.first for a in scene.amounts)


YEAR = re.compile(r"(?:19|20)\d\d")


def gathered(found: Frame, rule: str) -> Frame:
    """Return investment that turned out to be of no period of its own as the stock it has come to by now."""
    told = found.indicator == "investment_flow" and found.change == "level" and found.status == "actual"
    if not told or rule not in NOW or found.amount.kind != "money" or found.cue is None:
        return found
    tokens, cue = found.scene.tokens, found.cue
    if cue.first - found.amount.last > BESIDE:
        return found
    flowing = tokens[cue.last - 1].lower in FLOWS or any(
        token.lower.startswith(STREAM) for token in tokens[max(found.scene.first, cue.first - 2) : cue.first]
    )
    if flowing or _single(found) or _talked_of(found):
        return found
    rules = tuple("indicator.gathered" if one == "indicator.cue" else one for one in found.rules)
    return found._replace(indicator="investment_stock", rules=rules)


def _single(found: Frame) -> bool:
    """Say whether one purchase or step is told rather than all that was put in: "a recent $30 million purchase"."""
    near = found.scene.words[max(0, found.amount.first - found.scene.first - ONCE) :][: 2 * ONCE]
    return any(word in SINGLE for word in near)


def _talked_of(found: Frame) -> bool:
    """Say whether money is only talked about or promised: "they discussed a figure of 3 bn"."""
    before = found.scene.words[: found.amount.first - found.scene.first]
    return any(word in SIGNED or word.startswith(DISCUSSED) for word in before)


STREAM = ("поток", "приток", "flow", "inflow")
DISCUSSED = (
    "commitment",
    "pledge",
    "estimated",
    "обязательств",
    "привлечени",
    "discuss",
    "negotiat",
    "обсужд",
    "обсуд",
    "договор",
)
NOW = frozenset({"period.present", "period.now"})
SINGLE = frozenset(
    {
        "recent",
        "recently",
        "purchase",
        "acquisition",
        "latest",
        "package",
        "недавно",
        "покупка",
        "покупку",
        "ещё",
        "еще",
        "another",
        "further",
    }
)
ONCE, BESIDE = 5, 4


def _with(scene: Scene, cue: Cue) -> bool:
    """Say whether something is to be built "with investments of" so much."""
    at = cue.first - 1
    while scene.marks.language == "en" and at > scene.first and scene.tokens[at].lower in ARTICLES:
        at -= 1
    before = scene.tokens[at].lower if at >= scene.first else ""
    beside = any(0 <= at - thing.last <= 1 for thing in scene.things) and at < cue.first - 1
    return before in ("with", "с") and (scene.has(BUILDING) or beside)


ARTICLES = frozenset({"a", "an", "the", "total", "estimated", "initial", "overall", "combined", "planned"})


BUILDING = (
    "establish", "build", "construct", "set", "creat",
    "строит", "постро", "создан", "создат", "открыт", "запус", "возвед",
)  # fmt: skip
STOCK = ("накоплен", "accumulated", "cumulative", "outstanding")
STOCK_REACH = 4
TALKED = (
    "discuss",
    "finali",
    "realiz",
    "realis",
    "negotiat",
    "обсужд",
    "обсуд",
    "привлеч",
    "договор",
    "планир",
)
GATHERED = ("накоплен", "accumulated", "cumulative", "сегодня", "настоящ")
PUT_IN = ("инвестиц", "капиталовлож", "вложени", "пии", "investment", "fdi")
FLOWING = ("disburs", "поступил", "приток", "inflow", "вырос", "увелич", "снизил", "сократил", "rose", "grew", "fell")


SIGNED = frozenset(
    {
        "signed",
        "signing",
        "agreed",
        "pledged",
        "pledges",
        "committed",
        "promised",
        "lead",
        "announced",
        "commitments",
        "commitment",
        "pledge",
    }
)
NOT_YET = frozenset(["potential", "planned", "proposed", "additional", "fresh", "future", "expected", "new"])


def _accumulated(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether "investment" told of no period is what has gathered so far."""
    if scene.tokens[cue.first - 1].lower in NOT_YET or scene.tokens[cue.last - 1].lower in FLOWS:
        return False
    near = scene.tokens[max(scene.first, cue.first - STOCK_REACH) : cue.first + STOCK_REACH]
    if _stands(scene, amount) or _as_of(scene, amount) or any(token.lower.startswith(STOCK) for token in near):
        return True
    words = [token.lower for token in scene.tokens[scene.first : scene.last]]
    told = any(word.startswith(GATHERED) for word in words)
    if not told and (cue.first >= amount.last or any(word.startswith(TALKED) or word in SIGNED for word in words)):
        return False
    if any(word.startswith(FLOWING) for word in words) or _future(scene, amount):
        return False
    if any(t.kind in ("year", "months", "since", "behind") and not t.deadline for t in scene.times):
        return False
    since = "since" in words and not any(t.kind == "since" for t in scene.times)
    return told or since or scene.tokens[cue.first].lower.startswith(PUT_IN)


def _as_of(scene: Scene, amount: Amount) -> bool:
    """Say whether investment is told as of a day: "к концу 2017 года", "as of 1 May", "at the end of 2013"."""
    if amount.pair is not None or _future(scene, amount):
        return False
    if scene.marks.language == "en":
        until = min((a.first for a in scene.amounts if a.first > amount.first), default=scene.last)
        line = f" {' '.join(scene.words[: until - scene.first])} "
        return any(phrase in line for phrase in AS_OF)
    words = scene.words if scene.marks.language == "ru" else ()
    return "состоянию" in words or any(first in ("на", "к") and then in EDGES for first, then in pairwise(words))


AS_OF = (" at the end of ", " as of ", " at end - ", " at end-")
EDGES = frozenset({"конец", "концу", "начало", "началу", "исход", "исходу"})


def _stands(scene: Scene, amount: Amount) -> bool:
    """Say whether English investment stands at so much, or was put in since something began."""
    if scene.marks.language != "en":
        return False
    if any(phrase in scene.line for phrase in SO_FAR) and not any(phrase in scene.line for phrase in THIS_YEAR):
        return True
    before = scene.words[max(0, amount.first - scene.first - 3) : amount.first - scene.first]
    if any(word in ("stand", "stands", "standing", "stood") for word in before) and "at" in before:
        return True
    behind = scene.words[amount.last - scene.first :]
    at = behind.index("since") if "since" in behind else -1
    return at >= 0 and behind[at + 1 : at + 2] != [] and behind[at + 1].endswith("ing")


THIS_YEAR = (" so far this ", " so far in ", " year to date ", " year - to - date ", " this year ")
SO_FAR = (" so far ", " to date ", " thus far ", " up to now ", " until now ")
FLOWS = frozenset({"flow", "flows", "inflow", "inflows", "outflow", "outflows"})


def _future(scene: Scene, amount: Amount) -> bool:
    cues = [c for c in scene.of("statuses") if c.last <= amount.first]
    return bool(cues) and cues[-1].code != "actual"


def _of_facility(scene: Scene, amount: Amount, cue: Cue, before: Sequence[Scene]) -> bool:
    """Say whether investment is the cost of one plant or site spoken of, not what a country has put into another."""
    if amount.kind != "money" or not scene.tokens[cue.first].lower.startswith(COSTS):
        return False
    words = scene.words
    foreign = any(c.code for c in scene.of("places")) or any(word.startswith(NATIONAL) for word in words)
    timed = any(t.kind in ("year", "months", "since", "behind") and not t.deadline for t in scene.times)
    if foreign or timed:
        return False
    here = [past for past in before if past.sentence.paragraph == scene.sentence.paragraph]
    talk = [word for told in (scene, *here[-REACH:]) for word in told.words]
    return any(word.startswith((*FACILITIES, *SITES)) for word in talk)


REACH = 2
COSTS = ("инвестиц", "вложени", "капиталовложени", "затрат", "investment")
NATIONAL = (
    "экономик",
    "накоплен",
    "прям",
    "пии",
    "иностранн",
    "приток",
    "взаимн",
    "портфел",
    "economy",
    "fdi",
    "direct",
)
SITES = ("строительств", "порт", "центр", "дорог", "мост", "тоннел", "аэропорт", "участок", "площадк", "производств",
         "предприяти", "магистрал", "зона", "зоны", "plant", "factory", "terminal", "construction")  # fmt: skip
