"""Whose words: names of every build, offices and institutions of every kind, each in many constructions."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from karvon.read import read_file

EN_NAMES = (
    ("Tomas Varga", "Varga"),
    ("Mary O'Donagh", "O'Donagh"),
    ("Robert F. Hallam", "Hallam"),
    ("Rosa de la Vega", "de la Vega"),
    ("Hendrik van der Molen", "van der Molen"),
    ("Pham Duc Lanh", "Lanh"),
    ("Han Duk-jin", "Han"),
    ("S. Raminathan", "Raminathan"),
    ("Mehmet Ali Korkut", "Korkut"),
    ("Serik Zhumashev", "Zhumashev"),
    ("Khalid Al-Naimi", "Al-Naimi"),
    ("Samir el-Hadi", "el-Hadi"),
    ("Kwame N'Gassan", "N'Gassan"),
    ("Péter Nagyfi", "Nagyfi"),
    ("Goh Chee Kang", "Goh"),
)
EN_WAYS = (
    "Trade Minister {name} said that {told}.",
    "{Told}, said Trade Minister {name}.",
    "“{Told},” {name} said.",
    "“{Told},” said {name}, president of the chamber of commerce.",
    "{name}, the chairman of the business council, told reporters that {told}.",
    "According to {name}, {told}.",
    "As {name} noted, {told}.",
    "The head of the customs service {name} noted that {told}.",
    "Trade Minister {name} visited the port and said that {told}.",
    "{Told}. The figures were presented by Trade Minister {name}.",
    "The agency quoted Trade Minister {name} as saying that {told}.",
    "The forum was opened by Trade Minister {name}.\n\n{Told}, {last} said.",
    "The forum was opened by Trade Minister {name}.\n\n{Told}, the minister said.",
)
EN_OFFICES = (
    "Minister Delegate for Investment",
    "High Commissioner",
    "Regional Director",
    "Chief Operating Officer",
    "energy specialist",
    "senior fellow",
    "Congressman",
    "Joint Secretary",
    "Secretary-General",
    "trade adviser",
    "vice mayor",
    "co-founder",
    "Executive Vice President",
    "customs chief",
    "Speaker of the National Assembly",
)
EN_OFFICE_WAYS = (
    "{office} {name} said that {told}.",
    "{name}, the {office}, said that {told}.",
    "According to {office} {name}, {told}.",
)
RU_NAMES = (
    ("Иван Петров", "Петров"),
    ("Фам Дык Лань", "Фам Дык Лань"),
    ("Ван Лэ", "Ван Лэ"),
    ("Ким Ён Хо", "Ким Ён Хо"),
    ("Мансур бин Халифа", "бин Халифа"),
    ("Карим ан-Наими", "ан-Наими"),
    ("Мехмет Коркут", "Коркут"),
    ("Серик Жумашев", "Жумашев"),
    ("Токеш Рамбуде", "Рамбуде"),
    ("Карл фон Штеттин", "фон Штеттин"),
    ("Шинсуке Нагоро", "Нагоро"),
    ("Сергей Иванович Белых", "Белых"),
    ("А. Б. Нурлыбаев", "Нурлыбаев"),
)
RU_WAYS = (
    "Министр торговли {name} сообщил, что {told}.",
    "{Told}, сообщил министр торговли {name}.",
    "«{Told}», — сказал {name}.",
    "Как отметил {name}, {told}.",
    "{Told}, считает {name}.",
    "{name}: {told}",
    "Директор департамента внешней торговли {name} отметил, что {told}.",
    "{Told}. Об этом сообщил министр торговли {name}.",
    "Форум открыл министр торговли {name}.\n\nПо его словам, {told}.",
    "Форум открыл министр торговли {name}.\n\n{Told}, отметил министр.",
)
RU_OFFICES = (
    "госминистр",
    "наследный принц",
    "сооснователь",
    "главный специалист",
    "научный сотрудник",
    "востоковед",
    "вице-мэр",
    "торговый атташе",
    "кандидат экономических наук",
    "операционный директор",
    "спецпосланник",
    "проректор",
    "омбудсмен",
)
RU_OFFICE_WAYS = ("{Office} {name} сообщил, что {told}.", "{name}, {office}, сообщил, что {told}.")
TOLD = {
    "en": "trade between India and Kenya reached $3.4 billion in 2023",
    "ru": "товарооборот Индии и Кении в 2023 году достиг 3,4 млрд долларов",
}
ASKED = 0.96


def _speaker(path: Path, language: str, way: str, **words: str) -> str | None:
    told = TOLD[language]
    text = way.format(told=told, Told=told[0].upper() + told[1:], **words)
    day = "14 May 2024" if language == "en" else "14 мая 2024"
    path.write_text(f"{day}\n\n{text}\n", encoding="utf-8")
    found = [claim for claim in read_file(path).claims if claim.kind == "quantity"]
    return found[0].speaker if found else None


@pytest.mark.parametrize(("language", "names", "ways"), [("en", EN_NAMES, EN_WAYS), ("ru", RU_NAMES, RU_WAYS)])
def test_a_person_of_any_name_is_who_says_it(
    tmp_path: Path, language: str, names: tuple[tuple[str, str], ...], ways: tuple[str, ...]
) -> None:
    """Names of many peoples in every construction of speech give that name as the speaker."""
    path = tmp_path / "page.txt"
    wrong = [
        (name, way)
        for (name, last), way in product(names, ways)
        if _speaker(path, language, way, name=name, last=last) != name
    ]
    assert len(wrong) <= (1 - ASKED) * len(names) * len(ways), wrong


@pytest.mark.parametrize(
    ("language", "offices", "ways", "name"),
    [("en", EN_OFFICES, EN_OFFICE_WAYS, "Tomas Varga"), ("ru", RU_OFFICES, RU_OFFICE_WAYS, "Томаш Рамбуде")],
)
def test_a_person_of_any_office_is_who_says_it(
    tmp_path: Path, language: str, offices: tuple[str, ...], ways: tuple[str, ...], name: str
) -> None:
    """Offices of many kinds before and behind a name leave the name to be the speaker."""
    path = tmp_path / "page.txt"
    wrong = []
    for office, way in product(offices, ways):
        words = {"office": office, "Office": office[0].upper() + office[1:], "name": name}
        if _speaker(path, language, way, **words) != name:
            wrong.append((office, way))
    assert len(wrong) <= (1 - ASKED) * len(offices) * len(ways), wrong
