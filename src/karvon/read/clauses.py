"""Clauses: from where to where an undertaking or a judgement runs in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read import listing
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.tokens import readings
from karvon.read.wordclasses import belongs

SIGNS = '.,;:!?-"«»“”„() '
SAYING = 5
TITLE = 26
JOINING = ("и", "а", "поэтому", "and", "but", "so", "therefore")


def language(page: Page) -> str:
    """Return the language whose word classes a page is read by."""
    return "en" if page.layout.language == "en" else "ru"


def bounds(page: Page, scene: Scene, at: int) -> tuple[int, int]:
    """Return the tokens of a sentence, or of the direct speech in it, around one of its tokens."""
    place = scene.tokens[at].start
    first, last = listing.body(scene), scene.last
    for voice in page.spoken.over(place):
        if voice.speech == "direct":
            first = next((i for i in range(first, at + 1) if scene.tokens[i].start >= voice.start), first)
            last = next((i for i in range(at, last) if scene.tokens[i].start >= voice.end - 1), last)
    return first, last


def clause(page: Page, scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Return the clause around the words [first, last): without what is said before and who says it after."""
    lower, upper = bounds(page, scene, first)
    begin = start(page, scene, lower, first)
    while (
        begin < first
        and scene.tokens[begin].text in SIGNS
        and not (scene.tokens[begin].text in SIGNS[-7:] and _inner(scene, begin + 1, upper))
    ):
        begin += 1
    return begin, trimmed(scene, last, end(page, scene, last, upper))


def start(page: Page, scene: Scene, lower: int, at: int) -> int:
    """Return where the clause that holds a word begins: after "that", a colon, or a comma behind a whole clause."""
    english, tokens = language(page) == "en", scene.tokens
    at = before_aside(scene, lower, at) if english else at
    for place in range(at - 1, lower, -1):
        word = tokens[place].lower
        reported = word in ("что", "that") and _reports(scene, lower, place)
        if reported or word in ";:" or (english and told_plainly(page, scene, lower, place)):
            return place + 1
        if word == "-" and _dateline(scene, lower, place):
            return place + 1
        if word == ",":
            if _opens(page, scene, place, at) and _whole(page, scene, lower, place):
                return place + 1 + (tokens[place + 1].lower in JOINING)
            if _attributes(scene, lower, place):
                return place + 1
        elif word in ("и", "and", "but") and _joins(page, scene, place, at) and _whole(page, scene, lower, place):
            return place + 1
    return lower


def before_aside(scene: Scene, lower: int, at: int) -> int:
    """Return where an aside between two commas before an English verb begins, else the verb: "the chamber, …, will"."""
    if at - 1 <= lower or scene.tokens[at - 1].text != ",":
        return at
    back = range(at - 2, max(lower, at - ASIDE), -1)
    return next((i for i in back if scene.tokens[i].text == ","), at)


ASIDE = 14


def _joins(page: Page, scene: Scene, place: int, at: int) -> bool:
    """Say whether a conjunction begins a clause: auxiliaries alone stand before its verb, or its own subject."""
    return right_before(scene, place, at) or _new_subject(page, scene, place + 1)


def _new_subject(page: Page, scene: Scene, at: int) -> bool:
    """Say whether an English clause with its own subject begins: "and we would", "and the two leaders stressed"."""
    if language(page) != "en":
        return False
    words = [scene.tokens[i].lower for i in range(at, min(at + 3, scene.last))]
    if belongs(words[0], "en", "pronoun"):
        return True
    words = [word for word in words if not belongs(word, "en", "determiner")]
    return len(words) < 3 and bool(words) and belongs(words[0], "en", "actor")


def right_before(scene: Scene, place: int, at: int) -> bool:
    """Say whether nothing but auxiliaries stands between a conjunction and a word: "and is also expected"."""
    return all(scene.tokens[between].lower in AUXILIARY for between in range(place + 1, at))


AUXILIARY = frozenset({"is", "are", "was", "were", "has", "have", "had", "been", "also", "be", "it"})


def _dateline(scene: Scene, lower: int, place: int) -> bool:
    """Say whether a dash closes the dateline that opens a text: "LIMA, Sept 7 (Agency) - Peru plans"."""
    if place - lower > DATELINE or place == lower:
        return False
    before, first = scene.tokens[place - 1], scene.tokens[lower]
    parted = before.end < scene.tokens[place].start
    return parted and (before.text == ")" or (first.text.isupper() and len(first.text) > SHORT))


DATELINE, SHORT = 14, 3


def told_plainly(page: Page, scene: Scene, lower: int, place: int) -> bool:
    """Say whether a verb of saying ends here whose words follow without "that": "the minister said the sides will"."""
    cue = scene.marks.end.get(("speech", place + 1))
    if language(page) != "en" or cue is None or cue.code != "verb" or cue.first <= lower:
        return False
    after = scene.tokens[place + 1] if place + 1 < scene.last else None
    told = scene.tokens[cue.first].lower in PLAINLY
    return (
        told
        and after is not None
        and (
            belongs(after.lower, "en", "determiner")
            or belongs(after.lower, "en", "pronoun")
            or belongs(after.lower, "en", "actor")
            or ("places", place + 1) in scene.marks.begin
            or after.lower in CONCEDING
        )
    )


CONCEDING = frozenset(
    {
        "although",
        "though",
        "despite",
        "while",
        "his",
        "her",
        "my",
        "all",
        "such",
        "some",
        "many",
        "most",
        "there",
        "trade",
        "bilateral",
        "economic",
        "ties",
        "relations",
        "cooperation",
        "investment",
        "investments",
        "exports",
        "imports",
        "mutual",
        "two-way",
        "businesses",
        "negotiations",
        "talks",
        "business",
        "growing",
        "further",
    }
)
PLAINLY = frozenset(
    {
        "said",
        "says",
        "stated",
        "noted",
        "added",
        "announced",
        "believes",
        "mentioned",
        "confirmed",
        "saying",
        "adding",
        "noting",
        "stressing",
    }
)


def _reports(scene: Scene, lower: int, place: int) -> bool:
    """Say whether a "that" hangs on a verb of speech, or on a comma."""
    if scene.tokens[place].lower == "что":
        return scene.tokens[place - 1].text == ","
    return any(("speech", at) in scene.marks.begin for at in range(max(lower, place - 7), place))


def _opens(page: Page, scene: Scene, comma: int, at: int) -> bool:
    """Say whether a clause of its own, no participle or relative, begins behind a comma."""
    if comma + 1 >= at:
        return comma + 1 == at
    word = scene.tokens[comma + 1]
    if language(page) == "en":
        following = scene.tokens[comma + 2].lower if word.lower in ("and", "but", "so") else word.lower
        subject = belongs(following, "en", "pronoun") or belongs(following, "en", "determiner")
        return subject or belongs(following, "en", "actor")
    if word.kind != "word" or belongs(word.lower, "ru", "subordinates"):
        return False
    return not readings(word.lower)[0].startswith(("GRND", "PRTF", "PREP"))


def _whole(page: Page, scene: Scene, lower: int, comma: int) -> bool:
    """Say whether a main clause with its verb stands before a comma."""
    part = lower
    for place in range(lower, comma + 1):
        if scene.tokens[place].text in ",;:" or place == comma:
            if _main(page, scene, part, place):
                return True
            part = place + 1
    return False


def _main(page: Page, scene: Scene, first: int, last: int) -> bool:
    words = [scene.tokens[at].lower for at in range(first, last)]
    if any(belongs(word, language(page), "subordinates") for word in words[:2]):
        return False
    if language(page) == "en":
        return any(finite(word) for word in words)
    return any(readings(word)[0].startswith(("VERB", "PRTS")) for word in words if word.isalpha())


ENDED = 4


def finite(word: str) -> bool:
    """Say whether an English word in small letters is a finite verb, as far as its form tells."""
    past = word.endswith("ed") and len(word) > ENDED
    return past or belongs(word, "en", "finite") or belongs(word, "en", "present")


def _attributes(scene: Scene, lower: int, comma: int) -> bool:
    """Say whether "according to X" or "as X noted" is all that stands before a comma."""
    if comma - lower > 12:
        return False
    cue = scene.marks.begin.get(("speech", lower))
    return cue is not None and cue.code in ("according", "as_said")


def end(page: Page, scene: Scene, at: int, upper: int) -> int:
    """Return where the clause behind a word ends: before who says it, a contrast, or a semicolon."""
    tokens = scene.tokens
    for place in range(at, upper):
        word = tokens[place].lower
        if word == ";":
            return place
        if word in ",-":
            if _says(page, scene, place + 1) and not _inserted(scene, place + 1, upper):
                return place
            behind = tokens[place + 1].lower if word == "," and place + 1 < upper else ""
            if behind and belongs(behind, language(page), "contrasts"):
                return place
        elif word == "and" and place > at and (_goes_on_to_say(scene, place + 1) or _signs(scene, place + 1)):
            return place
    return upper


def _inserted(scene: Scene, at: int, upper: int) -> bool:
    """Say whether a source is only put in between two commas, the clause going on: "there, according to X, it was"."""
    cue = scene.marks.begin.get(("speech", at))
    if cue is None or cue.code not in ("according", "as_said"):
        return False
    closing = next((i for i in range(cue.last, min(upper, at + INSERTED)) if scene.tokens[i].text == ","), None)
    return closing is not None and upper - closing > SAYING and scene.tokens[closing + 1].text.islower()


INSERTED = 14


def _goes_on_to_say(scene: Scene, at: int) -> bool:
    """Say whether an English verb of speech with its "that" follows an "and": "and also pointed out that"."""
    at += at + 1 < scene.last and scene.tokens[at].lower == "also"
    cue = scene.marks.begin.get(("speech", at))
    if cue is None or cue.code != "verb":
        return False
    return any(token.lower == "that" for token in scene.tokens[cue.last : min(cue.last + 2, scene.last)])


def _signs(scene: Scene, at: int) -> bool:
    """Say whether an undertaking goes over to what was signed: "pledged support and signed a memorandum"."""
    cue = scene.marks.begin.get(("standings", at))
    return cue is not None and cue.code == "signed" and scene.tokens[at].lower.endswith("ed")


def _says(page: Page, scene: Scene, at: int) -> bool:
    """Say whether an attribution begins: "said the minister", "сообщает агентство", "the minister said"."""
    cue = scene.marks.begin.get(("speech", at))
    if cue is not None:
        return cue.code in ("verb", "act", "outlet", "according", "as_said", "impersonal")
    return language(page) == "en" and _told_by(scene, at)


def _told_by(scene: Scene, at: int) -> bool:
    """Say whether a verb of speech ends what begins here, as in ", the minister of trade of Kenya said"."""
    titled = any(("roles", place) in scene.marks.begin for place in range(at, at + SAYING))
    for place in range(at, min(at + (TITLE if titled else 9), scene.last)):
        cue = scene.marks.begin.get(("speech", place))
        if cue is not None and cue.code in ("verb", "as_said"):
            return titled or cue.last >= scene.last - SAYING or scene.tokens[cue.last].text in ",."
        sign = scene.tokens[place].text
        said = sign.lower() in ("has", "have", "had") and ("speech", place + 1) in scene.marks.begin
        if sign in ";:" or (sign == "," and not titled) or (belongs(sign.lower(), "en", "finite") and not said):
            return False
    return False


def trimmed(scene: Scene, least: int, last: int) -> int:
    """Return the end without the signs that close a sentence; a bracket opened inside stays closed."""
    while last > least and scene.tokens[last - 1].text in SIGNS:
        if scene.tokens[last - 1].text == ")" and any(scene.tokens[i].text == "(" for i in range(least, last)):
            break
        if scene.tokens[last - 1].text in '"»”' and _inner(scene, least, last - 1):
            break
        last -= 1
    return last


def _inner(scene: Scene, first: int, mark: int) -> bool:
    """Say whether a closing mark belongs to a title opened behind a word."""
    signs: Sequence[str] = [scene.tokens[at].text for at in range(first, mark)]
    opened = sum(sign in "«„“" for sign in signs) > sum(sign in "»" for sign in signs)
    return opened or signs.count('"') % 2 == 1


def cues_of(scene: Scene, group: str) -> Sequence[Cue]:
    """Return the cues of a group in a sentence."""
    return scene.of(group)
