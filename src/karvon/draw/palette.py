"""Colours that stay apart for colour-blind readers and in greyscale print; shapes and dashes repeat the difference."""

from __future__ import annotations

import msgspec

BLACK = "#111111"
BREAK = "#7A7A7A"


class Side(msgspec.Struct, frozen=True):
    """How one side of the pair looks: its stroke, its text (darker, for contrast), its marker, its areas."""

    line: str
    text: str
    shape: str
    fill: str
    bar: str
    tints: tuple[str, str] = ("#E6E6E6", "#CFCFCF")


SIDES = (
    Side("#1F4E8C", "#1F4E8C", "circle", "#1F4E8C", "#1F4E8C", ("#E1E9F4", "#C3D3E8")),
    Side("#C9711A", "#8F4A00", "square", "#FFFFFF", "#F0B46E", ("#FBECDA", "#F5D8B3")),
)

STRANDS = (
    *SIDES,
    Side("#111111", "#111111", "triangle-up", "#111111", "#111111"),
    Side("#7B3294", "#7B3294", "diamond", "#FFFFFF", "#7B3294"),
    Side("#1B7F5C", "#166A4D", "triangle-down", "#1B7F5C", "#1B7F5C"),
    Side("#6E6E6E", "#4F4F4F", "cross", "#FFFFFF", "#6E6E6E"),
)
