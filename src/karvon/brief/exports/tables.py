"""What the exports share: where a figure was published, and every check with its members in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from karvon.brief.blocks import words
from karvon.brief.checks import causes, group_of, ordered, rule_name, settling, testimony, topic
from karvon.brief.equation import arithmetic
from karvon.brief.judged import mark, override_of
from karvon.brief.words import Voice
from karvon.model.dates import Span, partial
from karvon.model.figure import Figure
from karvon.model.ledger import Check


class Told(NamedTuple):
    """A check as a person reads it: its rule, what it is about, its arithmetic, what may explain it, who judged it."""

    check: Check
    group: str
    rule: str
    about: str
    arithmetic: str
    causes: str
    settle: str
    computed: str
    judged: str


def checks(voice: Voice) -> Iterator[Told]:
    """Yield every check of the ledger in the order of the brief."""
    for check in ordered(voice.results.ledger.checks):
        group = group_of(check)
        reasons = "" if group == "holds" else words(causes(voice, check.causes)).strip()
        about = words(topic(voice, check)).strip()
        steps = "" if group == "holds" else words(settling(voice, check.causes)).strip()
        one = override_of(voice, check)
        yield Told(
            check, group, rule_name(voice, check), about, words(arithmetic(voice, check)).strip(), reasons, steps,
            voice.code("verdicts", (one and one.computed) or check.verdict), words(mark(voice, check)).strip(),
        )  # fmt: skip


def members(check: Check) -> Iterator[tuple[str, str]]:
    """Yield each member of a check once, with the side of the comparison it stands on."""
    for name in dict.fromkeys(check.terms):
        yield "term", name
    for name in dict.fromkeys(check.against):
        if name not in check.terms:
            yield "against", name


def said(voice: Voice, name: str) -> str:
    """Return the words of one member of a check: its quote or its row, with who published it and when."""
    return words(testimony(voice, name)).strip()


def address(voice: Voice, figure: Figure) -> str | None:
    """Return the web address a figure can be looked up at, if any is known."""
    claim = voice.lineage.claims.get(figure.id)
    page = voice.lineage.document_of(claim).url if claim is not None else figure.source.url
    return page if page and page.startswith(("https://", "http://")) else None


def first_day(days: Span) -> str | None:
    """Return a day, month or year in ISO 8601 when a span is exactly that; None for any other span."""
    if days.first is None or days.last is None:
        return None
    for length in (10, 7, 4):
        written = days.first.isoformat()[:length]
        if written == days.last.isoformat()[:length] and _whole(days, length):
            return written
    return None


def _whole(days: Span, length: int) -> bool:
    """Say whether a span is one day, one whole month or one whole year."""

    return days.first is not None and partial(days.first.isoformat()[:length]) == days


def plainly(number: Decimal | None) -> str:
    """Return a number with a point and no exponent; nothing for nothing."""
    return "" if number is None else f"{number:f}"
