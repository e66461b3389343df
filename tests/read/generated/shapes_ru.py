"""Families of Russian sentences of difficult shape: lists, ranges, brackets, parts, pronouns, idle numbers."""

from __future__ import annotations

from decimal import Decimal

from tests.read.generated import periods
from tests.read.generated.amounts_ru import DOLLARS, PLAIN, count, money
from tests.read.generated.drawing import Draw, Sentence
from tests.read.generated.plans_ru import JOINT, PROJECT
from tests.read.generated.russian import COUNTRIES, numeral
from tests.read.generated.trade_ru import ALONE, LEVEL, TURNOVER, finish, measured, pair, verb

LISTS = (
    "крупнейшими торговыми партнёрами {r2} {when} стали {a1} ({a}), {b1} ({b}) и {c1} ({c})",
    "{when} {r1} торговала больше всего с {a5} – {a}, {b5} – {b} и {c5} – {c}",
    "{when} экспорт {r2} в {a4} составил {a}, в {b4} – {b}, в {c4} – {c}",
    "{when} товарооборот {r2} с {a5} составил {a}, с {b5} – {b}, с {c5} – {c}",
)


def listing(draw: Draw) -> Sentence:
    """Draw a list of partners, each with its own sum."""
    today = periods.day(draw)
    here = draw.of("country", COUNTRIES)
    others = [country for country in COUNTRIES if country is not here]
    start = draw.whole(0, len(others) - 3)
    named = others[start : start + 3]
    sums, when = [money(draw, "nom", PLAIN) for _ in named], periods.past(draw, today, "ru")
    cases = {
        f"{letter}{number}": country.name if case == "nomn" else country.case(case)
        for letter, country in zip("abcr", (*named, here), strict=True)
        for number, case in ((1, "nomn"), (2, "gent"), (4, "accs"), (5, "ablt"))
    }
    text = draw.of("shape", LISTS).format(
        **cases, **{k: s.text for k, s in zip("abc", sums, strict=True)}, when=when.text
    )
    text = text.replace("торговала", verb("торгова л/ла/ло/ли", here.gender)).replace("в Вьет", "во Вьет")
    slots = (
        {"reporter": here.code, "partner": country.code} | LEVEL | part.slots | when.slots
        for country, part in zip(named, sums, strict=True)
    )
    return finish(draw, "listing", today, text, *slots)


RANGES = ("от {a} до {b} {u}", "{a}–{b} {u}", "{a}-{b} {u}", "{a} – {b} {u}", "в пределах {a}–{b} {u}")
RANGE_UNITS = (("млн", 6), ("млрд", 9), ("миллиардов", 9))


def spread(draw: Draw) -> Sentence:
    """Draw a range: its ends are the interval."""
    today = periods.day(draw)
    low = draw.whole(2, 40)
    high = low + draw.whole(1, 30)
    word, power = draw.of("scale", RANGE_UNITS)
    text = draw.of("range", RANGES).format(a=low, b=high, u=f"{word} {draw.of('behind', DOLLARS.behind[:4])}")
    shape = draw.of(
        "shape",
        ("стоимость проекта оценивается в [[{r}]]", "объём экспорта составит [[{r}]]", "инвестиции составят [[{r}]]"),
    )
    ends = {"low": f"{Decimal(low).scaleb(power):f}", "high": f"{Decimal(high).scaleb(power):f}"}
    if "от " in text or "пределах" in text:
        shape = shape.replace("оценивается в", "–")
    return finish(draw, "spread", today, shape.format(r=text), ends | {"bound": "range", "unit": "USD"})


def refined(draw: Draw) -> Sentence:
    """Draw a bound followed by its exact value in brackets."""
    today = periods.day(draw)
    _, what, _, about = measured(draw)
    digits = draw.whole(1, 9) * 10 + draw.whole(1, 9)
    rounded = digits // 10
    words = draw.of(
        "rounded", (f"{rounded} млрд", f"{numeral(rounded, 'gen')} {'миллиарда' if rounded == 1 else 'миллиардов'}")
    )
    exact = f"{digits // 10},{digits % 10} млрд"
    text = draw.of(
        "shape",
        (
            "{what} – {more} [[{w} долларов]] ([[{e} долларов]])",
            "{what} – {more} [[{w} долларов]] (точнее – [[{e} долларов]])",
            "{what} – {more} [[{w} долларов]], а именно [[{e} долл.]]",
            "{what} – {more} [[{w} долларов]] ([[{e}]])",
        ),
    ).format(what=what, more=draw.of("more", ("более", "свыше")), w=words, e=exact)
    first = about | {"value": f"{rounded}000000000", "bound": "gt", "unit": "USD"}
    second = about | {"value": f"{digits}00000000", "bound": "eq", "unit": "USD", "relation": "refines"}
    return finish(draw, "refined", today, text, first, second)


PARTS = (
    "всего [[{n} проектов]], из которых [[{a}]] в {x6} и [[{b}]] в {y6}",
    "из [[{n} проектов]] [[{a}]] размещаются в {x6}, остальные [[{b}]] – в {y6}",
    "из [[{n} совместных проектов]] [[{a}]] реализуются в {x6}, [[{b}]] – в {y6}",
)


def parts(draw: Draw) -> Sentence:
    """Draw a number of projects and how they are shared out between two countries."""
    today = periods.day(draw)
    left, right = pair(draw)
    first, second = draw.whole(11, 18), draw.whole(5, 19)
    whole = first + second if (first + second) % 10 > 4 else 35
    second = whole - first
    text = draw.of("shape", PARTS).format(n=whole, a=first, b=second, x6=left.case("loct"), y6=right.case("loct"))
    about = {"indicator": "project_count", "unit": "project", "status": "actual"}
    slots = (
        about | {"value": str(whole)},
        about | {"value": str(first), "territory": left.code, "relation": "part_of"},
        about | {"value": str(second), "territory": right.code, "relation": "part_of"},
    )
    return finish(draw, "parts", today, text, *slots)


def pronoun(draw: Draw) -> Sentence:
    """Draw a second sentence whose subject stands only in the first."""
    today = periods.day(draw)
    flow = draw.of("flow", [flow for flow in ALONE if flow.gender == "m"])
    first, second = money(draw, "nom", PLAIN), money(draw, "nom", PLAIN)
    text = draw.of(
        "shape",
        (
            "{y} в стране растёт {what}. В {z} году он составил {b}",
            "{what} в {y} году составил {a}. В {z} году он составил {b}",
            "{what} в {y} году составил {a}. В {z} году этот показатель составил {b}",
            "{what} в {y} году составил {a}. Годом позже показатель достиг уровня в {b}",
        ),
    )
    year = today.year - draw.whole(2, 5)
    text = text.replace("{y} в стране", "в стране").format(
        what=flow.name, a=first.text, b=second.text, y=year, z=year + 1
    )
    about = {"indicator": flow.indicator} | LEVEL
    dated = {"start": f"{year + 1}-01-01"} if "Годом" not in text else {}
    slots = [about | first.slots | {"start": f"{year}-01-01"}] if first.text in text else []
    return finish(draw, "pronoun", today, text, *slots, about | second.slots | dated)


AGREED = (
    "стороны договорились реализовать {n} на сумму {m}",
    "страны намерены реализовать {n} на {m}",
    "планируется реализовать {n} общей стоимостью {m}",
    "дорожная карта предусматривает реализацию {n} на {m}",
    "предстоит реализовать {n} стоимостью {m}",
)


def agreed(draw: Draw) -> Sentence:
    """Draw projects that are only decided on: their count and value are a plan."""
    today = periods.day(draw)
    shape = draw.of("shape", AGREED)
    number = count(
        draw, draw.of("noun", (PROJECT, JOINT)), "gen" if "реализацию" in shape else "nom", "project", bounds=PLAIN
    )
    amount = money(draw, "nom", PLAIN)
    plan = {"status": "plan", "change": "level"}
    slots = ({"indicator": "project_count"} | plan | number.slots, {"indicator": "project_value"} | plan | amount.slots)
    return finish(draw, "agreed", today, shape.format(n=number.text, m=amount.text), *slots)


TWO_TARGETS = (
    "поручено довести {what} до {a} в {x} году и до {b} к {y} году",
    "стороны намерены увеличить {what} до {a} к {x} году и до {b} к {y} году",
)


def two_targets(draw: Draw) -> Sentence:
    today = periods.day(draw)
    flow = draw.of("flow", TURNOVER)
    first, second = money(draw, "gen", PLAIN), money(draw, "gen", PLAIN)
    year = today.year + draw.whole(1, 3)
    later = year + draw.whole(1, 6)
    text = draw.of("shape", TWO_TARGETS).format(what=flow.accusative, a=first.text, b=second.text, x=year, y=later)
    slots = (
        {name: part.slots[name] for name in ("value", "unit", "bound")}
        | {"indicator": flow.indicator, "status": "target", "end": f"{at}-12-31", "type": "deadline"}
        for part, at in ((first, year), (second, later))
    )
    return finish(draw, "two_targets", today, text, *slots)


IDLE = (
    "состоялось {n}-е заседание межправительственной комиссии",
    "{n}-е заседание совета прошло {d} {m} {y} года",
    "встреча прошла {d} {m} {y} года в {h}:30",
    "закон № {n} вступил в силу {d} {m} {y} года",
    "соглашение рассчитано на {y}–{z} годы",
    "в соответствии с пунктом {n} плана стороны обменялись мнениями",
    "дорога М-{n} открыта для движения",
    "указ №{n} подписан {d}.0{q}.{y}",
    "стороны обсудили 7-летний план",
    "один из проектов запущен в {y} году",
    "две страны связывает давняя дружба",
    "форум посетили главы двух государств",
    "рейс KC-{n}1 задержан",
    "на повестке {y} года – новые маршруты",
    "телефон для справок: +7 7172 {n}-{n}-{n}",
    "в 90-е годы торговля шла слабо",
    "по итогам {q}-го раунда переговоров подписан протокол",
)


def idle(draw: Draw) -> Sentence:
    """Draw a sentence whose numbers measure nothing: no quantity may be read."""
    today = periods.day(draw)
    year = today.year - draw.whole(1, 4)
    month = periods.MONTHS_RU[draw.whole(0, 11)][2]
    text = draw.of("shape", IDLE).format(
        n=draw.whole(11, 59), d=draw.whole(1, 28), m=month, y=year, z=year + 2, h=draw.whole(10, 18), q=draw.whole(1, 4)
    )
    return finish(draw, "idle", today, text)


FAMILIES = (listing, spread, refined, parts, pronoun, agreed, two_targets, idle)
