"""Lists: which sentences are items of a list, and which sentence opens it."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.tokens import readings
from karvon.read.wordclasses import belongs

FURNITURE = 30
BULLETS = "-•*·—–"


def leads(page: Page, scenes: Sequence[Scene]) -> dict[int, int]:
    """Return, for every sentence that is a list's item, the index of the sentence that opens the list."""
    found: dict[int, int] = {}
    lead: int | None = None
    for index, scene in enumerate(scenes):
        if _opens(page, scene):
            lead = index
        elif index and _near(scenes, index) and (_among(page, scene) or _goes_on(page, scenes[index - 1], scene)):
            found[index] = index - 1
        elif lead is not None and _item(page, scenes, index, lead):
            found[index] = lead
        else:
            lead = None
    return found


def tells(page: Page, scene: Scene) -> bool:
    """Say whether a sentence that names members tells of them in a verb of its own: "Среди проектов назван завод"."""
    return _among(page, scene) and _finite(page, scene)


def _among(page: Page, scene: Scene) -> bool:
    return belongs(scene.tokens[scene.first].lower, _language(page), "among")


def _goes_on(page: Page, before: Scene, scene: Scene) -> bool:
    """Say whether a sentence without a verb names what the sentence before tells was signed."""
    return _signed(before) and _names(scene) and not _finite(page, scene)


def _signed(scene: Scene) -> bool:
    return any(cue.code == "signed" for cue in scene.of("standings"))


def _names(scene: Scene) -> bool:
    return any(cue.row["kind"] == "agreement" for cue in scene.of("names"))


def _finite(page: Page, scene: Scene) -> bool:
    """Say whether a sentence has a verb of its own."""
    words = [scene.tokens[at].lower for at in range(scene.first, scene.last) if scene.tokens[at].kind == "word"]
    if _language(page) == "en":
        return any(belongs(word, "en", "finite") for word in words)
    return any(readings(word)[0].startswith(("VERB", "PRTS")) for word in words)


def _near(scenes: Sequence[Scene], index: int) -> bool:
    return scenes[index].sentence.paragraph - scenes[index - 1].sentence.paragraph <= 1


def _language(page: Page) -> str:
    return "en" if page.layout.language == "en" else "ru"


def _opens(page: Page, scene: Scene) -> bool:
    return page.view.text[scene.sentence.start : scene.sentence.end].rstrip().endswith(":")


def _item(page: Page, scenes: Sequence[Scene], index: int, lead: int) -> bool:
    """An item begins with a bullet or number, or is one of lines that end with a semicolon."""
    scene = scenes[index]
    text = page.view.text[scene.sentence.start : scene.sentence.end].strip()
    if marked(scene) or text.endswith(";"):
        return True
    before = page.view.text[scenes[index - 1].sentence.start : scenes[index - 1].sentence.end].rstrip()
    number = text[:-1].isdigit() and text.endswith((".", ")"))
    counted = before[:-1].isdigit() and before.endswith((".", ")"))
    return number or counted or (before.endswith(";") and index - 1 != lead)


def furniture(page: Page, scene: Scene) -> bool:
    """Say whether a sentence belongs to the page and not to its text: "Subscribe to our channel"."""
    if scene.last - scene.first > FURNITURE:
        return False
    return scene.shows(_language(page), "furniture")


def marked(scene: Scene) -> bool:
    """Say whether a sentence begins with a bullet or a number and a full stop."""
    if scene.last - scene.first < 3:
        return False
    first, second = scene.tokens[scene.first], scene.tokens[scene.first + 1]
    return first.text in BULLETS or (first.kind == "number" and second.text in ".)")


def body(scene: Scene) -> int:
    """Return the token at which a sentence begins behind its bullet or number."""
    if not marked(scene):
        return scene.first
    return scene.first + (1 if scene.tokens[scene.first].text in BULLETS else 2)
