"""Which format a file is: its name proposes, its first bytes decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from yuebao.importing.blocks import Document, Refused
from yuebao.importing.docx import read_word
from yuebao.importing.draft_marks import unmarked
from yuebao.importing.libreoffice import read_old_word
from yuebao.importing.plain_text import read_csv, read_text
from yuebao.importing.xls import SIGNATURE, read_excel97
from yuebao.importing.xlsx import read_excel

READERS: Final[Mapping[str, Callable[[bytes, str], Document]]] = {
    ".txt": read_text,
    ".csv": read_csv,
    ".docx": read_word,
    ".xlsx": read_excel,
    ".xls": read_excel97,
    ".doc": read_old_word,
    ".wps": read_old_word,
}
CONVERTED: Final = (".doc", ".wps")
"""Those that another program has to convert first."""
LIMIT: Final = 30_000_000
"""Bytes of the largest document that is read."""
_ZIP: Final = b"PK\x03\x04"
_PACKAGES: Final = (".docx", ".xlsx")


def read_document(content: bytes, name: str) -> Document:
    """The document, without the marks of a draft. Raises `Refused` for an unknown or mistaken format, and for an empty
    file."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise Refused(f"不认识“{suffix or name}”这种文件。能导入的有：{'、'.join(READERS)}。")
    if not content.strip(b"\0 \t\r\n"):
        raise Refused("文件是空的。请确认选对了文件。")
    if suffix in _PACKAGES and not content.startswith(_ZIP):
        raise Refused(f"文件名是 {suffix}，内容却{_looks_like(content)}。{_advice(content)}")
    if suffix == ".xls" and not content.startswith(SIGNATURE):
        raise Refused(f"文件名是 .xls，内容却{_looks_like(content)}。{_advice(content)}")
    if suffix in (".txt", ".csv") and content.startswith((_ZIP, SIGNATURE, b"%PDF")):
        raise Refused(f"文件名是 {suffix}，内容却{_looks_like(content)}。{_advice(content)}")
    return unmarked(READERS[suffix](content, name))


def _looks_like(content: bytes) -> str:
    if content.startswith(_ZIP):
        return "是压缩包（.docx、.xlsx 都是这一类）"
    if content.startswith(SIGNATURE):
        return "是旧版 Office 文件（.doc、.xls、.wps，或加了密码的文件）"
    if content.startswith(b"%PDF"):
        return "是 PDF"
    if content.lstrip()[:1] == b"<":
        return "是网页或 XML"
    return "不是这种文件"


def _advice(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "PDF 不能导入；请找到 Word 原件。"
    return "请改成正确的扩展名，或用 Word、Excel、WPS 打开后另存再导入。"
