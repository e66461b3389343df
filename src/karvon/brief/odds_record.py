"""How such odds have done: scores and calibration on windows that the rule had not seen."""

from __future__ import annotations

from decimal import Decimal

from karvon.brief import charts
from karvon.brief import odds_lineage as lineage
from karvon.brief.blocks import Inline, Paragraph, Run, Section, Table, TableRow
from karvon.brief.words import Voice
from karvon.draw.calibration import range_of
from karvon.model.odds import Bin, Record, Score
from karvon.say import numbers
from karvon.say.precision import rounded


def section(voice: Voice) -> Section:
    """Return how odds found by the same rule did; empty where none are pooled or it could not be known on the day."""
    title, outlook = voice.word("odds.record.title"), voice.results.outlook
    pooled = [one.pool for one in outlook.odds if one.pool] if outlook else []
    if outlook is None or not pooled or voice.results.case.as_of.year <= outlook.record.last:
        return Section("target-odds-record", title, ())
    record = outlook.record
    chance = sum((pool.chance for pool in pooled), Decimal(0)) / len(pooled)
    own = range_of(record, chance)
    reading = (Paragraph(_reading(voice, record, own)),) if own else ()
    blocks = (*reading, *charts.calibration(voice), _bins(voice, record), _scores(voice, record))
    return Section("target-odds-record", title, blocks)


def _reading(voice: Voice, record: Record, own: Bin) -> Inline:
    """Return what became of odds like these, and whether the rule promised too much or too little."""
    verdict = "high" if own.share_high < own.mean else "low" if own.share_low > own.mean else "right"
    said = voice.say(
        "odds.record.reading",
        trained=Run(record.trained, "date"),
        tested=Run(record.tested, "date"),
        range=_fig(voice, lineage.span(voice, own.low, own.high)),
        windows=_fig(voice, numbers.number(Decimal(own.windows), voice.lang)),
        pairs=_fig(voice, numbers.number(Decimal(own.pairs), voice.lang)),
        share=_fig(voice, f"{numbers.percent(own.share, voice.lang, 1)} ({_limits(voice, own)})"),
    )
    return (*said, Run(" "), *voice.say(f"odds.record.{verdict}"))


def _bins(voice: Voice, record: Record) -> Table:
    heads = ("said", "windows", "mean", "share", "limits")
    rows = tuple(
        TableRow(
            tuple(
                (_fig(voice, cell),)
                for cell in (
                    lineage.span(voice, one.low, one.high),
                    numbers.number(Decimal(one.windows), voice.lang),
                    numbers.percent(one.mean, voice.lang, 1),
                    numbers.percent(one.share, voice.lang, 1),
                    _limits(voice, one),
                )
            )
        )
        for one in record.bins
    )
    head = tuple(voice.say(f"odds.column.{name}") for name in heads)
    return Table(voice.say("odds.record.bins"), head, rows, tuple(range(len(head))))


def _limits(voice: Voice, one: Bin) -> str:
    low, high = (numbers.number(rounded(end * 100, -1), voice.lang) for end in (one.share_low, one.share_high))
    return f"{low}–{high}".replace(high, numbers.percent(one.share_high, voice.lang, 1))


def _scores(voice: Voice, record: Record) -> Table:
    """Return the Brier score of every rule on all windows and on those like targets of governments."""
    scopes = list(dict.fromkeys(one.scope for one in record.scores))
    rules = list(dict.fromkeys(one.rule for one in record.scores))
    held = {(one.rule, one.scope): one for one in record.scores}
    head = [voice.say("odds.column.rule")]
    for scope in scopes:
        some = held[rules[0], scope]
        windows = _fig(voice, numbers.number(Decimal(some.windows), voice.lang))
        happened = _fig(voice, numbers.percent(some.happened, voice.lang, 1))
        head += [voice.say(f"odds.scope.{scope}", windows=windows, happened=happened)]
    rows = tuple(
        TableRow((voice.say(f"odds.rule.{rule}"), *((_brier(voice, held[rule, scope]),) for scope in scopes)))
        for rule in rules
    )
    return Table(voice.say("odds.record.scores"), tuple(head), rows, tuple(range(1, len(head))))


def _brier(voice: Voice, one: Score) -> Run:
    ends = (one.brier, one.brier_low, one.brier_high)
    brier, low, high = (numbers.number(rounded(end, -3), voice.lang) for end in ends)
    return _fig(voice, f"{brier} ({low}–{high})")


def _fig(voice: Voice, said: str) -> Run:
    outlook = voice.results.outlook
    if outlook is None:
        raise ValueError("there is no record without an outlook")
    return lineage.recorded(voice, outlook.record, said)
