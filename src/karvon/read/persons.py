"""Persons: who is named or only titled in a text, in the nominative, each under one head through the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from karvon.read.numbers import Marks
from karvon.read.tokens import Token, grammar, known, recase

SAME_OFFICE = (
    (
        "deputy",
        (
            "вице-министр",
            "замминистр",
            "заместитель министра",
            "заместитель главы мид",
            "замглав",
            "deputy minister",
            "vice minister",
            "deputy foreign minister",
        ),
    ),
    ("deputy_premier", ("вице-премьер", "заместитель премьер-министра", "deputy prime minister")),
    ("president", ("президент", "глава государства", "president", "head of state")),
    ("premier", ("премьер", "глава правительства", "prime minister", "head of government")),
    ("minister", ("министр", "глава министерства", "глава ведомства", "minister")),
    ("governor", ("аким", "хоким", "губернатор", "глава региона", "governor")),
    ("ambassador", ("посол", "ambassador")),
    ("head", ("глава", "руководитель", "председатель", "директор", "head", "chair", "director")),
)
PRONOUNS = {"он", "она", "его", "её", "ее", "него", "нее", "ей", "ему", "he", "she", "his", "her"}
ROLE_STOP = {",", "(", ")", ":", ";", "-", ".", '"', "«", "»", "“", "”"}
ROLE_LENGTH = 12
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


class Mention(NamedTuple):
    """A person or office mentioned at tokens [first, last): name, role and country as far as the words give them."""

    first: int
    last: int
    name: str | None
    role: str | None
    country: str | None
    pronoun: bool = False


class Person(NamedTuple):
    """Somebody who speaks in the document."""

    name: str | None
    role: str | None
    country: str | None


class Company:
    """The persons of one document; the same person keeps one name, roles resolve only to persons named here."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.last: Person | None = None

    def meet(self, mention: Mention | None, before: Sequence[Mention] = ()) -> Person | None:
        """Return the person a mention means, learning new names and roles; None when it cannot be told.

        A pronoun means whoever spoke last, else the last person among those mentioned `before` it.
        """
        if mention is None or mention.pronoun:
            earlier = [known for known in before if not known.pronoun]
            return self.last if self.last is not None or not earlier else self.meet(earlier[-1])
        index = self._known(mention)
        if index is None:
            person = Person(mention.name, mention.role, mention.country)
            self.people.append(person)
        else:
            person = _merge(self.people[index], mention)
            self.people[index] = person
        self.last = person
        return person

    def learn(self, mentions: Sequence[Mention]) -> None:
        """Take in every named person of the text before anyone speaks, without making them a speaker."""
        spoken = self.last
        for mention in mentions:
            if mention.name and (mention.role or " " in mention.name):
                self.meet(mention)
        self.last = spoken

    def words(self) -> frozenset[str]:
        """Return every word of the names met, so that no title runs on into a person."""
        return frozenset(word for person in self.people if person.name for word in person.name.split())

    def final(self, person: Person | None) -> Person | None:
        """Return the person as known at the end of the document, with the fullest role."""
        if person is None:
            return None
        if person.name is None:
            return next((p for p in self.people if p.name is None and p.role == person.role), person)
        return next((known for known in self.people if _same_name(known.name or "", person.name)), person)

    def _known(self, mention: Mention) -> int | None:
        if mention.name:
            return next((i for i, p in enumerate(self.people) if p.name and _same_name(p.name, mention.name)), None)
        fits = [i for i, p in enumerate(self.people) if _same_office(p, mention)]
        recent = [i for i in fits if self.people[i] == self.last]
        return fits[0] if len(fits) == 1 else recent[0] if recent else None


def _merge(person: Person, mention: Mention) -> Person:
    name = max(person.name or "", mention.name or "", key=lambda n: n.count(" ")) or None
    better = mention.role and mention.name and len(mention.role) > len(person.role or "") + 3
    country = person.country or mention.country
    if mention.role and mention.country and not person.country and _office(mention.role) == _office(person.role or ""):
        better = True
    return Person(name, mention.role if better or not person.role else person.role, country)


def _same_name(known: str, other: str) -> bool:
    left, right = known.rsplit(maxsplit=1)[-1].lower(), other.rsplit(maxsplit=1)[-1].lower()
    length = max(4, min(len(left), len(right)) - 1)
    return left[:length] == right[:length] or (left == right)


def _office(role: str) -> str | None:
    lowered = role.lower()
    return next((code for code, forms in SAME_OFFICE if any(form in lowered for form in forms)), None)


def _same_office(person: Person, mention: Mention) -> bool:
    if person.role is None or mention.role is None:
        return False
    if person.country and mention.country and person.country != mention.country:
        return False
    office = _office(mention.role)
    return _office(person.role) == office if office else mention.role.lower() in person.role.lower()


def mentions(tokens: Sequence[Token], marks: Marks, first: int, last: int) -> list[Mention]:
    """Return the persons, roles and pronouns among tokens [first, last), in order."""
    found: list[Mention] = []
    at = first
    while at < last:
        mention = _role(tokens, marks, at, last) or _named(tokens, marks, at, last) or _pronoun(tokens, at)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = max(mention.last, at + 1)
    return found


def _pronoun(tokens: Sequence[Token], at: int) -> Mention | None:
    return Mention(at, at + 1, None, None, None, pronoun=True) if tokens[at].lower in PRONOUNS else None


def _role(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> Mention | None:
    cue = marks.begin.get(("roles", at))
    if cue is None or cue.last > last:
        return None
    place, country = cue.last, None
    while place < min(last, at + ROLE_LENGTH) and tokens[place].text not in ROLE_STOP:
        person = _name_at(tokens, marks, place, last)
        if person:
            return Mention(at, person[1], person[0], _phrase(tokens, marks, at, place, person[0]), country)
        if not _continues_role(tokens, marks, place):
            break
        found = marks.begin.get(("places", place))
        country = country or (found.code if found else None)
        place += 1
    while place > cue.last and tokens[place - 1].lower in LINKS:
        place -= 1
    country = country or _country_before(marks, at)
    return Mention(at, place, None, _phrase(tokens, marks, at, place, None), country)


def _country_before(marks: Marks, at: int) -> str | None:
    cue = marks.end.get(("places", at))
    return cue.code if cue else None


def _continues_role(tokens: Sequence[Token], marks: Marks, place: int) -> bool:
    token = tokens[place]
    if token.kind != "word" or ("speech", place) in marks.begin:
        return False
    if token.lower in ("по", "при"):
        return tokens[place + 1].lower in AFFAIRS if place + 1 < len(tokens) else False
    if token.lower in LINKS or ("places", place) in marks.begin or ("roles", place) in marks.begin:
        return True
    if token.lower.isascii():
        return token.text[:1].isupper()
    return any(mark in grammar(token.lower)[1] for mark in ("gent", "Abbr", "ablt", "datv", "loct", "Fixd")) and (
        "VERB" not in grammar(token.lower)[1]
    )


def _named(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> Mention | None:
    found = _name_at(tokens, marks, at, last)
    if found is None or " " not in found[0]:
        return None
    role = _apposition(tokens, marks, found[1], last)
    return Mention(at, found[1], found[0], role and role.role, role and role.country)


def _apposition(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> Mention | None:
    """Read the role in "Name, role of such," and "Name - role"."""
    if at + 1 < last and tokens[at].text in ",-(" and ("roles", at + 1) in marks.begin:
        return _role(tokens, marks, at + 1, last)
    return None


def _name_at(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> tuple[str, int] | None:
    """Return (name in the nominative, end) when capitalised words at `at` can be a person's name."""
    end = at
    while end < min(last, at + 4) and _can_be_name(tokens, marks, end):
        end += 1
    words = [token.text for token in tokens[at:end]]
    if not words or (len(words) == 1 and not _surname(words[0])) or not _personal(words):
        return None
    return _in_nominative(words), end


def _can_be_name(tokens: Sequence[Token], marks: Marks, at: int) -> bool:
    token = tokens[at]
    if token.kind != "word" or len(token.text) < 2 or not token.text[0].isupper() or token.text.isupper():
        return False
    return all((group, at) not in marks.begin for group in ("places", "regions", "roles", "names", "units", "speech"))


SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ск|цк|баев|ян|дзе|швили|енко|ук|юк|ич)(?:а|у|ым|ом|е|ой|ый|ий|ая|ого|ому|ую)?$", re.IGNORECASE
)


def _surname(word: str) -> bool:
    """Say whether one capitalised word after a role can be a surname."""
    if word.isascii():
        return True
    return any(mark in grammar(word.lower())[1] for mark in ("Surn", "Name")) or bool(SURNAME.search(word))


def _personal(words: list[str]) -> bool:
    """A name ends in no adjective of the dictionary and has a part the dictionary knows as personal, or nouns alone."""
    if words[0].isascii():
        return len(words) in (2, 3)
    tags = [grammar(word.lower())[1] for word in words]
    if len(words) == 1:
        return True
    if tags[-1].startswith(("ADJF", "PRTF")) and "Surn" not in tags[-1]:
        return False
    return any(mark in tag for tag in tags for mark in ("Name", "Surn", "Patr")) or all(
        "NOUN" in t or "UNKN" in t for t in tags
    )


def _in_nominative(words: list[str]) -> str:
    """Return a name in the nominative, told by the ending of its family name; names of other build stay as they are."""
    if words[0].isascii():
        return " ".join(word.removesuffix("'s") for word in words)
    family = FAMILY.search(words[-1])
    if family is None or len(words) == 1:
        return " ".join([*words[:-1], words[-1][: family.end(1)] if family and family[2] != "а" else words[-1]])
    stem, ending = words[-1][: family.end(1)], family[2]
    adjectival = family[1] in ("ск", "цк")
    if ending == "ой":
        return " ".join([*(_feminine(word) for word in words[:-1]), stem + ("ая" if adjectival else "а")])
    if ending == "а" and (not words[0].endswith(("а", "я")) or _woman(words[0])):
        return " ".join(words)
    return " ".join([*(_masculine(word) for word in words[:-1]), stem + ("ий" if adjectival else "")])


FAMILY = re.compile(r"((?:ов|ев|ёв|ин|ын|ск|цк))(а|у|ым|им|е|ой|ого|ому)$")


def _woman(given: str) -> bool:
    normal, tag = grammar(given.lower())
    return normal == given.lower() and "femn" in tag and known(given.lower())


def _feminine(given: str) -> str:
    return recase(grammar(given.lower())[0], given)


def _masculine(given: str) -> str:
    """Return a man's first name or patronymic without the ending of its case."""
    normal, tag = grammar(given.lower())
    if known(given.lower()) and "masc" in tag:
        return recase(normal, given)
    return re.sub(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем|е)$", "", given)


def _phrase(tokens: Sequence[Token], marks: Marks, at: int, end: int, _name: str | None) -> str:
    """Return the role as written, its head in the nominative and its first letter small."""
    first = _adjectives_before(tokens, marks, at)
    words = [token.text for token in tokens[first:end]]
    if not words:
        return ""
    head = at - first
    if not words[head].isascii():
        for place in range(head + 1):
            words[place] = _head_nominative(words[place])
    text = words[0]
    for left, right, word in zip(tokens[first:end], tokens[first + 1 : end], words[1:], strict=False):
        text += ("" if left.end == right.start else " ") + word
    return text if words[0].isupper() or text.isascii() else text[:1].lower() + text[1:]


def _adjectives_before(tokens: Sequence[Token], marks: Marks, at: int) -> int:
    while at and tokens[at - 1].lower in ("первый", "первого", "первым", "first", "deputy", "vice", "foreign"):
        at -= 1
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
