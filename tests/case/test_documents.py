"""Documents come into a case once each, under names that every system can keep, and nothing there is overwritten."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvon import case as cases
from karvon.case import Case
from karvon.case.documents import LONGEST, free_name, safe_name


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return cases.new(tmp_path / "pair", ("KGZ", "TJK"))


def file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def contents(case: Case) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in case.documents()}


def test_the_same_content_is_one_document(case: Case, tmp_path: Path) -> None:
    first, second = file(tmp_path / "a.txt", "same"), file(tmp_path / "b.txt", "same")
    assert case.add([first, second]) == ("a.txt",)
    assert case.add([second]) == ()
    assert contents(case) == {"a.txt": "same"}


def test_other_content_of_the_same_name_gets_a_name_of_its_own(case: Case, tmp_path: Path) -> None:
    named = [("1", "A.txt"), ("2", "A.txt"), ("3", "a.TXT")]
    one, two, three = (file(tmp_path / part / name, part) for part, name in named)
    added = case.add([one]) + case.add([two, three])
    assert len({name.casefold() for name in added}) == 3
    assert sorted(contents(case).values()) == ["1", "2", "3"]
    assert contents(case)["A.txt"] == "1"


def test_a_name_does_not_depend_on_the_order_of_later_copies(tmp_path: Path) -> None:
    base, two, three = (file(tmp_path / part / "a.txt", part) for part in "123")
    named = []
    for order in ([two, three], [three, two]):
        case = cases.new(tmp_path / f"case-{order[0].parent.name}", ("KGZ", "TJK"))
        case.add([base])
        case.add(order)
        named.append(contents(case))
    assert named[0] == named[1]


def test_folders_are_walked_and_hidden_files_left_out(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    for name in ["b.txt", "deep/er/a.html", ".hidden", ".git/config", "Thumbs.db"]:
        file(folder / name, name)
    assert case.add([folder]) == ("b.txt", "a.html")


def test_a_folder_around_the_case_does_not_bring_the_case_into_itself(case: Case, tmp_path: Path) -> None:
    case.registry().close()
    file(tmp_path / "a.txt", "article")
    assert case.add([tmp_path]) == ("a.txt",)
    assert case.add([case.folder]) == ()
    inbox = file(case.folder / "inbox" / "b.txt", "another").parent
    assert case.add([inbox]) == ("b.txt",)


def test_documents_stand_in_the_order_of_their_names(case: Case) -> None:
    for name in ["b.txt", "a.txt", "я.txt", "sub/c.txt", "B.txt"]:
        file(case.folder / "documents" / name, name)
    assert [path.name for path in case.documents()] == ["B.txt", "a.txt", "b.txt", "c.txt", "я.txt"]


def test_a_case_without_documents_has_none(case: Case) -> None:
    (case.folder / "documents").rmdir()
    assert case.documents() == ()


def test_one_bad_file_does_not_stop_the_others(case: Case, tmp_path: Path) -> None:
    good = file(tmp_path / "good.txt", "good")
    with pytest.raises(FileNotFoundError, match=r"gone\.txt"):
        case.add([tmp_path / "gone.txt", good])
    assert contents(case) == {"good.txt": "good"}


def test_an_interrupted_copy_leaves_no_half_document(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = file(tmp_path / "a.txt", "article")

    def interrupted(source: Path, target: Path) -> None:
        target.write_text("arti")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfile", interrupted)
        with pytest.raises(KeyboardInterrupt):
            case.add([article])
    assert list((case.folder / "documents").iterdir()) == []
    assert case.add([article]) == ("a.txt",)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Статья 15 ноября.html", "Статья 15 ноября.html"),
        ("a:b?c*.txt", "a_b_c_.txt"),
        ("..hidden.txt", "hidden.txt"),
        ("end. . ", "end"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        (" ", "document"),
        ("a\nb.txt", "a_b.txt"),
        ("no.suffix-but-a-very-long-ending-of-words", "no.suffix-but-a-very-long-ending-of-words"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_every_name_becomes_one_that_all_systems_keep(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= LONGEST + 1
    assert not set(safe) & set('<>:"/\\|?*\n\t\0')
    assert safe.strip(" .") == safe
    assert unicodedata.is_normalized("NFC", safe)
    assert safe_name(safe) == safe


def test_a_name_that_is_no_text_is_kept_as_far_as_it_is() -> None:
    assert safe_name(os.fsdecode(b"\xf1\xf2.txt")) == "��.txt"


def test_a_name_is_free_even_when_its_first_choice_is_taken() -> None:
    digest = "0123456789abcdef"
    taken = ["a.txt", "a-01234567.txt", "A-012345678.TXT"]
    assert free_name("a.txt", digest, taken) == "a-0123456789.txt"
