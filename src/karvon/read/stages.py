"""Stages: how far what an amount counts has come, from plan to completion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from karvon.read.about import these
from karvon.read.alone import shape
from karvon.read.built import FACILITIES, are_facilities, to_be_opened
from karvon.read.cues import Cue, lexicon
from karvon.read.goals import of_now
from karvon.read.guests import are_guests, have_met
from karvon.read.progress import of_actors
from karvon.read.raisings import previous
from karvon.read.ranges import Amount
from karvon.read.reach import finite
from karvon.read.scene import FUTURE, Frame, Scene, Thing
from karvon.read.statuses import COMING, CREATED, MEANING, PORTFOLIO
from karvon.read.tallies import is_step
from karvon.read.tobegin import prepared, to_be
from karvon.read.tokens import Token

PROJECTS = frozenset(
    {"done", "under_way", "under_construction", "studied", "planned", "launched", "suspended", "cancelled"}
)
STAGES: Mapping[str, frozenset[str]] = {
    "project_count": PROJECTS,
    "project_value": PROJECTS,
    "portfolio_value": frozenset({"studied"}),
    "document_count": frozenset({"studied"}),
    "contract_value": frozenset({"studied"}),
    "company_count": frozenset({"existing", "launched", "suspended", "being_created"}),
    "event_count": frozenset({"done", "under_way", "planned", "held", "studied", "cancelled"}),
    "site_area": frozenset({"existing", "launched", "under_construction", "developing"}),
}
ANY_STAGE = frozenset(
    {"done", "under_construction", "launched", "existing", "planned", "studied", "being_created", "suspended"}
)
TRADED = (
    "закуп", "покуп", "приобрет", "постав", "экспорт", "импорт", "отправ", "buy", "purchas", "suppl", "deliver",
    "export", "import", "ship",
)  # fmt: skip
NAMELESS = "nameless"  # what no indicator measures, in the table of defaults
MONEY = frozenset({"investment_flow", "fund_capital"})
IDEAS = frozenset({"planned", "studied", "being_created"})
SIGNED = frozenset({"document_count", "contract_value"})
SUBORDINATE = ("который", "которые", "которых", "that", "which", "чтобы")


@cache
def stage_defaults() -> Mapping[tuple[str, str], str | None]:
    """Return the stage of each staged indicator by status, where no word tells it; "any" stands for the rest."""
    return {(row["code"], row["status"]): row["stage"] or None for row in lexicon("stage_defaults")}


def stage(  # noqa: PLR0913, PLR0917
    scene: Scene,
    amount: Amount,
    segment: tuple[int, int],
    measured: tuple[str | None, str],
    known: Sequence[Frame],
    talk: tuple[Thing | None, Sequence[Scene]],
) -> str | None:
    """Return how far what an amount counts is: by the thing it is told of, by words of stage, else by the table.

    `talk` is the thing, if any, and the sentences just before.
    """
    indicator, standing = measured
    thing, before = talk
    thing = thing if indicator is not None or amount.kind != "money" else None
    table = stage_defaults()
    if thing is not None and thing.stage is not None and (indicator != "fund_capital" or thing.stage in IDEAS):
        laid = "done" if indicator == "line_length" and _laid(scene, amount) else thing.stage
        return "existing" if indicator in STOOD and _grown_from(scene, amount) else laid
    if indicator is None and (are_facilities(scene, amount) or to_be_opened(scene, amount, standing)):
        return _listed_on(scene, amount, known) or _of_facilities(scene, amount, segment, before, standing)
    if indicator is None or indicator in MONEY or (indicator, "any") not in table:
        bought = indicator is None and scene.has(TRADED)
        code = indicator or (NAMELESS if amount.kind != "percent" and not bought else "")
        return (_of_things(scene, amount, standing) if indicator is None else None) or table.get((code, standing))
    default = table.get((indicator, standing), table[indicator, "any"])
    if indicator == "jobs":
        return _jobs_stage(scene, amount, default, known, standing)
    if indicator == "event_count" and is_step(scene, amount):
        return "planned"
    grown = indicator in STOOD and standing == "actual" and _grown_from(scene, amount)
    again = "existing" if grown else _again(scene, amount, known)
    return again or _worded(scene, amount, segment, (indicator, standing, default), (known, before))


def _laid(scene: Scene, amount: Amount) -> bool:
    """Say whether a participle right before a length tells that so much of a line is done: "уложено 320 км"."""
    words = scene.words[max(0, amount.first - 2 - scene.first) : amount.first - scene.first]
    return any(word.startswith(LAID) and word.endswith(("но", "ны", "то", "ли")) for word in words)


LAID = ("уложен", "проложен", "отремонтирован", "построен", "построил", "реконструирован", "введен", "проложил")


STOOD = frozenset({"capacity", "line_length", "site_area"})


def _grown_from(scene: Scene, amount: Amount) -> bool:
    """Say whether a size is the one that another is to grow from: "to raise it from the current 77 to 110"."""
    before = scene.words[max(0, amount.first - 3 - scene.first) : amount.first - scene.first]
    return (
        amount.pair == "from" or "from" in before or of_now(scene, amount) or before[-1:] in (["current"], ["existing"])
    )


def _worded(
    scene: Scene,
    amount: Amount,
    segment: tuple[int, int],
    told: tuple[str, str, str | None],
    talk: tuple[Sequence[Frame], Sequence[Scene]],
) -> str | None:
    """Return the stage that the nearest fitting word of an amount's own words tells, else the table's."""
    indicator, standing, default = told
    known, before = talk
    head = _described(scene, indicator, known)
    if head is not None and not any(t.text in ",;(" for t in scene.tokens[head.amount.last : amount.first]):
        return head.stage
    if indicator == "project_count" and _split(scene, amount):
        return "all"
    allowed = STAGES.get(indicator, ANY_STAGE)
    if standing in COMING:
        allowed -= {"done", "launched", "existing"}
    cues = [c for c in scene.of("stages") if segment[0] <= c.first < segment[1]]
    fits = [c for c in cues if c.code in allowed and _attaches(scene, c, amount) and not _in_name(scene, c)]
    fits = [c for c in fits if not _begun_to(scene, c) and not to_be(scene, c)]
    if indicator in SIGNED:
        fits = [c for c in fits if not any(t.text in ",;" for t in scene.tokens[amount.last : c.first])]
    if indicator == "company_count":
        guests = standing == "actual" and are_guests(scene, amount)
        return "held" if guests else _company_stage(scene, amount, fits, default)
    if fits:
        near = min(fits, key=lambda c: (abs(c.first - amount.first), -c.last))
        return "planned" if near.code == "launched" and prepared(scene, near) else near.code
    single = indicator == "project_value" and (_single(scene, known, before) or _named(scene, amount))
    if indicator in PHYSICAL or single:
        talked = None if single and _named(scene, amount) else _talk(scene, amount, before, standing)
        return talked or (None if single and default == "all" else default)
    return _described_stage(scene, indicator, known, default)


def _split(scene: Scene, amount: Amount) -> bool:
    """Say whether a whole is told apart by stages behind it: "ведут 16 проектов: 5 завершены, 11 строятся"."""
    opened = next(
        (at for at in range(amount.last, scene.last) if scene.tokens[at].text == ":" or _of_them(scene, at)), None
    )
    if opened is None or any(_of_them(scene, at) for at in range(scene.first, amount.first)):
        return False
    parts = [a for a in scene.amounts if a.first > opened and a.kind not in ("money", "percent", "measure")]
    told = [c for c in scene.of("stages") if c.first > opened]
    whole = Decimal(amount.digits)
    return len(parts) > 1 and len(told) > 1 and all(Decimal(part.digits) < whole for part in parts[:2])


def _of_them(scene: Scene, at: int) -> bool:
    words = [token.lower for token in scene.tokens[at : at + 2]]
    return words in (["из", "них"], ["из", "которых"], ["of", "which"], ["of", "them"], ["of", "these"])


def _of_facilities(
    scene: Scene, amount: Amount, segment: tuple[int, int], before: Sequence[Scene], standing: str
) -> str | None:
    """Return how far counted facilities are: to come, being built, or as a word beside them says."""
    if standing in FUTURE:
        return "planned"
    cues = [c for c in scene.of("stages") if segment[0] <= c.first < segment[1] and c.code in ANY_STAGE]
    fits = [c for c in cues if _attaches(scene, c, amount)]
    near = min(fits, key=lambda c: (abs(c.first - amount.first), -c.last), default=None)
    return near.code if near is not None else _talk(scene, amount, before, standing) or "existing"


def _listed_on(scene: Scene, amount: Amount, known: Sequence[Frame]) -> str | None:
    """Return the stage of the count right before in a list that no verb parts: "построили 20 портов и 30 школ"."""
    last = known[-1] if known else None
    if last is None or last.scene.sentence != scene.sentence or last.amount.kind not in ("count", "bare", "measure"):
        return None
    between = scene.tokens[last.amount.last : amount.first]
    parted = any(token.text in ";:()" or (token.kind == "word" and finite(token)) for token in between)
    return last.stage if not parted and last.stage in BUILT_UP and last.status not in FUTURE else None


BUILT_UP = frozenset({"done", "launched", "under_construction"})
PROJECTS_OF = (
    "проекты", "проектов", "проектах", "проектам", "проектами", "инвестпроект", "программ", "портфел", "projects",
    "portfolio", "programme", "program",
)  # fmt: skip


def _named(scene: Scene, amount: Amount) -> bool:
    """Say whether a value stands beside the name of one project: "a mill (3 bn)", "the $840 million dam project"."""
    if scene.first < amount.first and scene.tokens[amount.first - 1].text == "(":
        return not any(0 <= amount.first - a.last <= AGAIN for a in scene.amounts if a.last < amount.first)
    words = [token.lower for token in scene.tokens[amount.last : min(amount.last + NAMED, scene.last)]]
    end = next((at for at, word in enumerate(words) if not word[0].isalnum()), len(words))
    return "project" in words[:end] and scene.tokens[amount.first - 1].lower in ("the", "a", "this", "its")


NAMED, AGAIN = 8, 3


def _single(scene: Scene, known: Sequence[Frame], before: Sequence[Scene]) -> bool:
    """Say whether a value is of one project rather than of a portfolio."""
    talk = (scene, *(before[-1:] if scene.has(SUMMED) else ()))
    many = any(told.has(PROJECTS_OF) for told in talk)
    counts = [f for f in known[-4:] if f.indicator == "project_count"]
    near = any(f.scene.sentence.paragraph == scene.sentence.paragraph for f in counts)
    return not many and not near


def _talk(scene: Scene, amount: Amount, before: Sequence[Scene], standing: str) -> str | None:
    """Return how far the thing is that the talk is about: as its sentence or those before in the paragraph tell.

    Work that is told of is under way; work that is only discussed, agreed or asked for is planned.
    """
    own = "проекта" in scene.words and not any(word.startswith(PROJECTS_OF) for word in scene.words)
    here = [past for past in before if own or past.sentence.paragraph == scene.sentence.paragraph]
    here = [] if scene.things and not own else here
    for told in (scene, *reversed(here)):
        last = amount.first if told is scene else told.last
        words = [token.lower for token in told.tokens[told.first : last]]
        if any(word.startswith(WORKS) for word in words) and any(word.startswith(OVER) for word in words):
            return "done"
        if any(word.startswith(WORKS) for word in words):
            ahead = standing in COMING and any(word.startswith(BUILT) for word in words)
            return "planned" if ahead or any(word.startswith(TALKED_OF) for word in words) else "under_construction"
        fits = [c for c in told.of("stages") if c.last <= last and c.code in TALKED]
        if not fits and told is not scene and standing == "actual" and _wished(told):
            return "planned"
        if fits:
            return fits[-1].code if standing not in COMING or fits[-1].code in AHEAD else None
    return None


OVER = ("обошл", "обошёл", "обошел", "заняло", "завершено", "закончено", "завершили")


def _wished(told: Scene) -> bool:
    """Say whether a sentence proposes or plans that a facility be built."""
    wished = any(c.code in ("proposal", "plan", "intention") for c in told.of("statuses"))
    return wished and told.has(FACILITIES)


PHYSICAL = frozenset({"site_area", "capacity", "line_length", "building_count"})
TALKED = frozenset({"under_construction", "being_created", "planned", "studied"})
AHEAD = frozenset({"under_construction", "being_created"})
WORKS = ("строительств", "сооружени", "возведени", "строить", "строит", "строят", "возводи", "construction")
BUILT = ("начат", "начн", "начал", "begin", "start")
TALKED_OF = (
    "обсу", "планир", "наме", "предл", "договор", "соглас", "рассм", "изуч", "прораб", "проект", "возмож", "собира",
    "предсто",
    "discuss", "plan", "propos", "agree", "consider", "stud", "explor", "possib", "will", "intend", "would", "could",
)  # fmt: skip


def _described_stage(scene: Scene, indicator: str, known: Sequence[Frame], default: str | None) -> str | None:
    """Give a value the stage of the count it describes in the same sentence."""
    head = _described(scene, indicator, known)
    return head.stage if head is not None else default


def _described(scene: Scene, indicator: str, known: Sequence[Frame]) -> Frame | None:
    """Return the count of the same sentence that a value told right after it describes."""
    head = known[-1] if known else None
    here = head is not None and head.scene.sentence == scene.sentence
    summed = head is not None and head.scene.last == scene.first and scene.has(SUMMED)
    own = head is not None and indicator in VALUED and head.indicator == VALUED[indicator]
    return head if own and (here or summed) else None


SUMMED = ("общая", "общей", "общую", "суммарн", "совокупн", "total", "combined", "их")
VALUED = {"project_value": "project_count", "contract_value": "document_count"}


def _jobs_stage(scene: Scene, amount: Amount, default: str | None, known: Sequence[Frame], standing: str) -> str | None:
    """Jobs to come of a whole portfolio are all; jobs created are done; others stand as the table says."""
    talk = [
        f for f in known[-4:] if f.indicator in PORTFOLIO and f.scene.sentence.paragraph == scene.sentence.paragraph
    ]
    projects = scene.has(PROJECTS_OF)
    if talk and talk[-1].scene == scene and talk[-1].stage in ("planned", "studied"):
        return talk[-1].stage
    if standing in COMING:
        words = [token.lower for token in scene.tokens[scene.first : scene.last]]
        whole = any(word in WHOLE for word in words) or projects
        plant = not whole and (any(word.startswith(PLANT) for word in words) or _one_plant(scene))
        meant = previous(scene, amount) in MEANING and any(f.stage == "all" for f in talk)
        joint = meant or (bool(talk) and talk[-1].stage in ("all", "under_way"))
        return "all" if whole or (joint and not plant) else default
    end = next((at for at in range(amount.last, scene.last) if scene.tokens[at].text in ",;"), scene.last)
    window = scene.tokens[max(scene.first, amount.first - 8) : min(end, amount.last + 6)]
    return (
        "done"
        if any(token.lower in CREATED or token.lower in ("creating", "generating") for token in window)
        else default
    )


def _one_plant(scene: Scene) -> bool:
    """Say whether the talk is about one thing that is built."""
    return scene.topic is not None and scene.topic.kind in ("plant", "hub", "power", "zone")


WHOLE = ("все", "всех", "эти", "этих", "all", "these")
PLANT = (
    "завод", "комбинат", "фабрик", "предприятие", "терминал", "центр", "комплекс", "производств", "парк",
    "plant", "factory", "mill", "terminal", "centre", "center", "facility", "company", "park",
)  # fmt: skip
NEW = ("новых", "новые", "новое", "new")
FOUNDED = (*CREATED, "запустили", "запустил", "запущено", "запущены", "открыли", "открыл", "открыты", "учредили",
           "учреждено", "появилось", "появились", "established", "launched", "opened", "founded")  # fmt: skip


STRETCHES = ("year", "months", "behind", "since")


def _company_stage(scene: Scene, amount: Amount, fits: Sequence[Cue], default: str | None) -> str | None:
    """Companies founded within a period are launched; a stock of companies is existing, however it came about."""
    words = [t.lower for t in _around(scene, amount)]
    dated = any(t.kind in STRETCHES and not t.deadline for t in scene.times) or "год" in words
    founded = any(word in FOUNDED for word in words)
    if founded and (dated or any(word in NEW for word in words)):
        return "launched"
    return next((c.code for c in fits if c.code == "suspended" or _made(scene, c)), default)


def _made(scene: Scene, cue: Cue) -> bool:
    """Say whether what is counted is being created now, as a verb in the present tells."""
    return cue.code == "being_created" and scene.tokens[cue.first].lower.endswith(("тся", "being"))


def _again(scene: Scene, amount: Amount, known: Sequence[Frame]) -> str | None:
    """Return the stage of the same count told before, for "these three projects"."""
    if not these(scene, amount):
        return None
    same = [f for f in known[-4:] if f.amount.digits == amount.digits and f.stage not in (None, "all")]
    return same[-1].stage if same else None


def _in_name(scene: Scene, cue: Cue) -> bool:
    """Say whether an English word of stage is part of a name in a sentence: "Minister of Trade Negotiations"."""
    if (
        scene.marks.language != "en"
        or cue.first == scene.first
        or scene.tokens[scene.last - 1].text not in (".", '"', "”")
    ):
        return False
    return all(scene.tokens[at].text[:1].isupper() for at in (cue.first, cue.first - 1))


def _begun_to(scene: Scene, cue: Cue) -> bool:
    """Say whether "started" only begins what somebody does: "they started to exchange electricity in 1999"."""
    told = scene.tokens[cue.last - 1].lower in ("started", "began", "begun") and cue.last < scene.last
    return told and scene.tokens[cue.last].lower == "to"


def _of_things(scene: Scene, amount: Amount, standing: str) -> str | None:
    """Return the stage of things counted under no indicator: guests of a meeting held, all that are planned."""
    if amount.elided and shape(scene.tokens, amount.first, amount.last, scene.marks) == "whole":
        return "all"
    if are_guests(scene, amount):
        return "held" if standing == "actual" else "planned"
    return "held" if standing == "actual" and have_met(scene, amount) else None


def _around(scene: Scene, amount: Amount) -> Sequence[Token]:
    """Return the words around an amount, no further than the amount behind it."""
    nexts = [a.first for a in scene.amounts if a.first >= amount.last]
    return scene.tokens[max(scene.first, amount.first - 10) : min(scene.last, amount.last + 8, *nexts[:1])]


def _attaches(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """A stage belongs to an amount unless a subordinate clause or another amount parts them."""
    between = range(min(cue.last, amount.last), max(cue.first, amount.first))
    beyond = cue.first >= amount.last and any(a.first in between and a.kind == amount.kind for a in scene.amounts)
    turned = any(scene.tokens[at].text == "," and scene.tokens[at + 1].lower in ("а", "но") for at in between[:-1])
    wanted = cue.first >= amount.last and cue.code in IDEAS and of_actors(scene, amount.last, cue.first)
    return not (beyond or turned or wanted) and not any(scene.tokens[at].lower in SUBORDINATE for at in between)
