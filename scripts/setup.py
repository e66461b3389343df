"""Prepares .venv for `make`: setup.py run MARK, setup.py dev MARK MARK, setup.py bench MARK, setup.py lock.

Runs on the system's Python with nothing installed. The packages are the pinned ones of requirements/, each checked
by its hash; where they come from is the machine's own choice (pip's and uv's settings), never ours.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
DEV_EXTRAS = ("--extra", "dev", "--extra", "cluster", "--extra", "sdmx")
BENCH = ROOT / ".venv-bench"
BOOTSTRAP = "requirements/bootstrap.txt"

# pip's setting -> uv's variable. Every package is held by its hash, so any index that has the file will do.
SAME_SETTING = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
COMMA_SEPARATED = {"find-links"}
PARTIAL = {"UV_INDEX", "UV_FIND_LINKS"}  # local collections lack the files of other systems, a lock needs them all
SECTIONS = ("global", "install", ":env:")  # the later one wins

NO_VENV = """Python at {python} cannot make a virtual environment: its venv module is not complete.
On Debian and Ubuntu a package adds it: apt-get install {package}
Then run the same make command again. Or name another Python: PYTHON=/path/to/python3.11 make setup"""


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit code is that of the first command that failed."""
    os.chdir(ROOT)
    try:
        if arguments[:1] == ["lock"]:
            lock()
        elif arguments[:1] == ["bench"]:
            install_rivals(Path(arguments[1]))
        else:
            install(arguments[0], [Path(mark) for mark in arguments[1:]])
    except subprocess.CalledProcessError as error:
        print(f"Set-up stopped: {Path(error.cmd[0]).name} failed (exit code {error.returncode}), its words are above.")
        return 1
    return 0


def install(which: str, marks: list[Path]) -> None:
    """Bring .venv to the packages of requirements/{which}.txt and leave the marks that make looks at."""
    if not usable():
        create()
    print("Setting up: the installer, checked by hash …", flush=True)
    pip = outside_pip() if not has_pip(PYTHON) else [str(PYTHON), "-m", "pip"]
    quiet = ["--quiet", "--quiet", "--disable-pip-version-check"]
    call([*pip, "install", *quiet, "--require-hashes", "-r", BOOTSTRAP])
    print(f"Setting up: the packages of requirements/{which}.txt …", flush=True)
    environment = uv_environment()
    call([str(UV), "pip", "install", "--require-hashes", "-r", f"requirements/{which}.txt"], environment)
    call([str(UV), "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", "."], environment)
    for mark in marks:
        mark.touch()


def install_rivals(mark: Path) -> None:
    """Bring the programs that bench/ measures Karvon against into a .venv-bench of their own, and leave the mark."""
    print("Setting up: the packages of requirements/bench.txt in .venv-bench …", flush=True)
    call([str(UV), "venv", "--quiet", "--clear", "--python", str(PYTHON), str(BENCH)])
    environment = {**uv_environment(), "VIRTUAL_ENV": str(BENCH)}
    call([str(UV), "pip", "install", "--require-hashes", "-r", "requirements/bench.txt"], environment)
    mark.touch()


def lock() -> None:
    """Write requirements/*.txt anew: the newest packages that pyproject.toml allows, with hashes and without hosts."""
    compile_lock("requirements/run.txt", ["pyproject.toml"])
    compile_lock("requirements/dev.txt", ["pyproject.toml", *DEV_EXTRAS, "-c", "requirements/run.txt"])
    compile_lock(BOOTSTRAP, ["requirements/bootstrap.in", "-c", "requirements/dev.txt"])
    compile_lock("requirements/bench.txt", ["requirements/bench.in"])


def compile_lock(target: str, sources: list[str]) -> None:
    """Write one lock file; only pinned packages and their hashes reach it."""
    style = ["--universal", "--generate-hashes", "--no-annotate", "--no-header", "--quiet", "--upgrade"]
    whole_index = {name: value for name, value in uv_environment().items() if name not in PARTIAL}
    call([str(UV), "pip", "compile", *style, *sources, "--output-file", target], whole_index)
    lines = Path(target).read_text(encoding="utf-8").splitlines()
    Path(target).write_text("".join(f"{line}\n" for line in lines if pins(line)), encoding="utf-8")
    print(f"{target}: {sum('==' in line for line in lines)} packages", flush=True)


def pins(line: str) -> bool:
    """Say whether a line of a lock file pins a package or gives one of its hashes."""
    return bool(re.match(r"[A-Za-z0-9._-]+==|    --hash=", line))


def usable() -> bool:
    """Say whether .venv holds a Python that still runs, is new enough and was made for this very folder."""
    question = "import sys; print(sys.prefix if sys.version_info >= (3, 11) else '')"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    config = VENV / "pyvenv.cfg"
    made_here = str(VENV) in config.read_text(encoding="utf-8") if config.exists() else False
    return made_here and answer.stdout.strip() == str(VENV)


def create() -> None:
    """Make .venv anew; where Debian left out ensurepip use an outside pip, else install it (root) or say how."""
    print(f"Setting up: .venv with Python {sys.version.split()[0]} …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if not has_ensurepip() and not has_pip(sys.executable):
        add_ensurepip()
    without = [] if has_ensurepip() else ["--without-pip"]
    call([sys.executable, "-m", "venv", *without, str(VENV)])


def has_ensurepip() -> bool:
    """Say whether this Python can put pip into a new environment by itself."""
    question = [sys.executable, "-m", "ensurepip", "--version"]
    return subprocess.run(question, capture_output=True, check=False).returncode == 0


def has_pip(python: str | Path) -> bool:
    """Say whether a Python has pip."""
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def outside_pip() -> list[str]:
    """Return the command of this Python's own pip, working on .venv."""
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def add_ensurepip() -> None:
    """Install Debian's venv package when we may; leave with a clear message when not."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(NO_VENV.format(python=sys.executable, package=package))
    print(f"Setting up: {package} from the system's packages …", flush=True)
    call(["apt-get", "update", "-qq"])
    call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package])
    if not has_ensurepip():
        sys.exit(NO_VENV.format(python=sys.executable, package=package))


def uv_environment() -> dict[str, str]:
    """Return the environment for uv: the machine's, completed by what its pip is told and uv would not know."""
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    environment.setdefault("UV_SYSTEM_CERTS", "1")
    if not uv_configured(environment):
        settings = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
        for name, value in translated(settings.stdout).items():
            environment.setdefault(name, value)
    return environment


def uv_configured(environment: Mapping[str, str]) -> bool:
    """Say whether the machine has settings for uv itself; those are then the only ones that count."""
    home = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    named = {"UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_CONFIG_FILE", "UV_OFFLINE"}
    files = [home / "uv" / "uv.toml", Path("/etc/uv/uv.toml"), Path("/etc/xdg/uv/uv.toml")]
    return any(name in environment for name in named) or any(path.exists() for path in files)


def translated(settings: str) -> dict[str, str]:
    """Return uv's variables for the output of `pip config list`."""
    found: dict[str, str] = {}
    for section in SECTIONS:
        for line in settings.splitlines():
            key, _, quoted = line.partition("=")
            place, _, option = key.rpartition(".")
            if place == section and option in SAME_SETTING:
                values = str(ast.literal_eval(quoted)).split()
                found[SAME_SETTING[option]] = ("," if option in COMMA_SEPARATED else " ").join(values)
    if "UV_INDEX" in found:
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return found


def call(command: list[str], environment: Mapping[str, str] | None = None) -> None:
    """Run a command and let it speak; CalledProcessError when it fails."""
    subprocess.run(command, check=True, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
