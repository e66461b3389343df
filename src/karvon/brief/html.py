"""The brief as one HTML page: templates with everything escaped, style and charts inline, no script, no request."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from karvon.brief.blocks import Mark, Run
from karvon.brief.compose import Composed, compose
from karvon.model.results import Results
from karvon.say.phrases import phrase

SELF = "section:"


def render(results: Results, lang: str) -> str:
    """Return the page of one run in one language."""
    composed = compose(results, lang)
    template = _environment(composed).get_template("brief.html.j2")
    return template.render(brief=composed.brief, results=results, style=Markup(_style()))


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
        "href": lambda ref: "#" + anchor(composed, ref),
        "anchor": lambda ref: anchor(composed, ref),
        "label": lambda ref: label(composed, ref),
        "say": lambda key, **values: phrase(key, lang, **values),
        "kind": lambda block: type(block).__name__,
        "inner": lambda node: node.children if isinstance(node, Mark) else None,
        "svg": Markup,
        "tag": _tag,
    }
    return environment


def anchor(composed: Composed, ref: str) -> str:
    """Return the anchor of a ref inside the page; a section's anchor is its own id."""
    if ref.startswith(SELF):
        return ref.removeprefix(SELF)
    return composed.voice.lineage.anchor(ref)


def label(composed: Composed, ref: str) -> str:
    """Return the short label of a ref, as the annexes print it; a section is shown by an arrow."""
    return "→" if ref.startswith(SELF) else composed.labels[ref]


def _tag(run: Run) -> str:
    """Return the class of a run's element; nothing for plain words."""
    return "" if run.role == "text" else run.role


def _style() -> str:
    return files("karvon.brief").joinpath("templates", "brief.css").read_text(encoding="utf-8")
