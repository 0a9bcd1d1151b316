"""What a month says beside the month before and the year before, as a reviewer reads it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

import yuebao.workflows.review_changes
from tests.reports.test_formats import cells
from tests.support.git_repository import Repository, new_repository
from tests.synthetic import SMALL, make_archive
from yuebao.workflows.changed_since import select_changed
from yuebao.workflows.review_changes import review_text

NOW, BEFORE, YEAR = "2004-11", "2004-10", "2003-11"
TOWNS = "town-volume-month.csv"


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    make_archive(folder, months=13, first=YEAR, **SMALL)
    new_repository(folder).commit("示例")
    return folder


@pytest.fixture
def archive(start: Path, tmp_path: Path) -> Path:
    shutil.copytree(start, tmp_path / "archive", symlinks=True)
    return tmp_path / "archive"


def write(archive: Path, month: str, rows: dict[str, str], file: str = TOWNS) -> None:
    """A table of two towns and a total; every count of a row is the same figure."""
    header = "序号,乡镇名称,申请件,受理件,办结件,线上办件数,线下办件数,按时办结率"
    lines = [
        f"{'' if name == '合计' else index},{name},{f'{figure},' * 5}100%"
        for index, (name, figure) in enumerate(rows.items(), 1)
    ]
    (archive / "data" / month / file).write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def towns(archive: Path) -> list[str]:
    with (archive / "data/organizations.csv").open(encoding="utf-8") as stream:
        return [row["name"] for row in csv.DictReader(stream) if row["type"] == "town"]


def section(text: str, title: str) -> list[list[str]]:
    """The rows of one section's table."""
    _, _, rest = text.partition(f"**{title}**\n\n")
    return cells(rest.partition("\n\n")[0])[1:]


def test_totals_movers_and_every_figure(archive: Path) -> None:
    first, second = towns(archive)
    write(archive, NOW, {first: "130", second: "20", "合计": "150"})
    write(archive, BEFORE, {first: "100", second: "25", "合计": "125"})
    write(archive, YEAR, {first: "200", second: "", "合计": "200"})
    text = review_text(archive, [NOW])
    assert text.startswith("### 2004-11 说了什么\n\n对照：上月 2004-10；上年同月 2003-11。\n")
    title = "乡镇一体化平台办件量"
    assert [row[1:] for row in section(text, "合计") if row[0] == title] == [
        [column, "150", "125", "+25（+20%）", "200", "-50（-25%）"]
        for column in ("申请件", "受理件", "办结件", "线上办件数", "线下办件数")
    ]
    assert [row for row in section(text, "变动最大的单位（与上月相比）") if row[0] == title] == [
        [title, first, "申请件", "100", "130", "+30（+30%）"],
        [title, second, "申请件", "25", "20", "-5（-20%）"],
    ]
    assert section(text, title) == [[first, *["130（+30）"] * 5], [second, *["20（-5）"] * 5]]


def test_year_to_date_is_compared_with_the_year_before(archive: Path) -> None:
    first, second = towns(archive)
    file = "town-volume-year.csv"
    write(archive, NOW, {first: "130", second: "20", "合计": "150"}, file)
    write(archive, YEAR, {first: "100", second: "20", "合计": "120"}, file)
    text = review_text(archive, [NOW])
    title = "年度乡镇一体化平台办件量"
    assert next(row[2:] for row in section(text, "合计") if row[0] == title) == [
        "150",
        "",
        "",
        "120",
        "+30（+25%）",
    ]
    assert section(text, title) == [[first, *["130（+30）"] * 5], [second, *["20"] * 5]]


def test_new_and_vanished_organizations(archive: Path) -> None:
    first, second = towns(archive)
    write(archive, NOW, {first: "1", "合计": "1"})
    write(archive, BEFORE, {second: "2", "合计": "2"})
    text = review_text(archive, [NOW])
    assert f"《乡镇一体化平台办件量》新出现：{first}\n" in text
    assert f"《乡镇一体化平台办件量》不再出现：{second}\n" in text


def test_a_first_month_says_what_it_cannot_compare(archive: Path) -> None:
    text = review_text(archive, [YEAR])
    assert "对照：档案里没有上月（2003-10）；档案里没有上年同月（2002-11）。" in text
    assert "变动最大" not in text and "新出现" not in text


ERRATUM = """\
- rule: rank
  table: {table}
  row: 某局
  column: 对比名次
  published: "1"
  expected: "2"
  category: 原文如此
  reason: 报告原文如此。
  reviewer: 示例
  reviewed: 2004-12-31
"""


def test_only_what_changed_since_a_revision(archive: Path) -> None:
    errata = archive / "data" / NOW / "errata.yaml"
    errata.write_text(ERRATUM.format(table="old"), encoding="utf-8")
    base = Repository(archive).commit("旧勘误")
    errata.write_text(ERRATUM.format(table="old") + ERRATUM.format(table="new"), encoding="utf-8")
    path = archive / "data" / NOW / "news.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2004-11-30,“示例”。\n", encoding="utf-8")
    text = review_text(archive, [NOW], base)
    assert section(text, "改动的格") == [["工作动态", "2004-11-30 / “示例”。", "", "", "（全部）", "修订"]]
    assert section(text, "新增的勘误") == [
        ["rank", "new 某局 对比名次", "1", "2", "原文如此", "报告原文如此。", "示例 2004-12-31"]
    ]
    assert len(section(review_text(archive, [NOW]), "新增的勘误")) == 2


def test_a_month_that_is_new_since_the_revision_has_no_changed_cells(archive: Path) -> None:
    repository = Repository(archive)
    month = archive / "data/2004-12"
    base = repository.head()
    shutil.copytree(archive / "data" / NOW, month)
    assert "改动的格" not in review_text(archive, ["2004-12"], base)


def test_two_swapped_figures_that_keep_every_total_are_shown(archive: Path) -> None:
    first, second = towns(archive)
    write(archive, BEFORE, {first: "10", second: "10", "合计": "20"})
    write(archive, NOW, {first: "11", second: "9", "合计": "20"})
    text = review_text(archive, [NOW])
    assert section(text, "乡镇一体化平台办件量") == [[first, *["11（+1）"] * 5], [second, *["9（-1）"] * 5]]


def test_many_months_are_bounded(archive: Path) -> None:
    months = sorted(path.name for path in (archive / "data").glob("2*"))
    text = review_text(archive, months)
    assert text.count("说了什么") == 4
    assert text.endswith("另有 9 个较早的月份没有逐格列出。\n")
    assert len(text) < 60_000


def rated(archive: Path, month: str, rate: str) -> str:
    """Put another share of people who rated into the month, which no rule can check; the old one."""
    path = archive / "data" / month / "satisfaction.csv"
    header, line, _ = path.read_text(encoding="utf-8").split("\n")
    cells = line.split(",")
    old, cells[1] = cells[1], rate
    path.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    return old


def test_changed_cells_of_every_month_are_listed_however_many_months_changed(archive: Path) -> None:
    base = Repository(archive).head()
    months = sorted(path.name for path in (archive / "data").glob("2*"))
    old = {month: rated(archive, month, "12.34%") for month in months}
    text = review_text(archive, select_changed(archive, base).changed, base)
    assert text.count("说了什么") == 4 and "另有 9 个较早的月份没有逐格列出。\n" in text
    parts = {part[:7]: part for part in text.split("### ")[1:]}
    assert {month: section(part, "改动的格") for month, part in parts.items()} == {
        month: [["好差评情况", "第 1 行", "主动评价率", old[month], "12.34%", "修订"]] for month in months
    }


def test_beyond_the_limit_changed_cells_are_counted(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yuebao.workflows.review_changes, "OLDER_EDITS", 2)
    base = Repository(archive).head()
    months = sorted(path.name for path in (archive / "data").glob("2*"))
    for month in months:
        rated(archive, month, "12.34%")
    text = review_text(archive, select_changed(archive, base).changed, base)
    assert text.count("**改动的格**") == 6
    assert text.count("的改动\n\n另有 1 格改动没有列出。\n") == 7


@pytest.mark.parametrize("also", ["schemas/news.yaml", "data/organizations.csv"])
def test_what_every_month_depends_on_does_not_hide_the_month_that_changed(archive: Path, also: str) -> None:
    base = Repository(archive).head()
    old = rated(archive, YEAR, "12.34%")
    path = archive / also
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    selection = select_changed(archive, base)
    assert len(selection.months) == 13 and selection.changed == (YEAR,)
    assert section(review_text(archive, selection.changed, base), "改动的格") == [
        ["好差评情况", "第 1 行", "主动评价率", old, "12.34%", "修订"]
    ]
