"""A row of a registry table as it stands in one revision."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One registered thing: its table, key and cells (text as maintained, empty cells left out)."""

    table: str
    id: str
    cells: Mapping[str, str]
    revision: int = 1

    @property
    def ref(self) -> str:
        """The row's name in a lineage: "table/id"."""
        return f"{self.table}/{self.id}"

    def get(self, column: str) -> str | None:
        """Return the cell's text, or None when it is empty."""
        return self.cells.get(column)
