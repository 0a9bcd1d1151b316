"""The built site of the published month for the tests of its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Site, site_of
from tests.browser.conftest import visit as visit
from tests.support.archive import copy_real


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the repository's own archive, built from a copy."""
    archive = copy_real(tmp_path_factory.mktemp("real"))
    yield from site_of(archive.folder, tmp_path_factory.mktemp("real-web"))
