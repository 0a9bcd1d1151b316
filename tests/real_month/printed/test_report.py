"""The sentences of the report, written from the tables, against the words of the printed one."""

from __future__ import annotations

import pytest

from tests.support.repository import ROOT
from yuebao.printed.model import NameList, News, Paragraph, Report
from yuebao.printed.write_report import write_report
from yuebao.workflows.judge import read_months, read_standing, scope_of

SOURCE = (ROOT / "data/2020-07/source/issue-143.txt").read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def report() -> Report:
    standing = read_standing(ROOT)
    month, previous = next(read_months(standing, ["2020-07"]))
    return write_report(scope_of(standing, month, previous))


def test_masthead_is_printed_as_published(report: Report) -> None:
    lines = [line for line in SOURCE.split("\n") if line.strip()][:5]
    assert list(report.masthead) == lines


def test_every_sentence_is_a_line_of_the_report(report: Report) -> None:
    lines = {line for line in SOURCE.split("\n") if line.strip()}
    sentences = [
        block.text for section in report.sections for block in section.blocks if isinstance(block, Paragraph)
    ]
    assert len(sentences) == 10
    assert [sentence for sentence in sentences if sentence not in lines] == []


def test_sections_and_people_stand_in_printed_order(report: Report) -> None:
    assert [section.title for section in report.sections] == [
        "一、办件情况",
        "二、好差评情况",
        "三、窗口（单位）考核情况",
        "四、窗口人员考核情况",
        "五、工作动态",
    ]
    text = squeezed(SOURCE)
    people = [
        f"{name.text}（{unit.text}）"
        for block in report.sections[3].blocks
        if isinstance(block, NameList)
        for name, unit in block.people
    ]
    assert len(people) == 15
    places = [text.index(person) for person in people]
    assert places == sorted(places)


def test_news_is_numbered_with_its_day(report: Report) -> None:
    (news,) = [block for block in report.sections[4].blocks if isinstance(block, News)]
    printed = [
        squeezed(f"{item.number}.{item.day}，{''.join(run.text for run in item.runs)}") for item in news.items
    ]
    assert len(printed) == 6
    assert all(line in squeezed(SOURCE) for line in printed)


def test_attachments_bear_their_printed_headings(report: Report) -> None:
    text = squeezed(SOURCE)
    assert [attachment.number for attachment in report.attachments] == list(range(1, 9))
    for attachment in report.attachments:
        assert f"{attachment.number}.{attachment.title}" in text
        for note in attachment.form.notes:
            assert squeezed(note) in text


def test_each_figure_of_a_sentence_knows_its_cell(report: Report) -> None:
    (first, *_) = report.sections[0].blocks
    assert isinstance(first, Paragraph)
    cells = [(run.text, run.cell.table, run.cell.row, run.cell.column) for run in first.runs if run.cell]
    assert cells[:2] == [("11", "volume-summary", 0, "单位数"), ("8541", "volume-summary", 0, "申请件")]
