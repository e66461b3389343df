"""Stakes: investment and companies, told by who owns and where it is: the owner reports, the host is the partner."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import Mention, countries
from karvon.read.scope import Placed, Scope, group, once, talk, topic

OWNING = (
    "инвест", "вложен", "капитал", "компани", "бизнес", "предприят", "участи", "партнер", "партнёр", "фирм", "средств",
    "инвестор", "резидент", "invest", "capital", "compan", "business", "enterpris", "firm", "owned", "stake",
)  # fmt: skip
ATTRACTS = (
    "привле", "осво", "получ", "ожида", "рассчитыва", "приток", "поступ", "attract", "receiv", "absorb", "expect",
    "inflow",
)  # fmt: skip
INVESTS = ("инвестировал", "инвестирует", "инвестирова", "влож", "вклад", "invested", "invests", "pledged")
FOREIGN = ("иностранн", "зарубежн", "foreign")
ABSTRACT = ("пии", "fdi", "инвесторы", "investors")
OPERATES = (
    "работа", "действ", "функциони", "зарегистр", "созда", "откры", "запусти", "капитал", "участи", "operat", "active",
    "regist", "establish", "capital", "owned", "opened",
)  # fmt: skip
"""What tells companies of a host country from those that only send somebody to a meeting."""
INVESTORS = ("инвестор", "источник", "investor", "source")
TOGETHER = ("совместн", "joint")
HERE = ("in", "inward", "to")


def investment(of: Scope) -> Placed:
    """Return investor, host, and the host as the place; what the clause leaves out, talk and document supply."""
    owner, host = _owner(of, of.own), _host(of)
    if owner is not None and owner == host:
        host = None
    if owner is None and host is None:
        away = group(of)
        return Placed("WORLD" if _foreign(of) else None, away.code, away.code) if away is not None else _continued(of)
    if owner is None:
        owner = _other_owner(of, host)
    elif host is None:
        host = _other_host(of, owner)
    return Placed(owner, host, host)


def companies(of: Scope) -> Placed:
    """Return whose capital a count of companies tells of, the country they work in, and that country as the place."""
    owners = [m.code for m in countries(of.own) if _owns(of, m)]
    pair = list(dict.fromkeys(owners))
    if len(pair) == 2 and of.says(TOGETHER):
        return Placed(pair[0], pair[1], _here(of))
    placed = investment(of)
    if _here(of) is not None or of.says(OPERATES):
        return placed
    return placed._replace(territory=placed.territory if placed.territory == _before(of) else None)


def _owner(of: Scope, near: Sequence[Mention]) -> str | None:
    """Return the investor: "from A", "A's capital", the adjective of the money or the company, who invested."""
    fits = [m for m in near if _owns(of, m)]
    at = of.found.amount.first
    before = [m for m in fits if m.first < at]
    return (before or fits)[-1 if before else 0].code if fits else None


def _owns(of: Scope, mention: Mention) -> bool:
    if mention.role == "from":
        return True
    if mention.role in HERE and mention.kind != "adjective":
        return False
    tokens = of.found.scene.tokens
    after = [token.lower for token in tokens[mention.last : mention.last + 3]]
    before = [token.lower for token in tokens[max(of.found.scene.first, mention.first - 2) : mention.first]]
    if mention.kind in ("adjective", "people"):
        return _itemised(after) or any(word.startswith(OWNING) for word in after)
    if mention.role == "with" or (_itemised(after) and of.says(INVESTORS)):
        return True
    if any(word.startswith(INVESTS) for word in after):
        return True
    owning = bool(before) and before[-1].startswith(OWNING) and not before[-1].startswith(INVESTORS)
    return owning and mention.role in ("plain", "of")


def _itemised(after: Sequence[str]) -> bool:
    """Say whether a figure of its own follows a name: "Нидерланды ($3 млрд)", "турецких - 1 942"."""
    return bool(after) and (after[0] in "-–—(" or after[0][:1].isdigit())


def _host(of: Scope) -> str | None:
    """Return the country that receives: "in A", "into A", or the subject of attracting."""
    here = _here(of)
    if here is not None:
        return here
    tokens = of.found.scene.tokens
    served = [m for m in countries(of.own) if m.first and tokens[m.first - 1].lower.startswith(INVESTORS)]
    if served and not _owns(of, served[0]):
        return served[0].code
    if not of.says(ATTRACTS):
        return None
    at = of.found.amount.first
    rest = [m for m in countries(of.own) if m.first < at and m.role in ("plain", "at", "by") and m.kind != "adjective"]
    return rest[0].code if rest and not _owns(of, rest[0]) else None


def _foreign(of: Scope) -> bool:
    """Say whether the owners are foreigners at large: "с иностранным капиталом", "FDI"; not «иностранных дел»."""
    words = (*of.before, *of.after)
    return any(
        word in ABSTRACT or (word.startswith(FOREIGN) and any(w.startswith((*OWNING, "прям", "direct")) for w in near))
        for word, near in ((word, words[at + 1 : at + 3]) for at, word in enumerate(words))
    )


def _here(of: Scope) -> str | None:
    inside = [m for m in countries(of.own) if m.role in HERE and not (m.kind == "adjective" and _owns(of, m))]
    inside = inside or [m for m in countries(of.all) if m.role == "in" and m.kind != "adjective"]
    return inside[0].code if inside else None


def _other_owner(of: Scope, host: str | None) -> str | None:
    """Return who invests in a host when the clause names no investor."""
    before = talk(of, "investment")
    again = before is not None and (before.partner == host or before.reporter == "WORLD")
    if before is not None and again and of.found.unit == "percent":
        return before.reporter
    if _foreign(of):
        return "WORLD"
    if before is not None and again:
        return before.reporter
    return of.setting.beside(host) if of.setting.has(host) and of.setting.other is not None else None


def _other_host(of: Scope, owner: str) -> str | None:
    before = talk(of, "investment") or (once(of, "investment") if not of.setting.has(owner) else None)
    if before is not None and before.partner not in (None, owner, "WORLD"):
        return before.partner
    if of.setting.has(owner) and of.setting.other is not None:
        return of.setting.beside(owner)
    return of.setting.main if of.setting.main != owner else None


def _before(of: Scope) -> str | None:
    """Return where the companies and investments told before are."""
    before = talk(of, "investment") or once(of, "investment")
    return before.territory if before is not None else None


def _continued(of: Scope) -> Placed:
    """Return the sides of a stake whose clause names nobody: the talk's, else the document's two countries."""
    at_hand = topic(of)
    if at_hand is not None:
        return Placed("WORLD" if _foreign(of) else None, at_hand, at_hand)
    before = talk(of, "investment")
    if before is not None:
        return before
    near = of.setting.pair_before(of.found.amount.first) if of.mutual() else None
    one, two = near or (of.setting.main, of.setting.other)
    if _foreign(of) or (two is None and of.says(ATTRACTS)):
        return Placed("WORLD" if one else None, one, one)
    if of.voice is not None and of.voice == one and of.says(ATTRACTS):
        return Placed(two, one, one)
    return Placed(one, two, None if of.says(TOGETHER) else two)
