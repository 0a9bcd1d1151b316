"""What the page for comparing takes from: every figure as the files of the archive have it, and nothing made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.absences import Place, take_out
from tests.support.archive import ArchiveFolder
from tests.support.insight_witness import Witness
from tests.support.other_unit import other_unit
from tests.support.published import published_archive
from yuebao.site.compare.scripts import files

OF_ROWS = {
    "department-volume-month": ("部门", "department"),
    "town-volume-month": ("乡镇名称", "town"),
    "county-comparison-month": ("单位名称", "department"),
    "window-scores": ("窗口名称", "window"),
}


def value(content: bytes) -> Any:
    """What a script hands over."""
    text = content.decode()
    assert "<" not in text
    return json.loads(
        text[text.index("=") + 1 : -2] if "=" in text[:25] else f"[{text[text.index('(') + 1 : -3]}]"
    )


class Shown:
    """The files of an archive, read."""

    def __init__(self, folder: Path) -> None:
        self.files = {name: value(content) for name, content in files(published_archive(folder))}
        self.index = self.files["compare/index.js"]
        self.measures = {measure[0]: number for number, measure in enumerate(self.index["measures"])}

    def of(self, identity: str, key: str) -> list[str]:
        """The figures of an organization in all issues."""
        name, found = self.files[f"compare/of-{identity}.js"]
        assert name == identity
        texts: str = found["rows"][str(self.measures[key])][0]
        return texts.split("|")

    def doubtful(self, identity: str, key: str) -> list[str]:
        """In which issues its figure has an erratum."""
        found = self.files[f"compare/of-{identity}.js"][1]["rows"][str(self.measures[key])][1]
        return [self.index["periods"][place] for place in found]

    def begun(self, key: str) -> list[list[str]]:
        """By issue: whom the page begins with."""
        runs = self.index["begin"][self.measures[key]]
        places = [run for run, count in runs for _ in range(count)]
        return [[self.index["organizations"][place][0] for place in each] for each in places]


def test_every_figure_is_what_the_files_say(_explained: Path) -> None:
    shown, witness = Shown(_explained), Witness.of(_explained)
    columns = {key: measure[2] for key, measure in zip(shown.measures, shown.index["measures"], strict=True)}
    count = 0
    for key, column in columns.items():
        table = key.rpartition(".")[0]
        if table not in OF_ROWS or key.endswith(".total"):
            continue
        named, kind = OF_ROWS[table]
        for place, month in enumerate(shown.index["periods"]):
            for row in witness.tables[month][table]:
                if row[named] != "合计":
                    identity = witness.identity(kind, row[named])
                    assert shown.of(identity, key)[place] == (row[column] or "_")
                    doubt = (month, table, row[named], column) in witness.doubtful
                    assert (month in shown.doubtful(identity, key)) == doubt
                    count += 1
    assert count > 200
    assert (
        sum(
            len(shown.doubtful(each[0], key))
            for each in shown.index["organizations"]
            for key in shown.measures
            if shown.measures[key] in each[3]
        )
        > 0
    )


def test_the_file_of_an_issue_says_the_same(_explained: Path) -> None:
    shown = Shown(_explained)
    for place, month in enumerate(shown.index["periods"]):
        name, found = shown.files[f"compare/in-{month}.js"]
        assert name == month
        for key, number in shown.measures.items():
            texts = found[str(number)][0].split("|")
            for at, (identity, _, _, own) in enumerate(shown.index["organizations"]):
                expected = shown.of(identity, key)[place] if number in own else ""
                assert texts[at] == expected


def test_totals_of_columns_are_figures_of_the_organizations_that_they_are_named_after(_small: Path) -> None:
    shown, witness = Shown(_small), Witness.of(_small)
    counties = [(row["id"], row["name"]) for row in witness.registry if row["type"] == "county"]
    table, key = "county-comparison-month", "county-comparison-month.total"
    for identity, name in counties:
        expected = [witness.total(month, table, name) for month in shown.index["periods"]]
        assert [each.replace("_", "0") for each in shown.of(identity, key)] == expected
    assert len(counties) == 2


def test_a_draft_is_no_period_to_choose(archive: ArchiveFolder) -> None:
    before = Shown(archive.folder)
    identity = next(item[0] for item in before.index["organizations"] if item[1] == "window")
    key = "window-scores.score"
    archive.edit("data/2003-12/issue.yaml", lambda text: f"state: 整理中\n{text}")
    after = Shown(archive.folder)
    assert after.index["periods"] == ["2003-11", "2004-01"]
    assert after.of(identity, key) == before.of(identity, key)[::2]


def test_a_column_that_is_absent_is_said_to_be_so(archive: ArchiveFolder) -> None:
    take_out(archive.folder, "2003-12", Place("department-volume-month", "线上办件数"))
    shown = Shown(archive.folder)
    online = shown.of("department-1", "department-volume-month.online")
    assert online[1] == "!未公布"
    assert all(not text.startswith("!") for text in (online[0], online[2]))


def test_another_unit_is_said_and_not_drawn_on(archive: ArchiveFolder) -> None:
    other_unit(archive, "town-volume-month", "accepted")
    shown = Shown(archive.folder)
    found = shown.of("town-1", "town-volume-month.accepted")
    assert found[:2] == ["!单位不同", "!单位不同"] and found[2][0] != "!"


@pytest.mark.parametrize(
    ("key", "column", "best"),
    [
        ("department-volume-month.accepted", "受理件", -1),
        ("department-volume-month.online", "线上办件数", -1),
        ("county-comparison-month.rank", "对比名次", 1),
        ("town-volume-month.offline", "线下办件数", -1),
    ],
)
def test_the_page_begins_with_those_that_have_most(
    _explained: Path, key: str, column: str, best: int
) -> None:
    """In each issue, of those with a figure; figures in doubt last, equal ones as they are listed."""
    shown, witness = Shown(_explained), Witness.of(_explained)
    table = key.rpartition(".")[0]
    named, kind = OF_ROWS[table]
    for month, begun in zip(shown.index["periods"], shown.begun(key), strict=True):
        rows = [row for row in witness.tables[month][table] if row[named] != "合计" and row[column]]
        order = [each[0] for each in shown.index["organizations"]]
        expected = sorted(
            (
                (month, table, row[named], column) in witness.doubtful,
                best * int(row[column]),
                order.index(witness.identity(kind, row[named])),
            )
            for row in rows
        )
        assert begun == [order[place] for _, _, place in expected[:2]]


def test_hostile_names_end_no_script(_hostile: Path) -> None:
    for name, content in files(published_archive(_hostile)):
        assert "<" not in content.decode(), name
        assert value(content) is not None


def test_an_empty_archive_has_an_index_and_says_so(bare_archive: ArchiveFolder) -> None:
    shown = Shown(bare_archive.folder)
    assert list(shown.files) == ["compare/index.js"]
    assert (shown.index["periods"], shown.index["organizations"]) == ([], [])
    assert bare_archive.run("emit")[0] == 0
    page = (bare_archive / "docs/compare.md").read_text(encoding="utf-8")
    assert "档案里还没有月报" in page and "yb-compare" not in page


def test_places_are_told_from_counts(_small: Path) -> None:
    shown = Shown(_small)
    kinds = {measure[0]: tuple(measure[4:]) for measure in shown.index["measures"]}
    assert kinds["county-comparison-month.rank"] == (1, 0)
    assert kinds["department-volume-month.accepted"] == (0, 1)
    assert kinds["department-volume-month.on-time-rate"] == (0, 0)
    assert kinds["county-comparison-month.total"] == (0, 1)


def test_the_page_of_an_organization_leads_to_its_comparison(archive: ArchiveFolder) -> None:
    """By the first chart of a department, by the totals of a county."""
    assert archive.run("emit")[0] == 0
    keys = {measure[0] for measure in Shown(archive.folder).index["measures"]}
    expected = {
        "department-1": "department-volume-month.accepted",
        "county-1": "county-comparison-month.total",
    }
    for identity, key in expected.items():
        page = (archive / f"docs/organizations/{identity}.md").read_text(encoding="utf-8")
        assert f'href="../compare.html#m={key}&amp;u={identity}"' in page
        assert key in keys
