"""Flows: who sells and who buys, who invests and in whose country, as the words around the flow direct it."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import GROUPS_OF_COUNTRIES, OTHER_GROUP, Mention
from karvon.read.completing import other_end
from karvon.read.dealing import BUYS, INBOUND, Sides, imports
from karvon.read.errands import on_errand
from karvon.read.owners import has_partners
from karvon.read.recipients import buys_from_us, given_to, many
from karvon.read.respective import in_turn
from karvon.read.scope import Placed, Scope, Talk, group, kind, recent, talk


def trade(of: Scope) -> Sides:
    """Read "exports of A to B", "imports from A", "A экспортировал в B", "ввезённой из A в B", "экспорт товаров A"."""
    if (same := _of_one_move(of)) is not None:
        return same
    if (several := many(of)) is not None:
        return several.home or inherited(of)[0], None
    if (both := _between(of)) is not None:
        return both
    source, target = _ends(of) if of.own else (None, None)
    if source is None and target is None:
        return inherited(of)
    if source is None or target is None:
        source, target = _completed(of, source, target)
    return (target, source) if imports(of) else (source, target)


def _between(of: Scope) -> Sides | None:
    """Return the sides of a flow told "between A and B": the speaker's country first, else the home of the document."""
    named = of.named
    if len(named) != PAIR or {m.code for m in of.own if m.role == "with"} != set(named):
        return None
    home = next((code for code in (of.voice, of.setting.home) if code in named), named[0])
    return home, named[1] if home == named[0] else named[0]


PAIR = 2


def _of_one_move(of: Scope) -> Sides | None:
    """Return the sides of the change told right before of the very flow: "imports slipped 1.5 percent to 10.5 bn"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or of.found.cue is None or last.found.cue != of.found.cue or last.found.scene != of.found.scene:
        return None
    if in_turn(of.found.scene):
        return None
    moved = (last.found.change == "level") != (of.found.change == "level") and last.placed.partner is not None
    until = of.found.amount.first + (0 if of.found.change == "level" else len(of.after))
    named = any(last.found.amount.last <= mention.first < until for mention in of.all)
    return (last.placed.reporter, last.placed.partner) if moved and not named else None


def _ends(of: Scope) -> Sides:
    """Return (source, target) of a flow as far as its clause names them."""
    near, away = [m for m in _nearest(of) if not on_errand(of.found.scene, m)], _group(of)
    source, target = _owned(of, near)
    near = [m for m in near if m.code not in (source, target)]
    buys = of.says(BUYS) and imports(of)
    source = source or next(
        (m.code for m in near if m.role in ("from", "at") or (buys and m.role in ("in", "inward"))), None
    )
    target = target or next((m.code for m in near if m.role in INBOUND), None)
    buyer = next((m for m in near if m.role == "plain"), None)
    if source is None and target is None and buyer is not None and imports(of):
        source = next((m.code for m in near if m.role == "in" and m.first > buyer.first), None)
    target = OTHER_GROUP if _to_many(of, near) else target
    if away is not None and away.role in INBOUND and target is not None and _nearer(of, away, near, target):
        target = away.code
    if away is not None and away.code not in (source, target):
        outward = source is None and (away.role == "from" or (away.role == "with" and imports(of)))
        source, target = (away.code, target) if outward else (source, target or away.code)
    buyer_named = next((m.code for m in near if m.role == "plain" and not imports(of) and buys_from_us(of, m)), None)
    target = target or buyer_named or next((m.code for m in near if not imports(of) and given_to(of, m, near)), None)
    rest = [m for m in near if m.code not in (source, target) and m.role != "via" and not _is_with(of, m)]
    rest = [m for m in rest if m.code not in GROUPS_OF_COUNTRIES or _follows_flow(of, m)]
    rest = [m for m in rest if target is None or m.role not in INBOUND or m.kind == "adjective"]
    taker = next((m for m in rest if target is None and not imports(of) and _takes(of, m)), None)
    if taker is not None:
        target, rest = taker.code, [m for m in rest if m.code != taker.code]
    goods = next((m for m in rest if _of_goods(of, m)), None)
    if goods is not None and source is None:
        source, rest = goods.code, [m for m in rest if m.code != goods.code]
    if source is None:
        rest = [m for m in rest if m.role not in INBOUND or m.kind != "adjective"]
    if rest:
        buys = imports(of) if (source is None) == (target is None) else source is not None
        source, target = (source, target or rest[0].code) if buys else (source or rest[0].code, target)
    return _partnered(of, near, source, target)


def _takes(of: Scope, mention: Mention) -> bool:
    """Say whether a country is told to buy what is called an export: "A bought 35 percent of the total exports"."""
    behind = of.found.scene.tokens[mention.last : mention.last + TAKES]
    buys = any(token.lower.startswith((*BUYS, "purchased", "imported")) for token in behind)
    return buys and mention.role == "plain" and mention.kind == "name"


def _to_many(of: Scope, near: Sequence[Mention]) -> bool:
    """Say whether a figure is told of goods for several countries: "raised exports to A, B and C by 5 %"."""
    return len({m.code for m in near if m.role in INBOUND and m.first < of.found.amount.first}) > MANY


MANY = 2


def _group(of: Scope) -> Mention | None:
    """Return the group a flow runs to, from or with; not one that another figure parts from the word of the flow."""
    away, cue, at = group(of), of.found.cue, of.found.amount.first
    if away is None or away.role == "with" or cue is None:
        return away
    parted = any(away.first < a.first < cue.first for a in of.found.scene.amounts) and cue.first < at
    return None if parted else away


def _nearer(of: Scope, away: Mention, near: Sequence[Mention], target: str) -> bool:
    """Say whether a group stands nearer to the figure than the country its clause goes to."""
    at = of.found.amount.first
    return all(abs(away.first - at) < abs(m.first - at) for m in near if m.code == target)


def _owned(of: Scope, near: Sequence[Mention]) -> Sides:
    """Return (source, target) as far as a flow is somebody's own: "German exports", "Germany's imports"."""
    tokens = of.found.scene.tokens
    for m in near:
        if (seller := _seller_to(of, m)) is not None:
            return seller, m.code
        if m.kind != "group" and has_partners(of.found.scene, m):
            return (None, m.code) if imports(of) else (m.code, None)
        own = m.kind == "adjective" or tokens[m.last - 1].lower.endswith(("'s", "s'"))
        behind = tokens[m.last].lower if m.last < of.found.scene.last else ""
        word = behind if own or behind in BARE_FLOWS else ""
        if word and word.startswith(INWARD if imports(of) else OUTWARD):
            return (None, m.code) if imports(of) else (m.code, None)
    return None, None


def _seller_to(of: Scope, mention: Mention) -> str | None:
    """Return who sells to a country whose trading partner it is told to be: "A is B's partner, with exports of 5"."""
    tokens = of.found.scene.tokens
    behind = [token.lower for token in tokens[mention.last : mention.last + MARKETS]]
    partner = "trading" in behind and any(word.startswith("partner") for word in behind)
    if imports(of) or not (partner or any(word.startswith("supplier") for word in behind)):
        return None
    before = (m for m in of.own if m.first < mention.first and m.code not in (mention.code, *GROUPS_OF_COUNTRIES))
    return next((m.code for m in before if m.role == "plain"), None)


MARKETS, TAKES = 6, 3
BARE_FLOWS = frozenset({"exports", "imports"})
OUTWARD, INWARD = ("экспорт", "export"), ("импорт", "import")


def _follows_flow(of: Scope, mention: Mention) -> bool:
    """Say whether a name stands right behind the word of the flow, whose doer it then is: "импорт Евросоюзом"."""
    return of.found.cue is not None and mention.first == of.found.cue.last


def _partnered(of: Scope, near: Sequence[Mention], source: str | None, target: str | None) -> Sides:
    """Add the country a flow is said to be with: the one it is not of."""
    partner = next((m.code for m in near if _is_with(of, m) and m.code not in (source, target)), None)
    if partner is None:
        return source, target
    return (source or partner, target) if imports(of) else (source, target or partner)


def _is_with(of: Scope, mention: Mention) -> bool:
    """Say whether a name is the partner's: "с Китаем", and «прирост по Китаю»."""
    before = of.found.scene.tokens[mention.first - 1].lower if mention.first else ""
    return mention.role == "with" or (mention.role == "by" and before == "по")


def _nearest(of: Scope) -> list[Mention]:
    """Return the mentions of the clause that no other figure parts from the flow's word, the nearest first."""
    cue = of.found.cue
    told = cue is not None and (cue.first >= of.found.scene.first or not any(m.role in DIRECTIONS for m in of.own))
    flow = cue.first if cue is not None and told else of.found.amount.first
    since = max((a.last for a in of.found.scene.amounts if a.last <= of.found.amount.first), default=flow)
    behind = of.found.amount.last <= flow <= of.found.amount.last + NAMED_BEHIND
    until = of.found.amount.first + len(of.after)
    direct = [m for m in of.all if behind and of.found.amount.last <= m.first < until and m.role in DIRECTIONS]
    if direct and of.found.scene.marks.language == "ru":
        return direct
    fresh = [m for m in of.own if since <= m.first < of.found.amount.first]
    if fresh and flow < since:
        return sorted(fresh, key=lambda m: -m.first)
    figures = [a.first for a in of.found.scene.amounts if a != of.found.amount]

    def clear(mention: Mention) -> bool:
        behind = mention.first >= of.found.amount.last and flow < of.found.amount.first
        low, high = (of.found.amount.last, mention.first) if behind else sorted((mention.first, flow))
        parted = mention.first >= of.found.amount.last and flow < of.found.amount.first
        signs = of.found.scene.tokens[of.found.amount.last : mention.first] if parted else ()
        apart = any(sign.text in ",;(" or sign.lower in SUBORDINATE for sign in signs)
        return not any(low < at < high for at in figures) and not apart

    kept = [m for m in of.own if clear(m)]
    aside = not kept and len(of.own) == 1 and of.found.scene.words[of.own[0].last - of.found.scene.first :][:1] == ["("]
    if not kept and (of.found.cue is None or flow < since or aside):
        kept = list(of.own)
    return sorted(kept, key=lambda m: (abs(m.first - flow), m.first))


NAMED_BEHIND = 1
DIRECTIONS = ("from", "to", "inward")
SUBORDINATE = frozenset(["as", "while", "because", "since", "after", "when", "поскольку", "пока", "когда", "после"])


def _of_goods(of: Scope, mention: Mention) -> bool:
    """Say whether an adjective tells where the goods come from: it follows the word of the flow, or qualifies goods."""
    if mention.kind != "adjective":
        return False
    after = [token.lower for token in of.found.scene.tokens[mention.last : mention.last + 2]]
    goods = any(word.startswith(GOODS) for word in after)
    return goods or (of.found.cue is not None and mention.first >= of.found.cue.last and mention.role == "plain")


GOODS = ("товар", "продукци", "goods", "product", "круп", "зерн", "пшениц", "мук", "угл", "нефт", "газ", "сырь")


def _completed(of: Scope, source: str | None, target: str | None) -> Sides:
    """Add the end of a flow its clause leaves out: the reporter of the talk, the document's other country."""
    known = source or target
    rest = [code for code in of.named if code != known]
    same = (*INBOUND, "at") if source is None else ("from", "at")
    if len(rest) == 1 and not of.only(rest[0], ("via", *same)):
        return (known, rest[0]) if source is not None else (rest[0], known)
    other = other_end(of, known, source)
    home = source if not imports(of) else target
    if other is None and home is not None:
        other = "WORLD"
    return (known, other) if source is not None else (other, known)


def inherited(of: Scope) -> Sides:
    """Return the sides of a flow whose clause names nobody: the talk's, else the speaker's or the document's."""
    spoken = recent(of) or _spoken_of(of) or _abroad(of) or of_all_it_trades(of) or _after_many(of)
    if spoken is not None:
        return spoken
    before = talk(of)
    if before is not None and before.partner is not None:
        return before.reporter, before.partner
    last = of.earlier[-1] if of.earlier else None
    if last is not None and last.placed.partner == "WORLD" and not of.mutual() and _right_before(of, last):
        return last.placed.reporter, "WORLD"
    one, two = of.setting.doing_before(of.found.scene.first) if of.setting.other is None else ("", "")
    if two and one == of.setting.main and not of.all and not {one, two} & GROUPS_OF_COUNTRIES:
        return one, two
    home = of.voice if of.setting.has(of.voice) else of.setting.main
    alone = of.setting.other is None or (of.setting.ranked and not of.mutual() and not of.all)
    home = of.setting.owner if of.setting.ranked and alone else home
    away = None if alone else of.setting.beside(home)
    return home, away or ("WORLD" if home is not None else None)


def _after_many(of: Scope) -> Sides | None:
    """Return the whole trade of whose partners the sentence before counted up: "A sold B 5, C 3. Exports rose"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or of.all or of.mutual() or last.found.scene.first == of.found.scene.first:
        return None
    if of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph > 1 or kind(last.found) != "trade":
        return None
    told = [placed for frame, placed in of.earlier[-LISTED:] if frame.scene.first == last.found.scene.first]
    home = last.placed.reporter
    partners = {placed.partner for placed in told if placed.reporter == home} - {None, "WORLD"}
    return (home, "WORLD") if home is not None and len(partners) > 1 else None


LISTED = 8


def _abroad(of: Scope) -> Sides | None:
    """Return the sides of all that the country of a page with many partners sells: "total sales abroad were 9 m"."""
    if of.setting.owner is None or of.all or of.mutual():
        return None
    line = f" {' '.join(of.clause())} "
    return (of.setting.owner, "WORLD") if any(told in line for told in ALL_SOLD) else None


ALL_SOLD = (
    " abroad ", " the country earned ", " the country exported ", " the country imported ", " the country sold ",
    " the country bought ", " total exports ", " total imports ", " overall exports ", " overall imports ",
)  # fmt: skip


def of_all_it_trades(of: Scope) -> Sides | None:
    """Return the sides of a flow told of "the country" on a page of its many partners: "the country's imports grew"."""
    last = of.earlier[-1] if of.earlier else None
    home = of.voice or of.setting.home or of.setting.main
    if home is not None and not of.all and not of.mutual() and _brought(of):
        return home, "WORLD"
    if home is None or of.setting.other is not None or last is None or last.found.scene.first == of.found.scene.first:
        return None
    return (home, "WORLD") if any(word in OWN_COUNTRY for word in of.words) and not of.mutual() else None


def _brought(of: Scope) -> bool:
    """Say whether a flow is told to have brought its money to "the country": "экспорт чая принёс стране 5 млн"."""
    words = of.words
    return any(word in TO_COUNTRY and words[at - 1].startswith(BROUGHT) for at, word in enumerate(words) if at)


TO_COUNTRY = frozenset({"стране", "республике", "государству"})
BROUGHT = ("прин", "дал", "обеспеч")
OWN_COUNTRY = frozenset({"country's", "nation's", "страны", "республики"})


def _spoken_of(of: Scope) -> Sides | None:
    """Return the sides of a flow that the sentence before named without a figure: "A sold to B. It grew by 5 %"."""
    cue, scene = of.found.cue, of.found.scene
    if cue is None or cue.first >= scene.first or scene.marks.language != "ru":
        return None
    away = of.setting.named_between(cue.first, scene.first)
    home = of.setting.main
    return (home, away) if home is not None and away not in (None, home) else None


def _right_before(of: Scope, last: Talk) -> bool:
    """Say whether a figure of trade was told in the paragraph before."""
    apart = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph
    return apart <= 1 and kind(last.found) == "trade"


def placed(sides: Sides, territory: str | None = None) -> Placed:
    """Return two sides with a territory."""
    return Placed(sides[0], sides[1], territory)
