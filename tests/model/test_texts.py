"""Texts: which of them are names, which hold a place for one, what nobody sees in them, and what the system refuses."""

from __future__ import annotations

import errno

import pytest

from yuebao.model.characters import named, shown, unfit
from yuebao.model.fault import Fault
from yuebao.model.refusal import reason
from yuebao.model.visible_text import says_something
from yuebao.model.writing import WRITING_WORDS, WRITINGS, opens_a_formula, writing_problem

ONLY_FIGURES, ONLY_SIGNS = "不是名称：只有数字", "不是名称：只有符号"
HOLDS_A_PLACE, A_DATE = "这是占位的字样，不是名称", "是数字或日期，不是名称"
A_SPACE, SEVERAL_LINES = "名称里有空格，应当去掉", "名称应写在一行里"
NAMES = {
    "": ["甲", "县医保局", "3号窗口", "东一街道", "O'Neill", "Ab Cd", "Ab C 2", "甲·乙", "十三陵镇", "一局", "窗口1"],
    ONLY_FIGURES: ["1", "２", "1.5", "-3", "５％"],
    ONLY_SIGNS: ["-", "——", "…", "（）", "/"],
    HOLDS_A_PLACE: ["无", "待填", "（无）", "N/A", "#REF!", "XX", "ｘｘ", "同上", "某某", "不详。", "null", "未知1"],
    A_DATE: ["3件", "2021年7月", "1e5", "三月", "十二点三十分", "二〇二〇", "一", "百", "2次"],
    A_SPACE: ["县 医保局", "甲 B", "Ab  Cd", "Ab- Cd", "Ab　Cd", "甲\t乙", " 甲", "Ab "],
    SEVERAL_LINES: ["甲\n乙", "Ab\nCd", "甲\n"],
}  # fmt: skip
TEXTS = {
    "": ["召开会议", "无差评", "3 件", "Ab", "x1", "无1", "待核 2 件", "二 〇"],
    "没有一个字，不是文字": ["3", "2021-07", "＋１"],
    "只有符号，没有文字": ["-", "……", "（）", " "],
    "这是占位的字样，不是报告里的文字": ["无", "（略）", "待 填", "N/A", "tbd", "XXX"],
}


@pytest.mark.parametrize("said", NAMES)
def test_what_is_no_name(said: str) -> None:
    assert {text: writing_problem(text, "name") for text in NAMES[said]} == dict.fromkeys(NAMES[said], said)


@pytest.mark.parametrize("said", TEXTS)
def test_what_is_no_text(said: str) -> None:
    assert {text: writing_problem(text, "text") for text in TEXTS[said]} == dict.fromkeys(TEXTS[said], said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲|乙", ""),
        ("甲", ""),
        ("甲|", ONLY_SIGNS),
        ("|甲", ONLY_SIGNS),
        ("甲|1|无", ONLY_FIGURES),
        ("甲| 乙", A_SPACE),
    ],
)
def test_several_names_in_one_cell(text: str, said: str) -> None:
    assert writing_problem(text, "names") == said


def test_each_way_of_writing_is_told_in_words() -> None:
    assert list(WRITINGS) == list(WRITING_WORDS) == ["name", "names", "text"]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        *[(text, True) for text in ("=1+1", "＝A1", "+甲", "-1-1", "@a", "＠a", "－1", "＋1", "-1%%", "+1.", "--")],
        *[(text, False) for text in ("-", "+", "-2", "+0.5", "-3.20%", "1+1", "甲=乙", "", " =1")],
    ],
)  # fmt: skip
def test_what_a_spreadsheet_may_take_for_a_formula(text: str, opens: bool) -> None:
    assert opens_a_formula(text) is opens


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲\u200b乙\u00ad", "U+200B 零宽空格"),
        ("甲\n\t乙", "U+0009 制表符"),
        ("\x01", "U+0001 控制字符"),
        ("\x80", "U+0080 控制字符"),
        ("\x85", "U+0085 换行控制符"),
        ("\u2065", "U+2065 双向控制字符"),
        ("\u202e", "U+202E 双向控制字符"),
        ("\u2062", "U+2062 不可见的运算符"),
        ("\ue000", "U+E000 私用区字符，别的机器上没有这个字"),
        ("\ufffe", "U+FFFE 非字符"),
        ("\U0003ffff", "U+3FFFF 非字符"),
        ("\U0010fffe", "U+10FFFE 非字符"),
        ("\ufffd", "U+FFFD 替换字符，原来的字已丢失"),
        ("\U000e0041", "U+E0041 标签字符"),
        ("\ufe0f", "U+FE0F 变体选择符"),
        ("\n", ""),
        ("甲　乙 é e\u0301 𠮷", ""),
        ("", ""),
    ],
)
def test_the_first_character_that_nobody_sees(text: str, said: str) -> None:
    assert unfit(text) == said
    if said:
        assert named(chr(int(said[2:].split()[0], 16))) == said


def test_what_nobody_sees_is_shown_by_its_number() -> None:
    assert shown("甲\u200b乙\x07\U000e0041") == "甲‹U+200B›乙‹U+0007›‹U+E0041›"
    assert shown("甲乙") == "甲乙"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        *[(text, True) for text in ("甲", "1", " x。", "①", "٣")],
        *[(text, False) for text in ("", " ", "。！", "\u200b", "\u3164", "\u115f\uffa0", "é"[:0], "\u0301", "—", "　")],
    ],
)  # fmt: skip
def test_whether_a_text_says_anything(text: str, says: bool) -> None:
    assert says_something(text) is says


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left"), "磁盘空间不足"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
        (OSError(errno.ECHILD, "No child"), f"系统的错误码 {errno.ECHILD} ECHILD"),
        (OSError(99999, "?"), "系统的错误码 99999"),
        (OSError("nothing more"), "系统没有说明原因"),
    ],
)
def test_why_the_system_refused(error: OSError, said: str) -> None:
    assert reason(error) == said


def test_every_line_of_a_fault() -> None:
    assert str(Fault("甲", 2, "乙\n丙")) == "甲\n2\n乙\n丙"
