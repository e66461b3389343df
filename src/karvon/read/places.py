"""Places: which countries a document and a sentence speak of, and which way a flow runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from babel.core import get_global

from karvon.model.vocabulary import codes
from karvon.read.cues import Cue
from karvon.read.frames import Frame
from karvon.read.numbers import Marks
from karvon.read.tokens import Token

TO = frozenset({"в", "во", "на", "to", "into", "для"})
FROM = frozenset({"из", "from", "со"})
INSIDE = frozenset({"в", "во", "in", "на"})
DIRECTED = frozenset(
    {"export", "import", "noncommodity_export", "export_potential", "investment_flow", "investment_stock"}
)
GROUPABLE = DIRECTED | {"trade_turnover", "freight_volume", "transit_volume", "trade_share"}
REGIONAL = frozenset(
    {"trade_turnover", "export", "import", "contract_value", "investment_flow", "capacity", "production"}
)
TERRITORIAL = frozenset({"project_count", "project_value", "company_count", "jobs", "hub_count", "site_area"})


def pair_of(cues: Sequence[Cue]) -> tuple[str | None, str | None]:
    """Return the two countries the document names most, the more frequent first."""
    counts = Counter(cue.code for cue in cues if cue.group == "places" and cue.code not in codes("groups"))
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return (ranked[0] if ranked else None), (ranked[1] if len(ranked) > 1 else None)


def countries(cues: Sequence[Cue], first: int, last: int) -> list[Cue]:
    """Return the cues of countries (not groups) among tokens [first, last)."""
    return [c for c in cues if c.group == "places" and first <= c.first < last and c.code not in codes("groups")]


def sides(found: Frame, pair: tuple[str | None, str | None], voice: str | None) -> tuple[str | None, str | None]:
    """Return (reporter, partner) of a frame: as the sentence directs the flow, else the voice's country first."""
    scene = found.scene
    region = _region(found) if found.indicator in REGIONAL else None
    voice = (country_of(region) if region else None) or voice
    near = countries(scene.cues, scene.first, scene.last)
    group = _group(found)
    own = voice if voice in pair else None
    if found.indicator in DIRECTED:
        reporter, partner = _directed(found, near, pair)
        reporter = own if region else reporter or own or pair[0]
        return reporter, group or partner or _other(pair, reporter)
    named = _distinct(near)
    both = (named[0], named[1]) if len(named) == 2 and own not in named and not set(named) & set(pair) else pair
    if group is not None and found.indicator in GROUPABLE and len(named) <= 1:
        return (named[0] if named else own or pair[0]), group
    if len(named) == 2 and found.indicator == "trade_turnover":
        both = (named[0], named[1])
    reporter = voice if voice in both else both[0]
    return reporter, _other(both, reporter)


def _distinct(cues: Sequence[Cue]) -> list[str]:
    return list(dict.fromkeys(cue.code for cue in cues))


def _other(pair: tuple[str | None, str | None], one: str | None) -> str | None:
    return pair[1] if one == pair[0] else pair[0]


def _group(found: Frame) -> str | None:
    scene, amount = found.scene, found.amount
    near = [
        c
        for c in scene.cues
        if c.group == "places" and c.code in codes("groups") and _close(c, amount.first, amount.last)
    ]
    if found.indicator not in GROUPABLE or not near:
        return None
    return near[0].code


def _close(cue: Cue, first: int, last: int) -> bool:
    return cue.first - last <= 6 if cue.first >= last else first - cue.last <= 8


def _directed(found: Frame, near: Sequence[Cue], pair: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """Read "exports of A to B", "imports from A", "B's exports": origin reports an export, destination an import."""
    if found.cue is None:
        return None, None
    home: str | None = None
    away: str | None = None
    into_home = found.indicator == "import"
    window = [c for c in near if abs(c.first - found.cue.first) <= 7]
    for cue in sorted(window, key=lambda c: abs(c.first - found.cue.first)):  # type: ignore[union-attr]
        before = found.scene.tokens[cue.first - 1].lower if cue.first > found.scene.first else ""
        goes_to, comes_from = before in TO, before in FROM
        if goes_to != comes_from:
            if goes_to == into_home:
                home = home or cue.code
            else:
                away = away or cue.code
        elif cue.code != away:
            home = home or cue.code
    if home is None and away is not None:
        home = _other(pair, away) if away in pair else None
    return home, away


def territory(found: Frame, marks: Marks, tokens: Sequence[Token]) -> str | None:
    """Return where a count or value holds: "на территории А", "in A", a region, beside the amount."""
    if found.indicator in REGIONAL:
        return _region(found)
    if found.indicator not in TERRITORIAL:
        return None
    others = [a.first for a in found.scene.amounts if a.first > found.amount.first]
    first, last = (
        max(found.segment[0], found.amount.first - 6),
        min(found.segment[1], found.amount.last + 9, *others[:1]),
    )
    for at in range(first, last):
        cue = marks.begin.get(("regions", at)) or marks.begin.get(("places", at))
        if cue is not None and cue.code not in codes("groups") and _located(tokens, at):
            return cue.code
    return None


def _region(found: Frame) -> str | None:
    """Return the only region its sentence names before or right after the amount."""
    cues = [c for c in found.scene.cues if c.group == "regions" and c.first <= found.amount.last + 6]
    named = {c.code for c in cues if c.row["pattern"].split()[-1].startswith(("област", "region"))}
    return named.pop() if len(named) == 1 else None


@cache
def country_of(region: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of the country a region code (ISO 3166-2) belongs to."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    alpha2 = region.split("-", maxsplit=1)[0]
    return next(
        (code for code, short in aliases.items() if len(code) == 3 and code.isalpha() and short == [alpha2]), None
    )


def _located(tokens: Sequence[Token], at: int) -> bool:
    if at == 0:
        return False
    before = tokens[at - 1].lower
    return (
        before in INSIDE
        or before in ("территории", "стороне", "республике")
        or (before == "of" and at > 1 and tokens[at - 2].lower == "territory")
    )
