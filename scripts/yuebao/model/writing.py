"""How a text that is no figure may be written: as a name, as several, or as running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

SEPARATOR: Final = "|"
"""Between several names in one cell."""

_PLACEHOLDERS: Final = frozenset(
    (
        *(
            "待填",
            "待定",
            "待补",
            "待补充",
            "待查",
            "待核",
            "待核实",
            "待录入",
            "待确认",
            "未知",
            "不明",
            "不详",
            "未定",
        ),
        *("未填", "未录入", "无", "暂无", "没有", "空", "空白", "略", "同上", "同前", "某", "某某", "某某某"),
        *("null", "none", "nil", "nan", "na", "nodata", "unknown", "tbd", "tba", "todo", "x", "xx", "xxx"),
        *("inf", "infinity", "true", "false", "ref", "value", "div", "name"),
    )
)
"""Words that stand where a name or a text is still to come, without their punctuation and in small letters."""
_HAN_NUMERAL: Final = "〇零一二三四五六七八九十百"
_UNITS: Final = "年月日号时分秒点件个名人次元角万亿千百十e"
_DATE: Final = re.compile(f"(?:[{_HAN_NUMERAL}]+[年月日号时分秒点件个名次元角])+")
_BETWEEN_LATIN: Final = re.compile(r"(?<=[^\W_])[ ](?=[^\W_])")
FORMULA: Final = re.compile(r"[=+\-@＝＋－＠]")
_SIGNED: Final = re.compile(r"[+-](?:[0-9]+(?:\.[0-9]+)?%?)?")


def opens_a_formula(text: str) -> bool:
    """Whether a spreadsheet that opens the text from a CSV file may take it for a formula; a signed figure is none that
    could do anything, and a dash alone is none."""
    return FORMULA.match(text) is not None and _SIGNED.fullmatch(text) is None


def _letters(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign)[0] == "L")


def _text_problem(text: str) -> str:
    letters = _letters(unicodedata.normalize("NFKC", text))
    if not letters:
        return "没有一个字，不是文字" if any(sign.isdigit() for sign in text) else "只有符号，没有文字"
    if letters.casefold() in _PLACEHOLDERS and not any(sign.isdigit() for sign in text):
        return "这是占位的字样，不是报告里的文字"
    return ""


def _name_problem(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    letters = _letters(plain)
    if not letters:
        return "不是名称：" + ("只有数字" if any(sign.isdigit() for sign in plain) else "只有符号")
    if letters.casefold() in _PLACEHOLDERS:
        return "这是占位的字样，不是名称"
    counted = any(unicodedata.category(sign)[0] == "N" for sign in plain)
    if counted and set(letters) <= set(_UNITS):
        return "是数字或日期，不是名称"
    if set(plain) <= set(_HAN_NUMERAL) or _DATE.fullmatch(plain):
        return "是数字或日期，不是名称"
    return _space_problem(text)


def _space_problem(text: str) -> str:
    if "\n" in text:
        return "名称应写在一行里"
    if not any(sign.isspace() for sign in text):
        return ""
    latin = _BETWEEN_LATIN.sub("", text) if text.isascii() else text
    return "名称里有空格，应当去掉" if any(sign.isspace() for sign in latin) else ""


def _names_problem(text: str) -> str:
    return next((said for said in map(_name_problem, text.split(SEPARATOR)) if said), "")


WRITINGS: Final[Mapping[str, Callable[[str], str]]] = {
    "name": _name_problem,
    "names": _names_problem,
    "text": _text_problem,
}
"""Each way of writing, and what tells the problem with a text that is not empty; an empty answer is none.

``name`` one person or organization: at least one letter of some script, no figure, no date, no word that holds the
place of a name, no space but between Latin words; ``names`` several, joined by ``|``; ``text`` running text.
"""

WRITING_WORDS: Final = {
    "name": "一个人或一个单位的名称：至少有一个字，不是数字、日期、占位的字样，没有空格",
    "names": f"几个名称，用 {SEPARATOR} 隔开",
    "text": "叙述文字：至少有一个字，不只是占位的字样",
}
"""Each of them in words."""


def writing_problem(text: str, writing: str) -> str:
    """What keeps a text that is not empty from standing in a column of that writing, in Chinese; empty when nothing."""
    return WRITINGS[writing](text)
