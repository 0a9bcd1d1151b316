"""`yuebao derive` on the published month: what follows from its base columns, but for what errata explain."""

from __future__ import annotations

from tests.fill.test_derive import blank, blank_derived, differences, fill, published, texts
from tests.support.archive import ArchiveFolder, rows
from tests.support.repository import ROOT

EXPLAINED = {
    # Column sums of the 31 departments, added up by hand from attachments 3 and 4.
    ("county-comparison-month", "合计", "东区", "2057", "392"),
    ("county-comparison-month", "合计", "西区", "7754", "7752"),
    ("county-comparison-year", "合计", "东区", "7166", "2350"),
    ("county-comparison-year", "合计", "西区", "47025", "47021"),
    # Follows from the two sums above: (2350 + 47021 + 122913 + 14445 + 75171) / 5 = 261900 / 5 = 52380.
    ("county-comparison-year", "合计", "平均办结", "53344", "52380"),
    # 2 / 5 = 0.4, rounded half up 0.
    ("county-comparison-year", "县新闻出版局（县版权局）", "平均办结", "1", "0"),
    ("county-comparison-year", "县经合商务局", "平均办结", "1", "0"),
    # 51 / 145 = 35.17 %, to a whole percent.
    ("county-comparison-year", "县发展改革委", "米易占第一名比例", "35.2%", "35%"),
}


def test_derived_again_the_month_is_as_published_but_for_what_errata_explain(
    real_archive: ArchiveFolder,
) -> None:
    before = published(real_archive, "2020-07")
    blank_derived(real_archive, "2020-07")
    emptied = differences(before, published(real_archive, "2020-07"))
    done = fill(real_archive, "2020-07")
    assert differences(before, texts(done)) == sorted(EXPLAINED)
    assert done.unfilled == () and done.differing == () and done.blocked == ()
    assert len(done.filled) == len(emptied) == 392


def test_nothing_is_changed_in_the_month_as_published(real_archive: ArchiveFolder) -> None:
    done = fill(real_archive, "2020-07")
    assert texts(done) == published(real_archive, "2020-07")
    assert done.filled == () and done.unfilled == ()
    assert {(item.table, item.row, item.column, item.value, item.expected) for item in done.differing} == {
        item for item in EXPLAINED if item[3] != "53344"
    }
    assert {str(item.status) for item in done.differing} == {"explained"}


def test_the_command_writes_and_shows_every_value(real_archive: ArchiveFolder) -> None:
    real_archive.edit(
        "data/2020-07/county-comparison-month.csv",
        rows(blank(["对比名次", "月考核加分"], lambda row: row[1] == "县公安局")),
    )
    before = published(ArchiveFolder(ROOT), "2020-07")
    status, out, _ = real_archive.run("derive", "2020-07")
    assert status == 0
    assert out.startswith(
        "data/2020-07/county-comparison-month.csv 《各县（区）月办件对比及考核得分表》\n"
        "  H7 行“县公安局” 列“对比名次” 填 2 ← "
        "按各列数字（东区 48、西区 3900、仁和 93、盐边 5、米易 2525），米易的名次\n"
        "  I7 行“县公安局” 列“月考核加分” 填 2 ← 第 2 名按“月考核加分”\n"
        "\n"
        "已有的数与推算不同，未改动：\n"
    )
    assert out.endswith("2020-07：填入 2 格；与推算不同 7 格（其中勘误已说明 7）；不能推算 0 格。\n")
    assert published(real_archive, "2020-07") == before
