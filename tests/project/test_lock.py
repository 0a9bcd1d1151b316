"""The lock files: complete, exact, hashed, and free of any index's address."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tests.support.repository import ROOT, imported, kept_files, package_modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
TEST = PROJECT["project"]["optional-dependencies"]["test"]
BUILD = PROJECT["dependency-groups"]["build"]
LOCKS = {"requirements.lock": [*RUN, *BUILD], "requirements-test.lock": [*RUN, *BUILD, *TEST]}


def names(requirements: list[str]) -> set[str]:
    """The normalized names of requirements: `Jinja2>=3` is `jinja2`."""
    found = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


def entries(lock: str) -> list[str]:
    """The entries of a lock file, each with its continuation lines joined and comments dropped."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_is_exact_and_hashed(lock: str) -> None:
    exact = re.compile(r"[a-z0-9-]+==[^ ;]+(?: ; [^\\]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [entry for entry in entries(lock) if not exact.fullmatch(entry)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"\S*(?:://|--(?:extra-)?index|--find-links|--trusted-host)\S*", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_the_project_asks_for(lock: str) -> None:
    locked = names(entries(lock))
    assert sorted(names(LOCKS[lock]) - locked) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_no_longer_asks_for_is_gone(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    direct = {block.split("==")[0] for block in blocks if " yuebao (pyproject.toml" in block}
    assert direct == names(LOCKS[lock])


def test_both_locks_agree() -> None:
    assert sorted(set(entries("requirements.lock")) - set(entries("requirements-test.lock"))) == []


@cache
def distributions() -> dict[str, list[str]]:
    """Which installed distributions bring each importable name."""
    return dict(packages_distributions())


def third_party(trees: list[ast.Module]) -> dict[str, set[str]]:
    """The third-party packages that the modules import, each with the names of the distributions that bring it."""
    own = {"tests", *(path.stem for path in (ROOT / "scripts").iterdir())}
    roots = {name.split(".")[0] for tree in trees for name in imported(tree)} - own - sys.stdlib_module_names
    brought_by = distributions()
    return {root: names(brought_by.get(root, [])) for root in roots}


def test_the_program_imports_only_what_it_declares() -> None:
    used = third_party(list(package_modules().values()))
    assert {root for root, distributions in used.items() if not distributions & names(RUN)} == set()


UNIMPORTED = {"mkdocs-material": "the theme that site/base.yml names"}


def test_the_program_imports_what_it_declares() -> None:
    used = third_party(list(package_modules().values())).values()
    assert names(RUN) - {name for brought_by in used for name in brought_by} == UNIMPORTED.keys()


def test_the_tests_import_only_what_is_declared() -> None:
    paths = [path for path in kept_files() if path.suffix == ".py" and path.is_relative_to(ROOT / "tests")]
    used = third_party([ast.parse(path.read_text(encoding="utf-8")) for path in paths])
    assert {root for root, distributions in used.items() if not distributions & names([*RUN, *TEST])} == set()
