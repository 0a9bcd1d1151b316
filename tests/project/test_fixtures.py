"""What a test says of its fixtures is what they give: the type checker does not know that pytest joins the two."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.repository import ROOT

FILES = sorted((ROOT / "tests").rglob("*.py"))
GIVES = ("Iterator", "Generator")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]


def is_fixture(function: ast.FunctionDef) -> bool:
    return any("pytest.fixture" in ast.unparse(decorator) for decorator in function.decorator_list)


@cache
def aliases(path: Path) -> dict[str, str]:
    """What the short names of a file stand for."""
    assigned = (node for node in tree(path).body if isinstance(node, ast.Assign))
    return {ast.unparse(node.targets[0]): ast.unparse(node.value) for node in assigned}


def written(kind: ast.expr | None, path: Path) -> str:
    """A type as it is written out."""
    text = ast.unparse(kind) if kind is not None else ""
    return aliases(path).get(text, text)


def given(function: ast.FunctionDef, path: Path) -> str:
    """The type of what a fixture gives."""
    kind = function.returns
    if isinstance(kind, ast.Subscript) and ast.unparse(kind.value) in GIVES:
        kind = kind.slice
    return written(kind, path)


def fixtures(path: Path) -> dict[str, str]:
    """What the tests of a file may ask for: its own fixtures, those that it imports, and those of the folders above."""
    found: dict[str, str] = {}
    for folder in reversed(path.relative_to(ROOT).parents):
        shared = ROOT / folder / "conftest.py"
        found |= own(shared) if shared.is_file() else {}
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
            source = ROOT.joinpath(*str(node.module).split(".")).with_suffix(".py")
            theirs = own(source) if source.is_file() else {}
            found |= {alias.name: theirs[alias.name] for alias in node.names if alias.name in theirs}
    return found | own(path)


@cache
def own(path: Path) -> dict[str, str]:
    return {function.name: given(function, path) for function in functions(path) if is_fixture(function)}


def disagreements(path: Path) -> Iterator[str]:
    known = fixtures(path)
    for function in functions(path):
        if not (is_fixture(function) or function.name.startswith("test_")):
            continue
        for argument in function.args.args:
            said = written(argument.annotation, path)
            if argument.arg in known and said != known[argument.arg]:
                yield f"{function.name}: {argument.arg} is {known[argument.arg]}, not {said}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_types_of_fixtures_are_those_that_are_asked_for(path: Path) -> None:
    assert list(disagreements(path)) == []


def test_there_is_something_to_compare() -> None:
    assert sum(len(own(path)) for path in FILES) > 60
