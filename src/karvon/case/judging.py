"""Judging a check: which one is meant, whether the verdict is one, and the row that records it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict

import msgspec

from karvon.case.correcting import Signature, require_signed
from karvon.case.errors import CaseError
from karvon.model.ledger import Check
from karvon.model.override import Evidence, Member, Override
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.reconcile import evidence_of
from karvon.registry import override_row
from karvon.store.rules import cell_problem

LENGTH = 12


class Signed(TypedDict, total=False):
    """Who judges and when, where it is not the login and now."""

    who: str
    when: dt.datetime


class Verdict(msgspec.Struct, frozen=True):
    """What a person says of a check: its verdict and, where one is named, its cause."""

    code: str
    cause: str | None = None


def row_of(results: Results, name: str, verdict: Verdict, signature: Signature) -> Row:
    """Return the row that records a verdict; CaseError when there is no such check, verdict or cause."""
    check = _check(results, name)
    require_signed(Path(name), signature)
    _require_code(name, "verdicts", verdict.code)
    if verdict.cause is not None:
        _require_code(name, "causes", verdict.cause)
    standing = next((one for one in results.overrides if one.target == check.id), None)
    evidence = evidence_of(check, results.ledger, results.documents, results.claims, results.rows)
    return override_row(
        Override(
            id=standing.id if standing else _id(check, evidence),
            judged=check.id,
            rule=check.rule,
            verdict=verdict.code,
            cause=verdict.cause,
            was=(standing.computed if standing else None) or check.verdict,
            evidence=evidence,
            who=signature.who,
            why=signature.why,
            made_on=signature.when.date().isoformat(),
        )
    )


def withdrawn(results: Results, made: Sequence[Override], name: str, signature: Signature) -> list[str]:
    """Return the ids of the overrides of a check; CaseError when it has none."""
    require_signed(Path(name), signature)
    targets = {one.id: one.target for one in results.overrides}
    ids = [one.id for one in made if any(_begins(each, name) for each in (targets.get(one.id), one.judged, one.id))]
    if not ids:
        raise CaseError("no_override", Path(name))
    if len(ids) > 1:
        raise CaseError("many_checks", Path(name), checks=", ".join(ids))
    return ids


def _begins(whole: str | None, name: str) -> bool:
    return bool(name) and whole is not None and whole.startswith(name)


def _check(results: Results, name: str) -> Check:
    found = [check for check in results.ledger.checks if _begins(check.id, name)]
    if not found:
        raise CaseError("no_check", Path(name))
    if len(found) > 1:
        raise CaseError("many_checks", Path(name), checks=", ".join(check.id for check in found))
    return found[0]


def _require_code(name: str, vocabulary: str, text: str) -> None:
    problem = cell_problem({"type": "code", "vocabulary": vocabulary, "required": "yes"}, text)
    if problem:
        code, words = problem
        raise CaseError(f"slot_{code}", Path(name), slot=vocabulary, **words)


def _id(check: Check, evidence: Evidence) -> str:
    """Return the id of an override: the same for the same rule and the same words and rows on both sides."""
    sides = (sorted(_keys(evidence.terms)), sorted(_keys(evidence.against)))
    key = "\x1f".join((check.rule, *sides[0], "=", *sides[1]))
    return hashlib.sha256(key.encode()).hexdigest()[:LENGTH]


def _keys(members: Iterable[Member]) -> list[str]:
    return ["\x1e".join(_parts(member)) for member in members]


def _parts(member: Member) -> tuple[str, ...]:
    anchor = member.anchor
    if anchor is None:
        return (member.id,)
    return (member.document or "", member.kind or "", anchor.quote, anchor.prefix, anchor.suffix)
