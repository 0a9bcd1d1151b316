"""The page that the measurements become."""

from __future__ import annotations

from dataclasses import dataclass

from tests.benchmark.latency import Latency
from tests.benchmark.measure import ROOT, Reading

NOTES = "tests/benchmark/notes.md"
"""What the figures mean, written by hand; it stands below them."""

HEAD = """\
# 快慢 {#benchmark}

由 `make benchmark` 在一次运行里写出：先用测试的生成器造出档案（示例，不是真实数据），再让每一项与它的尺子轮流各跑几遍，\
取最好的一遍。秒数先写钟上的时间，再写处理器时间；比值也是两个。机器上同时有别的任务时，钟上的时间不可信，处理器时间稍好；\
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


@dataclass(frozen=True)
class Built:
    """A site of so many months: writing its pages, building it, its bytes."""

    months: int
    pages: int
    written: Reading
    built: Reading
    size: int


@dataclass(frozen=True)
class Layouts:
    """The same months with one layout and with five: validated and built from nothing, searched."""

    validated: tuple[Reading, Reading]
    built: tuple[Reading, Reading]
    search: tuple[Latency, Latency]


@dataclass(frozen=True)
class Found:
    """What was measured so far."""

    machine: str
    rows: tuple[Row, ...] = ()
    build: Row | None = None
    search: Latency | None = None
    shown: float | None = None
    growth: tuple[tuple[int, Reading, Reading], ...] = ()
    sites: tuple[Built, ...] = ()
    layouts: Layouts | None = None


def page(found: Found) -> str:
    """The whole page."""
    parts = [HEAD.replace("{machine}", found.machine), *(_row(row) for row in found.rows)]
    if found.build is not None:
        parts.append(_memory(found.build))
    parts += [_showing(found), _growth(found), _sites(found), _layouts(found.layouts)]
    notes = (ROOT / NOTES).read_text(encoding="utf-8") if (ROOT / NOTES).is_file() else ""
    return "".join(parts) + notes


def _showing(found: Found) -> str:
    lines = ""
    if found.search is not None:
        lines += _goal("检索索引，gzip 后", found.search.index, "KB", 250)
        lines += _goal("新开的浏览器里第一次回答", found.search.cold, "毫秒", 2000)
        lines += _goal("其后最慢的一次回答", found.search.warm, "毫秒", 100)
    if found.shown is not None:
        lines += _goal("`yuebao serve`：改一格到网页更新", found.shown, "秒", 1)
    head = "\n## 检索与预览 {#search}\n\n| 项目 | 读数 | 目标 | |\n|---|---:|---:|---|\n"
    return head + lines if lines else ""


def _growth(found: Found) -> str:
    head = (
        "\n## 核验随期数增长 {#growth}\n\n从头核验，每条规则。\n\n"
        "| 期 | 秒（钟／处理器） | 每期毫秒（处理器） | 内存 MB | 尺子 csv，秒（处理器） | 比值（处理器） |\n"
        "|---:|---:|---:|---:|---:|---:|\n"
    )
    lines = [
        f"| {months} | {_seconds(own)} | {own.processor / months * 1000:.1f} | {own.peak:.0f} "
        f"| {other.processor:.2f} | {own.processor / other.processor:.1f} |\n"
        for months, own, other in found.growth
    ]
    return "".join([head, *lines]) if lines else ""


def _sites(found: Found) -> str:
    head = (
        "\n## 网站随期数增长 {#sites}\n\n"
        "| 期 | 网页 | 第一次写出，秒 | MkDocs，秒 | MkDocs 每页毫秒（处理器） | 内存 MB（写出／MkDocs） | 网站 MB | 每期 KB |\n"
        "|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    )
    lines = [
        f"| {site.months} | {site.pages} | {_seconds(site.written)} | {_seconds(site.built)} "
        f"| {site.built.processor / site.pages * 1000:.0f} | {site.written.peak:.0f}／{site.built.peak:.0f} "
        f"| {site.size / 1e6:.0f} | {site.size / site.months / 1000:.0f} |\n"
        for site in found.sites
    ]
    return "".join([head, *lines]) if lines else ""


def _layouts(found: Layouts | None) -> str:
    """Both beside each other; the goal is that five take no more than 1.2 times what one takes."""
    if found is None:
        return ""
    head = (
        "\n## 一种版式与五种版式 {#layouts}\n\n同样的 240 期（示例）：一种版式；五种版式各占五分之一的时间（两列改名，一列后来才有，一张表改了次序）。\n\n"
        "| 项目 | 一种 | 五种 | 比值 | 目标 | |\n|---|---:|---:|---:|---:|---|\n"
    )
    lines = []
    for what, (one, five) in (
        ("核验，从头，秒", found.validated),
        ("整个 `yuebao build`，从头，秒", found.built),
    ):
        ratios = five.wall / one.wall, five.processor / one.processor
        lines.append(
            f"| {what}（钟／处理器） | {_seconds(one)} | {_seconds(five)} | {ratios[0]:.2f}／{ratios[1]:.2f} "
            f"| ≤ 1.2 | {_met(min(ratios), 1.2)} |\n"
        )
    for what, unit, pair in (
        ("检索索引，gzip 后", "KB", tuple(each.index for each in found.search)),
        ("新开的浏览器里第一次回答", "毫秒", tuple(each.cold for each in found.search)),
        ("其后最慢的一次回答", "毫秒", tuple(each.warm for each in found.search)),
    ):
        ratio = pair[1] / pair[0]
        lines.append(
            f"| {what} | {pair[0]:.3g} {unit} | {pair[1]:.3g} {unit} | {ratio:.2f} | ≤ 1.2 | {_met(ratio, 1.2)} |\n"
        )
    return "".join([head, *lines])


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
        f"| 整个 `yuebao build` 的内存，什么都没有留下 | | {row.reading.peak:.0f} | {row.yardstick} | | {row.other.peak:.0f} "
        f"| {ratio:.2f} | ≤ 1.6 | {_met(ratio, 1.6)} |\n"
    )


def _goal(what: str, value: float, unit: str, goal: float) -> str:
    return f"| {what} | {value:.3g} {unit} | ≤ {goal:g} {unit} | {_met(value, goal)} |\n"


def _met(value: float, goal: float | None) -> str:
    return "" if goal is None else "达到" if value <= goal else "未达到"
