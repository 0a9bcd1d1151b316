"""Mutation testing: one small fault after another is put into the program, and the tests must notice each.

    python scripts/mutation.py rules                       packages, or modules, of yuebao
    python scripts/mutation.py site/search search.js       `javascript` stands for all scripts
    python scripts/mutation.py --since main                what changed since a revision
    python scripts/mutation.py --sample 100 load gate      a hundred faults of each, always the same ones
    python scripts/mutation.py --sample 40 --seed 2 load   forty others

mutmut writes the faults of Python, which are tried in processes of their own (`scripts/python_faults.py`); the faults of
the scripts are Stryker's, switched on one after another in a real browser (`scripts/javascript_faults.py`). Faults that
no test noticed must stand in `scripts/handbook/mutants.md` with the reason, and what stands there must still exist:
anything else ends with 1. The table goes to `build/mutation/`, beside the changes unnoticed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from javascript_faults import of_javascript, scripts_there
from python_faults import PACKAGE, ROOT, USUAL, Result, of_python

JAVASCRIPT: Final = "javascript"
LIST: Final = ROOT / "scripts/handbook/mutants.md"
RESULTS: Final = ROOT / "build/mutation"


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
    parser.add_argument(
        "--sample", type=int, metavar="N", help="N faults of each package, always the same ones"
    )
    parser.add_argument(
        "--seed", default="", metavar="WORD", help="draw another sample; each word always draws the same"
    )
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    wanted = list(changed_since(asked.since)) if asked.since else (asked.packages or list(USUAL))
    there = scripts_there()
    scripts = [name for name in there if name in wanted or JAVASCRIPT in wanted]
    python = [name for name in wanted if name != JAVASCRIPT and name not in there]
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="yuebao-") as work:
        if python:
            results += of_python(python, asked.tests, asked.processes, asked.sample, asked.seed, Path(work))
        if scripts:
            results += of_javascript(scripts, asked.tests, asked.sample, asked.seed, Path(work))
    return judge(results)


def changed_since(revision: str) -> Iterator[str]:
    """The modules and the scripts that differ from the revision."""
    command = ["git", "diff", "--name-only", "-z", "--diff-filter=d", revision, "--", PACKAGE]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    names = [name for name in done.stdout.split("\0") if name]
    yield from (
        name.removeprefix(f"{PACKAGE}/").removesuffix(".py") for name in names if name.endswith(".py")
    )
    yield from (Path(name).name for name in names if name.endswith(".js"))


def judge(results: Sequence[Result]) -> int:
    """Print and keep the table; compare what was not noticed with the list of `scripts/handbook/mutants.md`."""
    listed = set(re.findall(r"`([a-z]\S*?__mutmut_\d+|[\w-]+\.js:\S+?)`", LIST.read_text(encoding="utf-8")))
    head = [
        "| 程序 | 改错 | 试了 | 发现 | 其中超时 | 没有发现 | 其中已说明 | 发现的比例 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    table = "\n".join([*head, *(result.row(listed) for result in results), ""])
    unnoticed = {name: text for result in results for name, text in result.unnoticed.items()}
    new = sorted(unnoticed.keys() - listed)
    gone = sorted(name for result in results for name in outdated(result, listed))
    said = [
        table,
        *(f"没有发现，scripts/handbook/mutants.md 里也没有说明：{name}\n{unnoticed[name]}" for name in new),
    ]
    said += [f"scripts/handbook/mutants.md 里列着，现在发现得了，或者已经没有：{name}" for name in gone]
    said.append(f"没有发现的 {len(unnoticed)} 处，已说明 {len(unnoticed.keys() & listed)} 处。")
    RESULTS.mkdir(parents=True, exist_ok=True)
    name = "+".join(result.package.replace("/", ".") for result in results)
    (RESULTS / f"{name}.txt").write_text("\n".join([*said, ""]), encoding="utf-8")
    print("\n".join(said))
    return 1 if new or gone else 0


def outdated(result: Result, listed: set[str]) -> set[str]:
    """What is listed of a package although it is noticed now, or is no more. What a sample left out stays."""
    own = (
        f"{result.package}:"
        if result.package.endswith(".js")
        else f"yuebao.{result.package.replace('/', '.')}."
    )
    of_package = {name for name in listed if name.startswith(own)}
    noticed = result.status.keys() - result.unnoticed.keys()
    return (of_package & noticed) | (of_package - result.existing)


if __name__ == "__main__":
    sys.exit(main())
