"""case.toml: what it may say, checked key by key, and how a new one is written."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from karvon.case.errors import CaseError
from karvon.model.loading import DataFile
from karvon.model.results import CaseInfo
from karvon.model.values import plain
from karvon.model.vocabulary import codes

FILE = "case.toml"
DATABASE = "karvon.db"
REQUIRED = ("name", "title_ru", "title_en", "countries", "as_of", "collected")
OPTIONAL = ("currency", "languages", "inflation", "freight", "database", "assumption", "data")
ASSUMPTION = ("code", "ru", "en")
SINCE = "since"
FREIGHT = (Decimal("0.06"), Decimal("0.10"))  # what a case assumes when case.toml says nothing
LANGUAGES = ("ru", "en")


class Settings(NamedTuple):
    """What case.toml says: the case, the database address if it gives one, and its data files."""

    info: CaseInfo
    database: str | None
    data: tuple[DataFile, ...]


def read_settings(folder: Path) -> Settings:
    """Return what case.toml says; CaseError names file, key and remedy."""
    said = _parsed(folder / FILE)
    for key in said:
        if key not in REQUIRED + OPTIONAL:
            raise CaseError("key_unknown", folder / FILE, key=key, keys=", ".join(REQUIRED + OPTIONAL))
    for key in REQUIRED:
        if key not in said:
            raise CaseError("key_missing", folder / FILE, key=key)
    for key, value in said.items():
        problem = CHECKS[key](value)
        if problem:
            raise CaseError(f"key_{problem}", folder / FILE, key=key, value=json.dumps(value, default=str))
    return Settings(_info(said), said.get("database"), tuple(data_file(each) for each in said.get("data", ())))


def written_settings(info: CaseInfo) -> str:
    """Return the text of a new case.toml."""
    lines = [
        f"name = {_text(info.name)}",
        f"title_ru = {_text(info.title_ru)}",
        f"title_en = {_text(info.title_en)}",
        f"countries = [{', '.join(map(_text, info.countries))}]",
        f"as_of = {info.as_of.isoformat()}",
        f"collected = {info.collected.isoformat()}",
        f"currency = {_text(info.currency)}",
        f"languages = [{', '.join(map(_text, info.languages))}]",
    ]
    if info.inflation:
        lines.append(f"inflation = [{', '.join(str(plain(rate * 100)) for rate in info.inflation)}]")
    if info.freight != FREIGHT:
        lines.append(f"freight = [{', '.join(str(plain(rate * 100)) for rate in info.freight)}]")
    for assumption in info.assumptions:
        pairs = zip(ASSUMPTION, assumption, strict=True)
        lines += ["", "[[assumption]]", *(f"{key} = {_text(value)}" for key, value in pairs)]
    return "\n".join(lines) + "\n"


def moved(text: str, day: dt.date) -> str:
    """Return the text of case.toml with the day that fixes what is known not before `day`."""

    def later(match: re.Match[str]) -> str:
        return match[1] + max(match[2], day.isoformat())

    return re.sub(r"(?m)^(as_of\s*=\s*)(\d{4}-\d\d-\d\d)", later, text)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        raise CaseError("missing", path, folder=path.parent) from None
    except OSError as error:
        raise CaseError("unreadable", path, error=error.strerror or type(error).__name__) from error
    except UnicodeDecodeError as error:
        raise CaseError("encoding", path) from error
    except tomllib.TOMLDecodeError as error:
        raise CaseError("broken", path, error=error) from error


def _info(said: Mapping[str, Any]) -> CaseInfo:
    given = {key: said[key] for key in (*REQUIRED, "currency") if key in said}
    first, second = said["countries"]
    return CaseInfo(
        **given
        | {
            "countries": (first, second),
            "inflation": tuple(Decimal(str(rate)) / 100 for rate in said.get("inflation", ())),
            "languages": tuple(said.get("languages", LANGUAGES)),
            **({"freight": tuple(Decimal(str(rate)) / 100 for rate in said["freight"])} if "freight" in said else {}),
            "assumptions": tuple(
                (each["code"], each["ru"], each["en"])
                for each in said.get("assumption", ())
                if each.get(SINCE, said["as_of"]) <= said["as_of"]
            ),
        }
    )


def _text_problem(value: object) -> str | None:
    return None if isinstance(value, str) and value.strip() else "text"


def _day_problem(value: object) -> str | None:
    return None if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else "day"


def _countries_problem(value: object) -> str | None:
    from karvon.store.countries import is_country  # noqa: PLC0415

    is_pair = isinstance(value, list) and len(value) == 2 and value[0] != value[1]
    return None if is_pair and all(is_country(code) for code in value) else "countries"  # type: ignore[attr-defined]


def _inflation_problem(value: object) -> str | None:
    """Rates of prices are per cent a year, each a number above -50 and below 100, none twice."""
    rates = value if isinstance(value, list) else []
    sound = all(isinstance(rate, int | float) and not isinstance(rate, bool) and -50 < rate < 100 for rate in rates)
    return None if rates and sound and len(set(rates)) == len(rates) else "inflation"


def _freight_problem(value: object) -> str | None:
    """What freight adds is two rates in per cent, the lesser first, or none at all."""
    rates = value if isinstance(value, list) else [None]
    sound = all(isinstance(rate, int | float) and not isinstance(rate, bool) and 0 <= rate < 100 for rate in rates)
    return None if sound and len(rates) in (0, 2) and rates == sorted(rates) else "freight"


def _currency_problem(value: object) -> str | None:
    from karvon.store.countries import is_currency  # noqa: PLC0415

    return None if is_currency(value) else "currency"


def _languages_problem(value: object) -> str | None:
    is_good = isinstance(value, list) and value and len(set(map(str, value))) == len(value)
    return None if is_good and all(each in LANGUAGES for each in value) else "languages"  # type: ignore[attr-defined]


def _assumptions_problem(value: object) -> str | None:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return "assumption"
    if not all(_whole_assumption(each) for each in value):
        return "assumption"
    return None if len({each["code"] for each in value}) == len(value) else "assumption"


def data_file(said: Mapping[str, object]) -> DataFile:
    """Return one [[data]] of case.toml; msgspec.ValidationError when a key of it is unknown or has a wrong value."""
    days = {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in said.items()}
    return msgspec.convert(days, DataFile)


def _data_problem(value: object) -> str | None:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return "data"
    try:
        described = [data_file(each) for each in value]
    except msgspec.ValidationError:
        return "data"
    return None if all(map(_sound, described)) else "data"


def _sound(described: DataFile) -> bool:
    """Say whether every code of a [[data]] is one there is, and its file a plain name."""
    allowed = (
        (described.coverage, codes("coverages")),
        (described.scale, codes("scales")),
        (described.flow, {"export", "import"}),
        (described.decimal, {".", ","}),
        (described.unit, {"USD"}),
    )
    is_named = bool(described.file) and Path(described.file).name == described.file
    return is_named and all(value is None or value in known for value, known in allowed)


def _whole_assumption(each: Mapping[str, object]) -> bool:
    """An assumption has its code and its words in both languages, and may say since when it could be known."""
    words = {key: text for key, text in each.items() if key != SINCE}
    dated = SINCE not in each or _day_problem(each[SINCE]) is None
    return dated and sorted(words) == sorted(ASSUMPTION) and not any(map(_text_problem, words.values()))


CHECKS: Mapping[str, Callable[[object], str | None]] = {
    "name": _text_problem,
    "title_ru": _text_problem,
    "title_en": _text_problem,
    "countries": _countries_problem,
    "as_of": _day_problem,
    "collected": _day_problem,
    "currency": _currency_problem,
    "inflation": _inflation_problem,
    "freight": _freight_problem,
    "languages": _languages_problem,
    "database": _text_problem,
    "assumption": _assumptions_problem,
    "data": _data_problem,
}


def _text(value: str) -> str:
    """Return a TOML string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def address_of(folder: Path, address: str | None) -> str:
    """Return the address of the database; a SQLite file is named from the folder of the case."""
    from sqlalchemy import URL, make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    if address is None:
        url = URL.create("sqlite", database=str(folder / DATABASE))
        return url.render_as_string(hide_password=False)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise CaseError("database", folder / FILE, value=address) from error
    if url.get_backend_name() == "sqlite" and url.database:
        url = url.set(database=str(folder / url.database))
    return url.render_as_string(hide_password=False)
