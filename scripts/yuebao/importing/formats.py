"""Which format a file is: its name proposes, its first bytes decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from yuebao.importing.archive_notes import without_notes
from yuebao.importing.blocks import Document, Refused
from yuebao.importing.docx import read_word
from yuebao.importing.draft_marks import unmarked
from yuebao.importing.html import read_html
from yuebao.importing.libreoffice import read_old_sheets, read_old_word
from yuebao.importing.plain_text import read_csv, read_text
from yuebao.importing.xls import SIGNATURE, read_excel97
from yuebao.importing.xlsx import read_excel

LIMIT: Final = 30_000_000
"""Bytes of the largest document that is read."""
_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_PAGE: Final = re.compile(rb"<(?:!DOCTYPE\s+html|html|table|body|meta)\b", re.IGNORECASE)
_BEGINNING: Final = 4_096


def _sheets(content: bytes, name: str) -> Document:
    """What is called .xls or .et: the old format, or what many systems write under that name, a page of tables, sheets in
    XML, cells with tabs between them."""
    if content.startswith(SIGNATURE):
        return read_excel97(content, name)
    if content.startswith(_ZIP):
        return read_excel(content, name)
    if _is_page(content):
        return read_html(content, name)
    return read_old_sheets(content, name) if content.lstrip()[:1] == b"<" else read_csv(content, name)


READERS: Final[Mapping[str, Callable[[bytes, str], Document]]] = {
    **{".txt": read_text, ".csv": read_csv, ".docx": read_word, ".docm": read_word, ".xlsx": read_excel, ".xlsm": read_excel},
    **{".xls": _sheets, ".et": _sheets, ".doc": read_old_word, ".wps": read_old_word, ".rtf": read_old_word, ".odt": read_old_word},
    **{".ods": read_old_sheets, ".html": read_html, ".htm": read_html},
}  # fmt: skip
_FIRST: Final[Mapping[str, tuple[bytes, ...]]] = {
    **dict.fromkeys((".docx", ".docm", ".xlsx", ".xlsm", ".odt", ".ods"), (_ZIP,)),
    ".rtf": (b"{\\rtf",),
}
"""How the files of a format begin, where that is known."""
_TEXTS: Final = (".txt", ".csv", ".html", ".htm", ".xls", ".et")
INSTEAD: Final[Mapping[str, str]] = {
    ".pdf": "PDF 里没有段落和单元格，只有字的位置，句子在行末断开，读出来会缺字，所以不导入。"
    "请找到 Word、WPS 原件；只有 PDF 时，请用 Word 或 WPS 打开它，另存为 .docx 再导入，并逐格核对。",
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp"),
        "图片里的字读不出来。请找到 Word、Excel 原件；只有扫描件时，请照着录入（yuebao new）。",
    ),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "这是压缩文件。请先解压，再导入里面的文件。"),
    **dict.fromkeys((".mht", ".mhtml", ".xml", ".uof", ".ofd", ".pages", ".numbers", ".xlsb", ".eml", ".msg"),
                    "这种文件读不了。请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再导入。"),
}  # fmt: skip
"""What to do with files that people have and that cannot be read."""


def read_document(content: bytes, name: str) -> Document:
    """The document, without the marks of a draft and the notes of an archive. Raises `Refused` for an unknown or mistaken format, one that is locked, and
    an empty file."""
    suffix = PurePath(name).suffix.lower()
    if suffix in INSTEAD:
        raise Refused(INSTEAD[suffix])
    if suffix not in READERS:
        raise Refused(f"不认识“{suffix or name}”这种文件。能导入的有：{'、'.join(READERS)}。")
    if not content.strip(b"\0 \t\r\n"):
        raise Refused("文件是空的。请确认选对了文件。")
    if content.startswith(SIGNATURE) and _LOCKED in content:
        raise Refused("文件有打开密码，读不了。请用 Word、Excel 或 WPS 打开它，去掉密码后另存再导入。")
    wanted = _FIRST.get(suffix, ())
    foreign = {".xls": (_ZIP, _PDF), ".et": (_PDF,)}.get(suffix, (_ZIP, SIGNATURE, _PDF))
    mistaken = suffix in _TEXTS and content.startswith(foreign)
    if mistaken or (wanted and not content.startswith(wanted)):
        raise Refused(f"文件名是 {suffix}，内容却{_looks_like(content)}。{_advice(content)}")
    return without_notes(unmarked(READERS[suffix](content, name)))


def takes_office(name: str) -> bool:
    """Whether a document of this name is converted by LibreOffice before it is read."""
    return READERS.get(PurePath(name).suffix.lower()) in (read_old_word, read_old_sheets)


def _is_page(content: bytes) -> bool:
    beginning = content[:_BEGINNING].replace(b"\0", b"")
    return (
        _PAGE.search(beginning) is not None
        and b"urn:schemas-microsoft-com:office:spreadsheet" not in beginning
    )


def _looks_like(content: bytes) -> str:
    if content.startswith(_ZIP):
        return "是压缩包（.docx、.xlsx 都是这一类）"
    if content.startswith(SIGNATURE):
        return "是旧版 Office 文件（.doc、.xls、.wps，或加了密码的文件）"
    if content.startswith(_PDF):
        return "是 PDF"
    if content.lstrip()[:1] == b"<":
        return "是网页或 XML"
    return "不是这种文件"


def _advice(content: bytes) -> str:
    if content.startswith(_PDF):
        return INSTEAD[".pdf"]
    return "请改成正确的扩展名，或用 Word、Excel、WPS 打开后另存再导入。"
