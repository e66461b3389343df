"""To begin: stretches of a text that tell what was agreed or is about to begin, where work named is work to come."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.reach import finite
from karvon.read.scene import Scene

LASTS = 10
SIGNED = ("подписа", "подпиш", "парафир", "заключен", "заключил")
PAPERS = ("документ", "соглашени", "контракт", "меморандум", "договор", "протокол")
CARRYING = ("реализаци", "реализов", "реализуют", "инициатив")
COMING = ("начнет", "начнёт", "начнут", "предстоит", "планир", "намер", "примут", "договорил", "будут", "будет")
IN_PLANS = ("планах", "планируется", "планируют", "предусматрива", "предполага", "намечен")
ACTS = (
    "строительств", "возведени", "сооружени", "создани", "модернизаци", "реконструкци", "открыти", "расширени",
    "прокладк", "запуск",
)  # fmt: skip
UNSURE = frozenset({"under_construction", "being_created", "launched", "existing"})


def marked(scenes: Sequence[Scene]) -> list[Scene]:
    """Return sentences, those told after papers were signed or projects are about to begin marked as agreed."""
    since = -LASTS
    found: list[Scene] = []
    for scene in scenes:
        if scene.marks.language == "ru" and _opens(scene):
            since = scene.sentence.paragraph
        near = scene.sentence.paragraph - since < LASTS
        found.append(scene._replace(agreed=True) if near else scene)
    return found


def _opens(scene: Scene) -> bool:
    """Say whether a sentence tells of papers signed, or of projects that are about to begin."""
    return (scene.has(SIGNED) and scene.has(PAPERS)) or (scene.has(CARRYING) and scene.has(COMING))


def to_come(scene: Scene, amount: Amount, stage: str | None) -> bool:
    """Say whether an amount is of work that is only named, where what was agreed is told: "строительство ГЭС – 42 млн".

    A verb between the noun of action and the amount, or before it, tells more.
    """
    if stage not in UNSURE or not (scene.agreed or scene.has(IN_PLANS)) or not scene.has(ACTS):
        return False
    acts = [at for at in range(scene.first, amount.first) if scene.tokens[at].lower.startswith(ACTS)]
    if not acts:
        return False
    first = max((at + 1 for at in range(scene.first, acts[-1]) if scene.tokens[at].text in ";:"), default=scene.first)
    verbs = [scene.tokens[at] for at in range(first, amount.first) if scene.tokens[at].kind == "word"]
    return not any(finite(word) and not word.lower.startswith(AHEAD) for word in verbs)


AHEAD = ("стан", "план", "предус", "предпол", "намеч", "оцен", "состав", "долж", "предст", "буд")


def to_be(scene: Scene, cue: Cue) -> bool:
    """Say whether something is only to be finished or opened: "should be finished in 2023", "is due to be opened"."""
    words = scene.words[max(0, cue.first - scene.first - 2) : cue.first - scene.first]
    return cue.code in ("done", "launched") and words[-1:] == ["be"] and words[0] in MODAL


MODAL = frozenset({"should", "must", "could", "would", "may", "might", "to", "will", "can"})


def prepared(scene: Scene, cue: Cue) -> bool:
    """Say whether a launch is only prepared, worked at or talked about: "are preparing the launch of 3 projects"."""
    noun = scene.tokens[cue.first].lower.startswith(LAUNCH)
    words = scene.words[max(0, cue.first - scene.first - PREPARED) : cue.first - scene.first]
    return noun and any(word.startswith(PREPARING) for word in words) and not any(word in ",;:" for word in words)


LAUNCH, PREPARED = ("launch", "запуск", "запуск", "открыти"), 4
PREPARING = (
    "prepar", "discuss", "work", "plan", "consider", "negotiat", "explor", "envisag", "подготов", "готов", "прорабат",
    "проработ", "обсужд", "обсуд", "планир", "работ", "рассматрив", "предусм",
)  # fmt: skip
