"""The part of `scripts/mutation.py` for the scripts of pages: Stryker writes all faults of a script into one, which are
switched on one after another in a real browser, on a copy of the project.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from python_faults import NOTICED, PACKAGE, ROOT, Result, copy, draw

INSTRUMENTER: Final = "@stryker-mutator/instrumenter@9.6.1"
_BROWSER: Final = "tests/browser"


def scripts_there() -> dict[str, Path]:
    """The scripts of the program by their names."""
    return {path.name: path for path in sorted((ROOT / PACKAGE).rglob("*.js"))}


def tests_of(script: Path) -> list[str]:
    """The tests that are to notice the faults of a script: those that bear its name, else the first word of it, else the
    name of the nearest folder of the program that any bears, else all; first those of small pages, which take the least
    time."""
    folders = script.relative_to(ROOT / PACKAGE).parent.parts
    for name in (script.stem.replace("-", "_"), script.stem.partition("-")[0], *reversed(folders)):
        found = sorted(
            (ROOT / _BROWSER).glob(f"test_{name}*.py"),
            key=lambda path: (not path.stem.endswith("_alone"), path.stem),
        )
        if found:
            return [path.relative_to(ROOT).as_posix() for path in found]
    return [_BROWSER]


def of_javascript(
    scripts: Sequence[str], tests: Sequence[str] | None, sample: int | None, seed: str, work: Path
) -> Iterator[Result]:
    """Try the faults of scripts, all or a sample of each."""
    install(work)
    project = work / "project"
    copy(project)
    for name in scripts:
        script = scripts_there()[name]
        mutants = instrumented(script, work / name)
        drawn = draw(list(mutants), sample, seed)
        listing = work / name / f"{name}.json"
        listing.write_text(json.dumps([mutants[each] for each in drawn]), encoding="utf-8")
        noticed = tried(project, work / name, tests or tests_of(script))
        told = {
            each: f"第 {one['line']} 行 {one['kind']}：{one['replacement']}" for each, one in mutants.items()
        }
        status = {each: NOTICED[0] if by else "survived" for each, by in noticed.items()}
        unnoticed = {each: told[each] for each, by in noticed.items() if not by}
        yield Result(name, frozenset(mutants), status, unnoticed)


def install(work: Path) -> None:
    """Fetch what writes faults into scripts."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            sys.exit(
                f"JavaScript 的变异测试要用 {program}，这台机器上没有找到；只做 Python 的，请不要写 javascript。"
            )
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(work), INSTRUMENTER]
    subprocess.run(npm, check=True)
    shutil.copy(ROOT / "scripts/instrument.mjs", work)


def instrumented(script: Path, folder: Path) -> dict[str, Any]:
    """The faults of a script by their names; ``folder`` gets the script that holds them all."""
    folder.mkdir()
    subprocess.run(["node", str(folder.parent / "instrument.mjs"), str(folder), str(script)], check=True)
    listed = json.loads((folder / f"{script.name}.json").read_text(encoding="utf-8"))
    return {f"{script.name}:{one['id']}": one for one in listed}


def tried(project: Path, folder: Path, tests: Sequence[str]) -> dict[str, str]:
    """Which test noticed each fault; empty where none did."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.javascript_mutants"]
    subprocess.run([*command, "--mutants", str(folder), *tests], cwd=project, check=True)
    found: dict[str, str] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return found
