"""The outlook: odds of every open target from every base, with the record of such odds beside them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

import msgspec

from karvon.measure.odds import table
from karvon.measure.odds.conditions import conditions
from karvon.measure.odds.fan import fan
from karvon.measure.odds.prices import DOLLAR, real_growth, real_paces
from karvon.measure.odds.questions import questions
from karvon.measure.odds.views import PLACES, REFERENCE, Told, references, walks, weighed
from karvon.measure.odds.walk import DRIFT, MEDIAN, NO_DRIFT
from karvon.model.ledger import Ledger
from karvon.model.measures import Measures, Need
from karvon.model.odds import Odds, Outlook, PanelOf, Pool, Record, ReferenceView, Refusal
from karvon.model.results import CaseInfo

GROUPS = {REFERENCE: (REFERENCE,), DRIFT: (DRIFT, MEDIAN), NO_DRIFT: (NO_DRIFT,)}


class Known(msgspec.Struct, frozen=True):
    """What odds are found from: the measures and the ledger of a case, and the table of reference classes."""

    measures: Measures
    ledger: Ledger
    info: CaseInfo
    rows: tuple[table.Row, ...]


def outlook(
    measures: Measures,
    ledger: Ledger,
    info: CaseInfo,
    rows: Sequence[table.Row] | None = None,
    panel: PanelOf | None = None,
) -> Outlook:
    """Return the odds of every open target for the pair's trade.

    `rows` is the table of reference classes: the one that comes with the program unless another is given, which
    `tabulate.tabulated` makes of any panel, and `own.own` of the files of a case, with what it says of them as `panel`.
    """
    classes = table.bundled() if rows is None else tuple(rows)
    known = Known(measures, ledger, info, classes)
    odds = tuple(_odds(indicator, need, known) for indicator, need in questions(measures, ledger, info))
    return Outlook(odds=odds, paces=real_paces(measures.series, info), record=record(), panel=panel)


@cache
def record() -> Record:
    """Return how such odds have done, as the program ships it."""
    kept = files("karvon.measure.odds").joinpath("data", "record.json").read_bytes()
    return msgspec.json.decode(kept, type=Record)


def pool_of(told: Sequence[Told]) -> Pool | None:
    """Return the views added up by their weights, with the ends over every choice of class and window.

    An end takes from every kind of view the lowest (highest) one that is shown; of the class that counts, its limits.
    """
    if not any(one.view.weight for one in told):
        return None
    middle = sum((one.view.weight * one.view.chance for one in told), Decimal(0))
    low = high = Decimal(0)
    for kind, members in GROUPS.items():
        weight = sum((one.view.weight for one in told if one.kind == kind), Decimal(0))
        chances = [chance for one in told if one.kind in members for chance in _reach(one)]
        if chances:
            low, high = low + weight * min(chances), high + weight * max(chances)
    return Pool(middle.quantize(PLACES), low.quantize(PLACES), high.quantize(PLACES))


def _reach(one: Told) -> tuple[Decimal, ...]:
    view = one.view
    ends = (view.low, view.high) if isinstance(view, ReferenceView) and view.weight else ()
    return (view.chance, *ends)


def _odds(indicator: str, need: Need, known: Known) -> Odds:
    series, info = known.measures.series, known.info
    shares, unshared = _references(indicator, need, known)
    own = [one for one in series if one.id == need.series or (need.series is None and one.indicator == indicator)]
    found, unwalked = walks(need, own)
    told = weighed([*shares, *found], {name: float(weight) for name, weight in record().weights})
    return Odds(
        indicator=indicator,
        need=need,
        multiple=((need.target.value or Decimal(0)) / (need.base.value or Decimal(1))).quantize(PLACES),
        views=tuple(one.view for one in told),
        pool=pool_of(told),
        refusals=(*unshared, *unwalked),
        fan=fan(need, told, known.rows),
        real=real_growth(need, info),
        conditions=conditions(indicator, need, series, known.ledger.figures),
    )


def _references(indicator: str, need: Need, known: Known) -> tuple[list[Told], list[Refusal]]:
    if known.info.currency != DOLLAR:
        return [], [Refusal("currency", (("unit", known.info.currency),))]
    last = max((row.members.last for row in known.rows), default=0)
    if known.info.as_of.year <= last:
        return [], [Refusal("later", (("last", str(last)),))]
    return references(indicator, need, known.rows, known.info.countries)
