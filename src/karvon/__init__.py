"""Karvon: what two countries promise each other, as an accountable ledger."""
