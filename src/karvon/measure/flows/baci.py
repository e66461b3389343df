"""CEPII BACI: bilateral flows by HS6 code, made of both sides' reports, as zipped CSV files of one year each.

Columns t, i, j, k, v, q: year, exporter, importer (M49 with Comtrade's own codes), product, thousand USD, tonnes. A
flow is kept once, as the export of i. Archives hold tens of millions of rows: they are unpacked and stored piece by
piece in bounded memory, and an interrupted load goes on with the first piece that is missing.
Source: Gaulier and Zignago (2010), BACI, CEPII working paper 2010-23; data under Etalab Open Licence 2.0.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
import polars as pl

from karvon.measure.codes.areas import area
from karvon.measure.flows.long import Shaped, known_codes
from karvon.measure.flows.numbers import parsed
from karvon.measure.flows.raw import digest
from karvon.measure.flows.salvage import entries, lines_of
from karvon.measure.flows.schema import EXPORT, GOODS, conform
from karvon.measure.flows.telling import NAMED, Sieve, told
from karvon.model.document import Finding
from karvon.model.loading import DataFile, Dropped, LoadReport
from karvon.store.files import replaced, write_atomically

LAYOUT = "baci"
STEP = "baci"
MEMBER = re.compile(r"(?:^|/)BACI_HS(\d\d)_Y(\d{4})\w*\.csv$", re.IGNORECASE)
HEADER = ("t", "i", "j", "k", "v", "q")
PIECE = 16 * 1024 * 1024  # bytes of text read at once: some 600,000 rows, 400 MB of memory in all
THOUSAND = 1000.0  # USD to a thousand USD, kg to a tonne
MOST_FINDINGS = 100
Progress = Callable[[str, int, int], None]


class Year(NamedTuple):
    """The file of one year in an archive, how to open it, and the folder its flows go to."""

    open: Callable[[], IO[bytes]]
    file: str
    member: str
    folder: Path

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return Path(self.member).stem


class Piece(msgspec.Struct, frozen=True):
    """What one stored piece holds: rows read and kept, what was left out, and what is wrong with it."""

    rows: int
    kept: int
    reporters: tuple[str, ...]
    years: tuple[int, ...]
    classifications: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


def members(path: Path) -> list[str]:
    """Return the files of years in an archive, oldest first; none when it is no BACI archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        names = [entry.name for entry in entries(path)]
    return sorted(name for name in names if MEMBER.search(name))


def is_baci(path: Path) -> bool:
    """Say whether a zip archive holds BACI, by what is in it or, where it is damaged, by its name."""
    return bool(members(path)) or path.name.upper().startswith("BACI_HS")


def stream(path: Path, described: DataFile, folder: Path, tell: Progress) -> LoadReport:
    """Store the flows of an archive in a folder, piece by piece, and return the report on all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces: list[Piece] = []
    findings: list[Finding] = []
    try:
        with zipfile.ZipFile(path) as archive:
            years = [Year(partial(archive.open, name), path.name, name, folder) for name in members(path)]
            size = sum(archive.getinfo(year.member).file_size for year in years)
            for year in years:
                pieces += _year(year, findings, lambda read: tell(STEP, read, size + 1))
            tell(STEP, 1, 1)
    except zipfile.BadZipFile as error:
        findings.append(told(path.name, "archive_broken", error=error))
        pieces += _before_cut(path, folder, findings)
    if not pieces and not findings:
        findings.append(told(path.name, "archive_empty"))
    return _report(path, described, pieces, findings)


def _before_cut(path: Path, folder: Path, findings: list[Finding]) -> Iterator[Piece]:
    """Yield the pieces of the years that stand whole before the cut of an archive; the cut one gives a finding."""
    for entry in sorted(one for one in entries(path) if MEMBER.search(one.name)):
        if entry.size is None:
            findings.append(told(path.name, "member_broken", member=entry.name, error="EOF"))
        else:
            yield from _year(Year(partial(lines_of, path, entry), path.name, entry.name, folder), findings, _silent)


def _silent(_read: int) -> None:
    """Say nothing of how far a year is: an archive without an end does not tell how long it is."""


def _year(year: Year, findings: list[Finding], tell: Callable[[int], None]) -> list[Piece]:
    """Return the pieces of one year; none of them, and a finding, when its file is damaged."""
    try:
        return list(_stored(year, tell))
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        for part in year.folder.glob(f"part-{year.name}-*"):
            part.unlink()
        findings.append(told(year.file, "member_broken", member=year.member, error=error))
        return []


def classification(member: str) -> str:
    """Return the revision that the name of a member tells: HS92 is HS1992, HS17 is HS2017."""
    found = MEMBER.search(member)
    short = int(found[1]) if found else 0
    return f"HS{1900 + short if short > 80 else 2000 + short}"


def _stored(year: Year, tell: Callable[[int], None]) -> Iterator[Piece]:
    """Yield the pieces of one year, each stored before the next is read."""
    read, first = 0, 2
    with year.open() as stream:
        header = stream.readline().decode("utf-8-sig").strip()
        names = [name.strip().strip('"').lower() for name in header.split(",")]
        for number, text in enumerate(_pieces(stream)):
            target = year.folder / f"part-{year.name}-{number:05d}.parquet"
            piece = _kept(target) or _store(_table(names, text, first), year, target)
            first += piece.rows
            read += len(text)
            tell(read)
            yield piece


def _table(names: list[str], text: bytes, first: int) -> pl.DataFrame:
    """Return some lines of a file as columns of text, and the row of each."""
    schema = dict.fromkeys(names, pl.String)
    frame = pl.read_csv(io.BytesIO(text), has_header=False, schema=schema, truncate_ragged_lines=True)
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in HEADER if name not in names]
    return frame.with_columns((pl.int_range(pl.len()) + first).alias("row"), *absent)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a stream in pieces of whole lines."""
    rest = b""
    while block := stream.read(PIECE):
        text, newline, rest_of = (rest + block).rpartition(b"\n")
        rest = rest_of
        if text:
            yield text + newline
    if rest.strip():
        yield rest


def _store(frame: pl.DataFrame, year: Year, target: Path) -> Piece:
    """Store the flows of some lines, and beside them what they came to."""
    shaped = shape_baci(frame, f"{year.file}#{year.name}", classification(year.member))
    with replaced(target) as temporary:
        shaped.flows.write_parquet(temporary)
    piece = Piece(
        rows=frame.height,
        kept=shaped.flows.height,
        reporters=tuple(shaped.flows["reporter"].unique().sort()),
        years=tuple(shaped.flows["year"].unique().sort()),
        classifications=tuple(shaped.flows["classification"].unique().sort()),
        dropped=shaped.dropped,
        findings=shaped.findings,
    )
    write_atomically(target.with_suffix(".json"), msgspec.json.encode(piece))
    return piece


def shape_baci(frame: pl.DataFrame, dataset: str, revision: str) -> Shaped:
    """Return the flows of a piece of BACI, columns as text with their row numbers."""
    sieve = Sieve(frame.with_columns(pl.col(HEADER).str.strip_chars()), dataset)
    sieve.refuse((pl.col("t") == "t") & (pl.col("k") == "k"), "repeated_header", severity="note")
    year = pl.col("t").cast(pl.Int64, strict=False)
    sieve.refuse(~year.is_between(1900, 2100).fill_null(value=False), "period_unknown", "t")
    number = pl.col("k").cast(pl.Int32, strict=False)
    sieve.refuse(~number.is_between(1, 999_999).fill_null(value=False), "code_unreadable", "k")
    sieve.frame = sieve.frame.with_columns(code=pl.col("k").str.zfill(6), classification=pl.lit(revision))
    known_codes(sieve)
    for name in ("v", "q"):
        read = parsed(sieve.frame[name], ".")
        values = {f"_{name}": (read.values * THOUSAND).round(3), f"_bad_{name}": read.bad}
        sieve.frame = sieve.frame.with_columns(**values)
    sieve.refuse(pl.col("_bad_v") | pl.col("_v").is_null(), "value_unreadable", "v")
    sieve.refuse(pl.col("_v") < 0, "value_negative", "v")
    _areas(sieve)
    flows = sieve.frame.select(
        "row",
        *(pl.col("_i").alias("reporter"), pl.col("_j").alias("partner"), pl.col("t").cast(pl.Int16).alias("year")),
        *("code", "classification", pl.col("_v").alias("value"), pl.col("_q").alias("weight")),
        *(pl.lit(EXPORT).alias("flow"), pl.lit(GOODS).alias("coverage")),
        pl.lit(dataset).alias("dataset"),
    )
    return Shaped(conform(flows), frame.height, tuple(sieve.dropped), tuple(sieve.findings))


def _areas(sieve: Sieve) -> None:
    for name in ("i", "j"):
        meant = {text: area(text) for text in sieve.frame[name].unique() if text}
        sieve.refuse(pl.col(name).fill_null("") == "", "partner_missing")
        sieve.note(
            pl.col(name).is_in([text for text, of in meant.items() if of.kind == "unknown"]), "area_unknown", name
        )
        codes = {text: of.code for text, of in meant.items()}
        sieve.frame = sieve.frame.with_columns(pl.col(name).replace(codes).alias(f"_{name}"))


def _kept(target: Path) -> Piece | None:
    try:
        piece = msgspec.json.decode(target.with_suffix(".json").read_bytes(), type=Piece)
    except (OSError, msgspec.MsgspecError):
        return None
    return piece if target.exists() else None


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for each thing wrong in a year: the first rows of its pieces named, all of them counted."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        found.setdefault((one.file, one.code), []).append(one)
    return [_together([dict(one.params) for one in own], own[0]) for own in found.values()]


def _together(told: list[dict[str, str]], first: Finding) -> Finding:
    count = sum(int(each["count"]) for each in told)
    named = [row for each in told for row in each["rows"].removesuffix(" …").split(", ")]
    rows = ", ".join(named[:NAMED]) + (" …" if count > NAMED else "")
    params = told[0] | {"rows": rows, "count": str(count)}
    return msgspec.structs.replace(first, place=rows, params=tuple(params.items()))


def _report(path: Path, described: DataFile, pieces: list[Piece], findings: Iterable[Finding]) -> LoadReport:
    counts: dict[str, Dropped] = {}
    for one in [each for piece in pieces for each in piece.dropped]:
        held = counts.get(one.reason, Dropped(one.reason, 0))
        counts[one.reason] = Dropped(one.reason, held.rows + one.rows, (*held.first, *one.first)[:NAMED])
    told_of = [*findings, *merged(found for piece in pieces for found in piece.findings)]
    return LoadReport(
        file=path.name,
        layout=LAYOUT,
        sha256=digest(path),
        rows=sum(piece.rows for piece in pieces),
        kept=sum(piece.kept for piece in pieces),
        coverage=GOODS,
        scale="thousand",
        reporters=tuple(sorted({code for piece in pieces for code in piece.reporters})),
        years=tuple(sorted({year for piece in pieces for year in piece.years})),
        classifications=tuple(sorted({code for piece in pieces for code in piece.classifications})),
        published=described.published,
        outlet=described.outlet,
        url=described.url,
        dropped=tuple(counts.values()),
        findings=tuple(told_of[:MOST_FINDINGS]),
    )
