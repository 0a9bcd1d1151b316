"""A site on a server when names in it come to their end: nothing was pushed, and the version is the newest already."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tests.gate.test_released import House, make_house
from tests.support.archive import ArchiveFolder
from tests.support.deductions import public_for
from yuebao.gate import release

MONTH, PERSON = "2003-11", "示例丙子"
LAST, AFTER = date(2103, 12, 8), date(2103, 12, 9)
"""A hundred years after the issue came out, for the build itself goes by the calendar."""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path)


def publish(house: House, today: date) -> list[str]:
    said: list[str] = []
    assert release.release(house.git, house.settings, said.append, today=today)
    return said


def set_end(house: House, months: int) -> str:
    """Committed to the branch that is published."""
    public_for(ArchiveFolder(house.clerk.folder), months)
    return house.clerk.commit("期限")


def test_built_anew_on_the_day_after_the_last_and_on_no_other(house: House) -> None:
    head = set_end(house, 1200)
    publish(house, LAST)
    first = house.live()
    assert first.startswith(f"site.releases/{head}-") and first.endswith("-1-until-2103-12-08")
    for today in (date(2026, 1, 1), LAST):
        assert publish(house, today) == [f"网站已经是最新的版本（{head[:10]}）。"]
    assert house.live() == first
    assert publish(house, AFTER) == [
        "网站是最新的版本，但有姓名已经到期（公开到 2103-12-08），重新生成。",
        f"正在生成网站（{head[:10]}），原来的网站照常可用……",
        f"网站已更新（{head[:10]}）。",
    ]
    assert house.live() == first.replace("-1-until", "-2-until")


@pytest.mark.parametrize("months", [12, 0])
def test_what_holds_for_good_is_never_built_again(house: House, months: int) -> None:
    """All names are past their end, or none has one."""
    head = set_end(house, months) if months else house.clerk.git("rev-parse", "HEAD").stdout.strip()
    publish(house, LAST)
    assert os.path.basename(house.live()).count("-") == 2
    assert publish(house, date.max) == [f"网站已经是最新的版本（{head[:10]}）。"]
    page = (house.site / f"issues/{MONTH}.html").read_text(encoding="utf-8")
    assert (f"{PERSON}服务态度不好" in page) == (months == 0)
    assert (house.site / f"files/{MONTH}/source/issue.txt").exists() == (months == 0)


@pytest.mark.parametrize(
    ("taken", "until", "own"),
    [
        ([], None, 1),
        ([1, 2], None, 3),
        (["1-until-2021-08-05"], None, 2),
        (["1-until-2021-08-05", 2], date(2021, 8, 5), 3),
        (["1-until-2021-08-05.old"], date(2021, 8, 5), 1),
    ],
)
def test_the_name_of_a_release(tmp_path: Path, taken: list[int | str], until: date | None, own: int) -> None:
    name = f"{'a' * 40}-0123456789"
    for each in taken:
        (tmp_path / f"{name}-{each}").mkdir()
    given = release._free(tmp_path, name, until).name
    assert given == f"{name}-{own}" + ("" if until is None else f"-until-{until}")
    assert release._RELEASE.fullmatch(given)
