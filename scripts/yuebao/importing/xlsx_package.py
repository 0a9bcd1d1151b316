"""The parts of a workbook as trees, without namespaces: those of strict and of transitional OOXML are read alike.

The parts are walked directly: openpyxl leaves out values that a merged cell covers, text boxes, and everything in a
strict workbook, and it makes dates of figures. Which part is which is told by the relationships, never by a name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Final
from xml.etree import ElementTree

from yuebao.importing.blocks import Refused
from yuebao.importing.package import Relation, check_package, relations, relations_file

Tree = ElementTree.Element
MARKS: Final = 6_000_000
"""Tags of all parts of the largest workbook that is read; the real report has 20,000."""
_DAMAGED: Final = "Excel 工作簿的内容已损坏，读不出来（{}）。请用 Excel 或 WPS 打开后另存再导入。"


class Damaged(Exception):
    """A part of the workbook says what cannot be."""


class WorkbookPackage:
    """The open package. Raises `Refused` for what is no workbook, is damaged, or is too large."""

    def __init__(self, content: bytes) -> None:
        check_package(content, ".xlsx", "[Content_Types].xml")
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self.names = frozenset(self._zip.namelist())
        self._trees: dict[str, Tree] = {}
        self._marks = 0
        targets = [
            relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"
        ]
        self.main = next((target for target in targets if target in self.names), "xl/workbook.xml")
        if self.main not in self.names or self.tree(self.main).tag != "workbook":
            raise Refused("这不是 Excel 工作簿：压缩包里没有工作簿的内容。请用 Excel 或 WPS 另存后再导入。")

    def content(self, part: str) -> bytes:
        """The bytes of a part."""
        return self._zip.read(part)

    def tree(self, part: str) -> Tree:
        """The part, its names without namespaces. Raises `Refused` when it is no XML, or all parts together have more
        elements than a report could."""
        if part not in self._trees:
            self._trees[part] = self._parsed(part)
        return self._trees[part]

    def _parsed(self, part: str) -> Tree:
        try:
            content = self.content(part)
            self._marks += content.count(b"<")
            if self._marks > MARKS:
                raise Refused("工作簿的内容多得不像一期月报。请删去多余的工作表和行列，或确认选对了文件。")
            root = ElementTree.fromstring(content)
        except (ElementTree.ParseError, KeyError, ValueError, LookupError) as error:
            raise damaged(f"{part}：{type(error).__name__}") from error
        for element in root.iter():
            element.tag = _local(element.tag)
            if any("}" in name for name in element.attrib):
                element.attrib = {_local(name): value for name, value in element.attrib.items()}
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by id; none when it refers to nothing. The package itself is the part without name."""
        file = relations_file(part)
        if file not in self.names:
            return {}
        listed = (item.attrib for item in self.tree(file) if item.tag == "Relationship")
        return {each.id: each for each in relations(part, listed, self.names)}

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts of a kind that a part refers to."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.outside and relation.target in self.names:
                yield relation.target

    @cached_property
    def workbook(self) -> Tree:
        """The main part."""
        return self.tree(self.main)


def damaged(why: str) -> Refused:
    """The refusal of a workbook whose parts cannot be understood."""
    return Refused(_DAMAGED.format(why))


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
