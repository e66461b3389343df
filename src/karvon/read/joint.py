"""Joint standing: what an amount shares with the one a conjunction joins it to, or with the opening of its list."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.about import these
from karvon.read.listing import body
from karvon.read.ranges import Amount
from karvon.read.reach import finite
from karvon.read.scene import Frame, Scene
from karvon.read.tokens import grammar
from karvon.read.wordclasses import belongs


def joined(scene: Scene, amount: Amount, told: tuple[str, str], known: Sequence[Frame]) -> tuple[str, str]:
    """Give an amount that only a conjunction joins to the one before its standing: "will make 5 t of A and 6 of B"."""
    last = known[-1] if known else None
    same = next((f for f in reversed(known[-6:]) if f.amount.digits == amount.digits), None)
    if same is not None and same.amount.scale == amount.scale and these(scene, amount):
        return same.status, same.rules[1]
    if (
        last is not None
        and last.status != "actual"
        and (
            _restated(scene, amount, last)
            or _elliptic(scene, amount, last)
            or (told[1] in DEFAULTS and _gapped(scene, amount, last))
        )
    ):
        return last.status, last.rules[1]
    if last is not None and told[1] == "status.default" and _told_on(scene, amount, last):
        return last.status, last.rules[1]
    if told[1] != "status.default" or last is None or last.scene.sentence != scene.sentence:
        return told
    words = scene.tokens[last.amount.last : amount.first]
    if (
        last.status == "actual"
        or len(words) > JOINED
        or last.amount.pair
        or amount.pair
        or last.amount.kind != amount.kind
    ):
        return told
    plain = all(token.kind == "word" or token.text == "," for token in words)
    joint = any(token.lower in JOINTS for token in words)
    parted = any(token.lower in PARTS or finite(token) for token in words)
    return (last.status, last.rules[1]) if plain and joint and not parted else told


def _told_on(scene: Scene, amount: Amount, last: Frame) -> bool:
    """Say whether a sentence only tells on of what is to come: "This is 24 % more", "These include 60 harvesters"."""
    if last.status == "actual" or last.scene.last != scene.first:
        return False
    if last.scene.sentence.paragraph != scene.sentence.paragraph:
        return False
    measured = amount.kind == "percent" and scene.line.startswith(THIS)
    return measured or (amount.kind in ("count", "bare") and scene.line.startswith(AMONG))


THIS = (
    " this is",
    " it is a",
    " it ' s a",
    " that is",
    " this represents",
    " это на",
    " это в",
)
AMONG = (" these include", " they include", " among them", " these are", " в их числе", " среди них", " в том числе")


def _gapped(scene: Scene, amount: Amount, last: Frame) -> bool:
    """Say whether a dash stands for the verb of the clause before: "рассчитывает на 30 млрд, а импорт – 60 млрд"."""
    if last.scene.sentence != scene.sentence:
        return False
    words = scene.tokens[last.amount.last : amount.first]
    texts = [token.text for token in words]
    opened = next((at for at, token in enumerate(words) if token.text in ",;"), None)
    shut = amount.last < scene.last and scene.tokens[amount.last].text == "-" and texts[-1:] in SHUT
    if shut and opened is not None and len(words) - opened <= BARE:
        return True
    if opened is None or "-" not in texts[opened:] or len(words) - opened > GAPPED:
        return False
    return "(" not in texts and not any(finite(token) for token in words if token.kind == "word")


SHUT = (["а"], ["и"], [","], ["по"])
GAPPED, BARE = 9, 2


def _restated(scene: Scene, amount: Amount, last: Frame) -> bool:
    """Say whether a clause only gives an amount in other terms: "to raise it threefold, which makes 5 bn"."""
    if last.scene.sentence != scene.sentence or last.change == "level":
        return False
    words = [token.lower for token in scene.tokens[last.amount.last : amount.first]]
    return (
        len(words) <= JOINED and words[:2] in ([",", "что"], [",", "which"]) and any(w.startswith(MAKES) for w in words)
    )


MAKES = ("составля", "составит", "равн", "эквивалент", "means", "is", "amounts", "equals", "makes")


def _elliptic(scene: Scene, amount: Amount, last: Frame) -> bool:
    """Say whether a sentence without a verb goes on raising: "to bring trade with A to 1 bn. With B to 3 bn"."""
    if last.scene.last != scene.first or amount.bound != "upto" or last.amount.bound != "upto":
        return False
    words = scene.tokens[scene.first : amount.first]
    return len(words) <= JOINED and not any(finite(token) for token in words if token.kind == "word")


JOINED = 8
JOINTS = frozenset({"and", "и", ",", "также", "along", "together", "plus", "вместе"})
PARTS = frozenset({"from", "against", "compared", "than", "after", "с", "против", "чем", "после", "из", "which"})


LED = ("target", "instruction", "plan", "intention", "proposal")
DEFAULTS = ("status.default", "status.portfolio")


def of_item(scene: Scene, told: tuple[str, str]) -> tuple[str, str]:
    """Give what an item of a list says is to be done the standing that the opening of the list tells."""
    if scene.lead is None or told[1] not in DEFAULTS or not _to_do(scene):
        return told
    words = [c for c in scene.lead.cues if c.group == "statuses" and c.code in LED]
    wished = [c for c in words if c.code != "target"] or words
    moods = [c.code for c in scene.lead.cues if c.group == "commitments" and c.code in LED]
    found = [c.code for c in wished] or moods
    return (found[-1], "status.list") if found else told


def _to_do(scene: Scene) -> bool:
    """Say whether an item opens with an infinitive or a noun of action: "построить завод", "creation of a plant"."""
    first = body(scene)
    words = [scene.tokens[at].lower for at in range(first, min(first + OPENING, scene.last))]
    if scene.marks.language != "ru" or not words:
        deed = bool(words) and (words[0].endswith(DEED) or words[0] in ("project", "launch", "start"))
        done = deed and any(belongs(word, "en", "finite") for word in scene.words)
        return scene.marks.language == "en" and (words[:1] == ["to"] or (deed and not done))
    tags = [grammar(word)[1] for word in words if word.isalpha()]
    infinitive = any("INFN" in tag for tag in tags)
    action = tags[:1] != [] and "NOUN" in tags[0] and words[0].endswith(ACTION)
    return (infinitive or action) and not any("past" in tag for tag in tags)


OPENING = 4
DEED = ("tion", "sion", "ment", "ing")
ACTION = ("ние", "тие", "ция", "ство", "вка", "ния", "пуск", "вод", "ход", "орт")
