"""The parts of a .docx around its text: styles, fonts, settings, footer, and how they hang together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from yuebao.escaping.xml import escaped
from yuebao.model.issue import Issue
from yuebao.printed.docx_styles import BODY_FONT, LATIN_FONT, RED, font_table_xml, styles_xml
from yuebao.printed.docx_xml import NAMESPACE, field, paragraph, run
from yuebao.printed.unfinished import day_of
from yuebao.printed.zip_bytes import zip_bytes

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = ("styles", "fontTable", "settings", "footer")
_HEADER: Final = "header"


def document_bytes(body: str, issue: Issue, header: str = "") -> bytes:
    """The package around the body's elements; ``header`` is the line at the head of each page, if any."""
    text = f'{_HEAD}<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_RELATIONS}"><w:body>{body}</w:body></w:document>'
    own = {"word/document.xml": text, "docProps/core.xml": _core_properties(issue, header)}
    if header:
        own["word/header.xml"] = _header(header)
    parts = _parts(_HEADER) if header else _parts()
    return zip_bytes({**parts, **{name: part.encode() for name, part in own.items()}})


def _core_properties(issue: Issue, draft: str) -> str:
    """Title, author and day of publication, as Office keeps them; of a draft that it is one."""
    title, author = escaped(issue.title), escaped(issue.publisher)
    when = f"{day_of(issue).isoformat()}T00:00:00Z"
    status = "<cp:contentStatus>Draft</cp:contentStatus>" if draft else ""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><dc:language>zh-CN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>{status}</cp:coreProperties>'
    )


@cache
def _parts(*more: str) -> dict[str, bytes]:
    """The parts that every document has, which names ``more`` of its own."""
    listed = (*_PARTS, *more)
    parts = {
        "[Content_Types].xml": _content_types(listed),
        "_rels/.rels": _relationships(
            {
                "rIdDocument": (f"{_RELATIONS}/officeDocument", "word/document.xml"),
                "rIdCore": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "word/_rels/document.xml.rels": _relationships(
            {f"rId{part.capitalize()}": (f"{_RELATIONS}/{part}", f"{part}.xml") for part in listed}
        ),
        "word/styles.xml": _styles(),
        "word/fontTable.xml": font_table_xml(NAMESPACE),
        "word/settings.xml": _settings(),
        "word/footer.xml": _footer(),
    }
    return {name: text.encode() for name, text in parts.items()}


def _content_types(listed_parts: Sequence[str]) -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        **{f"/word/{part}.xml": f"{_WORD}.{part}+xml" for part in listed_parts},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _styles() -> str:
    fonts = f'<w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:eastAsia="{BODY_FONT}" w:cs="{LATIN_FONT}"/>'
    return (
        f'{_HEAD}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{styles_xml()}</w:styles>"
    )


def _settings() -> str:
    return (
        f'{_HEAD}<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _header(text: str) -> str:
    return f'{_HEAD}<w:hdr xmlns:w="{NAMESPACE}">{paragraph("PageNumber", run(text, bold=True, color=RED))}</w:hdr>'


def _footer() -> str:
    number = run("— ") + field("PAGE") + run(" —")
    return f'{_HEAD}<w:ftr xmlns:w="{NAMESPACE}">{paragraph("PageNumber", number)}</w:ftr>'
