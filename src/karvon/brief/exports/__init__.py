"""The ledger in the formats that other programs read: a workbook, SDMX-CSV, ClaimReview and Web Annotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from karvon.brief.exports import reviews, sdmx, webannotations, workbook
from karvon.model.results import Results

FORMATS: Mapping[str, tuple[str, Callable[[Results, str], bytes]]] = {
    "xlsx": ("ledger.xlsx", workbook.render),
    "sdmx-csv": ("ledger.sdmx.csv", sdmx.render),
    "claimreview": ("ledger.claimreview.jsonld", reviews.render),
    "annotations": ("claims.annotations.jsonld", webannotations.render),
}


def export(results: Results, form: str, lang: str) -> bytes:
    """Return the ledger of one run in a format of FORMATS, its words in one language; KeyError for another format."""
    return FORMATS[form][1](results, lang)
