"""What commands share: their options, the case they work on, and its run shown as it goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from karvon.cli.terminal import LANGUAGES, choose_language, locale_language, shown

if TYPE_CHECKING:
    from karvon.case import Case
    from karvon.model.results import Results

FILE = click.Path(path_type=Path)
EXISTING = click.Path(exists=True, path_type=Path)


language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=locale_language,
    show_default="from the locale",
    callback=choose_language,
    is_eager=True,
    envvar="KARVON_LANG",
    help="Language to answer in.",
)
case_option = click.option(
    "--case",
    "folder",
    type=FILE,
    default=".",
    show_default="the current folder",
    help="Folder of the case.",
)


def tell_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 (click's way)
    """Say which Karvon this is, and whether its reader runs compiled."""
    if asked and not context.resilient_parsing:
        from importlib.metadata import version

        from karvon.compiled import build

        click.echo(f"karvon {version('karvon')} (reader {'compiled' if build() else 'as written'})")
        context.exit()


version_option = click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=tell_version,
    help="Show the version, and whether the reader is compiled, and exit.",
)


def open_case(folder: Path) -> Case:
    """Open the case in a folder."""
    from karvon.case import open as opened

    return opened(folder)


def run_shown(case: Case, lang: str) -> Results:
    """Run a case and show on standard error how far it is."""
    from karvon.pipeline import run as run_case

    with shown(lang) as progress:
        return run_case(case, progress)
