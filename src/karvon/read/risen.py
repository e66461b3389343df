"""Risen: years told beside the figure from which another rose, or that another is set against."""

from __future__ import annotations

import re

from karvon.read.times import Time

REACH = 64
FIGURE = r"[$€£¥]?\d[\d., ]{0,14}(?:[^\W\d_]{1,12}\.?\s){0,4}\(?$"
FROM = re.compile(r"\b(?:с|со|против|from|against)\s(?:[^\W\d_]{3,12}\s)?" + FIGURE, re.IGNORECASE)
SET_AGAINST = re.compile(
    r"(?:\b(?:тогда\s+как|в\s+то\s+время\s+как|while|whereas)|,\s(?:а|когда|in)|\b(?:показател|уровн|значени|объ[её]м)[а-яё]{1,4})\s$",
    re.IGNORECASE,
)


def risen_from(text: str, time: Time) -> bool:
    """Say whether a year is that of the figure from which another rose: "from 3 bn in 2016 to 5 bn"."""
    return time.kind == "year" and FROM.search(text, max(0, time.start - REACH), time.start) is not None


def set_against(text: str, time: Time) -> bool:
    """Say whether a year opens what is set against the figure before: "while in 2016 it was 3 bn"."""
    return time.kind == "year" and SET_AGAINST.search(text, max(0, time.start - REACH), time.start) is not None
