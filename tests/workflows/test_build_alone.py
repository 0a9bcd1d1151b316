"""The step of `build` that lets MkDocs make the site, with another program in the place of Python: what it says comes
through, and the site changes only when it is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from yuebao.model.fault import Fault
from yuebao.workflows.build import _build_site, _run_mkdocs
from yuebao.workflows.site_plan import site_plan

FAILED = "mkdocs 没有建成网站，原来的网站没有改动："
ENDS: dict[str, tuple[str, str]] = {
    "words on the way of errors": ("echo one >&2; echo >&2; echo two >&2; echo out; exit 1", "one\ntwo"),
    "words on the other way alone": ("echo; echo ' out '; exit 3", "out"),
    "no words": ("exit 1", ""),
    "killed": ("kill -9 $$", ""),
}


def instead(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    program = folder / "program"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))


@pytest.mark.parametrize("case", ENDS)
def test_what_mkdocs_says_when_it_fails(
    archive: ArchiveFolder, tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, said = ENDS[case]
    instead(monkeypatch, tmp_path, script)
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(b"old")
    with pytest.raises(Fault) as raised:
        _build_site(site_plan(archive.folder), site)
    assert str(raised.value) == f"{FAILED}\n{said}"
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "program", "site"]


def test_how_mkdocs_is_called(
    archive: ArchiveFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gets the plan, the time that makes a build the same on any day unless somebody says another, and says what it
    warned of."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    instead(
        monkeypatch,
        tmp_path,
        f'cat > {tmp_path}/plan; echo "$@|$SOURCE_DATE_EPOCH|$NO_MKDOCS_2_WARNING" > {tmp_path}/called; echo "请改正：甲" >&2',
    )
    plan = site_plan(archive.folder, lenient=True)
    assert _run_mkdocs(plan, tmp_path / "new") == ["请改正：甲"]
    assert (tmp_path / "plan").read_text("utf-8") == plan.to_json()
    arguments = f"-P -m yuebao.builder.mkdocs_build {tmp_path}/new"
    assert (tmp_path / "called").read_text("utf-8") == f"{arguments}|315532800|1\n"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    _run_mkdocs(plan, tmp_path / "new")
    assert (tmp_path / "called").read_text("utf-8") == f"{arguments}|7|1\n"
