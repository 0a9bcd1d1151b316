"""A correction that prints only some of an issue: what it does not print stays, and stays in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_month.importing.cases import MONTH, PUBLISHED, TEXT
from tests.support.archive import ArchiveFolder
from tests.support.importing_cases import document, tables
from yuebao.schema.yaml_text import read_yaml
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing

TITLE = "2020年7月乡镇一体化平台办件量"
HEADER = "序号\t乡镇名称\t申请件\t受理件\t办结件\t线上办件数\t线下办件数\t按时办结率"
TABLE = "town-volume-month.csv"
OLD, NEW = "2,普威镇,1700,1700,1700,,1700,100%", "2,普威镇,1700,1700,1699,,1700,100%"
BOTH = [("report.txt", "原件", "true"), ("更正.txt", "更正", "true")]
CASES: dict[str, tuple[list[str], dict[str, tuple[str, str]], list[tuple[str, str, str]]]] = {
    "one row": ([TITLE, HEADER, NEW.replace(",", "\t")], {TABLE: (OLD, NEW)}, BOTH),
    "one row in fewer columns": (
        [TITLE, "乡镇名称\t申请件\t受理件\t办结件\t按时办结率", "普威镇\t1700\t1700\t1699\t100%"],
        {TABLE: (OLD, NEW)},
        BOTH,
    ),
    "a whole table": (
        TEXT.replace(OLD.replace(",", "\t"), NEW.replace(",", "\t")).split("\n")[200:216],
        {TABLE: (OLD, NEW)},
        BOTH,
    ),
    "the whole issue": (
        TEXT.replace(OLD.replace(",", "\t"), NEW.replace(",", "\t")).split("\n"),
        {TABLE: (OLD, NEW)},
        [("report.txt", "原件", "false"), ("更正.txt", "更正", "true")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_replaces_what_it_prints(bare_archive: ArchiveFolder, tmp_path: Path, case: str) -> None:
    lines, changes, wanted = CASES[case]
    import_document(read_standing(bare_archive.folder), document(tmp_path, TEXT))
    path = document(tmp_path, "\n".join(["2020年7月政务服务月报", *lines]), "更正.txt")
    imported = import_document(read_standing(bare_archive.folder), path, MONTH, force=True, correction=True)
    expected = dict(PUBLISHED)
    for name, (old, new) in changes.items():
        assert expected[name].count(old.encode()) == 1
        expected[name] = expected[name].replace(old.encode(), new.encode())
    made = tables(bare_archive.folder, MONTH)
    assert {name: text for name, text in made.items() if name != "issue.yaml"} == {
        name: text for name, text in expected.items() if name != "issue.yaml"
    }
    listed = read_yaml((bare_archive / f"data/{MONTH}/issue.yaml").read_text("utf-8")).value["sources"]
    said = [(each["file"].removeprefix("source/"), each["role"], each["in_force"]) for each in listed]
    assert said == wanted
    broken = [finding.rule for finding in imported.outcome.findings if finding.rule == "as-printed"]
    assert broken == []
    proof = (bare_archive / f"data/{MONTH}/{TABLE}").read_text("utf-8")
    bare_archive.write(
        f"data/{MONTH}/{TABLE}", proof.replace("白马镇,1100,1100,1100", "白马镇,1100,1100,1099")
    )
    assert "[待处理 as-printed]" in bare_archive.run("validate", MONTH).out, (
        "what it does not print is still proven"
    )
