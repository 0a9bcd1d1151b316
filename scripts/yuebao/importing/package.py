"""The zip package of .docx and .xlsx, looked over before any library opens it, and how its parts refer to each other.

Nothing is unpacked until the sizes that its directory states are within bounds; `zipfile` reads no more than those
sizes, so a directory that lies ends as a damaged file, not as a full memory. Office never writes a DTD; a part that has
one is an attack by entities, whatever the XML library would make of it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from yuebao.importing.blocks import Refused

ENTRIES: Final = 2_000
PART: Final = 40_000_000
"""Bytes of the largest part, unpacked; the real report has 0.5 MB."""
TOTAL: Final = 120_000_000
_DTD: Final = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le")
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to under an id: of which kind (the last word of the type), and which part, or address outside."""

    id: str
    kind: str
    target: str
    outside: bool


def relations_file(part: str) -> str:
    """The part that says what a part refers to. The package itself is the part without name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(part: str, listed: Iterable[Mapping[str, str]], parts: Container[str]) -> Iterator[Relation]:
    """What a part refers to, from the attributes of each relation that is listed. A target names a part as the package
    does, or with characters escaped as in addresses."""
    folder = posixpath.dirname(part)
    for each in listed:
        target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
        if not outside:
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            target = path if path in parts else unquote(path)
        yield Relation(
            each.get("Id", ""), each.get("Type", "").rstrip("/").rpartition("/")[2], target, outside
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
