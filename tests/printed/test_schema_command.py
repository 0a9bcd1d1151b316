"""`yuebao schema`: stock Frictionless takes every published issue with it, and refuses what `structure` refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.absences import Place, take_out
from tests.support.archive import ArchiveFolder, Change, cell, rows
from tests.support.mixed_periods import make_mixed_archive
from tests.support.program import run
from tests.synthetic.explained import EXPLAINED

MONTH = f"data/{EXPLAINED}"
FILE = "datapackage.json"


def described(archive: ArchiveFolder, period: str = EXPLAINED) -> dict[str, Any]:
    """What the command writes, put where its paths lead from."""
    status, out, err = archive.run("schema", period)
    assert (status, err) == (0, "")
    archive.write(FILE, out)
    found: dict[str, Any] = json.loads(out)
    return found


def errors(archive: ArchiveFolder) -> list[tuple[str, str]]:
    """Each table that stock Frictionless refuses, with the kinds of its errors."""
    from frictionless import Package

    report = Package(str(archive / FILE)).validate()
    return sorted({(task.name, error.type) for task in report.tasks for error in task.errors})


def test_the_program_itself_accepts_a_published_month(explained_archive: ArchiveFolder) -> None:
    found = described(explained_archive)
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", FILE],
        cwd=explained_archive.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert [item["path"] for item in found["resources"]] == [
        f"{MONTH}/{item['name']}.csv" for item in found["resources"]
    ]
    assert len(found["resources"]) == 12
    town = next(item for item in found["resources"] if item["name"] == "town-volume-month")
    assert [(field["name"], field["id"]) for field in town["schema"]["fields"]][1:4] == [
        ("乡镇名称", "town"), ("申请件", "applied"), ("受理件", "accepted"),
    ]  # fmt: skip
    assert (town["encoding"], town["format"], town["schema"]["primaryKey"]) == ("utf-8", "csv", ["乡镇名称"])
    assert not {"bytes", "hash"} & town.keys()


def test_every_issue_of_mixed_periods_is_accepted(tmp_path: Path) -> None:
    archive = ArchiveFolder(make_mixed_archive(tmp_path / "archive"))
    periods = sorted(path.name for path in (archive / "data").iterdir() if path.is_dir())
    assert len(periods) > 4
    for period in periods:
        assert described(archive, period)["name"] == f"issue-{period.lower()}"
        assert errors(archive) == [], period


TOWN = "town-volume-month"
DAMAGES: dict[str, tuple[str, Change | None, list[str]]] = {
    "a header": (TOWN, lambda text: text.replace("受理件", "受理"), ["incorrect-label"]),
    "columns the other way round": (
        TOWN, lambda text: text.replace("申请件,受理件", "受理件,申请件"), ["incorrect-label"],
    ),
    "a column less": (TOWN, rows(lambda table: [line[:-1] for line in table]), ["missing-label"]),
    "a name twice": (TOWN, lambda text: text.replace("示例一乡", "示例二镇"), ["primary-key"]),
    "no number": (TOWN, cell("示例一乡", "申请件", "甲"), ["type-error"]),
    "a needed cell": ("news", cell("2003-11-10", "内容", ""), ["constraint-error"]),
    "the table": (TOWN, None, ["scheme-error"]),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGES)
@pytest.mark.parametrize("when", ["before", "after"])
def test_what_structure_refuses_is_refused(explained_archive: ArchiveFolder, case: str, when: str) -> None:
    """The descriptor says how the files have to be, whatever state they are in when it is written."""
    table, change, expected = DAMAGES[case]
    clean = described(explained_archive)
    if change is None:
        (explained_archive / MONTH / f"{table}.csv").unlink()
    else:
        explained_archive.edit(f"{MONTH}/{table}.csv", change)
    if when == "after":
        assert described(explained_archive) == clean
    assert [(name, kind) for name, kind in errors(explained_archive) if kind in expected] == [
        (table, expected[0])
    ]
    findings = json.loads(explained_archive.run("validate", "--quiet", "--format", "json").out)["findings"]
    assert (table, "structure") in {(item["table"], item["rule"]) for item in findings}


def printed_twice(archive: ArchiveFolder) -> None:
    archive.edit(f"{MONTH}/staff-scores.csv", rows(lambda table: [*table, [str(len(table)), *table[-1][1:]]]))
    drafted = yaml.safe_load(archive.run("errata", "draft", EXPLAINED).out)
    for entry in drafted:
        entry |= {"reason": "示例：原文印了两次", "reviewer": "示例审核", "reviewed": "2003-12-20"}
    archive.edit(
        f"{MONTH}/errata.yaml",
        lambda text: text + yaml.safe_dump(drafted, allow_unicode=True, sort_keys=False),
    )


def test_rows_printed_twice_leave_the_key_out_and_say_so(
    explained_archive: ArchiveFolder, tmp_path: Path
) -> None:
    key = {
        item["name"]: item["schema"].get("primaryKey") for item in described(explained_archive)["resources"]
    }
    printed_twice(explained_archive)
    assert errors(explained_archive) == [("staff-scores", "primary-key")]
    found = {item["name"]: item["schema"] for item in described(explained_archive)["resources"]}
    assert errors(explained_archive) == []
    name, unit = explained_archive.rows(f"{MONTH}/staff-scores.csv")[-1][1:3]
    assert found["staff-scores"]["printedTwice"] == {"key": key["staff-scores"], "rows": [f"{name} / {unit}"]}
    assert {table: schema.get("primaryKey") for table, schema in found.items()} == key | {
        "staff-scores": None
    }
    assert explained_archive.run("export", EXPLAINED, "--to", str(tmp_path / "out")).status == 0
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "--type", "package", str(tmp_path / f"out/{EXPLAINED}.zip")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


ABSENT = (Place("satisfaction"), Place("news", "日期"), Place("town-volume-month", "申请件", 1, "示例二镇"))


def test_what_is_not_published_is_not_described(explained_archive: ArchiveFolder) -> None:
    # Without their days two items of news would be one.
    explained_archive.edit(f"{MONTH}/news.csv", "2003-11-21,示例：召开", "2003-11-21,示例：再次召开")
    take_out(explained_archive.folder, EXPLAINED, *ABSENT)
    found = {item["name"]: item["schema"] for item in described(explained_archive)["resources"]}
    assert "satisfaction" not in found and [field["name"] for field in found["news"]["fields"]] == ["内容"]
    assert errors(explained_archive) == []
    assert "structure" not in {
        item["rule"]
        for item in json.loads(explained_archive.run("validate", "--quiet", "--format", "json").out)[
            "findings"
        ]
    }


def test_an_issue_without_a_masthead_has_its_schemas_all_the_same(explained_archive: ArchiveFolder) -> None:
    (explained_archive / f"{MONTH}/issue.yaml").unlink()
    found = described(explained_archive)
    assert {"name", "version", "resources"} == found.keys() and errors(explained_archive) == []


def test_an_issue_that_the_archive_does_not_have_is_no_issue(explained_archive: ArchiveFolder) -> None:
    status, out, err = run("schema", "1999-01", "--root", str(explained_archive.folder))
    assert (status, out) == (2, "") and "data/ 里没有 1999-01" in err
