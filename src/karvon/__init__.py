"""Karvon: what two countries promise each other, as an accountable ledger."""

from typing import Any

__all__ = ["open"]


def __getattr__(name: str) -> Any:
    """Give `karvon.open` when it is asked for, so that importing the package costs nothing."""
    if name == "open":
        from karvon.case import open as open_case  # noqa: PLC0415

        return open_case
    raise AttributeError(f"module 'karvon' has no attribute {name!r}")
