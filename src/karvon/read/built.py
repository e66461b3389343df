"""Built: things counted that somebody builds or opens, from power stations to branch offices."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.scene import FUTURE, Scene
from karvon.read.wordclasses import belongs


def are_facilities(scene: Scene, amount: Amount) -> bool:
    """Say whether a count is of things that are built: "два терминала", "три новые линии"."""
    if amount.kind not in ("count", "bare") or amount.factor or amount.noun is None or amount.unit is not None:
        return False
    named = _named_things(scene, amount.noun)
    return any(word.startswith(FACILITIES) and not word.startswith(UNBUILT) for word in named)


def _named_things(scene: Scene, noun: tuple[int, int]) -> list[str]:
    """Return the word that is counted, in English also the last of its phrase: "three gas filling stations"."""
    last = scene.tokens[noun[1] - 1].lower
    if not last.isalpha():
        return []
    if scene.marks.language != "en":
        return [last]
    words = scene.words[noun[0] - scene.first : noun[0] - scene.first + HEADED]
    end = next((at for at, word in enumerate(words) if not word.isalpha() or word in ENDING), len(words))
    return [last, *words[max(0, end - 1) : end]]


HEADED = 6
ENDING = frozenset({
    "in", "of", "with", "for", "to", "at", "on", "from", "by", "across", "that", "which", "and", "or", "are", "were",
    "is", "was", "will", "have", "has", "had", "as", "under", "along", "between", "near", "around", "operate", "work",
})  # fmt: skip


def to_be_opened(scene: Scene, amount: Amount, standing: str) -> bool:
    """Say whether so many things are to be opened or built: "they plan to open six fattening grounds"."""
    if standing not in FUTURE or amount.kind not in ("count", "bare") or amount.noun is None or amount.unit is not None:
        return False
    words = scene.tokens[max(scene.first, amount.first - OPENED) : amount.first]
    return any(belongs(token.lower, scene.marks.language, "opening") for token in words)


OPENED = 4
UNBUILT = ("factors", "officer", "miner", "million", "damage", "hospitality")
FACILITIES = (
    "завод", "комбинат", "фабрик", "ферм", "терминал", "склад", "хранилищ", "центр", "комплекс", "станци", "гэс", "тэс",
    "сэс", "вэс", "гидроэлектростанц", "электростанц", "лини", "пункт", "порт", "причал", "мост", "дорог", "тоннел",
    "парк", "зон", "цех", "павильон", "школ", "больниц", "клиник", "филиал", "магазин", "гостиниц", "отел", "рын",
    "резидент", "производств", "площадк", "теплиц", "лаборатор", "предприяти", "скважин", "энергоблок", "кластер",
    "хаб", "аэропорт", "элеватор", "агрегат", "подстанц", "тэц", "аэс", "нпз", "гпз", "гок", "грэс", "фэс", "сэз",
    "азс", "развязк", "эстакад", "путепровод", "виадук", "кампус", "университет", "вуз", "представительств", "салон",
    "стадион", "учреждени", "поликлиник", "театр", "музе", "объект",
    "station", "bridge", "tunnel", "plant", "factor", "terminal", "warehouse", "airport", "school", "hospital", "hotel",
    "greenhouse", "branch", "substation", "reservoir", "mill", "dam", "berth", "viaduct", "intersection", "interchange",
    "lane", "office", "outlet", "shop", "store", "clinic", "universit", "campus", "laborator", "kindergarten", "silo",
    "mine", "checkpoint", "depot",
)  # fmt: skip
