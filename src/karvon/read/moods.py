"""Moods: the words of a sentence that instruct, propose, intend, plan or expect something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from karvon.read.clauses import before_aside, bounds, cues_of, finite, language
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.tokens import Token, readings
from karvon.read.wordclasses import belongs

AHEAD = 6
SUBJECT = 9


def governing(page: Page, scene: Scene) -> list[Cue]:
    """Return the words that oblige somebody in a sentence, in order."""
    found = [cue for cue in cues_of(scene, "commitments") if _holds(page, scene, cue)]
    future = _futures(page, scene)
    if not future:
        return found
    known = {at for cue in found for at in range(cue.first, cue.last)}
    future = [cue for cue in future if cue.first not in known and not _relative(scene, cue)]
    return sorted((*found, *future), key=lambda cue: cue.first)


def _holds(page: Page, scene: Scene, cue: Cue) -> bool:
    return (
        not _after_speech(page, scene, cue)
        and not _relative(scene, cue)
        and not _supposed(scene, cue)
        and not _remark(page, scene, cue)
        and not _done_by(scene, cue)
        and not _aimed(page, scene, cue)
        and _complete(page, scene, cue)
    )


def _done_by(scene: Scene, cue: Cue) -> bool:
    """Say whether an English participle only tells whose a thing is: "talks initiated by the committee"."""
    behind = scene.tokens[cue.last].lower if cue.last < scene.last else ""
    return behind == "by" and cue.code in ("proposal", "instruction") and cue.last - cue.first == 1


def _aimed(page: Page, scene: Scene, cue: Cue) -> bool:
    """Say whether "aimed to" only goes with a thing of a sentence that has its verb: "signed papers aimed to help"."""
    if scene.tokens[cue.first].lower != "aimed":
        return False
    lower, _ = bounds(page, scene, cue.first)
    before = scene.words[lower - scene.first : cue.first - scene.first]
    return any(finite(word) for word in before)


def _remark(page: Page, scene: Scene, cue: Cue) -> bool:
    """ "It should be noted" obliges nobody."""
    ahead = [scene.tokens[at].lower for at in range(cue.last, min(cue.last + 2, scene.last))]
    if language(page) == "en":
        words = [token.lower for token in scene.tokens[cue.first : cue.last]]
        if not WISHES.isdisjoint(words):
            return next((word for word in ahead if word not in ("to", "also")), "") in POLITE
        ahead = [word for word in ahead if word not in ("be", "the")]
    return bool(ahead) and belongs(ahead[0], language(page), "remark")


WISHES = frozenset({"like", "wish", "wishes", "love"})
POLITE = frozenset([
    "reiterate", "thank", "express", "stress", "emphasize", "emphasise", "note", "point", "mention", "highlight", "say",
    "underline", "underscore", "congratulate", "commend", "recall", "remind", "assure", "acknowledge", "add", "repeat",
    "welcome", "applaud", "appreciate", "remark", "begin", "start", "conclude", "reaffirm",
])  # fmt: skip


def _relative(scene: Scene, cue: Cue) -> bool:
    """A word inside "which …" tells of a thing named before and obliges nobody anew."""
    for at in range(cue.first - 1, scene.first, -1):
        token = scene.tokens[at]
        if token.text in ",;:(" or (token.lower in ("and", "but") and _begins_anew(scene, at + 1)):
            return False
        if token.lower.startswith("котор") or token.lower in ("which", "who"):
            return True
        if token.lower == "that" and at + 1 == cue.first and scene.tokens[cue.first].lower in ("will", "would", "can"):
            return ("speech", at) not in scene.marks.end
    return False


def _begins_anew(scene: Scene, at: int) -> bool:
    """Say whether an English clause with a subject of its own begins at a token."""
    return belongs(scene.tokens[at].lower, "en", "pronoun") or belongs(scene.tokens[at].lower, "en", "actor")


def _supposed(scene: Scene, cue: Cue) -> bool:
    """Say whether an English wish is only supposed: "any business they might want to start"."""
    before = scene.tokens[cue.first - 1].lower if cue.first > scene.first else ""
    return before in ("might", "may", "could") and scene.tokens[cue.first].lower in ("want", "wish", "seek", "need")


def _after_speech(page: Page, scene: Scene, cue: Cue) -> bool:
    """A verb in the attribution that follows direct speech ("…", he proposed) commits to nothing by itself."""
    first, start = scene.sentence.start, scene.tokens[cue.first].start
    return any(v.speech == "direct" and first < v.end <= start for v in page.spoken.near(first, start))


def _complete(page: Page, scene: Scene, cue: Cue) -> bool:
    """Say whether a word has the complement that makes it oblige."""
    needs = cue.row["needs"]
    if needs in AROUND:
        return AROUND[needs](page, scene, cue)
    ahead = [scene.tokens[at].lower for at in range(cue.last, min(cue.last + AHEAD, scene.last))]
    if needs == "passive":
        return _passive(page, ahead)
    before = scene.tokens[cue.first - 1].lower if cue.first > scene.first else ""
    if needs == "act":
        return cue.last < scene.last and scene.tokens[cue.last].kind == "word"
    if needs == "verb":
        return not (belongs(before, "en", "determiner") or belongs(before, "en", "modifier"))
    if needs == "ready" and ahead and ahead[0] in ("к", "на"):
        return True
    behind = [scene.tokens[at].lower for at in range(max(scene.first, cue.first - 3), cue.first)]
    return any(_infinitive(word) for word in (*ahead, *(behind if needs == "infinitive" else ())))


WORKS = (
    "construct", "work", "production", "implementation", "deliver", "suppl", "project", "operation", "shipment",
    "строительств", "работ", "реализац", "производств", "выпуск", "поставк", "перевозк", "возведен", "эксплуатац",
)  # fmt: skip


def _anything(_page: Page, _scene: Scene, _cue: Cue) -> bool:
    """Say that a word obliges whatever stands around it."""
    return True


def _of_thing(page: Page, scene: Scene, cue: Cue) -> bool:
    """Say whether nobody who acts is the subject of a word: a railway will help, the sides will do."""
    return not _subject(page, scene, cue.first, ("actor",))


def _of_works(_page: Page, scene: Scene, _cue: Cue) -> bool:
    """Say whether a sentence is about works, which begin by plan: "construction will start"."""
    return any(word.startswith(WORKS) for word in scene.words)


def _of_it(_page: Page, scene: Scene, cue: Cue) -> bool:
    """Say whether an act is called important, not a thing for it: "it is important to build"."""
    before = scene.words[max(0, cue.first - scene.first - 4) : cue.first - scene.first]
    return any(word in ("it", "it's", "that", "consider", "considered") for word in before) or not before


def _comes(page: Page, scene: Scene, cue: Cue) -> bool:
    """Say whether what somebody is sure of is still to come: "уверен, что торговля вырастет"."""
    words = scene.words[cue.last - scene.first :]
    coming = scene.marks.shapes.coming
    ahead = bisect_left(coming, scene.last) > bisect_left(coming, cue.last)
    return ahead or any(belongs(word, language(page), "becoming") for word in words)


AROUND = {"": _anything, "thing": _of_thing, "works": _of_works, "coming": _comes, "it": _of_it}


def _infinitive(word: str) -> bool:
    return word.isalpha() and readings(word)[0].startswith("INFN")


def _passive(page: Page, ahead: list[str]) -> bool:
    if language(page) == "en":
        return any(word.endswith("ed") or belongs(word, "en", "participle") for word in ahead[:2])
    return any(word.isalpha() and readings(word)[0].startswith(("PRTS", "INFN")) for word in ahead[:4])


def _futures(page: Page, scene: Scene) -> list[Cue]:
    """Return the verbs in the future whose subject is a country, a side or a government."""
    if language(page) == "en":
        ahead = _english_futures(scene) if "will" in scene.words or "would" in scene.words else ()
    else:
        coming = scene.marks.shapes.coming
        ahead = coming[bisect_left(coming, scene.first) : bisect_left(coming, scene.last)]
    ours = [at for at in ahead if not _meets(scene, at) and (_of_us(scene, at) or _subject(page, scene, at))]
    return [_foreseen(page, scene, at) for at in ours]


def _of_us(scene: Scene, at: int) -> bool:
    """Say whether a Russian verb of the future tells by its form what we shall do: "закупим", not "скажем"."""
    word = scene.tokens[at].lower
    told = not word.isascii() and "1per" in readings(word)[0] and "plur" in readings(word)[0]
    return told and not belongs(word, "ru", "rhetoric")


def _foreseen(page: Page, scene: Scene, at: int) -> Cue:
    """Return the mood of a verb in the future: what a means will do is hoped for, what somebody will do is planned."""
    first = max(scene.first, at - SUBJECT) - scene.first
    words = scene.words[first : at - scene.first]
    if language(page) == "en" and "," in words:
        words = words[len(words) - words[::-1].index(",") :]
    means = any(belongs(word, language(page), "means") for word in words)
    code = "expectation" if means else "plan"
    return Cue("commitments", {"code": code, "needs": "", "pattern": ""}, at, at + 1, code)


def _meets(scene: Scene, at: int) -> bool:
    """Taking part in a meeting is an event, no undertaking."""
    cue = scene.marks.begin.get(("events", at))
    return cue is not None and cue.code == "future"


def _english_futures(scene: Scene) -> list[int]:
    """Return the places of every "will" that leads no verb of becoming."""
    wills = [at for at, word in enumerate(scene.words) if word == "will"] if "will" in scene.words else []
    wills += [at for at, word in enumerate(scene.words) if word == "would" and _told_before(scene, at)]
    return [scene.first + at for at in wills if not belongs(_led(scene, at), "en", "becoming")]


def _told_before(scene: Scene, at: int) -> bool:
    """Say whether a verb of saying stands before "would": what somebody said he will do."""
    return any(cue.code == "verb" and cue.first < scene.first + at for cue in scene.of("speech"))


def _led(scene: Scene, at: int) -> str:
    """Return the verb behind "will", over the adverbs between."""
    return next((word for word in scene.words[at + 1 :] if word not in BETWEEN), "")


def _within(tokens: Sequence[Token], place: int) -> bool:
    """Say whether an English country only tells where or between whom: "in Kenya", "trade between Kenya and Togo"."""
    if tokens[place - 1].lower in PLACED:
        return True
    return tokens[place - 1].lower == "and" and any(
        token.lower == "between" for token in tokens[max(0, place - 5) : place]
    )


def _by_name(text: str) -> bool:
    """Say whether somebody stands under a short name: "FBCCI and COMCE will"."""
    return text.isalpha() and text.isupper() and len(text) > 2


PLACED = frozenset({"in", "at", "to", "from", "with", "near", "outside", "between"})
BETWEEN = frozenset({"also", "soon", "jointly", "further", "now", "then", "therefore", "first"})


def _subject(page: Page, scene: Scene, at: int, roles: tuple[str, ...] = ("actor", "doer", "means")) -> bool:
    """Say whether who acts stands before a verb in its clause."""
    lower, _ = bounds(page, scene, at)
    tokens, begin, tongue = scene.tokens, scene.marks.begin, language(page)
    at = before_aside(scene, lower, at) if tongue == "en" else at
    for place in range(at - 1, max(lower, at - SUBJECT) - 1, -1):
        word = tokens[place].lower
        if word in ",;:(":
            return False
        land = ("places", place) in begin or (word.isascii() and ("cities", place) in begin)  # a city for its state
        land = land and (tongue != "en" or not _within(tokens, place))
        if (land and _nominative(page, word)) or _plays(word, tongue, roles):
            return True
        if tongue == "en" and place + 1 == at and len(roles) > 1 and _by_name(tokens[place].text):
            return True
    return False


@lru_cache(maxsize=50_000)
def _plays(word: str, tongue: str, roles: tuple[str, ...]) -> bool:
    """Say whether a word plays one of some roles."""
    return any(belongs(word, tongue, role) for role in roles)


def _nominative(page: Page, word: str) -> bool:
    return language(page) == "en" or "nomn" in readings(word)[0]
