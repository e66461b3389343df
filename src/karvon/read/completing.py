"""Completing: the end of a flow that its clause leaves out, as the talk so far, the speaker or the document tell it."""

from __future__ import annotations

from karvon.read.atlas import Mention, countries, distinct, mentions
from karvon.read.dealing import INTO_HOME, Sides, imports
from karvon.read.scope import Placed, Scope, kind, recent, still_worldwide, talk


def other_end(of: Scope, known: str | None, source: str | None) -> str | None:
    """Return the other end of a flow of which one is known, the source or else the target."""
    rules = (_of_world, _of_total, _into_home, _of_topic, _of_talk, _seller, _of_doer, _buyer, _told_of)
    if any(m.code == known and m.role in DIRECTED for m in of.own) and (same := _same_end(of, known, source)):
        return same
    told = next((end for rule in rules if (end := rule(of, known)) is not None), None)
    return told or _same_end(of, known, source) or _of_document(of, known, source)


DIRECTED = ("from", "to", "inward")


def _of_world(of: Scope, known: str | None) -> str | None:
    return "WORLD" if known is not None and _all_told(of, known) else None


def _of_total(of: Scope, known: str | None) -> str | None:
    """Return the other side of the total just told, or of what "it" bought or sold."""
    total = (recent(of) or _of_it(of, known)) if of.named else None
    return _beside(total, known) if total is not None and known in total else None


def _of_talk(of: Scope, known: str | None) -> str | None:
    """Return the other side of the talk so far, where the known end is one of its two."""
    before = talk(of)
    if before is None or before.partner is None or _of_all(of, known):
        return None
    sides = before.reporter, before.partner
    return _beside(sides, known) if known in sides else None


def _of_doer(of: Scope, known: str | None) -> str | None:
    """Return who acts in the sentence before, for a flow told only by whom it is with: "A sold tea. Exports to B"."""
    scene, last = of.found.scene, of.earlier[-1] if of.earlier else None
    if known is None or scene.lead is not None or not all(m.role in DEALT for m in of.own if m.code == known):
        return None
    here = last is not None and last.found.scene.last == scene.first
    here = here or (last is not None and last.found.scene == scene and last.found.amount.kind == "money")
    if last is not None and here and kind(last.found) == "trade":
        doer = _at_home(of, last.placed) if last.found.amount.kind in ("money", "percent") else None
    else:
        doer = of.setting.doing_before(scene.first)[0]
    if not doer or doer in (known, "WORLD"):
        return None
    strange = of.setting.has(known) and of.setting.other is not None and not of.setting.has(doer)
    return None if strange and not _points_back(of) else doer


def _into_home(of: Scope, known: str | None) -> str | None:
    """Return who bought all that was told just before, for a part of it that a seller named supplied.

    "A imported 18 tons, of them B supplied 9", "Почти весь объём поставила B".
    """
    last = of.earlier[-1] if of.earlier else None
    if last is None or imports(of) or not (last.found.indicator or "").startswith((*INTO_HOME, "trade_share")):
        return None
    apart = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph
    buyer = last.placed.reporter
    alone = distinct(of.own) == [known] and all(m.role == "plain" for m in of.own)
    home = last.placed.partner == "WORLD" or (of.setting.other is None and buyer == of.setting.main)
    return buyer if apart <= 1 and home and alone and buyer != known else None


def _at_home(of: Scope, placed: Placed) -> str | None:
    """Return whose trade was told: the document's own country if it is one of the two, else who reports."""
    home = of.setting.home or of.setting.main
    return home if home is not None and home == placed.partner else placed.reporter


def _points_back(of: Scope) -> bool:
    """Say whether a sentence goes on with the country told before: "It exported", "the country's", "республика"."""
    return of.found.scene.words[:1] in IT or any(word in COUNTRY for word in of.words)


DEALT = ("to", "inward", "from", "with", "in")
IT = (["it"], ["its"], ["она"], ["он"])
COUNTRY = frozenset({"country", "country's", "nation's", "nation", "страна", "страны", "республика", "республики"})


def _beside(sides: Sides, known: str | None) -> str | None:
    return sides[1] if known == sides[0] else sides[0]


def _of_document(of: Scope, known: str | None, source: str | None) -> str | None:
    """Return the other end as the document tells it: its other country, the head of a list, the speaker's country."""
    if of.setting.has(known):
        whole = still_worldwide(of, known) or (of.setting.ranked and known == of.setting.owner and not of.mutual())
        whole = whole or _all_its_own(of, known)
        return "WORLD" if whole else of.setting.beside(known)
    if of.setting.owner not in (None, known) and (_sells_to_owner(of, known) if source else imports(of)):
        return of.setting.owner
    if of.found.scene.lead is not None and of.setting.other is None and of.setting.main not in (None, known):
        return of.setting.main
    if (source is None) != imports(of) and of.setting.main != known:
        return of.voice if of.setting.has(of.voice) else of.setting.main
    return None


def _sells_to_owner(of: Scope, known: str | None) -> bool:
    """Say whether a country is told as one of those who sell to the one whose imports a page of many partners tells."""
    if of.setting.other is not None or imports(of) or not any(m.code == known and m.role == "plain" for m in of.own):
        return False
    told = (f.indicator or "" for f, p in reversed(of.earlier) if p.reporter == of.setting.owner)
    return next(told, "").startswith(INTO_HOME)


def _all_its_own(of: Scope, known: str | None) -> bool:
    """Say whether a country alone is told to have sold or bought, far from any telling of its dealings with another."""
    scene, last = of.found.scene, of.earlier[-1] if of.earlier else None
    if of.mutual() or of.setting.met_before(scene.first - 1, scene.sentence.paragraph) is not None:
        return False
    apart = scene.sentence.paragraph - last.found.scene.sentence.paragraph if last is not None else FAR
    if apart < FAR and last is not None and kind(last.found) == "trade" and of.setting.has(last.placed.partner):
        return False
    named = [m for m in of.all if m.code == known]
    return len(of.all) == len(named) and any(m.role == "plain" and _trades(of, m) for m in named)


def _trades(of: Scope, mention: Mention) -> bool:
    """Say whether a verb right behind a name tells that it sold or bought: "Iran had exported"."""
    behind = of.found.scene.tokens[mention.last : min(mention.last + VERB, of.found.scene.last)]
    owned = of.found.scene.tokens[mention.last - 1].lower.endswith(("'s", "s'"))
    return not owned and any(token.lower in TRADED for token in behind)


FAR, VERB = 2, 5
TRADED = frozenset(
    {"exported", "imported", "earned", "imports", "exports", "экспортировал", "экспортировала", "импортировал",
     "импортировала", "экспортировали", "импортировали", "заработала", "заработал"}
)  # fmt: skip


def _all_told(of: Scope, known: str) -> bool:
    """Say whether a sentence sums up what many partners sold or bought: "Всего в Россию ввезли", "In total, A sold"."""
    first, words = of.found.scene.first, of.found.scene.words
    last = next((one for one in reversed(of.earlier) if one.found.scene.first != first), None)
    if last is None or not (words[:1] in (["всего"], ["итого"]) or words[:2] == ["in", "total"]):
        return False
    listed = known in (last.placed.reporter, last.placed.partner)
    return listed and last.placed.partner not in (of.setting.other, of.setting.main) and len(of.named) == 1


def _told_of(of: Scope, known: str | None) -> str | None:
    """Return the other end of the very flow told just before: "these exports to A grew by 5 %"."""
    cue, scene = of.found.cue, of.found.scene
    if cue is None or cue.first <= scene.first or scene.tokens[cue.first - 1].lower not in ("these", "those", "этот"):
        return None
    for frame, placed in reversed(of.earlier[-HELD:]):
        if frame.indicator == of.found.indicator and known in (placed.reporter, placed.partner):
            return _beside((placed.reporter, placed.partner), known)
    return None


HELD = 6
FLOWING = frozenset({"export", "import", "production"})


def _buyer(of: Scope, known: str | None) -> str | None:
    """Return who buys from one more seller: whom the flow told before went to: "A sold B 5. Imports from C grew"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or not imports(of) or of.setting.has(known) or last.found.indicator not in FLOWING:
        return None
    if not any(m.role == "from" and m.code == known for m in of.own):
        return None
    bought = (last.found.indicator or "").startswith(INTO_HOME)
    buyer = last.placed.reporter if bought else last.placed.partner
    apart = of.found.scene.sentence.paragraph - last.found.scene.sentence.paragraph
    return buyer if apart <= 1 and buyer not in (known, "WORLD", None) else None


def _seller(of: Scope, known: str | None) -> str | None:
    """Return who sells to one more buyer, as to the one before: "A's exports to B were 5 mln. C bought goods"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or not imports(of) or last.found.indicator != "export" or known == last.placed.reporter:
        return None
    if not any(m.role == "plain" and m.kind != "adjective" and m.code == known for m in of.own) or len(of.own) > 1:
        return None
    return last.placed.reporter if last.found.scene.last == of.found.scene.first else None


def _of_it(of: Scope, known: str | None) -> Sides | None:
    """Return whom "it" means as a trader, with a country its clause names: "A bought rice. It imported 5 from B"."""
    last, scene = of.earlier[-1] if of.earlier else None, of.found.scene
    if last is None or last.found.scene.last != scene.first or not scene.words or scene.words[0] not in ("it", "она"):
        return None
    doers = [m.code for m in countries(mentions(last.found.scene)) if m.role == "plain" and m.kind == "name"]
    return (doers[0], known) if doers and doers[0] != known else None


def _of_all(of: Scope, known: str | None) -> bool:
    """Say whether a country with many partners is named again as who trades, and none of them: all of it."""
    last = of.earlier[-1] if of.earlier else None
    apart = last is not None and last.found.scene.first != of.found.scene.first
    return apart and of.setting.other is None and known == of.setting.main and distinct(of.own) == [known]


def _same_end(of: Scope, known: str | None, source: str | None) -> str | None:
    """Return the end that a flow of a third country shares with the figure before: "A sold B 4 m, C - 2 m"."""
    last = of.earlier[-1] if of.earlier else None
    if last is None or last.found.scene.first != of.found.scene.first or last.found.indicator != of.found.indicator:
        return None
    sides = (last.placed.reporter, last.placed.partner)
    if None in sides or "WORLD" in sides or known in sides or last.found.amount.kind != of.found.amount.kind:
        return None
    return sides[(source is not None) != imports(of)]


def _of_topic(of: Scope, known: str | None) -> str | None:
    """Return the partner that the sentence before told of without a figure: "A is B's main market. B sold 5 mln"."""
    paragraph, first = of.found.scene.sentence.paragraph, of.found.scene.first
    here = of.setting.crowd and known == (of.setting.home or of.setting.main)
    here = here or not of.setting.has(known)
    near = of.setting.met_before(first - 1, paragraph + 1) if here else None  # of the paragraph itself
    since = max((frame.amount.first for frame, _ in of.earlier[-1:]), default=-1)
    if near is None or near[0] < since or known not in near[1:] or of.says(("total", "overall", "общ", "всего")):
        return None
    return next(code for code in near[1:] if code != known)
