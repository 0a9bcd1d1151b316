"""No sentence is written with a hole: every blank that a template would print is a finding that names the cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.example_month import example
from tests.synthetic.explained import EXPLAINED
from yuebao.model.finding import Status
from yuebao.model.month import Month
from yuebao.model.table import Cell
from yuebao.printed.holes import holes
from yuebao.printed.model import NameList, News, Paragraph, Run
from yuebao.printed.write_report import write_report
from yuebao.workflows.judge import judge_month, scope_of

MONTH = f"data/{EXPLAINED}"
STANDING, READ, PREVIOUS, _ = example()
SCOPE = scope_of(STANDING, READ, PREVIOUS)


def printed() -> Iterator[Run]:
    """Every piece of the report that repeats a cell."""
    for section in write_report(SCOPE).sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from block.runs
            elif isinstance(block, NameList):
                yield from (run for pair in block.people for run in pair)
            elif isinstance(block, News):
                yield from (run for item in block.items for run in item.runs)


CELLS = list(dict.fromkeys(run.cell for run in printed() if run.cell is not None))


def blanked(cell: Cell) -> Month:
    """The month as it is read with this cell blank."""
    table = READ.tables[cell.table]
    texts = {
        **table.texts,
        cell.column: tuple(
            "" if row == cell.row else text for row, text in enumerate(table.texts[cell.column])
        ),
    }
    numbers = dict(table.numbers)
    if cell.column in numbers:
        numbers[cell.column] = tuple(
            None if row == cell.row else value for row, value in enumerate(numbers[cell.column])
        )
    return replace(READ, tables={**READ.tables, cell.table: replace(table, texts=texts, numbers=numbers)})


def test_the_report_repeats_cells_of_these_columns() -> None:
    assert {(cell.table, cell.column) for cell in CELLS} >= {
        *(
            ("volume-summary", name)
            for name in ("单位数", "申请件", "受理件", "办结件", "按时办结率", "线上办件数", "线下办件数")
        ),
        *(("satisfaction", name) for name in ("主动评价件数", "主动评价率", "满意度")),
        *(("awards", name) for name in ("姓名", "单位")),
        ("news", "内容"),
    }
    assert len(CELLS) > 50


def test_a_sound_month_has_none() -> None:
    assert holes(SCOPE) == ()


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell.table}-{cell.row}-{cell.column}")
def test_every_cell_that_a_sentence_prints(cell: Cell) -> None:
    """Blank, it is found: by the report's own sentence, or by the rule that says when the cell may be blank."""
    month = blanked(cell)
    findings = judge_month(STANDING, month, PREVIOUS).findings
    about = [item for item in findings if item.cell == cell and item.status is Status.OPEN]
    assert about != []
    hole = [item for item in holes(scope_of(STANDING, month, PREVIOUS)) if item.cell == cell]
    assert hole != [] or {item.rule for item in about} >= {"on-time-rate"}
    for item in hole:
        table = READ.tables[cell.table]
        assert (item.rule, item.file, item.line, item.column) == (
            "structure",
            table.file,
            table.lines[cell.row],
            cell.column,
        )
        assert item.message.startswith(f"“{cell.column}”空白，而报告“")


def test_by_command_with_the_place_and_no_sentence(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(
        f"{MONTH}/volume-summary.csv",
        "乡镇,本月,2,2387,2387,2387,100%,2387,0",
        "乡镇,本月,2,2387,2387,2387,100%,2387,",
    )
    status, out, _ = explained_archive.run("validate")
    assert status == 1
    assert out.startswith(
        f"1. {MONTH}/volume-summary.csv:2 I2 行“乡镇 / 本月” 列“线下办件数”\n"
        "   [待处理 structure] “线下办件数”空白，而报告“一、办件情况”的句子要写出它\n"
    )
    assert explained_archive.run("export", EXPLAINED)[0] == 1


MASTHEAD = ("year", "number", "total_number", "title", "publisher", "published", "county")


@pytest.mark.parametrize("key", MASTHEAD)
def test_every_key_of_the_masthead(explained_archive: ArchiveFolder, key: str) -> None:
    lines = (explained_archive / MONTH / "issue.yaml").read_text(encoding="utf-8").split("\n")
    (explained_archive / MONTH / "issue.yaml").write_text(
        "\n".join(f"{key}:" if line.startswith(f"{key}:") else line for line in lines), encoding="utf-8"
    )
    status, out, _ = explained_archive.run("validate")
    assert status == 1 and f"“{key}”不能为空" in out


def test_joined_and_conditional_blanks() -> None:
    """Joined with others or glued to a word a blank is found; where the template asks first, it prints none."""
    form = SCOPE.layout.form
    block = form.sections[0].blocks[0]

    def told(template: str) -> list[str]:
        sections = (replace(form.sections[0], blocks=(replace(block, text=template),)),)
        layout = replace(SCOPE.layout, form=replace(form, sections=sections))
        return [item.address or "" for item in holes(replace(SCOPE, layout=layout))]

    assert told("{{ listed('awards', '姓名', 类别='红旗窗口') | join('、') }}被评为") == [
        "B2",
        "B3",
        "B4",
        "B5",
        "B6",
    ]
    assert told(
        "{% for name in listed('awards', '姓名', 类别='红旗窗口') %}{{ name ~ '同志' }}{% endfor %}"
    ) == ["B2", "B3", "B4", "B5", "B6"]
    assert (
        told("{% for name in listed('awards', '姓名', 类别='红旗窗口') if name %}{{ name }}{% endfor %}")
        == []
    )
    assert told("{{ row('town-volume-month', 乡镇名称='合计').线下办件数 or '没有' }}") == []
    assert told("{{ row('town-volume-month', 乡镇名称='合计').线下办件数 }}件") == ["G4"]


def test_a_template_that_cannot_be_carried_out_is_a_fault(explained_archive: ArchiveFolder) -> None:
    path = explained_archive / "schemas/report.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("r.申请件 }}件", "r.申请 }}件", 1), encoding="utf-8"
    )
    status, out, err = explained_archive.run("validate")
    assert (status, out) == (3, "") and "report.yaml" in err
