"""Kin: the figures told before that are of the same talk as one, and the time that they had."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from karvon.model.dates import Period
from karvon.model.vocabulary import by_code
from karvon.read.happened import happened
from karvon.read.scene import FUTURE, Frame
from karvon.read.timed import TOLD, Timed, measured


def of_flow(found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the time of a flow told in the sentence before, for the shares that countries have in that trade."""
    if found.indicator is None or found.amount.kind != "percent" or found.change != "level" or not earlier:
        return None
    family = by_code("indicators")[found.indicator]["family"]
    told = next((t for t in reversed(earlier[-FAR:]) if not _alone(t, found)), earlier[-1])
    here = found.scene.sentence
    flow = told.frame.indicator is not None and by_code("indicators")[told.frame.indicator]["family"] == family
    near = here.paragraph - told.frame.scene.sentence.paragraph <= BESIDE
    return told.period if flow and near and told.period.type == "period" and told.rule in TOLD else None


def far(found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the period that figures of the same family had last, some paragraphs before."""
    if found.indicator is None:
        return None
    table = by_code("indicators")
    family = table[found.indicator]["family"]
    kin = [
        t
        for t in earlier[-FAR:]
        if t.frame.indicator is not None and table[t.frame.indicator]["family"] == family
        and t.period.type == "period" and t.rule in TOLD and t.frame.status not in FUTURE
    ]  # fmt: skip
    return msgspec.structs.replace(kin[-1].period, resolution="inherited") if kin else None


FAR = 12


def beside(found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the stretch of the flow told last, a paragraph or two before, for what came, went or was carried."""
    if not happened(found) and (found.indicator is None or not _flows(found)):
        return None
    paragraph = found.scene.sentence.paragraph
    near = [t for t in earlier[-FAR:] if paragraph - t.frame.scene.sentence.paragraph <= BESIDE]
    told = [t for t in near if t.period.type == "period" and t.rule in TOLD and (_flows(t.frame) or _rose(t.frame))]
    told = [t for t in told if t.frame.status not in FUTURE and not _of_before(t) and not _of_years(t)]
    return msgspec.structs.replace(_latest(told).period, resolution="inherited") if told else None


def _rose(found: Frame) -> bool:
    """Say whether a change is told of something that no indicator names: "the figure has grown by 9 %"."""
    return found.indicator is None and found.change == "relative_change"


def _flows(found: Frame) -> bool:
    return found.indicator is not None and by_code("indicators")[found.indicator]["timing"] != "stock"


BESIDE = 2


def lately(found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the stretch of the figure told last, no more than a paragraph before, for what has grown by then."""
    last = earlier[-1] if earlier else None
    if last is None or last.frame.status in FUTURE or last.period.type != "period" or last.rule not in TOLD:
        return None
    near = found.scene.sentence.paragraph - last.frame.scene.sentence.paragraph <= 1
    return msgspec.structs.replace(last.period, resolution="inherited") if near else None


def kin_of(found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the period of the last figures of the same talk; the widest of them where other countries come up."""
    kin = [
        t
        for t in earlier[-8:]
        if _same_talk(t.frame, found) and t.period.type == "period" and t.rule in TOLD and not _of_years(t)
        and not _alone(t, found)
    ]  # fmt: skip
    if not kin:
        return None
    if all(_of_before(t) for t in kin):
        return far(found, [t for t in earlier if not _of_before(t)]) or kin[-1].period
    kin = [t for t in kin if not _of_before(t)]
    here = [
        t
        for t in earlier[-3:]
        if t.rule == "period.expression" and t.period.type == "period" and _beside(t, found) and not _alone(t, found)
    ]
    if here and kin[-1].frame.scene.sentence.paragraph < found.scene.sentence.paragraph:
        return here[-1].period
    goes_on = kin[-1].frame.scene.sentence == found.scene.sentence or found.scene.words[0] in THEREBY
    last = kin[-1] if goes_on else _latest(kin)
    if last.frame.scene.sentence != found.scene.sentence and _elsewhere(kin, found):
        ending = [t for t in kin if t.period.end == last.period.end and t.period.start is not None]
        last = min(ending, key=lambda t: t.period.start or dt.date.max, default=last)
    return last.period


def _alone(told: Timed, found: Frame) -> bool:
    """Say whether a figure of a paragraph before is of a month told aside: "In June alone exports came to 5 mln"."""
    scene = told.frame.scene
    if scene.sentence.paragraph == found.scene.sentence.paragraph or not ASIDE & scene.vocabulary:
        return False
    for time in scene.times:
        if time.kind == "months" and time.months == 1 and time.text == told.period.text:
            behind = next(
                (token.lower for token in scene.tokens[scene.first : scene.last] if token.start >= time.end), ""
            )
            before = [token.lower for token in scene.tokens[scene.first : scene.last] if token.end <= time.start][-1:]
            return behind == "alone" or before in ONLY
    return False


ASIDE = frozenset({"alone", "только", "лишь", "only"})
ONLY = (["только"], ["лишь"], ["only"])
THEREBY = frozenset({"при"})


def _of_before(told: Timed) -> bool:
    """Say whether a figure was only told of an earlier time: "До этого крупные поставки были в 2010 году"."""
    return told.frame.scene.words[:2] in EARLIER or told.frame.scene.words[:1] in EARLIER


EARLIER = (["до", "этого"], ["до", "того"], ["прежде"], ["ранее"], ["раньше"], ["previously"], ["before", "that"])


def _of_years(told: Timed) -> bool:
    """Say whether a change over the last years up to the day of speaking was told, of which no level is."""
    first, last = told.period.start, told.period.end
    long = first is not None and last is not None and (last - first).days > LONG
    return long and told.frame.change != "level" and BACK.search(told.period.text or "") is not None


BACK = re.compile(r"\b(?:past|last|previous|последни\w|прошедши\w|минувши\w)\b", re.IGNORECASE)
LONG = 500


def _beside(told: Timed, found: Frame) -> bool:
    """Say whether a fact was told in the paragraph of a figure."""
    return told.frame.scene.sentence.paragraph == found.scene.sentence.paragraph and told.frame.status not in FUTURE


BEFORE = re.compile(
    r"\b(?:аналогичн\w{2,3}|соответствующ\w{2,3}|(?:прошл|предыдущ|минувш)\w{2,3}\s+год\w{0,2}|годом\s+ранее|year\s+(?:earlier|ago|before))\b",
    re.IGNORECASE,
)


def _latest(kin: Sequence[Timed]) -> Timed:
    """Return the last figure told, or the one before it where the last only tells how it was a year before."""
    last = kin[-1]
    later = [
        t for t in kin[-4:-1] if t.period.end and last.period.end and t.period.end.year == last.period.end.year + 1
    ]
    words = " ".join(last.frame.scene.words)
    before = BEFORE.search(words)
    return later[-1] if later and before is not None and COMPARED.search(words, 0, before.start()) is None else last


COMPARED = re.compile(r"\b(?:чем|сравнени\w|отношени\w|than|compared|from)\W(?:\w+\W+){0,3}$")


def _elsewhere(before: Sequence[Timed], found: Frame) -> bool:
    """Say whether a sentence speaks of other countries than the last that the talk named."""
    named = [_countries(timed.frame) for timed in before]
    last = next((codes for codes in reversed(named) if codes), set())
    here = _countries(found)
    return bool(here - last) and bool(last) and not last <= here


def _countries(found: Frame) -> set[str]:
    return {cue.code for cue in found.scene.of("places")}


def _same_talk(left: Frame, right: Frame) -> bool:
    if left.status in FUTURE:
        return False
    lead = right.scene.lead if right.scene.lead is not None else right.scene
    apart = lead.sentence.paragraph - left.scene.sentence.paragraph - (lead is not right.scene)
    if left.indicator is None or right.indicator is None:
        if happened(left) and happened(right):
            return apart <= 1
        return apart <= (right.change != "level") and (right.indicator is not None or measured(right))
    table = by_code("indicators")
    return table[left.indicator]["family"] == table[right.indicator]["family"] and apart <= 1
