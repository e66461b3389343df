"""The command `karvon growth`: where one country could sell another more, in the terminal and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karvon.cli.options import EXISTING, FILE, case_option, language_option, open_case, run_shown
from karvon.cli.terminal import tell_findings, words

if TYPE_CHECKING:
    from karvon.case import Case
    from karvon.model.products import Growth, GrowthPoint
    from karvon.model.results import Results

GAP = "  "
WIDEST = 44  # characters of a chapter's name that the table shows


@click.command()
@case_option
@click.option("--country", metavar="CODE", help="Another first country, ISO 3166-1 alpha-3.")
@click.option("--partner", metavar="CODE", help="Another second country.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Goods to show each way.")
@click.option("--access", type=EXISTING, help="CSV of tariffs and transport costs that you know.")
@click.option("--xlsx", type=FILE, help="Workbook to write, with all goods and their sources.")
@language_option
@click.pass_context
def growth(
    ctx: click.Context,
    folder: Path,
    country: str | None,
    partner: str | None,
    top: int,
    access: Path | None,
    xlsx: Path | None,
    lang: str,
) -> None:
    """Show which goods the two countries could sell each other more of.

    It needs a trade file with HS codes (UN Comtrade, BACI), taken into the case by karvon add.
    The exit code is 1 when the case has none.
    """
    case = open_case(folder)
    results = run_shown(case, lang)
    found = _for(case, results, (country, partner), access, lang)
    if found.growth is None:
        click.echo(words("growth.none", lang, path=folder), err=True)
        ctx.exit(1)
    tell_findings(found.growth.findings, lang)
    for line in lines(found.growth, top, lang):
        click.echo(line)
    if xlsx is not None:
        _write(found, xlsx, lang)
        click.echo(words("growth.written", lang, path=xlsx))


def _for(case: Case, results: Results, asked: tuple[str | None, str | None], access: Path | None, lang: str) -> Results:
    """Return the results with the growth points of the countries asked for, and with the tariffs that are given."""
    if asked == (None, None) and access is None:
        return results
    from msgspec.structs import replace

    from karvon.measure import grow, known_access
    from karvon.pipeline import loaded
    from karvon.steps import silent

    first, second = (_known(code, lang) or own for code, own in zip(asked, results.case.countries, strict=True))
    if first == second:
        raise click.UsageError(words("growth.same", lang, code=first))
    table, findings = known_access(access) if access is not None else (None, ())
    tell_findings(findings, lang)
    loads, info = loaded(case, silent), replace(results.case, countries=(first, second))
    return replace(results, goods=grow(case.work, loads.reports, info, loads.given, table))


def _known(code: str | None, lang: str) -> str | None:
    """Return a country's code of three letters; None for none; a usage error for no country."""
    if code is None:
        return None
    from karvon.store.countries import alpha3

    found = alpha3(code)
    if found is None:
        raise click.UsageError(words("growth.country", lang, code=code))
    return found


def lines(growth: Growth, top: int, lang: str) -> Iterator[str]:
    """Yield the growth points of both directions as aligned lines."""
    from karvon.model.values import exact
    from karvon.say.countries import country
    from karvon.say.numbers import money
    from karvon.say.phrases import phrase

    for flow in growth.flows:
        own = [one for one in growth.points if (one.exporter, one.importer) == (flow.exporter, flow.importer)]
        yield ""
        yield words(
            "growth.head",
            lang,
            exporter=country(flow.exporter, lang),
            importer=country(flow.importer, lang),
            year=str(growth.year),
            reach=money(exact(flow.reach), "USD", lang, digits=3),
            basis=phrase(f"growth.basis.{'itc' if growth.whole else 'indicative'}", lang),
        )
        cells = [_cells(place, one, lang) for place, one in enumerate(own[:top], 1)]
        yield from aligned([words("growth.columns", lang).split("|"), *cells]) if cells else ()


def aligned(rows: list[list[str]]) -> Iterator[str]:
    """Yield rows with every column but the last as wide as its widest cell."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    for row in rows:
        yield GAP.join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()


def _cells(place: int, one: GrowthPoint, lang: str) -> list[str]:
    from karvon.model.values import exact
    from karvon.say.goods import because, good
    from karvon.say.numbers import money

    amounts = (one.unrealised, one.actual, one.demand)
    said = [money(exact(amount), "USD", lang, digits=3) if amount else "—" for amount in amounts]
    return [str(place), one.code, good(one.code, lang)[:WIDEST], *said, because(one.reasons, lang)]


def _write(results: Results, target: Path, lang: str) -> None:
    from karvon.brief.exports.goods import render
    from karvon.store.files import write_atomically

    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, render(results, lang))
