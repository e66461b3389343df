"""Sums that hold by definition: exports and imports in turnover and balance, periods that cover a longer one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from karvon.model.dates import Span
from karvon.model.ledger import Check
from karvon.model.values import total
from karvon.reconcile.checks import agreement, held
from karvon.reconcile.keys import Slot, additive, certain
from karvon.reconcile.numbers import difference, fineness
from karvon.reconcile.told import Told, by

SOURCE = attrgetter("source")
DAY = dt.timedelta(days=1)
TURNOVER, BALANCE = "trade_turnover", "trade_balance"
SURPLUS = re.compile(r"положительн|профицит|активн|surplus|positive", re.IGNORECASE)
WHOLES = (TURNOVER, BALANCE)
FEWEST = 3  # spans of days: that of a whole, and those of two parts
Best = dict[str | None, Told]  # the most precise flow of each reporter


def between(one: Told) -> tuple[object, ...] | None:
    """Return between whom and when a statement tells a flow of trade, or a turnover or balance; None where neither."""
    if len(one.ids) > 1 or not _flow(one):
        return None
    slot = one.slot
    pair = tuple(sorted(slot.scope[-2:]))
    return (pair, slot.change, slot.unit, slot.territory, slot.sector, slot.status, one.span)


def tilings(told: Iterable[Told]) -> list[Check]:
    """Return the checks of totals whose period is covered without gaps by shorter periods of the same source."""
    groups: dict[tuple[str, Slot], list[Told]] = {}
    for one in told:
        if _flow_of_period(one):
            groups.setdefault((one.source, one.slot), []).append(one)
    several = [group for group in groups.values() if len({one.span for one in group}) >= FEWEST]
    return [check for group in several for check in _tilings(group)]


def _flow_of_period(one: Told) -> bool:
    covers = one.figure.period.type == "period" and certain(one.figure)
    return covers and additive(one.slot.measure) and one.slot.change == "level" and not one.derived


def _flow(one: Told) -> bool:
    measures = ("export", "import", TURNOVER, BALANCE)
    plain = one.slot.change == "level" and one.slot.status == "actual" and not one.slot.subject
    return one.slot.measure in measures and plain and certain(one.figure) and not one.derived


def flows(group: Sequence[Told]) -> list[Check]:
    """Return the checks of turnover and balance against exports and imports of one side in one period.

    Figures of one source are preferred; figures of one voice from several sources serve where a source lacks one.
    """
    checks = []
    stated = [one for one in group if one.slot.measure in WHOLES and not one.official]
    tellers = {teller for one in stated for teller in (one.source, one.voice)} - {None}
    flows: dict[tuple[str, str | None], Best] = {}
    telling = (one for one in group if one.source in tellers or one.voice in tellers)
    for one in sorted((one for one in telling if one.slot.measure not in WHOLES and not one.official), key=_precise):
        for teller in {one.source, one.voice} - {None}:
            flows.setdefault((one.figure.indicator, teller), {}).setdefault(one.figure.reporter, one)
    for whole in stated:
        exports = _partner(whole, flows, "export")
        imports = _partner(whole, flows, "import")
        if exports is not None and imports is not None:
            checks.append(_flow_check(whole, exports, imports))
    failed = any(check.verdict == "conflict" for check in checks)
    own = {one.ids[0]: one for one in group} if failed else {}
    wholes = by((one for one in own.values() if one.slot.measure in WHOLES), SOURCE)
    return [check for check in checks if check.verdict != "conflict" or not _of_another(check, own, wholes)]


def _of_another(check: Check, own: Mapping[str, Told], wholes: Mapping[str, Sequence[Told]]) -> bool:
    """Say whether flows that nobody is named for make another turnover of their page: they are of whoever tells that.

    The two turnovers are held against each other.
    """
    flows, whole = [own[name] for name in check.terms], own[check.against[0]]
    pages = {one.source for one in (*flows, whole)}
    if len(pages) > 1 or any(one.figure.side is not None for one in flows):
        return False
    others = [one for one in wholes[whole.source] if one.slot.measure == whole.slot.measure and one is not whole]
    return any(agreement(check.computed, one.number) for one in others)


def _flow_check(whole: Told, exports: Told, imports: Told) -> Check:
    balance = whole.slot.measure == BALANCE
    flows = (imports, exports) if balance and _unsigned(whole, exports, imports) else (exports, imports)
    pair = [one.number for one in flows]
    return held(
        "export_import_balance" if balance else "export_import_turnover",
        terms=[name for one in flows for name in one.ids],
        against=whole.ids,
        computed=difference(*pair) if balance else total(pair),
        stated=whole.number,
        unit=whole.slot.unit,
    )


def _unsigned(balance: Told, exports: Told, imports: Told) -> bool:
    """Say whether words give a deficit as an amount without its sign: what imports exceed exports by is then meant."""
    phrase, stated = balance.figure.phrase, balance.number.value
    if phrase is None or stated is None or stated < 0 or SURPLUS.search(phrase):
        return False
    less, more = exports.number.value, imports.number.value
    return less is not None and more is not None and less < more


def _precise(one: Told) -> tuple[object, ...]:
    return (fineness(one.number), one.ids)


def _partner(whole: Told, flows: Mapping[tuple[str, str | None], Best], indicator: str) -> Told | None:
    """Return the exports or imports that go with a turnover: of its source, else of its voice, never of statistics."""
    for teller in (whole.source, whole.voice):
        best = flows.get((indicator, teller), {}) if teller is not None else {}
        own = [one for one in best.values() if _side(one, whole)]
        if own:
            return min(own, key=_precise)
    return None


def _side(one: Told, whole: Told) -> bool:
    """Say whether a flow belongs to the reporter of the turnover; to its voice where the turnover names no reporter."""
    reporter = whole.voice or whole.figure.reporter
    return reporter is None or one.figure.reporter in (None, reporter)


def _tilings(group: list[Told]) -> list[Check]:
    starts: dict[dt.date, list[Told]] = {}
    for one in sorted(group, key=lambda one: (one.span, one.ids)):
        if one.span.first is not None:
            starts.setdefault(one.span.first, []).append(one)
    checks = []
    for whole in group:
        parts = _cover(whole.span, starts)
        if len(parts) > 1:
            checks.append(
                held(
                    "parts_by_year",
                    terms=[name for part in parts for name in part.ids],
                    against=whole.ids,
                    computed=total([part.number for part in parts]),
                    stated=whole.number,
                    unit=whole.slot.unit,
                )
            )
    return checks


def _cover(span: Span, starts: Mapping[dt.date, list[Told]]) -> list[Told]:
    """Return the shortest statements that follow one another through the whole span; none where a gap is left."""
    parts: list[Told] = []
    day = span.first
    while day is not None and span.last is not None and day <= span.last:
        fitting = [
            one for one in starts.get(day, ()) if one.span != span and one.span.last and one.span.last <= span.last
        ]
        if not fitting:
            return []
        parts.append(fitting[0])
        last = fitting[0].span.last
        day = last + DAY if last is not None else None
    return parts
