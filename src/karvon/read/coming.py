"""Coming: whether the words around an amount tell that what it counts is still to be done."""

from __future__ import annotations

from karvon.read.cues import Cue
from karvon.read.goals import heads_for
from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import future

DONE = ("ed", "ilt", "ught", "eld", "ent", "aid", "ade", "iven", "aken", "un")
RAISED = frozenset({
    "increased", "raised", "doubled", "tripled", "boosted", "expected", "reduced", "needed", "required", "achieved",
    "reached", "exceeded", "limited", "expanded", "lowered", "exempted", "saved", "affected", "interested",
})  # fmt: skip


def carried_out(scene: Scene, amount: Amount) -> bool:
    """Say whether projects are still to be done by the words behind them: "5 worth 3 m will be launched"."""
    for at in range(amount.last, min(amount.last + CLAUSE, scene.last)):
        word = scene.tokens[at].lower
        raised = any(at <= c.first <= at + 3 for c in scene.of("changes"))
        if raised or word in ("which", "that") or word in ",;():.":
            return False
        if _to_be(scene, at) or (
            word in ("will", "shall") and scene.words[at + 1 - scene.first : at + 2 - scene.first] == ["be"]
        ):
            return True
        if word in ("будут", "будет") or (
            word in ("is", "are") and scene.tokens[min(at + 1, scene.last - 1)].lower in FORESEEN
        ):
            return True
    return False


FORESEEN = frozenset({"expected", "planned", "envisaged", "foreseen", "scheduled", "anticipated", "proposed"})
CLAUSE = 10


def planned_behind(scene: Scene, amount: Amount, segment: tuple[int, int]) -> bool:
    """Say whether words of plan stand behind an amount in its clause ("agreements to be signed")."""
    for cue in scene.of("statuses"):
        if cue.code == "plan" and 0 <= cue.first - amount.last <= 5:
            comma = range(amount.last, cue.first - (scene.tokens[cue.first].lower == "to"))
            plain = _named_plan(scene, amount, cue) or not any(scene.tokens[at].text in ",;()-" for at in comma)
            raised = any(0 <= c.first - cue.first <= 3 for c in scene.of("changes"))
            return plain and not raised and not _onward(scene, cue) and cue.first < segment[1]
    return follows(scene, amount)


def _named_plan(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a dash names an amount as a plan: "(7 млн тонн – план на год)"."""
    word = scene.tokens[cue.first].lower
    return cue.first == amount.last + 1 and scene.tokens[amount.last].text == "-" and word in ("план", "plan")


ONWARD = frozenset({"plans", "plan", "intends", "agreed", "pledged", "планирует", "планируют", "обязуется", "обещает"})
BEHIND, FARTHER, WORDS = 5, 7, 3


def _onward(scene: Scene, cue: Cue) -> bool:
    """Say whether a word of plan speaks of what comes behind it: a finite verb, or the adjective of another figure."""
    return scene.tokens[cue.first].lower in ONWARD or any(a.first == cue.last for a in scene.amounts)


def follows(scene: Scene, amount: Amount) -> bool:
    """Say whether a verb to come stands right behind an amount: "30 m will be lent by the bank", "40 даст завод"."""
    reach = FARTHER if scene.marks.language == "en" else BEHIND
    for at in range(amount.last, min(amount.last + reach, scene.last)):
        token = scene.tokens[at]
        goes_on = token.lower == "and" and at + 1 < scene.last and scene.tokens[at + 1].lower in TO_BE
        if goes_on or token.text in ",;()-:" or any(at <= c.first <= at + 2 for c in scene.of("changes")):
            return False
        ahead = token.lower == "will" or (token.lower == "would" and _reported(scene, amount))
        told = ahead and (amount.kind in ("count", "measure") or amount.noun is not None)
        if told or _to_be(scene, at) or (not token.lower.isascii() and future(token.lower)):
            return True
    return False


def _reported(scene: Scene, amount: Amount) -> bool:
    """Say whether a verb of saying stands before an amount, whose "would" is a "will" that was said."""
    return not SAID.isdisjoint(scene.words[: amount.first - scene.first])


SAID = frozenset({"said", "explained", "noted", "announced", "added", "revealed", "stated", "told", "disclosed"})
TO_BE = frozenset({"is", "are", "expected", "scheduled", "slated", "due", "set", "estimated"})


def _to_be(scene: Scene, at: int) -> bool:
    """Say whether "is to", "expected to" stands at a token, before a word: what is to be done."""
    if scene.tokens[at].lower not in TO_BE:
        return False
    words = [token.lower for token in scene.tokens[at : min(at + WORDS, scene.last)]]
    return len(words) == WORDS and words[0] in TO_BE and words[1] == "to" and words[2].isalpha()


def to_come(scene: Scene, first: int, last: int) -> bool:
    """Say whether a verb in the future stands before an amount in its segment."""
    words = scene.tokens[first:last]
    if any(_yet_undone(scene, at) for at in range(first, last - 2)):
        return True
    told = any(t.lower in ("will", "would") or (not t.lower.isascii() and future(t.lower)) for t in words)
    if told or heads_for(scene, first, last):
        return True
    return not TO_BE.isdisjoint(scene.vocabulary) and any(_to_be(scene, at) for at in range(first, last - 2))


def _yet_undone(scene: Scene, at: int) -> bool:
    """Say whether something is "to be" done at a token: "the oil to be pumped", not "said to be used"."""
    words = [token.lower for token in scene.tokens[at : at + 3]]
    before = scene.tokens[at - 1].lower if at > scene.first else ""
    return (
        words[:2] == ["to", "be"] and words[2].endswith(DONE) and not before.endswith(DONE) and words[2] not in RAISED
    )


def more_ahead(scene: Scene, amount: Amount) -> tuple[str, str] | None:
    """Return (status, rule) of more of what was counted that somebody plans or means: "ещё 12 намерены прийти"."""
    before = scene.tokens[amount.first - 1].lower if amount.first > scene.first else ""
    behind = scene.tokens[amount.last].lower if amount.last < scene.last else ""
    meant = MEANT.get(behind) if amount.elided and before in ("ещё", "еще", "another") else None
    return (meant, "status.to_come") if meant is not None else None


MEANT = {
    "намерены": "intention", "намерен": "intention", "намерена": "intention", "готовы": "intention",
    "хотят": "intention", "собираются": "intention", "планируют": "plan", "планируется": "plan", "планирует": "plan",
    "предстоит": "plan", "намечено": "plan", "намечается": "plan", "предполагается": "plan", "готовятся": "plan",
    "plan": "plan", "intend": "intention", "want": "intention",
}  # fmt: skip
