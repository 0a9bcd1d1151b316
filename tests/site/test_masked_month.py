"""A month with a name in every text of it, masked: each place as it comes out, and what stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.support.example_month import example
from yuebao.model.issue import Absence
from yuebao.model.month import Month
from yuebao.model.table import Table
from yuebao.site.masking import masker
from yuebao.workflows.judge import judge_month

NAME, HIDDEN = "示例丙丁", "示*"
HIDE = masker([NAME])


def named(month: Month) -> Month:
    """The name before what stands in the masthead, in absences, errata and problems."""
    assert month.issue is not None
    absent = Absence("news", "内容", f"{NAME}行", f"{NAME}因", f"{NAME}审", date(2004, 1, 1), 3)
    values = {
        key: f"{NAME}{value}" if isinstance(value, str) else value
        for key, value in month.issue.values.items()
    }
    errata = tuple(
        replace(
            each,
            row=f"{NAME}行",
            published=f"{NAME}公",
            expected=f"{NAME}应",
            reason=f"{NAME}因",
            reviewer=f"{NAME}审",
        )
        for each in month.errata
    )
    verdict = judge_month(example().standing, month, None)
    problems = tuple(
        replace(each, row=f"{NAME}行", value=f"{NAME}值", message=f"{NAME}说", remedy=f"{NAME}办")
        for each in verdict.findings
    )
    assert problems
    issue = replace(month.issue, values=values, absent=(absent,))
    return replace(month, issue=issue, errata=errata, problems=problems, texts={"a": f"甲{NAME}乙", "b": ""})


def test_everything_of_a_month_that_is_text() -> None:
    month = named(example().month)
    masked = HIDE.month(month, example().standing.layout(month.month).tables)
    assert masked.issue is not None and month.issue is not None
    home = month.issue.roles["home"]
    assert NAME in str(month.issue.values[home])
    assert masked.issue.values == {
        key: value.replace(NAME, HIDDEN) if isinstance(value, str) and key != home else value
        for key, value in month.issue.values.items()
    }
    assert masked.issue.absent == (
        Absence("news", "内容", f"{HIDDEN}行", f"{HIDDEN}因", f"{HIDDEN}审", date(2004, 1, 1), 3),
    )
    assert replace(masked.issue, values={}, absent=()) == replace(month.issue, values={}, absent=())
    assert masked.errata == tuple(
        replace(
            each,
            row=f"{HIDDEN}行",
            published=f"{HIDDEN}公",
            expected=f"{HIDDEN}应",
            reason=f"{HIDDEN}因",
            reviewer=f"{HIDDEN}审",
        )
        for each in month.errata
    )
    assert masked.problems == tuple(
        replace(each, row=f"{HIDDEN}行", value=f"{HIDDEN}值", message=f"{HIDDEN}说", remedy=f"{HIDDEN}办")
        for each in month.problems
    )
    assert masked.texts == {"a": f"甲{HIDDEN}乙", "b": ""}
    assert (masked.month, masked.folder, masked.nothing) == (month.month, month.folder, month.nothing)
    assert HIDE.month(replace(month, issue=None), example().standing.layout(month.month).tables).issue is None


def spoiled(table: Table, column: str) -> Table:
    """The name in the first row of the column, and in its key."""
    first, *others = table.texts[column]
    _, *keys = table.keys
    texts = {**table.texts, column: (f"{NAME}{first}", *others)}
    return replace(table, texts=texts, keys=(f"{NAME} / 甲", *keys))


def test_the_texts_of_tables() -> None:
    """A column of persons is masked whole, one of texts by the names; names of organizations and figures stay."""
    tables = example().month.tables
    month = replace(
        example().month,
        tables={
            "staff-scores": spoiled(tables["staff-scores"], "姓名"),
            "news": spoiled(tables["news"], "内容"),
            "town-volume-month": spoiled(tables["town-volume-month"], "乡镇名称"),
        },
    )
    masked = HIDE.month(month, example().standing.layout(month.month).tables).tables
    staff, news, towns = (masked[name] for name in month.tables)
    people = month.tables["staff-scores"].texts["姓名"]
    assert staff.texts == {
        **month.tables["staff-scores"].texts,
        "姓名": tuple(f"{each[0]}*" for each in people),
    }
    assert (staff.keys[0], staff.keys[1:]) == (f"{HIDDEN} / 甲", month.tables["staff-scores"].keys[1:])
    said = month.tables["news"].texts["内容"]
    assert news.texts["内容"] == (said[0].replace(NAME, HIDDEN), *said[1:])
    assert towns.texts == month.tables["town-volume-month"].texts
    assert towns.numbers == month.tables["town-volume-month"].numbers
