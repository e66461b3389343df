"""How a claim was read, in words: what stands in each of its slots, which rules put it there, who corrected it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import msgspec

from karvon.brief.actors import speaker_of
from karvon.brief.blocks import Block, Details, Inline, Items, Run, Section, Table, TableRow, join, text, words
from karvon.brief.blocks import Paragraph as Para
from karvon.brief.lineage import claims_of
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.correction import Correction
from karvon.model.dates import Span, partial
from karvon.model.document import Document
from karvon.model.reasons import by_slot, corrector, entry_of, value_of
from karvon.model.values import Interval
from karvon.model.vocabulary import by_code, table
from karvon.say import dates, numbers
from karvon.say.phrases import known

DIRECTED = ("export", "import", "noncommodity_export", "export_potential", "investment_flow", "investment_stock")


class Part(msgspec.Struct, frozen=True):
    """Some slots of a claim that are said together, and the words that say them."""

    slots: tuple[str, ...]
    said: Inline


def parts(voice: Voice, claim: Claim) -> tuple[Part, ...]:
    """Return what a claim says, part by part in the order in which people say it; empty parts are left out."""
    found = (
        Part(("kind", "subject", "indicator"), text(_what(voice, claim))),
        Part(("value", "bound", "unit", "change"), text(_number(voice, claim))),
        Part(("reporter", "partner"), text(_pair(voice, claim))),
        Part(("territory",), text(voice.country(claim.territory))),
        Part(("sector",), text(voice.code("sectors", claim.sector))),
        Part(("stage",), text(voice.code("stages", None if claim.stage == "all" else claim.stage))),
        Part(("status",), text(voice.code("statuses", claim.status))),
        Part(("agreement_status",), text(voice.code("agreement_statuses", claim.agreement_status))),
        Part(("parties",), text(", ".join(voice.country(code) for code in claim.parties))),
        Part(("date_signed",), text(_signed(voice, claim))),
        Part(("period",), text(_period(voice, claim))),
        Part(("speaker", "role", "speech"), _speaker(voice, claim)),
        Part(("relations",), _relations(voice, claim)),
    )
    return tuple(part for part in found if words(part.said))


def _what(voice: Voice, claim: Claim) -> str:
    if claim.indicator:
        return voice.code("indicators", claim.indicator)
    return voice.word(f"reading.kind.{claim.kind}")


def _number(voice: Voice, claim: Claim) -> str:
    if claim.value is None and claim.low is None and claim.high is None:
        return ""
    if claim.unit is None:
        return numbers.amount_in(claim.interval, "unit", voice.lang, claim.bound or "eq")
    return numbers.quantity(claim.interval, claim.unit, voice.lang, claim.bound or "eq", claim.change or "level")


def _pair(voice: Voice, claim: Claim) -> str:
    sign = " ← " if claim.indicator == "import" else " → " if claim.indicator in DIRECTED else " – "
    return sign.join(filter(None, (voice.country(claim.reporter), voice.country(claim.partner))))


def _signed(voice: Voice, claim: Claim) -> str:
    return (
        voice.word("reading.signed", day=dates.span(partial(claim.date_signed), voice.lang))
        if claim.date_signed
        else ""
    )


def _period(voice: Voice, claim: Claim) -> str:
    if claim.period.start is None and claim.period.end is None:
        return ""
    how = voice.word(f"reading.resolutions.{claim.period.resolution}")
    written = claim.period.text
    if written and claim.kind != "document":
        how = voice.word("reading.period.text", how=how, words=written)
    return voice.word("reading.period", period=dates.period(claim.period, voice.lang), how=how)


def _speaker(voice: Voice, claim: Claim) -> Inline:
    if not claim.speaker and not claim.role:
        return ()
    how = voice.word(f"reading.speeches.{claim.speech}")
    named = speaker_of(voice, claim)
    hidden = claim.speaker and claim.speaker not in words(named)
    who = join([text(claim.speaker or ""), named]) if hidden else named
    return voice.say("reading.speaker", who=who, how=how)


def _relations(voice: Voice, claim: Claim) -> Inline:
    there = [one for one in claim.relations if one.target in voice.lineage.claims]
    return join([voice.say(f"reading.relation.{one.type}", other=voice.cite(f"claim:{one.target}")) for one in there])


def line(voice: Voice, claim: Claim) -> Inline:
    """Return what a claim says as one line, and behind it who corrected it."""
    return (*join([part.said for part in parts(voice, claim)], " · "), *corrected(voice, claim))


def corrected(voice: Voice, claim: Claim) -> Inline:
    """Return who corrected a claim, when, why, and what had stood there; nothing when nobody did."""
    said: list[Run] = []
    for one in of_claim(voice, claim):
        key = "reading.added" if one.action == "add" else "reading.corrected"
        was = f"{slot_name(voice, one.slot)} = {was_words(voice, one)}" if one.slot else ""
        told = {"who": one.who, "day": _day(voice, one), "why": one.why}
        said.append(Run(f" [{voice.word(key, **told, **({'was': was} if one.slot else {}))}]", "strong"))
    return tuple(said)


def of_claim(voice: Voice, claim: Claim) -> list[Correction]:
    """Return the corrections in force on a claim; of a missed claim only that it was added."""
    own = [one for one in voice.results.corrections if one.target == claim.id and one.state == "applied"]
    return [one for one in own if one.action == "add"] or own


def was_words(voice: Voice, one: Correction) -> str:
    """Return what had stood in a corrected slot."""
    return slot_words(voice, one.slot or "", one.was)


def slot_words(voice: Voice, slot: str, written: str) -> str:
    """Return what a correction writes in a slot, in words: codes and countries by their names."""
    row = by_code("slots")[slot]
    if not written:
        return voice.word("reading.nothing")
    if row["type"] == "code":
        return _code(voice, row["vocabulary"], written)
    if row["type"] in ("country", "countries", "place"):
        return ", ".join(voice.country(code) for code in written.split(";"))
    return written


def _code(voice: Voice, vocabulary: str, code: str) -> str:
    """Return a code by its name in its table, else by a phrase of its own, else as it is."""
    key = f"reading.{vocabulary}.{code}"
    if known(key):
        return voice.word(key)
    has_table = vocabulary not in {row["vocabulary"] for row in table("terms")}
    return voice.code(vocabulary, code) if has_table and code in by_code(vocabulary) else code


def slot_name(voice: Voice, slot: str | None) -> str:
    """Return the name of a slot."""
    return by_code("slots")[slot][voice.lang] if slot else ""


def _day(voice: Voice, one: Correction) -> str:
    return dates.short(partial(one.made_on), voice.lang)


def rules_used(voice: Voice) -> tuple[str, ...]:
    """Return the rows of the table of rules that were at work in the documents, in the order of the table."""
    used = {entry["code"] for claim in voice.results.claims for rule in claim.rules if (entry := entry_of(rule))}
    return tuple(row["code"] for row in table("reading_rules") if row["code"] in used)


def details(voice: Voice, document: Document, numbered: Mapping[str, int]) -> tuple[Block, ...]:
    """Return, folded, how every claim of a document was read, each part with the numbers of its rules."""
    claims = claims_of(document, voice.results.claims)
    if not claims:
        return ()
    items = tuple(_item(voice, claim, numbered) for claim in claims)
    return (Details(voice.say("reading.summary", {"claims": len(claims)}, claims=str(len(claims))), (Items(items),)),)


def _item(voice: Voice, claim: Claim, numbered: Mapping[str, int]) -> Inline:
    made = by_slot(claim)
    told = []
    for part in parts(voice, claim):
        rules = [rule for slot in part.slots for rule in made.get(slot, ())]
        said = (voice.period(claim.period),) if part.slots == ("period",) else part.said
        told.append((*said, *_marks(rules, numbered)))
    label = (Run("", "label", ref=f"claim:{claim.id}"), Run(" "))
    return (*label, *join(told, " · "), *corrected(voice, claim))


def _marks(rules: Iterable[str], numbered: Mapping[str, int]) -> Inline:
    found = {numbered[entry["code"]] for rule in rules if (entry := entry_of(rule))}
    return (Run(" ".join(map(str, sorted(found))), "rule"),) if found else ()


def legend(voice: Voice) -> Section:
    """Return the annex of the rules that were at work, numbered as the documents name them."""
    title = voice.word("rules.title")
    used = rules_used(voice)
    rows = tuple(TableRow(_rule(voice, code), f"rule:{code}") for code in used)
    head = tuple(voice.say(f"column.{name}") for name in ("label", "slot", "meaning", "rule"))
    blocks: tuple[Block, ...] = (Para(voice.say("rules.lead")), Table(voice.say("rules.caption"), head, rows))
    return Section("rules", title, blocks if rows else ())


def _rule(voice: Voice, code: str) -> tuple[Inline, ...]:
    row = by_code("reading_rules")[code]
    slots = ", ".join(slot_name(voice, slot) for slot in row["slots"].split(";") if slot)
    return (Run("", "label", ref=f"rule:{code}"),), text(slots), text(row[voice.lang]), (Run(code, "note"),)


def slot_table(voice: Voice, claim: Claim) -> Table:
    """Return every slot of a claim with what stands there, the rules that made it, and what each of them says."""
    rows = []
    for slot, rules in by_slot(claim).items():
        told = [_told(voice, rule) for rule in rules]
        cells = (
            text(slot_name(voice, slot)),
            _held(voice, claim, slot),
            join(told, "; "),
            (Run("\n".join(rules), "note"),),
        )
        rows.append(TableRow(cells))
    head = tuple(voice.say(f"column.{name}") for name in ("slot", "slot_value", "meaning", "rule"))
    label = voice.say("explain.slots", label=voice.cite(f"claim:{claim.id}"))
    return Table(label, head, tuple(rows), tone="slots")


def _told(voice: Voice, rule: str) -> Inline:
    who = corrector(rule)
    entry = entry_of(rule)
    said = entry[voice.lang] if entry else ""
    return text(f"{said} ({who})" if who else said)


def _held(voice: Voice, claim: Claim, slot: str) -> Inline:
    """Return what stands in a slot, in words where it has any."""
    if slot == "relations":
        return _relations(voice, claim)
    special = SPECIAL.get(slot)
    if special:
        return text(special(voice, claim) or voice.word("reading.nothing"))
    held = value_of(claim, slot)
    return text(slot_words(voice, slot, ";".join(held) if isinstance(held, tuple) else str(held or "")))


def _kind(voice: Voice, claim: Claim) -> str:
    return "" if claim.kind == "quantity" else voice.word(f"reading.kind.{claim.kind}")


def _bound(voice: Voice, claim: Claim) -> str:
    said = _code(voice, "bounds", claim.bound or "eq")
    return voice.word("reading.period", period=said, how=f"«{claim.bound_text}»") if claim.bound_text else said


def _speech(voice: Voice, claim: Claim) -> str:
    return voice.word(f"reading.speeches.{claim.speech}")


def _unit(voice: Voice, claim: Claim) -> str:
    row = by_code("units").get(claim.unit or "")
    return row[voice.lang] if row else claim.unit or ""


def _interval(voice: Voice, claim: Claim) -> str:
    """Return the number and the interval it stands for."""

    def said(number: Decimal | None) -> str:
        if number is None:
            return "∞"
        known = Interval(number, number, number)
        return numbers.quantity(known, claim.unit, voice.lang) if claim.unit else numbers.number(number, voice.lang)

    if claim.low == claim.high:
        return said(claim.value)
    low = "−∞" if claim.low is None else said(claim.low)
    return f"{said(claim.value)} [{low} … {said(claim.high)}]"


SPECIAL: Mapping[str, Callable[[Voice, Claim], str]] = {
    "kind": _kind,
    "value": _interval,
    "bound": _bound,
    "period": _period,
    "speech": _speech,
    "unit": _unit,
}


def corrections(voice: Voice) -> Section:
    """Return the annex of corrections: which claim, what was changed, by whom, why, and whether it holds."""
    made = voice.results.corrections
    title = voice.word("corrections.title")
    head = tuple(voice.say(f"column.{name}") for name in ("claim", "correction", "corrected_by", "reason", "state"))
    rows = tuple(TableRow(_corrected_row(voice, one)) for one in made)
    table_of = Table(voice.say("corrections.caption"), head, rows)
    return Section("corrections", title, (Para(voice.say("corrections.lead")), table_of) if rows else ())


def _corrected_row(voice: Voice, one: Correction) -> tuple[Inline, ...]:
    place = (voice.cite(f"claim:{one.target}"),) if one.target in voice.lineage.claims else text(one.document)
    quote = Run(" ".join(one.anchor.quote.split()), "quote")
    who = (Run(one.who, "name"), Run(f", {_day(voice, one)}", "date"))
    state = text(voice.word(f"correction.state.{one.state}"))
    return ((*place, Run(" "), quote), text(change_words(voice, one)), who, (Run(one.why, "name"),), state)


def change_words(voice: Voice, one: Correction) -> str:
    """Return what a correction changes, in words."""
    if one.action == "set":
        slot = one.slot or ""
        said = {"was": was_words(voice, one), "value": slot_words(voice, slot, one.value)}
        return voice.word("correction.set", slot=slot_name(voice, slot), **said)
    return voice.word(f"correction.{one.action}", kind=voice.word(f"reading.kind.{one.kind}"))


def published(voice: Voice, document: Document) -> Inline:
    """Return when a document was published, and how that is known."""
    known = document.published != Span()
    day = voice.short(document.published).text if known else ""
    return text(" — ".join(filter(None, (day, voice.word(f"dated_by.{document.dated_by}")))))
