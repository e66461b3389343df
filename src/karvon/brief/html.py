"""The brief as one HTML page: templates with everything escaped, style and charts inline, no script, no request."""

from __future__ import annotations

import re
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from karvon.brief.blocks import Mark, Run
from karvon.brief.compose import Composed, compose
from karvon.brief.fitting import fitted
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.results import Results
from karvon.say.phrases import phrase

NOISE = re.compile(r' (?:class|role|aria-roledescription|font-family|font-weight|opacity)="[^"]*"|(?<=\d)px(?=")')
PLAIN = ("text", "date", "name")
GAPS = re.compile(r">\n\s*<")
IMPLIED = re.compile(r"</(?:td|th|tr|li)>\s*")  # ends that HTML implies: a tenth of a long page


def render(results: Results, lang: str) -> str:
    """Return the page of one run in one language, shortened as `fitting` says where it would be too large."""
    return fitted(Voice(results, lineage(results), lang), compose(results, lang), written)


def written(composed: Composed) -> str:
    """Return a composed brief as a page."""
    template = _environment(composed).get_template("brief.html.j2")
    page = template.render(brief=composed.brief, style=Markup(_style()))
    return IMPLIED.sub("", GAPS.sub(">\n<", page))


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
        "href": lambda ref: "#" + composed.anchor(ref),
        "anchor": composed.anchor,
        "label": composed.label,
        "say": lambda key, **values: phrase(key, lang, **values),
        "kind": lambda block: type(block).__name__,
        "inner": lambda node: node.children if isinstance(node, Mark) else None,
        "svg": _picture,
        "tag": _tag,
    }
    return environment


def _picture(svg: str) -> Markup:
    """Return a chart without what the page says once for all charts (the font) or nobody reads (drawing classes)."""
    opening, mark, body = svg.partition(">")
    return Markup(opening + mark + NOISE.sub("", body))


def _tag(run: Run) -> str:
    """Return the class of a run's element; nothing for words that need no element of their own."""
    bare = run.role in PLAIN and run.lang is None
    return "" if bare else run.role


def _style() -> str:
    return files("karvon.brief").joinpath("templates", "brief.css").read_text(encoding="utf-8")
