"""The second walk over a Word document: how many characters each part of the package holds.

It knows nothing of what the reader makes of them and shares no code with it: another parser, no tree, no reading order.
Counted are all characters of elements that are not blank (`w:t`, `w:delText`, `w:instrText`, `a:t`, `m:t`, `c:v`, the
properties of the file, whatever else), the descriptions of drawings and tables, the tips and choices of forms and links, one for each symbol of a font and each hyphen that
does not break. Not counted are the few elements that hold a measure of the page.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

_MEASURES: Final = frozenset(
    {"posOffset", "align", "pctPosHOffset", "pctPosVOffset", "pctWidth", "pctHeight"}
)
_OPEN, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
_WORD: Final = (f"{_OPEN}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main")
_DRAWING: Final = (
    f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
    f"{_STRICT}/drawingml/wordprocessingDrawing",
)
_SAYING: Final = {
    **dict.fromkeys(
        ["tblCaption", "tblDescription", "docVar", "listEntry", "statusText", "helpText", "default"], "val"
    ),
    "hyperlink": "tooltip",
    "listItem": "displayText",
}
_VML: Final = "urn:schemas-microsoft-com:vml"


def count_word(content: bytes) -> Mapping[str, int]:
    """Characters by part, parts without any left out. Raises `expat.ExpatError` for what is no XML."""
    counts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith(".xml") or (part.startswith(b"<?xml") and not name.endswith(".rels")):
                counts[name] = _Count().of(part)
    return {name: count for name, count in counts.items() if count}


class _Count:
    """The characters of one part."""

    def __init__(self) -> None:
        self.total = 0
        self._open: list[str] = []

    def of(self, part: bytes) -> int:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(part, True)
        return self.total

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        above = self._open[-1] if self._open else ""
        self._open.append(name)
        if namespace in _WORD and name in ("sym", "noBreakHyphen"):
            self.total += 1
        if namespace in _DRAWING and name == "docPr":
            self._words(attributes.get("descr", ""), attributes.get("title", ""))
        if namespace in _WORD and name in _SAYING and (name != "default" or above == "textInput"):
            self._words(
                *(value for key, value in attributes.items() if key.rpartition(" ")[2] == _SAYING[name])
            )
        if namespace == _VML:
            self._words(attributes.get("alt", ""), attributes.get("string", "") if name == "textpath" else "")

    def _end(self, tag: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open[-1] not in _MEASURES:
            self._words(text)

    def _words(self, *texts: str) -> None:
        self.total += sum(1 for text in texts for character in text if not character.isspace())
