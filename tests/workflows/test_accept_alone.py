"""What proposals make of `schemas/` and the registry, line by line, and what is refused with nothing changed."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.support.archive import ArchiveFolder, added, cell, tree
from yuebao.model.fault import Unready, UsageError
from yuebao.workflows.accept_proposals import INTAKE, PROPOSALS, accept

REGISTRY, FORM = "data/organizations.csv", f"schemas/{INTAKE}"
KNOWN = ["--- schemas/intake.yaml", "+++ schemas/intake.yaml"]
NAMES = [f"--- {REGISTRY}", f"+++ {REGISTRY}"]


def propose(archive: ArchiveFolder, proposals: Any) -> None:
    archive.write(PROPOSALS, yaml.safe_dump(proposals, allow_unicode=True, sort_keys=False))


ACCEPTED: dict[str, tuple[dict[str, list[Any]], list[str]]] = {
    "nothing": ({}, []),
    "words that are known, in the writing of the list, before what is said of the next": (
        {"known": ["示例", '甲："乙"', "（续表）"]},
        [*KNOWN, '+  - "示例"', '+  - "甲：\\"乙\\""', '+  - "（续表）"'],
    ),
    "words that are known already": ({"known": ["政务服务月报"]}, []),
    "one twice": ({"known": ["示例", "示例"]}, [*KNOWN, '+  - "示例"']),
    "a sentence of a table": (
        {"sentences": [{"table": "satisfaction", "pattern": "甲(?P<满意度>[0-9.]+%)"}]},
        [*KNOWN, '+  - {table: "satisfaction", pattern: "甲(?P<满意度>[0-9.]+%)"}'],
    ),
    "a list that is not there yet": (
        {"headers": [{"table": "satisfaction", "column": "满意度", "also": ["满意程度"]}]},
        [*KNOWN, "+headers:", '+  - {table: "satisfaction", column: "满意度", also: ["满意程度"]}'],
    ),
    "another name": (
        {"aliases": [{"name": "县示例二局", "also": "县二局"}]},
        [*NAMES, "-department-2,department,县示例二局,,,,,,", "+department-2,department,县示例二局,县二局,,,,,"],
    ),
    "its own name": ({"aliases": [{"name": "县示例二局", "also": "县示例二局"}]}, []),
    "two names of one, one of them twice": (
        {"aliases": [{"name": "县示例二局", "also": also} for also in ("甲", "乙", "甲")]},
        [*NAMES, "-department-2,department,县示例二局,,,,,,", "+department-2,department,县示例二局,甲|乙,,,,,"],
    ),
    "a rename": (
        {"renames": [{"old": "示例一乡", "new": "示例一镇", "from": "2003-12"}]},
        [
            *(*NAMES, "-town-1,town,示例一乡,,,,,,", "+town-1,town,示例一乡,,,,,2003-11,"),
            "+town-1,town,示例一镇,,,,2003-12,,",
        ],
    ),
    "a rename twice": (
        {"renames": [{"old": "示例一乡", "new": "示例一镇", "from": "2003-12"}] * 2},
        [
            *(*NAMES, "-town-1,town,示例一乡,,,,,,", "+town-1,town,示例一乡,,,,,2003-11,"),
            "+town-1,town,示例一镇,,,,2003-12,,",
        ],
    ),
    "two renames, one after the other": (
        {
            "renames": [
                {"old": "示例一乡", "new": "示例一镇", "from": "2003-12"},
                {"old": "示例一镇", "new": "示例一街道", "from": "2004-01"},
            ]
        },
        [
            *(*NAMES, "-town-1,town,示例一乡,,,,,,", "+town-1,town,示例一乡,,,,,2003-11,"),
            *("+town-1,town,示例一镇,,,,2003-12,2003-12,", "+town-1,town,示例一街道,,,,2004-01,,"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_accepted(archive: ArchiveFolder, case: str) -> None:
    """The lines that changed are told, and stand; the same again changes nothing."""
    proposals, lines = ACCEPTED[case]
    propose(archive, proposals)
    before = {name: (archive / name).read_text("utf-8") for name in (FORM, REGISTRY)}
    assert accept(archive.folder) == lines
    now = {name: (archive / name).read_text("utf-8") for name in (FORM, REGISTRY)}
    gone = {line[1:] for line in lines if line.startswith("-") and line not in (KNOWN[0], NAMES[0])}
    come = [line[1:] for line in lines if line.startswith("+") and line not in (KNOWN[1], NAMES[1])]
    for name in now:
        kept = [line for line in before[name].splitlines() if line not in gone]
        assert [line for line in now[name].splitlines() if line not in come] == kept
    assert [line for name in now for line in now[name].splitlines() if line in come] == come
    assert accept(archive.folder) == []


def test_a_list_ends_before_what_is_said_of_the_next(archive: ArchiveFolder) -> None:
    """Blank lines and the words above the next key belong to that; an indent is kept."""
    archive.edit(FORM, lambda text: text.replace("derived:\n", "\n# 由各表推出：\n\nderived:\n", 1))
    propose(archive, {"known": ["示例"]})
    accept(archive.folder)
    assert "  - '（?续表）?|续|（续）'\n  - \"示例\"\n\n# 由各表推出：\n\nderived:\n" in (
        archive / FORM
    ).read_text("utf-8")


def test_an_empty_list_is_written_anew_at_the_end(archive: ArchiveFolder) -> None:
    archive.edit(FORM, lambda text: f"headers : []\n{text}")
    propose(archive, {"headers": [{"table": "satisfaction", "column": "满意度", "also": ["甲"]}]})
    accept(archive.folder)
    text = (archive / FORM).read_text("utf-8")
    assert text.endswith('headers:\n  - {table: "satisfaction", column: "满意度", also: ["甲"]}\n')
    assert text.count("headers") == 1


def test_a_table_begins(archive: ArchiveFolder) -> None:
    """One that has its beginning keeps it."""
    propose(archive, {"since": [{"table": "news", "since": "2003-01"}]})
    file = "schemas/news.yaml"
    assert accept(archive.folder) == [f"--- {file}", f"+++ {file}", "+since: 2003-01"]
    assert (archive / file).read_text("utf-8").startswith("since: 2003-01\ntitle: ")
    propose(archive, {"since": [{"table": "news", "since": "2003-02"}]})
    assert accept(archive.folder) == []


REFUSED: dict[str, tuple[str, type[Exception], str]] = {
    "no YAML": ("known:\n - 甲\n: - [\n", UsageError, f"{PROPOSALS} 第 3 行："),
    "no text": ("known: [\udcff]", UsageError, f"{PROPOSALS} 第 1 行："),
    "a list of nothing": ("- 示例\n", UsageError, f"{PROPOSALS} 应是 known、sentences、headers、aliases、renames、since 各一个列表；没有改动任何文件"),
    "no list": ("known: 示例\n", UsageError, f"{PROPOSALS} 应是 known、sentences、headers、aliases、renames、since 各一个列表；没有改动任何文件"),
    "another key": ("known: []\nzz: []\nunknown: []\n", UsageError, f"{PROPOSALS} 里没有“unknown”这种办法；没有改动任何文件"),
    "a table that is not there": ("since: [{table: gone, since: 2003-01}]\n", UsageError, "schemas/ 里没有表“gone”；没有改动任何文件"),
    "a pattern that is none": ("known: ['(']\n", UsageError, f"照 {PROPOSALS} 改了以后，schemas/ 就读不懂了："),
    "a name that another has": ("aliases: [{name: 县示例二局, also: 县示例三局}]\n", UsageError, "这样登记不成立："),
    "another name of nobody": ("aliases: [{name: 没有, also: 县二局}]\n", UsageError, "单位登记册里没有“没有”；没有改动任何文件"),
    "a rename of nobody": ("renames: [{old: 没有, new: 示例, from: 2003-12}]\n", UsageError, "登记册里没有 2003-11 有效的“没有”"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_changes_nothing(archive: ArchiveFolder, case: str) -> None:
    text, error, message = REFUSED[case]
    archive.write(PROPOSALS, text.encode("utf-8", "surrogateescape"))
    before = tree(archive.folder)
    with pytest.raises(error) as raised:
        accept(archive.folder)
    assert str(raised.value).startswith(message)
    assert tree(archive.folder) == before


def test_nothing_is_accepted_where_nothing_is_proposed(archive: ArchiveFolder) -> None:
    with pytest.raises(UsageError) as raised:
        accept(archive.folder)
    assert str(raised.value) == f"没有 {PROPOSALS}：先用 yuebao import 导入一批文件，它写下可以接受的办法"


def test_a_registry_with_findings_is_left_alone(archive: ArchiveFolder) -> None:
    """It is looked at where it is to be changed, and only there."""
    archive.edit(REGISTRY, added("town-1,town,示例九镇,,,,,,\n"))
    propose(archive, {"known": ["示例"]})
    assert accept(archive.folder) == [*KNOWN, '+  - "示例"']
    propose(archive, {"known": ["又一"], "aliases": [{"name": "县示例二局", "also": "县二局"}]})
    before = tree(archive.folder)
    with pytest.raises(Unready, match=f"没有登记：{REGISTRY}:16 .+。.+"):
        accept(archive.folder)
    assert tree(archive.folder) == before
    archive.edit(REGISTRY, cell("示例九镇", "id", "town-9"))
    assert len(accept(archive.folder)) == 3 + 4
