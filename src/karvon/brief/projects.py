"""Named projects with their costs and milestones, and the things that sources tell contradictory stories about."""

from __future__ import annotations

import msgspec

from karvon.brief.agreements import figures_of, happening, milestones_of, table
from karvon.brief.blocks import Block, Card, Inline, Items, Paragraph, Run, Section, TableRow, join, text
from karvon.brief.checks import group_of
from karvon.brief.words import Voice
from karvon.model.dates import partial
from karvon.model.ledger import Check
from karvon.model.row import Row

DATED = ("milestones", "agreement_steps")


class Story(msgspec.Struct, frozen=True):
    """What sources tell of one thing when they cannot all be right: its milestones and the checks they fail."""

    subject: str
    milestones: tuple[Row, ...]
    checks: tuple[Check, ...]


def section(voice: Voice) -> Section:
    """Return the section on projects."""
    title = voice.word("projects.title")
    rows = tuple(TableRow(_project(voice, row)) for row in voice.rows("projects"))
    names = ("project", "place", "sector", "stage", "figures", "milestones", "source")
    blocks: tuple[Block, ...] = (Paragraph(voice.say("projects.none")),)
    if rows:
        blocks = (table(voice, "projects.caption", names, rows),)
    told = tuple(_card(voice, story) for story in stories(voice))
    parts = (Section("stories", voice.word("stories.title"), (Paragraph(voice.say("stories.lead")), *told)),)
    return Section("projects", title, blocks, parts if told else ())


def stories(voice: Voice) -> tuple[Story, ...]:
    """Return everything whose milestones fail a check of the ledger, the most contradicted first."""
    failed: dict[str, list[Check]] = {}
    for check in voice.results.ledger.checks:
        subject = _subject(voice, check)
        if subject is not None and group_of(check) != "holds":
            failed.setdefault(subject, []).append(check)
    found = [_story(voice, subject, checks) for subject, checks in failed.items()]
    return tuple(sorted(found, key=lambda story: (-len(story.milestones), story.subject)))


def _subject(voice: Voice, check: Check) -> str | None:
    """Return the thing whose milestones or steps a check compares; None for a check of figures."""
    rows = [voice.lineage.rows[name] for name in (*check.terms, *check.against) if name in voice.lineage.rows]
    dated = (row.get("subject") or row.get("agreement") for row in rows if row.table in DATED)
    return next(dated, None)


def _story(voice: Voice, subject: str, checks: list[Check]) -> Story:
    names = dict.fromkeys(name for check in checks for name in (*check.terms, *check.against))
    rows = [voice.lineage.rows[name] for name in names if name in voice.lineage.rows]
    ordered = sorted(rows, key=lambda row: (row.get("date") or "9999", row.id))
    return Story(subject, tuple(ordered), tuple(checks))


def _card(voice: Voice, story: Story) -> Card:
    lines = tuple(_told(voice, row) for row in story.milestones)
    title = voice.subject(story.subject) or text(story.subject)
    failed = voice.say("stories.checks", checks=voice.cites(f"check:{check.id}" for check in story.checks))
    return Card(None, title, voice.word("stories.badge"), "conflicts", (Items(lines), Paragraph(failed, "note")))


def _told(voice: Voice, row: Row) -> Inline:
    """Return one account: what, when, who published it and on which day."""
    outlet, dated = row.get("outlet"), row.get("source_date")
    named = voice.publisher(outlet)
    day = (voice.short(partial(dated)),) if dated else text(voice.word("source.undated"))
    said = voice.say("stories.account", what=happening(voice, row), source=join([named, day]))
    return (*said, Run(" "), voice.cite(f"row:{row.ref}"))


def _project(voice: Voice, row: Row) -> tuple[Inline, ...]:
    return (
        (voice.name(row),),
        text(voice.country(row.get("territory")) or "—"),
        text(voice.code("sectors", row.get("sector")) or "—"),
        text(voice.code("stages", row.get("stage")) or "—"),
        figures_of(voice, row.id),
        milestones_of(voice, row.id),
        voice.cites([f"row:{row.ref}"]),
    )
