"""A case: a folder with case.toml, its documents, its tables and its registry, as commands and notebooks use it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Unpack

import msgspec

from karvon.case.errors import CaseError
from karvon.case.settings import DATABASE, FILE, address_of, moved, read_settings, written_settings
from karvon.model.loading import DataFile
from karvon.model.results import CaseInfo

if TYPE_CHECKING:
    import polars as pl

    from karvon.case.correcting import Told
    from karvon.case.judging import Signed
    from karvon.model.correction import Action
    from karvon.model.document import Finding, Reading
    from karvon.model.gravity import GravityReport
    from karvon.model.results import Results
    from karvon.model.row import Row
    from karvon.reconcile import Glance
    from karvon.store import Load, Registry

__all__ = ["Case", "CaseError", "fresh", "new", "open"]

DOCUMENTS = "documents"
TABLES = "tables"
DATA = "data"
BY_COMMAND = ("documents", "claims", "corrections", "decisions", "overrides")  # tables that nobody fills in by hand
PathLike = str | os.PathLike[str]


class Case(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """An open case: where it lies, what case.toml says, and the address of its registry database."""

    folder: Path
    info: CaseInfo
    database: str
    described: tuple[DataFile, ...] = ()

    @property
    def work(self) -> Path:
        """The folder for what can be computed again; it may be deleted at any time."""
        return self.folder / ".karvon"

    @cached_property
    def glances(self) -> dict[str, Glance]:
        """Large parts of the ledger as this process glanced at them last: `ledger` goes on from there."""
        return {}

    def documents(self) -> tuple[Path, ...]:
        """Return the files to read, in the order of their names."""
        from karvon.read.folders import files_in  # noqa: PLC0415

        return files_in(self.folder / DOCUMENTS)

    def add(self, paths: Iterable[PathLike]) -> tuple[str, ...]:
        """Copy documents and trade files, or folders of them, into the case and return the names of the new ones."""
        from karvon.case.data import copy_all  # noqa: PLC0415

        return copy_all(map(Path, paths), self.folder / DOCUMENTS, self.folder / DATA, self.described)

    def data(self) -> tuple[tuple[Path, DataFile], ...]:
        """Return the trade files of the case and what case.toml says of each, in the order of their names."""
        from karvon.case.data import data_files  # noqa: PLC0415

        return data_files(self.folder / DATA, self.described)

    def until(self, day: dt.date) -> Case:
        """Return the same case with everything known up to `day` at least; case.toml says so from then on."""
        from karvon.store.files import write_atomically  # noqa: PLC0415

        path = self.folder / FILE
        write_atomically(path, moved(path.read_text(encoding="utf-8-sig"), day).encode())
        return open(self.folder)

    def registry(self) -> Registry:
        """Open the registry; close it, or use it in a `with` block."""
        from karvon.store import Registry  # noqa: PLC0415

        return Registry.open(self.database)

    def load(
        self,
        paths: Iterable[PathLike] = (),
        who: str | None = None,
        why: str = "loaded from tables",
        when: dt.datetime | None = None,
    ) -> Load:
        """Record table files, or the case's own tables when none are named, in the name of the login and now."""
        from karvon.store import load  # noqa: PLC0415

        meant = [Path(path) for path in paths] or [self.folder / TABLES]
        with self.registry() as registry:
            return load(registry, meant, who=who or _login(), why=why, when=when or dt.datetime.now(dt.UTC))

    def dump(self, target: PathLike, what: Literal["current", "history"] = "current") -> tuple[Finding, ...]:
        """Write the registry's tables to a folder of CSV files or to one .xlsx workbook."""
        from karvon.store import dump  # noqa: PLC0415

        with self.registry() as registry:
            return dump(registry, Path(target), what)

    def correct(
        self,
        document: str,
        slots: Mapping[str, str] | None = None,
        action: Action = "set",
        *,
        why: str,
        **told: Unpack[Told],
    ) -> tuple[Row, ...]:
        """Record a correction of a claim of a document and return its rows; the next run applies it.

        The claim is told by words of the text (`quote`) or by its id (`claim`), by its `kind` where several stand
        there; `who` is the login when not given. `action` is set (slots get new values), reject (the claim is none)
        or add (a claim of a kind was missed). CaseError names what is wrong and what to do.
        """
        from karvon.case import correcting  # noqa: PLC0415
        from karvon.registry import corrections  # noqa: PLC0415

        signature = correcting.Signature(told.get("who", _login()), why, told.get("when", dt.datetime.now(dt.UTC)))
        change = correcting.Change(action, slots or {})
        readings, meant = self._readings(), correcting.meant(document, told)
        with self.registry() as registry:
            made = corrections(registry.rows("corrections"))
            rows = correcting.rows_of(readings, made, meant, change, signature)
            return registry.append("corrections", rows, who=signature.who, why=why, when=signature.when)

    def withdraw(self, document: str, slots: Iterable[str] = (), *, why: str, **told: Unpack[Told]) -> tuple[Row, ...]:
        """Record that the corrections of a claim, or of some of its slots, no longer hold; the registry keeps them."""
        from karvon.case import correcting  # noqa: PLC0415
        from karvon.registry import corrections  # noqa: PLC0415

        readings, meant = self._readings(), correcting.meant(document, told)
        who, when = told.get("who", _login()), told.get("when", dt.datetime.now(dt.UTC))
        with self.registry() as registry:
            ids = correcting.withdrawn(readings, corrections(registry.rows("corrections")), meant, slots)
            return registry.retire("corrections", ids, who=who, why=why, when=when)

    def judge(
        self, check: str, verdict: str, cause: str | None = None, *, why: str, **told: Unpack[Signed]
    ) -> tuple[Row, ...]:
        """Record a verdict on a check in place of the computed one and return its row; the next run applies it.

        The check is told by its id or the beginning of it; `who` is the login when not given. A second verdict on a
        check follows the first. CaseError names what is wrong and what to do.
        """
        from karvon.case import correcting, judging  # noqa: PLC0415

        signature = correcting.Signature(told.get("who", _login()), why, told.get("when", dt.datetime.now(dt.UTC)))
        row = judging.row_of(self.run(), check, judging.Verdict(verdict, cause), signature)
        with self.registry() as registry:
            return registry.append("overrides", [row], who=signature.who, why=why, when=signature.when)

    def unjudge(self, check: str, *, why: str, **told: Unpack[Signed]) -> tuple[Row, ...]:
        """Record that the verdict a person gave on a check no longer holds; the registry keeps it.

        The check is told by its id now, by the one it had, or by the id of the override.
        """
        from karvon.case import correcting, judging  # noqa: PLC0415
        from karvon.registry import overrides  # noqa: PLC0415

        results = self.run()
        signature = correcting.Signature(told.get("who", _login()), why, told.get("when", dt.datetime.now(dt.UTC)))
        with self.registry() as registry:
            ids = judging.withdrawn(results, overrides(registry.rows("overrides")), check, signature)
            return registry.retire("overrides", ids, who=signature.who, why=why, when=signature.when)

    def close(
        self, promise: str, decision: str, *, why: str, about: str = "", evidence: str = "", **told: Unpack[Signed]
    ) -> tuple[Row, ...]:
        """Record what became of a promise or an announcement, told by its id or the beginning of it.

        `decision` is kept, missed, replaced or withdrawn; `about` says in words what was closed; `who` is the login
        when not given. Nothing closes by itself; CaseError names what is wrong.
        """
        from karvon.case import closing, correcting  # noqa: PLC0415

        signature = correcting.Signature(told.get("who", _login()), why, told.get("when", dt.datetime.now(dt.UTC)))
        row = closing.row_of(self.run().ledger, promise, closing.Decision(decision, about, evidence), signature)
        with self.registry() as registry:
            return registry.append("decisions", [row], who=signature.who, why=why, when=signature.when)

    def reopen(self, promise: str, *, why: str, **told: Unpack[Signed]) -> tuple[Row, ...]:
        """Record that the decision on a promise no longer holds; the registry keeps it."""
        from karvon.case import closing, correcting  # noqa: PLC0415

        signature = correcting.Signature(told.get("who", _login()), why, told.get("when", dt.datetime.now(dt.UTC)))
        ledger = self.run().ledger
        with self.registry() as registry:
            ids = closing.reopened(ledger, promise, registry.rows("decisions"), signature)
            return registry.retire("decisions", ids, who=signature.who, why=why, when=signature.when)

    def _readings(self) -> tuple[Reading, ...]:
        """Return what is read in the documents, before any correction."""
        from karvon.pipeline import read_all  # noqa: PLC0415

        return read_all(self)

    def run(self) -> Results:
        """Take the case through every step; what did not change since the last run is not computed again."""
        from karvon.pipeline import run  # noqa: PLC0415

        return run(self)

    def table(self, name: str) -> pl.DataFrame:
        """Return the rows of a registry table as they are now."""
        from karvon.case.frames import rows_frame  # noqa: PLC0415

        with self.registry() as registry:
            return rows_frame(name, registry.rows(name))

    def claims(self) -> pl.DataFrame:
        """Return what the documents say, claim by claim."""
        return _frame("claims", self.run())

    def figures(self) -> pl.DataFrame:
        """Return every figure the ledger compared."""
        return _frame("figures", self.run())

    def ledger(self) -> pl.DataFrame:
        """Return the checks of the ledger with their arithmetic, verdicts and causes."""
        from karvon.case.served import ledger  # noqa: PLC0415

        return ledger(self, self.glances)

    def facts(self) -> pl.DataFrame:
        """Return the facts, each with the figures that tell it."""
        return _frame("facts", self.run())

    def targets(self) -> pl.DataFrame:
        """Return the promises and what they came to."""
        return _frame("targets", self.run())

    def series(self) -> pl.DataFrame:
        """Return the official trade series of both sides."""
        return _frame("series", self.run())

    def odds(self) -> pl.DataFrame:
        """Return the odds of open targets by every view, and pooled."""
        return _frame("odds", self.run())

    def flows(self) -> pl.LazyFrame:
        """Return the flows of all trade files of the case, lazily: `.collect()` reads what was asked for."""
        from karvon.measure import flows_in  # noqa: PLC0415
        from karvon.pipeline import loaded  # noqa: PLC0415

        return flows_in(self.work, loaded(self))

    def gravity(
        self, panel: PathLike, regressors: Iterable[str] = (), years: Iterable[int] | None = None
    ) -> GravityReport:
        """Return a gravity equation estimated on a file, and the case's pair beside its potential (docs/gravity.md)."""
        from karvon.measure.gravity import Asked, gravity_report  # noqa: PLC0415

        return gravity_report(Path(panel), Asked(tuple(regressors), (self.info.countries,), tuple(years or ()) or None))

    def findings(self) -> pl.DataFrame:
        """Return what could not be read or used."""
        return _frame("findings", self.run())


def open(path: PathLike) -> Case:
    """Open the case in a folder; CaseError says what is wrong with its case.toml."""
    folder = Path(path).absolute()
    said = read_settings(folder)
    return Case(folder=folder, info=said.info, database=address_of(folder, said.database), described=said.data)


def new(
    path: PathLike,
    countries: tuple[str, str],
    *,
    name: str | None = None,
    as_of: dt.date | None = None,
    currency: str = "USD",
) -> Case:
    """Make a case of two countries, given by ISO 3166-1 codes, and open it; as of today when no day is given.

    CaseError when a code is none, when both are one country, or when the folder holds a case already.
    """
    folder = Path(path).absolute()
    pair = _pair(folder, countries)
    taken = [part for part in (FILE, DATABASE, DOCUMENTS, TABLES, DATA) if (folder / part).exists()]
    if taken:
        raise CaseError("exists", folder, found=", ".join(taken))
    info = _info(name or folder.name, pair, as_of or dt.date.today(), currency)
    for part in (DOCUMENTS, TABLES):
        (folder / part).mkdir(parents=True)
    for name_of_table, header in _headers().items():
        _write(folder / TABLES / f"{name_of_table}.csv", header)
    _write(folder / FILE, written_settings(info))
    return open(folder)


def _headers() -> dict[str, str]:
    """Return an empty table to fill for each that people maintain: its name and its line of columns."""
    from karvon.model.vocabulary import tables  # noqa: PLC0415

    kept = {name: columns for name, columns in tables().items() if name not in BY_COMMAND}
    return {name: ",".join(column["column"] for column in columns) + "\n" for name, columns in kept.items()}


def fresh(bundled: str, path: PathLike) -> Case:
    """Copy a case that comes with Karvon to a folder, in the place of an earlier copy, and open it.

    Only what was computed is kept. CaseError when the folder holds anything else than a copy of this case.
    """
    from importlib.resources import as_file, files  # noqa: PLC0415

    folder = Path(path).absolute()
    with as_file(files("karvon").joinpath("cases", bundled)) as source:
        if not (source / FILE).exists():
            raise CaseError("bundled", source, name=bundled)
        _clear_copy(folder, read_settings(source)[0].name)
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / FILE, (source / FILE).read_text(encoding="utf-8"))  # first: it tells whose folder this is
        shutil.copytree(source, folder, dirs_exist_ok=True)
    return open(folder)


def _clear_copy(folder: Path, name: str) -> None:
    """Remove an earlier copy of the case, but not what was computed from it."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / FILE).exists() or read_settings(folder)[0].name != name:
        raise CaseError("occupied", folder, name=name)
    for part in (DOCUMENTS, TABLES, DATA):
        shutil.rmtree(folder / part, ignore_errors=True)
    for part in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (folder / part).unlink(missing_ok=True)


def _pair(folder: Path, countries: tuple[str, str]) -> tuple[str, str]:
    from karvon.store.countries import alpha3  # noqa: PLC0415

    left, right = (alpha3(code) for code in countries)
    for code, found in zip(countries, (left, right), strict=True):
        if found is None:
            raise CaseError("country", folder, code=code)
    if left is None or right is None or left == right:
        raise CaseError("same_country", folder, code=countries[0])
    return left, right


def _info(name: str, pair: tuple[str, str], day: dt.date, currency: str) -> CaseInfo:
    from karvon.say.countries import countries  # noqa: PLC0415

    return CaseInfo(
        name=name,
        title_ru=countries(pair, "ru"),
        title_en=countries(pair, "en"),
        countries=pair,
        as_of=day,
        collected=day,
        currency=currency,
    )


def _write(path: Path, text: str) -> None:
    from karvon.store.files import write_atomically  # noqa: PLC0415

    write_atomically(path, text.encode())


def _login() -> str:
    import getpass  # noqa: PLC0415

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def _frame(kind: str, results: Results) -> pl.DataFrame:
    from karvon.case.frames import FRAMES  # noqa: PLC0415

    return FRAMES[kind](results)
