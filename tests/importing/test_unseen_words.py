"""Words that nobody sees, though nothing says that they are hidden: of the colour of what is behind them, or too small."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Fill, Font, GradientFill, PatternFill
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.table import Table, TableStyleInfo

from tests.importing.test_word_faults import read, satisfaction, sentence, told_of
from tests.support.report_documents import workbook_bytes
from tests.support.word_parts import Part, box, cell, paragraph, row, run, table, word_of
from yuebao.importing.blocks import Grid
from yuebao.importing.document_reader import Reading
from yuebao.importing.xlsx import read_excel

WHITE, SMALL = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'
DARK = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
SAME, TINY = "与底色相同、看不见的字，没有读入", "字号小到看不见的字，没有读入"


READ = [{"主动评价件数": "12603", "主动评价率": "61.42%", "差评件数": "0", "满意度": "100%"}]


def figures(reading: Reading) -> list[dict[str, str]]:
    return [dict(record.values) for record in reading.records["satisfaction"]]


def style(name: str, inner: str, kind: str = "character") -> Part:
    text = f'<w:styles DECLARED><w:style w:type="{kind}" w:styleId="{name}">{inner}</w:style></w:styles>'
    return Part("word/styles.xml", text, "styles")


FIGURE: dict[str, tuple[str, tuple[Part, ...], str]] = {
    "white on the page": (run("9", WHITE), (), SAME),
    "of a style": (run("9", '<w:rStyle w:val="x"/>'), (style("x", f"<w:rPr>{WHITE}</w:rPr>"),), SAME),
    "of the colour of its mark": (run("9", '<w:color w:val="000000"/><w:highlight w:val="black"/>'), (), SAME),
    "white on a faint pattern": (run("9", WHITE + '<w:shd w:val="pct10" w:fill="FFFFFF"/>'), (), SAME),
    "grey on a grey pattern": (run("9", '<w:color w:val="BFBFBF"/><w:shd w:val="pct25" w:color="auto" w:fill="auto"/>'), (), SAME),
    "red on a full pattern": (run("9", '<w:color w:val="C00000"/><w:shd w:val="pct90" w:color="C00000" w:fill="FFFFFF"/>'), (), SAME),
    "of two points": (run("9", SMALL), (), TINY),
    "pressed to nothing": (run("9", '<w:w w:val="1"/>'), (), "压缩到看不见的字，没有读入"),
}  # fmt: skip


@pytest.mark.parametrize("case", FIGURE)
def test_a_digit_that_nobody_sees_is_none_of_the_figure(case: str) -> None:
    digit, parts, reason = FIGURE[case]
    for content, place in (
        (sentence(run("12603") + digit), "第 1 段"),
        (satisfaction(run("12603") + digit), "第 1 个表第 2 行"),
    ):
        reading, _ = read(word_of(content, *parts))
        assert figures(reading) == READ, content
        assert told_of(reading) == [(place, "9")]
        assert [each.reason for each in reading.remarks] == [reason, "属于文件", "属于文件"]


SEEN = {
    "white on a dark mark": run("12603", WHITE + '<w:highlight w:val="darkBlue"/>'),
    "white on a dark shade": run("12603", WHITE + '<w:shd w:val="clear" w:fill="1F3864"/>'),
    "white on a pattern": run("12603", WHITE + '<w:shd w:val="pct25" w:fill="FFFFFF"/>'),
    "white on stripes": run("12603", WHITE + '<w:shd w:val="diagStripe" w:fill="FFFFFF"/>'),
    "black on a faint pattern": run(
        "12603", '<w:color w:val="000000"/><w:shd w:val="pct10" w:fill="FFFFFF"/>'
    ),
    "of no colour of its own": run("12603", '<w:color w:val="auto"/>'),
    "grey": run("12603", '<w:color w:val="D9D9D9"/>'),
    "small but legible": run("12603", '<w:sz w:val="10"/>'),
}


@pytest.mark.parametrize("case", SEEN)
def test_what_is_seen_is_read(case: str) -> None:
    reading, _ = read(word_of(sentence(SEEN[case])))
    assert figures(reading) == READ
    assert told_of(reading) == []


def test_white_letters_on_dark_cells_are_read() -> None:
    heads = ("主动评价件数", "主动评价率", "差评件数", "满意度")
    header = row(*(f"<w:tc>{DARK}{paragraph(run(word, WHITE))}</w:tc>" for word in heads))
    reading, _ = read(
        word_of(paragraph("二、好差评情况") + table(header, row("12603", "61.42%", "0", "100%")))
    )
    assert figures(reading) == READ
    assert told_of(reading) == []


def test_white_letters_in_a_table_dressed_by_a_style_are_read() -> None:
    """Which of its cells the style colours is not asked."""
    dressed = style(
        "x",
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr></w:tblStylePr>',
        "table",
    )
    heads = (
        cell(paragraph(run(word, WHITE))) for word in ("主动评价件数", "主动评价率", "差评件数", "满意度")
    )
    made = table(row(*heads), row("12603", "61.42%", "0", "100%"))
    made = made.replace("<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="x"/></w:tblPr>', 1)
    reading, _ = read(word_of(paragraph("二、好差评情况") + made, dressed))
    assert figures(reading) == READ


def test_white_letters_in_a_box_are_read() -> None:
    """What a shape is filled with is not always said."""
    reading, _ = read(word_of(paragraph(box(sentence(run("12603", WHITE))))))
    assert figures(reading) == READ


@pytest.mark.parametrize(
    ("fill", "seen"),
    [
        ('<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', False),
        ('<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>', True),
        ('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', True),
        ("<a:gradFill/>", True),
        ("<a:noFill/>", False),
    ],
)
def test_what_a_box_is_filled_with_says_whether_white_letters_are_seen(fill: str, seen: bool) -> None:
    made = box(sentence(run("12603", WHITE))).replace("<wps:txbx>", f"<wps:spPr>{fill}</wps:spPr><wps:txbx>")
    reading, _ = read(word_of(paragraph(made)))
    assert reading.records.keys() == ({"satisfaction"} if seen else set())
    assert not seen or figures(reading) == READ


def told_of_sheet(book: Any) -> tuple[list[str], list[tuple[str, str, str]]]:
    """What is read of the first column of a workbook, and what is told (place, words, reason)."""
    document = read_excel(workbook_bytes(book), "x.xlsx")
    rows = [row.cells[0] for block in document.blocks if isinstance(block, Grid) for row in block.rows]
    told = [(each.place, each.text, each.reason) for each in document.asides if "属性" not in each.place]
    return rows, told


@pytest.fixture
def book() -> Any:
    made = openpyxl.Workbook()
    made.worksheets[0].title = "表"
    made.worksheets[0]["A1"] = "甲"
    return made


LOOKS: dict[str, tuple[Font, Fill | None, bool]] = {
    "white on paper": (Font(color="FFFFFFFF"), None, False),
    "nearly white": (Font(color="FFFDFDFD"), None, False),
    "of the theme's paper": (Font(color=Color(theme=0)), None, False),
    "of the theme's ink": (Font(color=Color(theme=1)), None, True),
    "of the paper made dark": (Font(color=Color(theme=0, tint=-0.5)), None, True),
    "black on black": (Font(color="FF000000"), PatternFill("solid", fgColor="FF000000"), False),
    "white on dark": (Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F3864"), True),
    "white on a pattern": (Font(color="FFFFFFFF"), PatternFill("darkGray"), True),
    "white on a faint pattern": (Font(color="FFFFFFFF"), PatternFill("gray125"), False),
    "white on faint dots": (
        Font(color="FFFFFFFF"),
        PatternFill("gray0625", fgColor="FFC00000", bgColor="FFFFFFFF"),
        False,
    ),
    "white on faint dots on dark": (
        Font(color="FFFFFFFF"),
        PatternFill("gray0625", fgColor="FFC00000", bgColor="FF1F3864"),
        True,
    ),
    "dark on faint dots on the same dark": (
        Font(color="FF1F3864"),
        PatternFill("gray0625", fgColor="FFC00000", bgColor="FF1F3864"),
        False,
    ),
    "grey on a grey pattern": (
        Font(color="FFBFBFBF"),
        PatternFill("lightGray", fgColor="FF000000", bgColor="FFFFFFFF"),
        False,
    ),
    "red on a red pattern": (
        Font(color="FFC00000"),
        PatternFill("darkGray", fgColor="FFC00000", bgColor="FFC80808"),
        False,
    ),
    "black on a faint pattern": (Font(color="FF000000"), PatternFill("gray125"), True),
    "white on a fill from white to white": (
        Font(color="FFFFFFFF"),
        GradientFill(stop=("FFFFFFFF", "FFFFFFFF")),
        False,
    ),
    "white on a fill from white to dark": (
        Font(color="FFFFFFFF"),
        GradientFill(stop=("FFFFFFFF", "FF1F3864")),
        True,
    ),
    "of the old palette": (Font(color=Color(indexed=9)), None, False),
    "of one point": (Font(sz=1), None, False),
    "of six points": (Font(sz=6), None, True),
}


@pytest.mark.parametrize("case", LOOKS)
@pytest.mark.parametrize("value", [12603, "某镇"])
def test_a_cell_that_nobody_sees_is_left_out(book: Any, case: str, value: int | str) -> None:
    font, fill, seen = LOOKS[case]
    cell = book.worksheets[0]["A2"]
    cell.value, cell.font = value, font
    if fill is not None:
        cell.fill = fill
    rows, told = told_of_sheet(book)
    reason = TINY if case == "of one point" else SAME
    assert rows == (["甲", str(value)] if seen else ["甲"])
    assert told == ([] if seen else [("工作表“表”A2", str(value), reason)])


@pytest.mark.parametrize("own", [(), COLOR_INDEX, COLOR_INDEX[::-1]], ids=["none", "the usual", "its own"])
def test_a_colour_may_be_one_of_a_list(book: Any, own: tuple[str, ...]) -> None:
    """Of the workbook, else of Excel 97: each is that of a cell filled with it."""
    sheet, book._colors = book.worksheets[0], own
    for number, colour in enumerate(own or COLOR_INDEX):
        cell = sheet.cell(2 + number, 1, f"乙{number}")
        cell.font = Font(color=Color(indexed=number))
        cell.fill = PatternFill("solid", fgColor=f"FF{colour[2:]}")
    rows, told = told_of_sheet(book)
    assert rows == ["甲"]
    where = "、".join(f"A{2 + number}" for number in range(64))
    assert told == [(f"工作表“表”{where}", "｜".join(f"乙{number}" for number in range(64)), SAME)]


def test_white_letters_in_a_table_are_read(book: Any) -> None:
    """Its style may colour them; which cells is not asked."""
    sheet = book.worksheets[0]
    for at in (2, 3):
        sheet.cell(at, 1).value, sheet.cell(at, 1).font = f"乙{at}", Font(color="FFFFFFFF")
    sheet.add_table(Table(displayName="T", ref="A2:A3", tableStyleInfo=TableStyleInfo("TableStyleMedium2")))
    assert told_of_sheet(book) == (["甲", "乙2", "乙3"], [])


NARROW = "列太窄，放不下这些数，打开时显示为 ####；照存的数读入，请核对"


@pytest.mark.parametrize(
    ("value", "code", "width", "size", "narrow"),
    [
        (12603, "0", 3, 11, True),
        (12603, "0", 6, 11, False),
        (12603, "#,##0", 5, 11, True),
        (12603, "#,##0", 7, 11, False),
        (12603, "0", 6, 22, True),
        (103.25, "General", 4, 11, False),
        (1032500, "General", 4, 11, True),
        ("一二三四五六七", "General", 3, 11, False),
        (12345678, "0", None, 11, False),
        (1234567890, "0", None, 11, True),
    ],
)
def test_a_number_too_wide_for_its_column_is_told(
    book: Any, value: object, code: str, width: float | None, size: int, narrow: bool
) -> None:
    sheet = book.worksheets[0]
    sheet["A2"], sheet["A2"].number_format, sheet["A2"].font = value, code, Font(sz=size)
    if width is not None:
        sheet.column_dimensions["A"].width = width
    rows, told = told_of_sheet(book)
    assert len(rows) == 2
    assert told == ([("工作表“表”", "A2", NARROW)] if narrow else [])


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (DifferentialStyle(font=Font(color="FFFFFFFF")), True),
        (DifferentialStyle(font=Font(color="FF9C0006")), False),
        (DifferentialStyle(font=Font(color="FF9C0006"), fill=PatternFill(bgColor="FF9C0006")), True),
        (DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=";;;")), True),
    ],
)
def test_a_condition_that_takes_the_colour_is_told(book: Any, style: DifferentialStyle, told: bool) -> None:
    rule = Rule(type="cellIs", operator="lessThan", formula=["1"], dxf=style)
    book.worksheets[0].conditional_formatting.add("A1:B9", rule)
    reason = "条件格式会把这里的字变成底色或不显示；照存的读入，请核对"
    assert told_of_sheet(book) == (["甲"], [("工作表“表”A1:B9", "", reason)] if told else [])
