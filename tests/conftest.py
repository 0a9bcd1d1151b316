"""What tests of every kind may ask for; and trials that need privileges are told of where they may not run."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.archive import ArchiveFolder, copy_bare, copy_real
from tests.support.example_report import bare_example
from tests.support.repository import ROOT
from tests.synthetic import SMALL, make_archive
from tests.synthetic.explained import make_explained_archive
from tests.synthetic.hostile import make_hostile_archive
from yuebao.schema.reader import Schemas
from yuebao.workflows.judge import read_standing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOT_RUN = "没有运行："
_FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """What the program keeps for later runs lies in a folder of this run of the tests alone. Set before any test module
    is read: some take over the environment as they are."""
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a run in the background ignores it, and hands that on
    config.stash[_FOLDER] = os.environ["YUEBAO_CACHE"] = tempfile.mkdtemp(prefix="yuebao-tests-")
    os.environ["XDG_STATE_HOME"] = os.path.join(config.stash[_FOLDER], "state")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing."""
    shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


@pytest.fixture(scope="session")
def _hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hostile_archive(tmp_path_factory.mktemp("hostile") / "archive")


@pytest.fixture
def hostile_archive(_hostile: Path, tmp_path: Path) -> ArchiveFolder:
    """A clean archive full of what breaks programs, to be spoiled at will: see `synthetic.hostile`."""
    return ArchiveFolder(_hostile).copy(tmp_path / "hostile")


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "archive"
    make_archive(folder, months=3, first="2003-11", **SMALL)
    return folder


@pytest.fixture
def archive(_small: Path, tmp_path: Path) -> ArchiveFolder:
    """A small clean archive of three months, 2003-11 to 2004-01, to be spoiled at will."""
    return ArchiveFolder(_small).copy(tmp_path / "archive")


@pytest.fixture(scope="session")
def _explained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_explained_archive(tmp_path_factory.mktemp("explained") / "archive")


@pytest.fixture
def explained_archive(_explained: Path, tmp_path: Path) -> ArchiveFolder:
    """The small archive with breaks as printed and their errata in 2003-11: see `synthetic.explained`."""
    return ArchiveFolder(_explained).copy(tmp_path / "archive")


@pytest.fixture(scope="session")
def _city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bare_example(tmp_path_factory.mktemp("city") / "archive").folder


@pytest.fixture
def city_archive(_city: Path, tmp_path: Path) -> ArchiveFolder:
    """The archive of a made-up city whose report waits to be imported: see `support.example_report`."""
    return ArchiveFolder(_city).copy(tmp_path / "archive")


@pytest.fixture
def real_archive(tmp_path: Path) -> ArchiveFolder:
    """A copy of the repository's archive, to be spoiled at will."""
    return copy_real(tmp_path / "archive")


@pytest.fixture
def bare_archive(tmp_path: Path) -> ArchiveFolder:
    """The repository's archive without its month."""
    return copy_bare(tmp_path / "archive")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of all tests."""
    from tests.support.chromium import running_chromium

    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def real_schemas() -> Schemas:
    """The schemas of the repository's own archive."""
    return read_standing(ROOT).schemas


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out a trial that cannot be made here, with its reason."""
    if item.get_closest_marker("privileged") is not None:
        from tests.support.privileged import why_not

        if reason := why_not():
            pytest.skip(f"{NOT_RUN}{reason}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every trial that was not made."""
    left = [
        (report.nodeid, report.longrepr[2].partition(NOT_RUN)[2])
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple) and NOT_RUN in report.longrepr[2]
    ]
    if left:
        terminalreporter.section(f"要特权的试验，{len(left)} 项没有运行（make privileged）", sep="=")
        for name, reason in left:
            terminalreporter.line(f"{name}：{reason}")
