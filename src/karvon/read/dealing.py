"""Dealing: whether a figure of goods tells what somebody bought or what somebody sold."""

from __future__ import annotations

from karvon.read.scope import Scope, family

INTO_HOME = ("import", "wheat_import", "flour_import", "wheat_import_share")
BOUGHT = (
    "закуп",
    "купи",
    "покуп",
    "приобре",
    "ввез",
    "ввёз",
    "ввоз",
    "завез",
    "завоз",
    "импорт",
    "получил",
    "import",
    "bought",
    "purchas",
)
BUYS = ("закуп", "купи", "покупа", "приобре", "bought")
SOLD = (
    "поставк", "постав", "отправ", "направля", "отгру", "вывез", "вывоз", "экспорт", "продал", "продаж", "реализова",
    "export", "suppl",
    "ship", "deliver", "sold", "sell",
)  # fmt: skip
INBOUND = ("to", "inward")
Sides = tuple[str | None, str | None]


def imports(of: Scope) -> bool:
    """Say whether the reporter of a flow is the one that buys."""
    indicator = of.found.indicator or ""
    if indicator.startswith(INTO_HOME):
        return True
    if family(indicator) == "trade" and "export" in indicator:
        return False
    said = [word for word in reversed(of.before) if word.startswith((*BOUGHT, *SOLD))]
    said += [word for word in of.after if word.startswith((*BOUGHT, *SOLD))]
    return bool(said) and said[0].startswith(BOUGHT)


def supplied(of: Scope) -> bool:
    """Say whether a figure without an indicator of trade tells of goods that were sold or bought."""
    return of.says(SOLD) or of.says(BOUGHT)
