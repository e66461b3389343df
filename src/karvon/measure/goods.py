"""What the goods in the trade files of a case tell about its pair, with the definitions and borders that Karvon knows.

Nothing heavy is imported where no file has goods.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from karvon.measure.loads import FOLDER
from karvon.model.document import Finding
from karvon.model.loading import Given, LoadReport
from karvon.model.products import Goods
from karvon.model.results import CaseInfo

if TYPE_CHECKING:
    import polars as pl

    from karvon.measure.products.goods import Cut

CLASSIFIED = ("HS", "SITC")
SIX = 6
NOTHING = Given()


def grow(
    work: Path,
    reports: Sequence[LoadReport],
    info: CaseInfo,
    given: Given = NOTHING,
    access: pl.DataFrame | None = None,
) -> Goods:
    """Return what the trade files of these loads tell of goods of the pair of a case.

    `given` are national lists of goods that are no commodity and projections of output; `access` are tariffs and
    transport costs that somebody knows, with the columns of `products.access.SCHEMA`.
    """
    if not has_goods(reports):
        return Goods()
    from karvon.measure.codes.borders import neighbours  # noqa: PLC0415
    from karvon.measure.flows import flows_of  # noqa: PLC0415
    from karvon.measure.flows.official import RECONCILED  # noqa: PLC0415
    from karvon.measure.products.chapters import by_chapter  # noqa: PLC0415
    from karvon.measure.products.growth import Known, growth  # noqa: PLC0415
    from karvon.measure.products.sections import sections  # noqa: PLC0415
    from karvon.measure.united import united  # noqa: PLC0415

    flows, until = flows_of(work / FOLDER, reports), info.as_of.year
    one = united(flows, info.countries, until)
    known = Known(
        definitions=partial(definitions, listed=given.listed),
        neighbours={country: neighbours(country) for country in info.countries},
        access=access,
        links=one.links,
        projections=given.projections,
    )
    found = growth(one.flows, info.countries, until, known)
    if found is not None:
        found = replace(found, findings=(*one.findings, *found.findings))
    reconciled = {report.file for report in reports if report.layout in RECONCILED}
    told = by_chapter(flows, info.countries, until, reconciled)
    return Goods(sections(flows, info.countries, until), found, told)


def definitions(cut: Cut, listed: Sequence[str] = ()) -> pl.DataFrame:
    """Return what each definition of commodities says of the codes of a cut: definition, code, part that is none.

    The definitions are told for codes of six digits; other cuts have none. `listed` makes a national definition.
    """
    import polars as pl  # noqa: PLC0415

    from karvon.measure.codes.definitions import DEFINITIONS, NATIONAL, non_commodity  # noqa: PLC0415
    from karvon.measure.codes.revisions import REVISIONS  # noqa: PLC0415
    from karvon.measure.products.growth import CLASSES  # noqa: PLC0415

    if cut.classification not in REVISIONS or cut.digits != SIX:
        return CLASSES.to_frame()
    named = [(one, ()) for one in DEFINITIONS] + ([(NATIONAL, tuple(listed))] if listed else [])
    told = [
        non_commodity(one, cut.classification, codes).with_columns(definition=pl.lit(one.name)) for one, codes in named
    ]
    return pl.concat(one.select("definition", "code", pl.col("share").alias("part")) for one in told)


def known_access(path: Path) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Return tariffs and transport costs from a CSV file for `grow`, and what is wrong in it."""
    from karvon.measure.products.access import read_access  # noqa: PLC0415

    return read_access(path)


def has_goods(reports: Sequence[LoadReport]) -> bool:
    """Say whether any of these files is classified by goods: by the Harmonised System or the SITC."""
    return any(name.startswith(CLASSIFIED) for report in reports for name in report.classifications)
