"""Which format a file is: its name proposes, its content decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from yuebao.importing.archive_notes import without_notes
from yuebao.importing.blocks import Document, Refused
from yuebao.importing.contents import OLD, RTF, ZIP, has_tags, is_page, kind_of
from yuebao.importing.docx import read_word
from yuebao.importing.draft_marks import unmarked
from yuebao.importing.encodings import decode
from yuebao.importing.html import read_html
from yuebao.importing.libreoffice import read_old_sheets, read_old_word
from yuebao.importing.plain_text import read_csv, read_text
from yuebao.importing.xls import read_excel97
from yuebao.importing.xlsx import read_excel

LIMIT: Final = 30_000_000
"""Bytes of the largest document that is read."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def _sheets(content: bytes, name: str) -> Document:
    """What is called .xls or .et: the old format, or what many systems write under that name, a page of tables, cells with tabs
    between them."""
    if content.startswith(OLD):
        return read_excel97(content, name)
    return read_html(content, name) if is_page(content) else read_csv(content, name)


READERS: Final[Mapping[str, Callable[[bytes, str], Document]]] = {
    **{".txt": read_text, ".csv": read_csv, ".tsv": read_csv, ".docx": read_word, ".docm": read_word, ".dotx": read_word, ".dotm": read_word},
    **{".xlsx": read_excel, ".xlsm": read_excel, ".xltx": read_excel, ".xltm": read_excel, ".xls": _sheets, ".et": _sheets, ".xlt": _sheets, ".ett": _sheets},
    **{".doc": read_old_word, ".wps": read_old_word, ".dot": read_old_word, ".wpt": read_old_word, ".rtf": read_old_word, ".odt": read_old_word},
    **{".ods": read_old_sheets, ".xml": read_old_sheets, ".html": read_html, ".htm": read_html},
}  # fmt: skip
"""What reads a file, by the suffix of its name, or that its content should have."""
_FIRST: Final[Mapping[str, bytes]] = {
    **dict.fromkeys((suffix for suffix, reader in READERS.items() if reader in (read_word, read_excel)), ZIP),
    **dict.fromkeys((".odt", ".ods"), ZIP), **dict.fromkeys((".doc", ".wps", ".dot", ".wpt"), OLD), ".rtf": RTF,
}  # fmt: skip
"""How the files of a format begin, where that is known."""
_OLD_SHEETS: Final = (".xls", ".et", ".xlt", ".ett")
_ANEW: Final = "请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再导入。"
PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp")
PACKED: Final = (".zip", ".rar", ".7z", ".gz", ".tar")
SLIDES: Final = (".ppt", ".pptx", ".dps", ".odp")
TO_SAVE_ANEW: Final = (".mht", ".mhtml", ".fodt", ".fods", ".uof", ".uot", ".uos", ".pages", ".numbers", ".xlsb", ".eml", ".msg")  # fmt: skip
"""Kinds of files that people have and that cannot be read, by what there is to do."""
INSTEAD: Final[Mapping[str, str]] = {
    ".pdf": "PDF 里没有段落和单元格，只有字的位置，句子在行末断开，读出来会缺字，所以不导入。"
    "请找到 Word、WPS 原件；只有 PDF 时，请用 Word 或 WPS 打开它，另存为 .docx 再导入，并逐格核对。",
    **dict.fromkeys(PICTURES, "图片里的字读不出来。请找到 Word、Excel 原件；只有扫描件时，请照着录入（yuebao new）。"),
    **dict.fromkeys(PACKED, "压缩文件要先解开。请解压后导入里面的文件。"),
    **dict.fromkeys(SLIDES, "演示文稿不是月报的原件，读不了。请找到 Word、Excel 原件再导入。"),
    **dict.fromkeys((*TO_SAVE_ANEW, ".wordml", ".ofd"), f"这种文件读不了。{_ANEW}"),
}  # fmt: skip
"""What to do with files that people have and that cannot be read."""
_CALLED: Final = {
    **dict.fromkeys(PICTURES, "图片"), **dict.fromkeys(PACKED, "压缩文件"), **dict.fromkeys(SLIDES, "演示文稿"), ".pdf": " PDF",
    ".mht": "网页的打包文件（.mht）", ".wordml": " Word 2003 的 XML 一类", ".ofd": " OFD", ".xlsb": " .xlsb",
}  # fmt: skip


def read_document(content: bytes, name: str) -> Document:
    """The document, without the marks of a draft and the notes of an archive, read as what its content is, which need not be what
    its name says. Raises `Refused` for an unknown format, one that is locked, and an empty file."""
    suffix = PurePath(name).suffix.lower()
    if not content.strip(b"\0 \t\r\n"):
        raise Refused("文件是空的。请确认选对了文件。")
    if content.startswith(OLD) and _LOCKED in content:
        raise Refused("文件有打开密码，读不了。请用 Word、Excel 或 WPS 打开它，去掉密码后另存再导入。")
    kind = _kind(content, suffix)
    if kind in INSTEAD:
        called = "" if suffix in (kind, ".xml", *INSTEAD) else f"文件名是 {suffix}，内容却是{_CALLED[kind]}。"
        raise Refused(called + INSTEAD[kind])
    if kind not in READERS:
        raise Refused(f"不认识“{suffix or name}”这种文件。{_ANEW}能导入的有：{'、'.join(READERS)}。")
    document = without_notes(unmarked(READERS[kind](content, PurePath(name).stem + kind)))
    if READERS[kind] is READERS.get(suffix):
        return document
    return replace(
        document, kind=f"{document.kind}，{f'文件名写作 {suffix}' if suffix else '文件名没有扩展名'}"
    )


def _kind(content: bytes, suffix: str) -> str:
    """What the content is, or where it does not tell, the name. Raises `Refused` where it can be neither."""
    found = kind_of(content)
    if found in READERS:
        same = READERS[found] is READERS.get(suffix) or (found == ".html" and suffix in _OLD_SHEETS)
        return suffix if same else found
    if found and not (suffix in INSTEAD and found == ".zip"):
        return found
    if suffix in (".html", ".htm") and not has_tags(content):
        return ".txt"
    wanted = _FIRST.get(suffix, b"")
    if wanted == OLD and not content.startswith((OLD, ZIP)) and _is_text(content):
        return ".txt"
    alien = content.startswith(ZIP) or (content.startswith(OLD) and suffix not in _OLD_SHEETS)
    if suffix in READERS and (not content.startswith(wanted) if wanted else alien or suffix == ".xml"):
        raise Refused(
            f"文件名是 {suffix}，内容却{_looks_like(content)}。请用 Word、Excel 或 WPS 打开后另存再导入。"
        )
    return suffix


def _is_text(content: bytes) -> bool:
    try:
        decode(content)
    except Refused:
        return False
    return True


def takes_office(content: bytes, name: str) -> bool:
    """Whether this document is converted by LibreOffice before it is read."""
    try:
        return READERS.get(_kind(content, PurePath(name).suffix.lower())) in (read_old_word, read_old_sheets)
    except Refused:
        return False


def _looks_like(content: bytes) -> str:
    if content.startswith(ZIP):
        return "是压缩包（.docx、.xlsx 都是这一类），已经损坏"
    if content.startswith(OLD):
        return "是旧版 Office 文件（.doc、.xls、.wps 都是这一类），已经损坏"
    return "是网页或 XML" if content.lstrip()[:1] == b"<" else "不是这种文件"
