"""Score the reader against two independent labellings of twenty texts, and the labellings against each other.

Run: python bench/reading_score.py [even|odd] [--misses=slot,slot]. Quantities match by overlap of spans.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from karvon.read import read_file, to_json

HERE = Path(__file__).resolve().parents[1] / "tests" / "read" / "labelled"
SLOTS = (
    "value", "low", "high", "bound", "unit", "change", "indicator", "reporter", "partner", "territory", "stage",
    "status",
    "period_start", "period_end", "speaker", "speech",
)  # fmt: skip
CORE = ("value", "unit", "bound", "indicator", "pair", "period_start", "period_end", "status", "stage", "speaker")
MUTUAL = ("trade_turnover", "project_count", "project_value", "jobs", "portfolio_value")
Label = dict[str, Any]


def labels(name: str) -> dict[str, list[Label]]:
    """Return the labelled quantities of one labeller by document."""
    found: dict[str, list[Label]] = {}
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["kind"] == "quantity":
            found.setdefault(label["document"], []).append(label)
    return found


def read(path: Path) -> list[Label]:
    """Return what the reader finds in one text, in the labellers' form."""
    found = []
    for claim in read_file(path).claims:
        if claim.kind == "quantity":
            label = json.loads(to_json(claim))
            label["period_start"], label["period_end"] = label["period"]["start"], label["period"]["end"]
            found.append(label)
    return found


def match(gold: list[Label], found: list[Label]) -> list[tuple[Label, Label]]:
    """Pair labels whose spans overlap, each at most once, by the larger overlap."""
    options = sorted(
        (
            (min(g["end"], f["end"]) - max(g["start"], f["start"]), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if min(g["end"], f["end"]) > max(g["start"], f["start"])
        ),
        reverse=True,
    )
    pairs, left, right = [], set(), set()
    for _, i, j in options:
        if i not in left and j not in right:
            pairs.append((gold[i], found[j]))
            left.add(i)
            right.add(j)
    return pairs


def same(slot: str, left: Label, right: Label) -> bool:
    """Say whether a slot agrees; numbers within a billionth, the pair in either order for figures of both sides."""
    if slot == "pair":
        ordered = left["indicator"] not in (
            "trade_turnover",
            "project_count",
            "project_value",
            "jobs",
            "portfolio_value",
        )
        a, b = (left["reporter"], left["partner"]), (right["reporter"], right["partner"])
        return a == b if ordered else set(a) == set(b)
    a, b = left.get(slot), right.get(slot)
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))
    return a == b


def compare(title: str, gold: dict[str, list[Label]], found: dict[str, list[Label]], misses: str) -> None:
    """Print F1 by kind, the share of right slots, and of quantities fully right."""
    pairs = {doc: match(gold.get(doc, []), found.get(doc, [])) for doc in sorted(gold)}
    golds, finds = sum(map(len, gold.values())), sum(len(found.get(doc, [])) for doc in gold)
    hits = sum(map(len, pairs.values()))
    right: Counter[str] = Counter()
    full = 0
    for doc, matched in pairs.items():
        for left, other in matched:
            for slot in (*SLOTS, "pair"):
                right[slot] += same(slot, left, other)
            full += all(same(slot, left, other) for slot in CORE)
            for slot in misses.split(","):
                if slot and not same(slot, left, other):
                    print(f"  {doc} {left['quote']!r} {slot}: {show(left, slot)} / {show(other, slot)}")
        if misses:
            report(doc, gold[doc], found.get(doc, []), matched)
    score = 2 * hits / (golds + finds)
    print(f"{title}: found {hits} of {golds}, {finds - hits} false, F1 {score:.3f}; fully right {full / hits:.3f}")
    print("   " + " ".join(f"{slot} {right[slot] / hits:.3f}" for slot in (*SLOTS, "pair")))


def show(label: Label, slot: str) -> str:
    """Return a slot as printed in the list of misses."""
    return f"{label['reporter']}-{label['partner']}" if slot == "pair" else str(label.get(slot))


def report(doc: str, gold: list[Label], found: list[Label], matched: list[tuple[Label, Label]]) -> None:
    """Print the quantities of one text that were missed or made up."""
    seen = {id(left) for left, _ in matched} | {id(right) for _, right in matched}
    print("".join(f"  {doc} missed {label['quote']!r}\n" for label in gold if id(label) not in seen), end="")
    print("".join(f"  {doc} false {label['quote']!r}\n" for label in found if id(label) not in seen), end="")


def main(arguments: list[str]) -> None:
    """Print the three comparisons, over all texts or the even or odd ones."""
    which = next((a for a in arguments if a in ("even", "odd")), "all")
    misses = next((a.removeprefix("--misses=") for a in arguments if a.startswith("--misses=")), "")
    texts = sorted((HERE / "texts").glob("*.txt"))
    kept = [path for path in texts if which == "all" or (int(path.name[:2]) % 2 == 0) == (which == "even")]
    names = {path.name for path in kept}
    reader = {path.name: read(path) for path in kept}
    people = {
        name: {d: v for d, v in labels(name).items() if d in names}
        for name in ("a", "b")
        if (HERE / f"{name}.jsonl").exists()
    }
    for name, gold in people.items():
        compare(f"reader against {name}", gold, reader, misses if name == "a" else "")
    compare("b against a", people["a"], people["b"], "")


if __name__ == "__main__":
    main(sys.argv[1:])
