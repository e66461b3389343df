"""Who says or promises something: an office or a country, in the reader's language where its name is known."""

from __future__ import annotations

from karvon.brief.blocks import Inline, Run, join, text
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.figure import Figure
from karvon.say.offices import country_named, office

REGISTER = "en"  # offices are kept in English in the tables of a case


def actor(voice: Voice, figure: Figure) -> Inline:
    """Return whose words a figure is: the office, the person named in the text, or at least the side."""
    document = voice.lineage.documents.get(figure.source.document or "")
    written = document.language if document and figure.origin == "claim" else REGISTER
    return _named(voice, figure.role, figure.speaker, figure.side, written)


def speaker_of(voice: Voice, claim: Claim) -> Inline:
    """Return whose words a claim is."""
    return _named(voice, claim.role, claim.speaker, claim.reporter, voice.lineage.document_of(claim).language)


def office_of(voice: Voice, name: str | None) -> Inline:
    """Return the office that a row of a table names."""
    return _named(voice, name, None, None, REGISTER)


def _named(voice: Voice, role: str | None, person: str | None, side: str | None, written: str) -> Inline:
    if role is None and person is not None and office(person, voice.lang):
        role, person = person, None  # texts quote offices as they quote people
    said = _office(voice, role, side, written) if role else ()
    known = role is not None and country_named(role, side)
    named = (Run(person, "name", lang=_other(voice, written)),) if person and not known else ()
    if said or named:
        return join([said, named])
    return text(voice.country(side)) if side else text(voice.word("actor.unknown"))


def _office(voice: Voice, role: str, side: str | None, written: str) -> Inline:
    """Return an office by its name in the reader's language, or as written when no table knows it."""
    translated = office(role, voice.lang, side)
    return (Run(translated, "name"),) if translated else (Run(role, "name", lang=_other(voice, written)),)


def _other(voice: Voice, written: str) -> str | None:
    return None if written == voice.lang else written
