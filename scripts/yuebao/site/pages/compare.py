"""The page on which readers compare what they choose."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.pages.layout import render_page


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The page; an archive without issues says so."""
    yield (
        addresses.source(addresses.COMPARE),
        render_page(
            "compare.md.j2",
            {
                "title": "自选比较",
                "description": "自己选单位、指标和统计期，看表、看图，下载数据；网址可以保存和转发。",
                "hide": ["navigation", "toc"],
                "compare": "on" if archive.editions else "",
            },
            count=len(archive.editions),
            addresses=addresses,
        ),
    )
