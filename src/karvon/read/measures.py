"""Measures: which indicator an amount is of, from its unit, the cues around it and the talk before it."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read import reach, sizes
from karvon.read.about import is_lent
from karvon.read.allotted import allotted, of_other_part
from karvon.read.bulk import bulk
from karvon.read.carrying import aim, inherited, item_of, kin_of, of_heads, of_list, of_partner_line
from karvon.read.companies import are_partners
from karvon.read.comparisons import base_in_bracket, compared, reached_by
from karvon.read.cues import Cue, kinds
from karvon.read.facilities import invested, put_into
from karvon.read.goods import FLOWS, NARROWER, bought, brought, moved, narrowed, of_carrier, of_goods, subject_of
from karvon.read.ordered import in_turn
from karvon.read.priced import aside, followed, with_revenue
from karvon.read.ranges import Amount
from karvon.read.scene import NOTHING, Frame, Measured, Scene
from karvon.read.taken import (
    CLAUSE,
    ITSELF,
    antecedent,
    apart,
    for_sum,
    here,
    in_goods,
    in_own_sentence,
    is_half,
    its_own,
    listed,
    of_firms,
    of_nothing,
    only,
    plain,
    portion,
    priced,
    resumed,
    summed,
)
from karvon.read.tallies import SIZED, asked_of_jobs, staff, tallied
from karvon.read.traded import goods_came, traded
from karvon.read.ventures import are_stakes, in_capital, is_financing, is_given
from karvon.read.wholes import (
    OTHER,
    RIGHT_REACH,
    SHARES,
    TRADE,
    in_trade,
    of_both_ways,
    of_partner,
    of_portfolio,
    of_stake,
    shared,
)
from karvon.read.wordclasses import belongs
from karvon.read.worth import kind_of_worth

TOPIC_REACH = 2
INVESTMENT = frozenset({"investment_flow", "investment_stock"})
SHARE_FIRST = 8
DEPENDENT = 14
PEOPLE = (
    "человек", "сотрудник", "работник", "рабочих", "рабочие", "специалист", "жител", "people", "worker", "employee",
    "staff", "person",
)  # fmt: skip
COST = ("стоимост", "стоит", "стоил", "обойд", "обош", "cost", "worth")
PER_PIECE = ("за", "per")


def indicator_of(
    scene: Scene, amount: Amount, segment: tuple[int, int], known: Sequence[Frame], before: Sequence[Scene]
) -> Measured:
    """Return what an amount measures: by what is counted, by its nearest cue, or by the figures and talk before it."""
    again = allotted(scene, amount) or of_partner(scene, amount) or compared(scene, amount, known)
    again = again or listed(scene, amount, known) or summed(scene, amount, known)
    again = again or aside(scene, amount, known) or followed(scene, amount, known) or portion(scene, amount, known)
    if again is None and not sizes.is_capacity(scene, amount):
        again = bulk(scene, amount, known)
    again = again or traded(scene, amount) or in_turn(scene, amount)
    again = again or of_both_ways(scene, amount, known)
    again = again or (Measured("investment_flow", None, "indicator.cost") if put_into(scene, amount) else None)
    again = again or are_stakes(scene, amount, known) or goods_came(scene, amount)
    if again is not None:
        return again
    kind = measured_in(scene, amount)
    counted = tallied(scene, amount, known)
    if counted is not None and counted.indicator not in SIZED and not sizes.is_capacity(scene, amount):
        return counted
    cue = best_cue(scene, amount, segment, kind)
    sized = sizes.measured(scene, amount, kind, cue, (known, before)) if kind != "people" else None
    if sized is not None:
        return Measured(sized[0], None, sized[1])
    told = _anaphoric(scene, amount, cue, (known, before), kind) or _bracketed(scene, amount, cue, known, kind)
    if told is None and cue is not None:
        told = _named(scene, amount, cue, known, before)
    return told or counted or _carried(scene, amount, kind, known, before)


def _named(scene: Scene, amount: Amount, cue: Cue, known: Sequence[Frame], before: Sequence[Scene]) -> Measured:
    """Return what a cue names, made exact by what else its sentence says."""
    credited = cue.first > scene.first and belongs(scene.tokens[cue.first - 1].lower, scene.marks.language, "credit")
    taken = with_revenue(scene, cue)
    if taken is not None:
        return Measured(taken.code, taken, "indicator.cue")
    right = cue.code == "project_value" and (cue.first >= amount.last or credited)
    given = credited or is_given(scene, amount) or is_lent(scene, amount)
    lent = (right or cue.code == "fund_capital") and given
    code = None if cue.code == OTHER or lent else refined(scene, amount, cue, known, before)
    return Measured(code, cue if code else None, "indicator.cue" if code else "indicator.other")


def measured_in(scene: Scene, amount: Amount) -> str:
    """Return what a cue must allow: money, percent, people or a unit; a number of nameless things is none of these."""
    if amount.kind == "money" or (amount.kind == "bare" and amount.scale != 1 and amount.noun is None):
        return "money"
    if amount.factor or amount.times:
        return "percent"
    noun = scene.tokens[amount.noun[1] - 1].lower if amount.noun else ""
    return "people" if noun.startswith(PEOPLE) else amount.unit or "things"


def best_cue(scene: Scene, amount: Amount, segment: tuple[int, int], kind: str) -> Cue | None:
    """Return the cue nearest to an amount among those measured in its kind of unit."""
    told = scene.of("indicators") if kind != "things" or not reach.placed(scene, amount) else ()
    scored = [
        (cost, c.first, c)
        for c in told
        if kind in kinds(c.row["units"])
        and not reach.given_by(scene, amount, c)
        and not reach.of_one_project(scene, amount, c)
        and not reach.of_body(scene, c)
        and not of_other_part(scene, amount, c)
        and not reach.of_office(scene, c)
        and (cost := _cost(scene, amount, segment, c)) is not None
    ]
    return min(scored)[2] if scored else None


def _cost(scene: Scene, amount: Amount, segment: tuple[int, int], cue: Cue) -> int | None:
    """Distance in tokens, dearer across commas, brackets and other amounts, dearest to the right."""
    left = cue.last <= amount.first
    between = range(cue.last, amount.first) if left else range(amount.last, cue.first)
    cost = len(between) + 3 * sum([token.text in ",;-" for token in scene.tokens[between.start : between.stop]])
    cost += 2 * reach.same_kind_between(scene, amount, between) if len(scene.amounts) > 1 else 0
    cost += 12 if reach.shut_in_bracket(scene, cue.last - 1, amount.first) else 0
    if not segment[0] <= cue.first < segment[1]:
        cost += 4
    if (
        left
        and not (cue.code in SHARES and len(between) <= 1)
        and cue.code != "fund_capital"
        and not reach.its_own(scene, amount, cue)
        and reach.dependent(scene, cue)
    ):
        cost += DEPENDENT
    if cue.code in SHARES and left and not reach.grows(scene, amount, segment):
        cost -= SHARE_FIRST
    if left:
        return 0 if cue.code == "contract_value" and for_sum(scene, amount, cue) else cost
    goods = in_goods(scene, amount, cue)
    if (
        goods
        or reach.of_whole(scene, amount, cue)
        or (reach.same_phrase(scene, between) and not reach.heads(scene, cue))
    ):
        return len(between) - (not between)
    if reach.named_behind(scene, amount, between) or is_half(scene, between):
        return 0
    if reach.predicate(scene, amount, between, cue):
        return 0
    if reach.is_cause(scene, between):
        return None
    return 2 * cost + 6 if len(between) <= RIGHT_REACH and not reach.owned(scene, amount, cue) else None


def _anaphoric(
    scene: Scene, amount: Amount, cue: Cue | None, talk: tuple[Sequence[Frame], Sequence[Scene]], kind: str
) -> Measured | None:
    """Take up "this figure" and "the total" unless a nearer word names what is measured."""
    known, before = talk
    anaphora = scene.of("anaphora")
    again = _again(scene, amount, cue, known, kind)
    if again is None and anaphora and not _named_since(scene, amount, cue, anaphora[-1]):
        again = here(scene, amount, known, lambda frame: kin_of(frame, kind))
    if again is not None or not anaphora or (cue is not None and _told_behind(scene, amount, cue)):
        return again
    anaphors = [c for c in anaphora if c.last <= amount.first and not only(scene, amount, cue, c)]
    anaphors = [c for c in anaphors if not its_own(scene, amount, c)]
    if not anaphors or (cue is not None and anaphors[-1].last <= cue.last <= amount.first):
        return None
    meant = anaphors[-1]
    beside = cue is not None and cue.first < meant.first and meant.last > cue.last > meant.first - 2
    if cue is not None and (beside or antecedent(scene, cue, meant, amount) or plain(scene, amount, cue)):
        return None
    own = resumed(scene, meant, [f for f in known if kin_of(f, kind)])
    if own is not None or (cue is not None and in_own_sentence(scene, cue, meant)):
        return own
    return _told_before(scene, meant, (known, before), kind)


def _named_since(scene: Scene, amount: Amount, cue: Cue | None, word: Cue) -> bool:
    """Say whether a flow is named behind "this amount", right before a figure or the figure its bracket is of."""
    if cue is None or reach.opening(scene, amount.first) is not None:
        return cue is not None and cue.first > word.last
    return word.last <= cue.first and cue.last <= amount.first <= cue.last + NAMED


NAMED = 3


def _told_behind(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a word right behind an amount tells what it is: "of it 5 m made up tea exports, 3 m – imports"."""
    between = range(amount.last, cue.first)
    return bool(between) and (
        reach.named_behind(scene, amount, between) or reach.predicate(scene, amount, between, cue)
    )


def _told_before(scene: Scene, meant: Cue, talk: tuple[Sequence[Frame], Sequence[Scene]], kind: str) -> Measured | None:
    """Return what "the figure" stands for by the sentences before: the whole told there rather than its parts."""
    known, before = talk
    past = [f for f in known[-6:] if kin_of(f, kind) and f.scene.sentence != scene.sentence]
    nameless = meant.code == "figure" and of_nothing(scene, known, kind)
    spoken = None if nameless else _spoken(before, kind)
    if spoken is not None and (not past or past[-1].scene.first < spoken.first):
        return Measured(spoken.code, spoken, "indicator.anaphora")
    if nameless or not past:
        return NOTHING if nameless else None
    last = [f for f in past if f.scene.sentence == past[-1].scene.sentence]
    whole = next((f for f in last if f.indicator == "trade_turnover"), None)
    parts = any(f.indicator in FLOWS for f in last)
    if whole is None and sum(f.indicator in FLOWS for f in last) > 1 and kind == "money":
        told = [f for f in known if f.indicator == "trade_turnover" and f.change == "level"]
        whole = next((f for f in told if f.scene.sentence.paragraph == last[0].scene.sentence.paragraph), None)
    levels = [f for f in last if f.unit != "percent"] if kind == "percent" and last[-1].change == "level" else []
    back = whole if whole is not None and parts else (levels or last)[-1]
    return Measured(back.indicator, back.cue, "indicator.anaphora")


def _again(scene: Scene, amount: Amount, cue: Cue | None, known: Sequence[Frame], kind: str) -> Measured | None:
    """Take "it" for what the first figure of its sentence measures: "trade hit 16 bn on imports, and it fell to 11"."""
    if cue is None or cue.last > amount.first or ITSELF.isdisjoint(scene.vocabulary):
        return None
    here = [f for f in known[-6:] if f.scene.sentence == scene.sentence and kin_of(f, kind)]
    if not here or cue.code == here[0].indicator:
        return None
    words = scene.words[cue.last - scene.first : amount.first - scene.first]
    at = next((at for at, word in enumerate(words) if word in ITSELF), None)
    clause = at is not None and (at == 0 or words[at - 1] in ("and", "but", ",", ";", "then", "which", "и", "а", "но"))
    told = clause and at is not None and len(words) - at <= CLAUSE and "," not in words[at:]
    return Measured(here[0].indicator, here[0].cue, "indicator.anaphora") if told else None


def _spoken(before: Sequence[Scene], kind: str) -> Cue | None:
    """Return the indicator that the sentence just before speaks of without a figure."""
    if not before or before[-1].amounts:
        return None
    cues = [c for c in before[-1].of("indicators") if kind in kinds(c.row["units"])]
    return next((c for c in cues if c.code != OTHER), None)


def _bracketed(scene: Scene, amount: Amount, cue: Cue | None, known: Sequence[Frame], kind: str) -> Measured | None:
    """Take what stands in brackets right behind a figure to be of that figure, unless the bracket names its own."""
    opened = reach.opening(scene, amount.first)
    if opened is None or (cue is not None and reach.opening(scene, cue.first) == opened):
        return None
    heads = [f for f in known[-HEADS:] if f.scene.sentence == scene.sentence and f.amount.last <= opened]
    again = (
        bool(heads) and heads[-1].indicator in RESTATED and cue is None and amount.kind in ("bare", "measure", "count")
    )
    if again and opened - heads[-1].amount.last <= RESTATED_REACH and amount.first - opened <= 3:
        return Measured(heads[-1].indicator, heads[-1].cue, "indicator.bracket")
    base = base_in_bracket(scene, amount, heads, opened)
    if base is not None:
        return Measured(base.indicator, base.cue, "indicator.bracket")
    if not heads or opened - heads[-1].amount.last > 2:
        return None
    if kin_of(heads[-1], kind):
        return Measured(heads[-1].indicator, heads[-1].cue, "indicator.bracket")
    return None


HEADS, RESTATED_REACH = 3, 6
RESTATED = frozenset({"capacity", "site_area", "line_length"})


def _carried(scene: Scene, amount: Amount, kind: str, known: Sequence[Frame], before: Sequence[Scene]) -> Measured:
    """Return what an amount without a word of its own measures: what the figures or sentences before it did."""
    if kind == "people":
        return staff(scene, amount) if not asked_of_jobs(before) else Measured("jobs", None, "indicator.topic")
    here = [f for f in known[-3:] if f.scene.sentence == scene.sentence]
    if kind == "percent" and reach.of_other(scene, amount):
        return NOTHING._replace(rule="indicator.other")
    nothing = here[-1] if here and kind == "percent" and here[-1].indicator is None else None
    if nothing is not None and (nothing.amount.kind in ("count", "bare") or "indicator.other" in nothing.rules):
        return NOTHING
    found = of_heads(scene, kind, here[-1:]) or inherited(scene, amount, kind, here)
    if found is not None:
        return found
    if reach.foreign_subject(scene, amount) and not _part_told(scene, amount):
        return NOTHING._replace(rule="indicator.other")
    past = [f for f in known[-3:] if f.scene.sentence.paragraph == scene.sentence.paragraph]
    past = [f for f in past if f.indicator != "capacity" or kind != "t"]
    found = inherited(scene, amount, kind, past[-2:]) or of_heads(scene, kind, past) or of_list(scene, kind, known)
    found = found or of_partner_line(scene, amount, kind, known) or item_of(scene, amount, kind, known)
    found = found or _topic(scene, amount, kind, before)
    return aim(scene, amount, kind, known) if found == NOTHING else found


def _part_told(scene: Scene, amount: Amount) -> bool:
    """Say whether a sentence opens with a part of what was told: "Основную часть составил рис – 88 млн"."""
    words = scene.words[: amount.first - scene.first]
    return len(words) > PAIR and words[0].startswith(MOST) and words[1].startswith(PART_OF_IT)


PAIR = 2
MOST = ("основн", "больш", "львин", "значительн", "наибольш", "существенн", "остальн", "оставш")
PART_OF_IT = ("част", "дол", "объем", "объём")


def _topic(scene: Scene, amount: Amount, kind: str, before: Sequence[Scene]) -> Measured:
    """Take up what the sentences just before speak of, where a figure's own sentence does not say what it measures."""
    words = scene.tokens[max(scene.first, amount.first - 8) : amount.last + 3]
    goods = kind_of_worth(scene, amount) == "goods" and not TAKEN.isdisjoint(scene.vocabulary)
    if kind == "money" and not goods and any(token.lower.startswith(COST) for token in words):
        piece = any(token.lower in PER_PIECE for token in scene.tokens[amount.last : amount.last + 1])
        other = piece or apart(scene, amount) or kind_of_worth(scene, amount) == "other"
        return NOTHING if other else Measured(priced(scene, amount), None, "indicator.cost")
    other = kind_of_worth(scene, amount) == "other" or (kind == "money" and is_financing(scene, amount))
    if kind not in ("money", "percent", "t", "TEU") or other:
        return NOTHING
    near = [s for s in before[-TOPIC_REACH:] if scene.sentence.paragraph - s.sentence.paragraph <= 1]
    for past in reversed(near):
        cues = [c for c in past.of("indicators") if kind in kinds(c.row["units"])]
        named = [c for c in cues if c.code != OTHER and c.code not in (OF_ONE if kind != "percent" else OF_PARTS)]
        if named and named[0].code in SHARES and not any(c.code in TRADE for c in past.of("indicators")):
            return NOTHING
        if named:
            return Measured(_aimed(scene, amount, named[0].code), named[0], "indicator.topic")
    return NOTHING


OF_ONE = frozenset({"project_value", "contract_value", "fund_capital"})
OF_PARTS = OF_ONE | {"investment_flow"}
TAKEN = frozenset({"got", "received", "took", "absorbed"})


def _of_projects(scene: Scene, amount: Amount, known: Sequence[Frame]) -> bool:
    """Say whether capital is that of the projects counted right before it: "12 projects with a capital of 3 bn"."""
    head = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    if head is None or head.indicator != "project_count" or amount.kind != "money":
        return False
    between = scene.words[head.amount.last - scene.first : amount.first - scene.first]
    capital = any(word.startswith(("capital", "капитал")) for word in between)
    return capital and any(word in WITH for word in between)


WITH = frozenset({"with", "having", "of", "с", "со"})


def _aimed(scene: Scene, amount: Amount, code: str) -> str:
    """A target for the trade just spoken of is one for the turnover of both, not for the flow named last."""
    aims = any(c.code == "target" and c.last <= amount.first for c in scene.of("statuses"))
    return "trade_turnover" if aims and amount.kind != "percent" and code in TRADE else code


def refined(scene: Scene, amount: Amount, cue: Cue, known: Sequence[Frame], before: Sequence[Scene]) -> str | None:
    """Make the indicator of a cue exact: stock or flow, a share of what, transit or freight, the kind of goods."""
    more = amount.kind == "money" and scene.tokens[amount.first - 1].lower in ("на", "by")
    more = more or reached_by(scene, amount)
    code = subject_of(scene, amount, cue) if amount.factor or amount.times or more else cue.code
    if code == "contract_value" and amount.unit == "t":
        code = "import" if scene.tokens[cue.last - 1].lower.startswith(("закуп", "покуп", "purchas")) else "export"
    if code == "production" and (carried := moved(scene, cue)) is not None:
        return refined(scene, amount, carried, known, before)
    code = "portfolio_value" if code == "project_value" and of_portfolio(scene, cue) else code
    if code == "company_count" or (code == "trade_turnover" and of_firms(scene, cue, known)):
        held = "ownership_share" if code == "company_count" and in_capital(scene, amount) else None
        return held or (code if code == "company_count" and are_partners(scene, amount, known) else None)
    if code == "trade_share":
        told = "ownership_share" if of_stake(scene, amount) else shared(scene, amount, known)
        return told or ("trade_share" if in_trade(scene, amount, before) else None)
    if code in INVESTMENT:
        of_projects = _of_projects(scene, amount, known)
        return "project_value" if of_projects else invested(scene, amount, cue, known, before)
    if code in NARROWER and narrowed(scene, cue, before):
        return NARROWER[code]
    code = "freight_volume" if code == "export" and of_carrier(scene, amount, cue, known) else code
    code = "import" if code == "export" and brought(scene, cue, known) else code
    code = "export" if code == "import" and bought(scene, cue, known) else code
    return of_goods(scene, cue, code, amount, (known, before))
