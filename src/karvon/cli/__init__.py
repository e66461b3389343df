"""The commands. Everything heavy is imported inside the command that needs it: `karvon --help` answers at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karvon.cli.close import close
from karvon.cli.growing import growth
from karvon.cli.judging import judge
from karvon.cli.options import EXISTING, FILE, case_option, language_option, open_case, run_shown, version_option
from karvon.cli.terminal import LANGUAGES, Commands, shown, tell_findings, told, words
from karvon.cli.weighing import gravity

if TYPE_CHECKING:
    from karvon.case import Case
    from karvon.model.results import Results

BUNDLED = "kz-uz"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@version_option
def main() -> None:
    """Karvon turns what two countries announce about their cooperation into a ledger, and the ledger into a brief."""


@main.command()
@click.option("--docs", multiple=True, type=EXISTING, help="Article of your own, or a folder of them; may be repeated.")
@click.option("--out", type=FILE, default="out", show_default=True, help="Folder to write to.")
@language_option
def demo(docs: tuple[Path, ...], out: Path, lang: str) -> None:
    """Run the bundled case and write its brief.

    The case is kz-uz, Kazakhstan and Uzbekistan; the brief comes in Russian and English.
    """
    from karvon import brief
    from karvon.case import fresh
    from karvon.cli.added import last_line, latest
    from karvon.say.dates import day

    target = out / BUNDLED
    case = fresh(BUNDLED, target / "case")
    case.load(who="karvon demo", why="the tables of the bundled case")
    added = add_all(case, docs, lang)
    results = run_shown(case, lang)
    moved = latest(results, added)
    if moved is not None:
        results = run_shown(case.until(moved), lang)
    for one in LANGUAGES:
        write_brief(results, one, "html", target / f"brief.{one}.html")
    click.echo(brief.summary(results, lang))
    click.echo(words("demo.written", lang, russian=target / "brief.ru.html", english=target / "brief.en.html"))
    line = last_line(results, docs, added, lang)
    click.echo(line if moved is None else words("demo.later", lang, added=line, day=day(moved, lang)))


@main.command()
@click.argument("path", type=FILE)
@click.option("--countries", nargs=2, required=True, metavar="A B", help="The pair, as ISO 3166-1 alpha-3 codes.")
@language_option
def new(path: Path, countries: tuple[str, str], lang: str) -> None:
    """Make a case of two countries in a new folder."""
    from karvon.case import new as new_case

    new_case(path, countries)
    click.echo(words("new.done", lang, path=path))


TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".json", ".parquet")


@main.command()
@click.argument("documents", nargs=-1, required=True, type=EXISTING)
@case_option
@language_option
def add(documents: tuple[Path, ...], folder: Path, lang: str) -> None:
    """Copy documents and trade files, or folders of them, to a case.

    Files of trade statistics in a known layout, or described in case.toml, go to its folder data.
    """
    case = open_case(folder)
    before = {path for path, _ in case.data() if path.is_file()}
    added = add_all(case, documents, lang)
    files = [path for path, _ in case.data() if path not in before]
    if files:
        click.echo(words("add.data", lang, count=len(files)))
    tables = [name for name in added if name.lower().endswith(TABLES)]
    if tables:
        click.echo(words("add.tables", lang, files=", ".join(tables)), err=True)
    if added or not files:
        click.echo(words("add.done", lang, count=len(added), path=folder) if added else words("add.none", lang))


def add_all(case: Case, paths: Sequence[Path], lang: str) -> list[str]:
    """Copy documents into a case and return the names of the new ones; a file that cannot be copied is told."""
    before = set(case.documents())
    try:
        case.add(paths)
    except OSError as error:
        click.echo(words("problem", lang, what=told(error, lang)), err=True)
    return [path.name for path in case.documents() if path not in before]


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--out", type=FILE, help="File for the claims; standard output when not given.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to read with.")
@click.option("--cluster", metavar="ADDRESS", help="Dask scheduler whose workers read instead.")
@language_option
@click.pass_context
def read(
    ctx: click.Context, files: tuple[str, ...], out: Path | None, jobs: int, cluster: str | None, lang: str
) -> None:
    """Read documents and print their claims as JSON.

    FILES are documents, feeds, mails, zip archives, or folders of them; - stands for standard input.
    One claim is one line, sorted by document and place, the same bytes with any number of jobs.
    The exit code is 1 when no document at all could be read.
    """
    from karvon.batch import Plan
    from karvon.cli import reading

    sources = reading.sources(files)
    try:
        with shown(lang) as progress, reading.lines_to(out) as target:
            told = reading.read_all(sources, Plan(jobs, cluster), progress, target)
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        click.echo(words("read.no_cluster", lang), err=True)
        ctx.exit(1)
    tell_findings(told.findings, lang)
    click.echo(words("read.done", lang, count=told.read, of=len(sources), claims=told.claims), err=True)
    ctx.exit(0 if told.read else 1)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--case", "folder", type=FILE, help="Case whose documents FILES name; they are told as corrected.")
@click.option("--rules", "depth", flag_value="rules", default="claims", help="Show the rules behind every slot.")
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Only this claim; may be repeated.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only claims of this kind; may be repeated.")
@click.option(
    "--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True, help="Lines or a page."
)
@click.option("--out", type=FILE, help="File to write; standard output when not given.")
@language_option
@click.pass_context
def explain(
    ctx: click.Context,
    files: tuple[str, ...],
    folder: Path | None,
    depth: str,
    claims: tuple[str, ...],
    kinds: tuple[str, ...],
    form: str,
    out: Path | None,
    lang: str,
) -> None:
    """Show a text with each claim marked, and how it was read.

    FILES are as for karvon read; with --case they name documents of the case, all of them when none is named.
    The exit code is 1 when no document could be read or no claim is as chosen.
    """
    from karvon.cli import explaining

    if not files and folder is None:
        raise click.UsageError(words("explain.what", lang))
    with shown(lang) as progress:
        read_in = explaining.results_of(files, open_case(folder) if folder else None, progress)
    results = explaining.chosen(read_in, files if folder else (), claims, kinds)
    tell_findings(results.findings, lang)
    if not results.documents or ((claims or kinds) and not results.claims):
        click.echo(words("explain.none", lang), err=True)
        ctx.exit(1)
    explaining.put(results, lang, explaining.Shape(depth, form, out))


@main.command()
@click.argument("document", required=False)
@case_option
@click.option("--quote", help="Words of the document that the claim stands at.")
@click.option("--claim", metavar="ID", help="Id of the claim, or its beginning, instead.")
@click.option("--kind", help="Kind of the claim, where several stand there.")
@click.option("--set", "slots", multiple=True, metavar="SLOT=VALUE", help="New value of a slot; may be repeated.")
@click.option("--reject", "action", flag_value="reject", help="The claim is none.")
@click.option("--add", "missed", metavar="KIND", help="A claim of this kind was missed at these words.")
@click.option("--withdraw", "action", flag_value="withdraw", help="The corrections of the claim no longer hold.")
@click.option("--who", show_default="your login", help="Who corrects.")
@click.option("--why", default="", help="Why.")
@language_option
def correct(
    document: str | None,
    folder: Path,
    quote: str | None,
    claim: str | None,
    kind: str | None,
    slots: tuple[str, ...],
    action: str | None,
    missed: str | None,
    who: str | None,
    why: str,
    lang: str,
) -> None:
    """Correct a claim of a document of a case.

    The correction is recorded by name and outlives any re-reading. Without a document the corrections are listed.
    """
    from karvon.cli import correcting

    case = open_case(folder)
    if document is None:
        from karvon.cli import explaining

        for line in explaining.listed(run_shown(case, lang), lang) or [words("correct.none", lang)]:
            click.echo(line)
        return
    wish = correcting.Wish(document, quote, claim, missed or kind, slots, action or (missed and "add"), who, why)
    click.echo(correcting.done(case, correcting.checked(wish, missed, action), lang))


@main.command()
@click.argument("tables", nargs=-1, type=EXISTING)
@case_option
@click.option("--who", show_default="your login", help="Who records the rows.")
@click.option("--why", default="loaded from tables", show_default=True, help="Why they are recorded.")
@language_option
@click.pass_context
def load(ctx: click.Context, tables: tuple[Path, ...], folder: Path, who: str | None, why: str, lang: str) -> None:
    """Record tables in the registry of a case.

    Tables are CSV or XLSX files, or folders of them; the case's own tables when none is named.
    Rows that break a rule are named and left out, the others are recorded.
    The exit code is 1 when a row was left out.
    """
    done = open_case(folder).load(tables, who=who, why=why)
    for table, count in done.read.items():
        click.echo(words("load.table", lang, table=table, count=count, added=done.added[table]))
    if not done.read:
        click.echo(words("load.none", lang))
    ctx.exit(tell_findings(done.findings, lang))


@main.command()
@case_option
@click.option("--history", "what", flag_value="history", help="Write every revision, with who, when and why.")
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", show_default=True, help="Kind of files."
)
@click.option("--out", type=FILE, help="Folder (csv) or file (xlsx) to write; dump in the case when not given.")
@language_option
@click.pass_context
def dump(ctx: click.Context, folder: Path, what: str | None, form: str, out: Path | None, lang: str) -> None:
    """Write the registry's tables to files.

    They become CSV files or one XLSX workbook, and `karvon load` takes them back without loss.
    """
    case = open_case(folder)
    target = out or case.folder / ("dump.xlsx" if form == "xlsx" else "dump")
    if form == "xlsx" and target.suffix.lower() != ".xlsx":
        raise click.BadParameter("the name of a workbook ends in .xlsx", param_hint="--out")
    findings = case.dump(target, "history" if what else "current")
    click.echo(words("dump.done", lang, path=target))
    ctx.exit(tell_findings(findings, lang))


@main.command()
@case_option
@language_option
def run(folder: Path, lang: str) -> None:
    """Read, reconcile and measure a case.

    Only what is new or changed is computed; what was loaded from trade files and the summary are printed.
    """
    from karvon import brief
    from karvon.cli import loaded

    results = run_shown(open_case(folder), lang)
    for line in loaded.lines(results.loads, lang):
        click.echo(line)
    tell_findings([finding for finding in results.findings if finding.code.startswith("trade.")], lang)
    click.echo(brief.summary(results, lang))
    click.echo(words("run.next", lang, path=folder))


@main.command()
@case_option
@click.option("--json", "form", flag_value="json", help="Print the failing checks and the findings as JSON.")
@language_option
@click.pass_context
def check(ctx: click.Context, folder: Path, form: str | None, lang: str) -> None:
    """Name the conflicts in a case.

    The exit code is 1 when there is one, or when some input could not be used.
    """
    from karvon.cli import conflicts

    results = run_shown(open_case(folder), lang)
    failing = conflicts.failing(results)
    errors = sum(finding.severity == "error" for finding in results.findings)
    if form == "json":
        import msgspec

        report = {"checks": failing, "findings": results.findings}
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    else:
        tell_findings(results.findings, lang)
        for line in conflicts.told(results, failing, lang):
            click.echo(line)
        said = "check.conflicts" if failing else "check.holds"
        click.echo(words(said, lang, count=len(failing), of=len(results.ledger.checks)))
        if errors:
            click.echo(words("check.errors", lang, count=errors))
    ctx.exit(1 if failing or errors else 0)


@main.command("brief")
@case_option
@click.option(
    "--format", "form", type=click.Choice(["html", "docx"]), default="html", show_default=True, help="Page or Word."
)
@click.option("--out", type=FILE, help="File to write; brief.LANG.FORMAT in the case when not given.")
@language_option
def write(folder: Path, form: str, out: Path | None, lang: str) -> None:
    """Write the brief as a page or a Word document."""
    case = open_case(folder)
    results = run_shown(case, lang)
    target = out or case.folder / f"brief.{lang}.{form}"
    write_brief(results, lang, form, target)
    tell_findings(results.findings, lang)
    click.echo(words("brief.done", lang, path=target))


@main.command()
@case_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "sdmx-csv", "claimreview", "annotations"]),
    default="xlsx",
    show_default=True,
    help="Workbook, SDMX-CSV, schema.org ClaimReview or W3C Web Annotations.",
)
@click.option("--out", type=FILE, help="File to write; its usual name in the case when not given.")
@language_option
def export(folder: Path, form: str, out: Path | None, lang: str) -> None:
    """Write the ledger for other programs.

    xlsx is a workbook of checks, sources, facts, figures and promises; sdmx-csv the figures as SDMX observations;
    claimreview the checks as schema.org JSON-LD; annotations every claim as a W3C Web Annotation on its words.
    """
    case = open_case(folder)
    results = run_shown(case, lang)
    from karvon.brief.exports import FORMATS
    from karvon.brief.exports import export as exported
    from karvon.store.files import write_atomically

    target = out or case.folder / FORMATS[form][0]
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, exported(results, form, lang))
    click.echo(words("brief.done", lang, path=target))


def write_brief(results: Results, lang: str, form: str, target: Path) -> None:
    """Write the brief in one language and format to a file, all at once."""
    click.echo(words("step.brief", lang), err=True)
    from karvon import brief
    from karvon.store.files import write_atomically

    content = brief.render_docx(results, lang) if form == "docx" else brief.render_html(results, lang).encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, content)


main.add_command(judge)
main.add_command(close)
main.add_command(growth)
main.add_command(gravity)
