"""Every page and every file of a site by its address, and the head of every page, whole: what the search engines, the browser
and the frame of the site are told of it. Scripts rely on the addresses."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest
from lxml import html

from tests.support.archive import ArchiveFolder
from tests.support.withdrawing import withdraw
from yuebao.site.download_addresses import IssueFile, issue_files

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


@pytest.fixture(scope="module")
def docs(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is written of three issues; the second was taken back."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("whole") / "archive")
    withdraw(archive.folder, "2003-12", "误印")
    assert archive.run("emit", "--quiet").status == 0
    return archive / "docs"


def test_the_head_of_every_page(docs: Path) -> None:
    """The page that is written by hand has none."""
    found = {
        path.relative_to(docs).as_posix(): head(path.read_text(encoding="utf-8"))
        for path in docs.rglob("*.md")
    }
    assert found.pop("about.md") == []
    assert found == PAGES


ISSUES: Final = ("2003-11", "2004-01")
TABLES: Final = [
    "awards",
    "county-comparison-month",
    "county-comparison-year",
    "department-volume-month",
    "news",
    "satisfaction",
    "staff-scores",
    "town-volume-month",
    "town-volume-year",
    "volume-summary",
    "window-score-items",
    "window-scores",
]
ORGANIZATIONS: Final = [
    each.removeprefix("organizations/").removesuffix(".md")
    for each in PAGES
    if each.startswith("organizations/") and each != "organizations/index.md"
]
WHOLE: Final = ("docx", "pdf", "xlsx", "zip")
DESCRIBED: Final = ("errata", "figures", "issues", "organizations")
FILES: Final = {
    *("feed.xml", "errata.xml", "robots.txt", "compare/index.js", "search/figures.js", "search/words.js"),
    *(f"files/{name}" for name in ("archive.sqlite", "catalog.jsonld", "datapackage.json")),
    *(f"files/{name}.csv{more}" for name in DESCRIBED for more in ("", "-metadata.json")),
    *(f"files/v1/{name}.json" for name in ("index", "index.schema", "issue.schema", "2003-12", *ISSUES)),
    *(f"files/{month}/{month}-{table}.csv" for month in ISSUES for table in TABLES),
    *(f"files/{month}/{month}.{extension}" for month in ISSUES for extension in WHOLE),
    *(f"files/{month}/source/issue.txt" for month in ISSUES),
    *(f"compare/in-{month}.js" for month in ISSUES),
    *(f"search/answers/{month}.js" for month in ISSUES),
    *(f"organizations/{each}.xml" for each in ORGANIZATIONS),
    *(f"compare/of-{each}.js" for each in ORGANIZATIONS),
}


def test_every_file_by_its_address(docs: Path) -> None:
    """Of the issue that was taken back nothing but that it was."""
    found = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    assert found - {".emitted", "about.md"} == FILES | PAGES.keys()


def test_the_files_that_hold_a_whole_issue(docs: Path) -> None:
    listed = issue_files("2004-01")
    assert list(listed) == [
        IssueFile("files/2004-01/2004-01.docx", "月报（Word，.docx）", "照原报告的版式，可打印、签发"),
        IssueFile("files/2004-01/2004-01.pdf", "月报（PDF，.pdf）", "与 Word 文件同样的各页，读屏软件可读，字体在文件里"),
        IssueFile("files/2004-01/2004-01.xlsx", "工作簿（Excel，.xlsx）", "每张表一个工作表"),
        IssueFile("files/2004-01/2004-01.zip", "数据包（Data Package，.zip）", "各表的 CSV 连同表结构、单位和存疑的说明，供程序使用"),
        IssueFile("files/v1/2004-01.json", "JSON", "各表、刊头和存疑的说明，地址固定"),
    ]  # fmt: skip
    assert [each.address for each in listed if not (docs / each.address).is_file()] == []


OTHERWISE: Final = {"county-comparison-month", "county-comparison-year", "window-score-items"}
"""Printed with a second line above or put together by their first column."""


@pytest.mark.parametrize("name", sorted(set(TABLES) - OTHERWISE))
def test_every_table_of_an_issue_is_on_its_page(docs: Path, name: str) -> None:
    """Cell for cell as in its file, whether the report prints it as a table or says it in sentences; a figure that no rule
    looks at has its mark."""
    page = html.fromstring((docs / "issues/2004-01.md").read_text(encoding="utf-8"))
    (table,) = page.xpath("//table[@id=$id]", id=f"t.{name}")
    shown = [[cell.text_content().removesuffix("未核") for cell in row] for row in table.iter("tr")]
    file = f"files/2004-01/2004-01-{name}.csv"
    assert page.xpath("count(//a[@href=$href])", href=f"../{file}") == 1
    assert shown == list(csv.reader((docs / file).read_text(encoding="utf-8-sig").splitlines()))
