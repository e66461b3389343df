"""`karvon judge`: another verdict for a check, the verdict taken back, or all that people gave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from karvon.cli.options import case_option, language_option, open_case, run_shown
from karvon.cli.terminal import tell_findings, words

if TYPE_CHECKING:
    from karvon.case import Case
    from karvon.case.judging import Signed
    from karvon.model.results import Results


@click.command()
@click.argument("check", required=False)
@case_option
@click.option("--verdict", metavar="VERDICT", help="The verdict that is to hold: a code of the table of verdicts.")
@click.option("--cause", metavar="CAUSE", help="Its cause: a code of the table of causes.")
@click.option("--withdraw", "action", flag_value="withdraw", help="The verdict given earlier no longer holds.")
@click.option("--who", show_default="your login", help="Who judges.")
@click.option("--why", default="", help="Why.")
@language_option
def judge(
    check: str | None,
    folder: Path,
    verdict: str | None,
    cause: str | None,
    action: str | None,
    who: str | None,
    why: str,
    lang: str,
) -> None:
    """Give a check of a case another verdict than the computed one.

    CHECK is its id or the beginning of it, as karvon check shows it. The verdict is recorded by name and outlives any
    new run. Without a check the verdicts that people gave are listed.
    """
    case = open_case(folder)
    if check is None:
        results = run_shown(case, lang)
        tell_findings([one for one in results.findings if one.code.startswith("override.")], lang)
        for line in list(listed(results, lang)) or [words("judge.none", lang)]:
            click.echo(line)
        return
    click.echo(done(case, Wish(check, verdict, cause, action, who, why), lang))


class Wish(NamedTuple):
    """The options of one `karvon judge`."""

    check: str
    verdict: str | None
    cause: str | None
    action: str | None
    who: str | None
    why: str


def done(case: Case, wish: Wish, lang: str) -> str:
    """Record what is asked for and return the line that says so; CaseError when it asks for nothing or two things."""
    from karvon.case.errors import CaseError

    path = Path(wish.check)
    if wish.action and (wish.verdict or wish.cause):
        raise CaseError("one_judgement", path)
    if not wish.why.strip():
        raise CaseError("why_empty", path, slot="--why")
    signed: Signed = {} if wish.who is None else {"who": wish.who}
    if wish.action:
        case.unjudge(wish.check, why=wish.why, **signed)
        return words("judge.withdrawn", lang, path=case.folder)
    if not wish.verdict:
        raise CaseError("nothing_to_judge", path)
    case.judge(wish.check, wish.verdict, wish.cause, why=wish.why, **signed)
    return words("judge.done", lang, path=case.folder)


def listed(results: Results, lang: str) -> Iterator[str]:
    """Yield the verdicts that people gave: on which check, what, by whom and why, and whether it holds."""
    from karvon.brief.blocks import words as plain
    from karvon.brief.judged import state, verdict_words
    from karvon.brief.lineage import lineage
    from karvon.brief.words import Voice

    voice = Voice(results, lineage(results), lang)
    for one in results.overrides:
        said = {"verdict": verdict_words(voice, one), "state": plain(state(voice, one)).strip()}
        name = one.target or one.judged
        yield words("judge.line", lang, check=name, who=one.who, day=one.made_on, why=one.why, **said)
