"""One language's voice in a brief: sentences, figures, dates and names as runs that know where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from urllib.parse import urlsplit

import msgspec
from babel import Locale

from karvon.brief.blocks import Calculation, Inline, Run, join
from karvon.brief.lineage import Lineage
from karvon.model.claim import Claim
from karvon.model.dates import Period, Span, partial
from karvon.model.figure import Figure
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.model.vocabulary import by_code
from karvon.say import countries, dates, numbers
from karvon.say.outlets import outlet
from karvon.say.phrases import known, phrase, weave
from karvon.say.precision import rough

REPORTER_FORMS: dict[str, countries.Form] = {"ru": "of", "en": "name"}  # данные Казахстана, Kazakhstan’s figures
WEB = ("https://", "http://")
OFFICIAL_DIGITS = 4  # official statistics are printed to the last thousand dollars; nobody reads eight digits


class Voice(msgspec.Struct, frozen=True):
    """Results told in one language; every method returns runs or words ready to print."""

    results: Results
    lineage: Lineage
    lang: str

    def say(self, key: str, counts: dict[str, int | Decimal] | None = None, **values: Run | Inline | str) -> Inline:
        """Return a phrase as a line of runs, its slots filled with runs, lines or plain words."""
        woven = weave(key, self.lang, values, counts)
        line: list[Run] = []
        for piece in woven:
            line += _runs(piece)
        return tuple(line)

    def word(self, key: str, **values: str | int | Decimal) -> str:
        """Return a phrase as plain text."""
        return phrase(key, self.lang, **values)

    def code(self, vocabulary: str, code: str | None) -> str:
        """Return the name of a vocabulary's code; nothing for nothing."""
        return by_code(vocabulary)[code][self.lang] if code else ""

    def figure(self, figure: Figure) -> Run:
        """Return a figure as its source gives it, linked to its quote or its row."""
        known = rough(figure.number, OFFICIAL_DIGITS) if figure.official else figure.number
        said = numbers.quantity(known, figure.unit, self.lang, figure.bound, figure.change)
        return Run(said, "fig", ref=self.lineage.ref(figure.id))

    def figure_of(self, name: str) -> Run:
        """Return the figure of this id."""
        return self.figure(self.lineage.figures[name])

    def derived(self, words: str, calculation: Calculation) -> Run:
        """Return words that hold a derived number, linked to its arithmetic."""
        return Run(words, "fig", ref=f"calc:{calculation.id}", calculation=calculation)

    def count(self, things: int, ref: str) -> Run:
        """Return a count of things that the brief itself lists at `ref`."""
        return Run(numbers.number(Decimal(things), self.lang), "fig", ref=ref)

    def cite(self, ref: str) -> Run:
        """Return the short label of a lineage, to be set behind a sentence as its evidence."""
        return Run("", "ref", ref=ref)

    def cites(self, refs: Iterable[str]) -> Inline:
        """Return the labels of several lineages, each once."""
        return join([(self.cite(ref),) for ref in dict.fromkeys(refs)], " ")

    def span(self, days: Span) -> Run:
        """Return a stretch of days by its name."""
        return Run(dates.span(days, self.lang), "date")

    def when(self, days: Span) -> Run:
        """Return a stretch of days as an adverbial ("в ноябре 2025 года")."""
        return Run(dates.when(days, self.lang), "date")

    def between(self, days: Span) -> Run:
        """Return the days an undated document can be from."""
        return Run(dates.between(days, self.lang), "date")

    def short(self, days: Span) -> Run:
        """Return a stretch of days for a table."""
        return Run("—" if days == Span() else dates.short(days, self.lang), "date")

    def period(self, held: Period) -> Run:
        """Return when a figure holds."""
        return Run(dates.period(held, self.lang), "date")

    def deadline(self, end: dt.date | None) -> Run:
        """Return a deadline ("к 2030 году"); that none was named, when none was."""
        return Run(dates.deadline(end, self.lang), "date") if end else Run(self.word("deadline.none"), "note")

    def day_of(self, row: Row, column: str) -> Run:
        """Return a row's date, linked to the row; a dash where the cell is empty."""
        written = row.get(column)
        if written is None:
            return Run("—")
        return Run(dates.short(partial(written), self.lang), "fig", ref=f"row:{row.ref}")

    def dated(self, row: Row, column: str, form: Callable[[Span, str], str]) -> Run:
        """Return a row's date in a form of `say.dates`, linked to the row."""
        return Run(form(partial(row.get(column) or ""), self.lang), "fig", ref=f"row:{row.ref}")

    def country(self, code: str | None, form: countries.Form = "name") -> str:
        """Return the name of a country, region or group; nothing for nothing."""
        return countries.country(code, self.lang, form) if code else ""

    def reporter(self, code: str) -> str:
        """Return a country in the form in which sentences name whose figures they quote."""
        return self.country(code, REPORTER_FORMS[self.lang])

    def name(self, row: Row) -> Run:
        """Return the name of a registered thing, linked to its row."""
        return Run(row.get(f"name_{self.lang}") or row.id, "name", ref=f"row:{row.ref}")

    def subject(self, name: str) -> Inline:
        """Return the name of the project, hub, body, agreement or portfolio with this id."""
        return next(((self.name(row),) for row in self.lineage.rows.values() if row.id == name and _named(row)), ())

    def address(self, url: str | None, place: str = "") -> Inline:
        """Return an address as a link under the name of its host (paper shows it whole); only web addresses link.

        It stands at one place of the brief; everywhere else the name of the host leads there.
        """
        if not url:
            return (Run(self.word("source.no_address"), "note"),)
        if not url.startswith(WEB):
            return (Run(url, "quote"),)
        host, listed = urlsplit(url).netloc.removeprefix("www."), self.lineage.pages.get(url, place)
        return (Run(host, "link", url=url),) if listed == place else (Run(host, "name", ref=listed),)

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of one registry table."""
        return tuple(row for row in self.results.rows if row.table == table)

    def quote(self, claim: Claim) -> Inline:
        """Return the words of a claim, linked to their place, with a mark of their language where it is another."""
        lang = self.lineage.document_of(claim).language
        bare = not any(letter.isalpha() for letter in claim.quote)
        return (self.quoted(claim), *(() if bare else self.tongue(lang)))

    def quoted(self, claim: Claim) -> Run:
        """Return the bare words of a claim, linked to their place."""
        return Run(claim.quote, "quote", ref=f"claim:{claim.id}", lang=self.lineage.document_of(claim).language)

    def tongue(self, lang: str) -> Inline:
        """Return the small mark of a language that is not the brief's; nothing for the brief's own."""
        if lang == self.lang:
            return ()
        key = f"tongue.{lang}"
        name = Locale.parse(self.lang).languages.get(lang, lang)
        return (Run(f" {self.word(key) if known(key) else self.word('tongue.other', name=name)}", "tongue"),)

    def publisher(self, written: str | None) -> Inline:
        """Return the name of an outlet in the reader's language, however its source writes it; nothing for nothing."""
        return (Run(outlet(written, self.lang), "name"),) if written else ()

    def outlet(self, figure: Figure) -> Inline:
        """Return who published a figure and when, as far as it is known."""
        source = figure.source
        named = self.publisher(source.outlet)
        dated = (self.short(source.published),) if source.published != Span() else ()
        return join([named, dated])


def _runs(piece: Run | Inline | str) -> Inline:
    if isinstance(piece, str):
        return (Run(piece),)
    return (piece,) if isinstance(piece, Run) else piece


def _named(row: Row) -> bool:
    return row.get("name_ru") is not None
