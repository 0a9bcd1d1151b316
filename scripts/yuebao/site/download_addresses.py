"""The addresses of the files to download, relative to the top of the site. They never change: scripts rely on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION: Final = "1"
"""Of the JSON and of the long table. What is added keeps it; what is renamed or removed gets the next one, beside it."""
FIGURES: Final = "files/figures.csv"
DATABASE: Final = "files/archive.sqlite"
ORGANIZATIONS: Final = "files/organizations.csv"
JSON: Final = f"files/v{VERSION}"
INDEX: Final = f"{JSON}/index.json"
INDEX_SCHEMA: Final = f"{JSON}/index.schema.json"
ISSUE_SCHEMA: Final = f"{JSON}/issue.schema.json"
FEED: Final = "feed.xml"
ERRATA_FEED: Final = "errata.xml"
ROBOTS: Final = "robots.txt"
ISSUES: Final = "files/issues.csv"
ERRATA: Final = "files/errata.csv"
PACKAGE: Final = "files/datapackage.json"
CATALOG: Final = "files/catalog.jsonld"


def organization_feed(identity: str) -> str:
    """What comes out about one organization."""
    return f"organizations/{identity}.xml"


def table_csv(month: str, table: str) -> str:
    """One table of one issue."""
    return f"files/{month}/{month}-{table}.csv"


def document(month: str, extension: str) -> str:
    """The issue as one file."""
    return f"files/{month}/{month}.{extension}"


_OPENED: Final = frozenset(
    [
        ".docx",
        ".doc",
        ".docm",
        ".wps",
        ".odt",
        ".rtf",
        ".xlsx",
        ".xls",
        ".xlsm",
        ".et",
        ".ods",
        ".csv",
        ".txt",
        ".pdf",
        ".jpg",
        ".jpeg",
        ".png",
        ".tif",
        ".tiff",
    ]
)


def source_document(month: str, file: str) -> str:
    """A document that the issue was taken from; ``file`` is as in its masthead. What a browser would run or MkDocs would
    make a page of is named as a text."""
    dot = file.rfind(".")
    known = dot > file.rfind("/") and file[dot:].lower() in _OPENED
    return f"files/{month}/{file}" if known else f"files/{month}/{file}.txt"


@dataclass(frozen=True, slots=True)
class IssueFile:
    """A file that holds a whole issue, and what it serves."""

    address: str
    title: str
    use: str


def issue_files(month: str) -> tuple[IssueFile, ...]:
    """The files that hold a whole issue."""
    return (
        IssueFile(document(month, "docx"), "月报（Word，.docx）", "照原报告的版式，可打印、签发"),
        IssueFile(
            document(month, "pdf"), "月报（PDF，.pdf）", "与 Word 文件同样的各页，读屏软件可读，字体在文件里"
        ),
        IssueFile(document(month, "xlsx"), "工作簿（Excel，.xlsx）", "每张表一个工作表"),
        IssueFile(
            document(month, "zip"),
            "数据包（Data Package，.zip）",
            "各表的 CSV 连同表结构、单位和存疑的说明，供程序使用",
        ),
        IssueFile(issue_json(month), "JSON", "各表、刊头和存疑的说明，地址固定"),
    )


def issue_json(month: str) -> str:
    """The issue as JSON."""
    return f"{JSON}/{month}.json"
