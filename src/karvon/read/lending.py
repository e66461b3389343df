"""Lending: who gives a loan, a grant or aid, and who gets it, told from the side of either."""

from __future__ import annotations

from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries
from karvon.read.scope import Placed, Scope

LENT = (
    "loan", "lend", "lent", "credit line", "line of credit", "grant", "aid ", "assistance", "borrow",
    "кредит", "заем", "займ", "заём", "грант", "помощ", "ссуд",
)  # fmt: skip
GETS = (
    "receiv", "got", "gets", "secur", "obtain", "borrow", "took", "request", "sought", "seek", "repay", "repaid",
    "получ", "привлек", "привлёк", "привлеч", "занял", "занима", "взял", "берет", "берёт",
    "попрос", "запрос", "верн",
)  # fmt: skip
"""What a borrower does."""
VERB = 8


def of_loans(of: Scope) -> Placed | None:
    """A loan, a grant or aid: whoever gives it first, then whoever gets it."""
    if of.found.indicator is not None or of.found.amount.kind not in ("money", "bare"):
        return None
    if not of.says(LENT):
        return _of_stranger(of) if of.says(GIVEN) else None
    named = [m for m in countries(of.own) if _before_the_next(of, m)]
    if len({m.code for m in named}) == 1:
        return _of_stranger(of)
    if len({m.code for m in named}) != PAIR:
        return None
    giver = next((m.code for m in named if m.role in ("from", "at")), None)
    taker = next((m.code for m in named if _takes(of, m)), None)
    if giver is None and taker is None:
        return None
    both = {m.code for m in named}
    giver = giver if giver is not None else next(iter(both - {taker}))
    return Placed(giver, next(iter(both - {giver})), None)


PAIR = 2
GIVEN = ("выдел", "предостав", "списал", "простил", "по линии")


def _of_stranger(of: Scope) -> Placed | None:
    """What a country that is none of the page's two gives goes to the home of the page: "Япония выделила стране"."""
    codes, setting = {m.code for m in of.all}, of.setting
    home = setting.home or setting.main
    if len(codes) != 1 or of.found.scene.marks.language != "ru" or home is None or setting.other is None:
        return None
    giver = next(iter(codes))
    stranger = giver not in (home, setting.main, setting.other) and giver not in GROUPS_OF_COUNTRIES
    return Placed(giver, home, None) if stranger else None


def _before_the_next(of: Scope, mention: Mention) -> bool:
    """Say whether no comma parts a name from the amount before it, behind which another is told of."""
    between = of.found.scene.tokens[of.found.amount.last : mention.first]
    return not any(token.text in ",;(" for token in between)


def _takes(of: Scope, mention: Mention) -> bool:
    """Say whether a country is told as who receives: "A received", "A will get"; not "A approved B's request"."""
    if mention.role != "plain" or mention.kind == "adjective":
        return False
    behind = [token.lower for token in of.found.scene.tokens[mention.last : mention.last + VERB]]
    verb = next((at for at, word in enumerate(behind) if word.startswith(GETS)), None)
    clear = verb is not None and not any(
        mention.last <= m.first < mention.last + verb for m in countries(of.own) if m.role == "plain"
    )
    return clear and not any(word in ",;." for word in behind[:verb])
