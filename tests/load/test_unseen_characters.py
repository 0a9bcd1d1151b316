"""Characters that nobody sees or nothing can carry, names that are none, texts that open as formulas: found in every
text, by code point, with the cell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.example_month import example
from tests.support.repository import ROOT
from tests.synthetic.explained import EXPLAINED
from yuebao.load.fields import field_judges
from yuebao.load.table import read_table
from yuebao.model.characters import UNFIT, unfit
from yuebao.model.csv_text import csv_text, table_rows
from yuebao.model.writing import opens_a_formula, writing_problem
from yuebao.schema.table_schema import TableSchema
from yuebao.workflows.judge import read_standing

MONTH = f"data/{EXPLAINED}"
SCHEMAS = example().standing.schemas
READ = example().month

UNSEEN = {
    "\x00": "U+0000 空字符",
    "\x07": "U+0007 控制字符",
    "\t": "U+0009 制表符",
    "\x1b": "U+001B 控制字符",
    "\x7f": "U+007F 控制字符",
    "\x85": "U+0085 换行控制符",
    "\xad": "U+00AD 软连字符",
    "\u034f": "U+034F 组合连接符",
    "\u061c": "U+061C 双向控制字符",
    "\u115f": "U+115F 不可见的填充字符",
    "\u180e": "U+180E 蒙古文元音分隔符",
    "\u200b": "U+200B 零宽空格",
    "\u200d": "U+200D 零宽连字",
    "\u200f": "U+200F 从右到左标记",
    "\u2028": "U+2028 行分隔符",
    "\u2029": "U+2029 段落分隔符",
    "\u202e": "U+202E 双向控制字符",
    "\u2060": "U+2060 零宽连接符",
    "\u2066": "U+2066 双向控制字符",
    "\u2800": "U+2800 空白盲文",
    "\u3164": "U+3164 不可见的填充字符",
    "\ue000": "U+E000 私用区字符，别的机器上没有这个字",
    "\ufdd0": "U+FDD0 非字符",
    "\ufe0f": "U+FE0F 变体选择符",
    "\ufeff": "U+FEFF 零宽不换行空格（BOM）",
    "\ufffb": "U+FFFB 行间注释控制符",
    "\ufffc": "U+FFFC 对象占位符",
    "\ufffd": "U+FFFD 替换字符，原来的字已丢失",
    "\ufffe": "U+FFFE 非字符",
    "\uffff": "U+FFFF 非字符",
    "\U0001fffe": "U+1FFFE 非字符",
    "\U0002ffff": "U+2FFFF 非字符",
    "\U0001d173": "U+1D173 不可见的格式字符",
    "\U000e0041": "U+E0041 标签字符",
    "\U000e0100": "U+E0100 变体选择符",
    "\U000f0000": "U+F0000 私用区字符，别的机器上没有这个字",
    "\U0010ffff": "U+10FFFF 非字符",
}
"""One of every kind, and what it is called."""
FIT = (
    "𠮷",
    "䶮",
    "é",
    "é",
    "阿卜杜·热合曼",
    "㓚",
    "𬭬",
    "𰻝",
    "ü",
    "①",
    "（）",
    "“”",
    "—",
    "、",
    "\u3000",
    "±",
    "㎡",
    "‰",
)


def test_every_kind_has_its_name() -> None:
    assert {character: unfit(f"甲{character}乙") for character in UNSEEN} == UNSEEN


def test_nothing_else_is_refused() -> None:
    """Assigned characters of the ordinary categories are fit; whole planes of noncharacters and private use are not."""
    assert [text for text in FIT if unfit(text)] == []
    last = [chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)]
    assert [text for text in last if not unfit(text)] == []
    assert [
        code for code in range(0x20000, 0x323B0) if (code & 0xFFFE) != 0xFFFE and UNFIT.match(chr(code))
    ] == []
    assert [code for code in range(0x4E00, 0xA000) if UNFIT.match(chr(code))] == []


# --- every cell of every column of every table, and of the registry ---


def text_columns() -> Iterator[tuple[TableSchema, str]]:
    for schema in (*SCHEMAS.latest.tables.values(), SCHEMAS.registry):
        for field in schema.fields:
            yield schema, field.name


@pytest.mark.parametrize(
    ("schema", "column"), [pytest.param(*item, id=f"{item[0].name}-{item[1]}") for item in text_columns()]
)
def test_every_column_tells_every_kind(schema: TableSchema, column: str) -> None:
    """The character stands inside a text that the column holds: the finding names cell and code point."""
    if schema is SCHEMAS.registry:
        judges, month, file = field_judges(schema, {}), "", "data/organizations.csv"
        table, _, _ = read_table(example().files[file], schema, judges, month, file)
    else:
        judges, month, file = field_judges(schema, {}), EXPLAINED, READ.tables[schema.name].file
        table = READ.tables[schema.name]
    assert table is not None
    rows = [list(row) for row in table_rows(table)]
    index = table.header.index(column)
    row = next((number for number, cells in enumerate(rows) if number and cells[index]), 1)
    text = rows[row][index] or "甲"
    for character, name in UNSEEN.items():
        rows[row][index] = f"{text[:1]}{character}{text[1:]}" if len(text) > 1 else f"{text}{character}{text}"
        content = csv_text(rows).encode("utf-8", "surrogatepass")
        _, _, findings = read_table(content, schema, judges, month, file)
        told = [item for item in findings if name in item.message]
        assert [(item.column, item.line) for item in told] == [(column, row + 1)], (name, findings)
        assert character not in told[0].message


def test_a_header_tells_it(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(f"{MONTH}/town-volume-month.csv", "乡镇名称", "乡镇\u200b名称")
    assert told(explained_archive.folder) == [
        (
            f"{MONTH}/town-volume-month.csv",
            "表头不对：缺少 “乡镇名称”；多出“乡镇‹U+200B›名称”，其中含有 U+200B 零宽空格（是否为“乡镇名称”？）",
        )
    ]


def told(root: Path) -> list[tuple[str, str]]:
    status, out, err = ArchiveFolder(root).run("validate", "--format", "json")
    assert status == 1 and "Traceback" not in err
    return [
        (item["file"], item["message"]) for item in json.loads(out)["findings"] if item["status"] == "open"
    ]


# --- the other files ---


@pytest.mark.parametrize(
    "written",
    [
        r'"2020年\x077月月报"',
        r'"2020年\u200b7月月报"',
        r'"2020年\u0085月报"',
        r'"月报\uFFFE"',
        r'"月\u2028报"',
        r'"月\u202E报"',
        "2020年\u200b7月月报",
        "2020年\ue0007月月报",
    ],
)
@pytest.mark.parametrize("file", ["issue.yaml", "errata.yaml"])
def test_yaml_by_escape_and_as_it_is(explained_archive: ArchiveFolder, file: str, written: str) -> None:
    if file == "issue.yaml":
        explained_archive.edit(
            f"{MONTH}/{file}", "title: 2003年11月政务服务月报（示例）", f"title: {written}"
        )
    else:
        text = (explained_archive / MONTH / file).read_text(encoding="utf-8")
        (explained_archive / MONTH / file).write_text(
            text.replace("reviewer: 示例审核", f"reviewer: {written}", 1), encoding="utf-8"
        )
    found = [
        message
        for name, message in told(explained_archive.folder)
        if name == f"{MONTH}/{file}" and "含有 U+" in message
    ]
    assert len(found) == 1 and "‹U+" in found[0], found


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 空字符"),
        ("\x07", "U+0007 控制字符"),
        ("\u200b", "U+200B 零宽空格"),
        ("\ufffe", "U+FFFE 非字符"),
    ],
)
@pytest.mark.parametrize("file", ["issue.yaml", "errata.yaml"])
def test_a_comment_tells_it_too(
    explained_archive: ArchiveFolder, file: str, character: str, name: str
) -> None:
    path = explained_archive / MONTH / file
    path.write_text(f"# 甲{character}乙\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert (f"{MONTH}/{file}", f"含有 {name}") in told(explained_archive.folder)


@pytest.mark.parametrize(
    "file", [*sorted(path.name for path in (ROOT / "schemas").glob("*.yaml")), "mkdocs.yml"]
)
@pytest.mark.parametrize("written", ["甲\u200b", r'"甲\u202e"'])
def test_what_declares_is_a_fault(explained_archive: ArchiveFolder, file: str, written: str) -> None:
    path = explained_archive / ("mkdocs.yml" if file == "mkdocs.yml" else f"schemas/{file}")
    path.write_text(path.read_text(encoding="utf-8") + f"\nweird: {written}\n", encoding="utf-8")
    command = {
        "report.yaml": ["export", EXPLAINED],
        "intake.yaml": ["import", str(explained_archive / MONTH / "source/issue.txt"), "--period", "2004-02"],
    }.get(file, ["emit"])
    status, out, err = explained_archive.run(*command)
    assert (status, out) == (3, "")
    assert file in err and "含有 U+20" in err and "Traceback" not in err


@pytest.mark.parametrize(
    "name", ["甲\u200b.txt", "甲\u202e.txt", "甲\ufffe.txt", "甲\x07.txt", "甲\ue000.txt"]
)
@pytest.mark.parametrize("folder", ["data", MONTH, f"{MONTH}/source"])
def test_a_file_s_name_tells_it(explained_archive: ArchiveFolder, folder: str, name: str) -> None:
    (explained_archive / folder / name).write_bytes(b"")
    assert [message for _, message in told(explained_archive.folder) if unfit(name) in message] != []


def test_a_name_with_a_nul_is_told_and_never_opened(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(f"{MONTH}/issue.yaml", "file: source/issue.txt", r'file: "source/issue\0.txt"')
    found = [message for name, message in told(explained_archive.folder) if name == f"{MONTH}/issue.yaml"]
    assert "“source/issue‹U+0000›.txt”含有 U+0000 空字符" in found


# --- names and texts ---

NO_NAMES = {
    "3.5": "不是名称：只有数字",
    "１２": "不是名称：只有数字",
    "①": "不是名称：只有数字",
    "-5": "不是名称：只有数字",
    "61.42%": "不是名称：只有数字",
    "2021-07-01": "不是名称：只有数字",
    "—": "不是名称：只有符号",
    "－": "不是名称：只有符号",
    "……": "不是名称：只有符号",
    "（）": "不是名称：只有符号",
    "*": "不是名称：只有符号",
    "12件": "是数字或日期，不是名称",
    "1e3": "是数字或日期，不是名称",
    "2021年7月": "是数字或日期，不是名称",
    "二〇二〇年七月": "是数字或日期，不是名称",
    "三": "是数字或日期，不是名称",
    "十月": "是数字或日期，不是名称",
    "待填": "这是占位的字样，不是名称",
    "（无）": "这是占位的字样，不是名称",
    "暂无": "这是占位的字样，不是名称",
    "N/A": "这是占位的字样，不是名称",
    "NaN": "这是占位的字样，不是名称",
    "null": "这是占位的字样，不是名称",
    "#REF!": "这是占位的字样，不是名称",
    "某某": "这是占位的字样，不是名称",
    "王 某": "名称里有空格，应当去掉",
    "王\u3000某": "名称里有空格，应当去掉",
    "民政\n局": "名称应写在一行里",
}
NAMES = (
    "陈芬",
    "阿卜杜·热合曼",
    "𠮷田",
    "王*",
    "陈某某",
    "万千",
    "元一",
    "é",
    "John Smith",
    "12345热线",
    "3号窗口",
    "县公安局（交警大队）",
)


def test_names_have_a_grammar() -> None:
    assert {text: writing_problem(text, "name") for text in NO_NAMES} == NO_NAMES
    assert [text for text in NAMES if writing_problem(text, "name")] == []
    everybody = {
        name for org in read_standing(ROOT).registry.organizations for name in (org.name, *org.aliases)
    }
    assert [name for name in sorted(everybody) if writing_problem(name, "name")] == []
    assert writing_problem("甲局|待填", "names") == "这是占位的字样，不是名称"


def test_every_text_column_has_a_grammar() -> None:
    """A column is of figures, of dates, of a few words, of a pattern, of names or of running text."""
    open_columns = [
        (schema.name, field["name"])
        for schema in (*SCHEMAS.latest.tables.values(), SCHEMAS.registry)
        for field in schema.descriptor["fields"]
        if field["type"] == "string"
        and not schema.field[field["name"]].grammar
        and not schema.field[field["name"]].writing
        and not {"enum", "pattern"} & field.get("constraints", {}).keys()
    ]
    assert open_columns == []


def writings() -> Iterator[tuple[TableSchema, str, str]]:
    for schema, column in text_columns():
        writing = schema.field[column].writing
        if writing:
            yield schema, column, writing


@pytest.mark.parametrize(
    ("schema", "column", "writing"),
    [pytest.param(*item, id=f"{item[0].name}-{item[1]}") for item in writings()],
)
def test_every_column_of_names_and_texts_refuses_what_is_none(
    schema: TableSchema, column: str, writing: str
) -> None:
    judge = field_judges(schema, {})[column]
    wrong = (
        ("3.5", "—", "待填", "2021-07-01")
        if writing == "text"
        else (text for text in NO_NAMES if text.strip("-") == text)
    )
    assert [text for text in wrong if not judge[text].problem] == []
    for text in ("=1+1", "@甲", "+甲", "-甲", "＝甲", "=HYPERLINK(1)"):
        assert judge[text].problem == f"以“{text[0]}”开头，表格软件会把它当作公式"


def test_figures_with_a_sign_are_no_formulas() -> None:
    assert [text for text in ("+0.2", "-2", "-", "+100%", "甲=乙", "5-3") if opens_a_formula(text)] == []
    assert [text for text in ("+0.2+1", "-2-3", "--", "+cmd", "-1e5", "+") if not opens_a_formula(text)] == [
        "+"
    ]


def test_masthead_and_errata_open_no_formula(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(f"{MONTH}/issue.yaml", "title: 2003年11月政务服务月报（示例）", "title: =1+1")
    assert (f"{MONTH}/issue.yaml", "“title”以“=”开头，表格软件会把它当作公式") in told(
        explained_archive.folder
    )


@pytest.mark.parametrize(
    ("key", "old", "new", "said"),
    [
        ("publisher", "示例", '"3.5"', "“publisher”为“3.5”：没有一个字，不是文字"),
        ("publisher", "示例", "待填", "“publisher”为“待填”：这是占位的字样，不是报告里的文字"),
        ("title", "2003年11月政务服务月报（示例）", "—", "“title”为“—”：只有符号，没有文字"),
        (
            "title",
            "2003年11月政务服务月报（示例）",
            r'"月报\n第二行"',
            "“title”为“月报‹U+000A›第二行”：应写在一行里",
        ),
        ("county", "示例二县", "2020", "“county”为“2020”：没有一个字，不是文字"),
    ],
)
def test_the_masthead_has_a_grammar(
    explained_archive: ArchiveFolder, key: str, old: str, new: str, said: str
) -> None:
    explained_archive.edit(f"{MONTH}/issue.yaml", f"{key}: {old}", f"{key}: {new}")
    assert (f"{MONTH}/issue.yaml", said) in told(explained_archive.folder)
