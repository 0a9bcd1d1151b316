"""Links inside an archive are refused by every command, and nothing that they lead to is read or written over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, exported_report, tree
from tests.synthetic.explained import EXPLAINED

MONTH = EXPLAINED
STANDING = [
    "schemas",
    "schemas/news.yaml",
    "schemas/x.yaml",
    "docs",
    "docs/x",
    "docs/a/b",
    "mkdocs.yml",
    ".yuebao",
]
DATA = [
    *("data/organizations.csv", "data/revisions.csv", "data/.x", f"data/{MONTH}", f"data/{MONTH}/news.csv"),
    *(f"data/{MONTH}/issue.yaml", f"data/{MONTH}/errata.yaml", f"data/{MONTH}/source", f"data/{MONTH}/.x"),
    *(f"data/{MONTH}/source/issue.txt", f"data/{MONTH}/source/more/x", "data/2004-02"),
]
JUDGING: list[tuple[str, ...]] = [
    ("validate",),
    ("validate", MONTH),
    ("validate", "--format", "json"),
    ("emit", "--quiet"),
    ("build", "--quiet"),
    ("export", MONTH, "--to", "{out}"),
    ("errata", "draft", MONTH),
    ("rules",),
    ("revisions",),
]
PUBLISHING: list[tuple[str, ...]] = [("validate",), ("emit", "--quiet"), ("build", "--quiet")]
WRITING: list[tuple[str, ...]] = [
    ("derive", MONTH),
    ("import", "{document}", "--period", MONTH, "--force"),
    ("new", "2004-03"),
]


@pytest.fixture
def archive(explained_archive: ArchiveFolder) -> ArchiveFolder:
    (explained_archive / "docs/a").mkdir(parents=True)
    exported_report(explained_archive, MONTH, explained_archive.folder.parent)
    return explained_archive


def linked(root: Path, name: str) -> None:
    """Move what stands there out of the archive and lead back to it by a link: each byte is the same."""
    path, away = root / name, root.parent / "away"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        shutil.move(path, away)
    else:
        away.mkdir()
    path.symlink_to(away)


def called(root: Path, command: tuple[str, ...]) -> tuple[int, str, str]:
    document = root.parent / f"{MONTH}.docx"
    words = [word.format(document=document, out=root.parent / "out") for word in command]
    return ArchiveFolder(root).run(*words)


@pytest.mark.parametrize("name", [*STANDING, "data"])
def test_a_link_in_the_place_of_what_all_rests_on_is_refused_by_every_command(
    archive: ArchiveFolder, name: str
) -> None:
    assert called(archive.folder, ("validate",))[0] == 0, "what was found clean before is no way around"
    linked(archive.folder, name)
    before = tree(archive.folder.parent / "away"), tree(archive.folder)
    expected = 3 if name.startswith(("schemas", "mkdocs.yml")) else 2
    for command in (*JUDGING, *WRITING):
        status, out, said = called(archive.folder, command)
        assert (status, out) == (expected, ""), (command, said)
        assert f"{name} 是一个符号链接" in said, (command, said)
    assert (tree(archive.folder.parent / "away"), tree(archive.folder)) == before


@pytest.mark.parametrize("name", DATA)
def test_a_link_in_the_data_is_a_finding_and_never_written_through(archive: ArchiveFolder, name: str) -> None:
    assert called(archive.folder, ("validate",))[0] == 0
    linked(archive.folder, name)
    before = tree(archive.folder.parent / "away"), tree(archive.folder)
    for command in PUBLISHING:
        status, out, said = called(archive.folder, command)
        assert (status, name in out) == (1, True), (command, status, out, said)
    for command in WRITING:
        status, out, said = called(archive.folder, command)
        assert (status, out, f"{name} 是一个符号链接" in said) == (2, "", True), (command, said)
    assert (tree(archive.folder.parent / "away"), tree(archive.folder)) == before


def test_the_archive_itself_may_be_reached_by_a_link(archive: ArchiveFolder, tmp_path: Path) -> None:
    (tmp_path / "short").symlink_to(archive.folder)
    assert called(tmp_path / "short", ("validate",))[0] == 0
