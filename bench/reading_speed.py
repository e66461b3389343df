"""Measure how fast Karvon reads, beside the money and date extractors of natasha, on the same texts in one run.

Run: make bench, or python bench/reading_speed.py [--texts N] [--rival PYTHON]. Each program works in a process of its
own, one after the other, on one core. Time is processor time, so a busy machine blurs little; the first texts warm the
caches and are not counted. Karvon reads twice: compiled, where make compiled has built it, and as it is written.

Two kinds of text are read. In `press` numbers are as dense as in the press: 32 pages found by looking for news of
economic cooperation in Russian and English have about 5 numbers in 1,000 characters, the eight of them that were asked
for by trade figures about 7; these texts have 8. In `figures` numbers are as dense as in a summary of statistics: 19 in
1,000 characters. Both are shown; the exit code is 1 when, on the press, Karvon is less than ten times as fast, or when
it needs 350 MB or more on either; where Karvon is compiled, that is what is held against the promise.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from karvon import compiled

HERE = Path(__file__).resolve().parent
RIVAL = HERE.parent / ".venv-bench" / "bin" / "python"
LENGTH = 1_600
WARM = 20
TIMES_AS_FAST = 10
MEGABYTES = 350
NUMBER = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)*")

# Each line is a template; {n} numbers grow from text to text, so that no program can remember an answer.
FIGURES = (
    "В {year} году товарооборот между Казахстаном и Узбекистаном составил {a},{b} млрд долларов, рост – {c} %.",
    "Об этом {day} ноября {year} года сообщил министр торговли {person} на заседании комиссии в {city}.",
    "«Мы намерены довести взаимную торговлю до {d} млрд долларов к 2030 году», – отметил он.",
    "Экспорт Казахстана достиг {e} млн долларов США, импорт из Узбекистана – более {f} млн долларов.",
    "В портфеле {g} совместных проектов на сумму свыше {h} млрд долларов, из них {b} уже реализованы.",
    "Стороны договорились до конца {next} года открыть международный центр промышленной кооперации.",
    "Соглашение о строительстве дороги подписано {day} марта {next} года и вступит в силу после ратификации.",
    "Участники обсудили вопросы транзита, водных ресурсов и работы пунктов пропуска на границе двух стран.",
    "По словам посла {person}, в первом полугодии {year} года перевезено {e} тыс. тонн грузов.",
    "Будет создано около {f} рабочих мест; финансирование в размере {a},{b} млрд тенге выделит Банк развития.",
    "Ранее сообщалось, что за январь–август {year} года торговля выросла на {c} % и превысила {h} млрд долларов.",
    "Губернатор области {person} подчеркнул, что жители приграничных районов ждут новых автобусных маршрутов.",
)
PRESS = (
    "{day} ноября {year} года в {city} прошло очередное заседание комиссии по торгово-экономическому сотрудничеству.",
    "Делегации возглавили министр торговли {person} и его коллега, министр промышленности соседней страны.",
    "Стороны обсудили состояние связей и наметили до конца {next} года шаги, которые помогут бизнесу двух стран.",
    "По итогам {year} года товарооборот между Казахстаном и Узбекистаном составил {a},{b} млрд долларов (плюс {c} %).",
    "«Наши страны связывает общая история, и мы хотим выйти на {d} млрд долларов к 2030 году», – сказал {person}.",
    "Особое внимание участники уделили транспорту: перевозчики просят убрать лишние проверки на границе.",
    "Посол {person} напомнил, что соглашение о свободной торговле действует давно, но используется не в полной мере.",
    "В повестку вошли также вопросы водных ресурсов, энергетики, туризма и признания дипломов университетов.",
    "Министр отметил, что завод в {city}, где занято около {f} человек, уже выпускает технику для всего региона.",
    "Сейчас в работе {g} совместных проектов на сумму более {h} млрд долларов, часть из них уже реализована.",
    "Банк развития готов выделить {c} млн долларов, если правительства подготовят понятные гарантии.",
    "Предприниматели пожаловались на очереди у пунктов пропуска и на то, что правила ввоза часто меняются.",
    "Губернатор области {person} пригласил инвесторов на форум, который откроется весной в {city}.",
    "Было предложено создать рабочую группу, которая представит перечень из {g} товаров для взаимных поставок.",
    "Подписан меморандум о сотрудничестве между торгово-промышленными палатами; стороны назвали его важным шагом.",
    "Как сообщили в пресс-службе министерства, за 8 месяцев экспорт достиг {e} млн долларов, импорт – {f} млн.",
    "По словам главы ведомства, новая дорога длиной {f} км сократит путь до побережья и оживит приграничные районы.",
    "Эксперты считают, что успех будет зависеть от того, насколько быстро договорённости дойдут до предприятий.",
    "Следующая встреча пройдёт в {city}; её точную дату согласуют по дипломатическим каналам.",
    "Главы государств поставили задачу довести взаимную торговлю до {d} млрд долларов к 2030 году.",
    "В ходе беседы собеседники обменялись мнениями о положении в регионе и о проектах с участием третьих стран.",
    "Культурная программа включала выставку ремёсел и концерт, на который пришли жители и гости города.",
    "Железнодорожники договорились отправлять {b} контейнерных поездов в неделю и вместе развивать сухой порт.",
    "Аграрии рассчитывают на поставки семян и удобрений, а также на общие лаборатории контроля качества.",
    "Ранее {person} говорил, что в первом полугодии перевезено {e} тыс. тонн грузов, на {b} % больше, чем год назад.",
    "Участники поручили ведомствам ускорить подготовку программы кооперации и доложить о ней правительствам.",
)
KINDS = {"press": PRESS, "figures": FIGURES}
PEOPLE = ("Айдар Сериков", "Бобур Каримов", "Динара Ахметова", "Рустам Юсупов", "Алия Нурланова", "Тимур Азизов")
CITIES = ("Ташкенте", "Астане", "Шымкенте", "Самарканде", "Туркестане")


def texts(count: int, kind: str) -> list[str]:
    """Return so many different articles of about 1,600 characters of a kind, always the same ones."""
    return [text(number, KINDS[kind]) for number in range(count)]


def text(number: int, lines: Sequence[str]) -> str:
    """Return one article: the lines in an order and with values that follow from its number."""
    written, at = "", number
    while len(written) < LENGTH:
        line = lines[at * 5 % len(lines)].format(
            year=2015 + at % 10,
            next=2016 + at % 10,
            day=1 + at * 7 % 28,
            person=PEOPLE[(at + number) % len(PEOPLE)],
            city=CITIES[(at * 3 + number) % len(CITIES)],
            a=1 + at % 9,
            b=1 + (at * 3 + number) % 9,
            c=2 + (at * 11 + number) % 60,
            d=10 + at % 7,
            e=100 + (at * 37 + number * 13) % 880,
            f=100 + (at * 53 + number * 29) % 870,
            g=20 + (at + number) % 90,
            h=1 + (at * 7) % 8,
        )
        written += line + ("\n\n" if at % 3 == 2 else " ")
        at += 1
    return written.strip()


WORK = """
import json, resource, sys, time, warnings
warnings.simplefilter("ignore")
given = json.load(sys.stdin)
{setup}
for text in given["texts"][: given["warm"]]:
    work(text)
begun, found = time.process_time(), 0
for text in given["texts"][given["warm"] :]:
    found += work(text)
seconds = time.process_time() - begun
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
print(json.dumps({{"seconds": seconds, "found": found, "memory": memory}}))
"""
KARVON = """
from karvon.read import read_text
def work(text):
    return len(read_text(text, "text").claims)
"""
NATASHA = """
from natasha import DatesExtractor, MoneyExtractor, MorphVocab
vocabulary = MorphVocab()
extractors = (MoneyExtractor(vocabulary), DatesExtractor(vocabulary))
def work(text):
    return sum(len(list(extractor(text))) for extractor in extractors)
"""


def measured(python: Path, setup: str, given: list[str], builds: str = "") -> dict[str, float]:
    """Return seconds of processor time, findings and peak memory (MB) of a program on the texts after the warm ones.

    `builds` is the folder in which Karvon looks for its compiled reader; without one it runs as it is written.
    """
    task = json.dumps({"texts": given, "warm": WARM})
    command = [python, "-c", WORK.format(setup=setup)]
    environment = {**os.environ, compiled.PLACE: builds}
    answer = subprocess.run(command, input=task, capture_output=True, text=True, check=False, env=environment)
    if answer.returncode:
        sys.exit(answer.stderr)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Measure both programs, print a table, and say by the exit code whether the promise holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=200, help="how many texts to measure")
    options.add_argument("--rival", type=Path, default=RIVAL, help="the Python that has natasha")
    chosen = options.parse_args()
    if not chosen.rival.exists():
        sys.exit(f"{chosen.rival} is missing: run make bench, which sets it up")
    ratios, memory = {}, 0.0
    for kind in KINDS:
        ratios[kind], used = compared(kind, chosen.texts, chosen.rival)
        memory = max(memory, used)
    print(f"promised on the press: {TIMES_AS_FAST} times as many, and below {MEGABYTES} MB")
    return int(ratios["press"] < TIMES_AS_FAST or memory >= MEGABYTES)


def compared(kind: str, count: int, rival: Path) -> tuple[float, float]:
    """Print how all read texts of a kind; return how many times as fast Karvon is at its best, and its megabytes."""
    given = texts(count + WARM, kind)
    length = sum(map(len, given)) / len(given)
    numbers = 1000 * sum(len(NUMBER.findall(text)) for text in given) / sum(map(len, given))
    print(f"{kind}: {count} texts of {length:.0f} characters, {numbers:.1f} numbers in 1,000 characters, one core")
    print(f"{'':26}{'texts/s':>10}{'found/text':>12}{'peak MB':>10}{'times natasha':>16}")
    theirs = measured(rival, NATASHA, given)
    ours = {"karvon (as written)": measured(Path(sys.executable), KARVON, given)}
    if build := compiled.build():
        ours["karvon (compiled)"] = measured(Path(sys.executable), KARVON, given, str(build.parent))
    else:
        print("karvon is not compiled: make compiled")
    for name, row in {"natasha (money, dates)": theirs, **ours}.items():
        speed, each, times = count / row["seconds"], row["found"] / count, theirs["seconds"] / row["seconds"]
        print(f"{name:26}{speed:10.1f}{each:12.1f}{row['memory']:10.0f}{times:16.1f}")
    fastest = min(row["seconds"] for row in ours.values())
    return theirs["seconds"] / fastest, max(row["memory"] for row in ours.values())


if __name__ == "__main__":
    sys.exit(main())
