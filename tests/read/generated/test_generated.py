"""What is drawn is read back: thousands of worded claims in two languages, slot by slot, never worse than before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.read.generated.distorting import DISTORTIONS, distorted
from tests.read.generated.drawing import Draw, Sentence
from tests.read.generated.report import DISTORTED, floors, scored
from tests.read.generated.scoring import NAMES, rates, score, sentences, spans

FLOORS = floors()


@pytest.mark.parametrize(("language", "family"), NAMES, ids=["-".join(name) for name in NAMES])
def test_every_slot_of_a_family_is_read_back_at_least_as_often_as_before(language: str, family: str) -> None:
    assert not _fallen(language, family)


@pytest.mark.parametrize(("language", "distortion"), DISTORTED, ids=["-".join(name) for name in DISTORTED])
def test_value_unit_and_bound_survive_a_distortion_at_least_as_often_as_before(language: str, distortion: str) -> None:
    assert not _fallen(language, distortion)


def _fallen(language: str, family: str) -> dict[str, str]:
    met = rates(scored(language, family))
    return {
        slot: f"{rate:.3f} < {FLOORS[language, family, slot]:.3f}"
        for slot, rate in met.items()
        if rate < FLOORS[language, family, slot]
    }


def test_every_slot_that_is_compared_has_a_floor_and_no_floor_is_idle() -> None:
    compared = {
        (language, family, slot)
        for language, family in (*NAMES, *DISTORTED)
        for one in scored(language, family)
        for slot in one.compared
    }
    assert compared == set(FLOORS)


def test_the_same_key_draws_the_same_sentences() -> None:
    assert list(sentences("ru", "level", 20)) == list(sentences("ru", "level", 20))
    assert len({one.marked for one in sentences("ru", "level", 20)}) > 15


def test_a_reader_that_misread_a_value_would_be_caught() -> None:
    drawn = next(iter(sentences("ru", "level", 1)))
    wrong = drawn._replace(
        slots=({**drawn.slots[0], "value": "1", "unit": "KZT" if drawn.slots[0]["unit"] != "KZT" else "USD"},)
    )
    assert {miss.slot for miss in score(wrong).misses} >= {"value", "unit"}


@pytest.mark.parametrize("spoil", DISTORTIONS, ids=[spoil.__name__ for spoil in DISTORTIONS])
def test_a_distortion_changes_words_and_never_a_number(spoil: Callable[[Draw, Sentence], str]) -> None:
    drawn = [one for name in ("voice", "passage") for one in sentences("ru", name, 30)]
    spoilt = [distorted(one, spoil, one.marked) for one in drawn]
    assert sum(one.marked != other.marked for one, other in zip(drawn, spoilt, strict=True)) > 5
    assert [_digits(one) for one in drawn] == [_digits(other) for other in spoilt]


def _digits(sentence: Sentence) -> list[str]:
    return ["".join(filter(str.isdigit, sentence.text[start:end])) for start, end in spans(sentence)]
