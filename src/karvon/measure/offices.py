"""One table of the two statistical offices: each direction of trade, what both report of it, and the gap in parts.

A gap is the importer's figure less the exporter's. Its parts, as far as the data allow:
coverage: what the headline figures hold beside goods, where an office also gives the same flow in the other's coverage;
revision: how much later files changed the gap since the first ones;
period: what a month on the way moves between years, where the importer has monthly figures;
direction: imports are valued with freight (CIF) and exports without it (FOB), so a gap below zero is against
expectation; its amount is not known from the totals. What freight comes to if it adds so much to exports (the IMF's
Direction of Trade Statistics took 1.10 and then 1.06 for all countries) stands beside the gap as an assumption.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.model.offices import GapPart, OfficeGap, Offices, Release, Reported
from karvon.model.results import CaseInfo

EXPORT, IMPORT = "export", "import"
GOODS = "goods"
PLACES = Decimal("1e-12")


def offices(series: Sequence[TradeSeries], releases: Sequence[Release], info: CaseInfo) -> Offices:
    """Return the table of both offices: a row for each year and direction that at least one of them reports."""
    told = [row for pair in (info.countries, info.countries[::-1]) for row in _direction(series, releases, *pair)]
    rows = [_with_freight(row, info.freight) for row in told]
    return Offices(tuple(sorted(rows, key=lambda row: (row.year, info.countries.index(row.exporter)))))


def _with_freight(row: OfficeGap, rates: Sequence[Decimal]) -> OfficeGap:
    """Return a row with what freight comes to at each of the rates assumed."""
    if row.exported is None or row.gap is None:
        return row
    return replace(row, freight=tuple(row.exported.value * rate for rate in rates))


def _direction(
    series: Sequence[TradeSeries], releases: Sequence[Release], exporter: str, importer: str
) -> Iterator[OfficeGap]:
    sides = {
        EXPORT: [one for one in series if (one.reporter, one.indicator) == (exporter, EXPORT)],
        IMPORT: [one for one in series if (one.reporter, one.indicator) == (importer, IMPORT)],
    }
    years = sorted({point.year for own in sides.values() for one in own for point in one.points})
    for year in years:
        known = {flow: _by_coverage(own, year) for flow, own in sides.items()}
        yield _gap(year, (exporter, importer), known, releases)


def _by_coverage(own: Sequence[TradeSeries], year: int) -> list[Reported]:
    """Return what one office reports of a flow in a year, its headline first: the series that reaches most years."""
    ordered = sorted(own, key=lambda one: (-len(one.points), one.coverage or ""))
    found = ((one, point) for one in ordered for point in one.points if point.year == year)
    return [_reported(one, point, point.number.value) for one, point in found if point.number.value is not None]


def _reported(one: TradeSeries, point: SeriesPoint, value: Decimal) -> Reported:
    return Reported(
        reporter=one.reporter,
        flow=one.indicator,
        coverage=one.coverage,
        value=value,
        series=one.id,
        figures=point.figures,
    )


def _gap(
    year: int, pair: tuple[str, str], known: Mapping[str, list[Reported]], releases: Sequence[Release]
) -> OfficeGap:
    exported, imported = (next(iter(known[flow]), None) for flow in (EXPORT, IMPORT))
    if exported is None or imported is None:
        return OfficeGap(year=year, exporter=pair[0], importer=pair[1], exported=exported, imported=imported)
    gap = imported.value - exported.value
    parts = (
        _coverage(known, exported, imported),
        _revision(year, exported, imported, releases),
        _period(year, imported, releases),
        GapPart(kind="direction", why="valuation_expected" if gap >= 0 else "valuation_against"),
    )
    share = (gap / exported.value).quantize(PLACES) if exported.value else None
    rest = gap - sum((part.amount for part in parts if part.amount is not None), Decimal(0))
    return OfficeGap(
        year=year,
        exporter=pair[0],
        importer=pair[1],
        exported=exported,
        imported=imported,
        gap=gap,
        share=share,
        parts=parts,
        rest=rest,
    )


def _coverage(known: Mapping[str, list[Reported]], exported: Reported, imported: Reported) -> GapPart:
    """Return what two headlines of different coverage differ by beside the flows that both cover."""
    if exported.coverage == imported.coverage and exported.coverage is not None:
        return GapPart(kind="coverage", amount=Decimal(0))
    same = _same_coverage(known)
    if same is None:
        return GapPart(kind="coverage", why="no_same_coverage")
    alike_out, alike_in = same
    amount = (imported.value - alike_in.value) - (exported.value - alike_out.value)
    figures = (one.figures[0] for one in (exported, alike_out, imported, alike_in))
    return GapPart(kind="coverage", amount=amount, figures=tuple(figures))


def _same_coverage(known: Mapping[str, list[Reported]]) -> tuple[Reported, Reported] | None:
    """Return both sides' figures of one coverage, goods before any other; None when there is none."""
    pairs = [
        (left, right)
        for left in known[EXPORT]
        for right in known[IMPORT]
        if left.coverage == right.coverage and left.coverage is not None
    ]
    return min(pairs, key=lambda pair: (pair[0].coverage != GOODS, pair[0].coverage or "")) if pairs else None


def _revision(year: int, exported: Reported, imported: Reported, releases: Sequence[Release]) -> GapPart:
    """Return how much the gap changed from the first files to the last."""
    own = [_of(one, releases, lambda each: (each.year, each.month) == (year, 0)) for one in (exported, imported)]
    if all(len(found) < 2 for found in own):
        return GapPart(kind="revision", why="one_release")
    moved = [found[-1].value - found[0].value if len(found) > 1 else Decimal(0) for found in own]
    used = [each for found in own if len(found) > 1 for each in (found[0], found[-1])]
    return GapPart(kind="revision", amount=moved[1] - moved[0], releases=tuple(used))


def _period(year: int, imported: Reported, releases: Sequence[Release]) -> GapPart:
    """Return what imports of the year lack of it when goods take a month: this January for the next one.

    Goods that take a month come in a year later when they leave in December: the part is the imports of this January,
    which left last year, less those of the next.
    """
    months = _of(imported, releases, lambda each: each.month == 1 and each.year in (year, year + 1))
    first, after = ([each for each in months if each.year == one] for one in (year, year + 1))
    if not first or not after:
        return GapPart(kind="period", why="no_months")
    amount = first[-1].value - after[-1].value
    return GapPart(kind="period", amount=amount, releases=(first[-1], after[-1]))


def _of(one: Reported, releases: Sequence[Release], wanted: Callable[[Release], bool]) -> list[Release]:
    """Return the releases of a reported series, first to last."""
    key = (one.reporter, one.flow, one.coverage)
    own = [each for each in releases if (each.reporter, each.flow, each.coverage) == key and wanted(each)]
    layouts = {each.layout for each in own}
    return [each for each in own if each.layout == min(layouts)]
