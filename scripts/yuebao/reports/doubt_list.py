"""The texts that may still hold a name, for the clerk to look at before the masked site goes out."""

from __future__ import annotations

from collections.abc import Sequence

from yuebao.escaping.shown_text import lined
from yuebao.site.masking import Doubt


def render(doubts: Sequence[Doubt]) -> str:
    """Every text with its place, and what to do; nothing when there is none."""
    if not doubts:
        return ""
    lines = [f"已遮盖姓名，但有 {len(doubts)} 处文字不能判断是否含有姓名，请逐条核对："]
    lines += [f"  {doubt.file}:{doubt.line} 列“{doubt.column}”：{doubt.text}" for doubt in doubts]
    lines.append(
        "  处理：含有姓名的，把姓名写进 mkdocs.yml 的 extra.archive.hidden；"
        "常见的写法，补进 schemas/ 里该列的 persons（named 有姓名，nobody 没有）。"
    )
    return lined(lines)
