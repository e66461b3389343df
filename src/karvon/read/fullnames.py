"""Full names: capitalised words that name a person, brought to the nominative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from karvon.read.eastern import eastern_at
from karvon.read.familycases import ENDINGS, UPRIGHT, mans_upright, womans_upright
from karvon.read.numbers import Marks
from karvon.read.tokens import Token, grammar, known, latin, man_named, personal, prefixed, recase

SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ск|цк|баев|ян|дзе|швили|енко|ук|юк|ич)(?:а|у|ым|ом|е|ой|ый|ий|ая|ого|ому|ую)?$", re.IGNORECASE
)

THINGS = frozenset([
    "times", "news", "agency", "bank", "group", "university", "forum", "summit", "council", "center", "centre",
    "institute", "press", "post", "journal", "company", "corporation", "airlines", "railways", "port", "city",
    "region", "province", "east", "west", "north", "south", "central", "new", "world", "international", "national",
    "free", "economic", "silk", "road", "trade", "ministry", "committee", "union", "joint", "first", "second",
    "third", "last", "next", "the", "this", "that", "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "street", "avenue", "valley", "sea", "river", "project", "programme", "program", "plan",
    "day", "year", "prime", "republic", "kingdom", "federation", "state", "states", "emirates", "parliament",
    "senate", "house", "cabinet", "transport", "corridor", "mutual", "investments", "investment", "development",
    "industrial", "cooperation", "special", "strategic", "partnership", "agreement", "commission", "conference",
    "organization", "organisation", "treaty", "initiative", "belt", "games", "memorandum", "declaration", "railway",
    "pipeline", "highway", "fund", "it", "he", "she", "they", "we", "you", "analyst", "official", "expert", "source",
    "both", "also", "others", "many", "some", "report", "document", "statement", "another", "however", "meanwhile",
    "earlier", "president", "minister", "party", "business", "chamber", "board", "association", "department",
    "authority", "office", "service", "customs", "export", "import", "general", "deputy", "head", "chairman", "chief",
    "affairs", "foreign", "relations", "economy", "finance", "energy", "industry", "commerce", "agriculture",
    "tourism", "culture", "interaction", "allied", "dialogue", "security", "growth", "strategy", "framework", "goods",
    "zone", "route", "hub", "market", "gas", "oil", "water", "education", "science", "technology", "innovation",
    "policy", "tax", "taxation", "visa", "credit", "financial", "technical", "protection", "assistance",
    "recognition", "facilitation", "promotion", "studies", "research", "system", "management", "network", "alliance",
    "tribune", "herald", "gazette", "daily", "observer", "chronicle", "telegraph", "guardian", "bulletin", "newswire",
    "air", "airways", "power", "steel", "gold", "mining", "telecom", "petroleum", "exports", "imports", "insurance",
    "holdings", "holding", "motors", "sugar", "tea", "coffee", "revenue", "ports", "electric", "electricity", "rail",
    "banks", "chambers", "exporters", "manufacturers", "employers", "industries", "ltd", "plc", "inc", "board",
    "express", "newspaper", "magazine", "media", "press-release", "correspondent",
    "assembly", "congress", "duma", "senate", "bureau", "administration", "directorate", "secretariat", "federation",
    "confederation", "society", "academy", "college", "embassy", "consulate", "mission", "division", "branch",
    "officer", "operating", "commercial", "executive", "district", "court",
    "roundtable", "session", "exhibition", "festival", "retreat", "gulf", "co-operation", "cultural", "aviation",
    "planning",
])  # fmt: skip

PARLIAMENT = re.compile(
    "(?:меджлис|мажилис|маджлис|хурал|сейм|кнессет|кенеш|сенат|бундестаг|конгресс|парламент|федераци|собрани|кабмин|совет)"
    "(?:а|у|ом|е|и|ю|ей|ем|я)?"
)
FAMILY_NAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын)(?:а|у|ым|ой|е)?$|(?:ский|ская|ского|ской|енко|дзе|швили|ян|улы|оглы|заде)$"
)

OBLIQUE = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом)$")
CASE = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|е)$")
FAMILY = re.compile(r"((?:ов|ев|ёв|ин|ын|ск|цк))(а|у|ым|им|е|ой|ого|ому)$")


def name_at(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> tuple[str, int] | None:
    """Return (name in the nominative, end) when capitalised words at `at` can be a person's name."""
    if not (tokens[at].text[0].isupper() and tokens[at].kind == "word") or tokens[at].lower in OPENING:
        return None
    eastern = eastern_at(tokens, marks, at, last)
    if eastern is not None:
        return eastern
    start, titled = _after_honorific(tokens, at)
    opening = _initials(tokens, start, last)
    end = start + 2 * len(opening)
    room = 4
    while end < min(last, start + 2 * len(opening) + room) and (
        can_be_name(tokens, marks, end) or (end > start and _short_part(tokens, marks, end))
    ):
        room += tokens[end].lower in PARTICLES
        if latin(tokens[end].text) != latin(tokens[start].text) and not opening:
            break
        end = _behind_middle(tokens, marks, behind_particles(tokens, end + 1, last), last)
    words = tuple(
        [_dotted(_cased(token.text)) for token in tokens[start + 2 * len(opening) : end] if token.text != "."]
    )
    alone = len(words) == 1 and not opening and not titled
    if not words or (alone and not _alone(tokens, at, end)) or not _personal(words):
        return None
    if latin(words[0]) and any(word.lower() in THINGS for word in words[:-1]):
        return None
    if at and end < len(tokens) and tokens[at - 1].text in QUOTED and tokens[end].text in QUOTED:
        return None
    closing = [] if opening or end >= last else _initials(tokens, end, last)
    name = " ".join([*opening, _in_nominative(words), *closing])
    return name, end + 2 * len(closing)


QUOTED = frozenset('"“”«»')
HONORIFICS = frozenset([
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "madam", "sheikh", "datuk", "dato", "tengku", "tun",
    "seri", "hon", "honourable", "honorable", "eng", "engr", "amb", "shri", "smt", "excellency", "highness",
    "dato'", "datin", "haji", "господин", "госпожа",
])  # fmt: skip


PARTICLES = frozenset([
    "der", "von", "de", "van", "al", "bin", "ibn", "ben", "del", "da", "dos", "das", "do", "di", "della", "du", "la",
    "las", "los", "le", "el", "ter", "bint", "ould", "фон", "де", "ван", "бин", "ибн", "бен", "аль", "эль", "да", "ди",
    "дель", "дер", "дос", "ла", "ле", "тер", "цу", "уль", "бинт", "ульд",
])  # fmt: skip
OPENING = frozenset([
    "as", "in", "at", "by", "on", "for", "from", "with", "according", "while", "when", "where", "since", "after",
    "before", "but", "and", "if", "although", "though", "during", "under", "following", "like", "citing", "quoting",
    "there", "then", "now", "also", "yet", "still", "because", "until", "despite", "besides", "moreover",
    "как", "по", "при", "об", "на", "за", "от", "из", "если", "когда", "пока", "хотя", "ранее", "также",
])  # fmt: skip


def behind_particles(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return where a name goes on behind the small words that link its parts: "Ursula von der Leyen"."""
    end = at
    while end + 1 < last and tokens[end].text in PARTICLES:
        end += 1
    return end if end > at and _capital(tokens[end]) else at


def _dotted(word: str) -> str:
    return f"{word}." if len(word) == 1 else word


def _cased(word: str) -> str:
    """Return a family name written in capitals as any name is written: "БАЙЖАНОВ"."""
    return word.capitalize() if word.isupper() and len(word) >= SHOUTED and not latin(word) else word


SHOUTED = 5  # letters from which a word in capitals behind a first name is a family name, not a short name


def _behind_middle(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> int:
    """Return where an English name goes on behind a middle initial: "Ramon L. Cruz"."""
    if marks.language != "en" or at + 2 >= last or not _initial(tokens[at]) or tokens[at + 1].text != ".":
        return at
    return at + 2 if can_be_name(tokens, marks, at + 2) else at


def _after_honorific(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """Return where the name behind "Mr" or "Dr." begins, and whether there was such a word."""
    if [token.text for token in tokens[at : at + 4]] == ["H", ".", "E", "."] and at + 4 < len(tokens):
        return _after_honorific(tokens, at + 4)[0], True
    if tokens[at].lower not in HONORIFICS and tokens[at].text != "HE":
        return at, False
    dot = at + 1 < len(tokens) and tokens[at + 1].text in ".'’"
    behind = min(at + (2 if dot else 1), len(tokens))
    return (_after_honorific(tokens, behind)[0] if behind < len(tokens) else behind), True


def _initials(tokens: Sequence[Token], at: int, last: int) -> list[str]:
    """Return the initials at a place, each a capital letter and its full stop."""
    found: list[str] = []
    if at >= last or len(tokens[at].text) > 1:
        return found
    while len(found) < 2 and at + 1 < last and _initial(tokens[at]) and tokens[at + 1].text == ".":
        found.append(tokens[at].text + ".")
        at += 2
    return found


def _capital(token: Token) -> bool:
    return token.text[0].isupper() or prefixed(token.text)


def _initial(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper() and token.kind == "word"


def _alone(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Say whether one capitalised word after a role is a family name, not the adjective of what follows it."""
    word = tokens[at].text
    compound = "-" in word and not all(part[:1].isupper() for part in word.split("-"))
    follows = tokens[end] if end < len(tokens) else None
    adjective = (
        word.lower().endswith(("ой", "ого", "ий", "ый", "ая")) and follows is not None and follows.text.islower()
    )
    return _surname(word) and not compound and not adjective


def _short_part(tokens: Sequence[Token], marks: Marks, at: int) -> bool:
    """Say whether a part of a name only looks like a short unit: "Pham Duc Ha"."""
    return latin(tokens[at].text) and tokens[at].text.istitle() and ("units", at) in marks.begin


def can_be_name(tokens: Sequence[Token], marks: Marks, at: int) -> bool:
    """Say whether a capitalised word can be part of a name: no land, no institution, no common word."""
    token = tokens[at]
    if token.kind != "word" or len(token.text) < 2 or not _capital(token):
        return False
    if token.text.isupper() and not _shouted(tokens, at):
        return False
    if PARLIAMENT.fullmatch(token.lower):
        return False
    land = _land(token) and not _namesake(tokens, at)
    return at not in marks.common and ("institutions", at) not in marks.begin and not land


def _shouted(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word in capitals is a family name behind a first name: "Серик БАЙЖАНОВ"."""
    before, word = tokens[at - 1].text if at else "", tokens[at].lower
    named = len(before) > 2 and before[:1].isupper() and before[1:].islower() and not latin(before)
    return named and len(word) >= SHOUTED and not latin(word) and FAMILY_NAME.search(word) is not None


def _namesake(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a town's name is a family name behind a first name: "Олег Бабушкин"."""
    before = tokens[at - 1] if at else None
    if before is None or latin(tokens[at].text) or not before.text[:1].isupper() or latin(before.text):
        return False
    return "Name" in grammar(before.lower)[1] and FAMILY_NAME.search(tokens[at].lower) is not None


def _land(token: Token) -> bool:
    """Say whether the dictionary knows a word as a place and nothing else."""
    tag = "" if latin(token.text) else grammar(token.lower)[1]
    return "Geox" in tag and known(token.lower)


def _surname(word: str) -> bool:
    """Say whether one capitalised word after a role can be a surname."""
    if latin(word):
        return True
    return any(mark in grammar(word.lower())[1] for mark in ("Surn", "Name")) or bool(SURNAME.search(word))


@lru_cache(maxsize=10_000)
def _personal(words: tuple[str, ...]) -> bool:
    """A name ends in no adjective of the dictionary and has a part the dictionary knows as personal, or nouns alone."""
    if latin(words[0]):
        counted = sum(word.lower() not in PARTICLES for word in words)
        return counted in (2, 3, 4) or (len(words) == 1 and words[0].lower() not in THINGS)
    tags = [grammar(word.lower())[1] for word in words]
    if len(words) == 1:
        return True
    given = len(words) == 2 and "Name" in tags[0] and "Geox" not in tags[0]
    if tags[-1].startswith(("ADJF", "PRTF")) and not given and not _as_surname(words[-1], tags[-1]):
        return False
    strange = not known(words[-1].lower())
    return (
        strange
        or any(mark in tag for tag in tags for mark in ("Name", "Surn", "Patr"))
        or all("NOUN" in t or "UNKN" in t for t in tags)
    )


@lru_cache(maxsize=10_000)
def told_as_person(words: tuple[str, ...]) -> bool:
    """Say whether capitalised words without a role are a person: a name the dictionary knows, no place and no thing."""
    if latin(words[0]):
        return not any(word.lower() in THINGS for word in words)
    if len(words) > 1 and any(word in PARTICLES or prefixed(word) for word in words[1:]):
        return "Geox" not in grammar(words[0].lower())[1]
    tags = [grammar(word.lower())[1] for word in words]
    family = words[-1].lower()
    namesake = len(words) == 2 and "Name" in tags[0] and (FAMILY_NAME.search(family) is not None or not known(family))
    if any(mark in tag for tag in (tags[:-1] if namesake else tags) for mark in ("Geox", "Orgn", "Abbr")):
        return False
    named = any(mark in tag for tag in tags for mark in ("Name", "Surn", "Patr"))
    given = zip(words[:-1], tags, strict=False)
    common = any(known(word.lower()) and not _personal_tag(tag) for word, tag in given)
    return (named or bool(FAMILY_NAME.search(words[-1]))) and not common


def _personal_tag(tag: str) -> bool:
    return any(mark in tag for mark in ("Name", "Surn", "Patr"))


@lru_cache(maxsize=10_000)
def _in_nominative(words: tuple[str, ...]) -> str:
    """Return a name in the nominative, told by the ending of its family name; names of other build stay as they are."""
    if latin(words[0]):
        return " ".join(word.removesuffix("'s") for word in words)
    family = FAMILY.search(words[-1])
    if family is None:
        return _declined(words)
    if len(words) == 1 and family[2] == "а":
        return words[-1]
    stem, ending = words[-1][: family.end(1)], family[2]
    adjectival = family[1] in ("ск", "цк")
    if ending == "ой" or (ending == "у" and _accused(words[0])):
        return " ".join([*(_feminine(word) for word in words[:-1]), stem + ("ая" if adjectival else "а")])
    if ending == "а" and (not words[0].endswith(("а", "я")) or _woman(words[0])):
        return " ".join(words)
    return " ".join([*(_masculine(word) for word in words[:-1]), stem + ("ий" if adjectival else "")])


def upright(name: str, written: str) -> str:
    """Return a man's name told in an oblique case without its endings, where its family name shows no case itself."""
    words = name.split()
    if len(words) > 1 and not latin(name) and "." not in name and (words[-1] != written or _given_upright(words[0])):
        return name
    if FAMILY.search(words[-1]) and words[-1] == written and written.endswith("а") and len(words) > 1:
        return " ".join([*(_masculine(word) for word in words[:-1]), written[:-1]])
    if latin(name) or FAMILY.search(words[-1]) or FAMILY_NAME.search(words[-1]):
        return name
    return " ".join(OBLIQUE.sub("", word) for word in words)


def _given_upright(word: str) -> bool:
    """Say whether a word is a first name in the nominative: "Анна" before a family name that shows no case."""
    tag = grammar(word.lower())[1]
    return word.endswith("я") or ("Name" in tag and "nomn" in tag)


def _as_surname(word: str, tag: str) -> bool:
    """Say whether an adjective of the dictionary is a family name as well: "Мамин", "Ильин"."""
    return personal(word.lower()) or "Poss" in tag


def _declined(words: tuple[str, ...]) -> str:
    """Return a name whose family name has no ending of its kind: a first name in another case tells its case."""
    normal, tag = grammar(words[0].lower())
    case = next((case for case in ENDINGS if case in tag), None) if "Name" in tag and "sing" in tag else None
    if case is not None and len(words) == 2:
        upright = womans_upright if "femn" in tag else mans_upright
        return f"{recase(normal, words[0])} {recase(upright(words[1].lower(), case), words[1])}"
    if len(words) == 2 and words[1].endswith("ы") and words[0].endswith(("а", "я")) and not known(words[0].lower()):
        given = f"{words[0][:-1]}й" if words[0].endswith(("ая", "ея", "ия")) else CASE.sub("", words[0])
        return f"{given} {words[1][:-1]}а"
    return " ".join([*(_instrumental(word) for word in words[:-1]), words[-1]])


def _instrumental(given: str) -> str:
    """Return a first name before a family name that knows no cases without the ending only a man's can have."""
    normal, tag = grammar(given.lower())
    if known(given.lower()) and "Name" in tag and normal.replace("ё", "е") == given.lower().replace("ё", "е"):
        return given
    return re.sub(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:ом|ем|у)$", "", given)


def _woman(given: str) -> bool:
    normal, tag = grammar(given.lower())
    return normal == given.lower() and "femn" in tag and known(given.lower())


def _accused(given: str) -> bool:
    """Say whether a word is a woman's first name in the accusative."""
    tag = grammar(given.lower())[1]
    return "Name" in tag and "femn" in tag and "accs" in tag


def _feminine(given: str) -> str:
    return recase(grammar(given.lower())[0], given)


def _masculine(given: str) -> str:
    """Return a man's first name or patronymic without the ending of its case."""
    normal, tag = grammar(given.lower())
    if known(given.lower()) and "masc" in tag:
        return recase(normal, given)
    man = man_named(given.lower()) if known(given.lower()) else None
    if man is not None:
        return recase(man, given)
    return re.sub(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем|е)$", "", given)


def lone_family(tokens: Sequence[Token], marks: Marks, at: int) -> str | None:
    """Return the family name that stands alone beside a verb of speech, in the nominative; None for other words."""
    taken = ("institutions", at) in marks.begin or ("cities", at) in marks.begin
    if at >= len(tokens) or taken or not can_be_name(tokens, marks, at):
        return None
    word = tokens[at].text
    if latin(word):
        plain = word.lower() in THINGS or word.lower() in OPENING
        return word if not plain and marks.language == "en" and word[0].isupper() else None
    tag = grammar(word.lower())[1]
    if ("Surn" in tag and "nomn" in tag) or (
        (not known(word.lower()) or "Poss" in tag) and UPRIGHT.search(word.lower())
    ):
        return word
    return None


def family_owner(tokens: Sequence[Token], marks: Marks, at: int) -> str | None:
    """Return the family name that stands alone in the genitive, in the nominative; None for other words."""
    if at >= len(tokens) or not can_be_name(tokens, marks, at) or ("cities", at) in marks.begin:
        return None
    word = tokens[at].text
    family, tag = FAMILY.search(word), grammar(word.lower())[1]
    ends = at + 1 >= len(tokens) or tokens[at + 1].kind != "word"
    strange = "Surn" in tag or not known(word.lower()) or "Poss" in tag
    if latin(word) or not (strange or (ends and family is not None)):
        return None
    if family is None:
        return word if FAMILY_NAME.search(word) else None
    if family[2] not in ("а", "ой", "ого"):
        return None
    adjectival = family[1] in ("ск", "цк")
    woman = family[2] == "ой"
    return word[: family.end(1)] + (("ая" if adjectival else "а") if woman else ("ий" if adjectival else ""))
