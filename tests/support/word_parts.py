"""Word documents put together from pieces of XML, with whatever parts a case needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import docx
from docx.oxml import parse_xml

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
DECLARED: Final = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT: Final = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (_TYPES, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)  # fmt: skip
"""The namespaces of Office beside those of the strict standard."""


@dataclass(frozen=True)
class Part:
    """A part to add: its file, its content, and how the main part (or the package) refers to it."""

    name: str
    content: str | bytes
    kind: str = ""
    id: str = "rIdX"

    @property
    def bytes(self) -> bytes:
        """The content, XML with all namespaces declared where the case says ``DECLARED``."""
        if isinstance(self.content, bytes):
            return self.content
        return self.content.replace("DECLARED", DECLARED).encode()


@dataclass(frozen=True)
class Piece:
    """What is put into a document: XML for its text, and parts."""

    xml: str = ""
    parts: tuple[Part, ...] = field(default=())


def elements(xml: str) -> list[docx.oxml.xmlchemy.BaseOxmlElement]:
    """The elements of a piece of XML."""
    return list(parse_xml(f"<w:body {DECLARED}>{xml}</w:body>"))


def word_of(xml: str, *parts: Part) -> bytes:
    """A document whose body is the given WordprocessingML."""
    document = docx.Document()
    body = document.element.body
    for element in elements(xml):
        body.insert(len(body) - 1, element)
    stream = io.BytesIO()
    document.save(stream)
    return with_parts(stream.getvalue(), *parts)


def with_parts(content: bytes, *parts: Part) -> bytes:
    """The package with more parts, to which its main part refers."""
    if not parts:
        return content
    files = files_of(content)
    relations = "word/_rels/document.xml.rels"
    for part in parts:
        files[part.name] = part.bytes
        if part.kind:
            target = part.name.removeprefix("word/")
            line = f'<Relationship Id="{part.id}" Type="{_TYPES}/{part.kind}" Target="{target}"/></Relationships>'
            files[relations] = files[relations].replace(b"</Relationships>", line.encode())
    return package(files)


def files_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def package(files: Mapping[str, bytes]) -> bytes:
    """A package of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    inner = "".join(
        each if each.startswith(("<w:p>", "<w:tbl>")) else paragraph(each) for each in content or [""]
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def box(content: str) -> str:
    """A text box as today's Word draws it."""
    return (
        '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>12345</wp:posOffset></wp:positionH>'
        '<wp:docPr id="7" name="文本框 7"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def old_box(content: str) -> str:
    """A text box as Word 2007 draws it."""
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def two_boxes(content: str, other: str | None = None) -> str:
    """A text box in both forms, as Word writes it."""
    new, old = box(content), old_box(content if other is None else other)
    inner = [form.removeprefix("<w:r>").removesuffix("</w:r>") for form in (new, old)]
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{inner[0]}</mc:Choice>'
        f"<mc:Fallback>{inner[1]}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(description: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{description}"/><a:graphic>'
        '<a:graphicData uri="x"><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def field_of(code: str, result: str = "") -> str:
    shown = run(result) if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
