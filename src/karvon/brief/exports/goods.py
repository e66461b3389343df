"""A workbook for an export manager: growth points, new goods, substitution, growth so far, definitions, sources; trade
by section of the HS where the files tell it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from karvon.brief.exports.workbook import Cell, Column, Sheet, written
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.products import (
    WHOLE,
    Change,
    Flow,
    Growth,
    GrowthPoint,
    Opening,
    RiseReading,
    SectionYear,
    Supplier,
)
from karvon.model.results import Results
from karvon.say import numbers
from karvon.say.findings import finding
from karvon.say.goods import because, good, hs_section_name

FROM_TO = (Column("exporter"), Column("importer"))
GOOD = (Column("code"), Column("chapter", "text"))
PRICES = (Column("price", "number"), Column("paid", "number"))


def render(results: Results, lang: str) -> bytes:
    """Return what goods tell about the pair of a case as an XLSX workbook; ValueError when no goods are loaded."""
    growth = results.growth
    if growth is None:
        raise ValueError("the case has no flows by good")
    voice = Voice(results, lineage(results), lang)
    return written(voice, sheets(voice, growth))


def sheets(voice: Voice, growth: Growth) -> Iterator[Sheet]:
    """Yield the sheets of the workbook in order."""
    yield _points(voice, growth)
    yield _openings(voice, "widening", growth.widening)
    yield _openings(voice, "substitution", growth.substitution)
    yield _changes(voice, growth)
    yield _definitions(voice, growth)
    yield _rises(voice, growth)
    yield _sources(voice, growth)
    if voice.results.goods.by_chapter:
        yield _by_chapter(voice, voice.results.goods.by_chapter)


def _points(voice: Voice, growth: Growth) -> Sheet:
    columns = (
        *FROM_TO, *GOOD, Column("unrealised", "number"), Column("actual", "number"), Column("potential", "number"),
        Column("basis", "text"), Column("supply", "number"), Column("demand", "number"), Column("suppliers", "text"),
        Column("reasons", "text"), Column("tariff", "number"), Column("tariff_others", "number"),
        Column("transport", "number"), *PRICES, Column("rca", "number"), Column("density", "number"),
        Column("pci", "number"), Column("imputed"),
    )  # fmt: skip
    return Sheet("growth", columns, (_point(voice, one) for one in growth.points))


def _point(voice: Voice, one: GrowthPoint) -> tuple[Cell, ...]:
    return (
        *_pair(voice, one), *_good(voice, one.code), one.unrealised, one.actual, one.potential,
        voice.word(f"growth.basis.{one.basis}"), one.supply, one.demand, _suppliers(voice, one.suppliers),
        because(one.reasons, voice.lang), _percent(one.tariff), _percent(one.tariff_others), _percent(one.transport),
        one.price, one.paid, one.rca, one.density, one.pci, _mark(voice, one),
    )  # fmt: skip


def _openings(voice: Voice, key: str, found: tuple[Opening, ...]) -> Sheet:
    columns = (
        *FROM_TO, *GOOD, Column("possible", "number"), Column("sold", "number"), Column("bought", "number"),
        Column("actual", "number"), Column("share", "number"), Column("suppliers", "text"), *PRICES, Column("imputed"),
    )  # fmt: skip
    rows = (
        (
            *_pair(voice, one), *_good(voice, one.code), one.possible, one.sold, one.bought, one.actual,
            _percent(one.share), _suppliers(voice, one.suppliers), one.price, one.paid, _mark(voice, one),
        )
        for one in found
    )  # fmt: skip
    return Sheet(key, columns, rows)


def _changes(voice: Voice, growth: Growth) -> Sheet:
    names = ("start", "end", "entered", "left", "price_effect", "volume_effect", "unmeasured")
    columns = (
        *FROM_TO, Column("first"), Column("last"), *(Column(name, "number") for name in names), Column("measured"),
        Column("price_index"), Column("goods_entered"), Column("goods_left"), Column("goods_stayed"),
        Column("goods_recoded"),
    )  # fmt: skip
    return Sheet("changes", columns, (_change(voice, one) for one in growth.changes))


def _change(voice: Voice, one: Change) -> tuple[Cell, ...]:
    return (
        *_pair(voice, one), one.first, one.last, one.start, one.end, one.entered, one.left, one.price, one.volume,
        one.unmeasured, _percent(one.measured), one.price_index, one.goods_entered, one.goods_left, one.goods_stayed,
        one.goods_recoded,
    )  # fmt: skip


def _definitions(voice: Voice, growth: Growth) -> Sheet:
    columns = (
        Column("definition", "text"), Column("exporter"), Column("to"), Column("year"), Column("total", "number"),
        Column("commodity", "number"), Column("noncommodity", "number"), Column("unclassified", "number"),
        Column("noncommodity_share", "number"), Column("imputed_value", "number"),
    )  # fmt: skip
    rows = (
        (
            definition(voice, one.definition), voice.country(one.exporter), voice.word(f"growth.to.{one.to}"), one.year,
            one.total, one.commodity, one.noncommodity, one.unclassified, _percent(one.share), one.imputed,
        )
        for one in growth.shares
    )  # fmt: skip
    return Sheet("definitions", columns, rows)


def _rises(voice: Voice, growth: Growth) -> Sheet:
    columns = (
        Column("definition", "text"), Column("exporter"), Column("to"), Column("rise"), Column("base_year"),
        Column("base", "number"), Column("needed", "number"), Column("latest_year"), Column("latest", "number"),
        Column("growth"), Column("reached"), Column("imputed"),
    )  # fmt: skip
    rows = (
        (
            definition(voice, one.definition), voice.country(one.exporter), voice.word(f"growth.to.{one.to}"),
            _percent(one.rise), one.base_year, one.base, one.needed, one.latest_year, one.latest, _percent(one.growth),
            voice.word("growth.reached" if one.reached else "growth.not_reached"), _mark(voice, one),
        )
        for one in growth.rises
    )  # fmt: skip
    return Sheet("rises", columns, rows)


def _sources(voice: Voice, growth: Growth) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (voice.word("growth.about.files"), ", ".join(growth.datasets)), (voice.word("growth.about.year"), growth.year),
        (voice.word("growth.about.classification"), voice.word("growth.level", name=growth.classification,
        digits=growth.digits)), (voice.word("growth.about.coverage"), voice.code("coverages", growth.coverage)),
        (voice.word("growth.about.reporters"), ", ".join(map(voice.country, growth.reporters))),
        *((voice.word("growth.about.neighbours", country=voice.country(country)), ", ".join(map(voice.country, others)))
          for country, others in growth.neighbours if others),
        *((voice.word("growth.about.flow", exporter=voice.country(one.exporter), importer=voice.country(one.importer)),
           summary(voice, one)) for one in growth.flows),
        *((voice.word("growth.about.method"), voice.word(f"growth.method.{key}")) for key in METHODS),
        *((voice.word("growth.about.method"), voice.word("growth.method.projected", year=str(growth.projected)))
          for _ in (1,) if growth.projected is not None),
        *((voice.word("growth.about.open"), voice.word(f"growth.open.{key}")) for key in growth.open if growth.rises),
        *((voice.word("growth.about.finding"), finding(one, voice.lang)) for one in growth.findings),
    ]  # fmt: skip
    return Sheet("goods_sources", (Column("what", "text"), Column("said", "text")), rows)


def _by_chapter(voice: Voice, found: tuple[SectionYear, ...]) -> Sheet:
    columns = (
        Column("reporter"), Column("partner"), Column("flow"), Column("year"), Column("section"),
        Column("section_name", "text"), Column("section_value", "number"), Column("section_share", "number"),
        Column("section_change", "number"), Column("chapters"), Column("reach"), Column("missing"),
        Column("classification"), Column("coverage"), Column("dataset"),
    )  # fmt: skip
    rows = (
        (
            voice.country(one.reporter), voice.country(one.partner), voice.word(f"growth.hs.flow.{one.flow}"), one.year,
            part.section, hs_section_name(part.section, voice.lang), part.value, _percent(part.share),
            _percent(part.change), len(one.chapters), voice.word(f"growth.hs.reach.{one.reach}"),
            "" if one.reach == WHOLE else ", ".join(one.missing), one.classification,
            voice.code("coverages", one.coverage), one.dataset,
        )
        for one in found
        for part in one.parts
    )  # fmt: skip
    return Sheet("by_chapter", columns, rows)


METHODS = ("potential", "indicative", "openings", "overlap", "space", "prices", "tariffs", "changes")


def summary(voice: Voice, one: Flow) -> str:
    """Return a flow as a whole in one line: how many goods, how concentrated, how well the countries fit."""
    values = {name: getattr(one, name) for name in ("equivalents", "ease", "eci")}
    said = [voice.word("growth.flow.goods", n=one.goods)]
    said += [
        voice.word(f"growth.flow.{name}", value=round(value, 2)) for name, value in values.items() if value is not None
    ]
    if one.complementarity is not None:
        fit = numbers.percent(one.complementarity / 100, voice.lang)
        said.append(voice.word("growth.flow.complementarity", value=fit))
    return "; ".join(said)


def definition(voice: Voice, code: str) -> str:
    """Return a definition of commodities by its name."""
    return voice.code("commodity_definitions", code)


def _pair(voice: Voice, one: GrowthPoint | Opening | Change) -> tuple[Cell, ...]:
    return voice.country(one.exporter), voice.country(one.importer)


def _good(voice: Voice, code: str) -> tuple[Cell, ...]:
    return code, good(code, voice.lang)


def _mark(voice: Voice, one: GrowthPoint | Opening | RiseReading) -> Cell:
    return voice.word("growth.imputed") if one.imputed else None


def _suppliers(voice: Voice, found: tuple[Supplier, ...]) -> str:
    return "; ".join(f"{voice.country(one.country)} {one.value}" for one in found)


def _percent(share: Cell) -> Cell:
    """Return a fraction as a number of percent."""
    return None if not isinstance(share, Decimal) else share * 100
