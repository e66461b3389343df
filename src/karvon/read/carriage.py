"""Carriage: the two ends of freight, trains and flights, by prepositions, towns and words for the way back."""

from __future__ import annotations

from itertools import pairwise

from karvon.read.atlas import DASHES, country_of
from karvon.read.cues import Cue
from karvon.read.dealing import Sides
from karvon.read.routes import line_through
from karvon.read.scope import Scope, kind, talk


def ends(of: Scope) -> Sides | None:
    """Return the ends of carriage its prepositions tell, the other of the document's two where one is left out."""
    source, target = of.first(("from",)), of.first(("to", "inward"))
    back = _back(of, source, target)
    if back is not None:
        return back
    if source is not None and target is not None and source != target:
        return source, target
    through = of.first(("via",)) or _by_port(of)
    if through is not None and len(of.named) == 2:
        return _through(of, through, target)
    owner = _owner(of) if source is None and target is None and len(of.named) == 2 else None
    if owner is not None:
        return owner, next(code for code in of.named if code != owner)
    onward = source if of.setting.has(source) else target if of.setting.has(target) else None
    if len(of.named) == 1 and onward is not None and of.setting.other is not None and not of.setting.corridor:
        other = of.setting.beside(onward)
        return (onward, other) if onward == source else (other, onward)
    return (None, None) if not of.named and of.routed else None


def _owner(of: Scope) -> str | None:
    """Return whose goods are in transit: "A's transit goods", "Rwandan transit cargo"."""
    if of.found.indicator != "transit_volume":
        return None
    tokens = of.found.scene.tokens
    for mention in of.own:
        owned = mention.kind == "adjective" or tokens[mention.last - 1].lower.endswith(("'s", "s'"))
        behind = [token.lower for token in tokens[mention.last : mention.last + OWNED]]
        if owned and mention.code in of.named and any(word.startswith("transit") for word in behind):
            return mention.code
    return None


OWNED = 3


def _by_port(of: Scope) -> str | None:
    """Return the country through whose port, line or land goods are told to go: "through the port of A"."""
    tokens = of.found.scene.tokens
    for mention in of.own:
        before = [token.lower for token in tokens[max(of.found.scene.first, mention.first - PORT) : mention.first]]
        led = any(word in THROUGH for word in before) and any(word.startswith(PASSED) for word in before)
        if led and mention.code in of.named:
            return mention.code
    return None


PORT, THROUGH = 5, frozenset({"through", "via", "через"})
PASSED = ("port", "territor", "terminal", "railway", "порт", "территор", "терминал")


def _back(of: Scope, source: str | None, target: str | None) -> Sides | None:
    """Return the ends of a part of the goods told before, or of those that go back: "of these, 300 to A, 200 back"."""
    last = of.earlier[-1] if of.earlier else None
    if (
        last is None
        or None in (sides := (last.placed.reporter, last.placed.partner))
        or kind(last.found) != "transport"
    ):
        return None
    near = last.found.scene.sentence.paragraph == of.found.scene.sentence.paragraph
    clause = of.clause()
    behind = [word for word in of.after[:BEHIND] if word[0].isalnum()]
    told = (*clause[: len(clause) - len(of.after)], *(behind if len(behind) == len(of.after[:BEHIND]) else ()))
    if near and any(word in BACKWARD for word in told):
        return sides[1], sides[0]
    known = source or target
    return sides if near and None in (source, target) and known in sides and of.says(OF_THESE) else None


BEHIND = 4
BACKWARD = frozenset({"обратно", "обратном", "back", "return", "reverse"})
OF_THESE = ("из них", "из которых", "of these", "of which", "of them")


def _through(of: Scope, through: str, target: str | None) -> Sides:
    """Return whose goods pass through a country: to where they go if that is told, else with the country itself."""
    if target is None or target == through:
        return next(code for code in of.named if code != through), through
    before = talk(of)
    home = before.reporter if before is not None else of.setting.main
    return (home if home not in (target, through) else None), target


def between(of: Scope) -> Sides | None:
    """Return the countries of two towns joined by a dash: "Ташкент – Сеул"."""
    if line_through(of.found.scene):
        return None, None
    towns = [cue for cue in of.found.scene.cues if cue.group in ("cities", "regions", "places")]
    dashed = [_dashed(of, left, right) for left, right in pairwise(towns)]
    if any(one and two for one, two in pairwise(dashed)):
        return None
    for (left, right), joined in zip(pairwise(towns), dashed, strict=True):
        ends = country_or_own(left), country_or_own(right)
        if (joined or left.first == right.first) and ends[0] != ends[1]:
            return ends
    return None


def _dashed(of: Scope, left: Cue, right: Cue) -> bool:
    """Say whether nothing but a dash stands between two names."""
    between = of.found.scene.tokens[left.last : right.first]
    return len(between) == 1 and between[0].text in DASHES


def country_or_own(cue: Cue) -> str | None:
    """Return the country of a town, a region or a country."""
    return country_of(cue.code) if "-" in cue.code else cue.code
