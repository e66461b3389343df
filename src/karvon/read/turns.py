"""Turns: the sides of figures that are told in the order of their countries."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import Mention, countries
from karvon.read.dealing import imports
from karvon.read.respective import DIRECTED, chain, run
from karvon.read.scope import Placed, Scope, kind

BUYERS = (
    "покупател", "импортер", "импортёр", "рынк", "рынок", "партн", "потребител", "направлени", "получател", "buyer",
    "importer", "market", "partner", "destination", "customer",
)  # fmt: skip
SELLERS = ("поставщик", "экспортер", "экспортёр", "продав", "supplier", "exporter", "seller")
INVERSE = ("приход", "пришл", "доля", "доли", "долю", "удельн", "share", "account")


def of_turn(of: Scope) -> Placed | None:
    """A figure of several told in turn, each with a country of its own: "в Чили, Перу и Кубу – 5, 4 и 3 млн"."""
    scene = of.found.scene
    row = run(scene, of.found.amount)
    if not row:
        return None
    named = countries(of.all)
    known = chain(named, scene, len(row), row[0].first)
    if not known or len({m.code for m in known}) != len(row):
        return None
    own = known[list(row).index(of.found.amount)]
    return _placed(of, own, [m for m in named if m not in known], known)


def _placed(of: Scope, own: Mention, others: Sequence[Mention], known: Sequence[Mention]) -> Placed | None:
    """Return the sides of a figure of one country of several: with whom they all deal, or what each of them does."""
    away = any(m.role in DIRECTED for m in known) or of.says((*BUYERS, *INVERSE))
    sells = of.says(SELLERS) and not any(m.role in DIRECTED for m in known)
    traded = kind(of.found) == "trade" or (of.found.indicator is None and away)
    if not traded:
        return None
    if not away and not sells:
        other = next((m.code for m in others), "WORLD")
        return Placed(own.code, other, None) if of.found.indicator in ("export", "import") else None
    sold = sells and not imports(of)
    last = of.earlier[-1].placed if of.earlier else Placed(None, None, None)
    away_from = [m for m in others if not sold or m.role in DIRECTED]
    home = _home(of, [m.code for m in known], away_from, last.partner if sold else last.reporter)
    if home is None:
        return None
    return Placed(own.code, home, None) if sold else Placed(home, own.code, None)


def _home(of: Scope, known: Sequence[str], others: Sequence[Mention], before: str | None) -> str | None:
    """Return whose trade is told: the other country of the sentence, else that of the figure before or of the page."""
    named = next((m.code for m in others if m.role == "plain"), None) or next((m.code for m in others), None)
    told = (named, before, of.setting.home, of.setting.main, of.setting.other)
    return next((code for code in told if code is not None and code not in known), None)
