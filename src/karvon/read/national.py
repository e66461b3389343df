"""National: figures that are one country's own, whatever other country is named beside them."""

from __future__ import annotations

from karvon.read.atlas import GROUPS_OF_COUNTRIES, countries, country_of
from karvon.read.scope import Placed, Scope, talk, topic

ABROAD = ("with", "from", "to", "inward")
AWAY = ("with", "from", "to")
PAID = ("предприят", "компани", "инвест", "резидент", "фирм", "enterpris", "compan", "invest", "firm")
NATIONAL = (
    "ввп", "валов", "бюджет", "населени", "инфляци", "безработиц", "зарплат", "золотовалютн", "резерв", "курс",
    "госдолг", "запасы", "gdp", "budget", "population", "inflation", "unemployment", "reserves",
)  # fmt: skip
STANDING = ("находятся", "находится", "расположен")
PRODUCT = ("ввп", "населени", "gdp", "population")
OUTPUT = ("производ", "произве", "добы", "урожа", "собра", "выпу", "output", "produc", "harvest", "mined")
NEAR = 8
SIZES = frozenset({"population", "economy"})
SIZE = 5


def of_one_country(of: Scope) -> Placed | None:
    """A figure of one country alone: its product, budget, population, debt, output."""
    return Placed(one(of), None, None) if _national(of) else None


def paid(of: Scope) -> bool:
    """Say whether taxes are told that companies or investors paid, which belong to both their countries."""
    indicator, money = of.found.indicator, of.found.amount.kind == "money"
    taxed = indicator == "tax_revenue" or (money and indicator is None and of.says(TAXES))
    return taxed and money and of.says(PAID)


TAXES = ("налог", "пошлин", "taxes", "duties")


def _national(of: Scope) -> bool:
    """Say whether a figure is one country's own: its product, budget, population, output."""
    cue, scene = of.found.cue, of.found.scene
    if cue is not None and scene.first <= cue.first < scene.last:
        return False
    until = of.found.amount.first + len(of.after)
    if any(word.startswith(STANDING) for word in of.after[:NEAR]) and of.found.scene.of("regions"):
        return of.found.amount.kind in ("bare", "count") and of.found.indicator is None
    near = of.before[-NEAR:]
    abroad = any(m.role in AWAY and m.first < until for m in of.own) or of.mutual()
    home = of.found.indicator is None and (
        any(word.startswith(PRODUCT) for word in near) or _populous(of) or _of_economy(of)
    )
    owed = any(word in DEBT for word in near) and len(of.named) > 1
    if (abroad and not home) or paid(of) or owed:
        return False
    if any(word.startswith(NATIONAL) or word in DEBT for word in near) or _populous(of) or _of_economy(of):
        return True
    near = [word for word in near if word not in GOODS]
    if of.found.indicator in ("capacity", None) and len(of.named) == 1 and any(w.startswith(MAKING) for w in near):
        return of.found.amount.kind != "money" or any(word.startswith(SPENDING) for word in near)
    made = of.found.indicator is None and of.found.amount.kind != "count"
    return made and any(word.startswith(OUTPUT) for word in near)


GOODS = frozenset({"product", "products", "harvester", "harvesters", "producer", "producers"})
SPENDING = ("allocat", "earmark")
MAKING = ("produc", "generat", "installed", "производ", "вырабатыв", "установленн", *SPENDING)


def _of_economy(of: Scope) -> bool:
    """Say whether growth of an economy or a part of its product is told: "economic growth of 7 %", "15 % of GDP"."""
    if of.found.indicator is not None or of.found.unit != "percent":
        return False
    line = f" {' '.join(of.clause())} "
    behind = of.after[: of.found.amount.last - of.found.amount.first + BEHIND]
    return any(told in line for told in GROWING) or any(word in PRODUCTS for word in behind)


BEHIND = 5
PRODUCTS = frozenset({"gdp", "gross", "ввп", "валового"})
GROWING = (
    " economic growth", "economy grew", "economy is", "economy has", "economy expanded", "economy will", "growth rate ",
    "industrial production", "экономический рост", "экономического роста", "рост экономики", "экономика выросла",
    "экономика страны", "экономики стран",
)  # fmt: skip


DEBT = frozenset({"долг", "долга", "долгу", "долгом", "долге", "debt"})


def _populous(of: Scope) -> bool:
    """Say whether a figure tells how many people a country's market has: "выход на 80-миллионный иранский рынок"."""
    size = of.found.amount.last - of.found.amount.first
    if of.found.indicator is None and any(word in SIZES for word in of.after[:SIZE]):
        return True
    if of.found.indicator is None and _inhabited(of):
        return True
    behind = of.after[: size + 3] if of.found.amount.kind in ("bare", "count", "elliptic") else ()
    return any(word.startswith(("рынок", "рынк", "населени")) for word in behind) and of.found.indicator is None


def _inhabited(of: Scope) -> bool:
    """Say whether people are counted who live somewhere: "it has 93 million people", «проживает 24 млн человек»."""
    noun = of.found.amount.noun
    if noun is None or not of.found.scene.tokens[noun[0]].lower.startswith(DWELLERS):
        return False
    bound = of.found.amount.bound_at
    bounded = bound is not None and bound[0] < of.found.amount.first
    near = of.before[: bound[0] - of.found.scene.first][-DWELL:] if bound and bounded else of.before[-DWELL:]
    market = any(word.startswith(("market", "рын")) for word in near[-2:-1])
    held = of.found.amount.scale >= MILLION and near[-1:] != [] and near[-1] in HOLDING and not market
    return held or any(word.startswith(DWELLING) for word in near)


DWELL, MILLION = 4, 1_000_000
DWELLERS = ("people", "inhabitant", "person", "человек", "людей", "жител", "потребител", "consumer")
HOLDING = frozenset({"has", "have", "of", "with", "в", "имеет"})
DWELLING = ("прожива", "живет", "живёт", "населени", "насчитыва", "population", "inhabit")


def one(of: Scope) -> str | None:
    """Return the country a national figure belongs to: the nearest named before it, the talk's, the speaker's."""
    at = of.found.amount.first
    last = of.found.amount.last + BEHIND
    own = [m for m in countries(of.own) if at <= m.first < last] if _populous(of) else []
    near = sorted(own or countries(of.own), key=lambda m: (m.first > at, abs(m.first - at)))
    if near:
        return near[0].code
    money = [cue.code for cue in of.found.scene.of("currencies") if any(map(_rate, of.before))]
    if money:
        return country_of(f"{money[0][:2]}-")
    before = talk(of)
    known = before.reporter if before is not None and before.reporter not in GROUPS_OF_COUNTRIES else None
    return known or topic(of) or of.voice or of.setting.main


def _rate(word: str) -> bool:
    return word.startswith(("курс", "exchange"))
