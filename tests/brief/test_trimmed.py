"""What makes a page smaller loses nothing that is read, seen or followed."""

from __future__ import annotations

from lxml import etree, html

from karvon.brief.trimmed import chart, page

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" role="img" aria-labelledby="t d"><title id="t">Trade</title>'
    '<desc id="d">Trade grew.</desc><g class="root"><g><g>'
    '<text text-anchor="start" font-size="12px" fill="#222222" transform="translate(1,2)">2,79</text>'
    '<text text-anchor="start" font-size="12px" fill="#222222" transform="translate(3,4)">a &lt; b</text></g></g>'
    '<g clip-path="url(#c)"><path d="M90.5,155.3h49.69999999999999v-0.04Z" stroke="#C9711A" stroke-width="1"/></g>'
    "<g></g></g></svg>"
)


def test_a_chart_keeps_its_words_its_shapes_and_what_limits_them() -> None:
    drawn = etree.fromstring(chart(SVG))
    assert [one.text for one in drawn.iter("{*}text")] == ["2,79", "a < b"]
    assert [one.get("transform") for one in drawn.iter("{*}text")] == ["translate(1,2)", "translate(3,4)"]
    (path,) = drawn.iter("{*}path")
    assert path.get("d") == "M90.5,155.3h49.7v-0Z"
    assert path.get("stroke") == "#C9711A"
    clipped = path.getparent()
    assert clipped is not None
    assert clipped.get("clip-path") == "url(#c)"
    assert drawn.get("aria-labelledby") == "t"


def test_what_all_words_of_a_chart_share_is_said_once_and_reaches_them_all() -> None:
    drawn = etree.fromstring(chart(SVG))
    for text in drawn.iter("{*}text"):
        group = text.getparent()
        assert group is not None
        assert (group.get("fill"), group.get("font-size")) == ("#222", "12")


def test_a_page_says_the_same_to_a_browser_without_quotes_and_implied_ends() -> None:
    written = (
        '<!doctype html>\n<html><body><table class="plain"><tbody>\n'
        '<tr id="С1"><td class="n wide">1</td></tr></tbody></table>'
        '<p><a class="fig" href="#Д1.2">1 = 1</a> <a href="https://example.org/?a=b">x="y" z</a></p></body></html>'
    )
    trees = [html.document_fromstring(one) for one in (written, page(written))]
    told = [[(node.tag, dict(node.attrib), node.text) for node in tree.iter()] for tree in trees]
    assert told[0] == told[1]
    assert len(page(written)) < len(written)
