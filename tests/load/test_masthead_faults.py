"""What is wrong in `issue.yaml` is told first, with its line and what to do; what could not be decided because of it after it."""

from __future__ import annotations

import json

import pytest

from tests.support.archive import ArchiveFolder, added

ISSUE = "data/2003-12/issue.yaml"
SIGNED = "reviewer: 甲, reviewed: 2026-01-01}"
CASES: dict[str, tuple[str, str, str]] = {
    "no reason": (f"absent:\n  - {{table: satisfaction, {SIGNED}\n", "缺少“reason”", "请填写 reason。"),
    "a blank reason": (
        f"absent:\n  - {{table: satisfaction, reason: ' ', {SIGNED}\n",
        "“reason”不能为空",
        "reason",
    ),
    "no reviewer": (
        "absent:\n  - {table: satisfaction, reason: 因, reviewed: 2026-01-01}\n",
        "缺少“reviewer”",
        "请填写 reviewer。",
    ),
    "another table": (
        f"absent:\n  - {{table: satisfactio, reason: 因, {SIGNED}\n",
        "本期的版式没有表“satisfactio”；是否为“satisfaction”？",
        "请改正表的名称。",
    ),
    "twice": (
        f"absent:\n  - {{table: satisfaction, column: 满意度, reason: 因, {SIGNED}\n"
        + f"  - {{table: satisfaction, column: 满意度, reason: 因, {SIGNED}\n",
        "的一项说的是同一处",
        "请只保留一项",
    ),
    "a row of no column": (
        f"absent:\n  - {{table: satisfaction, row: '1', reason: 因, {SIGNED}\n",
        "写了 row 而没有写 column",
        "请写明是这一行的哪一列。",
    ),
    "no list": ("absent: {table: satisfaction}\n", "“absent”应为列表", "每项写作"),
    "a name alone": ("absent: [satisfaction]\n", "此处应为键值对", "请写成“键: 值”的形式。"),
    "another day": (
        "absent:\n  - {table: satisfaction, reason: 因, reviewer: 甲, reviewed: 2999-01-01}\n",
        "“reviewed”为 2999-01-01，这一天还没有到",
        "请填写实际审核的日期。",
    ),
    "another state": ("state: 草稿\n", "state 为“草稿”，应为“已撤回”或“整理中”", "公布的，两个键都不写。"),
    "complete of what is published": (
        "complete: [satisfaction]\n",
        "complete 只用于整理中的一期",
        "请删去 complete。",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_cause_comes_first(archive: ArchiveFolder, case: str) -> None:
    more, message, remedy = CASES[case]
    archive.edit(ISSUE, added(more))
    done = archive.run("validate", "2003-12")
    assert done.status == 1
    first = done.out.partition("2003-12 各表核验情况")[0].split("\n\n")[0]
    place, said, *rest = first.split("\n")
    assert place.startswith(f"1. {ISSUE}:1") and "[待处理 structure]" in said, first
    assert message in said and any("处理：" in line and remedy in line for line in rest), first
    assert first.count("无法核验 ") == 2 and "由此牵连" in first, first


@pytest.mark.parametrize(
    "written", ["satisfaction", "", "[{table: satisfaction}]", "[satisfaction, [satisfaction]]"]
)
def test_the_tables_of_a_draft_are_names_in_a_list(archive: ArchiveFolder, written: str) -> None:
    archive.edit(ISSUE, added(f"state: 整理中\ncomplete: {written}\n"))
    done = archive.run("validate", "2003-12", "--format", "json")
    assert (done.status, done.err) == (1, "")
    found = json.loads(done.out)["findings"]
    assert [(each["file"], each["message"], each["remedy"]) for each in found] == [
        (ISSUE, "“complete”应为列表", "写作 complete: [表的名称, …]。")
    ]
