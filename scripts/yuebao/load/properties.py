"""What a kept document says about itself beside its content: author, company, title, comments, custom properties.

Read without opening the document as such: the parts of a package with their marks taken away, the readable strings of
an old binary file, the information of a PDF. Bounded; what cannot be read is nobody's property.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from typing import Final

_LARGEST: Final = 2_000_000
"""Bytes of one part, unpacked."""
_PACKAGE, _BINARY, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_PARTS: Final = re.compile(
    r"docProps/[^/]+\.xml|meta\.xml|(?:word|xl|ppt)/(?:comments|people|persons?)[^/]*\.xml|xl/persons/[^/]+\.xml"
)
_MARK: Final = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE: Final = re.compile(r"=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_STRINGS: Final = (
    (re.compile(rb"[\x20-\x7e]{11,400}"), "ascii"),
    (re.compile(rb"(?:[\x20-\x7e]\x00){11,400}"), "utf-16-le"),
)
_ENTRY: Final = re.compile(
    rb"/(?:Title|Author|Subject|Keywords|Creator|Producer|Company|Manager)\s*(?:\(((?:\\.|[^()\\]){0,2000})\)|<([0-9A-Fa-f\s]{0,4000})>)"
)
_XMP: Final = re.compile(rb"<x:xmpmeta.{0,100000}?</x:xmpmeta>", re.DOTALL)


def document_properties(content: bytes) -> str:
    """The properties of a document as text, one a line; empty for what has none."""
    if content.startswith(_PACKAGE):
        return _of_package(content)
    if content.startswith(_BINARY):
        return "\n".join(
            found.decode(encoding) for pattern, encoding in _STRINGS for found in pattern.findall(content)
        )
    return _of_pdf(content) if content.startswith(_PDF) else ""


def _of_package(content: bytes) -> str:
    texts: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.infolist():
                if _PARTS.fullmatch(part.filename):
                    with package.open(part) as stream:
                        texts.append(_of_part(stream.read(_LARGEST).decode("utf-8", "replace")))
            texts.append(package.comment.decode("utf-8", "replace"))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        pass  # a package that is none is told by whoever reads the document
    return "\n".join(filter(None, texts))


def _of_part(text: str) -> str:
    """The words between the marks, a property a line, and the values of the attributes that hold some."""
    words = [html.unescape(part).strip() for part in _MARK.split(text)]
    values = [
        html.unescape(one or other) for mark in _MARK.findall(text) for one, other in _ATTRIBUTE.findall(mark)
    ]
    return "\n".join(filter(None, [*words, *(value for value in values if ":" not in value)]))


def _of_pdf(content: bytes) -> str:
    texts = []
    for literal, hexadecimal in _ENTRY.findall(content):
        raw = re.sub(rb"\\(.)", rb"\1", literal) if literal else _from_hex(hexadecimal)
        texts.append(
            raw.decode("utf-16", "replace")
            if raw.startswith((b"\xfe\xff", b"\xff\xfe"))
            else raw.decode("utf-8", "replace")
        )
    texts += [_of_part(found.decode("utf-8", "replace")) for found in _XMP.findall(content)]
    return "\n".join(texts)


def _from_hex(digits: bytes) -> bytes:
    plain = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))
