"""case.toml: what it may say, checked key by key, and how a new one is written."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from karvon.case.errors import CaseError
from karvon.model.results import CaseInfo

FILE = "case.toml"
REQUIRED = ("name", "title_ru", "title_en", "countries", "as_of", "collected")
OPTIONAL = ("currency", "languages", "database", "assumption")
ASSUMPTION = ("code", "ru", "en")
SINCE = "since"
LANGUAGES = ("ru", "en")


def read_settings(folder: Path) -> tuple[CaseInfo, str | None]:
    """Return what case.toml says, and the database address if it gives one; CaseError names file, key and remedy."""
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
    return _info(said), said.get("database")


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
            "languages": tuple(said.get("languages", LANGUAGES)),
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
    "languages": _languages_problem,
    "database": _text_problem,
    "assumption": _assumptions_problem,
}


def _text(value: str) -> str:
    """Return a TOML string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
