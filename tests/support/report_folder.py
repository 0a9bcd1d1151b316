"""A folder of documents as a bureau may have it, marked 示例: issues of a made-up archive as Word and Excel files, some with
faults, some twice, one foreign, one damaged, among strangers; and the archive before any of them was imported."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import docx
import openpyxl

from tests.support.archive import ArchiveFolder, made_archive
from tests.support.report_documents import converted
from tests.synthetic import SMALL

ANOTHER_SENTENCE: Final = "接受申请", "收到申请"
"""What another hand wrote in each sentence about volumes."""
A_NOTE: Final = "特此通报。"
"""A set phrase that no pattern knows."""
Change = Callable[[Path, Sequence[str]], None]
"""What becomes of an archive of these months."""


@dataclass(frozen=True)
class ReportFolder:
    """``archive`` is without issues, ``full`` the one that the documents were written from; ``folder`` holds them."""

    archive: ArchiveFolder
    full: ArchiveFolder
    folder: Path
    months: tuple[str, ...]

    def file(self, month: str) -> Path:
        """The document of an issue."""
        (found,) = [path for path in self.folder.iterdir() if path.stem == f"政务服务月报{month}"]
        return found


def made_folder(
    place: Path, months: int, kinds: Sequence[str] = ("docx", "xlsx"), *, change: Change | None = None
) -> ReportFolder:
    """The issues of that many months, each in one of the formats in turn; those that need it, and those with a `+`
    behind it (`docx+`), saved by LibreOffice. The archive has the issue after them. ``change`` is made to it before anything is printed."""
    full = made_archive(place / "full", months + 1, **SMALL)
    every = sorted(path.name for path in (full / "data").iterdir() if path.is_dir())
    if change is not None:
        change(full.folder, every)
    *listed, _ = every
    names = tuple(listed)
    folder = place / "月报"
    folder.mkdir()
    for number, month in enumerate(names):
        assert full.run("export", month, "--to", str(place / "exported")).status == 0
        wanted = kinds[number % len(kinds)]
        kind = wanted.rstrip("+")
        own = place / "exported" / f"{month}.{'xlsx' if kind in ('xlsx', 'xls', 'ods') else 'docx'}"
        if own.suffix == ".xlsx":
            with_masthead(own)
        made = own if own.suffix == f".{wanted}" else converted(own, kind)
        shutil.copy(made, folder / f"政务服务月报{month}.{kind}")
    archive = full.copy(place / "archive")
    for month in names:
        shutil.rmtree(archive / "data" / month)
    return ReportFolder(archive, full, folder, names)


def with_masthead(path: Path) -> None:
    """Put the lines above the report on a first sheet, as workbooks of an office have them."""
    lines = [paragraph.text for paragraph in docx.Document(str(path.with_suffix(".docx"))).paragraphs[:8]]
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("刊头", 0)
    for line in lines[: next(index for index, line in enumerate(lines) if line.startswith("一、"))]:
        sheet.append([line])
    book.save(path)


def rewritten(path: Path, old: str, new: str) -> int:
    """Change words in the paragraphs of a Word document; how many paragraphs had them."""
    document = docx.Document(str(path))
    changed = [paragraph for paragraph in document.paragraphs if old in paragraph.text]
    for paragraph in changed:
        text = paragraph.text.replace(old, new)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text
    document.save(str(path))
    return len(changed)


def added(path: Path, text: str) -> None:
    """Put a line at the end of a Word document."""
    document = docx.Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))


def changed_cell(path: Path, old: str, new: str) -> None:
    """Change the first cell of a Word document's tables that holds exactly this."""
    document = docx.Document(str(path))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text.strip() == old:
                    cell.paragraphs[0].runs[0].text = new
                    document.save(str(path))
                    return
    raise AssertionError(f"no cell {old} in {path}")


def strangers(folder: Path) -> None:
    """What lies in every folder of an office."""
    (folder / "~$月报.docx").write_bytes(b"\x05user")
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "扫描件.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "旧月报.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (folder / "说明.md").write_text("示例", encoding="utf-8")
