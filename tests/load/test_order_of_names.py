"""The order of rows in the registry means nothing: whichever way they stand, everything that is said and written is the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, Change, Rows, rows
from tests.support.published import made_files, published_archive
from tests.support.rendered import render_site
from yuebao.model.organization import Organization, Registry, Succession, in_order


def shuffled(seed: int) -> Change:
    def change(table: Rows) -> Rows:
        body = table[1:]
        random.Random(seed).shuffle(body)
        assert body != table[1:]
        return [table[0], *body]

    return rows(change)


def backwards(table: Rows) -> Rows:
    return [table[0], *table[:0:-1]]


def outputs(root: Path) -> dict[str, bytes]:
    """Every page and download, and the documents of every issue."""
    archive = published_archive(root)
    found = render_site(archive)
    for edition in archive.editions:
        found |= {f"{edition.name}/{name}": content for name, content in made_files(edition).items()}
    return found


def same_whatever_the_order(archive: ArchiveFolder, following: str) -> None:
    before, told = outputs(archive.folder), archive.run("validate", "--format", "json", "--quiet")
    copies = [archive.copy(archive.folder.parent / f"opened{number}") for number in range(2)]
    for number, copy in enumerate((archive, copies[1])):
        copy.edit("data/organizations.csv", shuffled(number) if number else rows(backwards))
    after = outputs(archive.folder)
    assert [name for name in before if after.get(name) != before[name]] == []
    assert after.keys() == before.keys()
    assert archive.run("validate", "--format", "json", "--quiet") == told
    made = []
    for copy in copies:
        assert copy.run("new", following).status == 0
        made.append({p.name: p.read_bytes() for p in (copy / f"data/{following}").iterdir() if p.is_file()})
    assert made[0] == made[1]


def test_an_archive_whose_names_stayed(archive: ArchiveFolder) -> None:
    same_whatever_the_order(archive, "2004-02")


def test_an_archive_with_renamed_and_merged_organizations(hostile_archive: ArchiveFolder) -> None:
    same_whatever_the_order(hostile_archive, "2003-04")


def entry(text: str) -> Organization:
    identity, kind, name, code, since, until, after = (text.split(",") + [""] * 6)[:7]
    return Organization(
        identity, kind, name, (), code, "", since, until, tuple(filter(None, after.split("|")))
    )


ORDERS: dict[str, tuple[list[str], list[str]]] = {
    "by kind as declared, unknown ones last": (["t,town,丙", "x,nobody,甲", "d,department,乙"], ["d", "t", "x"]),
    "by code, then those without": (["a,town,甲,,", "b,town,乙,510404", "c,town,丙,510402"], ["c", "b", "a"]),
    "by name as in a directory": (["a,town,攀莲镇", "b,town,丙谷镇", "c,town,白马镇"], ["c", "b", "a"]),
    "by the newest name": (
        ["b,town,丙镇", "a,town,白镇,,,2019-12", "a,town,攀镇,,2020-01"], ["b", "a", "a"],
    ),
    "by id where all else is alike": (["b,town,甲", "a,town,甲"], ["a", "b"]),
}  # fmt: skip


@pytest.mark.parametrize("case", ORDERS)
def test_the_declared_order(case: str) -> None:
    texts, expected = ORDERS[case]
    for given in (texts, texts[::-1]):
        found = in_order(map(entry, given), ("department", "town"))
        assert [item.id for item in found] == expected


ROWS = (
    "a,town,甲镇,,,2015-12,c", "b,town,乙镇,,2012-01,2015-12,c", "c,town,丙镇,,2016-01,2018-06",
    "c,town,丙街道,,2018-07,2019-12,d|e", "d,town,丁镇,,2020-01", "e,town,戊镇,,2020-01",
)  # fmt: skip
BY_ID = {"a": "甲镇", "b": "乙镇", "c": "丙街道", "d": "丁镇", "e": "戊镇"}
IN_FORCE: dict[str, list[str]] = {
    "2011-12": ["甲镇"],
    "2015-12": ["甲镇", "乙镇"],
    "2015": ["甲镇", "乙镇"],
    "2016-01": ["丙镇"],
    "2018-H1": ["丙镇"],
    "2018-04_07": ["丙街道"],
    "2019-Q4": ["丙街道"],
    "2019-12": ["丙街道"],
    "2020": ["丁镇", "戊镇"],
}
"""The names of a period are those of its last month."""


@pytest.mark.parametrize("seed", range(4))
def test_names_follow_the_last_month_of_the_period_and_not_the_order_of_rows(seed: int) -> None:
    given = list(map(entry, ROWS))
    random.Random(seed).shuffle(given)
    registry = Registry(in_order(given, ("town",)))
    assert {identity: item.name for identity, item in registry.by_id.items()} == BY_ID
    assert [item.name for item in registry.entries["c"]] == ["丙镇", "丙街道"]
    for period, names in IN_FORCE.items():
        assert sorted(item.name for item in registry.active(("town",), period)) == sorted(names), period
        assert sorted(registry.bearing(("town",), period)) == sorted(names), period
    assert registry.successions == (
        Succession("2016-01", ("a", "b"), ("c",)),
        Succession("2020-01", ("c",), ("d", "e")),
    )
