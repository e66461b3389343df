"""English noun phrases: from the determiner or the first capital before a head, over "of" and "on", to the verb."""

from __future__ import annotations

from karvon.read import listing, phrasing
from karvon.read.phrasing import Reach, Step
from karvon.read.wordclasses import belongs, governed

LEFT = 9
NOTHING: frozenset[str] = frozenset()
ENUMERATION = 16
PAST = ("united", "related", "limited", "advanced", "integrated", "unified")


def left(reach: Reach, first: int) -> int:
    """Return where a phrase begins: behind its determiner, else with its capitals and qualifiers."""
    start = first = _titled(reach, first)
    while start > max(reach.scene.first, first - LEFT) and _qualifies(reach, start - 1):
        start -= 1
    back = start
    while back > max(reach.scene.first, first - LEFT):
        token = reach.token(back - 1)
        if token is None or belongs(token.lower, "en", "determiner"):
            return back
        plain = (
            token.kind in ("word", "number")
            and (not _over(token.lower) or _described(reach, back - 1))
            and governed(token.lower, "en", "agreement") is None
        )
        if not plain or token.lower in ("and", "or"):
            break
        back -= 1
    return back if reach.scene.lead is not None and back == listing.body(reach.scene) else start


def _titled(reach: Reach, first: int) -> int:
    """Return where a phrase begins whose name stands in marks before its head: "the «A - B» railway"."""
    before = reach.token(first - 1)
    if before is None or before.text not in "»”" or reach.kind == "event":
        return first
    back = range(first - 2, max(reach.scene.first, first - TITLE) - 1, -1)
    return next((at for at in back if (token := reach.token(at)) is not None and token.text in "«“"), first)


TITLE = 14


def _allied(reach: Reach, at: int) -> bool:
    """Say whether a participle belongs to a title by its capital: "Treaty on Allied Relations"."""
    token = reach.token(at)
    return token is not None and token.text[0].isupper() and token.lower.endswith("ed") and not reach.person(at)


def _described(reach: Reach, at: int) -> bool:
    """Say whether a participle describes the head behind its article: "an extended meeting"."""
    return reach.lower(at).endswith("ed") and belongs(reach.lower(at - 1), "en", "determiner")


def _qualifies(reach: Reach, at: int) -> bool:
    token = reach.token(at)
    if token is None or token.kind != "word":
        return token is not None and token.text == "-" and _capital(reach, at - 1) and _capital(reach, at + 1)
    if token.lower == "and" and reach.kind == "event" and _modifies(reach, at - 1) and _modifies(reach, at + 1):
        return True
    if token.lower == "and" or (token.lower == "in" and reach.kind == "agreement"):
        return _capital(reach, at - 1) and _capital(reach, at + 1)
    if belongs(token.lower, "en", "determiner") or governed(token.lower, "en", "agreement") is not None:
        return False
    return (
        (_capital(reach, at) and at > reach.scene.first) or belongs(token.lower, "en", "modifier") or _draft(reach, at)
    )


def _modifies(reach: Reach, at: int) -> bool:
    return belongs(reach.lower(at), "en", "modifier")


def _draft(reach: Reach, at: int) -> bool:
    return reach.kind == "agreement" and belongs(reach.lower(at), "en", "draft")


def _capital(reach: Reach, at: int) -> bool:
    token = reach.token(at)
    return token is not None and token.text[:1].isupper() and not reach.person(at) and not reach.timed(at)


def _over(word: str) -> bool:
    """Say whether a word ends a noun phrase: an auxiliary, a verb in the past, a relative pronoun, an adverb."""
    if "-" in word:
        return False
    verb = belongs(word, "en", "participle") or (word.endswith("ed") and word not in PAST)
    return verb or belongs(word, "en", "stop")


def right(reach: Reach, last: int) -> int:
    """Return where a phrase ends whose head ends at a token."""
    return phrasing.walked(reach, Step(last, NOTHING, "", closed=True), RULES)


def _number(reach: Reach, here: Step) -> Step | None:
    token = reach.token(here.at)
    if token is None or token.kind != "number":
        return None
    if reach.lower(here.at + 1) in ("st", "nd", "rd", "th"):
        return here._replace(at=here.at + 2, closed=False)
    if here.governor not in ("for", "to", "from") or reach.kind != "agreement":
        return None
    after = reach.token(here.at + 2)
    ranged = reach.lower(here.at + 1) == "-" and after is not None and after.kind == "number"
    return here._replace(at=here.at + (3 if ranged else 1), closed=True)


def _comma(reach: Reach, here: Step) -> Step | None:
    if (
        reach.lower(here.at) != ","
        or not here.governor
        or (reach.kind == "event" and not _offices(reach, here.at))
        or reach.heads(here.at + 1, 3)
    ):
        return None
    for place in range(here.at + 1, min(here.at + ENUMERATION, reach.scene.last)):
        lower = reach.lower(place)
        if lower == "and":
            return here._replace(at=here.at + 1, closed=False) if not reach.heads(place + 1, 5) else None
        if _over(lower) or lower in (";", ":", "(", "-") or reach.person(place):
            return None
    return None


def _offices(reach: Reach, comma: int) -> bool:
    """Say whether a comma stands in the name of an office: "Minister of Economy, Trade and Industry"."""
    return any(reach.cued(at, "roles") for at in range(comma - OFFICE, comma)) and _capital(reach, comma + 1)


OFFICE = 4


def _joint(reach: Reach, here: Step) -> Step | None:
    at = here.at + (reach.lower(here.at) == ",")
    if reach.lower(at) not in ("and", "&") or reach.heads(at + 1, 6):
        return None
    following = reach.token(at + 1)
    if following is None or _over(following.lower) or belongs(following.lower, "en", "other") or _apart(reach, at + 1):
        return None
    if following.lower in ("a", "an") and here.governor != "between":
        return None
    paired = following.lower == "the" and _capital(reach, at + 2) and _among_two(reach, here.at)
    made = reach.kind != "institution" or _makes(reach, here.at)
    if not (_capital(reach, at + 1) or paired) and not (here.governor and made):
        return None
    ahead = [reach.lower(place) for place in range(at + 1, at + 5)]
    acts = reach.lower(at + 2) == "of"
    if not _capital(reach, at + 1) and not acts and any(belongs(word, "en", "finite") for word in ahead[1:4]):
        return None
    return here._replace(at=at + 1, closed=False, governor=here.governor or ("between" if paired else ""))


def _makes(reach: Reach, at: int) -> bool:
    """Say whether a facility is named by what it makes: "a plant for the production of profiles and"."""
    return any(reach.lower(place) in MAKING for place in range(at - 5, at))


MAKING = frozenset({"production", "processing", "manufacture", "manufacturing", "assembly", "storage"})


def _apart(reach: Reach, at: int) -> bool:
    """Say whether another thing begins behind "and" than the meeting: "… Committee and the aim of the parties"."""
    known = reach.lower(at) in ("the", "its", "their") and not _capital(reach, at + 1)
    return reach.kind == "event" and known


def _among_two(reach: Reach, at: int) -> bool:
    """Say whether "between" opened the list that an "and" goes on."""
    words = [reach.lower(place) for place in range(max(reach.scene.first, at - ENUMERATION), at)]
    return "between" in words


def _made(reach: Reach, here: Step) -> Step | None:
    """Go over the verb between an agreement and its matter: "an agreement was signed on the launch of flights"."""
    words = [reach.lower(at) for at in range(here.at, here.at + 4)]
    if reach.kind != "agreement" or here.governor or words[0] not in ("was", "were", "is", "been"):
        return None
    signed = words[1] in ("signed", "inked", "concluded", "reached", "adopted")
    return here._replace(at=here.at + 2, closed=False) if signed and words[2] in ("on", "for", "to") else None


def _governor(reach: Reach, here: Step) -> Step | None:
    word = reach.lower(here.at)
    if governed(word, "en", reach.kind) is None or not _led(reach, word, here):
        return None
    return Step(here.at + 1, NOTHING, word, closed=False)


def _when(reach: Reach, word: str, at: int) -> bool:
    """Say whether "on" tells when or on what occasion, not about what: "on the 25th anniversary", "on Friday"."""
    ahead = (reach.lower(place) for place in range(at, at + 4))
    return word == "on" and any(belongs(following, "en", "circumstance") for following in ahead)


def _led(reach: Reach, word: str, here: Step) -> bool:
    """Say whether what follows a preposition belongs to the name."""
    at = here.at + 1
    if reach.token(at) is None or (reach.timed(at) and word not in ("for", "from")) or _when(reach, word, at):
        return False
    if word == "in":
        skip = at + belongs(reach.lower(at), "en", "determiner")
        field = belongs(reach.lower(skip), "en", "field")
        topic = belongs(reach.lower(here.at - 1), "en", "relation") and not _capital(reach, at)
        return (field or topic) if reach.kind == "agreement" else _capital(reach, at)
    if word in ("with", "among"):
        return reach.kind == "event" or _capital(reach, at) or _capital(reach, at + 1)
    if word == "to":
        return not here.governor and not belongs(reach.lower(at), "en", "becoming")
    if word in ("at", "near") and reach.kind == "institution":
        return _there(reach, at)
    return word != "at" or reach.lower(here.at - 1) in ("aimed", "directed")


def _there(reach: Reach, at: int) -> bool:
    """Say whether a place or another facility is named: "a terminal at the port of …"."""
    named = reach.lower(at) == "the" and (reach.cued(at + 1, "names") or _capital(reach, at + 1))
    return named or _capital(reach, at)


def _word(reach: Reach, here: Step) -> Step | None:
    token = reach.token(here.at)
    if token is None or token.kind != "word" or _ends(reach, here, token.lower):
        return None
    if belongs(token.lower, "en", "determiner"):
        fresh = here.governor == "to" or not _closed(reach, here.at)
        return here._replace(at=here.at + 1, closed=False) if fresh else None
    if here.governor or (token.text.isupper() and len(token.text) > 1):
        return here._replace(at=here.at + 1, closed=True)
    return None


def _ends(reach: Reach, here: Step, word: str) -> bool:
    """Say whether a word cannot belong to the name: a verb, a preposition, a time, somebody's name."""
    if (here.governor == "to" and reach.lower(here.at - 1) == "to") or _allied(reach, here.at):
        return False
    if _over(word) or word == "and" or governed(word, "en", "agreement") is not None:
        return True
    if reach.person(here.at) and reach.kind != "event" and not _led_by(reach, here.at):
        return True
    return reach.timed(here.at) and here.governor not in ("for", "from")


def _led_by(reach: Reach, at: int) -> bool:
    """Say whether a capital goes on a name begun by a preposition or another capital of the phrase."""
    before = reach.token(at - 1)
    return before is not None and (
        governed(before.lower, "en", reach.kind) is not None
        or not reach.person(at - 1)
        or (reach.person(at - 1) and _led_by(reach, at - 1))
    )


def _closed(reach: Reach, at: int) -> bool:
    """Say whether the word before can end a phrase, so that a determiner begins another one."""
    before = reach.lower(at - 1)
    opened = governed(before, "en", reach.kind) is not None or belongs(before, "en", "determiner")
    return not (opened or before in ("and", "&", ",", "all"))


RULES = phrasing.Rules(
    numbers=(_number,),
    signs=(phrasing.title, phrasing.bracket, phrasing.dash, _joint, _comma),
    join=frozenset({"and", "was", "were", "is", "been"}),
    joining=(_made, _joint, _governor, _word),
    words=(phrasing.sized, _governor, _word),
)
