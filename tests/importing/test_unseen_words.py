"""Words that nobody sees, though nothing says that they are hidden: of the colour of what is behind them, or too small."""

from __future__ import annotations

import pytest

from tests.importing.test_word_faults import read, satisfaction, sentence, told_of
from tests.support.word_parts import Part, box, cell, paragraph, row, run, table, word_of
from yuebao.importing.document_reader import Reading

WHITE, SMALL = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'
DARK = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
SAME, TINY = "与底色相同、看不见的文字", "字号小到看不见的文字"


READ = [{"主动评价件数": "12603", "主动评价率": "61.42%", "差评件数": "0", "满意度": "100%"}]


def figures(reading: Reading) -> list[dict[str, str]]:
    return [dict(record.values) for record in reading.records["satisfaction"]]


def style(name: str, inner: str, kind: str = "character") -> Part:
    text = f'<w:styles DECLARED><w:style w:type="{kind}" w:styleId="{name}">{inner}</w:style></w:styles>'
    return Part("word/styles.xml", text, "styles")


FIGURE: dict[str, tuple[str, tuple[Part, ...], str]] = {
    "white on the page": (run("9", WHITE), (), SAME),
    "of a style": (run("9", '<w:rStyle w:val="x"/>'), (style("x", f"<w:rPr>{WHITE}</w:rPr>"),), SAME),
    "of the colour of its mark": (run("9", '<w:color w:val="000000"/><w:highlight w:val="black"/>'), (), SAME),
    "of two points": (run("9", SMALL), (), TINY),
    "pressed to nothing": (run("9", '<w:w w:val="1"/>'), (), "压缩到看不见的文字"),
}  # fmt: skip


@pytest.mark.parametrize("case", FIGURE)
def test_a_digit_that_nobody_sees_is_none_of_the_figure(case: str) -> None:
    digit, parts, reason = FIGURE[case]
    for content, place in (
        (sentence(run("12603") + digit), "第 1 段"),
        (satisfaction(run("12603") + digit), "第 1 个表第 2 行"),
    ):
        reading, _ = read(word_of(content, *parts))
        assert figures(reading) == READ, content
        assert told_of(reading) == [(place, "9")]
        assert [each.reason for each in reading.remarks] == [reason, "属于文件", "属于文件"]


SEEN = {
    "white on a dark mark": run("12603", WHITE + '<w:highlight w:val="darkBlue"/>'),
    "white on a dark shade": run("12603", WHITE + '<w:shd w:val="clear" w:fill="1F3864"/>'),
    "white on a pattern": run("12603", WHITE + '<w:shd w:val="pct25" w:fill="FFFFFF"/>'),
    "of no colour of its own": run("12603", '<w:color w:val="auto"/>'),
    "grey": run("12603", '<w:color w:val="D9D9D9"/>'),
    "small but legible": run("12603", '<w:sz w:val="10"/>'),
}


@pytest.mark.parametrize("case", SEEN)
def test_what_is_seen_is_read(case: str) -> None:
    reading, _ = read(word_of(sentence(SEEN[case])))
    assert figures(reading) == READ
    assert told_of(reading) == []


def test_white_letters_on_dark_cells_are_read() -> None:
    heads = ("主动评价件数", "主动评价率", "差评件数", "满意度")
    header = row(*(f"<w:tc>{DARK}{paragraph(run(word, WHITE))}</w:tc>" for word in heads))
    reading, _ = read(
        word_of(paragraph("二、好差评情况") + table(header, row("12603", "61.42%", "0", "100%")))
    )
    assert figures(reading) == READ
    assert told_of(reading) == []


def test_white_letters_in_a_table_dressed_by_a_style_are_read() -> None:
    """Which of its cells the style colours is not asked."""
    dressed = style(
        "x",
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr></w:tblStylePr>',
        "table",
    )
    heads = (
        cell(paragraph(run(word, WHITE))) for word in ("主动评价件数", "主动评价率", "差评件数", "满意度")
    )
    made = table(row(*heads), row("12603", "61.42%", "0", "100%"))
    made = made.replace("<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="x"/></w:tblPr>', 1)
    reading, _ = read(word_of(paragraph("二、好差评情况") + made, dressed))
    assert figures(reading) == READ


def test_white_letters_in_a_box_are_read() -> None:
    """What a shape is filled with is not always said."""
    reading, _ = read(word_of(paragraph(box(sentence(run("12603", WHITE))))))
    assert figures(reading) == READ
