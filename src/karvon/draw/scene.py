"""A picture as a list of marks in pixels: a Vega-Lite specification that vl-convert turns into SVG and PNG.

Every mark has its place before Vega sees it, so that no scale, axis or number format of Vega's own shows in a chart
and labels can be kept apart (`placing`). With nothing left for Altair to infer, the specification is written as it
is: building it through Altair costs a second of processor time a chart. Pixels count from the top left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

import msgspec

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
TEXT = "#222222"
QUIET = "#595959"
GRID = "#DDDDDD"
OPENING = re.compile(r"<svg [^>]*>")
CLIP = re.compile(r"clip\d+")

Point = tuple[float, float]
Segment = tuple[float, float, float, float]
Spec = dict[str, Any]

PLACE: Spec = {name: {"field": name, "type": "quantitative", "scale": None, "axis": None} for name in ("x", "y")}
FAR_ENDS: Spec = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}


class Ink(msgspec.Struct, frozen=True):
    """How a stroke looks: colour, width in pixels, dashes; `fill` of a shape, white when it is hollow."""

    color: str
    width: float = 1.5
    dash: tuple[int, ...] = ()
    fill: str = "#FFFFFF"


class Words(msgspec.Struct, frozen=True):
    """How a text looks; align is left, center or right, baseline top, middle or bottom."""

    color: str = TEXT
    size: float = 12
    align: str = "left"
    baseline: str = "middle"
    bold: bool = False


class Scene:
    """A canvas of fixed size that collects marks in the order they are painted."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._layers: list[Spec] = []

    def path(self, points: Sequence[Point], ink: Ink) -> None:
        """Paint a line through the points in their order."""
        rows = [{"x": _px(x), "y": _px(y), "n": n} for n, (x, y) in enumerate(points)]
        self._add(rows, _stroke("line", ink), {"order": {"field": "n", "type": "quantitative"}})

    def band(self, edges: Iterable[tuple[float, float, float]], color: str) -> None:
        """Paint the area between two edges, each point given as column, upper row and lower row."""
        rows = [{"x": _px(x), "y": _px(high), "y2": _px(low)} for x, high, low in edges]
        mark = {"type": "area", "color": color, "opacity": 1, "line": False}
        self._add(rows, mark, {"y2": {"field": "y2"}})

    def segments(self, segments: Iterable[Segment], ink: Ink) -> None:
        """Paint straight strokes."""
        self._add(_corners(segments), _stroke("rule", ink), FAR_ENDS)

    def bars(self, boxes: Iterable[Segment], ink: Ink) -> None:
        """Paint filled boxes given by two corners."""
        mark = {"type": "rect", "stroke": ink.color, "fill": ink.fill, "strokeWidth": ink.width, "opacity": 1}
        self._add(_corners(boxes), mark, FAR_ENDS)

    def shapes(self, points: Iterable[Point], shape: str, size: float, ink: Ink) -> None:
        """Paint markers of a Vega shape name, about `size` pixels across."""
        rows = [{"x": _px(x), "y": _px(y)} for x, y in points]
        look = {"stroke": ink.color, "fill": ink.fill, "strokeWidth": ink.width, "opacity": 1}
        self._add(rows, {"type": "point", "shape": shape, "size": size * size, **look}, {})

    def texts(self, texts: Iterable[tuple[float, float, str]], style: Words) -> None:
        """Write texts; a newline begins a new line."""
        rows = [{"x": _px(x), "y": _px(y), "t": text} for x, y, text in texts]
        self._add(rows, _lettering(style), {"text": {"field": "t", "type": "nominal"}})

    def specification(self) -> Spec:
        """Return the picture as a Vega-Lite specification."""
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "width": self.width,
            "height": self.height,
            "padding": 0,
            "autosize": {"type": "none"},
            "background": "white",
            "config": {"aria": False, "font": FONT, "view": {"stroke": None}},
            "layer": self._layers,
        }

    def _add(self, rows: list[Spec], mark: Spec, channels: Spec) -> None:
        if rows:
            self._layers.append({"data": {"values": rows}, "mark": mark, "encoding": PLACE | channels})


def render(scene: Scene, *, prefix: str, title: str, desc: str) -> str:
    """Return the scene as SVG text: named for readers of the screen, with ids that depend on `prefix` alone."""
    import vl_convert  # noqa: PLC0415

    svg: str = vl_convert.vegalite_to_svg(scene.specification())
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{scene.width}" height="{scene.height}" '
        f'viewBox="0 0 {scene.width} {scene.height}" role="img" aria-labelledby="{prefix}-t {prefix}-d">'
        f'<title id="{prefix}-t">{escape(title)}</title><desc id="{prefix}-d">{escape(desc)}</desc>'
    )
    return _stable_ids(OPENING.sub(lambda _: head, svg, count=1), prefix)


def png(svg: str, scale: float = 2.0) -> bytes:
    """Return an SVG of this room as PNG, `scale` pixels to each of its own, for Word."""
    import vl_convert  # noqa: PLC0415

    picture: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return picture


def _stable_ids(svg: str, prefix: str) -> str:
    """Number the clip paths from nought in the order they appear: Vega counts on from call to call."""
    found = list(dict.fromkeys(CLIP.findall(svg)))
    names = {old: f"{prefix}-c{number}" for number, old in enumerate(found)}
    return CLIP.sub(lambda match: names[match.group()], svg)


def _stroke(kind: str, ink: Ink) -> Spec:
    dashes = {"strokeDash": list(ink.dash)} if ink.dash else {}
    return {"type": kind, "color": ink.color, "strokeWidth": ink.width, "opacity": 1, **dashes}


def _lettering(style: Words) -> Spec:
    return {
        "type": "text",
        "color": style.color,
        "fontSize": style.size,
        "align": style.align,
        "baseline": style.baseline,
        "fontWeight": "bold" if style.bold else "normal",
        "lineBreak": "\n",
        "lineHeight": round(style.size * 1.2),
    }


def _corners(boxes: Iterable[Segment]) -> list[Spec]:
    return [{"x": _px(a), "y": _px(b), "x2": _px(c), "y2": _px(d)} for a, b, c, d in boxes]


def _px(value: float) -> float:
    return round(value, 1)
