"""Verdicts that people give in place of computed ones: each finds its check again and tells when its evidence moved.

A check is the same while its rule is, and its sides still tell the same facts: a further figure, a more precise source
or a text read anew gives it another id and leaves it the check that was judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.correction import Anchor
from karvon.model.document import Document, Finding, Severity
from karvon.model.ledger import Cause, Check, Fact, Ledger
from karvon.model.override import Evidence, Member, Override, State
from karvon.model.row import Row
from karvon.model.values import Interval
from karvon.model.vocabulary import by_code
from karvon.reconcile.facts import weighed
from karvon.registry import anchors

ENOUGH = Fraction(1, 2)  # how much of what two checks rest on must be common before one is the other
Side = frozenset[str]
NARROW = "\u202f"  # the space between groups of digits
Code = Literal["check_lost", "evidence_changed", "computed_changed", "confirmed", "same_check"]


class Judged(msgspec.Struct, frozen=True):
    """A ledger with the verdicts of people, the overrides with the checks they stand at, and what there is to tell."""

    ledger: Ledger
    overrides: tuple[Override, ...]
    findings: tuple[Finding, ...]


class _Desk(msgspec.Struct, frozen=True):
    """The computed ledger under the keys by which overrides ask for it."""

    checks: Mapping[str, Check]
    by_rule: Mapping[str, Sequence[Check]]
    fact_of: Mapping[str, Fact]
    numbers: Mapping[str, Interval]
    claims: Mapping[str, Claim]
    of_document: Mapping[str, Sequence[Claim]]
    documents: Mapping[str, Document]
    rows: frozenset[str]


def judged(
    ledger: Ledger,
    made: Sequence[Override],
    documents: Sequence[Document],
    claims: Sequence[Claim],
    rows: Sequence[Row],
) -> Judged:
    """Return the ledger as people judged it; facts follow their checks, and what was computed stays with the override.

    Of several overrides of one check the latest holds. One whose check is gone, or whose evidence is another, is told;
    one that rests on what is not known on the day of the case waits and is shown to nobody.
    """
    if not made:
        return Judged(ledger, (), ())
    desk = _desk(ledger, documents, claims, rows)
    placed = _placed(made, desk)
    results = [_result(one, placed.get(one.id), desk) for one in made]
    standing = {one.target: one for one in results if one.target}
    checks = tuple(_overridden(check, standing.get(check.id)) for check in ledger.checks)
    figures = {figure.id: figure for figure in ledger.figures}
    return Judged(
        replace(ledger, checks=checks, facts=weighed(ledger.facts, checks, figures)),
        tuple(one for one in results if one.target or not _missing(one, desk)),
        tuple(finding for one in results for finding in _told(one, desk)),
    )


def evidence_of(
    check: Check, ledger: Ledger, documents: Sequence[Document], claims: Sequence[Claim], rows: Sequence[Row]
) -> Evidence:
    """Return what a check of this ledger rests on."""
    return _evidence(check, _desk(ledger, documents, claims, rows))


def _desk(ledger: Ledger, documents: Sequence[Document], claims: Sequence[Claim], rows: Sequence[Row]) -> _Desk:
    by_rule: dict[str, list[Check]] = {}
    for check in ledger.checks:
        by_rule.setdefault(check.rule, []).append(check)
    of_document: dict[str, list[Claim]] = {}
    for claim in claims:
        of_document.setdefault(claim.document, []).append(claim)
    return _Desk(
        checks={check.id: check for check in ledger.checks},
        by_rule=by_rule,
        fact_of={name: fact for fact in ledger.facts for name in fact.figures},
        numbers={figure.id: figure.number for figure in ledger.figures},
        claims={claim.id: claim for claim in claims},
        of_document=of_document,
        documents={document.file: document for document in documents},
        rows=frozenset(row.ref for row in rows),
    )


def _evidence(check: Check, desk: _Desk) -> Evidence:
    own = {*check.terms, *check.against}
    facts = {fact.id: fact for name in own if (fact := desk.fact_of.get(name))}
    beside = sorted({name for fact in facts.values() for name in fact.figures} - own)
    terms, against, further = (
        tuple(_member(name, desk) for name in names) for names in (check.terms, check.against, beside)
    )
    return Evidence(
        terms=terms, against=against, beside=further, computed=check.computed, stated=check.stated, unit=check.unit
    )


def _member(name: str, desk: _Desk) -> Member:
    claim = desk.claims.get(name)
    if claim is None:
        return Member(id=name, number=desk.numbers.get(name))
    anchor = Anchor(claim.quote, claim.prefix, claim.suffix)
    return Member(id=name, number=desk.numbers.get(name), document=claim.document, kind=claim.kind, anchor=anchor)


def _placed(made: Sequence[Override], desk: _Desk) -> dict[str, Check]:
    """Return the check of every override that has one: the very check it was given on first, then the most alike."""
    found: dict[str, Check] = {}
    taken: set[str] = set()
    for one in made:
        exact = desk.checks.get(one.judged)
        if exact and exact.rule == one.rule and exact.id not in taken:
            found[one.id] = exact
            taken.add(exact.id)
    for one in made:
        if one.id not in found and one.judged not in taken:
            alike = _most_alike(one, [check for check in desk.by_rule.get(one.rule, ()) if check.id not in taken], desk)
            if alike:
                found[one.id] = alike
                taken.add(alike.id)
    return found


def _most_alike(one: Override, checks: Iterable[Check], desk: _Desk) -> Check | None:
    """Return the check whose sides share most with those that were judged; None where none shares half."""
    sides = _names(one.evidence.terms, desk), _names(one.evidence.against, desk)
    if not all(sides):
        return None
    scored = [(_likeness(sides, check, desk), check) for check in checks]
    fitting = [(score, check) for score, check in scored if score[1] >= ENOUGH]
    return min(fitting, key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].id))[1] if fitting else None


def _likeness(sides: tuple[Side, Side], check: Check, desk: _Desk) -> tuple[Fraction, Fraction]:
    """Return how many figures, and how many facts, are common; the sides of an equality may have changed places."""
    own = frozenset(check.terms), frozenset(check.against)
    orders = (own, own[::-1]) if check.operator == "equal" else (own,)
    return max((_common(sides, order), _common(_facts(sides, desk), _facts(order, desk))) for order in orders)


def _common(left: tuple[Side, Side], right: tuple[Side, Side]) -> Fraction:
    """Return the share of what two checks have in common, 0 where a side has nothing in common."""
    shared = [len(one & other) for one, other in zip(left, right, strict=True)]
    every = [len(one | other) for one, other in zip(left, right, strict=True)]
    return Fraction(sum(shared), sum(every)) if all(shared) else Fraction(0)


def _facts(sides: tuple[Side, Side], desk: _Desk) -> tuple[Side, Side]:
    """Return the facts that figures tell; what is no figure stands for itself."""
    return tuple(frozenset(desk.fact_of[name].id if name in desk.fact_of else name for name in side) for side in sides)  # type: ignore[return-value]


def _names(members: Iterable[Member], desk: _Desk) -> Side:
    return frozenset(name for member in members if (name := _name(member, desk)))


def _name(member: Member, desk: _Desk) -> str | None:
    """Return the id a member has now: its own, or that of the claim that stands at its words; None when it is gone."""
    if member.anchor is None:
        return member.id if member.id in desk.rows or member.id in desk.numbers else None
    if member.id in desk.claims:
        return member.id
    document = _document(member, desk)
    span = anchors.place(document.text, member.anchor) if document else None
    if document is None or span is None:
        return None
    claims = (*desk.of_document.get(document.file, ()), *desk.of_document.get(document.id, ()))
    claim = anchors.at(claims, member.kind or "", span)
    return claim.id if claim else None


def _document(member: Member, desk: _Desk) -> Document | None:
    """Return the document of a member: by its name, else the only one that holds its words."""
    named = desk.documents.get(member.document or "")
    if named or member.anchor is None:
        return named
    holding = [one for one in desk.documents.values() if anchors.place(one.text, member.anchor)]
    return holding[0] if len(holding) == 1 else None


def _result(one: Override, check: Check | None, desk: _Desk) -> Override:
    """Return an override with what became of it."""
    if check is None:
        return one
    now = _evidence(check, desk)
    state: State = "applied"
    if check.verdict == one.verdict:
        state = "confirmed"
    elif check.verdict != one.was or _moved(one.evidence, now, desk):
        state = "changed"
    return replace(one, target=check.id, computed=check.verdict, causes=check.causes, now=now, state=state)


def _moved(was: Evidence, now: Evidence, desk: _Desk) -> bool:
    """Say whether the arithmetic or the figures behind a check are others than when it was judged."""
    return _rests_on(was, desk) != _rests_on(now, desk)


def _rests_on(evidence: Evidence, desk: _Desk) -> tuple[object, ...]:
    """Return what may not change: both sides with their numbers in any order, and the figures beside them."""
    sides = (evidence.terms, evidence.computed), (evidence.against, evidence.stated)
    return (
        frozenset((_numbered(members, desk), number) for members, number in sides),
        _numbered(evidence.beside, desk),
        evidence.unit,
    )


def _numbered(members: Iterable[Member], desk: _Desk) -> frozenset[tuple[str | None, Interval | None]]:
    return frozenset((_name(member, desk), member.number) for member in members)


def _overridden(check: Check, one: Override | None) -> Check:
    """Return a check with the verdict and the cause of a person; what holds needs no cause."""
    if one is None:
        return check
    named = (Cause(one.cause),) if one.cause else ()
    computed = () if by_code("verdicts")[one.verdict]["group"] == "holds" else check.causes
    further = tuple(cause for cause in computed if cause.code != one.cause)
    proved = tuple(cause for cause in computed if cause.code == one.cause)
    return replace(check, verdict=one.verdict, causes=(*(proved or named), *further))


def _missing(one: Override, desk: _Desk) -> list[str]:
    """Return the documents and rows an override was given on that this run does not know."""
    members = (*one.evidence.terms, *one.evidence.against)
    return [member.document or member.id for member in members if not _known(member, desk)]


def _known(member: Member, desk: _Desk) -> bool:
    if member.anchor is None:
        return member.id in desk.rows or member.id in desk.numbers
    return member.id in desk.claims or _document(member, desk) is not None


def _told(one: Override, desk: _Desk) -> list[Finding]:
    if one.target is None and one.judged in desk.checks:
        return [_finding(one, "same_check", "note")]
    if one.target is None:
        return [_finding(one, "check_lost", "warning", next(iter(_missing(one, desk)), ""))]
    if one.state == "confirmed":
        return [_finding(one, "confirmed", "note")]
    if one.state == "applied":
        return []
    moved = one.now is not None and _moved(one.evidence, one.now, desk)
    return [_finding(one, "evidence_changed" if moved else "computed_changed", "warning")]


def _finding(one: Override, code: Code, severity: Severity, missing: str = "") -> Finding:
    """Return a finding about an override: on which check, by whom, and the evidence it had and has."""
    first = one.evidence.terms[0] if one.evidence.terms else None
    file = missing or (first and (first.document or first.id)) or one.judged
    params = {"who": one.who, "check": one.target or one.judged, "rule": one.rule, "made_on": one.made_on}
    if code == "evidence_changed" and one.now is not None:
        for name, evidence in (("was", one.evidence), ("now", one.now)):
            params |= {name: _arithmetic(evidence), f"{name}_figures": str(evidence.count)}
    return Finding(file, "", f"override.{code}", severity, tuple(sorted(params.items())))


def _arithmetic(evidence: Evidence) -> str:
    return f"{_written(evidence.computed)} : {_written(evidence.stated)} {evidence.unit}"


def _written(number: Interval) -> str:
    """Return a number in groups of three digits, which reads the same in either language."""
    ends = (number.value,) if number.value is not None else (number.low, number.high)
    return "–".join("…" if end is None else f"{end:,f}".replace(",", NARROW) for end in ends)
