"""Places: which countries a document and a sentence speak of, and which way a flow runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from babel.core import get_global

from karvon.model.vocabulary import by_code, codes
from karvon.read.cues import Cue
from karvon.read.numbers import Marks
from karvon.read.scene import Frame
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


class Setting(NamedTuple):
    """The country a document is mostly about, and the other one when the document is about two."""

    main: str | None
    other: str | None


def setting_of(cues: Sequence[Cue]) -> Setting:
    """Return what a document is about: two countries, the first named first, where no third is named as often."""
    counts = Counter(cue.code for cue in cues if cue.group == "places" and cue.code not in codes("groups"))
    ranked = counts.most_common()
    if not ranked:
        return Setting(None, None)
    second = ranked[1] if len(ranked) > 1 else (None, 0)
    third = ranked[2][1] if len(ranked) > 2 else 0
    bilateral = second[1] * 4 >= ranked[0][1] and second[1] > third
    if not bilateral:
        return Setting(ranked[0][0], None)
    first, other = (code for code in counts if code in (ranked[0][0], second[0]))
    return Setting(first, other)


def countries(cues: Sequence[Cue], first: int, last: int) -> list[Cue]:
    """Return the cues of countries (not groups) among tokens [first, last)."""
    return [c for c in cues if c.group == "places" and first <= c.first < last and c.code not in codes("groups")]


Sides = tuple[str | None, str | None]


def sides(found: Frame, setting: Setting, voice: str | None, earlier: Sequence[tuple[Frame, Sides]]) -> Sides:
    """Return (reporter, partner) of a frame: as its sentence says, else as the talk so far, else as the document."""
    region = country_of(_region(found) or "")
    near = countries(found.scene.cues, found.scene.first, found.scene.last)
    listed = _listed(found, near)
    if listed is not None:
        return (setting.main if setting.main != listed else None), listed
    if found.indicator == "hub_count":
        return (voice or setting.main), None
    if found.indicator == "trade_share" and len(_distinct(near)) == 2:
        return _shares(found, near)
    group = _group(found)
    if found.indicator in DIRECTED:
        return _flow(found, near, setting, region or voice, group, earlier)
    named = _distinct(near)
    if group is not None and found.indicator in GROUPABLE and len(named) <= 1:
        return (named[0] if named else voice or setting.main), group
    return _relation(found, near, setting, region or voice, earlier)


def _listed(found: Frame, near: Sequence[Cue]) -> str | None:
    """Return the country an amount stands behind in a list: "Russia (3.2 bn), China (2.1 bn)"."""
    at = found.amount.first - 1
    if found.scene.tokens[at].text not in "(-:" or len(_distinct(near)) < 2:
        return None
    return next((cue.code for cue in near if cue.last == at), None)


def _shares(found: Frame, near: Sequence[Cue]) -> Sides:
    """Read "the share of A in B's trade": B reports, A is the partner, whichever is named first."""
    first, second = _distinct(near)
    at = next(c.first for c in near if c.code == first)
    before = [token.lower for token in found.scene.tokens[max(found.scene.first, at - 3) : at]]
    shared = any(word.startswith(("дол", "share", "приход", "account")) for word in before)
    return (second, first) if shared else (first, second)


def _flow(  # noqa: PLR0913, PLR0917
    found: Frame,
    near: Sequence[Cue],
    setting: Setting,
    voice: str | None,
    group: str | None,
    earlier: Sequence[tuple[Frame, Sides]],
) -> Sides:
    home, away = _directed(found, near, (setting.main, setting.other))
    if home is None and away is None:
        talk = _talk(found, earlier)
        if talk is not None:
            return talk
    pair = (setting.main, setting.other)
    reporter = home or (voice if voice in pair else None) or (setting.main if setting.main != away else setting.other)
    partner = group or away or (_other(pair, reporter) if reporter in pair else None)
    return reporter, partner


def _relation(
    found: Frame, near: Sequence[Cue], setting: Setting, voice: str | None, earlier: Sequence[tuple[Frame, Sides]]
) -> Sides:
    """Return the two countries of a figure that belongs to both, the speaker's first, else as they are named."""
    both = [code for code in _distinct(near) if code in (setting.main, setting.other)]
    named = _distinct(near) if len(_distinct(near)) <= 2 else both
    if len(named) == 2:
        return (named[1], named[0]) if voice == named[1] else (named[0], named[1])
    if len(named) == 1:
        return _beside(found, near, named[0], setting, voice)
    talk = None if both else _talk(found, earlier)
    if talk is not None:
        return (talk[1], talk[0]) if voice is not None and voice == talk[1] else talk
    if voice is not None and voice == setting.other:
        return setting.other, setting.main
    return setting.main, setting.other


def _beside(found: Frame, near: Sequence[Cue], one: str, setting: Setting, voice: str | None) -> Sides:
    """Place the only country named: behind "with" it is the partner, else it reports."""
    pair = (setting.main, setting.other)
    cue = next(c for c in near if c.code == one)
    before = found.scene.tokens[cue.first - 1].lower if cue.first > found.scene.first else ""
    if one in pair and setting.other is not None:
        other = _other(pair, one)
        reporter = voice if voice in pair else other if before in WITH else one
        return reporter, _other(pair, reporter)
    if before in WITH and setting.main != one:
        return setting.main, one
    return one, None


WITH = frozenset({"с", "со", "with", "между"})
SAME_TALK = 2


def _talk(found: Frame, earlier: Sequence[tuple[Frame, Sides]]) -> Sides | None:
    """Return the countries of the nearest earlier figure of the same paragraph and family."""
    for frame, both in reversed(earlier[-SAME_TALK:]):
        close = frame.scene.sentence.paragraph == found.scene.sentence.paragraph
        if close and frame.indicator and found.indicator and _family(frame) == _family(found) and both[1] is not None:
            return both
    return None


def _family(found: Frame) -> str:
    return by_code("indicators")[found.indicator or ""]["family"]


def _distinct(cues: Sequence[Cue]) -> list[str]:
    return list(dict.fromkeys(cue.code for cue in cues))


def _other(pair: tuple[str | None, str | None], one: str | None) -> str | None:
    return pair[1] if one == pair[0] else pair[0]


def _own_clause(found: Frame, cue: Cue) -> bool:
    """Say whether no other figure of money stands between a country and the flow it is to direct."""
    flow = found.cue.first if found.cue is not None else found.amount.first
    low, high = min(cue.first, flow), max(cue.first, flow)
    return not any(low < a.first < high for a in found.scene.amounts if a != found.amount)


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
    window = [c for c in near if abs(c.first - found.cue.first) <= 7 and _own_clause(found, c)]
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
    if found.indicator not in REGIONAL:
        return None
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
