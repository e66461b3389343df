"""Elided units: what a bare number counts, by the counts told before it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from karvon.read.alone import ends, shape
from karvon.read.cues import Cue, kinds
from karvon.read.gates import holds
from karvon.read.ranges import UNNAMED, Amount
from karvon.read.reach import opening
from karvon.read.respective import run
from karvon.read.scene import Frame, Scene
from karvon.read.tokens import readings

MOST_THINGS = 10**6
THOUSAND = 1000
PERSONS = frozenset({"двое", "трое", "четверо", "пятеро", "шестеро", "семеро"})
NUMBER_OF = ("число", "числа", "количество", "количества", "number")
BACK = 2
THINGS = ("count", "bare", "measure")
DURATIONS = frozenset({
    "years", "year", "months", "decades", "weeks", "лет", "года", "месяцев", "месяца", "недель", "недели",
})  # fmt: skip
PART = (
    " из них ", " из которых ", " среди них ", " в том числе ", " of these ", " of which ", " of them ", " including ",
    " остальн", " the rest ", " the remaining ", " включая ", " among them ",
)  # fmt: skip


def whole(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Amount | None:
    """Give a bare number the unit of the count it is a part of ("of these, 55 are …"); None when it is no amount."""
    if amount.noun is None and amount.last < scene.last and scene.tokens[amount.last].lower in DURATIONS:
        return None
    return (
        _percent_in_turn(scene, amount)
        or _priced(scene, amount)
        or _paid(scene, amount, known)
        or _whole(scene, amount, known)
    )


def _percent_in_turn(scene: Scene, amount: Amount) -> Amount | None:
    """Return a bare number as the percent that ends its row: "21, 17 и 5 процентов соответственно"."""
    row = run(scene, amount) if amount.kind in LOOSE and amount.noun is None else ()
    if not row or row[-1].kind != "percent":
        return None
    return amount._replace(unit="percent", kind="percent", elided=True)


def _whole(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Amount | None:
    against = _against(scene, amount, known)
    counted = amount.kind == "bare" and amount.noun is None and amount.scale <= MOST_THINGS
    named = _counted_before(scene, amount) if counted or amount.kind in UNNAMED or _units(scene, amount) else None
    going_on = None if named is not None else _thousands(scene, amount, known) or _weighed(scene, amount, known)
    sized = against or (_as_large(scene, amount, known) if going_on is None and named is None else None)
    beside = sized or going_on
    if beside is not None:
        scale = beside.amount.scale if sized is not None else amount.scale
        return _like(amount, beside)._replace(scale=scale)
    if amount.kind not in UNNAMED and (named is None or amount.factor):
        return amount
    if named is not None and not amount.word:
        return amount._replace(unit=named.code, kind="count", elided=True, noun=(named.first, named.last))
    if amount.kind == "told":
        head = _before_bracket(scene, amount, known) or _antecedent(scene, amount, known)
        part = _part(scene, amount, known) if head is None and _of_them(scene, amount, known) else None
        return _like(amount, head) if head is not None else part or amount._replace(kind="count")
    if _percent(scene, amount, known):
        return amount._replace(unit="percent", kind="percent", elided=True)
    bracket = _before_bracket(scene, amount, known) if not amount.word else None
    found = bracket or _antecedent(scene, amount, known) or _their_number(scene, amount, known)
    return _like(amount, found) if found is not None else None if amount.word else _part(scene, amount, known)


def _of_them(scene: Scene, amount: Amount, known: Sequence[Frame]) -> bool:
    """Say whether a bounded English number is told a part of the count before it: "of which more than 1,000 were"."""
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    first = last.amount.last if last is not None else scene.first
    return scene.marks.language == "en" and is_part(scene, first, amount.first)


def _thousands(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Frame | None:
    """Return the count just told that thousands of nothing named go on from: "2,000 people …, later six thousand"."""
    bare = amount.kind == "bare" and amount.noun is None and amount.scale == THOUSAND and not amount.factor
    last = known[-1] if bare and known else None
    if last is None or last.scene.sentence != scene.sentence:
        return None
    if not ends(scene.tokens, amount.last) and shape(scene.tokens, amount.first, amount.last, scene.marks) != "more":
        return None
    return last if last.amount.kind in THINGS and last.amount.noun is not None and not last.amount.factor else None


def _against(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Frame | None:
    """Return the figure that a bare number is set against: "140 thousand tonnes instead of 425"."""
    last = known[-1] if known and amount.kind in UNNAMED and not amount.word else None
    if last is None or last.scene.sentence != scene.sentence or last.amount.kind == "percent" or last.change != "level":
        return None
    words = scene.words[last.amount.last - scene.first : amount.first - scene.first]
    set_against = words[-1:] in (["вместо"], ["против"], ["against"]) or words[-2:] == ["instead", "of"]
    after = scene.tokens[amount.last].lower if amount.last < scene.last else "."
    over = ends(scene.tokens, amount.last) or after in EARLIER
    return last if set_against and len(words) <= AGAINST and over else None


def _as_large(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Frame | None:
    """Return the millions just told of another time that a number goes on from: "было 12 млрд, а в этом – около шести".

    Between them or right before it another time is named, and no noun follows.
    """
    last = known[-1] if known and amount.kind in LOOSE and amount.noun is None and amount.scale == 1 else None
    if last is None or last.change != "level" or last.amount.scale < MOST_THINGS or last.amount.kind not in SUMS:
        return None
    near = scene.sentence.paragraph == last.scene.sentence.paragraph and scene.first <= last.scene.last
    if not near or not ends(scene.tokens, amount.last) or Decimal(amount.digits) >= THOUSAND:
        return None
    since = scene.tokens[max(last.amount.last, scene.first)].start
    at = scene.tokens[amount.first].start
    times = [t for t in scene.times if since <= t.start < at] or (scene.marks.language == "ru" and scene.has(YEAR_AGO))
    own = scene.words[max(0, amount.first - scene.first - OWN) : amount.first - scene.first]
    times = times or not THIS_ONE.isdisjoint(own)
    return last if times and not scene.tokens[amount.last - 1].lower.startswith("перв") else None


LOOSE = (*UNNAMED, "loose", "bare")
SUMS = ("money", "bare")
OWN = 6
THIS_ONE = frozenset({"этом", "нынешнем", "текущем", "следующем"})
YEAR_AGO = ("годом ранее", "год назад", "прежде", "раньше", "ранее")
AGAINST = 4
EARLIER = frozenset({"год", "годом", "месяц", "месяцем", "ранее", "в", "за", "a", "in"})


def _weighed(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Frame | None:
    """Return the weight that millions of nothing named go on from: "2.7 m tonnes went to Mongolia, 3.6 m to China"."""
    bare = amount.kind == "bare" and amount.noun is None and amount.unit is None and amount.scale >= THOUSAND
    last = known[-1] if bare and known and not amount.factor else None
    if last is None or any(a.kind == "money" for a in scene.amounts) or scene.tokens[amount.first - 1].lower in WORTH:
        return None
    if last.scene.sentence != scene.sentence:
        return last if _carries_on(scene, amount, last) else None
    weights = [f for f in known[-WEIGHED:] if f.scene.sentence == scene.sentence and f.unit in WEIGHTS]
    return weights[-1] if weights else None


WEIGHTS = ("t", "TEU")


def _carries_on(scene: Scene, amount: Amount, last: Frame) -> bool:
    """Say whether millions of nothing go on with the weights of the sentence before: "About 11 m went by road"."""
    here = last.unit in WEIGHTS and last.change == "level" and amount.scale >= MOST_THINGS
    near = last.scene.last == scene.first and last.scene.sentence.paragraph == scene.sentence.paragraph
    named = any(cue.last <= amount.last and "t" not in kinds(cue.row["units"]) for cue in scene.of("indicators"))
    return here and near and not named and not any(a.kind == "money" for a in last.scene.amounts)


WEIGHED = 3
WORTH = frozenset({"на", "сумму", "суммой", "worth", "for"})


def _before_bracket(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Frame | None:
    """Return the count that a dated bracket compares: "5,219 firms (4,604 a year before)"."""
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    counted = last is not None and last.amount.kind in THINGS and last.amount.noun is not None
    opened = opening(scene, amount.first) if counted else None
    if last is None or opened is None:
        return None
    start, end = scene.tokens[opened].start, scene.tokens[min(amount.last + BRACKET, scene.last - 1)].end
    dated = any(start <= time.start < end for time in scene.times)
    return last if dated and last.amount.last <= opened <= last.amount.last + BRACKET else None


BRACKET = 4


def is_part(scene: Scene, first: int, last: int) -> bool:
    """Say whether words among tokens [first, last) make what follows a part of what was told."""
    text = f" {' '.join(scene.words[first - scene.first : last - scene.first])} "
    return holds(text, PART)


def _like(amount: Amount, found: Frame) -> Amount:
    one = found.amount
    kind = "count" if one.unit and one.kind != "money" else one.kind
    return amount._replace(unit=one.unit, kind=kind, noun=one.noun, elided=True)


def _part(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Amount | None:
    """Return a bare number as a part of a larger count of its paragraph, or as more of it in one sentence with it."""
    paragraph = scene.sentence.paragraph
    counts = [f for f in known if f.amount.kind == "count" and f.scene.sentence.paragraph == paragraph]
    counts = list(_of_works(scene, amount, counts))
    largest = max((_size(f.amount) for f in counts), default=Decimal(0))
    more = amount.first > scene.first and scene.tokens[amount.first - 1].lower in MORE
    if not counts or (Decimal(amount.digits) > largest and not more):
        return None
    same = [f for f in counts if f.scene.sentence == scene.sentence]
    if not same and not is_part(scene, scene.first, amount.first):
        return None
    return amount._replace(unit=counts[-1].unit, kind="count", elided=True)


MORE = frozenset({"ещё", "еще", "another"})


def _antecedent(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Frame | None:
    """Return the count that a number standing alone goes on from, by what the words around it show."""
    things = [
        f for f in known[-8:] if f.amount.kind in THINGS and not f.amount.factor and f.amount.noun and _near(scene, f)
    ]
    here = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    counts = _of_works(scene, amount, [f for f in things if f.amount.scale == 1 or f.amount.kind == "count"])
    if scene.tokens[amount.first].lower in PERSONS:
        counts = things = [f for f in counts if f.amount.kind != "measure"]
    if here is not None and here.amount.factor and scene.tokens[amount.first - 1].text == "," and counts:
        return counts[-1]
    how = shape(scene.tokens, amount.first, amount.last, scene.marks)
    if how in ("part", "subject"):
        return next((f for f in reversed(counts) if _size(f.amount) >= Decimal(amount.digits)), None)
    if how == "more":
        return counts[-1] if counts else None
    if how == "whole":
        return counts[-1] if counts and counts[-1] is here else None
    return things[-1] if how == "bounded" and things else None


def _of_works(scene: Scene, amount: Amount, counts: Sequence[Frame]) -> Sequence[Frame]:
    """Leave out the jobs where a clause tells what is built or put in operation: "семь из них строятся"."""
    works = [f for f in counts if f.unit != "job"]
    if not works or len(works) == len(counts):
        return counts
    until = min((a.first for a in scene.amounts if a.first >= amount.last), default=scene.last)
    behind = scene.words[amount.last - scene.first : until - scene.first]
    return works if any(word.startswith(WORKS) for word in behind) else counts


WORKS = (
    "введ", "запущ", "заработал", "стро", "реализ", "заверш", "сдан", "стади", "проработк", "экспертиз", "проект",
    "launched", "commissioned", "under", "completed", "built", "operational", "implemented",
)  # fmt: skip


def _their_number(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Frame | None:
    """Return the count that "their total number has reached" a number goes on from."""
    words = scene.words[max(0, amount.first - scene.first - NUMBERED) : amount.first - scene.first]
    told = any(word in THEIR for word in words) and any(word in NUMBER_OF for word in words)
    counts = (f for f in reversed(known[-NUMBERED:]) if f.amount.kind == "count" and f.amount.noun is not None)
    over = ends(scene.tokens, amount.last) or scene.tokens[amount.last].text == "("
    return next(counts, None) if told and over else None


NUMBERED = 6
THEIR = frozenset({"their", "its", "whose", "total", "их", "общее"})


def _near(scene: Scene, earlier: Frame) -> bool:
    """Say whether a count was told in the same paragraph, no more than a few sentences before."""
    one, two = earlier.scene.sentence, scene.sentence
    return one.paragraph == two.paragraph


def _percent(scene: Scene, amount: Amount, known: Sequence[Frame]) -> bool:
    """Say whether a number goes on in percent: "exports fell by 2 percent, imports added 14"."""
    last = known[-1] if known else None
    if last is None or last.amount.kind != "percent" or last.scene.sentence != scene.sentence or last.change == "level":
        return False
    moved = any(0 <= amount.first - c.last <= BACK for c in scene.of("changes"))
    return moved and ends(scene.tokens, amount.last) and amount.pair is None


def _size(amount: Amount) -> Decimal:
    return Decimal(amount.digits) * amount.scale


def _paid(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Amount | None:
    """Give millions of nothing the money of the sum told before: "кредит на 90 млн долларов. Первые 14 млн …"."""
    bare = amount.kind == "bare" and amount.unit is None and amount.noun is None and amount.scale >= MOST_THINGS
    last = known[-1] if bare and known and not amount.factor else None
    if last is None or last.amount.kind != "money" or last.scene.sentence.paragraph != scene.sentence.paragraph:
        return None
    near = last.scene.last == scene.first and last.amount.scale >= MOST_THINGS
    behind = scene.tokens[amount.last].lower if amount.last < scene.last else "."
    acts = behind in GIVEN or any("VERB" in tag for tag in readings(behind)[:1])
    return _like(amount, last)._replace(noun=None) if near and acts else None


GIVEN = frozenset({"пойдет", "пойдёт", "пойдут", "направлено", "выделено", "получит", "будет"})


def _priced(scene: Scene, amount: Amount) -> Amount | None:
    """Give a bare sum the currency told before it: "в тенге 310 миллиардов, в рублях – 52 миллиарда"."""
    if amount.unit is not None or amount.noun is not None or amount.scale < THOUSAND:
        return None
    since = max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first)
    near = [c for c in scene.of("currencies") if since < c.first and c.last <= amount.first]
    if not near or scene.tokens[near[-1].first - 1].lower not in ("в", "in"):
        return None
    return amount._replace(unit=near[-1].code, kind="money", elided=True)


def _units(scene: Scene, amount: Amount) -> bool:
    """Say whether a number counts units of what was named before it: "the number of firms has reached 84 units"."""
    if (
        amount.kind not in ("bare", "count")
        or amount.unit is not None
        or amount.noun is None
        or not ends(scene.tokens, amount.last)
    ):
        return False
    words = [token.lower for token in scene.tokens[amount.noun[0] : amount.noun[1]]]
    return len(words) == 1 and words[0].startswith(("единиц", "units"))


def _counted_before(scene: Scene, amount: Amount) -> Cue | None:
    """Find what "the number of …" before a bare number counts."""
    since = max((a.last for a in scene.amounts if a.last <= amount.first and not a.factor), default=scene.first)
    for cue in reversed(scene.of("units")):
        if since <= cue.first and cue.last <= amount.first and amount.first - cue.last <= 14:
            words = [token.lower for token in scene.tokens[max(scene.first, cue.first - 4) : cue.first]]
            if any(word in NUMBER_OF for word in words):
                return cue
    return None
