"""Families of Russian sentences on trade: levels, growth, falls, multiples, flows and their directions."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tests.read.generated import periods
from tests.read.generated.amounts_ru import BEHIND_PREPOSITION, BOUNDS, CHANGE_BOUNDS, PLAIN, money, percent
from tests.read.generated.drawing import Draw, Sentence, sentence_case
from tests.read.generated.russian import COUNTRIES, Country, past


class Flow(NamedTuple):
    """What is measured: nominative, genitive, accusative, gender, indicator code."""

    name: str
    genitive: str
    accusative: str
    gender: str
    indicator: str


TURNOVER = (
    Flow("товарооборот", "товарооборота", "товарооборот", "m", "trade_turnover"),
    Flow("взаимный товарооборот", "взаимного товарооборота", "взаимный товарооборот", "m", "trade_turnover"),
    Flow("взаимная торговля", "взаимной торговли", "взаимную торговлю", "f", "trade_turnover"),
    Flow("двусторонняя торговля", "двусторонней торговли", "двустороннюю торговлю", "f", "trade_turnover"),
    Flow("объём торговли", "объёма торговли", "объём торговли", "m", "trade_turnover"),
    Flow("торговый оборот", "торгового оборота", "торговый оборот", "m", "trade_turnover"),
    Flow("оборот взаимной торговли", "оборота взаимной торговли", "оборот взаимной торговли", "m", "trade_turnover"),
)
ALONE = (
    *TURNOVER,
    Flow("экспорт", "экспорта", "экспорт", "m", "export"),
    Flow("импорт", "импорта", "импорт", "m", "import"),
    Flow("несырьевой экспорт", "несырьевого экспорта", "несырьевой экспорт", "m", "noncommodity_export"),
    Flow("объём экспорта", "объёма экспорта", "объём экспорта", "m", "export"),
    Flow("объём импорта", "объёма импорта", "объём импорта", "m", "import"),
)
LEVEL_VERBS = (
    ("состави л/ла/ло/ли", "nom"),
    ("состави л/ла/ло/ли", "nom"),
    ("достиг /ла/ло/ли", "gen"),
    ("сложи лся/лась/лось/лись на уровне", "gen"),
    ("оценён /а/о/ы в", "nom"),
    ("вырос /ла/ло/ли до", "gen"),
    ("увеличи лся/лась/лось/лись до", "gen"),
    ("снизи лся/лась/лось/лись до", "gen"),
    ("дош ёл/ла/ло/ли до отметки в", "nom"),
    ("выш ел/ла/ло/ли на уровень в", "nom"),
)
BOUND_VERBS = (
    ("превыси л/ла/ло/ли", "gt"),
    ("превыси л/ла/ло/ли отметку в", "gt"),
    ("превзош ёл/ла/ло/ли", "gt"),
    ("перевали л/ла/ло/ли за", "gt"),
    ("не превыси л/ла/ло/ли", "le"),
    ("преодоле л/ла/ло/ли отметку в", "gt"),
)
UP = (
    "вырос /ла/ло/ли на",
    "увеличи лся/лась/лось/лись на",
    "возрос /ла/ло/ли на",
    "подня лся/лась/лось/лись на",
    "прибави л/ла/ло/ли",
)
DOWN = (
    "снизи лся/лась/лось/лись на",
    "сократи лся/лась/лось/лись на",
    "упа л/ла/ло/ли на",
    "уменьши лся/лась/лось/лись на",
    "просе л/ла/ло/ли на",
    "потеря л/ла/ло/ли",
)
LEVEL = {"change": "level", "status": "actual"}
RELATIVE = {"change": "relative_change", "status": "actual"}
ABSOLUTE = {"change": "absolute_change", "status": "actual"}


def finish(draw: Draw, family: str, today: dt.date, text: str, *slots: dict[str, str]) -> Sentence:
    """Return a Russian sentence with its first letter made a capital."""
    marked = sentence_case(" ".join(text.split(" "))).rstrip(".") + "."
    return Sentence("ru", family, f"date {today.isoformat()}\n", marked, slots, tuple(draw.choices))


def verb(forms: str, gender: str) -> str:
    """Return the past form of a verb that may drag words behind it ("вырос /ла/ло/ли до")."""
    before = "не " if forms.startswith("не ") else ""
    stem, endings, *tail = forms.removeprefix(before).split(" ")
    return before + " ".join((past(f"{stem} {endings}", gender), *tail))


def pair(draw: Draw) -> tuple[Country, Country]:
    """Return two different countries."""
    left = draw.of("country", COUNTRIES)
    right = draw.of("country", [country for country in COUNTRIES if country is not left])
    return left, right


def measured(draw: Draw, flows: tuple[Flow, ...] = ALONE) -> tuple[Flow, str, str, dict[str, str]]:
    """Return a flow, its subject in nominative and genitive, and the slots that it fixes."""
    flow = draw.of("flow", flows)
    if flow.indicator != "trade_turnover" or draw.one_in("no pair", 4):
        return flow, flow.name, flow.genitive, {"indicator": flow.indicator}
    left, right = pair(draw)
    shape = draw.of("pair", ("между {a5} и {b5}", "{a2} и {b2}", "{a2} с {b5}", "{a2} и {b2}"))
    words = shape.format(a2=left.case("gent"), b2=right.case("gent"), a5=left.case("ablt"), b5=right.case("ablt"))
    found = {"indicator": flow.indicator, "reporter": left.code, "partner": right.code}
    return flow, f"{flow.name} {words}", f"{flow.genitive} {words}", found


ORDERS = (
    "{when} {what} {verb} {amount}",
    "{what} {when} {verb} {amount}",
    "{what} {verb} {amount} {when}",
    "{what} {verb} {when} {amount}",
)


def level(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    forms, case = draw.of("verb", LEVEL_VERBS)
    amount = money(draw, case, PLAIN) if forms.endswith((" до", " в")) else money(draw, case)
    when = periods.past(draw, today, "ru")
    order = draw.of("order", (*ORDERS, "{amount} {verb} {when} {what}") if "состави" in forms else ORDERS[:3])
    text = order.format(when=when.text, what=what, verb=verb(forms, flow.gender), amount=amount.text)
    return finish(draw, "level", today, text, about | LEVEL | amount.slots | when.slots)


def bound_verb(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    forms, bound = draw.of("verb", BOUND_VERBS)
    amount, when = money(draw, "nom", PLAIN), periods.past(draw, today, "ru")
    text = draw.of("order", ORDERS[:3]).format(
        when=when.text, what=what, verb=verb(forms, flow.gender), amount=amount.text
    )
    value = amount.slots["value"]
    ends = {"low": value, "high": "none"} if bound == "gt" else {"low": "none", "high": value}
    return finish(draw, "bound_verb", today, text, about | LEVEL | amount.slots | {"bound": bound} | ends | when.slots)


COMPARED = ("", "", "", " по сравнению с {} годом", " относительно {} года", " к уровню {} года")


def growth(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, of_what, about = measured(draw)
    sign = draw.of("direction", (1, 1, -1))
    amount = percent(draw, "nom", CHANGE_BOUNDS, sign)
    when = periods.past(draw, today, "ru")
    noun = draw.of("noun", ("рост", "прирост") if sign > 0 else ("падение", "снижение", "сокращение"))
    forms = verb(draw.of("verb", UP if sign > 0 else DOWN), flow.gender)
    done = "составил" if noun in ("рост", "прирост") else "составило"
    text = draw.of(
        "shape",
        (
            "{when} {what} {verb} {amount}",
            "{what} {when} {verb} {amount}",
            "{what} {verb} {amount} {when}",
            "{when} {noun} {of} {done} {amount}",
            "{noun} {of} {when} {done} {amount}",
        ),
    ).format(when=when.text, what=what, verb=forms, amount=amount.text, noun=noun, of=of_what, done=done)
    text += draw.of("compared", COMPARED).format(int(when.slots["start"][:4]) - 1)
    return finish(draw, "growth", today, text, about | RELATIVE | amount.slots | when.slots)


MULTIPLES = (
    ("{k} раза", ("1,5", "2,5", "1,7", "2", "3", "4", "3,4")),
    ("{k} раз", ("5", "6", "10")),
    ("{k} раза", ("полтора", "два", "три")),
    ("{k} раз", ("пять", "десять")),
)
WORDS = {"полтора": "1.5", "два": "2", "три": "3", "пять": "5", "десять": "10"}


def multiple(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    words, options = draw.of("times", MULTIPLES)
    factor = draw.of("factor", options)
    times = float(WORDS.get(factor, factor).replace(",", "."))
    sign = draw.of("direction", (1, 1, 1, -1))
    forms = draw.of("verb", UP[:3] if sign > 0 else DOWN[:2]).removesuffix(" на")
    when = periods.past(draw, today, "ru")
    amount = draw.of("bound", ("", "", "более чем ", "почти ")) + "в [[" + words.format(k=factor) + "]]"
    text = draw.of("order", ORDERS[:3]).format(when=when.text, what=what, verb=verb(forms, flow.gender), amount=amount)
    found = about | RELATIVE | {"unit": "percent"} | when.slots
    if sign > 0:
        found["value"] = f"{round((times - 1) * 100, 1):g}"
    elif times in (2, 4, 5, 10):
        found["value"] = f"{round((1 / times - 1) * 100):g}"
    return finish(draw, "multiple", today, text, found)


def absolute(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    sign = draw.of("direction", ("", "", "-"))
    amount, when = money(draw, "nom", PLAIN), periods.past(draw, today, "ru")
    forms = verb(draw.of("verb", DOWN[:5] if sign else UP[:4]), flow.gender)
    text = draw.of("order", ORDERS[:3]).format(when=when.text, what=what, verb=forms, amount=amount.text)
    slots = about | ABSOLUTE | {"value": sign + amount.slots["value"], "unit": amount.slots["unit"]} | when.slots
    return finish(draw, "absolute", today, text, slots)


BOTH = (
    ("{up} {p}, до {g}", "pm"),
    ("{up} {p} – до {g}", "pm"),
    ("{up} {p} и состави{л} {m}", "pm"),
    ("{up} {p} и достиг{ла} {g}", "pm"),
    ("{up} {p}, составив {m}", "pm"),
    ("{up} {p}, достигнув {g}", "pm"),
    ("состави{л} {m}, что на {p} больше, чем годом ранее", "mp"),
    ("состави{л} {m} (+{p})", "mp"),
    ("состави{л} {m} (рост на {p})", "mp"),
    ("состави{л} {m}, увеличившись на {p}", "mp"),
    ("состави{л} {m}, показав рост на {p}", "mp"),
    ("достиг{ла} {g}, прибавив {p}", "mp"),
    ("состави{л} {m}, или на {p} больше, чем за аналогичный период прошлого года", "mp"),
)


def growth_and_level(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    when = periods.past(draw, today, "ru")
    shape, order = draw.of("shape", BOTH)
    share = percent(draw, "nom", PLAIN)
    amount = money(draw, "gen" if "{g}" in shape else "nom", PLAIN)
    up = verb(draw.of("verb", UP[:3]), flow.gender)
    ends = {"л": past(" л/ла/ло/ли", flow.gender), "ла": past(" /ла/ло/ли", flow.gender)}
    tail = shape.format(up=up, p=share.text, m=amount.text, g=amount.text, **ends)
    text = draw.of("order", ("{when} {what} {tail}", "{what} {when} {tail}")).format(
        when=when.text, what=what, tail=tail
    )
    change = about | RELATIVE | share.slots | when.slots
    reached = about | LEVEL | amount.slots | when.slots
    return finish(draw, "growth_and_level", today, text, *((change, reached) if order == "pm" else (reached, change)))


def from_to(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    low, high = money(draw, "gen", PLAIN), money(draw, "gen", PLAIN)
    last = today.year - draw.whole(1, 2)
    first = last - draw.whole(1, 5)
    forms = verb(draw.of("verb", UP[:3]).removesuffix(" на"), flow.gender)
    text = f"{what} {forms} с {low.text} в {first} году до {high.text} в {last} году"
    slots = (
        about | LEVEL | part.slots | {"start": f"{year}-01-01", "end": f"{year}-12-31"}
        for part, year in ((low, first), (high, last))
    )
    return finish(draw, "from_to", today, text, *slots)


def direction(draw: Draw) -> Sentence:
    """Draw whose export or import it is: the reporter sells or buys, the partner is the other side."""
    today = periods.day(draw)
    seller, buyer = pair(draw)
    code, text = draw.of("shape", [(shape, (code, shape)) for code, shape in DIRECTIONS])[1]
    bounds = BEHIND_PREPOSITION if text.endswith("на {m}") else BOUNDS
    amount, when = money(draw, "nom", bounds), periods.past(draw, today, "ru")
    words = text.format(
        s1=seller.name,
        s2=seller.case("gent"),
        b1=buyer.name,
        b2=buyer.case("gent"),
        b4=buyer.case("accs"),
        sa=seller.adjective,
        m=amount.text,
        when=when.text,
        ls=past(" л/ла/ло/ли", seller.gender),
        lb=past(" л/ла/ло/ли", buyer.gender),
    )
    left, right = (seller, buyer) if code == "export" else (buyer, seller)
    sides = {"indicator": code, "reporter": left.code, "partner": right.code}
    return finish(draw, "direction", today, words, sides | LEVEL | amount.slots | when.slots)


DIRECTIONS = (
    ("export", "{when} экспорт {s2} в {b4} составил {m}"),
    ("export", "экспорт из {s2} в {b4} {when} составил {m}"),
    ("export", "{sa}ий экспорт в {b4} {when} составил {m}"),
    ("export", "{when} {s1} экспортирова{ls} в {b4} товаров на {m}"),
    ("export", "{when} объём экспорта {s2} в {b4} составил {m}"),
    ("export", "вывоз товаров из {s2} в {b4} {when} составил {m}"),
    ("export", "экспорт {sa}их товаров в {b4} {when} составил {m}"),
    ("import", "{when} импорт {b2} из {s2} составил {m}"),
    ("import", "импорт из {s2} в {b4} {when} составил {m}"),
    ("import", "{when} {b1} импортирова{lb} из {s2} товаров на {m}"),
    ("import", "импорт {sa}их товаров в {b4} {when} составил {m}"),
    ("import", "{when} объём импорта {b2} из {s2} составил {m}"),
    ("import", "ввоз товаров из {s2} в {b4} {when} составил {m}"),
)
TWO = (
    "{when} экспорт составил {a}, импорт – {b}",
    "{when} экспорт {left} составил {a}, а импорт – {b}",
    "экспорт {when} составил {a}, импорт составил {b}",
    "{when} экспорт достиг отметки в {a}, импорт – {b}",
    "из них экспорт – {a}, импорт – {b}",
)


def two_flows(draw: Draw) -> Sentence:
    today = periods.day(draw)
    left, _ = pair(draw)
    first, second = money(draw, "nom", PLAIN), money(draw, "nom", PLAIN)
    when = periods.past(draw, today, "ru")
    shape = draw.of("shape", TWO)
    text = shape.format(when=when.text, left=left.case("gent"), a=first.text, b=second.text)
    dated = when.slots if "{when}" in shape else {}
    sold, bought = ({"indicator": code} | LEVEL | dated for code in ("export", "import"))
    return finish(draw, "two_flows", today, text, sold | first.slots, bought | second.slots)


def before(draw: Draw) -> Sentence:
    """Draw a level with that of an earlier year in brackets or behind a comparison."""
    today = periods.day(draw)
    flow, what, _, about = measured(draw)
    first, second = money(draw, "nom", PLAIN), money(draw, "nom", PLAIN)
    year = today.year - draw.whole(1, 2)
    shape = draw.of(
        "shape",
        (
            "в {y} году {what} {did} {a} (в {x} году – {b})",
            "в {y} году {what} {did} {a} против {b} в {x} году",
            "в {y} году {what} {did} {a}, тогда как в {x} году – {b}",
            "{what} в {y} году {did} {a}, а в {x} году – {b}",
        ),
    )
    did = verb("состави л/ла/ло/ли", flow.gender)
    text = shape.format(y=year, x=year - 1, what=what, did=did, a=first.text, b=second.text)
    slots: list[dict[str, str]] = [
        about | LEVEL | part.slots | {"start": f"{at}-01-01", "end": f"{at}-12-31"}
        for part, at in ((first, year), (second, year - 1))
    ]
    return finish(draw, "before", today, text, *slots)


def share(draw: Draw) -> Sentence:
    today = periods.day(draw)
    part, whole = pair(draw)
    amount, when = percent(draw, "nom"), periods.past(draw, today, "ru")
    text = draw.of(
        "shape",
        (
            "доля {p2} в товарообороте {w2} {when} составила {m}",
            "{when} доля {p2} во внешней торговле {w2} составила {m}",
            "{when} на {p4} пришлось {m} товарооборота {w2}",
            "доля {p2} в экспорте {w2} {when} составила {m}",
        ),
    ).format(p2=part.case("gent"), w2=whole.case("gent"), p4=part.case("accs"), when=when.text, m=amount.text)
    sides = {"indicator": "trade_share", "reporter": whole.code, "partner": part.code}
    return finish(draw, "share", today, text, sides | LEVEL | amount.slots | when.slots)


FAMILIES = (
    level,
    bound_verb,
    growth,
    multiple,
    absolute,
    growth_and_level,
    from_to,
    direction,
    two_flows,
    before,
    share,
)
