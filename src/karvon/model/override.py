"""An override: the verdict a person gives on a check, with the figures and numbers it was given on."""

from __future__ import annotations

from typing import Literal

import msgspec

from karvon.model.correction import Anchor
from karvon.model.ledger import Cause
from karvon.model.values import Interval

# changed: it holds, though the evidence is another by now; confirmed: it is computed by now; waiting: no such check
State = Literal["applied", "changed", "confirmed", "waiting"]


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A figure, claim or row behind a check, and how it is found again: by its id, else by its words."""

    id: str
    number: Interval | None = None
    document: str | None = None
    kind: str | None = None
    anchor: Anchor | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What a check rests on: both sides, the further figures (`beside`) that tell the same facts, its arithmetic."""

    terms: tuple[Member, ...]
    against: tuple[Member, ...]
    beside: tuple[Member, ...] = ()
    computed: Interval
    stated: Interval
    unit: str

    @property
    def count(self) -> int:
        """How many figures stand behind the check."""
        return len({one.id for one in (*self.terms, *self.against, *self.beside)})


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """One override: `was` was computed when the check `judged` got its `verdict` (and `cause`) from a person.

    `target` is the check it stands at in this run, `computed` and `causes` what the run itself found there, `now` what
    that rests on; None when there is no such check.
    """

    id: str
    judged: str
    rule: str
    verdict: str
    cause: str | None
    was: str
    evidence: Evidence
    who: str
    why: str
    made_on: str
    target: str | None = None
    computed: str | None = None
    causes: tuple[Cause, ...] = ()
    now: Evidence | None = None
    state: State = "waiting"
