"""Compiles the reader with mypyc into the environment of Python that runs this, where `karvon.compiled` finds it.

Run: make compiled. It asks for a C compiler and the headers of Python, and takes some minutes. Without any of it the
reader runs as it is written, only slower; a source changed since is never read in a compiled form of what it was.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

from native import foreign, rewritten

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from karvon import compiled  # noqa: E402

BEGIN = "reader"
SETTINGS = """[mypy]
mypy_path = src
explicit_package_bases = true
ignore_missing_imports = true
disable_error_code = var-annotated, misc
cache_dir = cache
[mypy-karvon.case]
follow_imports = skip
"""
MADE_OF, MADE_BY = "made-of", "made-by"


def main() -> int:
    """Compile the reader unless it is; the exit code is 1 where this machine cannot, 2 where the compiler failed."""
    target = (compiled.builds() or Path(sys.prefix, "share", "karvon")) / compiled.digest()
    if target.is_dir() and (target / MADE_BY).read_text(encoding="utf-8") == made_by():
        print(f"The reader is compiled: {target}")
        return 0
    if missing := lacking():
        print(f"The reader is not compiled and runs as it is written, with the same results: {missing}")
        return 1
    print("Compiling the reader, which takes some minutes …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        modules = prepared(work)
        command = [sys.executable, __file__, "build", *modules]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        if done.returncode:
            print(*told(done.stdout + done.stderr), sep="\n")
            print("The reader is not compiled and runs as it is written, with the same results.")
            return 2
        keep(work, target)
    print(f"The reader is compiled: {target}")
    return 0


def made_by() -> str:
    """Return what tells this way of compiling from any other: the scripts and the version of mypy."""
    scripts = (Path(__file__).with_name(name).read_bytes() for name in ("compile.py", "native.py"))
    return f"mypy {version('mypy')} {hashlib.sha256(b''.join(scripts)).hexdigest()}"


def told(output: str) -> list[str]:
    """Return the last lines of what the compiler said, without its remarks on what it compiles otherwise."""
    return [line for line in output.splitlines() if "Treating generator" not in line][-20:]


def lacking() -> str:
    """Return what this machine lacks for compiling and what to do about it, nothing where it has all of it."""
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"there is no C compiler {compiler} (on Debian and Ubuntu: apt-get install gcc libc6-dev)"
    headers = Path(sysconfig.get_path("include")) / "Python.h"
    return "" if headers.exists() else f"{headers} is missing (on Debian and Ubuntu: apt-get install python3-dev)"


def prepared(work: Path) -> list[str]:
    """Write the sources as the compiler is to see them into a folder; return the files to compile, in order."""
    house = work / "src" / "karvon"
    for room in compiled.ROOMS:
        shutil.copytree(compiled.HOUSE / room, house / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(compiled.HOUSE / "__init__.py", house)
    (work / "mypy.ini").write_text(SETTINGS, encoding="utf-8")
    paths = [house / "read" / f"{name}.py" for name in needed(house / "read", BEGIN)]
    files = [path for path in paths if not foreign(path.read_text(encoding="utf-8"))]
    for path in files:
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
    return [str(path.relative_to(work)) for path in files]


def needed(room: Path, begin: str) -> list[str]:
    """Return the modules of a room that one of them imports, itself among them, in the order of their names."""
    found: set[str] = set()
    waiting = [begin]
    while waiting:
        name = waiting.pop()
        if name not in found and (room / f"{name}.py").exists():
            found.add(name)
            waiting += imported((room / f"{name}.py").read_text(encoding="utf-8"))
    return sorted(found)


def imported(source: str) -> list[str]:
    """Return the modules of the room of reading that a source imports."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "karvon.read":
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("karvon.read."):
            names.append((node.module or "").rpartition(".")[2])
    return names


def build(modules: list[str]) -> int:
    """Turn modules of the folder that this runs in into C, and that into machine code on all cores, beside them."""
    from mypyc.build import mypycify  # noqa: PLC0415

    parts = mypycify(["--config-file=mypy.ini", *modules], opt_level="1", debug_level="0", multi_file=True)
    compiler = compiler_of_c()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(object_of, compiler, part, source) for part in parts for source in part.sources]
        objects = {job.result()[0]: job.result()[1] for job in jobs}
    ending = sysconfig.get_config_var("EXT_SUFFIX")
    for part in parts:
        path = Path("built", *part.name.split(".")).with_suffix(ending)
        compiler.link_shared_object([objects[part.name, source] for source in part.sources], str(path))
    return 0


def compiler_of_c() -> Any:
    """Return the compiler that extensions of this Python are made with; setuptools, which mypyc loads, brings it."""
    from distutils.ccompiler import new_compiler  # noqa: PLC0415
    from distutils.sysconfig import customize_compiler  # noqa: PLC0415

    compiler = new_compiler()
    customize_compiler(compiler)
    return compiler


def object_of(compiler: Any, part: Any, source: str) -> tuple[tuple[str, str], str]:
    """Compile one source in C and return whose it is and where its machine code stands."""
    include = [*part.include_dirs, sysconfig.get_path("include")]
    options = {"include_dirs": include, "extra_postargs": [*part.extra_compile_args, "-Wno-error"]}
    return (part.name, source), compiler.compile([source], output_dir=f"objects/{part.name}", **options)[0]


def keep(work: Path, target: Path) -> None:
    """Move what was built to where the reader looks for it, in one step, for earlier builds of it or this folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for earlier in target.parent.iterdir():
        mark = earlier / MADE_OF
        own = mark.exists() and mark.read_text(encoding="utf-8") == str(compiled.HOUSE)
        if own or earlier == target:
            shutil.rmtree(earlier)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        beside = Path(folder, target.name)
        shutil.copytree(work / "built", beside)
        (beside / MADE_OF).write_text(str(compiled.HOUSE), encoding="utf-8")
        (beside / MADE_BY).write_text(made_by(), encoding="utf-8")
        beside.rename(target)


if __name__ == "__main__":
    sys.exit(build(sys.argv[2:]) if sys.argv[1:2] == ["build"] else main())
