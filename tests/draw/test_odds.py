"""The fan and the calibration show what their tables and sentences say."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
import pytest
from tests.draw.cases import INFO, measured

from karvon.draw import Chart, target_path
from karvon.draw.calibration import calibration, range_of
from karvon.measure import outlook
from karvon.measure.odds import record
from karvon.model.odds import FanYear, Odds, Outlook
from karvon.say.numbers import percent


def seen() -> tuple[Chart, Odds]:
    """Return the English chart of the target path with the odds whose fan it shows."""
    measures, ledger = measured()
    found = fanned_outlook()
    chart = target_path(measures, ledger, "en", found)
    assert chart is not None
    return chart, next(one for one in found.odds if one.need.series and one.need.series.startswith("LAO"))


def fanned_outlook() -> Outlook:
    """Return the outlook of the small case: one side has five years, the other four."""
    measures, ledger = measured()
    return outlook(measures, ledger, INFO)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_fan_starts_from_the_longest_record_and_its_sentence_says_so() -> None:
    chart, one = seen()
    sentence = plain(chart.sentence)
    assert "Shaded is where the pooled views put turnover counted from 2023 (statistics of Laos)" in sentence
    assert one.pool is not None
    ends = [plain(percent(end, "en")) for end in (one.pool.chance, one.pool.low, one.pool.high)]
    assert f"{ends[0]} ({ends[1]} to {ends[2]} for another choice" in sentence


def test_fan_is_in_the_table_year_by_year() -> None:
    chart, one = seen()
    place = [plain(head) for head in chart.table.header].index("Forecast, 80% (Laos)")
    rows = {row[0]: plain(row[place]) for row in chart.table.rows}
    assert rows["2023"] == "—"
    low, high = (level / Decimal(10**9) for level in (one.fan[-1].levels[0], one.fan[-1].levels[-1]))
    said = [Decimal(end) for end in rows["2030"].split("–")]
    assert said == [pytest.approx(low, rel=Decimal("0.005")), pytest.approx(high, rel=Decimal("0.005"))]


def test_fan_is_painted_in_two_shades_under_the_lines() -> None:
    chart, _ = seen()
    first_line = chart.svg_wide.index('stroke-width="2.2"', chart.svg_wide.index("bn</text>"))
    shades = [match.start() for match in re.finditer('fill="#(E1E9F4|C3D3E8)"', chart.svg_wide)]
    assert len(shades) == 4  # two in the key, two in the plot
    assert all(shade < first_line for shade in shades)


def test_without_an_outlook_there_is_no_fan() -> None:
    measures, ledger = measured()
    chart = target_path(measures, ledger, "en")
    assert chart is not None
    assert "Shaded" not in chart.sentence
    assert not any("Forecast" in head for head in chart.table.header)


def test_a_fan_above_every_level_stays_inside_the_chart() -> None:
    measures, ledger = measured()
    found = fanned_outlook()
    high = tuple(
        msgspec.structs.replace(
            one, fan=tuple(FanYear(year.year, tuple(level * 9 for level in year.levels)) for year in one.fan)
        )
        for one in found.odds
    )
    chart = target_path(measures, ledger, "en", msgspec.structs.replace(found, odds=high))
    assert chart is not None
    shade = next(re.finditer(r'd="(M[^"]+Z)" fill="#E1E9F4"', chart.svg_wide[chart.svg_wide.index("USD") :]))
    rows = [float(point) for point in re.findall(r"[ML][\d.]+,(-?[\d.]+)", shade[1])]
    assert min(rows) > 0


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_calibration_has_a_row_a_range_and_counts_those_off_the_line(lang: str) -> None:
    kept = record()
    chart = calibration(kept, lang)
    assert chart is not None
    assert len(chart.table.rows) == len(kept.bins)
    assert str(sum(one.share < one.mean for one in kept.bins)) in chart.sentence
    assert kept.tested in chart.sentence
    assert chart.svg_wide == chart.svg_narrow


def test_a_chance_belongs_to_the_range_that_holds_it_or_to_the_nearest() -> None:
    kept = record()
    held = range_of(kept, Decimal("0.11"))
    assert held is not None
    assert held.low <= Decimal("0.11") <= held.high
    assert range_of(kept, Decimal("0.99")) == kept.bins[-1]
    assert range_of(msgspec.structs.replace(kept, bins=()), Decimal("0.5")) is None
    assert calibration(msgspec.structs.replace(kept, bins=()), "en") is None
