"""Batches: one pure function over many items, serially, on processes or on a Dask cluster, with the same answers."""

from karvon.batch.run import Answers, Plan, run

__all__ = ["Answers", "Plan", "run"]
