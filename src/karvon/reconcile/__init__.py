"""What documents, tables and statistics say together: facts, checks, promises, dates of undated documents."""

from karvon.reconcile.cards import Box, Card, card, voices
from karvon.reconcile.checks import doubted
from karvon.reconcile.kept import Answer, Kept, Outline, Settle, uncollected
from karvon.reconcile.known import Inputs, tables, with_documents
from karvon.reconcile.ledger import (
    checks_beside,
    completed,
    gathered,
    merged,
    once,
    outline_of,
    outlined,
    placing,
    reconcile,
    settled,
)
from karvon.reconcile.overrides import evidence_of, judged
from karvon.reconcile.parts import Part
from karvon.reconcile.relative import softened
from karvon.reconcile.remembered import Remembered
from karvon.reconcile.resuming import Glance, Past, glanced, glanced_again, resumed
from karvon.reconcile.rules import brackets, rules

__all__ = [
    "Answer",
    "Box",
    "Card",
    "Glance",
    "Inputs",
    "Kept",
    "Outline",
    "Part",
    "Past",
    "Remembered",
    "Settle",
    "brackets",
    "card",
    "checks_beside",
    "completed",
    "doubted",
    "evidence_of",
    "gathered",
    "glanced",
    "glanced_again",
    "judged",
    "merged",
    "once",
    "outline_of",
    "outlined",
    "placing",
    "reconcile",
    "resumed",
    "rules",
    "settled",
    "softened",
    "tables",
    "uncollected",
    "voices",
    "with_documents",
]
