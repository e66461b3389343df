"""case.toml says what a case is; a wrong or missing key is named with file, key and remedy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import karvon
from karvon.case import CaseError, new
from karvon.case.settings import read_settings, written_settings
from karvon.say.findings import finding

GOOD = {
    "name": '"kgz-tjk"',
    "title_ru": '"Кыргызстан и Таджикистан"',
    "title_en": '"Kyrgyzstan and Tajikistan"',
    "countries": '["KGZ", "TJK"]',
    "as_of": "2026-03-31",
    "collected": "2026-02-28",
}
ASSUMPTION = '\n[[assumption]]\ncode = "a"\nru = "А."\nen = "A."\n'


def written(folder: Path, more: str = "", **changes: str | None) -> Path:
    keys = {key: value for key, value in (GOOD | changes).items() if value is not None}
    text = "".join(f"{key} = {value}\n" for key, value in keys.items()) + more
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> tuple[str, dict[str, str]]:
    with pytest.raises(CaseError) as caught:
        karvon.open(folder)
    found = caught.value.finding
    for lang in ("ru", "en"):
        assert str(folder) in finding(found, lang)
    assert str(caught.value) == finding(found, "en")
    return found.code, dict(found.params)


def test_an_assumption_shows_only_from_the_day_it_could_be_known(tmp_path: Path) -> None:
    for day, shown in (("2024-07-24", ()), ("2024-07-25", ("later",))):
        later = '\n[[assumption]]\ncode = "later"\nsince = 2024-07-25\nru = "А."\nen = "A."\n'
        folder = written(tmp_path, later, as_of=day)
        assert tuple(code for code, *_ in karvon.open(folder).info.assumptions) == shown


def test_a_case_says_its_pair_its_days_and_its_assumptions(tmp_path: Path) -> None:
    case = karvon.open(written(tmp_path, ASSUMPTION))
    assert case.info.countries == ("KGZ", "TJK")
    assert (case.info.as_of, case.info.collected) == (dt.date(2026, 3, 31), dt.date(2026, 2, 28))
    assert (case.info.currency, case.info.languages) == ("USD", ("ru", "en"))
    assert case.info.assumptions == (("a", "А.", "A."),)


def test_currency_and_languages_can_be_chosen(tmp_path: Path) -> None:
    case = karvon.open(written(tmp_path, currency='"EUR"', languages='["en"]'))
    assert (case.info.currency, case.info.languages) == ("EUR", ("en",))


@pytest.mark.parametrize("key", list(GOOD))
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    changes: dict[str, str | None] = {key: None}
    assert refused(written(tmp_path, "", **changes)) == ("case.key_missing", {"key": key})


def test_an_unknown_key_is_named_with_those_there_are(tmp_path: Path) -> None:
    code, words = refused(written(tmp_path, title_uz='"x"'))
    assert (code, words["key"]) == ("case.key_unknown", "title_uz")
    assert "title_ru" in words["keys"]


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("name", '""', "text"),
        ("name", "5", "text"),
        ("title_ru", '"  "', "text"),
        ("as_of", '"2026-03-31"', "day"),
        ("as_of", "2026-03-31T10:00:00", "day"),
        ("collected", "2026", "day"),
        ("countries", '["KGZ"]', "countries"),
        ("countries", '["KGZ", "KGZ"]', "countries"),
        ("countries", '["KG", "TJ"]', "countries"),
        ("countries", '["KGZ", "XXX"]', "countries"),
        ("countries", '["DDR", "KGZ"]', "countries"),
        ("countries", '"KGZ"', "countries"),
        ("countries", "[1, 2]", "countries"),
        ("currency", '"dollar"', "currency"),
        ("currency", "1", "currency"),
        ("languages", "[]", "languages"),
        ("languages", '["ru", "ru"]', "languages"),
        ("languages", '["uz"]', "languages"),
        ("database", '""', "text"),
        ("assumption", '"a"', "assumption"),
        ("assumption", '[{code = "a", ru = "А."}]', "assumption"),
        ("assumption", '[{code = "a", ru = "А.", en = ""}]', "assumption"),
        ("assumption", '[{code = "a", ru = "А", en = "A"}, {code = "a", ru = "Б", en = "B"}]', "assumption"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(tmp_path: Path, key: str, value: str, problem: str) -> None:
    code, words = refused(written(tmp_path, **{key: value}))
    assert (code, words["key"]) == (f"case.key_{problem}", key)


@pytest.mark.parametrize(
    ("content", "code"), [(b"name = kgz", "broken"), (b'name = "\xd8\xff"', "encoding"), (b"", "key_missing")]
)
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "case.toml").write_bytes(content)
    assert refused(tmp_path)[0] == f"case.{code}"


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path: Path) -> None:
    assert refused(tmp_path)[0] == "case.missing"
    assert refused(tmp_path / "not there")[0] == "case.missing"


def test_a_mark_at_the_beginning_of_the_file_does_no_harm(tmp_path: Path) -> None:
    file = written(tmp_path) / "case.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert karvon.open(tmp_path).info.name == "kgz-tjk"


@pytest.mark.parametrize("name", ["plain", "what? #1 %20", "дело Oʻ"])
def test_the_registry_lies_beside_case_toml(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    karvon.open(written(folder)).registry().close()
    assert (folder / "karvon.db").is_file()
    assert list(tmp_path.iterdir()) == [folder]


def test_a_relative_database_is_named_from_the_case(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    karvon.open(written(tmp_path, database='"sqlite:///data/r.db"')).registry().close()
    assert (tmp_path / "data" / "r.db").is_file()


def test_a_server_address_is_kept_with_its_password(tmp_path: Path) -> None:
    address = "postgresql://user:secret@host/name"
    assert karvon.open(written(tmp_path, database=f'"{address}"')).database == address


def test_an_address_that_is_none_is_named(tmp_path: Path) -> None:
    assert refused(written(tmp_path, database='"my file"'))[0] == "case.database"


@pytest.mark.parametrize(("said", "meant"), [("[6, 10]", (6, 10)), ("[]", ()), ("[5.5, 5.5]", (5.5, 5.5))])
def test_freight_is_two_rates_or_none(tmp_path: Path, said: str, meant: tuple[float, ...]) -> None:
    folder = new(tmp_path / "case", ("KAZ", "UZB")).folder
    text = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(f"freight = {said}\n{text}", encoding="utf-8")
    info = read_settings(folder).info
    assert tuple(float(rate) * 100 for rate in info.freight) == pytest.approx(meant)
    (folder / "case.toml").write_text(written_settings(info), encoding="utf-8")
    assert read_settings(folder).info == info
    (folder / "case.toml").write_text(f"freight = [10, 6]\n{text}", encoding="utf-8")
    with pytest.raises(CaseError):
        read_settings(folder)
