"""What the documents of an issue say of how far its figures were checked; who reads them again leaves it out."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.archive import ArchiveFolder, records
from tests.support.published import made_files, published_edition
from tests.support.trust import leave_one_rule
from tests.synthetic.explained import EXPLAINED
from yuebao.importing.docx import read_word
from yuebao.importing.formats import read_document
from yuebao.model.issue import ARCHIVE_NOTE
from yuebao.model.trust import Checked
from yuebao.printed.edition import Edition
from yuebao.printed.trust_notes import due, expected_words, summary


@pytest.mark.parametrize(
    ("expected", "alone", "sentence"),
    [
        ("392", "392", "应为 392"),
        ("", "空白", "应为 空白"),
        (None, "空白", "应为 空白"),
        ("≤0", "不超过 0", "应不超过 0"),
        ("≤12.5", "不超过 12.5", "应不超过 12.5"),
    ],
)
def test_what_should_be_is_said_without_signs(expected: str | None, alone: str, sentence: str) -> None:
    assert (expected_words(expected), due(expected)) == (alone, sentence)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({}, ""),
        ({("a", "b"): "sss"}, "本期各表 3 个数字：3 个与原件所印的逐格相同"),
        (
            {("a", "b"): "srr", ("a", "c"): "ena"},
            "本期各表 5 个数字：1 个与原件所印的逐格相同；2 个没有原件可对照，合乎读到它的每一条规则；"
            "1 个存疑，都说明了原因；1 个没有规则可核，也没有原件可对照",
        ),
    ],
)
def test_summary(columns: dict[tuple[str, str], str], words: str) -> None:
    """What was not published is no figure."""
    assert summary(Checked(columns)) == words


@pytest.fixture(scope="module")
def edition(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """No document, four errata, and a table of which the rules read the rates alone."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("notes") / "archive")
    leave_one_rule(archive)
    return published_edition(archive.folder, EXPLAINED)


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, bytes]:
    return {name.rpartition(".")[2]: content for name, content in made_files(edition).items()}


NOTHING = "没有原件可对照、也没有规则可核的：《好差评情况》的“主动评价件数”、“主动评价率”、“差评件数”"


def test_the_report_says_what_no_document_proves(files: dict[str, bytes]) -> None:
    texts = [getattr(block, "text", "") for block in read_word(files["docx"], "a.docx").blocks]
    notes = [text for text in texts if text.startswith(ARCHIVE_NOTE)]
    assert len(notes) == 2
    assert notes[0].startswith(
        f"{ARCHIVE_NOTE}：没有原件可对照、只由规则核验的：《县级部门一体化平台办件量》全部；"
    )
    assert "《好差评情况》的“满意度”" in notes[0]
    assert notes[1] == f"{ARCHIVE_NOTE}：{NOTHING}。"


def test_the_workbook_says_it_and_colours_the_cells(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert book.sheetnames[-1] == ARCHIVE_NOTE
    lines = [str(row[0].value) for row in book[ARCHIVE_NOTE].iter_rows()]
    assert len(lines) == 3 + 4
    assert lines[0].endswith("底色浅橙的存疑，底色浅灰的没有规则可核。")
    assert lines[2] == f"{ARCHIVE_NOTE}：{NOTHING}"
    assert lines[3] == (
        f"{ARCHIVE_NOTE}：存疑 1，《各县（区）月办件对比及考核得分表》“县示例五局”行“示例一县”列（C2），"
        "公布 4，按规则应不超过 0。示例：原件如此，年表里没有"
    )
    colours = {
        (sheet.title, cell.coordinate): cell.fill.start_color.rgb[2:]
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid" and cell.row and cell.row > 1
    }
    assert sorted(colours.values()) == ["E7E6E6"] * 3 + ["FCE4D6"] * 4
    assert {place for title, place in colours if title == "好差评情况"} == {"A2", "B2", "C2"}


def test_the_package_lists_every_figure(files: dict[str, bytes], edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as package:
        descriptor = json.loads(package.read("datapackage.json"))
        rows = records(package.read("data/checks.csv"))
    assert descriptor["checked"][0] == summary(edition.checked)
    assert descriptor["checked"][2] == NOTHING
    assert len(rows) == sum(map(len, edition.checked.columns.values()))
    states = [(row["table"], row["number"], row["column"]) for row in rows if row["state"] == "无规则可核"]
    assert states == [("satisfaction", "1", name) for name in ("主动评价件数", "主动评价率", "差评件数")]
    doubted = {(row["row"], row["column"]) for row in rows if row["state"] == "存疑"}
    assert doubted == {(finding.row, finding.column) for finding in edition.explained}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_who_reads_them_again_leaves_it_out(kind: str, files: dict[str, bytes]) -> None:
    """Each line is told as one that belongs to the file; none stands among what is read."""
    document = read_document(files[kind], f"a.{kind}")
    told = [aside for aside in document.asides if ARCHIVE_NOTE in aside.text]
    assert len(told) == {"docx": 2, "xlsx": 7}[kind]
    assert all(aside.note and aside.reason == "档案导出时写的说明，不属于月报，没有读入" for aside in told)
    assert ARCHIVE_NOTE not in repr(document.blocks)
