"""The page about tables (docs/tables.md), printed from the vocabulary: `python -m karvon.store.handbook`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from karvon.model import vocabulary
from karvon.store.references import SUBJECT_COLUMNS, SUBJECTS

INTRODUCTION = """\
# Tables

<!-- Printed by `python -m karvon.store.handbook` from src/karvon/model/data/columns.csv: change it there. -->

What people maintain are tables: CSV files or sheets of an XLSX workbook, each named after its table. The first row
names the columns. `karvon load` checks every cell and records the good rows; a row that breaks a rule is left out, with
a finding that names file or sheet, row, column and what to write instead.

- CSV may be in UTF-8, UTF-16 or an old Cyrillic encoding (which a finding names), with commas, semicolons or tabs.
- A column left out of a file keeps what is stored; a row left out stays as it is.
- A row is retired by a column `retired` with `yes`, not by deleting it; its history stays.
- Rows may refer to rows of the same load or to rows recorded before.

| type | what to write |
|---|---|
| key | short name of the row, unique in its table, without spaces and slashes |
| text | anything; kept exactly as written |
| code | a code of the vocabulary named, see below |
| reference | the key of a row of the table named |
| number | digits with a decimal point, without spaces: `1581.6` |
| integer | digits only |
| date | `2024-08-07`, `2024-08` or `2024` |
| url | the whole address, with `https://` |
| country | ISO 3166-1 alpha-3, or a group below |
| place | the same, or a region (ISO 3166-2): `KZ-61` |
| unit | a code of units, or a currency (ISO 4217) |

`karvon dump` writes CSV in UTF-8 with LF, columns in the order below, rows by id. With `--history` every revision is a
row, and five columns follow: `revision` (1, 2, … of each id), `recorded_at` (UTC), `recorded_by`, `reason` and
`retired` (`yes` or `no`). Such files load into another registry exactly as they were recorded.
"""
FROM_RUN = "Written by `karvon run` from the documents of the case.\n"
BY_COMMAND = {
    "documents": FROM_RUN,
    "claims": FROM_RUN,
    "corrections": "Written by `karvon correct`; [corrections.md](corrections.md) tells what becomes of them.\n",
    "decisions": "Written by `karvon close`; [ledger.md](ledger.md#promises) tells what becomes of them.\n",
    "overrides": "Written by `karvon judge`; [overrides.md](overrides.md) tells what becomes of them.\n",
}
WRITTEN = {"code": "code: {vocabulary}", "reference": "reference: {vocabulary}"}


def tables_page() -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *_tables(), *_vocabularies()])


def _tables() -> Iterator[str]:
    for table, columns in vocabulary.tables().items():
        yield f"## {table}\n"
        if table in BY_COMMAND:
            yield BY_COMMAND[table]
        yield "| column | type | required | what it holds |\n|---|---|---|---|"
        yield from (_column(table, column) for column in columns)
        yield ""


def _column(table: str, column: vocabulary.Entry) -> str:
    kind = WRITTEN.get(column["type"], "{type}").format(**column)
    if SUBJECT_COLUMNS.get(table) == column["column"]:
        kind = "reference: " + ", ".join(SUBJECTS)
    return f"| `{column['column']}` | {kind} | {column['required']} | {column['description']} |"


def _vocabularies() -> Iterator[str]:
    yield "## Vocabularies\n"
    used = dict.fromkeys(
        column["vocabulary"]
        for columns in vocabulary.tables().values()
        for column in columns
        if column["type"] in ("code", "unit")
    )
    used["groups"] = None
    small = {row["vocabulary"] for row in vocabulary.table("terms")}
    for name in used:
        yield f"### {name}\n"
        if name in small:
            codes = [row["code"] for row in vocabulary.table("terms") if row["vocabulary"] == name]
            yield ", ".join(f"`{code}`" for code in codes) + "\n"
        else:
            yield "| code | English | Russian |\n|---|---|---|"
            yield from (f"| `{row['code']}` | {row['en']} | {row['ru']} |" for row in vocabulary.table(name))
            yield ""


if __name__ == "__main__":
    sys.stdout.write(tables_page())
