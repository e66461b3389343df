"""The trade files of a case: loaded once each, what they say of the pair, and their flows for whoever asks.

Nothing heavy is imported where a case has no trade files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from karvon.model.dates import partial as partial_date
from karvon.model.document import Finding
from karvon.model.loading import DataFile, Given, LoadReport, Projection
from karvon.model.offices import Release
from karvon.model.results import CaseInfo
from karvon.model.row import Row

if TYPE_CHECKING:
    import polars as pl

FOLDER = "flows"
LIST, PROJECTIONS = "hs_list", "projections"
ROOMS = ("measure/flows", "measure/codes", "store")


class Loads(msgspec.Struct, frozen=True):
    """What the trade files of a case gave on its day: reports, findings, the pair's figures and their releases.

    `listed` are the HS codes of the national lists among the files, `projections` the output that others project.
    """

    reports: tuple[LoadReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows: tuple[Row, ...] = ()
    releases: tuple[Release, ...] = ()
    listed: tuple[str, ...] = ()
    projections: tuple[Projection, ...] = ()

    @property
    def given(self) -> Given:
        """What the files give beside flows."""
        return Given(self.listed, self.projections)


def load_data(
    files: Sequence[tuple[Path, DataFile]],
    work: Path,
    key_of: Callable[..., str],
    info: CaseInfo,
    tell: Callable[[str, int, int], None],
) -> Loads:
    """Load the trade files of a case, or take what is kept in its work folder, and return what they gave.

    `key_of` makes a name of the rooms that a load goes through and its inputs: what is kept under it is still true.
    """
    if not files:
        return Loads()
    from karvon.measure import flows  # noqa: PLC0415

    folder = work / FOLDER
    lists = [flows.read_list(path, said) for path, said in files if said.layout == LIST and path.is_file()]
    held = [(path, said) for path, said in files if said.layout == PROJECTIONS and path.is_file()]
    ahead = [flows.read_projections(*one) for one in held if _is_out(one[1], info)]
    files = [(path, said) for path, said in files if said.layout not in (LIST, PROJECTIONS) or not path.is_file()]
    every = flows.load_all(files, folder, partial(key_of, ROOMS), tell)
    reports = flows.known_by(every, info)
    findings = [finding for report in reports for finding in report.findings]
    rows = flows.official_rows(folder, reports, info)
    return Loads(
        reports=reports,
        findings=(
            *findings,
            *flows.later(every, info),
            *(flows.out_later(path.name, info) for path, said in held if not _is_out(said, info)),
            *(finding for one in lists for finding in one.findings),
            *(finding for one in ahead for finding in one.findings),
        ),
        rows=rows,
        releases=flows.releases(folder, reports, info),
        listed=tuple(sorted({code for one in lists for code in one.codes})),
        projections=tuple(row for one in ahead for row in one.rows),
    )


def _is_out(said: DataFile, info: CaseInfo) -> bool:
    """Say whether a file was out on the day of the case; an undated one was on the day of collection."""
    day = partial_date(said.published).last if said.published else info.collected
    return day is not None and day <= info.as_of


def flows_in(work: Path, loads: Loads) -> pl.LazyFrame:
    """Return the flows of these loads as one lazy table."""
    from karvon.measure.flows import flows_of  # noqa: PLC0415

    return flows_of(work / FOLDER, loads.reports)
