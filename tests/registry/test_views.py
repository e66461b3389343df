"""Rows that belong together come together, in the order of their dates."""

from __future__ import annotations

from tests.registry.making import info, row

from karvon.registry import agreements, milestones, of_table, source_of, subjects


def test_steps_follow_their_agreement_in_the_order_of_dates() -> None:
    given = [
        row("agreement_steps", "s3", agreement="t", party="TJK", status="signed"),
        row("agreement_steps", "s2", agreement="t", party="KGZ", status="ratified", date="2022"),
        row("agreement_steps", "s1", agreement="t", party="KGZ", status="signed", date="2021-05-06"),
        row("agreement_steps", "s0", agreement="t", party="TJK", status="negotiated", date="2021-05"),
        row("agreements", "u"),
        row("agreements", "t"),
    ]
    without, treaty = agreements(given)
    assert [one.row.id for one in treaty.steps] == ["s1", "s0", "s2", "s3"]
    assert treaty.parties == ("KGZ", "TJK")
    assert (treaty.status_of("KGZ"), treaty.status_of("TJK"), treaty.status_of("UZB")) == ("ratified", "signed", None)
    assert (without.row.id, without.steps) == ("u", ())


def test_milestones_stand_by_subject_in_the_order_of_dates() -> None:
    given = [
        row("milestones", "m2", subject="hub", kind="opened", status="plan", date="2026"),
        row("milestones", "m3", subject="hub", kind="opened", status="plan"),
        row("milestones", "m1", subject="hub", kind="construction_start", status="actual", date="2024-10"),
        row("milestones", "m0", subject="body", kind="created", status="actual", date="2027"),
    ]
    found = milestones(given)
    assert {subject: [one.row.id for one in inside] for subject, inside in found.items()} == {
        "body": ["m0"],
        "hub": ["m1", "m2", "m3"],
    }


def test_subjects_are_found_by_id_whatever_their_table() -> None:
    given = [row("hubs", "h"), row("portfolios", "joint"), row("bodies", "h"), row("milestones", "m", subject="h")]
    assert {key: one.ref for key, one in subjects(given).items()} == {"h": "hubs/h", "joint": "portfolios/joint"}


def test_rows_of_one_table_keep_their_order() -> None:
    assert [one.id for one in of_table([row("hubs", "b"), row("bodies", "x"), row("hubs", "a")], "hubs")] == ["b", "a"]


def test_a_document_is_its_own_source() -> None:
    note = row("documents", "note", title="Talks", outlet="Bulletin", source_url="https://a.example", published="2024")
    source = source_of(note, info())
    assert (source.document, source.title, source.url) == ("note", "Talks", "https://a.example")
    assert (source.published.first, source.published.last) == (info("2024-01-01").as_of, info("2024-12-31").as_of)
