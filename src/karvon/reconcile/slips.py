"""A moved point: one document that gives one quantity twice, ten, a hundred or a thousand times apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.model.vocabulary import by_code
from karvon.reconcile.checks import make
from karvon.reconcile.clusters import Cluster, clusters
from karvon.reconcile.keys import Slot, family
from karvon.reconcile.names import stems, tell_apart, telling
from karvon.reconcile.numbers import compatible, times, width
from karvon.reconcile.told import Told

FACTORS = (Decimal(10), Decimal(100), Decimal(1000))
RULE, MEASURE_RULE = "unit_slip", "money_for_measure"
COUNT = "project_count"
MONTH = dt.timedelta(days=31)
PAIR = 2  # one value and the other
Value = tuple[str, str, Decimal | None]
Alike = Callable[[Value], Iterable[Told]]
Only = Callable[[Told], str | None]


class Slip(msgspec.Struct, frozen=True):
    """Two values that one document gives of a quantity, one of them with its point moved."""

    slot: Slot
    small: Cluster
    large: Cluster


def slips(page: Sequence[Told]) -> list[Slip]:
    """Return where the documents of a page give one quantity two values that differ by a moved point only.

    The quantity, its parts, its status and its days are the same. More than two values are a list of things, a single
    digit is too little to know a number by, and words that tell two things apart make two quantities of them.
    """
    groups: dict[tuple[Slot, Span], list[Told]] = {}
    told = [one for one in page if one.figure.source.document and not one.derived]
    only = only_stage(page) if len(told) > 1 else None
    for one in told if len(told) > 1 else ():
        groups.setdefault((_bare(one, only), one.span), []).append(one)
    found = [(slot, clusters(group)) for (slot, _), group in groups.items() if _far_apart(group)]
    return [Slip(slot, *pair) for slot, pair in found if len(pair) == PAIR and _one(pair[0], pair[1])]


def value_of(one: Told) -> Value:
    """Return by what a slip looks for who else tells a value."""
    return (one.slot.measure, one.slot.unit, one.number.value)


def slip_checks(found: Iterable[Slip], alike: Alike, only: Only) -> list[Check]:
    """Return slips as checks: what others tell shows which value is the slip; `only` says what `only_stage` does."""
    checks = []
    for slip in found:
        firsts = (slip.small.members[0], slip.large.members[0])
        others = [one for first in firsts for one in alike(value_of(first))]
        checks.append(_check(slip.small, slip.large, [one for one in others if _bare(one, only(one)) == slip.slot]))
    return checks


def _bare(one: Told, only: str | None) -> Slot:
    """Return the quantity of a statement without what a slip leaves open: the thing, and the only stage of its page."""
    slot = replace(one.slot, subject="") if one.slot.subject else one.slot
    if slot.stage and slot.stage == only and family(slot.measure) == "portfolio":
        return replace(slot, stage="")
    return slot


def _far_apart(page: Sequence[Told]) -> bool:
    """Say whether the numbers of a page lie so far apart that one may be another with its point moved."""
    lows = [one.number.low for one in page if one.number.low is not None]
    highs = [one.number.high for one in page if one.number.high is not None]
    if len(page) < PAIR or not lows or not highs:
        return False
    return min(lows) <= 0 or min(lows) * FACTORS[0] <= max(highs)


def only_stage(page: Iterable[Told]) -> str | None:
    """Return the one stage at which a page counts all its projects, where it counts none without a stage."""
    counts = (one for one in page if one.slot.measure == COUNT and one.figure.source.document)
    stages = {one.slot.stage for one in counts if not one.slot.territory}
    return stages.pop() if len(stages) == 1 else None


def currencies_for_measures(
    claims: Iterable[Claim], told: Iterable[Told], pages: Mapping[str, Document]
) -> list[Check]:
    """Return the sums of money that are a quantity of goods, area or length by their words and digits: "60 mn tenge".

    Within a month another text gives the same number of what these words speak of in its own unit.
    """
    measures: dict[Decimal | None, list[Told]] = {}
    for one in told:
        if by_code("units").get(one.slot.unit, {}).get("kind") == "measure" and not one.derived:
            measures.setdefault(one.number.value, []).append(one)
    found = [_foreign(claim, measures.get(claim.value, []), pages) for claim in stray(claims)]
    return [check for check in found if check is not None]


def stray(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that are sums of money whose words name nothing that is measured in money."""
    listed = [claim for claim in claims if claim.kind == "quantity" and claim.value is not None]
    kinds = {(claim.unit, claim.indicator) for claim in listed}
    odd = {kind for kind in kinds if _is_no_price(*kind)}
    return [claim for claim in listed if (claim.unit, claim.indicator) in odd] if odd else []


def _is_no_price(unit: str | None, indicator: str | None) -> bool:
    """Say whether a unit is a currency though the indicator is measured in something else."""
    own = None if indicator is None else by_code("indicators")[indicator]["unit"]
    return unit is not None and unit not in by_code("units") and (own is None or own in by_code("units"))


def _foreign(claim: Claim, measures: list[Told], pages: Mapping[str, Document]) -> Check | None:
    page = pages.get(claim.document)
    words = stems(f"{claim.subject or ''} {claim.prefix} {claim.quote} {claim.suffix}")
    fitting = [one for one in measures if _speaks_of(words, one) and _one_pair(claim, one) and _close(page, one)]
    if not fitting:
        return None
    right = min(fitting, key=lambda one: (one.figure.quote is None, one.ids))
    ids = (claim.id, *right.ids)
    return make(
        MEASURE_RULE,
        terms=(claim.id,),
        against=right.ids,
        computed=claim.interval,
        stated=right.number,
        unit=right.slot.unit,
        verdict="conflict",
        causes=(Cause(RULE, established=page is not None and page.id == right.figure.source.document, evidence=ids),),
    )


def _speaks_of(words: frozenset[str], one: Told) -> bool:
    entry = by_code("indicators")[one.slot.measure]
    return any(telling(name) & words for name in (one.figure.phrase or "", entry["ru"], entry["en"]))


def _one_pair(claim: Claim, one: Told) -> bool:
    named = {claim.reporter, claim.partner} - {None}
    return named <= set(one.slot.scope) and (claim.status or "actual") == one.slot.status


def _close(page: Document | None, one: Told) -> bool:
    """Say whether two texts appeared within a month."""
    days = [page.published.last if page else None, one.figure.source.published.last]
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= MONTH


def moved(small: Interval, large: Interval) -> bool:
    """Say whether the larger number is the smaller one with its point moved; one digit is too little to know it by."""
    several = small.value is not None and len(small.value.normalize().as_tuple().digits) > 1
    return several and shifted(small, large)


def shifted(small: Interval, large: Interval) -> bool:
    """Say whether the larger number is the smaller one with its point moved by one, two or three places."""
    if small.value is None or large.value is None or width(small) is None or width(large) is None:
        return False
    return any(_rounds(times(small, factor), large) for factor in FACTORS)


def _rounds(coarse: Interval, fine: Interval) -> bool:
    """Say whether two numbers are compatible, and neither lies at the very edge of what the other rounds."""
    if coarse.value is None or fine.value is None or not compatible(coarse, fine):
        return False
    return 2 * abs(coarse.value - fine.value) < max(width(coarse) or 0, width(fine) or 0, Decimal(1))


def _one(small: Cluster, large: Cluster) -> bool:
    """Say whether the two values of a document are one value with its point moved."""
    one, other = small.members[0], large.members[0]
    subjects = {told.slot.subject for told in (*small.members, *large.members)} - {""}
    apart = len(subjects) > 1 or tell_apart(one.figure.phrase, other.figure.phrase, one.slot.measure)
    return not apart and moved(one.number, other.number)


def _check(small: Cluster, large: Cluster, known: list[Told]) -> Check:
    """Return the check: the value that fewer other sources give is the one in doubt, the larger of two unknown ones."""
    own = {name for cluster in (small, large) for one in cluster.members for name in one.ids}
    others = [one for one in known if not own & set(one.ids)]
    supported, doubted = sorted((small, large), key=lambda cluster: -len(_same(cluster, others)))
    left, right = doubted.members[0], supported.members[0]
    told = tuple(name for one in _same(supported, others) for name in one.ids)
    return make(
        RULE,
        terms=left.ids,
        against=right.ids,
        computed=left.number,
        stated=right.number,
        unit=left.slot.unit,
        verdict="conflict",
        causes=(Cause(RULE, established=True, evidence=(*left.ids, *right.ids, *told)),),
    )


def _same(cluster: Cluster, others: list[Told]) -> list[Told]:
    value = cluster.members[0].number.value
    return sorted((one for one in others if one.number.value == value), key=lambda one: one.ids)
