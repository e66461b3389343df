"""Envoys: who speaks abroad of "our companies" means those of his own country, in the other of two."""

from __future__ import annotations

from karvon.read.scope import Placed, Scope

OURS = frozenset({"наших", "наши", "нашими", "our"})
HERE_TOLD = frozenset({"вас", "здесь", "тут", "here", "you"})
NEAR, BEHIND = 3, 2


def ours(of: Scope, here: str | None) -> Placed | None:
    """Return the speaker's country and the one its companies work in, named or meant: "у вас 35 наших компаний"."""
    amount, first = of.found.amount, of.found.scene.first
    near = of.found.scene.words[max(0, amount.first - NEAR - first) : amount.last + BEHIND - first]
    if of.voice is None or OURS.isdisjoint(near):
        return None
    host = here or (of.setting.beside(of.voice) if not HERE_TOLD.isdisjoint(of.words) else None)
    return Placed(of.voice, host, host) if host not in (None, of.voice) else None
