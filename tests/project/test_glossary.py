"""Each word of the glossary stands for something that is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.support.repository import ROOT, package_modules

ROWS = re.findall(
    r"^\| (.+?) \| `(\w+)` \| `([\w/]+\.py)` \|",
    (ROOT / "scripts/handbook/glossary.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_every_row_is_read_and_every_word_stands_once() -> None:
    text = (ROOT / "scripts/handbook/glossary.md").read_text(encoding="utf-8")
    assert len(ROWS) == text.count("\n| ") - 1 > 50
    assert len({word for word, _, _ in ROWS}) == len({(name, path) for _, name, path in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("word", "name", "path"), ROWS)
def test_the_identifier_is_in_that_module(word: str, name: str, path: str) -> None:
    assert name in _defined(package_modules()[f"scripts/yuebao/{path}"]), word


def _defined(tree: ast.Module) -> set[str]:
    """What a module defines at its top."""
    names = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        for target in node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]:
            if isinstance(target, ast.Name):
                names.add(target.id)
    return names
