"""Where results of earlier runs are kept: never in the archive, so that nothing that was pushed is believed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from yuebao.cache.place import VARIABLE, kept_folder, make_kept_folder


def test_a_committed_result_is_not_believed(archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results of a clean archive, made by this very program for this very content, as a forger would commit them."""
    archive.edit(
        "data/2003-12/town-volume-month.csv",
        "1,示例一乡,436,436,436,,436,100%",
        "1,示例一乡,463,436,436,,436,100%",
    )
    assert archive.run("validate")[0] == 1
    kept = kept_folder(archive.folder)
    assert kept is not None
    for path in kept.iterdir():
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b'"clean":false', b'"clean":true'))
    for place in (".cache/yuebao", f".cache/{kept.name}", "site", "docs/.emitted.d", "build"):
        shutil.copytree(kept, archive / place)
    shutil.rmtree(kept)
    for home in (archive.folder, archive / ".cache", archive / ".cache/yuebao"):
        monkeypatch.setenv(VARIABLE, str(home))
        assert kept_folder(archive.folder) is None
        assert archive.run("validate")[0] == 1
        monkeypatch.delenv(VARIABLE)
        monkeypatch.setenv("XDG_CACHE_HOME", str(home))
        monkeypatch.setenv("HOME", str(home))
        assert archive.run("validate")[0] == 1


def test_not_through_a_link_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "archive"
    (root / "kept").mkdir(parents=True)
    (tmp_path / "link").symlink_to(root / "kept")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "link"))
    assert kept_folder(root) is None


@pytest.mark.parametrize("value", ["", "relative/folder"])
def test_nothing_is_kept_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(VARIABLE, value)
    assert kept_folder(tmp_path) is None


def test_the_users_own_folder_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept = kept_folder(tmp_path / "archive")
    assert kept is not None and kept.parent == tmp_path / "cache/yuebao"
    assert kept_folder(tmp_path / "other") != kept


def test_what_was_kept_of_archives_that_are_gone_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    roots = [tmp_path / name for name in ("one", "two", "three")]
    for root in roots[:2]:
        root.mkdir()
        folder = kept_folder(root)
        assert folder is not None
        make_kept_folder(folder, root)
    (tmp_path / "kept/不是程序放的").mkdir()
    roots[0].rmdir()
    roots[2].mkdir()
    new = kept_folder(roots[2])
    assert new is not None
    make_kept_folder(new, roots[2])
    left = {kept_folder(root) for root in roots[1:]} | {tmp_path / "kept/不是程序放的"}
    assert set((tmp_path / "kept").iterdir()) == left
    assert os.stat(new).st_mode & 0o077 == 0
