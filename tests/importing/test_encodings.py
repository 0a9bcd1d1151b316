"""Texts in every encoding that a Chinese office writes; text that went through a wrong one is refused with the cause."""

from __future__ import annotations

import pytest

from tests.support.importing_cases import PUBLISHED, TEXT
from yuebao.importing.blocks import Grid, Refused
from yuebao.importing.encodings import decode, garbled
from yuebao.importing.plain_text import read_csv, read_text

TOWNS = PUBLISHED["town-volume-month.csv"].decode()
NEWS = PUBLISHED["news.csv"].decode()
TEXTS = {"report": TEXT, "figures": TOWNS, "news": NEWS, "one line": "王某\t民政局"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk")
AS_LATIN, AS_GBK = "曾被当作西文（Latin-1）打开", "曾被当作 GB18030（GBK）打开"
LOST = "读不出的字节已经换成了替换字符"
GARBLED: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("utf-8", "latin-1", "utf-8", (AS_LATIN,)), ("utf-8", "cp1252", "utf-8", (AS_LATIN, LOST)), ("gb18030", "latin-1", "utf-8", (AS_LATIN,)),
    ("gb18030", "cp1252", "utf-8", (AS_LATIN,)), ("utf-8", "gb18030", "utf-8", (AS_GBK, LOST)), ("utf-8", "gbk", "utf-8", (AS_GBK, LOST)),
    ("gb18030", "utf-8", "utf-8", (LOST,)), ("utf-8", "latin-1", "gb18030", (AS_LATIN,)),
]  # fmt: skip
"""In what a text was, as what it was read, in what it was saved again, and what may be said of it."""


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_in_any_encoding(name: str, encoding: str) -> None:
    assert decode(TEXTS[name].encode(encoding))[0] == TEXTS[name]


@pytest.mark.parametrize(("was", "read", "saved", "said"), GARBLED)
@pytest.mark.parametrize("name", TEXTS)
def test_garbled_text_is_refused_with_the_cause(
    name: str, was: str, read: str, saved: str, said: tuple[str, ...]
) -> None:
    wrong = TEXTS[name].encode(was).decode(read, "replace").encode(saved, "replace")
    with pytest.raises(Refused) as refused:
        decode(wrong)
    assert any(words in str(refused.value) for words in said), str(refused.value)
    assert "请找到没有经过转存的原件" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "㓚𠮷喆",
        "café 办理，naïve",
        "阿卜杜·热合曼",
        "①②③",
        "⾃然资源",
        "“”",
        "繁體字測試報告",
        "王\ufffd",
        "1234",
        "",
    ],
)
def test_rare_text_is_not_garbled(text: str) -> None:
    assert garbled(text * 3 if text != "王\ufffd" else f"{text}，办理十二件政务服务事项") == ""


CSV = "序号,乡镇名称,申请件\n1,普威镇,1700\n2,白马镇,\n"
ROWS = [("序号", "乡镇名称", "申请件"), ("1", "普威镇", "1700"), ("2", "白马镇", "")]
DIALECTS = {
    **{f"by {mark!r}": CSV.replace(",", mark) for mark in ",;\t|，；｜^~:\x1f"},
    "marked as text": CSV.replace("1,普威镇", "'1,'普威镇"),
    "quoted once": "'序号','乡镇名称','申请件'\n'1','普威镇','1700'\n'2','白马镇',''\n",
    "quoted": '"序号","乡镇名称","申请件"\n"1","普威镇","1700"\n"2","白马镇",""\n',
    "kept as text": CSV.replace("1,普威镇,1700", '="1",="普威镇","=""1700"""'),
    "named separator": "sep=;\n" + CSV.replace(",", ";"),
    **{f"lines end in {end!r}": CSV.replace("\n", end) for end in ("\r\n", "\r", "\x85", "\u2028", "\v", "\f")},
}  # fmt: skip


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_of_csv(name: str) -> None:
    document = read_csv(DIALECTS[name].encode(), "x.csv")
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert [row.cells for row in grid.rows] == ROWS
    assert document.whole == {"": len("序号乡镇名称申请件1普威镇17002白马镇")}


def test_a_line_end_in_a_cell_stays_one() -> None:
    document = read_csv('件数\n"12603\r\n12650"\n'.encode(), "x.csv")
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert [row.cells for row in grid.rows] == [("件数",), ("12603\r\n12650",)]


BARS = {
    "bars": "序号|乡镇名称|申请件\n1|普威镇|1700\n2|白马镇|",
    "framed": "| 序号 | 乡镇名称 | 申请件 |\n|---|---|---|\n| 1 | 普威镇 | 1700 |\n| 2 | 白马镇 | |",
    "wide bars": "序号｜乡镇名称｜申请件\n1｜普威镇｜1700\n2｜白马镇｜",
    "semicolons": "序号;乡镇名称;申请件\n1;普威镇;1700\n2;白马镇;",
}


@pytest.mark.parametrize("name", BARS)
def test_a_text_with_bars_between_cells(name: str) -> None:
    document = read_text(BARS[name].encode(), "x.txt")
    rows = [row.cells for block in document.blocks if isinstance(block, Grid) for row in block.rows]
    assert rows == ROWS


def test_bars_in_running_text_are_text() -> None:
    document = read_text("甲|乙|丙的一句话。\n另一句话。".encode(), "x.txt")
    assert not any(isinstance(block, Grid) for block in document.blocks)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_lines_of_a_text_end_in_any_way(end: str) -> None:
    assert len(read_text(f"甲{end}乙".encode(), "x.txt").blocks) == 2
