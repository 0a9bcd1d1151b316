"""What the archive wrote beside the tables of a workbook, by itself: which cells are its own, what is told of them, what it
carries along."""

from __future__ import annotations

import pytest

from yuebao.importing.blocks import Aside
from yuebao.importing.own_areas import base_of, is_own_comment, own_areas, without_own
from yuebao.importing.sheet import Place, Sheet
from yuebao.model.issue import ARCHIVE_NOTE, ENTRY_BASE

REASON = "档案写在工作簿里供对照的，不属于月报，没有读入"


def grid(text: str) -> dict[Place, str]:
    """The cells of lines, parted by blanks; `_` is none."""
    return {
        (row, column): cell
        for row, line in enumerate(text.split("/"))
        for column, cell in enumerate(line.split())
        if cell != "_"
    }


CASES: dict[str, tuple[str, str, str]] = {
    # the sheet, what is left, the cells that are told; a note of one text alone is left to `archive_notes`
    "nothing": ("甲 1/乙 2", "甲 1/乙 2", ""),
    "a corner": ("甲 1 档案说明 上期/乙 2 _ 7/丙 3", "甲 1/乙 2/丙 3", "档案说明 上期 7"),
    "a corner at the foot": ("甲 1 5/乙 2 6/_ 档案说明 7/_ 8 9", "甲 1 5/乙 2 6", "档案说明 7 8 9"),
    "two corners": ("甲 档案说明 x/档案说明 y", "甲", "档案说明 x 档案说明 y"),
    "a row": ("甲 1/_ 档案说明：相加 3/乙 2", "甲 1/_/乙 2", "档案说明：相加 3"),
    "a row with words before": ("甲 1/丙 档案说明：相加 3", "甲 1/丙 档案说明：相加 3", ""),
    "a note alone": ("甲 1/档案说明：没有公布。/乙 2", "甲 1/档案说明：没有公布。/乙 2", ""),
    "a note alone, and a row": ("档案说明：没有公布。/_ 档案说明：相加 3/乙 2", "档案说明：没有公布。/_/乙 2", "档案说明：相加 3"),
    "words that only begin so": ("档案说明书 1/乙 2", "档案说明书 1/乙 2", ""),
    "a corner, and words that only begin so": ("档案说明书 档案说明/乙 2", "档案说明书/乙", "档案说明 2"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_the_archive_wrote_is_left_out(case: str) -> None:
    before, after, told = CASES[case]
    sheet = Sheet("表", grid(before), {}, (), "xl/sheet1.xml")
    left, asides = without_own(sheet, own_areas(sheet.texts))
    assert left == Sheet("表", grid(after), {}, (), "xl/sheet1.xml")
    cells = told.split()
    words = f"{'｜'.join(cells[:4])}…（共 {len(cells)} 格）"
    aside = Aside("工作表“表”", words, REASON, "xl/sheet1.xml", note=True, raw="".join(cells))
    assert asides == ((aside,) if cells else ())


def test_a_long_area_is_told_by_its_first_cells() -> None:
    sheet = Sheet("表", grid("甲 档案说明 a b/乙 c d e"), {}, ())
    (told,) = without_own(sheet, own_areas(sheet.texts))[1]
    assert (told.text, told.raw) == ("档案说明｜a｜b｜c…（共 6 格）", "档案说明abcde")


BASE = f"{ARCHIVE_NOTE} {ENTRY_BASE}/表 名称 数/t 甲/t 乙 2"
BASES: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "what stood there": (BASE, (("表", "名称", "数"), ("t", "甲", ""), ("t", "乙", "2"))),
    "no rows": (f"{ARCHIVE_NOTE} {ENTRY_BASE}", ()),
    "another sheet": ("甲 1/乙 2", ()),
    "the mark alone": (f"{ARCHIVE_NOTE} 上期/t 甲", ()),
    "the name alone": (f"甲 {ENTRY_BASE}/t 甲", ()),
    "elsewhere": (f"_ {ARCHIVE_NOTE} {ENTRY_BASE}/t 甲", ()),
}


@pytest.mark.parametrize("case", BASES)
def test_what_stood_in_the_issue_is_carried_along(case: str) -> None:
    text, expected = BASES[case]
    assert base_of(Sheet("底稿", grid(text), {}, ())) == expected


@pytest.mark.parametrize(
    ("author", "words", "own"),
    [
        (ARCHIVE_NOTE, "合计不符", True),
        (f" {ARCHIVE_NOTE} ", "", True),
        ("", "档案说明：合计不符", True),
        ("示例", " 档案说明：合计不符", True),
        ("示例", "请看档案说明：合计", False),
        ("示例", "档案说明", False),
        (f"{ARCHIVE_NOTE}员", "待核", False),
    ],
)
def test_comments_of_the_archive(author: str, words: str, own: bool) -> None:
    assert is_own_comment(author, words) == own
