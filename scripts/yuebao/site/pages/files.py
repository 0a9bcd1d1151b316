"""下载: the files of the whole archive and of each issue, what they hold, and how to use them."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.site import download_addresses as downloads
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.downloads.catalog import schema_org
from yuebao.site.downloads.figures import MEANING
from yuebao.site.pages.issues import by_year
from yuebao.site.pages.layout import render_page

_ARCHIVE = (
    (downloads.FIGURES, "长表（CSV）", "全部各期每一个数字一行，可用 Excel、pandas、R 打开"),
    (
        downloads.DATABASE,
        "数据库（SQLite）",
        "长表、各期、存疑、更正与修订、单位合在一个文件里，可用 SQL 查询",
    ),
    (downloads.ORGANIZATIONS, "单位登记册（CSV）", "单位的标识、名称、别名、代码与有效月份"),
    (downloads.INDEX, "目录（JSON）", "各期、各表各列与单位；每期的地址由此可得"),
    (downloads.ISSUES, "各期（CSV）", "每期一行：统计期和刊头"),
    (downloads.ERRATA, "存疑（CSV）", "存疑的数字：公布的、按规则应为的、说明"),
    (
        downloads.PACKAGE,
        "全部各期的数据包（Data Package）",
        "说明上面各个 CSV 的每一列，可用 frictionless 核对",
    ),
    (downloads.CATALOG, "数据集的说明（DCAT）", "供数据开放平台收录；每个 CSV 旁边另有 CSVW 的说明"),
    ("SHA256SUMS", "校验和", "每个文件的 SHA-256；整个网站下载后，用 sha256sum -c 或 yuebao verify 核对"),
    (downloads.FEED, "订阅（Atom）", "新的一期和新写明的存疑，用订阅软件打开"),
    (downloads.ERRATA_FEED, "存疑的订阅（Atom）", "只有新写明的存疑"),
)


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The page of files. The examples ask for the first highlight of the report's form."""
    example = archive.highlights[0] if archive.highlights else None
    yield (
        addresses.source(addresses.FILES),
        render_page(
            "files.md.j2",
            {
                "title": "下载",
                "hide": ["navigation"],
                "description": "全部各期的数据：CSV、Excel、Word、PDF、数据包、SQLite、JSON 与 Atom 订阅。",
            },
            files=_ARCHIVE,
            meaning=MEANING,
            example=example,
            example_measure=archive.tables[example.table].field[example.column].id if example else "",
            years=by_year(archive),
            issue_files=downloads.issue_files,
            addresses=addresses,
            settings=archive.settings,
            dataset=schema_org(archive),
        ),
    )
