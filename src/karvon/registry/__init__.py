"""What the stored rows mean: which of them are known on a day, the figures they hold, and how they belong together."""

from karvon.registry.asof import appeared, known, out, published
from karvon.registry.corrections import Corrected, correct, corrections
from karvon.registry.figures import figures
from karvon.registry.overrides import override_row, overrides
from karvon.registry.regions import country_of, is_region, of_home
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
    "Corrected",
    "Milestone",
    "Step",
    "agreements",
    "appeared",
    "correct",
    "corrections",
    "country_of",
    "figures",
    "is_region",
    "known",
    "milestones",
    "of_home",
    "of_table",
    "out",
    "override_row",
    "overrides",
    "published",
    "source_of",
    "subjects",
]
