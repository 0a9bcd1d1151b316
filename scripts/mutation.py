"""Mutation testing: one small fault after another is put into the program, and the tests must notice each.

    python scripts/mutation.py rules                   packages, or modules, of yuebao
    python scripts/mutation.py render/search search.js    `javascript` stands for all scripts
    python scripts/mutation.py --since main            what changed since a revision

mutmut puts the faults into Python and runs the tests that reach the function; the faults of the scripts are
Stryker's, switched on one after
another in a real browser (`tests/support/javascript_mutants.py`). Faults that no test noticed must stand in `docs/mutants.md` with the reason, and what stands
there must still exist: anything else ends with 1. The table goes to `build/mutation/`, beside the changes unnoticed.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "scripts/yuebao"
ASSETS: Final = f"{PACKAGE}/site/theme/assets"
JAVASCRIPT: Final = "javascript"
SCRIPTS: Final = {
    "search.js": ("tests/browser/test_search_results.py", "tests/browser/test_search.py"),
    "highlight.js": ("tests/browser/test_search_results.py", "tests/browser/test_search.py"),
    "tables.js": ("tests/browser/test_pages.py",),
    "display.js": ("tests/browser/test_pages.py",),
}
"""The scripts of the site and the tests that are to notice their faults, the quickest first."""
INSTRUMENTER: Final = "@stryker-mutator/instrumenter@9.6.1"
LIST: Final = ROOT / "docs/mutants.md"
RESULTS: Final = ROOT / "build/mutation"
USUAL: Final = ("rules",)
RULES: Final = "tests/rules"
"""The tests that are to notice every fault of `USUAL` by themselves."""
_COPIED: Final = ("tests", "schemas", "data", "docs", "mkdocs.yml", "pyproject.toml")
_OF_REPOSITORY: Final = re.compile(
    r"kept_files|package_modules|requirements|Makefile|environment\.sh|\.github"
)
"""Tests that look at the repository and not at what the program does."""
_NOTICED: Final = ("killed", "caught by type check", "timeout", "segfault")
_RESULT: Final = re.compile(r"^ +(\S+__mutmut_\d+): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Result:
    """What became of the faults of one package: how many ended how, and the names of those that were not noticed."""

    package: str
    counts: Counter[str]
    unnoticed: dict[str, str]

    def row(self) -> str:
        """A row of the table."""
        total, noticed = sum(self.counts.values()), sum(self.counts[status] for status in _NOTICED)
        cells = (total, self.counts["killed"], self.counts["timeout"], total - noticed)
        share = f"{100 * noticed / total:.1f}%" if total else ""
        return f"| {self.package} | {' | '.join(map(str, cells))} | {share} |"


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "packages", nargs="*", help="packages or modules of yuebao, the name of a script, or `javascript`"
    )
    parser.add_argument("--since", metavar="REV", help="the files that changed since this revision")
    parser.add_argument(
        "--tests", nargs="+", metavar="PATH", help="these tests instead of all that may notice"
    )
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    wanted = list(changed_since(asked.since)) if asked.since else (asked.packages or list(USUAL))
    scripts = [name for name in SCRIPTS if name in wanted or JAVASCRIPT in wanted]
    python = [name for name in wanted if name != JAVASCRIPT and name not in SCRIPTS]
    results = []
    with tempfile.TemporaryDirectory(prefix="yuebao-") as work:
        if python:
            results += of_python(python, asked.tests, asked.processes, Path(work))
        if scripts:
            results += of_javascript(Path(work), scripts, asked.tests)
    return judge(results)


def changed_since(revision: str) -> Iterator[str]:
    """The modules and the scripts that differ from the revision."""
    command = ["git", "diff", "--name-only", "-z", "--diff-filter=d", revision, "--", PACKAGE, ASSETS]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    names = [name for name in done.stdout.split("\0") if name]
    yield from (
        name.removeprefix(f"{PACKAGE}/").removesuffix(".py") for name in names if name.endswith(".py")
    )
    yield from (Path(name).name for name in names if Path(name).name in SCRIPTS)


def patterns(packages: Iterable[str]) -> list[str]:
    """The files of packages and modules, as mutmut wants them."""
    folder = ROOT / PACKAGE
    return [f"yuebao/{name}/*" if (folder / name).is_dir() else f"yuebao/{name}.py" for name in packages]


def tests_for(packages: Sequence[str]) -> list[str]:
    """All tests that may notice: for the rules their own, else every quick one that looks at what the program does."""
    if all(name.split("/")[0] in USUAL for name in packages):
        return [RULES]
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    apart = [path for path in files if _OF_REPOSITORY.search(path.read_text(encoding="utf-8"))]
    ignored = [f"--ignore={path.relative_to(ROOT)}" for path in (*apart, ROOT / "tests/browser")]
    return ["tests", "-m", "not slow and not browser and not race", *ignored]


def of_python(
    packages: Sequence[str], tests: Sequence[str] | None, processes: int, work: Path
) -> Iterator[Result]:
    """Run mutmut on a copy in which the package stands at the top, as mutmut needs it."""
    folder = work / "python"
    folder.mkdir()
    shutil.copytree(ROOT / PACKAGE, folder / "yuebao", ignore=shutil.ignore_patterns("__pycache__"))
    for name in _COPIED:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder)
    # Programs that tests start look for the package in `scripts`: they get the changed one, too.
    (folder / "mutants").mkdir()
    (folder / "mutants/scripts").symlink_to(".")
    configure(folder / "pyproject.toml", packages, list(tests or tests_for(packages)))
    command = [sys.executable, "-m", "mutmut"]
    log = folder / "log"
    with log.open("wb") as stream:
        run = [*command, "run", "--max-children", str(processes)]
        done = subprocess.run(run, cwd=folder, stdout=stream, stderr=stream, check=False)
    if done.returncode:
        sys.exit("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]))
    listing = subprocess.run(
        [*command, "results", "--all", "true"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    found = _RESULT.findall(listing)
    for package in packages:
        dotted = f"yuebao.{package.replace('/', '.')}."
        own = [(name, status) for name, status in found if name.startswith(dotted)]
        left = [name for name, status in own if status not in _NOTICED]
        yield Result(
            package, Counter(status for _, status in own), {name: shown(folder, name) for name in left}
        )


def of_javascript(work: Path, scripts: Sequence[str], tests: Sequence[str] | None) -> Iterator[Result]:
    """Have Stryker write all faults of a script into one, then run the browser tests with each of them on."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            sys.exit(
                f"JavaScript 的变异测试要用 {program}，这台机器上没有找到；只做 Python 的，请不要写 javascript。"
            )
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(work), INSTRUMENTER]
    subprocess.run(install, check=True)
    shutil.copy(ROOT / "scripts/instrument.mjs", work)
    for script in scripts:
        folder = work / script
        folder.mkdir()
        subprocess.run(
            ["node", str(work / "instrument.mjs"), str(folder), str(ROOT / ASSETS / script)], check=True
        )
        command = [sys.executable, "-m", "pytest", "-q", "-p", "javascript_mutants", "--mutants", str(folder)]
        subprocess.run([*command, *(tests or SCRIPTS[script])], cwd=ROOT, check=True)
        noticed = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        told = {
            f"{script}:{mutant['id']}": f"第 {mutant['line']} 行 {mutant['kind']}：{mutant['replacement']}"
            for mutant in json.loads((folder / f"{script}.json").read_text(encoding="utf-8"))
        }
        counts = Counter("killed" if by else "survived" for by in noticed.values())
        yield Result(script, counts, {name: told[name] for name, by in noticed.items() if not by})


def configure(project: Path, packages: Sequence[str], tests: list[str]) -> None:
    """Tell mutmut what to change and which tests to run. `assert` is written for the type checker alone, and the
    registry of the kinds of rules has run before any fault is switched on."""
    text = project.read_text(encoding="utf-8").replace('pythonpath = ["scripts", "."]', 'pythonpath = ["."]')
    lines = [
        "",
        "[tool.mutmut]",
        'source_paths = ["yuebao/"]',
        f"only_mutate = {patterns(packages)!r}",
        'do_not_mutate = ["yuebao/rules/registry.py"]',
        r"do_not_mutate_patterns = ['^\s*assert ']",
        f"pytest_add_cli_args_test_selection = {tests!r}",
        'also_copy = ["data", "schemas", "docs", "mkdocs.yml"]',
    ]
    project.write_text(text + "\n".join([*lines, ""]), encoding="utf-8")


def shown(folder: Path, name: str) -> str:
    """The fault as a difference."""
    command = [sys.executable, "-m", "mutmut", "show", name]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def judge(results: Sequence[Result]) -> int:
    """Print and keep the table; compare what was not noticed with the list of `docs/mutants.md`."""
    head = ["| 程序 | 改错 | 发现 | 超时 | 没有发现 | 发现的比例 |", "|---|---|---|---|---|---|"]
    table = "\n".join([*head, *(result.row() for result in results), ""])
    listed = set(re.findall(r"`([a-z]\S*?__mutmut_\d+|\w+\.js:\S+?)`", LIST.read_text(encoding="utf-8")))
    unnoticed = {name: text for result in results for name, text in result.unnoticed.items()}
    new = sorted(unnoticed.keys() - listed)
    own = tuple(
        f"{result.package}:" if result.package in SCRIPTS else f"yuebao.{result.package.replace('/', '.')}."
        for result in results
    )
    gone = sorted(name for name in listed - unnoticed.keys() if name.startswith(own))
    said = [table, *(f"没有发现，docs/mutants.md 里也没有说明：{name}\n{unnoticed[name]}" for name in new)]
    said += [f"docs/mutants.md 里列着，现在发现得了，或者已经没有：{name}" for name in gone]
    said.append(f"没有发现的 {len(unnoticed)} 处，已说明 {len(unnoticed.keys() & listed)} 处。")
    RESULTS.mkdir(parents=True, exist_ok=True)
    name = "+".join(result.package.replace("/", ".") for result in results)
    (RESULTS / f"{name}.txt").write_text("\n".join([*said, ""]), encoding="utf-8")
    print("\n".join(said))
    return 1 if new or gone else 0


if __name__ == "__main__":
    sys.exit(main())
