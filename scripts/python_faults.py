"""The part of `scripts/mutation.py` for Python: mutmut puts the faults in, on a copy of the project.

First every fault meets the tests that mirror its package; those that pass go on to all quick tests that reach the
function. A fault that nothing notices costs every test that it meets, so these are taken by turns from each file, the
quickest first, until they would take `ENOUGH` seconds.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "scripts/yuebao"
USUAL: Final = ("rules",)
"""The tests that mirror these packages are to notice every fault by themselves, the slow ones too."""
ENOUGH: Final = 60.0
QUICK: Final = ("-m", "not slow and not browser and not race")
NOTICED: Final = ("killed", "caught by type check", "timeout", "segfault")
_COPIED: Final = ("tests", "schemas", "data", "docs", "mkdocs.yml", "pyproject.toml", "README.md")
_OF_REPOSITORY: Final = re.compile(
    r"kept_files|package_modules|requirements|Makefile|environment\.sh|\.github|generated_pages|import release"
)
"""Tests that look at the repository and not at what the program does."""
_RESULT: Final = re.compile(r"^ +(\S+__mutmut_\d+): (.+)$", re.MULTILINE)
_MUTMUT: Final = (sys.executable, "-m", "mutmut")
_PLUGIN: Final = "mutmut_children"
_STATISTICS: Final = "mutants/mutmut-stats.json"


@dataclass(frozen=True)
class Result:
    """What became of the faults of one package: which there are, how those that were tried ended, and the differences
    that nothing noticed."""

    package: str
    existing: frozenset[str]
    status: Mapping[str, str]
    unnoticed: Mapping[str, str]

    def row(self, listed: Iterable[str]) -> str:
        """A row of the table; `listed` has a reason each."""
        counts = Counter(self.status.values())
        tried, left = len(self.status), len(self.unnoticed)
        told = len(self.unnoticed.keys() & set(listed))
        share = f"{100 * (tried - left) / tried:.1f}%" if tried else ""
        cells = (len(self.existing), tried, tried - left, counts["timeout"], left, told, share)
        return f"| `{self.package}` | {' | '.join(map(str, cells))} |"


def of_python(
    packages: Sequence[str], tests: Sequence[str] | None, processes: int, sample: int | None, work: Path
) -> Iterator[Result]:
    """Try the faults of packages and modules, all or a sample of each."""
    folder = work / "python"
    copy(folder)
    stages = [list(tests)] if tests else [*nearest(packages), *([] if usual(packages) else [all_quick()])]
    configure(folder / "pyproject.toml", packages, stages[0])
    existing = {package: faults(folder, package) for package in packages}
    drawn = {package: draw(names, sample) for package, names in existing.items()}
    status = dict.fromkeys(chain.from_iterable(drawn.values()), "not checked")
    for selection in stages:
        left = [name for name, state in status.items() if state not in NOTICED]
        if left:
            print(f"{len(left)} 处改错，测试：{' '.join(selection[:3])} ……", file=sys.stderr, flush=True)
            configure(folder / "pyproject.toml", packages, selection)
            status |= tried(folder, left, processes)
    for package in packages:
        own = {name: status[name] for name in drawn[package]}
        unnoticed = {name: shown(folder, name) for name, state in own.items() if state not in NOTICED}
        yield Result(package, frozenset(existing[package]), own, unnoticed)


def copy(folder: Path) -> None:
    """Lay the package at the top, as mutmut needs it, and beside it what the tests read."""
    folder.mkdir()
    shutil.copytree(ROOT / PACKAGE, folder / "yuebao", ignore=shutil.ignore_patterns("__pycache__"))
    for name in _COPIED:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder)
    shutil.copy(ROOT / "scripts" / f"{_PLUGIN}.py", folder)
    shutil.copytree(
        ROOT / "scripts/handbook", folder / "handbook"
    )  # in `scripts` once that is linked, see below
    # Programs that tests start look for the package in `scripts`: they get the changed one, too.
    (folder / "mutants").mkdir()
    (folder / "mutants/scripts").symlink_to(".")


def usual(packages: Iterable[str]) -> bool:
    """Whether the tests that mirror the packages must do."""
    return all(name.split("/")[0] in USUAL for name in packages)


def nearest(packages: Sequence[str]) -> list[list[str]]:
    """The tests that mirror the packages; nothing, where no tests do."""
    names = sorted({name.split("/")[0] for name in packages})
    folders = [f"{place}/{name}" for name in names for place in ("tests", "tests/real_month")]
    there = [name for name in folders if (ROOT / name).is_dir()]
    if usual(packages):
        return [there]
    return [[*there, *QUICK, *apart(there)]] if there else []


def all_quick() -> list[str]:
    """Every quick test that looks at what the program does."""
    return ["tests", *QUICK, *apart(["tests"]), "--ignore=tests/browser"]


def apart(folders: Iterable[str]) -> list[str]:
    """Options that leave out the tests that look at the repository itself."""
    files = sorted(path for folder in folders for path in (ROOT / folder).rglob("test_*.py"))
    of_repository = [path for path in files if _OF_REPOSITORY.search(path.read_text(encoding="utf-8"))]
    return [f"--ignore={path.relative_to(ROOT)}" for path in of_repository]


def modules(folder: Path, package: str) -> list[Path]:
    """The files of a package or module, from the folder in which the package stands at the top."""
    place = folder / "yuebao" / package
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    return [path.relative_to(folder) for path in files]


def faults(folder: Path, package: str) -> list[str]:
    """The names of all faults that mutmut has for a package or module."""
    from mutmut.configuration import config
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    with chdir(folder):
        return [
            get_mutant_name(path, name)
            for path in modules(folder, package)
            if config().should_mutate(path)
            for name in mutate_file_contents(str(path), path.read_text(encoding="utf-8")).mutant_names
        ]


def draw(names: Sequence[str], sample: int | None) -> list[str]:
    """A sample by the sha256 of the names: the same for everybody, and a larger one contains the smaller."""
    ranked = sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())
    return ranked[:sample]


def configure(project: Path, packages: Sequence[str], tests: Sequence[str]) -> None:
    """Tell mutmut what to change and which tests to run. `assert` is written for the type checker alone, and the
    registry of the kinds of rules has run before any fault is switched on."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = text.replace('pythonpath = ["scripts", "."]', 'pythonpath = ["."]')
    places = [
        f"yuebao/{name}/*" if (ROOT / PACKAGE / name).is_dir() else f"yuebao/{name}.py" for name in packages
    ]
    lines = [
        "",
        "[tool.mutmut]",
        'source_paths = ["yuebao/"]',
        f"only_mutate = {places!r}",
        'do_not_mutate = ["yuebao/rules/registry.py"]',
        r"do_not_mutate_patterns = ['^\s*assert ']",
        f"pytest_add_cli_args = ['-p', '{_PLUGIN}']",
        f"pytest_add_cli_args_test_selection = {list(tests)!r}",
        'also_copy = ["data", "schemas", "docs", "handbook", "mkdocs.yml", "README.md"]',
    ]
    project.write_text(text + "\n".join([*lines, ""]), encoding="utf-8")


def tried(folder: Path, names: Sequence[str], processes: int) -> dict[str, str]:
    """How each fault ended with as many of the tests that are configured as take `ENOUGH`."""
    statistics = folder / _STATISTICS
    statistics.unlink(missing_ok=True)
    mutmut(folder, "run", "--max-children", "1", names[0])  # this also notes which tests reach which function
    statistics.write_text(bound(statistics.read_text(encoding="utf-8")), encoding="utf-8")
    mutmut(folder, "run", "--max-children", str(processes), *names)
    found = dict(_RESULT.findall(mutmut(folder, "results", "--all", "true")))
    return {name: found[name] for name in names}


def bound(statistics: str) -> str:
    """Leave each function the tests that take `ENOUGH` together: by turns from each file, the quickest first."""
    known = json.loads(statistics)
    seconds: dict[str, float] = known["duration_by_test"]
    reached: dict[str, list[str]] = known["tests_by_mangled_function_name"]
    known["tests_by_mangled_function_name"] = {
        function: list(within(tests, seconds)) for function, tests in reached.items()
    }
    return json.dumps(known)


def within(tests: Iterable[str], seconds: Mapping[str, float]) -> Iterator[str]:
    """Tests by turns from each file, the quickest of each first, while they fit."""
    by_file = defaultdict(list)
    for test in sorted(tests, key=lambda test: (seconds[test], test)):
        by_file[test.partition("::")[0]].append(test)
    left = ENOUGH
    for test in chain.from_iterable(zip_longest(*by_file.values())):
        if test is not None and seconds[test] <= left:
            left -= seconds[test]
            yield test


def mutmut(folder: Path, *arguments: str) -> str:
    """What mutmut says; its last words, when it fails."""
    done = subprocess.run(
        [*_MUTMUT, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        sys.exit("\n".join(done.stdout.splitlines()[-20:]))
    return done.stdout


def shown(folder: Path, name: str) -> str:
    """The fault as a difference."""
    return mutmut(folder, "show", name)
