"""Callings: what a text calls somebody by whose office it has told: "the diplomat" of an ambassador."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Calling(NamedTuple):
    """Words that call somebody back, and what the office of whoever they fit begins with in one of its words."""

    words: frozenset[str]
    offices: tuple[str, ...]


STATE = (
    "министр", "замминистр", "заместител", "замглав", "зампред", "начальник", "руководител", "глав", "председател",
    "губернатор", "аким", "хоким", "мэр", "вице-", "премьер", "директор", "секретар", "представител", "специалист",
    "minister", "secretary", "deputy", "director", "head", "commissioner", "governor", "chairman", "official", "chief",
    "undersecretary", "mayor", "representative",
)  # fmt: skip
DIPLOMATS = (
    "посол", "консул", "генконсул", "торгпред", "поверенн", "посланник", "атташе", "торгатташе", "спецпредставител",
    "дипломат", "мид", "иностранных", "внешн", "ambassador", "consul", "envoy", "charge", "foreign", "diplomat",
    "attache", "attaché", "counsellor", "commissioner", "representative",
)  # fmt: skip
SCHOLARS = (
    "эксперт", "аналитик", "экономист", "политолог", "востоковед", "профессор", "исследовател", "научн", "учён",
    "учен", "историк", "доцент", "доктор", "академик", "стратег", "финансист", "обозревател", "специалист",
    "economist", "analyst", "expert", "professor", "researcher", "scholar", "strategist", "specialist", "fellow",
    "lecturer", "historian",
)  # fmt: skip
MANAGERS = (
    "директор", "гендиректор", "генеральн", "основател", "учредител", "владел", "управляющ", "менеджер", "топ-менеджер",
    "предпринимател", "бизнесмен", "промышленник", "председател", "ceo", "chief", "founder", "co-founder", "director",
    "manager", "chairman", "executive", "businessman", "owner", "entrepreneur", "managing",
)  # fmt: skip
CALLINGS = (
    Calling(frozenset({"дипломат", "diplomat", "envoy", "посланник"}), DIPLOMATS),
    Calling(frozenset({"чиновник", "official", "функционер"}), STATE),
    Calling(
        frozenset({"эксперт", "аналитик", "аналитика", "экономист", "учёный", "expert", "analyst", "economist"}),
        SCHOLARS,
    ),
    Calling(frozenset({"топ-менеджер", "бизнесмен", "предприниматель", "businessman", "executive"}), MANAGERS),
    Calling(frozenset({"банкир", "banker"}), ("банк", "bank", "нацбанк", "центробанк")),
    Calling(frozenset({"парламентарий", "депутат", "lawmaker", "mp", "legislator"}), (
        "депутат", "парламент", "сенатор", "mp", "lawmaker", "legislator", "senator", "deputy",
    )),
)  # fmt: skip
HEADS = ("глав", "руководител", "начальник", "head", "chief", "boss", "шеф")
LINKS = frozenset(["of", "the", "и", "and", "for", "по", "при"])
STEM = 5


@lru_cache(maxsize=10_000)
def fits(called: str, office: str) -> bool:
    """Say whether a word or phrase can call back whoever holds an office: by their kind, or as its head."""
    words, held = called.lower().split(), office.lower().split()
    if not words or not held:
        return False
    if len(words) <= 2 and any(
        (words[-1] in kind.words or words[0] in kind.words) and any(word.startswith(kind.offices) for word in held)
        for kind in CALLINGS
    ):
        return len(words) == 1 or (words[-1] in ENGLISH and words[0] != "chief")
    return _heads(words, held)


ENGLISH = frozenset(word for kind in CALLINGS for word in kind.words if word.isascii())


def _heads(words: list[str], held: list[str]) -> bool:
    """Say whether words call somebody the head of what an office is of: "глава парламента" of its speaker."""
    lead = words[0].startswith(HEADS) or words[-1] in ("chief", "boss", "head")
    of_them = {word[:STEM] for word in words if len(word) >= STEM and not word.startswith(HEADS)} - {"первы"}
    theirs = {word.strip("«»,()").removesuffix("'s")[:STEM] for word in held if word not in LINKS}
    return lead and bool(of_them) and of_them <= theirs
