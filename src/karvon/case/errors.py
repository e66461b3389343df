"""What is wrong with a case as a whole, so that nothing can be done with it."""

from __future__ import annotations

from pathlib import Path

from karvon.model.document import Finding


class CaseError(ValueError):
    """A case cannot be opened or made; `finding` says why in any language, the message in English."""

    def __init__(self, problem: str, path: Path, /, **params: object) -> None:
        words = tuple((name, str(value)) for name, value in params.items())
        self.finding = Finding(file=str(path), place="", code=f"case.{problem}", params=words)
        super().__init__(problem)

    def __str__(self) -> str:
        """Return what is wrong and what to do, in English."""
        from karvon.say.findings import finding  # noqa: PLC0415

        return finding(self.finding, "en")
