"""The same Markdown built by `yuebao build`, by MkDocs alone and by zensical, the successor of the theme: what `emit` wrote
comes out of the first two byte for byte, and the same pages, words and addresses from all three."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from compare_builders import build_both, compare, pages, read
from tests.support.archive import ArchiveFolder
from yuebao.model.fault import Fault
from yuebao.schema.handwritten import MANIFEST
from yuebao.workflows.build import EPOCH, build
from yuebao.workflows.emit import emit
from yuebao.write.checksums import read_list
from yuebao.write.site_folder import MARK, SUMS, finish_site

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def archive(explained_archive: ArchiveFolder) -> Path:
    return explained_archive.folder


def test_the_site_is_that_of_mkdocs_alone(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    site = tmp_path / "site"
    assert build(archive, site).emitted.written is not None
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--strict",
        "--site-dir",
        str(tmp_path / "alone"),
    ]
    subprocess.run(command, cwd=archive, check=True)
    built = tree(site)
    listed = (site / MARK).read_text(encoding="utf-8")
    readers = (site / SUMS).read_text(encoding="utf-8")
    del built[MARK]
    alone = tree(tmp_path / "alone")
    people = handwritten(archive)
    assert listed == "".join(f"{built[name]}  {name}\n" for name in sorted(built))
    del built[SUMS]
    assert people == {"about.html"} and set(built) == set(alone)
    assert {name for name in built if built[name] != alone[name]} <= people
    assert compare(site, tmp_path / "alone") == [], "净化不丢字，也不丢地址"
    assert readers == "".join(f"{built[name]}  {name}\n" for name in sorted(built)), "如 sha256sum 所写"


def handwritten(archive: Path) -> set[str]:
    """The pages at the top of the site that `emit` did not write."""
    written = read_list(archive / "docs" / MANIFEST)
    pages = (path.name for path in (archive / "docs").glob("*.md") if path.name not in written)
    return {page.replace(".md", ".html") for page in pages}


def tree(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_site_that_cannot_be_built_leaves_the_old_one(archive: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="ascii")
    finish_site(site)
    before = tree(site)
    with (archive / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write("\n[示例](missing.md)\n")
    with pytest.raises(Fault) as fault:
        build(archive, site)
    assert str(fault.value).split("\n") == [
        "mkdocs 没有建成网站，原来的网站没有改动：",
        "about.md 里的链接 missing.md 没有指向的文件",
    ]
    assert tree(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "site"]


def test_a_lenient_build_tells_of_a_link_and_goes_on(archive: Path, tmp_path: Path) -> None:
    with (archive / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write("\n[示例](missing.md)、[示例](#nowhere)\n")
    built = build(archive, tmp_path / "site", lenient=True)
    assert built.warned == (
        "about.md 里的链接 missing.md 没有指向的文件",
        "about.md 里的链接 #nowhere 没有指向的位置",
    )
    assert "示例" in (tmp_path / "site/about.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_both_builders_make_the_same_pages(archive: Path, tmp_path: Path) -> None:
    assert emit(archive).written is not None
    (tmp_path / "work").mkdir()
    one, other = build_both(archive, tmp_path / "work")
    assert "issues/2003-11.html" in pages(one)
    words, addresses = read(other / "issues/2003-11.html")
    assert "3259" in "".join(words)
    assert "county-comparison-month.total.county-1" in addresses
    assert compare(one, other) == []
