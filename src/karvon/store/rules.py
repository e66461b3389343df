"""What a cell of a registry table must look like, by the type of its column, and how to put it right.

Each rule takes the column and the text of a filled cell and returns None, or what breaks it: a finding's code and
params.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlsplit

import msgspec

from karvon.model import vocabulary
from karvon.model.dates import partial
from karvon.model.override import Evidence
from karvon.store.countries import alpha3, currencies, is_country_or_group, is_place
from karvon.store.revisions import INTEGER, KEY, UNSTORABLE

NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
DOTTED = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})(?: ?г\.?)?")
SLASHED = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*")
SPACES = re.compile(r"[\s'’]")
SHOWN = 60
LISTED = 40
FIXED = "fixed"  # a slot that nobody sets by itself: the kind of a claim, its period as a whole, its relations
SIGNS = {"%": "percent", "$": "USD", "€": "EUR", "₸": "KZT", "₽": "RUB", "¥": "CNY"}

Problem = tuple[str, Mapping[str, str]]
Rule = Callable[[vocabulary.Entry, str], Problem | None]


def cell_problem(column: vocabulary.Entry, text: str) -> Problem | None:
    """Return what is wrong with one cell as written, or None."""
    if not text.strip():
        if column["required"] == "yes":
            return "required", {}
        return ("blank", {}) if text and column["type"] != "text" else None
    if UNSTORABLE.search(text):
        return "control_character", {}
    rule = RULES.get(column["type"])
    return rule(column, text) if rule else None


def row_problem(table: str, cells: Mapping[str, str]) -> tuple[str, Problem] | None:
    """Return a column and what is wrong between it and the other cells of its row, or None."""
    if table == "corrections":
        return _correction_problem(cells)
    if table == "overrides":
        return _override_problem(cells)
    if table != "indicator_values":
        return None
    if cells.get("bound") == "range":
        return "bound", ("bound_range", {})
    start, end = cells.get("period_start"), cells.get("period_end")
    first, last = partial(start).first if start else None, partial(end).last if end else None
    if start and end and first and last and last < first:
        return "period_end", ("period_order", {"start": start, "end": end})
    return None


def _correction_problem(cells: Mapping[str, str]) -> tuple[str, Problem] | None:
    """A correction that sets names its slot, and its value suits that slot; the other kinds name none."""
    slot = cells.get("slot", "")
    if (cells.get("action") == "set") != bool(slot):
        return "slot", ("slot_for_set", {})
    problem = slot_problem(slot, cells.get("value", "")) if slot else None
    return problem and ("value", problem)


def _override_problem(cells: Mapping[str, str]) -> tuple[str, Problem] | None:
    """The evidence of an override is one that it can be found again by."""
    try:
        msgspec.json.decode(cells.get("evidence", ""), type=Evidence)
    except msgspec.MsgspecError as error:
        return "evidence", ("evidence", {"error": str(error)})
    return None


def slot_problem(slot: str, text: str) -> Problem | None:
    """Return what is wrong with a text as the new value of a claim's slot, or None; an empty one empties the slot."""
    known = vocabulary.by_code("slots")
    if slot not in known or known[slot]["type"] == FIXED:
        settable = [code for code, row in known.items() if row["type"] != FIXED]
        words = {"value": shown(slot), "allowed": ", ".join(settable)}
        meant = nearest(slot, settable)
        return ("slot_meant", {**words, "suggestion": meant}) if meant else ("slot", words)
    column = {"type": known[slot]["type"], "vocabulary": known[slot]["vocabulary"], "required": "no"}
    if column["type"] == "number":
        digits, _, scale = text.partition(" ")
        return cell_problem(column, digits if scale in vocabulary.codes("scales") else text)
    return cell_problem(column, text)


def nearest(wrong: str, allowed: list[str]) -> str | None:
    """Return the allowed word that a wrong one is probably meant to be, or None."""
    close = difflib.get_close_matches(wrong.strip().casefold(), [word.casefold() for word in allowed], n=1, cutoff=0.7)
    return next((word for word in allowed if close and word.casefold() == close[0]), None)


def shown(text: str) -> str:
    """Return a cell as a finding quotes it: on one line, and not at length."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _key(_: vocabulary.Entry, text: str) -> Problem | None:
    if KEY.fullmatch(text):
        return None
    return "key", {"value": shown(text), "suggestion": "-".join(text.replace("/", " ").split())}


def _code(column: vocabulary.Entry, text: str) -> Problem | None:
    allowed = vocabulary.codes(column["vocabulary"])
    return None if text in allowed else _unknown_code(text, column["vocabulary"], sorted(allowed))


def _unknown_code(text: str, name: str, allowed: list[str]) -> Problem:
    meant = _by_label(name).get(text.strip().casefold()) or nearest(text, allowed)
    words = {"value": shown(text), "vocabulary": name}
    if meant:
        return "code_meant", {**words, "suggestion": meant}
    more = " …" if len(allowed) > LISTED else ""
    return "code", {**words, "allowed": ", ".join(allowed[:LISTED]) + more}


@cache
def _by_label(name: str) -> Mapping[str, str]:
    """Return the codes of a vocabulary by their Russian and English words, in small letters."""
    if any(row["vocabulary"] == name for row in vocabulary.table("terms")):
        return {}  # these codes have no words
    rows = vocabulary.table(name)
    return {row[language].casefold(): row["code"] for language in ("ru", "en") for row in rows if row[language]}


def _unit(column: vocabulary.Entry, text: str) -> Problem | None:
    units = vocabulary.codes(column["vocabulary"])
    if text in units or text in currencies():
        return None
    meant = SIGNS.get(text.strip()) or (text.strip().upper() if text.strip().upper() in currencies() else None)
    if meant:
        return "code_meant", {"value": shown(text), "vocabulary": column["vocabulary"], "suggestion": meant}
    code, words = _unknown_code(text, column["vocabulary"], sorted(units))
    return ("unit", words) if code == "code" else (code, words)


def _number(_: vocabulary.Entry, text: str) -> Problem | None:
    if NUMBER.fullmatch(text):
        return None
    meant = _plain_number(text)
    return (
        ("number_meant", {"value": shown(text), "suggestion": meant}) if meant else ("number", {"value": shown(text)})
    )


def _plain_number(text: str) -> str | None:
    """Return "1234.5" for "1 234,5", "1,234.5", "+1234.50 " and the like; None where two numbers are possible."""
    tight = SPACES.sub("", text).lstrip("+").replace("−", "-")
    if "." in tight and "," in tight:
        decimal = max(".,", key=tight.rfind)
        tight = tight.replace("," if decimal == "." else ".", "")
    elif re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", tight) or tight.count(",") > 1:
        return None  # 1,234 may be one and a bit or more than a thousand
    plain = tight.replace(",", ".")
    return plain if NUMBER.fullmatch(plain) else None


def _integer(_: vocabulary.Entry, text: str) -> Problem | None:
    return None if INTEGER.fullmatch(text) else ("integer", {"value": shown(text)})


def _date(_: vocabulary.Entry, text: str) -> Problem | None:
    if _is_date(text):
        return None
    meant = _plain_date(text.strip())
    return ("date_meant", {"value": shown(text), "suggestion": meant}) if meant else ("date", {"value": shown(text)})


def _is_date(text: str) -> bool:
    try:
        partial(text)
    except ValueError:
        return False
    return True


def _plain_date(text: str) -> str | None:
    """Return 2024-08-07 for 07.08.2024, 2024/08/07 or 2024-08-07 00:00, and 2024-08 for 08.2024; else None."""
    dotted, slashed, clock = DOTTED.fullmatch(text), SLASHED.fullmatch(text), CLOCK.fullmatch(text)
    if dotted:
        parts: tuple[str | None, ...] = (dotted[3], dotted[2], dotted[1])
    elif slashed:
        parts = slashed.groups()
    else:
        parts = (clock[1],) if clock else (text,)
    meant = "-".join(part.zfill(2) for part in parts if part)
    return meant if _is_date(meant) else None


def _country(_: vocabulary.Entry, text: str) -> Problem | None:
    return None if is_country_or_group(text) else _no_place("country", text)


def _countries(column: vocabulary.Entry, text: str) -> Problem | None:
    return next((problem for code in text.split(";") if (problem := _country(column, code))), None)


def _place(_: vocabulary.Entry, text: str) -> Problem | None:
    return None if is_place(text) else _no_place("place", text)


def _no_place(code: str, text: str) -> Problem:
    meant = alpha3(text)
    words = {"value": shown(text), "groups": ", ".join(sorted(vocabulary.codes("groups")))}
    return ("country_meant", {**words, "suggestion": meant}) if meant else (code, words)


def _url(_: vocabulary.Entry, text: str) -> Problem | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return "url", {"value": shown(text)}
    good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", text)
    return None if good else ("url", {"value": shown(text)})


RULES: Mapping[str, Rule] = {
    "key": _key,
    "code": _code,
    "unit": _unit,
    "number": _number,
    "integer": _integer,
    "date": _date,
    "url": _url,
    "country": _country,
    "countries": _countries,
    "place": _place,
}
