"""Codes of trade statistics: areas, commodities and their groups, as compact tables with their sources."""
