"""The verdicts of checks upon published figures, from one change of the checks to the next."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.model.ledger import Check, PressFigure
from karvon.reconcile.press import JUDGES, OPEN, judgement


class Judging:
    """Published figures with the verdicts of the checks that hold them against offices; what did not change stands."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}
        self._held: dict[str, dict[str, Check]] = {}
        self._made: dict[int, tuple[PressFigure, PressFigure]] = {}

    def judged(self, found: Iterable[PressFigure], checks: Iterable[Check]) -> tuple[PressFigure, ...]:
        """Return the figures with the verdict and causes of the check that holds each against an office, if one does.

        What agrees with an office stays so; what does not is judged once, by the rule that knows most of it.
        """
        touched = self._take({check.id: check for check in checks if check.rule in JUDGES})
        last, self._made = self._made, {}
        for one in found:
            known = last.get(id(one))
            if known is None or not touched.isdisjoint(one.figures):
                open_ = one.verdict in OPEN and one.kind != "part"
                held = {name: self._held.get(name, {}).values() for name in one.figures} if open_ else {}
                known = (one, judgement(one, held) if open_ else one)
            self._made[id(one)] = known
        return tuple(now for _, now in self._made.values())

    def _take(self, now: dict[str, Check]) -> set[str]:
        """Take in the checks there are now; return the figures that other ones are about."""
        last, self._checks = self._checks, now
        new = [check for name, check in now.items() if last.get(name) is not check and last.get(name) != check]
        gone = [last[name] for name in last.keys() - now.keys()]
        touched = set[str]()
        for check in gone:
            for name in (*check.terms, *check.against):
                self._held[name].pop(check.id, None)
                touched.add(name)
        for check in new:
            for name in (*check.terms, *check.against):
                self._held.setdefault(name, {})[check.id] = check
                touched.add(name)
        return touched
