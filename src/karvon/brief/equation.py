"""The arithmetic of a check as a sentence that is true as printed: each operator in its own form, then the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from karvon.brief.agreements import happening
from karvon.brief.blocks import Inline, Run, join
from karvon.brief.described import Described, described
from karvon.brief.words import OFFICIAL_DIGITS, Voice
from karvon.model.dates import Span, partial
from karvon.model.figure import Figure
from karvon.model.ledger import Check
from karvon.model.values import Interval, exact, total
from karvon.say import numbers
from karvon.say.precision import rough, rounded

EQUALS, ABOUT, PLUS, MINUS, OVER = " = ", " ≈ ", " + ", " − ", " ÷ "
SUM_DIGITS = 7  # enough for any sum a reader would check by hand
FLOWS = {"export", "import"}
RATIO_DIGITS = 3  # of an average or a converted sum
PERCENT = "percent"
TENTH = -1  # growth is written to a tenth of a percent


def arithmetic(voice: Voice, check: Check) -> Inline:
    """Return the arithmetic of a check in full and its verdict."""
    return (*comparison(voice, check), Run(f": {voice.code('verdicts', check.verdict)}"))


def comparison(voice: Voice, check: Check) -> Inline:
    """Return the arithmetic of a check in full."""
    terms, against = _figures(voice, check.terms), _figures(voice, check.against)
    if len(terms) < len(check.terms) or len(against) < len(check.against):
        return _told(voice, check)
    sides = {"sum": _sum, "difference": _difference, "growth": _growth, "equal": _total, "series": _snapshot}
    sides |= {"share": _share, "ratio": _ratio}
    told = described(voice, check, (*terms, *against))
    if check.operator == "order":
        return _order(voice, check, told)
    left = sides[check.operator](voice, check, told, terms)
    right = (
        _snapshot(voice, check, told, against) if check.operator == "series" else _total(voice, check, told, against)
    )
    if not right:
        return (*left, *_allowed(voice, check))
    if check.operator == "equal" and check.verdict == "conflict":
        return (*voice.say("checks.arithmetic.unequal", terms=left, against=right), *_gap(voice, check))
    return voice.say(f"checks.arithmetic.{check.operator}", terms=left, against=(*right, *_allowed(voice, check)))


def _gap(voice: Voice, check: Check) -> Inline:
    """Return how far apart two numbers are: an amount and its share of the second, percentages in points."""
    computed, stated = check.computed, check.stated
    if computed.value is None or not stated.value or None in (*_edges(computed), *_edges(stated)):
        return ()
    apart = computed.value - stated.value
    if check.unit == PERCENT:
        said = in_points(voice, apart)
    else:
        share = numbers.percent(apart / abs(stated.value), voice.lang, 1)
        said = f"{numbers.difference(apart, check.unit, voice.lang)}, {share}"
    return voice.say("checks.gap", gap=Run(said, "fig", ref=f"check:{check.id}"))


def in_points(voice: Voice, difference: Decimal) -> str:
    """Return a difference of two percentages in percentage points, with its sign."""
    known = rounded(difference, TENTH)
    sign = "+" if known > 0 else "−" if known < 0 else ""
    return voice.word("press.points", n=f"{sign}{numbers.number(abs(known), voice.lang)}")


def member(voice: Voice, name: str) -> Inline:
    """Return one member of a comparison: its number, or what a milestone, a step or a claim without number says."""
    figure = voice.lineage.figures.get(name)
    if figure is not None:
        return (voice.figure(figure),)
    row = voice.lineage.rows.get(name)
    if row is None:
        return voice.quote(voice.lineage.claims[name])
    if row.table == "memberships":
        return voice.subject(row.cells["project"])
    reported = row.get("source_date") if row.get("date") is None else None
    told = voice.say("checks.reported", day=voice.short(partial(reported))) if reported else ()
    return (*happening(voice, row), *told)


def printed(figure: Figure) -> Decimal | None:
    """Return the number that stands on the page for a figure: official statistics are rounded there."""
    known = rough(figure.number, OFFICIAL_DIGITS) if figure.official else figure.number
    return known.value


def equals(terms: Iterable[Decimal | None], result: Decimal | None) -> str:
    """Return the sign between printed terms and a printed sum: "=" only when a reader adds up the very same."""
    known = [term for term in terms if term is not None]
    return EQUALS if sum(known, Decimal(0)) == result else ABOUT


def _figures(voice: Voice, names: Iterable[str]) -> list[Figure]:
    return [voice.lineage.figures[name] for name in names if name in voice.lineage.figures]


def _told(voice: Voice, check: Check) -> Inline:
    """Return what two milestones, steps or claims say, one after the other."""
    key = f"checks.arithmetic.{check.unit}" if check.operator == "order" else "checks.arithmetic.equal"
    sides = ((check.terms, check.computed), (check.against, check.stated))
    terms, against = (join([_happened(voice, check, name, on) for name in names], "; ") for names, on in sides)
    return voice.say(key, terms=terms, against=against)


def _happened(voice: Voice, check: Check, name: str, on: Interval) -> Inline:
    """Return what a claim or a row says; with the day that the check takes from the words around a claim."""
    told = member(voice, name)
    if check.unit != "date" or name not in voice.lineage.claims or on.low is None or on.high is None:
        return told
    days = Span(*(dt.datetime.strptime(f"{end:.0f}", "%Y%m%d").date() for end in (on.low, on.high)))
    return (*told, *voice.say("checks.on", day=voice.short(days)))


def _sum(voice: Voice, check: Check, told: Described, figures: Sequence[Figure]) -> Inline:
    result = rough(_best(check.computed), SUM_DIGITS)
    sign = equals(map(printed, figures), result.value)
    return (*told.joined(figures, PLUS), Run(sign), _computed(voice, check, result))


def _difference(voice: Voice, check: Check, told: Described, figures: Sequence[Figure]) -> Inline:
    """Return the first level less the second; a level given as exports and imports stands in brackets."""
    now, before = _levels(figures)
    result = rough(_best(check.computed), SUM_DIGITS)
    terms = [*map(printed, now), *(None if one is None else -one for one in map(printed, before))]
    line = (*_bracketed(told, now), Run(MINUS), *_bracketed(told, before), Run(equals(terms, result.value)))
    return (*line, _computed(voice, check, result))


def _growth(voice: Voice, check: Check, told: Described, figures: Sequence[Figure]) -> Inline:
    """Return the new level over the old one, less one."""
    now, before = _levels(figures)
    ratio = (*_bracketed(told, now), Run(OVER), *_bracketed(told, before), Run(f"{MINUS}1{ABOUT}"))
    value, low, high = (None if one is None else rounded(one, TENTH) for one in _edges(check.computed))
    said = numbers.quantity(Interval(value, value, value), check.unit, voice.lang)
    line = (*ratio, Run(said, "fig", ref=f"check:{check.id}"))
    if low is None or high is None or low == high:
        return line
    span = numbers.quantity(Interval(value, low, high), check.unit, voice.lang, "range")
    return (*line, Run(" ("), Run(span, "fig", ref=f"check:{check.id}"), Run(")"))


def _share(voice: Voice, check: Check, told: Described, figures: Sequence[Figure]) -> Inline:
    """Return the part over the whole; the whole is one figure, or the part and the rest in brackets."""
    part, *whole = figures
    value = check.computed.value
    result = check.computed if value is None else exact(rounded(value, TENTH))
    line = (*told.figure(part), Run(OVER), *_bracketed(told, whole), Run(ABOUT))
    return (*line, _computed(voice, check, result))


def _ratio(voice: Voice, check: Check, told: Described, figures: Sequence[Figure]) -> Inline:
    """Return the first figure over the second: a total over a count, or a sum over a rate."""
    value = check.computed.value
    result = rough(Interval(value, value, value), RATIO_DIGITS)
    return (*told.joined(figures, OVER), Run(ABOUT), _computed(voice, check, result))


def _total(voice: Voice, check: Check, told: Described, figures: Sequence[Figure]) -> Inline:
    """Return one side of a comparison; exports and imports held against a turnover are added up on the spot."""
    if not is_turnover(figures):
        return told.joined(figures, "; ")
    result = rough(total([one.number for one in figures]), OFFICIAL_DIGITS)
    sign = equals(map(printed, figures), result.value)
    return (*told.joined(figures, PLUS), Run(sign), _computed(voice, check, result))


def _snapshot(_voice: Voice, _check: Check, told: Described, figures: Sequence[Figure]) -> Inline:
    """Return the figures of one day, with the day."""
    day = told.day(figures[0]) if figures else ()
    return (*told.joined(figures, ", "), *day)


def _order(voice: Voice, check: Check, told: Described) -> Inline:
    """Return each part held against the whole by itself, or their sum where the check is of the sum."""
    terms, against = _figures(voice, check.terms), _figures(voice, check.against)
    whole = _total(voice, check, told, against)
    if len(terms) > 1 and check.computed == total([one.number for one in terms]) and not is_turnover(terms):
        return _compared(voice, _sum(voice, check, told, terms), check.computed, whole, check.stated)
    parts = [(_total(voice, check, told, part), total([one.number for one in part])) for part in _parts(terms)]
    level: Inline = (_computed(voice, check, rough(check.stated, OFFICIAL_DIGITS)),) if len(against) > 1 else whole
    *first, last = [_compared(voice, said, number, level, check.stated) for said, number in parts]
    if len(against) > 1:
        last = (*last, Run(" ("), *told.joined(against, PLUS), Run(")"))
    return join([*first, last], "; ")


def _compared(voice: Voice, said: Inline, number: Interval, whole: Inline, stated: Interval) -> Inline:
    """Return one comparison in words that hold for the numbers as printed."""
    key = f"checks.order.{_relation(number, stated)}"
    return voice.say(key, part=said, whole=whole)


def _relation(part: Interval, whole: Interval) -> str:
    """Return how a part stands to its whole: less, more, less within rounding, or possibly less below open bounds."""
    if part.low is not None and whole.high is not None and part.low > whole.high:
        return "more"
    if part.high is None or part.value is None or whole.value is None:
        return "open"
    if part.value <= whole.value:
        return "less"
    return "open" if whole.high is None else "rounding"


def _parts(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return figures one by one, but exports and imports of one side and period together as its turnover."""
    parts: list[list[Figure]] = []
    for figure in figures:
        if parts and len(parts[-1]) == 1 and is_turnover([parts[-1][0], figure]):
            parts[-1].append(figure)
        else:
            parts.append([figure])
    return parts


def is_turnover(figures: Sequence[Figure]) -> bool:
    """Say whether figures are the exports and the imports of one side for one period."""
    alike = {(one.reporter, one.period.start, one.period.end) for one in figures}
    return len(figures) == 2 and {one.indicator for one in figures} == FLOWS and len(alike) == 1


def _levels(figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of the later period and those of the earlier; of one period, the first and the others."""
    periods = [str(one.period.start) for one in figures]
    now = [one for one, period in zip(figures, periods, strict=True) if period == max(periods)]
    before = [one for one, period in zip(figures, periods, strict=True) if period != max(periods)]
    return (now, before) if before else ([*figures[:1]], [*figures[1:]])


def _bracketed(told: Described, figures: Sequence[Figure]) -> Inline:
    line = told.joined(figures, PLUS)
    return (Run("("), *line, Run(")")) if len(figures) > 1 else line


def _best(known: Interval) -> Interval:
    """Return a closed interval as the number it is best known by; an open one as it is."""
    return known if known.value is None or known.low is None or known.high is None else exact(known.value)


def _edges(known: Interval) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return known.value, known.low, known.high


def _computed(voice: Voice, check: Check, known: Interval) -> Run:
    return Run(numbers.quantity(known, check.unit, voice.lang), "fig", ref=f"check:{check.id}")


def _allowed(voice: Voice, check: Check) -> Inline:
    """Return the interval that the stated number allows, in brackets, where it is wider than a point."""
    low, high = check.stated.low, check.stated.high
    if check.operator in ("equal", "series", "order") or low is None or high is None or low == high:
        return ()
    said = numbers.quantity(check.stated, check.unit, voice.lang, "range")
    return (Run(" ("), Run(said, "fig", ref=f"check:{check.id}"), Run(")"))
