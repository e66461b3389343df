"""Reasons: a rule for every slot that no step of the cascade has signed, told from what the claim's sentence holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

import msgspec

from karvon.model.claim import Claim
from karvon.model.reasons import filled, heads, slots_of
from karvon.read.atlas import country_of
from karvon.read.cues import Cue
from karvon.read.gates import holds
from karvon.read.page import Page, voice_country
from karvon.read.scene import Scene
from karvon.read.values import Value

SIGNS = "+-−"
PERIOD = "period"
TIMES = (
    "раз",
    "times",
    "fold",
    "вдвое",
    "втрое",
    "double",
    "triple",
    "есе",
    "baravar",
    "barobar",
    "баравар",
    "баробар",
)
RELATIONS = {"refines": "bracket", "describes": "describes", "part_of": "part_of", "same_as": "same_as"}


class Seen(Value, frozen=True):
    """A claim with its page, its sentence (None outside the body) and the claim of its kind before it."""

    page: Page
    scene: Scene | None
    claim: Claim
    before: Claim | None

    def of(self, group: str) -> Sequence[Cue]:
        """Return the cues of one table of the lexicon in the sentence."""
        return self.scene.of(group) if self.scene is not None else []

    def names(self, group: str, code: str | None) -> bool:
        """Say whether the sentence names a code of one table of the lexicon."""
        for cue in self.of(group):  # noqa: SIM110 (any would cost more than the search)
            if cue.code == code:
                return True
        return False


Maker = Callable[[Seen], str]
"""What names the rule of a slot; nothing where the slot holds nothing after all."""


def completed(page: Page, scenes: Sequence[Scene], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, given in the order of the text, with a rule for every filled slot that has none."""
    starts = [page.view.original(scene.sentence.start) for scene in scenes]
    before: dict[str, Claim] = {}
    found: list[Claim] = []
    for claim in claims:
        at = bisect_right(starts, claim.start) - 1
        seen = Seen(page, scenes[at] if at >= 0 else None, claim, before.get(claim.kind))
        before[claim.kind] = claim
        found.append(_signed(seen))
    return found


def _signed(seen: Seen) -> Claim:
    claim = seen.claim
    rules = [*claim.rules, *_number(claim)]
    for make in _asked(claim.rules, tuple(map(bool, SLOTS(claim)))):
        rule = make(seen)
        if rule:
            rules.append(rule)
    return msgspec.structs.replace(claim, rules=tuple(dict.fromkeys(rules)))


@lru_cache(maxsize=10_000)
def _asked(rules: tuple[str, ...], held: tuple[bool, ...]) -> tuple[Maker, ...]:
    """Return the makers of the slots that hold something and that none of the rules makes, as slots.csv orders them."""
    signed = {slot for rule in rules for slot in slots_of(rule)}
    places = {slot: at for at, slot in enumerate(MAKERS)}
    return tuple(MAKERS[slot] for slot in heads() if slot in places and held[places[slot]] and slot not in signed)


def _number(claim: Claim) -> tuple[str, ...]:
    """Return how the number was written and what interval it stands for."""
    if claim.value is None and claim.low is None and claim.high is None:
        return ()
    interval = f"interval.{_interval(claim)}"
    return (interval,) if "amount.word" in claim.rules else (_how_written(claim), interval)


def _how_written(claim: Claim) -> str:
    if claim.bound == "range":
        return "number.range"
    return "number.multiple" if _multiple(claim) else "number.digits"


def _multiple(claim: Claim) -> bool:
    """Say whether percents were made of "2.5 times": the quote names no percent."""
    return claim.unit == "percent" and claim.change == "relative_change" and holds(claim.quote, TIMES)


def _interval(claim: Claim) -> str:
    if claim.bound == "range":
        return "range"
    if claim.low is None or claim.high is None:
        return "open"
    if claim.low == claim.high:
        return "exact"
    return "last_digit" if claim.bound == "approx" else "half_digit"


def _bound(seen: Seen) -> str:
    if seen.claim.bound == "range":
        return "bound.range"
    return "bound.words" if seen.claim.bound_text or seen.claim.bound != "eq" else "bound.none"


def _unit(seen: Seen) -> str:
    return "unit.multiple" if _multiple(seen.claim) else "unit.written"


def _change(seen: Seen) -> str:
    if seen.claim.change == "level":
        return "change.level"
    signed = seen.claim.prefix.rstrip()[-1:] in SIGNS or seen.claim.quote[:1] in SIGNS
    return "change.sign" if signed and "changes" not in _groups(seen) else "change.words"


def _groups(seen: Seen) -> set[str]:
    return set(seen.scene.by_group) if seen.scene else set()


def _side(slot: str) -> Maker:
    """Return the maker for a country: where the page supports it, nearest support first."""
    by_sentence, by_region = f"{slot}.sentence", f"{slot}.region"

    def maker(seen: Seen) -> str:
        code, named = getattr(seen.claim, slot), seen.scene.by_group if seen.scene is not None else {}
        for cue in named.get("places", ()):
            if cue.code == code:
                return by_sentence
        for cue in named.get("regions", ()):
            if country_of(cue.code) == code:
                return by_region
        return f"{slot}.{_supported(seen, code)}"

    return maker


def _supported(seen: Seen, code: str) -> str:
    at = seen.page.tokens[seen.scene.first].start if seen.scene else 0
    if code == voice_country(seen.page, at):
        return "speaker"
    near = seen.before
    talked = near is not None and code in (near.reporter, near.partner)
    return "document" if code in (seen.page.setting.main, seen.page.setting.other) or not talked else "talk"


def _territory(seen: Seen) -> str:
    territory = seen.claim.territory
    named = seen.names("regions", territory) or seen.names("places", territory)
    return "territory.sentence" if named else "territory.nature"


def _period(seen: Seen) -> str:
    if not filled(seen.claim, PERIOD):
        return ""
    return "deadline.sentence" if seen.claim.period.type == "deadline" else "period.sentence"


def _relation(seen: Seen) -> str:
    return f"relation.{RELATIONS.get(seen.claim.relations[0].type, 'other')}"


def _subject(seen: Seen) -> str:
    return "subject.cited" if seen.claim.subject == seen.claim.quote else "subject.words"


def _always(rule: str) -> Maker:
    return lambda _: rule


MAKERS: Mapping[str, Maker] = {
    "subject": _subject,
    "bound": _bound,
    "unit": _unit,
    "change": _change,
    "reporter": _side("reporter"),
    "partner": _side("partner"),
    "territory": _territory,
    "sector": _always("sector.words"),
    "stage": lambda seen: "stage.all" if seen.claim.stage == "all" else "stage.words",
    "status": _always("status.default"),
    "period": _period,
    "speech": _always("speech.narration"),
    "outlet": _always("outlet.page"),
    "parties": _always("parties.sentence"),
    "date_signed": _always("signed.sentence"),
    "relations": _relation,
}
SLOTS = attrgetter(*MAKERS)
