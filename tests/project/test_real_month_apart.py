"""The program is tried on archives that are made up: what is said of the published month stands in `tests/real_month`, so
that the other tests hold in any archive that the program is taken to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.archive import MONTH, REAL_MONTH
from tests.support.repository import ROOT, kept_files
from yuebao.model.period import period

APART = "tests/real_month/"
KNOWING = {
    "tests/conftest.py": "gives the copies of the repository's archive",
    "tests/support/archive.py": "says which month it is, and copies it",
    "tests/times/": "the published month among issues of other layouts keeps its addresses and its bytes",
    "tests/project/test_wheel.py": "an installed program takes in the printed report, as in a county",
    "tests/project/test_real_month_apart.py": "this one",
}
"""Who else may name the published month, and why."""
COPIES = ("MONTH", "REAL_MONTH", "copy_real")
"""What `tests.support.archive` has of it."""
READING = (
    "validate",
    "emit",
    "build",
    "read_archive",
    "published_archive",
    "published_edition",
    "pages_of",
    "read_edition",
    "read_month",
    "read_months",
    "MonthReader",
)
"""What reads issues, and may not be given the repository itself."""


def written() -> re.Pattern[str]:
    """The month as people and files write it, and the name of its document."""
    documents = (path.stem for path in (ROOT / MONTH / "source").iterdir())
    return re.compile("|".join(map(re.escape, (REAL_MONTH, period(REAL_MONTH).title, *documents))))


def said(path: Path) -> Iterator[str]:
    """Where a file names the month, or what stands for it."""
    text = path.read_text(encoding="utf-8")
    named = written()
    yield from (f"{n} {line.strip()}" for n, line in enumerate(text.splitlines(), 1) if named.search(line))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "tests.support.archive":
            yield from (f"{node.lineno} {alias.name}" for alias in node.names if alias.name in COPIES)
        elif isinstance(node, ast.arg) and node.arg == "real_archive":
            yield f"{node.lineno} {node.arg}"
        elif isinstance(node, ast.Call) and node.args and ast.unparse(node.args[0]) in ("ROOT", "REPOSITORY"):
            called = ast.unparse(node.func).rpartition(".")[2]
            yield from (f"{node.lineno} {called}" for _ in range(called in READING))


def test_only_its_own_tests_name_the_published_month() -> None:
    found = {
        name: places
        for path in kept_files()
        if path.suffix == ".py" and (name := path.relative_to(ROOT).as_posix()).startswith("tests/")
        if not name.startswith(APART) and (places := list(said(path)))
    }
    astray = {name: places for name, places in found.items() if not name.startswith(tuple(KNOWING))}
    assert astray == {}, (
        "put it into tests/real_month, or try it on a made-up archive (`archive`, `explained_archive`)"
    )
    assert [name for name in KNOWING if not any(each.startswith(name) for each in found)] == [], "not needed"


def test_the_tests_of_the_published_month_mirror_the_others() -> None:
    folders = {path.name for path in (ROOT / APART).iterdir() if (path / "__init__.py").is_file()}
    assert len(folders) > 6
    assert [name for name in sorted(folders) if not (ROOT / "tests" / name / "__init__.py").is_file()] == []
