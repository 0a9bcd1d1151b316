"""The place that the month is of, called by another name that the register has of it."""

from __future__ import annotations

from pathlib import Path

from tests.support.archive import copy_real
from tests.support.published import published_archive
from tests.support.rendered import render_site


def test_the_site_is_the_same_by_whichever_name(tmp_path: Path) -> None:
    """But for the masthead itself, and what is written from it; so are the sentences."""
    named, called = copy_real(tmp_path / "named"), copy_real(tmp_path / "called")
    called.edit("data/2020-07/issue.yaml", "\ncounty: 米易\n", "\ncounty: 米易县\n")
    assert called.run("validate").status == 0
    one, other = (render_site(published_archive(each.folder)) for each in (named, called))
    assert one.keys() == other.keys()
    differ = {path for path in one if one[path] != other[path]}
    assert differ == {
        "counties.md",
        "issues/2020-07.md",
        "files/issues.csv",
        "files/v1/2020-07.json",
        "files/v1/index.json",
        "files/archive.sqlite",
    }
    for path in differ - {"files/archive.sqlite"}:
        assert other[path].decode().replace("米易县", "米易") == one[path].decode().replace("米易县", "米易")
