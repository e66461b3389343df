"""Invented cases run as a user runs them, and held against the verdicts written down for them beforehand.

A line of `expected.lines` is one verdict:
    check A B = C : verdict|verdict [cause]     some check whose terms give A and B and whose other side gives C
                                                ("A | B" either on one side, "A = B || C = D" either of two)
    promise INDICATOR VALUE STATE [EVIDENCE]    a promise of that number stands so, on a figure of that value
    fact VALUE                                  several documents tell that number as one fact
    move INDICATOR VALUE KIND                   one of its statements moved it so
    history WORDS EVENT KIND                    an event of a thing was announced so, or stands so
    placed FILE FIRST..LAST                     the days an undated document is likely to be from
    dated FILE VALUE YEAR                       the year that a figure of an undated document comes to
    press VALUE VERDICT|VERDICT [SIDE]          a published figure stands so beside the statistics of that side
    shift COUNT COUNT KIND                      what changed between two counts of a portfolio
    silent A = B                                nothing is held to be wrong between those numbers
"""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path

import msgspec

from karvon import case as cases
from karvon.case import Case
from karvon.model.figure import Figure
from karvon.model.ledger import Check, Promise
from karvon.model.results import Results
from karvon.reconcile.callings import WORD, skeleton

CASES = tuple(sorted((Path(__file__).parent / "judging").glob("*.toml")))
HARD = ("conflict", "late")


class Expected(msgspec.Struct, frozen=True):
    """One line that has to hold: what it is about, the words of it, and the line itself."""

    kind: str
    words: str
    outcome: str
    line: str


def made(path: Path, folder: Path) -> Case:
    """Write an invented case to a folder as a user would, and return it."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    left, right = said["countries"]
    case = cases.new(folder / path.stem, (left, right), as_of=said["as_of"], currency=said.get("currency", "USD"))
    for name, text in said["documents"].items():
        (case.folder / "documents" / f"{name}").write_text(text.lstrip("\n"), encoding="utf-8")
    rows = [*_official(said), *said.get("row", [])]
    _append(case.folder / "tables" / "indicator_values.csv", rows)
    for table in ("agreements", "agreement_steps", "milestones", "bodies", "projects"):
        _append(case.folder / "tables" / f"{table}.csv", said.get(table, []))
    found = case.load(who="tests", why="invented", when=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert not found.findings, found.findings
    return case


def _official(said: dict[str, object]) -> list[dict[str, str]]:
    countries = said["countries"]
    assert isinstance(countries, list)
    offices = said.get("official", {})
    assert isinstance(offices, dict)
    rows = []
    for reporter, office in offices.items():
        partner = next(code for code in countries if code != reporter)
        for year, pair in office.items():
            if year == "coverage":
                continue
            for flow, value in zip(("export", "import"), pair, strict=True):
                rows.append(
                    {
                        "id": f"{reporter}-{flow}-{year}".lower(),
                        "indicator": flow,
                        "value": value,
                        "scale": "million",
                        "unit": said.get("currency", "USD"),
                        "reporter": reporter,
                        "partner": partner,
                        "period_start": year,
                        "period_end": year,
                        "period_type": "period",
                        "side": reporter,
                        "coverage": office["coverage"],
                        "origin": "statistics",
                        "dataset": f"{reporter.lower()}.csv",
                        "source_url": f"https://example.org/{reporter.lower()}",
                        "source_date": f"{int(year) + 1}-04",
                    }
                )
    return rows


PLAIN = {"scale": "unit", "bound": "eq", "change": "level", "status": "actual", "origin": "press"}


def _append(path: Path, rows: list[dict[str, str]]) -> None:
    if not rows:
        return
    header = path.read_text(encoding="utf-8").strip().split(",")
    defaults = PLAIN if path.stem == "indicator_values" else {}
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writerows({**{key: value for key, value in defaults.items() if key in header}, **row} for row in rows)


def misread(path: Path) -> int:
    """Return how many conflicts of a case come from words that are read wrong."""
    return int(tomllib.loads(path.read_text(encoding="utf-8"))["expected"].get("misread", 0))


def expected(path: Path, part: str = "lines") -> list[Expected]:
    """Return the verdicts that a case is written for; the part "unread" rests on words that are not read yet."""
    lines = tomllib.loads(path.read_text(encoding="utf-8"))["expected"].get(part, "")
    found = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        kind, _, rest = line.partition(" ")
        words, _, outcome = rest.partition(" : ") if kind == "check" else (rest, "", "")
        found.append(Expected(kind, words.strip(), outcome.strip(), line))
    return found


class Judged(msgspec.Struct, frozen=True, dict=True):
    """The results of a case under the questions that expected lines ask."""

    results: Results

    @property
    def named(self) -> dict[str, Figure]:
        """The figures by id."""
        return {one.id: one for one in self.results.ledger.figures}

    def values(self, names: tuple[str, ...]) -> list[Decimal]:
        """Return the numbers that figures give; a claim that is no figure gives its own."""
        figures, claims = self.named, {one.id: one for one in self.results.claims}
        found = [
            figures[name].number.value if name in figures else getattr(claims.get(name), "value", None)
            for name in names
        ]
        return [value for value in found if value is not None]

    def matching(self, words: str) -> list[Check]:
        """Return the checks whose two sides give the numbers of one of the alternatives."""
        sides = [one.split("=") for one in words.split("||")]
        return [
            check
            for check in self.results.ledger.checks
            if any(self._gives(check, left, right) for left, right in sides)
        ]

    def _gives(self, check: Check, left: str, right: str) -> bool:
        """Say whether a check holds one number or some against another; both ways round where the sides are alike."""
        terms, against = self.values(check.terms), self.values(check.against)
        if check.operator in ("equal", "series", "order"):
            terms, against = (
                [*terms, *filter(None, [check.computed.value])],
                [*against, *filter(None, [check.stated.value])],
            )
            return (_gives(terms, left) and _gives(against, right)) or (_gives(against, left) and _gives(terms, right))
        return _gives(terms, left) and _gives(against, right)

    def holds(self, one: Expected) -> bool:
        """Say whether an expected line holds."""
        return bool(getattr(self, f"_{one.kind}")(one))

    def _check(self, one: Expected) -> bool:
        if "=" not in one.words:
            thing = one.words.split()[1]
            return any(
                self._about(check, thing) and _caused(check, one.outcome) for check in self.results.ledger.checks
            )
        verdicts, _, cause = one.outcome.partition(" ")
        found = [check for check in self.matching(one.words) if check.verdict in verdicts.split("|")]
        return any(not cause or any(_caused(check, code) for code in cause.split("|")) for check in found)

    def _about(self, check: Check, thing: str) -> bool:
        claims = {claim.id: claim for claim in self.results.claims}
        said = [claims[name] for name in (*check.terms, *check.against) if name in claims]
        return any(_names(thing, f"{claim.subject} {claim.quote}") for claim in said)

    def promises(self, indicators: str, value: str) -> list[Promise]:
        """Return the promises of a number of any of the indicators."""
        wanted = Decimal(value)
        return [
            one
            for one in self.results.ledger.promises
            if one.indicator in indicators.split("|") and one.number.value == wanted
        ]

    def _promise(self, one: Expected) -> bool:
        indicators, value, state, *evidence = one.words.split()
        found = [promise for promise in self.promises(indicators, value) if promise.state in state.split("|")]
        if not evidence:
            return bool(found)
        wanted = Decimal(evidence[0])
        told = [one.figure for promise in found for one in promise.outcomes]
        told += [one.figure for promise in found for one in promise.reports]
        return any(wanted in self.values((name,)) for name in told)

    def _fact(self, one: Expected) -> bool:
        wanted, named = Decimal(one.words), self.named
        return any(
            fact.number.value == wanted and len({named[name].source.document for name in fact.figures}) > 1
            for fact in self.results.ledger.facts
        )

    def _move(self, one: Expected) -> bool:
        indicators, value, kind = one.words.split()
        return any(
            move.kind in kind.split("|") for promise in self.promises(indicators, value) for move in promise.moves
        )

    def _history(self, one: Expected) -> bool:
        thing, event, kind = one.words.split()
        return any(
            any(_calls(name, history.subject) for name in thing.split("|"))
            and history.event == event
            and {*kind.split("|")} & {history.state, *(said.kind for said in history.announcements)}
            for history in self.results.ledger.histories
        )

    def _placed(self, one: Expected) -> bool:
        file, days = one.words.split()
        ids = {document.id for document in self.results.documents if document.file == file}
        return any(
            f"{placed.likely.first}..{placed.likely.last}" == days
            for placed in self.results.ledger.placements
            if placed.document in ids
        )

    def _dated(self, one: Expected) -> bool:
        file, value, year = one.words.split()
        ids = {document.id for document in self.results.documents if document.file == file}
        mine = [figure for figure in self.results.ledger.figures if figure.source.document in ids]
        return any(
            figure.number.value == Decimal(value)
            and figure.period.start == dt.date(int(year), 1, 1)
            and figure.period.end == dt.date(int(year), 12, 31)
            for figure in mine
        )

    def _press(self, one: Expected) -> bool:
        value, verdicts, *sides = one.words.split()
        wanted = Decimal(value)
        return any(
            wanted in self.values(held.figures) and held.verdict in verdicts.split("|") and set(sides) <= {*held.whose}
            for held in self.results.ledger.press
        )

    def _shift(self, one: Expected) -> bool:
        before, after, kind = one.words.split()
        return any(
            shift.kind == kind and _gives(self.values(shift.before), before) and _gives(self.values(shift.after), after)
            for shift in self.results.ledger.shifts
        )

    def _silent(self, one: Expected) -> bool:
        return not any(check.verdict in HARD for check in self.matching(one.words))

    def false_conflicts(self, lines: list[Expected]) -> list[Check]:
        """Return the conflicts that no expected line asks for."""
        asked = {
            check.id
            for one in lines
            if one.kind == "check" and "=" in one.words
            for check in self.matching(one.words)
            if check.verdict in one.outcome.partition(" ")[0].split("|")
        }
        told = [one.words.split()[1] for one in lines if one.kind == "check" and "=" not in one.words]
        told += [one.words.split()[0] for one in lines if one.kind == "history"]
        return [
            check
            for check in self.results.ledger.checks
            if check.verdict in HARD and check.id not in asked and not any(self._about(check, thing) for thing in told)
        ]


def _gives(values: list[Decimal], words: str) -> bool:
    """Say whether some numbers hold all of one of the alternatives; no words ask for no numbers."""
    if not words.strip():
        return not values
    return any(all(Decimal(number) in values for number in one.split()) for one in words.split("|"))


def _caused(check: Check, code: str) -> bool:
    return any(cause.code == code for cause in check.causes)


def _calls(name: str, subject: str) -> bool:
    """Say whether a subject, whose words may have lost their endings, bears a name."""
    known = skeleton(name)
    return _names(name, subject) or any(known.startswith(skeleton(word)) for word in subject.split() if len(word) > 2)


def _names(thing: str, phrase: str) -> bool:
    """Say whether a name stands among the words of a phrase, in either script."""
    return skeleton(thing) in [skeleton(word) for word in WORD.findall(phrase)] or skeleton(thing) in phrase.split()
