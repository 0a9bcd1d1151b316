"""`yuebao import` over a month that stands already, and how the command ends."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, tree
from tests.support.importing_cases import (
    MONTH,
    NAME,
    PUBLISHED,
    TEXT,
    assert_the_command_refuses,
    document,
    exchanged,
    report,
    tables,
)
from tests.support.masthead import DECLARED
from tests.support.program import run_apart
from tests.support.report_documents import save, workbook_bytes
from yuebao.model.fault import Fault, UsageError
from yuebao.model.issue import Source
from yuebao.model.issue_text import issue_text
from yuebao.schema.yaml_text import read_yaml
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing
from yuebao.write.staged import place_month, staged_month

ERRATA = """\
- rule: total-row
  table: town-volume-month
  row: 合计
  column: 受理件
  published: "4325"
  expected: "4326"
  category: 待核
  reason: 示例
  reviewer: 示例
  reviewed: 2003-09-01
""".encode()


@pytest.fixture
def root(city_archive: ArchiveFolder, tmp_path: Path) -> Path:
    """An archive with the issue in it, errata included."""
    import_document(read_standing(city_archive.folder), report(tmp_path), MONTH)
    (city_archive / f"data/{MONTH}/errata.yaml").write_bytes(ERRATA)
    return city_archive.folder


def again(root: Path, path: Path) -> tuple[str, ...] | None:
    return import_document(read_standing(root), path, MONTH, force=True).changed


def test_the_same_document_changes_nothing(root: Path, tmp_path: Path) -> None:
    before = tree(root)
    assert again(root, report(tmp_path)) == ()
    assert tree(root) == before


def test_the_difference_is_shown_and_the_rest_is_kept(root: Path, tmp_path: Path) -> None:
    changed = TEXT.replace("4\t示例二镇\t6\t6\t6\t\t6\t100%", "4\t示例二镇\t6\t6\t5\t\t6\t100%")
    changed = changed.replace(
        "6\t示例六镇\t\t\t\t\t\t\n\t合计\t4325", "6\t示例七镇\t\t\t\t\t\t\n\t合计\t4325"
    )
    difference = again(root, document(tmp_path, changed))
    assert difference is not None
    assert difference[:4] == (
        "town-volume-month.csv 行“示例六镇”：删去（6，示例六镇，，，，，，）",
        "town-volume-month.csv 行“示例二镇” 列“办结件”：6 → 5",
        "town-volume-month.csv 行“示例七镇”：新增（6，示例七镇，，，，，，）",
        "issue.yaml：新增“- file: source/report.txt”",
    )
    assert (root / f"data/{MONTH}/errata.yaml").read_bytes() == ERRATA
    assert {path.name for path in (root / f"data/{MONTH}/source").iterdir()} == {NAME, "report.txt"}


def test_another_document_of_the_same_name_does_not_take_its_place(root: Path, tmp_path: Path) -> None:
    """Both are kept, the newer one under a number, which `issue.yaml` names; the same one again is kept once."""
    sources = root / f"data/{MONTH}/source"
    for number, words in ((2, "附注一"), (3, "附注二"), (2, "附注一"), (3, "附注二")):
        other = document(tmp_path, f"{TEXT}{words}\n", NAME)
        again(root, other)
        kept = f"issue-2-{number}.txt"
        assert (sources / kept).read_bytes() == other.read_bytes()
        assert f"file: source/{kept}\n" in (root / f"data/{MONTH}/issue.yaml").read_text(encoding="utf-8")
    names = {NAME, "issue-2-2.txt", "issue-2-3.txt"}
    assert {path.name for path in sources.iterdir()} == names
    assert (sources / NAME).read_bytes() == TEXT.encode()


def test_a_table_alone_leaves_the_others_and_the_masthead(root: Path, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].title = "好差评情况"
    for row in (["主动评价件数", "主动评价率", "差评件数", "满意度"], [14069, "66.34%", 0, "100%"]):
        book.worksheets[0].append(row)
    difference = again(root, save(tmp_path, "one.xlsx", workbook_bytes(book)))
    assert difference is not None
    assert difference[0] == "satisfaction.csv 行“第 2 行” 列“主动评价件数”：14068 → 14069"
    made = tables(root)
    assert (
        made.pop("satisfaction.csv").decode()
        == "主动评价件数,主动评价率,差评件数,满意度\n14069,66.34%,0,100%\n"
    )
    assert (
        made.pop("issue.yaml").decode().split("sources:")[0]
        == PUBLISHED["issue.yaml"].decode().split("sources:")[0]
    )
    assert made == {name: PUBLISHED[name] for name in made}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_table_as_excel_saves_it(root: Path, tmp_path: Path, encoding: str) -> None:
    text = PUBLISHED["town-volume-year.csv"].decode().replace("1203,1203,1203,,1203", "1204,1203,1203,,1203")
    path = document(tmp_path, text.replace("\n", "\r\n"), "年度乡镇一体化平台办件量.csv", encoding)
    assert again(root, path) == (
        "town-volume-year.csv 行“示例一乡” 列“申请件”：1203 → 1204",
        "issue.yaml：新增“- file: source/年度乡镇一体化平台办件量.csv”",
        f"issue.yaml：新增“sha256: {sha256(path)}”",
    )


@pytest.mark.parametrize(
    "title",
    [
        "2021年7月政务服务月报",
        "题目：副题",
        "#一",
        "“引” 与 '引' 与 \"引\"",
        "- 一",
        "",
        "null",
        "a\\b",
        "{一}",
        "%一",
        "是 # 否",
    ],
)
def test_the_masthead_survives_any_words(title: str) -> None:
    text = issue_text(
        DECLARED.names, {"title": title, "year": "2021"}, [Source("source/a b: c.txt", "0" * 64)]
    )
    document = read_yaml(text).value
    assert document["title"] == title
    assert (document["year"], document["number"]) == ("2021", "")
    assert document["sources"][0]["file"] == "source/a b: c.txt"


def sha256(path: Path) -> str:
    done = subprocess.run(["sha256sum", str(path)], check=True, capture_output=True, text=True)
    return done.stdout.split()[0].lstrip("\\")


def test_a_month_that_appears_meanwhile_is_kept(city_archive: ArchiveFolder) -> None:
    with staged_month(city_archive.folder, MONTH, {"issue.yaml": b"mine"}) as staging:
        (city_archive / "data" / MONTH).mkdir()
        (city_archive / "data" / MONTH / "issue.yaml").write_bytes(b"theirs")
        with pytest.raises(UsageError, match="刚刚被别的操作建立了"):
            place_month(staging, city_archive.folder, MONTH)
    assert (city_archive / "data" / MONTH / "issue.yaml").read_bytes() == b"theirs"
    assert sorted(os.listdir(city_archive / "data")) == [MONTH, "organizations.csv"]


def test_a_full_disk_is_a_fault_and_leaves_nothing(
    city_archive: ArchiveFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = report(tmp_path)
    before = tree(city_archive.folder)

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Fault, match="没有改动任何文件"):
        import_document(read_standing(city_archive.folder), printed, MONTH)
    monkeypatch.undo()
    assert tree(city_archive.folder) == before
    assert os.listdir(city_archive / "data") == ["organizations.csv"]


def test_how_the_command_ends(city_archive: ArchiveFolder, tmp_path: Path) -> None:
    printed = document(tmp_path, exchanged(TEXT), NAME)
    first = run_apart("import", str(printed), "--period", MONTH, folder=city_archive.folder)
    assert (first.status, first.err) == (1, "")  # two groups stand in another order than they are ranked
    assert first.out.startswith("已把 issue-2.txt（文本，UTF-8）读入 data/2003-07/\n")
    assert "未能放置：无\n有歧义：无\n" in first.out
    assert first.out.endswith(
        "通过。共 1 期（其中整理中 1 期），核验 683 项，另有 3 项不适用；各数均合乎规则。\n"
    )
    assert "state: 整理中\ncomplete: [" in (city_archive / "data/2003-07/issue.yaml").read_text("utf-8")
    made = tables(city_archive.folder)
    assert {**made, "issue.yaml": b""} == {
        **PUBLISHED,
        "window-score-items.csv": made["window-score-items.csv"],
        "issue.yaml": b"",
    }
    assert_the_command_refuses(city_archive.folder, printed, MONTH, "2003-08", tmp_path)
