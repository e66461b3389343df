"""The findings of the first screen: proposed by general finders, picked by one rule, each with its evidence."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from karvon.brief.blocks import words
from karvon.brief.candidate import apart, crossed, many
from karvon.brief.findings import SHOWN, candidates, score, significant, weights
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.results import Results


def voice(results: Results, lang: str = "en") -> Voice:
    return Voice(results, lineage(results), lang)


def kinds(results: Results) -> set[str]:
    return {one.kind for one in candidates(voice(results))}


def test_every_kind_that_the_material_shows_is_proposed(results: Results) -> None:
    expected = {"missed_targets", "growth_gap", "mirror", "late", "same_day", "stages", "placement", "series_break"}
    assert expected <= kinds(results)


def test_a_met_target_is_no_missed_target(results: Results) -> None:
    met = [
        msgspec.structs.replace(
            one, outcomes=tuple(msgspec.structs.replace(outcome, met=True) for outcome in one.outcomes)
        )
        for one in results.ledger.promises
    ]
    kept = msgspec.structs.replace(results, ledger=msgspec.structs.replace(results.ledger, promises=tuple(met)))
    assert "missed_targets" not in kinds(kept)


def test_checks_that_hold_propose_nothing(results: Results) -> None:
    holding = tuple(msgspec.structs.replace(check, verdict="consistent") for check in results.ledger.checks)
    calm = msgspec.structs.replace(results, ledger=msgspec.structs.replace(results.ledger, checks=holding))
    assert not kinds(calm) & {"same_day", "stages", "series_break", "sums", "conflict", "unit_slip", "stale"}


def test_an_agreement_signed_in_time_is_not_late(results: Results) -> None:
    rows = tuple(
        msgspec.structs.replace(row, cells={**row.cells, "date": "2025"}) if row.id == "due" else row
        for row in results.rows
    )
    assert "late" not in kinds(msgspec.structs.replace(results, rows=rows))


def test_five_findings_are_shown_of_different_kinds_the_weightiest_first(results: Results) -> None:
    shown = significant(voice(results))
    assert len(shown) == SHOWN
    assert len({one.kind for one in shown}) == SHOWN
    assert [score(one) for one in shown] == sorted((score(one) for one in shown), reverse=True)


def test_a_second_finding_of_a_kind_enters_only_when_kinds_run_out(results: Results) -> None:
    assert len({one.kind for one in significant(voice(results), 6)}) == 6
    everything = significant(voice(results), 100)
    assert len({(one.kind, one.subject) for one in everything}) == len(everything)


def test_every_finding_has_evidence_that_can_be_followed(results: Results) -> None:
    known = lineage(results)
    for one in candidates(voice(results)):
        assert one.evidence
        for ref in one.evidence:
            kind, _, name = ref.partition(":")
            assert kind == "section" or name in {
                *known.claims,
                *known.rows,
                *known.checks,
                *(document.id for document in results.documents),
            }


def test_strength_lies_between_nothing_and_one(results: Results) -> None:
    assert all(0 <= one.strength <= 1 for one in candidates(voice(results)))
    assert apart(Decimal(8), Decimal(2)) == apart(Decimal(2), Decimal(8)) == Decimal("0.75")
    assert (many(0), many(1), many(3)) == (Decimal(0), Decimal("0.5"), Decimal("0.75"))
    assert crossed(Decimal(0)) == Decimal("0.5")


def test_every_kind_has_a_weight_and_a_reason() -> None:
    assert all(0 < weight.weight <= 1 for weight in weights().values())


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("late", "Trade programme: due for adoption in January 2024, signed on 15 June 2024, more than 4 months late."),
        ("stages", "Pass hub: the accounts exclude one another — opening 2026 (plan); opening 2027 (plan)."),
    ],
)
def test_a_finding_is_one_plain_sentence(results: Results, kind: str, told: str) -> None:
    (sentence,) = [words(one.sentence) for one in candidates(voice(results)) if one.kind == kind]
    assert sentence.replace("\u00a0", " ") == told
