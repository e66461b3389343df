"""Stages: how far what an amount counts has come, from plan to completion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from karvon.read.cues import Cue, lexicon
from karvon.read.ranges import Amount
from karvon.read.scene import FUTURE, Frame, Scene
from karvon.read.statuses import COMING, CREATED, PORTFOLIO

STAGES: Mapping[str, frozenset[str]] = {
    "project_count": frozenset({"done", "under_way", "studied", "planned", "launched", "suspended", "cancelled"}),
    "project_value": frozenset({"done", "under_way", "studied", "planned", "launched", "suspended", "cancelled"}),
    "portfolio_value": frozenset({"studied"}),
    "document_count": frozenset({"studied"}),
    "contract_value": frozenset({"studied"}),
    "company_count": frozenset({"existing", "launched", "suspended"}),
    "event_count": frozenset({"done", "under_way", "planned", "held", "studied", "cancelled"}),
    "site_area": frozenset({"existing", "launched", "under_construction", "developing"}),
}
SIGNED = frozenset({"document_count", "contract_value"})
ANY_STAGE = frozenset(
    {"done", "under_construction", "launched", "existing", "planned", "studied", "being_created", "suspended"}
)
NAMELESS = "nameless"  # what no indicator measures, in the table of defaults
MONEY = frozenset({"investment_flow", "fund_capital"})
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
    before: Sequence[Scene] = (),
) -> str | None:
    """Return how far what an amount counts is: by words of stage, by what it describes, by the talk, else by the table.

    `before` are the sentences just before, in order.
    """
    indicator, standing = measured
    table = stage_defaults()
    if indicator is None or indicator in MONEY or (indicator, "any") not in table:
        nameless = indicator is None and _facilities(scene, amount)
        code = indicator or (NAMELESS if amount.kind != "percent" else "")
        told = _of_facilities(scene, amount, segment, before, standing) if nameless else None
        return told if nameless else table.get((code, standing))
    default = table.get((indicator, standing), table[indicator, "any"])
    if indicator == "jobs":
        return _jobs_stage(scene, amount, default, known, standing)
    allowed = STAGES.get(indicator, ANY_STAGE)
    if standing in COMING:
        allowed -= {"done", "launched", "existing"}
    cues = [c for c in scene.of("stages") if segment[0] <= c.first < segment[1]]
    fits = [c for c in cues if c.code in allowed and _attaches(scene, c, amount)]
    if indicator in SIGNED:
        fits = [c for c in fits if not any(t.text in ",;" for t in scene.tokens[amount.last : c.first])]
    if indicator == "company_count":
        return _company_stage(scene, amount, fits, default)
    if fits:
        return min(fits, key=lambda c: (abs(c.first - amount.first), -c.last)).code
    if indicator in PHYSICAL or (indicator == "project_value" and _single(scene, known)):
        return _talk(scene, amount, before, standing) or default
    return _described_stage(scene, indicator, known, default)


def _facilities(scene: Scene, amount: Amount) -> bool:
    """Say whether a count is of things that are built: "два терминала", "три новые линии"."""
    noun = scene.tokens[amount.noun[1] - 1].lower if amount.noun is not None else ""
    return amount.kind in ("count", "bare") and not amount.factor and noun.startswith(FACILITIES)


FACILITIES = (
    "завод", "комбинат", "фабрик", "ферм", "терминал", "склад", "хранилищ", "центр", "комплекс", "станци", "гэс", "тэс",
    "сэс", "вэс", "гидроэлектростанц", "электростанц", "лини", "пункт", "порт", "причал", "мост", "дорог", "тоннел",
    "парк", "зон", "цех", "павильон", "школ", "больниц", "клиник", "филиал", "магазин", "гостиниц", "отел", "рын",
    "производств", "площадк", "теплиц", "лаборатор", "предприяти", "скважин", "блок", "энергоблок", "очеред",
)  # fmt: skip


def _of_facilities(
    scene: Scene, amount: Amount, segment: tuple[int, int], before: Sequence[Scene], standing: str
) -> str | None:
    """Return how far counted facilities are: to come, being built, or as a word beside them says."""
    if standing in FUTURE:
        return "planned"
    cues = [c for c in scene.of("stages") if segment[0] <= c.first < segment[1] and c.code in ANY_STAGE]
    fits = [c for c in cues if _attaches(scene, c, amount)]
    near = min(fits, key=lambda c: (abs(c.first - amount.first), -c.last), default=None)
    return near.code if near is not None else _talk(scene, amount, before, standing)


def _single(scene: Scene, known: Sequence[Frame]) -> bool:
    """Say whether a value is of one project rather than of a portfolio."""
    words = [token.lower for token in scene.tokens[scene.first : scene.last]]
    many = any(
        word.startswith(("проекты", "проектов", "проектах", "projects", "портфел", "portfolio")) for word in words
    )
    counts = [f for f in known[-4:] if f.indicator == "project_count"]
    near = any(f.scene.sentence.paragraph == scene.sentence.paragraph for f in counts)
    return not many and not near


def _talk(scene: Scene, amount: Amount, before: Sequence[Scene], standing: str) -> str | None:
    """Return how far the thing is that the talk is about: as its sentence or those before in the paragraph tell.

    Work that is told of is under way; work that is only discussed, agreed or asked for is planned.
    """
    here = [past for past in before if past.sentence.paragraph == scene.sentence.paragraph]
    for told in (scene, *reversed(here)):
        last = amount.first if told is scene else told.last
        words = [token.lower for token in told.tokens[told.first : last]]
        if any(word.startswith(WORKS) for word in words):
            ahead = standing in COMING and any(word.startswith(BUILT) for word in words)
            return "planned" if ahead or any(word.startswith(TALKED_OF) for word in words) else "under_construction"
        fits = [c for c in told.of("stages") if c.last <= last and c.code in TALKED]
        if fits:
            return fits[-1].code if standing not in COMING or fits[-1].code in AHEAD else None
    return None


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
    heads = {"project_value": "project_count", "contract_value": "document_count"}
    head = known[-1] if known else None
    near = head is not None and head.scene.sentence == scene.sentence and head.indicator == heads.get(indicator)
    return head.stage if near and head is not None else default


def _jobs_stage(scene: Scene, amount: Amount, default: str | None, known: Sequence[Frame], standing: str) -> str | None:
    """Jobs to come of a whole portfolio are all; jobs created are done; others stand as the table says."""
    talk = [
        f for f in known[-4:] if f.indicator in PORTFOLIO and f.scene.sentence.paragraph == scene.sentence.paragraph
    ]
    projects = any(c.code == "project_value" for c in scene.of("indicators"))
    if standing in COMING:
        words = [token.lower for token in scene.tokens[scene.first : scene.last]]
        whole = any(word in WHOLE for word in words) or projects
        plant = not whole and any(word.startswith(PLANT) for word in words)
        joint = bool(talk) and talk[-1].stage in ("all", "under_way")
        return "all" if whole or (joint and not plant) else default
    end = next((at for at in range(amount.last, scene.last) if scene.tokens[at].text in ",;"), scene.last)
    window = scene.tokens[max(scene.first, amount.first - 8) : min(end, amount.last + 6)]
    return "done" if any(token.lower in CREATED for token in window) else default


WHOLE = ("все", "всех", "эти", "этих", "all", "these")
PLANT = (
    "завод", "комбинат", "фабрик", "предприятие", "терминал", "центр", "комплекс", "производств", "парк",
    "plant", "factory", "mill", "terminal", "centre", "center", "facility", "company", "park",
)  # fmt: skip
NEW = ("новых", "новые", "новое", "new")
FOUNDED = (*CREATED, "запустили", "запустил", "запущено", "запущены", "открыли", "открыл", "открыты", "учредили",
           "учреждено", "появилось", "появились", "established", "launched", "opened", "founded")  # fmt: skip


def _company_stage(scene: Scene, amount: Amount, fits: Sequence[Cue], default: str | None) -> str | None:
    """Companies founded within a period are launched; a stock of companies is existing, however it came about."""
    words = [t.lower for t in scene.tokens[max(scene.first, amount.first - 10) : min(scene.last, amount.last + 8)]]
    dated = any(t.kind in ("year", "months") and not t.deadline for t in scene.times) or "год" in words
    founded = any(word in FOUNDED for word in words)
    if founded and (dated or any(word in NEW for word in words)):
        return "launched"
    return next((c.code for c in fits if c.code == "suspended"), default)


def _attaches(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """A stage belongs to an amount unless a subordinate clause or another amount parts them."""
    between = range(min(cue.last, amount.last), max(cue.first, amount.first))
    return not any(scene.tokens[at].lower in SUBORDINATE for at in between)
