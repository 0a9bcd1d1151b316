"""`doubts.yaml`: what an import could not decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from yuebao.load.problem import Problem
from yuebao.load.yaml_data import Keys, read_document
from yuebao.model.doubt import Doubt
from yuebao.schema.declared_keys import DOUBT
from yuebao.schema.strict import meant
from yuebao.schema.table_schema import TableSchema

_LISTED: Final = "[一种, 另一种]"


def read_doubts(
    content: bytes, tables: Mapping[str, TableSchema], month: str = ""
) -> tuple[tuple[Doubt, ...], str, list[Problem]]:
    """The entries, the text of the file, and what is wrong in it. An empty file has none. An entry that is ill-written
    is a problem, and stands for a doubt all the same; its cell is one of the ``tables``."""
    document, text, problems = read_document(content, month)
    if document is None or document.value is None:
        return (), text, problems
    if not isinstance(document.value, list):
        return (), text, [*problems, Problem("应为存疑的列表", "每条以“- file: …”开头。", 1)]
    doubts = []
    for index, value in enumerate(document.value):
        keys = Keys(document, (index,), value)
        doubts.append(_read(keys, document.line(index), tables))
        problems += keys.problems
    return tuple(doubts), text, problems


def undecided(doubt: Doubt) -> Problem:
    """The problem of an issue that is published while a doubt is open."""
    return Problem(
        f"存疑还没有定：{doubt.told}",
        "请对照原件核对，把表改好，再在这一条的 decision 里写明怎样定的；还没有核对完的一期，请在 issue.yaml 里写 state: 整理中。",
        doubt.line,
        column="decision",
    )


def _read(keys: Keys, line: int, tables: Mapping[str, TableSchema]) -> Doubt:
    keys.only(*DOUBT)
    cell = keys.text("cell", optional=True, quoted=True) or ""
    also = keys.texts("also", _LISTED)
    for each in (cell, *also):
        _check_cell(keys, each, tables)
    return Doubt(
        file=keys.text("file") or "",
        place=keys.text("place") or "",
        read=keys.text("read", optional=True, quoted=True) or "",
        reason=keys.text("reason", optional=True, quoted=True) or "",
        alternatives=keys.texts("alternatives", _LISTED),
        cell=cell,
        also=also,
        decision=(keys.text("decision", optional=True, quoted=True) or "").strip(),
        line=line,
    )


def _check_cell(keys: Keys, cell: str, tables: Mapping[str, TableSchema]) -> None:
    """Report an address that no cell and no row of the issue can have."""
    if not cell:
        return
    table = cell.removeprefix("#").partition(".")[0]
    if not cell.startswith("#") or table not in tables:
        message = f"cell 为“{cell}”：本期的版式没有表“{table}”{meant(table, tables)}"
        keys.report(message, "写作 #表的名称.行.列，或 #表的名称.行；不在表里的写空。", "cell")
