"""Taken up: what "it" goes back to in its own sentence, and what is worth so much."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.reach import finite
from karvon.read.scene import Frame, Measured, Scene
from karvon.read.wordclasses import belongs
from karvon.read.worth import kind_of_worth


def here(scene: Scene, amount: Amount, known: Sequence[Frame], fits: Callable[[Frame], bool]) -> Measured | None:
    """Take "it" for what the figure before it in its sentence measures: "gained 14 %, and it rose by 40 in volume"."""
    at = [c.first for c in scene.of("anaphora") if c.last <= amount.first and scene.tokens[c.last].lower != "of"]
    beside = [f for f in known[-3:] if at and f.scene.sentence == scene.sentence and f.amount.last <= at[-1]]
    told = scene.marks.language == "en" and bool(beside) and fits(beside[-1])
    return Measured(beside[-1].indicator, beside[-1].cue, "indicator.anaphora") if told else None


def antecedent(scene: Scene, cue: Cue, anaphor: Cue, amount: Amount) -> bool:
    """Say whether "it" takes up what its own sentence just named: "trade grows so that it is 10 bn"."""
    near = 0 <= anaphor.first - cue.last <= CLAUSE and not any(
        cue.last <= a.first < amount.first for a in scene.amounts
    )
    return near and scene.marks.language == "en" and scene.tokens[anaphor.first].lower in ITSELF


def resumed(scene: Scene, anaphor: Cue, known: Sequence[Frame]) -> Measured | None:
    """Take a Russian pronoun for what the first figure of its sentence measures: "торговля выросла на 7 %, и её до"."""
    if scene.tokens[anaphor.first].lower not in PRONOUNS:
        return None
    beside = [f for f in known if f.scene.sentence == scene.sentence and f.amount.last <= anaphor.first]
    return Measured(beside[0].indicator, beside[0].cue, "indicator.anaphora") if beside else None


def in_own_sentence(scene: Scene, cue: Cue, anaphor: Cue) -> bool:
    """Say whether a Russian pronoun takes up what its sentence named: "нарастить торговлю, и она достигла 3 млн"."""
    return scene.tokens[anaphor.first].lower in PRONOUNS and cue.last <= anaphor.first


PRONOUNS = frozenset({"он", "она", "оно", "его", "её", "ее"})
ITSELF = frozenset({"it", "он", "она", "оно"})
CLAUSE = 7


def priced(scene: Scene, amount: Amount) -> str:
    """Return what is worth so much: the deals that the sentence tells of, else a project."""
    told = kind_of_worth(scene, amount)
    deals = any(c.code == "contract_value" and c.last <= amount.first for c in scene.of("indicators"))
    deals = told == "deal" or (told is None and deals)
    return "contract_value" if deals and scene.marks.language == "en" else "project_value"


def apart(scene: Scene, amount: Amount) -> bool:
    """Say whether what is worth so much is no project: "transfers worth 11 bn"."""
    words = scene.words[max(0, amount.first - scene.first - APART) : amount.first - scene.first]
    at = words.index("worth") if "worth" in words else 0
    return at > 0 and belongs(words[at - 1], scene.marks.language, "no_project")


APART = 6


NEAR = 3


def of_nothing(scene: Scene, known: Sequence[Frame], kind: str) -> bool:
    """Say whether the figure last told before a sentence is money of no indicator, as a country's product is."""
    last = next((f for f in reversed(known[-NEAR:]) if f.scene.sentence != scene.sentence), None)
    told = last is not None and last.indicator is None and last.amount.kind == "money"
    return told and kind in ("money", "percent")


def only(scene: Scene, amount: Amount, cue: Cue | None, word: Cue) -> bool:
    """Say whether "всего" tells how little a figure is: "товарооборот составил всего 6 млн"."""
    told = cue is not None and cue.last < word.first and amount.first - word.last <= 1
    return told and scene.tokens[word.first].lower == "всего" and finite(scene.tokens[word.first - 1])


def listed(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Take what buyers in a list took for what was told to be sold: "в пятёрку импортёров вошла А (12 тыс. тонн)"."""
    if amount.unit != "t" or scene.tokens[amount.first - 1].text not in "-(":
        return None
    item = any(c.last == amount.first - 1 for c in scene.of("places"))
    if not item or not any(word.startswith(BUYERS) for word in scene.words):
        return None
    sold = (f for f in reversed(known[-FAR:]) if f.unit == "t" and f.change == "level" and f.indicator is not None)
    last = next(sold, None)
    return Measured(last.indicator, last.cue, "indicator.inherited") if last is not None else None


FAR = 12
BUYERS = ("импортер", "импортёр", "покупател", "получател", "потребител", "рынк", "рынок", "сбыт")


def summed(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Take money told as the sum of what is counted before it for its worth: "114 заявок на сумму 940 млн"."""
    last = known[-1] if known and amount.kind == "money" else None
    if last is None or last.scene.sentence != scene.sentence or last.amount.kind not in ("count", "bare"):
        return None
    words = scene.words[last.amount.last - scene.first : amount.first - scene.first]
    if last.amount.noun is None or last.indicator is not None or len(words) > SUMMED:
        return None
    asked = scene.tokens[last.amount.noun[1] - 1].lower.startswith(("заяв", "обращени", "application"))
    return Measured("project_value", None, "indicator.worth") if asked and "сумму" in words else None


SUMMED = 4


def its_own(scene: Scene, amount: Amount, word: Cue) -> bool:
    """Say whether "a total of", "the level of" only leads to an amount, and takes up nothing told before."""
    if scene.marks.language != "en" or scene.tokens[word.first].lower in ITSELF:
        return False
    before = scene.tokens[word.first - 1].lower if word.first > scene.first else ""
    first = scene.tokens[word.first].lower
    words = scene.words[word.first - scene.first : amount.first - scene.first]
    leads = len(words) <= LEADS and "of" in words[1:3] and not any(w in BEING for w in words)
    return leads and (first == "the" or before not in ("the", "this", "that", "their", "its", "our"))


LEADS = 5
BEING = frozenset({"is", "was", "stood", "reached", "came", "are", "were"})


def for_sum(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a contract is told to be for the very sum behind it: "контракт на общую сумму 15 млн"."""
    end = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    return set(scene.words[cue.last - scene.first : end - scene.first]) <= SUMS


SUMS = frozenset({"на", "сумму", "общую", "общей", "суммой", "стоимостью", "в", "worth", "for"})


def is_half(scene: Scene, between: range) -> bool:
    """Say whether words lead from a part to what it is: "половина из которых - это экспорт"."""
    words = [scene.tokens[at].lower for at in between]
    return words[:1] == ["из"] and words[1:2] in (["которых"], ["них"]) and set(words[2:]) <= {"-", "это", "составил"}


def portion(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Take "$6 bn of which accounted for …" and "the remaining $1 bn" for parts of the figure before them."""
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    if last is None or scene.marks.language != "en" or amount.kind != "money" or last.amount.kind != "money":
        return None
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 3]
    rest = scene.words[: amount.first - scene.first][-1:] == ["remaining"]
    own = next((c for c in scene.of("indicators") if 0 < amount.first - c.last <= REMAINING), None) if rest else None
    if own is not None and own.first > last.amount.last:
        return Measured(own.code, own, "indicator.cue")
    told = rest or behind in (["of", "which", "accounted"], ["of", "which", "went"], ["of", "which", "fell"])
    return Measured(last.indicator, last.cue, "indicator.inherited") if told else None


REMAINING = 2  # "exports the remaining 3 bn"


def plain(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether words alone stand between an amount and the noun behind it: "5 million Thai exports".

    Or the amount is told to account for what the noun names: "of this, 1 bn accounted for imports".
    """
    behind = scene.words[amount.last - scene.first : max(amount.last, cue.first) - scene.first]
    if behind in (
        ["accounted", "for"],
        ["accounts", "for"],
        ["accounted", "for", "the"],
        ["was", "accounted", "for", "by"],
    ):
        return scene.marks.language == "en"
    near = scene.marks.language == "en" and 0 <= cue.first - amount.last <= 1
    return near and all(token.kind == "word" for token in scene.tokens[amount.last : cue.first])


def of_firms(scene: Scene, cue: Cue, known: Sequence[Frame]) -> bool:
    """Say whether a bare English "turnover" is that of the companies counted just before."""
    alone = cue.last - cue.first == 1 and scene.tokens[cue.first].lower == "turnover"
    near = [f for f in known[-4:] if scene.sentence.paragraph - f.scene.sentence.paragraph <= 0]
    trade = any(f.indicator in TRADED for f in near)
    counted = not trade and any(f.indicator == "company_count" for f in near)
    return alone and (counted or _of_firm(scene, cue))


def _of_firm(scene: Scene, cue: Cue) -> bool:
    """Say whether an English "turnover" is that of a firm its sentence tells of: "a holding with a turnover of"."""
    if scene.marks.language != "en" or not DEALT.isdisjoint(scene.vocabulary):
        return False
    before = scene.words[max(0, cue.first - scene.first - FIRM) : cue.first - scene.first]
    firm = next((at for at in range(len(before) - 1, -1, -1) if before[at] in FIRMS), None)
    return firm is not None and ";" not in before[firm:]


FIRM = 12
FIRMS = frozenset({
    "company", "companies", "firm", "firms", "holding", "holdings", "group", "corporation", "corporations", "concern",
    "conglomerate", "conglomerates", "enterprise", "enterprises", "retailer", "manufacturer", "producer", "giant",
    "carrier", "operator", "developer", "bank", "business", "startup", "contractor", "company's", "group's", "firm's",
    "holding's",
})  # fmt: skip
DEALT = frozenset({"trade", "trading", "bilateral", "mutual", "commodity", "between", "two-way", "foreign"})


TRADED = ("export", "import", "trade_balance", "trade_turnover")


def in_goods(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether money is told to be in a flow behind it: "1.5 billion dollars in annual palm oil exports"."""
    words = scene.words[amount.last - scene.first : max(amount.last, cue.first) - scene.first]
    told = scene.marks.language == "en" and cue.code in ("export", "import") and 1 <= len(words) <= IN_GOODS
    return told and amount.kind == "money" and words[0] == "in" and all(word.isalpha() for word in words)


IN_GOODS = 5
