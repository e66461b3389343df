"""What the terminal shows beside a command's answer: messages, expected errors, progress, findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from karvon.model.document import Finding
    from karvon.pipeline import Progress

LANGUAGES = ("ru", "en")


class Commands(click.Group):
    """Commands whose expected errors are sentences, and whose interruption says how to go on."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a person can mend is told in words, anything else shows where it happened."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\n" + words("stopped", spoken(ctx)), err=True)
            ctx.exit(130)
        except (BrokenPipeError, click.Abort, click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            if not expected(error):
                raise
            click.echo(words("problem", spoken(ctx), what=told(error, spoken(ctx))), err=True)
            ctx.exit(1)


def expected(error: Exception) -> bool:
    """Say whether an error is one that the person at the keyboard can mend."""
    from karvon.case.errors import CaseError
    from karvon.store import RegistryError

    return isinstance(error, OSError | CaseError | RegistryError)


def told(error: Exception, lang: str) -> str:
    """Return an error in words: what is wrong, where, and what to do."""
    from karvon.case.errors import CaseError
    from karvon.say.findings import finding

    if isinstance(error, CaseError):
        return finding(error.finding, lang)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def words(key: str, lang: str, **values: object) -> str:
    """Return one of the messages of this file's table (say/data/messages.csv); whole numbers choose the word forms."""
    from karvon.say.phrases import weave

    counts = {name: value for name, value in values.items() if isinstance(value, int)}
    return "".join(weave(key, lang, {name: str(value) for name, value in values.items()}, counts, table="messages"))


def locale_language() -> str:
    """Return the language of the person's locale if we speak it, English otherwise."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return named[:2] if named[:2] in LANGUAGES else "en"


def spoken(ctx: click.Context) -> str:
    """Return the language chosen on the command line, or that of the locale."""
    return ctx.find_root().obj or locale_language()


def choose_language(ctx: click.Context, _: click.Parameter, value: str) -> str:
    """Remember the language for messages that no command gives itself."""
    ctx.find_root().obj = value
    return value


@contextmanager
def shown(lang: str) -> Iterator[Progress]:
    """Give a callback that shows progress: bars where a person watches, a line for each finished step elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: step_line(step, done, total, lang)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def advance(step: str, done: int, total: int) -> None:
            task = tasks.setdefault(step, None)
            if task is None:
                tasks[step] = task = bars.add_task(words(f"step.{step}", lang), total=total)
            bars.update(task, completed=done, total=total)

        yield advance


def step_line(step: str, done: int, total: int, lang: str) -> None:
    """Print one line when a step is finished."""
    if done == total:
        click.echo(words(f"step.{step}", lang), err=True)


def tell_findings(findings: Sequence[Finding], lang: str) -> int:
    """Print findings to standard error and return 1 when one of them is an error, else 0."""
    from karvon.say.findings import finding as in_words

    for finding in findings:
        click.echo(in_words(finding, lang), err=True)
    return int(any(finding.severity == "error" for finding in findings))
