"""What tests of every kind may ask for."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from repository import ROOT
from synthetic.hostile import make_hostile_archive
from yuebao.judge import read_standing
from yuebao.spec.reader import Spec

_FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """What the program keeps for later runs lies in a folder of this run of the tests alone. Set before any test module
    is read: some take over the environment as they are."""
    config.stash[_FOLDER] = os.environ["YUEBAO_CACHE"] = tempfile.mkdtemp(prefix="yuebao-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing."""
    shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


@pytest.fixture(scope="session")
def _hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hostile_archive(tmp_path_factory.mktemp("hostile") / "archive")


@pytest.fixture
def hostile_archive(_hostile: Path, tmp_path: Path) -> Path:
    """A clean archive full of what breaks programs, to be spoiled at will: see `synthetic.hostile`."""
    return shutil.copytree(_hostile, tmp_path / "hostile")


@pytest.fixture(scope="session")
def real_spec() -> Spec:
    """The specification of the repository's own archive."""
    return read_standing(ROOT).spec
