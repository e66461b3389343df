"""`karvon close`: the promises and announcements of a case as lines, and what to say when one is closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from karvon.brief import promised
from karvon.brief.blocks import words as bare
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.case.closing import meant
from karvon.cli.terminal import words
from karvon.model.ledger import History, Promise
from karvon.say.phrases import NB

if TYPE_CHECKING:
    from karvon.case import Case
    from karvon.case.judging import Signed
    from karvon.model.results import Results


class Wish(NamedTuple):
    """The options of one `karvon close`."""

    why: str
    who: str | None
    decision: str = ""
    evidence: str = ""


def listed(results: Results, lang: str) -> Iterator[str]:
    """Yield every promise and history: its id, what it is about, and where it stands."""
    voice = Voice(results, lineage(results), lang)
    found: tuple[Promise | History, ...] = (*results.ledger.promises, *results.ledger.histories)
    for one in found:
        yield f"{one.id}  {about(voice, one)} — {_standing(voice, one)}"


def about(voice: Voice, one: Promise | History) -> str:
    """Return what a promise or history is about, as plain words."""
    if isinstance(one, History):
        return _plain(bare(promised.what(voice, one)))
    return _plain(f"{bare(promised.about(voice, one))} {voice.deadline(one.deadline).text}")


def _standing(voice: Voice, one: Promise | History) -> str:
    said = promised.state(voice, one) if isinstance(one, History) else promised.standing(voice, one)
    return _plain(bare(said))


def _plain(said: str) -> str:
    return " ".join(said.replace(NB, " ").split())


def closed(case: Case, results: Results, name: str, wish: Wish, lang: str) -> str:
    """Record what became of a promise and return the line that says so."""
    one = meant(results.ledger, name)
    said = about(Voice(results, lineage(results), lang), one)
    rows = case.close(one.id, wish.decision, why=wish.why, about=said, evidence=wish.evidence, **_signed(wish))
    return words("close.done" if rows else "correct.same", lang, about=said, path=case.folder)


def reopened(case: Case, results: Results, name: str, wish: Wish, lang: str) -> str:
    """Take back a decision and return the line that says so."""
    one = meant(results.ledger, name)
    case.reopen(one.id, why=wish.why, **_signed(wish))
    said = about(Voice(results, lineage(results), lang), one)
    return words("close.withdrawn", lang, about=said, path=case.folder)


def _signed(wish: Wish) -> Signed:
    """Return who decides, when the options say so."""
    return {} if wish.who is None else {"who": wish.who}
