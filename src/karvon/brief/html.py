"""The brief as one HTML page: templates with everything escaped, style and charts inline, no script, no request."""

from __future__ import annotations

from importlib.resources import files
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from karvon.brief import narrow, trimmed
from karvon.brief.blocks import Mark, Run
from karvon.brief.compose import SECTION, Composed, compose
from karvon.brief.fitting import fitted
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.results import Results
from karvon.say.phrases import phrase

PLAIN = ("text", "date", "name")


def render(results: Results, lang: str) -> str:
    """Return the page of one run in one language, shortened as `fitting` says where it would be too large."""
    return fitted(Voice(results, lineage(results), lang), compose(results, lang), written)


def written(composed: Composed) -> str:
    """Return a composed brief as a page."""
    template = _environment(composed).get_template("brief.html.j2")
    page = template.render(brief=composed.brief, style=Markup(_style()))
    return trimmed.page(page)


def _environment(composed: Composed) -> Environment:
    environment = Environment(
        loader=PackageLoader("karvon.brief", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    lang = composed.brief.lang
    environment.globals |= {
        "href": lambda ref: "#" + _anchor(composed, ref),
        "anchor": lambda ref: _anchor(composed, ref),
        "arrow": lambda ref: ref.startswith(SECTION),
        "label": composed.label,
        "say": lambda key, **values: phrase(key, lang, **values),
        "kind": lambda block: type(block).__name__,
        "layout": narrow.layout,
        "heads": narrow.heads,
        "blank": narrow.blank,
        "next": count(1).__next__,
        "inner": lambda node: node.children if isinstance(node, Mark) else None,
        "svg": _picture,
        "tag": _tag,
    }
    return environment


def _anchor(composed: Composed, ref: str) -> str:
    """Return the id of a place: its label, so that paper shows where a link leads; a bare number is no id."""
    label = composed.label(ref)
    return label if label[0].isalpha() else composed.anchor(ref)


def _picture(svg: str) -> Markup:
    """Return a chart as it stands in the page."""
    return Markup(trimmed.chart(svg))


def _tag(run: Run) -> str:
    """Return the class of a run's element; nothing for words that need no element of their own."""
    bare = run.role in PLAIN and run.lang is None
    return "" if bare else run.role


def _style() -> str:
    return files("karvon.brief").joinpath("templates", "brief.css").read_text(encoding="utf-8")
