"""Everything one run of a case gives; the brief and the notebook read nothing else."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from karvon.model.claim import Claim
from karvon.model.correction import Correction
from karvon.model.document import Document, Finding
from karvon.model.ledger import Ledger
from karvon.model.loading import LoadReport
from karvon.model.measures import Measures
from karvon.model.odds import Outlook
from karvon.model.override import Override
from karvon.model.products import Goods, Growth
from karvon.model.row import Row


class CaseInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What case.toml says: the pair (ISO 3166-1 alpha-3), the languages, and the day that fixes what is known.

    `collected` is the day the material was gathered: an undated source was known by then at the latest.
    `assumptions` are (code, Russian, English) sentences that results rest on; `inflation` are the rates (0.02 = 2 % a
    year) at which prices in its currency may rise until a target, when case.toml names them; `freight` is what carriage
    and insurance may add to exports at the least and at the most (0.06 = 6 %), empty where nothing is assumed.
    """

    name: str
    title_ru: str
    title_en: str
    countries: tuple[str, str]
    as_of: dt.date
    collected: dt.date
    currency: str = "USD"
    languages: tuple[str, ...] = ("ru", "en")
    assumptions: tuple[tuple[str, str, str], ...] = ()
    inflation: tuple[Decimal, ...] = ()
    freight: tuple[Decimal, ...] = (Decimal("0.06"), Decimal("0.10"))


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """One run: the case, what was read, what the registry holds as of the day, the ledger and the measures.

    `claims` are as corrected; `corrections` tell what people changed in them. The verdicts of the ledger are as people
    judged; `overrides` tell which of them are theirs, and what was computed there. `loads` report on the trade files;
    `goods` is what they tell of goods.
    """

    case: CaseInfo
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    ledger: Ledger
    measures: Measures
    findings: tuple[Finding, ...]
    corrections: tuple[Correction, ...] = ()
    overrides: tuple[Override, ...] = ()
    loads: tuple[LoadReport, ...] = ()
    goods: Goods = Goods()
    outlook: Outlook | None = None

    @property
    def growth(self) -> Growth | None:
        """What goods tell about the pair; None where no file of the case has goods of it."""
        return self.goods.growth
