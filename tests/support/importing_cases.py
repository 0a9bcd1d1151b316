"""What the tests of `yuebao import` share: the report of the made-up city, and its issue as it must be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support import example_report
from tests.support.program import run_apart
from tests.support.report_documents import save
from yuebao.importing.result import Imported

MONTH = example_report.MONTH
NAME = example_report.NAME
TEXT = example_report.example_text()
PUBLISHED = example_report.example_files()
"""The issue as `tests.synthetic` drew it: twelve tables and `issue.yaml`."""
PLUS = "补上工作簿没有保存的 + 号"


def report(folder: Path) -> Path:
    """The report as a file beside the archive."""
    return document(folder, TEXT, NAME)


def exchanged(text: str) -> str:
    """The report with two groups of items in another order than the ranking has them: both have the same score."""
    start = text.index("\n2\t示例三局\t103 分") + 1
    end = text.index("\n\n", start) + 1
    second = text.index("\n3 示例七局\t\t103 分") + 1
    after = text.index("\n4 示例一局", second) + 1
    first, other = text[start:end], text[second:after]
    swapped = other.replace("3 示例七局\t\t103 分\t", "2\t示例七局\t103 分\t\t", 1)
    moved = first.replace("2\t示例三局\t103 分\t\t", "3 示例三局\t\t103 分\t", 1)
    return text[:start] + swapped + text[end:second] + moved + text[after:]


def tables(root: Path, month: str = MONTH) -> dict[str, bytes]:
    """The files of a month, its source, errata and doubts left out, and what says that it is a draft."""
    found = {
        path.name: path.read_bytes()
        for path in sorted((root / "data" / month).iterdir())
        if path.is_file() and path.name not in ("errata.yaml", "doubts.yaml")
    }
    issue = found["issue.yaml"].split(b"state:")[0]
    return {**found, "issue.yaml": issue}


def document(folder: Path, text: str, name: str = "report.txt", encoding: str = "utf-8") -> Path:
    """A text as a file beside the archive."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def assert_the_month(
    imported: Imported, root: Path, month: str, published: Mapping[str, bytes], *, signs: int, spelled: int
) -> None:
    """Every table, and the masthead but for the name and hash of the document; nothing is left to a person. ``signs`` that
    a workbook does not keep were put back, so many other cells are ``spelled`` otherwise."""
    made = tables(root, month)
    masthead = made.pop("issue.yaml").decode().split("sources:")[0]
    assert masthead == published["issue.yaml"].decode().split("sources:")[0]
    assert made == {name: content for name, content in published.items() if name != "issue.yaml"}
    understood = imported.understood
    assert (understood.unplaced, understood.ambiguous, understood.absent) == ((), (), ())
    added = [change for change in understood.changes if change.how == PLUS]
    assert (len(added), len(understood.changes) - len(added)) == (signs, spelled)


def assert_the_command_refuses(root: Path, standing: Path, month: str, free: str, beside: Path) -> None:
    """An issue that stands already, a document that cannot be opened, and one that is not there: how the command ends."""
    again = run_apart("import", str(standing), "--period", month, folder=root)
    assert (again.status, again.out) == (2, "")
    assert f"data/{month} 已经存在，没有改动它" in again.err

    broken = save(beside, "坏的.docx", b"PK\x03\x04" + bytes(50))
    unread = run_apart("import", str(broken), "--period", free, folder=root)
    assert (unread.status, unread.out) == (1, "")
    assert (
        unread.err
        == "没有导入 坏的.docx：.docx 文件已损坏或不完整，打不开。请重新取得文件，或另存后再导入。\n"
    )

    missing = run_apart("import", "没有这个文件.docx", "--period", free, folder=root)
    assert (missing.status, missing.out) == (2, "")
    assert "找不到文件" in missing.err
