"""What `yuebao new` made, as a clerk reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from yuebao.escaping.shown_text import lined
from yuebao.model.issue import DRAFT, TO_PUBLISH


def render(
    month: str,
    rows: Mapping[str, Sequence[object]],
    blank: Sequence[str],
    last: str | None,
    workbook: Path | None,
) -> str:
    """The folder, what every table holds, what is still blank, and the next step."""
    model = f"单位的次序照 {last}" if last else "档案里没有更早的月份，单位的次序照登记册"
    lines = [f"已建立 data/{month}/，{DRAFT}：{model}。"]
    for name, table in rows.items():
        known = len(table) - 1
        lines.append(f"  {name}.csv {f'已排好 {known} 行' if known else '只有表头，行由录入者加'}")
    if blank:
        lines.append(f"issue.yaml 里还不知道的，标作“待填”：{'、'.join(blank)}、source。")
    if workbook is not None:
        lines.append(f"录入用的工作簿：{workbook}")
        lines.append(f"填完保存，再执行 yuebao import {workbook} --period {month} --force")
    lines.append(f"填好数字后执行 yuebao derive {month}，再执行 yuebao validate {month}，它先说还差多少格。")
    lines.append("空白就是没有的表，写进 issue.yaml 的 complete；本期没有的表，写进 absent。")
    lines.append(f"都录全、审核之后，{TO_PUBLISH}，就可以公布；在这以前不发布。")
    return lined(lines)
