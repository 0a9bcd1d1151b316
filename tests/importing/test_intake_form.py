"""`schemas/intake.yaml` is read strictly, and what it says is what is recognized: another wording needs no Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.example_report import bare_example
from tests.support.importing_cases import MONTH, PUBLISHED, TEXT, document, tables
from tests.support.repository import ROOT
from yuebao.model.fault import Fault
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing

FORM = (ROOT / "schemas/intake.yaml").read_text(encoding="utf-8")


def with_form(folder: Path, text: str) -> Path:
    root = bare_example(folder / "archive")
    (root / "schemas/intake.yaml").write_text(text, encoding="utf-8")
    return root.folder


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sentences:", "sentence:", "不认识的键“sentence”；是否为“sentences”？"),
        ("table: satisfaction", "table: satisfactions", "没有名为“satisfactions”的表；是否为“satisfaction”？"),
        ("(?P<单位数>", "(?P<单位个数>", "没有名为“单位个数”的组；是否为“单位数”？"),
        ("(?P<publisher>", "(?P<publishers>", "没有名为“publishers”的组；是否为“publisher”？"),
        ("(?P<list>", "(?P<单位>", "缺少名为“list”的组"),
        ("date: 日期", "date: 日", "没有名为“日”的news 的列；是否为“日期”？"),
        ("'经考核，'", "'经考核(，'", "不是合法的正则表达式：missing ), unterminated subpattern at position 3"),
        ("grouped:", "groups:", "不认识的键“groups”；是否为“grouped”？"),
        ("(?P<score>", "(?:", "缺少名为“score”的组"),
        ("  - '经考核，'", "  - '共[0-9]+件'", "能读进任意的文字或数字，里面的数字、名称就没有人对照"),
        ("(?P<number>[0-9]{1,3})页", "[0-9]{1,3}页", "缺少名为“number”的组"),
        ("(?P<unit>", "(?:", "缺少名为“unit”的组"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_a_fault(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in FORM
    root = with_form(tmp_path, FORM.replace(old, new, 1))
    with pytest.raises(Fault, match=r"schemas/intake\.yaml 第 [0-9]+ 行") as caught:
        read_standing(root)
    assert message in str(caught.value)


def test_a_form_that_is_missing_is_a_fault(bare_archive: ArchiveFolder) -> None:
    (bare_archive / "schemas/intake.yaml").unlink()
    with pytest.raises(Fault, match=r"schemas/ 缺少 intake\.yaml"):
        read_standing(bare_archive.folder)


def test_another_wording_is_data(tmp_path: Path) -> None:
    # A county that heads its tables with 乡镇 and states its cases in another sentence.
    text = (
        TEXT.replace("\t乡镇名称\t", "\t乡镇\t")
        .replace("共接受申请", "收到申请")
        .replace("被评为红旗窗口", "获红旗窗口称号")
    )
    form = FORM.replace("共?接受申请", "收到申请").replace(
        "被评为(?P<类别>(?:卫生)?红旗窗口)。'", "(?:被评为|获)(?P<类别>(?:卫生)?红旗窗口)(?:称号)?。'"
    )
    headers = [
        f"  - {{table: {table}, column: 乡镇名称, also: [乡镇]}}\n"
        for table in ("town-volume-month", "town-volume-year")
    ]
    root = with_form(tmp_path, f"{form}headers:\n{''.join(headers)}")
    imported = import_document(read_standing(root), document(tmp_path, text), MONTH)
    assert (imported.understood.unplaced, imported.understood.ambiguous) == ((), ())
    made = tables(root)
    assert {name: made[name] for name in made if name != "issue.yaml"} == {
        name: content for name, content in PUBLISHED.items() if name != "issue.yaml"
    }
