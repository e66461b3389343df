"""Set-up takes pinned packages only, finds a Python that is new enough, and follows the machine's own settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.project.scripts import loaded
from tests.project.tracked import ROOT

setup = loaded("setup")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_lock_holds_pinned_packages_with_hashes_and_nothing_else(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not setup.pins(line)] == []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if "==" in line:
            assert following.startswith("    --hash=sha256:"), line


def test_tools_of_set_up_are_locked_too() -> None:
    names = {line.split("==")[0] for line in (ROOT / setup.BOOTSTRAP).read_text(encoding="utf-8").splitlines()}
    assert {"uv", "hatchling"} <= names


def test_only_pins_and_hashes_reach_a_lock() -> None:
    kept = ["alembic==1.20.1 \\", "    --hash=sha256:83490def"]
    written = [
        "warning: an option is deprecated",
        "--index-url https://index.example.org/simple",
        "    # via altair",
        "",
    ]
    assert [line for line in [*written, *kept] if setup.pins(line)] == kept


def test_settings_of_pip_are_handed_to_uv_and_the_most_particular_wins() -> None:
    settings = "\n".join(
        [
            ":env:.find-links='/wheels /more'",
            "global.cert='/etc/certificates.pem'",
            "global.extra-index-url='file:///one file:///two'",
            "global.find-links='/ignored'",
            "global.index-url='https://index.example.org/simple'",
            "global.require-virtualenv='true'",
            "install.index-url='https://other.example.org/simple'",
        ]
    )
    assert setup.translated(settings) == {
        "UV_FIND_LINKS": "/wheels,/more",
        "SSL_CERT_FILE": "/etc/certificates.pem",
        "UV_INDEX": "file:///one file:///two",
        "UV_DEFAULT_INDEX": "https://other.example.org/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_without_settings_nothing_is_handed_over() -> None:
    assert setup.translated("") == {}


def test_settings_of_uv_itself_are_the_only_ones_that_count(tmp_path: Path) -> None:
    plain = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert setup.uv_configured({**plain, "UV_DEFAULT_INDEX": "https://index.example.org/simple"})
    (tmp_path / "uv").mkdir()
    (tmp_path / "uv" / "uv.toml").touch()
    assert setup.uv_configured(plain)


def python(folder: Path, name: str, code: int) -> None:
    """Write a command that answers the question for its version with an exit code."""
    command = folder / name
    command.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    command.chmod(0o755)


def found(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Look for a Python where only the commands of a folder exist."""
    script = ROOT / "scripts" / "find-python"
    return subprocess.run(
        ["/bin/sh", script], env={"PATH": str(folder), **environment}, capture_output=True, text=True, check=False
    )


def test_first_python_that_is_new_enough_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "with a space"
    folder.mkdir()
    python(folder, "python3", 1)
    python(folder, "python3.12", 0)
    assert found(folder).stdout == f"{folder}/python3.12\n"


def test_named_python_comes_first(tmp_path: Path) -> None:
    python(tmp_path, "python3", 0)
    python(tmp_path, "mine", 0)
    assert found(tmp_path, PYTHON=str(tmp_path / "mine")).stdout == f"{tmp_path}/mine\n"


def test_no_python_is_told_with_the_remedy(tmp_path: Path) -> None:
    python(tmp_path, "python3", 1)
    answer = found(tmp_path)
    assert answer.returncode == 1
    assert "Python 3.11 or newer" in answer.stderr
    assert "PYTHON=" in answer.stderr


def test_scripts_of_the_build_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert "make" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
