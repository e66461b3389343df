"""Names of goods by their code in the Harmonised System, and the reasons that speak for selling more of one."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.model.vocabulary import by_code
from karvon.say.phrases import phrase
from karvon.say.tables import NB, say_table

CHAPTER = 2  # digits of a code that name its chapter


def good(code: str, lang: str) -> str:
    """Return the chapter that a code belongs to in words; nothing for a code of no chapter."""
    return say_table("hs_chapters").get(code[:CHAPTER], {}).get(lang, "")


def named(code: str, lang: str) -> str:
    """Return a code with the name of its chapter: "870323 (автомобили, тракторы, велосипеды)"."""
    name = good(code, lang)
    return f"{code}{NB}({name[:1].lower()}{name[1:]})" if name else code


def section_name(code: str, lang: str) -> str:
    """Return a section of the Standard International Trade Classification in words; nothing for another code."""
    return say_table("sitc_sections").get(code, {}).get(lang, "")


def hs_section_name(code: str, lang: str) -> str:
    """Return a section of the Harmonised System in words; that the goods are in none for no code."""
    return by_code("hs_sections")[code][lang] if code else phrase("growth.hs.outside", lang)


def because(reasons: Iterable[str], lang: str) -> str:
    """Return the reasons for a growth point as one line."""
    return "; ".join(by_code("growth_reasons")[code][lang] for code in reasons)
