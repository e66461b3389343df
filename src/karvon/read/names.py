"""Names: the agreements, programmes, bodies and hubs that a text names, each with its standing as told there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from karvon.model.claim import Claim, Relation
from karvon.model.dates import Period
from karvon.read import places, times
from karvon.read.claims import make
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.tokens import Token, grammar

LEFT, RIGHT = 6, 16
MARKS = '"«»“”„'
OPENING = '"«“„'
ABOUT = frozenset({"о", "об", "по", "на", "между", "on", "of", "for", "between", "to", "about"})
JOINED = frozenset({"и", "and", "the", "of", "for"})
STATUS = (
    (
        "intends_to_accede",
        re.compile(
            r"(?:намер|готов|ожида)\w+\s+(?:о\s+)?присоедин|о\s+присоединении"
            r"|(?:intend\w*|expected)\s+to\s+(?:join|accede)",
            re.IGNORECASE,
        ),
    ),
    ("acceded", re.compile(r"присоединил|(?<!to )\b(?:joined|acceded)\b", re.IGNORECASE)),
    ("ratified", re.compile(r"ратифи(?:ц|ка)\w+|одобр\w+\s+(?:сенат|мажилис|парламент)|ratif\w+", re.IGNORECASE)),
    ("in_force", re.compile(r"вступил\w*\s+в\s+силу|entered?\s+into\s+force|in\s+force", re.IGNORECASE)),
    ("signed", re.compile(r"подписа(?:н|л)\w*|signed|signing|заключ(?:ен|ён|ил)\w*", re.IGNORECASE)),
    ("negotiated", re.compile(r"(?:обсужда|согласовыва|разрабатыва|подготов)\w+|negotiat\w+|drafted", re.IGNORECASE)),
)
STAGES = frozenset({"being_created", "under_construction", "launched", "existing", "planned", "developing", "held"})
BACK = frozenset({"данному", "данный", "данного", "этот", "этого", "этому", "это", "the", "this", "that", "указанный"})


class Phrase(NamedTuple):
    """A noun phrase at tokens [first, last) around its head cue; `named` when it has a proper name."""

    first: int
    last: int
    head: Cue
    named: bool


def find(page: Page, scenes: Sequence[Scene]) -> list[Claim]:
    """Return the claims about agreements and about bodies and facilities, in order."""
    claims: list[Claim] = []
    for scene in scenes:
        reached = scene.first
        for cue in scene.cues:
            if cue.group != "names" or cue.first < reached:
                continue
            phrase = _phrase(page, scene, cue)
            if phrase is None:
                continue
            claims += (
                _agreement(page, scene, phrase) if cue.row["kind"] == "agreement" else _institution(page, scene, phrase)
            )
            listed = _listed(scene, phrase.last)
            reached = cue.last if cue.row["kind"] == "agreement" else listed[-1][1] if listed else phrase.last
    return _linked(claims)


def _phrase(page: Page, scene: Scene, cue: Cue) -> Phrase | None:
    first = cue.first
    while first > max(scene.first, cue.first - LEFT) and _adjective(scene.tokens, first - 1):
        first -= 1
    last = _right(page, scene, cue)
    words = scene.tokens[first:last]
    proper = [
        t for t in words if t.kind == "word" and t.text[:1].isupper() and t.start != scene.tokens[scene.first].start
    ]
    latin = any(t.text.isascii() and t.kind == "word" and page.layout.language != "en" for t in words)
    quoted = any(t.text in MARKS for t in words)
    capital = scene.tokens[cue.first].text[:1].isupper() or any(
        t.text[:1].isupper() for t in scene.tokens[first : cue.first]
    )
    known = [t for t in proper if ("places", _index(scene, t)) not in scene.marks.begin]
    if _listed(scene, last):
        return Phrase(first, last, cue, named=False)
    named = quoted or latin or (capital and bool(known)) or scene.tokens[cue.first].text.isupper()
    if cue.row["kind"] == "agreement":
        return Phrase(first, last, cue, named) if not _plural(scene.tokens[cue.first]) or named else None
    return Phrase(first, last, cue, named) if named else None


def _index(scene: Scene, token: Token) -> int:
    return next(at for at in range(scene.first, scene.last) if scene.tokens[at] == token)


def _plural(token: Token) -> bool:
    return "plur" in grammar(token.lower)[1] if not token.lower.isascii() else token.lower.endswith("s")


def _adjective(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind != "word":
        return False
    if token.lower.isascii():
        return token.text[:1].isupper() or token.lower in (
            "joint",
            "international",
            "bilateral",
            "cross-border",
            "industrial",
            "trading",
            "transport",
            "logistics",
            "business",
            "working",
            "supreme",
            "interstate",
        )
    tag = grammar(token.lower)[1]
    return tag.startswith(("ADJF", "PRTF")) and token.lower not in BACK and "Apro" not in tag


def _right(page: Page, scene: Scene, cue: Cue) -> int:
    at, limit = cue.last, min(scene.last, cue.last + RIGHT)
    while at < limit:
        token = scene.tokens[at]
        if token.text in OPENING and _name_end(scene, at):
            return _name_end(scene, at)
        if not _continues(page, scene, cue, at):
            break
        at += 1
    while at > cue.last and (scene.tokens[at - 1].lower in JOINED or scene.tokens[at - 1].lower in ABOUT):
        at -= 1
    return at


def _name_end(scene: Scene, at: int) -> int:
    for place in range(at + 1, min(scene.last, at + 24)):
        if scene.tokens[place].text in MARKS:
            return place + 1
    return 0


def _continues(page: Page, scene: Scene, cue: Cue, at: int) -> bool:
    token = scene.tokens[at]
    agreement = cue.row["kind"] == "agreement"
    if any(t.start <= token.start < t.end for t in scene.times):
        return agreement and any(t.start <= token.start < t.end and t.deadline for t in scene.times)
    if token.kind != "word":
        return token.text == "-" and at > cue.last and scene.tokens[at - 1].text[:1].isupper()
    if token.lower in JOINED:
        return not _new_head(scene, at + 1, cue.row["kind"]) and _oblique(scene, at + 1)
    if token.text in page.company.words():
        return False
    if token.lower in ABOUT:
        return agreement or at == cue.last or page.layout.language == "en"
    return _belongs(token, agreement, page.layout.language)


def _belongs(token: Token, agreement: bool, language: str) -> bool:  # noqa: FBT001
    """Say whether a word can go on a title: a genitive or adjective, a capital, any noun inside an agreement's."""
    if token.lower.isascii():
        return token.text[:1].isupper() or (agreement and language == "en" and token.lower not in VERBS)
    tag = grammar(token.lower)[1]
    if any(part in tag for part in ("VERB", "PRTS", "INFN", "PREP", "NPRO")):
        return False
    return "gent" in tag or "ADJF" in tag or token.text[:1].isupper() or (agreement and "NOUN" in tag)


def _new_head(scene: Scene, at: int, kind: str) -> bool:
    """Say whether another name begins after a conjunction, so that the phrase ends before it."""
    ahead = range(at, min(at + 4, scene.last))
    return any(c.group == "names" and c.row["kind"] == kind and c.first in ahead for c in scene.cues)


def _oblique(scene: Scene, at: int) -> bool:
    if at >= scene.last or scene.tokens[at].lower.isascii():
        return True
    tag = grammar(scene.tokens[at].lower)[1]
    return "gent" in tag or "loct" in tag or scene.tokens[at].lower in ABOUT


VERBS = frozenset(
    {"was", "is", "were", "are", "signed", "will", "has", "have", "that", "which", "in", "at", "by", "with", "said"}
)


def _agreement(page: Page, scene: Scene, phrase: Phrase) -> list[Claim]:
    start, end = scene.tokens[phrase.first].start, scene.tokens[phrase.last - 1].end
    sentence = page.view.text[scene.sentence.start : scene.sentence.end]
    status = next((code for code, pattern in STATUS if pattern.search(sentence)), None)
    signed = _signed(page, scene) if status == "signed" else None
    outside = [c for c in places.countries(scene.cues, scene.first, scene.last) if not _inside_name(scene, c)]
    apart = [c for c in outside if not phrase.first <= c.first < phrase.last]
    parties = tuple(dict.fromkeys(c.code for c in apart)) if status else ()
    return [
        make(
            page,
            "agreement",
            start,
            end,
            subject=page.view.text[start:end],
            parties=parties,
            agreement_status=status,
            date_signed=signed.start.isoformat() if signed and signed.start == signed.end and signed.start else None,
            period=signed or Period(),
            status="actual" if status else None,
            rules=(f"agreement.{phrase.head.code}", *((f"agreement.status.{status}",) if status else ())),
        )
    ]


def _inside_name(scene: Scene, cue: Cue) -> bool:
    """Say whether a country stands inside a name in quotation marks of the same sentence."""
    before = sum(scene.tokens[at].text in MARKS for at in range(scene.first, cue.first))
    after = any(scene.tokens[at].text in MARKS for at in range(cue.last, min(scene.last, cue.last + 14)))
    return before % 2 == 1 and after


def _signed(page: Page, scene: Scene) -> Period | None:
    for time in scene.times:
        around = page.view.text[max(scene.sentence.start, time.start - 40) : min(scene.sentence.end, time.end + 20)]
        if time.kind in ("day", "months") and not time.deadline and STATUS[4][1].search(around):
            return times.period(time, page.published, page.dated_by)
    return None


def _institution(page: Page, scene: Scene, phrase: Phrase) -> list[Claim]:
    stage = _stage(scene, phrase)
    items = _listed(scene, phrase.last)
    spans = items or [(phrase.first, phrase.last)]
    return [
        make(
            page,
            "institution",
            scene.tokens[first].start,
            scene.tokens[last - 1].end,
            subject=page.view.text[scene.tokens[first].start : scene.tokens[last - 1].end],
            stage=stage,
            status="actual",
            rules=(f"institution.{phrase.head.code}", *(("institution.listed",) if items else ())),
        )
        for first, last in spans
    ]


def _stage(scene: Scene, phrase: Phrase) -> str | None:
    window = range(max(scene.first, phrase.first - 6), min(scene.last, phrase.last + 6))
    cues = [c for c in scene.cues if c.group == "stages" and c.code in STAGES and c.first in window]
    near = [c for c in cues if phrase.first - 4 <= c.first <= phrase.last + 2]
    return near[0].code if near else None


def _listed(scene: Scene, at: int) -> list[tuple[int, int]]:
    """Return the members in brackets after a plural head: "5 hubs (A, B, C)"; else nothing."""
    if at >= scene.last or scene.tokens[at].text != "(":
        return []
    close = next((i for i in range(at, scene.last) if scene.tokens[i].text == ")"), 0)
    items, first = [], at + 1
    for place in range(at + 1, close + 1):
        if scene.tokens[place].text in (",", ")", ";"):
            if place > first:
                items.append((first, place))
            first = place + 1
    return items if len(items) > 1 else []


def _linked(claims: list[Claim]) -> list[Claim]:
    """Tie a later mention of an agreement ("the memorandum") to the fullest earlier one of its kind."""
    fullest: dict[str, Claim] = {}
    result = []
    for claim in claims:
        code = claim.rules[0]
        known = fullest.get(code)
        if claim.kind == "agreement" and known is not None and len(claim.quote.split()) <= 2:
            claim = msgspec.structs.replace(claim, relations=(Relation("same_as", known.id),))  # noqa: PLW2901
        elif claim.kind == "agreement":
            fullest[code] = claim
        result.append(claim)
    return result
