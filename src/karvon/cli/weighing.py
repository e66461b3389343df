"""The command `karvon gravity`: what trade depends on in a file of flows, and which pairs trade below potential."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karvon.cli.growing import aligned
from karvon.cli.options import EXISTING, language_option
from karvon.cli.terminal import tell_findings, words

if TYPE_CHECKING:
    from karvon.model.gravity import Gravity, GravityReport, Potential

PLACES = 3
VERDICTS = {"below": "gravity.below", "above": "gravity.above", "within": "gravity.within"}
EFFECTS = ("none", "directed", "undirected")


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--regressors", metavar="NAMES", help="Columns that explain trade, with commas; log(NAME), border.")
@click.option("--pair", "pairs", metavar="AAA-BBB", multiple=True, help="Pair to hold against potential; repeatable.")
@click.option("--years", metavar="FROM-TO", help="Years to sum for potential; the last one when not given.")
@click.option("--top", type=click.IntRange(0), default=10, show_default=True, help="Largest gaps to show.")
@click.option(
    "--effects", type=click.Choice(EFFECTS), default="none", show_default=True, help="Effects of pairs of countries."
)
@language_option
@click.pass_context
def gravity(
    ctx: click.Context,
    file: Path,
    regressors: str | None,
    pairs: tuple[str, ...],
    years: str | None,
    top: int,
    effects: str,
    lang: str,
) -> None:
    """Estimate a gravity equation on a file of flows, and say who trades below potential.

    The file is a table (CSV, Excel, Parquet) with a row for each year, exporter and importer: trade, and what should
    explain it. The exit code is 1 when nothing can be estimated.
    """
    from karvon.measure.gravity import Asked, gravity_report

    asked = Asked(
        regressors=tuple(name.strip() for name in (regressors or "").split(",") if name.strip()),
        pairs=tuple(_pair(one) for one in pairs),
        years=_years(years),
        gaps=top,
        pair_effects=effects,  # type: ignore[arg-type]
    )
    report = gravity_report(file, asked)
    tell_findings(report.findings, lang)
    if report.gravity is None:
        ctx.exit(1)
    for line in lines(report, report.gravity, lang):
        click.echo(line)


def lines(report: GravityReport, found: Gravity, lang: str) -> Iterator[str]:
    """Yield the estimate, what was left out, the pairs asked for and the largest gaps as aligned lines."""
    yield words(
        "gravity.head",
        lang,
        file=report.file,
        used=report.used,
        first=str(report.years[0]),
        last=str(report.years[-1]),
        countries=len(report.countries),
        observations=found.observations,
    )
    told = [
        [one.name, *(_number(value, lang) for value in (one.value, one.se, one.low, one.high, one.p))]
        for one in found.coefficients
    ]
    yield from aligned([words("gravity.columns", lang).split("|"), *told])
    left = found.left_out
    counts = {"missing": left.missing, "singletons": left.singletons, "no_trade": left.no_trade}
    if any(counts.values()) or left.separated:
        yield words("gravity.left_out", lang, **counts, separated=left.separated)
    if left.collinear:
        yield words("gravity.collinear", lang, names=", ".join(left.collinear))
    for key, held in (("gravity.pairs", report.pairs), ("gravity.gaps", report.gaps)):
        yield from _potentials(key, held, lang)
    if report.pairs or report.gaps:
        yield words("gravity.note", lang)


def _potentials(key: str, found: tuple[Potential, ...], lang: str) -> Iterator[str]:
    if not found:
        return
    years = sorted({year for one in found for year in one.years})
    yield ""
    yield words(key, lang, years=f"{years[0]}–{years[-1]}" if years[1:] else str(years[0]))
    yield from aligned([words("gravity.potential", lang).split("|"), *(_potential(one, lang) for one in found)])


def _potential(one: Potential, lang: str) -> list[str]:
    from karvon.say.numbers import percent

    amounts = (one.actual, one.potential, one.low, one.high, one.gap)
    return [
        "–".join(one.flows[0]),
        *(_amount(value, lang) for value in amounts),
        words(VERDICTS[one.verdict], lang),
        percent(Decimal(repr(one.share_below)), lang),
    ]


def _number(value: float, lang: str) -> str:
    from karvon.say.numbers import number

    return number(Decimal(f"{value:.{PLACES}f}"), lang)


def _amount(value: float, lang: str) -> str:
    from karvon.say.numbers import number

    return number(Decimal(f"{float(f'{value:.4g}'):.10g}"), lang)


def _pair(said: str) -> tuple[str, str]:
    first, mark, second = said.strip().partition("-")
    if not (first and mark and second):
        raise click.BadParameter(f"{said}: AAA-BBB", param_hint="--pair")
    return first.strip(), second.strip()


def _years(said: str | None) -> tuple[int, ...] | None:
    """Return the years of "2018-2020" or "2020"; None for none."""
    if said is None:
        return None
    found = re.fullmatch(r"\s*(\d{4})\s*(?:-\s*(\d{4})\s*)?", said)
    years = range(int(found[1]), int(found[2] or found[1]) + 1) if found else range(0)
    if not years:
        raise click.BadParameter(f"{said}: 2018-2020", param_hint="--years")
    return tuple(years)
