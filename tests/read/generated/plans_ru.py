"""Families of Russian sentences on targets, projects, jobs, companies, documents and measures."""

from __future__ import annotations

from tests.read.generated import periods
from tests.read.generated.amounts_ru import BEHIND_PREPOSITION, PLAIN, count, measure, money
from tests.read.generated.drawing import Draw, Sentence
from tests.read.generated.russian import COUNTRIES, Noun
from tests.read.generated.trade_ru import ALONE, LEVEL, finish, measured, verb

PROJECT = Noun("проект", "проекта", "проектов", "проекта")
JOINT = Noun("совместный проект", "совместных проекта", "совместных проектов", "совместного проекта")
JOB = Noun("рабочее место", "рабочих места", "рабочих мест", "рабочего места", "n")
COMPANY = Noun("предприятие", "предприятия", "предприятий", "предприятия", "n")
VENTURE = Noun(
    "совместное предприятие", "совместных предприятия", "совместных предприятий", "совместного предприятия", "n"
)
FIRM = Noun("компания", "компании", "компаний", "компании", "f")
DOCUMENT = Noun("документ", "документа", "документов", "документа")
AGREEMENT = Noun("соглашение", "соглашения", "соглашений", "соглашения", "n")
MEMORANDUM = Noun("меморандум", "меморандума", "меморандумов", "меморандума")
TARGETS = (
    "поручено довести {what} до {m} {when}",
    "стороны договорились довести {what} до {m} {when}",
    "поставлена задача довести {what} до {m} {when}",
    "поставлена цель – увеличить {what} до {m} {when}",
    "страны намерены нарастить {what} до {m} {when}",
    "{when} запланировано увеличить {what} до {m}",
    "{when} стороны намерены довести {what} до {m}",
    "главы государств поручили нарастить {what} до {m} {when}",
    "лидеры договорились {when} увеличить {what} до {m}",
    "необходимо {when} довести {what} до {m}",
    "президенты поставили цель довести {what} до {m} {when}",
    "правительствам поручено увеличить {what} до {m} {when}",
)


def target(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, subject, _, about = measured(draw)
    amount, when = money(draw, "gen", PLAIN), periods.deadline(draw, today, "ru")
    what = flow.accusative + subject.removeprefix(flow.name)
    text = draw.of("shape", TARGETS).format(what=what, m=amount.text, when=when.text)
    value = amount.slots["value"]
    wanted = {"status": "target", "change": "level", "bound": "eq", "low": value, "high": value}
    return finish(draw, "target", today, text, about | amount.slots | wanted | when.slots)


OUTLOOKS = (
    ("expectation", "ожидается, что {when} {what} вырастет до {m}"),
    ("expectation", "как ожидается, {what} {when} составит {n}"),
    ("expectation", "{when} {what}, как ожидается, достигнет {m}"),
    ("forecast", "по прогнозу экспертов, {when} {what} составит {n}"),
    ("forecast", "аналитики прогнозируют, что {what} {when} вырастет до {m}"),
    ("forecast", "по прогнозам аналитиков, {what} {when} достигнет {m}"),
)


def outlook(draw: Draw) -> Sentence:
    today = periods.day(draw)
    _, subject, _, about = measured(draw, tuple(f for f in ALONE if f.gender == "m"))
    status, shape = draw.of("shape", [(shape, (status, shape)) for status, shape in OUTLOOKS])[1]
    amount, when = money(draw, "gen" if "{m}" in shape else "nom", PLAIN), periods.deadline(draw, today, "ru")
    text = shape.format(what=subject, m=amount.text, n=amount.text, when=when.text)
    slots = {name: value for name, value in amount.slots.items() if name not in ("low", "high")}
    return finish(draw, "outlook", today, text, about | slots | {"status": status, "change": "level"} | when.slots)


STAGES = (
    ("done", "реализовано {n}"),
    ("done", "завершено {n}"),
    ("done", "к настоящему времени реализовано {n}"),
    ("under_way", "на стадии реализации находится {n}"),
    ("under_way", "реализуется {n}"),
    ("under_way", "в стадии реализации – {n}"),
    ("studied", "прорабатывается {n}"),
    ("studied", "на стадии проработки – {n}"),
    ("studied", "в проработке находится {n}"),
    ("launched", "запущено {n}"),
    ("suspended", "приостановлено {n}"),
    ("all", "портфель включает {n}"),
    ("all", "в портфеле двух стран – {n}"),
    ("all", "портфель насчитывает {n}"),
    ("all", "всего в перечне {n}"),
    ("planned", "запланировано {n}"),
    ("cancelled", "отменено {n}"),
)
WORTH = (
    " на сумму {m}",
    " на {m}",
    " стоимостью {m}",
    " общей стоимостью {m}",
    " на общую сумму {m}",
    " объёмом инвестиций {m}",
    " совокупной стоимостью {m}",
)


def portfolio(draw: Draw) -> Sentence:
    today = periods.day(draw)
    stage, shape = draw.of("shape", [(shape, (stage, shape)) for stage, shape in STAGES])[1]
    number = count(draw, draw.of("noun", (PROJECT, JOINT)), "nom", "project")
    held = {"stage": stage, "status": "actual", "change": "level"}
    slots = [{"indicator": "project_count"} | held | number.slots]
    text = shape.format(n=number.text)
    if not draw.one_in("no sum", 4):
        amount = money(draw, "nom", BEHIND_PREPOSITION)
        text += draw.of("worth", WORTH).format(m=amount.text)
        slots.append({"indicator": "project_value"} | held | amount.slots | {"relation": "describes"})
    return finish(draw, "portfolio", today, text, *slots)


JOBS = (
    ("actual", "nom", "создано {n}"),
    ("actual", "nom", "на заводе создано {n}"),
    ("plan", "nom", "будет создано {n}"),
    ("plan", "nom", "планируется создать {n}"),
    ("plan", "nom", "это позволит создать {n}"),
    ("plan", "gen", "проекты обеспечат создание {n}"),
    ("plan", "gen", "проект предполагает создание {n}"),
    ("plan", "nom", "на предприятии будет создано {n}"),
    ("plan", "gen", "предусмотрено создание {n}"),
    ("plan", "nom", "завод создаст {n}"),
)


def jobs(draw: Draw) -> Sentence:
    today = periods.day(draw)
    status, case, shape = draw.of("shape", [(job[2], job) for job in JOBS])[1]
    number = count(draw, JOB, case, "job", high=20_000)
    found = {"indicator": "jobs", "status": status, "change": "level"}
    return finish(draw, "jobs", today, shape.format(n=number.text), found | number.slots)


COMPANIES = (
    "в {c6} работает {n} с {a}им капиталом",
    "в {c6} зарегистрировано {n} с участием {a}ого капитала",
    "в {c6} действует {n} с {a}ими инвестициями",
    "на территории {c2} функционирует {n} с {a}им капиталом",
    "сегодня в {c6} насчитывается {n} с {a}им капиталом",
)


def companies(draw: Draw) -> Sentence:
    today = periods.day(draw)
    here = draw.of("country", COUNTRIES)
    owner = draw.of("country", [country for country in COUNTRIES if country is not here])
    number = count(draw, draw.of("noun", (COMPANY, VENTURE, FIRM)), "nom", "company", high=2000)
    text = draw.of("shape", COMPANIES).format(
        c6=here.case("loct"), c2=here.case("gent"), a=owner.adjective, n=number.text
    )
    found = {"indicator": "company_count", "status": "actual", "territory": here.code}
    return finish(draw, "companies", today, text, found | number.slots)


def documents(draw: Draw) -> Sentence:
    today = periods.day(draw)
    number = count(draw, draw.of("noun", (DOCUMENT, AGREEMENT, MEMORANDUM)), "nom", "document")
    amount = money(draw, "nom", BEHIND_PREPOSITION)
    shape = draw.of(
        "shape",
        (
            "подписано {n} на {m}",
            "по итогам форума подписано {n} на сумму {m}",
            "подписано {n} на общую сумму {m}",
            "в ходе визита подписано {n} на {m}",
        ),
    )
    done = {"status": "actual", "change": "level"}
    slots = (
        {"indicator": "document_count"} | done | number.slots,
        {"indicator": "contract_value"} | done | amount.slots,
    )
    return finish(draw, "documents", today, shape.format(n=number.text, m=amount.text), *slots)


TONNE = Noun("тонна", "тонны", "тонн", "тонны", "f")
HECTARE = Noun("гектар", "гектара", "гектаров", "гектара")
KILOMETRE = Noun("километр", "километра", "километров", "километра")
MEASURES = (
    ("capacity", "t", TONNE, "т", "мощность завода составляет {n} в год"),
    ("capacity", "t", TONNE, "т", "проектная мощность комбината – {n} продукции в год"),
    ("site_area", "ha", HECTARE, "га", "площадь индустриальной зоны составляет {n}"),
    ("site_area", "ha", HECTARE, "га", "центр занимает {n}"),
    ("line_length", "km", KILOMETRE, "км", "протяжённость автодороги составляет {n}"),
    ("line_length", "km", KILOMETRE, "км", "длина железнодорожной линии – {n}"),
    ("freight_volume", "t", TONNE, "т", "объём грузоперевозок составил {n}"),
    ("freight_volume", "t", TONNE, "т", "по железной дороге перевезено {n} грузов"),
    ("transit_volume", "t", TONNE, "т", "объём транзита составил {n}"),
)


def measures(draw: Draw) -> Sentence:
    today = periods.day(draw)
    code, unit, noun, short, shape = draw.of("shape", [(m[4], m) for m in MEASURES])[1]
    amount = measure(draw, "nom", noun, short, unit)
    return finish(draw, "measures", today, shape.format(n=amount.text), {"indicator": code} | LEVEL | amount.slots)


FLIGHT = Noun("авиарейс", "авиарейса", "авиарейсов", "авиарейса")
TRAIN = Noun("поезд", "поезда", "поездов", "поезда")
GOOD = Noun("товар", "товара", "товаров", "товара")
CORRIDOR = Noun("коридор", "коридора", "коридоров", "коридора")
COUNTS = (
    ("flights", "flight", FLIGHT, "еженедельно выполняется {n}"),
    ("flights", "flight", FLIGHT, "между странами выполняется {n} в неделю"),
    ("goods_count", "good", GOOD, "перечень включает {n}"),
    ("corridor_count", "corridor", CORRIDOR, "через страну проходит {n}"),
    (None, "train", TRAIN, "за сутки через переход проходит {n}"),
)


def counts(draw: Draw) -> Sentence:
    today = periods.day(draw)
    code, unit, noun, shape = draw.of("shape", [(c[3], c) for c in COUNTS])[1]
    number = count(draw, noun, "nom", unit, high=300)
    found = {"indicator": code} if code else {}
    return finish(draw, "counts", today, shape.format(n=number.text), found | LEVEL | number.slots)


def money_flows(draw: Draw) -> Sentence:
    """Draw investment, contracts and capital of funds."""
    today = periods.day(draw)
    code, gender, what = draw.of("subject", [(flow[2], flow) for flow in MONEY_FLOWS])[1]
    amount, when = money(draw, "nom"), periods.past(draw, today, "ru")
    flows = code in ("investment_flow", "contract_value")
    text = f"{when.text if flows else ''} {what} {verb('состави л/ла/ло/ли', gender)} {amount.text}".strip()
    found = {"indicator": code} | LEVEL | amount.slots
    return finish(draw, "money_flows", today, text, found | (when.slots if flows else {}))


MONEY_FLOWS = (
    ("investment_flow", "p", "прямые инвестиции"),
    ("investment_flow", "m", "приток инвестиций"),
    ("investment_flow", "m", "объём инвестиций"),
    ("investment_flow", "p", "капиталовложения"),
    ("investment_stock", "p", "накопленные инвестиции"),
    ("investment_stock", "m", "объём накопленных прямых инвестиций"),
    ("fund_capital", "m", "уставный капитал фонда"),
    ("fund_capital", "m", "капитал совместного фонда"),
    ("contract_value", "f", "сумма подписанных контрактов"),
    ("portfolio_value", "m", "инвестиционный портфель"),
    ("project_value", "f", "стоимость проекта"),
    ("trade_balance", "n", "положительное сальдо"),
)

FAMILIES = (target, outlook, portfolio, jobs, companies, documents, measures, counts, money_flows)
