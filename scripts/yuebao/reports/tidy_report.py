"""What `yuebao tidy` did, as a clerk reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yuebao.escaping.shown_text import lined
from yuebao.load.form import Note, told
from yuebao.load.problem import Problem


def render(month: str, changed: Mapping[str, Sequence[Note]], left: Mapping[str, Problem]) -> str:
    """File by file what was changed, what could not be, and what to do next."""
    lines = []
    for name, notes in changed.items():
        lines.append(f"{name}：已整理")
        lines += [f"  第 {note.line} 行起：{told(note)}" for note in notes]
    for name, problem in left.items():
        line = f" 第 {problem.line} 行" if problem.line else ""
        lines.append(f"{name}{line}：没有整理，文件未动：{problem.message}。{problem.remedy}")
    if not lines:
        return f"{month} 的文件都是规定的写法，没有改动。\n"
    if changed:
        lines.append(f"整理了 {len(changed)} 个文件，数字和名称都没有变。请执行 yuebao validate {month}。")
    return lined(lines)
