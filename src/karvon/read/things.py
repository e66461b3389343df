"""Things: the plant, road, zone or fund that a text speaks of, how far it is, and what later words point back to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from karvon.read.cues import Cue
from karvon.read.nouns import ENDINGS
from karvon.read.progress import Told, held_to, helped, of_heading, of_mentions, of_nothing
from karvon.read.reach import finite
from karvon.read.scene import Scene, Thing
from karvon.read.tokens import latin
from karvon.read.wordclasses import belongs

RECENT, APART, PATIENCE = 8, 4, 4
HEADING, HEADED = "heading", 5
LEADING = ("?", ":", HEADING)
BULLETS = frozenset("-–—•*·▪●")
HOLDERS = frozenset({"zone", "hub", "any", "line", "plant", "power"})
HELD = frozenset({"hub", "house", "part"})
MANY = ("ые", "ие", "ых", "их", "эти", "два", "три", "четыре", "оба", "все")
MAKING_REACH, CAPACITY_REACH = 4, 8
OPENING, TITLED = '«"“„', 5
STEM, ENDING, BEFORE, MEMBER, LATELY, TAIL = 3, 2, 4, 6, 2, 5


@dataclass(slots=True)
class Talk:
    """What the talk is about: the thing, the last things named, the stage that heads a list or was told of many.

    `stages` are those told of each thing so far, by the token that named it first.
    """

    topic: Thing | None = None
    recent: tuple[Thing, ...] = ()
    listed: Told | None = None
    told: Told | None = None
    paragraph: int = -1
    closing: str = ""
    age: int = 0
    stages: dict[int, Told] = field(default_factory=dict)


def parted(cues: Sequence[Cue]) -> tuple[list[Cue], list[Cue]]:
    """Return the words for things and their progress, and all others, each in order."""
    ours: list[Cue] = []
    others: list[Cue] = []
    for cue in cues:
        (ours if cue.group in GROUPS else others).append(cue)
    return ours, others


GROUPS = frozenset({"things", "progress"})


def follow(scenes: Sequence[Scene], cues: Sequence[Cue]) -> list[Scene]:
    """Return the sentences with the things they name and the thing that each goes on about.

    What is told of a thing only later holds for what was told before.
    """
    if not any(cue.group == "things" for cue in cues):
        return list(scenes)
    talk, firsts = Talk(), [cue.first for cue in cues]
    found = [
        _followed(scene, cues[bisect_left(firsts, scene.first) : bisect_left(firsts, scene.last)], talk)
        for scene in scenes
    ]
    return [_completed(scene, talk.stages) for scene in found]


def _completed(scene: Scene, stages: Mapping[int, Told]) -> Scene:
    """Give the things of a sentence of which nothing was told so far what is told later."""
    late = [thing for thing in (*scene.things, scene.topic) if thing is not None and thing.stage is None]
    if not any(thing.entity in stages for thing in late):
        return scene
    topic = _known(scene.topic, stages) if scene.topic is not None else None
    return scene._replace(things=tuple(_known(thing, stages) for thing in scene.things), topic=topic)


def _known(thing: Thing, stages: Mapping[int, Told]) -> Thing:
    return thing if thing.stage is not None else thing._replace(stage=_word(stages.get(thing.entity)))


def _word(told: Told | None) -> str | None:
    return told.stage if told is not None else None


def _begin(scene: Scene, talk: Talk) -> None:
    """Keep the talk within a paragraph, and over its end where a question, a colon or a list leads on."""
    if scene.sentence.paragraph == talk.paragraph:
        return
    talk.paragraph, talk.told = scene.sentence.paragraph, None
    if talk.closing not in (":", HEADING) and scene.tokens[scene.first].text not in BULLETS:
        talk.listed = None
    if talk.closing not in LEADING and not _points_back(scene):
        talk.topic = None


def _points_back(scene: Scene) -> bool:
    """Say whether a paragraph opens with a word for what was just spoken of: "Its construction", "Он займёт"."""
    return scene.first < scene.last and belongs(scene.tokens[scene.first].lower, scene.marks.language, "itself")


def _followed(scene: Scene, cues: Sequence[Cue], talk: Talk) -> Scene:
    """Return a sentence with its things and its topic, and leave the talk as it is behind the sentence."""
    if scene.first == scene.last:
        return scene
    _begin(scene, talk)
    talk.closing = HEADING if _is_heading(scene) else scene.tokens[scene.last - 1].text
    if not cues:
        return _gone_on(scene, None, talk)
    ours = [cue for cue in cues if cue.group == "things"]
    heads = {cue.first for cue in ours} if scene.marks.language == "en" else ()
    named = [cue for cue in ours if cue.last not in heads and _is_named(scene, cue, cues)]
    told = [helped(scene, cue) for cue in cues if cue.group == "progress" and not _of_growth(scene, cue)]
    if not named:
        headed = talk.closing in (":", HEADING)
        return _gone_on(scene, (of_heading(told) if headed else of_nothing(scene, told)) if told else None, talk)
    things = _things(scene, named, of_mentions(scene, named, told), talk)
    before = things[0] if talk.topic is None else talk.topic
    talk.topic, talk.age, talk.recent = _foremost(things), 0, (*talk.recent, *things)[-RECENT:]
    return scene._replace(things=tuple(things), topic=before)


def _of_growth(scene: Scene, cue: Cue) -> bool:
    """Say whether a plan is to raise a size of a thing, which is there: "капитал планируется довести до 200 млн"."""
    behind = scene.words[cue.last - scene.first : cue.last - scene.first + GROWTH]
    return cue.code == "planned" and any(word.startswith(GROWING) for word in behind)


GROWTH = 2
GROWING = ("довести", "увелич", "нарасти", "расшири", "повыси", "поднять", "удвои", "утрои")


def _is_heading(scene: Scene) -> bool:
    """Say whether a sentence heads what follows: a few words, no sign at their end, no figure."""
    return scene.last - scene.first <= HEADED and scene.tokens[scene.last - 1].kind == "word" and not scene.amounts


def _gone_on(scene: Scene, stage: Told | None, talk: Talk) -> Scene:
    """Return a sentence that names no thing with the one the talk is about, at the stage this sentence tells of it."""
    talk.age += 1
    if talk.closing in (":", HEADING):
        talk.listed = stage
    talk.told = stage or talk.told
    if talk.topic is None:
        return scene
    if stage is not None:
        talk.topic = talk.topic._replace(stage=_word(_told(talk.topic.entity, stage, talk.stages)))
    told = scene._replace(topic=talk.topic) if scene.amounts else scene
    talk.topic = talk.topic if talk.age < PATIENCE else None
    return told


def _told(entity: int, stage: Told | None, stages: dict[int, Told]) -> Told | None:
    """Keep what is told of a thing, and return how far it is as told so far."""
    held = held_to(stages.get(entity), stage)
    if held is not None:
        stages[entity] = held
    return held


def _is_named(scene: Scene, cue: Cue, cues: Sequence[Cue]) -> bool:
    """Say whether a word names one thing; "production" does where it is launched or has a capacity."""
    if cue.row["role"] == "none":
        return False
    if cue.row["role"] == "generic":
        before = scene.tokens[cue.first - 1] if cue.first > scene.first else None
        return before is None or not (before.kind == "number" or before.lower.endswith(MANY))
    if cue.row["role"] != "weak":
        return True
    launched = any(
        c.group == "progress" and (c.first < cue.first < c.last or 0 <= cue.first - c.last <= MAKING_REACH)
        for c in cues
    )
    sized = (c for c in scene.of("indicators") if c.code == "capacity")
    return launched or any(0 <= c.first - cue.last <= CAPACITY_REACH for c in sized)


def _things(scene: Scene, named: Sequence[Cue], told: Mapping[int, Told], talk: Talk) -> list[Thing]:
    found: list[Thing] = []
    for cue in named:
        back = _antecedent(scene, cue, found, talk)
        alone = back is None or (cue.row["role"] == "part" and cue.first in told)
        entity = cue.first if alone or back is None else back.entity
        shared = talk.told if _is_member(scene, cue.first) else None
        before = _of(back, talk)
        words = told.get(cue.first) or shared
        own = held_to(before, words) if words and cue.row["role"] == "part" else words
        stage = _word(_told(entity, _only_named(scene, own), talk.stages) or before or talk.listed)
        kind = back.kind if back is not None and cue.row["role"] in ("generic", "part") else cue.code
        word, title = _modifier(scene, cue.first), _title(scene, cue.last) or (back.title if back is not None else "")
        paragraph = scene.sentence.paragraph
        found.append(Thing(kind, cue.row["role"], cue.first, cue.last, stage, paragraph, entity, word, title))
    return found


def _only_named(scene: Scene, told: Told | None) -> Told | None:
    """Take work that is only named, where what was agreed is told, for work to come."""
    if told is None or told.sure or not scene.agreed:
        return told
    return Told("planned", sure=False)


def _of(back: Thing | None, talk: Talk) -> Told | None:
    """Return what is told so far of the thing named before."""
    if back is None or back.stage is None:
        return None
    known = talk.stages.get(back.entity)
    return known if known is not None and known.stage == back.stage else Told(back.stage)


def _is_member(scene: Scene, at: int) -> bool:
    """Say whether a thing is named as one of those just spoken of: "among them a plant", "в том числе комбинат"."""
    if not scene.shows(scene.marks.language, "member"):
        return False
    first = max(scene.first, at - MEMBER)
    return any(belongs(token.lower, scene.marks.language, "member") for token in scene.tokens[first:at])


def _antecedent(scene: Scene, cue: Cue, here: Sequence[Thing], talk: Talk) -> Thing | None:
    """Return the thing named before that a word names again, is a part of, or stands in."""
    another = _says_before(scene, cue.first, "another")
    if cue.row["role"] in ("generic", "part"):
        fresh = another and cue.row["role"] == "generic" and not here
        return None if fresh else here[-1] if here else talk.topic or _lately(scene, cue, talk)
    if another:
        return None
    counted = _numbered(scene, cue)
    recent = () if counted else (*reversed(here), *reversed(talk.recent))
    again = next((thing for thing in recent if _again(scene, cue, thing, talk)), None)
    if again is not None:
        return again
    if counted and _is_member(scene, cue.first):
        return here[-1] if here else talk.topic
    held = next((thing for thing in reversed(here) if thing.kind in HOLDERS), None)
    if held is not None and cue.code in HELD:
        return held
    same = (
        not counted
        and talk.topic is not None
        and talk.topic.kind == cue.code
        and _same_modifier(scene, cue, talk.topic)
        and _same_title(scene, cue, talk.topic)
    )
    return talk.topic if same and talk.listed is None else None


def _lately(scene: Scene, cue: Cue, talk: Talk) -> Thing | None:
    """Return the one thing a paragraph or two before that "the enterprise", "the facility" stands for."""
    before = scene.tokens[cue.first - 1].lower if cue.first > scene.first else ""
    own = belongs(scene.tokens[cue.first].lower, scene.marks.language, "single")
    if cue.row["role"] != "generic" or not (own or belongs(before, scene.marks.language, "measured")):
        return None
    near = [t for t in talk.recent if t.role == "thing" and scene.sentence.paragraph - t.paragraph <= LATELY]
    return near[-1] if len({thing.kind for thing in near}) == 1 else None


def _numbered(scene: Scene, cue: Cue) -> bool:
    """Say whether a number counts the things named, and for the first time: "two plants", not "these two plants"."""
    counted = any(a.noun is not None and a.noun[0] <= cue.first < a.noun[1] for a in scene.amounts)
    return counted and not _says_before(scene, cue.first - 1, "these")


def _again(scene: Scene, cue: Cue, thing: Thing, talk: Talk) -> bool:
    """Say whether a word names a thing again: the same noun, with no adjective of its own, near enough."""
    near = scene.sentence.paragraph - thing.paragraph <= APART and talk.listed is None
    named = _same_word(scene, thing, cue) or _only_line(scene, thing, talk)
    alike = near and thing.kind == cue.code and named and _same_modifier(scene, cue, thing)
    return alike and _same_title(scene, cue, thing)


def _only_line(scene: Scene, thing: Thing, talk: Talk) -> bool:
    """Say whether only one line has been spoken of, so that another word for a line means it again."""
    others = {one.entity for one in talk.recent if one.kind == LINE}
    return thing.kind == LINE and scene.marks.language == "ru" and others == {thing.entity}


LINE = "line"


def _same_word(scene: Scene, thing: Thing, cue: Cue) -> bool:
    """Say whether two words of a thing are forms of one: they begin alike."""
    word, other = (scene.tokens[at - 1].lower for at in (cue.last, thing.last))
    stem = max(STEM, min(len(word), len(other)) - ENDING)
    short, long = sorted((word[:-ENDING], other[:-ENDING]), key=len)
    return word[:stem] == other[:stem] or (len(short) >= TAIL and long.endswith(short))


def _same_modifier(scene: Scene, cue: Cue, thing: Thing) -> bool:
    word = _modifier(scene, cue.first)
    return not word or not thing.modifier or word[:STEM] == thing.modifier[:STEM]


def _same_title(scene: Scene, cue: Cue, thing: Thing) -> bool:
    """Say whether no two names in quotation marks tell a word and a thing apart."""
    title = _title(scene, cue.last) if thing.title else ""
    return not title or title[:STEM] == thing.title[:STEM]


def _title(scene: Scene, at: int) -> str:
    """Return the first word of the name in quotation marks behind a noun: "завод минеральной воды «Исток»"."""
    for place in range(at, min(at + TITLED, scene.last - 1)):
        token = scene.tokens[place]
        if token.text in OPENING:
            return scene.tokens[place + 1].lower
        if token.kind != "word" or token.text[0].isupper() or finite(token):
            return ""
    return ""


def _modifier(scene: Scene, at: int) -> str:
    """Return the Russian adjective right before a noun, none where it only points at it."""
    before = scene.tokens[at - 1] if at > scene.first else None
    if before is None or before.kind != "word" or latin(before.lower) or not before.lower.endswith(ENDINGS):
        return ""
    return "" if belongs(before.lower, "ru", "back") else before.lower


def _says_before(scene: Scene, at: int, role: str) -> bool:
    """Say whether a word of some role stands among the few words of a noun phrase before a token."""
    for place in range(at - 1, max(scene.first, at - BEFORE) - 1, -1):
        token = scene.tokens[place]
        if token.kind != "word" or belongs(token.lower, scene.marks.language, "determiner"):
            return belongs(token.lower, scene.marks.language, role)
        if belongs(token.lower, scene.marks.language, role):
            return True
        if not latin(token.lower) and not token.lower.endswith(ENDINGS):
            return False
    return False


def _foremost(things: Sequence[Thing]) -> Thing:
    """Return what a sentence leaves the talk with: the first thing whose stage is known, else the first named."""
    whole = [thing for thing in things if thing.role != "part"] or list(things)
    return next((thing for thing in whole if thing.stage is not None), whole[0])
