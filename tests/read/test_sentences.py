"""Sentences are cut as razdel cuts them, but for plain ends, which are told sooner."""

from __future__ import annotations

from pathlib import Path

import pytest
from razdel.rule import SPLIT, FunctionRule
from razdel.segmenters.sentenize import BULLET_SIZE, DELIMITER, ENDINGS, RULES, SentSegmenter, SentSplit, SentSplitter

from karvon.read import sentences

PATHS = sorted(Path(__file__).parent.glob("l*/**/*.txt"))


def plain(split: SentSplit) -> str | None:
    """Return that a plain end is one, as a rule of razdel."""
    long = len(split.buffer) > BULLET_SIZE and sentences.CAPITAL.match(split.right) is not None
    return SPLIT if long and split.delimiter in ENDINGS and sentences.plain(split.left) else None


RAZDEL = SentSegmenter(SentSplitter(DELIMITER), [FunctionRule(plain), *RULES])


@pytest.mark.parametrize("path", PATHS, ids=[path.name for path in PATHS])
def test_a_text_is_cut_where_razdel_cuts_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert sentences.cut(text) == [(piece.start, piece.stop) for piece in RAZDEL(text)]
