"""What an issue says besides its sums, beside the issue before: places, people, points, winners, sentences, masthead."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.support.archive import ArchiveFolder, cell, csv_of
from tests.support.whole_draft import LAST
from yuebao.review.model import Listing, Review
from yuebao.workflows.judge import read_standing
from yuebao.workflows.review_changes import read_review

BEFORE = "2003-12"
SCORES, ITEMS, STAFF, AWARDS = "window-scores", "window-score-items", "staff-scores", "awards"


def written(archive: ArchiveFolder, month: str, table: str, *rows: Sequence[str]) -> None:
    """The table with these rows under its header."""
    file = f"data/{month}/{table}.csv"
    archive.write(file, csv_of([archive.rows(file)[0], *map(list, rows)]))


def reviewed(archive: ArchiveFolder) -> Review:
    review, _ = read_review(read_standing(archive.folder), LAST)
    return review


def listing(archive: ArchiveFolder, table: str) -> Listing:
    (found,) = [each for each in reviewed(archive).listings if each.name == table]
    return found


def test_places_with_the_place_before(archive: ArchiveFolder) -> None:
    written(archive, BEFORE, SCORES, ("1", "甲", "105"), ("2", "乙", "103"), ("3", "丙", "101"))
    written(archive, LAST, SCORES, ("1", "乙", "106"), ("2", "甲", "104"), ("3", "丁", "100"))
    found = listing(archive, SCORES)
    assert found.header == ("名次", "窗口名称", "得分", "上期名次")
    assert found.rows == (("1", "乙", "106", "2"), ("2", "甲", "104", "1"), ("3", "丁", "100", ""))
    assert (found.new, found.gone, found.more) == (("丁",), ("丙",), 0)


def test_of_a_long_list_of_people_the_first(archive: ArchiveFolder) -> None:
    people = [(str(place), f"示例{place}号", "甲", str(200 - place)) for place in range(1, 31)]
    written(archive, BEFORE, STAFF, *people[:29])
    written(archive, LAST, STAFF, *people)
    found = listing(archive, STAFF)
    assert [row[0] for row in found.rows] == ["1", "2", "3", "4", "5", "6"] and found.more == 24
    assert found.rows[0] == ("1", "示例1号", "甲", "199", "1")
    assert found.new == ("示例30号 甲",) and found.gone == ()


def test_points_are_summed_for_each_organization(archive: ArchiveFolder) -> None:
    written(archive, BEFORE, ITEMS, ("甲", "示例", "一", "+0.1"), ("丙", "示例", "一", "-2"))
    written(
        archive,
        LAST,
        ITEMS,
        ("甲", "示例", "一", "+0.1"),
        ("甲", "示例", "二", "+2.5"),
        ("乙", "示例", "三", "-2"),
    )
    found = listing(archive, ITEMS)
    assert found.header == ("窗口名称", "项数", "加减分合计", "上期项数", "上期加减分合计")
    assert found.rows == (("甲", "2", "2.6", "1", "0.1"), ("乙", "1", "-2", "0", ""))
    assert (found.new, found.gone) == (("乙",), ("丙",))


def test_winners_under_what_they_won(archive: ArchiveFolder) -> None:
    written(archive, BEFORE, AWARDS, ("红旗窗口", "", "甲"), ("综合优胜星", "示例一号", "甲"))
    written(
        archive,
        LAST,
        AWARDS,
        ("红旗窗口", "", "甲"),
        ("红旗窗口", "", "乙"),
        ("综合优胜星", "示例二号", "乙"),
    )
    found = listing(archive, AWARDS)
    assert found.rows == (("红旗窗口", "甲、乙"), ("综合优胜星", "示例二号（乙）"))
    assert found.new == ("红旗窗口 乙", "综合优胜星 示例二号 乙")
    assert found.gone == ("综合优胜星 示例一号 甲",)


def test_one_row_figure_by_figure(archive: ArchiveFolder) -> None:
    written(archive, BEFORE, "satisfaction", ("100", "50%", "1", "99%"))
    written(archive, LAST, "satisfaction", ("120", "60%", "0", "100%"))
    found = listing(archive, "satisfaction")
    assert found.header == ("", "本期", "上期", "上年同期")
    assert found.rows == (
        ("主动评价件数", "120", "100", ""),
        ("主动评价率", "60%", "50%", ""),
        ("差评件数", "0", "1", ""),
        ("满意度", "100%", "99%", ""),
    )


def test_sentences_that_were_printed_again_are_not_new(archive: ArchiveFolder) -> None:
    written(archive, BEFORE, "news", ("2003-12-01", "召开会议。"), ("2003-12-02", "开展培训。"))
    written(archive, LAST, "news", ("2004-01-01", "召开会议。"), ("2003-12-02", "开展培训。"))
    found = listing(archive, "news")
    assert found.rows == (("2004-01-01", "召开会议。"), ("2003-12-02", "开展培训。"))
    assert found.new == ("2004-01-01 召开会议。",) and found.gone == ("2003-12-01 召开会议。",)


def test_a_long_sentence_is_cut(archive: ArchiveFolder) -> None:
    written(archive, LAST, "news", ("2004-01-01", "长" * 61), ("2004-01-02", "长" * 60))
    assert [row[1] for row in listing(archive, "news").rows] == ["长" * 59 + "…", "长" * 60]


def test_the_masthead_beside_the_one_before(archive: ArchiveFolder) -> None:
    found = {title: (now, then) for title, now, then in reviewed(archive).masthead}
    assert found["总期数"] == ("3", "2") and found["出刊日期"] == ("2004-02-10", "2004-01-09")


def test_without_an_issue_before_nobody_is_new(archive: ArchiveFolder) -> None:
    review, _ = read_review(read_standing(archive.folder), "2003-11")
    assert {(each.new, each.gone) for each in review.listings} == {(None, None)}
    assert {then for _, _, then in review.masthead} == {""}


ERRATUM = "- {{rule: rank, table: news, category: 待核, reason: {reason}, reviewer: 示例局, reviewed: 2004-03-01}}\n"


@pytest.mark.parametrize(("then", "new", "repeated"), [("示例", 0, 1), ("别的", 0, 1), (None, 1, 0)])
def test_errata_that_the_issue_before_has_as_well(
    archive: ArchiveFolder, then: str | None, new: int, repeated: int
) -> None:
    archive.write(f"data/{LAST}/errata.yaml", ERRATUM.format(reason="示例"))
    if then is not None:
        archive.write(f"data/{BEFORE}/errata.yaml", ERRATUM.format(reason=then))
    review = reviewed(archive)
    assert (len(review.errata), len(review.repeated)) == (new, repeated)


def test_the_report_of_the_merge_request_says_all_of_it(archive: ArchiveFolder) -> None:
    written(archive, LAST, SCORES, ("1", "乙<b>", "106"))
    text = archive.run("validate", LAST, "--format", "markdown").out
    for title in ("常驻窗口（单位）综合考核排名表", "好差评情况", "红旗窗口与服务之星", "工作动态", "刊头"):
        assert f"**{title}**" in text
    assert "乙\\<b\\>" in text
    page = archive.run("validate", LAST, "--format", "html").out
    assert "乙&lt;b&gt;" in page and "<b>" not in page and page.rstrip().endswith("</html>")
    assert page.count("<h1") == 1 and "http" not in page and "<script" not in page


def test_the_page_has_a_part_for_each_cause(archive: ArchiveFolder) -> None:
    """A sum that is none: its place, both numbers and what to do stand on the page."""
    file = f"data/{LAST}/town-volume-month.csv"
    archive.unproven().edit(file, cell("合计", "申请件", "99"))
    page = archive.run("validate", LAST, "--format", "html").out
    told = archive.run("validate", LAST, "--format", "text").out
    (first,) = [line for line in told.splitlines() if line.startswith("1. ")]
    assert page.count('<section class="card">') == 1 and "2. " not in told
    assert first.removeprefix("1. ") in page.replace("&#34;", '"') and f"{file}:4 C4" in page
    assert "推测：这一格改为 12" in page and "未通过" in page


def test_what_is_left_of_a_draft_is_not_said_to_be_unpublished(archive: ArchiveFolder) -> None:
    archive.edit(f"data/{LAST}/issue.yaml", lambda text: f"{text}state: 整理中\n")
    file = f"data/{LAST}/town-volume-month.csv"
    archive.edit(file, cell("合计", "申请件", ""))
    text = archive.run("validate", LAST, "--format", "markdown").out
    (row,) = [line for line in text.splitlines() if line.startswith("| 乡镇一体化平台办件量 | 申请件 |")]
    assert row.split(" | ")[2] == "待录" and "未公布" not in text
