"""What is wrong with a case as a whole, so that nothing can be done with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from karvon.model.document import Finding

NAMED = 5


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


def no_document(name: str, known: Iterable[str]) -> CaseError:
    """Return the error about a document that a case has not, with the names that are most like it."""
    names = list(known)
    like = difflib.get_close_matches(name, names, n=NAMED, cutoff=0.4) or names[:NAMED]
    return CaseError("no_document", Path(name), documents=", ".join(like) or "—")
