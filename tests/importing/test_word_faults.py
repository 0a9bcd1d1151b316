"""Faults seen in Word documents, each rebuilt, with its siblings: read rightly, or told with place and words; by the cells
that come out."""

from __future__ import annotations

import pytest

from tests.importing.test_grids import WORDS
from tests.support.word_parts import (
    STRICT,
    Part,
    box,
    cell,
    files_of,
    package,
    paragraph,
    row,
    run,
    table,
    two_boxes,
    word_of,
)
from yuebao.importing.document_reader import Reading, read_blocks
from yuebao.importing.docx import read_word
from yuebao.importing.remarks import Noted

Rows = list[tuple[str, ...]]


def read(content: bytes) -> tuple[Reading, tuple[str, ...]]:
    document = read_word(content, "x.docx")
    return read_blocks(document, WORDS), document.remarks


def rows_of(reading: Reading, name: str) -> Rows:
    return [tuple(record.values.values()) for record in reading.records.get(name, ())]


def told_of(reading: Reading) -> list[tuple[str, str]]:
    return [(each.place, each.text) for each in reading.remarks if not isinstance(each, Noted)]


def sentence(figure: str) -> str:
    return paragraph("主动评价", figure, "件，主动评价率61.42%，均未收到差评，满意度100%。")


def satisfaction(*figure: str) -> str:
    header = row("主动评价件数", "主动评价率", "差评件数", "满意度")
    return paragraph("二、好差评情况") + table(header, row(cell(*figure), "61.42%", "0", "100%"))


HIGH = '<w:vertAlign w:val="superscript"/>'
CELL, LINE = "第 1 个表第 2 行", "第 1 段"
FIGURES: dict[str, tuple[str, list[tuple[str]]]] = {
    "a note set high": (run("12603") + run("1", HIGH), [("1",)]),
    "a note of two figures": (run("12603") + run("10", HIGH), [("10",)]),
    "a note in brackets": (run("12603") + run("[1]", HIGH), [("[1]",)]),
    "a star set high": (run("12603") + run("*", HIGH), [("*",)]),
    "a note set low": (run("12603") + run("注", '<w:vertAlign w:val="subscript"/>'), [("注",)]),
    "a note lifted by hand": (run("12603") + run("1", '<w:position w:val="8"/><w:sz w:val="15"/>'), [("1",)]),
    "a note before": (run("1", HIGH) + run("12603"), [("1",)]),
    "struck figures before": (run("12", "<w:strike/>") + run("12603"), [("12",)]),
    "a struck figure within": (run("126") + run("9", "<w:dstrike/>") + run("03"), [("9",)]),
    "a hidden figure": (run("12603") + run("8", "<w:vanish/>"), [("8",)]),
    "ruby": ("<w:r><w:ruby><w:rt><w:r><w:t>8</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>12603</w:t></w:r></w:rubyBase></w:ruby></w:r>", [("8",)]),
    "a deleted figure": (run("12603") + '<w:del w:id="1"><w:r><w:delText>8</w:delText></w:r></w:del>', [("8",)]),
    "a figure moved away": (run("12603") + '<w:moveFrom w:id="1"><w:r><w:t>8</w:t></w:r></w:moveFrom>', [("8",)]),
    "an equation": (run("12603") + "<m:oMath><m:r><m:t>8</m:t></m:r></m:oMath>", [("8",)]),
    "a symbol": (run("12603") + '<w:r><w:sym w:font="Symbol" w:char="F031"/></w:r>', [("\uf031",)]),
    "in pieces": (run("12") + '<w:ins w:id="1"><w:r><w:t>60</w:t></w:r></w:ins>' + "<w:sdt><w:sdtContent>" + run("3") + "</w:sdtContent></w:sdt>", []),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("where", ["sentence", "cell"])
def test_nothing_is_joined_to_a_figure(name: str, where: str) -> None:
    figure, told = FIGURES[name]
    xml, place = (sentence(figure), LINE) if where == "sentence" else (satisfaction(paragraph(figure)), CELL)
    reading, _ = read(word_of(xml))
    (values,) = reading.records["satisfaction"]
    assert dict(values.values) == {
        "主动评价件数": "12603", "主动评价率": "61.42%", "差评件数": "0", "满意度": "100%",
    }  # fmt: skip
    assert told_of(reading) == [(place, text) for (text,) in told]


PARTED: dict[str, tuple[str, str]] = {
    "two paragraphs": (paragraph("12603") + paragraph("12650"), "\n"),
    "a break": (paragraph("<w:r><w:t>12603</w:t><w:br/><w:t>12650</w:t></w:r>"), "\n"),
    "a return": (paragraph("<w:r><w:t>12603</w:t><w:cr/><w:t>12650</w:t></w:r>"), "\n"),
    "a tab": (paragraph("<w:r><w:t>12603</w:t><w:tab/><w:t>12650</w:t></w:r>"), "\t"),
    "a tab to a place": (paragraph("<w:r><w:t>12603</w:t><w:ptab/><w:t>12650</w:t></w:r>"), "\t"),
    "a control beneath": (paragraph("12603") + "<w:sdt><w:sdtContent>" + paragraph("12650") + "</w:sdtContent></w:sdt>", "\n"),
    "a hyphen": (paragraph("<w:r><w:t>12603</w:t><w:noBreakHyphen/><w:t>12650</w:t></w:r>"), "-"),
}  # fmt: skip


@pytest.mark.parametrize("name", PARTED)
def test_what_parts_two_figures_stays_between_them(name: str) -> None:
    figure, between = PARTED[name]
    reading, _ = read(word_of(satisfaction(figure)))
    (values,) = reading.records["satisfaction"]
    assert values.values["主动评价件数"] == f"12603{between}12650"


TOWN = ("序号", "乡镇名称", "申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率")
ONE = ("1", "湾丘彝族乡", "2700", "2700", "2700", "", "2700", "100%")
TWO = ("2", "普威镇", "1700", "1700", "1700", "", "1700", "100%")
TITLE = paragraph("2021年7月乡镇一体化平台办件量")
SCORES = table(row("名次", "窗口名称", "得分"), row("1", "公安局", "102.6"), row("2", "民政局", "102.5"))
RANKING = paragraph("2021年7月常驻窗口（单位）综合考核排名表")
KEPT = [("1", "公安局", "102.6"), ("2", "民政局", "102.5")]
BOXED = {
    "a box of today": (TITLE + table(row(*TOWN), row(*ONE)) + paragraph("", box(RANKING + SCORES))),
    "in both forms": (TITLE + table(row(*TOWN), row(*ONE)) + paragraph("", two_boxes(RANKING + SCORES))),
    "in a cell": (TITLE + table(row(*TOWN), row(*ONE[:-1], cell(paragraph("100%", box(RANKING + SCORES)))))),
    "before the table": (paragraph("", box(RANKING + SCORES)) + TITLE + table(row(*TOWN), row(*ONE))),
    "between title and table": (TITLE + paragraph("", box(RANKING + SCORES)) + table(row(*TOWN), row(*ONE))),
    "a layout table": (table(row(cell(TITLE, table(row(*TOWN), row(*ONE)), paragraph("")), cell(RANKING, SCORES, paragraph(""))))),
    "in controls": (TITLE + "<w:sdt><w:sdtContent>" + table(row(*TOWN), row(*ONE)) + "</w:sdtContent></w:sdt>" + RANKING + SCORES),
    "in marks of a form": (TITLE + "<w:customXml>" + table(row(*TOWN), row(*ONE)) + "</w:customXml>" + RANKING + SCORES),
    "a box in a box": (paragraph("", box(TITLE + paragraph("", box(RANKING + SCORES)) + table(row(*TOWN), row(*ONE))))),
    "a row of a control": (TITLE + table(row(*TOWN), "<w:sdt><w:sdtContent>" + row(*ONE) + "</w:sdtContent></w:sdt>") + RANKING + SCORES),
    "one below the other in a cell": (table(row(cell(TITLE, table(row(*TOWN), row(*ONE)), RANKING, SCORES, paragraph(""))))),
    "titles in the row above": (table(row(cell(TITLE), cell(RANKING)), row(cell(table(row(*TOWN), row(*ONE)), paragraph("")), cell(SCORES, paragraph(""))))),
}  # fmt: skip


@pytest.mark.parametrize("name", BOXED)
def test_a_table_is_read_wherever_it_stands(name: str) -> None:
    reading, _ = read(word_of(BOXED[name]))
    assert rows_of(reading, "window-scores") == KEPT
    assert rows_of(reading, "town-volume-month") == [ONE]
    assert told_of(reading) == []


def test_a_deleted_row_is_left_out() -> None:
    """Also when only the row is marked and not its text."""
    rows = (row(*ONE), row(*TWO, properties='<w:del w:id="9"/>'))
    reading, remarks = read(word_of(TITLE + table(row(*TOWN), *rows)))
    assert rows_of(reading, "town-volume-month") == [ONE]
    assert told_of(reading) == [("第 1 个表第 3 行", "2 普威镇 1700 1700 1700 1700 100%")]
    assert remarks == ("文档里有没有接受的修订（删去 1 处），按全部接受来读；删去的逐处列出",)


def test_numbers_set_by_word_are_left_to_derive() -> None:
    number = cell(paragraph("", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'))
    reading, remarks = read(word_of(TITLE + table(row(*TOWN), row(number, *ONE[1:]), row(number, *TWO[1:]))))
    assert rows_of(reading, "town-volume-month") == [("", *ONE[1:]), ("", *TWO[1:])]
    assert remarks == (
        "第 1 个表第 2—3 行第 1 列共 2 格是 Word 的自动编号，文件里没有这些数字，按空白读入；执行 yuebao derive 即填",
    )
    assert told_of(reading) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 2, 1), (2, 1, 0)])
def test_tables_side_by_side(order: tuple[int, ...]) -> None:
    """Of the month and of the year, and another one between or before, in any order."""
    year = ("1", "湾丘彝族乡", "9700", "9700", "9700", "", "9700", "100%")
    made = (
        (TITLE, table(row(*TOWN), row(*ONE))),
        (paragraph("2021年度乡镇一体化平台办件量"), table(row(*TOWN), row(*year))),
        (RANKING, SCORES),
    )
    titles = row(*(cell(made[at][0]) for at in order))
    tables = row(*(cell(made[at][1], paragraph("")) for at in order))
    reading, _ = read(word_of(table(titles, tables)))
    assert rows_of(reading, "window-scores") == (KEPT if 2 in order else [])
    assert rows_of(reading, "town-volume-month") == [ONE]
    assert rows_of(reading, "town-volume-year") == [year]
    assert told_of(reading) == []


def strict(content: bytes) -> bytes:
    files = files_of(content)
    for old, new in STRICT:
        files = {name: part.replace(old.encode(), new.encode()) for name, part in files.items()}
    return package(files)


def renamed(content: bytes) -> bytes:
    files = files_of(content)
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["word/_rels/document2.xml.rels"] = files.pop("word/_rels/document.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        files[name] = files[name].replace(b"word/document.xml", b"word/document2.xml")
    return package(files)


def bare(content: bytes) -> bytes:
    keep = ("word/document.xml", "_rels/.rels", "[Content_Types].xml")
    return package({name: part for name, part in files_of(content).items() if name in keep})


def rooted(content: bytes) -> bytes:
    """Addresses from the root of the package."""
    files = files_of(content)
    files["_rels/.rels"] = files["_rels/.rels"].replace(b'"word/document.xml"', b'"/word/document.xml"')
    return package(files)


def unlisted(content: bytes) -> bytes:
    """Without the list of kinds of parts."""
    return package({name: part for name, part in files_of(content).items() if name != "[Content_Types].xml"})


def marked(content: bytes) -> bytes:
    """With the mark of UTF-8 before the text."""
    files = files_of(content)
    files["word/document.xml"] = b"\xef\xbb\xbf" + files["word/document.xml"]
    return package(files)


def of_two_bytes(content: bytes) -> bytes:
    """The text in UTF-16."""
    files = files_of(content)
    text = files["word/document.xml"].decode().partition("?>")[2]
    files["word/document.xml"] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    return package(files)


@pytest.mark.parametrize(
    "form",
    [strict, renamed, bare, rooted, unlisted, marked, of_two_bytes, lambda content: strict(renamed(content))],
)
def test_packages_of_other_programs(form: object) -> None:
    assert callable(form)
    reading, _ = read(form(word_of(TITLE + table(row(*TOWN), row(*ONE)))))
    assert rows_of(reading, "town-volume-month") == [ONE]
    assert told_of(reading) == []


UNSEEN = {
    "a footnote": (
        Part("word/footnotes.xml", f'<w:footnotes DECLARED><w:footnote w:id="2">{paragraph("9月公布的应为612件，特此更正")}</w:footnote></w:footnotes>', "footnotes"),
        ("脚注", "9月公布的应为612件，特此更正"),
    ),
    "a page header": (
        Part("word/header1.xml", f"<w:hdr DECLARED>{paragraph('办结 612 件')}</w:hdr>", "header"),
        ("页眉第 1 段", "办结 612 件"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSEEN)
def test_what_stands_outside_the_text_is_told(name: str) -> None:
    part, told = UNSEEN[name]
    reading, _ = read(word_of(TITLE + table(row(*TOWN), row(*ONE)), part))
    assert rows_of(reading, "town-volume-month") == [ONE]
    assert told_of(reading) == [told]
