"""The report: rates per slot and family, and failures grouped by the choice that best explains them.

`python -m tests.read.generated.report FILE` prints the rates and writes the failures to FILE;
`python -m tests.read.generated.report --floors` raises the floors that the tests hold the reader to.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from tests.read.generated.distorting import DISTORTIONS, distorted, lookalikes
from tests.read.generated.scoring import NAMES, Miss, Score, rates, score, sentences

FLOORS = Path(__file__).with_name("floors.csv")
COUNT = 100
SPOILT = 8
SINGLE = tuple(name for name in NAMES if name[1] != "passage")
DISTORTED = tuple(
    (language, spoil.__name__)
    for language in ("ru", "en")
    for spoil in DISTORTIONS
    if language == "ru" or spoil is not lookalikes
)


@cache
def scored(language: str, family: str) -> tuple[Score, ...]:
    """Return the scores of the first sentences of a family, or of some of every family under a distortion."""
    if (language, family) in NAMES:
        return tuple(score(sentence) for sentence in sentences(language, family, COUNT))
    spoil = next(spoil for spoil in DISTORTIONS if spoil.__name__ == family)
    drawn = (
        (f"{spoil.__name__}/{name}/{number}", sentence)
        for at, name in NAMES
        if at == language and name != "idle"
        for number, sentence in enumerate(sentences(language, name, SPOILT))
    )
    return tuple(score(distorted(sentence, spoil, key)) for key, sentence in drawn)


def floors() -> dict[tuple[str, str, str], float]:
    """Return the rate that each slot of each family must reach."""
    with FLOORS.open(encoding="utf-8", newline="") as file:
        return {(row["language"], row["family"], row["slot"]): float(row["rate"]) for row in csv.DictReader(file)}


def raise_floors(scores: Iterable[Score]) -> None:
    """Write the rates met today where they are higher than those written before."""
    known = floors() if FLOORS.exists() else {}
    met = {
        (language, family, slot): math.floor(rate * 1000) / 1000
        for (language, family), some in _by_family(scores).items()
        for slot, rate in rates(some).items()
    }
    with FLOORS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("language", "family", "slot", "rate"))
        writer.writerows((*key, f"{max(rate, known.get(key, 0)):.3f}") for key, rate in sorted(met.items()))


def _by_family(scores: Iterable[Score]) -> dict[tuple[str, str], list[Score]]:
    found: dict[tuple[str, str], list[Score]] = defaultdict(list)
    for one in scores:
        found[one.sentence.language, one.sentence.family].append(one)
    return found


Failure = tuple[Score, Miss]


def causes(scores: Sequence[Score], slot: str) -> list[tuple[str, int, list[Failure]]]:
    """Return failures of a slot under the choices that explain most of them, each with how often it was drawn."""
    drawn = Counter(choice for one in scores for choice in set(one.sentence.choices))
    left: list[Failure] = [(one, miss) for one in scores for miss in one.misses if miss.slot == slot]
    found = []
    while left:
        failed = Counter(choice for one, _ in left for choice in set(one.sentence.choices))
        choice = max(failed, key=lambda name: (failed[name] ** 2 / drawn[name], name))
        found.append((choice, drawn[choice], [f for f in left if choice in f[0].sentence.choices]))
        left = [f for f in left if choice not in f[0].sentence.choices]
    return found


def failures(scores: Sequence[Score]) -> str:
    """Return the failures as a page: by language and slot, then by cause, with the shortest sentences of each."""
    lines = ["# Generated sentences that are read wrong", ""]
    for language in ("ru", "en"):
        some = [
            one for one in scores if one.sentence.language == language and (language, one.sentence.family) in SINGLE
        ]
        for slot, rate in sorted(rates(some).items(), key=lambda pair: pair[1]):
            if rate < 1:
                lines += [f"## {language} {slot}: {rate:.1%} right", ""]
                lines += [line for cause in causes(some, slot)[:12] for line in _explained(*cause)]
    for language, family in (*DISTORTED, ("ru", "passage"), ("en", "passage")):
        some = [one for one in scores if (one.sentence.language, one.sentence.family) == (language, family)]
        lines += [f"## {language} {family}: {sum(not one.misses for one in some) / len(some):.1%} without a fault", ""]
        lines += [
            line for slot in sorted(rates(some)) for cause in causes(some, slot)[:3] for line in _explained(*cause)
        ]
    return "\n".join(lines) + "\n"


def _explained(choice: str, drawn: int, failed: list[Failure]) -> list[str]:
    lines = [f"- **{choice}**: {len(failed)} wrong of {drawn} sentences drawn with it"]
    seen: set[str] = set()
    for one, miss in sorted(failed, key=lambda pair: (len(pair[0].sentence.marked), pair[0].sentence.marked)):
        if one.sentence.family not in seen and len(seen) < 2:
            seen.add(one.sentence.family)
            said = one.sentence.marked.replace("\n", "⏎")
            read = miss.read.replace("\n", "⏎")
            lines.append(f"  - `{one.sentence.header.strip()}` {said} — {miss.slot}: read {read}, right {miss.wanted}")
    return [*lines, ""]


def table(scores: Sequence[Score]) -> str:
    """Return the rates per slot of both languages, then of each family, as text."""
    parts = []
    for language in ("ru", "en"):
        some = [one for one in scores if one.sentence.language == language and (language, one.sentence.family) in NAMES]
        parts.append(_row(language, some))
    parts += [_row(" ".join(key), some) for key, some in _by_family(scores).items()]
    return "\n".join(parts)


def _row(name: str, some: Sequence[Score]) -> str:
    whole = sum(not one.misses for one in some) / len(some)
    cells = " ".join(f"{slot} {rate:.1%}" for slot, rate in rates(some).items())
    return f"{name} ({len(some)}, {whole:.1%} without a fault): {cells}"


def main(arguments: Sequence[str]) -> None:
    """Print the rates; write failures or floors as asked."""
    scores = [one for language, family in (*NAMES, *DISTORTED) for one in scored(language, family)]
    sys.stdout.write(table(scores) + "\n")
    if arguments[:1] == ["--floors"]:
        raise_floors(scores)
    elif arguments:
        Path(arguments[0]).write_text(failures(scores), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
