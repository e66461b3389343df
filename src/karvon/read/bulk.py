"""Bulk: goods that English texts tell to be bought or sold by measure or piece rather than by money or weight."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.about import since, until
from karvon.read.atlas import mentions
from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.respective import run
from karvon.read.scene import NOTHING, Frame, Measured, Scene

FLOWS = frozenset({"export", "import"})
BOTH = ("en", "ru")
ENERGY = (
    "barrel", "bpd", "bbl", "cubic", "cu", "mcm", "bcm", "mmcm", "m³", "kwh", "mwh", "gwh", "twh", "kilowatt",
    "megawatt", "gigawatt", "litre", "liter", "gallon", "bushel",
    "куб", "баррел", "м3", "квт", "мвтч", "киловатт", "мегаватт", "гигаватт", "литр", "гкал",
    "гигакалор", "декалитр",
)  # fmt: skip
PIECES = (
    "truck", "lorr", "vehicle", "car", "cars", "unit", "units", "head", "piece", "wagon", "bottle", "animal", "tractor",
    "штук", "голов", "автомобил", "машин", "единиц", "фур", "вагон", "цистерн", "трактор", "автобус", "бутыл",
    "троллейбус", "яиц", "телефон", "телевизор", "холодильник", "самолет", "самолёт", "вертолет", "вертолёт", "комбайн",
)  # fmt: skip
HERDS = ("cattle", "livestock", "cow", "sheep", "goat", "camel", "chicken", "pig", "horse")
DEALS = (["deal"], ["agreement"], ["contract"], ["pact"])
PROPER = ("export", "import", "экспорт", "импорт", "вывез", "вывоз", "ввез", "ввоз", "ввёз", "вывёз")
BEFORE, BEHIND, OWN = 15, 7, 3
STANDS = (
    "capacit", "generat", "produc", "plant", "station", "pipeline", "interconnect", "line", "refiner", "install",
    "grid",
    "станци", "электростанц", "завод", "газопровод", "трубопровод", "мощност", "вырабат", "производ", "установк", "гэс",
)  # fmt: skip
MADE_BY = frozenset({"plant", "power", "line"})
USED = ("consum", "demand", "need", "shortage", "deficit", "shortfall", "peak", "loss", "losses", "flowing")


def bulk(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return export or import for goods told by measure: "exported 20,000 barrels", "import of 450 MW of power"."""
    counted = amount.kind in ("count", "measure", "bare") and not amount.factor and not amount.times
    if scene.marks.language not in BOTH or not counted:
        return None
    last = (run(scene, amount) or (amount,))[-1].noun
    noun = scene.tokens[last[1] - 1].lower if last is not None else ""
    energy = amount.unit == "MW" or by_measure(scene, amount)
    if not energy and not (amount.unit in (None, "head") and noun.startswith((*PIECES, *HERDS))):
        return None
    if amount.unit == "MW" and scene.words[amount.last - scene.first : amount.last - scene.first + 1] in DEALS:
        return NOTHING
    if amount.unit == "MW" and (_of_capacity(scene, known) or _says_used(scene, until(scene, amount.last, BEHIND))):
        return None if _of_capacity(scene, known) else NOTHING
    return _traded(scene, amount, known) or _unsold(scene, amount)


def _of_capacity(scene: Scene, known: Sequence[Frame]) -> bool:
    """Say whether the figure before in the sentence was a capacity, which the next in megawatts is then too."""
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    return last is not None and last.indicator == "capacity" and last.unit == "MW"


def _traded(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return the flow that a word of the clause names, or the figure before; pieces are only exported or imported."""
    if scene.marks.language == "ru" and scene.topic is not None and scene.topic.kind in MADE_BY:
        return None
    flows = [c for c in scene.of("indicators") if c.code in FLOWS]
    if amount.unit != "MW" and not by_measure(scene, amount):
        flows = [c for c in flows if _of_pieces(scene, c)]
    cue = _flow(scene, amount, flows)
    return Measured(cue.code, cue, "indicator.cue") if cue is not None else _again(amount, known, scene)


def _of_pieces(scene: Scene, cue: Cue) -> bool:
    """Say whether a word tells that pieces leave or enter a country: "экспортировал", "поставлено в Китай"."""
    word = scene.tokens[cue.first].lower
    if word.startswith(PROPER):
        return True
    return word.startswith(MOVED) and any(m.role in ("to", "inward", "from") for m in mentions(scene))


MOVED = ("постав", "отгру", "продан", "продал", "реализова", "закуп", "купил", "куплен", "приобре", "отправ")


def _unsold(scene: Scene, amount: Amount) -> Measured | None:
    """Return the production of a country, and nothing for the power it uses."""
    if amount.unit == "MW":
        return NOTHING if _says_used(scene, since(scene, amount, BEFORE)) else None
    if by_measure(scene, amount) and _received(scene, amount):
        return Measured("import", None, "indicator.made")
    made = by_measure(scene, amount) and not scene.things and scene.topic is None and _made(scene, amount)
    return Measured("production", None, "indicator.made") if made else None


def by_measure(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is of energy or liquids by a measure that the table of units leaves without a code."""
    noun = scene.tokens[amount.noun[0]].lower if amount.noun is not None and amount.unit is None else ""
    return noun.startswith(ENERGY)


def of_pieces(scene: Scene, amount: Amount) -> bool:
    """Say whether what an amount counts is goods told by the piece: "12 тысяч автомобилей"."""
    return amount.noun is not None and scene.tokens[amount.noun[1] - 1].lower.startswith(PIECES)


def _made(scene: Scene, amount: Amount) -> bool:
    """Say whether a country is told to produce so much: "it produces 40 million cubic metres a day"."""
    return any(scene.tokens[at].lower.startswith(("produc", "extract", "output")) for at in since(scene, amount, NEAR))


def _received(scene: Scene, amount: Amount) -> bool:
    """Say whether a country is told to get so much: "it will get 3 billion cubic metres a year"."""
    return any(scene.tokens[at].lower in RECEIVED for at in since(scene, amount, OWN + 1))


RECEIVED = frozenset({"receive", "receives", "received", "receiving", "get", "gets", "got"})
NEAR = 6


def _again(amount: Amount, known: Sequence[Frame], scene: Scene) -> Measured | None:
    """Return the flow of the figure before in the sentence, told in the same measure."""
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    alike = last is not None and last.unit == amount.unit and last.amount.kind == amount.kind
    if last is None or not alike or last.indicator not in FLOWS:
        return None
    return Measured(last.indicator, last.cue, "indicator.inherited")


def _flow(scene: Scene, amount: Amount, flows: Sequence[Cue]) -> Cue | None:
    """Return the word of buying or selling nearest to an amount in its clause."""
    before, behind = _since(scene, amount), until(scene, amount.last, BEHIND)
    left = [c for c in flows if c.first in before and not _stands(scene, c.last, amount.first)]
    own = _stands(scene, max(scene.first, amount.first - OWN), amount.first - 1)
    right = [c for c in flows if c.first in behind and not own and not _stands(scene, amount.last, c.last)]
    return left[-1] if left else right[0] if right else None


def _since(scene: Scene, amount: Amount) -> range:
    """Return the tokens before an amount back to a figure that is no percent, or to a semicolon."""
    first = max(scene.first, amount.first - BEFORE)
    stops = [a.last for a in scene.amounts if first < a.last <= amount.first and a.kind != "percent"]
    parts = [at + 1 for at in range(first, amount.first) if scene.tokens[at].text in ";:"]
    return range(max((first, *stops, *parts)), amount.first)


def _stands(scene: Scene, first: int, last: int) -> bool:
    """Say whether a thing that makes or carries energy is told between: "to supply gas to a plant of 300 MW"."""
    words = scene.words[first - scene.first : last + 1 - scene.first]
    return any(word.startswith(STANDS) for word in words)


def _says_used(scene: Scene, places: range) -> bool:
    """Say whether power is what a country uses or lacks rather than what a thing can give."""
    return any(scene.tokens[at].lower.startswith(USED) for at in places)
