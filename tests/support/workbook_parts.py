"""The parts of a workbook while something is put into it: sheets as trees, rows and columns that make room, relations."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from tests.support.word_parts import NAMESPACES
from yuebao.model.table import spreadsheet_column

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK: Final = "xl/workbook.xml"
SPACES: Final = {
    **NAMESPACES,
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "x": "urn:schemas-microsoft-com:office:excel",
    "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
}
DECLARED: Final = f'xmlns="{MAIN}" ' + " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
_RELATIONS: Final = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_PLACE: Final = re.compile("([A-Z]+)([0-9]+)")
_ORDER: Final = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "scenarios", "mergeCells"),
    *("dataValidations", "hyperlinks", "pageMargins", "headerFooter", "drawing", "legacyDrawing", "extLst"),
)  # fmt: skip
"""The children of a sheet in the order of the standard."""


def tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def element(xml: str) -> Any:
    """An element of a sheet, all prefixes known."""
    (made,) = etree.fromstring(f"<x {DECLARED}>{xml}</x>")
    return made


def column_of(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def text_cell(text: str, place: str = "", style: str = "") -> str:
    named, look = f'r="{place}" ' if place else "", f"{style} " if style else ""
    return f'<c {named}{look}t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


class Sheet:
    """One sheet, its rows and columns from 1."""

    def __init__(self, part: str, tree: Any) -> None:
        self.part, self.tree = part, tree

    @property
    def data(self) -> Any:
        return self.tree.find(tag("sheetData"))

    @property
    def height(self) -> int:
        return int(self.data[-1].get("r"))

    @property
    def width(self) -> int:
        return max(column_of(_split(cell.get("r"))[0]) for cell in self.cells()) + 1

    def cells(self) -> Iterator[Any]:
        yield from self.tree.iter(tag("c"))

    def add(self, xml: str) -> Any:
        """A child of the sheet where the standard has it."""
        made = element(xml)
        at = _ORDER.index(etree.QName(made).localname)
        before = [each for each in self.tree if _ORDER.index(etree.QName(each).localname) <= at]
        before[-1].addnext(made)
        return made

    def row(self, number: int) -> Any:
        """The row, made where there is none."""
        for row in self.data:
            if int(row.get("r")) >= number:
                break
        else:
            row = None
        if row is not None and int(row.get("r")) == number:
            return row
        made = element(f'<row r="{number}"/>')
        self.data.append(made) if row is None else row.addprevious(made)
        return made

    def put(self, row: int, column: int, xml: str) -> Any:
        """A cell in place of what is there."""
        holder, made = self.row(row), element(xml)
        made.set("r", f"{spreadsheet_column(column - 1)}{row}")
        for each in list(holder):
            there = column_of(_split(each.get("r"))[0]) + 1
            if there == column:
                holder.replace(each, made)
                return made
            if there > column:
                each.addprevious(made)
                return made
        holder.append(made)
        return made

    def free(self, row: int, column: int) -> bool:
        """Whether nothing stands at a place, and no merged cell covers it."""
        place = f"{spreadsheet_column(column - 1)}{row}"
        return all(cell.get("r") != place for cell in self.cells()) and not any(
            top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.merged()
        )

    def merged(self) -> Iterator[tuple[int, int, int, int]]:
        for item in self.tree.iter(tag("mergeCell")):
            (left, top), (right, bottom) = map(_split, item.get("ref").split(":"))
            yield top, column_of(left) + 1, bottom, column_of(right) + 1

    def open_row(self, at: int) -> Any:
        """A row of its own, the rows from there on moved down; merged cells that it lies in grow."""
        self._move(lambda row, column: (row + (row >= at), column))
        return self.row(at)

    def open_column(self, at: int) -> None:
        """A column of its own, those from there on moved to the right."""
        self._move(lambda row, column: (row, column + (column >= at)))

    def _move(self, moved: Any) -> None:
        def renamed(place: str) -> str:
            letters, number = _split(place)
            row, column = moved(number, column_of(letters) + 1)
            return f"{spreadsheet_column(column - 1)}{row}"

        for row in self.data:
            row.set("r", str(moved(int(row.get("r")), 1)[0]))
            for cell in row:
                cell.set("r", renamed(cell.get("r")))
        for item in self.tree.iter(tag("mergeCell")):
            item.set("ref", ":".join(map(renamed, item.get("ref").split(":"))))


def _split(place: str) -> tuple[str, int]:
    match = _PLACE.fullmatch(place)
    assert match is not None, place
    return match[1], int(match[2])


class Parts:
    """All parts of a workbook; those that are changed are copies."""

    def __init__(self, files: Mapping[str, bytes], sheets: Mapping[str, Any]) -> None:
        self._files, self._sheets = dict(files), dict(sheets)
        self._changed: dict[str, Sheet] = {}

    @property
    def sheets(self) -> list[str]:
        return list(self._sheets)

    def sheet(self, part: str) -> Sheet:
        if part not in self._changed:
            self._changed[part] = Sheet(part, copy.deepcopy(self._sheets[part]))
        return self._changed[part]

    def files(self) -> dict[str, bytes]:
        return {**self._files, **{part: etree.tostring(each.tree) for part, each in self._changed.items()}}

    def replace(self, part: str, old: str, new: str) -> None:
        """Change the text of a part that is no sheet, in one place."""
        assert self._files[part].count(old.encode()) == 1, (part, old)
        self._files[part] = self._files[part].replace(old.encode(), new.encode())

    def add(self, part: str, content: str | bytes, kind: str = "", owner: str = BOOK) -> str:
        """A part more, ``DECLARED`` in it replaced, and how another part refers to it; the id of that."""
        data = content if isinstance(content, bytes) else content.replace("DECLARED", DECLARED).encode()
        self._files[part] = data
        if not kind:
            return ""
        folder, _, name = owner.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        there = self._files.get(relations, _RELATIONS.encode())
        tree = etree.fromstring(there)
        made = etree.SubElement(tree, f"{{{tree.nsmap[None]}}}Relationship")
        key = f"rIdX{len(tree)}"
        made.attrib.update({"Id": key, "Type": f"{OFFICE}/{kind}", "Target": f"/{part}"})
        self._files[relations] = etree.tostring(tree)
        return key

    def add_sheet(self, rows: str, at: int, state: str = "visible") -> None:
        """A sheet more, as the ``at``-th."""
        content = f"<worksheet DECLARED><sheetData>{rows}</sheetData></worksheet>"
        key = self.add("xl/worksheets/sheet99.xml", content, "worksheet")
        tree = etree.fromstring(self._files[BOOK])
        made = element(f'<sheet name="另表" sheetId="99" state="{state}" r:id="{key}"/>')
        tree.find(tag("sheets")).insert(at, made)
        self._files[BOOK] = etree.tostring(tree)

    def style(self, *, code: str = "", font: str = "", fill: str = "") -> str:
        """The attribute of a cell with a look of its own."""
        tree = etree.fromstring(self._files["xl/styles.xml"])
        looks = tree.find(tag("cellXfs"))
        made = {"numFmtId": "199" if code else "0", "fontId": "0", "fillId": "0"}
        if code:
            formats = tree.find(tag("numFmts"))
            if formats is None:
                formats = etree.Element(tag("numFmts"))
                tree.insert(0, formats)
            etree.SubElement(formats, tag("numFmt"), numFmtId="199", formatCode=code)
        for key, name, xml in (("fontId", "fonts", font), ("fillId", "fills", fill)):
            if xml:
                listed = tree.find(tag(name))
                listed.append(element(xml))
                made[key] = str(len(listed) - 1)
        etree.SubElement(looks, tag("xf"), **made)
        self._files["xl/styles.xml"] = etree.tostring(tree)
        return f's="{len(looks) - 1}"'
