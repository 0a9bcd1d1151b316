"""What a file is by its content, whatever it is called: programs write web pages as .doc and .xls, and people rename files.

Only what is certain is said. A file that is damaged, or that nothing tells apart, is what its name says.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from yuebao.importing.xls_stream import streams_within

ZIP: Final = b"PK\x03\x04"
OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a .doc, a .xls, and whatever else is a container of streams begin."""
RTF: Final = b"{\\rtf"
_BEGINNINGS: Final = {
    b"%PDF": ".pdf", RTF: ".rtf", b"Rar!": ".rar", b"7z\xbc\xaf\x27\x1c": ".7z", b"\x1f\x8b": ".gz", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif", b"II*\0": ".tif", b"MM\0*": ".tif",
}  # fmt: skip
_STREAMS: Final = {"WordDocument": ".doc", "Workbook": ".xls", "Book": ".xls", "PowerPoint Document": ".ppt"}
_MAINS: Final = {
    b"wordprocessingml": ".docx", b"ms-word": ".docx", b"spreadsheetml": ".xlsx", b"ms-excel.sheet.binary": ".xlsb", b"ms-excel": ".xlsx",
    b"presentationml": ".pptx", b"ms-powerpoint": ".pptx",
}  # fmt: skip
_MAIN: Final = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.)?([a-z.-]+)\.main\b", re.IGNORECASE
)
"""The type of the main part of a package, as the list of its parts has it."""
_OPEN: Final = {b"text": ".odt", b"spreadsheet": ".ods", b"presentation": ".odp"}
_OF_OPEN: Final = b"application/vnd.oasis.opendocument."
_PAGE: Final = re.compile(rb"<(?:!DOCTYPE\s+html|html|table|body|meta)(?![:\w-])", re.IGNORECASE)
_MAIL: Final = re.compile(rb"\s*(?:From: <Saved by|MIME-Version:|Content-Type: *multipart/)", re.IGNORECASE)
_SHEETS: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_TAG: Final = re.compile(rb"<[a-z!/?]", re.IGNORECASE)
_BEGINNING: Final = 4_096
_LISTED: Final = 200_000
"""Bytes of the list of parts that are looked at."""


def kind_of(content: bytes) -> str:
    """The suffix that the content should have: ``.xml`` for sheets in the XML of Excel 2003, ``.wordml`` for other XML, ``.zip`` for a
    package of other things; empty for what cannot be told."""
    if content.startswith(ZIP):
        return _of_package(content)
    if content.startswith(OLD):
        return _of_streams(content)
    found = next((kind for mark, kind in _BEGINNINGS.items() if content.startswith(mark)), "")
    if found or _MAIL.match(content):
        return found or ".mht"
    beginning = _beginning(content)
    if beginning[:1] != b"<":
        return ""
    if is_page(content):
        return ".html"
    if _SHEETS in beginning:
        return ".xml"
    return ".wordml" if beginning.startswith(b"<?xml") else ""


def is_page(content: bytes) -> bool:
    """Whether a page of tables, or of anything else, begins here."""
    beginning = _beginning(content)
    return _PAGE.search(beginning) is not None and _SHEETS not in beginning


def has_tags(content: bytes) -> bool:
    """Whether there is any tag at all."""
    return _TAG.search(content.replace(b"\0", b"")) is not None


def _beginning(content: bytes) -> bytes:
    """The first characters as those of ASCII, whatever the encoding; no mark of it, no blanks before them."""
    beginning = content[:_BEGINNING].replace(b"\0", b"")
    return beginning.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def _of_package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            listed = _part(package, "[Content_Types].xml")
            said = _part(package, "mimetype").strip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return ""
    if said.startswith(_OF_OPEN):
        return next((kind for of, kind in _OPEN.items() if said[len(_OF_OPEN) :].startswith(of)), ".zip")
    for main in _MAIN.findall(listed):
        for of, kind in _MAINS.items():
            if main.lower().startswith(of):
                return kind
    office = any(name.startswith(("word/", "xl/")) or name == "[Content_Types].xml" for name in names)
    return ".ofd" if "OFD.xml" in names else "" if office else ".zip"


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if name not in package.namelist():
        return b""
    with package.open(name) as part:
        return part.read(_LISTED)


def _of_streams(content: bytes) -> str:
    names = streams_within(content)
    return next((kind for stream, kind in _STREAMS.items() if stream in names), "")
