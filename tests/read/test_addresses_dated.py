"""An address tells the day of its page in every way of writing it; a dateline of the days before is the news's."""

from __future__ import annotations

import datetime as dt

import pytest

from karvon.read import read_text

PATHS = [
    "/english/2018-02/28/c_1.htm", "/2018/02/28/story", "/2018-02-28/story.html", "/20180228/story.html",
    "/n3/2018/0228/c9-1.html", "/a/201802/28/W5.html", "/2018/2/28/story", "/28-02-2018/story", "/28022018/story",
    "/2018/feb/28/story", "/2018/Feb/28/story", "/2018/february/28/x", "/2018.02.28/1", "/?d=2018-02-28",
    "/2018_02_28/x", "/news/2018022800123", "/view/AEN20180228001500320", "/x_28-02-2018.html", "/t20180228_123.html",
]  # fmt: skip
NEWS = "Trade between Ghana and Togo now stands at $3 billion, the ministry said."


def _day(path: str, dateline: str) -> dt.date | None:
    text = f"Address: http://www.example.com{path}\n\n{dateline}{NEWS}\n"
    return next(claim.period.start for claim in read_text(text, "page").claims if claim.kind == "quantity")


@pytest.mark.parametrize("path", PATHS)
def test_an_address_tells_the_day(path: str) -> None:
    assert _day(path, "") == dt.date(2018, 2, 28)


@pytest.mark.parametrize(
    "dateline", ["ACCRA, Feb. 27 (Agency) -- ", "Accra, Feb 27 (Press): ", "ACCRA, February 27 — "]
)
def test_a_dateline_within_days_of_the_address_is_the_day_of_the_news(dateline: str) -> None:
    assert {_day(path, dateline) for path in PATHS} == {dt.date(2018, 2, 27)}


def test_a_dateline_of_another_month_leaves_the_day_of_the_address() -> None:
    assert _day("/2018/02/28/story", "ACCRA, May 14 (Agency) -- ") == dt.date(2018, 2, 28)
