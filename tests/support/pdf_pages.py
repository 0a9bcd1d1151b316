"""A PDF as its readers see it: its words, and its tags."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

Words = dict[tuple[int, int], str]
"""What stands in each marked piece of content, by page and mark."""


def texts(content: bytes) -> list[str]:
    """The words of each page, as they would be copied."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def told(content: bytes) -> str:
    """All that the file says: its pages, its properties and its bookmarks."""
    with pikepdf.open(io.BytesIO(content)) as document, document.open_outline() as outline:
        properties = [str(value) for value in document.docinfo.values()]
        metadata = document.Root.Metadata.read_bytes().decode()
        marks = [f"{item.title}" for top in outline.root for item in (top, *top.children)]
    return "\n".join([*texts(content), *properties, metadata, *marks])


def outside(content: bytes, margin: float = 0) -> list[str]:
    """The characters that are not wholly between the margins, each with its page and where it stands across it, in points."""
    found = []
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, 1):
            words, width = page.get_textpage(), page.get_width()
            for place in range(words.count_chars()):
                left, _, right, _ = words.get_charbox(place)
                sign = words.get_text_range(place, 1)
                if sign.strip() and (left < margin - 1 or right > width - margin + 1):
                    found.append(f"{number}: {sign} {left:.0f}–{right:.0f}")
    return found


def squeezed(text: str) -> str:
    """Without spaces and the ends of lines."""
    return "".join(text.split())


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def tagged(node: Any, *kinds: str) -> Iterator[Any]:
    """The elements of these kinds below one, in their order."""
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S)[1:] in kinds:
                yield kid
            yield from tagged(kid, *kinds)


def words_of(document: pikepdf.Pdf) -> Words:
    """The words of all marked content, by the codes and characters that the fonts state."""
    found: Words = {}
    for number, page in enumerate(document.pages):
        marks: list[int | None] = []
        fonts = {name: _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
        font: dict[int, str] = {}
        for step in pikepdf.parse_content_stream(page):
            operands: list[Any] = list(step.operands)
            match str(step.operator):
                case "BDC":
                    marks.append(int(operands[1].MCID) if "/MCID" in operands[1] else None)
                case "BMC":
                    marks.append(None)
                case "EMC":
                    marks.pop()
                case "Tf":
                    font = fonts[str(operands[0])]
                case "Tj" | "TJ" if marks and (mark := marks[-1]) is not None:
                    pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
                    found[number, mark] = found.get((number, mark), "") + _read(codes, font)
    return found


def _read(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))


def _characters(font: Any) -> dict[int, str]:
    """The characters of a font by their codes, as the file itself states them."""
    found: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(font.ToUnicode):
        operands = [bytes(each) for each in step.operands if isinstance(each, pikepdf.String)]
        if str(step.operator) == "endbfchar":
            for single, text in zip(operands[::2], operands[1::2], strict=True):
                found[int.from_bytes(single)] = text.decode("utf-16-be")
        elif str(step.operator) == "endbfrange":
            for first, last, text in zip(operands[::3], operands[1::3], operands[2::3], strict=True):
                start, character = int.from_bytes(first), ord(text.decode("utf-16-be"))
                for code in range(start, int.from_bytes(last) + 1):
                    found[code] = chr(character + code - start)
    return found


def said(node: Any, document: pikepdf.Pdf, words: Words) -> str:
    """What a tagged element says, as it is read aloud."""
    pages = {page.objgen: number for number, page in enumerate(document.pages)}

    def below(part: Any, page: Any) -> str:
        if isinstance(part, int):
            return words.get((pages[page.objgen], part), "")
        page = part.get("/Pg", page)
        if "/MCID" in part:
            return words.get((pages[page.objgen], int(part.MCID)), "")
        return "".join(below(kid, page) for kid in _kids(part))

    return below(node, None)


def cells(content: bytes) -> list[str]:
    """What each cell of a table says, as it is read aloud."""
    with pikepdf.open(io.BytesIO(content)) as document:
        words = words_of(document)
        return [said(each, document, words) for each in tagged(document.Root.StructTreeRoot, "TH", "TD")]
