"""Persons: who is named or only titled in a text, in the nominative, each under one head through the document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

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


class Mention(NamedTuple):
    """A person or office mentioned at tokens [first, last): name, role and country as far as the words give them.

    `subject` says whether the words can be the subject of a verb: in the nominative, or an office "in which" is said.
    """

    first: int
    last: int
    name: str | None
    role: str | None
    country: str | None
    pronoun: bool = False
    subject: bool = True


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

    def families(self) -> tuple[str, ...]:
        """Return the family names of the persons named in full."""
        return tuple(person.name.split()[-1] for person in self.people if person.name and " " in person.name)

    def silence(self, spoken: bool) -> None:  # noqa: FBT001
        """Forget who spoke last when nobody has spoken for a while: their words do not carry on."""
        if not spoken:
            self.last = None

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


@lru_cache(maxsize=10_000)
def _same_name(known: str, other: str) -> bool:
    left, right = known.rsplit(maxsplit=1)[-1].lower(), other.rsplit(maxsplit=1)[-1].lower()
    length = max(4, min(len(left), len(right)) - 1)
    return left[:length] == right[:length] or (left == right)


@lru_cache(maxsize=10_000)
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
