"""An archive that a test may spoil in one line, and the program on it.

archive.edit("data/2003-12/news.csv", "示例", "别的")
archive.edit("data/2003-12/satisfaction.csv", rows(lambda table: [*table, table[-1]]))
archive.run("validate", "--format", "json")
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.support.program import Ended, run, run_apart
from tests.support.repository import ROOT
from tests.synthetic import make_archive

Change = Callable[[str], str]
"""What becomes of the text of a file."""
Rows = list[list[str]]
_AS_PRINTED: Final = re.compile("  - id: as-printed\n(?:    .*\n)+")

REAL_MONTH: Final = "2020-07"
MONTH: Final = f"data/{REAL_MONTH}"
"""The folder of the month that the repository publishes."""


@dataclass(frozen=True)
class ArchiveFolder:
    """An archive in a folder of the test's own."""

    folder: Path

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    def edit(self, name: str, change: str | Change, new: str = "") -> None:
        """Change the text of a file: the one place where ``change`` stands becomes ``new``, or all of it as it says."""
        path = self.folder / name
        text = path.read_bytes().decode("utf-8")
        path.write_bytes((replaced(change, new) if isinstance(change, str) else change)(text).encode("utf-8"))

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file there, its folder too."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def rows(self, name: str) -> Rows:
        """The cells of a table, its header first."""
        return rows_of((self.folder / name).read_bytes().decode("utf-8"))

    def unproven(self) -> ArchiveFolder:
        """The same without the rule by which the kept documents prove the tables, for who changes tables to see what the
        other rules say."""
        self.edit("schemas/archive.yaml", lambda text: _AS_PRINTED.sub("", text))
        return self

    def copy(self, folder: Path) -> ArchiveFolder:
        """Another one like it, in a folder that is not there yet."""
        return ArchiveFolder(shutil.copytree(self.folder, folder, symlinks=True))

    def run(self, *words: str) -> Ended:
        """The program on this archive."""
        return run(*words, "--root", str(self.folder))

    def run_apart(self, *words: str, prepare: Callable[[], None] | None = None) -> Ended:
        """The program on this archive in a process of its own, in which ``prepare`` is called first."""
        return run_apart(*words, "--root", str(self.folder), prepare=prepare)


def replaced(old: str, new: str) -> Change:
    """The one place where ``old`` stands becomes ``new``."""

    def change(text: str) -> str:
        assert text.count(old) == 1, (old, text.count(old))
        return text.replace(old, new)

    return change


def added(more: str) -> Change:
    """More at the end."""
    return lambda text: text + more


def rows(change: Callable[[Rows], Rows]) -> Change:
    """The cells of a table become others."""
    return lambda text: csv_of(change(rows_of(text)))


def cell(row: str, column: str, new: str) -> Change:
    """One cell: in the one row that holds ``row`` in a cell of its own."""

    def change(table: Rows) -> Rows:
        (found,) = [cells for cells in table[1:] if row in cells]
        found[table[0].index(column)] = new
        return table

    return rows(change)


def rows_of(text: str) -> Rows:
    """The cells of a table."""
    return list(csv.reader(io.StringIO(text, newline="")))


def records(content: bytes) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns, with a byte order mark or without."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def csv_of(table: Rows) -> str:
    """The table as the data contract wants it."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(table)
    return stream.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made_archive(folder: Path, months: int, **how: Any) -> ArchiveFolder:
    """A made-up archive: see `synthetic.make_archive`."""
    make_archive(folder, months=months, **how)
    return ArchiveFolder(folder)


def exported_report(archive: ArchiveFolder, month: str, folder: Path) -> Path:
    """The report of a month as a document that can be imported."""
    done = archive.run("export", month, "--to", str(folder))
    assert done.status == 0, done
    return folder / f"{month}.docx"


def copy_bare(folder: Path) -> ArchiveFolder:
    """The repository's archive with its hand-written pages, without its month."""
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=_emitted())
    (folder / "data").mkdir()
    shutil.copy(ROOT / "data/organizations.csv", folder / "data")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return ArchiveFolder(folder)


def copy_real(folder: Path, **settings: str) -> ArchiveFolder:
    """The repository's archive. ``settings`` are lines of `extra.archive`; ``site_url`` stands above."""
    archive = copy_bare(folder)
    shutil.copytree(ROOT / MONTH, folder / MONTH)
    address = settings.pop("site_url", "")
    lines = "".join(f"    {key}: {value}\n" for key, value in {"names": "full", **settings}.items())
    archive.edit("mkdocs.yml", "\n    names: full\n", f"\n{lines}")
    if address:
        archive.edit("mkdocs.yml", lambda text: f"site_url: {address}\n{text}")
    return archive


def _emitted() -> Callable[[str, list[str]], list[str]]:
    """What `emit` wrote into the repository's `docs/`."""
    manifest = ROOT / "docs/.emitted"
    lines = manifest.read_text(encoding="utf-8").splitlines() if manifest.is_file() else []
    written = {ROOT / "docs" / name for name in (*(line.partition("  ")[2] for line in lines), ".emitted")}
    return lambda folder, names: [name for name in names if Path(folder) / name in written]
