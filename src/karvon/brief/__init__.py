"""The brief: one run of a case told in one language, as a page, a Word document, or a few lines in a terminal."""

from __future__ import annotations

from karvon.model.results import Results


def render_html(results: Results, lang: str) -> str:
    """Return the brief as one self-contained page: no script, no request, every number linked to its lineage."""
    from karvon.brief import html  # noqa: PLC0415 (the commands must start without templates and charts)

    return html.render(results, lang)


def render_docx(results: Results, lang: str) -> bytes:
    """Return the same brief as a Word document."""
    from karvon.brief import word  # noqa: PLC0415

    return word.render(results, lang)


def summary(results: Results, lang: str) -> str:
    """Return the brief in the lines that a terminal shows when a run ends."""
    from karvon.brief import terminal  # noqa: PLC0415

    return terminal.summary(results, lang)
