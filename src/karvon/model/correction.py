"""A correction: what a person says of one claim, with the words by which that claim is found again."""

from __future__ import annotations

from typing import Literal

import msgspec

Action = Literal["set", "reject", "add"]
State = Literal["applied", "confirmed", "waiting"]  # waiting: its claim was not found again


class Anchor(msgspec.Struct, frozen=True):
    """Words of a document with the words around them (W3C TextQuoteSelector), as they were when it was corrected."""

    quote: str
    prefix: str = ""
    suffix: str = ""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One correction: a slot set, a claim that is none, or one that was missed.

    `claim` is the id the claim had when it was corrected, `was` what the reader then gave. `target` is the claim the
    correction stands at in this run: None when it is not there (rejected, or not found again).
    """

    id: str
    document: str
    action: Action
    kind: str
    anchor: Anchor
    who: str
    why: str
    made_on: str
    claim: str | None = None
    slot: str | None = None
    was: str = ""
    value: str = ""
    target: str | None = None
    state: State = "waiting"
