"""What documents, tables and statistics say together: facts, checks, promises, dates of undated documents."""

from karvon.reconcile.brought import Past, resumed
from karvon.reconcile.cards import Box, Card, card, voices
from karvon.reconcile.checks import doubted
from karvon.reconcile.kept import Answer, Kept, Remembered, Settle
from karvon.reconcile.known import Inputs, tables, with_documents
from karvon.reconcile.ledger import checks_beside, completed, gathered, measured, merged, once, reconcile, settled
from karvon.reconcile.overrides import evidence_of, judged
from karvon.reconcile.parts import Part
from karvon.reconcile.relative import softened
from karvon.reconcile.rules import brackets, rules

__all__ = [
    "Answer",
    "Box",
    "Card",
    "Inputs",
    "Kept",
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
    "judged",
    "measured",
    "merged",
    "once",
    "reconcile",
    "resumed",
    "rules",
    "settled",
    "softened",
    "tables",
    "voices",
    "with_documents",
]
