"""English institutions: the words around an office or a company that belong to its name."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.bodyparts import alias_at, country_of, joined, tells
from karvon.read.cues import Cue
from karvon.read.numbers import Marks
from karvon.read.persons import Mention
from karvon.read.tokens import Token

ARTICLES = frozenset([
    "the", "a", "an", "this", "that", "these", "its", "their", "his", "her", "our", "last", "earlier",
    "meanwhile", "according", "in", "on", "at", "by", "from", "to", "and", "of", "as", "while", "but", "when",
    "also", "press-release",
])  # fmt: skip
MODIFIERS = frozenset([
    "customs", "foreign", "trade", "statistics", "statistical", "national", "state", "central", "regional",
    "revenue", "general", "energy", "finance", "economy", "economic", "agriculture", "transport", "interior",
    "health", "tax", "border", "industry", "investment", "federal", "municipal", "statistic", "railway",
    "labour", "labor", "tourism", "migration", "competition", "export", "import", "development", "chief",
    "commerce", "defence", "defense", "education", "environment", "oil", "petroleum", "mining", "mines", "water",
    "justice", "culture", "planning", "digital", "communications", "infrastructure", "housing", "social", "immigration",
    "civil", "aviation", "maritime", "port", "ports", "antitrust", "securities", "food", "agricultural", "industrial",
    "commercial",
    "electricity", "external", "affairs", "home", "gas", "power", "information", "science", "mineral", "sports",
    "youth", "provincial", "county", "city", "rural",
    "urban", "supply", "internal", "resources", "land", "livestock", "nuclear",
    "foreign-trade", "emergency", "roads", "shipping", "fisheries", "forestry", "works", "technology",
])  # fmt: skip
JOINS = ("of", "for", "on")
DATES = frozenset([
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
])  # fmt: skip


def english(tokens: Sequence[Token], marks: Marks, cue: Cue) -> Mention | None:
    """Return the institution whose head is a cue, its article left out."""
    first = cue.first
    while first and cue.first - first < 7 and _before_head(tokens, marks, first - 1):
        land = marks.end.get(("places", first))
        first = land.first if land is not None else first - 1
    while first < cue.first and tokens[first].lower in ARTICLES:
        first += 1
    last = cue.last
    possessive = tokens[cue.last - 1].lower.endswith("'s")
    while not possessive and last + 1 < len(tokens):
        step = _english_step(tokens, marks, last) or _field_step(tokens, marks, cue.last, last)
        if not step:
            break
        if cue.code in HEADED and _head_named(tokens, marks, last):
            break
        last += step
    own = cue.row["alone"] == "yes"
    name = joined(tokens[first:last]).removesuffix("'s")
    outlets = (marks.begin.get(("institutions", at)) for at in range(first, cue.first))
    if "News" in name or "Press Agency" in name or any(one is not None and one.code == "outlet" for one in outlets):
        return None
    return Mention(
        first,
        last,
        name,
        None,
        country_of(marks, first, last),
        body=cue.code,
        bare=not own and last == cue.last and first == cue.first,
        alias=alias_at(tokens, last),
    )


HEADED = frozenset([
    "ministry", "committee", "agency", "bureau", "department", "administration", "service", "office", "customs",
    "government", "chamber", "embassy", "commission", "board", "union", "centre", "bank",
])  # fmt: skip


def _head_named(tokens: Sequence[Token], marks: Marks, at: int) -> bool:
    """Say whether two capitals behind a small word name who heads an office: "head of the customs service Jane Doe"."""
    if at + 1 >= len(tokens) or tokens[at - 1].lower in (*JOINS, "the", "and"):
        return False
    if not tokens[at - 1].text[0].islower() and not (tells(marks, at + 2) and tokens[at - 1].lower in MODIFIERS):
        return False
    both = tokens[at : at + 2]
    if any(token.kind != "word" or not token.text.istitle() or token.lower in MODIFIERS for token in both):
        return False
    kinds = ("places", "cities", "institutions", "roles")
    return not any((kind, at + one) in marks.begin for kind in kinds for one in (0, 1))


def _head_at(tokens: Sequence[Token], marks: Marks, at: int) -> bool:
    """Say whether the head of another institution stands here, with nothing but modifiers of a small letter before."""
    before = tokens[at - 1]
    small = before.lower in MODIFIERS or before.lower in ARTICLES or before.text[0].isupper()
    small = small and not before.lower.endswith("'s")
    return ("institutions", at) in marks.begin and small


def _before_head(tokens: Sequence[Token], marks: Marks, at: int) -> bool:
    token = tokens[at]
    if token.kind != "word" or tells(marks, at) or token.lower in ARTICLES - {"and"}:
        return False
    if token.lower == "and":
        return at > 0 and (tokens[at - 1].lower in MODIFIERS or tokens[at - 1].text[0].isupper())
    return token.text[0].isupper() or token.lower in MODIFIERS or ("places", at + 1) in marks.end


def _field_step(tokens: Sequence[Token], marks: Marks, first: int, at: int) -> int:
    """Return how far a list of fields goes on behind a comma: "Ministry of Trade, Industry and Energy"."""
    led = any(token.lower in JOINS for token in tokens[first:at]) and tokens[at - 1].lower in FIELDS
    if not led or tokens[at].text != ",":
        return 0
    behind = [token.lower for token in tokens[at + 1 : at + 2 * FIELD]]
    last = next((place for place, word in enumerate(behind) if word not in FIELDS and word not in LISTING), len(behind))
    last = next((place + 1 for place in range(last - 1, -1, -1) if behind[place] in FIELDS), 0)
    whole = any(word in ("and", "&") for word in behind[:last]) and behind[0] in FIELDS
    return last + 1 if whole and tokens[at + 1].text[0].isupper() and not tells(marks, at + last) else 0


FIELD = 6
FIELDS = MODIFIERS | frozenset([
    "waterways", "fishing", "innovation", "employment", "entrepreneurship", "communication", "crafts", "handicrafts",
    "cooperatives", "textiles", "electronics", "metals", "minerals", "services", "climate", "ecology", "business",
    "enterprise", "enterprises", "economics", "railways", "welfare", "research", "consumer",
])  # fmt: skip
LISTING = frozenset([",", "and", "&", "the"])


def _english_step(tokens: Sequence[Token], marks: Marks, at: int) -> int:
    token, after = tokens[at], tokens[at + 1]
    if (
        tells(marks, at)
        or token.lower in DATES
        or ("roles", at) in marks.begin
        or (tells(marks, at + 1) and not token.text[0].isupper())
    ):
        return 0
    if token.lower in JOINS or (token.lower == "and" and tokens[at - 1].text[0].isupper()):
        article = 1 if after.lower == "the" else 0
        inner = next(
            (i for i in range(at + 1 + article, min(at + 4 + article, len(tokens))) if _head_at(tokens, marks, i)), None
        )
        if inner is not None:
            return inner + 1 - at
        if article and at + 2 < len(tokens) and tokens[at + 2].text[0].isupper():
            return 3
        if after.lower in DATES:
            return 0
        named = after.text[0].isupper() or (token.lower == "of" and after.lower in MODIFIERS)
        return 2 if named and after.kind == "word" else 0
    return 1 if token.kind == "word" and token.text[0].isupper() else 0
