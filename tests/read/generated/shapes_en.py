"""Families of English sentences of difficult shape: lists, ranges, brackets, parts, pronouns, idle numbers."""

from __future__ import annotations

import calendar
from decimal import Decimal

from tests.read.generated import periods
from tests.read.generated.amounts_en import PLAIN, count, money
from tests.read.generated.drawing import Draw, Sentence
from tests.read.generated.english import COUNTRIES, numeral
from tests.read.generated.trade_en import ALONE, LEVEL, TURNOVER, finish, measured, pair

LISTS = (
    "{when}, the main trading partners of {r} were {a} ({m}), {b} ({n}) and {c} ({o})",
    "{when}, exports of {r} to {a} amounted to {m}, to {b} {n} and to {c} {o}",
    "{when}, trade turnover of {r} with {a} was {m}, with {b} {n} and with {c} {o}",
)


def listing(draw: Draw) -> Sentence:
    """Draw a list of partners, each with its own sum."""
    today = periods.day(draw)
    here = draw.of("country", COUNTRIES)
    others = [country for country in COUNTRIES if country is not here]
    start = draw.whole(0, len(others) - 3)
    named = others[start : start + 3]
    sums, when = [money(draw, PLAIN) for _ in named], periods.past(draw, today, "en")
    words = {letter: country.name for letter, country in zip("abcr", (*named, here), strict=True)}
    worded = {letter: part.text for letter, part in zip("mno", sums, strict=True)}
    text = draw.of("shape", LISTS).format(**words, **worded, when=when.text)
    slots = (
        {"reporter": here.code, "partner": country.code} | LEVEL | part.slots | when.slots
        for country, part in zip(named, sums, strict=True)
    )
    return finish(draw, "listing", today, text, *slots)


RANGES = (
    "between ${a} and ${b} {u}",
    "from ${a} to ${b} {u}",
    "${a}-{b} {u}",
    "${a}–{b} {u}",
    "{a} to {b} {u} dollars",
    "{a}-{b} {u} dollars",
)


def spread(draw: Draw) -> Sentence:
    """Draw a range: its ends are the interval."""
    today = periods.day(draw)
    low = draw.whole(2, 40)
    high = low + draw.whole(1, 30)
    word, power = draw.of("scale", (("million", 6), ("billion", 9)))
    text = draw.of("range", RANGES).format(a=low, b=high, u=word)
    shape = draw.of(
        "shape",
        ("the cost of the project is [[{r}]]", "exports will amount to [[{r}]]", "investment is put at [[{r}]]"),
    )
    ends = {"low": f"{Decimal(low).scaleb(power):f}", "high": f"{Decimal(high).scaleb(power):f}"}
    return finish(draw, "spread", today, shape.format(r=text), ends | {"bound": "range", "unit": "USD"})


def refined(draw: Draw) -> Sentence:
    """Draw a bound followed by its exact value in brackets."""
    today = periods.day(draw)
    what, about = measured(draw)
    digits = draw.whole(1, 9) * 10 + draw.whole(1, 9)
    rounded = digits // 10
    words = draw.of("rounded", (f"${rounded} billion", f"{numeral(rounded)} billion dollars"))
    text = draw.of(
        "shape", ("{what} stood at {more} [[{w}]] ([[{e}]])", "{what} stood at {more} [[{w}]], or [[{e}]] to be exact")
    ).format(
        what=what, more=draw.of("more", ("more than", "over")), w=words, e=f"${digits // 10}.{digits % 10} billion"
    )
    first = about | {"value": f"{rounded}000000000", "bound": "gt", "unit": "USD"}
    second = about | {"value": f"{digits}00000000", "bound": "eq", "unit": "USD", "relation": "refines"}
    return finish(draw, "refined", today, text, first, second)


PARTS = (
    "of [[{n} projects]], [[{a}]] are in {x} and [[{b}]] in {y}",
    "there are [[{n} projects]], of which [[{a}]] are in {x} and [[{b}]] are in {y}",
    "the list has [[{n} projects]]: [[{a}]] in {x} and [[{b}]] in {y}",
)


def parts(draw: Draw) -> Sentence:
    """Draw a number of projects and how they are shared out between two countries."""
    today = periods.day(draw)
    left, right = pair(draw)
    first, second = draw.whole(11, 40), draw.whole(5, 19)
    text = draw.of("shape", PARTS).format(n=first + second, a=first, b=second, x=left.name, y=right.name)
    about = {"indicator": "project_count", "unit": "project", "status": "actual"}
    slots = (
        about | {"value": str(first + second)},
        about | {"value": str(first), "territory": left.code, "relation": "part_of"},
        about | {"value": str(second), "territory": right.code, "relation": "part_of"},
    )
    return finish(draw, "parts", today, text, *slots)


def pronoun(draw: Draw) -> Sentence:
    """Draw a second sentence whose subject stands only in the first."""
    today = periods.day(draw)
    code, what = draw.of(
        "flow", [(f"{code} {name}", (code, name)) for code, name in ALONE if not name.endswith("ports")]
    )[1]
    first, second = money(draw, PLAIN), money(draw, PLAIN)
    year = today.year - draw.whole(2, 5)
    text = draw.of(
        "shape",
        (
            "{what} amounted to {a} in {y}. In {z}, it reached {b}",
            "{what} amounted to {a} in {y}. The figure stood at {b} in {z}",
            "{what} is growing. In {z} it amounted to {b}",
        ),
    ).format(what=what, a=first.text, b=second.text, y=year, z=year + 1)
    about = {"indicator": code} | LEVEL
    slots = [about | first.slots | {"start": f"{year}-01-01"}] if first.text in text else []
    return finish(draw, "pronoun", today, text, *slots, about | second.slots | {"start": f"{year + 1}-01-01"})


AGREED = (
    "the sides agreed to implement {n} worth {m}",
    "the countries intend to implement {n} worth {m}",
    "{n} worth {m} will be implemented",
    "it is planned to implement {n} worth {m}",
    "the road map envisages the implementation of {n} worth {m}",
)


def agreed(draw: Draw) -> Sentence:
    """Draw projects that are only decided on: their count and value are a plan."""
    today = periods.day(draw)
    number, amount = count(draw, draw.of("noun", ("project", "joint project")), "project", PLAIN), money(draw, PLAIN)
    text = draw.of("shape", AGREED).format(n=number.text, m=amount.text)
    plan = {"status": "plan", "change": "level"}
    slots = ({"indicator": "project_count"} | plan | number.slots, {"indicator": "project_value"} | plan | amount.slots)
    return finish(draw, "agreed", today, text, *slots)


def two_targets(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what = draw.of("flow", TURNOVER)
    first, second = money(draw, PLAIN), money(draw, PLAIN)
    year = today.year + draw.whole(1, 3)
    later = year + draw.whole(1, 6)
    text = draw.of(
        "shape",
        (
            "the goal is to bring {w} to {a} by {x} and to {b} by {y}",
            "the sides agreed to increase {w} to {a} by {x} and {b} by {y}",
        ),
    ).format(w=what, a=first.text, b=second.text, x=year, y=later)
    slots = (
        {name: part.slots[name] for name in ("value", "unit", "bound")}
        | {"indicator": "trade_turnover", "status": "target", "end": f"{at}-12-31", "type": "deadline"}
        for part, at in ((first, year), (second, later))
    )
    return finish(draw, "two_targets", today, text, *slots)


IDLE = (
    "the {n}th meeting of the commission was held",
    "the meeting was held on {d} {m} {y}",
    "law No. {n} entered into force in {y}",
    "the agreement covers {y}-{z}",
    "under article {n} of the treaty the sides consult each other",
    "highway M-{n} has reopened",
    "the talks began at {h}:30",
    "one of the projects was launched in {y}",
    "the two countries share a border",
    "the 5-year plan was discussed",
    "a second round of talks will follow in {y}",
    "in the 1990s trade was weak",
    "flight KC-{n} was delayed",
    "phase 2 of the project has started",
)


def idle(draw: Draw) -> Sentence:
    """Draw a sentence whose numbers measure nothing: no quantity may be read."""
    today = periods.day(draw)
    year, month = today.year - draw.whole(1, 4), calendar.month_name[draw.whole(1, 12)]
    numbers = {"n": draw.whole(14, 19), "d": draw.whole(1, 28), "h": draw.whole(10, 18)}
    return finish(draw, "idle", today, draw.of("shape", IDLE).format(**numbers, m=month, y=year, z=year + 2))


FAMILIES = (listing, spread, refined, parts, pronoun, agreed, two_targets, idle)
