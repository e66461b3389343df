"""Regions and their countries: trade of a region is its country's trade with the other one."""

from __future__ import annotations

from babel.core import get_global
from msgspec.structs import replace

from karvon.model.figure import Figure
from karvon.model.vocabulary import by_code

REGION = "-"  # ISO 3166-2 joins the country and its part ("KZ-61")


def is_region(territory: str | None) -> bool:
    """Say whether a territory is a part of a country (ISO 3166-2), not a country or a group of countries."""
    return territory is not None and REGION in territory


def country_of(territory: str | None, countries: tuple[str, str]) -> str | None:
    """Return the country of the pair that a region lies in; None for anything else."""
    if territory is None or not is_region(territory):
        return None
    head = territory.partition(REGION)[0]
    aliases = get_global("territory_aliases")
    return next((code for code in countries if aliases.get(code, [code])[0] == head), None)


def of_home(figure: Figure, countries: tuple[str, str]) -> Figure:
    """Return trade of a region as reported by the country the region lies in; any other figure as it is.

    Who else was named is then the partner; where nobody was, the other country of the pair is.
    """
    home = country_of(figure.territory, countries)
    if home is None or by_code("indicators")[figure.indicator]["family"] != "trade":
        return figure
    named = [code for code in (figure.partner, figure.reporter) if code not in (None, home)]
    other = next(code for code in (*named, *countries) if code != home)
    return replace(figure, reporter=home, partner=other)
