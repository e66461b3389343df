"""The lines in the terminal: a person reads them in a minute, and they say what the page says."""

from __future__ import annotations

import pytest

from karvon.brief import summary
from karvon.brief.terminal import WIDTH
from karvon.model.results import Results


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_summary_fits_a_terminal(results: Results, lang: str) -> None:
    lines = summary(results, lang).splitlines()
    assert 15 <= len(lines) <= 30
    assert all(len(line) <= WIDTH for line in lines)


def test_the_summary_names_the_case_the_tallies_the_findings_and_what_was_amiss(results: Results) -> None:
    said = summary(results, "en")
    assert said.startswith("Kyrgyzstan and Tajikistan: trade and projects — as known on 30 June 2025")
    assert "Hold: 5. Conflict: 2. Cannot be judged: 16 (of which 14 with nothing to compare)." in said
    assert all(f" {number}. " in said for number in range(1, 6))
    assert "broken.txt: the file is empty" in said
