"""Stakes: investment and companies, told by who owns and where it is: the owner reports, the host is the partner."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read import envoys, offices
from karvon.read.atlas import GROUPS_OF_COUNTRIES, Mention, countries, country_of, distinct
from karvon.read.rolls import next_item
from karvon.read.scope import Placed, Scope, group, once, talk, topic

OWNING = (
    "инвест", "вложен", "капитал", "компани", "бизнес", "предприят", "участи", "партнер", "партнёр", "фирм",
    "средств", "инвестор", "предпринимател", "бизнесмен", "резидент", "пии", "fdi", "invest", "capital", "compan",
    "business", "enterpris", "firm", "owned", "stake", "particip", "conglomerate", "giant", "developer", "corporation",
    "contractor", "manufacturer", "shareholder", "owner", "founder", "акционер", "учредител", "владельц",
    "холдинг", "корпорац", "концерн", "гигант", "застройщик", "девелопер", "подрядчик",
)  # fmt: skip
ATTRACTS = (
    "привле", "осво", "получ", "ожида", "рассчитыва", "приток", "поступ", "attract", "receiv", "absorb", "expect",
    "inflow",
)  # fmt: skip
INVESTS = (
    "инвестировал", "инвестирует", "инвестирова", "влож", "вклад", "invested", "invests", "pledged", "channeled",
    "channelled", "poured", "injected",
)  # fmt: skip
FOREIGN = ("иностранн", "зарубежн", "foreign")
ABSTRACT = ("пии", "fdi", "инвесторы", "investors")
OPERATES = (
    "работа", "действ", "функциони", "зарегистр", "созда", "откры", "запусти", "капитал", "участи", "operat", "active",
    "regist", "establish", "capital", "owned", "opened",
)  # fmt: skip
"""What tells companies of a host country from those that only send somebody to a meeting."""
HERS = frozenset({"ее", "её", "его"})
INVESTORS = ("инвестор", "источник", "investor", "source")
TOGETHER = ("совместн", "joint")
HERE = ("in", "inward", "to")


def investment(of: Scope) -> Placed:
    """Return investor, host, and the host as the place; what the clause leaves out, talk and document supply."""
    if any(word.startswith(RETURNED) for word in of.clause()):
        before = talk(of, "investment")
        if before is not None and before.partner is not None:
            return Placed(before.partner, before.reporter, before.reporter)
    inside = _within(of)
    if inside is not None:
        return inside
    listed = _list_of_hosts(of) or next_item(of)
    if listed is not None:
        return listed
    of = of._replace(own=_latest(of))
    owner, host = _owner(of, of.own), _host(of)
    if owner is not None and owner == host:
        host = None
    if owner is None and host is None:
        away = group(of)
        return Placed("WORLD" if _foreign(of) else None, away.code, away.code) if away is not None else _continued(of)
    if owner is None:
        owner = _other_owner(of, host)
    elif host is None:
        host = _listed_host(of, owner) or _other_host(of, owner)
    return Placed(owner, host, host)


def _list_of_hosts(of: Scope) -> Placed | None:
    """Read a part of what went to a group of countries: "in three countries – A (32 %), B (30 %)", "30 % - B's"."""
    before, tokens = talk(of, "investment"), of.found.scene.tokens
    if before is None or before.reporter in (None, "WORLD") or of.says(INVESTORS):
        return None
    part = of.found.unit == "percent" and of.found.change == "level"
    if not part or (before.partner not in GROUPS_OF_COUNTRIES and before.partner != before.territory):
        return None
    at, last = of.found.amount.first - 1, of.found.amount.last
    near = [m for m in countries(of.all) if m.last == at and tokens[at].text == "("]
    near += [m for m in countries(of.all) if m.first == last + 1 and tokens[last].text in "-–—"]
    host = near[0].code if near and near[0].code != before.reporter else None
    return Placed(before.reporter, host, host) if host is not None else None


def _listed_host(of: Scope, owner: str) -> str | None:
    """Return the host named right before a figure: "the leader is A – 11 bn of B's"; else the group it goes to."""
    at = of.found.amount.first - 1
    dash = at > of.found.scene.first and of.found.scene.tokens[at].text in "-–—"
    plain = [m.code for m in countries(of.all) if dash and m.last == at and m.role == "plain" and m.code != owner]
    away = group(of)
    inside = [m.code for m in of.own if m.code in GROUPS_OF_COUNTRIES and m.role in HERE]
    return next(iter([*plain, *([away.code] if away is not None else []), *inside]), None)


def _latest(of: Scope) -> Sequence[Mention]:
    """Return the mentions since the figure before where they name both sides, else all of the clause."""
    last = max((a.last for a in of.found.scene.amounts if a.last <= of.found.amount.first), default=None)
    after = of.found.amount.first + len(of.after)
    fresh = [m for m in of.own if last is not None and last <= m.first < after]
    return fresh if len(distinct(countries(fresh))) == PAIR else of.own


PAIR = 2
RETURNED = ("ответн", "встречн", "обратн", "reciproc")
SHARED = ("mutual", "взаимн")
HAVING = frozenset({"has", "had", "hosts", "counts", "имеет", "насчитывает"})
HOSTS = ("inward", "host", "recipient", "получател", "реципиент", "hosts")


def _within(of: Scope) -> Placed | None:
    """Read investment inside a group of countries, which no two countries share: the group's, or one host's part."""
    named, tokens = of.named, of.found.scene.tokens
    inner = [m for m in of.own if m.code in GROUPS_OF_COUNTRIES and tokens[m.first - 1].lower in INNER]
    if inner and not named:
        return Placed(inner[0].code, inner[0].code, inner[0].code)
    mutual = of.says(SHARED)
    if not named:
        whole = mutual and of.setting.other is None and group(of) is None
        return Placed(None, None, None) if whole and any(word in ABSTRACT for word in of.before) else None
    if of.found.unit != "percent" or of.found.change != "level":
        return None
    before = talk(of, "investment")
    listed = before is not None and before.reporter is None and before.partner is not None and _itemised_last(of)
    host = named[0] if of.says(HOSTS) and len(named) == 1 else _itemised_last(of) if listed else None
    return Placed(None, host, host) if host is not None else None


INNER = ("within", "inside", "внутри")


def _itemised_last(of: Scope) -> str | None:
    """Return the country right before the amount: "Belarus (12 %)"."""
    near = [m for m in countries(of.own) if 0 < of.found.amount.first - m.last <= 1]
    return near[0].code if near else None


def _item(of: Scope) -> str | None:
    """Return the country that a sign parts from a count of its companies: "Китай - 725", "Казахстана - с 10 до 8"."""
    near = [m for m in countries(of.all) if m.last < of.found.amount.first]
    between = of.found.scene.tokens[near[-1].last : of.found.amount.first] if near else ()
    listed = bool(between) and between[0].text in "-–—("
    told = all(token.text in "-–—(" or token.lower in ("с", "до") or token.kind == "number" for token in between)
    return near[-1].code if listed and told else None


def companies(of: Scope) -> Placed:
    """Return whose capital a count of companies tells of, the country they work in, and that country as the place."""
    inner = _told_inside(of)
    if inner is not None:
        return inner
    ours = envoys.ours(of, _here(of))
    if ours is not None:
        return ours
    item, known = _item(of), _before(of) or of.setting.host
    if item is not None and known not in (None, item):
        return Placed(item, known, known)
    owners = [m.code for m in countries(of.own) if _owns(of, m)]
    pair = list(dict.fromkeys(owners))
    if len(pair) == 2 and of.says(TOGETHER):
        return Placed(pair[0], pair[1], _here(of))
    placed = investment(of)
    if _here(of) is not None or of.says(OPERATES) or placed.territory == of.setting.host:
        return placed
    return placed._replace(territory=placed.territory if placed.territory == _before(of) else None)


def _told_inside(of: Scope) -> Placed | None:
    """Read "650 Ruritanian trading companies operate in B": the owner stands inside the amount, the host behind it."""
    amount, ends = of.found.amount, of.found.amount.first + len(of.after)
    inner = [m.code for m in countries(of.all) if amount.first < m.first < amount.last and m.kind == "adjective"]
    hosts = [m.code for m in countries(of.all) if amount.last <= m.first < ends and m.role in HERE]
    if not inner or not hosts:
        return _told_in(of)
    plain = len(set(inner)) == 1 and bool(hosts) and hosts[0] != inner[0]
    return Placed(inner[0], hosts[0], hosts[0]) if plain else None


def _told_in(of: Scope) -> Placed | None:
    """Read "in A there are 15 Ruritanian ones": the host before the number, the owner inside or right behind it."""
    amount, scene = of.found.amount, of.found.scene
    since = max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first)
    told = [m for m in countries(of.all) if amount.first < m.first < amount.last + CAPITAL and m.kind == "adjective"]
    inner = [m.code for m in told if m.first <= amount.last or _of_capital(of, m)]
    hosts = [m.code for m in countries(of.all) if since <= m.first < amount.first and m.role in ("in", "inward")]
    plain = len(set(inner)) == 1 and len(set(hosts)) == 1 and hosts[0] != inner[0] and scene.marks.language == "ru"
    return Placed(inner[0], hosts[0], hosts[0]) if plain else None


def _of_capital(of: Scope, mention: Mention) -> bool:
    """Say whether an adjective behind "with" tells whose capital firms have: "с перуанским участием"."""
    tokens = of.found.scene.tokens
    behind = tokens[mention.last].lower if mention.last < of.found.scene.last else ""
    with_it = tokens[mention.first - 1].lower in ("с", "со")
    return with_it and behind.startswith(("участи", "капитал", "инвест", "вложен"))


def _owner(of: Scope, near: Sequence[Mention]) -> str | None:
    """Return the investor: "from A", "A's capital", the adjective of the money or the company, who invested."""
    fits = [m for m in near if _owns(of, m)]
    at, behind = of.found.amount.first, of.found.amount.last
    named = [m for m in countries(of.all) if m.first == behind and m.role == "plain" and m.kind == "name"]
    if named and of.found.unit == "company":
        return named[0].code
    before = [m for m in fits if m.first < at]
    return (before or fits)[-1 if before else 0].code if fits else None


def _owns(of: Scope, mention: Mention) -> bool:
    tokens = of.found.scene.tokens
    after = [token.lower for token in tokens[mention.last : mention.last + 3]]
    before = [token.lower for token in tokens[max(of.found.scene.first, mention.first - 2) : mention.first]]
    if mention.role == "from" or _accounts(before, after):
        return True
    near = tokens[mention.last : mention.last + INFLOW]
    flows_in = mention.kind == "name" and any(token.lower.startswith("inflow") for token in near)
    office = mention.kind == "name" and offices.within(of.found.scene.words, mention.first - of.found.scene.first)
    if office or flows_in or (mention.role in HERE and mention.kind != "adjective"):
        return False
    if mention.kind in ("adjective", "people") or tokens[mention.last - 1].lower.endswith(("'s", "s'")):
        left_out = mention.role == "with" and after[:1] == [","]
        put_in = mention.kind == "people" and any(map(_puts_in, after))
        return put_in or left_out or _itemised(after) or any(word.startswith(OWNING) for word in after)
    if after[:1] and after[0] in IS and any(t.lower in INVESTING for t in tokens[mention.last : mention.last + RANKED]):
        return True
    later = [token.lower for token in tokens[mention.last : mention.last + PLANNED]]
    willing = any(word in WILLING for word in later) and any(map(_puts_in, later))
    invests = willing or any(map(_puts_in, after)) or (after[:1] == ["-"] and after[1:2] in (["в"], ["to"]))
    if invests or mention.role == "with" or (_itemised(after) and of.says(INVESTORS)):
        return True
    owning = bool(before) and before[-1].startswith(OWNING) and not before[-1].startswith(INVESTORS)
    owning = owning and not before[0].startswith(OFFICES)
    return owning and mention.role in ("plain", "of")


def _puts_in(word: str) -> bool:
    """Say whether a word is a verb of investing, not "investment" or "investors"."""
    return word == "invest" or word.startswith(INVESTS)


OFFICES = ("минист", "замминист", "вице-минист", "агентств", "комитет", "департамент", "ведомств", "ministr")
RANKED, PLANNED, INFLOW, CAPITAL = 9, 5, 6, 3
WILLING = frozenset([
    "plans", "intends", "wants", "will", "to", "намерен", "намерена", "намерено", "намерены", "планирует", "готова",
    "готов", "готовы", "собирается", "хочет",
])  # fmt: skip
IS = frozenset(["came", "is", "was", "are", "were", "remains", "remained", "became", "ranks", "ranked", "emerged"])
INVESTING = frozenset(["source", "investor", "investors", "sources", "investing"])


def _accounts(before: Sequence[str], after: Sequence[str]) -> bool:
    """Say whether a part of the whole is a country's: "на Китай приходится", "на долю Китая пришлось"."""
    on = before[-1:] == ["на"] or (before[:1] == ["на"] and before[-1].startswith("дол"))
    falls = any(word.startswith(("приход", "приш")) for word in after)
    return (on and falls) or bool(after and after[0].startswith("account"))


def _itemised(after: Sequence[str]) -> bool:
    """Say whether a figure of its own follows a name: "Нидерланды ($3 млрд)", "турецких - 1 942"."""
    return bool(after) and (after[0] in "-–—(/" or after[0][:1].isdigit())


def _host(of: Scope) -> str | None:
    """Return the country that receives: "in A", "into A", or the subject of attracting."""
    here = _here(of)
    if here is not None:
        return here
    tokens = of.found.scene.tokens
    served = [m for m in countries(of.own) if m.first and tokens[m.first - 1].lower.startswith(INVESTORS)]
    if served and not _owns(of, served[0]):
        return served[0].code
    at = of.found.amount.first
    having = [m for m in countries(of.own) if m.last < at and m.kind == "name" and tokens[m.last].lower in HAVING]
    if having and of.found.unit == "company" and any(_owns(of, m) for m in countries(of.own) if m.first > at):
        return having[-1].code
    if not of.says(ATTRACTS):
        return None
    rest = [m for m in countries(of.own) if m.first < at and m.role in ("plain", "at", "by") and m.kind != "adjective"]
    return rest[0].code if rest and not _owns(of, rest[0]) else None


NATIONS = ("countr", "стран", "econom", "nation", "государств")


def _foreign(of: Scope) -> bool:
    """Say whether the owners are foreigners at large: "с иностранным капиталом", "FDI"; not «иностранных дел».

    Not where they are told apart without being named: "from Asian countries", "mutual FDI".
    """
    words = (*of.before, *of.after)
    if of.says(SHARED) or any(
        first in ("from", "из") and word.startswith(NATIONS) for first, word in zip(words, words[2:], strict=False)
    ):
        return False
    return any(
        word in ABSTRACT or (word.startswith(FOREIGN) and any(w.startswith((*OWNING, "прям", "direct")) for w in near))
        for word, near in ((word, words[at + 1 : at + 3]) for at, word in enumerate(words))
    )


def _here(of: Scope) -> str | None:
    inside = [m for m in countries(of.own) if (m.role in HERE or _where(of, m) or _into(of, m)) and not _owns(of, m)]
    inside = inside or [m for m in countries(of.all) if m.role == "in" and m.kind != "adjective"]
    return inside[0].code if inside else None


def _where(of: Scope, mention: Mention) -> bool:
    """Say whether a name goes on with "where", told of what happened there: "Узбекистан, где инвестиции выросли"."""
    after = [token.lower for token in of.found.scene.tokens[mention.last : mention.last + 2]]
    return after[:1] == [","] and after[1:2] in (["где"], ["where"])


def _into(of: Scope, mention: Mention) -> bool:
    """Say whether a name is whose the thing is that money goes into, or that is home to firms: «в энергетику А»."""
    tokens, first = of.found.scene.tokens, mention.first
    if mention.kind == "adjective" or mention.role != "plain":
        return False
    after = [token.lower for token in tokens[mention.last : mention.last + 3]]
    if after[:3] == ["is", "home", "to"] or after[:1] == ["hosts"]:
        return True
    back = [token.lower for token in tokens[max(of.found.scene.first, first - INTO_FAR) : first]]
    at = next((at for at in range(len(back) - 2, -1, -1) if back[at] in ("в", "во")), None)
    return at is not None and all(word[0].isalpha() for word in back[at + 1 :])


INTO_FAR = 4


def _other_owner(of: Scope, host: str | None) -> str | None:
    """Return who invests in a host when the clause names no investor."""
    before = talk(of, "investment")
    again = before is not None and (before.partner == host or before.reporter == "WORLD")
    if before is not None and again and of.found.unit == "percent":
        return before.reporter
    if _foreign(of) or (of.setting.other is None and of.says(DIRECT)):
        return "WORLD"
    if before is not None and (again or (before.reporter == of.setting.main and before.reporter != host)):
        return before.reporter
    return of.setting.beside(host) if of.setting.has(host) and of.setting.other is not None else None


def _other_host(of: Scope, owner: str) -> str | None:
    before = talk(of, "investment") or (once(of, "investment") if not of.setting.has(owner) else None)
    if before is not None and before.partner not in (None, owner, "WORLD"):
        return before.partner
    if of.setting.has(owner) and of.setting.other is not None:
        return of.setting.beside(owner)
    if of.setting.host not in (None, owner):
        return of.setting.host
    return of.setting.main if of.setting.main != owner else None


def _before(of: Scope) -> str | None:
    """Return where the companies and investments told before are."""
    before = talk(of, "investment") or once(of, "investment")
    return before.territory if before is not None else None


def _continued(of: Scope) -> Placed:
    """Return the sides of a stake whose clause names nobody: the talk's, else the document's two countries."""
    if (told := of_sentence_before(of)) is not None:
        return told
    at_hand, before = topic(of), talk(of, "investment")
    parted = before is not None and before.reporter == "WORLD" and before.partner == at_hand
    if at_hand is not None and not parted:
        return Placed("WORLD" if _foreign(of) else None, at_hand, at_hand)
    if before is not None:
        return before
    _, site = of.setting.site_before(of.found.amount.first, of.found.scene.sentence.paragraph)
    host = country_of(site) if site is not None and "-" in site else None
    if host is not None and of.setting.has(host) and of.setting.other is not None:
        return Placed(of.setting.beside(host), host, site)
    return _of_document(of)


def of_sentence_before(of: Scope) -> Placed | None:
    """Return investor and host as the sentence before told them without a figure: "A's investment in B is growing"."""
    scene = of.found.scene
    near = of.setting.met_before(scene.first - 1, scene.sentence.paragraph + 1)  # of the paragraph itself
    since = max((frame.scene.last for frame, _ in of.earlier[-1:]), default=0)
    if near is None or near[0] < since or of.mutual():
        return None
    tokens = scene.tokens
    told = any(token.lower.startswith(("invest", "инвест", "влож")) for token in tokens[near[0] : scene.first])
    host = next((at for at, code in of.setting.named if code == near[2] and near[0] <= at < scene.first), 0)
    return Placed(near[1], near[2], near[2]) if told and tokens[host - 1].lower in INTO else None


INTO = frozenset({"in", "into", "в", "во"})
DIRECT = ("прямых инвест", "прямые инвест", "direct invest")


def _of_document(of: Scope) -> Placed:
    """Return the sides of a stake that neither its clause nor the talk tells: the document's."""
    near = of.setting.pair_before(of.found.amount.first) if of.mutual() else None
    one, two = near or (of.setting.main, of.setting.other)
    if two is not None and of.setting.home == one and any(word in HERS for word in of.clause()):
        return Placed(two, one, one)
    one = of.setting.host if _foreign(of) and of.setting.host is not None and two is None else one
    if _foreign(of) or (two is None and (of.says(ATTRACTS) or of.says(DIRECT))):
        return Placed("WORLD" if one else None, one, one)
    if of.voice is not None and of.voice == one and of.says(ATTRACTS):
        return Placed(two, one, one)
    return Placed(one, two, None if of.says(TOGETHER) else two)
