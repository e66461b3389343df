"""Goods: what a word for a flow measures exactly: of which goods, in transit or not, of which of two flows."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.vocabulary import by_code
from karvon.read.atlas import mentions
from karvon.read.comparisons import reached_by
from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Scene
from karvon.read.tallies import BOUGHT, SOLD
from karvon.read.tokens import genitive, grammar
from karvon.read.traded import trade_cue

FLOWS = frozenset({"export", "import", "trade_balance"})
NARROWER = {"freight_volume": "transit_volume"}


def moved(scene: Scene, goods: Cue) -> Cue | None:
    """Return the word for carrying right before the goods it is of: "перевозки зерна"."""
    cues = [c for c in scene.of("indicators") if c.code in ("freight_volume", "transit_volume")]
    beside = next((c for c in cues if 0 <= goods.first - c.last <= 1), None)
    return beside or next((c for c in reversed(cues) if _carries(scene, c, goods)), None)


def _carries(scene: Scene, cue: Cue, goods: Cue) -> bool:
    """Say whether a verb of carrying has as its object so much of some goods: "перевезено 3 млн тонн зерна"."""
    if cue.last > goods.first or not scene.tokens[cue.first].lower.startswith(CARRIED):
        return False
    inside = [a for a in scene.amounts if cue.last <= a.first and a.last <= goods.first]
    between = scene.words[cue.last - scene.first : goods.first - scene.first]
    return len(inside) == 1 and inside[0].last == goods.first and not any(word in ",;:()" for word in between)


CARRIED = (
    "перевез", "перевёз", "перевал", "прокач", "транспортир", "погруз", "погруж", "carried", "transported", "hauled",
    "handled", "loaded",
)  # fmt: skip


def brought(scene: Scene, cue: Cue, known: Sequence[Frame]) -> bool:
    """Say whether supplies from abroad go on with imports told before: "ввезли 9 тонн. Поставки шли из Ирана"."""
    if not scene.tokens[cue.first].lower.startswith(("поставк", "поставок")) or not known:
        return False
    last = next((f for f in reversed(known[-BEFORE:]) if f.indicator in FLOWS), None)
    near = last is not None and scene.sentence.paragraph - last.scene.sentence.paragraph <= 1
    told = {m.code for m in mentions(last.scene) if m.role != "from"} if last is not None else set()
    abroad = any(m.role == "from" and m.kind not in HOME and m.code not in told for m in mentions(scene))
    return near and last is not None and last.indicator == "import" and abroad


def bought(scene: Scene, cue: Cue, known: Sequence[Frame]) -> bool:
    """Say whether buyers are those of the exports told before: "вывезли на 9 млн. Лидер закупок – Иран"."""
    last = exported_before(scene, cue, known)
    if last is None:
        return False
    told = {m.code for m in mentions(last.scene)}
    here = mentions(scene)
    named = {m.code for m in here if m.kind in ("name", "short") and m.role in ("plain", "by")}
    return bool(named) and named.isdisjoint(told) and all(m.role != "from" for m in here)


def exported_before(scene: Scene, cue: Cue, known: Sequence[Frame]) -> Frame | None:
    """Return the exports told right before a sentence whose word of imports is one of buyers."""
    if not any(token.lower.startswith(BUYING) for token in scene.tokens[cue.first : cue.last]):
        return None
    past = (f for f in reversed(known[-BEFORE:]) if f.indicator in FLOWS and f.scene.sentence != scene.sentence)
    last = next(past, None)
    near = last is not None and scene.sentence.paragraph - last.scene.sentence.paragraph <= 1
    return last if last is not None and near and last.indicator == "export" else None


def of_carrier(scene: Scene, amount: Amount, cue: Cue, known: Sequence[Frame]) -> bool:
    """Say whether English shipments go on with what a port, a line or a carrier was told to have moved.

    "The port moved 3 million tons. Shipments of dry goods rose by 4 %": no country is named that they go to.
    """
    word = scene.tokens[cue.last - 1].lower
    if word != "shipments" or scene.marks.language != "en" or amount.kind == "money" or not known:
        return False
    last = next((f for f in reversed(known[-BEFORE:]) if f.indicator is not None), None)
    carried = last is not None and last.indicator == "freight_volume"
    near = last is not None and scene.sentence.paragraph - last.scene.sentence.paragraph <= 1
    return carried and near and not any(m.role in ("to", "inward", "from") for m in mentions(scene))


HOME = frozenset({"region", "city", "capital"})
BEFORE = 3


def subject_of(scene: Scene, amount: Amount, cue: Cue) -> str:
    """Return what is so many times the flow it is compared with: "imports exceeded exports 5.7 times" tells imports."""
    flows = [c for c in scene.of("indicators") if c.code in FLOWS and c.first < cue.first]
    compared = any(
        c.group == "changes" and c.code in ("over", "under") and flows and flows[-1].last <= c.first < cue.first
        for c in scene.cues
    )
    if not compared or cue.code not in FLOWS or cue.last > amount.first:
        return cue.code
    told = amount.factor or amount.times or reached_by(scene, amount)
    return flows[-1].code if told else "trade_balance"


def of_goods(scene: Scene, cue: Cue, code: str, amount: Amount, talk: tuple[Sequence[Frame], Sequence[Scene]]) -> str:
    """Make a weight exact: the goods that have an indicator of their own ("wheat_export"), what is but carried."""
    if amount.unit != "t" or code not in ("production", "export", "import"):
        return code
    known, before = talk
    near = [token.lower for token in scene.tokens[max(scene.first, cue.first - 3) : cue.last + 1]]
    ahead = [token.lower for token in scene.tokens[max(scene.first, amount.first - SENT) : amount.first]]
    flows = [word for word in near if word.startswith(BOUGHT + SOLD)]
    flows = flows or [word for word in (*near, *ahead) if word.startswith(MOVED)]
    trade = trade_cue(scene, amount) if code == "production" else None
    carried = _of_carriage(scene, cue, known) if not flows and code == "production" else None
    if carried is not None or (not flows and code == "production" and trade is None):
        return carried or _of_dealers(scene, cue) or code
    flow = trade.code if trade is not None else code if not flows else _direction(flows[-1])
    if _only_sent(scene, cue) and any(c.code == "freight_volume" for c in scene.of("indicators")):
        return "freight_volume"
    goods = [c.code for c in scene.of("goods") if -3 <= c.first - cue.last <= 3 or 0 <= c.first - amount.last <= 2]
    item = _item(scene, amount.first - 1) or _item(scene, cue.first)
    if item is not None:
        goods = [c.code for c in scene.of("goods") if item[0] <= c.first < item[1]]
    elif not goods and not _of_something(scene, amount):
        if _among_freight(scene, known):
            return "freight_volume"
        goods = _talked_of(scene, before)
    return next((name for good in goods if (name := f"{good}_{flow}") in by_code("indicators")), flow)


def _item(scene: Scene, at: int) -> tuple[int, int] | None:
    """Return the tokens of the goods that open an item before a dash or a verb: "мяса птицы – 6 т", "рыбы ввезено"."""
    tokens, first = scene.tokens, at
    verb = at > scene.first and tokens[at].kind == "word" and "PRTS" in grammar(tokens[at].lower)[1]
    if scene.marks.language != "ru" or not (verb or tokens[at].text in DASHES):
        return None
    while (
        first > scene.first
        and at - first < ITEM
        and tokens[first - 1].kind == "word"
        and genitive(tokens[first - 1].lower)
    ):
        first -= 1
    opens = first == scene.first or tokens[first - 1].text in ",;"
    return (first, at) if first < at and opens else None


ITEM, DASHES = 4, "-–—"


def _direction(word: str) -> str:
    return "import" if word.startswith(TAKEN) and not word.startswith(TAKERS) else "export"


def _only_sent(scene: Scene, cue: Cue) -> bool:
    """Say whether goods are told to be sent, but not abroad: "из объёма перевозок 5 тонн направлено на рынки"."""
    sent = scene.tokens[cue.first].lower.startswith(SENDING)
    return sent and not any(word.startswith(ABROAD) for word in scene.words[cue.last - scene.first :][:ONWARD])


SENDING = ("отправ", "направ", "передан", "парти")
ABROAD = ("экспорт", "импорт", "зарубеж", "рубеж")
ONWARD = 3


def _of_something(scene: Scene, amount: Amount) -> bool:
    """Say whether a weight tells right behind it of what goods it is: "20 тонн угля", "20 tonnes of coal"."""
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 3]
    if scene.marks.language == "en":
        return behind[:1] == ["of"] and not any(word.startswith(ANYTHING) for word in behind[1:])
    return bool(behind) and not behind[0].startswith(ANYTHING) and "gent" in grammar(behind[0])[1]


def _among_freight(scene: Scene, known: Sequence[Frame]) -> bool:
    """Say whether the talk is of what is carried: exports among it are the part of the freight that goes out."""
    near = [f for f in known[-AMONG:] if scene.sentence.paragraph - f.scene.sentence.paragraph <= PARAGRAPHS]
    return any(f.indicator == "freight_volume" and f.unit == "t" for f in near)


def _of_carriage(scene: Scene, cue: Cue, known: Sequence[Frame]) -> str | None:
    """Return what is carried where goods are but named: "перевезли 5 млн тонн, из них 2 млн тонн зерна"."""
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    named = any(c.first == cue.first for c in scene.of("goods"))
    if named and last is not None and last.unit == "t" and last.indicator is not None:
        good = next(c.code for c in scene.of("goods") if c.first == cue.first)
        flow = next((name for name in ("export", "import") if last.indicator.endswith(name)), None)
        if flow is not None:
            return name if (name := f"{good}_{flow}") in by_code("indicators") else flow
    carried = last is not None and last.unit == "t" and last.indicator in ("freight_volume", "transit_volume")
    return last.indicator if named and carried and last is not None else None


def _of_dealers(scene: Scene, cue: Cue) -> str | None:
    """Return the export of goods but named, told of who deals in them: "среди поставщиков зерна А (2 млн тонн)"."""
    good = next((c.code for c in scene.of("goods") if c.first == cue.first), None)
    if good is None or scene.has(MAKING) or not scene.has(DEALERS):
        return None
    return name if (name := f"{good}_export") in by_code("indicators") else "export"


MAKING = ("урожа", "собра", "произв", "выращ", "намоло", "harvest", "produc", "crop", "grow", "grew")
DEALERS = ("поставщик", "экспортер", "экспортёр", "импортер", "импортёр", "покупател", "supplier", "exporter", "buyer")


def _talked_of(scene: Scene, before: Sequence[Scene]) -> list[str]:
    """Return the goods whose exports or imports the sentence before told of: "экспорт зерна вырос. В мае продано"."""
    last = before[-1] if before and before[-1].sentence.paragraph == scene.sentence.paragraph else None
    flows = [] if last is None else [c for c in last.of("indicators") if c.code in ("export", "import")]
    goods = [] if last is None else [g for g in last.of("goods") if any(-2 <= g.first - c.last <= 2 for c in flows)]
    return [goods[-1].code] if goods else []


AMONG, PARAGRAPHS = 6, 2
ANYTHING = (
    "груз", "товар", "продукци", "различн", "разн", "goods", "cargo", "freight", "product", "commodit", "various",
    "different", "merchandise",
)  # fmt: skip
SENT = 8
TAKERS = ("покупател", "импортер", "импортёр", "buyer", "importer", "purchaser")
BUYING = (*TAKERS, "закупк", "закупок", "purchases")
TAKEN = (*BOUGHT, "купил", "приобр", "buy", "purchas", "procur")
MOVED = (
    *BOUGHT, *SOLD, "постав", "продал", "продан", "купил", "закупил", "приобр", "suppl", "deliver", "buy", "purchas",
)  # fmt: skip


def narrowed(scene: Scene, cue: Cue, before: Sequence[Scene]) -> bool:
    """Say whether freight is in transit: the sentence says so, or the heading it stands under."""
    narrow = NARROWER[cue.code]
    if any(c.code == narrow and c.last <= cue.last + 3 for c in scene.of("indicators")):
        return True
    heading = [s for s in before[-2:] if not s.amounts and s.last - s.first <= 4]
    return any(c.code == narrow for s in heading for c in s.of("indicators"))
