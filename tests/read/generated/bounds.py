"""What an amount must be read as: its value, and the interval that CLAIMS gives to its bound."""

from __future__ import annotations

from decimal import Decimal


def slots(value: Decimal, step: Decimal | None, bound: str, unit: str) -> dict[str, str]:
    """Return value, unit, bound and the ends of the interval.

    `step` is one of the last written digit, None for what is exact.
    """
    found = {"value": f"{value:f}", "unit": unit, "bound": bound}
    if bound in ("gt", "ge"):
        return found | {"low": f"{value:f}", "high": "none"}
    if bound in ("lt", "le"):
        return found | {"low": "none", "high": f"{value:f}"}
    if bound == "approx":
        return found | ({} if step is None else {"low": f"{value - step:f}", "high": f"{value + step:f}"})
    half = (step or Decimal(0)) / 2
    return found | {"low": f"{value - half:f}", "high": f"{value + half:f}"}
