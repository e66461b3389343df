"""Claims: frames with their period, voice, countries and place put together in the fixed format."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec

from karvon.model.claim import Claim, Relation
from karvon.model.dates import Period
from karvon.model.values import Interval, between, negate, plain, written
from karvon.model.vocabulary import by_code, counted
from karvon.read import places
from karvon.read.dating import Dating
from karvon.read.facilities import gathered
from karvon.read.normal import view
from karvon.read.page import Page, person_of, voice_at, voice_country
from karvon.read.scene import Frame
from karvon.read.scope import Placed, Talk
from karvon.read.sections import Section, setting_at
from karvon.read.twins import timed_all

CONTEXT = 32


def make(page: Page, kind: str, start: int, end: int, **slots: Any) -> Claim:
    """Return a claim at plain-text [start, end) with its quote, context, voice and content id."""
    text, original = page.text, page.view.original
    first, last = original(start), original(end - 1) + 1
    key = f"\x1f{kind}\x1f{first}\x1f{last}\x1f{slots.get('indicator') or ''}\x1f{slots.get('subject') or ''}"
    digest = begun(text).copy()
    digest.update(key.encode())
    rules = slots.pop("rules")
    if kind != "document" and (voice := voice_at(page, start)) is not None:
        person = person_of(page, voice)
        slots["speech"] = voice.speech
        if person is not None:
            slots["speaker"], slots["role"] = person.name, person.role
        rules = (*rules, voice.rule)
    return Claim(
        id=digest.hexdigest()[:16],
        document=page.name,
        kind=kind,  # type: ignore[arg-type]
        start=first,
        end=last,
        quote=text[first:last],
        **slots,
        outlet=page.outlet,
        prefix=text[max(0, first - CONTEXT) : first],
        suffix=text[last : last + CONTEXT],
        rules=tuple(dict.fromkeys(rules)),
    )


@lru_cache(maxsize=1)
def begun(text: str) -> hashlib._Hash:
    """Return the digest of a document's text, from which those of its claims go on; only copies may be updated."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass"))


def quantities(page: Page, frames: Sequence[Frame], parted: Sequence[Section] = ()) -> list[Claim]:
    """Return the quantity claims of all frames, with their relations; `parted` are the sections of the document."""
    claims: list[Claim] = []
    said: list[Talk] = []
    about = page.setting
    for found, timed in zip(frames, timed_all(page, frames), strict=True):
        setting = setting_at(parted, found.scene.first, page.setting) if parted else page.setting
        said, about = (said, about) if setting is about else ([], setting)
        period, rule = timed.period, timed.rule
        voice = voice_country(page, page.tokens[found.amount.first].start)
        where = places.place(found, setting, voice, said)
        said.append(Talk(found, where))
        where = places.known(where)
        claims.append(_quantity(page, gathered(found, rule), (period, rule), where))
    return _related(page, frames, claims)


def _quantity(page: Page, found: Frame, when: tuple[Period, str], where: Placed) -> Claim:
    start, end = _place(page, found)
    number = interval(found)
    return make(
        page,
        "quantity",
        start,
        end,
        indicator=found.indicator,
        subject=_subject(page, found),
        value=number.value,
        low=number.low,
        high=number.high,
        bound=found.bound,
        bound_text=_bound_text(page, found),
        unit="percent" if _multiple(found) else "train" if found.unit == "train_pair" else found.unit,
        change=found.change,
        reporter=where.reporter,
        partner=where.partner,
        territory=where.territory,
        sector=_sector(found),
        stage=found.stage,
        status=found.status,
        period=when[0],
        rules=(*found.rules, when[1]),
    )


def interval(found: Frame) -> Interval:
    """Return the number of a frame as an interval in its unit, negative for a fall."""
    amount = found.amount
    if amount.bound == "range" and amount.high is not None:
        number = between(Decimal(amount.digits) * amount.scale, Decimal(amount.high) * amount.scale)
    else:
        things = amount.kind == "count" or (amount.kind == "bare" and amount.noun is not None and not _multiple(found))
        exactly = things or counted(found.indicator) or (found.status == "target" and found.change == "level")
        exactly = (exactly and amount.kind != "percent") or amount.factor or (amount.word and amount.unit == "percent")
        number = written(amount.digits, amount.scale, found.bound, counted=exactly)
    if _multiple(found):
        number = Interval(*(_percent(side, found.sign) for side in msgspec.structs.astuple(number)))
    return negate(number) if found.sign < 0 else number


def _percent(times: Decimal | None, sign: int) -> Decimal | None:
    """Return the change in percent of a growth or (sign -1) a fall by so many times; a fall never exceeds 100."""
    if times is None or (sign < 0 and times <= 0):
        return None
    change = (1 - 1 / times) * 100 if sign < 0 else (times - 1) * 100
    return plain(change.quantize(Decimal("0.01")))


def _multiple(found: Frame) -> bool:
    return found.change == "relative_change" and found.amount.unit is None


def _place(page: Page, found: Frame) -> tuple[int, int]:
    """Return the span of the amount with the bound that stands beside it."""
    amount = found.amount
    first, last = amount.first, amount.last
    if amount.bound_at and found.bound not in ("eq", "range"):
        if amount.bound_at[1] <= first and not amount.verbal:
            first = amount.bound_at[0]
        elif amount.bound_at[0] == last:
            last = amount.bound_at[1]
    full_stop = page.tokens[last - 1].text == "." and last - 1 > first
    word = page.tokens[last - 2].lower if full_stop else ""
    if full_stop and word not in (DOTTED if last >= found.scene.last else ABBREVIATIONS):
        last -= 1
    return page.tokens[first].start, page.tokens[last - 1].end


DOTTED = frozenset({"долл", "дол", "руб", "тыс", "проц", "п", "коп"})
ABBREVIATIONS = DOTTED | {"млн", "млрд", "трлн", "тг", "mio", "s", "bil"}


def _bound_text(page: Page, found: Frame) -> str | None:
    if found.amount.bound_at is None or found.bound == "eq":
        return None
    first, last = found.amount.bound_at
    return page.view.text[page.tokens[first].start : page.tokens[last - 1].end]


def _subject(page: Page, found: Frame) -> str | None:
    span = found.amount.noun if found.amount.kind in ("count", "bare") else None
    if found.cue is not None:
        span = (found.cue.first, found.cue.last)
    return page.view.text[page.tokens[span[0]].start : page.tokens[span[1] - 1].end] if span else None


def _sector(found: Frame) -> str | None:
    """Return the one sector of the sentence, or where it lists several the one beside the amount."""
    if found.indicator is None or by_code("indicators")[found.indicator]["family"] != "portfolio":
        return None
    cues = [c for c in found.scene.of("sectors") if c.code not in ("trade", "investment")]
    if len({cue.code for cue in cues}) > 1:
        cues = [c for c in cues if found.segment[0] <= c.first and c.last <= found.amount.first]
    return cues[0].code if len({cue.code for cue in cues}) == 1 else None


def _related(page: Page, frames: Sequence[Frame], claims: list[Claim]) -> list[Claim]:
    """Add relations: a bracket that refines a bound, parts of a total, a value or jobs that describe a count."""
    for index, claim in enumerate(claims):
        claim = _in_other_money(page, frames, claims, index)  # noqa: PLW2901
        if _is_whole(page, claims, index, claim):
            claims[index - 1] = msgspec.structs.replace(claims[index - 1], stage=claim.stage)
            claim = msgspec.structs.replace(claim, stage="all")  # noqa: PLW2901
        relations = [
            *_refines(page, frames, claims, index),
            *_describes(frames, claims, index),
            *_part_of(frames, claims, index),
        ]
        claims[index] = msgspec.structs.replace(claim, relations=tuple(relations)) if relations else claim
    return claims


def _is_whole(page: Page, claims: Sequence[Claim], index: int, claim: Claim) -> bool:
    """Say whether a count is the whole that the one before is a part of: in "six of the 18 are completed" six are."""
    before = claims[index - 1]
    if index == 0 or claim.indicator != "project_count" or before.indicator != claim.indicator:
        return False
    between = _between(page, before, claim)
    return between in ("of", "of the", "out of", "из") and before.stage in (None, "all") and claim.stage != "all"


def _between(page: Page, before: Claim, claim: Claim) -> str:
    """Return the words between two claims, in small letters and without the signs around them."""
    return view(page.text[before.end : claim.start]).text.strip(" ,.").lower()


def _in_other_money(page: Page, frames: Sequence[Frame], claims: Sequence[Claim], index: int) -> Claim:
    """Return an amount told again in another currency as what it is: "will cost 2.8 bn shillings, or $20 million"."""
    claim, before = claims[index], claims[index - 1]
    if index == 0 or frames[index].amount.kind != "money" or frames[index - 1].amount.kind != "money":
        return claim
    between = _between(page, before, claim)
    earlier = "period.base" in claim.rules and claim.period.text != before.period.text
    alike = frames[index].indicator == frames[index - 1].indicator
    if earlier or before.unit == claim.unit or not alike or between not in AGAIN:
        return claim
    slots = {slot: getattr(before, slot) for slot in OF_THE_AMOUNT}
    return msgspec.structs.replace(claim, **slots)


AGAIN = frozenset(
    {"(", "или", "or", "(или", "(or", "(около", "(about", "(порядка", "(approximately", "(примерно", "то есть"}
)
OF_THE_AMOUNT = (
    "indicator",
    "status",
    "stage",
    "period",
    "reporter",
    "partner",
    "territory",
    "sector",
    "change",
    "subject",
)


def _refines(page: Page, frames: Sequence[Frame], claims: Sequence[Claim], index: int) -> list[Relation]:
    if index == 0:
        return []
    left, right = frames[index - 1], frames[index]
    same = left.indicator == right.indicator and left.unit == right.unit and left.change == right.change
    if not same or left.bound == "eq":
        return []
    between = page.view.text[page.tokens[left.amount.last - 1].end : page.tokens[right.amount.first].start]
    return [Relation("refines", claims[index - 1].id)] if between.strip(" ,-:") in EXACTLY else []


EXACTLY = frozenset(
    {
        "(", "(или", "(точнее", "(около", "точнее", "а точнее", "а именно", "(а именно", "если точнее", "вернее",
        "(exactly", "or exactly", "namely", "(namely", "more precisely", "or more precisely", "to be exact",
    }
)  # fmt: skip


def _describes(frames: Sequence[Frame], claims: Sequence[Claim], index: int) -> list[Relation]:
    found = frames[index]
    if found.indicator not in ("project_value", "jobs", "contract_value"):
        return []
    for other in range(index - 1, max(-1, index - 4), -1):
        head = frames[other]
        same = head.scene.sentence == found.scene.sentence and head.indicator in ("project_count", "document_count")
        if same:
            return [Relation("describes", claims[other].id)]
    return []


def _part_of(frames: Sequence[Frame], claims: Sequence[Claim], index: int) -> list[Relation]:
    found = frames[index]
    if found.amount.kind != "count":
        return []
    for other in range(index - 1, -1, -1):
        head = frames[other]
        if head.scene.sentence.paragraph != found.scene.sentence.paragraph:
            break
        if head.indicator != found.indicator:
            continue
        here = head.scene.sentence == found.scene.sentence
        parted = found.part or (here and (bool(claims[other].relations) or _divided(head)))
        if parted and not head.part and _larger(claims[other], claims[index]):
            return [Relation("part_of", claims[other].id)]
        if parted and claims[other].relations and claims[other].relations[0].type == "part_of":
            return [Relation("part_of", claims[other].relations[0].target)]
    return []


def _divided(head: Frame) -> bool:
    """Say whether a count is told as what others are of ("of 35 projects 13 are …", "из 35 проектов 13 …")."""
    at = head.amount.first - 1
    return at >= head.scene.first and head.scene.tokens[at].lower in ("из", "of") and at == head.scene.first


def _larger(left: Claim, right: Claim) -> bool:
    """Say whether the left is a total that can hold the right: larger, of every stage, of no one place."""
    whole = left.stage in (None, "all") and left.territory is None
    return whole and left.value is not None and right.value is not None and left.value > right.value


def document_claim(page: Page, dated: Dating) -> Claim:
    """Return the claim about the document's own date: read from a place of the text, or bracketed by what it knows."""
    place = dated.date_at or dated.proof or _opening(page)
    explicit = page.dated_by not in ("bracketed", "unresolved")
    first = page.published.first
    last = page.published.last if explicit else None
    resolution = "explicit" if explicit else "bracketed" if page.dated_by == "bracketed" else "unresolved"
    text = page.view.text[place[0] : place[1]]
    period = Period(first, last, text, "point", resolution)  # type: ignore[arg-type]
    return make(page, "document", *place, period=period, status="actual", rules=(f"date.{page.dated_by}",))


def _opening(page: Page) -> tuple[int, int]:
    """Return the first word of the text, where a claim about an undated document hangs."""
    start = page.layout.paragraphs[0][0] if page.layout.paragraphs else 0
    first = next((token for token in page.tokens if token.start >= start), None)
    return (first.start, first.end) if first is not None else (0, min(1, len(page.view.text)))
