"""Personal numbers as people write them, wherever they stand. All numbers here are made up: test cards, the example of
GB 11643, and mobile numbers of zeros."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
import yaml
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from tests.support.archive import ArchiveFolder, added
from tests.support.fuzzing import examples
from tests.support.repository import ROOT
from tests.synthetic import make_archive
from tests.synthetic.explained import EXPLAINED
from yuebao.load.properties import document_properties
from yuebao.rules.kinds.personal_data import Params, hits, without_numbers
from yuebao.workflows.judge import read_declared

PARAMS: Params = next(rule for rule in read_declared(ROOT).latest.rules if rule.id == "personal-data").params
MONTH = f"data/{EXPLAINED}"
MOBILE, CARD, OLD_CARD, BANK = "13800138000", "11010519491231002X", "110105491231002", "6222020200112233446"
NUMBERS = {MOBILE: (3, 4, 4), CARD: (6, 8, 4), OLD_CARD: (6, 6, 3), BANK: (4, 4, 4, 4, 3)}
"""Each kind with the groups in which it is usually written."""
KINDS = {MOBILE: "手机", CARD: "公民身份", OLD_CARD: "公民身份", BANK: "银行卡"}
SEPARATORS = (
    *(
        " ",
        "  ",
        "   ",
        "\u3000",
        "\u00a0",
        "\u2003",
        ".",
        "．",
        "·",
        "•",
        "・",
        "‧",
        "/",
        "／",
        "\\",
        "_",
        "~",
    ),
    *("-", "–", "—", "——", "―", "‐", "‑", "‒", "－", "﹣", "−", " - ", " — ", ") ", "）", "--", "]["),
    *("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u202d"),
)
DIGITS = {
    "full-width": "０１２３４５６７８９",
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Devanagari": "०१२३४५६७८९",
    "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "double-struck": "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "negative circled": "⓿❶❷❸❹❺❻❼❽❾",
    "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "subscript": "₀₁₂₃₄₅₆₇₈₉",
    "Han": "〇一二三四五六七八九",
    "Han with 零": "零一二三四五六七八九",
    "Han with 幺": "零幺二三四五六七八九",
    "financial": "零壹贰叁肆伍陆柒捌玖",
}
BEFORE = (
    "",
    "Tel",
    "tel:",
    "TEL ",
    "手机",
    "电话：",
    "联系电话 ",
    "（",
    "微信wx",
    "No.",
    "张三",
    "12人，",
    "2021-07-31 ",
    "1. ",
    "2件；",
)
AFTER = ("", "。", "，", "）", "转张三", "(微信同号)", "；7件", " 联系人张三")
CODES = ("86", "+86", "0086", "(86)", "（+86）", "+86 ", "+86-", "86-", "0086 ", "0086-", "00 86 ")


def found(text: str) -> list[str]:
    return [hit.name for hit in hits(PARAMS, text)]


def grouped(number: str, separator: str, sizes: tuple[int, ...]) -> str:
    ends = list(itertools.accumulate(sizes))
    return separator.join(number[start:end] for start, end in zip([0, *ends], ends, strict=False))


@pytest.mark.parametrize("separator", SEPARATORS, ids=ascii)
@pytest.mark.parametrize("number", NUMBERS)
def test_whatever_parts_the_groups(number: str, separator: str) -> None:
    text = grouped(number, separator, NUMBERS[number])
    assert found(text) == [KINDS[number]]
    assert found(f"甲，{text}。") == [KINDS[number]]


@pytest.mark.parametrize("separator", [" ", "-", ".", "——", "/"], ids=ascii)
@pytest.mark.parametrize(
    "sizes", ["344", "434", "443", "335", "38", "74", "56", "65", "3422", "1" * 11, "222221"]
)
def test_every_way_to_group_a_mobile_number(sizes: str, separator: str) -> None:
    assert found(grouped(MOBILE, separator, tuple(map(int, sizes)))) == ["手机"]


@pytest.mark.parametrize(
    "sizes", [(6, 4, 4, 4), (6, 4, 2, 2, 4), (6, 12), (14, 4), (3, 3, 4, 4, 4), (17, 1), (1,) * 18]
)
def test_every_way_to_group_an_identity_number(sizes: tuple[int, ...]) -> None:
    assert found(grouped(CARD, " ", sizes)) == ["公民身份"]


@pytest.mark.parametrize("way", DIGITS)
@pytest.mark.parametrize("number", NUMBERS)
def test_whatever_the_digits_are(number: str, way: str) -> None:
    written = number.translate({ord("0") + value: sign for value, sign in enumerate(DIGITS[way])})
    assert found(f"号码{written}。") == [KINDS[number]]
    assert found(grouped(written, "-", NUMBERS[number])) == [KINDS[number]]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("number", NUMBERS)
def test_whatever_stands_beside_it(number: str, before: str) -> None:
    for written in (number, grouped(number, "-", NUMBERS[number])):
        assert [after for after in AFTER if found(f"{before}{written}{after}") != [KINDS[number]]] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("separator", ["", " ", "-"])
def test_the_country_s_code(code: str, separator: str) -> None:
    assert found(f"{code}{grouped(MOBILE, separator, (3, 4, 4))}") == ["手机"]


def test_two_in_a_row_and_the_same_twice() -> None:
    assert found("138 0013 8000 139 0013 9000") == ["手机", "手机"]
    assert found("13800138000、13900139000") == ["手机", "手机"]
    assert [hit.masked for hit in hits(PARAMS, "138-0013-8000 或 13800138000")] == ["138******00"]


NONE = (
    *(
        "2021-07-31",
        "2021年7月31日",
        "2021-07-31 13:45:12",
        "12603",
        "0812-8172345",
        "(0812) 817 2345",
        "400-800-8000",
    ),
    *(
        "总第143期",
        "61.42%",
        "1,380,013,800",
        "0.13",
        "15 20 2020 700 1500",
        "5分钟、20分钟",
        "1329 9804 11134",
    ),
    *(
        "10,000,000,000",
        "申请 1500 件、受理 2020 件、办结 700 件",
        "361631",
        "1.5, 20, 2020, 700",
        "123456789012",
    ),
    *(
        "一三五七九",
        "二〇二〇年七月三十一日",
        "第一、第二、第三、第四、第五、第六、第七、第八、第九、第十、第一",
    ),
    *("b5ff2981fa5c1064388084b6b1ed640ec2feb56ec13be2265ffb7e68566bf753", "0123456789abcdef13800138000aaaaa"),
    *(
        "91510421MA6XXXXX13",
        "138001380001",
        "110105194913310020",
        "4111111111111112",
        "550e8400-e29b-41d4-a716-446655440000",
    ),
    *(
        "1500,1600,1700",
        "7-11 2021-07 15",
        "3 804 163 831 6100 1 2.5 0.5",
        "2700 2700 2700 2700 100%",
        "150 1040 1040 1 2",
    ),
)


def test_ordinary_figures_are_none() -> None:
    assert {text: found(text) for text in NONE if found(text)} == {}


def numbers_in(root: Path) -> dict[str, list[Any]]:
    """What the rule finds in the files of an archive, by their name."""
    files = [path for path in (root / "data").rglob("*") if path.suffix in (".csv", ".yaml", ".txt")]
    assert len(files) > 12
    found = {path.name: list(hits(PARAMS, path.read_text(encoding="utf-8"), path.name)) for path in files}
    return {name: numbers for name, numbers in found.items() if numbers}


def test_made_up_archives_hold_none(tmp_path: Path) -> None:
    make_archive(tmp_path, months=6, departments=31, towns=11, windows=11, staff=84, seed=5)
    assert numbers_in(tmp_path) == {}


@examples(300)
@given(
    st.lists(st.integers(0, 40_000), min_size=1, max_size=12),
    st.sampled_from([",", "、", "，", "\t", " / ", ", "]),
)
def test_rows_of_counts_are_none(counts: list[int], separator: str) -> None:
    """Joined as tables and sentences join them. Only three counts of 3, 4 and 4 digits with slashes could be one."""
    if separator == " / ":
        counts = counts[:2]
    assert found(separator.join(map(str, counts))) == []


# --- where they may stand ---

SPACED = "138 0013 8000"


def put(file: str, old: str, new: str) -> Callable[[ArchiveFolder], object]:
    return lambda archive: archive.edit(file, old, new)


def appended(file: str, text: str) -> Callable[[ArchiveFolder], object]:
    return lambda archive: archive.edit(file, added(text))


def named(name: str) -> Callable[[ArchiveFolder], object]:
    return lambda archive: archive.write(name, b"x")


def kept(name: str, content: bytes) -> Callable[[ArchiveFolder], object]:
    return lambda archive: archive.write(f"{MONTH}/source/{name}", content)


def word(**properties: str) -> bytes:
    document, stream = Document(), io.BytesIO()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    document.save(stream)
    return stream.getvalue()


def sheet(**properties: str) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for name, value in properties.items():
        setattr(book.properties, name, value)
    book.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, part: str) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(name, part)
    return stream.getvalue()


CUSTOM = (
    '<Properties><property name="经办人电话"><vt:lpwstr>138 0013 8000</vt:lpwstr></property></Properties>'
)
APP = "<Properties><Company>某局 13800138000</Company></Properties>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PLACES: dict[str, tuple[Callable[[ArchiveFolder], object], str, str]] = {
    "a cell": (
        put(f"{MONTH}/news.csv", "到示例一镇", f"联系 {SPACED} 到示例一镇"),
        f"{MONTH}/news.csv",
        "疑似手机号码",
    ),
    "a cell of two lines": (
        put(f"{MONTH}/news.csv", "示例：组织政务服务业务培训，53人参加。", '"电话 138\n0013 8000 联系"'),
        f"{MONTH}/news.csv",
        "疑似手机号码",
    ),
    "a name": (
        put(f"{MONTH}/staff-scores.csv", "示例丙子,示例三局", f"示例丙子Tel{MOBILE},示例三局"),
        f"{MONTH}/staff-scores.csv",
        "疑似手机号码",
    ),
    "the masthead": (
        put(f"{MONTH}/issue.yaml", "title: 2003年11月政务服务月报（示例）", f"title: 月报 {SPACED}"),
        f"{MONTH}/issue.yaml",
        "疑似手机号码",
    ),
    "a folded value": (
        put(f"{MONTH}/issue.yaml", "title: 2003年11月政务服务月报（示例）", "title: 月报 138\n  0013 8000"),
        f"{MONTH}/issue.yaml",
        "疑似手机号码",
    ),
    "an erratum": (
        appended(f"{MONTH}/errata.yaml", f"# 电话 {CARD}\n"),
        f"{MONTH}/errata.yaml",
        "疑似公民身份号码",
    ),
    "the registry": (
        put("data/organizations.csv", "示例二镇,,", "示例二镇,示例138-0013-8000,"),
        "data/organizations.csv",
        "疑似手机号码",
    ),
    "a file's name": (
        named(f"{MONTH}/source/张三 13800138000.txt"),
        f"{MONTH}/source/张三 138******00.txt",
        "文件名里疑似手机号码",
    ),
    "a stranger's name": (
        named(f"{MONTH}/138-0013-8000.txt"),
        f"{MONTH}/138******00.txt",
        "文件名里疑似手机号码",
    ),
    "a name in data": (named(f"data/{CARD}.csv"), "data/110*************2X.csv", "文件名里疑似公民身份号码"),
    "the author of a .docx": (
        kept("a.docx", word(author=f"张三 {SPACED}")),
        f"{MONTH}/source/a.docx",
        "文档属性里疑似手机号码",
    ),
    "the comments of a .docx": (
        kept("a.docx", word(comments=CARD)),
        f"{MONTH}/source/a.docx",
        "文档属性里疑似公民身份号码",
    ),
    "the company of a .docx": (
        kept("a.docx", with_part(word(), "docProps/custom1.xml", APP)),
        f"{MONTH}/source/a.docx",
        "文档属性里疑似手机号码",
    ),
    "a property of its own": (
        kept("a.docx", with_part(word(), "docProps/custom.xml", CUSTOM)),
        f"{MONTH}/source/a.docx",
        "文档属性里疑似手机号码",
    ),
    "the keywords of an .xlsx": (
        kept("a.xlsx", sheet(keywords=BANK)),
        f"{MONTH}/source/a.xlsx",
        "文档属性里疑似银行卡号码",
    ),
    "an old binary file": (
        kept("a.doc", OLE + f"Tel {MOBILE}".encode() + b"\0" * 9),
        f"{MONTH}/source/a.doc",
        "文档属性里疑似手机号码",
    ),
    "one in UTF-16": (
        kept("a.xls", OLE + f"Tel {SPACED}".encode("utf-16-le")),
        f"{MONTH}/source/a.xls",
        "文档属性里疑似手机号码",
    ),
    "a PDF": (
        kept("a.pdf", b"%PDF-1.4\n1 0 obj <</Author (Zhang 138-0013-8000)>> endobj"),
        f"{MONTH}/source/a.pdf",
        "文档属性里疑似手机号码",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place(explained_archive: ArchiveFolder, place: str) -> None:
    """Found there, and in no format is the number itself to be read."""
    spoil, file, message = PLACES[place]
    spoil(explained_archive)
    for format in ("json", "text", "github", "gitlab", "junit", "sarif"):
        status, out, err = explained_archive.run("validate", "--format", format)
        assert status == 1 and "Traceback" not in err
        plain = "".join(sign for sign in out + err if sign.isalnum())
        assert not [number for number in (MOBILE, CARD, BANK) if number in plain], format
        if format == "json":
            told = [item for item in json.loads(out)["findings"] if item["rule"] == "personal-data"]
            assert [(item["file"], item["message"].split("：")[0]) for item in told] == [(file, message)]


def test_a_number_is_masked_in_what_other_rules_say(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(f"{MONTH}/town-volume-month.csv", "1,示例一乡", f"1,示例一乡Tel{MOBILE}")
    said = explained_archive.run("validate", "--format", "json")[1]
    rules = {item["rule"] for item in json.loads(said)["findings"] if "138******00" in item["message"]}
    assert {"personal-data", "organization-known"} <= rules and MOBILE not in said


def test_masking_leaves_other_texts_alone() -> None:
    assert without_numbers(PARAMS, "公布为 8541，应为 8451") == "公布为 8541，应为 8451"
    assert without_numbers(PARAMS, f"甲{MOBILE}乙138-0013-8000") == "甲138******00乙138******00"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"PK\x03\x04" + b"\xff" * 99,
        b"%PDF-1.4 /Title (",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_a_broken_document_has_no_properties(content: bytes) -> None:
    assert document_properties(content) == ""


def test_properties_are_read_as_they_are_written() -> None:
    content = with_part(word(author="甲 & 乙"), "docProps/custom.xml", f"<a>{escape('丙<丁>')}</a>")
    assert {"甲 & 乙", "丙<丁>"} <= set(document_properties(content).split("\n"))
    assert yaml.safe_load("a: 1") == {"a": 1}
