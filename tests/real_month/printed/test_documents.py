"""The failure that the documents show is the one that happens in the published month."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tests.support.archive import MONTH, copy_real
from tests.support.repository import ROOT
from yuebao.reports.text_format import render
from yuebao.workflows.validate import validate

SHOWN_IN = {"README.md": "", "scripts/handbook/guide.md": "", "scripts/handbook/gate.md": "remote: "}
"""The documents that show the failure below, and what stands before each of its lines there."""


@pytest.fixture(scope="module")
def slip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive with the slip that the documents tell of: 白马镇 completed 1010 instead of 1100."""
    archive = copy_real(tmp_path_factory.mktemp("slip"))
    archive.edit(f"{MONTH}/town-volume-month.csv", "白马镇,1100,1100,1100,", "白马镇,1100,1100,1010,")
    return archive.folder


@pytest.mark.parametrize("document", SHOWN_IN)
def test_the_failure_that_is_shown_is_the_failure_that_happens(document: str, slip: Path) -> None:
    problem, _, _ = render(validate(slip)).partition("\n\n")
    assert problem.startswith(f"1. {MONTH}/town-volume-month.csv:4 E4 ")
    shown = textwrap.indent(problem, SHOWN_IN[document])
    assert f"\n{shown}\n" in (ROOT / document).read_text(encoding="utf-8")
