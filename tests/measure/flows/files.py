"""Small trade files of our own making, in the layouts that people have."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

SHARED = Path(__file__).parents[4] / "shared" / "data"
COMTRADE = (  # the 47 columns of API v1, in their order
    *("typeCode", "freqCode", "refPeriodId", "refYear", "refMonth", "period", "reporterCode", "reporterISO"),
    *("reporterDesc", "flowCode", "flowDesc", "partnerCode", "partnerISO", "partnerDesc", "partner2Code"),
    *("partner2ISO", "partner2Desc", "classificationCode", "classificationSearchCode", "isOriginalClassification"),
    *("cmdCode", "cmdDesc", "aggrLevel", "isLeaf", "customsCode", "customsDesc", "mosCode", "motCode", "motDesc"),
    *("qtyUnitCode", "qtyUnitAbbr", "qty", "isQtyEstimated", "altQtyUnitCode", "altQtyUnitAbbr", "altQty"),
    *("isAltQtyEstimated", "netWgt", "isNetWgtEstimated", "grossWgt", "isGrossWgtEstimated", "cifvalue", "fobvalue"),
    *("primaryValue", "legacyEstimationFlag", "isReported", "isAggregate"),
)
PLAIN = {
    **{"typeCode": "C", "freqCode": "A", "refYear": 2022, "refMonth": 52, "period": "2022", "reporterCode": 398},
    **{"flowCode": "X", "partnerCode": 860, "partner2Code": 0, "classificationCode": "H6", "cmdCode": "TOTAL"},
    **{"customsCode": "C00", "mosCode": "0", "motCode": 0, "isQtyEstimated": False, "isNetWgtEstimated": False},
    **{"primaryValue": 1e9, "legacyEstimationFlag": 0, "isReported": True, "isAggregate": True},
}


def record(**cells: object) -> dict[str, object]:
    """Return a record of Comtrade: Kazakhstan's exports to Uzbekistan in 2022, all goods, but for what is given."""
    return dict.fromkeys(COMTRADE) | PLAIN | cells


def comtrade_csv(path: Path, records: Iterable[Mapping[str, object]], columns: Sequence[str] = COMTRADE) -> Path:
    """Write records as Comtrade's download does."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(records)
    return path


def comtrade_json(path: Path, records: Sequence[Mapping[str, object]]) -> Path:
    """Write records as Comtrade's API answers."""
    answer = {"elapsedTime": "0.5 secs", "count": len(records), "data": records, "error": ""}
    path.write_text(json.dumps(answer), encoding="utf-8")
    return path


def bureau(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], head: Sequence[str] = ()) -> Path:
    """Write a workbook as the Bureau of National Statistics does: sheets of years below an optional cover."""
    with xlsxwriter.Workbook(path) as book:
        if head:
            cover = book.add_worksheet("Обложка")
            for place, line in enumerate(head):
                cover.write(place, 0, line)
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, cells in enumerate(rows):
                sheet.write_row(place, 0, cells)
    return path


def bureau_sheet(period: str, rows: Sequence[Sequence[object]], unit: str = "тыс. долларов США") -> list[list[object]]:
    """Return a sheet of one year: title, period, unit, two lines of header, then (name, export, import) as rows."""
    share = "удельный вес страны"
    top: list[list[object]] = [
        ["Основные показатели внешней торговли Республики Казахстан"],
        [period],
        ["", "", "", "", unit],
        ["Наименование", "Товарооборот", "", "Экспорт", "", "Импорт"],
        ["", "всего", share, "всего", share, "всего", share],
    ]
    return top + [[name, round(out + into, 5), "", out, "", into] for name, out, into in rows]  # type: ignore[operator]
