"""The shape of the house: who may import whom, and how large a room may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from tests.support.repository import ROOT, imported, package_modules
from yuebao.rules.registry import ISSUE_KINDS, TABLE_KINDS

LEVELS = {
    "model": 0,
    "escaping": 1,
    "outcome": 1,
    "schema": 1,
    "write": 1,
    "builder": 2,
    "history": 2,
    "importing": 2,
    "load": 2,
    "rules": 2,
    "cache": 3,
    "fill": 3,
    "localize": 3,
    "review": 3,
    "printed": 4,
    "site": 5,
    "reports": 6,
    "workflows": 7,
    "desk": 8,
    "gate": 8,
    "cli": 9,
}
"""The parts of the package from the ground up. A part imports from itself and from lower parts, from nothing else."""

ONLY_IN = {
    "frictionless": "scripts/yuebao/load/",
    "typer": "scripts/yuebao/cli/",
    "tabulate": "scripts/yuebao/reports/",
    "pikepdf": "scripts/yuebao/printed/",
    "pylopdf_fonts_zh_cn": "scripts/yuebao/printed/",
    "typst": "scripts/yuebao/printed/",
    "wcwidth": "scripts/yuebao/printed/",
    "leather": "scripts/yuebao/site/charts/",
    "waitress": "scripts/yuebao/desk/",
    "werkzeug": "scripts/yuebao/desk/",
    "olefile": "scripts/yuebao/importing/",
    "xlrd": "scripts/yuebao/importing/",
    "xlsxwriter": "scripts/yuebao/printed/",
}
"""Libraries that one part alone knows, so that replacing one is work in one place."""

ALONE = (
    "frictionless",
    "leather",
    "olefile",
    "pikepdf",
    "pylopdf_fonts_zh_cn",
    "tabulate",
    "typst",
    "wcwidth",
)
"""Libraries that a single module imports."""

HEAVY = (
    "frictionless",
    "mkdocs",
    "jinja2",
    "werkzeug",
    "waitress",
    "xlsxwriter",
    "docx",
    "lxml",
    "pandas",
    "pikepdf",
    "tabulate",
    "typst",
)
"""Libraries that no command may load before it knows that it needs them."""

WORDS = {"personal-data"}
"""Names of kinds that are also the id of a rule, by which the data contract knows it."""

LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 300, 50


def part(dotted_or_path: str) -> str:
    """`scripts/yuebao/rules/kinds/rank.py` and `yuebao.rules.kinds.rank` lie in `rules`."""
    rest = dotted_or_path.removeprefix("scripts/yuebao/").removeprefix("yuebao.").removesuffix(".py")
    return rest.replace("/", ".").split(".")[0]


def test_every_part_has_its_level() -> None:
    parts = {part(path) for path in package_modules()} - {"__init__", "__main__"}
    assert sorted(parts - LEVELS.keys()) == []


def test_the_documentation_names_every_part() -> None:
    text = (ROOT / "scripts/handbook/contributing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| (.*?) \|", text, re.MULTILINE)
    named = {name: int(level) for level, names in rows for name in re.findall(r"`(\w+)`", names)}
    assert named == LEVELS


def test_no_module_asks_for_a_kind_of_rule_by_its_name() -> None:
    names = {*TABLE_KINDS, *ISSUE_KINDS}
    asking = [
        f"{path}:{node.lineno} {node.value}"
        for path, tree in package_modules().items()
        if not path.startswith("scripts/yuebao/rules/kinds/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in names - WORDS
    ]
    assert asking == []


def test_no_part_imports_a_higher_one() -> None:
    wrong = [
        f"{path}: {name}"
        for path, tree in package_modules().items()
        for name in imported(tree)
        if name.startswith("yuebao.") and part(path) in LEVELS
        if part(name) != part(path) and LEVELS[part(name)] >= LEVELS[part(path)]
    ]
    assert wrong == []


def test_imports_are_absolute() -> None:
    assert [path for path, tree in package_modules().items() for n in imported(tree) if n[0] == "."] == []


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_library_stays_in_its_part(library: str) -> None:
    users = [path for path, tree in package_modules().items() if library in roots(tree)]
    assert [path for path in users if not path.startswith(ONLY_IN[library])] == []
    if library in ALONE:
        assert len(users) <= 1, users


def roots(tree: ast.AST) -> set[str]:
    """The top-level names of the packages that a module imports."""
    return {name.split(".")[0] for name in imported(tree)}


def test_the_program_starts_without_heavy_libraries() -> None:
    code = (
        "import sys\n"
        "from importlib import import_module\n"
        "from yuebao.cli.app import COMMANDS\n"
        "for name in COMMANDS: import_module(f'yuebao.cli.{name}')\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert sorted(set(loaded.split()) & set(HEAVY)) == []
    assert "typer" in loaded.split()


PRIVATE = {
    "_parse": "Jinja has no public way to count the turns of a loop",
}
"""Private names of libraries that are used for want of another way; everything else is what a library promises."""

NAMED_TUPLE = {"_replace", "_fields"}
"""Public in spite of their names."""


def own_names(tree: ast.AST) -> set[str]:
    """What a module defines, as a function, a class or an attribute of ``self``."""
    return {
        node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        or (isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self")
    }


def test_no_module_leans_on_what_a_library_keeps_to_itself() -> None:
    own = {name for tree in package_modules().values() for name in own_names(tree)} - PRIVATE.keys()
    found = {
        f"{path}:{node.lineno}": node.attr
        for path, tree in package_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and re.match("_[^_]", node.attr)
        if node.attr not in own | NAMED_TUPLE and ast.unparse(node.value) != "self"
    }
    assert {place: name for place, name in found.items() if name not in PRIVATE} == {}
    assert set(found.values()) == PRIVATE.keys(), "no longer used"


def test_rooms_stay_small() -> None:
    large = []
    for path, tree in package_modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LINES_OF_A_FUNCTION:
                    large.append(f"{path}:{node.lineno} {node.name}: {lines}")
        last = max((node.end_lineno or 0 for node in tree.body), default=0)
        if last > LINES_OF_A_MODULE:
            large.append(f"{path}: {last}")
    assert large == []


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    silent = []
    for path, tree in package_modules().items():
        if not ast.get_docstring(tree) and tree.body:
            silent.append(path)
        silent += [
            f"{path}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            if not node.name.startswith("_") and not ast.get_docstring(node)
        ]
    assert silent == []
