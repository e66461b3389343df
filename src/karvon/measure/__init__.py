"""Official series of both sides, what leads from them to a target and with what odds, and the trade files behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from karvon.measure.goods import grow, known_access
from karvon.measure.loads import Loads, flows_in, load_data
from karvon.measure.needs import measure
from karvon.measure.series import left_out, trade_series
from karvon.model.ledger import Ledger
from karvon.model.loading import LoadReport
from karvon.model.measures import Measures
from karvon.model.odds import Outlook
from karvon.model.results import CaseInfo

__all__ = [
    "Loads",
    "flows_in",
    "grow",
    "known_access",
    "left_out",
    "load_data",
    "measure",
    "outlook",
    "outlook_from",
    "trade_series",
]

LEAST = 30  # reporting countries, or files, from which a case's own panel is looked at


def outlook(
    measures: Measures,
    ledger: Ledger,
    info: CaseInfo,
    reports: Sequence[LoadReport] = (),
    work: Path | None = None,
) -> Outlook:
    """Return the odds of every open target; numpy is imported only when they are computed.

    Similar pairs are those of the trade files of these loads, kept in the folder `work`, where they hold enough
    countries and years, else those of the table that comes with the program.
    """
    from karvon.measure import odds  # noqa: PLC0415

    found = None
    if work is not None and (any(len(one.reporters) >= LEAST for one in reports) or len(reports) >= LEAST):
        from karvon.measure.flows import flows_of  # noqa: PLC0415
        from karvon.measure.loads import FOLDER  # noqa: PLC0415
        from karvon.measure.odds.own import own  # noqa: PLC0415

        found = own(flows_of(work / FOLDER, reports), reports, info.as_of.year)
    if found is None:
        return odds.outlook(measures, ledger, info)
    return odds.outlook(measures, ledger, info, found.rows or None, found.panel)


def outlook_from(work: Path) -> Callable[..., Outlook]:
    """Return `outlook` with the trade files that are kept in a folder."""
    return partial(outlook, work=work)
