"""WordprocessingML by hand: the few elements that a report needs, written as text.

A table of eighty rows through python-docx's cell objects takes seconds and cannot repeat headers; a string takes none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from yuebao.escaping.xml import escaped

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADER: Final = '<w:headerReference w:type="default" r:id="rIdHeader"/>'
TWIPS_PER_MM: Final = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point, the measure of Word."""
    return round(millimetres * TWIPS_PER_MM)


@lru_cache(maxsize=1 << 14)
def run(text: str, *, bold: bool = False, color: str = "") -> str:
    """Text, its tabs kept. Remembered, because names and figures come again in every table and every issue."""
    properties = ("<w:b/>" if bold else "") + (f'<w:color w:val="{color}"/>' if color else "")
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    parts = "<w:tab/>".join(map(_text, text.split("\t"))) if "\t" in text else _text(text)
    return f"<w:r>{properties}{parts}</w:r>"


def _text(text: str) -> str:
    if not text:
        return ""
    keep = "" if text == text.strip() else ' xml:space="preserve"'
    return f"<w:t{keep}>{escaped(text)}</w:t>"


def field(code: str) -> str:
    """A field that Word computes, such as the page number."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """A paragraph of a style, by its id."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def tabs(*stops: tuple[str, float]) -> str:
    """Tab stops: which side of the text they hold, and where, in millimetres."""
    return (
        "<w:tabs>"
        + "".join(f'<w:tab w:val="{side}" w:pos="{twips(at)}"/>' for side, at in stops)
        + "</w:tabs>"
    )


def joined(parts: Iterable[str]) -> str:
    """The elements one after the other."""
    return "".join(parts)


def section(
    page: tuple[float, float], margins: tuple[float, float, float, float], *, header: bool = False
) -> str:
    """The end of a section: the page (wide, high), its margins (top, right, bottom, left), the page number beneath, the
    ``header`` of the document above."""
    wide, high = page
    top, right, bottom, left = margins
    across = ' w:orient="landscape"' if wide > high else ""
    return (
        f'<w:sectPr>{_HEADER if header else ""}<w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{twips(wide)}" w:h="{twips(high)}"{across}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}"'
        f' w:header="{twips(15)}" w:footer="{twips(bottom * 0.45)}" w:gutter="0"/></w:sectPr>'
    )
