"""What every layout gives: the flows of the tables in one file, and what the file says of itself."""

from __future__ import annotations

from typing import NamedTuple

from karvon.measure.flows.long import Shaped
from karvon.measure.flows.schema import GOODS
from karvon.model.document import Finding

ALL_PARTNERS = 100  # a file of any layout with as many partners means to list all of them


class Tables(NamedTuple):
    """The tables of one file: their flows, and the unit, coverage and day of publication that the file tells.

    With `listed` partners or more a file lists every partner of a total, so that they must add up to it.
    """

    layout: str
    tables: tuple[Shaped, ...]
    coverage: str = GOODS
    scale: str = "unit"
    published: str | None = None
    listed: int = ALL_PARTNERS
    findings: tuple[Finding, ...] = ()
