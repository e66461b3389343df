"""Traded goods: things in any unit that a sentence tells to be sold or bought: "exported 200 tractors"."""

from __future__ import annotations

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Measured, Scene

FLOWS = ("export", "import")
MEASURES = frozenset({"m3", "kWh", "barrel", "l", "m2", "head", "ct", "oz", "MW", "piece"})
REACH, BEHIND = 14, 5
BLOCKING = frozenset([
    "to", "from", "in", "for", "by", "into", "at", "on", "than", "within", "over", "during", "в", "во", "на", "из",
    "для", "до", "по", "с", "к", "через", "от", "за", "у",
])  # fmt: skip
AMOUNTED = ("amount", "came", "come", "rose", "fell", "grew", "rise", "fall", "equal", "drop")
HANDED = (
    "постав",
    "отправ",
    "направ",
    "передан",
    "парти",
    "suppl",
    "deliver",
    "shipped",
    "shipment",
    "ship",
    "batch",
    "consign",
)
MADE = (
    "произв", "выпус", "собра", "собир", "урож", "добы", "вырасти", "вырабо", "produc", "harvest", "manufactur", "grow",
    "grew", "mined", "extract", "generat", "assembl", "built", "построи", "строи",
)  # fmt: skip
NO_GOODS = (
    "countr", "market", "city", "cities", "region", "categor", "type", "kind", "name", "item", "day", "time",
    "people", "compan", "enterpris", "firm", "stage", "contract", "order", "deal", "agreement", "project", "partner",
    "destination", "state", "year", "month", "week", "hour", "job", "route", "flight", "train", "truck", "container",
    "point", "place", "port", "village", "household", "famil", "customer", "buyer", "exporter", "supplier", "producer",
    "farmer", "worker",
    "license", "licence", "permit", "certificat", "variet", "line", "sector", "product", "good", "commodit", "shop",
    "стран", "рынк", "рынок", "город", "регион", "категор", "вид", "тип", "наименован", "позици", "день", "дня", "дней",
    "раз", "человек", "компани", "предприят", "фирм", "этап", "контракт", "заказ", "договор", "соглашен", "проект",
    "партн", "направлен", "государств", "год", "лет", "месяц", "недел", "час", "мест", "маршрут", "рейс", "поезд",
    "фур", "грузовик", "контейнер", "пункт", "порт", "сел", "семь", "клиент", "покупател", "экспорт", "поставщик",
    "производител", "фермер", "специалист", "сотрудник", "рабоч", "staff", "employee", "person",
    "работник", "лицензи", "разрешен", "сертификат", "сорт", "лини", "отрасл", "продукт",
    "товар", "магазин", "област", "район", "житель", "жител", "групп", "номенклатур",
)  # fmt: skip


def traded(scene: Scene, amount: Amount) -> Measured | None:
    """Return the flow that counted or measured goods are of, where a word of trade governs them; None elsewhere."""
    if amount.kind not in ("count", "measure", "bare") or amount.factor or amount.times:
        return None
    if amount.unit not in MEASURES and not _goods(scene, amount):
        return None
    cue = trade_cue(scene, amount)
    word = scene.tokens[cue.first].lower if cue is not None else ""
    handed = amount.unit is None and (word.startswith(HANDED) or word == "purchase")
    if handed:
        return None
    return Measured(cue.code, cue, "indicator.cue") if cue is not None else None


def goods_came(scene: Scene, amount: Amount) -> Measured | None:
    """Return the import that goods are told of by their worth: "goods worth 5 million came from A"."""
    if amount.kind != "money" or scene.marks.language != "en" or amount.last >= scene.last:
        return None
    before, behind = scene.words[: amount.first - scene.first], scene.tokens[amount.last].lower
    told = before[-1:] == ["worth"] and before[-2:-1] in GOODS and behind in CAME
    return Measured("import", None, "indicator.cue") if told else None


GOODS = (["goods"], ["products"], ["commodities"], ["merchandise"])
CAME = frozenset({"came", "arrived", "entered"})


def _goods(scene: Scene, amount: Amount) -> bool:
    """Say whether what is counted can be goods: a noun that is no country, day, company or other thing not sold."""
    if amount.unit is not None or amount.noun is None:
        return False
    words = [scene.tokens[at].lower for at in range(*amount.noun)]
    return bool(words) and not any(word.startswith(NO_GOODS) for word in words)


def trade_cue(scene: Scene, amount: Amount) -> Cue | None:
    """Return the word of trade of whose clause an amount is the object, before it or behind it in the passive."""
    told = [cue for cue in scene.of("indicators") if cue.code in FLOWS]
    before = [cue for cue in told if cue.last <= amount.first and _governs(scene, cue, amount)]
    if before:
        return before[-1]
    return next((cue for cue in told if 0 <= cue.first - amount.last <= BEHIND and _passive(scene, cue, amount)), None)


def _governs(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """Say whether nothing between a word of trade and an amount parts them: no other verb, amount, or preposition."""
    between = scene.tokens[cue.last : amount.first]
    if len(between) > REACH or any(token.text in ".;:()" for token in between):
        return False
    if any(cue.last <= other.first < amount.first for other in scene.amounts):
        return False
    amounted = len(between) > 1 and between[-1].lower == "to" and between[-2].lower.startswith(AMOUNTED)
    if between and between[-1].lower in BLOCKING and not amounted:
        return False
    return not any(token.lower.startswith(MADE) for token in between)


def _passive(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """Say whether a participle behind an amount tells what was done with it: "200 tractors were exported"."""
    word = scene.tokens[cue.first].lower
    between = [token.lower for token in scene.tokens[amount.last : cue.first]]
    if scene.marks.language == "en":
        was = bool({"was", "were", "been", "be", "is", "are"} & set(between)) or word.endswith("ed") or word == "sold"
        return was and word.endswith(("ed", "sold", "bought"))
    return word.endswith(("о", "ы", "ен", "ан"))
