"""Domestic: figures that Russian pages on two countries tell of the home country alone."""

from __future__ import annotations

from itertools import pairwise

from karvon.read.gates import holds
from karvon.read.national import one
from karvon.read.scope import Placed, Scope

WITHIN = frozenset({"в", "во", "по"})
HOMES = frozenset({"стране", "республике", "области", "регионе", "крае", "районе", "городе"})
POINTING = frozenset({"нашей", "этой", "нашем", "этом", "всей", "всему"})
JOINT = (
    "совместн", "двусторон", "двухсторон", "участи", "иностран", "зарубеж", "инвестор", "партн", "взаимн", "резидент",
    "учредител", "международн",
)  # fmt: skip
OUTPUTS = (
    "объем продукции", "объём продукции", "объем производства", "объём производства", "объем строительства",
    "объём строительства", "объем строительных", "объём строительных", "объем услуг", "объём услуг",
    "промышленное производство", "промышленного производства", "промышленной продукции", "сельхозпродукции в стране",
    "розничный товарооборот", "розничного товарооборота", "розничной торговли", "розничная торговля",
    "в основной капитал", "производство продукции", "выпуск продукции", "объем валовой", "объём валовой",
)  # fmt: skip
LOOK_BACK = 4
NOT_MADE = ("export", "import", "company_count")


def of_home(of: Scope) -> Placed | None:
    """A figure of the output, retail or firms of one country: "в стране действуют 340 фабрик"."""
    scene = of.found.scene
    if scene.marks.language != "ru" or of.mutual() or len({m.code for m in of.all}) > 1:
        return None
    made = of.found.indicator not in NOT_MADE and holds(scene.line, OUTPUTS)
    if made and not any(m.role not in ("in", "plain", "of") for m in of.all):
        return Placed(one(of), None, None)
    if of.found.indicator != "company_count" or of.all or of.says(JOINT) or _of_foreigners(of):
        return None
    home = one(of)
    return Placed(home, None, home) if _here(of) else None


def _here(of: Scope) -> bool:
    """Say whether a sentence tells what there is "in the country" or "in the region"."""
    words = [word for word in of.found.scene.words if word not in POINTING]
    return any(left in WITHIN and right in HOMES for left, right in pairwise(words))


def _of_foreigners(of: Scope) -> bool:
    """Say whether firms of another country have just been told of, or a firm is called by a foreign name."""
    told = any(f.indicator == "company_count" and placed.partner for f, placed in of.earlier[-LOOK_BACK:])
    return told or any(word.isascii() and word.isalpha() for word in of.found.scene.words)
