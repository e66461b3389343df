"""What the goods in the trade files of a case tell about its pair, with the definitions and borders that Karvon knows.

Nothing heavy is imported where no file has goods.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from karvon.measure.loads import FOLDER
from karvon.model.document import Finding
from karvon.model.loading import LoadReport
from karvon.model.products import Growth
from karvon.model.results import CaseInfo

if TYPE_CHECKING:
    import polars as pl

HS = "HS"


def grow(
    work: Path, reports: Sequence[LoadReport], info: CaseInfo, access: pl.DataFrame | None = None
) -> Growth | None:
    """Return what goods tell about the pair of a case in the trade files of these loads; None where none has goods.

    `access` are tariffs and transport costs that somebody knows, with the columns of `products.access.SCHEMA`.
    """
    if not has_goods(reports):
        return None
    from karvon.measure.flows import flows_of  # noqa: PLC0415
    from karvon.measure.products.growth import Known, growth  # noqa: PLC0415

    flows = flows_of(work / FOLDER, reports)
    return growth(flows, info.countries, info.as_of.year, Known(access=access))


def known_access(path: Path) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Return tariffs and transport costs from a CSV file for `grow`, and what is wrong in it."""
    from karvon.measure.products.access import read_access  # noqa: PLC0415

    return read_access(path)


def has_goods(reports: Sequence[LoadReport]) -> bool:
    """Say whether any of these files is classified by the Harmonised System."""
    return any(name.startswith(HS) for report in reports for name in report.classifications)
