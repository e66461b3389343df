"""Setting: which countries a document is about, and which two it last spoke of at any place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from karvon.read.atlas import (
    GROUPS_OF_COUNTRIES,
    OTHER_GROUP,
    Mention,
    countries,
    country_of,
    mentions,
)
from karvon.read.dealt import ASIDE, all_abroad
from karvon.read.doers import doers_of
from karvon.read.grounds import only_site, sites_of
from karvon.read.hosting import Hosting, hosting
from karvon.read.owners import has_partners, is_ranked, lists_partners, of_whole_flow, trades
from karvon.read.pairs import PARTIES, in_route, side_by_side, told_of_two
from karvon.read.routes import corridor_of
from karvon.read.scene import Scene
from karvon.read.values import Value

LEAD = 2
WEAK = 0.5
TWO, PAIR = 3, 2


class Setting(Value, frozen=True):
    """The country a document is mostly about, and the other one when the document is about two.

    `pairs` are the places (tokens) where two countries are named side by side, `met` the sentences (token, paragraph)
    that tell of two countries and their relations; `corridor` says that the document is
    about a route rather than about countries. `sites` are the places (token, paragraph, code) where something stands,
    `site` is the only region of a document whose title or lead names it, `home` whichever of the two countries is the
    less often the one traded with, `host` the only country that companies are told to be in,
    `named` every country in order with its token, `owner` the one country whose partners are told of, `crowd` says
    that the other country is but one of several partners, `ranked` that it is told as the first of
    those who buy from the owner, `hosting` tells who of the two invests, and where, `doers` who acts in a sentence
    and with whom, by the token behind it.
    """

    main: str | None
    other: str | None
    pairs: tuple[tuple[int, str, str], ...] = ()
    met: tuple[tuple[int, int, str, str], ...] = ()
    corridor: bool = False
    sites: tuple[tuple[int, int, str], ...] = ()
    site: str | None = None
    home: str | None = None
    host: str | None = None
    named: tuple[tuple[int, str], ...] = ()
    owner: str | None = None
    crowd: bool = False
    ranked: bool = False
    hosting: Hosting | None = None
    doers: tuple[tuple[int, str, str], ...] = ()

    @property
    def both(self) -> tuple[str, ...]:
        """Return the countries the document is about: two, one or none."""
        return tuple(code for code in (self.main, self.other) if code is not None)

    def has(self, code: str | None) -> bool:
        """Say whether a country is one of the two the document is about."""
        return code is not None and code in (self.main, self.other)

    def beside(self, code: str | None) -> str | None:
        """Return the other of the two countries the document is about."""
        return self.other if code == self.main else self.main

    def pair_before(self, at: int, code: str | None = None) -> tuple[str, str] | None:
        """Return the two countries last named side by side before a place, one of them `code` if that is given."""
        earlier = self.pairs[: bisect_right(self.pairs, (at, "~", "~"))]
        return next(((a, b) for _, a, b in reversed(earlier) if code in (None, a, b)), None)

    def met_before(self, at: int, paragraph: int) -> tuple[int, str, str] | None:
        """Return (token, country, country) of the last sentence on the relations of two, near before a place."""
        earlier = self.met[: bisect_right(self.met, (at, -1, "", ""))]
        near = bool(earlier) and paragraph - earlier[-1][1] <= 1
        return (earlier[-1][0], *earlier[-1][2:]) if near else None

    def named_before(self, at: int) -> str | None:
        """Return the country or group last named before a token."""
        earlier = bisect_left(self.named, (at, ""))
        return self.named[earlier - 1][1] if earlier else None

    def doing_before(self, at: int) -> tuple[str, str]:
        """Return who acts in the sentence right before the one that begins at a token, and with whom: "" for nobody."""
        found = bisect_left(self.doers, (at, "", ""))
        return self.doers[found][1:] if found < len(self.doers) and self.doers[found][0] == at else ("", "")

    def strangers_before(self, at: int, back: int) -> Iterator[str]:
        """Yield the countries named among some tokens before one, the last first, but for the document's own."""
        own = self.home or self.main
        for token, code in reversed(self.named[: bisect_left(self.named, (at, ""))]):
            if at - token > back:
                return
            if code != own and code not in GROUPS_OF_COUNTRIES:
                yield code

    def group_before(self, at: int) -> str | None:
        """Return the group of countries last named before a token."""
        earlier = self.named[: bisect_left(self.named, (at, ""))]
        return next((code for _, code in reversed(earlier) if code in GROUPS_OF_COUNTRIES), None)

    def named_between(self, first: int, last: int) -> str | None:
        """Return the country or group first named among tokens [first, last)."""
        at = bisect_left(self.named, (first, ""))
        return self.named[at][1] if at < len(self.named) and self.named[at][0] < last else None

    def site_before(self, at: int, paragraph: int) -> tuple[int, str | None]:
        """Return (token, code) of the place last named before a token in its paragraph where something stands."""
        earlier = self.sites[: bisect_right(self.sites, (at, -1, ""))]
        return (earlier[-1][0], earlier[-1][2]) if earlier and earlier[-1][1] == paragraph else (-1, None)


def setting_of(scenes: Sequence[Scene], homeland: str | None = None, counted: str | None = None) -> Setting:
    """Return what a document is about: two countries, the first named first, where no third is named as often.

    Names in the title and the lead count twice, capitals that stand for their state and regions half, and two countries
    named side by side speak for each other. Where no second country is there, a group of countries can be the other.
    `homeland` is the country the page is written in, `counted` the one whose office of statistics or customs tells it.
    """
    named = [mentions(scene) for scene in scenes]
    lands = [countries(found) for found in named]
    beside = [side_by_side(scenes[0].tokens, found) for found in lands]
    pairs = tuple(pair for found in beside for pair in found)
    corridor = corridor_of(scenes, pairs)
    scores = _scores(scenes, lands)
    subjects = {m.code for found in lands for m in found if m.role not in ASIDE}
    subjects |= {code for pair in pairs for code in pair[1:]}
    stand = sites_of(scenes)
    told = zip(scenes, beside, named, strict=True)
    met = tuple(pair for scene, found, here in told for pair in told_of_two(scene, found, here))
    told_of = tuple((m.first, m.code) for found in named for m in found if m.code != "WORLD")
    about = Setting(
        None, None, pairs, met, corridor, stand, only_site(scenes, stand), None, _host(scenes, lands), told_of
    )
    if subjects:
        main, other = _two({code: score for code, score in scores.items() if code in subjects} or scores, pairs)
        whole = _two(scores, pairs) if other is None else (main, other)
        about = about._replace(main=main, other=other or _beside(whole, main))
    about = _of_many(_of_region(about, lands), lands, scores)
    about = _at_home(about, [mention for found in named for mention in _apart(found)])
    about = _partners_of(_in_homeland(about, homeland, scenes, lands), scenes, lands, counted)
    about = about._replace(ranked=_ranked(about, scenes, lands))
    about = _of_listed(about, scenes, lands)
    about = about._replace(
        crowd=_crowded(about, lands), hosting=hosting(scenes, named, about.both), doers=doers_of(scenes, lands)
    )
    if about.other is not None and not _passes_by(about.other, scenes, named):
        return about
    return _with_group(about, scenes, named, scores)


def _host(scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]]) -> str | None:
    """Return the only country that companies are told to be in, of all the countries of a document."""
    found = {
        m.code
        for scene, here in zip(scenes, lands, strict=True)
        for m in here
        if m.role == "in" and m.kind != "adjective" and scene.has(FIRMS)
    }
    return found.pop() if len(found) == 1 else None


FIRMS = ("предприят", "компани", "фирм", "compan", "enterpris", "firm")


def _of_region(about: Setting, named: Sequence[Sequence[Mention]]) -> Setting:
    """Put first the country of the region that alone opens a document: "Оборот Курганской области вырос"."""
    first = next((found for found in named if found), ())
    code = first[0].code if first and all(mention.kind == "region" for mention in first) else None
    if code is None or code == about.main:
        return about
    others = [one for one in about.both if one != code]
    return about._replace(main=code, other=others[0] if len(others) == 1 else None)


def _of_many(about: Setting, lands: Sequence[Sequence[Mention]], scores: Mapping[str, float]) -> Setting:
    """Leave out the other country where it is one of many partners told of, no more than named among them."""
    if about.other is None:
        return about
    rest = {m.code for found in lands for m in found} - set(about.both)
    together = any({one, two} == set(about.both) for _, one, two in about.pairs)
    many = not together and len(rest) >= MANY and scores[about.other] <= FEW_TIMES
    lead = {m.code for found in lands[:LEAD] for m in found}
    alike = [code for code in rest if scores[code] * 2 >= scores[about.other]]
    many = many or (len(alike) > 1 and about.main in lead and about.other not in lead and len(lands) > LEAD)
    return about._replace(other=None) if many else about


MANY, FEW_TIMES = 3, 3


def _crowded(about: Setting, lands: Sequence[Sequence[Mention]]) -> bool:
    """Say whether the other country is but one of several partners told of, never named beside the document's own."""
    home = about.home or about.main
    away = about.beside(home)
    told = Counter(m.code for found in lands for m in found if m.code != home)
    together = any({one, two} == {home, away} for _, one, two in about.pairs)
    return not together and away is not None and 0 < told[away] <= MOST * sum(told.values())


MOST = 0.55


def _ranked(about: Setting, scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]]) -> bool:
    """Say whether the other country is told to be but the first of those who buy from the document's own."""
    together = any({one, two} == set(about.both) for _, one, two in about.pairs)
    if about.owner is None or about.other is None or together:
        return False
    told = zip(scenes, lands, strict=True)
    return any(m.code == about.owner and is_ranked(scene, m) for scene, found in told for m in found)


def _of_listed(about: Setting, scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]]) -> Setting:
    """Name as owner the one of the two whose many partners, the other among them, a sentence counts up.

    "A's exports grew. The top destinations were B, C, D and E": figures of nobody else's trade are of all A trades.
    """
    if about.owner is not None or about.other is None:
        return about
    for scene, found in zip(scenes, lands, strict=True):
        told = {m.code for m in found}
        home = [code for code in about.both if code not in told]
        if len(told) >= MANY and len(home) == 1 and lists_partners(scene):
            return about._replace(main=home[0], other=about.beside(home[0]), home=home[0], owner=home[0], ranked=True)
    return about


def _passes_by(other: str, scenes: Sequence[Scene], named: Sequence[Sequence[Mention]]) -> bool:
    """Say whether the second country comes only after a title and lead that speak of a group: "India and the EAEU"."""
    lead = [m for found in named[:LEAD] for m in found]
    group = any(_is_party(m) for m in lead)
    aside = [m.role in ASIDE for found in named for m in found if m.code == other]
    crowd = sum(m.code in PARTIES and m.code != OTHER_GROUP and m.role in ASIDE for found in named for m in found)
    seldom = all(aside) and len(aside) * 2 <= crowd
    return group and len(scenes) > LEAD and (other not in {m.code for m in lead} or seldom)


def _is_party(mention: Mention) -> bool:
    """Say whether a group can be one of two sides; a group without a code only where it is told trade with."""
    if mention.code == OTHER_GROUP:
        return mention.role in ("with", "to", "from")
    return mention.code in PARTIES and mention.role not in ("in", "via")


def _beside(both: tuple[str, str | None], main: str) -> str | None:
    """Return the other of two countries, None where the main one is not among them."""
    return next((code for code in both if code != main), None) if main in both else None


def _at_home(about: Setting, named: Sequence[Mention]) -> Setting:
    """Name as home whichever country the smaller part of its mentions puts behind "with", "from" or "to".

    It is the main one where the other is told that way mostly: a text from Bishkek on trade with China.
    """
    share = {
        code: sum(m.role in ASIDE and m.kind != "adjective" for m in named if m.code == code)
        / max(1, sum(m.code == code for m in named))
        for code in about.both
    }
    home = min(about.both, key=lambda code: share[code], default=None)
    regional = {m.code for m in named if m.kind == "region"} - {m.code for m in named if m.kind != "region"}
    home = next((code for code in about.both if code in regional), home) if len(regional) == 1 else home
    if home == about.main or about.main is None or (share[about.main] < MOSTLY and home not in regional):
        return about._replace(home=home)
    return about._replace(main=home, other=about.main, home=home)


MOSTLY = 0.5


def _in_homeland(
    about: Setting, homeland: str | None, scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]]
) -> Setting:
    """Put first the country a page is written in, where its sentences name only those it deals with."""
    told = {m.code for found in lands for m in found}
    if homeland is None or homeland in told or about.pairs or not all_abroad(scenes, lands):
        return about
    other = next(iter(told)) if len(told) == 1 else None
    return about._replace(main=homeland, other=other, home=homeland)


def _partners_of(
    about: Setting, scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]], counted: str | None
) -> Setting:
    """Name as home the one of the two countries whose partners are told of: "the third market of A", "A's buyers".

    Where nothing tells it, it is the country whose own office counts the trade.
    """
    owners = {
        mention.code
        for scene, found in zip(scenes, lands, strict=True)
        for mention in found
        if (about.other is None or about.has(mention.code)) and has_partners(scene, mention)
    }
    whole = of_whole_flow(scenes, lands) if not owners - {about.main} and not about.pairs else None
    if whole is not None and (about.home != whole or about.other is None or _crowded(about, lands)):
        return about._replace(main=whole, other=None, home=whole, owner=whole)
    if not owners and counted is not None and (about.other is None or about.has(counted)):
        owners = {counted}
    if not owners:
        strange = _stranger_at_home(about, scenes, lands)
        return about._replace(main=strange, other=None, home=strange, owner=strange) if strange is not None else about
    if len(owners) != 1:
        return about
    home = owners.pop()
    about = about._replace(owner=home)
    if about.other is None:
        return about._replace(main=home, home=home)
    return about._replace(main=home, other=about.beside(home), home=home)


def _stranger_at_home(about: Setting, scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]]) -> str | None:
    """Return the only country whose trade a text tells of, none of the two it names most: "a share of A's exports"."""
    told = list(zip(scenes, lands, strict=True))
    traders = {m.code for scene, found in told for m in found if trades(scene, m)}
    return next(iter(traders)) if len(traders) == 1 and not about.has(next(iter(traders))) else None


def _apart(found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a sentence without two countries that one preposition governs: "between A and B"."""
    if len(found) < PAIR:
        return list(found)
    joined = {
        mention
        for left, right in pairwise(found)
        if left.role == right.role == "with" and left.code != right.code and right.first - left.last < TWO
        for mention in (left, right)
    }
    return [mention for mention in found if mention not in joined]


def _scores(scenes: Sequence[Scene], named: Sequence[Sequence[Mention]]) -> dict[str, float]:
    """Return how much a document speaks of each country or group, in the order in which they are first named."""
    scores: dict[str, float] = defaultdict(float)
    for at, found in enumerate(named):
        for mention in found:
            weak = mention.kind == "capital" or in_route(scenes[0].tokens, mention) if scenes else False
            scores[mention.code] += (2 if at < LEAD else 1) * (WEAK if weak else 1)
    for scene in scenes:
        for cue in scene.of("regions"):
            if cue.row["kind"] == "region":
                scores[country_of(cue.code) or ""] += WEAK
    return scores


def _with_group(
    about: Setting, scenes: Sequence[Scene], named: Sequence[Sequence[Mention]], scores: Mapping[str, float]
) -> Setting:
    """Return the setting of a document on a country and a group: "China and Central Asia", "оборот ЕАЭС с Ираном"."""
    groups = [[m for m in found if _is_party(m)] for found in named]
    told = _scores([], groups) if scenes else {}
    first = max(told, key=lambda code: told[code], default=None)
    home = about.main or max(scores, key=lambda code: scores[code], default=None)
    if first is None or home is None or told[first] * 3 < scores[home] or _rivalled(first, groups):
        return about
    together = any({first, home} <= {m.code for m in found if m.role not in ("in", "via")} for found in named)
    if not together or (about.other is None and _of_partners(home, scores, told[first])):
        return about
    if about.other is not None:
        return about._replace(other=first)
    return about._replace(main=home, other=first) if about.main else about._replace(main=first, other=home)


def _rivalled(first: str, groups: Sequence[Sequence[Mention]]) -> bool:
    """Say whether another group is told of nearly as often, as one of several partners: "to the EU and the CIS"."""
    told = Counter(m.code for found in groups for m in found if m.code != OTHER_GROUP)
    return any(code != first and times * 3 >= told[first] * 2 for code, times in told.items())


def _of_partners(home: str, scores: Mapping[str, float], told: float) -> bool:
    """Say whether a group is but one of many partners of a country, none of them told of much less than the group."""
    rest = [score for code, score in scores.items() if code != home and code not in GROUPS_OF_COUNTRIES]
    return sum(score * 2 >= told for score in rest) >= MANY


def _two(scores: Mapping[str, float], pairs: Sequence[tuple[int, str, str]]) -> tuple[str, str | None]:
    top = max(scores, key=lambda code: scores[code])
    beside = {code: scores[code] + 2 * _together(pairs, top, code) for code in scores if code != top}
    ranked = sorted(beside, key=lambda code: -beside[code])
    if not ranked:
        return top, None
    second = ranked[0]
    third = beside[ranked[1]] if len(ranked) > 1 else 0
    if beside[second] * 4 < scores[top] or beside[second] <= third:
        return top, None
    first, other = (code for code in scores if code in (top, second))
    return first, other


def _together(pairs: Sequence[tuple[int, str, str]], one: str, two: str) -> int:
    return sum({a, b} == {one, two} for _, a, b in pairs)
