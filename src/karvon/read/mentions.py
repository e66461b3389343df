"""Mentions: persons, roles and pronouns among the tokens of a text, as far as the words give them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from karvon.read.bodyparts import CLOSE, OPEN, tells
from karvon.read.charges import CHARGED, TOPICS, charged, country_before, land_of
from karvon.read.cues import Cue
from karvon.read.eastern import eastern_at
from karvon.read.fullnames import HONORIFICS, PARTICLES, name_at, told_as_person, upright
from karvon.read.numbers import Marks
from karvon.read.persons import Mention
from karvon.read.shapes import PRONOUNS
from karvon.read.strangers import as_written, strange_at
from karvon.read.tokens import Token, grammar, latin, one_nominative, prefixed, unaccented

ROLE_STOP = {",", "(", ")", ":", ";", "-", ".", '"', "«", "»", "“", "”"}

ROLE_LENGTH = 16
MARKED = 7

AFFAIRS = {
    "делам",
    "вопросам",
    "связям",
    "координации",
    "развитию",
    "экономике",
    "экономической",
    "политике",
    "сотрудничеству",
    "президенте",
    "правительстве",
    "инвестициям",
    "торговле",
    "туризму",
    "статистике",
}

LINKS = {"и", "по", "при", "of", "for", "the", "and", "to"}

LED = frozenset({"of", "for", "and", "the", "to", "in", "at", "в", "во"})
HE = frozenset({"он", "она", "he", "she"})


class Families(NamedTuple):
    """Family names of a document without accents, and what each of their cases begins with."""

    names: tuple[str, ...]
    stems: tuple[str, ...]


def of_families(names: Iterable[str]) -> Families:
    """Return the family names by which persons named in full can be called."""
    plain = tuple(map(unaccented, names))
    return Families(plain, tuple(name[: max(4, len(name) - 1)] for name in plain))


class Known(NamedTuple):
    """What a document is known to name: family names, and institutions by the token each begins at."""

    families: Families = Families((), ())
    bodies: Mapping[int, Mention] = MappingProxyType({})
    begins: Sequence[int] = ()


def mentions(
    tokens: Sequence[Token],
    marks: Marks,
    first: int,
    last: int,
    known: Known,
) -> list[Mention]:
    """Return the persons, roles, institutions and pronouns among tokens [first, last), in order.

    `known` are the family names and the institutions of the document, once they have been taken in.
    """
    families, bodies, places = known
    found: list[Mention] = []
    reached = first
    for at in places[bisect_left(places, first) : bisect_left(places, last)]:
        body = bodies.get(at)
        if at < reached:
            continue
        if body is not None and body.last <= last:
            mention: Mention | None = body
        else:
            mention = _role(tokens, marks, at, last) if ("roles", at) in marks.begin else None
            if mention is None and (tokens[at].text[0].isupper() or prefixed(tokens[at].text)):
                mention = _named(tokens, marks, at, last) or _family(tokens, at, last, families)
            if mention is None and tokens[at].lower in PRONOUNS:
                mention = _pronoun(tokens, at)
        if mention is not None:
            found.append(mention)
            reached = mention.last
    return found


def begins(marks: Marks, bodies: Mapping[int, Mention]) -> list[int]:
    """Return where a mention can begin at all: at a capital, a role, an institution or a pronoun."""
    return sorted({*marks.places.get("roles", ()), *bodies, *marks.shapes.naming})


def _family(tokens: Sequence[Token], at: int, last: int, families: Families) -> Mention | None:
    """Read "Levin" and "I. Levin" as the Levin named elsewhere in the document."""
    initial = tokens[at].text.isupper() and len(tokens[at].text) == 1 and at + 2 < last and tokens[at + 1].text == "."
    place = at + 2 if initial else at
    word = unaccented(tokens[place].text)
    if not word.startswith(families.stems) or not (word[:1].isupper() or prefixed(word)):
        return None
    for family, stem in zip(*families, strict=True):
        if word == family or (word.startswith(stem) and len(word) <= len(family) + 3):
            return Mention(at, place + 1, family, None, None, subject=word == family)
    return None


def _pronoun(tokens: Sequence[Token], at: int) -> Mention:
    return Mention(at, at + 1, None, None, None, pronoun=True, subject=tokens[at].lower in HE)


def _role(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> Mention | None:
    cue = marks.begin.get(("roles", at))
    if cue is None or cue.last > last or (cue.last < last and _of_thing(tokens, cue)):
        return None
    place, country = cue.last, None
    subject = _can_be_subject(tokens, cue) and not _governed(tokens, at)
    while (place := _past_name(tokens, place, last)) < min(last, at + ROLE_LENGTH) and (
        tokens[place].text not in ROLE_STOP
    ):
        person = None if tokens[place - 1].lower in LED else name_at(tokens, marks, place, last)
        if person and not _of_the_office(tokens, at, place, person[1]):
            role = _phrase(tokens, marks, at, place, person[0])
            name = (
                (as_written(tokens, place, person[1]) or person[0])
                if subject
                else upright(person[0], tokens[person[1] - 1].text)
            )
            if country is None and marks.language == "en":
                country = country_before(marks, charged(tokens, at))
            return Mention(at, person[1], name, role, country, subject=subject)
        if not _continues_role(tokens, marks, place):
            break
        found = marks.begin.get(("places", place))
        country = country or (found.code if found else None)
        place = found.last if found else place + 1
    while place > cue.last and tokens[place - 1].lower in LINKS:
        place -= 1
    holder = _second_office(tokens, marks, at, place, last)
    if holder is not None:
        return holder._replace(first=at, subject=subject, country=country or holder.country)
    named = _set_off(tokens, marks, place, last)
    if named is not None:
        land = country or country_before(marks, charged(tokens, at))
        return Mention(at, named[1], named[0], _phrase(tokens, marks, at, place, None), land, subject=subject)
    country = country or country_before(marks, at)
    if country is None and marks.language == "en":
        country = land_of(tokens, marks, at)
    owner = marks.end.get(("places", at))
    before = owner.first if owner is not None and latin(tokens[owner.first].text) else at
    again = before > 0 and tokens[before - 1].lower == "the"
    return Mention(at, place, None, _phrase(tokens, marks, at, place, None), country, subject=subject, bare=again)


def _set_off(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> tuple[str, int] | None:
    """Return the name that a comma sets off behind an English office, and its end: "the chairman, John Smith, said"."""
    if marks.language != "en" or at + 2 >= last or tokens[at].text != "," or not tokens[at + 1].text[0].isupper():
        return None
    found = name_at(tokens, marks, at + 1, last)
    if found is None or " " not in found[0] or ("institutions", found[1]) in marks.begin:
        return None
    words = tuple([token.text for token in tokens[at + 1 : found[1]] if len(token.text) > 1])
    ends = found[1] >= last or tokens[found[1]].text in ",." or tells(marks, found[1])
    return found if ends and told_as_person(words) else None


def _of_thing(tokens: Sequence[Token], cue: Cue) -> bool:
    """Say whether what looks like an English office only tells of what kind a thing is: "official statistics"."""
    return tokens[cue.last - 1].lower in ("official", "expert", "executive", "chief") and (
        tokens[cue.last].lower.startswith(KINDS) and tokens[cue.last].text.islower()
    )


KINDS = (
    "statistic", "data", "figure", "visit", "opening", "ceremon", "exchange", "rate", "reserve", "development",
    "information", "report", "website", "language", "trip", "estimate", "number", "source", "document", "trade",
    "export", "import", "goal", "task", "aim", "target", "analysis", "opinion", "assessment", "committee", "board",
)  # fmt: skip


def _of_the_office(tokens: Sequence[Token], at: int, place: int, end: int) -> bool:
    """Say whether one capital more only goes on with an English office: "Director of Trade Information"."""
    if end > place + 1 or not latin(tokens[place].text) or tokens[place].lower in HONORIFICS:
        return False
    led = any(token.lower in ("of", "for") for token in tokens[at:place])
    return led and tokens[place - 1].lower in TOPICS


def _past_name(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return where a role goes on behind a name in marks: "director of the plant «Luch» Name"."""
    if at + 3 < last and tokens[at].text == "(" and tokens[at + 1].text.isupper() and tokens[at + 2].text == ")":
        return at + 3 if tokens[at + 3].text[0].isupper() else at
    if at >= last or tokens[at].text not in OPEN:
        return at
    end = next((i for i in range(at + 1, min(last, at + MARKED)) if tokens[i].text in CLOSE), None)
    named = end is not None and end + 1 < last and tokens[end + 1].text[0].isupper()
    return end + 1 if named and end is not None else at


def _second_office(tokens: Sequence[Token], marks: Marks, at: int, place: int, last: int) -> Mention | None:
    """Read "minister of trade - deputy premier Name": two offices of one named person, both in its role."""
    if place + 1 >= last or tokens[place].text not in "-," or ("roles", place + 1) not in marks.begin:
        return None
    other = _role(tokens, marks, place + 1, last)
    if other is None or other.name is None or other.role is None:
        return None
    if tokens[place].text == "," and marks.begin[("roles", place + 1)].last == place + 2 and other.country:
        return None
    return other._replace(role=f"{_phrase(tokens, marks, at, place, None)} {tokens[place].text} {other.role}")


def _can_be_subject(tokens: Sequence[Token], cue: Cue) -> bool:
    head = tokens[cue.first]
    return latin(head.lower) or one_nominative(head.lower)


def _governed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a Russian preposition before an office puts it in a case other than the nominative."""
    return at > 0 and tokens[at - 1].lower in GOVERNING


GOVERNING = frozenset(["с", "со", "к", "ко", "от", "у", "для", "между", "перед", "над", "через", "против", "без"])


def _continues_role(tokens: Sequence[Token], marks: Marks, place: int) -> bool:
    token = tokens[place]
    if token.kind != "word" or tells(marks, place):
        return False
    if _posted(tokens, marks, place) or _charge(tokens, marks, place):
        return True
    if token.lower in ("по", "при"):
        return tokens[place + 1].lower in AFFAIRS if place + 1 < len(tokens) else False
    if token.lower in LINKS or ("places", place) in marks.begin or ("roles", place) in marks.begin:
        return True
    if latin(token.lower):
        return token.text[:1].isupper()
    return any(mark in grammar(token.lower)[1] for mark in ("gent", "Abbr", "ablt", "datv", "loct", "Fixd")) and (
        "VERB" not in grammar(token.lower)[1]
    )


def _charge(tokens: Sequence[Token], marks: Marks, place: int) -> bool:
    """Say whether a small English word only tells what an office is for: "the minister of industry and trade"."""
    if marks.language != "en":
        return False
    of_land = tokens[place].lower == "diplomacy" and ("places", place) in marks.end
    return of_land or (tokens[place - 1].lower in ("of", "for", "and") and tokens[place].lower in CHARGED)


def _posted(tokens: Sequence[Token], marks: Marks, place: int) -> bool:
    """Say whether a preposition leads to where somebody is posted: a country, or a town before the name."""
    word = tokens[place].lower
    if word in ("в", "во", "на", "in", "to") and ("places", place + 1) in marks.begin:
        return True
    behind = tokens[place + 1 : place + 3]
    return word in ("в", "во") and len(behind) > 1 and all(token.text[0].isupper() for token in behind)


def _named(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> Mention | None:
    found = (
        name_at(tokens, marks, at, last) or strange_at(tokens, marks, at, last) if _goes_on(tokens, at, last) else None
    )
    foreign = marks.language != "en" and latin(tokens[at].text)
    if found is None or foreign or (" " not in found[0] and tokens[at].lower not in HONORIFICS):
        return None
    if marks.language == "en" and ("institutions", found[1]) in marks.begin:
        return None
    role = _apposition(tokens, marks, found[1], last)
    if not _person(tokens, marks, at, found[1], told=role is not None):
        return None
    words = [token.text for token in tokens[at : found[1]] if len(token.text) > 1 and token.lower not in HONORIFICS]
    written = as_written(tokens, at, found[1]) if role is not None and role.subject else None
    if role is not None and written is not None and tokens[found[1]].text == ",":
        return Mention(at, found[1], written, role.role, role.country)
    kept = eastern_at(tokens, marks, at, last) is not None
    upright = kept or [word for word in found[0].split() if "." not in word] == words
    return Mention(at, found[1], found[0], role.role if role else None, role.country if role else None, subject=upright)


def _person(tokens: Sequence[Token], marks: Marks, at: int, last: int, *, told: bool) -> bool:
    """Say whether capitalised words are a person by themselves, or when an office behind them says so."""
    if told_as_person(tuple([token.text for token in tokens[at:last] if len(token.text) > 1])):
        return True
    for read in (eastern_at, strange_at) if told else (eastern_at,):
        found = read(tokens, marks, at, last)
        if found is not None and found[1] == last:
            return True
    return False


def _goes_on(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Say whether a word can open a name of several parts: behind it a capital or a particle, or it is a title."""
    if len(tokens[at].text) == 1 or tokens[at].lower in HONORIFICS:
        return True
    after = tokens[at + 1].text if at + 1 < last else ""
    return after[:1].isupper() or after in PARTICLES or prefixed(after)


def _apposition(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> Mention | None:
    """Read the role in "Name, role of such," and "Name - role"."""
    if at + 1 >= last or tokens[at].text not in ",-(":
        return None
    if marks.language == "en" and ("roles", at + 1) not in marks.begin:
        at = _before_role(tokens, marks, at + 1, last) - 1
    return _role(tokens, marks, at + 1, last) if ("roles", at + 1) in marks.begin else None


def _before_role(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> int:
    """Return where the role of an English apposition begins, behind an article and whose it is: "NEPC Director"."""
    end = at
    while end < min(last, at + OWNERS) and ("roles", end) not in marks.begin:
        token = tokens[end]
        if token.kind != "word" or not (
            token.text[0].isupper() or token.lower in BEFORE_ROLE or token.lower in CHARGED
        ):
            return at
        end += 1
    return end


OWNERS = 6
BEFORE_ROLE = frozenset([
    "the", "a", "an", "senior", "first", "deputy", "vice", "acting", "outgoing", "former", "newly", "appointed", "new",
    "country's", "ministry's", "bank's", "chief", "general", "managing", "executive", "trade", "foreign", "honorary",
    "regional", "current", "then", "of",
])  # fmt: skip


def _phrase(tokens: Sequence[Token], marks: Marks, at: int, end: int, _name: str | None) -> str:
    """Return the role as written, its head in the nominative and its first letter small."""
    first = _adjectives_before(tokens, marks, at)
    words = [token.text for token in tokens[first:end]]
    if not words:
        return ""
    head = at - first
    if not latin(words[head]):
        for place in range(head + 1):
            words[place] = _head_nominative(words[place])
    text = words[0]
    for left, right, word in zip(tokens[first:end], tokens[first + 1 : end], words[1:], strict=False):
        text += ("" if left.end == right.start else " ") + word
    return text if words[0].isupper() or latin(text) else text[:1].lower() + text[1:]


def _adjectives_before(tokens: Sequence[Token], marks: Marks, at: int) -> int:
    at = charged(tokens, at)
    owner = marks.end.get(("places", at))
    if owner is not None and latin(tokens[owner.first].text):
        return owner.first
    if (
        at
        and ("places", at - 1) in marks.begin
        and tokens[at - 1].lower.endswith(("ский", "ского", "kazakh", "uzbek", "ian"))
    ):
        at -= 1
    return at


def _head_nominative(word: str) -> str:
    normal, tag = grammar(word.lower())
    if "nomn" in tag:
        return word
    return normal if word[:1].islower() else normal[:1].upper() + normal[1:]
