"""Clauses: what stands between an amount and a word, and whether the two belong to one clause."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import Token, genitive, grammar, known, nominative
from karvon.read.wordclasses import belongs

SEPARATORS = frozenset(
    {",", ";", "(", ")", "-", ":", "while", "whereas", "а", "тогда", "при", "with", "причем", "причём"}
)
WHOLE = frozenset({"от", "of", "всех", "всей", "всего", "общего", "общей", "in"})
LINKS = frozenset({"of", "in", "worth", "на", "от"})
GENERIC = (
    "показател", "объем", "объём", "рост", "прирост", "сумм", "уровен", "уровн", "цифр", "результат", "темп",
    "увеличени", "снижени", "падени", "сокращени", "итог", "динамик", "стран", "государств", "часть", "половин",
    "республик", "сторон", "значени", "величин", "год", "месяц", "квартал", "полугоди", "период", "числ", "количеств",
    "figure", "total", "number", "volume", "value", "growth", "increase", "decrease", "amount", "level", "result",
    "indicator", "year", "month", "quarter", "period", "rise", "decline",
)  # fmt: skip
PRONOUNS = frozenset({"it", "this", "that", "which", "these", "they", "he", "she", "there", "one", "and", "but", "who"})
VERBS = frozenset({
    "rose", "fell", "grew", "was", "were", "stood", "reached", "amounted", "increased", "decreased", "totalled",
    "totaled", "dropped", "declined", "jumped", "climbed", "is", "are", "hit", "exceeded", "made", "accounted",
})  # fmt: skip
HELPERS = frozenset({"has", "have", "had", "also", "already", "currently", "will", "now", "nearly", "almost", "only"})


def same_kind_between(scene: Scene, amount: Amount, between: range) -> int:
    """Count the other amounts of its kind that stand between an amount and a word."""
    return sum([a.kind == amount.kind and between.start <= a.first < between.stop for a in scene.amounts])


def opening(scene: Scene, at: int) -> int | None:
    """Return the bracket that is open at a token of a sentence."""
    if "(" not in scene.vocabulary:
        return None
    depth = 0
    for place in range(at - 1, scene.first - 1, -1):
        text = scene.tokens[place].text
        depth += (text == ")") - (text == "(")
        if depth < 0:
            return place
    return None


def shut_in_bracket(scene: Scene, word: int, amount: int) -> bool:
    """Say whether a word stands in brackets that do not hold the amount."""
    if "(" not in scene.vocabulary and ")" not in scene.vocabulary:
        return False
    between = scene.tokens[min(word, amount) : max(word, amount)]
    if not any(token.text in "()" for token in between):
        return False
    own = opening(scene, word)
    return own is not None and own != opening(scene, amount)


PREPOSITIONS = frozenset({"in", "with", "from", "for", "on", "в", "во", "с", "со", "от", "на", "для", "перед"})


def dependent(scene: Scene, cue: Cue) -> bool:
    """Say whether a word hangs by a preposition on another before it ("revenue from firms with investment")."""
    heads = [c for c in scene.of("indicators") if c.last < cue.first]
    if not heads or heads[-1].last < cue.first - DEPENDENT_REACH:
        return False
    between = range(heads[-1].last, cue.first)
    if scene.marks.language == "en" and len(between) > 0 and scene.tokens[between[-1]].lower == "to":
        return False
    if cue.last < scene.last and scene.tokens[cue.last].lower.startswith(FALLS_TO):
        return False
    owed = len(between) > 0 and scene.tokens[between[-1]].lower == "за"
    owed = owed or any(
        scene.tokens[at].lower == "за" and scene.tokens[at + 1].lower in ("счет", "счёт") for at in between[:-1]
    )
    governed = any(scene.tokens[at].lower in PREPOSITIONS for at in between[-3:]) and not _own_object(scene, between)
    if not (governed or owed) or any(a.first in between for a in scene.amounts):
        return False
    return all(scene.tokens[at].kind == "word" and not _verb(scene.tokens[at]) for at in between)


DEPENDENT_REACH = 8
FALLS_TO = ("приход", "прихож", "пришл", "пришел", "пришёл", "придет", "придёт")


def its_own(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether English "total trade of" leads straight to an amount, whatever hangs before it."""
    words = scene.words[cue.last - scene.first : amount.first - scene.first]
    return scene.marks.language == "en" and words[:1] == ["of"] and len(words) <= OWN and cue.last - cue.first > 1


OWN = 3


def _own_object(scene: Scene, between: range) -> bool:
    """Say whether the last Russian preposition before a word has a noun of its own: "в силу взаимный товарооборот"."""
    at = next((at for at in reversed(between) if scene.tokens[at].lower in PREPOSITIONS), between.stop)
    inside = [scene.tokens[place].lower for place in range(at + 1, between.stop)]
    if inside and inside[-1].startswith(DEEDS) and genitive(scene.tokens[between.stop].lower):
        return False
    return any(not word.isascii() and grammar(word)[1].startswith("NOUN") for word in inside)


DEEDS = ("реализаци", "внедрени", "запуск", "осуществлени", "выполнени")


def _verb(token: Token) -> bool:
    return finite(token) or (not token.lower.isascii() and "INFN" in grammar(token.lower)[1])


def finite(token: Token) -> bool:
    """Say whether a word is a finite verb."""
    if token.lower.isascii():
        return token.lower in VERBS
    return "VERB" in grammar(token.lower)[1]


def grows(scene: Scene, amount: Amount, segment: tuple[int, int]) -> bool:
    """Say whether an amount is told as a growth or fall."""
    before = scene.tokens[amount.first - 1].lower if amount.first > scene.first else ""
    changed = any(segment[0] <= c.first < segment[1] for c in scene.of("changes"))
    return changed and (before in ("на", "by") or amount.factor or amount.times)


def predicate(scene: Scene, amount: Amount, between: range, cue: Cue) -> bool:
    """Say whether a word behind a dash tells what an amount is and ends its clause: "4 bn - Russian exports,"."""
    before = [scene.tokens[at] for at in between]
    last = scene.tokens[cue.last].text if cue.last < scene.last else "."
    dashed = bool(before) and before[0].text == "-" and len(before) <= PREDICATE
    over = last in ".,;)" or (last.lower() in ENDWAYS and _opens(scene, amount))
    return dashed and over and all(token.kind == "word" for token in before[1:])


def _opens(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount opens its clause: "…, 66 m – imports from Peru"."""
    at = amount.first - 1
    return at < scene.first or scene.tokens[at].lower in (",", ";", ":", "и", "а", "and")


PREDICATE = 4
ENDWAYS = frozenset({"из", "от", "в", "на", "from", "to"})


def of_whole(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a percent is of what a word right behind it names ("20 % of all exports")."""
    near = cue.first - amount.last <= 5 and amount.kind == "percent"
    following = scene.tokens[amount.last].lower if amount.last < scene.last else ""
    between = range(amount.last, cue.first)
    plain = not any(scene.tokens[at].text in ",;()-" for at in between)
    return near and plain and (following in WHOLE or (near and _in_genitive(scene, between, cue)))


def _in_genitive(scene: Scene, between: range, cue: Cue) -> bool:
    """Say whether Russian words up to a cue stand in the genitive: "16,9 % объёма товарооборота"."""
    words = [scene.tokens[at].lower for at in (*between, cue.first)]
    return all(not word.isascii() and word.isalpha() and genitive(word) for word in words)


def of_other(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent is of something that names no indicator: "15 percent of the hydropower potential"."""
    if amount.last + 1 >= scene.last or amount.factor or amount.times:
        return False
    words = [token.lower for token in scene.tokens[amount.last : min(amount.last + OTHERS, scene.last)]]
    if scene.marks.language == "en":
        named = words[2:4] if words[1] in ("its", "their") else words[1:4]
        plain = words[0] == "of" and not any(word in UNTOLD or word.startswith(GENERIC) for word in named)
    else:
        plain = not words[0].isascii() and words[0].isalpha() and _noun_of(words[0])
    return plain and not any(amount.last <= c.first < amount.last + OTHERS for c in scene.of("indicators"))


def _noun_of(word: str) -> bool:
    return grammar(word)[1].startswith("NOUN") and genitive(word) and not word.startswith((*GENERIC, "общ", "рын"))


OTHERS = 5
UNTOLD = frozenset({"all", "it", "this", "that", "these", "those", "them", "which", "what", "total", "overall", "its",
                    "their", "the"})  # fmt: skip


def given_by(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a fund behind an amount only gives it: "5 m from the climate fund"."""
    if _barred(scene, cue):
        return True
    giver = cue.code == "fund_capital" and cue.first >= amount.last and amount.last < scene.last
    return giver and scene.tokens[amount.last].lower in ("от", "из", "from", "by")


def _barred(scene: Scene, cue: Cue) -> bool:
    """Say whether a flow is only what a ban or a permit is for: "со дня отмены запрета на ввоз"."""
    words = scene.words[max(0, cue.first - scene.first - 2) : cue.first - scene.first]
    return words[1:] == ["на"] and words[0].startswith(BARS)


BARS = ("запрет", "ограничен", "разрешен", "прав", "эмбарго", "моратори", "лицензи", "спрос", "заявк")


def of_one_project(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether an English growth or share only stands in one sentence with a project, which it is none of."""
    if cue.code != "project_value" or scene.marks.language != "en":
        return False
    if amount.kind != "percent" and not amount.factor and not amount.times:
        return False
    word = scene.tokens[cue.first].lower
    between = range(cue.last, amount.first) if cue.last <= amount.first else range(amount.last, cue.first)
    return word == "project" or (word == "projects" and amount.factor and len(between) > BESIDE)


BESIDE = 4


def placed(scene: Scene, amount: Amount) -> bool:
    """Say whether things counted only tell where: "в семи городах", "in five provinces"."""
    return amount.first > scene.first and scene.tokens[amount.first - 1].lower in ("в", "во", "in", "across")


def same_phrase(scene: Scene, between: range) -> bool:
    """Say whether only adjectives and links part a number from a noun behind it ("5 bn of Chinese investment")."""
    words = [scene.tokens[at] for at in between]
    return len(words) <= 4 and all(t.lower in LINKS or _adjective(t) for t in words)


def heads(scene: Scene, cue: Cue) -> bool:
    """Say whether a word has an amount of its own right behind it: "импорта – 7 млн"."""
    dash = cue.last < scene.last and scene.tokens[cue.last].text == "-"
    return dash and any(a.first == cue.last + 1 for a in scene.amounts)


def named_behind(scene: Scene, amount: Amount, between: range) -> bool:
    """Say whether a dash gives the name of a part: "из них 388 млн – азербайджанский экспорт"."""
    first = max(scene.first, amount.first - PART)
    part = any(token.lower in PART_OF for token in scene.tokens[first : amount.first])
    words = [scene.tokens[at] for at in between]
    dash = bool(words) and words[0].text == "-"
    told = bool(words) and words[0].lower in MADE_UP and amount.kind != "percent"
    return ((part and dash) or told) and all(_adjective(token) or token.lower in OURS for token in words[1:])


MADE_UP = frozenset({"составил", "составила", "составило", "составили"})
PART = 4
PART_OF = frozenset({"них", "которых", "нее", "неё", "which", "this", "them", "числе"})
OURS = frozenset({"наш", "их", "его", "её", "ее", "our", "their", "its"})


def is_cause(scene: Scene, between: range) -> bool:
    """Say whether a word stands in the cause of what is told: "fell by 4 %, mostly because of lower coal supplies"."""
    words = [scene.tokens[at] for at in between]
    if not any(token.text == "," for token in words):
        return False
    return any(belongs(token.lower, scene.marks.language, "cause") for token in words)


def owned_by_country(scene: Scene, amount: Amount, flows: Sequence[Cue]) -> bool:
    """Say whether a share of trade is a country's: it is named before the amount, but not as a side of the flow."""
    language = scene.marks.language
    first = max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first)
    if any(belongs(token.lower, language, "owner") for token in scene.tokens[first : amount.first]):
        return True
    places = [c for c in scene.of("places") if first <= c.first < amount.first]
    return any(not _side(place, flows) for place in places)


def _side(place: Cue, flows: Sequence[Cue]) -> bool:
    return any(flow.first == place.last or 0 <= place.first - flow.last <= SIDE for flow in flows)


SIDE = 2


LATIN_ADJECTIVES = ("ish", "ese", "ian", "bek", "kh", "can", "ral", "ual", "eign", "rect", "int")


def _adjective(token: Token) -> bool:
    if token.kind != "word":
        return False
    if token.lower.isascii():
        return "-" in token.lower or token.lower.endswith(LATIN_ADJECTIVES)
    return any(tag in grammar(token.lower)[1] for tag in ("ADJF", "PRTF"))


def owned(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a word to the right, across a clause border, has an amount of its own behind it."""
    crossing = any(scene.tokens[at].lower in SEPARATORS for at in range(amount.last, cue.first))
    return crossing and any(a.first >= cue.last for a in scene.amounts)


def start(scene: Scene, amount: Amount) -> int:
    """Return where the clause of an amount begins: behind the figure, semicolon or colon before it."""
    first = max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first)
    signs = [at + 1 for at in range(first, amount.first) if scene.tokens[at].text in ";:"]
    return signs[-1] if signs else first


def foreign_subject(scene: Scene, amount: Amount) -> bool:
    """Say whether the clause of an amount has a subject of its own that names no indicator."""
    words = range(start(scene, amount), amount.first)
    cued = {at for c in scene.cues if c.group not in ("bounds", "changes") for at in range(c.first, c.last)}
    if scene.marks.language == "en":
        return _english_subject(scene.tokens, words, cued)
    return scene.marks.language == "ru" and _russian_subject(scene.tokens, words, cued)


def _english_subject(tokens: Sequence[Token], words: range, cued: set[int]) -> bool:
    verb = next((at for at in words if tokens[at].lower in VERBS), None)
    if verb is None:
        return False
    at = verb - 1
    while at >= words.start and tokens[at].lower in HELPERS:
        at -= 1
    if at < words.start or tokens[at].kind != "word" or at in cued:
        return False
    word = tokens[at]
    return word.lower not in PRONOUNS and not word.text[0].isupper() and not word.lower.startswith(GENERIC)


def _russian_subject(tokens: Sequence[Token], words: range, cued: set[int]) -> bool:
    if not any("VERB" in grammar(tokens[at].lower)[1] for at in words if tokens[at].kind == "word"):
        return False
    governed = False
    for at in words:
        token = tokens[at]
        tag = grammar(token.lower)[1] if token.kind == "word" else ""
        if "PREP" in tag:
            governed = True
        elif "NOUN" in tag and len(token.lower) > 1:
            subject = not governed and nominative(token.lower) and not token.text[0].isupper() and at not in cued
            if subject and known(token.lower) and not token.lower.startswith(GENERIC):
                return True
            governed = False
        elif "VERB" in tag:
            governed = False
    return False


def of_office(scene: Scene, cue: Cue) -> bool:
    """Say whether a word only names what an office is in charge of: "министерство торговли", "Ministry of Trade"."""
    if scene.marks.language == "en" and not scene.tokens[cue.first].text[:1].isupper():
        return False
    words = scene.words[max(0, cue.first - scene.first - CHARGES) : cue.first - scene.first]
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at].startswith(OFFICES)), None)
    if at is None:
        return False
    if scene.marks.language == "en":
        return all(word in ("of", "and", "the", ",", "foreign", "external", "industry") for word in words[at + 1 :])
    charges = (*words[at + 1 :], *(token.lower for token in scene.tokens[cue.first : cue.last]))
    listed = "," not in charges or "и" in charges[charges.index(",") :]
    return listed and charges[0] not in (",", "и") and all(word in (",", "и") or genitive(word) for word in charges)


CHARGES = 7
OFFICES = (
    "министерств", "министр", "замминистр", "департамент", "управлени", "комитет", "госкомитет", "палат", "ministry",
    "minister", "department", "chamber", "committee",
)  # fmt: skip


def of_body(scene: Scene, cue: Cue) -> bool:
    """Say whether "investment" only belongs to the name of a body: "инвестиционной компании"."""
    if cue.last - cue.first > 1 or not scene.tokens[cue.first].lower.startswith("инвестиционн"):
        return False
    behind = scene.tokens[cue.last].lower if cue.last < scene.last else ""
    return behind.startswith(("компани", "банк", "агентств", "комитет", "корпорац", "холдинг", "совет"))
