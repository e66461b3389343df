"""The wheel carries everything a run needs: modules, vocabulary, phrases, templates, migrations, the bundled case."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.project.tracked import ROOT, tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel from the project as it stands, without a network."""
    target = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(target)], cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(target.glob("*.whl")))


def test_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    package = ROOT / "src"
    expected = {path.relative_to(package).as_posix() for path in tracked() if path.is_relative_to(package)}
    assert expected - set(wheel.namelist()) == set()


def test_wheel_holds_the_bundled_case(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert "karvon/cases/kz-uz/case.toml" in names
    assert any(name.startswith("karvon/cases/kz-uz/documents/") for name in names)
    assert any(name.startswith("karvon/cases/kz-uz/tables/") for name in names)


def test_wheel_holds_licence_and_notice(wheel: zipfile.ZipFile) -> None:
    last = {Path(name).name for name in wheel.namelist() if ".dist-info/licenses/" in name}
    assert last == {"LICENSE", "NOTICE"}


def test_wheel_holds_no_tests_and_nothing_of_a_run(wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if not name.startswith(("karvon/", "karvon-"))] == []
    assert [name for name in wheel.namelist() if name.endswith((".pyc", ".db")) or "/.karvon/" in name] == []
