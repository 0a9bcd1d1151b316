"""What the tests of `yuebao import` share: the report of the made-up city, and its issue as it must be read."""

from __future__ import annotations

from pathlib import Path

from tests.support import example_report

MONTH = example_report.MONTH
NAME = example_report.NAME
TEXT = example_report.example_text()
PUBLISHED = example_report.example_files()
"""The issue as `tests.synthetic` drew it: twelve tables and `issue.yaml`."""


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
