"""The parts of a Word document and how they refer to each other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from yuebao.importing.blocks import Refused
from yuebao.importing.package import Relation, relations, relations_file
from yuebao.importing.word_xml import Element, child, kind, parsed


@dataclass(frozen=True)
class WordPackage:
    """``main`` is the part with the text. Trees are kept once parsed."""

    contents: Mapping[str, bytes]
    main: str
    _trees: dict[str, Element] = field(default_factory=dict)
    _relations: dict[str, tuple[Relation, ...]] = field(default_factory=dict)

    def tree(self, part: str) -> Element:
        """The root of a part. Raises `Refused` when it is damaged."""
        if part not in self._trees:
            self._trees[part] = parsed(self.contents[part], part)
        return self._trees[part]

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part refers to, in the order of the file."""
        if part not in self._relations:
            self._relations[part] = tuple(_relations(self.contents, part))
        return self._relations[part]

    def related(self, part: str, *kinds: str) -> list[str]:
        """The parts of these kinds that a part refers to, those that are missing left out."""
        return [
            each.target
            for each in self.relations(part)
            if each.kind in kinds and not each.outside and each.target in self.contents
        ]

    def is_xml(self, part: str) -> bool:
        """Whether a part holds XML with words, as opposed to a picture or the list of what a part refers to."""
        start = self.contents[part][:5]
        return part.endswith(".xml") or (start == b"<?xml" and not part.endswith(".rels"))


def open_word(content: bytes) -> WordPackage:
    """The package, its main part found by the relations of the package. Raises `Refused` when there is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        contents = {name: package.read(name) for name in package.namelist() if not name.endswith("/")}
    mains = [each.target for each in _relations(contents, "") if each.kind == "officeDocument"]
    main = next((part for part in [*mains, "word/document.xml"] if part in contents), None)
    if main is None:
        raise Refused(
            "这不是 .docx 文件：压缩包里没有 word/document.xml。请用 Word、Excel 或 WPS 另存后再导入。"
        )
    opened = WordPackage(contents, main)
    if kind(opened.tree(main)) != "w:document" or child(opened.tree(main), "w:body") is None:
        raise Refused("这不是 Word 文档：里面没有正文。请确认选对了文件，或用 Word、WPS 打开后另存再导入。")
    return opened


def _relations(contents: Mapping[str, bytes], part: str) -> Iterator[Relation]:
    file = relations_file(part)
    listed = parsed(contents[file], file) if file in contents else ()
    return relations(part, (each.attrib for each in listed if kind(each).endswith(":Relationship")), contents)
