""".docx: the whole package, transitional or strict: the text in reading order, and all that stands beside it.

The XML is walked directly: python-docx leaves out what stands in tracked insertions, content controls and text boxes,
and knows nothing of most parts. What is read, recognised or told is counted against `word_count`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from yuebao.importing.blocks import Block, Document, Refused
from yuebao.importing.package import check_package
from yuebao.importing.word_count import count_word
from yuebao.importing.word_gathering import Gathering
from yuebao.importing.word_others import Others, as_text
from yuebao.importing.word_package import WordPackage, open_word
from yuebao.importing.word_paragraph import STRAY
from yuebao.importing.word_story import Story
from yuebao.importing.word_styles import Styles
from yuebao.importing.word_xml import attribute, child, kind, texts, words

_CHANGES: Final = {
    "插入": ("w:ins",),
    "删去": ("w:del", "w:cellDel"),
    "移动": ("w:moveTo",),
    "合并或插入格子": ("w:cellIns", "w:cellMerge"),
    "改格式": (
        *(
            "w:rPrChange",
            "w:pPrChange",
            "w:tblPrChange",
            "w:tblGridChange",
            "w:tblPrExChange",
            "w:trPrChange",
        ),
        *("w:tcPrChange", "w:sectPrChange", "w:numberingChange"),
    ),
}


def read_word(content: bytes, name: str) -> Document:
    """The blocks of a .docx. Raises `Refused` for what is none, is damaged, or is too large."""
    check_package(content, ".docx")
    package = open_word(content)
    try:
        whole = count_word(content)
    except expat.ExpatError as error:
        raise Refused(
            f"Word 文档的内容已损坏，读不出来（{error}）。请用 Word 或 WPS 打开后另存再导入。"
        ) from error
    styles, gathering = _styles(package), Gathering()
    blocks = tuple(_text(package, styles, gathering))
    others = Others(package, styles, gathering)
    margins = tuple(others.margins())
    others.notes()
    others.drawn()
    others.properties(as_text((*blocks, *margins)))
    others.rest()
    _tell_numbers(gathering)
    remarks = (*_changes(package), *gathering.remarks)
    return Document(
        "Word 文档", blocks, remarks, margins, tuple(gathering.asides), tuple(gathering.recognised), whole
    )


def _text(package: WordPackage, styles: Styles, gathering: Gathering) -> Iterator[Block]:
    """The blocks of the body; what else stands in the main part is told."""
    root = package.tree(package.main)
    body = child(root, "w:body")
    yield from Story(styles, gathering, package.main).read(body)
    for said in (*(words(each) for each in root if each is not body), *texts(root)):
        if said:
            gathering.tell(package.main, "正文之外", said, STRAY)


def _styles(package: WordPackage) -> Styles:
    parts = package.related(package.main, "styles")
    return Styles(package.tree(parts[0]) if parts else None)


def _changes(package: WordPackage) -> tuple[str, ...]:
    """What was changed with the changes shown and not yet accepted."""
    changes = frozenset(name for names in _CHANGES.values() for name in names)
    marked = [each for each in package.tree(package.main).iter() if kind(each) in changes]
    found = [kind(each) for each in marked]
    names = dict.fromkeys(filter(None, (attribute(each, "author") for each in marked)))
    people = f"，修订者{'、'.join(names)}" if names else ""
    counts = {word: sum(map(found.count, kinds)) for word, kinds in _CHANGES.items()}
    said = "、".join(f"{word} {count} 处" for word, count in counts.items() if count)
    return (f"文档里有没有接受的修订（{said}{people}），按全部接受来读；删去的逐处列出",) if said else ()


def _tell_numbers(gathering: Gathering) -> None:
    if gathering.numbered:
        first, count = gathering.numbered[0], len(gathering.numbered)
        place = first if count == 1 else f"{first}等 {count} 段"
        gathering.tell("", place, "", "前面的编号是 Word 自动加的，不是文字，没有读入", note=True)
