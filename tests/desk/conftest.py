"""A desk of the small archive. It reads the files at every request, so one serves a whole module of tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.desk import RunningDesk, running_desk
from tests.support.whole_draft import begun


@pytest.fixture(scope="module")
def _bench(
    _small: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[ArchiveFolder, RunningDesk]]:
    folder = tmp_path_factory.mktemp("desk")
    archive = begun(ArchiveFolder(_small).copy(folder / "archive"))
    archive.copy(folder / "kept")
    with running_desk(archive.folder) as desk:
        yield archive, desk


@pytest.fixture
def draft(_bench: tuple[ArchiveFolder, RunningDesk]) -> ArchiveFolder:
    """The small archive with a draft, as at the beginning."""
    return as_at_the_beginning(_bench[0])


def as_at_the_beginning(archive: ArchiveFolder) -> ArchiveFolder:
    """The archive of the desk with the files that it had first."""
    for name in ("data", "schemas", "build"):
        shutil.rmtree(archive / name, ignore_errors=True)
        if (kept := archive.folder.with_name("kept") / name).is_dir():
            shutil.copytree(kept, archive / name)
    return archive


@pytest.fixture
def desk(draft: ArchiveFolder, _bench: tuple[ArchiveFolder, RunningDesk]) -> RunningDesk:
    """A desk of that archive."""
    return _bench[1]
