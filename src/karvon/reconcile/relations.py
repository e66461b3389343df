"""What texts relate: claims without what they say themselves."""

from __future__ import annotations

import msgspec

from karvon.model.claim import Relation


class Related(msgspec.Struct, frozen=True, array_like=True):
    """A claim that a text relates to others."""

    id: str
    relations: tuple[Relation, ...]
