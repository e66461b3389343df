"""Files of SDMX and tables by region go from the command line into a case, and count for what they are."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import karvon
from karvon.cli import main

CSV_1 = """DATAFLOW,FREQ,REF_AREA,INDICATOR,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT,UNIT_MEASURE
IMF:IMTS(1.0),A,KG,TXG_FOB_USD,TJ,2022,35.5,6,USD
IMF:IMTS(1.0),A,KG,TXG_FOB_USD,TJ,2023,41,6,USD
"""
CSV_2 = """STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REPORTER,TRADE_FLOW,PARTNER,COMMODITY,TIME_PERIOD,OBS_VALUE,UNIT_MULT
dataflow,IMF:IMTS(1.0),I,A,KGZ,X,TJK,TOTAL,2022,35.5,6
dataflow,IMF:IMTS(1.0),I,A,KGZ,X,TJK,TOTAL,2023,41,6
"""
URN = "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=IMF:IMTS(1.0)"
SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
HEAD = f"""<mes:Header><mes:ID>t</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2024-05-01T00:00:00</mes:Prepared>
<mes:Sender id="X"/><mes:Structure structureID="IMTS" namespace="{URN}" dimensionAtObservation="TIME_PERIOD">
<com:Structure><Ref agencyID="IMF" id="IMTS" version="1.0" class="DataStructure"/></com:Structure>
</mes:Structure></mes:Header>"""
ML = f"""<?xml version="1.0" encoding="UTF-8"?>
<mes:StructureSpecificData xmlns:mes="{SCHEMAS}/message" xmlns:com="{SCHEMAS}/common"
 xmlns:ss="{SCHEMAS}/data/structurespecific" xmlns:ns1="{URN}:ObsLevelDim:TIME_PERIOD"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{HEAD}
<mes:DataSet ss:structureRef="IMTS" xsi:type="ns1:DataSetType" ss:dataScope="DataStructure" action="Replace">
<Series FREQ="A" REF_AREA="KG" INDICATOR="TXG_FOB_USD" COUNTERPART_AREA="TJ" UNIT_MULT="6" UNIT_MEASURE="USD">
<Obs TIME_PERIOD="2022" OBS_VALUE="35.5"/><Obs TIME_PERIOD="2023" OBS_VALUE="41"/></Series>
</mes:DataSet></mes:StructureSpecificData>"""
KEY = {"FREQ": "A", "REF_AREA": "KG", "INDICATOR": "TXG_FOB_USD", "COUNTERPART_AREA": "TJ", "UNIT_MULT": "6"}
CELLS = "".join(f'<gen:Value id="{name}" value="{value}"/>' for name, value in KEY.items())
OBS = "".join(
    f'<gen:Obs><gen:ObsDimension value="{year}"/><gen:ObsValue value="{value}"/></gen:Obs>'
    for year, value in ((2022, 35.5), (2023, 41))
)
GENERIC = f"""<?xml version="1.0" encoding="UTF-8"?>
<mes:GenericData xmlns:mes="{SCHEMAS}/message" xmlns:com="{SCHEMAS}/common" xmlns:gen="{SCHEMAS}/data/generic">{HEAD}
<mes:DataSet structureRef="IMTS" action="Replace">
<gen:Series><gen:SeriesKey>{CELLS}</gen:SeriesKey>{OBS}</gen:Series>
</mes:DataSet></mes:GenericData>"""
REGIONS = """Область,Страна,Год,Экспорт
Ошская область,Таджикистан,2022,20.5
Чуйская область,Таджикистан,2022,15
Всего,Таджикистан,2022,35.5
Ошская область,Таджикистан,2023,41
Киргизия,Таджикистан,2023,41
"""
DESCRIBED = """
[[data]]
file = "regions.csv"
reporter = "KGZ"
flow = "export"
coverage = "goods"
scale = "million"
columns = {partner = "Страна", region = "Область", year = "Год", value = "Экспорт"}
"""


def called(*arguments: str | Path) -> str:
    answer = CliRunner().invoke(main, [*map(str, arguments), "--lang", "en"])
    assert answer.exit_code == 0, answer.output
    return answer.output


def exports(folder: Path) -> list[tuple[object, ...]]:
    """Return what the case holds of exports to the partner: year, coverage and value."""
    series = karvon.open(folder).series().filter(pl.col("indicator") == "export")
    rows: list[tuple[object, ...]] = series.select("reporter", "partner", "year", "coverage", "value").rows()
    return rows


EXPECTED = [("KGZ", "TJK", 2022, "goods", 35.5e6), ("KGZ", "TJK", 2023, "goods", 41e6)]


@pytest.mark.parametrize(
    ("name", "content"),
    [("one.csv", CSV_1), ("two.csv", CSV_2), ("specific.xml", ML), ("generic.xml", GENERIC)],
)
def test_a_file_of_sdmx_is_known_added_loaded_and_counted(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    folder = tmp_path / "case"
    called("new", folder, "--countries", "KGZ", "TJK")
    assert "1 trade file" in called("add", tmp_path / name, "--case", folder)
    told = called("run", "--case", folder)
    assert f"{name}: SDMX, goods, 2022–2023; 2 rows, 2 flows" in told
    assert exports(folder) == EXPECTED


def test_a_table_by_region_loads_by_its_description_and_only_the_whole_country_is_its_trade(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    called("new", folder, "--countries", "KGZ", "TJK")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data/regions.csv").write_text(REGIONS, encoding="utf-8")
    with (folder / "case.toml").open("a", encoding="utf-8") as description:
        description.write(DESCRIBED)
    assert "regions.csv: table described in case.toml, goods, 2022–2023; 5 rows, 5 flows" in called(
        "run", "--case", folder
    )
    assert exports(folder) == EXPECTED
    flows = karvon.open(folder).flows().select("region", "year", "value").collect()
    assert flows.filter(pl.col("region") != "").rows() == [
        ("Ошская область", 2022, 20.5e6),
        ("Чуйская область", 2022, 15e6),
        ("Ошская область", 2023, 41e6),
    ]
