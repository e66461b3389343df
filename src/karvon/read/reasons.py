"""Reasons: a rule for every slot that no step of the cascade has signed, told from what the claim's sentence holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import msgspec

from karvon.model.claim import Claim
from karvon.model.reasons import filled, heads, slots_of
from karvon.read.atlas import country_of
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

    def named(self, group: str) -> tuple[str, ...]:
        """Return the codes of one table of the lexicon that the sentence names."""
        return tuple(cue.code for cue in self.scene.of(group)) if self.scene else ()


Maker = Callable[[Seen], str]


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
    rules = [*claim.rules, *_number(seen)]
    for slot, make in _unsigned(claim.rules):
        value = getattr(claim, slot)
        if value is not None and (filled(claim, PERIOD) if slot == PERIOD else value != ()):
            rules.append(make(seen))
    return msgspec.structs.replace(claim, rules=tuple(dict.fromkeys(rules)))


@lru_cache(maxsize=10_000)
def _unsigned(rules: tuple[str, ...]) -> tuple[tuple[str, Maker], ...]:
    """Return the slots that have a maker and that none of the rules makes, each with it, in the order of slots.csv."""
    signed = {slot for rule in rules for slot in slots_of(rule)}
    return tuple((slot, MAKERS[slot]) for slot in heads() if slot in MAKERS and slot not in signed)


def _number(seen: Seen) -> tuple[str, ...]:
    """Return how the number was written and what interval it stands for."""
    claim = seen.claim
    if claim.value is None and claim.low is None and claim.high is None:
        return ()
    how = () if "amount.word" in claim.rules else (_how_written(claim),)
    return (*how, f"interval.{_interval(claim)}")


def _how_written(claim: Claim) -> str:
    if claim.bound == "range":
        return "number.range"
    return "number.multiple" if _multiple(claim) else "number.digits"


def _multiple(claim: Claim) -> bool:
    """Say whether percents were made of "2.5 times": the quote names no percent."""
    grown = claim.unit == "percent" and claim.change == "relative_change"
    return grown and any(word in claim.quote for word in TIMES)


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

    def maker(seen: Seen) -> str:
        code = getattr(seen.claim, slot)
        if code in seen.named("places"):
            return f"{slot}.sentence"
        if code in {country_of(region) for region in seen.named("regions")}:
            return f"{slot}.region"
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
    named = (*seen.named("regions"), *seen.named("places"))
    return "territory.sentence" if seen.claim.territory in named else "territory.nature"


def _period(seen: Seen) -> str:
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
