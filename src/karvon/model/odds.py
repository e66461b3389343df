"""Odds of a target: the views on it, how they are pooled, and how such odds have done before."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from karvon.model.measures import Need
from karvon.model.values import Interval


class ReferenceClass(msgspec.Struct, frozen=True, kw_only=True):
    """Which windows count as similar: level at the start in USD (`high` None: no upper end), year of start, border.

    `contiguous` None takes pairs with and without a common land border; `last` is the last year the panel covers.
    """

    kind: str
    low: Decimal
    high: Decimal | None
    since: int
    last: int
    contiguous: bool | None = None


class ReferenceView(msgspec.Struct, frozen=True, kw_only=True, tag="reference"):
    """The share of similar windows that grew as much: `hits` of `windows` by `pairs`; limits are clustered by pair.

    `chance` keeps clear of 0 and 1 by half a window. `weight` is what it counts for in the pool, 0 when only shown.
    """

    members: ReferenceClass
    hits: int
    windows: int
    pairs: int
    chance: Decimal
    low: Decimal
    high: Decimal
    weight: Decimal = Decimal(0)


class SeriesView(msgspec.Struct, frozen=True, kw_only=True, tag="series"):
    """What growth of one office's series over a window of years says of the target.

    `drift` and `spread` are per year in logarithms, `freedom` those of Student's t; `method` is drift, median or
    no_drift; `steps` counts the growths, from year to year, between `first` and `last`.
    """

    series: str
    method: str
    first: int
    last: int
    steps: int
    drift: Decimal
    spread: Decimal
    freedom: int
    chance: Decimal
    weight: Decimal = Decimal(0)


View = ReferenceView | SeriesView


class Refusal(msgspec.Struct, frozen=True):
    """A view that cannot be had: a code of the phrases odds.refused.*, and what fills its words."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


class Pool(msgspec.Struct, frozen=True):
    """The views added up by their weights; `low` and `high` are the ends over every choice of class and window."""

    chance: Decimal
    low: Decimal
    high: Decimal


class FanYear(msgspec.Struct, frozen=True):
    """One year of the pooled distribution: the levels below which it lies with the chances of `FAN`."""

    year: int
    levels: tuple[Decimal, ...]


FAN = (Decimal("0.1"), Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), Decimal("0.9"))


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """What one part would have to do: `part` is the id of its series, or a sector's code for a product group.

    `kind` is whole (the total grows), shares (each part as the total does) or alone (the others stay as they are);
    `years` of the `of` growths in its own record came to as much, None where no record is known.
    """

    kind: str
    part: str
    base: Decimal
    level: Decimal
    growth: Decimal
    figures: tuple[str, ...]
    years: tuple[int, ...] | None = None
    of: int = 0


class RealGrowth(msgspec.Struct, frozen=True):
    """Growth of volume a year that is left when prices in dollars rise by `prices` a year, and the part prices give.

    `part` is the share of the needed growth, in logarithms, that comes from prices alone.
    """

    prices: Decimal
    growth: Decimal
    part: Decimal


class RealPace(msgspec.Struct, frozen=True):
    """How fast one series grew a year between two years: in dollars, in prices of those years, and in volume."""

    series: str
    first: int
    last: int
    nominal: Decimal
    prices: Decimal
    real: Decimal


class Odds(msgspec.Struct, frozen=True, kw_only=True):
    """Everything said of one target from one base; `need` holds both, `views` come in the order they are shown."""

    indicator: str
    need: Need
    multiple: Decimal
    views: tuple[View, ...]
    pool: Pool | None
    refusals: tuple[Refusal, ...] = ()
    fan: tuple[FanYear, ...] = ()
    real: tuple[RealGrowth, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def years(self) -> int:
        """How many years lie between the base and the target."""
        return self.need.target_year - self.need.base_year

    @property
    def base(self) -> Interval:
        """The level that growth starts from."""
        return self.need.base


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Forecasts of one range: how many, by how many windows and pairs, their mean, and how often it came true."""

    low: Decimal
    high: Decimal
    forecasts: int
    windows: int
    pairs: int
    mean: Decimal
    share: Decimal
    share_low: Decimal
    share_high: Decimal


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How one rule did on a set of held-out windows: Brier score with limits and parts, and logarithmic score."""

    rule: str
    scope: str
    forecasts: int
    windows: int
    pairs: int
    happened: Decimal
    brier: Decimal
    brier_low: Decimal
    brier_high: Decimal
    reliability: Decimal
    resolution: Decimal
    uncertainty: Decimal
    log: Decimal


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """How such odds have done: weights and what they were fitted on, scores of every rule, calibration of the pool.

    `source` is the panel, `script` what made the record and `made` the day it was made.
    """

    source: str
    script: str
    made: str
    trained: str
    tested: str
    weights: tuple[tuple[str, Decimal], ...]
    scores: tuple[Score, ...]
    bins: tuple[Bin, ...]

    @property
    def last(self) -> int:
        """The last year that the rule was tried on."""
        return int(self.tested[-4:])


class PanelOf(msgspec.Struct, frozen=True, kw_only=True):
    """The trade files of a case as a panel of pairs and years; `used` where similar pairs were looked for in it."""

    source: str
    first: int
    last: int
    countries: int
    pairs: int
    used: bool


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """Odds of every open target of the pair's trade, how fast prices rose meanwhile, and the record of such odds.

    `panel` is what the case's own files hold, where that is worth telling; without it, or where it is not used, similar
    pairs are those of the table that the record was made on.
    """

    odds: tuple[Odds, ...]
    paces: tuple[RealPace, ...]
    record: Record
    panel: PanelOf | None = None

    @property
    def source(self) -> str:
        """Where the similar pairs are from."""
        return self.panel.source if self.panel is not None and self.panel.used else self.record.source
