"""Names: the agreements, programmes, bodies and hubs that a text names, each with its standing as told there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from karvon.model.claim import Claim, Relation
from karvon.model.dates import Period
from karvon.read import generic, listing, mentioned, phrases, standing
from karvon.read.claims import make
from karvon.read.clauses import trimmed
from karvon.read.cues import Cue
from karvon.read.page import Page
from karvon.read.scene import Scene
from karvon.read.standing import Place
from karvon.read.tokens import readings
from karvon.read.values import Value
from karvon.read.wordclasses import belongs, governed

MARKS = '"«»“”„'
BACK = 3
SHORT = 2
SIGNED = ("signed", "ratified", "in_force")
SEATED = ("mission", "terminal")
INSIDE = ("в", "во", "in", "of")
FIRM = ("signed", "ratified", "in_force", "acceded", "intends_to_accede")


class Phrase(Value, frozen=True):
    """A noun phrase at tokens [first, last) around its head cue; `named` when it has a proper name."""

    first: int
    last: int
    head: Cue
    named: bool


def find(page: Page, scenes: Sequence[Scene], leads: Mapping[int, int]) -> list[Claim]:
    """Return the claims about agreements, bodies and facilities in order; `leads` are the sentences that open lists."""
    claims: list[Claim] = []
    known: set[str] = set()
    for index, scene in enumerate(scenes):
        reached, within = scene.first, scene.first
        for cue in scene.of("names"):
            if cue.first < reached or _short(scene, cue):
                continue
            phrase = _titled_item(scene, _phrase(page, scene, cue), listed=_listed_under(scenes, index, leads))
            place = _place(scenes, index, leads, phrase)
            if cue.row["kind"] == "agreement":
                inner = cue.first < within and phrase.last <= within and generic.inside(scene, phrase.first, cue)
                phrase, place = _whole(page, place, phrase)
                if not inner and _is_agreement(page, place, phrase, known):
                    claims.append(_agreement(page, place, phrase))
                    known.add(cue.code)
                    reached, within = cue.last, max(within, phrase.last)
            elif _is_institution(page, place, phrase):
                claims += _institution(page, place, phrase)
                listed = _listed(scene, phrase.last)
                reached = listed[-1][1] if listed else phrase.last
    return mentioned.alike(_linked(claims))


def _listed_under(scenes: Sequence[Scene], index: int, leads: Mapping[int, int]) -> bool:
    """Say whether a sentence is a marked item of a list, or stands under a sentence that ends in a colon."""
    lead = scenes[leads[index]] if index in leads else None
    return lead is not None and (listing.marked(scenes[index]) or lead.tokens[lead.last - 1].text == ":")


def _whole(page: Page, place: Place, phrase: Phrase) -> tuple[Phrase, Place]:
    """Take along the words that make many documents one package: "a number of agreements"."""
    first = generic.package(page, place, phrase.head)
    return (phrase, place) if first is None else (phrase._replace(first=first), place._replace(first=first))


def _short(scene: Scene, cue: Cue) -> bool:
    """Say whether a head is but the short form in brackets of the name before it: "(MoU)"."""
    first, last = max(scene.first, cue.first - 1), min(cue.last, scene.last - 1)
    return scene.tokens[first].text == "(" and scene.tokens[last].text == ")" and cue.last - cue.first == 1


def _titled_item(scene: Scene, phrase: Phrase, *, listed: bool) -> Phrase:
    """Take the item of a list that an agreement opens whole: it is its title, unless it tells anything of it."""
    at = listing.body(scene)
    if not listed or phrase.head.row["kind"] != "agreement" or phrase.first - at > 1 or _worth(scene):
        return phrase
    words = scene.tokens[phrase.last : scene.last]
    english = scene.marks.language == "en" and scene.tokens[phrase.head.first].text[0].isupper()
    if not english or any(belongs(token.lower, "en", "finite") or token.text in ",:" for token in words):
        return phrase
    return phrase._replace(last=max(phrase.last, trimmed(scene, phrase.last, scene.last)))


def _worth(scene: Scene) -> bool:
    return any(amount.kind == "money" for amount in scene.amounts)


def _place(scenes: Sequence[Scene], index: int, leads: Mapping[int, int], phrase: Phrase) -> Place:
    lead = leads.get(index)
    top = index if lead is None else lead
    head = scenes[lead] if lead is not None else None
    return Place(scenes[index], phrase.first, phrase.last, phrase.head.code, scenes[max(0, top - BACK) : top], head)


def _phrase(page: Page, scene: Scene, cue: Cue) -> Phrase:
    first, last = phrases.around(page, scene, cue, cue.row["kind"])
    if _listed(scene, cue.last):
        last = cue.last
    acronym = scene.tokens[cue.first].text.isupper()
    return Phrase(first, last, cue, named=acronym or _has_proper(page, scene, first, last))


def _has_proper(page: Page, scene: Scene, first: int, last: int) -> bool:
    """Say whether words hold a title in marks, or one written like a proper name where a common word would not be."""
    english, opens = page.layout.language == "en", listing.body(scene)
    for at in range(first, last):
        token = scene.tokens[at]
        if token.kind != "word":
            proper = token.text in MARKS
        elif token.text.isascii() and not english:
            proper = True
        else:
            land = not english and ("places", at) in scene.marks.begin
            proper = at > opens and token.text[:1].isupper() and not land
        if proper:
            return True
    return False


def _plural(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a head is in the plural, by its own form, else by the word that agrees with it."""
    word = scene.tokens[phrase.head.first].lower
    if word.isascii():
        return word.endswith("s")
    if phrase.first < phrase.head.first and any("plur" in tag for tag in readings(word)):
        before = readings(scene.tokens[phrase.head.first - 1].lower)
        return all("plur" in tag for tag in before)
    return "plur" in readings(word)[0]


def _is_agreement(page: Page, place: Place, phrase: Phrase, known: set[str]) -> bool:
    """Say whether a phrase names a certain agreement: by a title, by what it is about, or as one named before."""
    scene, cue = place.scene, phrase.head
    if generic.only_told(page, place, phrase.head):
        return False
    if generic.package(page, place, cue) is not None:
        return standing.status(place) in FIRM
    about = _complement(page, place, phrase, "agreement")
    if _plural(scene, phrase) and not about:
        return phrase.named and _titled(scene, phrase)
    told = standing.status(place)
    if cue.row["needs"] == "about":
        titled = (
            (phrase.named and phrase.last - phrase.first > 1)
            or about
            or (phrase.last > cue.last and _joint(page, scene, phrase))
        )
        return titled or (phrase.last > cue.last and told is not None)
    if phrase.last > cue.last or phrase.named or _joint(page, scene, phrase) or _of_a_kind(page, phrase, scene):
        return True
    return told in FIRM or (told is not None and (cue.code in known or _described(scene, phrase)))


def _described(scene: Scene, phrase: Phrase) -> bool:
    """Say whether two words or more before the head tell what it is about: "an energy cooperation agreement"."""
    words = [scene.tokens[at] for at in range(phrase.first, phrase.head.first)]
    plain = [word for word in words if word.kind == "word" and not belongs(word.lower, "en", "determiner")]
    return len(plain) > 1 and scene.marks.language == "en"


def _of_a_kind(page: Page, phrase: Phrase, scene: Scene) -> bool:
    """Say whether two words before the head tell its kind: "a free trade deal", "an economic partnership agreement"."""
    words = [scene.tokens[at].lower for at in range(phrase.first, phrase.head.first)]
    return sum(belongs(word, _language(page), "modifier") for word in words) > 1


def _titled(scene: Scene, phrase: Phrase) -> bool:
    return any(scene.tokens[at].text in MARKS for at in range(phrase.first, phrase.last))


def _complement(page: Page, place: Place, phrase: Phrase, kind: str) -> bool:
    """Say whether a preposition behind the head says what the thing is about."""
    words = [place.scene.tokens[at].lower for at in range(phrase.head.last, phrase.last)]
    seated = kind == "agreement" or phrase.head.code in SEATED
    return any(governed(word, _language(page), kind) is not None for word in words if seated or word not in INSIDE)


def _joint(page: Page, scene: Scene, phrase: Phrase) -> bool:
    within = range(phrase.first, phrase.head.last)
    both = _language(page) == "en" and any("-" in scene.tokens[at].text and _of_two(scene, at) for at in within)
    return both or any(belongs(scene.tokens[at].lower, _language(page), "joint") for at in within)


def _of_two(scene: Scene, at: int) -> bool:
    """Say whether a hyphened word names two countries: "the Egyptian-Iraqi Committee"."""
    return sum(cue.first == at for cue in scene.of("places")) > 1


def _language(page: Page) -> str:
    return "en" if page.layout.language == "en" else "ru"


def _is_institution(page: Page, place: Place, phrase: Phrase) -> bool:
    """Say whether a phrase names a certain body: by a proper name, by its makers or matter, or as one being made."""
    scene, cue = place.scene, phrase.head
    if any(
        belongs(scene.tokens[at].lower, _language(page), "organ")
        for at in range(phrase.first, min(phrase.last, cue.last + 3))
    ):
        return False
    if _goes_on(scene, cue) or _figurative(scene, phrase) or _envoys(scene, cue) or _agent(page, scene, phrase):
        return False
    if _listed(scene, phrase.last):
        return True
    if _plural(scene, phrase):
        return phrase.named and _titled(scene, phrase)
    alone = phrase.last - phrase.first - _articles(scene, phrase) < 2
    return not (alone and not _acronym(scene, cue)) and _sure(page, place, phrase)


def _goes_on(scene: Scene, cue: Cue) -> bool:
    """Say whether an English head only qualifies the noun behind it: "port control", "the Committee Meeting"."""
    word = scene.tokens[cue.last].lower if cue.last < scene.last else ""
    return scene.marks.language == "en" and word in QUALIFIED


QUALIFIED = frozenset([
    "meeting", "meetings", "session", "summit", "forum", "conference", "control", "controls", "charges", "dues",
    "services", "operations", "traffic", "capacity", "facilities", "infrastructure", "sector", "industry", "members",
    "officials", "delegation", "fees", "tariffs", "workers", "products", "points", "checkpoints",
])  # fmt: skip


def _agent(page: Page, scene: Scene, phrase: Phrase) -> bool:
    """Say whether a Russian company only does what is told of another: "строительство компанией «Роза» завода"."""
    word = scene.tokens[phrase.head.first].lower
    return word in ("компанией", "предприятием", "консорциумом") and not _joint(page, scene, phrase)


def _envoys(scene: Scene, cue: Cue) -> bool:
    """Say whether a commission is but the embassy of a Commonwealth country: "the High Commission"."""
    return cue.first > scene.first and scene.tokens[cue.first - 1].lower == "high"


def _figurative(scene: Scene, phrase: Phrase) -> bool:
    """Say whether an English word is meant of no place or body: "providing a valuable platform for", "as a bridge"."""
    before = scene.words[max(0, phrase.first - scene.first - 3) : phrase.head.first - scene.first]
    if before[-2:-1] == ["as"] or before[-1:] == ["as"]:
        return True
    if phrase.head.code not in FIGURES or phrase.named:
        return False
    turned = phrase.head.code != "platform"
    return any(word.startswith(TURNING if turned else (*TURNING, "provid", "offer", "act")) for word in before)


FIGURES = frozenset({"platform", "hub", "centre", "corridor", "line"})
TURNING = ("becom", "became", "serv", "as", "turn", "transform", "стать", "стан", "стал", "явля", "превра", "служ")


def _sure(page: Page, place: Place, phrase: Phrase) -> bool:
    """Say whether a phrase shows what the table asks of its head before it counts as one certain thing."""
    joint, longer = _joint(page, place.scene, phrase), phrase.last > phrase.head.last
    word = standing.making(place)
    made = word is not None and word.row["form"] != "state"
    needs = phrase.head.row["needs"]
    if needs == "joint":
        return (joint and (made or phrase.named or longer)) or (made and longer)
    if needs == "made":
        return made and (phrase.named or joint or longer)
    about = _complement(page, place, phrase, "institution") or (longer and _sits(page, place.scene, phrase.head))
    return phrase.named or (needs == "defined" and (joint or made or about))


def _sits(page: Page, scene: Scene, cue: Cue) -> bool:
    """Say whether a word before the name of a body tells of its sitting or of who chairs it."""
    before = scene.tokens[max(scene.first, cue.first - 2) : cue.first]
    return any(belongs(token.lower, _language(page), "sitting") for token in before)


def _acronym(scene: Scene, cue: Cue) -> bool:
    """Say whether a head is the short form of one certain thing, not of a kind of things ("HPP")."""
    return scene.tokens[cue.first].text.isupper() and cue.code != "plant"


def _articles(scene: Scene, phrase: Phrase) -> int:
    return sum(belongs(scene.tokens[at].lower, "en", "determiner") for at in range(phrase.first, phrase.head.first))


def _agreement(page: Page, place: Place, phrase: Phrase) -> Claim:
    start, end = _span(place.scene, phrase.first, phrase.last)
    status = standing.status(place)
    signed = standing.signed(page, place, status)
    day = signed.start if signed and signed.start == signed.end else None
    return make(
        page,
        "agreement",
        start,
        end,
        subject=page.view.text[start:end],
        parties=standing.parties(page, place, status),
        agreement_status=status,
        date_signed=day.isoformat() if day else None,
        period=signed or Period(),
        status="actual" if status else None,
        rules=(f"agreement.{phrase.head.code}", *((f"agreement.status.{status}",) if status else ())),
    )


def _span(scene: Scene, first: int, last: int) -> tuple[int, int]:
    return scene.tokens[first].start, scene.tokens[last - 1].end


def _institution(page: Page, place: Place, phrase: Phrase) -> list[Claim]:
    told = standing.stage(place)
    named = phrase.named or _known(page, place, phrase)
    stage, rules = mentioned.stage(place, named=named) if told is None else (told, ())
    items = _listed(place.scene, phrase.last)
    spans = [_span(place.scene, first, last) for first, last in items or [(phrase.first, phrase.last)]]
    return [
        make(
            page,
            "institution",
            start,
            end,
            subject=page.view.text[start:end],
            stage=stage,
            status="actual",
            rules=(f"institution.{phrase.head.code}", *rules, *(("institution.listed",) if items else ())),
        )
        for start, end in spans
    ]


def _known(page: Page, place: Place, phrase: Phrase) -> bool:
    """Say whether a body is told of as one that everybody knows: by its makers or by what it is about."""
    about = _joint(page, place.scene, phrase) or _complement(page, place, phrase, "institution")
    return about or _sits(page, place.scene, phrase.head)


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
    proper = all(scene.tokens[first].text[:1].isupper() or scene.tokens[first].text in MARKS for first, _ in items)
    return items if len(items) > 1 and proper else []


def _linked(claims: list[Claim]) -> list[Claim]:
    """Tie a later mention of an agreement ("the memorandum") to the fullest earlier one, and tell that one more."""
    fullest: dict[str, int] = {}
    result: list[Claim] = []
    for claim in claims:
        code = claim.rules[0]
        known = fullest.get(code)
        if claim.kind == "agreement" and known is not None and len(claim.quote.split()) <= SHORT:
            result[known] = _told(result[known], claim)
            claim = msgspec.structs.replace(claim, relations=(Relation("same_as", result[known].id),))  # noqa: PLW2901
        elif claim.kind == "agreement":
            fullest[code] = len(result)
        result.append(claim)
    return result


def _told(full: Claim, later: Claim) -> Claim:
    """Return an agreement with the parties and the day that a later mention of it tells."""
    if later.agreement_status not in SIGNED or full.agreement_status not in (None, later.agreement_status):
        return full
    parties = later.parties if len(later.parties) > max(len(full.parties), 1) else full.parties
    if full.date_signed is not None or later.date_signed is None:
        return msgspec.structs.replace(full, parties=parties)
    return msgspec.structs.replace(full, parties=parties, date_signed=later.date_signed, period=later.period)
