"""The cascade: a text through layout, sentences, quotes, speakers, amounts, frames and periods to claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from karvon.model.claim import Claim
from karvon.model.dates import partial
from karvon.model.document import Document, Reading
from karvon.read import (
    amounts,
    atlas,
    commitments,
    cues,
    dating,
    doubled,
    events,
    frames,
    layout,
    listing,
    names,
    normal,
    proofs,
    quotes,
    reasons,
    regional,
    sections,
    sentences,
    shapes,
    speech,
    statements,
    tellings,
    tender,
    things,
    times,
    tobegin,
    tokens,
)
from karvon.read.claims import begun, document_claim, quantities
from karvon.read.extracted import About
from karvon.read.homeland import homeland
from karvon.read.namesakes import namesakes
from karvon.read.numbers import Marks
from karvon.read.page import Page
from karvon.read.persons import Company
from karvon.read.press import of_press
from karvon.read.ranges import Amount
from karvon.read.room import Room
from karvon.read.scene import Frame, Scene, grouped
from karvon.read.setting import Setting, setting_of
from karvon.read.strife import in_passing


def read_text(text: str, name: str, about: About | None = None) -> Reading:
    """Return the document and the claims of a decoded text, sorted by place.

    `about` is what the file's own metadata says; the text's header goes before it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    view = normal.view(text)
    laid = _with_metadata(layout.lay_out(view.text), about or About())
    page, scenes, dated = _page(text, name, view, laid)
    claims = [] if page.dated_by == "unresolved" else [document_claim(page, dated)]
    leads = listing.leads(page, scenes)
    scenes = [scene._replace(lead=scenes[leads[at]]) if at in leads else scene for at, scene in enumerate(scenes)]
    framed = _framed(scenes)
    claims += quantities(page, framed, sections.sections(scenes, page.setting))
    claims += names.find(page, scenes, leads)
    claims += commitments.find(page, scenes, leads)
    claims = tellings.tied(page, scenes, framed, claims)
    claims += events.find(page, scenes)
    claims += statements.find(page, scenes, claims)
    claims.sort(key=lambda claim: (claim.start, claim.end, claim.kind, claim.id))
    return Reading(document=_document(page, laid), claims=tuple(reasons.completed(page, scenes, _distinct(claims))))


def _with_metadata(laid: layout.Layout, about: About) -> layout.Layout:
    if about.published and laid.dated_by == "unresolved":
        laid = laid._replace(published=partial(about.published), dated_by="metadata")
    title, outlet, url = laid.title or about.title, laid.outlet or about.outlet, laid.url or about.url
    return laid._replace(title=title, outlet=outlet, url=url)


def _page(text: str, name: str, view: normal.View, laid: layout.Layout) -> tuple[Page, list[Scene], dating.Dating]:
    told = tokens.tokenise(view.text)
    words = told.all
    named, found = things.parted(tender.without_letters(cues.find(told, laid.language), words))
    quoted = quotes.find(view.text, laid.paragraphs)
    shaped = shapes.shapes(told)
    found = _without_names(doubled.compounded(found, words, shaped.doubled, laid.language), words, quoted)
    found = regional.with_countries(found, words, laid.language)
    marks = Marks(found, laid.language, shaped)
    cut = sentences.split(view.text, laid.paragraphs)
    company = Company()
    voices = speech.voices(Room(view.text, words, shaped.starts, marks, cut, quoted), company)
    expressions = times.find(view.text, laid.language)
    dated = dating.date(laid, proofs.Text(view.text, laid.language, cut, expressions))
    outlet = laid.outlet or _outlet(view.text)
    page = Page(
        name,
        text,
        view,
        words,
        laid,
        dated.published,
        dated.dated_by,
        dated.present,
        outlet,
        voices,
        company,
        expressions,
        Setting(None, None),
        dated.settled,
    )
    measured = tender.of_the_country(amounts.find(words, marks, expressions), words, marks, found)
    cut_up = tobegin.marked(_scenes(page, cut, _Found(shaped.starts, found, marks, measured)))
    scenes = things.follow(cut_up, named)
    own = homeland(view.text, words, found, laid.url)
    return page._replace(setting=setting_of(scenes, own, company.counted_by())), scenes, dated


def _without_names(
    found: Sequence[cues.Cue], words: Sequence[tokens.Token], quoted: Sequence[quotes.Quotation]
) -> list[cues.Cue]:
    """Leave out countries only in a currency, in the marks of a name, in a route ("Western China") or at war."""
    names_at = [(q.start, q.end) for q in quoted if not q.speech]

    money = {at for cue in found if cue.group == "currencies" for at in range(cue.first, cue.last)}
    persons = namesakes(found, words) | in_passing(found, words) | of_press(found, words)

    def named(cue: cues.Cue) -> bool:
        if cue.first in money or cue.first in persons:
            return True
        at = words[cue.first].start
        part = cue.first > 0 and words[cue.first - 1].lower.startswith(PARTS_OF_WORLD)
        part = part or (cue.code == "USA" and cue.first > 0 and words[cue.first - 1].lower in AMERICAS)
        whole = (at - 1, words[cue.last - 1].end + 1) if cue.code == atlas.OTHER_GROUP else None
        return part or _of_paper(words, cue.last) or any(a <= at < b and (a, b) != whole for a, b in names_at)

    return [
        cue
        for cue in found
        if (cue.group not in ("places", "cities") or not named(cue))
        and (cue.group != "speech" or not _given(words, cue))
        and (cue.group != "indicators" or not _set(words, cue))
    ]


def _set(words: Sequence[tokens.Token], cue: cues.Cue) -> bool:
    """Say whether what a verb of supply puts is a goal or a question: "поставили цель выйти на 5 млрд"."""
    put = words[cue.first].lower.startswith(("постав", "ставит", "ставят"))
    return put and any(word.lower.startswith(GOALS) for word in words[cue.last : cue.last + FAR])


GOALS, FAR = ("цел", "задач", "вопрос", "планк", "рекорд", "ориентир", "услови", "подпис"), 3


def _given(words: Sequence[tokens.Token], cue: cues.Cue) -> bool:
    """Say whether a verb of speech is but the first name of somebody: "led by Said Noor"."""
    if words[cue.first].text != "Said" or not 0 < cue.first < len(words) - 1:
        return False
    return words[cue.first - 1].kind == "word" and words[cue.first + 1].text[0].isupper()


def _of_paper(words: Sequence[tokens.Token], at: int) -> bool:
    """Say whether a country only begins the name of a paper: "Malta Today", "Fiji Business News"."""
    behind = [word.text for word in words[at : at + 2]]
    return behind[:1] in PAPER or (behind[1:] in PAPER and behind[0].istitle())


PAPERS = frozenset(["News", "Times", "Press", "Post", "Daily", "Herald", "Today", "Tribune", "Gazette", "Observer"])
PAPER = tuple([name] for name in sorted(PAPERS))
AMERICAS = ("south", "north", "central", "latin", "латинской", "южной", "северной", "центральной")
PARTS_OF_WORLD = ("западн", "восточн", "северн", "western", "eastern", "northern", "southern")


def _outlet(text: str) -> str | None:
    found = speech.outlet(text)
    return found[0] if found else None


class _Found(NamedTuple):
    """Everything found in the token stream, with the places that find it again by sentence."""

    starts: Sequence[int]
    cues: Sequence[cues.Cue]
    marks: Marks
    amounts: Sequence[Amount]


def _scenes(page: Page, cut: Sequence[sentences.Sentence], found: _Found) -> list[Scene]:
    scenes = []
    firsts = [cue.first for cue in found.cues]
    heads = [amount.first for amount in found.amounts]
    opens = [time.start for time in page.times]
    for sentence in cut:
        first, last = bisect_left(found.starts, sentence.start), bisect_left(found.starts, sentence.end)
        own = found.cues[bisect_left(firsts, first) : bisect_left(firsts, last)]
        scenes.append(
            Scene(
                page.tokens,
                found.marks,
                sentence,
                first,
                last,
                own,
                found.amounts[bisect_left(heads, first) : bisect_left(heads, last)],
                page.times[bisect_left(opens, sentence.start) : bisect_left(opens, sentence.end)],
                found.marks.shapes.words[first:last],
                grouped(own),
            )
        )
    return scenes


def _framed(scenes: Sequence[Scene]) -> list[Frame]:
    known: list[Frame] = []
    for at, scene in enumerate(scenes):
        known += frames.frame(scene, known[-12:], scenes[max(0, at - 3) : at])
    return known


def _document(page: Page, laid: layout.Layout) -> Document:
    digest = begun(page.text).hexdigest()
    return Document(
        id=digest[:16],
        file=page.name,
        text=page.text,
        language=laid.language,
        title=laid.title,
        outlet=page.outlet,
        url=laid.url,
        published=page.published,
        dated_by=page.dated_by,
        summary=laid.summary,
        sha256=digest,
    )


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    return list({claim.id: claim for claim in claims}.values())
