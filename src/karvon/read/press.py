"""Press: countries named only as where a paper, an agency or somebody who comments comes from."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.tokens import Token

REACH = 3
PAPERS = (
    "newspaper", "journalist", "broadcaster", "weekly", "magazine", "tabloid", "газет", "издани", "телеканал",
    "журналист", "информагентств", "новостн", "интернет-издани", "журнал",
)  # fmt: skip
MEDIA = "сми"
NEWS = frozenset({"news", "press", "media", "state-run", "daily", "новостей", "информационное", "информационного"})
AGENCIES = ("agency", "outlet", "channel", "portal", "site", "website", "report", "агентств", "портал")
COMMENTING = frozenset([
    "economist", "analyst", "expert", "professor", "scholar", "historian", "researcher", "blogger", "экономист",
    "аналитик", "эксперт", "политолог", "историк", "профессор", "востоковед", "исследователь", "экономиста",
    "эксперта", "аналитика", "политолога",
])  # fmt: skip
TRADERS = ("group", "compan", "holding", "market", "firm", "industr", "групп", "компани", "холдинг", "рынок", "рынк")


SIDES = 2


def of_press(found: Sequence[Cue], words: Sequence[Token]) -> set[int]:
    """Return where such adjectives stand, in a text that tells of two other countries or names theirs besides."""
    lands = [cue for cue in found if cue.group == "places"]
    papers = [cue for cue in lands if cue.row.get("kind") == "adjective" and _of_paper(words, cue)]
    if not papers:
        return set()
    at = {cue.first for cue in papers}
    others = {cue.code for cue in lands if cue.first not in at}
    return {cue.first for cue in papers if cue.code in others or len(others) >= SIDES}


def _of_paper(words: Sequence[Token], cue: Cue) -> bool:
    """Say whether an adjective only tells where a paper or a commentator is from: "Peruvian economist Ana Rios"."""
    behind = [token.lower for token in words[cue.last : cue.last + REACH]]
    before = words[cue.first - 1] if cue.first else words[cue.first]
    counted = before.kind == "number" and words[cue.first].start - before.end <= 1
    if counted or any(word.startswith(TRADERS) for word in behind):
        return False
    told = any(word in NEWS for word in behind[:2]) and any(word.startswith(AGENCIES) for word in behind[1:])
    return told or any(word == MEDIA or word.startswith(PAPERS) for word in behind[:2]) or _comments(words, cue, behind)


def _comments(words: Sequence[Token], cue: Cue, behind: Sequence[str]) -> bool:
    """Say whether somebody who only comments is named or speaks: one person, told by what he is."""
    at = next((at for at, word in enumerate(behind[:2]) if word in COMMENTING), None)
    if at is None or cue.last + at + 1 >= len(words):
        return False
    after = words[cue.last + at + 1]
    return after.text.istitle() or after.lower in SAYING


SAYING = frozenset({"says", "said", "believes", "told", "считает", "отмечает", "полагает", "сообщил", "заявил"})
