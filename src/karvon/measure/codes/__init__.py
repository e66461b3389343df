"""Codes of trade statistics: areas, HS revisions, SITC, BEC, commodity definitions, borders, with their sources."""

from karvon.measure.codes.areas import area
from karvon.measure.codes.borders import magnitudes, neighbours
from karvon.measure.codes.definitions import DEFINITIONS, NATIONAL, Definition, non_commodity
from karvon.measure.codes.groups import bec4, sitc3
from karvon.measure.codes.revisions import REVISIONS, Converted, convert

__all__ = [
    "DEFINITIONS",
    "NATIONAL",
    "REVISIONS",
    "Converted",
    "Definition",
    "area",
    "bec4",
    "convert",
    "magnitudes",
    "neighbours",
    "non_commodity",
    "sitc3",
]
