"""What bad input gets: a Chinese message with file and line, status 1, never a traceback, never a silent pass."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.program import run

MONTH = "data/2003-11"
TOWN = f"{MONTH}/town-volume-month.csv"
Spoil = Callable[[ArchiveFolder], object]


def edit(old: str, new: str, file: str = TOWN) -> Spoil:
    return lambda archive: archive.edit(file, old, new)


def put(content: bytes, file: str = TOWN) -> Spoil:
    return lambda archive: archive.write(file, content)


def recode(encoding: str, file: str = TOWN) -> Spoil:
    return lambda archive: archive.write(file, (archive / file).read_text(encoding="utf-8").encode(encoding))


def folder_instead(archive: ArchiveFolder) -> None:
    (archive / TOWN).unlink()
    (archive / TOWN).mkdir()


def pipe_instead(archive: ArchiveFolder) -> None:
    (archive / TOWN).unlink()
    os.mkfifo(archive / TOWN)


def link_instead(archive: ArchiveFolder) -> None:
    (archive / TOWN).rename(archive / "elsewhere.csv")
    (archive / TOWN).symlink_to(archive / "elsewhere.csv")


def huge(archive: ArchiveFolder) -> None:
    with (archive / TOWN).open("wb") as stream:
        stream.truncate(100_000_000)


def number_in_source(archive: ArchiveFolder) -> None:
    source = f"{MONTH}/source/issue.txt"
    old = hashlib.sha256((archive / source).read_bytes()).hexdigest()
    archive.edit(source, "仅供测试", "仅供测试 13800138000")
    archive.edit(f"{MONTH}/issue.yaml", old, hashlib.sha256((archive / source).read_bytes()).hexdigest())


CASES: dict[str, tuple[Spoil, str, int | None, str]] = {
    "missing table": (lambda archive: (archive / TOWN).unlink(), TOWN, None, "缺少这个文件"),
    "wrong header": (edit("乡镇名称", "乡镇"), TOWN, 1, "缺少 “乡镇名称”；多出“乡镇”（是否为“乡镇名称”？）"),
    "reordered header": (edit("申请件,受理件", "受理件,申请件"), TOWN, 1, "各列次序不对"),
    "repeated header": (edit("申请件,受理件", "申请件,申请件"), TOWN, 1, "有重复的列名"),
    "extra cell": (
        edit("1,示例一乡,", "1,示例一乡,,"),
        TOWN,
        2,
        "这一行有 9 格，表头有 8 格（到 H 列），多了",
    ),
    "missing cell": (
        edit("2,示例二镇,1,1,1,1,,100%", "2,示例二镇,1,1,1,1,100%"),
        TOWN,
        3,
        "这一行有 7 格，表头有 8 格（到 H 列），少了",
    ),
    "full-width digits": (
        edit("1,示例一乡,2386,", "1,示例一乡,２３８６,"),
        TOWN,
        2,
        "文件的写法要整理：全角的数字和符号 1 处（如“２３８６”）",
    ),
    "thousands separators": (
        edit("1,示例一乡,2386,", '1,示例一乡,"2,386",'),
        TOWN,
        2,
        "文件的写法要整理：千位分隔 1 处（如“2,386”）",
    ),
    "thousands separators without quotes": (
        edit("1,示例一乡,2386,", "1,示例一乡,2,386,"),
        TOWN,
        2,
        "这一行有 9 格，表头有 8 格（到 H 列），多了",
    ),
    "decimal count": (
        edit("1,示例一乡,2386,", "1,示例一乡,2386.0,"),
        TOWN,
        2,
        "应为不带正负号、逗号、空格的半角整数",
    ),
    "negative count": (
        edit("1,示例一乡,2386,", "1,示例一乡,-2386,"),
        TOWN,
        2,
        "应为不带正负号、逗号、空格的半角整数",
    ),
    "exponent": (edit("1,示例一乡,2386,", "1,示例一乡,1e3,"), TOWN, 2, "“申请件”为“1e3”"),
    "not a number": (edit("1,示例一乡,2386,", "1,示例一乡,NaN,"), TOWN, 2, "“申请件”为“NaN”"),
    "leading zero": (edit("1,示例一乡,2386,", "1,示例一乡,02386,"), TOWN, 2, "“申请件”为“02386”"),
    "space beside a figure": (
        edit("1,示例一乡,2386,", "1,示例一乡, 2386,"),
        TOWN,
        2,
        "文件的写法要整理：首尾的空格 1 处（如“ 2386”）",
    ),
    "GB18030": (recode("gb18030"), TOWN, 1, "文件的写法要整理：编码是 GB18030（GBK，应为 UTF-8）"),
    "UTF-16": (recode("utf-16"), TOWN, 1, "文件的写法要整理：编码是 UTF-16（应为 UTF-8）"),
    "BOM": (recode("utf-8-sig"), TOWN, 1, "文件的写法要整理：文件开头有 BOM"),
    "not text": (
        put(b"\x89PNG\r\n\x1a\n\xff\xff"),
        TOWN,
        1,
        "文件不是文字（既不是 UTF-8，也不是 GB18030、UTF-16）",
    ),
    "CRLF": (
        lambda archive: (archive / TOWN).write_bytes((archive / TOWN).read_bytes().replace(b"\n", b"\r\n")),
        TOWN,
        1,
        "文件的写法要整理：换行是 CRLF",
    ),
    "stray quote": (edit("示例二镇", '示"例二镇'), TOWN, 3, "引号不成对"),
    "two stray quotes": (edit("示例二镇", '示"例"二镇'), TOWN, 3, "单元格里的引号没有照 CSV 的规矩写"),
    "open quote": (edit("示例二镇", '"示例二镇'), TOWN, 3, "引号不成对"),
    "unknown organization": (
        edit("示例二镇", "示例二鎮"),
        TOWN,
        3,
        "单位登记册里没有“示例二鎮”；最接近的是“示例二镇”",
    ),
    "missing organization": (edit("2,示例二镇,1,1,1,1,,100%\n", ""), TOWN, None, "缺少“示例二镇”"),
    "two total rows": (edit("2,示例二镇", "2,合计"), TOWN, 4, "合计行出现了不止一次，第一次在第 3 行"),
    "no total row": (edit(",合计,2387,2387,2387,2387,,100%\n", ""), TOWN, None, "没有合计行"),
    "total row not last": (
        edit(
            "2,示例二镇,1,1,1,1,,100%\n,合计,2387,2387,2387,2387,,100%\n",
            ",合计,2387,2387,2387,2387,,100%\n2,示例二镇,1,1,1,1,,100%\n",
        ),
        TOWN,
        3,
        "合计行不在最后",
    ),
    "space in the label": (edit("合计", "合 计"), TOWN, None, "没有合计行"),
    "duplicate row": (edit("2,示例二镇,", "2,示例一乡,"), TOWN, 3, "与第 2 行重复：“示例一乡”"),
    "NUL": (edit("示例二镇", "示例\0二镇"), TOWN, 3, "“乡镇名称”为“示例‹U+0000›二镇”：含有 U+0000 空字符"),
    "zero-width BOM inside": (
        edit("示例二镇", "\ufeff示例二镇"),
        TOWN,
        3,
        "“乡镇名称”为“‹U+FEFF›示例二镇”：含有 U+FEFF 零宽不换行空格（BOM）",
    ),
    "empty file": (put(b""), TOWN, 1, "文件是空的"),
    "blank file": (put(b"\n\n"), TOWN, 1, "文件是空的"),
    "blank line": (edit("2,示例二镇", "\n2,示例二镇"), TOWN, 3, "文件的写法要整理：空行 1 处"),
    "header only": (
        put("序号,乡镇名称,申请件,受理件,办结件,线上办件数,线下办件数,按时办结率\n".encode()),
        TOWN,
        1,
        "只有表头，没有数据行",
    ),
    "a cell without end": (
        edit("示例二镇", "示例二镇" * 2000),
        TOWN,
        3,
        "有一格超过 5000 个字，不予读取",
    ),
    "100 MB": (huge, TOWN, None, "文件有 100.0 MB，超过 5 MB 的上限，不予读取"),
    "a folder in place of a table": (folder_instead, TOWN, None, "这不是普通文件（可能是文件夹）"),
    "a link in place of a table": (link_instead, TOWN, None, "这是一个符号链接，不予读取"),
    "a pipe in place of a table": (
        pipe_instead,
        TOWN,
        None,
        "这不是普通文件",
    ),
    "a folder that is no month": (
        lambda archive: (archive / "data/2020-13").mkdir(),
        "data/2020-13",
        None,
        "“2020-13”不是一期的文件夹",
    ),
    "a stray file in the month": (
        put(b"x", f"{MONTH}/办件 汇总.xlsx"),
        f"{MONTH}/办件 汇总.xlsx",
        None,
        "不认识的文件“办件 汇总.xlsx”",
    ),
    "a month that is a link": (
        lambda archive: (archive / "data/2004-02").symlink_to(archive / MONTH),
        "data/2004-02",
        None,
        "这不是文件夹（可能是符号链接或文件）",
    ),
    "two rows of satisfaction": (
        edit("100%\n", "100%\n1,1%,0,100%\n", f"{MONTH}/satisfaction.csv"),
        f"{MONTH}/satisfaction.csv",
        None,
        "应有 1 行数据，现有 2 行",
    ),
    "a summary row is missing": (
        edit("乡镇,今年以来,2,2387,2387,2387,100%,2387,0\n", "", f"{MONTH}/volume-summary.csv"),
        f"{MONTH}/volume-summary.csv",
        None,
        "缺少“乡镇 / 今年以来”一行",
    ),
    "unknown home county": (
        edit("county: 示例二县", "county: 示例二宜", f"{MONTH}/issue.yaml"),
        f"{MONTH}/issue.yaml",
        None,
        "单位登记册里没有“示例二宜”",
    ),
    "issue.yaml is missing": (
        lambda archive: (archive / MONTH / "issue.yaml").unlink(),
        f"{MONTH}/issue.yaml",
        None,
        "缺少这个文件",
    ),
    "issue.yaml is no YAML": (
        put(b"year: [2020\n", f"{MONTH}/issue.yaml"),
        f"{MONTH}/issue.yaml",
        2,
        "不是合法的 YAML",
    ),
    "issue.yaml with a wrong key": (
        edit("publisher:", "publsher:", f"{MONTH}/issue.yaml"),
        f"{MONTH}/issue.yaml",
        5,
        "不认识的键“publsher”；是否为“publisher”？",
    ),
    "issue.yaml with a key twice": (
        edit("\nnumber: 1\n", "\nnumber: 1\nnumber: 6\n", f"{MONTH}/issue.yaml"),
        f"{MONTH}/issue.yaml",
        3,
        "键“number”出现了两次",
    ),
    "issue.yaml with a wrong year": (
        edit("year: 2003\n", "year: 2005\n", f"{MONTH}/issue.yaml"),
        f"{MONTH}/issue.yaml",
        1,
        "year 为 2005，统计期是 2003-11：只能是 2003 或 2004",
    ),
    "issue.yaml with an impossible day": (
        edit("2003-12-08", "2003-12-32", f"{MONTH}/issue.yaml"),
        f"{MONTH}/issue.yaml",
        6,
        "“published”为“2003-12-32”，应为日期，写作 2020-08-11",
    ),
    "issue.yaml names a file outside": (
        edit("source/issue.txt", "source/../../x", f"{MONTH}/issue.yaml"),
        f"{MONTH}/issue.yaml",
        None,
        "不在本期的 source 文件夹里",
    ),
    "the source document was changed": (
        edit("2003年11月", "2003年10月", f"{MONTH}/source/issue.txt"),
        f"{MONTH}/issue.yaml",
        None,
        "sha256 与 issue.yaml 所记不符",
    ),
    "errata.yaml is no YAML": (
        put(b"- rule: 'x\n", f"{MONTH}/errata.yaml"),
        f"{MONTH}/errata.yaml",
        2,
        "不是合法的 YAML",
    ),
    "errata.yaml is no list": (
        put(b"rule: x\n", f"{MONTH}/errata.yaml"),
        f"{MONTH}/errata.yaml",
        1,
        "应为勘误条目的列表",
    ),
    "errata.yaml with an alias bomb": (
        put(b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", f"{MONTH}/errata.yaml"),
        f"{MONTH}/errata.yaml",
        1,
        "应为勘误条目的列表",
    ),
    "errata.yaml without a reason": (
        put(
            "- rule: total-row\n  category: 原文如此\n  reason: ' '\n  reviewer: 甲\n  reviewed: 2026-11-24\n".encode(),
            f"{MONTH}/errata.yaml",
        ),
        f"{MONTH}/errata.yaml",
        3,
        "“reason”不能为空",
    ),
    "the registry is missing": (
        lambda archive: (archive / "data/organizations.csv").unlink(),
        "data/organizations.csv",
        None,
        "缺少这个文件",
    ),
    "a name of two organizations": (
        edit("town-2,town,示例二镇,", "town-2,town,示例二镇,示例一乡", "data/organizations.csv"),
        "data/organizations.csv",
        8,
        "名称“示例一乡”同时指 town-1 和 town-2",
    ),
    "a mobile number in the source": (
        number_in_source,
        f"{MONTH}/source/issue.txt",
        3,
        "疑似手机号码：138******00",
    ),
    "a mobile number in the registry": (
        edit("town-1,town,示例一乡,,,,,", "town-1,town,示例一乡,13800138000,,,,", "data/organizations.csv"),
        "data/organizations.csv",
        7,
        "疑似手机号码：138******00",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input(archive: ArchiveFolder, case: str) -> None:
    spoil, file, line, message = CASES[case]
    spoil(archive)
    status, out, err = archive.run("validate", "--format", "json")
    assert status == 1
    assert "Traceback" not in out + err
    findings = json.loads(out)["findings"]
    blocking = [item for item in findings if item["status"] in ("open", "stale", "undecided")]
    told = [item for item in blocking if item["file"] == file and message in item["message"]]
    told = [item for item in told if item["status"] == "open"]
    assert [item["line"] for item in told] == [line], [
        (item["file"], item["line"], item["message"]) for item in blocking[:9]
    ]
    assert all(item["remedy"] for item in blocking)


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "unknown column": (
        "town-volume-month.yaml",
        "sum: 受理件",
        "sum: 受里件",
        "没有名为“受里件”的列；是否为“受理件”？",
    ),
    "unknown kind": (
        "town-volume-month.yaml",
        "kind: sum-of-columns",
        "kind: sum-of-colums",
        "没有名为“sum-of-colums”的规则种类；是否为“sum-of-columns”？",
    ),
    "unknown key": ("town-volume-month.yaml", "cases:", "case:", "不认识的键“case”；是否为“cases”？"),
    "not YAML": ("scoring.yaml", "scales:", "scales: [", "不是合法的 YAML"),
    "a type that Table Schema does not have": (
        "news.yaml",
        "type: date",
        "type: dat",
        "不是合法的 Table Schema",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_broken_schema_is_a_fault_and_not_a_finding(archive: ArchiveFolder, case: str) -> None:
    file, old, new, message = FAULTS[case]
    archive.edit(f"schemas/{file}", old, new)
    status, out, err = archive.run("validate")
    assert (status, out) == (3, "")
    assert f"schemas/{file}" in err and message in err
    assert "Traceback" not in err


USAGE: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown month": (("validate", "2020-08"), "data/ 里没有 2020-08；现有各期：2003-11、2003-12、2004-01"),
    "no period": (("validate", "2020-13"), "“2020-13”不是统计期"),
    "unknown format": (("validate", "--format", "jsno"), "没有名为“jsno”的格式；是否为“json”？"),
    "unknown option": (("validate", "--frmat"), "没有选项"),
    "unknown command": (("valdate",), "没有命令"),
}


@pytest.mark.parametrize("case", USAGE)
def test_a_wrong_call_is_usage(archive: ArchiveFolder, case: str) -> None:
    arguments, message = USAGE[case]
    if arguments[0] == "validate":
        arguments = (*arguments, "--root", str(archive.folder))
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err


def test_the_process_ends_as_the_program_says(archive: ArchiveFolder, tmp_path: Path) -> None:
    assert archive.run_apart("validate").status == 0
    archive.edit(TOWN, "示例一乡,2386,", "示例一乡,2387,")
    assert archive.run_apart("validate").status == 1
    (archive / "schemas/news.yaml").unlink()
    assert archive.run_apart("validate").status == 3
    assert ArchiveFolder(tmp_path / "nowhere").run_apart("validate").status == 2


def test_nothing_stops_at_the_first_error(archive: ArchiveFolder) -> None:
    """Two months, the first one bad, and a bad table before a good one: the rest is judged all the same."""
    (archive / MONTH / "department-volume-month.csv").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff")
    archive.edit(f"{MONTH}/satisfaction.csv", "66.03%", "166.03%")
    found = json.loads(archive.run("validate", "--format", "json")[1])["findings"]
    assert [(item["table"], item["rule"]) for item in found if item["status"] == "open"] == [
        ("department-volume-month", "structure"),
        ("satisfaction", "satisfaction"),
    ]
