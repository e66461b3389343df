"""A page: everything found out about one document that its claims share."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.dates import Span
from karvon.read.direct import Voice
from karvon.read.layout import Layout
from karvon.read.normal import View
from karvon.read.persons import Company, Person
from karvon.read.setting import Setting
from karvon.read.stretches import Stretches
from karvon.read.times import Time
from karvon.read.tokens import Token
from karvon.read.values import Value, kept


class Page(Value, frozen=True, gc=True, dict=True):
    """Everything found out about one document that its claims share."""

    name: str
    text: str
    view: View
    tokens: Sequence[Token]
    layout: Layout
    published: Span
    dated_by: str
    present: Span
    outlet: str | None
    voices: Sequence[Voice]
    company: Company
    times: Sequence[Time]
    setting: Setting
    settled: bool = True

    @kept
    def spoken(self) -> Stretches[Voice]:
        """The voices by their places."""
        return Stretches(self.voices)

    @kept
    def heard(self) -> dict[int, Voice | None]:
        """Whose words stand at places of the text, so far as somebody asked."""
        return {}

    @kept
    def people(self) -> frozenset[str]:
        """Every word of the names of the persons met, so that no title runs on into a person."""
        return self.company.words()

    @kept
    def known_as(self) -> dict[Person | None, Person | None]:
        """The persons of the voices as the whole document knows them, so far as somebody asked."""
        return {}


def voice_at(page: Page, at: int) -> Voice | None:
    """Return whose words stand at a place of the plain text: direct speech first, else the sentence's voice."""
    heard = page.heard
    if at not in heard:
        over = page.spoken.over(at)
        direct = [voice for voice in over if voice.speech == "direct"] if len(over) > 1 else over
        heard[at] = (direct or over)[-1] if over else None
    return heard[at]


def voice_country(page: Page, at: int) -> str | None:
    """Return the country of whoever speaks at a place, as far as the document says."""
    voice = voice_at(page, at)
    person = person_of(page, voice) if voice else None
    if person is None or (person.body in COUNTING and page.setting.home not in (None, person.country)):
        return None
    return person.country


COUNTING = ("statistics", "customs")
"""Those who only count what passes: the trade they tell of is told from the side that their page is of."""


def person_of(page: Page, voice: Voice) -> Person | None:
    """Return whose a voice is, as the whole document knows them."""
    if voice.person not in page.known_as:
        page.known_as[voice.person] = page.company.final(voice.person)
    return page.known_as[voice.person]
