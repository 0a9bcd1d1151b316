"""What the archive wrote into its own documents is taken out of them again, with the place and the part where it stands."""

from __future__ import annotations

import pytest

from yuebao.importing.archive_notes import without_notes
from yuebao.importing.blocks import Aside, Block, Document, Grid, Paragraph, Row

NOTE = "档案说明：本期没有公布。"
REASON = "档案导出时写的说明，不属于月报，没有读入"
KEPT = Paragraph("一、办件情况", "第 1 段")


def row(*cells: str, place: str = "表 1 第 1 行", part: str = "") -> Row:
    return Row(cells, place, part=part)


def told(text: str, place: str, part: str = "") -> Aside:
    return Aside(place, text, REASON, part, note=True)


CASES: dict[str, tuple[list[Block], list[Block], list[Aside]]] = {
    "nothing": ([], [], []),
    "no note": ([KEPT, Grid((row("甲", "1"),))], [KEPT, Grid((row("甲", "1"),))], []),
    "a line": (
        [KEPT, Paragraph(NOTE, "第 2 段", part="word/document.xml")],
        [KEPT],
        [told(NOTE, "第 2 段", "word/document.xml")],
    ),
    "a line with blanks around it": (
        [Paragraph(f" {NOTE}\n", "第 2 段")],
        [],
        [told(f" {NOTE}\n", "第 2 段")],
    ),
    "a line of several lines": ([Paragraph("档案说明：一。\n二。", "第 2 段")], [], [told("档案说明：一。\n二。", "第 2 段")]),
    "the head of the notes": ([Paragraph("档案说明", "第 2 段")], [], [told("档案说明", "第 2 段")]),
    "a caption of the file's is not told": ([KEPT, Paragraph(NOTE, "表", caption=True)], [KEPT], []),
    "a sentence that only begins so": ([Paragraph("档案说明书已编成。", "第 2 段")], [Paragraph("档案说明书已编成。", "第 2 段")], []),
    "a sentence that only ends so": ([Paragraph(f"另有{NOTE}", "第 2 段")], [Paragraph(f"另有{NOTE}", "第 2 段")], []),
    "a row": (
        [Grid((row("甲", "1"), row("", f" {NOTE}", place="表 1 第 2 行", part="xl/sheet1.xml"), row("乙", "2")))],
        [Grid((row("甲", "1"), row("乙", "2")))],
        [told(NOTE, "表 1 第 2 行", "xl/sheet1.xml")],
    ),
    "nothing but rows of notes": (
        [Grid((row(NOTE), row("档案说明：二。", place="表 1 第 2 行"))), KEPT],
        [KEPT],
        [told(NOTE, "表 1 第 1 行"), told("档案说明：二。", "表 1 第 2 行")],
    ),
    "a row with something else in it": ([Grid((row("甲", NOTE),))], [Grid((row("甲", NOTE),))], []),
    "lines and rows, in their order": (
        [Paragraph(NOTE, "第 1 段"), Grid((row(NOTE), row("甲"))), Paragraph("档案说明：末。", "第 3 段")],
        [Grid((row("甲"),))],
        [told(NOTE, "第 1 段"), told(NOTE, "表 1 第 1 行"), told("档案说明：末。", "第 3 段")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_notes_of_the_archive_are_taken_out_and_told(case: str) -> None:
    blocks, left, asides = CASES[case]
    own = Aside("页眉", "第1页", "页眉，没有读入")
    made = without_notes(Document("测试", tuple(blocks), asides=(own,)))
    assert made == Document("测试", tuple(left), asides=(own, *asides))
