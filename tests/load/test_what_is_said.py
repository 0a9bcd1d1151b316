"""What the readers say, whole: the problem, what to do, the line, the key, the values. A remedy that is not what helps is
as bad as none."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from yuebao.load.csv_text import read_records
from yuebao.load.errata import read_errata
from yuebao.load.files import decode, read_bytes
from yuebao.load.folder import gap_names
from yuebao.load.form import Note, untidy
from yuebao.load.issue import read_issue
from yuebao.load.problem import Problem
from yuebao.load.registry import read_registry
from yuebao.load.sources import check_sources
from yuebao.model.finding import NOT_YET
from yuebao.schema.reader import Schemas

TIDY = "请执行 yuebao tidy 2026-07，把文件整理成规定的写法；它不改动任何数字和名称，改了什么会逐项列出。"

# --- issue.yaml ---

ISSUE = """\
year: 2026
number: 5
total_number: 143
title: 2026年7月政务服务月报
publisher: 米易县行政审批局
published: 2026-08-11
county: 米易
sources: [{file: source/issue.txt, sha256: "0", role: 原件, in_force: true}]
"""
WITHDRAWN = 'state: 已撤回\nwithdrawn: {reason: "误用底稿", reviewer: "示例", reviewed: 2026-09-01}\n'
STATE = (
    "撤回的一期写 state: 已撤回 并在 withdrawn 里写明 reason、reviewer、reviewed；还在录入的写 state: 整理中；"
    "公布的，两个键都不写。"
)
FORMULA = "请改写，不以等号、加号、减号、@ 开头。"
OF_ISSUE: dict[str, tuple[str, list[Problem]]] = {
    "as it should be": (ISSUE, []),
    "withdrawn": (ISSUE + WITHDRAWN, []),
    "the year in which it came out": (ISSUE.replace("year: 2026", "year: 2027"), []),
    **{
        f"counted to {year}": (
            ISSUE.replace("year: 2026", f"year: {year}"),
            [
                Problem(
                    f"year 为 {year}，统计期是 2026-07：只能是 2026 或 2027",
                    "请改正年份，或把文件夹改名。",
                    1,
                    column="year",
                )
            ],
        )
        for year in (2025, 2028)
    },
    "no title": (
        ISSUE.replace("title: 2026年7月政务服务月报\n", ""),
        [Problem("缺少“title”", "请填写 title。", 1, column="title")],
    ),
    "a blank title": (
        ISSUE.replace("title: 2026年7月政务服务月报", 'title: " "'),
        [Problem("“title”不能为空", "请填写 title。", 4, column="title")],
    ),
    "a title of parts": (
        ISSUE.replace("title: 2026年7月政务服务月报", "title: {一: 二}"),
        [Problem("“title”应为单个值", "请改正这个键。", 4, column="title")],
    ),
    "a title that is a formula": (
        ISSUE.replace("title: 2026", "title: =2026"),
        [Problem("“title”以“=”开头，表格软件会把它当作公式", FORMULA, 4, column="title")],
    ),
    "a title of two lines": (
        ISSUE.replace("title: 2026年7月政务服务月报", 'title: "一\\n二"'),
        [Problem("“title”为“一‹U+000A›二”：应写在一行里", "请照刊头填写。", 4, column="title")],
    ),
    "a number that is none": (
        ISSUE.replace("number: 5", "number: 五", 1),
        [Problem("“number”为“五”，应为正整数", "请用半角数字填写。", 2, column="number")],
    ),
    "number nought": (
        ISSUE.replace("number: 5", "number: 0", 1),
        [Problem("“number”为“0”，应为正整数", "请用半角数字填写。", 2, column="number")],
    ),
    "a day that is none": (
        ISSUE.replace("2026-08-11", "2026-08-32"),
        [Problem("“published”为“2026-08-32”，应为日期，写作 2020-08-11", "请改正这个日期。", 6, column="published")],
    ),
    "a day in short": (
        ISSUE.replace("2026-08-11", '"20200811"'),
        [Problem("“published”为“20200811”，应为日期，写作 2020-08-11", "请改正这个日期。", 6, column="published")],
    ),
    "a key that nobody knows": (
        ISSUE + "titel: x\n",
        [Problem("不认识的键“titel”；是否为“title”？", "请改正或删去这个键。", 9, column="titel")],
    ),
    "state in another word": (
        ISSUE + WITHDRAWN.replace("已撤回", "撤回"),
        [Problem("state 为“撤回”，应为“已撤回”或“整理中”", STATE, 9, column="state")],
    ),
    "why without a state": (
        ISSUE + WITHDRAWN.partition("\n")[2],
        [Problem("state 为“”，应为“已撤回”或“整理中”", STATE, 9, column="withdrawn")],
    ),
    "a state that is no key": (
        ISSUE.replace("title: 2026年7月政务服务月报", 'title: "2026年7月\nstate: 政务服务月报"'),
        [Problem("有一行以 state: 开头，却不是这个文件的键", "请改写这一行，不要以 state: 开头。", 1)],
    ),
    "a state within a line": (
        "{" + ", ".join([*ISSUE.splitlines()[:-1], ISSUE.splitlines()[-1], *WITHDRAWN.splitlines()]) + "}",
        [Problem("state 没有单独写成一行", "请另起一行，顶格写 state: 已撤回。", 1, column="state")],
    ),
    "taken back before it came out": (
        ISSUE + WITHDRAWN.replace("2026-09-01", "2026-08-10"),
        [Problem("“reviewed”为 2026-08-10，早于本期的出刊日期 2026-08-11", "请填写实际审核的日期。", 10, column="reviewed")],
    ),
    "taken back on a day to come": (
        ISSUE + WITHDRAWN.replace("2026-09-01", "2026-10-02"),
        [Problem("“reviewed”为 2026-10-02，这一天还没有到", "请填写实际审核的日期。", 10, column="reviewed", breach=NOT_YET)],
    ),
    "taken back without a word": (
        ISSUE + WITHDRAWN.replace("误用底稿", "…"),
        [Problem("“reason”里没有看得见的文字", "请用文字填写 reason。", 10, column="reason")],
    ),
    "no YAML": (ISSUE + "x: [\n", [Problem("", "请按 YAML 的写法改正这一行。", 10)]),
}  # fmt: skip


@pytest.mark.parametrize("case", OF_ISSUE)
def test_of_a_masthead(real_schemas: Schemas, case: str) -> None:
    text, expected = OF_ISSUE[case]
    issue, read, problems = read_issue(
        text.encode(), "2026-07", real_schemas.latest.masthead, date(2026, 10, 1)
    )
    told = [Problem("", p.remedy, p.line) if case == "no YAML" else p for p in problems]
    assert (told, read) == (expected, text)
    assert (issue is None) == bool(expected)


@pytest.mark.parametrize(
    ("month", "today", "wrong"),
    [("2026-07", date(2026, 9, 1), False), ("2026-07", date(2026, 8, 31), True), ("2026-07", None, False)],
)
def test_a_review_of_today_has_come(
    real_schemas: Schemas, month: str, today: date | None, wrong: bool
) -> None:
    issue, _, problems = read_issue((ISSUE + WITHDRAWN).encode(), month, real_schemas.latest.masthead, today)
    assert [problem.breach for problem in problems] == [NOT_YET] * wrong
    assert (issue is None) == wrong


# --- the kept document ---

CONTENT = "示例".encode()
FILE = "source/issue.txt"


def nothing(folder: Path) -> None:
    pass


def other_text(folder: Path) -> None:
    (folder / FILE).write_bytes(b"x")


def no_file(folder: Path) -> None:
    (folder / FILE).unlink()


def linked_file(folder: Path) -> None:
    (folder / FILE).unlink()
    (folder / FILE).symlink_to("nowhere")


def linked_folder(folder: Path) -> None:
    (folder / "source").rename(folder / "real")
    (folder / "source").symlink_to("real")


DIGEST = sha256(CONTENT).hexdigest()
OF_SOURCE: dict[str, tuple[str, Callable[[Path], None], str, list[Problem]]] = {
    "as it should be": (FILE, nothing, "示例", []),
    "another file": (
        FILE, other_text, "",
        [Problem(
            f"{FILE} 的 sha256 与 issue.yaml 所记不符：文件已改动，或登记有误",
            "请恢复原文件；确认文件无误后再更新 sources.0.sha256。",
            column="sources.0.sha256", value=DIGEST, expected=sha256(b"x").hexdigest(),
        )],
    ),
    "no file": (
        FILE, no_file, "",
        [Problem(f"{FILE}：缺少这个文件", "请补上该文件；若已改名，请改回约定的文件名。", column="sources.0.file", value=FILE)],
    ),
    "a link": (
        FILE, linked_file, "",
        [Problem(f"{FILE}：这是一个符号链接，不予读取", "请用文件本身代替链接。", column="sources.0.file", value=FILE)],
    ),
    "a linked folder": (
        FILE, linked_folder, "",
        [Problem("source 是一个符号链接，不予读取", "请用文件夹本身代替链接。", column="sources.0.file")],
    ),
    **{
        place: (
            place, nothing, "",
            [Problem(
                f"sources.0.file 为“{place}”，不在本期的 source 文件夹里",
                "请把原文件放进本期的 source 文件夹，并写作 source/文件名。", column="sources.0.file",
            )],
        )
        for place in ("issue.txt", "source", "source/a/b.txt", "source/../issue.yaml", "/source/issue.txt", "Source/x")
    },
}  # fmt: skip


@pytest.mark.parametrize("case", OF_SOURCE)
def test_of_the_document_that_is_kept(tmp_path: Path, real_schemas: Schemas, case: str) -> None:
    place, spoil, text, expected = OF_SOURCE[case]
    (tmp_path / "source").mkdir()
    (tmp_path / FILE).write_bytes(CONTENT)
    spoil(tmp_path)
    written = ISSUE.replace(FILE, place).replace('"0"', f'"{DIGEST}"')
    issue, _, problems = read_issue(written.encode(), "2026-07", real_schemas.latest.masthead)
    assert issue is not None, problems
    assert check_sources(tmp_path, issue.sources) == ({place: text} if text else {}, expected)


# --- errata.yaml ---

ENTRY = """\
- rule: total-row
  table: town-volume-month
  row: 合计
  column: 受理件
  published: "1"
  expected: "2"
  category: 原文如此
  reason: 示例
  reviewer: 示例
  reviewed: 2026-09-01
"""
OF_ERRATA: dict[str, tuple[str, list[Problem]]] = {
    "as it should be": (ENTRY, []),
    "quoted signs": (ENTRY.replace('"1"', '"-1"').replace("row: 合计", "row: =合计"), []),
    "nothing": ("", []),
    "no list": ("rule: x\n", [Problem("应为勘误条目的列表", "每条以“- rule: …”开头。", 1)]),
    "no mapping": ("- 合计\n", [Problem("此处应为键值对", "请写成“键: 值”的形式。", 1)]),
    "another category": (
        ENTRY.replace("原文如此", "原文如次"),
        [Problem("没有名为“原文如次”的类别；是否为“原文如此”？", "请改用约定的类别。", 7, column="category")],
    ),
    "a reason that is a formula": (
        ENTRY.replace("reason: 示例", "reason: +示例"),
        [Problem("“reason”以“+”开头，表格软件会把它当作公式", FORMULA, 8, column="reason")],
    ),
    "nobody": (ENTRY.replace("  reviewer: 示例\n", ""), [Problem("缺少“reviewer”", "请填写 reviewer。", 1, column="reviewer")]),
    "a key in another language": (
        ENTRY + "  against: 上一行\n  brake: order\n",
        [Problem("不认识的键“brake”；是否为“break”？", "请改正或删去这个键。", 12, column="brake")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OF_ERRATA)
def test_of_errata(case: str) -> None:
    text, expected = OF_ERRATA[case]
    errata, read, problems = read_errata(text.encode(), date(2026, 8, 11), date(2026, 9, 1))
    told = [p for p in problems if p.message != "此处应为键值对" or p in expected]
    if case == "no mapping":
        told = told[:1]
    assert (told, read) == (expected, text)
    assert bool(errata) == (not expected and bool(text))


def test_every_key_of_an_erratum_is_read_where_it_stands() -> None:
    text = ENTRY + "  break: order\n  against: 上一行\n"
    [erratum], _, problems = read_errata(text.encode())
    assert problems == []
    assert (erratum.rule, erratum.table, erratum.row, erratum.column) == (
        "total-row", "town-volume-month", "合计", "受理件",
    )  # fmt: skip
    assert (erratum.published, erratum.expected, erratum.breach, erratum.against) == (
        "1",
        "2",
        "order",
        "上一行",
    )
    assert (erratum.category, erratum.reason, erratum.reviewer) == ("原文如此", "示例", "示例")
    assert (erratum.reviewed, erratum.line) == (date(2026, 9, 1), 1)


# --- files and their bytes ---

BROKEN = "请确认放入的文件没有损坏，也没有选错；用原来的文件换下它。"
NO_TEXT = "文件不是文字（既不是 UTF-8，也不是 GB18030、UTF-16）"


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"\xff\xfea", "文件开头是 UTF-16 的标记，后面却不是 UTF-16 文字", None),
        ("好\n".encode() * 30 + b"\xff\n", "这一行有损坏的字节，不是完整的 UTF-8 文字", 31),
        (b"\xff\xff\xff", NO_TEXT, 1),
        (b"ab\n\xff\xff", NO_TEXT, 2),
        (b"a\n" + "政务".encode("gb18030") + b"\x01", NO_TEXT, 2),
    ],
)
def test_of_bytes_that_are_no_text(content: bytes, message: str, line: int | None) -> None:
    assert decode(content) == Problem(message, BROKEN, line)


@pytest.mark.parametrize(
    ("content", "text", "notes"),
    [
        (b"a\n", "a\n", []),
        (b"\xef\xbb\xbfa\n", "a\n", [Note("文件开头有 BOM")]),
        (b"\xff\xfea\x00", "a", [Note("编码是 UTF-16（应为 UTF-8）")]),
        (b"\xfe\xff\x00a", "a", [Note("编码是 UTF-16（应为 UTF-8）")]),
        (b"a\n\xd5\xfe", "a\n政", [Note("编码是 GB18030（GBK，应为 UTF-8）", 2)]),
    ],
)
def test_of_bytes_in_another_encoding(content: bytes, text: str, notes: list[Note]) -> None:
    assert decode(content) == (text, notes)


def test_of_what_stands_in_a_file_s_place(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "large").write_bytes(bytes(1_500_000))
    (tmp_path / "just").write_bytes(bytes(1_000_000))
    told = {
        name: read_bytes(tmp_path / name, 1_000_000)
        for name in ("folder", "link", "large", "none", "folder/x/y")
    }
    assert told == {
        "folder": Problem("这不是普通文件（可能是文件夹）", "请把同名的文件夹移走，放入文件。"),
        "link": Problem("这是一个符号链接，不予读取", "请用文件本身代替链接。"),
        "large": Problem(
            "文件有 1.5 MB，超过 1 MB 的上限，不予读取", "请确认放入的是本期的表格，而不是其他文件。"
        ),
        "none": Problem("缺少这个文件", "请补上该文件；若已改名，请改回约定的文件名。"),
        "folder/x/y": Problem("缺少这个文件", "请补上该文件；若已改名，请改回约定的文件名。"),
    }  # fmt: skip
    assert read_bytes(tmp_path / "just", 1_000_000) == bytes(1_000_000)
    assert read_bytes(tmp_path / "a\0b", 1) == Problem("文件名里有空字符（U+0000）", "请改正文件名。")


def test_a_month_that_cannot_be_asked_is_no_gap(tmp_path: Path) -> None:
    for month, text in {
        "2026-01": "state: 已撤回\n",
        "2026-02": "x: 1\n",
        "2026-03": " state: 已撤回\n",
    }.items():
        (tmp_path / "data" / month).mkdir(parents=True)
        (tmp_path / "data" / month / "issue.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "data/2026-04/issue.yaml").mkdir(parents=True)
    (tmp_path / "data/2026-05").mkdir()
    (tmp_path / "data/2026-05/issue.yaml").symlink_to("../2026-01/issue.yaml")
    months = [f"2026-0{number}" for number in range(1, 7)]
    assert gap_names(tmp_path, months) == {"2026-01"}


# --- records ---

RECORDS: dict[str, tuple[str, list[tuple[int, tuple[str, ...] | None, int]], list[Problem], list[Note]]] = {
    "plain": ("a,b\n1,2\n", [(1, ("a", "b"), 1), (2, ("1", "2"), 2)], [], []),
    "empty": ("", [], [Problem("文件是空的", "请放入表头和数据。", 1)], []),
    "blank": ("\n \n", [], [Problem("文件是空的", "请放入表头和数据。", 1)], []),
    "an odd quote": (
        'a,b\n1,"2\n3,4\n', [(1, ("a", "b"), 1), (2, None, 2), (3, ("3", "4"), 3)],
        [Problem("引号不成对", "单元格内的引号要写成两个，并把整格括在引号里。", 2)], [],
    ),
    "quotes within": (
        'a,b\n1,x"y"z\n', [(1, ("a", "b"), 1), (2, None, 2)],
        [Problem("单元格里的引号没有照 CSV 的规矩写", "含引号的单元格要整格括在引号里，里面的引号写成两个。", 2)], [],
    ),
    "a line within a cell": (
        'a,b\n"1\n2",3\n4,5\n', [(1, ("a", "b"), 1), (2, ("1\n2", "3"), 2), (4, ("4", "5"), 3)], [], [],
    ),
    "needless quotes": (
        'a,b\n"1",2\n', [(1, ("a", "b"), 1), (2, ("1", "2"), 2)], [], [Note("多余的引号", 2, 1)],
    ),
    "a cell too long": (
        f"a,b\n{'x' * 5001},2\n3,4\n", [(1, ("a", "b"), 1), (2, None, 2), (3, ("3", "4"), 3)],
        [Problem("有一格超过 5000 个字，不予读取", "请检查这一行的引号和分隔符。", 2)], [],
    ),
    "a cell just as long": (f"a,b\n{'x' * 5000},2\n", [(1, ("a", "b"), 1), (2, ("x" * 5000, "2"), 2)], [], []),
    "a cell beyond csv": (
        f'a,b\n"{"x" * 140_000}",2\n', [(1, ("a", "b"), 1), (2, None, 2)],
        [Problem("有一格超过 5000 个字，不予读取", "请检查这一行的引号和分隔符。", 2)], [],
    ),
    "CRLF": ("a,b\r\n1,2\r\n", [(1, ("a", "b"), 1), (2, ("1", "2"), 2)], [], [Note("换行是 CRLF", 1)]),
    "CRLF later": ("a,b\n1,2\r\n", [(1, ("a", "b"), 1), (2, ("1", "2"), 2)], [], [Note("换行是 CRLF", 2)]),
    "CR": ("a,b\r1,2\r", [(1, ("a", "b"), 1), (2, ("1", "2"), 2)], [], [Note("换行是 CR")]),
    "semicolons": (
        "a;b\n1;2\n", [(1, ("a", "b"), 1), (2, ("1", "2"), 2)], [], [Note("分隔符是分号（应为半角逗号）")],
    ),
    "tabs": (
        "a\tb\t\n1\t2\t\n", [(1, ("a", "b"), 1), (2, ("1", "2"), 2)], [],
        [Note("分隔符是制表符（应为半角逗号）"), Note("表头之后的空列", 1, 1)],
    ),
    "semicolons in a cell": ("a;c,b\n1;2,3\n", [(1, ("a;c", "b"), 1), (2, ("1;2", "3"), 2)], [], []),
    "blank lines": (
        "a,b\n\n1,2\n,\n3,4\n\n", [(1, ("a", "b"), 1), (3, ("1", "2"), 3), (5, ("3", "4"), 5)], [],
        [Note("空行", 2, 3)],
    ),
    "blank columns": (
        "a,b,,\n1,2,,\n", [(1, ("a", "b"), 1), (2, ("1", "2"), 2)], [], [Note("表头之后的空列", 1, 2)],
    ),
    "blank columns that hold something": ("a,b,\n1,2,3\n", [(1, ("a", "b", ""), 1), (2, ("1", "2", "3"), 2)], [], []),
}  # fmt: skip


def test_a_cell_beyond_csv_whoever_raised_its_limit() -> None:
    """A library raises the limit for the whole process; what is said of the cell stays the same."""
    text, _, problems, notes = RECORDS["a cell beyond csv"]
    limit = csv.field_size_limit(10**9)
    try:
        reading = read_records(text, ("a", "b"))
    finally:
        csv.field_size_limit(limit)
    assert (reading.problems, reading.notes) == (problems, notes)


@pytest.mark.parametrize("case", RECORDS)
def test_of_records(case: str) -> None:
    text, records, problems, notes = RECORDS[case]
    reading = read_records(text, ("a", "b"))
    assert [tuple(record) for record in reading.records] == records
    assert (reading.problems, reading.notes) == (problems, notes)


def test_notes_of_one_kind_are_told_once() -> None:
    notes = [
        Note("空行", 4, 2),
        Note("千位分隔", 3, 1, "1,011"),
        Note("空行", 2, 1),
        Note("千位分隔", 9, 1, "2,022"),
    ]
    assert untidy(notes, "2026-07") == [
        Problem("文件的写法要整理：空行 3 处；千位分隔 2 处（如“1,011”）", TIDY, 3)
    ]
    assert untidy([Note("文件开头有 BOM")], "") == [
        Problem("文件的写法要整理：文件开头有 BOM", TIDY.replace("2026-07", "月份"), 1)
    ]
    assert untidy([], "2026-07") == []


# --- the registry ---

HEADER = "id,type,name,aliases,code,parent,valid_from,valid_to,successors"
Told = tuple[int | None, str | None, str | None, str, str]
REGISTRIES: dict[str, tuple[list[str], list[Told]]] = {
    "clean": (["a,town,甲镇,,,,,,", "b,town,乙镇,,,,,,"], []),
    "ids of one case": (
        ["a,town,甲镇,,,,,,", "A,town,乙镇,,,,,,", "c,town,丙镇,,,,,,", "C,town,丁镇,,,,,,"],
        [
            *(
                (line, "id", name, f"“id”为“{name}”：写法不合要求", "请按要求改正这一格。")
                for line, name in ((3, "A"), (5, "C"))
            ),
            (3, "id", "A", "id“A”与“a”只有大小写不同，有的系统分不清两者的网页", "请换一个 id。"),
            (5, "id", "C", "id“C”与“c”只有大小写不同，有的系统分不清两者的网页", "请换一个 id。"),
        ],
    ),
    "two successors and no end": (
        ["a,town,甲镇,,,,,,b|c", "b,town,乙镇,,,,,,", "c,town,丙镇,,,,,,"],
        [(
            2, "successors", "b|c", "“甲镇”有后继“b|c”，却没有终止月份",
            "请在 valid_to 写明最后一个有效的月份；仍有效的单位没有后继。",
        )],
    ),
    "a parent that is nowhere": (
        ["a,town,甲镇,,,,,,", "w,window,窗口,,,nowhere,,,"],
        [(3, "parent", None, "parent“nowhere”不是登记册里的 id", "请改正 parent。")],
    ),
    "a parent of another kind": (
        ["a,town,甲镇,,,,,,", "w,window,示例窗口,,,a,,,"],
        [(
            3, "parent", "a", "窗口“示例窗口”的 parent“a”是乡镇：窗口只能属于部门",
            "请改正 parent，或在 schemas/ 的登记册结构里把 town 写进 window 的 parents。",
        )],
    ),
    "a name for two": (
        ["a,town,甲镇,,,,,,", "b,town,乙镇,甲镇,,,,,"],
        [(3, "name", "甲镇", "名称“甲镇”同时指 a 和 b", "请改正名称、别名或有效月份。")],
    ),
    "an id twice": (
        ["a,town,甲镇,,,,,,", "a,town,乙镇,,,,,,"],
        [(3, "id", "a", "id“a”在同一时期出现了两次", "请改正 id 或有效月份。")],
    ),
    "an id twice as different kinds": (
        ["a,town,甲镇,,,,,,", "a,window,乙,,,,,,"],
        [(3, "id", "a", "id“a”在同一时期出现了两次", "请改正 id 或有效月份。")],
    ),
    "names in turn, a pause between": (["a,town,甲镇,,,,2025-01,2025-12,", "a,town,甲乡,,,,2026-03,,"], []),
    "one month": (["a,town,甲镇,,,,2025-01,2025-01,"], []),
    "it ends before it begins": (
        ["b,town,乙镇,,,,,,", "a,town,甲镇,,,,2025-02,2025-01,b"],
        [(
            3, "valid_to", "2025-01", "“甲镇”终止于 2025-01，早于起始的 2025-02",
            "请改正 valid_from 或 valid_to；两个月份都包括在内。",
        )],
    ),
    "two entries of one id overlap": (
        ["a,town,甲镇,,,,,2025-12,", "a,town,乙镇,,,,2025-12,,"],
        [(3, "id", "a", "id“a”在同一时期出现了两次", "请改正 id 或有效月份。")],
    ),
    "merged": (["a,town,甲镇,,,,,2025-12,c", "b,town,乙镇,,,,,2025-12,c", "c,town,丙镇,,,,2026-01,,"], []),
    "into one that was there": (["a,town,甲镇,,,,,2025-12,b", "b,town,乙镇,,,,,,"], []),
    "divided": (["a,town,甲镇,,,,,2025-12,b|c", "b,town,乙镇,,,,2026-01,,", "c,town,丙镇,,,,2026-01,,"], []),
    "goes on smaller": (
        ["a,town,甲镇,,,,,2025-12,b", "a,town,甲镇,,,,2026-01,,", "b,town,乙镇,,,,2026-01,,"], [],
    ),
    "merged and later divided again": (
        [
            "a,town,甲镇,,,,,2015-12,b", "b,town,乙镇,,,,,2025-12,a|c",
            "a,town,甲镇,,,,2026-01,,", "c,town,丙镇,,,,2026-01,,",
        ],
        [],
    ),
    "a successor without an end": (
        ["a,town,甲镇,,,,,,b", "b,town,乙镇,,,,,,"],
        [(
            2, "successors", "b", "“甲镇”有后继“b”，却没有终止月份",
            "请在 valid_to 写明最后一个有效的月份；仍有效的单位没有后继。",
        )],
    ),
    "a successor that is nowhere": (
        ["baipo,town,甲镇,,,,,2025-12,baima|d", "baimu,town,乙镇,,,,,,"],
        [
            (
                2, "successors", "baima|d", "后继“baima”不是登记册里的 id；是否为“baimu”？",
                "请改正 successors，或先登记那个单位。",
            ),
            (2, "successors", "baima|d", "后继“d”不是登记册里的 id；可用的有：baipo、baimu", "请改正 successors，或先登记那个单位。"),
        ],
    ),
    "a successor written twice": (
        ["a,town,甲镇,,,,,2025-12,b|b", "b,town,乙镇,,,,,,"],
        [(2, "successors", "b|b", "后继“b”写了两次", "请删去重复的一个。")],
    ),
    "its own successor": (
        ["a,town,甲镇,,,,,2025-12,a", "a,town,甲乡,,,,2026-01,,"],
        [(
            2, "successors", "a", "“甲镇”的后继写了自己：绕成了圈",
            "改名不写后继：同一 id 另起一行即可；请删去它。",
        )],
    ),
    "a successor that begins too late": (
        ["a,town,甲镇,,,,,2025-12,b", "b,town,乙镇,,,,2026-02,,"],
        [(
            2, "successors", "b", "“甲镇”终止于 2025-12，它的后继“b”在 2026-01 没有名称有效",
            "请改正 b 的有效月份或这一行的 valid_to；后继要在次月已经有效。",
        )],
    ),
    "a successor that has ended": (
        ["a,town,甲镇,,,,,2025-12,b", "b,town,乙镇,,,,,2025-12,"],
        [(
            2, "successors", "b", "“甲镇”终止于 2025-12，它的后继“b”在 2026-01 没有名称有效",
            "请改正 b 的有效月份或这一行的 valid_to；后继要在次月已经有效。",
        )],
    ),
    "a circle of two": (
        ["a,town,甲镇,,,,,2025-12,b", "b,town,乙镇,,,,,2025-12,a"],
        [
            (line, "successors", other, f"后继绕成了圈：{way}", "请删去写反了的一个后继，或改正这几行的月份。")
            for line, other, way in ((2, "b", "a → b → a"), (3, "a", "b → a → b"))
        ],
    ),
    "a circle of three, told where time runs backwards": (
        ["a,town,甲镇,,,,,2024-12,b", "b,town,乙镇,,,,,2025-12,c", "c,town,丙镇,,,,,2026-12,a"],
        [(
            4, "successors", "a", "后继绕成了圈：c → a → b → c",
            "请删去写反了的一个后继，或改正这几行的月份。",
        )],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REGISTRIES)
def test_of_the_registry(real_schemas: Schemas, case: str) -> None:
    rows, expected = REGISTRIES[case]
    text = "\n".join([HEADER, *rows, ""])
    registry, read, found = read_registry(text.encode(), real_schemas.registry, real_schemas.organizations)
    assert [(f.line, f.column, f.value, f.message, f.remedy) for f in found] == expected
    assert (len(registry.organizations), read) == (len(rows), text)
    assert {(f.month, f.file, f.rule) for f in found} <= {("", "data/organizations.csv", "structure")}
