"""Names hidden in the published month: `extra.archive.names: masked`. The names were read from the report by eye, not by the program."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, copy_real
from tests.support.published import published_archive
from tests.support.published_texts import texts_of
from tests.support.rendered import render_site
from tests.support.repository import ROOT
from yuebao.workflows.build import build
from yuebao.workflows.emit import emit
from yuebao.workflows.judge import read_standing

PRINTED = (
    "陈芬 邓成安 周华 莫迎珠 程贤碧 王流佳 汪浩 付丽 杨小云 吴金孟 胥琪 孙林 刘红梅 曾飞雪 邱岳菲 杨光明 王妍妍 李勇 "
    "张新婕 曹立庆 张宪 张祁 赖燕 周可禀 张天华 李丽 杨琳 陈渝 谢瑶 倪守斌 彭珊 孟志碧 游孔平 杨翼琳 王蓉 陈骑戈 赵宁君 "
    "刘方莉 张丹 徐雪 陈忠薇 李梅 任红 倪宗馨 张海燕 梅柏勇 罗绍燕 罗兴君 袁立芳 肖飞 程凤 李薇 张雨萌萌 孙媛 张潇 肖云龙 "
    "桂燕 唐琳 刘朝琼 肖廷先 段瑞金 杨军 周裕君 陈忠活 吉莉 万小瑞 杨丽 吴卉 康荣江 万仕陈 曹诗琪 曾玲 吴栖 李欣 尹妮 "
    "范兴桦 冯晓炜 余平 饶宝刚 许佳丽 伍俊清 陈树芬 何佳"
)
STAFF = PRINTED.split()
"""附件8, and with it the lists of stars; 张海燕 stands there twice, for two windows."""
IN_TEXTS_ONLY = ["周可募", "何雪林"]
"""附件7 (住房城乡建设局) and 五、工作动态 2; in no column of names."""
HIDDEN = [*STAFF, *IN_TEXTS_ONLY]


@pytest.fixture(scope="module")
def masked_archive(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    """The real archive with masked names, written and built."""
    archive = copy_real(tmp_path_factory.mktemp("masked"), names="masked")
    assert build(archive.folder, archive / "site").emitted.written is not None
    return archive


def test_the_list_was_counted() -> None:
    assert (len(STAFF), len(set(STAFF))) == (83, 83)


@pytest.mark.parametrize("part", ["docs", "site"])
def test_no_hidden_name_is_left_in_anything_published(masked_archive: ArchiveFolder, part: str) -> None:
    names = re.compile("|".join("[ \u3000]*".join(name) for name in HIDDEN))
    left = [(file, found) for file, text in texts_of(masked_archive / part) for found in names.findall(text)]
    assert left == []


@pytest.mark.parametrize("part", ["docs", "site"])
def test_no_number_of_a_person_is_left(masked_archive: ArchiveFolder, part: str) -> None:
    """附件7 has one, before the name of whom a complaint was about."""
    left = [file for file, text in texts_of(masked_archive / part) if "361631" in text]
    assert left == []
    page = (masked_archive / "docs/issues/2020-07.md").read_text(encoding="utf-8")
    assert "* 范* 服务态度不好，收到群众有效投诉。" in page


def test_full_names_are_published_unless_masked(tmp_path: Path) -> None:
    archive = published_archive(copy_real(tmp_path, names="full").folder)
    published = b"\n".join(render_site(archive).values()).decode("utf-8", "replace")
    assert [name for name in HIDDEN if name not in published] == []


def test_people_of_one_masked_form_stay_apart(masked_archive: ArchiveFolder) -> None:
    archive = published_archive(masked_archive.folder)
    table = archive.editions[0].month.tables["staff-scores"]
    assert len(table) == 84
    rows = list(zip(table.texts["姓名"], table.texts["单位"], table.texts["得分"], strict=True))
    assert [row for row in rows if row[0] == "陈*"] == [
        ("陈*", "民政局", "108.62"),
        ("陈*", "人力资源社会保障局", "107.04"),
        ("陈*", "人力资源社会保障局", "106.61"),
        ("陈*", "公安局", "106.45"),
        ("陈*", "住房城乡建设局", "105.43"),
        ("陈*", "自然资源规划和林业局", "102.88"),
    ]
    page = (masked_archive / "docs/issues/2020-07.md").read_text(encoding="utf-8")
    assert len(re.findall(r'<tr><td id="staff-scores\.[0-9]+\.rank"', page)) == 84
    assert "primaryKey" not in archive.latest.tables["staff-scores"].descriptor
    assert "primaryKey" in read_standing(ROOT).schemas.latest.tables["staff-scores"].descriptor


LOST_POINTS, NUMBER = "范兴桦", "361631"
"""附件7, the only line of it that takes points away; the issue came out on 2020-08-11."""


@pytest.mark.parametrize(
    ("months", "today", "public"),
    [("12", date(2021, 8, 11), True), ("12", date(2021, 8, 12), False), ("", date(2120, 1, 1), True)],
)
def test_names_of_who_lost_points_end(tmp_path: Path, months: str, today: date, public: bool) -> None:
    """One person of 85; the archive itself sets no end."""
    archive = copy_real(tmp_path, **({"deducted_months": months} if months else {}))
    assert emit(archive.folder, today=today).written is not None
    texts = [text for _, text in texts_of(archive / "docs")]
    left = [name for name in (*HIDDEN, NUMBER) if any(name in text for text in texts)]
    assert left == [name for name in (*HIDDEN, NUMBER) if public or name not in (LOST_POINTS, NUMBER)]
    assert (archive / "docs/files/2020-07/source/issue-143.txt").exists() == public
    page = (archive / "docs/issues/2020-07.md").read_text(encoding="utf-8")
    assert ("* 范* 服务态度不好，收到群众有效投诉。" in page) == (not public)
