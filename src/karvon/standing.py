"""Where a case stands: what is new in it is read, recorded and reconciled, and nothing else is opened.

The ledger falls into parts. Which documents a part rests on is told by their cards; the answer to a part is kept in its
own file and holds as long as the marks of these documents, its rows and the code are the same. What is kept is written
whole or not at all, each piece before the list that names it: an interrupted run goes on from there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import msgspec

from karvon.model.claim import Claim
from karvon.model.correction import Correction
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.ledger import Bracket, Check, Ledger
from karvon.model.measures import TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.reconcile import (
    Answer,
    Box,
    Card,
    Glance,
    Kept,
    Outline,
    Part,
    Past,
    Settle,
    card,
    checks_beside,
    completed,
    gathered,
    glanced,
    glanced_again,
    outline_of,
    placing,
    reconcile,
    resumed,
    settled,
    tables,
    voices,
    with_documents,
)
from karvon.registry import Corrected, correct, out
from karvon.shelf import Shelf
from karvon.steps import Steps, digest, key_of

ROOMS = ("reconcile", "registry", "say", "standing.py")
CARDS, PARTS = "cards", "parts"
T = TypeVar("T")
ANSWER, OUTLINE, PAST = "part", "outline", "past"
KINDS = {ANSWER: "json", OUTLINE: "msgpack", PAST: "msgpack"}  # what is kept of every part, and of large ones
PLAIN, PLACED = "plain", "placed"  # what outlines tell: checks alone, or what they suggest of days as well
MANY = 200  # documents of a part of which each is kept as the part knows it


Given = tuple[tuple[Row, ...], tuple[Figure, ...], tuple[TradeSeries, ...], CaseInfo]


class Texts:
    """The documents of a case with the corrections that people made in them."""

    def __init__(self, shelf: Shelf, made: Sequence[Correction]) -> None:
        self.shelf, self.made = shelf, made

    @cached_property
    def marks(self) -> dict[str, str]:
        """What tells the content of every document and its corrections, by its file.

        A correction of a document that is not there by its name may be of any.
        """
        read = self.shelf.marks
        own: dict[str, list[Correction]] = {}
        for one in self.made:
            for file in (one.document,) if one.document in read else read:
                own.setdefault(file, []).append(one)
        encode = msgspec.json.encode
        return {file: digest(mark.encode() + encode(own[file])) if file in own else mark for file, mark in read.items()}

    @cached_property
    def marks_by_id(self) -> dict[str, str]:
        """The same by the id of the document, which may have several files."""
        return {name: "\n".join(self.marks[file] for file in files) for name, files in self.shelf.by_id.items()}

    @property
    def plain(self) -> bool:
        """Say whether every correction is of a document that is there by its name."""
        return all(one.document in self.marks for one in self.made)

    def all(self) -> Corrected:
        """Return everything that was read, as corrected."""
        return correct(self.shelf.readings(), self.made)

    def of(self, files: Collection[str]) -> Corrected:
        """Return what was read in some documents, as corrected."""
        return correct(self.shelf.of(files), [one for one in self.made if one.document in files])

    def of_ids(self, names: Collection[str]) -> Corrected:
        """Return what was read in the documents of these ids; of all, where corrections seek their documents."""
        known = self.shelf.by_id
        if not self.plain or len(names) == len(known):
            return self.all()
        return self.of({file for name in names for file in known[name]})


class Settled(msgspec.Struct, frozen=True, array_like=True):
    """A part whose answer is kept: its mark, the numbers that its figures tell in measures of goods, what it suggests.

    What a part suggests is when documents without a date were written.
    """

    mark: str
    measured: tuple[str, ...]
    suggested: dict[str, tuple[Bracket, ...]]


class Standing:
    """The parts of a case's ledger, all of them settled."""

    def __init__(self, steps: Steps, texts: Texts, given: Given, glances: dict[str, Glance] | None = None) -> None:
        """Stand beside the tables `given`; `glances` are large parts as this process glanced at them last."""
        self.rows, self.numbers, self.series, self.info = given
        self._glances = {} if glances is None else glances
        self.steps, self.texts, self.base = steps, texts, tables(*given)
        self._answers: dict[str, Answer] = {}
        self._outlines: dict[str, Outline] = {}
        self._settled: dict[str, Settled] = {}

    @cached_property
    def box(self) -> Box | None:
        """The cards of all documents; None when documents lean on one another and have to be opened together."""
        if not self.texts.plain:
            return None
        key = key_of(ROOMS, voices(self.base), self.base.info)
        known = self.steps.kept(CARDS, dict[str, tuple[str, Card | None]], key) or {}
        marks = self.texts.marks
        fresh = {file: mark for file, mark in marks.items() if known.get(file, ("",))[0] != mark}
        cards = {file: known[file] for file in marks if file not in fresh} | self._drawn(fresh)
        if cards != known:
            self.steps.keep(CARDS, key, cards)
        held = Box(self.base, [one for _, one in cards.values() if one is not None], self._load)
        return held if held.simple and len(marks) == len(self.texts.shelf.by_id) else None

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the ledger, settled; where documents tell years by their own day, once these are placed."""
        assert self.box is not None
        first = self._settle(self.box.parts())
        self.years = self.box.years(gathered(self._settled[part.name].suggested for part in first))
        found = self._settle(self.box.parts(self.years)) if self.years else first
        self._first, now = first, {part.name: self._settled[part.name] for part in (*first, *found)}
        if now != self._known:
            self.steps.keep(PARTS, self._key, now)
        if now.keys() != self._known.keys():
            forget(self.steps, now)
        for name in self._glances.keys() - now.keys():
            del self._glances[name]
        return found

    @cached_property
    def _known(self) -> dict[str, Settled]:
        """The parts that were settled before, by name."""
        return self.steps.kept(PARTS, dict[str, Settled], self._key) or {}

    def _settle(self, found: tuple[Part, ...]) -> tuple[Part, ...]:
        """Return parts once they are all settled."""
        for part in found:
            known = self._settled.get(part.name) or self._known.get(part.name)
            mark = f"{part.digest()} {self._asked}"
            if known is None or known.mark != mark:
                outline = self._outline(part)
                known = Settled(mark, outline.measured, outline.suggested)
            self._settled[part.name] = known
        return found

    @cached_property
    def _asked(self) -> str:
        """What is asked of parts: what they suggest of the days of documents, where any tells years by its own day."""
        assert self.box is not None
        return PLACED if any(card.by_day for card in self.box.cards) else PLAIN

    @property
    def by_day(self) -> frozenset[str]:
        """The figures whose year rests on where a document was placed in time."""
        assert self.box is not None
        placed = [card for card in self.box.cards if self.parts and card.head.id in self.years]
        return frozenset(name for card in placed for name in card.by_day)

    def answer(self, part: Part) -> Answer:
        """Return what a part comes to, kept or computed."""
        if part.name not in self._answers:
            self._answers[part.name] = in_files(self.steps)(part, settled)
        return self._answers[part.name]

    def checks(self, part: Part) -> tuple[Check, ...]:
        """Return the checks of a part, kept or computed."""
        return self._outline(part).checks

    def _outline(self, part: Part) -> Outline:
        """Return the outline of a part, kept or computed; of a small part it is that of its answer."""
        if part.name not in self._outlines:
            made = self._of_large(part) if is_large(part) else outline_of(self.answer(part))
            self._outlines[part.name] = made
        return self._outlines[part.name]

    def _of_large(self, part: Part) -> Outline:
        """Return the outline of a large part, kept or computed: its answer need not be put together for that."""
        key, name = key_of(ROOMS, part.digest(), self._asked), f"{OUTLINE}-{_short(part.name)}"
        kept = self.steps.packed(name, Outline, key)
        if kept is None:
            placed = self._asked == PLACED
            kept = _resumed(self.steps, part, placing) if placed else _glanced(self.steps, part, self._glances)
            self.steps.pack(name, key, kept)
        return kept

    def ledger(self, documents: Sequence[Document], claims: Sequence[Claim]) -> Ledger:
        """Return the whole ledger over the documents of the case."""
        base = self.base
        if self.box is None:
            given = (documents, claims, base.rows, base.numbers, base.series, base.info)
            names, kept = set[str](), in_files(self.steps)

            def named(part: Part, settle: Settle[Answer]) -> Answer:
                names.add(part.name)
                return kept(part, settle)

            ledger = reconcile(*given, named)
            forget(self.steps, names)
            return ledger
        found, first = self.parts, self._first
        whole = with_documents(self.base, documents, claims)
        return completed(whole, lambda one: [self.answer(part) for part in (first if one is whole else found)])

    def beside(self) -> tuple[Check, ...]:
        """Return the checks that belong to no part."""
        assert self.box is not None
        parts = self.parts

        def told(values: frozenset[str]) -> Sequence[Answer]:
            return [self.answer(part) for part in parts if not values.isdisjoint(self._settled[part.name].measured)]

        return checks_beside(self.box, told)

    @property
    def _key(self) -> str:
        return key_of(ROOMS)

    def _drawn(self, fresh: Mapping[str, str]) -> dict[str, tuple[str, Card | None]]:
        """Return the cards of documents that are new; a document of a later day has none."""
        readings = self.texts.of(set(fresh)).readings if fresh else ()
        documents, claims, _ = out(readings, self.base.info)
        own: dict[str, list[Claim]] = {}
        for one in claims:
            own.setdefault(one.document, []).append(one)
        made: dict[str, Card | None] = {one.file: card(self.base, one, own.get(one.file, ())) for one in documents}
        return {file: (mark, made.get(file)) for file, mark in fresh.items()}

    def _load(self, file: str) -> tuple[Document, Sequence[Claim]]:
        (reading,) = (one for one in self.texts.of({file}).readings if one.document and one.document.file == file)
        assert reading.document is not None
        return reading.document, reading.claims


def forget(steps: Steps, names: Collection[str]) -> None:
    """Remove what is kept of parts that there are no longer; `names` are those of the parts that there are."""
    files = {f"{kind}-{_short(name)}.{ending}" for name in names for kind, ending in KINDS.items()}
    for kind in KINDS:
        for path in steps.folder.glob(f"{kind}-*.*"):
            if path.name not in files:
                path.unlink(missing_ok=True)


def _short(name: str) -> str:
    return digest(name.encode())[:16]


def is_large(part: Part) -> bool:
    """Say whether what a part is made of is kept; that of a small one is put together as fast as it is read."""
    return part.marks is not None and len(part.marks) >= MANY


def in_files(steps: Steps) -> Kept:
    """Return what keeps the answer to every part of the ledger in its own file: only what changed is reconciled."""

    def kept(part: Part, settle: Settle[Answer]) -> Answer:
        key, name = key_of(ROOMS, part.digest()), f"{ANSWER}-{_short(part.name)}"
        return steps.step(name, Answer, key, lambda: _resumed(steps, part, settle))

    return kept


def _glanced(steps: Steps, part: Part, glances: dict[str, Glance]) -> Outline:
    """Return the outline of a large part, of which only what changed documents touch is opened."""
    assert part.marks is not None
    key, place, last = key_of(ROOMS), f"{PAST}-{_short(part.name)}", glances.pop(part.name, None)
    found = None if last is None else glanced_again(part, part.marks, last)
    outline, past, glance = found or glanced(part, part.marks, steps.packed(place, Past, key) or Past())
    if glance is not None:
        glances[part.name] = glance
    if past is not None:
        steps.pack(place, key, past)
    return outline


def _resumed(steps: Steps, part: Part, settle: Settle[T]) -> T:
    """Return what a part comes to, of what it was made of the last time as far as that still holds."""
    if not is_large(part) or part.marks is None:
        return settle(part.inputs)
    key, place = key_of(ROOMS), f"{PAST}-{_short(part.name)}"
    answer, past = resumed(part, part.marks, settle, steps.packed(place, Past, key) or Past())
    if past is not None:
        steps.pack(place, key, past)
    return answer
