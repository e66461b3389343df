"""Trade files of every layout, loaded into one table of flows with a report on each."""

from karvon.measure.flows.kept import flows_of, load_all
from karvon.measure.flows.layouts import recognise
from karvon.measure.flows.lists import read_list
from karvon.measure.flows.load import load
from karvon.measure.flows.official import known_by, later, official_rows, out_later, releases
from karvon.measure.flows.projections import read_projections
from karvon.measure.flows.schema import SCHEMA, Loaded, at_level, conform, empty, totals

__all__ = [
    "SCHEMA",
    "Loaded",
    "at_level",
    "conform",
    "empty",
    "flows_of",
    "known_by",
    "later",
    "load",
    "load_all",
    "official_rows",
    "out_later",
    "read_list",
    "read_projections",
    "recognise",
    "releases",
    "totals",
]
