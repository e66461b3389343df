"""What the stored rows mean: which of them are known on a day, the figures they hold, and how they belong together."""

from karvon.registry.asof import known
from karvon.registry.figures import figures
from karvon.registry.views import (
    Agreement,
    Milestone,
    Step,
    agreements,
    milestones,
    of_table,
    source_of,
    subjects,
)

__all__ = [
    "Agreement",
    "Milestone",
    "Step",
    "agreements",
    "figures",
    "known",
    "milestones",
    "of_table",
    "source_of",
    "subjects",
]
