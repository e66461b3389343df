"""Families of Russian sentences on who says a figure: by his words, as he noted, in quotation marks, by an outlet."""

from __future__ import annotations

from typing import NamedTuple

from tests.read.generated import periods
from tests.read.generated.amounts_ru import PLAIN, money
from tests.read.generated.drawing import Draw, Sentence, sentence_case
from tests.read.generated.trade_ru import LEVEL, finish, measured, verb


class Person(NamedTuple):
    """A person with a role, both in nominative and genitive; endings of the past after `gender`."""

    name: str
    genitive: str
    role: str
    role_genitive: str
    gender: str


PEOPLE = (
    Person("Ерлан Сагынбаев", "Ерлана Сагынбаева", "министр торговли", "министра торговли", "m"),
    Person("Бобур Каримов", "Бобура Каримова", "министр экономики", "министра экономики", "m"),
    Person("Айгуль Садыкова", "Айгуль Садыковой", "посол", "посла", "f"),
    Person("Мадина Юсупова", "Мадины Юсуповой", "вице-министр", "вице-министра", "f"),
    Person("Сергей Левин", "Сергея Левина", "премьер-министр", "премьер-министра", "m"),
    Person("Нурлан Ахметов", "Нурлана Ахметова", "вице-премьер", "вице-премьера", "m"),
    Person("Ольга Петрова", "Ольги Петровой", "заместитель министра", "заместителя министра", "f"),
    Person("Тимур Рахимов", "Тимура Рахимова", "председатель комитета", "председателя комитета", "m"),
)
SAYS = (
    "сообщи л/ла/ло/ли",
    "отмети л/ла/ло/ли",
    "заяви л/ла/ло/ли",
    "сказа л/ла/ло/ли",
    "подчеркну л/ла/ло/ли",
    "рассказа л/ла/ло/ли",
    "добави л/ла/ло/ли",
    "уточни л/ла/ло/ли",
)
SHAPES = (
    ("indirect", "по словам {role2} {name2}, {s}"),
    ("indirect", "по данным {role2} {name2}, {s}"),
    ("indirect", "как {said} {role} {name}, {s}"),
    ("indirect", "{role} {name} {said}, что {s}"),
    ("indirect", "{s}, {said} {role} {name}"),
    ("indirect", "об этом {said} {role} {name}: {s}"),
    ("indirect", "выступая на форуме, {role} {name} {said}, что {s}"),
    ("direct", "«{S}», – {said} {role} {name}"),
    ("direct", "«{S}», — {said} {name}"),
    ("direct", "{role} {name} {said}: «{S}»"),
    ("direct", '"{S}", - {said} {role} {name}'),
    ("direct", "„{S}“, – {said} {role} {name}"),
    ("direct", "«Мы довольны итогами. {S}. Это хороший результат», – {said} {role} {name}"),
)


def voice(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    amount, person = money(draw, "nom", PLAIN), draw.of("person", PEOPLE)
    speech, shape = draw.of("shape", [(shape, (how, shape)) for how, shape in SHAPES])[1]
    inner = f"{what} {verb('состави л/ла/ло/ли', flow.gender)} {amount.text}"
    said = verb(draw.of("says", SAYS), person.gender)
    text = shape.format(
        role=person.role,
        role2=person.role_genitive,
        name=person.name,
        name2=person.genitive,
        said=said,
        s=inner,
        S=sentence_case(inner),
    )
    found = about | LEVEL | amount.slots | {"speech": speech, "speaker": person.name.replace(" ", "_")}
    return finish(draw, "voice", today, text, found)


OFFICES = (
    ("министерства торговли", "министерство торговли"),
    ("Комитета статистики", "Комитет статистики"),
    ("Национального банка", "Национальный банк"),
    ("таможенной службы", "таможенная служба"),
    ("пресс-службы правительства", "пресс-служба правительства"),
)
ACCORDING = ("по данным {o}, {s}", "согласно данным {o}, {s}", "по информации {o}, {s}", "{s}, по данным {o}")


def office(draw: Draw) -> Sentence:
    """Draw an office that speaks: the speech is indirect, its speaker the office in the nominative."""
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    amount = money(draw, "nom", PLAIN)
    inner = f"{what} {verb('состави л/ла/ло/ли', flow.gender)} {amount.text}"
    written, name = draw.of("office", [(genitive, (genitive, name)) for genitive, name in OFFICES])[1]
    text = draw.of("shape", ACCORDING).format(o=written, s=inner)
    found = about | LEVEL | amount.slots | {"speech": "indirect", "speaker": name.replace(" ", "_")}
    return finish(draw, "office", today, text, found)


OUTLETS = ("{s}, передаёт {o}", "{s}, сообщает {o}", "{s}, пишет {o}", "{s}, сообщает агентство «{o}»")


def outlet(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    amount = money(draw, "nom", PLAIN)
    name = draw.of("outlet", ("Zakon.kz", "Kursiv.media", "Газета.uz", "Podrobno.uz", "Trend", "Интерфакс"))
    inner = f"{what} {verb('состави л/ла/ло/ли', flow.gender)} {amount.text}"
    text = draw.of("shape", OUTLETS).format(o=name, s=inner)
    return finish(draw, "outlet", today, text, about | LEVEL | amount.slots | {"outlet": name, "speaker": "none"})


def narrated(draw: Draw) -> Sentence:
    """Draw a figure that nobody is quoted for."""
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    amount = money(draw, "nom")
    text = f"{what} {verb('состави л/ла/ло/ли', flow.gender)} {amount.text}"
    found = about | LEVEL | amount.slots | {"speech": "narration", "speaker": "none"}
    return finish(draw, "narrated", today, text, found)


FAMILIES = (voice, office, outlet, narrated)
