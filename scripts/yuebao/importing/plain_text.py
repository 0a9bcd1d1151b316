"""Plain text and CSV: which encoding, then lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

from yuebao.importing.blocks import LINES, Block, Document, Grid, Paragraph, Refused, Row, blocks_of_lines

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8（有 BOM）",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GB18030",
}
SIZE: Final = 5_000_000
"""Bytes of the largest text that is read; the real report has 25,000."""
CELLS: Final = 200_000


def read_text(content: bytes, name: str) -> Document:
    """Lines, those with tabs between cells as tables. UTF-8, UTF-16 and GB18030 are told apart; others are refused."""
    text, encoding = decode(content)
    whole = {"": sum(not character.isspace() for character in text)}
    return Document(f"文本，{encoding}", tuple(blocks_of_lines(_lines(text))), whole=whole)


def read_csv(content: bytes, name: str) -> Document:
    """One table; the name of the file stands for its heading."""
    text, encoding = decode(content)
    try:
        records = list(csv.reader(text.splitlines()))
    except csv.Error as error:
        raise Refused(f"CSV 无法拆成单元格（{error}）。请用电子表格软件另存后再导入。") from error
    if len(records) > LINES or sum(map(len, records)) > CELLS:
        raise Refused(f"CSV 有 {len(records)} 行，一期月报不会有这么多。请确认选对了文件。")
    rows = tuple(
        Row(tuple(cell.strip() for cell in cells), f"第 {number} 行")
        for number, cells in enumerate(records, 1)
    )
    blocks: tuple[Block, ...] = (Paragraph(name.rpartition(".")[0], "文件名", caption=True), Grid(rows))
    return Document(f"CSV，{encoding}", blocks)


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding in words. Raises `Refused` for what is no text, or too much."""
    if len(content) > SIZE:
        raise Refused(
            f"文件有 {len(content) / 1_000_000:.1f} MB，一期月报的文字不会有这么多。请确认选对了文件。"
        )
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding.startswith("utf-8") and _is_damaged(content[: error.start]):
                line = content.count(b"\n", 0, error.start) + 1
                raise Refused(
                    f"文件在第 {line} 行（第 {error.start + 1} 个字节）处损坏或被截断，不是完整的 UTF-8 文字。"
                    "请重新取得完整的文件。"
                ) from error
            continue
        if _CONTROL.search(text) is None:
            return text, _NAMES[encoding]
    raise Refused(
        "文件不是文字（既不是 UTF-8，也不是 UTF-16、GB18030）。请确认选对了文件，或另存为 UTF-8 文本。"
    )


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    if b"\0" in content[:4096]:
        return ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030")


def _is_damaged(before: bytes) -> bool:
    """Whether so much reads as Chinese in UTF-8 before the first bad byte that it cannot be another encoding."""
    return _HAN.search(before.decode("utf-8", errors="ignore")) is not None


def _lines(text: str) -> Iterator[tuple[str, str]]:
    cells = text.count("\t")
    lines = re.split(r"\r\n|[\r\n\v\f\u2028\u2029]", text)
    if len(lines) > LINES or cells > CELLS:
        raise Refused(f"文件有 {len(lines)} 行、{cells} 格，一期月报不会有这么多。请确认选对了文件。")
    return ((line, f"第 {number} 行") for number, line in enumerate(lines, 1))
