"""Sections: the parts of a digest or a roll of partners, each under a heading that names its countries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from karvon.read.atlas import countries, distinct, mentions
from karvon.read.scene import Scene
from karvon.read.setting import Setting, setting_of
from karvon.read.tokens import grammar

WORDS = 7
PAIR = 2
Section = tuple[int, Setting]


def sections(scenes: Sequence[Scene], whole: Setting) -> tuple[Section, ...]:
    """Return (first token, setting) of each section under a heading of countries; none where fewer than two differ."""
    heads = [(at, codes) for at, scene in enumerate(scenes) if (codes := _headed(scenes, at, scene))]
    if len({frozenset(codes) for _, codes in heads}) < PAIR:
        return ()
    ends = [*(at for at, _ in heads[1:]), len(scenes)]
    return tuple(
        (scenes[at].first, _of_section(scenes[at:end], codes, whole))
        for (at, codes), end in zip(heads, ends, strict=True)
    )


def setting_at(found: Sequence[Section], at: int, whole: Setting) -> Setting:
    """Return the setting of the section that a token stands in, else that of the whole document."""
    index = bisect_right(found, at, key=lambda section: section[0]) - 1
    return found[index][1] if index >= 0 else whole


def _headed(scenes: Sequence[Scene], at: int, scene: Scene) -> list[str]:
    """Return the one or two countries of a heading: a few words without verb or figure that open a paragraph."""
    opens = at == 0 or scenes[at - 1].sentence.paragraph != scene.sentence.paragraph
    if not opens or scene.amounts or scene.times:
        return []
    words = [token for token in scene.tokens[scene.first : scene.last] if token.kind == "word"]
    if not 0 < len(words) <= WORDS:
        return []
    named = distinct(countries(mentions(scene)))
    told = {at for cue in scene.cues if cue.group in ("places", "cities") for at in range(cue.first, cue.last)}
    others = [at for at in range(scene.first, scene.last) if at not in told and scene.tokens[at].kind == "word"]
    verbs = any("VERB" in grammar(scene.tokens[at].lower)[1] for at in others)
    return named if len(named) in (1, PAIR) and len(others) <= PAIR and not verbs else []


def _of_section(scenes: Sequence[Scene], codes: Sequence[str], whole: Setting) -> Setting:
    """Return the setting under a heading: its two countries, or the one with the country the document is about."""
    inside = setting_of(scenes)
    if len(codes) == PAIR:
        return inside._replace(main=codes[0], other=codes[1])
    if whole.main not in (None, codes[0]):
        return inside._replace(main=whole.main, other=codes[0])
    return inside._replace(main=codes[0], other=inside.other if inside.other != codes[0] else inside.main)
