"""What the tests of `yuebao import` share: an archive without the month, and the real report."""

from __future__ import annotations

from pathlib import Path

from tests.support.repository import ROOT

MONTH = "2020-07"
REPORT = ROOT / "data/2020-07/source/issue-143.txt"
TEXT = REPORT.read_text(encoding="utf-8")
PUBLISHED = {
    path.name: path.read_bytes()
    for path in sorted((ROOT / "data/2020-07").iterdir())
    if path.is_file() and path.name != "errata.yaml"
}
"""The month as it was taken from the report by hand: twelve tables and `issue.yaml`."""


def tables(root: Path, month: str = MONTH) -> dict[str, bytes]:
    """The files of a month, its source, errata and doubts left out, and what says that it is a draft."""
    found = {
        path.name: path.read_bytes()
        for path in sorted((root / "data" / month).iterdir())
        if path.is_file() and path.name not in ("errata.yaml", "doubts.yaml")
    }
    issue = found["issue.yaml"].split(b"state:")[0]
    return {**found, "issue.yaml": issue}


def tree(root: Path) -> dict[str, bytes]:
    """Every file beneath a folder."""
    return {
        str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


def document(folder: Path, text: str, name: str = "report.txt", encoding: str = "utf-8") -> Path:
    """A text as a file beside the archive."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
