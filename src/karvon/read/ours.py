"""Ours: names that are joined to whoever speaks."""

from __future__ import annotations

from karvon.read.scene import Scene


def of_us(scene: Scene, at: int) -> bool:
    """Say whether "and" joins a name to whoever speaks: "между нами и странами союза", "between us and the union"."""
    near = scene.words[max(0, at - scene.first - WITH_US) : at - scene.first]
    return near[-2:] in (["между", "нами"], ["between", "us"]) or near == ["между", "нашей", "страной"]


WITH_US = 3
