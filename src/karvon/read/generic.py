"""Generic: words for agreements that name none, or only go with the name of another."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.clauses import language
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.standing import Place
from karvon.read.tokens import readings
from karvon.read.wordclasses import belongs

NEAR = 2
VISITS = frozenset({"visit", "trip", "stay", "tour"})
HANDED_OUT = frozenset({"quoting", "citing", "in", "to"})
STATEMENTS = ("communique", "communiqué", "statement")


def only_told(page: Page, place: Place, cue: Cue) -> bool:
    """Say whether a phrase is a statement handed out, a programme of a visit or on the air, or what rests on one.

    So are understandings just reached, and "under the agreement", "at the request by agreement of the sides".
    """
    scene, tongue = place.scene, language(page)
    if scene.tokens[cue.first].lower == "deal" and scene.tokens[max(scene.first, cue.first - 1)].lower in (
        "great",
        "good",
    ):
        return True
    near = scene.words[max(0, place.first - scene.first - NEAR) : place.first - scene.first + 1]
    if scene.tokens[cue.last - 1].lower in STATEMENTS and HANDED_OUT & set(near):
        return True
    if cue.code == "programme" and _other_programme(scene, cue, near):
        return True
    bare = place.last == cue.last and all(
        w in ARTICLES for w in scene.words[place.first - scene.first : cue.first - scene.first]
    )
    if bare and any(belongs(word, tongue, "resting") for word in near[-NEAR - 1 :]):
        return True
    if not scene.shows(tongue, "closed"):
        return False
    around = range(max(scene.first, place.first - NEAR), min(scene.last, place.last + NEAR))
    return any(belongs(scene.tokens[at].lower, tongue, "closed") for at in around)


ARTICLES = frozenset({"the", "a", "an", "this", "that"})


def _other_programme(scene: Scene, cue: Cue, near: Sequence[str]) -> bool:
    """Say whether a programme is that of a visit, or one on the air in which somebody said something."""
    if VISITS & set(scene.words[cue.last - scene.first :][:3]):
        return True
    aired = cue.last < scene.last and scene.tokens[cue.last].text in OPENING and bool(scene.of("speech"))
    return aired and not AIRED.isdisjoint(near)


OPENING = '"«“„'
AIRED = frozenset({"в", "эфире", "интервью", "on", "programme"})


def package(page: Page, place: Place, cue: Cue) -> int | None:
    """Return where the word begins that makes many documents one package: "a number of", "пакет"; None without it."""
    scene, tongue = place.scene, language(page)
    word = scene.tokens[cue.first].lower
    many = word.endswith("s") if tongue == "en" else "plur" in readings(word)[0]
    for at in range(cue.first - 1, max(scene.first, cue.first - REACH) - 1, -1) if many else ():
        before = scene.tokens[at].lower
        if belongs(before, tongue, "package"):
            article = at > scene.first and belongs(scene.tokens[at - 1].lower, "en", "determiner")
            return at - article
        if scene.tokens[at].kind != "word" or belongs(before, tongue, "finite"):
            return None
    return None


REACH = 5


def inside(scene: Scene, first: int, cue: Cue) -> bool:
    """Say whether a head inside the name of another agreement brings no name of its own: "to amend the agreement"."""
    before = scene.tokens[first - 1].lower if first > scene.first else ""
    return before in AMENDING or before.startswith(CARRIED) or cue.last - first == 1


AMENDING = frozenset({"amending", "the", "implement", "implementing", "extending"})
CARRIED = ("реализац", "выполнен", "исполнен", "implementation", "изменени")
