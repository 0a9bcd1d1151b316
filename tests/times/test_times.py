"""Every issue since the first: six layouts in one archive, each checked, shown, exported and read back as it was printed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.support.archive import REAL_MONTH, ArchiveFolder, made_archive, rows_of
from tests.synthetic import SMALL
from tests.synthetic.layouts import through_time
from tests.times import ISSUES, make_times, tables

MADE_UP = [issue for issue in ISSUES if issue != REAL_MONTH]
TABLE = re.compile(r'<div class="yb-table".*?</table>', re.DOTALL)


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    archive = make_times(tmp_path_factory.mktemp("times") / "archive")
    done = archive.run("emit")
    assert done.status == 0, done.out
    return archive


@pytest.fixture
def times(_written: ArchiveFolder, tmp_path: Path) -> ArchiveFolder:
    """The archive, to be spoiled at will."""
    return _written.copy(tmp_path / "copy")


def page(archive: ArchiveFolder, name: str) -> str:
    return (archive / f"docs/{name}.md").read_text(encoding="utf-8")


def test_nothing_is_found_but_what_the_real_month_explains(_written: ArchiveFolder) -> None:
    """No padding: not a finding more than the 21 of the real month, in any layout."""
    document = json.loads(_written.run("validate", "--format", "json").out)
    summary = document["summary"]
    assert (summary["issues"], summary["open"], summary["undecided"], summary["stale"]) == (6, 0, 0, 0)
    assert {finding["period"] for finding in document["findings"]} == {REAL_MONTH}
    assert summary["explained"] == 21 and summary["silent_rules"] == []


HEADERS = {
    ("2012-03", "town-volume-month"): "序号 乡镇名称 受理数 办结数",
    ("2014-03", "department-volume-month"): "序号 部门 受理数 办结数",
    ("2019-Q4", "town-volume-month"): "序号 乡镇名称 受理数 办结数 按时办结率",
    (
        "2020-01_02",
        "town-volume-month",
    ): "序号 乡镇名称 申请件 受理件 办结件 线上办件数 线下办件数 按时办结率",
    ("2021-05", "department-volume-month"): "序号 部门 办结件 受理量 申请件 线上办件数 按时办结率",
    ("2021-05", "county-comparison-month"): "序号 单位名称 东区 西区 仁和 米易 对比名次 月考核加分",
}


@pytest.mark.parametrize(("issue", "table"), HEADERS)
def test_a_table_is_shown_as_it_was_printed_then(_written: ArchiveFolder, issue: str, table: str) -> None:
    html = next(
        found for found in TABLE.findall(page(_written, f"issues/{issue}")) if f'id="t.{table}"' in found
    )
    head = html.partition("</thead>")[0]
    assert " ".join(re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', head)) == HEADERS[issue, table]


TITLES = {
    "2012-03": ["一、热线", "二、工作动态"],
    "2014-03": ["一、热线", "二、工作动态"],
    "2019-Q4": ["一、工作动态"],
    "2020-01_02": ["一、工作动态"],
    "2021-05": ["五、工作动态"],
}


@pytest.mark.parametrize("issue", TITLES)
def test_only_the_sections_of_the_time_are_there(_written: ArchiveFolder, issue: str) -> None:
    found = re.findall(
        r"^## (\S+) \{ #(?!attachments|errata|revisions|files|checks|insights)",
        page(_written, f"issues/{issue}"),
        re.MULTILINE,
    )
    assert found[: found.index("下载")] == [*TITLES[issue], "正文里的数字"]
    assert "满意度" not in page(_written, f"issues/{issue}").partition("\n## ")[2]


def test_the_real_month_stays_where_and_as_it_is(_written: ArchiveFolder, tmp_path: Path) -> None:
    """Byte for byte in its tables, whatever issues and layouts lie around it; so its addresses are the same."""
    alone = make_times(tmp_path / "alone", [REAL_MONTH])
    assert alone.run("emit").status == 0
    before, after = (TABLE.findall(page(each, f"issues/{REAL_MONTH}")) for each in (alone, _written))
    assert before == after and len(before) == 12


def test_what_a_layout_does_not_have_is_no_zero(_written: ArchiveFolder) -> None:
    """On the page of a department: blank where an issue has no such column, each figure under the header of the newest."""
    html = page(_written, "organizations/public-security")
    rows = dict(
        re.findall(
            r'<tr><th scope="row"><a href="[^"]*#department-volume-month[^"]*">([^<]+)</a></th>(.*?)</tr>',
            html,
        )
    )
    assert {name: re.sub(r"<[^>]+>", " ", row).split() for name, row in rows.items()} == {
        "2014年3月": ["87", "87"],
        "2019年第四季度": ["87", "87", "100%"],
        "2020年1—2月": ["87", "87", "87", "100%", "87"],
        "2020年7月": ["2525", "2525", "2525", "3", "100%", "2522"],
        "2021年5月": ["87", "87", "87", "100%"],
    }
    assert re.findall(r"<td[^>]*>0</td>", html) == []


def test_the_rules_of_a_time(_written: ArchiveFolder) -> None:
    """Each under the headers of that time, and what needs a column of later is not there."""
    listed = _written.run("rules", "2014年3月").out.split("\n\n")
    towns = next(part for part in listed if part.startswith("town-volume-month"))
    assert re.findall(r"^  (\S+)（(\S+)）\n    列：(\S+)$", towns, re.MULTILINE) == [
        ("organization-known", "known-organizations", "乡镇名称"),
        ("sequence", "sequence", "序号"),
        ("sorted", "ordered", "受理数"),
        ("flow-order", "non-increasing", "受理数、办结数"),
        ("total-row", "total-row", "受理数、办结数"),
    ]
    assert "hotline　热线（示例）" in _written.run("rules", "2014-03").out
    assert "hotline" not in _written.run("rules").out


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("issue", MADE_UP)
def test_a_document_is_read_back_cell_for_cell(
    times: ArchiveFolder, tmp_path: Path, issue: str, kind: str
) -> None:
    assert times.run("export", issue, "--to", str(tmp_path / "out")).status == 0
    shutil.rmtree(times / f"data/{issue}")
    times.run("import", str(tmp_path / f"out/{issue}.{kind}"), "--period", issue)
    read = {
        path.stem: rows_of(path.read_text(encoding="utf-8"))
        for path in (times / f"data/{issue}").glob("*.csv")
    }
    assert read == tables(issue)


@pytest.mark.parametrize("issue", ISSUES)
def test_stock_frictionless_accepts_the_package_of_every_issue(
    _written: ArchiveFolder, tmp_path: Path, issue: str
) -> None:
    from frictionless import Package

    shutil.unpack_archive(_written / f"docs/files/{issue}/{issue}.zip", tmp_path)
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.to_summary()
    own = {resource.name: [field.name for field in resource.schema.fields] for resource in package.resources}
    assert own.keys() >= (tables(issue).keys() if issue != REAL_MONTH else {"news"})
    for name, rows in tables(issue).items() if issue != REAL_MONTH else ():
        assert own[name] == rows[0]


def test_a_chart_begins_where_its_column_does(_written: ArchiveFolder) -> None:
    """Cases online are counted since 2020: two issues of that department had none, and the early ones did not say."""
    (said,) = re.findall(
        r'<desc id="course-1-d">([^<]+)</desc>', page(_written, "organizations/public-security")
    )
    assert said == (
        "2014年3月至2021年5月。受理量：起 87（2014年3月），止 87（2021年5月），最大 2525（2020年7月），最小 87（2021年5月）。"
        "线上办件数：起 0（2020年1—2月），止 0（2021年5月），最大 3（2020年7月），最小 0（2021年5月）。"
    )


GENERATED = {
    "2001-01": ("序号 乡镇名称 申请件 受理数 办结数 线上办件数 线下办件数", 2, 11),
    "2001-04": ("序号 乡镇名称 申请件 受理件 办结数 线上办件数 线下办件数", 2, 12),
    "2001-07": ("序号 乡镇名称 申请件 受理件 办结件 线上办件数 线下办件数", 2, 12),
    "2001-12": ("序号 乡镇名称 申请件 受理件 办结件 线上办件数 线下办件数 按时办结率", 2, 12),
    "2002-01": ("序号 乡镇名称 办结件 受理件 申请件 线上办件数 线下办件数 按时办结率", 1, 8),
}
"""Of an issue of each layout: the columns of the towns, how many towns there are, how many tables."""


def test_a_generated_archive_of_five_layouts_is_clean(tmp_path: Path) -> None:
    archive = made_archive(tmp_path / "generated", 15, **SMALL)
    through_time(
        archive.folder, sorted(path.parent.name for path in archive.folder.glob("data/*/issue.yaml"))
    )
    summary = json.loads(archive.run("validate", "--format", "json").out)["summary"]
    assert (summary["issues"], summary["open"], summary["undecided"], summary["stale"]) == (15, 0, 0, 0)
    found = {}
    for issue in GENERATED:
        header, *body, _ = archive.rows(f"data/{issue}/town-volume-month.csv")
        found[issue] = (" ".join(header), len(body), len(list((archive / f"data/{issue}").glob("*.csv"))))
    assert found == GENERATED
