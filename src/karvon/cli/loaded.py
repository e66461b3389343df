"""What a run loaded from the trade files of a case, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karvon.cli.terminal import words
from karvon.model.loading import LoadReport
from karvon.model.vocabulary import by_code
from karvon.say.phrases import phrase


def lines(reports: Sequence[LoadReport], lang: str) -> Iterator[str]:
    """Yield for each file what was read and kept, how many of its totals agree, and what was left out and why."""
    for report in reports:
        yield words(
            "run.loaded",
            lang,
            file=report.file,
            layout=phrase(f"loading.layout.{report.layout or 'unknown'}", lang),
            coverage=by_code("coverages")[report.coverage][lang] if report.coverage else "—",
            years=years(report.years),
            rows=report.rows,
            kept=report.kept,
        )
        if report.checks:
            holds = sum(check.holds for check in report.checks)
            yield words("run.totals", lang, holds=holds, count=len(report.checks))
        if report.dropped:
            reasons = (f"{phrase(f'loading.dropped.{one.reason}', lang)} {one.rows}" for one in report.dropped)
            yield words("run.dropped", lang, reasons=", ".join(reasons))


def years(found: Sequence[int]) -> str:
    """Return years as a stretch: 2010–2023; a dash when there are none."""
    if not found:
        return "—"
    return str(found[0]) if found[0] == found[-1] else f"{found[0]}–{found[-1]}"
