"""The made-up world of trade as a download of UN Comtrade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.core import get_global
from tests.measure.flows.files import comtrade_csv, record
from tests.measure.products import made

from karvon.store.countries import alpha3_codes


def comtrade(path: Path, rename: Mapping[str, str], reporters: tuple[str, ...] = made.WHOLE) -> Path:
    """Write the made-up world as Comtrade would, some countries under other codes ("LAO" as "KAZ")."""
    return comtrade_csv(path, _records(rename, reporters))


def _records(rename: Mapping[str, str], reporters: tuple[str, ...]) -> Iterator[Mapping[str, object]]:
    numbers = _numbers()
    for row in made.flows(reporters).iter_rows(named=True):
        reporter, partner = (rename.get(row[side], row[side]) for side in ("reporter", "partner"))
        yield record(
            refYear=row["year"],
            period=str(row["year"]),
            reporterCode=numbers[reporter],
            reporterISO=reporter,
            flowCode="X" if row["flow"] == "export" else "M",
            partnerCode=0 if partner == "WLD" else numbers[partner],
            partnerISO="W00" if partner == "WLD" else partner,
            classificationCode="H5",
            cmdCode=row["code"],
            primaryValue=row["value"],
            netWgt=row["weight"],
        )


def _numbers() -> Mapping[str, int]:
    """Return the M49 number of every country by its three letters, as CLDR has them."""
    aliases = get_global("territory_aliases").items()
    numbers = {meant[0]: int(code) for code, meant in aliases if len(meant) == 1 and code.isdecimal()}
    return {alpha3: numbers[alpha2] for alpha3, alpha2 in alpha3_codes().items() if alpha2 in numbers}
