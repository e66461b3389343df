"""Regional: the countries of regions, for a document on regions that hardly names their countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache

from karvon.read.atlas import GROUPS_OF_COUNTRIES, country_of
from karvon.read.cues import Cue, lexicon
from karvon.read.tokens import Token

PAIR = 2
WITHIN = frozenset({"в", "во", "под", "близ", "in", "near", "at", "г", "город", "city"})
JOINTS = frozenset({"и", "and", ",", "с", "with"})


def with_countries(found: Sequence[Cue], tokens: Sequence[Token], language: str) -> list[Cue]:
    """Return the cues with the countries of the regions named, where the text itself names fewer than two sides."""
    named = {cue.code for cue in found if cue.group == "places"}
    if len(named) >= PAIR:
        return _of_one_region(found, named, tokens)
    regions = [cue for cue in found if cue.group == "regions" and not _inside(tokens, cue.first)]
    regions += [joint for cue in regions if (joint := _joined(tokens, cue, language)) is not None]
    regions = regions or _host_regions(found, named)
    added = [_country(cue) for cue in regions if country_of(cue.code) is not None]
    sides = named | {cue.code for cue in added}
    return sorted([*found, *added], key=lambda cue: cue.first) if len(sides - GROUPS_OF_COUNTRIES) > 1 else list(found)


def _host_regions(found: Sequence[Cue], named: set[str]) -> list[Cue]:
    """Return the regions, all of one country, where a text tells something to be, beside one country from abroad."""
    within = [cue for cue in found if cue.group == "regions" and cue.row["kind"] == "region"]
    homes = {country_of(cue.code) for cue in within} - {None}
    return within if len(homes) == 1 and len(named) == 1 and not homes & named else []


def _of_one_region(found: Sequence[Cue], named: set[str], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues with the country of the region a text is about, where the text itself never names it."""
    known = [cue for cue in found if cue.group == "regions"]
    regions = [cue for cue in known if cue.row["kind"] == "region"]
    owners = {cue.code for cue in regions if not _inside(tokens, cue.first) and cue.first < LEAD}
    if not owners and any(token.lower.startswith(TRADE) for token in tokens[:LEAD]):
        owners = {cue.code for cue in regions if cue.first < LEAD}
    own = {code for code in owners if country_of(code) not in (None, *named)}
    home = {country_of(code) for code in own}
    alone = home if len(home) == 1 else set()
    covered = {at for cue in found if cue.group in ("places", "regions") for at in range(cue.first, cue.last)}
    added = [
        _country(cue)
        for cue in known
        if (cue.row["kind"] == "region" and country_of(cue.code) in alone) or _trades(tokens, cue, covered)
    ]
    return sorted([*found, *added], key=lambda cue: cue.first) if added else list(found)


def _trades(tokens: Sequence[Token], cue: Cue, covered: Set[int]) -> bool:
    """Say whether a region stands as a side of trade: "экспорт Омской области", "торговля Чили с Омской областью"."""
    if country_of(cue.code) is None:
        return False
    at, least = cue.first - 1, max(0, cue.first - SIDES)
    while at >= least and (at in covered or tokens[at].lower in LINKS or tokens[at].lower.startswith(LANDS)):
        at -= 1
    return at >= least and tokens[at].lower.startswith(TRADE)


SIDES = 9
LINKS = frozenset({"и", "с", "со", "между", "and", "with", "between", "of"})
LANDS = ("провинц", "област", "регион", "республик", "край", "края", "округ", "штат")
TRADE = ("товарооборот", "внешнеторг", "оборот", "торговл", "товарообмен", "экспорт", "импорт", "trade", "turnover")


LEAD = 60


def _inside(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a region is only where something is or happened: "в Оренбурге"."""
    return tokens[at].text.isupper() or (at > 0 and tokens[at - 1].lower in WITHIN)


def _country(cue: Cue) -> Cue:
    code = country_of(cue.code) or ""
    return Cue("places", {**cue.row, "code": code, "kind": "region"}, cue.first, cue.last, code)


def _joined(tokens: Sequence[Token], cue: Cue, language: str) -> Cue | None:
    """Return the region whose common noun stands only behind the next one: "Оренбургская и Актюбинская области"."""
    at = cue.first - 2
    if at < 0 or cue.last - cue.first != PAIR or tokens[at + 1].lower not in JOINTS or tokens[at].kind != "word":
        return None
    word = tokens[at].lower
    code = next((code for stem, code in _stems(language).items() if word.startswith(stem)), None)
    return Cue("regions", {**cue.row, "code": code}, at, at + 1, code) if code is not None else None


@cache
def _stems(language: str) -> Mapping[str, str]:
    """Return the codes of regions by the beginning of their adjective."""
    rows = [(row["pattern"].split(), row["code"]) for row in lexicon("regions") if row["lang"] == language]
    return {words[0][:-1]: code for words, code in rows if len(words) == PAIR and words[0].endswith("*")}
