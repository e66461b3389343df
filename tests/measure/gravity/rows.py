"""A panel of flows made by arithmetic alone, so that any program at any time estimates on the same numbers."""

from __future__ import annotations

import math

COUNTRIES = 11
YEARS = 6


def rows() -> list[dict[str, float | str]]:
    """Return flows among 11 countries in 6 years with zeros, gaps, a country that stops selling and lone cells.

    Columns: year, exporter, importer, trade, distance (log), border, agreement (comes and goes).
    """
    whole = range(COUNTRIES)
    cells = ((year, i, j) for year in range(YEARS) for i in whole for j in whole)
    return [row(*cell) for cell in cells if there(*cell)]


def there(year: int, i: int, j: int) -> bool:
    """Say whether a flow is in the panel: not every one is, and country 10 sells to one partner only in year 3."""
    if i == 10 and year == 3:
        return j == 2
    return (7 * i + 11 * j + 5 * year) % 13 != 0 and (i, j, year > 0) != (4, 6, True)


def row(year: int, i: int, j: int) -> dict[str, float | str]:
    """Return one flow; a third is zero, and country 7 sells nothing at all in year 2."""
    distance = math.log(1 + abs(i * i % 17 - j * j % 19) + 3 * abs(i - j))
    border = int(abs(i - j) == 1)
    agreement = int((i * j + year * (i + j)) % 5 < 2 and i != j)
    noise = ((31 * i + 17 * j + 23 * year + 7 * i * j * (year + 1)) % 97) / 97
    level = 6 + 0.2 * (i % 4) - 0.1 * (j % 5) + 0.05 * year - 0.8 * distance + 0.5 * border + 0.3 * agreement
    silent = (i == 7 and year == 2) or ((13 * i + 29 * j + 3 * year) % 7 in (0, 3) and noise < 0.7)
    trade = 0.0 if silent else round(1000 * math.exp(level + noise - 0.5)) / 1000
    return {
        "year": 2001 + year,
        "exporter": f"C{i:02}",
        "importer": f"C{j:02}",
        "trade": trade,
        "distance": distance,
        "border": border,
        "agreement": agreement,
    }
