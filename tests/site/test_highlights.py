"""The key figures of an issue: which cell they are, and how a change against another issue is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.published import published_archive
from yuebao.schema.reader import Schemas
from yuebao.site.archive import Archive
from yuebao.site.pages.highlights import change_text, figure, key_figures

COUNT = ("town-volume-month", "受理件")
SHARE = ("satisfaction", "满意度")
PLACE = ("county-comparison-month", "对比名次")


@pytest.mark.parametrize(
    ("column", "difference", "lowest_best", "said"),
    [
        (COUNT, "0", False, "持平"),
        (COUNT, "5", False, "＋5件"),
        (COUNT, "-5", False, "−5件"),
        (COUNT, "1234", False, "＋1234件"),
        (SHARE, "0", False, "持平"),
        (SHARE, "0.50", False, "＋0.5 个百分点"),
        (SHARE, "-12.30", False, "−12.3 个百分点"),
        (PLACE, "0", True, "持平"),
        (PLACE, "-2", True, "前进 2名"),
        (PLACE, "1", True, "后退 1名"),
    ],
)
def test_a_change_has_its_sign_and_unit(
    real_schemas: Schemas, column: tuple[str, str], difference: str, lowest_best: bool, said: str
) -> None:
    field = real_schemas.latest.tables[column[0]].field[column[1]]
    field = replace(field, unit="名") if column == PLACE else field
    assert change_text(Decimal(difference), field, lowest_best) == said


@pytest.fixture(scope="module")
def archive(_hostile: Path) -> Archive:
    return published_archive(_hostile)


def test_a_highlight_is_the_total_or_the_first_row(archive: Archive) -> None:
    """As published, and its value; a blank is none."""
    edition = archive.editions[-1]
    for form in archive.highlights:
        table = edition.month.tables[form.table]
        row = len(table) - 1 if table.total is not None else 0
        assert figure(edition.month.tables, form) == (
            table.texts[form.column][row],
            table.numbers[form.column][row],
        )
    assert any(edition.month.tables[form.table].total is not None for form in archive.highlights)
    assert any(edition.month.tables[form.table].total is None for form in archive.highlights)


@pytest.mark.parametrize(
    ("place", "against"),
    [(0, []), (1, ["比上月"]), (2, []), (3, []), (4, ["比上月"]), (5, [])],
)
def test_a_change_is_shown_where_the_archive_has_the_other_month(
    archive: Archive, place: int, against: list[str]
) -> None:
    """The issues are 2001-01, 2001-02, 2001-04, 2002-12, 2003-01, 2003-03: only two follow one another."""
    shown = key_figures(archive, archive.editions[place])
    assert list(dict.fromkeys(change.against for one in shown for change in one.changes)) == against
    assert [one.label for one in shown] == [form.label for form in archive.highlights]
    for one, form in zip(shown, archive.highlights, strict=True):
        assert one.text == (figure(archive.editions[place].month.tables, form)[0] or "无")


def test_the_same_month_of_the_year_before(archive: Archive) -> None:
    """2003-01 beside an issue of 2002-01, which is that of 2001-01 under another name."""
    old, new = archive.editions[0], archive.editions[4]
    month = replace(old.month, month="2002-01")
    other = replace(old, month=month)
    both = replace(archive, editions=(other, new))
    for form, shown in zip(archive.highlights, key_figures(both, new), strict=True):
        now, then = figure(new.month.tables, form)[1], figure(other.month.tables, form)[1]
        assert now is not None and then is not None
        field = archive.tables[form.table].field[form.column]
        assert [(change.against, change.text) for change in shown.changes] == [
            ("比上年同月", change_text(now - then, field))
        ]
