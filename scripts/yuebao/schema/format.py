"""Which way of writing `schemas/` this program understands: `format` in the archive file, 1 where it says nothing."""

from __future__ import annotations

from typing import Final

from yuebao import __version__
from yuebao.schema.strict import Place

FORMAT: Final = 1
"""A change that an older program would misunderstand raises it."""


def check_format(archive: Place) -> None:
    """Before anything else is read: what a newer program wrote would come out as all kinds of mistakes."""
    value = (
        archive.document.value.get("format", FORMAT) if isinstance(archive.document.value, dict) else FORMAT
    )
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise archive.at("format").fault(f"应为正整数，现为“{value}”")
    if value > FORMAT:
        raise archive.at("format").fault(
            f"schemas/ 是第 {value} 版的写法，这个程序（yuebao {__version__}）只懂到第 {FORMAT} 版；请升级程序"
        )
