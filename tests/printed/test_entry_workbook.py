"""The workbook to type a month into, made for two small tables and read back cell for cell: what stands there, what may be
typed, what is protected, shaded and marked."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.rules import surroundings
from yuebao.importing.blocks import Grid
from yuebao.importing.formats import read_document
from yuebao.model.table import Cell
from yuebao.printed.entry_checks import validation
from yuebao.printed.entry_grid import Entry, Found
from yuebao.printed.entry_workbook import entry_workbook
from yuebao.schema.table_schema import Field, TableSchema

TABLES = {
    "t": "号,名称,甲,乙,率\n1,一局,5,2,\n,合计,,,\n",
    "f": "文,类,日,分,加,未,人\n甲,,2026-07-01,1,+1,1,某\n",
}
RULES: Mapping[str, Any] = {
    "t": [
        {"id": "known", "kind": "known-organizations", "source": "甲", "column": "名称", "complete": True},
        {"id": "total", "kind": "total-row", "source": "乙", "columns": ["甲", "乙"]},
        {"id": "split", "kind": "sum-of-columns", "source": "其中。", "sum": "甲", "parts": ["乙"]},
        {"id": "number", "kind": "sequence", "source": "丙", "column": "号"},
    ]
}
SCOPE = surroundings(TABLES, RULES)[1]
ENTRY = Entry(
    month="2026-07",
    title="示例 2026年7月",
    masthead=(("政务服务月报", ""), ("", "第几期，如 第5期"), ("示例局 编", "")),
    rows={
        "t": [
            ["号", "名称", "甲", "乙", "率"],
            ["", "一局", "", "", ""],
            ["", "三局", "", "", ""],
            ["", "合计", "", "", ""],
        ],
        "f": [["文", "类", "日", "分", "加", "未", "人"]],
    },
    derived={Cell("t", 0, "号"), Cell("t", 1, "号"), Cell("t", 2, "甲"), Cell("other", 0, "甲")},
    free={"f"},
)


def schemas() -> dict[str, TableSchema]:
    """Those of the scope, with a column that is limited to a list."""
    free = SCOPE.schemas["f"]
    fields = tuple(
        replace(each, description="哪一类", unit="种") if each.name == "类" else each for each in free.fields
    )
    described = [
        {**field, "constraints": {"enum": ["甲类", "乙,类"]}} if field["name"] == "类" else field
        for field in free.descriptor["fields"]
    ]
    return {"t": SCOPE.schemas["t"], "f": replace(free, fields=fields, descriptor={"fields": described})}


@pytest.fixture
def content() -> bytes:
    return entry_workbook(ENTRY, schemas(), SCOPE.registry)


@pytest.fixture
def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def values(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def looks(sheet: Worksheet, cells: str) -> list[tuple[bool, bool, str, str]]:
    """Locked, bold, the colour of the ground and the format of the number of each cell."""
    found = []
    for row in sheet[cells]:
        for cell in row:
            ground = cell.fill.start_color.rgb if cell.fill.fill_type else ""
            found.append((cell.protection.locked, bool(cell.font.b), str(ground), cell.number_format))
    return found


GREY, YELLOW = "FFEDEDED", "FFFFF2CC"


def test_the_sheets_in_their_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["填写说明", "刊头", "表t", "表f", "核对", "名单"]
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 5 + ["hidden"]
    assert [sheet.protection.sheet for sheet in book] == [True] * 5 + [False]
    assert [sheet.freeze_panes for sheet in book] == [None, None, "C2", "A2", "A2", None]
    assert (book.properties.title, book.properties.creator) == ("示例 2026年7月", None)
    assert book.properties.created == datetime(2026, 7, 1)


def test_the_guide(book: openpyxl.Workbook) -> None:
    sheet = book["填写说明"]
    lines = [str(cell.value) for cell in sheet["A"]]
    assert lines[0] == "填写说明"
    assert lines[-1] == "说明：yuebao import 这个文件 --period 2026-07 --force，然后 yuebao derive 2026-07。"
    assert lines[-2] == "说明：填完先保存、关闭，再执行："
    assert lines[-3] == "说明：变红的行，《表t》：其中。"
    assert len([line for line in lines if "变红的行，" in line]) == 1
    assert [(cell.font.sz, bool(cell.font.b)) for cell in sheet["A"][:2]] == [(14, True), (12, False)]
    assert sheet.page_setup.orientation == "portrait"


def test_the_masthead(book: openpyxl.Workbook) -> None:
    sheet = book["刊头"]
    assert values(sheet) == [["政务服务月报"], [None], ["示例局 编"]]
    assert looks(sheet, "A1:A3") == [
        (False, False, "", "@"),
        (False, False, YELLOW, "@"),
        (False, False, "", "@"),
    ]
    (prompt,) = sheet.data_validations.dataValidation
    assert (str(prompt.sqref), prompt.promptTitle, prompt.prompt) == ("A2", "待填", "第几期，如 第5期")


def test_a_table_whose_rows_are_known(book: openpyxl.Workbook) -> None:
    sheet = book["表t"]
    assert values(sheet) == [
        ["号", "名称", "甲", "乙", "率"],
        [None, "一局", None, None, None],
        [None, "三局", None, None, None],
        [None, "合计", None, None, None],
        [None, "档案说明：以上各行相加", "=SUM(C2:C3)", "=SUM(D2:D3)", None],
    ]
    plain, text = (False, False, "", "General"), (False, False, "", "@")
    name = (True, False, "", "@")
    assert looks(sheet, "A2:E2") == [(False, False, GREY, "General"), name, plain, plain, text]
    assert looks(sheet, "A3:E3") == [(False, False, GREY, "General"), name, plain, plain, text]
    assert looks(sheet, "A4:E4") == [
        (False, True, "", "General"),
        (True, True, "", "@"),
        (False, True, GREY, "General"),
        (False, True, "", "General"),
        (False, True, "", "@"),
    ]
    assert sheet["C2"].border.left.style == "thin"
    assert [sheet["A1"].font.b, sheet["A1"].protection.locked] == [True, True]


def checks(sheet: Worksheet) -> dict[str, tuple[object, ...]]:
    return {
        str(each.sqref): (each.type, each.operator, each.formula1, each.promptTitle, each.prompt, each.error)
        for each in sheet.data_validations.dataValidation
    }


def test_what_may_be_typed_into_a_known_row(book: openpyxl.Workbook) -> None:
    counted = 'OR({0}2="-",AND(ISNUMBER({0}2),N({0}2)>=0,N({0}2)=INT(N({0}2))))'
    said = "“{}”填整数，或 -。"
    assert checks(book["表t"]) == {
        "A2:A3": ("custom", None, counted.format("A"), "号", "号", said.format("号")),
        "B2:B3": (
            *("list", None, "名单!$A$2:$A$5", "名称", "名称"),
            "“名称”要选登记册里有的名称；没有的请先登记到 data/organizations.csv。",
        ),
        "C2:C3": ("custom", None, counted.format("C"), "甲", "甲", said.format("甲")),
        "D2:D3": ("custom", None, counted.format("D"), "乙", "乙", said.format("乙")),
        "E2:E3": (
            *("custom", None),
            'OR(E2="-",AND(RIGHT(E2,1)="%",ISNUMBER(VALUE(SUBSTITUTE(E2,"%","")))))',
            *("率", "率", "“率”填百分数，如 61.42%，或 -。"),
        ),
    }
    assert [cell.value for cell in book["名单"]["A"]] == ["档案说明", "二局", "三局", "一局", "一办"]


def test_what_is_marked_red(book: openpyxl.Workbook) -> None:
    found = {
        str(area.sqref): [(rule.formula[0], rule.dxf.fill.bgColor.rgb) for rule in area.rules]
        for area in book["表t"].conditional_formatting
    }
    red = "FFFFC7CE"
    split = ("N($C2)<>N($D2)", red)
    assert found == {
        "C2:C4": [split],
        "D2:D4": [split],
        "C4": [('AND(C4<>"",N(C4)<>SUM(C2:C3))', red)],
        "D4": [('AND(D4<>"",N(D4)<>SUM(D2:D3))', red)],
        "C5": [('AND(C4<>"",N(C4)<>SUM(C2:C3))', red)],
        "D5": [('AND(D4<>"",N(D4)<>SUM(D2:D3))', red)],
        "B2:B4": [('AND($B2<>"",COUNTIF($B$2:$B$3,$B2)>1)', red)],
    }


def test_a_table_whose_rows_are_not_known(book: openpyxl.Workbook) -> None:
    sheet = book["表f"]
    assert values(sheet)[0] == ["文", "类", "日", "分", "加", "未", "人"]
    assert sheet.max_row == 201 and set(values(sheet)[200]) == {None}
    for row in (2, 201):
        assert looks(sheet, f"A{row}:G{row}") == [
            *((False, False, "", "@"), (False, False, "", "@"), (False, False, "", "yyyy-mm-dd")),
            *((False, False, "", "General"), (False, False, "", "+General;-General")),
            *((False, False, "", "General"), (False, False, "", "@")),
        ]
    assert checks(sheet) == {
        "A2:A201": (None, None, None, "文", "文", "“文”写法不对。"),
        "B2:B201": ("list", None, "名单!$B$2:$B$3", "类", "哪一类（种）", "“类”只能从列表里选。"),
        "C2:C201": ("date", None, "DATE(2026,7,1)", "日", "日", "“日”应为本期的日期。"),
        "D2:D201": ("decimal", "greaterThanOrEqual", "0", "分", "分", "“分”填数字，可带小数。"),
        "E2:E201": (
            *("decimal", "greaterThanOrEqual", "-1000000", "加", "加"),
            "“加”填带正负号的数，如 +0.2、-2。",
        ),
        "F2:F201": (
            *("custom", None),
            'OR(F2="-",F2="…",AND(ISNUMBER(F2),N(F2)>=0,N(F2)=INT(N(F2))))',
            *("未", "未", "“未”填整数，或 -、…。"),
        ),
        "G2:G201": (None, None, None, "人", "人", "“人”写法不对。"),
    }
    assert [cell.value for cell in book["名单"]["B"]][1:3] == ["甲类", "乙,类"]
    assert list(sheet.conditional_formatting) == []
    wide = {letter: round(sheet.column_dimensions[letter].width - 5 / 7) for letter in "ABG"}
    assert wide == {"A": 40, "B": 10, "G": 40}  # sentences have room


FILLED = replace(
    ENTRY,
    rows={
        "t": [
            ["号", "名称", "甲", "乙", "率"],
            ["1", "一局", "-", "2", "98.50%"],
            ["", "三局", "7", "", ""],
            ["", "合计", "8", "2", ""],
        ],
        "f": [
            ["文", "类", "日", "分", "加", "未", "人"],
            ["甲", "甲类", "2026-07-01", "98.50", "+1", "…", "某"],
            ["乙", "", "某日", "97.5", "-0.50", "x", ""],
        ],
    },
    last_month="2026-06",
    last={
        "t": [
            ["号", "名称", "甲", "乙", "率"],
            ["2", "一局", "6", "-", "97%"],
            [""] * 5,
            ["", "合计", "6", "", ""],
        ],
        "f": [
            ["文", "类", "日", "分", "加", "未", "人"],
            ["丙", "甲类", "2026-06-01", "9.50", "+0.5", "", "某"],
        ],
    },
    told="还差 3 格",
    found=(
        Found((Cell("t", 2, "甲"), Cell("t", 1, "甲")), "表 行“合计”", "[待处理] 8，应为 7", "请改正。"),
        Found((Cell("t", 1, "甲"),), "表 行“三局”", "读不出来", "请改好。", undecided=True),
        Found((Cell("t", 0, "率"),), "表 行“一局”", "无法核验", "先改别处。", undecided=True),
        Found((), "issue.yaml", "缺出刊日期", "请填写。"),
    ),
    base=[["issue.yaml", "number", "5"], ["t", "号", "名称"], ["t", "", "一局"]],
)


@pytest.fixture
def filled() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(entry_workbook(FILLED, schemas(), SCOPE.registry)))


def test_what_was_typed_before_stands_there_as_it_was_typed(filled: openpyxl.Workbook) -> None:
    day = datetime(2026, 7, 1)
    assert [row[:5] for row in values(filled["表t"])[1:5]] == [
        [1, "一局", "-", 2, "98.50%"],
        [None, "三局", 7, None, None],
        [None, "合计", 8, 2, None],
        [None, "档案说明：以上各行相加", "=SUM(C2:C3)", "=SUM(D2:D3)", None],
    ]
    assert [row[:7] for row in values(filled["表f"])[1:3]] == [
        ["甲", "甲类", day, 98.5, 1, "…", "某"],
        ["乙", None, "某日", 97.5, -0.5, "x", None],
    ]
    formats = [[cell.number_format for cell in row] for row in filled["表f"]["D2:F3"]]
    signed = "+General;-General"
    assert formats == [["0.00", signed, "General"], ["General", "+0.00;-0.00", "General"]]
    locked = [[cell.protection.locked for cell in row] for row in filled["表t"]["A2:E4"]]
    assert locked == [[False, True, False, False, False]] * 3
    assert not any(cell.protection.locked for row in filled["表f"]["A2:G3"] for cell in row)


def test_the_figures_of_the_issue_before_stand_beside_in_grey(filled: openpyxl.Workbook) -> None:
    assert [row[5:] for row in values(filled["表t"])[:4]] == [
        ["档案说明", "2026-06 号", "2026-06 甲", "2026-06 乙", "2026-06 率"],
        [None, 2, 6, "-", 0.97],
        [None] * 5,
        [None, None, 6, None, None],
    ]
    assert [row[7:] for row in values(filled["表f"])[:2]] == [
        ["档案说明", *(f"2026-06 {name}" for name in "文类日分加未人")],
        [None, "丙", "甲类", "2026-06-01", 9.5, 0.5, None, "某"],
    ]
    beside = [cell for row in filled["表t"]["F1:J4"] for cell in row if cell.value is not None]
    assert {(cell.font.color.rgb, cell.protection.locked) for cell in beside} == {("FF808080", True)}
    assert filled["表t"]["J2"].number_format == "0%"


def test_what_was_found_stands_at_its_cell_and_in_a_list(filled: openpyxl.Workbook) -> None:
    red, yellow = "FFF8CBAD", "FFFFE699"
    grounds = {cell: filled["表t"][cell].fill.start_color.rgb for cell in ("C4", "C3", "E2")}
    assert grounds == {"C4": red, "C3": red, "E2": yellow}
    comments = {
        cell.coordinate: (cell.comment.author, cell.comment.text)
        for row in filled["表t"].iter_rows()
        for cell in row
        if cell.comment
    }
    first = "[待处理] 8，应为 7\n处理：请改正。"
    assert comments == {
        "C4": ("档案说明", f"档案说明：{first}"),
        "C3": ("档案说明", f"档案说明：{first}\n读不出来\n处理：请改好。"),
        "E2": ("档案说明", "档案说明：无法核验\n处理：先改别处。"),
    }
    sheet = filled["核对"]
    assert values(sheet) == [
        ["档案说明", "在哪里", "还差 3 格", "怎样处理"],
        [1, "表 行“合计”", "[待处理] 8，应为 7", "请改正。"],
        [2, "表 行“三局”", "读不出来", "请改好。"],
        [3, "表 行“一局”", "无法核验", "先改别处。"],
        [4, "issue.yaml", "缺出刊日期", "请填写。"],
    ]
    links = [row[1].hyperlink.location if row[1].hyperlink else None for row in sheet.iter_rows(min_row=2)]
    assert links == ["'表t'!C4", "'表t'!C3", "'表t'!E2", None]


def test_what_stood_there_when_it_was_made_is_carried_along(filled: openpyxl.Workbook) -> None:
    assert filled["底稿"].sheet_state == "hidden"
    assert values(filled["底稿"]) == [
        ["档案说明", "底稿", None],
        ["issue.yaml", "number", "5"],
        ["t", "号", "名称"],
        ["t", None, "一局"],
    ]


def test_none_of_it_is_read_back(filled: openpyxl.Workbook) -> None:
    stream = io.BytesIO()
    filled.save(stream)
    document = read_document(stream.getvalue(), "录入.xlsx")
    tables = [block for block in document.blocks if isinstance(block, Grid)]
    rows = [row.filled for grid in tables for row in grid.rows if row.filled]
    assert rows[rows.index(["政务服务月报"]) :] == [
        ["政务服务月报"],
        ["示例局 编"],
        ["号", "名称", "甲", "乙", "率"],
        ["1", "一局", "-", "2", "98.50%"],
        ["三局", "7"],
        ["合计", "8", "2"],
        ["文", "类", "日", "分", "加", "未", "人"],
        ["甲", "甲类", "2026-07-01", "98.50", "+1", "…", "某"],
        ["乙", "某日", "97.5", "-0.50", "x"],
    ]
    assert document.base == (
        ("issue.yaml", "number", "5"),
        ("t", "号", "名称"),
        ("t", "", "一局"),
    )
    assert [aside for aside in document.asides if not aside.note] == []


def test_the_same_month_gives_the_same_bytes(content: bytes) -> None:
    assert entry_workbook(ENTRY, schemas(), SCOPE.registry) == content


def field(**more: Any) -> Field:
    plain: dict[str, Any] = {"name": "数", "title": "", "description": "", "type": "string", "grammar": ""}
    return Field(**{**plain, "unit": "", "missing": (), "names": (), "about": "", **more})


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (field(grammar="count"), {"validate": "whole", "criteria": ">=", "value": 0}),
        (field(grammar="count", missing=("",)), {"validate": "whole", "criteria": ">=", "value": 0}),
        (field(grammar="difference"), {"validate": "decimal", "criteria": ">=", "value": -1_000_000}),
        (field(grammar="decimal"), {"validate": "decimal", "criteria": ">=", "value": 0}),
        (field(), {"validate": "any"}),
        (
            field(grammar="signed-percent"),
            {
                "validate": "custom",
                "value": '=AND(RIGHT(A2,1)="%",ISNUMBER(VALUE(SUBSTITUTE(A2,"%",""))))',
            },
        ),
    ],
)
def test_the_check_of_each_way_of_writing(own: Field, expected: dict[str, Any]) -> None:
    schema = TableSchema("t", "", "", (own,), (), None, None, (), {"fields": [{"name": "数"}]}, "")
    found = validation(schema, own, "2026-07", None)
    assert {key: found[key] for key in expected} == expected
    assert {key for key in found if key not in expected} == {
        *("input_title", "input_message", "error_title", "error_message"),
    }


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2026-07", "=DATE(2026,7,1)", "=DATE(2026,7,31)"),
        ("2026-12", "=DATE(2026,12,1)", "=DATE(2026,12,31)"),
        ("2028-02", "=DATE(2028,2,1)", "=DATE(2028,2,29)"),
        ("2026-Q2", "=DATE(2026,4,1)", "=DATE(2026,6,30)"),
        ("2026", "=DATE(2026,1,1)", "=DATE(2026,12,31)"),
    ],
)
def test_the_days_of_the_period(month: str, first: str, last: str) -> None:
    own = field(type="date")
    schema = TableSchema("t", "", "", (own,), (), None, None, (), {"fields": [{"name": "数"}]}, "")
    found = validation(schema, own, month, None)
    assert (found["criteria"], found["minimum"], found["maximum"]) == ("between", first, last)


def test_prompts_are_no_longer_than_there_is_room() -> None:
    own = field(name="名" * 40, description="述" * 300, unit="%", grammar="percent")
    schema = TableSchema("t", "", "", (own,), (), None, None, (), {"fields": [{"name": own.name}]}, "")
    found = validation(schema, own, "2026-07", None)
    assert (found["input_title"], found["input_message"]) == ("名" * 32, "述" * 255)
    assert found["error_message"] == f"“{'名' * 40}”填百分数，如 61.42%。"
