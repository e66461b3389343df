"""Shares: what is said to be some percent of something, held against the part and the whole; parts that make 100."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from karvon.model.dates import Span
from karvon.model.ledger import Check
from karvon.model.values import Interval, exact, total
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import EXPORT, IMPORT, MUTUAL, Slot, certain, coverages_differ, flow_slot
from karvon.reconcile.numbers import fineness, share, width
from karvon.reconcile.rules import dimensions, indicators
from karvon.reconcile.told import Told

PERCENT, TURNOVER, WORLD = "percent", "trade_turnover", "WORLD"
HUNDRED = exact(Decimal(100))
VAGUE = Decimal("0.1")  # a computed share known to a tenth of itself only says little about a stated one
Levels = Mapping[tuple[Slot, str, Span], list[Told]]
Opening = Callable[[Told, Levels], Iterator["Parts"]]


class Parts(msgspec.Struct, frozen=True):
    """A part of a whole: the part's statement and those that make the whole; `sure` when the words leave no other."""

    part: Told
    whole: tuple[Told, ...]
    sure: bool = False
    rule: str = "share_levels"


def level_of(one: Told) -> Span | None:
    """Return the days of which a statement tells a level or a share; None where these are not known."""
    mine = len(one.ids) == 1 and one.slot.change == "level" and not one.derived and certain(one.figure)
    return one.span if mine else None


def of_levels(group: Iterable[Told]) -> list[Check]:
    """Return the checks of shares whose part and whole the same page, or else the same side, states for the period."""
    listed = list(group)
    shares = [one for one in listed if one.slot.unit == PERCENT]
    levels: dict[tuple[Slot, str, Span], list[Told]] = {}
    for one in listed if shares else ():
        if one.slot.unit != PERCENT:
            for teller in {one.source, one.voice or one.source}:
                levels.setdefault((_bare(one.slot), teller, one.span), []).append(one)
    found = [_check(one, list(_parts(one, levels))) for one in shares]
    return [check for check in found if check is not None]


def make_hundred(told: Iterable[Told]) -> list[Check]:
    """Return the checks that shares of one thing that exclude each other make 100 percent.

    Less than 100 leaves room for others and is said only where rounding explains it; more than 100 is a contradiction.
    """
    groups: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        if _owned(one):
            key = (one.source, replace(one.slot, scope=()), one.figure.partner, one.span)
            groups.setdefault(key, []).append(one)
    found = [_hundred(_one_each(group)) for group in groups.values()]
    return [check for check in found if check is not None]


def _owned(one: Told) -> bool:
    """Say whether a share is one of a registered thing that its owners divide among them."""
    share_of = one.slot.unit == PERCENT and one.slot.change == "level" and one.slot.subject
    return bool(share_of) and one.slot.measure in indicators("shares_hundred") and not one.derived


def _one_each(group: list[Told]) -> list[Told]:
    """Return one statement per owner, the most precise."""
    owners: dict[str | None, Told] = {}
    for one in sorted(group, key=lambda one: (fineness(one.number), one.ids)):
        owners.setdefault(one.figure.reporter, one)
    return [owners[owner] for owner in sorted(owners, key=str)]


def _hundred(parts: list[Told]) -> Check | None:
    if len(parts) < 2 or any(width(one.number) is None for one in parts):
        return None
    computed = total([one.number for one in parts])
    verdict = agreement(computed, HUNDRED) or ("conflict" if (computed.low or 0) > 100 else None)
    if verdict is None:
        return None
    return make(
        "shares_hundred",
        terms=[name for one in parts for name in one.ids],
        against=(),
        computed=computed,
        stated=HUNDRED,
        unit=PERCENT,
        verdict=verdict,
        causes=possible("shares_hundred") if verdict == "conflict" else (),
    )


def _parts(one: Told, levels: Levels) -> Iterator[Parts]:
    """Yield what the share can be of: the dimensions of the table, each opened alone."""
    for rule in OPENED:
        for name in dimensions(rule):
            yield from OPENED[rule][name](one, levels)


def _limited(one: Told, levels: Levels) -> Iterator[Parts]:
    """Yield the part of the same kind over the whole that leaves its territory, sector or stage open."""
    slot = one.slot
    for name in ("territory", "sector", "stage"):
        if getattr(slot, name):
            yield from _paired(one, slot, replace(slot, **{name: ""}), levels, sure=True)


def _partner(one: Told, levels: Levels) -> Iterator[Parts]:
    """Yield the flow with the partner over the flow with the whole world; a share of trade is one of any flow."""
    reporter, partner = one.figure.reporter, one.figure.partner
    if reporter is None or partner is None:
        return
    flows = (TURNOVER, EXPORT, IMPORT) if one.slot.measure == "trade_share" else (one.figure.indicator,)
    for flow in flows:
        part, whole = (_slot_of_flow(one.slot, flow, reporter, other) for other in (partner, WORLD))
        yield from _paired(one, part, whole, levels, sure=flow in (one.figure.indicator, TURNOVER))


def _flow(one: Told, levels: Levels) -> Iterator[Parts]:
    """Yield exports and imports over both together, where a page calls one of them a share of trade or of turnover."""
    reporter, partner = one.figure.reporter, one.figure.partner
    if reporter is None or partner is None:
        return
    if one.figure.indicator in (EXPORT, IMPORT):
        whole = _slot_of_flow(one.slot, TURNOVER, reporter, partner)
        yield from _paired(one, one.slot, whole, levels, sure=False)
    if one.slot.measure != "trade_share":
        return
    slots = [_slot_of_flow(one.slot, flow, reporter, partner) for flow in (EXPORT, IMPORT)]
    exports, imports = (_best(one, slot, levels, reporter) for slot in slots)
    both = _best(one, _slot_of_flow(one.slot, TURNOVER, reporter, partner), levels)
    for flow in (exports, imports):
        if flow is not None and both is not None and flow.source == both.source == one.source:
            yield Parts(flow, (both,))
    if exports is not None and imports is not None and exports.source == imports.source == one.source:
        yield Parts(exports, (exports, imports))
        yield Parts(imports, (imports, exports))


def _kind(one: Told, levels: Levels) -> Iterator[Parts]:
    """Yield the non-commodity exports over all exports of the same flow."""
    part, whole = indicators("share_kind")
    if one.slot.measure == part:
        for parts in _paired(one, one.slot, _renamed(one.slot, whole), levels, sure=True):
            yield replace(parts, rule="share_kind")


def _renamed(slot: Slot, measure: str) -> Slot:
    return replace(slot, measure=measure, topic="")


OPENED: Mapping[str, Mapping[str, Opening]] = {
    "share_levels": {"limit": _limited, "partner": _partner, "flow": _flow},
    "share_kind": {"indicator": _kind},
}


def _paired(one: Told, part: Slot, whole: Slot, levels: Levels, *, sure: bool) -> Iterator[Parts]:
    small, large = _best(one, part, levels), _best(one, whole, levels)
    if small is None or large is None or coverages_differ(small.figure, large.figure):
        return
    if small.slot.unit == large.slot.unit and small.ids != large.ids:
        yield Parts(small, (large,), sure)


def _best(one: Told, slot: Slot, levels: Levels, reporter: str | None = None) -> Told | None:
    """Return the most precise level of a slot that the page of the share gives, else that its side gives."""
    for teller in dict.fromkeys((one.source, one.voice or one.source)):
        found = [told for told in levels.get((_bare(slot), teller, one.span), ()) if _of(told, reporter)]
        if found:
            return min(found, key=lambda told: (fineness(told.number), told.ids))
    return None


def _of(told: Told, reporter: str | None) -> bool:
    return reporter is None or told.figure.reporter == reporter


def _bare(slot: Slot) -> Slot:
    """Return a slot without what tells a share from a level: its unit."""
    return replace(slot, unit="")


def _slot_of_flow(slot: Slot, flow: str, reporter: str, partner: str) -> Slot:
    """Return the slot of one side's flow with a partner under the name under which flows meet."""
    ends = (reporter, partner)
    scope = tuple(sorted(ends)) if flow in MUTUAL else ("flow", *(ends if flow == EXPORT else reversed(ends)))
    return flow_slot(replace(slot, measure=flow, scope=scope))


def _check(one: Told, candidates: list[Parts]) -> Check | None:
    """Return the check against the parts that fit; where none does, a contradiction only if just one is meant."""
    checks = [check for parts in candidates if (check := _held(one, parts)) is not None]
    fitting = [check for check in checks if check.verdict in ("consistent", "within_rounding")]
    if fitting or not checks:
        return fitting[0] if fitting else None
    return checks[0] if len(checks) == 1 and any(parts.sure for parts in candidates) else None


def _held(one: Told, parts: Parts) -> Check | None:
    rest = parts.whole[1].number if len(parts.whole) > 1 else None
    whole = total([told.number for told in parts.whole])
    computed = share(parts.part.number, whole, rest)
    if computed is None:
        return None
    verdict = _verdict(computed, one, parts)
    return make(
        parts.rule,
        terms=[name for told in (parts.part, *parts.whole) for name in told.ids],
        against=one.ids,
        computed=computed,
        stated=one.number,
        unit=PERCENT,
        verdict=verdict,
        causes=possible(parts.rule) if verdict in ("conflict", "cannot_tell") else (),
    )


def _verdict(computed: Interval, one: Told, parts: Parts) -> str:
    wide = width(computed)
    if wide is None or computed.value is None or wide > VAGUE * computed.value:
        return "cannot_tell"
    own = all(told.source == one.source for told in (parts.part, *parts.whole))
    return agreement(computed, one.number) or ("conflict" if own else "cannot_tell")
