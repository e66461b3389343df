"""Arithmetic of constant growth, in exact decimals.

All steps keep 50 significant digits; a rate is rounded half to even to 12 decimals (a millionth of a millionth a year),
a level to one unit of its currency. Growing at the rounded rate for 30 years misses the target by less than
30 parts in a million millions.
"""

from __future__ import annotations

from decimal import Context, Decimal

CONTEXT = Context(prec=50)
RATE = Decimal("1e-12")
LEVEL = Decimal(1)


def growth_per_year(base: Decimal, target: Decimal, years: int) -> Decimal:
    """Return the constant growth per year that leads from base to target: (target / base) ** (1 / years) - 1.

    Levels in any one unit, both above zero; years at least 1. The answer is a fraction per year (0.12 = 12 %).
    """
    _require(base, target, years)
    return CONTEXT.subtract(_factor(base, target, Decimal(1), years), Decimal(1)).quantize(RATE, context=CONTEXT)


def growth_path(base: Decimal, target: Decimal, years: int) -> tuple[Decimal, ...]:
    """Return the levels at constant growth after 0, 1, … years: base first, target last, both exact."""
    _require(base, target, years)
    between = (CONTEXT.multiply(base, _factor(base, target, Decimal(step), years)) for step in range(1, years))
    return (base, *(level.quantize(LEVEL, context=CONTEXT) for level in between), target)


def _factor(base: Decimal, target: Decimal, step: Decimal, years: int) -> Decimal:
    exponent = CONTEXT.divide(step, Decimal(years))
    return CONTEXT.power(CONTEXT.divide(target, base), exponent)


def _require(base: Decimal, target: Decimal, years: int) -> None:
    if base <= 0 or target <= 0 or years < 1:
        raise ValueError(f"growth needs levels above zero and at least one year, not {base} to {target} in {years}")
