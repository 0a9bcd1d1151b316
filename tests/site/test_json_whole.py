"""The JSON of a small archive as programs read it: the index, an issue with errata and absences, one that was taken back, one
in the making, and what was changed later."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.archive import ArchiveFolder, added
from tests.support.published import published_archive
from tests.support.withdrawing import withdraw
from tests.synthetic.explained import EXPLAINED
from yuebao.model.revision import WHOLE, Correction, Document, Proof, Revision
from yuebao.model.table import Cell
from yuebao.site.archive import Archive
from yuebao.site.downloads.changes_json import corrections, revisions
from yuebao.site.downloads.issue_json import files, index

DRAFT, WITHDRAWN = "2004-01", "2003-12"
COUNTIES: Final = "county-comparison-month"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def archive(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An issue with errata, one taken back, one in the making; an entry of the registry with everything."""
    folder = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("json") / "archive")
    withdraw(folder.folder, WITHDRAWN, "误印")
    folder.edit(f"data/{DRAFT}/issue.yaml", added("state: 整理中\n"))
    folder.edit(
        f"data/{DRAFT}/satisfaction.csv",
        lambda text: text.split("\n")[0] + "\n14717,,,\n",
    )
    folder.edit(
        "data/organizations.csv",
        added("old,town,示例旧乡,旧乡|老乡,9001,,2001-01,2002-12,town-1|town-2\n"),
    )  # fmt: skip
    return published_archive(folder.folder)


def issue(archive: Archive) -> Json:
    ((path, content),) = files(archive, archive.editions[0])
    assert path == f"files/v1/{EXPLAINED}.json" and content.endswith(b"}\n")
    read: Json = json.loads(content)
    return read


def holds(whole: Json, part: Json) -> bool:
    """What is promised is there as promised; more may be beside it."""
    return whole | part == whole


MASTHEAD: Final = {
    "period": EXPLAINED,
    "first_month": "2003-11",
    "last_month": "2003-11",
    "title": "2003年11月政务服务月报（示例）",
    "year": 2003,
    "number": 1,
    "total_number": 1,
    "publisher": "示例",
    "published": "2003-12-08",
    "county": "示例二县",
    "page": f"../../issues/{EXPLAINED}.html",
}


def test_an_issue(archive: Archive) -> None:
    found = issue(archive)
    assert holds(found, {"version": "1", **MASTHEAD, "corrections": [], "revisions": [], "absent": []})
    (source,) = archive.editions[0].issue.sources
    assert found["sources"] == [
        {"file": "source/issue.txt", "sha256": source.sha256, "role": "原件", "in_force": True}
    ]
    assert list(found["tables"]) == list(archive.latest.tables)


def test_a_table_of_an_issue(archive: Archive) -> None:
    assert holds(
        issue(archive)["tables"][COUNTIES],
        {
            "columns": ["序号", "单位名称", "示例一县", "示例二县", "对比名次", "月考核加分", "年终绩效考核得分"],
            "column_ids": ["number", "department", "county-1", "county-2", "rank", "month-points", "year-points"],
            "rows": [
                ["1", "县示例五局", "4", "17", "1", "2.5", "0.5"],
                ["2", "县示例二局", "1096", "317", "2", "2", "0.45"],
                ["3", "县示例三局", "248", "172", "2", "2", "0.45"],
                ["4", "县示例一局", "1226", "79", "2", "2", "0.45"],
                ["5", "县示例四局", "689", "52", "2", "2", "0.45"],
                ["", "合计", "3259", "637", "2", "", ""],
            ],
            "row_ids": [*(f"department-{number}" for number in (5, 2, 3, 1, 4)), "total"],
            "lines": [2, 3, 4, 5, 6, 7],
            "organizations": [*(f"department-{number}" for number in (5, 2, 3, 1, 4)), None],
            "total": 5,
        },
    )  # fmt: skip


def test_errata_of_an_issue(archive: Archive) -> None:
    first, *others = issue(archive)["errata"]
    assert first == {
        "rule": "month-within-year",
        "table": COUNTIES,
        "cell": f"#{COUNTIES}.department-5.county-1",
        "address": "C2",
        "row": "县示例五局",
        "column": "示例一县",
        "published": "4",
        "expected": "≤0",
        "category": "待核",
        "reason": "示例：原件如此，年表里没有",
        "reviewer": "示例审核",
        "reviewed": "2003-12-20",
    }
    assert [(each["address"], each["expected"]) for each in others] == [
        ("C7", "3263"), ("F5", "69%"), ("E2", "653")
    ]  # fmt: skip


def test_the_index(archive: Archive) -> None:
    (path, content), (other, taken) = index(archive)
    assert (path, other) == ("files/v1/index.json", f"files/v1/{WITHDRAWN}.json")
    found = json.loads(content)
    assert holds(found, {"version": "1", "title": archive.settings.site_name})
    assert found["issues"] == [{**MASTHEAD, "json": f"{EXPLAINED}.json"}]
    (draft,) = found["drafts"]
    assert (draft["period"], draft["state"], draft["left"]["satisfaction"]) == (DRAFT, "整理中", 3)
    assert list(draft) == ["period", "state", "left"]
    (withdrawn,) = found["withdrawn"]
    why = {"reason": "误印", "reviewer": "示例审核人", "reviewed": "2026-11-24"}
    assert holds(
        withdrawn, {"period": WITHDRAWN, "state": "已撤回", "withdrawn": why, "json": f"{WITHDRAWN}.json"}
    )
    own = {key: value for key, value in withdrawn.items() if key != "json"}
    assert json.loads(taken) == {"version": "1", **own}
    tables = {table["name"]: table for table in found["tables"]}
    schema = archive.tables["satisfaction"]
    assert holds(tables["satisfaction"], {"title": "好差评情况", "description": schema.description})
    assert [field["name"] for field in tables["satisfaction"]["fields"]] == list(schema.header)
    (area, *_) = tables[COUNTIES]["fields"]
    assert holds(area, {"id": "number", "name": "序号", "type": "integer", "unit": None})
    counts = tables[COUNTIES]["fields"][2]
    assert holds(counts, {"name": "示例一县", "title": "示例一县", "unit": "件", "missing": ["", "-"]})


def test_the_registry_in_the_index(archive: Archive) -> None:
    (_, content), _ = index(archive)
    entries = {entry["id"]: entry for entry in json.loads(content)["organizations"]}
    assert entries["old"] == {
        "id": "old",
        "type": "town",
        "name": "示例旧乡",
        "aliases": ["旧乡", "老乡"],
        "code": "9001",
        "parent": None,
        "valid_from": "2001-01",
        "valid_to": "2002-12",
        "successors": ["town-1", "town-2"],
    }
    assert entries["window-1"] == {
        "id": "window-1",
        "type": "window",
        "name": "示例一局",
        "aliases": [],
        "code": None,
        "parent": "department-1",
        "valid_from": None,
        "valid_to": None,
        "successors": [],
    }


def change(table: str, row: str, column: str, old: str, new: str, **more: Any) -> Revision:
    return Revision(EXPLAINED, "2004-01-01", table, row, column, old, new, **more)


CHANGES: Final[list[tuple[Revision, Json]]] = [
    (
        change(COUNTIES, "县示例五局", "示例一县", "", "4", cell=Cell(COUNTIES, 0, "示例一县")),
        {
            **{"table": COUNTIES, "row": "县示例五局", "column": "示例一县", "column_id": "county-1"},
            **{"cell": f"#{COUNTIES}.department-5.county-1", "how": "changed", "old": "", "new": "4"},
        },
    ),
    (
        change(COUNTIES, "没有", "旧列", "5", ""),
        {
            **{"table": COUNTIES, "row": "没有", "column": "旧列", "column_id": None},
            **{"cell": None, "how": "changed", "old": "5", "new": ""},
        },
    ),
    (
        change("gone", "", "", WHOLE, ""),
        {
            **{"table": "gone", "row": None, "column": None, "column_id": None},
            **{"cell": None, "how": "removed", "old": WHOLE, "new": None},
        },
    ),
    (
        change("news", "甲", "", "", "内容 乙"),
        {
            **{"table": "news", "row": "甲", "column": None, "column_id": None},
            **{"cell": None, "how": "added", "old": None, "new": "内容 乙"},
        },
    ),
    (
        change("news", "", "", WHOLE, WHOLE),
        {
            **{"table": "news", "row": None, "column": None, "column_id": None},
            **{"cell": None, "how": "changed", "old": WHOLE, "new": WHOLE},
        },
    ),
    (
        change("", "", "publisher", "甲", "乙"),
        {
            **{"table": None, "row": None, "column": "publisher", "column_id": None},
            **{"cell": None, "how": "changed", "old": "甲", "new": "乙"},
        },
    ),
]


@pytest.mark.parametrize(("revision", "told"), CHANGES)
def test_what_was_changed(archive: Archive, revision: Revision, told: Json) -> None:
    """By the archive, and by a correction; of another issue nothing."""
    edition = archive.editions[0]
    correction = Correction(
        EXPLAINED, Document("b", "2004-02-01", ""), Document("a", "", "2003-12-08"), True, Proof.HISTORY, (revision,)
    )  # fmt: skip
    first = Correction(EXPLAINED, Document("a", "", "2003-12-08"), None, False, Proof.NONE)
    changed = replace(
        archive,
        revisions=(revision, replace(revision, document="b"), replace(revision, month="2003-12")),
        corrections=(first, correction, replace(correction, month="2003-12")),
    )
    own = {"published": "2004-01-01", **told}
    assert revisions(changed, edition) == [{**own, "document": None}, {**own, "document": "b"}]
    document = {"file": "a", "published": "2003-12-08", "archived": None}
    later = {"file": "b", "published": None, "archived": "2004-02-01"}
    assert corrections(changed, edition) == [
        {"document": document, "replaces": None, "in_force": False, "proof": "none", "changes": []},
        {"document": later, "replaces": document, "in_force": True, "proof": "history", "changes": [told]},
    ]
    whole = issue(changed)
    assert holds(
        whole, {"revisions": revisions(changed, edition), "corrections": corrections(changed, edition)}
    )


def test_that_an_issue_lists_a_new_document_is_said_by_its_correction(archive: Archive) -> None:
    listed = change("", "", "sources.1.file", "", "b.docx", document="b.docx")
    own = replace(listed, document="")
    other = change("", "", "sources_of", "", "x", document="b.docx")
    changed = replace(archive, revisions=(listed, own, other))
    assert changed.revisions_of(archive.editions[0]) == (own, other)
