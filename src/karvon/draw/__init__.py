"""Charts as SVG for pages and PNG for documents, each with a sentence and a table that say the same."""

from karvon.draw.chart import Chart, Table
from karvon.draw.history import portfolio_history
from karvon.draw.history_words import Strand
from karvon.draw.mirror import mirror_gap
from karvon.draw.scene import png
from karvon.draw.split import portfolio_split
from karvon.draw.target import target_path

__all__ = ["Chart", "Strand", "Table", "mirror_gap", "png", "portfolio_history", "portfolio_split", "target_path"]
