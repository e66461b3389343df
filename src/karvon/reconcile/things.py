"""Which thing a text speaks of: one that the registry knows, or one that texts name, by one name in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from karvon.model.claim import Claim, Relation
from karvon.model.document import Document
from karvon.model.row import Row
from karvon.reconcile.callings import calling, sentence
from karvon.reconcile.names import named_in, stems, words_of
from karvon.reconcile.phases import phase_of
from karvon.reconcile.proper import proper_name, stem

THINGS = ("projects", "hubs", "bodies", "agreements")
TELLS, SIGN = "describes", ": "
OF, LONE = "of", "~"  # a relation to a thing by its name; what begins the name of one that has none
SIZES = ("capacity", "line_length", "site_area", "building_count")
OF_THING = frozenset({"indicator.cost", "indicator.thing"})  # the rules by which a text tells what one thing costs
QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{3,})[»”“\"]")


def described(claim: Claim) -> list[str]:
    """Return the ids of the claims that name what a claim tells of."""
    return [one.target for one in claim.relations if one.type == TELLS]


def phrase_of(claim: Claim) -> str:
    """Return the words of a claim that name a thing."""
    return claim.quote if claim.kind == "commitment" else claim.subject or claim.quote


def registered_names(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return the names of registered things with their ids."""
    things = [row for row in rows if row.table in THINGS]
    return [(row.id, name) for row in things for column in ("name_ru", "name_en") if (name := row.get(column))]


def named_thing(claim: Claim, registered: list[tuple[str, str]], page: Document) -> str | None:
    """Return the registered thing that a claim names, else the name that tells it from others; None without one."""
    return known_thing(claim, registered) or calling(claim, page) or proper_of(claim, page)


def proper_of(claim: Claim, page: Document) -> str | None:
    """Return the kind and the proper name of the thing of a claim, which may stand right behind its words."""
    there = page.text[claim.start : claim.end] == claim.quote
    behind = sentence(page.text, claim.start, claim.end).partition(claim.quote)[2] if there else ""
    return proper_name(phrase_of(claim), behind)


def known_thing(claim: Claim, registered: list[tuple[str, str]]) -> str | None:
    """Return the one registered thing that a claim names: by all words of its name, or by those in quotation marks."""
    phrase = claim.subject or claim.quote
    quoted = QUOTED.search(phrase)
    known = {thing for thing, name in registered if named_in(name, phrase)}
    if not known and quoted:
        known = {thing for thing, name in registered if _bears(name, quoted[1])}
    return known.pop() if len(known) == 1 else None


def _bears(name: str, quoted: str) -> bool:
    """Say whether a registered name is the one in quotation marks, with no more than the kind of thing before it."""
    own = QUOTED.search(name)
    return own is not None and stems(own[1]) == stems(quoted) and len(words_of(name)) <= len(words_of(own[1])) + 1


def one_names(called: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the names to be told by other ones: "plant: karas" where a text has a plant's name in quotation marks.

    Names come with the kind of the thing that bears them, as far as its text tells it. A bridge is not the plant of
    its name.
    """
    listed = frozenset(called)
    quoted: dict[tuple[str, str], str] = {}
    for name, kind in sorted(listed, reverse=True):
        if SIGN not in name:
            quoted[" ".join(map(stem, name.split())), kind] = name
    found: dict[str, str] = {}
    for name, _ in listed:
        kind, sign, bare = name.partition(SIGN)
        own = (quoted.get((bare, kind)) or quoted.get((bare, ""))) if sign else None
        found |= {name: own} if own else {}
    return found


def with_things(claims: tuple[Claim, ...], pages: Mapping[str, Document], rows: Sequence[Row]) -> tuple[Claim, ...]:
    """Return the claims, in which every cost and size of one thing leads to the name of that thing.

    The page and the claim stand for a thing without a name of its own: what two pages tell of such is not of one. So
    do the page and the words for a phase of a thing, which is not the whole.
    """
    names = {claim.id: claim for claim in claims if claim.kind == "institution"}
    registered = registered_names(rows) if names else []
    found = []
    for claim in claims:
        page = pages.get(claim.document)
        name = _thing_of(claim, page, names, registered) if page is not None and claim.kind == "quantity" else None
        found.append(claim if name is None else replace(claim, relations=(*claim.relations, Relation(OF, name))))
    return tuple(found)


def _thing_of(
    claim: Claim, page: Document, names: Mapping[str, Claim], registered: list[tuple[str, str]]
) -> str | None:
    """Return the name of the thing whose cost or size a claim tells; None of what is of no single thing."""
    thing = next((names[one] for one in described(claim) if one in names), None)
    lone = claim.change == "level" and (claim.indicator in SIZES or not OF_THING.isdisjoint(claim.rules))
    phase = phase_of(claim, page) if thing is not None or lone else ""
    if phase:
        return f"{LONE}{page.id} {phase}"
    if thing is not None:
        return named_thing(thing, registered, page) or f"{LONE}{page.id} {thing.id}"
    return f"{LONE}{page.id}" if lone else None


def named_by(claim: Claim) -> str | None:
    """Return the name of the thing that a claim was found to tell of."""
    return next((one.target for one in claim.relations if one.type == OF), None)
