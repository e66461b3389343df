"""Tables with one flow to a row, whatever their columns are called: from text cells to the table of flows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from karvon.measure.codes.areas import Area, area, disguised
from karvon.measure.codes.revisions import strangers
from karvon.measure.flows.numbers import parsed
from karvon.measure.flows.schema import GOODS, KEY, TOTAL, conform
from karvon.measure.flows.telling import Sieve, told
from karvon.model.document import Finding
from karvon.model.loading import Dropped
from karvon.model.values import SCALES

ROLES = (
    *("reporter", "partner", "flow", "year", "month", "period", "classification", "code", "value", "quantity"),
    *("quantity_unit", "weight", "region", "imputed"),
)
NUMBERS = ("value", "quantity", "weight")
FLOWS = {
    "export": ("x", "export", "exports", "2", "экспорт", "вывоз", "eksport", "exp", "экс"),
    "import": ("m", "import", "imports", "1", "импорт", "ввоз", "imp", "имп"),
}
PART = (
    *("rx", "rm", "dx", "fm", "re-export", "re-import", "3", "4", "реэкспорт", "реимпорт", "re-exports"),
    "re-imports",
)
WHOLE_YEAR = r"^\d{4}(?:\.0|-?A1?|\s*(?:г\.?|год|year))?$"  # quarters and halves are no years
MONTHLY = r"^(\d{4})(?:[-.]?M|[-./])?(\d{2})(?:[-.]\d{2})?$"
CODE_LOOKALIKE = str.maketrans("ОоOoЗзІіIlбБ", "000033111166")
TOTALS = ("TOTAL", "ALL", "_T", "AG0", "T")
FIRST = 3  # columns by which a repeated header is noticed before the others are looked at
SIGNS = r"[^\p{L}\d]"


class Spec(NamedTuple):
    """How the rows of a table become flows: columns by role, what holds for all rows, what one unit stands for.

    `weight_scale` is kilograms to a unit of weight; `keep` lists (column, allowed values, reason) filters.
    """

    layout: str
    columns: Mapping[str, str]
    constant: Mapping[str, object]
    coverage: str = GOODS
    scale: str = "unit"
    decimal: str | None = None
    weight_scale: float = 1.0
    keep: tuple[tuple[str, tuple[str, ...], str], ...] = ()


class Shaped(NamedTuple):
    """Flows of one table with what was left out and what is wrong, before totals and units are checked."""

    flows: pl.DataFrame
    rows: int
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


def shape(frame: pl.DataFrame, dataset: str, spec: Spec) -> Shaped:
    """Return the flows of a table of text cells; every row is kept, or counted with the reason why not."""
    sieve = Sieve(frame, dataset)
    _repeated_headers(sieve)
    for column, allowed, reason in spec.keep:
        if column in frame.columns:
            sieve.drop(~pl.col(column).fill_null("").str.strip_chars().is_in(allowed), reason)
    sieve.frame = _by_role(sieve.frame, spec)
    if sieve.frame.height:
        _flows(sieve)
        _periods(sieve)
        _numbers(sieve, spec)
        _codes(sieve)
        _areas(sieve)
        _regions(sieve)
        _repeated(sieve)
    imputed = (pl.col("imputed").fill_null("").str.to_lowercase() == "true").alias("imputed")
    done = conform(sieve.frame.with_columns(imputed, dataset=pl.lit(dataset), coverage=pl.lit(spec.coverage)))
    return Shaped(done, frame.height, tuple(sieve.dropped), tuple(sieve.findings))


def _repeated_headers(sieve: Sieve) -> None:
    """Leave out rows that repeat the header, as files have that were put together from several."""
    held = [column for column in sieve.frame.columns if column != "row" and not column.startswith("_")]
    named = [pl.col(name).str.to_lowercase().str.replace_all(SIGNS, "") == bare(name) for name in held]
    suspect = sieve.frame.filter(pl.any_horizontal(pl.lit(value=False), *named[:FIRST]))
    alike = suspect.filter(pl.sum_horizontal(named or [pl.lit(0)]) > max(1, len(held) // 2))
    if alike.height:
        sieve.refuse(pl.col("row").is_in(alike["row"].implode()), "repeated_header", severity="note")


def bare(name: str) -> str:
    """Return a column name in lower case, its letters and digits only."""
    return "".join(sign for sign in name.lower() if sign.isalnum())


def _by_role(frame: pl.DataFrame, spec: Spec) -> pl.DataFrame:
    """Return the frame with columns named by role, and what case.toml or the layout says of all rows filled in."""
    known = [pl.col(column).alias(role) for role, column in spec.columns.items() if column in frame.columns]
    held = {role for role, column in spec.columns.items() if column in frame.columns}
    given = [pl.lit(str(value)).alias(role) for role, value in spec.constant.items() if role not in held]
    nothing = [
        pl.lit(None, dtype=pl.String).alias(role) for role in ROLES if role not in held and role not in spec.constant
    ]
    return frame.select("row", *known, *given, *nothing).with_columns(pl.col(ROLES).str.strip_chars())


def _flows(sieve: Sieve) -> None:
    said = pl.col("flow").str.to_lowercase()
    sieve.drop(said.is_in(PART), "part_of_flow")
    named = pl.lit(None, dtype=pl.String)
    for flow, words in FLOWS.items():
        named = pl.when(said.is_in(words)).then(pl.lit(flow)).otherwise(named)
    sieve.frame = sieve.frame.with_columns(_flow=named)
    sieve.refuse(pl.col("_flow").is_null(), "flow_unknown", "flow")
    sieve.frame = sieve.frame.with_columns(flow=pl.col("_flow")).drop("_flow")


def _periods(sieve: Sieve) -> None:
    """Read the year and month: of their own columns, or of a period such as 2023, 202305, 2023-05 or 2023-M05."""
    period = pl.coalesce("period", "year")
    month = pl.coalesce(pl.col("month").cast(pl.Int64, strict=False), period.str.extract(MONTHLY, 2).cast(pl.Int64))
    named = pl.coalesce("year", "period")
    known = named.str.contains(WHOLE_YEAR) | named.str.contains(MONTHLY)
    year = pl.when(known).then(named.str.extract(r"^(\d{4})", 1).cast(pl.Int64, strict=False))
    sieve.frame = sieve.frame.with_columns(
        _named=named, _year=year, _month=pl.when(month.is_between(1, 12)).then(month).otherwise(0)
    )
    sieve.refuse(~pl.col("_year").is_between(1900, 2100).fill_null(value=False), "period_unknown", "_named")
    sieve.frame = sieve.frame.with_columns(year=pl.col("_year"), month=pl.col("_month")).drop(
        "_named", "_year", "_month"
    )


def _numbers(sieve: Sieve, spec: Spec) -> None:
    scale = {"value": float(SCALES[spec.scale]), "quantity": 1.0, "weight": spec.weight_scale}
    for role in NUMBERS:
        read = parsed(sieve.frame[role], spec.decimal)
        flags = {"_bad": read.bad, "_doubtful": read.doubtful, "_rarer": read.rarer, "_blank": read.blank}
        exact = (pl.lit(read.values) * scale[role]).round_sig_figs(15)
        sieve.frame = sieve.frame.with_columns(
            exact.alias(f"_{role}"), *[pl.lit(flag).alias(name) for name, flag in flags.items()]
        )
        sieve.note(pl.col("_rarer"), "decimals_mixed", role)
        if role == "value":
            sieve.drop(pl.col("_blank"), "value_empty")
            sieve.refuse(pl.col("_bad"), "value_unreadable", role)
            sieve.refuse(pl.col("_doubtful"), "value_doubtful", role)
        else:
            sieve.note(pl.col("_bad") | pl.col("_doubtful"), "measure_unreadable", role)
        sieve.frame = sieve.frame.with_columns(pl.col(f"_{role}").alias(role)).drop(f"_{role}", *flags)
    sieve.refuse(pl.col("value") < 0, "value_negative", "value")
    sieve.note((pl.col("quantity") < 0) | (pl.col("weight") < 0), "measure_negative")
    sieve.frame = sieve.frame.with_columns(
        [pl.when(pl.col(name) > 0).then(name).alias(name) for name in ("quantity", "weight")]
    )


def _codes(sieve: Sieve) -> None:
    """Read commodity codes: their digits as digits, TOTAL as all goods, and nothing that is no code."""
    said = pl.col("code").fill_null("").str.replace_all(r"[\s.\u00a0]", "")
    texts = sieve.frame.select(said.alias("code"))["code"].unique().to_list()
    restored = {text: text.translate(CODE_LOOKALIKE) for text in texts if text.upper() not in TOTALS and text.isalnum()}
    meant = {text: code for text, code in restored.items() if code != text and code.isdigit()}
    sieve.frame = sieve.frame.with_columns(_said=said, _code=said.replace(meant) if meant else said)
    sieve.note(pl.col("_said") != pl.col("_code"), "code_lookalike", "code")
    total = pl.col("_code").str.to_uppercase().is_in(["", *TOTALS])
    shaped = pl.col("_code").str.contains(r"^\d[0-9A-Za-z]{0,11}$")
    sieve.refuse(~(total | shaped), "code_unreadable", "code")
    classification = pl.when(total).then(pl.lit(TOTAL)).otherwise(pl.col("classification").fill_null("HS"))
    code = pl.when(total).then(pl.lit("")).otherwise(pl.col("_code"))
    sieve.frame = sieve.frame.with_columns(code=code, classification=classification).drop("_said", "_code")
    _zeros(sieve)
    known_codes(sieve)


def _zeros(sieve: Sieve) -> None:
    """Restore the leading zero of HS codes that a spreadsheet took for numbers: their length is always even."""
    odd = pl.col("classification").str.starts_with("HS") & (pl.col("code").str.len_chars() % 2 == 1)
    sieve.note(odd, "code_zero", "code")
    sieve.frame = sieve.frame.with_columns(code=pl.when(odd).then("0" + pl.col("code")).otherwise("code"))


def known_codes(sieve: Sieve) -> None:
    """Leave out codes that no revision of the HS has, and tell of those that another revision than the stated has."""
    for name in sieve.frame["classification"].unique().sort():
        own = pl.col("classification") == name
        nowhere, elsewhere = strangers(sieve.frame.filter(own)["code"].unique().to_list(), name)
        sieve.refuse(own & pl.col("code").is_in(sorted(nowhere)), "code_unknown", "code")
        sieve.note(own & pl.col("code").is_in(sorted(elsewhere)), "code_other_revision", "code", classification=name)


def _areas(sieve: Sieve) -> None:
    """Read reporters and partners: codes or names of countries; groups of countries would be counted twice."""
    for role in ("reporter", "partner"):
        texts = [text for text in sieve.frame[role].unique().to_list() if text]
        meant = {text: area(text) for text in texts}
        sieve.refuse(pl.col(role).fill_null("") == "", f"{role}_missing")
        sieve.drop(pl.col(role).is_in(_of_kind(meant, "group")), "group_of_countries")
        sieve.note(pl.col(role).is_in([text for text in texts if disguised(text)]), "area_lookalike", role)
        sieve.note(pl.col(role).is_in(_of_kind(meant, "former")), "area_former", role)
        sieve.note(pl.col(role).is_in(_of_kind(meant, "unknown")), "area_unknown", role)
        codes = {text: found.code for text, found in meant.items()}
        sieve.frame = sieve.frame.with_columns(pl.col(role).replace(codes))


def _regions(sieve: Sieve) -> None:
    """Read regions: "all" and the reporter's own name stand for the whole country."""
    texts = {text: area(text) for text in sieve.frame["region"].unique().to_list() if text}
    own = pl.col("region").replace({text: found.code for text, found in texts.items()}) == pl.col("reporter")
    every = own | pl.col("region").is_in(_of_kind(texts, "world"))
    sieve.frame = sieve.frame.with_columns(region=pl.when(every.fill_null(value=False)).then(None).otherwise("region"))


def _of_kind(meant: Mapping[str, Area], kind: str) -> list[str]:
    return [text for text, found in meant.items() if found.kind == kind]


def _repeated(sieve: Sieve) -> None:
    """Leave out rows that repeat a flow: silently counted when equal, told of when they contradict the first."""
    key = [name for name in KEY if name in sieve.frame.columns]
    same = pl.struct(*key, "value")
    sieve.drop(~same.is_first_distinct(), "repeated_row")
    sieve.refuse(~pl.struct(key).is_first_distinct(), "contradiction", "value")


def whole(shaped: Shaped, file: str) -> tuple[Finding, ...]:
    """Return the findings of a table, and one more when nothing at all could be kept."""
    if shaped.flows.height or any(found.severity == "error" for found in shaped.findings):
        return shaped.findings
    return (*shaped.findings, told(file, "nothing_kept", rows=shaped.rows))
