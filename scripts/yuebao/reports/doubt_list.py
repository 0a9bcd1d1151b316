"""The texts that may still hold a name, for the clerk to look at before the masked site goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yuebao.escaping.shown_text import lined
from yuebao.site.masking import Doubt


def render(doubts: Sequence[Doubt]) -> str:
    """Every text with its place, and what to do; nothing when there is none."""
    if not doubts:
        return ""
    lines = [f"要遮盖姓名，但有 {len(doubts)} 处文字不能判断是否含有姓名，请逐条核对："]
    lines += [f"  {doubt.file}:{doubt.line} 列“{doubt.column}”：{doubt.text}" for doubt in doubts]
    lines.append(
        "  处理：含有姓名的，把姓名写进 mkdocs.yml 的 extra.archive.hidden；"
        "常见的写法，补进 schemas/ 里该列的 persons（named 有姓名，nobody 没有）。"
    )
    return lined(lines)


def render_end(until: date | None) -> str:
    """That names are public until a day, and what to do then; nothing where none ends."""
    if until is None:
        return ""
    return lined([f"被扣分的人员的姓名，最早的公开到 {until} 为止；从次日起再执行一次，到期的就遮盖。"])
