"""What `yuebao derive` did, as a clerk reads it: every value with its place and where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from yuebao.escaping.shown_text import lined
from yuebao.fill.again import Consequence, Recomputed
from yuebao.fill.month import Completion
from yuebao.model.finding import Finding, Status
from yuebao.model.period import title_of
from yuebao.model.table import Cell, Table
from yuebao.reports.wording import place
from yuebao.schema.table_schema import TableSchema


def render(done: Completion, schemas: Mapping[str, TableSchema]) -> str:
    """Table by table what was filled, then what differs, what stays empty, and one line that sums up."""
    if done.blocked:
        return lined(_blocked(done))
    lines: list[str] = []
    for name, table in done.tables.items():
        lines += _table(done, name, f"{table.file} 《{schemas[name].title}》")
    lines += _differing(done)
    lines += _unfilled(done)
    lines += _waiting(done, schemas)
    lines.append(_sum(done))
    return lined(lines)


def render_again(done: Recomputed, tables: Mapping[str, Table]) -> str:
    """Each cell that follows from corrected ones, with what it was and what it is, and how; then what was left alone."""
    lines = [f"{told(each, tables)} ← {each.how}" for each in done.changes]
    lines += [f"{_where(cell, tables)}：有勘误说明，没有重算" for cell in done.kept]
    lines.append(f"重算 {len(done.changes)} 格。" if done.changes else "没有由它得出、要重算的格。")
    return lined(lines)


def render_later(later: Iterable[Finding]) -> str:
    """What later issues say because of it, issue by issue; nothing where that is nothing."""
    lines: list[str] = []
    for month, found in groupby(later, key=lambda each: each.month):
        own = [f"  {place(each)}：{each.message}" for each in found]
        lines += [
            f"{title_of(month)}由此多了 {len(own)} 处不符，没有改动它；请更正那一期，或写勘误：",
            *own,
        ]
    return lined(lines) if lines else ""


def told(change: Consequence, tables: Mapping[str, Table]) -> str:
    """`data/2020-07/x.csv C33 行“合计” 列“件数”：12 → 13`."""
    return f"{_where(change.cell, tables)}：{change.old or '空白'} → {change.new or '空白'}"


def _where(cell: Cell, tables: Mapping[str, Table]) -> str:
    table = tables[cell.table]
    return f"{table.file} {table.address(cell.row, cell.column)} 行“{table.row_name(cell.row)}” 列“{cell.column}”"


def _blocked(done: Completion) -> Iterator[str]:
    yield f"{done.month} 有表格缺少或格式不对，没有推算，也没有改动任何文件。请先改正："
    for finding in done.blocked:
        yield f"  {place(finding)}：{finding.message}"
        yield f"    处理：{finding.remedy}"


def _table(done: Completion, name: str, heading: str) -> Iterator[str]:
    cells = [item for item in done.filled if item.cell.table == name]
    steps = [
        text
        for names, text in ((done.total_rows, "补上合计行"), (done.ordered, "各行已按规定排序"))
        if name in names
    ]
    if not cells and not steps:
        return
    yield heading + ("：" if steps else "") + "，".join(steps)
    for item in cells:
        yield f"  {item.address} 行“{item.key}” 列“{item.cell.column}” 填 {item.text} ← {item.how}"
    yield ""


def _differing(done: Completion) -> Iterator[str]:
    if not done.differing:
        return
    yield "已有的数与推算不同，未改动："
    for finding in done.differing:
        mark = "（勘误已说明）" if finding.status is Status.EXPLAINED else ""
        yield f"  {place(finding)}：{finding.message}{mark}"
    yield ""


def _unfilled(done: Completion) -> Iterator[str]:
    if not done.unfilled:
        return
    yield "不能推算，仍为空白："
    for item in done.unfilled:
        table = done.tables[item.cell.table]
        row, column = item.cell.row, item.cell.column
        where = (
            f"{table.file}:{table.lines[row]} {table.address(row, column)} 行“{table.keys[row]}” 列“{column}”"
        )
        yield f"  {where}：{item.reason}"
    yield ""


def _waiting(done: Completion, schemas: Mapping[str, TableSchema]) -> Iterator[str]:
    if not done.waiting:
        return
    counts = Counter(cell.table for cell in done.waiting)
    places = "、".join(f"《{schemas[name].title}》{counts[name]} 格" for name in done.tables if counts[name])
    yield f"它们所依据的数字还没有录全，暂不推算：{places}。"
    yield "  处理：录全的表写进 issue.yaml 的 complete，空白就作没有；再执行一次。"
    yield ""


def _sum(done: Completion) -> str:
    unexplained = sum(1 for finding in done.differing if finding.status is not Status.EXPLAINED)
    explained = len(done.differing) - unexplained
    return (
        f"{done.month}：填入 {len(done.filled)} 格；与推算不同 {len(done.differing)} 格"
        f"（其中勘误已说明 {explained}）；不能推算 {len(done.unfilled)} 格。"
    )
