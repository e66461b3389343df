"""Official series of both sides, what leads from them to a target and with what odds, and the trade files behind."""

from __future__ import annotations

from karvon.measure.goods import grow, known_access
from karvon.measure.loads import Loads, flows_in, load_data
from karvon.measure.needs import measure
from karvon.measure.series import trade_series
from karvon.model.ledger import Ledger
from karvon.model.measures import Measures
from karvon.model.odds import Outlook
from karvon.model.results import CaseInfo

__all__ = ["Loads", "flows_in", "grow", "known_access", "load_data", "measure", "outlook", "trade_series"]


def outlook(measures: Measures, ledger: Ledger, info: CaseInfo) -> Outlook:
    """Return the odds of every open target; numpy is imported only when they are computed."""
    from karvon.measure import odds  # noqa: PLC0415

    return odds.outlook(measures, ledger, info)
