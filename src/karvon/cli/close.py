"""The command `karvon close`: what a person decides on a promise or an announcement."""

from __future__ import annotations

from pathlib import Path

import click

from karvon.cli.options import case_option, language_option, open_case, run_shown
from karvon.cli.terminal import words

REOPEN = "reopen"


@click.command()
@click.argument("promise", required=False)
@case_option
@click.option("--as", "decision", metavar="DECISION", help="kept, missed, replaced or withdrawn.")
@click.option("--withdraw", "decision", flag_value=REOPEN, help="The decision no longer holds.")
@click.option("--evidence", default="", help="What it rests on: an address or a document.")
@click.option("--who", show_default="your login", help="Who decides.")
@click.option("--why", default="", help="Why.")
@language_option
def close(
    promise: str | None,
    folder: Path,
    decision: str | None,
    evidence: str,
    who: str | None,
    why: str,
    lang: str,
) -> None:
    """Close a promise of a case, or something announced.

    PROMISE is its id, or the beginning of it; without one they are listed. Nothing is closed by itself.
    """
    from karvon.cli import closing

    if promise is not None and decision is None:
        raise click.UsageError(words("close.which", lang))
    case = open_case(folder)
    results = run_shown(case, lang)
    if promise is None:
        for line in closing.listed(results, lang):
            click.echo(line)
    elif decision == REOPEN:
        click.echo(closing.reopened(case, results, promise, closing.Wish(why, who), lang))
    else:
        click.echo(closing.closed(case, results, promise, closing.Wish(why, who, decision or "", evidence), lang))
