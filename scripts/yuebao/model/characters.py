"""Characters that no text of the archive may hold: nobody sees them, or nothing can carry them.

The list is fixed here and does not follow the Unicode tables of whichever Python runs: the same archive is judged
alike everywhere. Letters of every script, Han of every plane, combining marks and spaces are fit.
"""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    0x0000: "空字符",
    0x0009: "制表符",
    0x000D: "回车",
    0x0085: "换行控制符",
    0x00AD: "软连字符",
    0x034F: "组合连接符",
    0x180E: "蒙古文元音分隔符",
    0x200B: "零宽空格",
    0x200C: "零宽不连字",
    0x200D: "零宽连字",
    0x200E: "从左到右标记",
    0x200F: "从右到左标记",
    0x2028: "行分隔符",
    0x2029: "段落分隔符",
    0x202A: "双向控制字符",
    0x2060: "零宽连接符",
    0x2800: "空白盲文",
    0xFEFF: "零宽不换行空格（BOM）",
    0xFFFC: "对象占位符",
    0xFFFD: "替换字符，原来的字已丢失",
}
_KINDS: Final = (
    (0x0000, 0x001F, "控制字符"),
    (0x007F, 0x009F, "控制字符"),
    (0x00AD, 0x00AD, ""),
    (0x034F, 0x034F, ""),
    (0x061C, 0x061C, "双向控制字符"),
    (0x115F, 0x1160, "不可见的填充字符"),
    (0x17B4, 0x17B5, "不可见的字符"),
    (0x180B, 0x180F, "变体选择符"),
    (0x200B, 0x200F, ""),
    (0x2028, 0x2029, ""),
    (0x202A, 0x202E, "双向控制字符"),
    (0x2060, 0x2064, "不可见的运算符"),
    (0x2065, 0x206F, "双向控制字符"),
    (0x2800, 0x2800, ""),
    (0x3164, 0x3164, "不可见的填充字符"),
    (0xD800, 0xDFFF, "不成对的代理码位"),
    (0xE000, 0xF8FF, "私用区字符，别的机器上没有这个字"),
    (0xFDD0, 0xFDEF, "非字符"),
    (0xFE00, 0xFE0F, "变体选择符"),
    (0xFEFF, 0xFEFF, ""),
    (0xFFA0, 0xFFA0, "不可见的填充字符"),
    (0xFFF0, 0xFFF8, "不可见的字符"),
    (0xFFF9, 0xFFFB, "行间注释控制符"),
    (0xFFFC, 0xFFFD, ""),
    (0x1BCA0, 0x1BCA3, "不可见的格式字符"),
    (0x1D173, 0x1D17A, "不可见的格式字符"),
    (0xE0000, 0xE007F, "标签字符"),
    (0xE0100, 0xE01EF, "变体选择符"),
    (0xE0080, 0xE0FFF, "不可见的字符"),
    (0xF0000, 0x10FFFF, "私用区字符，别的机器上没有这个字"),
)
"""First, last, and what to call one that has no name of its own. The first range that holds a character names it."""
_ENDS: Final = "".join(f"{chr(plane << 16 | 0xFFFE)}-{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
"""The last two of every plane, which are no characters."""
UNFIT: Final = re.compile(
    "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last, _ in _KINDS) + _ENDS + "]"
)
"""Everything that is unfit anywhere; a line end and a tab are fit in a file, where they end lines and cells."""
UNSEEN: Final = re.compile(f"(?![\t\n\r]){UNFIT.pattern}")
"""What is unfit in the text of a whole file."""
_IN_TEXT: Final = re.compile(f"(?!\n){UNFIT.pattern}")


def unfit(text: str) -> str:
    """The first unfit character of a single text by its code point and name, `U+200B 零宽空格`; empty when there is none.
    A line end is fit, a tab is not."""
    found = _IN_TEXT.search(text)
    return "" if found is None else named(found.group())


def named(character: str) -> str:
    """The code point of an unfit character and what it is."""
    code = ord(character)
    if code & 0xFFFE == 0xFFFE:
        return f"U+{code:04X} 非字符"
    name = _NAMES.get(code) or next(kind for first, last, kind in _KINDS if first <= code <= last)
    return f"U+{code:04X} {name}"


def shown(text: str) -> str:
    """The text with every unfit character written as its code point, `甲‹U+200B›乙`, for messages."""
    return UNFIT.sub(lambda found: f"‹U+{ord(found.group()):04X}›", text)
