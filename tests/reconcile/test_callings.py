"""Names of things: one name in two scripts, and the names that stand in the sentence of a figure."""

import pytest
from tests.reconcile.making import claim, document

from karvon.reconcile.callings import calling, callings, one_calling, skeleton


def _one(left: str, right: str) -> bool:
    return one_calling(
        [skeleton(word) for word in left.split()], [skeleton(word) for word in right.split()], wanted=True
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [("Джавахк", "Javakhk"), ("Спитамен", "Spitamen"), ("Учкудук", "Uchkuduk"), ("Хоргос", "Khorgos"), ("Кура", "Kura"),
     ("Ченгельды", "Chengeldy"), ("Жезказган", "Zhezkazgan"), ("Шёлковый путь", "Shelkovyi put"),
     ("Янгиер", "Yangier"), ("Фуркат", "Furqat")],
)  # fmt: skip
def test_a_name_is_one_in_both_scripts(left: str, right: str) -> None:
    assert _one(left, right)
    assert _one(right, left)


@pytest.mark.parametrize(("left", "right"), [("Актау", "Актобе"), ("Карлык", "Karatau"), ("Кура", "Kara"), ("", "")])
def test_names_of_other_sounds_are_other_names(left: str, right: str) -> None:
    assert not _one(left, right)


def test_names_are_those_of_the_sentence_and_countries_are_none() -> None:
    text = "The plant stands. Laos will widen the “Bolaven” terminal at Pakse to 5 billion. Nepal agreed."
    told = claim("a", "capacity", "5 billion", start=text.index("5 billion"), end=text.index("5 billion") + 9)
    names = callings(told, document(text=text), ("LAO", "NPL"))
    assert names[0][0] == "«"
    assert len(names) == 3
    assert not callings(told, document(text="other words"), ("LAO", "NPL"))


def test_a_name_in_quotation_marks_may_stand_beside_its_kind() -> None:
    text = "The “Kura” Business Council was set up."
    at = text.index("Business")
    told = claim("a", "capacity", "1", start=at, end=at + 16, quote="Business Council")
    assert calling(told, document(text=text)) == "kura"
    assert calling(told, None) is None


def test_a_quoted_name_of_one_sentence_has_to_stand_in_the_other() -> None:
    assert one_calling(("«krlk",), ("krlk", "dstk"), wanted=True)
    assert not one_calling(("«krlk",), ("dstk",), wanted=False)
    assert not one_calling(("«krlk",), (), wanted=False)
    assert one_calling((), (), wanted=False)
    assert not one_calling(("krlk",), ("dstk",), wanted=True)


def test_signs_and_figures_in_quotation_marks_are_no_name() -> None:
    text = "The “5+5” meeting wants the Bolaven terminal to hold 5 billion."
    told = claim("a", "capacity", "5 billion", start=text.index("5 billion"), end=text.index("5 billion") + 9)
    names = callings(told, document(text=text), ("LAO", "NPL"))
    assert not one_calling(names, ("krlk",), wanted=True)
    assert one_calling(names, ("balavin",), wanted=True)
