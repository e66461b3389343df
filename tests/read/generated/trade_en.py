"""Families of English sentences on trade: levels, growth, falls, multiples, flows and their directions."""

from __future__ import annotations

import datetime as dt

from tests.read.generated import periods
from tests.read.generated.amounts_en import CHANGE_BOUNDS, PLAIN, money, percent
from tests.read.generated.drawing import Draw, Sentence, sentence_case
from tests.read.generated.english import COUNTRIES, Country

LEVEL = {"change": "level", "status": "actual"}
RELATIVE = {"change": "relative_change", "status": "actual"}
ABSOLUTE = {"change": "absolute_change", "status": "actual"}
TURNOVER = ("trade turnover", "trade", "mutual trade", "bilateral trade", "the volume of trade", "two-way trade")
ALONE = (
    *(("trade_turnover", name) for name in TURNOVER),
    ("export", "exports"),
    ("import", "imports"),
    ("export", "the volume of exports"),
    ("import", "the volume of imports"),
    ("noncommodity_export", "non-commodity exports"),
)
UP = ("grew by", "rose by", "increased by", "went up by", "climbed by", "expanded by")
DOWN = ("fell by", "declined by", "decreased by", "dropped by", "shrank by", "went down by")
LEVEL_VERBS = ("amounted to", "reached", "totalled", "stood at", "was", "came to", "made up", "was estimated at", "hit")
BOUND_VERBS = (
    ("exceeded", "gt"),
    ("surpassed", "gt"),
    ("topped", "gt"),
    ("did not exceed", "le"),
    ("passed the mark of", "gt"),
)
ORDERS = ("{when}, {what} {tail}", "{what} {tail} {when}", "{what} {when} {tail}")


def finish(draw: Draw, family: str, today: dt.date, text: str, *slots: dict[str, str]) -> Sentence:
    """Return an English sentence with its first letter made a capital."""
    marked = sentence_case(text).rstrip(".") + "."
    return Sentence("en", family, f"date {today.isoformat()}\n", marked, slots, tuple(draw.choices))


def pair(draw: Draw) -> tuple[Country, Country]:
    """Return two different countries."""
    left = draw.of("country", COUNTRIES)
    return left, draw.of("country", [country for country in COUNTRIES if country is not left])


def measured(draw: Draw) -> tuple[str, dict[str, str]]:
    """Return what is measured and the slots that it fixes."""
    code, name = draw.of("flow", [(f"{code} {name}", (code, name)) for code, name in ALONE])[1]
    if code != "trade_turnover" or draw.one_in("no pair", 4):
        return name, {"indicator": code}
    left, right = pair(draw)
    shape = draw.of("pair", ("between {a} and {b}", "of {a} with {b}", "of {a} and {b}", "between {a} and {b}"))
    sides = {"indicator": code, "reporter": left.code, "partner": right.code}
    return f"{name} {shape.format(a=left.name, b=right.name)}", sides


def _ordered(draw: Draw, what: str, tail: str, when: str) -> str:
    return draw.of("order", ORDERS).format(when=when, what=what, tail=tail)


def level(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    amount, when = money(draw), periods.past(draw, today, "en")
    text = _ordered(draw, what, f"{draw.of('verb', LEVEL_VERBS)} {amount.text}", when.text)
    return finish(draw, "level", today, text, about | LEVEL | amount.slots | when.slots)


def bound_verb(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    word, bound = draw.of("verb", BOUND_VERBS)
    amount, when = money(draw, PLAIN), periods.past(draw, today, "en")
    value = amount.slots["value"]
    ends = {"low": value, "high": "none"} if bound == "gt" else {"low": "none", "high": value}
    text = _ordered(draw, what, f"{word} {amount.text}", when.text)
    return finish(draw, "bound_verb", today, text, about | LEVEL | amount.slots | {"bound": bound} | ends | when.slots)


def growth(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    sign = draw.of("direction", (1, 1, -1))
    amount, when = percent(draw, CHANGE_BOUNDS, sign), periods.past(draw, today, "en")
    nouns = (
        ("growth in {w} was {p}", "an increase of {p} in {w} was recorded")
        if sign > 0
        else ("a decline of {p} in {w} was recorded", "a drop in {w} of {p} was reported")
    )
    tail = f"{draw.of('verb', UP if sign > 0 else DOWN)} {amount.text}"
    if draw.one_in("growth as a noun", 4):
        text = f"{when.text}, {draw.of('noun', nouns).format(p=amount.text, w=what)}"
    else:
        text = _ordered(draw, what, tail, when.text)
    text += draw.of("compared", ("", "", "", " compared with {}", " compared to {}")).format(
        int(when.slots["start"][:4]) - 1
    )
    return finish(draw, "growth", today, text, about | RELATIVE | amount.slots | when.slots)


TIMES = {"1.5 times": 50, "2.5 times": 150, "three times": 200, "3.4 times": 240, "two times": 100, "fivefold": 400}


def multiple(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    words = draw.of("times", tuple(TIMES))
    when = periods.past(draw, today, "en")
    by = "" if words.endswith("fold") else draw.of("by", ("by ", ""))
    text = _ordered(draw, what, f"{draw.of('verb', ('increased', 'grew', 'rose'))} {by}[[{words}]]", when.text)
    return finish(
        draw, "multiple", today, text, about | RELATIVE | {"unit": "percent", "value": str(TIMES[words])} | when.slots
    )


def absolute(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    sign = draw.of("direction", ("", "", "-"))
    amount, when = money(draw, PLAIN), periods.past(draw, today, "en")
    text = _ordered(draw, what, f"{draw.of('verb', DOWN if sign else UP)} {amount.text}", when.text)
    slots = about | ABSOLUTE | {"value": sign + amount.slots["value"], "unit": amount.slots["unit"]} | when.slots
    return finish(draw, "absolute", today, text, slots)


BOTH = (
    ("{up} {p} to {m}", "pm"),
    ("{up} {p} and reached {m}", "pm"),
    ("{up} {p}, reaching {m}", "pm"),
    ("{up} {p} and amounted to {m}", "pm"),
    ("reached {m}, up {p} year-on-year", "mp"),
    ("amounted to {m} (+{p})", "mp"),
    ("amounted to {m}, an increase of {p}", "mp"),
    ("totalled {m}, which is {p} more than a year earlier", "mp"),
    ("stood at {m}, {p} higher than a year before", "mp"),
    ("amounted to {m} (up {p})", "mp"),
)


def growth_and_level(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    when = periods.past(draw, today, "en")
    shape, order = draw.of("shape", BOTH)
    share, amount = percent(draw, PLAIN), money(draw, PLAIN)
    tail = shape.format(up=draw.of("verb", UP[:3]), p=share.text, m=amount.text)
    text = draw.of("order", (ORDERS[0], ORDERS[2])).format(when=when.text, what=what, tail=tail)
    change, reached = about | RELATIVE | share.slots | when.slots, about | LEVEL | amount.slots | when.slots
    return finish(draw, "growth_and_level", today, text, *((change, reached) if order == "pm" else (reached, change)))


def from_to(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    low, high = money(draw, PLAIN), money(draw, PLAIN)
    last = today.year - draw.whole(1, 2)
    first = last - draw.whole(1, 5)
    text = (
        f"{what} {draw.of('verb', ('grew', 'rose', 'increased'))} from {low.text} in {first} to {high.text} in {last}"
    )
    slots = (
        about | LEVEL | part.slots | {"start": f"{year}-01-01", "end": f"{year}-12-31"}
        for part, year in ((low, first), (high, last))
    )
    return finish(draw, "from_to", today, text, *slots)


DIRECTIONS = (
    ("export", "{when}, exports from {s} to {b} amounted to {m}"),
    ("export", "{when}, {sa} exports to {b} reached {m}"),
    ("export", "{s} exported goods worth {m} to {b} {when}"),
    ("export", "{s}'s exports to {b} totalled {m} {when}"),
    ("export", "exports of {sa} goods to {b} amounted to {m} {when}"),
    ("export", "{when}, {s} exported {m} worth of goods to {b}"),
    ("import", "{when}, imports from {s} to {b} amounted to {m}"),
    ("import", "{b}'s imports from {s} reached {m} {when}"),
    ("import", "{b} imported goods worth {m} from {s} {when}"),
    ("import", "{when}, {ba} imports from {s} totalled {m}"),
    ("import", "imports of {sa} goods to {b} amounted to {m} {when}"),
)


def direction(draw: Draw) -> Sentence:
    """Draw whose export or import it is: the reporter sells or buys, the partner is the other side."""
    today = periods.day(draw)
    seller, buyer = pair(draw)
    amount, when = money(draw), periods.past(draw, today, "en")
    code, shape = draw.of("shape", [(shape, (code, shape)) for code, shape in DIRECTIONS])[1]
    text = shape.format(
        s=seller.name, b=buyer.name, sa=seller.adjective, ba=buyer.adjective, m=amount.text, when=when.text
    )
    left, right = (seller, buyer) if code == "export" else (buyer, seller)
    sides = {"indicator": code, "reporter": left.code, "partner": right.code}
    return finish(draw, "direction", today, text, sides | LEVEL | amount.slots | when.slots)


def two_flows(draw: Draw) -> Sentence:
    today = periods.day(draw)
    first, second = money(draw, PLAIN), money(draw, PLAIN)
    when = periods.past(draw, today, "en")
    text = draw.of(
        "shape",
        (
            "{when}, exports amounted to {a} and imports to {b}",
            "{when}, exports reached {a} while imports stood at {b}",
            "exports totalled {a} and imports {b} {when}",
            "{when}, exports made up {a}, imports – {b}",
        ),
    ).format(when=when.text, a=first.text, b=second.text)
    sold, bought = ({"indicator": code} | LEVEL | when.slots for code in ("export", "import"))
    return finish(draw, "two_flows", today, text, sold | first.slots, bought | second.slots)


def before(draw: Draw) -> Sentence:
    """Draw a level with that of an earlier year in brackets or behind a comparison."""
    today = periods.day(draw)
    what, about = measured(draw)
    first, second = money(draw, PLAIN), money(draw, PLAIN)
    year = today.year - draw.whole(1, 2)
    text = draw.of(
        "shape",
        (
            "in {y}, {what} amounted to {a} ({b} in {x})",
            "{what} reached {a} in {y}, up from {b} in {x}",
            "{what} amounted to {a} in {y} against {b} in {x}",
            "in {y}, {what} stood at {a}, compared with {b} in {x}",
        ),
    ).format(y=year, x=year - 1, what=what, a=first.text, b=second.text)
    slots: list[dict[str, str]] = [
        about | LEVEL | part.slots | {"start": f"{at}-01-01", "end": f"{at}-12-31"}
        for part, at in ((first, year), (second, year - 1))
    ]
    return finish(draw, "before", today, text, *slots)


def share(draw: Draw) -> Sentence:
    today = periods.day(draw)
    part, whole = pair(draw)
    amount, when = percent(draw), periods.past(draw, today, "en")
    text = draw.of(
        "shape",
        (
            "{when}, the share of {p} in the trade turnover of {w} was {m}",
            "{p} accounted for {m} of {w}'s exports {when}",
            "{p}'s share in the foreign trade of {w} stood at {m} {when}",
        ),
    ).format(p=part.name, w=whole.name, when=when.text, m=amount.text)
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
