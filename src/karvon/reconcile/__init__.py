"""What documents, tables and statistics say together: facts, checks, promises, dates of undated documents."""

from karvon.reconcile.checks import doubted
from karvon.reconcile.ledger import reconcile
from karvon.reconcile.overrides import evidence_of, judged
from karvon.reconcile.rules import brackets, rules

__all__ = ["brackets", "doubted", "evidence_of", "judged", "reconcile", "rules"]
