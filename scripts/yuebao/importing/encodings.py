"""Which encoding a text is in. Of several that are possible the one counts in which it reads as Chinese.

Text that was opened in a wrong encoding and saved again is valid in its new one and says nothing: it is recognised by
what its bytes were before, and refused with the cause, since some of it is lost for good.
"""

from __future__ import annotations

import re
from typing import Final

from yuebao.importing.blocks import Refused

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_NAMES: Final = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8（有 BOM）", "utf-16": "UTF-16", "utf-32": "UTF-32", "utf-16-le": "UTF-16（没有 BOM）",
    "utf-16-be": "UTF-16BE（没有 BOM）", "gb18030": "GB18030",
}  # fmt: skip
_UNMARKED: Final = ("utf-16-le", "utf-16-be")
SIZE: Final = 5_000_000
"""Bytes of the largest text that is read; the real report has 25,000."""
_SAMPLE: Final = 20_000
"""Characters of a text that are looked at to tell encodings apart."""
_ORDINARY: Final = 0.4
"""How much of a text must be ordinary for an encoding without a mark; names hold rare characters, never so many."""
_CLEAN: Final = 0.9
"""How much of a text is ordinary that nobody garbled."""
_BEYOND: Final = "“”‘’—…·、。《》〈〉「」『』【】〔〕〖〗①②③④⑤⑥⑦⑧⑨⑩●■◆★☆※→°×÷±%‰℃"
_FIND: Final = "请找到没有经过转存的原件（或请提供的人重新发一份）再导入。"
_MISREAD: Final = (
    ("cp1252", "utf-8", "UTF-8 的文字曾被当作西文（Latin-1）打开，再存成了现在这样"),
    ("latin-1", "utf-8", "UTF-8 的文字曾被当作西文（Latin-1）打开，再存成了现在这样"),
    ("cp1252", "gb18030", "GB18030（GBK）的文字曾被当作西文（Latin-1）打开，再存成了现在这样"),
    ("latin-1", "gb18030", "GB18030（GBK）的文字曾被当作西文（Latin-1）打开，再存成了现在这样"),
    ("gb18030", "utf-8", "UTF-8 的文字曾被当作 GB18030（GBK）打开，再存成了现在这样"),
    ("big5", "gb18030", "GB18030（GBK）的文字曾被当作 Big5 打开，再存成了现在这样"),
)
"""Encodings as which a text was read by mistake, those that it was in, and what to say of it."""


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding in words. Raises `Refused` for what is no text, is garbled, or is too much."""
    if len(content) > SIZE:
        raise Refused(
            f"文件有 {len(content) / 1_000_000:.1f} MB，一期月报的文字不会有这么多。请确认选对了文件。"
        )
    text, encoding = _decoded(content)
    if encoding == "gb18030" and ordinary(text) < _CLEAN and _is_traditional(content):
        raise Refused("文件的编码是 Big5（繁体），读不了。请用记事本或 WPS 打开，字都对，再另存为 UTF-8。")
    cause = garbled(text)
    if cause:
        raise Refused(f"文件里的文字是乱码：{cause}。{_FIND}")
    return text, _NAMES[encoding]


def _is_traditional(content: bytes) -> bool:
    """Whether the bytes are Big5, and nearly all of them its common characters."""
    try:
        coded = [character.encode("big5") for character in content.decode("big5")[:_SAMPLE]]
    except UnicodeError:
        return False
    wide = [each[0] for each in coded if len(each) == 2]
    return bool(wide) and sum(0xA1 <= first <= 0xC6 for first in wide) > _CLEAN * len(wide)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as(content, (encoding,))
    if b"\0" in content:
        return _as(content, _UNMARKED)
    try:
        text = content.decode("utf-8")
        if _CONTROL.search(text) is None:
            return text, "utf-8"
    except UnicodeDecodeError as error:
        if _HAN.search(content[: error.start].decode("utf-8", errors="ignore")) is not None:
            line = content.count(b"\n", 0, error.start) + 1
            raise Refused(
                f"文件在第 {line} 行（第 {error.start + 1} 个字节）处损坏或被截断，不是完整的 UTF-8 文字。"
                "请重新取得完整的文件。"
            ) from error
    return _as(content, ("gb18030", *_UNMARKED))


def _as(content: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    """The text in that of the encodings in which most of it is ordinary; a single one is taken as it is. UTF-16 reads
    nearly anything as something, so it counts only where that is ordinary: what is garbled stays GB18030, to be told as
    such."""
    read = []
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = ordinary(text)
        if _CONTROL.search(text) is None and (share >= _ORDINARY or encoding not in _UNMARKED):
            read.append((share, text, encoding))
    if not read:
        raise Refused(
            "文件不是文字（既不是 UTF-8，也不是 UTF-16、GB18030）。请确认选对了文件，或另存为 UTF-8 文本。"
        )
    _, text, encoding = max(read, key=lambda item: item[0])
    return text, encoding


def ordinary(text: str) -> float:
    """How much of a text, ASCII aside, is what Chinese documents are written in: the characters of GB 2312 and their marks."""
    sample = [character for character in text[:_SAMPLE] if character > "\x7f" and not character.isspace()]
    return sum(map(_is_ordinary, sample)) / len(sample) if sample else 1.0


def _is_ordinary(character: str) -> bool:
    if character in _BEYOND or "\uff01" <= character <= "\uff5e":
        return True
    if not "\u4e00" <= character <= "\u9fa5":
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def garbled(text: str) -> str:
    """Why a text that is valid cannot be read; empty for one that can. Some odd characters alone are no reason."""
    sample = text[:_SAMPLE]
    if sample.count("锟斤拷") > 1 or sample.count("\ufffd") * 10 > len(sample):
        return "读不出的字节已经换成了替换字符（U+FFFD，又显示为“锟斤拷”），原来的字丢失了"
    before = ordinary(sample)
    if before > _CLEAN:
        return ""
    for misread, meant, cause in _MISREAD:
        written = sample.encode(misread, "ignore")
        again = written.decode(meant, "ignore")
        lost = len(again.encode(meant, "ignore")) * 4 < 3 * len(written)
        if not lost and _HAN.search(again) and ordinary(again) > max(_CLEAN, before + 0.1):
            return cause
    return ""
