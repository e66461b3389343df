"""Where labels go: beside their points, clear of lines, markers and one another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from karvon.draw.scene import QUIET, TEXT, Ink, Point, Scene, Segment, Words

NARROW_LETTERS = frozenset(" .,:;!|'()[]ijltf\u00a0·–")
WIDE_LETTERS = frozenset("мшщжюфыЖШЩМЮФЫmwMW—%@")
SLACK = 1.06  # a reader's font may run a little wider than Arial
LINE = 1.2
REACH = (7, 12, 18, 24, 32, 40, 50, 62, 76, 92, 110, 130)
LEADER_FROM = 13  # a label further away than this gets a leader line
SIDES = {
    "ne": (0.0, 1.0),
    "nw": (1.0, 1.0),
    "n": (0.5, 1.0),
    "se": (0.0, 0.0),
    "sw": (1.0, 0.0),
    "s": (0.5, 0.0),
    "e": (0.0, 0.5),
    "w": (1.0, 0.5),
}
STEP = 4.0
RANK_WEIGHT = 12
LEADER_WEIGHT = 8
STROKE_WEIGHT = 200
SOLID_WEIGHT = 1000
CLEARANCE = 7


class Box(msgspec.Struct, frozen=True):
    """A rectangle in pixels: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two boxes share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, bounds: Box) -> bool:
        """Say whether the box lies wholly inside the bounds."""
        return (
            bounds.left <= self.left
            and self.right <= bounds.right
            and bounds.top <= self.top
            and self.bottom <= bounds.bottom
        )


class Label(msgspec.Struct, frozen=True):
    """A text that wants to stand beside a point; `sides` are the compass points it likes, best first."""

    text: str
    at: Point
    size: float = 12
    sides: tuple[str, ...] = ("ne",)
    color: str = TEXT
    bold: bool = False


class Placed(msgspec.Struct, frozen=True):
    """A label with its box, and the leader line to its point where it stands away from it."""

    label: Label
    box: Box
    leader: Segment | None
    align: str = "left"
    reach: float = 0

    @property
    def anchor(self) -> float:
        """The pixel column that the text hangs on: an edge or the middle of its box."""
        edges = {"left": self.box.left, "right": self.box.right}
        return edges.get(self.align, (self.box.left + self.box.right) / 2)


def text_width(text: str, size: float) -> float:
    """Return about how wide the longest line of a text is, in pixels of an Arial of `size`."""
    return max(sum(_advance(letter) for letter in line) for line in text.split("\n")) * size * SLACK


def wrapped(text: str, size: float, width: float) -> str:
    """Return the text broken at spaces into lines no wider than `width`, where words allow."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def place(labels: Sequence[Label], strokes: Iterable[Box], marks: Iterable[Box], bounds: Box) -> list[Placed]:
    """Return every label in the best place near its point, in the order given.

    Nearer is better and so are the sides named first; standing on a stroke is worse than any distance, on a marker
    or another text worst of all.
    """
    lines, solid = list(strokes), list(marks)
    placed: list[Placed] = []
    for label in labels:
        best = _best(_candidates(label, bounds), lines, solid)
        placed.append(best)
        solid.append(best.box)
        lines += along([best.leader]) if best.leader else []
    return placed


def paint_labels(scene: Scene, placed: Iterable[Placed]) -> None:
    """Write placed labels, with their leader lines under them."""
    found = list(placed)
    scene.segments([one.leader for one in found if one.leader], Ink(QUIET, 0.8))
    for one in found:
        style = Words(one.label.color, one.label.size, one.align, "top", one.label.bold)
        scene.texts([(one.anchor, one.box.top, one.label.text)], style)


def along(segments: Iterable[Segment], half: float = 1.5) -> list[Box]:
    """Return small boxes that cover strokes, for keeping labels off them."""
    boxes: list[Box] = []
    for x1, y1, x2, y2 in segments:
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / STEP))
        for step in range(steps + 1):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            boxes.append(around((x, y), half))
    return boxes


def around(point: Point, half: float) -> Box:
    """Return the square of `half` pixels each way around a point."""
    return Box(point[0] - half, point[1] - half, point[0] + half, point[1] + half)


def legs(points: Sequence[Point]) -> list[Segment]:
    """Return the strokes of a line through points."""
    return [(*start, *end) for start, end in pairwise(points)]


def _advance(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return 0.29
    if letter in WIDE_LETTERS:
        return 0.80
    return 0.68 if letter.isupper() else 0.56


def _best(candidates: Sequence[Placed], lines: Sequence[Box], solid: Sequence[Box]) -> Placed:
    """Return the cheapest candidate; none further away than the best cost so far can be cheaper."""
    best, least = candidates[0], math.inf
    for found in sorted(candidates, key=lambda one: one.reach):
        if found.reach >= least:
            break
        cost = _cost(found, lines, solid)
        if cost < least:
            best, least = found, cost
    return best


def _candidates(label: Label, bounds: Box) -> list[Placed]:
    sides = dict.fromkeys((*label.sides, *SIDES))
    found = [_beside(label, side, reach, rank) for reach in REACH for rank, side in enumerate(sides)]
    inside = [one for one in found if one.box.inside(bounds)]
    return inside or found[:1]


def _beside(label: Label, side: str, reach: float, rank: int) -> Placed:
    width = text_width(label.text, label.size)
    height = label.size * LINE * (label.text.count("\n") + 1)
    across, down = SIDES[side]
    shift = {0.0: reach, 0.5: 0.0, 1.0: -reach}
    slant = 0.7 if side in ("ne", "nw", "se", "sw") else 1.0
    left = label.at[0] - width * across + shift[across] * slant
    top = label.at[1] - height * down + shift[down] * slant
    box = Box(left, top, left + width, top + height)
    align = {0.0: "left", 0.5: "center", 1.0: "right"}[across]
    leader = _leader(label.at, box) if reach > LEADER_FROM else None
    return Placed(label, box, leader, align, reach + RANK_WEIGHT * rank)


def _leader(point: Point, box: Box) -> Segment:
    """Return the stroke from beside a point to the nearest place on the edge of its label."""
    x = min(max(point[0], box.left + 4), box.right - 4)
    y = min(max(point[1], box.top), box.bottom)
    far = math.hypot(x - point[0], y - point[1])
    off = min(1.0, CLEARANCE / far) if far else 0.0
    return (point[0] + (x - point[0]) * off, point[1] + (y - point[1]) * off, x, y)


def _cost(found: Placed, lines: Sequence[Box], solid: Sequence[Box]) -> float:
    """Return how badly a label would stand: its distance, and what it and its leader would cover."""
    crowd = STROKE_WEIGHT * any(found.box.meets(line) for line in lines)
    crowd += sum(found.box.meets(line) for line in lines)
    crowd += SOLID_WEIGHT * sum(found.box.meets(box) for box in solid)
    path = along([found.leader], 0.5) if found.leader else []
    crowd += LEADER_WEIGHT * sum(any(step.meets(line) for line in lines) for step in path)
    crowd += SOLID_WEIGHT * sum(any(step.meets(box) for box in solid) for step in path)
    return crowd + found.reach
