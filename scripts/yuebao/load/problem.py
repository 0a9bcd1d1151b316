"""A problem of structure, before it is known where in the archive its file lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from yuebao.model.finding import Finding, Status


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file and what to do. ``index`` is a data row, ``line`` the physical line."""

    message: str
    remedy: str
    line: int | None = None
    index: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    breach: str | None = None


def as_finding(problem: Problem, month: str, table: str | None, file: str) -> Finding:
    """The problem as an open finding of `structure`."""
    return Finding(
        rule="structure",
        status=Status.OPEN,
        month=month,
        table=table,
        file=file,
        message=problem.message,
        remedy=problem.remedy,
        line=problem.line,
        column=problem.column,
        value=problem.value,
        expected=problem.expected,
        breach=problem.breach,
    )


MISSING: Final = Problem("缺少这个文件", "请补上该文件；若已改名，请改回约定的文件名。")
"""What stands where a file should be: nothing."""
OR_ELSE: Final = "本期没有公布这张表的，写进 issue.yaml 的 absent；还没有录完的，顶格写 state: 整理中。"
"""What else may be done about a table of which nothing is there."""
NO_TABLE: Final = Problem(MISSING.message, f"{MISSING.remedy}{OR_ELSE}")
"""What stands in the place of a table of a month."""
NO_ROWS: Final = "只有表头，没有数据行"
"""What is said of a table without a row."""
NO_FOLDER: Final = Problem("这不是文件夹（可能是符号链接或文件）", "请用文件夹本身代替。")
"""What stands in a folder's place."""
NO_FILE: Final = Problem("这不是普通文件（可能是文件夹）", "请把同名的文件夹移走，放入文件。")
"""What stands in a file's place: a folder, a pipe, a device."""
LINK: Final = Problem("这是一个符号链接，不予读取", "请用文件本身代替链接。")
"""What stands in a link's place: nothing is read through one."""
