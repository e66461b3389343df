"""Persons: who is named or only titled in a text, in the nominative, each under one head through the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from karvon.read.bodies import SUBJECTS, Bodies
from karvon.read.callings import fits
from karvon.read.tokens import unaccented
from karvon.read.values import Value

SAME_OFFICE = (
    (
        "deputy",
        (
            "вице-министр",
            "замминистр",
            "заместитель министра",
            "заместитель главы мид",
            "замглав",
            "undersecretary",
            "deputy minister",
            "vice minister",
            "deputy foreign minister",
        ),
    ),
    (
        "deputy_premier",
        (
            "вице-премьер",
            "вице-глава правительства",
            "вице-глава кабмин",
            "зампремьер",
            "заместитель премьер-министра",
            "заместитель председателя правительства",
            "заместитель председателя кабинета",
            "зампред правительства",
            "зампред кабмин",
            "зампредседателя правительства",
            "deputy prime minister",
            "deputy pm",
            "vice premier",
        ),
    ),
    ("envoy", ("пресс-секретарь", "представитель", "spokes", "представительница", "representative")),
    (
        "president",
        (
            "президент",
            "глава государства",
            "глава республики",
            "лидер",
            "president",
            "head of state",
            "leader",
        ),
    ),
    (
        "premier",
        ("премьер", "глава правительства", "глава кабмина", "канцлер", "prime minister", "premier", "chancellor", "pm"),
    ),
    (
        "minister",
        (
            "министр",
            "глава мин",
            "глава ведомства",
            "глава мид",
            "глава внешнеполитического",
            "head of ministry",
            "главный дипломат",
            "diplomacy",
            "minister",
            "secretary",
        ),
    ),
    ("chief executive", ("chief executive", "ceo", "boss")),
    ("governor", ("аким", "хоким", "губернатор", "глава региона", "глава области", "мэр", "governor", "mayor")),
    ("ambassador", ("посол", "глава дипмиссии", "ambassador", "high commissioner", "envoy")),
    ("head", ("глава", "руководитель", "председатель", "директор", "head", "chair", "director")),
)


OUR = frozenset(["нашего", "своего", "этого", "их", "его", "our", "his", "their", "the"])


class Mention(Value, frozen=True):
    """A person, office or institution mentioned at tokens [first, last): name, role and country as the words give them.

    `subject` says whether the words can be the subject of a verb: in the nominative, or an office "in which" is said.
    `body` is the kind of an institution, None for a person; a `bare` one is named by its kind alone ("the ministry").
    """

    first: int
    last: int
    name: str | None
    role: str | None
    country: str | None
    pronoun: bool = False
    subject: bool = True
    body: str | None = None
    bare: bool = False
    placed: bool = False
    gender: str | None = None
    alias: str | None = None


class Person(NamedTuple):
    """Somebody who speaks in the document: a person, or an institution of the kind `body`."""

    name: str | None
    role: str | None
    country: str | None
    body: str | None = None


class Company:
    """The persons and institutions of one document; each keeps one name, roles resolve only to those named here."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.bodies = Bodies()
        self.last: Person | None = None
        self.last_person: Person | None = None
        self.heard: list[Person] = []

    def meet(self, mention: Mention | None, before: Sequence[Mention] = ()) -> Person | None:
        """Return the speaker a mention means, learning new names and roles; None when it cannot be told.

        A pronoun means whoever spoke last, else the last person among those mentioned `before` it.
        """
        if mention is None or mention.pronoun:
            return self._pronoun([known for known in before if not known.pronoun and not known.body])
        person = self._body(mention) if mention.body else self._person(mention)
        self.last = person
        self.last_person = self.last_person if person.body else person
        self.heard.append(person)
        return person

    def meet_person(self, before: Sequence[Mention] = ()) -> Person | None:
        """Return the person that "he" or "his words" mean, whatever institution was heard in between."""
        if self.last_person is None:
            self.last = None
            return self._pronoun([known for known in before if not known.pronoun and not known.body])
        self.last = self.last_person
        return self.last_person

    def _pronoun(self, earlier: Sequence[Mention]) -> Person | None:
        if self.last is not None:
            return self.last
        if not earlier:
            return self._only_heard()
        subjects = [mention for mention in earlier if mention.subject]
        return self.meet((subjects or earlier)[-1])

    def counted_by(self) -> str | None:
        """Return the country whose office of statistics or customs is heard more than anybody else of the document."""
        counting = [one.country for one in self.heard if one.body and _counts(one.name)]
        lands = {country for country in counting if country is not None}
        return lands.pop() if len(lands) == 1 and len(counting) * 2 > len(self.heard) else None

    def _only_heard(self) -> Person | None:
        """Return the one named person who has spoken in the document so far, if nobody else has."""
        names = {person.name for person in self.heard if not person.body}
        known = [person for person in self.people if person.name in names and person.name]
        return known[0] if len(names) == 1 and len(known) == 1 else None

    def _body(self, mention: Mention) -> Person:
        name = self.bodies.resolve(mention)
        role = None if name else mention.name
        return Person(name, role, mention.country, mention.body)

    def _person(self, mention: Mention) -> Person:
        again = mention.bare and _generic_english(mention) and self._of_same_land(mention)
        if mention.name is None and (again or _generic(mention)):
            aside = self.last is not None and self.last != self.last_person and not again
            if self.last_person is not None and self.last_person.name and not aside:
                return self.last_person
            envoys = [p for p in self.people if p.name and _office(p.role or "") == "ambassador"]
            if (mention.role or "").lower().startswith(("дипломат", "diplomat")) and len(envoys) == 1:
                return envoys[0]
        index = self._known(mention)
        if index is None:
            person = Person(mention.name, mention.role, mention.country)
            self.people.append(person)
            return person
        self.people[index] = _merge(self.people[index], mention)
        return self.people[index]

    def _of_same_land(self, mention: Mention) -> bool:
        return mention.country is None or (self.last_person is not None and self.last_person.country == mention.country)

    def learn(self, mentions: Sequence[Mention]) -> None:
        """Take in every named person of the text before anyone speaks, without making them a speaker."""
        for mention in mentions:
            if mention.name and not mention.body and (mention.role or " " in mention.name):
                self._person(mention)

    def families(self) -> tuple[str, ...]:
        """Return the names that stand for a person named in full: the last word, and the first of a short name."""
        full = [person.name.split() for person in self.people if person.name and " " in person.name]
        return tuple(dict.fromkeys([*(name[-1] for name in full), *(name[0] for name in full if len(name) <= 3)]))

    def same(self, mention: Mention, person: Person) -> bool:
        """Say whether a named mention is of a person."""
        return _same_name(person.name or "", mention.name or "") or _same_name(mention.name or "", person.name or "")

    def silence(self, spoken: bool) -> None:  # noqa: FBT001
        """Forget who spoke last when nobody has spoken for a while: their words do not carry on."""
        if not spoken:
            self.last = self.last_person = None

    def words(self) -> frozenset[str]:
        """Return every word of the names met, so that no title runs on into a person."""
        return frozenset(word for person in self.people if person.name for word in person.name.split())

    def final(self, person: Person | None) -> Person | None:
        """Return the person as known at the end of the document, with the fullest role."""
        if person is None:
            return None
        if person.body:
            return person._replace(name=self.bodies.fullest(person.name)) if person.name else person
        if person.name is None:
            return (
                self._only_namesake(person)
                or self._only_speaker(person)
                or next((p for p in self.people if p.name is None and p.role == person.role), person)
            )
        return next((known for known in self.people if _same_name(known.name or "", person.name)), person)

    def _only_speaker(self, person: Person) -> Person | None:
        """Return who a word that fits anybody is: the one named person whom the document lets speak."""
        words = (person.role or "").lower().split()
        if not words or not {words[0], words[-1]} & ANYBODY:
            return None
        named = {p.name for p in self.heard if p.name and not p.body}
        known = [p for p in self.people if p.name in named]
        apart = len(known) == 1 and person.country and known[0].country and person.country != known[0].country
        return known[0] if len(named) == 1 and len(known) == 1 and not apart else None

    def _only_namesake(self, person: Person) -> Person | None:
        """Return who an unnamed office is: the one named speaker of the document whose own office is never told."""
        named = {p.name for p in self.heard if p.name and not p.body} - {p.name for p in self.people if p.role}
        offices = {_office(p.role) for p in self.heard if p.name is None and p.role and not p.body}
        if offices.isdisjoint(SINGLE):
            named |= {p.name for p in self.people if p.name and not p.role}
        if len(named) != 1 or len(offices) != 1 or _office(person.role or "") is None:
            return None
        known = next((p for p in self.people if p.name in named), None)
        if known is None or known.role is not None:
            return None
        return known._replace(role=person.role, country=known.country or person.country)

    def _known(self, mention: Mention) -> int | None:
        if mention.name:
            return next((i for i, p in enumerate(self.people) if p.name and _same_name(p.name, mention.name)), None)
        holders = [i for i, p in enumerate(self.people) if _same_office(p, mention, _office)]
        holders = holders or [i for i, p in enumerate(self.people) if _same_office(p, mention, _bare_office)]
        literal = [i for i in holders if _literally(self.people[i].role or "", mention.role or "")]
        if len(literal) == 1:
            return literal[0]
        if not holders and _office(mention.role or "") == "minister" and self.last_person in self.people:
            return self._also_minister(mention)
        if not holders and self.last_person in self.people and _called_chief(mention, self.last_person):
            return self.people.index(self.last_person)
        if not holders:
            return self._only_called(mention)
        recent = [i for i in holders if self.people[i] == self.last]
        return holders[0] if len(holders) == 1 else recent[0] if recent else None

    def _only_called(self, mention: Mention) -> int | None:
        """Return the one named person whom a word calls back by their office: "the diplomat" of an ambassador."""
        called = [
            i
            for i, p in enumerate(self.people)
            if p.role and " " in (p.name or "") and fits(mention.role or "", p.role)
        ]
        apart = [i for i in called if mention.country and self.people[i].country not in (None, mention.country)]
        recent = [i for i in called if self.people[i] == self.last_person and i not in apart]
        return recent[0] if recent else called[0] if len(called) == 1 and not apart else None

    def _also_minister(self, mention: Mention) -> int | None:
        """Return the deputy premier or deputy who spoke last, whom a text without a minister calls one."""
        last = self.last_person
        office = _office(last.role or "") if last is not None else None
        apart = last is None or (last.country and mention.country and last.country != mention.country)
        alone = sum(_office(person.role or "") in (office, "minister") for person in self.people) == 1
        return self.people.index(last) if last and not apart and office in DEPUTIES and alone else None


def _called_chief(mention: Mention, last: Person) -> bool:
    """Say whether English words call the holder of an office its chief: "the trade chief" of a trade secretary."""
    words = (mention.role or "").lower().split()
    apart = mention.country and last.country and mention.country != last.country
    return len(words) == 2 and words[1] in CHIEFS and words[0] in (last.role or "").lower().split() and not apart


CHIEFS = ("chief", "boss", "head", "czar")
SINGLE = ("president", "premier")
DEPUTIES = ("deputy_premier", "deputy")
GENERIC = ("дипломат", "чиновник", "собеседник", "спикер", "бизнесмен", "предприниматель", "эксперт", "экономист")


def _generic(mention: Mention) -> bool:
    """Say whether a word only calls back the person who spoke last: "the diplomat noted"."""
    return (mention.role or "").lower() in GENERIC


ANYBODY = frozenset([
    "official", "diplomat", "economist", "analyst", "expert", "specialist", "spokesperson", "spokesman", "spokeswoman",
    "businessman", "representative", "researcher", "executive", "head", "chief", "boss", "представитель", "чиновник",
    "дипломат", "эксперт", "экономист", "аналитик", "специалист", "собеседник", "спикер", "бизнесмен", "политолог",
    "предприниматель", "исследователь", "учёный", "ученый", "представительница",
])  # fmt: skip
GENERIC_ENGLISH = ("official", "diplomat", "envoy", "economist", "analyst", "expert", "professor", "senator")


def _generic_english(mention: Mention) -> bool:
    words = (mention.role or "").lower().split()
    return words[-1:] != [] and words[-1] in GENERIC_ENGLISH and len(words) <= (2 if mention.country else 1)


def _merge(person: Person, mention: Mention) -> Person:
    upright = (mention.name or "") if mention.subject else ""
    name = max(upright, person.name or "", mention.name or "", key=lambda n: n.count(" ")) or None
    better = mention.role and mention.name and len(mention.role) > len(person.role or "") + 3
    country = person.country or mention.country
    if mention.role and mention.country and not person.country and _office(mention.role) == _office(person.role or ""):
        better = True
    return Person(name, mention.role if better or not person.role else person.role, country)


@lru_cache(maxsize=10_000)
def _same_name(known: str, other: str) -> bool:
    if not known or not other:
        return False
    if " " in known and " " not in other and known.split(maxsplit=1)[0].lower() == other.lower():
        return True
    left, right = (_folded(name.rsplit(maxsplit=1)[-1].lower()) for name in (known, other))
    length = max(4, min(len(left), len(right)) - 1)
    return left[:length] == right[:length] or (left == right)


@lru_cache(maxsize=10_000)
def _literally(role: str, said: str) -> bool:
    """Say whether an office is called by the very words of a known role: "вице-министр" of "вице-министр торговли"."""
    return role.lower().startswith(said.lower())


def _folded(word: str) -> str:
    """Return a name without accents and the letters that transliterations differ in: "Mambetalieva", "Erdoğan"."""
    word = unaccented(word)
    return "".join(letter for letter in word if letter not in "iy") if word.isascii() and len(word) > 6 else word


def _bare_office(role: str) -> str | None:
    """Return the office of a role but for the country that an adjective names: "глава тувинского правительства"."""
    return _office(" ".join(word for word in role.split() if not word.lower().endswith(("ского", "цкого"))))


@lru_cache(maxsize=10_000)
def _office(role: str) -> str | None:
    lowered = " ".join(word for word in role.lower().split() if word not in OUR)
    if lowered.startswith("head of") and lowered.endswith(("state", "government")):
        return "president" if lowered.endswith("state") else "premier"
    return next((code for code, forms in SAME_OFFICE if any(form in lowered for form in forms)), None)


def _same_office(person: Person, mention: Mention, office_of: Callable[[str], str | None]) -> bool:
    """Say whether a person holds the office of a mention, by what an office is taken to be; not of two countries."""
    if person.role is None or mention.role is None:
        return False
    if person.country and mention.country and person.country != mention.country:
        return False
    office = office_of(mention.role)
    return office_of(person.role) == office if office else mention.role.lower() in person.role.lower()


def _counts(name: str | None) -> bool:
    """Say whether an institution is one that counts what is traded, by its name."""
    return name is not None and any(stem in name.lower() for stems in SUBJECTS.values() for stem in stems)
