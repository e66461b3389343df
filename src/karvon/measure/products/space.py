"""The product space: who exports what with advantage, how near goods are, how complex goods and countries.

Rows are countries (c), columns goods (p), values exports in one currency. Hidalgo, Klinger, Barabási and Hausmann,
"The Product Space Conditions the Development of Nations", Science 317 (2007); Hausmann, Hidalgo et al., "The Atlas of
Economic Complexity" (2013), technical boxes 2.1 and 5.1. Arrays in, arrays out; NaN stands where nothing can be said.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Doubt = Literal["split", "small", "repeated", "sign"]

SAME = 1e-9  # eigenvalues, or a correlation and zero, closer than this are not told apart


class Complexity(NamedTuple):
    """ECI (C,), PCI (P,), the ECI's eigenvalue, the part of the matrix they hold for, and what is open about them.

    `raw` is the PCI before it is put on the scale of the ECI, `scale` the deviation of the raw ECI.
    """

    eci: Floats
    pci: Floats
    raw: Floats
    scale: float
    eigenvalue: float
    rows: Mask
    columns: Mask
    doubts: tuple[Doubt, ...]


class Space(NamedTuple):
    """The product space of one year: all arrays (C, P) but diversity, ECI and COI (C,), ubiquity and PCI (P,).

    `proximity` is (P, P), symmetric, 1 on the diagonal of every good that somebody exports with advantage.
    """

    rca: Floats
    present: Mask
    diversity: Floats
    ubiquity: Floats
    proximity: Floats
    density: Floats
    complexity: Complexity
    coi: Floats
    cog: Floats


def space(values: Floats, threshold: float = 1.0) -> Space:
    """Return the product space of exports (C, P): everything above from one matrix.

    ValueError when the matrix is not two-dimensional or holds a negative or missing value.
    """
    advantage = rca(values)
    present = np.nan_to_num(advantage) >= threshold
    near = proximity(present)
    dense = density(present, near)
    held = complexity(present)
    outlook, gain = outlooks(present, near, dense, held)
    return Space(advantage, present, diversity(present), ubiquity(present), near, dense, held, outlook, gain)


def rca(values: Floats) -> Floats:
    """Return revealed comparative advantage (C, P): a good's share in a country's exports over its share in all.

    Balassa (1965). NaN for a country or a good with no exports at all.
    """
    checked = _checked(values)
    rows, columns = checked.sum(axis=1), checked.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        own: Floats = checked / rows[:, None]
        own /= columns / columns.sum()
        return own


def diversity(present: Mask) -> Floats:
    """Return in how many goods each country has an advantage (C,)."""
    counts: Floats = present.sum(axis=1, dtype=np.float64)
    return counts


def ubiquity(present: Mask) -> Floats:
    """Return how many countries have an advantage in each good (P,)."""
    counts: Floats = present.sum(axis=0, dtype=np.float64)
    return counts


def proximity(present: Mask) -> Floats:
    """Return how near two goods are (P, P): the lesser chance that a country strong in one is strong in the other.

    φ = M'M / max(k_p, k_q), Hidalgo et al. (2007), equation 1; 0 for a good that nobody exports with advantage.
    Counts below 2**24 are exact in single precision, so the product of the matrices is taken there.
    """
    single = present.astype(np.float32)
    near = (single.T @ single).astype(np.float64)
    counts = np.maximum(ubiquity(present), 1.0)
    near /= np.maximum(counts[:, None], counts[None, :])
    return near


def density(present: Mask, near: Floats) -> Floats:
    """Return how much of the neighbourhood of each good a country already has (C, P), from 0 to 1.

    ω = Σ_q M_cq φ_pq / Σ_q φ_pq, Hidalgo et al. (2007), equation 2; NaN for a good without any neighbour.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        dense: Floats = (present.astype(np.float64) @ near) / near.sum(axis=0)
        return dense


def complexity(present: Mask) -> Complexity:
    """Return the economic and product complexity indices by the symmetric eigenproblem.

    With diversity d and ubiquity u, S = D^-1/2 M U^-1 M' D^-1/2 has the eigenvalues of the reflections matrix; the ECI
    is D^-1/2 times its second eigenvector, standardised, with the sign under which diverse countries are complex; the
    PCI of a good follows from the countries that export it, on the ECI's scale, so that a country's ECI is the mean PCI
    of its goods. Only the largest connected part is ranked; `doubts` says what kept an answer from being given:
    split (some countries share no good with the rest), small (fewer than three countries), repeated (two eigenvalues
    coincide), sign (diversity does not tell the sign).
    """
    rows, columns = largest_part(present)
    doubts: list[Doubt] = ["split"] if (present[~rows].any() or present[:, ~columns].any()) else []
    if rows.sum() < 3:
        return _unranked(present, rows, columns, (*doubts, "small"))
    part = present[np.ix_(rows, columns)].astype(np.float64)
    many, common = part.sum(axis=1), part.sum(axis=0)
    weighted = part / np.sqrt(many)[:, None] / np.sqrt(common)
    values, vectors = np.linalg.eigh(weighted @ weighted.T)
    if values[-2] - values[-3] < SAME:
        return _unranked(present, rows, columns, (*doubts, "repeated"))
    country = vectors[:, -2] / np.sqrt(many)
    tells = _correlation(many, country)
    if abs(tells) < SAME:
        return _unranked(present, rows, columns, (*doubts, "sign"))
    return _ranked(part, country * np.sign(tells), float(values[-2]), (rows, columns, tuple(doubts)))


def outlooks(present: Mask, near: Floats, dense: Floats, held: Complexity) -> tuple[Floats, Floats]:
    """Return the complexity outlook index (C,), standardised, and the outlook gain of goods not yet exported (C, P).

    Atlas (2013), boxes 5.1 and 5.2: COI_c = Σ_p ω_cp (1 − M_cp) PCI_p; COG_cp = (1 − M_cp) Σ_q (1 − M_cq) φ_pq PCI_q /
    Σ_r φ_qr, both with the PCI before standardising, the gain then on the scale of the ECI.
    """
    rows, columns = held.rows, held.columns
    outlook, gain = np.full(present.shape[0], np.nan), np.full(present.shape, np.nan)
    if not np.isfinite(held.scale):
        return outlook, gain
    inside = np.ix_(rows, columns)
    absent = 1.0 - present[inside]
    raw = held.raw[columns]
    own = (dense[inside] * absent) @ raw
    outlook[rows] = (own - own.mean()) / own.std()
    links = near[np.ix_(columns, columns)]
    pull = absent * (raw / links.sum(axis=1))
    gain[inside] = absent * (pull @ links) / held.scale
    return outlook, gain


def largest_part(present: Mask) -> tuple[Mask, Mask]:
    """Return the countries (C,) and goods (P,) of the largest part that hangs together through shared goods.

    Largest by countries, then goods, then by the first country of the matrix.
    """
    left = present.any(axis=1)
    best = np.zeros(present.shape[0], bool), np.zeros(present.shape[1], bool)
    while left.any():
        rows, columns = _part_of(present, int(np.argmax(left)))
        if (rows.sum(), columns.sum()) > (best[0].sum(), best[1].sum()):
            best = rows, columns
        left &= ~rows
    return best


def _part_of(present: Mask, country: int) -> tuple[Mask, Mask]:
    rows: Mask = np.zeros(present.shape[0], bool)
    rows[country] = True
    while True:
        columns: Mask = np.asarray(present[rows].any(axis=0))
        grown: Mask = np.asarray(present[:, columns].any(axis=1))
        if (grown == rows).all():
            return rows, columns
        rows = grown


def _ranked(
    part: Floats, country: Floats, eigenvalue: float, found: tuple[Mask, Mask, tuple[Doubt, ...]]
) -> Complexity:
    """Put an eigenvector on the countries (c,) onto the scales of ECI and PCI.

    The raw PCI has length 1, as the eigenvector of the goods' own matrix has; the raw ECI is its mean over a country's
    goods.
    """
    rows, columns, doubts = found
    good = (part / part.sum(axis=0)).T @ country
    good /= np.linalg.norm(good)
    mean = (part / part.sum(axis=1)[:, None]) @ good
    eci, pci, raw = np.full(rows.size, np.nan), np.full(columns.size, np.nan), np.full(columns.size, np.nan)
    scale = float(mean.std())
    eci[rows] = (mean - mean.mean()) / scale
    pci[columns] = (good - mean.mean()) / scale
    raw[columns] = good
    return Complexity(eci, pci, raw, scale, eigenvalue, rows, columns, doubts)


def _unranked(present: Mask, rows: Mask, columns: Mask, doubts: tuple[Doubt, ...]) -> Complexity:
    countries, goods = np.full(present.shape[0], np.nan), np.full(present.shape[1], np.nan)
    return Complexity(countries, goods, goods, float("nan"), float("nan"), rows, columns, doubts)


def _correlation(left: Floats, right: Floats) -> float:
    """Return the correlation of two vectors; 0 when one of them does not vary."""
    a, b = left - left.mean(), right - right.mean()
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / size if size > 0 else 0.0


def _checked(values: Floats) -> Floats:
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 2 or not np.isfinite(given).all() or (given < 0).any():
        raise ValueError("exports must be a matrix of countries by goods, without missing or negative values")
    return given
