"""The part of `scripts/mutation.py` for Python: mutmut writes the faults, on copies of the project, and
`scripts/fault_trials.py` tries them there one after another.

First every fault meets the tests that mirror its package; those that pass go on to all quick tests that reach the
function. A fault that nothing notices costs every test that it meets, so these are taken by turns from each file, the
quickest first, until they would take `ENOUGH` seconds of the processor.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from difflib import unified_diff
from itertools import chain
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "scripts/yuebao"
USUAL: Final = ("rules",)
"""The tests that mirror these packages are to notice every fault by themselves, the slow ones too."""
ENOUGH: Final = 60.0
SPARE: Final = 20
"""Seconds of the processor that a fault may use beyond three times what its tests use without it."""
QUICK: Final = ("-m", "not slow and not browser and not race")
NOTICED: Final = ("killed", "timeout")
RUN: Final = (0, 1, 5)
"""What pytest ends with when every test ran, if there were any. One that fails without any fault notices nothing; a run
that broke off says nothing of the tests that were left."""
_OF_REPOSITORY: Final = re.compile(
    r"kept_files|package_modules|requirements|Makefile|environment\.sh|\.github|generated_pages|import release"
)
"""Tests that look at the repository and not at what the program does."""
_SETTINGS: Final = r"""
[tool.mutmut]
source_paths = ["yuebao/"]
do_not_mutate = ["yuebao/rules/registry.py"]
do_not_mutate_patterns = ['^\s*assert ']
"""
"""`assert` is written for the type checker alone, and the registry of the kinds of rules has run before any fault is on."""
_ASSIGNED: Final = re.compile(r"\['(x\S*__mutmut_\d+)'\] = ")
_MARK: Final = re.compile(r" # type: ignore # mutmut generated")


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


@dataclass(frozen=True)
class Module:
    """A module with all its faults in it: ``names`` of the faults in full by their own, ``spans`` the lines of each (from 1,
    both included)."""

    path: Path
    code: str
    names: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]

    def with_faults(self, wanted: Iterable[str]) -> str:
        """The code with these faults alone."""
        kept = {own for own, name in self.names.items() if name in set(wanted)}
        left_out = {
            line
            for own in self.names.keys() - kept
            for line in range(self.spans[own][0], self.spans[own][1] + 1)
        }
        lines = (line for number, line in enumerate(self.code.split("\n"), 1) if number not in left_out)
        told = (line for line in lines if not (found := _ASSIGNED.search(line)) or found[1] in kept)
        return "\n".join(told).replace("from mutmut.mutation.trampoline import", "from yuebao._faults import")

    def shown(self, own: str) -> str:
        """A fault as a difference."""
        before, after = (self._lines(name) for name in (f"{own.partition('__mutmut_')[0]}__mutmut_orig", own))
        return "\n".join(unified_diff(before, after, lineterm="", n=2))

    def _lines(self, own: str) -> list[str]:
        first, last = self.spans[own]
        return [
            _MARK.sub("", line).replace(own, "function") for line in self.code.split("\n")[first - 1 : last]
        ]


def of_python(
    packages: Sequence[str],
    tests: Sequence[str] | None,
    processes: int,
    sample: int | None,
    seed: str,
    work: Path,
) -> Iterator[Result]:
    """Try the faults of packages and modules, all or a sample of each."""
    read = {package: list(modules(package, work)) for package in packages}
    existing = {
        package: [name for module in found for name in module.names.values()]
        for package, found in read.items()
    }
    drawn = {package: draw(names, sample, seed) for package, names in existing.items()}
    status = dict.fromkeys(chain.from_iterable(drawn.values()), "not tried")
    copies = [work / f"copy-{number}" for number in range(processes)]
    for folder in copies:
        copy(folder)
        for module in chain.from_iterable(read.values()):
            (folder / "scripts" / module.path).write_text(module.with_faults(status), encoding="utf-8")
    for selection in stages(packages, tests):
        left = [name for name, state in status.items() if state not in NOTICED]
        if left:
            print(f"{len(left)} 处改错，测试：{' '.join(selection[:3])} ……", file=sys.stderr, flush=True)
            status |= tried(copies, left, selection)
    for package in packages:
        own = {name: status[name] for name in drawn[package]}
        unnoticed = {
            name: module.shown(fault)
            for module in read[package]
            for fault, name in module.names.items()
            if name in own and own[name] not in NOTICED
        }
        yield Result(package, frozenset(existing[package]), own, unnoticed)


def modules(package: str, work: Path) -> Iterator[Module]:
    """The modules of a package, or the one, with all faults that mutmut has for them."""
    settings = work / "settings"
    settings.mkdir(exist_ok=True)
    (settings / "pyproject.toml").write_text(_SETTINGS, encoding="utf-8")
    place = ROOT / PACKAGE / package
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    with chdir(settings):  # mutmut reads its settings where it is
        from mutmut.configuration import config
        from mutmut.mutation.file_mutation import mutate_file_contents
        from mutmut.utils.format_utils import get_mutant_name

        for file in files:
            path = file.relative_to(ROOT / "scripts")
            if config().should_mutate(path):
                found = mutate_file_contents(str(path), file.read_text(encoding="utf-8"))
                spans = {
                    name: (span.start, span.end) for name, span in found.line_span_by_function_name.items()
                }
                names = {own: get_mutant_name(path, own) for own in found.mutant_names}
                yield Module(path, found.code, names, spans)


def copy(project: Path) -> None:
    """Every file that git keeps or would keep: the faults are put in where the program lies, so that processes which tests
    start have them, too."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listing.split("\0")):
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project / name)
    shutil.copy(project / "scripts/fault_switch.py", project / PACKAGE / "_faults.py")


def stages(packages: Sequence[str], tests: Sequence[str] | None) -> list[list[str]]:
    """What the faults meet one after another: the tests that were asked for, or those that mirror the packages and then
    every quick one."""
    if tests:
        return [list(tests)]
    return [*nearest(packages), *([] if usual(packages) else [all_quick()])]


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


def draw(names: Sequence[str], sample: int | None, seed: str = "") -> list[str]:
    """A sample by the sha256 of the names: the same for everybody, and a larger one contains the smaller. Another ``seed``
    draws another one."""

    def rank(name: str) -> bytes:
        return hashlib.sha256((f"{seed}:{name}" if seed else name).encode()).digest()

    return sorted(names, key=rank)[:sample]


def tried(copies: Sequence[Path], names: Sequence[str], tests: Sequence[str]) -> dict[str, str]:
    """How each fault ended with as many of the tests as take `ENOUGH`."""
    noted = copies[0] / "noted.json"
    reached = copies[0] / PACKAGE / "reached"
    noted.unlink(missing_ok=True)
    reached.touch()
    ended = run(copies[0], tests, FAULTS_NOTE=str(noted)).wait()
    reached.unlink()
    if ended not in RUN or not noted.exists():
        log = (copies[0] / "pytest.log").read_text(encoding="utf-8", errors="replace")
        sys.exit(f"测试没有运行完：{' '.join(tests)}\n{log[-2000:]}")
    running = []
    for number, folder in enumerate(copies):
        plan: dict[str, Any] = {
            "tests": json.loads(noted.read_text(encoding="utf-8")),
            "faults": names[number :: len(copies)],
            "results": str(folder / "results.json"),
            "enough": ENOUGH,
            "spare": SPARE,
        }
        (folder / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
        (folder / "results.json").write_text("{}", encoding="utf-8")
        running.append(run(folder, tests, FAULTS_TRY=str(folder / "plan.json")))
    for process in running:
        process.wait()
    found: dict[str, str] = {}
    for folder in copies:
        results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        found |= {name: state for name, (state, *_) in results.items()}
    return {name: found.get(name, "not tried") for name in names}


def run(folder: Path, tests: Sequence[str], **plan: str) -> subprocess.Popen[bytes]:
    """Tests in a copy, to note or to try."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "scripts"),
        "YUEBAO_CACHE": str(folder / "kept"),
        **plan,
    }
    command = [sys.executable, "-m", "pytest", "-qq", "-p", "fault_trials", "-p", "no:cacheprovider", *tests]
    with (folder / "pytest.log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
