"""Tables are read as people save them; a bad cell is named by file, row, column and rule, and the rest loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.conftest import portfolio, stamp

from karvon.model import vocabulary
from karvon.model.document import Finding
from karvon.say.findings import finding as in_words
from karvon.store import Registry, load

PORTFOLIO = "id,name_ru,name_en,definition_ru,definition_en"
VALUE = {
    "id": "v",
    "indicator": "trade_turnover",
    "value": "2.6",
    "scale": "billion",
    "unit": "USD",
    "bound": "eq",
    "change": "level",
    "status": "actual",
    "period_type": "period",
    "origin": "press",
    "source_url": "https://news.example/1",
}
Found = tuple[str, str, dict[str, str]]


def brief(finding: Finding) -> Found:
    return finding.file, finding.code.removeprefix("table."), dict(finding.params)


def csv_of(*rows: dict[str, str], delimiter: str = ",") -> str:
    header = list(dict.fromkeys(column for row in rows for column in row))
    return "".join(
        delimiter.join(line) + "\n" for line in [header, *([row.get(c, "") for c in header] for row in rows)]
    )


def load_text(registry: Registry, folder: Path, **texts: str | bytes) -> tuple[Finding, ...]:
    """Load the texts as files of one folder, by table name."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return spoken(load(registry, [folder], **stamp()).findings)


def spoken(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Say every finding in both languages, so that none can be given without its words."""
    assert all(finding.file in in_words(finding, lang) for finding in findings for lang in ("ru", "en"))
    return findings


def only(findings: tuple[Finding, ...]) -> Found:
    (finding,) = findings
    return brief(finding)


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"),
    [
        ("utf-8", ",", "\n"),
        ("utf-8-sig", ",", "\r\n"),
        ("utf-8-sig", ";", "\r\n"),
        ("utf-16", "\t", "\r\n"),
        ("utf-8", "\t", "\n"),
    ],
)
def test_csv_is_read_as_programs_save_it(
    sqlite_registry: Registry, tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    text = csv_of(portfolio(), delimiter=delimiter).replace("\n", end)
    assert load_text(sqlite_registry, tmp_path / "t", portfolios=text.encode(encoding)) == ()
    assert sqlite_registry.rows("portfolios")[0].get("name_ru") == "Совместные проекты"


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866"])
def test_old_cyrillic_encodings_are_recognised_and_named(
    sqlite_registry: Registry, tmp_path: Path, encoding: str
) -> None:
    text = csv_of(portfolio(), delimiter=";").encode(encoding)
    findings = load_text(sqlite_registry, tmp_path / "t", portfolios=text)
    assert only(findings) == ("portfolios.csv", "encoding_assumed", {"encoding": encoding})
    assert sqlite_registry.rows("portfolios")[0].get("name_ru") == "Совместные проекты"


def test_the_first_line_by_which_excel_names_the_delimiter_is_understood(
    sqlite_registry: Registry, tmp_path: Path
) -> None:
    text = "sep=;\r\n" + csv_of(portfolio(name_ru=""), delimiter=";")
    assert load_text(sqlite_registry, tmp_path / "t", portfolios=text)[0].place == "3:name_ru"


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(sqlite_registry: Registry, tmp_path: Path) -> None:
    text = f'{PORTFOLIO}\na,"two\nlines",A,x,y\n,,,,\n\nb,,B,x,y\n'
    assert load_text(sqlite_registry, tmp_path / "t", portfolios=text)[0].place == "5:name_ru"
    assert [row.id for row in sqlite_registry.rows("portfolios")] == ["a"]


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("value", "2,6", ("number_meant", {"value": "2,6", "suggestion": "2.6"})),
        ("value", "1 234,5", ("number_meant", {"value": "1 234,5", "suggestion": "1234.5"})),
        ("value", "1\u00a0581", ("number_meant", {"value": "1 581", "suggestion": "1581"})),
        ("value", "1,234.5", ("number_meant", {"value": "1,234.5", "suggestion": "1234.5"})),
        ("value", "1.234,5", ("number_meant", {"value": "1.234,5", "suggestion": "1234.5"})),
        ("value", "−7", ("number_meant", {"value": "−7", "suggestion": "-7"})),
        ("value", "1,234", ("number", {"value": "1,234"})),
        ("value", "more than 4", ("number", {"value": "more than 4"})),
        ("value", "2.6e9", ("number", {"value": "2.6e9"})),
        ("value", "NaN", ("number", {"value": "NaN"})),
        ("indicator", "turnover", ("code_meant", {"suggestion": "trade_turnover"})),
        ("indicator", "товарооборот", ("code_meant", {"suggestion": "trade_turnover"})),
        ("scale", "millions", ("code_meant", {"suggestion": "million"})),
        ("status", "done", ("code", {"value": "done", "vocabulary": "statuses"})),
        ("unit", "usd", ("code_meant", {"suggestion": "USD"})),
        ("unit", "$", ("code_meant", {"suggestion": "USD"})),
        ("unit", "процент", ("code_meant", {"suggestion": "percent"})),
        ("unit", "XYZ", ("unit", {"value": "XYZ"})),
        ("period_start", "07.08.2024", ("date_meant", {"suggestion": "2024-08-07"})),
        ("period_start", "8.2024", ("date_meant", {"suggestion": "2024-08"})),
        ("period_start", "2024/8/7", ("date_meant", {"suggestion": "2024-08-07"})),
        ("period_start", "2024-08-07 00:00:00", ("date_meant", {"suggestion": "2024-08-07"})),
        ("period_start", "2024-13", ("date", {"value": "2024-13"})),
        ("period_start", "2023-02-29", ("date", {"value": "2023-02-29"})),
        ("period_start", "last year", ("date", {"value": "last year"})),
        ("period_start", "  ", ("blank", {})),
        ("source_url", "www.news.example", ("url", {"value": "www.news.example"})),
        ("source_url", "https://", ("url", {"value": "https://"})),
        ("source_url", "https://a b.example", ("url", {"value": "https://a b.example"})),
        ("source_url", "http://[bad", ("url", {"value": "http://[bad"})),
        ("source_url", "", ("required", {})),
        ("id", "two words/x", ("key", {"suggestion": "two-words-x"})),
        ("reporter", "KZ", ("country_meant", {"suggestion": "KAZ"})),
        ("partner", "Казахстан", ("country", {"value": "Казахстан"})),
        ("side", "KZ-61", ("country", {"value": "KZ-61"})),
        ("territory", "uzb", ("country_meant", {"suggestion": "UZB"})),
        ("territory", "XX-61", ("place", {"value": "XX-61"})),
        ("subject", "gone", ("reference", {"tables": "projects, hubs, bodies, agreements, portfolios"})),
    ],
)
def test_a_bad_cell_is_named_with_rule_and_remedy(
    sqlite_registry: Registry, tmp_path: Path, column: str, text: str, rule: tuple[str, dict[str, str]]
) -> None:
    code, words = rule
    rows = csv_of(VALUE | {"id": "good"}, VALUE | {column: text}, delimiter=";")
    (finding,) = load_text(sqlite_registry, tmp_path / "t", indicator_values=rows)
    assert (finding.file, finding.place, finding.code) == ("indicator_values.csv", f"3:{column}", f"table.{code}")
    assert dict(finding.params).items() >= ({"row": "3", "column": column} | words).items()
    assert [row.id for row in sqlite_registry.rows("indicator_values")] == ["good"]


@pytest.mark.parametrize("unit", ["USD", "KZT", "UZS", "EUR", "RUB", "percent", "t", "TEU"])
def test_units_and_all_currencies_are_accepted(sqlite_registry: Registry, tmp_path: Path, unit: str) -> None:
    assert load_text(sqlite_registry, tmp_path / "t", indicator_values=csv_of(VALUE | {"unit": unit})) == ()


def test_every_vocabulary_is_enforced(sqlite_registry: Registry, tmp_path: Path) -> None:
    """Each column that takes codes refuses a word that is none, whatever its table."""
    for table, columns in vocabulary.tables().items():
        coded = [column["column"] for column in columns if column["type"] == "code"]
        row = {column["column"]: "no-such-code" if column["type"] == "code" else "" for column in columns}
        findings = load_text(sqlite_registry, tmp_path / table, **{table: csv_of(row | {"id": "x"})})
        named = [f.place.split(":")[1] for f in findings if f.code in ("table.code", "table.code_meant")]
        assert named == coded


def test_a_missing_column_keeps_the_table_out_and_an_unknown_one_does_not(
    sqlite_registry: Registry, tmp_path: Path
) -> None:
    lacking = {column: text for column, text in portfolio().items() if column != "name_en"}
    findings = load_text(sqlite_registry, tmp_path / "a", portfolios=csv_of(lacking))
    assert only(findings) == ("portfolios.csv", "column_missing", {"row": "1", "column": "name_en"})
    assert sqlite_registry.rows("portfolios") == ()
    findings = load_text(sqlite_registry, tmp_path / "b", portfolios=csv_of(portfolio(name_uz="x")))
    assert only(findings)[1:] == ("column_unknown", {"row": "1", "column": "name_uz", "suggestion": "name_ru"})
    assert len(sqlite_registry.rows("portfolios")) == 1


def test_a_column_left_out_keeps_what_is_stored(sqlite_registry: Registry, tmp_path: Path) -> None:
    load_text(sqlite_registry, tmp_path / "a", indicator_values=csv_of(VALUE | {"voice": "ministry"}))
    load_text(sqlite_registry, tmp_path / "b", indicator_values=csv_of(VALUE | {"value": "2.7"}))
    (row,) = sqlite_registry.rows("indicator_values")
    assert (row.get("voice"), row.get("value"), row.revision) == ("ministry", "2.7", 2)


def test_rows_left_out_of_a_file_stay_as_they_are(sqlite_registry: Registry, tmp_path: Path) -> None:
    load_text(sqlite_registry, tmp_path / "a", portfolios=csv_of(portfolio("a"), portfolio("b")))
    load_text(sqlite_registry, tmp_path / "b", portfolios=csv_of(portfolio("b", name_en="B")))
    assert [(row.id, row.revision) for row in sqlite_registry.rows("portfolios")] == [("a", 1), ("b", 2)]


def test_a_repeated_id_says_where_the_first_stands(sqlite_registry: Registry, tmp_path: Path) -> None:
    text = csv_of(portfolio("a"), portfolio("b"), portfolio("a", name_en="Other"))
    found = only(load_text(sqlite_registry, tmp_path / "t", portfolios=text))
    where = {"row": "4", "column": "id", "value": "a", "first_file": "portfolios.csv", "first_row": "2"}
    assert found == ("portfolios.csv", "repeated", where)
    assert [row.get("name_en") for row in sqlite_registry.rows("portfolios")] == ["Joint projects"] * 2


@pytest.mark.parametrize("record", ["a,b,c", "a,b,c,d,e,f"])
def test_a_row_of_another_width_is_refused(sqlite_registry: Registry, tmp_path: Path, record: str) -> None:
    text = f"{PORTFOLIO}\n{record}\ngood,б,b,x,y,,,\n"
    found = only(load_text(sqlite_registry, tmp_path / "t", portfolios=text))
    assert found[1:] == ("row_cells", {"row": "2", "count": str(len(record.split(","))), "expected": "5"})
    assert [row.id for row in sqlite_registry.rows("portfolios")] == ["good"]


def test_rows_before_an_open_quote_load(sqlite_registry: Registry, tmp_path: Path) -> None:
    text = f'{PORTFOLIO}\ngood,г,g,x,y\nbad,"never closed,b,x,y\nlater,л,l,x,y\n'
    _, code, words = only(load_text(sqlite_registry, tmp_path / "t", portfolios=text))
    assert (code, words["row"]) == ("csv_broken", "3")
    assert [row.id for row in sqlite_registry.rows("portfolios")] == ["good"]


def agreement(key: str) -> dict[str, str]:
    return {"id": key, "name_ru": "Д", "name_en": "T", "kind": "treaty", "source_url": "https://a.example"}


def step(key: str, of: str) -> dict[str, str]:
    link = {"party": "KAZ", "status": "signed", "source_url": "https://a.example"}
    return {"id": key, "agreement": of, **link}


def milestone(key: str, subject: str) -> dict[str, str]:
    link = {"kind": "opened", "status": "plan", "source_url": "https://a.example"}
    return {"id": key, "subject": subject, **link}


def test_a_reference_may_name_a_row_of_the_same_load_or_one_stored_before(
    sqlite_registry: Registry, tmp_path: Path
) -> None:
    first = load_text(
        sqlite_registry, tmp_path / "a", agreements=csv_of(agreement("t")), agreement_steps=csv_of(step("s", "t"))
    )
    second = load_text(
        sqlite_registry, tmp_path / "b", agreement_steps=csv_of(step("s2", "t")), milestones=csv_of(milestone("m", "t"))
    )
    assert (first, second) == ((), ())


def test_a_reference_to_nothing_is_refused_with_the_likely_name(sqlite_registry: Registry, tmp_path: Path) -> None:
    texts = {"agreements": csv_of(agreement("treaty-2013")), "agreement_steps": csv_of(step("s", "treaty-2031"))}
    file, code, words = only(load_text(sqlite_registry, tmp_path / "t", **texts))
    assert (file, code, words["suggestion"]) == ("agreement_steps.csv", "reference_meant", "treaty-2013")
    assert sqlite_registry.rows("agreement_steps") == ()
    assert len(sqlite_registry.rows("agreements")) == 1


def test_a_row_that_is_refused_cannot_be_referred_to(sqlite_registry: Registry, tmp_path: Path) -> None:
    texts = {
        "agreements": csv_of(agreement("t") | {"kind": "no-such-kind"}),
        "agreement_steps": csv_of(step("s", "t")),
    }
    findings = load_text(sqlite_registry, tmp_path / "t", **texts)
    assert [brief(finding)[1] for finding in findings] == ["code", "reference"]
    assert sqlite_registry.rows("agreement_steps") == ()


def test_a_table_can_retire_rows_but_not_those_in_use(sqlite_registry: Registry, tmp_path: Path) -> None:
    texts = {"agreements": csv_of(agreement("t"), agreement("u")), "agreement_steps": csv_of(step("s", "t"))}
    load_text(sqlite_registry, tmp_path / "a", **texts)
    gone = csv_of(agreement("t") | {"retired": "yes"}, agreement("u") | {"retired": "yes"})
    _, code, words = only(load_text(sqlite_registry, tmp_path / "b", agreements=gone))
    assert (code, words["value"], words["user"]) == ("in_use", "t", "agreement_steps/s")
    assert [row.id for row in sqlite_registry.rows("agreements")] == ["t"]
    both = {"agreements": gone, "agreement_steps": csv_of(step("s", "t") | {"retired": "yes"})}
    assert load_text(sqlite_registry, tmp_path / "c", **both) == ()
    assert sqlite_registry.rows("agreements") == ()
    (finding,) = load_text(sqlite_registry, tmp_path / "d", agreements=csv_of(agreement("u") | {"retired": "да"}))
    assert finding.code == "table.retired"


def test_a_subject_with_two_meanings_is_loaded_with_a_warning(sqlite_registry: Registry, tmp_path: Path) -> None:
    body = {"id": "x", "name_ru": "Т", "name_en": "B", "kind": "company", "source_url": "https://a.example"}
    texts = {"bodies": csv_of(body), "agreements": csv_of(agreement("x")), "milestones": csv_of(milestone("m", "x"))}
    (finding,) = load_text(sqlite_registry, tmp_path / "t", **texts)
    assert (finding.code, finding.severity) == ("table.reference_ambiguous", "warning")
    assert dict(finding.params)["tables"] == "bodies, agreements"
    assert len(sqlite_registry.rows("milestones")) == 1


@pytest.mark.parametrize(
    ("cells", "code", "place"),
    [
        ({"period_start": "2024-05", "period_end": "2023"}, "period_order", "2:period_end"),
        ({"bound": "range"}, "bound_range", "2:bound"),
    ],
)
def test_cells_right_alone_may_be_wrong_together(
    sqlite_registry: Registry, tmp_path: Path, cells: dict[str, str], code: str, place: str
) -> None:
    (finding,) = load_text(sqlite_registry, tmp_path / "t", indicator_values=csv_of(VALUE | cells))
    assert (finding.code, finding.place) == (f"table.{code}", place)
    assert sqlite_registry.rows("indicator_values") == ()


def test_a_period_within_one_year_is_in_order(sqlite_registry: Registry, tmp_path: Path) -> None:
    cells = {"period_start": "2024-05", "period_end": "2024"}
    assert load_text(sqlite_registry, tmp_path / "t", indicator_values=csv_of(VALUE | cells)) == ()


def test_each_bad_file_gives_its_finding_and_the_others_load(sqlite_registry: Registry, tmp_path: Path) -> None:
    files: dict[str, bytes] = {
        "portfolios.csv": csv_of(portfolio()).encode(),
        "bodies.csv": b"",
        "hubs.csv": b"\n\n",
        "projects.csv": b"id,na\0me",
        "milestone.csv": b"id\n",
        "colours.csv": b"id\n",
        "agreements.xlsx": b"PK not a workbook",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "notes.docx").write_bytes(b"x")
    (tmp_path / "~$portfolios.xlsx").write_bytes(b"x")
    result = load(sqlite_registry, [tmp_path, tmp_path / "notes.docx", tmp_path / "gone"], **stamp())
    assert {finding.file: brief(finding)[1] for finding in spoken(result.findings)} == {
        "agreements.xlsx": "workbook_broken",
        "bodies.csv": "file_empty",
        "hubs.csv": "file_empty",
        "projects.csv": "binary",
        "milestone.csv": "name_meant",
        "colours.csv": "name_unknown",
        "notes.docx": "format_unknown",
        "gone": "file_missing",
    }
    assert (result.read, result.added) == ({"portfolios": 1}, {"portfolios": 1})


def test_an_empty_folder_is_a_finding(sqlite_registry: Registry, tmp_path: Path) -> None:
    assert only(load(sqlite_registry, [tmp_path], **stamp()).findings)[1] == "folder_empty"


def test_findings_stand_in_the_order_of_the_file(sqlite_registry: Registry, tmp_path: Path) -> None:
    rows = [portfolio(f"p{number}", name_ru="" if number % 3 else "и") for number in range(30)]
    findings = load_text(sqlite_registry, tmp_path / "t", portfolios=csv_of(*rows, portfolio("p0")))
    numbers = [int(dict(finding.params)["row"]) for finding in findings]
    assert numbers == sorted(numbers)
    assert len(numbers) == 21


def test_a_very_long_cell_loads(sqlite_registry: Registry, tmp_path: Path) -> None:
    long = "слово " * 60_000 + "."
    assert load_text(sqlite_registry, tmp_path / "t", portfolios=csv_of(portfolio(definition_ru=long))) == ()
    assert sqlite_registry.rows("portfolios")[0].get("definition_ru") == long
