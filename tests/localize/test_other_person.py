"""A name that one of two lists writes otherwise, in an issue without a document: the last issue tells which of them slipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from tests.localize.test_slips import MONTH, judged
from tests.support.archive import ArchiveFolder, Change, rows

BEFORE: Final = "data/2003-12/staff-scores.csv"
"""The last issue, which is of another year."""
LISTS: Final = {"ranking": (f"data/{MONTH}/staff-scores.csv", "红旗窗口与服务之星"), "awards": (f"data/{MONTH}/awards.csv", "窗口工作人员综合考核排名表")}  # fmt: skip
"""Each list, and how the other one is called."""
WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "another sign at the end": lambda name: f"{name[:-1]}丕",
    "another sign within": lambda name: f"{name[:2]}曰{name[3:]}",
    "a sign left out": lambda name: name[:-1],
    "a sign too many": lambda name: f"{name}子",
    "signs exchanged": lambda name: f"{name[:2]}{name[3]}{name[2]}",
}
PERSONS: Final = ("示例甲子", "示例乙子", "示例丙子", "示例丁子", "示例戊子")


def written(name: str, other: str) -> Change:
    return rows(lambda table: [[other if text == name else text for text in row] for row in table])


def line(archive: ArchiveFolder, file: str, name: str) -> int:
    return next(number for number, row in enumerate(archive.rows(file), 1) if name in row)


@pytest.fixture
def alone(archive: ArchiveFolder) -> ArchiveFolder:
    return archive.unproven()


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("case", WRITTEN)
@pytest.mark.parametrize("where", LISTS)
def test_the_list_that_slipped_is_named(alone: ArchiveFolder, where: str, case: str, name: str) -> None:
    (file, other), slipped = LISTS[where], WRITTEN[case](name)
    alone.edit(file, written(name, slipped))
    (found,), settled, blocking = judged(alone)
    assert found.cause is not None and settled == blocking
    assert (found.cause.place.file, found.cause.place.line) == (file, line(alone, file, slipped))
    assert found.cause.message == (
        f"这里写作“{slipped}”，《{other}》和上一期都写作“{name}”；多半就是“{name}”"
    )
    assert [(each.published, each.suggested) for each in found.changes] == [(slipped, name)]


def test_it_is_what_the_report_begins_with(alone: ArchiveFolder) -> None:
    file = LISTS["ranking"][0]
    alone.edit(file, written("示例丙子", "示例丙丕"))
    said = alone.run("validate", MONTH).out
    assert said.split("\n\n")[0] == (
        f"1. {file}:4 B4 行“示例丙丕 / 示例三局” 列“姓名”\n"
        "   [一处原因] 这里写作“示例丙丕”，《红旗窗口与服务之星》和上一期都写作“示例丙子”；多半就是“示例丙子”\n"
        "   推测：这样改，所牵连的各项同时消失。这只是推算，程序不会改动数字，请以原报告为准。\n"
        f"     {file}:4 B4 行“示例丙丕 / 示例三局” 列“姓名”：示例丙丕 → 示例丙子\n"
        "   处理：请对照原报告，写错了的改正；若报告原文如此，请在 errata.yaml 中说明原因。\n"
        "   由此牵连 1 项（改正后多会一并消失）：\n"
        f"     - data/{MONTH}/awards.csv:11 B11 行“综合优胜星 / 示例丙子 / 示例三局” 列“姓名” [待处理 award] "
        "《窗口工作人员综合考核排名表》里没有这个单位的“示例丙子”；最接近的是“示例丙丕”"
    )


NOBODY: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "the person is new": (
        (BEFORE, "示例丙子", "示例己子"),
        ("data/2003-12/awards.csv", "示例丙子", "示例己子"),
        (LISTS["ranking"][0], "示例丙子", "示例丙丕"),
    ),
    "the last issue has both": (
        (BEFORE, "5,示例丙子,示例三局,103.31", "5,示例丙子,示例三局,103.31\n6,示例丙丕,示例三局,103.3"),
        (LISTS["ranking"][0], "示例丙子", "示例丙丕"),
    ),
    "another has come who is like nobody": ((LISTS["ranking"][0], "示例丙子", "王五"),),
    "of two who are new either may be meant": (
        (LISTS["ranking"][0], "3,示例丙子,示例三局,102.9\n", "3,示例丙丕,示例三局,102.9\n4,示例丙丑,示例三局,102.8\n"),
        (LISTS["ranking"][0], "4,示例乙子", "5,示例乙子"),
        (LISTS["ranking"][0], "5,示例戊子", "6,示例戊子"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NOBODY)
def test_where_the_last_issue_does_not_tell(alone: ArchiveFolder, case: str) -> None:
    """What is found is said, and no guess with it."""
    for file, old, new in NOBODY[case]:
        alone.edit(file, old, new)
    found, settled, blocking = judged(alone)
    assert (found, settled) == ((), 0)
    assert blocking > 0
