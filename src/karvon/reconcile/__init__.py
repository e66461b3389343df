"""What documents, tables and statistics say together: facts, checks, promises, dates of undated documents."""

from karvon.reconcile.checks import doubted
from karvon.reconcile.kept import Answer, Kept, Remembered, Settle
from karvon.reconcile.ledger import reconcile
from karvon.reconcile.overrides import evidence_of, judged
from karvon.reconcile.parts import Part
from karvon.reconcile.rules import brackets, rules

__all__ = [
    "Answer",
    "Kept",
    "Part",
    "Remembered",
    "Settle",
    "brackets",
    "doubted",
    "evidence_of",
    "judged",
    "reconcile",
    "rules",
]
