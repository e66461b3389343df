"""The tables of the registry database, derived from the columns of the vocabulary (model/data/columns.csv)."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from karvon.model import vocabulary

REVISION_COLUMNS = ("revision", "recorded_at", "recorded_by", "reason", "retired")


@cache
def metadata() -> sa.MetaData:
    """Return the schema: one table per registry table, keyed by id and revision."""
    schema = sa.MetaData()
    for name, columns in vocabulary.tables().items():
        sa.Table(name, schema, *map(_maintained, columns), *_revision_columns())
    return schema


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """Return the maintained columns of a registry table in file order; KeyError names an unknown table."""
    if table not in vocabulary.tables():
        raise KeyError(f"there is no registry table {table!r}; the tables are {', '.join(vocabulary.tables())}")
    return tuple(column["column"] for column in vocabulary.tables()[table])


@cache
def required_of(table: str) -> tuple[str, ...]:
    """Return the columns of a registry table that every row must fill."""
    return tuple(column["column"] for column in vocabulary.tables()[table] if column["required"] == "yes")


@cache
def integers_of(table: str) -> frozenset[str]:
    """Return the columns of a registry table that hold whole numbers."""
    return frozenset(column["column"] for column in vocabulary.tables()[table] if column["type"] == "integer")


def _maintained(column: vocabulary.Entry) -> sa.Column[Any]:
    kind = sa.Integer if column["type"] == "integer" else sa.Text
    is_key = column["type"] == "key"
    return sa.Column(column["column"], kind, primary_key=is_key, nullable=column["required"] != "yes")


def _revision_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
    )
