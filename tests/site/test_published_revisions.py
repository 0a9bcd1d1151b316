"""What of a change may be published: which texts of it name a person, by the table, the row and the column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.example_month import example
from yuebao.model.revision import WHOLE, Correction, Document, Proof, Revision
from yuebao.schema.layout import Layout
from yuebao.site.masking import masker
from yuebao.site.published_revisions import HIDDEN, names_changed, publishable, publishable_corrections

STAFF = "排名 1，姓名 示例甲，单位 示例局，得分 9"
FIGURES = "申请件 5，受理件 4"


def change(table: str, row: str, column: str, old: str, new: str) -> Revision:
    return Revision("2003-11", "2004-01-01", table, row, column, old, new, "a.docx")


def layout_of(month: str) -> Layout:
    return example().standing.layout(month)


NUMBER = "电话13800138000"
MASKED = {
    # a column of persons: both values, whatever they are; the row, since it is known by the person
    ("staff-scores", "示例甲 / 示例局", "姓名", "示例甲", "示例乙"): (HIDDEN, HIDDEN, HIDDEN),
    ("staff-scores", "示例甲 / 示例局", "姓名", "", "示例乙"): (HIDDEN, "", HIDDEN),
    ("staff-scores", "示例甲 / 示例局", "姓名", "示例乙", ""): (HIDDEN, HIDDEN, ""),
    ("staff-scores", "", "姓名", "示例乙", ""): ("", HIDDEN, ""),
    # another column of such a row
    ("staff-scores", "示例甲 / 示例局", "得分", "9", "8"): (HIDDEN, "9", "8"),
    ("awards", "服务之星 / 示例甲 / 示例局", "单位", "示例局", "示例一局"): (HIDDEN, "示例局", "示例一局"),
    # running text in which a person may stand, known by that text
    ("news", "2003-11-01 / 示例甲加班", "内容", "示例丁加班", "示例戊加班"): (HIDDEN, HIDDEN, HIDDEN),
    ("news", "2003-11-01 / 示例甲加班", "日期", "2003-11-01", "2003-11-02"): (HIDDEN, "2003-11-01", "2003-11-02"),
    # whole rows: each cell is spelled out
    ("staff-scores", "示例甲 / 示例局", "", STAFF, ""): (HIDDEN, HIDDEN, ""),
    ("staff-scores", "示例甲 / 示例局", "", "", STAFF): (HIDDEN, "", HIDDEN),
    ("town-volume-month", "示例一乡", "", FIGURES, ""): ("示例一乡", FIGURES, ""),
    ("town-volume-month", "示例一乡", "", "", FIGURES): ("示例一乡", "", FIGURES),
    ("town-volume-month", "示例一乡", "", "", f"{FIGURES}，别的 示例丁"): ("示例一乡", "", HIDDEN),
    ("staff-scores", "", "", WHOLE, ""): ("", WHOLE, ""),  # a whole table names nobody
    # what the schemas do not know
    ("gone", "示例丁", "得分", "9", "8"): (HIDDEN, HIDDEN, HIDDEN),
    ("town-volume-month", "示例一乡", "没有", "示例丁", "示例戊"): ("示例一乡", HIDDEN, HIDDEN),
    # known names and personal numbers anywhere
    ("town-volume-month", "示例一乡", "申请件", "示例丙", f"示例丙{NUMBER}"): ("示例一乡", "示*", HIDDEN),
    ("", "", "publisher", "示例丙", "示例局"): ("", "示*", "示例局"),
    ("", "", "publisher", NUMBER, ""): ("", HIDDEN, ""),
    ("", "", "", WHOLE, ""): ("", WHOLE, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", MASKED)
def test_what_is_hidden_where_names_are_masked(case: tuple[str, str, str, str, str]) -> None:
    revision = change(*case)
    row, old, new = MASKED[case]
    hide = masker(["示例丙"])
    assert hide.text("示例丙") == "示*"
    shown = replace(revision, row=row, old=old, new=new)
    assert publishable([revision], layout_of, lambda month: hide) == (shown,)
    correction = Correction("2003-11", Document("a", "", ""), None, True, Proof.NONE, (revision,))
    assert publishable_corrections([correction], layout_of, lambda month: hide) == (
        replace(correction, changes=(shown,)),
    )


@pytest.mark.parametrize("case", MASKED)
def test_what_is_hidden_where_names_are_not(case: tuple[str, str, str, str, str]) -> None:
    """Personal numbers alone."""
    revision = change(*case)
    row, old, new = (
        HIDDEN if NUMBER in text else text for text in (revision.row, revision.old, revision.new)
    )
    assert publishable([revision], layout_of, lambda month: None) == (
        replace(revision, row=row, old=old, new=new),
    )


@pytest.mark.parametrize(
    ("case", "names"),
    [
        (("staff-scores", "示例甲 / 示例局", "姓名", "示例甲", "示例乙"), ["示例甲", "示例乙", "示例甲"]),
        (("staff-scores", "示例甲 / 示例局", "姓名", "", "示例乙"), ["示例乙", "示例甲"]),
        (("staff-scores", "示例甲 / 示例局", "得分", "9", "8"), ["示例甲"]),
        (("staff-scores", "示例甲", "得分", "9", "8"), []),  # no key of that table
        (("awards", "服务之星 / 示例丁 / 示例局", "", STAFF, ""), ["示例丁"]),
        (("town-volume-month", "示例一乡", "申请件", "1", "2"), []),
        (("news", "2003-11-01 / 示例甲加班", "内容", "甲", "乙"), []),  # of running text nobody knows
        (("gone", "示例丁", "姓名", "9", "8"), []),
        (("", "", "publisher", "甲", "乙"), []),
    ],
)
def test_whom_changes_name(case: tuple[str, str, str, str, str], names: list[str]) -> None:
    assert list(names_changed([change(*case)], layout_of)) == names
