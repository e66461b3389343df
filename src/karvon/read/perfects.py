"""Perfects: English clauses that tell what has happened behind words of a plan, and lists that are told to come."""

from __future__ import annotations

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene

HELPERS = frozenset({"has", "have", "had"})
BETWEEN = frozenset({"already", "now", "also", "so", "far", "since", "recently", "just", "long", "been", "not", "all"})
IRREGULAR = frozenset({
    "been", "made", "put", "seen", "built", "bought", "sold", "brought", "spent", "sent", "grown", "risen", "fallen",
    "become", "begun", "given", "taken", "paid", "met", "led", "won", "lost", "held", "kept", "left", "cut", "hit",
    "gone", "done", "come", "run", "found", "gotten", "got", "lent", "shrunk", "shown", "thrown", "drawn",
})  # fmt: skip
STILL_TO_DO = frozenset({
    "agreed", "decided", "planned", "pledged", "promised", "proposed", "offered", "expected", "committed", "vowed",
    "intended", "asked", "requested", "invited", "urged", "called", "allocated", "earmarked", "approved", "announced",
    "said", "told", "noted", "reported", "stated", "confirmed", "signed", "scheduled", "targeted", "projected",
    "estimated", "forecasted", "instructed", "ordered", "tasked", "undertaken", "suggested", "considered", "discussed",
    "negotiated", "identified", "aimed", "hoped", "wanted", "envisaged", "declared", "expressed", "unveiled", "been",
    "revealed", "outlined", "established", "created", "started", "launched", "issued", "granted", "submitted",
})  # fmt: skip
AHEAD = frozenset({"to", "will", "would", "should", "could", "shall"})
BEHIND = frozenset({"already", "have", "has", "had", "were", "was", "occurred", "took", "happened", "came", "went"})
FORESEEN = frozenset({"expected", "planned", "envisaged", "foreseen", "scheduled", "proposed", "slated", "due", "to"})
FINITE = frozenset({
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "should", "said",
    "says", "reached", "stood", "amounted", "accounted", "made", "came", "rose", "fell", "grew", "remain", "remains",
    "include", "includes", "including", "that", "which", "who", "where", "took", "operate", "operates", "work",
})  # fmt: skip


def happened_since(scene: Scene, first: int, last: int) -> bool:
    """Say whether something is told to have happened at tokens [first, last), and nothing behind that is to come."""
    if scene.marks.language != "en" or HELPERS.isdisjoint(scene.vocabulary):
        return False
    words = scene.words[first - scene.first : last - scene.first]
    told = [at for at, word in enumerate(words) if word in HELPERS]
    if not told:
        return False
    at = told[-1] + 1
    while at < len(words) and words[at] in BETWEEN:
        at += 1
    done = at < len(words) and words[at] not in STILL_TO_DO and (words[at].endswith("ed") or words[at] in IRREGULAR)
    done = done or (at == len(words) and words[at - 1 : at] == ["been"])
    return done and AHEAD.isdisjoint(words[at:-1])


def parted_by_fact(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """Say whether a clause of what has happened stands between a word of plan and an amount, or behind the amount.

    "plans that had been carried out in 70 regions"; "a policy aimed at jobs, 13 firms have opened plants".
    """
    if cue.code == "actual" or scene.marks.language != "en":
        return False
    return (
        happened_since(scene, cue.last, amount.first) or _own_clause(scene, cue, amount) or told_behind(scene, amount)
    )


def _own_clause(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """Say whether an amount opens a clause of its own behind a comma: ", thirteen companies have built"."""
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    if at - 1 <= cue.last or scene.tokens[at - 1].text != ",":
        return False
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + CLAUSE]
    return behind[:1] != [] and behind[0] in HELPERS and bool(behind[1:]) and behind[1] != "to"


CLAUSE = 3


def told_behind(scene: Scene, amount: Amount) -> bool:
    """Say whether "that already took place" or "currently" stands right behind an amount."""
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 2]
    if behind[:1] in (["currently"], ["presently"]):
        return True
    return len(behind) > 1 and behind[0] in ("that", "which") and behind[1] in BEHIND


def agreed_to(scene: Scene, amount: Amount) -> tuple[str, str] | None:
    """Return (status, rule) where an agreement is one to do what an amount tells: "signed a deal with A to export"."""
    words = scene.words[: amount.first - scene.first]
    if scene.marks.language != "en" or AGREEMENTS.isdisjoint(words):
        return None
    told = [at for at, word in enumerate(words[:-1]) if word == "to" and words[at + 1] in ACTS]
    if not told or amount.first - scene.first - told[-1] > ACT:
        return None
    before = words[max(0, told[-1] - PARTIES) : told[-1]]
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at] in AGREEMENTS), None)
    agreed = at is not None and FINITE.isdisjoint(before[at:]) and "," not in before[at:]
    return ("plan", "status.to_come") if agreed else None


ACT, PARTIES = 14, 8
AGREEMENTS = frozenset({
    "agreement", "agreements", "memorandum", "memoranda", "deal", "deals", "contract", "contracts", "mou", "mous",
    "pact", "pacts", "accord",
})  # fmt: skip
ACTS = frozenset({
    "export", "import", "supply", "deliver", "buy", "purchase", "sell", "build", "construct", "invest", "fund",
    "finance", "provide", "lend", "set", "create", "establish", "open", "launch", "develop", "produce", "install",
    "ship", "lease",
})  # fmt: skip


NOW, NEAR = frozenset({"now", "currently", "standing", "valued", "already", "presently"}), 4


def listed_to_come(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is one of the subjects of what is to be: "18 stations, 41 tunnels are to be built"."""
    if scene.marks.language != "en" or not FORESEEN & scene.vocabulary:
        return False
    before = scene.words[: amount.first - scene.first]
    if not FINITE.isdisjoint(before) or not NOW.isdisjoint(before[-NEAR:]):
        return False
    behind = scene.words[amount.last - scene.first :]
    at = next((at for at, word in enumerate(behind) if word in FINITE), None)
    if at is None or behind[at] not in ("is", "are") or not {",", "and"} & set(behind[:at]) or ":" in behind[:at]:
        return False
    rest = behind[at + 1 : at + 4]
    return rest[:1] != [] and rest[0] in FORESEEN and "to" in rest
