"""Score the reader against two independent labellings of texts, and the labellings against each other.

Run: python bench/reading_score.py [press|hard|wide] [even|odd] [--misses=slot,slot]. Quantities match by overlap of
spans; a slot is right when it is what the labeller wrote, or what the labeller allows as well ("alt").
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from karvon.read import read_file, to_json

HERE = Path(__file__).resolve().parents[1] / "tests" / "read" / "labelled"
SETS = ("press", "hard", "wide")
CORE = ("value", "unit", "bound", "indicator", "pair", "period_start", "period_end", "status", "stage", "speaker")
SLOTS = (*CORE, "change", "territory", "speech")
MUTUAL = frozenset(
    {
        "trade_turnover", "project_count", "project_value", "jobs", "portfolio_value", "contract_value",
        "document_count", "freight_volume", "event_count", "flights", "train_pairs", "hub_count", "fund_capital", None,
    }
)  # fmt: skip
SEEN = 5  # letters by which two forms of a family name are the same
Label = dict[str, Any]
Labels = dict[str, list[Label]]


def labels(path: Path) -> Labels:
    """Return the labelled quantities of one labeller by document."""
    found: Labels = {}
    for line in path.read_text(encoding="utf-8").splitlines():
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


def right(slot: str, gold: Label, found: Label) -> bool:
    """Say whether a slot is what the labeller wrote or allows."""
    if slot == "pair":
        return any(same_pair(one, found) for one in allowed(gold, "reporter", "partner"))
    return any(same(slot, one, found) for one in allowed(gold, slot))


def allowed(gold: Label, *slots: str) -> Iterator[Label]:
    """Yield the label with every combination of the values its labeller allows in some slots."""
    also = gold.get("alt", {})
    values = []
    for slot in slots:
        more = also.get(slot, [])
        values.append([gold.get(slot), *(more if isinstance(more, list) else [more])])
    for chosen in product(*values):
        yield {**gold, **dict(zip(slots, chosen, strict=True))}


def same_pair(gold: Label, found: Label) -> bool:
    """Say whether two countries are the same, in either order for figures of both sides."""
    left, other = (gold["reporter"], gold["partner"]), (found["reporter"], found["partner"])
    return set(left) == set(other) if gold["indicator"] in MUTUAL else left == other


def same(slot: str, gold: Label, found: Label) -> bool:
    """Say whether one slot agrees; a fall by 5 and a change of -5 are one value, "2.5 times" is +150 %."""
    wanted, given = gold.get(slot), found.get(slot)
    if slot == "value":
        return same_value(gold, found)
    if slot == "unit" and wanted not in ("percent", "job", "project") and not str(wanted).isupper():
        return given in (wanted, None, "percent" if wanted == "times" else None)
    if slot == "change" and gold.get("unit") == "times":
        return True
    if slot == "speaker":
        return same_name(wanted or "", given or "")
    return bool(wanted == given)


def same_value(gold: Label, found: Label) -> bool:
    """Say whether the value agrees, or both ends of a range."""
    if gold.get("bound") == "range" or gold["value"] is None:
        return all(near(gold.get(side), found.get(side)) for side in ("low", "high"))
    if gold.get("unit") != "times" or found["unit"] in (None, "times"):
        return near(gold["value"], found["value"])
    times = gold["value"]
    growth = ((times - 1) * 100, (1 - 1 / times) * 100 if times else 0)
    return any(near(one, found["value"], 1e-3) for one in growth)


def near(left: float | None, other: float | None, share: float = 1e-6) -> bool:
    """Say whether two numbers are the same but for their sign and rounding."""
    return left == other or (
        left is not None and other is not None and abs(abs(left) - abs(other)) <= share * max(1.0, abs(left))
    )


def same_name(wanted: str, given: str) -> bool:
    """Say whether two names are of one person or institution: by the family name, or one inside the other."""
    left, other = (name.lower().replace("ё", "е").strip('«»"“” ').split() for name in (wanted, given))
    if not left or not other:
        return left == other
    inside = " ".join(left) in " ".join(other) or " ".join(other) in " ".join(left)
    return inside or left[-1][:SEEN] == other[-1][:SEEN]


def compare(title: str, gold: Labels, found: Labels, misses: tuple[str, ...] = ()) -> None:
    """Print F1, the share of right slots among the quantities found, and of quantities fully right."""
    counts: Counter[str] = Counter()
    for document in sorted(gold):
        pairs = match(gold[document], found.get(document, []))
        counts["gold"] += len(gold[document])
        counts["found"] += len(found.get(document, []))
        counts["hits"] += len(pairs)
        for left, other in pairs:
            wrong = [slot for slot in SLOTS if not right(slot, left, other)]
            counts.update(slot for slot in SLOTS if slot not in wrong)
            counts["full"] += not set(wrong) & set(CORE)
            for slot in set(misses) & set(wrong):
                print(f"  {document} {left['quote']!r} {slot}: {show(left, slot)} / {show(other, slot)}")
        if misses:
            report(document, gold[document], found.get(document, []), pairs)
    hits, score = counts["hits"], 2 * counts["hits"] / (counts["gold"] + counts["found"])
    print(f"{title}: found {hits} of {counts['gold']}, {counts['found'] - hits} false, F1 {score:.3f}")
    print(f"   fully right {counts['full'] / hits:.3f} of those found, {counts['full'] / counts['gold']:.3f} of all")
    print("   " + " ".join(f"{slot} {counts[slot] / hits:.3f}" for slot in SLOTS))


def show(label: Label, slot: str) -> str:
    """Return a slot as printed in the list of misses."""
    return f"{label['reporter']}-{label['partner']}" if slot == "pair" else str(label.get(slot))


def report(document: str, gold: list[Label], found: list[Label], matched: list[tuple[Label, Label]]) -> None:
    """Print the quantities of one text that were missed or made up."""
    seen = {id(left) for left, _ in matched} | {id(other) for _, other in matched}
    print("".join(f"  {document} missed {label['quote']!r}\n" for label in gold if id(label) not in seen), end="")
    print("".join(f"  {document} false {label['quote']!r}\n" for label in found if id(label) not in seen), end="")


def main(arguments: list[str]) -> None:
    """Print the three comparisons for each set, over all texts or the even or odd ones."""
    which = next((a for a in arguments if a in ("even", "odd")), "all")
    misses = next((a.removeprefix("--misses=") for a in arguments if a.startswith("--misses=")), "")
    for name in [a for a in arguments if a in SETS] or SETS:
        texts = sorted((HERE / name / "texts").glob("*.txt"))
        kept = [path for path in texts if which == "all" or (int(path.name[:2]) % 2 == 0) == (which == "even")]
        names = {path.name for path in kept}
        people = {
            who: {text: own for text, own in labels(HERE / name / f"{who}.jsonl").items() if text in names}
            for who in ("a", "b")
        }
        reader = {path.name: read(path) for path in kept}
        compare(f"{name}: reader against a", people["a"], reader, tuple(misses.split(",")) if misses else ())
        compare(f"{name}: reader against b", people["b"], reader)
        compare(f"{name}: b against a", people["a"], people["b"])


if __name__ == "__main__":
    main(sys.argv[1:])
