"""Bodies: the institutions of one document, each called by its fullest name however briefly it is spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

ANY_OFFICE = frozenset([
    "ministry", "committee", "agency", "service", "management", "department", "bureau", "administration",
    "inspection", "customs", "statistics", "commission", "bank", "name",
])  # fmt: skip
CALLED = ("office", "service")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
STEM = 5
SUBJECTS = {"statistics": ("стат", "statist"), "customs": ("тамож", "custom")}
SMALL = frozenset(["по", "и", "при", "в", "во", "of", "for", "on", "the", "and"])


class Named(Protocol):
    """What is asked of a mention of an institution."""

    @property
    def name(self) -> str | None: ...  # noqa: D102
    @property
    def body(self) -> str | None: ...  # noqa: D102
    @property
    def bare(self) -> bool: ...  # noqa: D102
    @property
    def alias(self) -> str | None: ...  # noqa: D102
    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def country(self) -> str | None: ...  # noqa: D102


class Body(NamedTuple):
    """An institution named in the text at a token, with its short name."""

    name: str
    kind: str
    at: int
    alias: str | None
    country: str | None = None


class Bodies:
    """The institutions of one document and which of them spoke last."""

    def __init__(self) -> None:
        self.known: list[Body] = []
        self.spoken: list[str] = []
        self.named: set[str] = set()

    def learn(self, mentions: Sequence[Named]) -> None:
        """Take in every institution that the text names by more than its kind."""
        for mention in sorted(mentions, key=lambda one: one.first):
            if mention.name and mention.body and not mention.bare:
                self.known.append(Body(mention.name, mention.body, mention.first, mention.alias, mention.country))

    def resolve(self, mention: Named) -> str | None:
        """Return the name of the institution meant, or None for a kind that fits nothing named here."""
        name = self._recent(mention) if mention.bare else self._alike(mention) or mention.name
        if name is not None:
            self.spoken.append(name)
            self.named |= {name} if mention.body == "name" else set()
        return name

    def fullest(self, name: str) -> str:
        """Return the fullest name of an institution in the document."""
        kind = next((body.kind for body in self.known if body.name == name), None)
        words = _stems(name)
        fuller = [body for body in self.known if kind in (None, body.kind) and words and words <= _stems(body.name)]
        same_kind = [body for body in fuller if kind is not None or body.name == name]
        return max((body.name for body in same_kind), key=len, default=name)

    def _alike(self, mention: Named) -> str | None:
        """Return the known name behind a short one: its initials, its alias, or a name with the same words and more."""
        name = mention.name or ""
        if name.isupper():
            named = (b.name for b in self.known if b.name != name and (b.alias == name or _initials(b.name) == name))
            return next(named, None)
        if mention.body == "statistics" and "татистик" not in name[:10].lower():
            return self._of_subject(SUBJECTS["statistics"], mention.first, mention.country)
        if "едомств" in name and " " in name:
            return self._of_subject((_stem(name.split()[0])[:4],), mention.first)
        return None

    def _of_subject(self, stems: Sequence[str], before: int, country: str | None = None) -> str | None:
        own = [body for body in self.known if "едомств" not in body.name]
        own = [body for body in own if country is None or body.country in (None, country)]
        fits = [body for body in own if any(stem in body.name.lower() for stem in stems)]
        earlier = [body.name for body in fits if body.at < before]
        found = earlier or [body.name for body in fits]
        return found[-1] if found else None

    def _recent(self, mention: Named) -> str | None:
        kinds = ANY_OFFICE if mention.body == "office" else frozenset([mention.body or ""])
        fits = [body for body in self.known if body.kind in kinds]
        short = mention.body == "committee" and not fits
        fits = [body for body in self.known if body.kind == "statistics" and "ком" in body.name] if short else fits
        if mention.body in SUBJECTS:
            return self._of_subject(SUBJECTS[mention.body], mention.first)
        called = self.named if mention.body in CALLED else frozenset[str]()
        spoken = [name for name in self.spoken if name in called or any(body.name == name for body in fits)]
        earlier = [body.name for body in fits if body.at < mention.first]
        if spoken:
            return spoken[-1]
        return earlier[-1] if earlier else fits[0].name if len({body.name for body in fits}) == 1 else None


def _stems(name: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in WORD.findall(name) if word.lower() not in SMALL)


def _stem(word: str) -> str:
    return word.lower()[:STEM]


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in WORD.findall(name) if word.lower() not in SMALL)
