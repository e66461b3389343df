"""The Advanced Guide's effect of trade agreements, and the panel of all countries, come out of the files themselves."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from karvon.measure.gravity import around, below_potential, estimate, from_frame

DATA = Path(__file__).parents[3].parent / "shared" / "data"
YEARS = (1986, 1990, 1994, 1998, 2002, 2006)


def stata(path: Path) -> pl.DataFrame:
    """Return a Stata file as a frame; skips where it is missing."""
    pandas = pytest.importorskip("pandas")
    if not path.exists():
        pytest.skip(f"{path} is missing")
    return pl.DataFrame(pandas.read_stata(path).to_dict("list"))


@pytest.mark.shared
def test_agreements_raise_trade_as_the_advanced_guide_found() -> None:
    """Yotov, Piermartini, Monteiro and Larch (2016), chapter 2, application 2: 0.557, error 0.102."""
    rows = stata(DATA / "reference" / "Chapter2Application2.dta")
    panel = from_frame(rows.with_columns(pl.col("year").cast(int)).filter(pl.col("year").is_in(YEARS)), ["RTA"])
    result = estimate(panel, pair_effects="undirected", small_sample="clusters").result
    (agreement,) = result.coefficients
    assert round(agreement.value, 4) == 0.5572
    assert round(agreement.se, 3) == 0.102
    assert result.observations == 28_482


@pytest.mark.shared
def test_panel_of_all_countries_is_estimated_as_pyfixest_does() -> None:
    """The numbers are pyfixest 0.60.0's on the same rows, with an iwls_tol and a fixef_tol of 1e-12."""
    flows = DATA / "trade" / "baci_totals_2000_2020.parquet"
    ties = stata(DATA / "trade" / "dist_cepii.dta").select("exporter", "importer", "contig", "comlang_off", "colony")
    rows = pl.read_parquet(flows, columns=["exp", "imp", "year", "trade", "dist"]).rename(
        {"exp": "exporter", "imp": "importer"}
    )
    rows = rows.join(ties, on=["exporter", "importer"], how="left").with_columns(
        pl.col("contig", "comlang_off", "colony").fill_null(0), log_distance=pl.col("dist").log()
    )
    fit = estimate(from_frame(rows, ["log_distance", "contig", "comlang_off", "colony"]), errors="pair")
    found = fit.result.coefficients
    values = [-0.8700088092116055, 0.33164036635409395, 0.19151113693967634, 0.0680027588154339]
    errors = [0.02934620365816336, 0.07693984942442259, 0.06549302740081053, 0.1188179368399481]
    assert [one.value for one in found] == pytest.approx(values, abs=1e-8)
    assert [one.se for one in found] == pytest.approx(errors, abs=1e-8)
    assert fit.result.observations == 876_218
    around_uzbekistan = below_potential(fit, around("UZB", fit.panel), years=[2018, 2019, 2020])
    assert [one.flows[0][1] for one in around_uzbekistan] == ["AFG", "KAZ", "KGZ", "TJK", "TKM"]
    assert all(one.low < one.potential < one.high for one in around_uzbekistan)
