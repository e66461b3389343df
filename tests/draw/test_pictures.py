"""Every chart is a small, stable, accessible picture that reads the same in both languages and at both widths."""

import re
from functools import cache

import pytest
from altair import LayerChart
from lxml import etree
from tests.draw.cases import charts

from karvon.draw import Chart, png
from karvon.draw.palette import SIDES, STRANDS
from karvon.draw.placing import text_width
from karvon.draw.scene import Ink, Scene, Words, render

NAMES = ("target_path", "mirror_gap", "portfolio_split", "portfolio_history")
SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = {"wide": 720, "narrow": 350}
EVERY = [(name, lang, width) for name in NAMES for lang in ("ru", "en") for width in WIDTHS]
MIXED = {"ru": r"\d\.\d", "en": r"\d,\d(?!\d\d)"}


@cache
def drawn(lang: str) -> dict[str, Chart]:
    return charts(lang)


def picture(name: str, lang: str, width: str) -> str:
    chart = drawn(lang)[name]
    return {"wide": chart.svg_wide, "narrow": chart.svg_narrow}[width]


def texts(svg: str) -> list[str]:
    """Return the texts a reader sees, each line of its own."""
    root = etree.fromstring(svg.encode())
    return [str(line) for text in root.iter(f"{SVG}text") for line in text.itertext()]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_chart_is_drawn_in_both_languages(lang: str) -> None:
    assert tuple(drawn(lang)) == NAMES


@pytest.mark.parametrize(("name", "lang", "width"), EVERY)
def test_a_picture_is_well_formed_named_and_small(name: str, lang: str, width: str) -> None:
    svg = picture(name, lang, width)
    root = etree.fromstring(svg.encode())
    title, desc = root[0], root[1]
    assert (root.get("role"), root.get("width")) == ("img", str(WIDTHS[width]))
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (title.text, desc.text) == (drawn(lang)[name].title, drawn(lang)[name].sentence)
    assert len(svg.encode()) < 40_000


def test_ids_are_not_shared_between_pictures() -> None:
    found = [one for args in EVERY for one in re.findall(r'\bid="([^"]+)"', picture(*args))]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_same_chart_is_the_same_bytes(lang: str) -> None:
    assert charts(lang) == drawn(lang)


@pytest.mark.parametrize(("name", "lang", "width"), EVERY)
def test_decimal_marks_are_those_of_the_language(name: str, lang: str, width: str) -> None:
    shown = " | ".join(texts(picture(name, lang, width)))
    assert any(letter.isdigit() for letter in shown)
    assert re.search(MIXED[lang], shown) is None, shown


@pytest.mark.parametrize(("name", "lang", "width"), EVERY)
def test_no_text_leaves_the_canvas(name: str, lang: str, width: str) -> None:
    root = etree.fromstring(picture(name, lang, width).encode())
    height = float(root.get("height") or 0)
    for text in root.iter(f"{SVG}text"):
        x, y = map(float, re.findall(r"translate\(([-\d.]+),([-\d.]+)\)", text.get("transform") or "")[0])
        line = max((str(part) for part in text.itertext()), key=len)
        size = float(re.findall(r"([\d.]+)px", text.get("font-size") or "")[0])
        wide = text_width(line, size) / 1.06
        left = x - wide * {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor") or "", 0.0)
        assert left > -1, line
        assert left + wide < WIDTHS[width] + 1, line
        assert 0 < y < height, line


@pytest.mark.parametrize(("name", "lang"), [(name, lang) for name in NAMES for lang in ("ru", "en")])
def test_the_table_has_a_cell_for_every_head(name: str, lang: str) -> None:
    table = drawn(lang)[name].table
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.header)}
    assert all(cell for row in table.rows for cell in row)


def test_specifications_are_valid_vega_lite() -> None:
    scene = Scene(100, 60)
    scene.path([(0, 0), (10, 10)], Ink("#111111", 2, (2, 2)))
    scene.segments([(0, 0, 5, 5)], Ink("#111111"))
    scene.bars([(0, 0, 5, 5)], Ink("#111111"))
    scene.shapes([(3, 3)], "diamond", 8, Ink("#111111"))
    scene.texts([(5, 5, "text\nlines")], Words(bold=True))
    LayerChart.from_dict(scene.specification(), validate=True)


def test_cyrillic_and_neighbouring_letters_are_really_drawn_in_png() -> None:
    images = set()
    for letter in "ЖШҚЎ":
        scene = Scene(40, 40)
        scene.texts([(10, 20, letter)], Words(size=24))
        images.add(png(render(scene, prefix="t", title="t", desc="t")))
    assert len(images) == 4  # a missing letter is the same empty box each time
    assert all(image.startswith(b"\x89PNG") for image in images)


def luminance(color: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.1)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_colours_have_contrast_and_the_two_sides_differ_in_greyscale() -> None:
    for strand in STRANDS:
        assert contrast(strand.text, "#FFFFFF") >= 4.5
        assert contrast(strand.line, "#FFFFFF") >= 3
    assert contrast(SIDES[0].bar, SIDES[1].bar) >= 3
    assert len({strand.shape for strand in STRANDS}) == len(STRANDS)
