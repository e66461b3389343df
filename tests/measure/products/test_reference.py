"""The product space of the world's trade in 1998-2000 is the published one."""

import warnings
from pathlib import Path

import numpy as np
import pytest

from karvon.measure.products.space import space

FILE = Path(__file__).parents[4] / "shared/data/reference/world_trade_avg_1998_to_2000.rda"
PUBLISHED = {
    "kaz": -1.189213,
    "uzb": -0.786990,
    "kgz": -0.500727,
    "rus": -0.403396,
    "chn": 0.601777,
    "deu": 1.884379,
    "jpn": 2.262632,
}


@pytest.mark.shared
def test_eci_of_226_countries_in_785_goods_is_the_published_one() -> None:
    if not FILE.exists():
        pytest.skip(f"{FILE.name} is not in ../shared/data/reference")
    import rdata  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = rdata.read_rda(FILE)["world_trade_avg_1998_to_2000"]
    wide = table.pivot_table(index="country", columns="product", values="value", fill_value=0.0, aggfunc="sum")
    assert wide.shape == (226, 785)
    found = dict(zip(wide.index, space(np.asarray(wide, dtype=float)).complexity.eci, strict=True))
    assert {code: round(float(found[code]), 6) for code in PUBLISHED} == PUBLISHED
