"""Standing: what a text says of an agreement (status, parties, day of signing) and of a body (its stage)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.model.dates import Period
from karvon.read import atlas, when
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.times import Time
from karvon.read.tokens import readings
from karvon.read.values import Value
from karvon.read.wordclasses import belongs

FAR = 34
NEAR = 9
WISHED = ("intention", "proposal", "plan", "expectation", "instruction")
DECLARED = ("declaration", "programme", "roadmap", "concept", "protocol")
MARKS = '"«»“”„'


class Place(Value, frozen=True):
    """A phrase at tokens [first, last) in its scene, the scenes before it, and the scene that opens its list."""

    scene: Scene
    first: int
    last: int
    code: str
    before: Sequence[Scene] = ()
    lead: Scene | None = None


def status(place: Place) -> str | None:
    """Return how far an agreement has come, from the nearest word of its sentence, else from the head of its list."""
    near = _standings(place.scene, place.first, place.last)
    found = _meant(place, place.scene, near[0]) if near else None
    if found is None and place.lead is not None:
        lead = place.lead
        cues = _told(lead) or _earlier(place)
        found = _meant(place, lead, cues[0]) if cues else None
    return found


def _earlier(place: Place) -> list[Cue]:
    """Return the standing words of the sentences before the head of a list, which that head goes on from."""
    found = [_told(scene) for scene in reversed(place.before)]
    return next((cues for cues in found if cues), [])


def _told(scene: Scene) -> list[Cue]:
    """Return the words of standing of a whole sentence, the last first."""
    return list(reversed(scene.of("standings")))


def _standings(scene: Scene, first: int, last: int) -> list[Cue]:
    """Return the words of standing outside a phrase, the nearest first."""
    outside = [c for c in scene.of("standings") if not (first <= c.first < last)]
    told = [c for c in scene.of("standings") if first <= c.first < last]
    within = [c for c in told if c.code == "negotiated" or _passive(scene, c)]
    ranked = [(_gap(scene, c, first, last), c) for c in outside]
    close = [c for gap, c in sorted(ranked, key=lambda pair: pair[0]) if gap <= FAR]
    return [*[c for c in within if c.first <= first + 1 or _passive(scene, c)], *close]


def _passive(scene: Scene, cue: Cue) -> bool:
    """Say whether the verb of signing stands inside the name: "an agreement was signed on the launch of flights"."""
    before = scene.tokens[cue.first - 1].lower if cue.first > scene.first else ""
    return cue.code == "signed" and before in ("was", "were", "is", "been")


def _gap(scene: Scene, cue: Cue, first: int, last: int) -> int:
    """Return how many tokens lie between; a verb's object follows it, so words behind a comma count double."""
    between = range(cue.last, first) if cue.last <= first else range(last, cue.first)
    return len(between) + 4 * sum(scene.tokens[at].text in ",;:" for at in between)


def _meant(place: Place, scene: Scene, cue: Cue) -> str | None:
    code = cue.code
    wished = any(c.code in WISHED and c.first < cue.last for c in scene.of("commitments"))
    if code == "signing":
        talked = any(c.code == "negotiated" for c in scene.of("standings"))
        future = wished or talked or scene.tokens[cue.first].lower.startswith(("to", "will", "буд", "подпишут"))
        return "negotiated" if future else "signed"
    if code == "signed" and wished and scene.tokens[cue.first].lower in ("sign", "signs", "conclude"):
        return "negotiated"
    if code == "joining":
        return "intends_to_accede" if wished or scene.tokens[cue.first].lower.startswith("присоедин") else None
    if code == "joined":
        return "acceded"
    if code == "adopted":
        return "signed" if place.code in DECLARED else None
    return code


def parties(page: Page, place: Place, told: str | None) -> tuple[str, ...]:
    """Return the countries that make an agreement: named in it or around it, else of its list, else of the text."""
    own = _named(place.scene, place.first, place.last)
    between = _between(place)
    if len(between) > 1:
        return between
    around = [c for c in _named(place.scene, place.scene.first, place.scene.last) if not _titled(place, c)]
    around = _of_two(page, place, around)
    if told in ("intends_to_accede", "acceded"):
        apart = [c for c in around if not place.first <= c.first < place.last]
        return _codes(apart)[:1]
    if len(_codes(own)) > 1 and all(c in own for c in around):
        return _codes(own)
    if len(_codes(around)) > 1 or told is None:
        pair = len(_codes(around)) == 2 and set(_codes(around)) == set(page.setting.both)
        return _codes(around) if told or pair else _codes(own) if len(_codes(own)) > 1 else ()
    return _completed(page, place, _codes(around))


def _of_two(page: Page, place: Place, around: list[Cue]) -> list[Cue]:
    """Keep of three countries or more the two the text is about, unless they stand in one row or three make it."""
    scene, pair = place.scene, set(page.setting.both)
    threefold = any(belongs(scene.tokens[at].lower, "ru", "threefold") for at in range(place.first, place.last))
    if len(_codes(around)) < MANY or threefold or not pair <= set(_codes(around)) or _in_row(scene, around):
        return around
    return [cue for cue in around if cue.code in pair]


def _in_row(scene: Scene, cues: Sequence[Cue]) -> bool:
    """Say whether three countries stand one after the other, with no more than a comma and "and" between."""
    gaps = [b.first - a.last <= 1 + (scene.tokens[b.first - 1].lower in ("и", "and", "the")) for a, b in pairwise(cues)]
    return any(one and two for one, two in pairwise(gaps))


MANY = 3


def _completed(page: Page, place: Place, known: tuple[str, ...]) -> tuple[str, ...]:
    """Add the other side from the head of the list, the sentence before, or what the text is about."""
    for scene in (place.lead, *reversed(place.before)):
        codes = _codes(_named(scene, scene.first, scene.last)) if scene is not None else ()
        if len(codes) > 1 and set(known) <= set(codes):
            return codes
    pair = tuple(code for code in page.setting.both if code != atlas.OTHER_GROUP)
    return pair if len(pair) == 2 and set(known) <= set(pair) else known


def _between(place: Place) -> tuple[str, ...]:
    """Return the countries named behind "between" in or just after a phrase."""
    scene = place.scene
    for at in range(place.first, min(place.last + NEAR, scene.last)):
        if scene.tokens[at].lower in ("между", "between"):
            last = min(at + 24, scene.last)
            makers = [
                c for c in scene.of("places") if at <= c.first < last and c.code not in ("WORLD", atlas.OTHER_GROUP)
            ]
            return _codes([c for c in makers if not _titled(place, c)])
    return ()


def _named(scene: Scene, first: int, last: int) -> list[Cue]:
    return [cue for cue in atlas.country_cues(scene.cues) if first <= cue.first < last]


def _codes(cues: Sequence[Cue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cue.code for cue in cues))


def _titled(place: Place, cue: Cue) -> bool:
    """Say whether a country stands inside a name in quotation marks of the same sentence."""
    scene = place.scene
    before = sum(scene.tokens[at].text in MARKS for at in range(scene.first, cue.first))
    after = any(scene.tokens[at].text in MARKS for at in range(cue.last, min(scene.last, cue.last + 14)))
    return before % 2 == 1 and after


def signed(page: Page, place: Place, told: str | None) -> Period | None:
    """Return the day or month of signing: beside the verb, after the name, or at the head of its list."""
    if told not in ("signed", "ratified", "in_force", "acceded"):
        return None
    heads = (place.lead, *reversed(place.before)) if place.lead is not None else ()
    for scene in (place.scene, *heads):
        if scene is not place.scene and not _told(scene):
            continue
        time = _day(page, place, scene) or _meeting(place, scene)
        if time is not None:
            return when.period(time, page.present, page.dated_by)
        if scene is place.scene and scene is not place.lead and place.lead is None:
            return _today(page, scene)
    return None


def _today(page: Page, scene: Scene) -> Period | None:
    now = next((t for t in scene.times if t.kind == "now" and t.text.lower() in TODAY), None)
    return when.period(now, page.present, page.dated_by) if now is not None else None


def _meeting(place: Place, scene: Scene) -> Time | None:
    """Return the day of the meeting told of in the sentence before, where a sentence opens "at the meeting"."""
    opening = scene.tokens[scene.first].lower, scene.tokens[min(scene.first + 1, scene.last - 1)].lower
    if scene is not place.scene or scene.times or not place.before or opening not in THERE:
        return None
    days = [t for t in place.before[-1].times if t.kind == "day"]
    return days[0] if len(days) == 1 else None


THERE = (
    ("в", "рамках"), ("в", "ходе"), ("по", "итогам"), ("по", "завершении"), ("на", "встрече"), ("тогда", "же"),
    ("following", "the"), ("during", "the"), ("at", "the"), ("after", "the"),
)  # fmt: skip
TODAY = ("сегодня", "today")


def _day(page: Page, place: Place, scene: Scene) -> Time | None:
    verbs = [c for c in scene.of("standings") if c.code in ("signed", "adopted", "signing")]
    dated = [t for t in scene.times if t.kind in ("day", "months", "year") and not t.deadline]
    outside = [t for t in dated if scene is not place.scene or not _within(place, t)]
    for time in sorted(outside, key=lambda t: ("day", "months", "year").index(t.kind)):
        after = scene is place.scene and _follows(page, place, time)
        beside = any(_beside(scene, verb, time) for verb in verbs)
        if after or beside:
            return time
    return None


def _within(place: Place, time: Time) -> bool:
    start, end = place.scene.tokens[place.first].start, place.scene.tokens[place.last - 1].end
    return start <= time.start < end


def _follows(page: Page, place: Place, time: Time) -> bool:
    """Say whether "of 6 January 1995" stands directly behind the name."""
    gap = page.view.text[place.scene.tokens[place.last - 1].end : time.start]
    return 0 <= len(gap) <= 5 and gap.strip().lower() in ("от", "of", "dated", "(", "(от", "")


def _beside(scene: Scene, verb: Cue, time: Time) -> bool:
    left, right = scene.tokens[verb.first].start, scene.tokens[verb.last - 1].end
    reach = 60 if len(scene.times) > 1 else 120
    return min(abs(time.start - right), abs(left - time.end)) <= reach


def making(place: Place) -> Cue | None:
    """Return the word that tells how far a body or facility is: inside its name, before it, else after it."""
    scene = place.scene
    found = scene.of("makings")
    inside = [c for c in found if place.first <= c.first < place.last]
    before = [c for c in found if c.last <= place.first and _reaches(scene, c.last, place.first)]
    after = [c for c in found if c.first >= place.last and _follows_on(scene, place.last, c.first)]
    words = [c for c in inside if c.row["form"] in ("fact", "state")] or before[-1:] or after[:1]
    return words[0] if words else None


def stage(place: Place) -> str | None:
    """Return how far a body or facility has come: by the word that tells of its making."""
    scene, word = place.scene, making(place)
    if word is None:
        return None
    if scene.tokens[word.first].lower == "set" and word.row["form"] == "wish" and not _led(scene, word.first):
        return "existing"
    wished = _wished(place, word) or _agreed(place, word) if word.row["form"] == "act" else _to_be(scene, word.first)
    return "planned" if wished else word.code


def _agreed(place: Place, word: Cue) -> bool:
    """Say whether an agreement is about building or opening something: "a memorandum on the construction of"."""
    scene = place.scene
    names = [c for c in scene.of("names") if c.row["kind"] == "agreement" and c.last <= word.first]
    if word.code == "being_created" or not names or word.first - names[-1].last > AGREED:
        return False
    return not any(_verb(scene.tokens[at].lower) for at in range(names[-1].last, word.first))


def _verb(word: str) -> bool:
    """Say whether a word is a verb with a subject of its own, as far as its form tells."""
    if word.isascii():
        return belongs(word, "en", "finite")
    return word.isalpha() and readings(word)[0].startswith(("VERB", "PRTS"))


AGREED = 24


def _to_be(scene: Scene, at: int) -> bool:
    """Say whether what was done by its form is still to be: "будет введён", "will be put into operation"."""
    before = scene.words[max(0, at - scene.first - 2) : at - scene.first]
    return before[-1:] == ["be"] or any(word in ("будет", "будут") for word in before)


def _led(scene: Scene, at: int) -> bool:
    """Say whether a small word before an English verb tells that it is still to be done: "to set up", "will set up"."""
    return at > scene.first and belongs(scene.tokens[at - 1].lower, "en", "leading")


def _wished(place: Place, word: Cue) -> bool:
    """Say whether what is made is only proposed, agreed or talked of, here or at the head of the list."""
    moods = [c for c in place.scene.cues if c.last <= word.first]
    moods += place.lead.cues if place.lead is not None else []
    ahead = place.scene.words[max(0, word.first - place.scene.first - WEIGHED) : word.first - place.scene.first]
    if any(belongs(said, "en", "weighed") for said in ahead):
        return True
    return any(
        (c.group == "commitments" and c.code in MOODS) or (c.group == "standings" and c.code == "negotiated")
        for c in moods
    )


WEIGHED = 4
MOODS = ("intention", "proposal", "instruction", "plan")


def _reaches(scene: Scene, first: int, last: int) -> bool:
    """Say whether a word of making has the name for its object: nothing but a few words lie between."""
    between = [scene.tokens[at] for at in range(first, last)]
    verbs = any(belongs(t.lower, "en", "finite") for t in between)
    return len(between) <= NEAR - 4 and not verbs and not any(t.text in ",;:()" for t in between)


def _follows_on(scene: Scene, first: int, last: int) -> bool:
    between = [scene.tokens[at] for at in range(first, last)]
    relative = bool(between) and between[0].text == "," and len(between) > 1
    relative = relative and (between[1].lower.startswith("котор") or between[1].lower in ("which", "that"))
    stops = sum(t.text in ",;:()" for t in between)
    return len(between) <= NEAR - 3 and (stops == 0 or (relative and stops == 1))
