"""The words of one place are data of its archive: the program knows none of them."""

from __future__ import annotations

import ast
import csv

import pytest
import yaml

from tests.support.repository import PACKAGE, ROOT, kept_files, package_modules

PLACES = ("县", "乡镇", "部门", "窗口", "好差评", "米易")
SUBJECTS = ("政务服务", "办件", "受理", "办结")
"""What the reports of this archive count. Messages and pages speak of cells, columns and organizations."""
EXAMPLES = "scripts/yuebao/rules/kinds/"
"""Each kind of rule shows a small table, whose columns have to be called something."""
OURSELVES = "scripts/yuebao/cli/app.py"
"""The help says in its first line what the program is for."""
SCHEMAS = PACKAGE / "starter/schemas"
"""The archive that others begin with: its words are its own."""
FIGURES = "scripts/yuebao/site/downloads/figures.py"
"""A column of the public long table is called `county`."""


def lines_with(word: str) -> list[str]:
    """Where the word stands in the program, apart from the archive that others begin with."""
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in kept_files()
        if path.is_relative_to(PACKAGE) and not path.is_relative_to(SCHEMAS) and path.suffix != ".woff2"
    }
    assert len(texts) > 250
    return [
        f"{name}:{number} {line.strip()}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if word in line
    ]


@pytest.mark.parametrize("word", PLACES)
def test_no_file_of_the_program_has_a_word_of_one_place(word: str) -> None:
    assert lines_with(word) == []


@pytest.mark.parametrize("word", SUBJECTS)
def test_no_message_and_no_page_says_what_the_reports_of_this_archive_count(word: str) -> None:
    begun = "scripts/yuebao/starter/"
    assert [
        line for line in lines_with(word) if not line.startswith((begun, EXAMPLES, f"{OURSELVES}:"))
    ] == []


def test_no_file_of_the_program_names_an_organization_of_this_archive() -> None:
    with (ROOT / "data/organizations.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {name for row in rows for name in (row["name"], *row["aliases"].split("|")) if len(name) > 1}
    assert len(names) > 60
    assert [line for name in sorted(names) for line in lines_with(name)] == []


def test_no_module_knows_a_kind_of_organization_or_a_key_that_has_no_role() -> None:
    kinds = yaml.safe_load((ROOT / "schemas/organizations.yaml").read_text(encoding="utf-8"))["kinds"]
    keys = yaml.safe_load((ROOT / "schemas/issue.yaml").read_text(encoding="utf-8"))["keys"]
    known = {kind["id"] for kind in kinds} | {key["key"] for key in keys if key["key"] != key["role"]}
    assert known == {"department", "town", "window", "county"}
    assert [
        f"{path}:{node.lineno} {node.value!r}"
        for path, tree in package_modules().items()
        if str(path) != FIGURES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in known
    ] == []
