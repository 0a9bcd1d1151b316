"""A published table as HTML: whatever its texts are, they come back as they were, in the places where they belong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.outcome.test_matching import ENTRY
from tests.site.test_hostile_archive import Seen, seen
from tests.support.published import published_archive
from tests.synthetic.hostile import MARKUP
from yuebao.model.table import Cell
from yuebao.schema.report_form import Subhead
from yuebao.schema.rule import KindNames
from yuebao.site.archive import Archive
from yuebao.site.marks import Mark
from yuebao.site.pages.data_table import Group, data_table, mark_link

TABLE, COLUMN = "window-score-items", "事由"
OWN = {"div", "table", "caption", "thead", "tbody", "tfoot", "span", "tr", "th", "td", "a"}


@pytest.fixture(scope="module")
def archive(_hostile: Path) -> Archive:
    return published_archive(_hostile)


def attributes(page: Seen, name: str) -> list[str]:
    return [value for at in page.at if (value := at.get(name)) is not None]


def test_every_text_of_a_table_comes_back(archive: Archive) -> None:
    """The caption, headings of groups and columns, cells, links and marks, all full of markup."""
    schema = archive.tables[TABLE]
    table = archive.editions[-1].month.tables[TABLE]
    rows = len(table)
    texts = {name: tuple(f"{name}{row}{MARKUP}" for row in range(rows)) for name in table.texts}
    fields = tuple(replace(field, title=f"{field.name}{MARKUP}") for field in schema.fields)
    spoiled = replace(schema, fields=fields)
    mark = Mark(1, ENTRY, MARKUP, Cell(TABLE, 0, COLUMN), "", "")
    page = seen(
        data_table(
            replace(table, texts=texts), spoiled, f"题{MARKUP}", {Cell(TABLE, 0, COLUMN): (mark.note,)}, archive.editions[-1].addresses,
            groups=(Group(f"组{MARKUP}", tuple(range(rows))),), grouped_by="窗口名称",
            links={0: f"x.html?{MARKUP}"},
        )
    )  # fmt: skip
    assert page.tags <= OWN
    said = "".join(page.texts)
    wanted = [f"题{MARKUP}", f"组{MARKUP}", *(field.title for field in fields if field.name != "窗口名称")]
    wanted += [text for name, column in texts.items() if name != "窗口名称" for text in column]
    assert [text for text in wanted if text not in said] == []
    assert f"题{MARKUP}" in attributes(page, "aria-label")
    assert f"存疑1：按规则应为 {MARKUP}" in attributes(page, "title")


def test_a_link_and_a_subhead_come_back(archive: Archive) -> None:
    schema = archive.tables["county-comparison-month"]
    table = archive.editions[-1].month.tables["county-comparison-month"]
    about = next(field.about for field in schema.fields if field.about)
    page = seen(
        data_table(
            table, schema, "题", {}, archive.editions[-1].addresses, subhead=Subhead(KindNames((about,)), MARKUP), links={0: f"x.html?{MARKUP}"}
        )
    )  # fmt: skip
    assert page.tags <= OWN
    assert f"x.html?{MARKUP}" in attributes(page, "href")
    columns = sum(field.about == about for field in schema.fields)
    assert "".join(page.texts).count(MARKUP) == columns
    assert attributes(page, "rowspan") == ["2"] * (len(schema.fields) - columns)


@pytest.mark.parametrize(("expected", "said"), [("42", "42"), ("", "空白"), (MARKUP, MARKUP)])
def test_a_mark_says_what_was_expected(expected: str, said: str) -> None:
    page = seen(mark_link(Mark(3, ENTRY, expected, None, "", "").note, f"p.html?{MARKUP}"))
    assert "".join(page.texts) == "疑3" and page.tags == {"a"}
    assert attributes(page, "title") == [f"存疑3：按规则应为 {said}"]
    assert attributes(page, "href") == [f"p.html?{MARKUP}#erratum-3"]
