"""Pages and charts in fewer bytes: nothing that anybody reads, sees or follows is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
IDLE = frozenset(("class", "role", "aria-roledescription", "aria-hidden", "font-family", "font-weight", "opacity"))
DEFAULTS = {
    "text-anchor": "start", "stroke-width": "1", "stroke-miterlimit": "10", "fill-opacity": "1",
    "stroke-opacity": "1", "transform": "translate(0,0)",
}  # fmt: skip
INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "text-anchor")
FINE = re.compile(r"-?\d+\.\d{2,}")
PIXELS = re.compile(r"(?<=\d)px$")
TWIN = re.compile(r"#([0-9A-Fa-f])\1([0-9A-Fa-f])\2([0-9A-Fa-f])\3$")
GAPS = re.compile(r">\n\s*<")
IMPLIED = re.compile(r"</(?:td|th|tr|li|thead|tbody)>\s*")  # ends that HTML implies: a tenth of a long page
TAG = re.compile(r"<[a-z][^<>]*>")
PLAIN = re.compile(r'="([^\s"\'=<>`]+)"(?=[\s>])')  # an attribute that HTML reads the same without its quotes


def page(written: str) -> str:
    """Return a page without the ends and quotes that HTML implies."""
    return TAG.sub(lambda tag: PLAIN.sub(r"=\1", tag[0]), IMPLIED.sub("", GAPS.sub(">\n<", written)))


def chart(svg: str) -> str:
    """Return a chart without what the page says once for all charts, what nobody reads, and digits nobody sees.

    The font is the page's, the sentence that describes the chart stands in its caption.
    """
    root = etree.fromstring(svg.encode(), PARSER)
    for described in root.findall(f"{{{SVG}}}desc"):
        root.remove(described)
    named = root.get("aria-labelledby", "").split()
    if named:
        root.set("aria-labelledby", named[0])
    for element in root.iterdescendants():
        _bare(element)
    for element in reversed(list(root.iterdescendants(f"{{{SVG}}}g"))):
        _gather(element)
    for element in list(_needless(root)):
        _unwrap(element)
    return str(etree.tostring(root, encoding="unicode"))


def _bare(element: etree._Element) -> None:
    """Leave out attributes that say nothing, and digits beyond a tenth of a pixel."""
    for name, value in list(element.attrib.items()):
        if name in IDLE or DEFAULTS.get(str(name)) == value:
            del element.attrib[name]
        elif name != "id":
            short = FINE.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), PIXELS.sub("", str(value)))
            element.set(name, TWIN.sub(r"#\1\2\3", short))


def _gather(group: etree._Element) -> None:
    """Say once on a group what all its children say alike."""
    for name in INHERITED:
        values = {child.get(name) for child in group}
        if len(values) == 1 and None not in values and len(group) > 1 and group.get(name) is None:
            group.set(name, str(values.pop()))
            for child in group:
                del child.attrib[name]


def _needless(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the groups that say nothing, and the empty ones."""
    for group in root.iterdescendants(f"{{{SVG}}}g"):
        if not group.attrib or not len(group):
            yield group


def _unwrap(group: etree._Element) -> None:
    """Put the children of a group in its place."""
    parent = group.getparent()
    if parent is not None:
        place = parent.index(group)
        parent[place : place + 1] = list(group)
