"""Russian noun phrases: agreeing words before a head; genitives, governed nouns, titles and years after it."""

from __future__ import annotations

from karvon.read import phrasing
from karvon.read.phrasing import Reach, Step
from karvon.read.tokens import Token, readings
from karvon.read.wordclasses import belongs, governed

LEFT = 7
GENITIVE = frozenset({"gent"})
NOMINAL = ("NOUN", "ADJF", "PRTF", "NUMR", "UNKN", "LATN")
OVER = ("VERB", "INFN", "PRTS", "GRND", "CONJ", "PREP", "PRCL", "PRED", "ADJS")
ORDINAL = frozenset({"й", "я", "е", "го", "му", "м", "ой", "ом", "ей"})
CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
ENUMERATION = 18
OWN = frozenset({"своим", "своей", "своими", "нашим", "нашими"})


def left(reach: Reach, first: int) -> int:
    """Return where the agreeing words before a head begin."""
    start = first
    while start > max(reach.scene.first, first - LEFT):
        ordinal = reach.lower(start - 1) in ORDINAL and reach.lower(start - 2) == "-"
        number = reach.token(start - 3)
        if ordinal and number is not None and number.kind == "number":
            start -= 3
        elif _qualifies(reach, start - 1, first) or _draft(reach, start - 1):
            start -= 1
        elif start < first and reach.lower(start - 1) == "и" and _qualifies(reach, start - 2, first):
            start -= 2
        else:
            break
    return start


def _draft(reach: Reach, at: int) -> bool:
    return reach.kind == "agreement" and belongs(reach.lower(at), "ru", "draft")


def _qualifies(reach: Reach, at: int, head: int) -> bool:
    token, noun = reach.token(at), reach.token(head)
    if token is None or noun is None or token.kind != "word" or belongs(token.lower, "ru", "back"):
        return False
    tags = readings(token.lower)
    agreeing = tags[0].startswith(("ADJF", "PRTF")) and "Apro" not in tags[0] and not reach.person(at)
    return agreeing and (not _cases(noun.lower) or bool(_cases(token.lower) & _cases(noun.lower)))


def _cases(word: str) -> frozenset[str]:
    tags = readings(word) if word.replace("-", "").isalpha() else ()
    return frozenset(case for case in CASES if any(case in tag for tag in tags))


def right(reach: Reach, last: int) -> int:
    """Return where a phrase ends whose head ends at a token."""
    return phrasing.walked(reach, Step(last, GENITIVE, "", closed=True), RULES)


def _number(reach: Reach, here: Step) -> Step | None:
    token = reach.token(here.at)
    if token is None or token.kind != "number":
        return None
    if reach.lower(here.at + 1) == "-" and reach.lower(here.at + 2) in ORDINAL:
        return here._replace(at=here.at + 3, closed=False)
    if here.governor not in ("на", "до") or reach.kind != "agreement":
        return None
    at = here.at + 1
    following = reach.token(at + 1)
    if reach.lower(at) == "-" and following is not None and following.kind == "number":
        at += 2
    return Step(at, CASES, here.governor, closed=True)


def _comma(reach: Reach, here: Step) -> Step | None:
    if reach.lower(here.at) not in (",", ":") or reach.kind == "event" or reach.heads(here.at + 1, 3):
        return None
    if reach.lower(here.at) == ":" and governed(reach.lower(here.at + 1), "ru", reach.kind) is None:
        return None
    again = here.governor and reach.lower(here.at + 1) == here.governor
    if again or (reach.lower(here.at) == ":"):
        return Step(here.at + 1, here.cases, here.governor, closed=False)
    listed = here.governor or reach.kind == "agreement"
    if listed and _fits(reach, here.at + 1, here.cases, "NOUN", "ADJF") and _member(reach, here.at):
        return Step(here.at + 1, here.cases, here.governor, closed=False)
    return None


def _member(reach: Reach, comma: int) -> bool:
    """Say whether a comma stands in a row of adjectives, or in an enumeration that an "and" closes."""
    row = _adjective(reach, comma - 1) and _adjective(reach, comma + 1)
    return row or _enumerates(reach, comma + 1)


def _enumerates(reach: Reach, at: int) -> bool:
    """Say whether like members follow up to a last "and" before any verb."""
    for place in range(at, min(at + ENUMERATION, reach.scene.last)):
        lower = reach.lower(place)
        if lower in ("и", "также"):
            return not reach.heads(place + 1, 3)
        token = reach.token(place)
        if token is not None and token.kind == "word" and readings(lower)[0].startswith(("VERB", "PRTS", "INFN")):
            return False
        if lower in (";", "(", ":", "-") or belongs(lower, "ru", "subordinates"):
            return False
    return False


def _joint(reach: Reach, here: Step) -> Step | None:
    at = here.at
    if reach.lower(at) == "," and reach.lower(at + 1) == "а":
        at += 1
    if reach.lower(at) == "а" and reach.lower(at + 1) == "также":
        at += 1
    elif reach.lower(at) not in ("и", "или"):
        return None
    at += 1
    if reach.heads(at, 4) or belongs(reach.lower(at), "ru", "other"):
        return None
    if here.governor and reach.lower(at) == here.governor:
        return Step(at, here.cases, here.governor, closed=False)
    loose = bool(here.governor) or reach.kind == "agreement" or reach.cued(at, "places", "regions")
    loose = loose or (_adjective(reach, here.at - 1) and _adjective(reach, at))
    if not loose or not _fits(reach, at, here.cases, "NOUN", "ADJF", "PRTF", "UNKN"):
        return None
    return Step(at, here.cases, here.governor, closed=False)


def _adjective(reach: Reach, at: int) -> bool:
    token = reach.token(at)
    return token is not None and token.kind == "word" and readings(token.lower)[0].startswith(("ADJF", "PRTF"))


def _governor(reach: Reach, here: Step) -> Step | None:
    word = reach.scene.tokens[here.at].lower
    cases = governed(word, "ru", reach.kind)
    if cases is None or not _led(reach, word, here):
        return None
    return Step(here.at + 1, GENITIVE | set(cases.split()), word, closed=False)


def _led(reach: Reach, word: str, here: Step) -> bool:
    """Say whether what follows a preposition belongs to the name."""
    at = here.at + 1
    following = reach.token(at)
    if following is None or belongs(following.lower, "ru", "aside") or (word == "к" and reach.kind == "event"):
        return False
    if word in LEADS:
        return LEADS[word](reach, here, following)
    if word in ("между", "через") and reach.kind == "institution":
        return word == "через" or _proper(reach, at)
    return True


def _in(reach: Reach, here: Step, following: Token) -> bool:
    """Say whether "в" tells of an agreement's field or topic, a body's place, a visit's goal or a meeting's setting."""
    at = here.at + 1
    place = _settled(reach, at) or reach.cued(at, "places", "regions")
    place = place or (following.text[:1].isupper() and not reach.person(at))
    if reach.kind == "event":
        visited = reach.lower(here.at - 1).startswith("визит") and reach.cued(at, "places", "cities")
        return visited or (_adjective(reach, at) and belongs(reach.lower(at + 1), "ru", "setting"))
    if reach.kind == "institution":
        return place
    topic = bool(here.governor) and not reach.timed(at) and not place
    return topic or belongs(following.lower, "ru", "field")


def _settled(reach: Reach, at: int) -> bool:
    """Say whether a word for a settlement or region begins here, over one adjective: "в приграничном селе"."""
    skip = at + _adjective(reach, at)
    return belongs(reach.lower(at), "ru", "settlement") or belongs(reach.lower(skip), "ru", "settlement")


def _on(reach: Reach, here: Step, following: Token) -> bool:
    at = here.at + 1
    if reach.kind == "institution":
        return belongs(following.lower, "ru", "edge")
    meeting = any(reach.cued(place, "events") for place in range(at, at + 4))
    inner = bool(here.governor) and not meeting and _fits(reach, at, frozenset({"loct"}), "NOUN", "ADJF")
    return following.kind == "number" or inner or _fits(reach, at, frozenset({"accs"}), "NOUN", "ADJF")


def _with(reach: Reach, here: Step, _following: Token) -> bool:
    return reach.kind == "event" or _proper(reach, here.at + 1)


def _until(_reach: Reach, _here: Step, following: Token) -> bool:
    return following.kind == "number"


LEADS = {"в": _in, "во": _in, "на": _on, "с": _with, "со": _with, "до": _until}


def _proper(reach: Reach, at: int) -> bool:
    token = reach.token(at)
    return reach.cued(at, "places") or (token is not None and token.text[:1].isupper())


def _word(reach: Reach, here: Step) -> Step | None:
    token = reach.scene.tokens[here.at]
    if reach.kind == "event" and token.lower in OWN:
        return here._replace(at=here.at + 1, closed=False)
    if not here.cases or (token.text in reach.page.people and reach.kind != "event"):
        return None
    before = reach.token(here.at - 1)
    proper = token.text.isascii() or (token.text.isupper() and len(token.text) > 1)
    settled = before is not None and (before.text == "-" or belongs(before.lower, "ru", "settlement"))
    settled = settled or (here.governor in ("в", "во") and reach.kind == "institution")
    if proper or (token.text[:1].isupper() and (settled or (reach.person(here.at) and reach.kind == "event"))):
        return here._replace(at=here.at + 1, closed=True)
    if reach.timed(here.at) and here.governor not in ("на", "до"):
        return None
    if not _fits(reach, here.at, here.cases, *NOMINAL):
        return None
    noun = any(tag.startswith(("NOUN", "UNKN")) for tag in readings(token.lower))
    cases = here.cases | {"ablt"} if belongs(token.lower, "ru", "instrumental") else here.cases
    return here._replace(at=here.at + 1, cases=cases, closed=noun)


def _fits(reach: Reach, at: int, cases: frozenset[str], *classes: str) -> bool:
    """Say whether a word can be of one of the classes in one of the cases, and is no verb or particle first."""
    token = reach.token(at)
    if token is None or token.kind != "word":
        return False
    tags = readings(token.lower)
    if tags[0].startswith(OVER) or "Apro" in tags[0]:
        return False
    return any(tag.startswith(classes) and any(case in tag for case in cases) for tag in tags)


RULES = phrasing.Rules(
    numbers=(_number,),
    signs=(phrasing.title, phrasing.bracket, phrasing.dash, _joint, _comma),
    join=frozenset({"и", "или", "а"}),
    joining=(_joint, _governor, _word),
    words=(_governor, phrasing.sized, phrasing.route, _word),
)
