"""Archives whose issues keep a document that holds all of their tables, and the rule that compares them."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import Final

import yaml

from tests.support.archive import ArchiveFolder

RULE: Final = "  - {id: as-printed, kind: as-printed, source: 示例：各表照原件录入。}\n"
_SOURCES: Final = re.compile("^sources:\n(?:[ -].*\n)*", re.MULTILINE)


def as_text(archive: ArchiveFolder, month: str) -> str:
    """The tables of an issue as lines of text, cells with tabs between them, each below its title."""
    folder, declared = archive / f"data/{month}", archive / "schemas"
    names = yaml.safe_load((declared / "archive.yaml").read_text(encoding="utf-8"))["tables"]
    parts = ["示例\n"]
    for name in (name for name in names if (folder / f"{name}.csv").exists()):
        title = yaml.safe_load((declared / f"{name}.yaml").read_text(encoding="utf-8"))["title"]
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            parts.append(f"\n{title}\n" + "".join("\t".join(row) + "\n" for row in csv.reader(stream)))
    return "".join(parts)


def keep(
    archive: ArchiveFolder, month: str, *documents: tuple[str, bytes], roles: tuple[str, ...] = ()
) -> None:
    """Put the documents in the place of those that the issue keeps, all in force; the first is an original unless
    ``roles`` says otherwise."""
    lines = ["sources:"]
    for number, (name, content) in enumerate(documents):
        archive.write(f"data/{month}/source/{name}", content)
        role = roles[number] if roles else "原件"
        lines += [
            f"  - file: source/{name}",
            f"    sha256: {hashlib.sha256(content).hexdigest()}",
            f"    role: {role}",
            "    in_force: true",
        ]
    archive.edit(f"data/{month}/issue.yaml", lambda text: _SOURCES.sub("", text) + "\n".join(lines) + "\n")


def declare(archive: ArchiveFolder) -> None:
    """Declare the rule."""
    archive.edit("schemas/archive.yaml", lambda text: text.replace("\nrules:\n", f"\nrules:\n{RULE}", 1))


def keep_texts(archive: ArchiveFolder) -> ArchiveFolder:
    """Give every issue a text of its own tables as its document, and declare the rule."""
    declare(archive)
    for folder in sorted(Path(archive / "data").iterdir()):
        if folder.is_dir():
            keep(archive, folder.name, ("issue.txt", as_text(archive, folder.name).encode()))
    return archive
