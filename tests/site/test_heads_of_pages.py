"""The head of every page, whole: what the search engines, the browser and the frame of the site are told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.support.archive import ArchiveFolder
from tests.support.withdrawing import withdraw

HIDDEN: Final = 'hide: ["navigation"]'
ALL_HIDDEN: Final = 'hide: ["navigation", "toc"]'


def page(title: str, description: str, *more: str) -> list[str]:
    return [f'title: "{title}"', HIDDEN, f'description: "{description}"', *more]


def issue(title: str, month: str, number: int, published: str) -> list[str]:
    said = (
        f"{month}政务服务月报（示例）：办件量、好差评、窗口考核与各县（区）对比，逐项核验，存疑的附有说明。"
    )
    return [
        f'title: "{title}（总第{number}期）"', f'description: "{said}"', HIDDEN, f'published: "{published}"', 'column: "各期"',
        'source: "示例"', f'keywords: "政务服务月报,{month},总第{number}期,示例二县"',
    ]  # fmt: skip


def organization(identity: str, name: str) -> list[str]:
    return page(name, f"{name}：月报公布的历期数字。", f'feed: "organizations/{identity}.xml"')


ABOUT: Final = "政务服务月报公开档案，逐期可查。每个数字都写明：核对相符、存疑有说明、或没有规则可核。"
PAGES: Final = {
    "index.md": ['title: "示例政务服务月报档案"', f'description: "{ABOUT}"', ALL_HIDDEN],
    "compare.md": ['title: "自选比较"', 'description: "自己选单位、指标和统计期，看表、看图，下载数据；网址可以保存和转发。"', ALL_HIDDEN, 'compare: "on"'],
    "accessibility.md": page("无障碍说明", "键盘、大字、对比度、简约版、朗读：做到了哪些，怎样检查，哪些还没有做到。"),
    "counties.md": page("县区对比", "本市各县（区）每月与年度办结件合计，以及本县各部门的对比名次。"),
    "errata.md": page("存疑", "档案中每一个与核验规则不符的公布数字，及其说明。"),
    "files.md": page("下载", "全部各期的数据：CSV、Excel、Word、PDF、数据包、SQLite、JSON 与 Atom 订阅。"),
    "json.md": page("JSON 的写法", "每期的 JSON 在哪里，各键是什么，由 JSON Schema 生成。"),
    "notes.md": page("数据说明", "每张表、每一列、单位与核验规则，由表结构生成。"),
    "issues/index.md": page("全部各期", "按年份列出档案收入的每一期月报。"),
    "issues/missing.md": page("缺少的各期", "档案尚未收入的各期月报。"),
    "issues/year-2003.md": page("2003年", "2003年各期月报与主要数字。"),
    "issues/year-2004.md": page("2004年", "2004年各期月报与主要数字。"),
    "issues/2003-11.md": issue("2003年11月政务服务月报（示例）", "2003年11月", 1, "2003-12-08"),
    "issues/2003-12.md": [
        'title: "2003年12月政务服务月报（示例）（已撤回）"', ALL_HIDDEN, 'description: "2003年12月政务服务月报（示例）（总第2期）已撤回，不再公布其中的数字。"',
    ],
    "issues/2004-01.md": issue("2004年1月政务服务月报（示例）", "2004年1月", 3, "2004-02-10"),
    "organizations/index.md": page("单位", "月报所列的部门、乡镇、窗口与各县（区），及其最近一期的数字。"),
    **{f"organizations/county-{number}.md": organization(f"county-{number}", f"示例{name}县") for number, name in enumerate("一二", 1)},
    **{f"organizations/department-{number}.md": organization(f"department-{number}", f"县示例{name}局") for number, name in enumerate("一二三四五", 1)},
    **{f"organizations/window-{number}.md": organization(f"window-{number}", f"示例{name}局窗口") for number, name in enumerate("一二三四五", 1)},
    "organizations/town-1.md": organization("town-1", "示例一乡"),
    "organizations/town-2.md": organization("town-2", "示例二镇"),
}  # fmt: skip


def head(text: str) -> list[str]:
    """The lines between the two rules at the top."""
    first, *lines = text.split("\n")
    return lines[: lines.index("---")] if first == "---" else []


def test_the_head_of_every_page(explained_archive: ArchiveFolder) -> None:
    """One issue was taken back; the page that is written by hand has none."""
    withdraw(explained_archive.folder, "2003-12", "误印")
    assert explained_archive.run("emit", "--quiet").status == 0
    docs: Path = explained_archive / "docs"
    found = {
        path.relative_to(docs).as_posix(): head(path.read_text(encoding="utf-8"))
        for path in docs.rglob("*.md")
    }
    assert found.pop("about.md") == []
    assert found == PAGES
