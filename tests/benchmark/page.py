"""The page that the measurements become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.latency import Latency
from benchmark.measure import Reading

HEAD = """\
# 快慢 {#benchmark}

由 `make benchmark` 在一次运行里写出：先用测试的生成器造出档案（示例，不是真实数据），再让每一项与它的尺子轮流各跑几遍，
取最好的一遍。秒数先写钟上的时间，再写处理器时间；比值也是两个。机器上同时有别的任务时，钟上的时间不可信，处理器时间稍好；
用到两个处理器的项目，处理器时间的比值看不出并行的好处。

- 机器：{machine}

## 二十年（240 期，2,880 个表） {#twenty-years}

| 项目 | 秒（钟／处理器） | 内存 MB | 尺子 | 秒（钟／处理器） | 内存 MB | 比值（钟／处理器） | 目标 | |
|---|---:|---:|---|---:|---:|---:|---:|---|
"""


@dataclass(frozen=True)
class Row:
    """A case beside its yardstick. ``goal`` is the ratio not to exceed, ``None`` where there is none."""

    case: str
    reading: Reading
    yardstick: str
    other: Reading
    goal: float | None


def page(
    machine: str,
    rows: Sequence[Row],
    search: Latency,
    shown: float,
    growth: Sequence[tuple[int, Reading, Reading]],
    sites: Sequence[tuple[int, Reading, Reading, int]],
) -> str:
    """The whole page."""
    parts = [HEAD.replace("{machine}", machine), *(_row(row) for row in rows)]
    parts.append(_memory(rows[-1]))
    parts.append(
        "\n## 检索与预览 {#search}\n\n| 项目 | 读数 | 目标 | |\n|---|---:|---:|---|\n"
        + _goal("检索索引，gzip 后", search.index, "KB", 250)
        + _goal("新开的浏览器里第一次回答", search.cold, "毫秒", 2000)
        + _goal("其后最慢的一次回答", search.warm, "毫秒", 100)
        + _goal("`yuebao serve`：改一格到网页更新", shown, "秒", 1)
    )
    parts.append(
        "\n## 随期数增长 {#growth}\n\n从头核验，每条规则：\n\n"
        "| 期 | 秒（钟／处理器） | 每期毫秒（处理器） | 内存 MB | 尺子 csv，秒（处理器） | 比值（处理器） |\n|---:|---:|---:|---:|---:|---:|\n"
        + "".join(
            f"| {months} | {_seconds(own)} | {own.processor / months * 1000:.1f} | {own.peak:.0f} "
            f"| {other.processor:.2f} | {own.processor / other.processor:.1f} |\n"
            for months, own, other in growth
        )
    )
    parts.append(
        "\n网站：\n\n| 期 | 写出（第一次），秒 | MkDocs，秒 | MkDocs 每期毫秒（处理器） | 内存 MB（写出／MkDocs） | 网站 MB | 每期 KB |\n"
        "|---:|---:|---:|---:|---:|---:|---:|\n"
        + "".join(
            f"| {months} | {_seconds(written)} | {_seconds(built)} | {built.processor / months * 1000:.0f} "
            f"| {written.peak:.0f}／{built.peak:.0f} | {size / 1e6:.0f} | {size / months / 1000:.0f} |\n"
            for months, written, built, size in sites
        )
    )
    return "".join(parts)


def _seconds(reading: Reading) -> str:
    return f"{reading.wall:.2f}／{reading.processor:.2f}"


def _row(row: Row) -> str:
    wall, processor = row.reading.wall / row.other.wall, row.reading.processor / row.other.processor
    goal = "" if row.goal is None else f"≤ {row.goal:g}"
    return (
        f"| {row.case} | {_seconds(row.reading)} | {row.reading.peak:.0f} | {row.yardstick} "
        f"| {_seconds(row.other)} | {row.other.peak:.0f} | {wall:.2f}／{processor:.2f} | {goal} "
        f"| {_met(min(wall, processor), row.goal)} |\n"
    )


def _memory(row: Row) -> str:
    ratio = row.reading.peak / row.other.peak
    return (
        f"| 整个 `yuebao build` 的内存 | | {row.reading.peak:.0f} | {row.yardstick} | | {row.other.peak:.0f} "
        f"| {ratio:.2f} | ≤ 1.6 | {_met(ratio, 1.6)} |\n"
    )


def _goal(what: str, value: float, unit: str, goal: float) -> str:
    return f"| {what} | {value:.3g} {unit} | ≤ {goal:g} {unit} | {_met(value, goal)} |\n"


def _met(value: float, goal: float | None) -> str:
    return "" if goal is None else "达到" if value <= goal else "未达到"
