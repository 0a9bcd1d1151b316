"""The zip package of .docx and .xlsx, looked over before any library opens it.

Nothing is unpacked until the sizes that its directory states are within bounds; `zipfile` reads no more than those
sizes, so a directory that lies ends as a damaged file, not as a full memory. Office never writes a DTD; a part that has
one is an attack by entities, whatever the XML library would make of it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from yuebao.importing.blocks import Refused

ENTRIES: Final = 2_000
PART: Final = 40_000_000
"""Bytes of the largest part, unpacked; the real report has 0.5 MB."""
TOTAL: Final = 120_000_000
_DTD: Final = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le")
)


def check_package(content: bytes, what: str, needed: str = "") -> None:
    """Refuse a package that is damaged, too large unpacked, or not of the kind ``what`` (without the part ``needed``)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _bounds(entries)
            if needed and needed not in package.namelist():
                raise Refused(
                    f"这不是 {what} 文件：压缩包里没有 {needed}。请用 Word、Excel 或 WPS 另存后再导入。"
                )
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _part(package.read(entry), entry.filename)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        raise Refused(f"{what} 文件已损坏或不完整，打不开。请重新取得文件，或另存后再导入。") from error


def _bounds(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    if len(entries) > ENTRIES or largest > PART or total > TOTAL:
        raise Refused(
            f"压缩包展开后有 {len(entries)} 个文件、{total / 1_000_000:.0f} MB，"
            f"超过上限（{ENTRIES} 个、{TOTAL / 1_000_000:.0f} MB，单个 {PART / 1_000_000:.0f} MB），不予打开。"
            "一期月报不会有这么大；请确认文件来源。"
        )


def _part(content: bytes, name: str) -> None:
    if any(mark in content for mark in _DTD):
        raise Refused(f"{name} 里有实体定义（DTD），办公软件不会写出这样的文件，不予打开。请确认文件来源。")
