"""无障碍说明: what makes the site usable for everybody, how that was checked, and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.pages.layout import render_page


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The statement. Whom to ask is said where the settings say it."""
    yield (
        addresses.source(addresses.ACCESSIBILITY),
        render_page(
            "accessibility.md.j2",
            {
                "title": "无障碍说明",
                "hide": ["navigation"],
                "description": "键盘、大字、对比度、简约版、朗读：做到了哪些，怎样检查，哪些还没有做到。",
            },
            contact=archive.settings.contact,
            addresses=addresses,
        ),
    )
