"""`emit` on archives of several months: one process or many, twice at once, interrupted, and while data changes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import yuebao.workflows.build
import yuebao.workflows.emit
import yuebao.workflows.published
import yuebao.write.exchange
from tests.support.archive import tree
from tests.support.program import command, environment
from tests.support.published import published_archive
from tests.support.rendered import render_site
from tests.synthetic import SMALL, make_archive
from yuebao.builder.site_plan import SitePlan
from yuebao.model.fault import Fault
from yuebao.workflows.emit import emit
from yuebao.workflows.validate import validate
from yuebao.write.site_folder import finish_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_archive(tmp_path, months=3, **SMALL)
    return tmp_path


def pages(root: Path) -> dict[str, bytes]:
    """What stands in `docs/`, but for what carries the documents."""
    return tree(root / "docs")


def test_many_processes_write_what_one_writes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = published_archive(root)
    monkeypatch.setattr(yuebao.workflows.emit, "FEW", 1)
    emit(root)
    written = pages(root)
    assert {path: written[path] for path in render_site(archive)} == render_site(archive)


def test_only_what_changed_is_written(root: Path) -> None:
    emit(root)
    assert emit(root).written.changed == ()  # type: ignore[union-attr]
    news = root / "data/2001-03/news.csv"
    text = news.read_text(encoding="utf-8").rstrip("\n").rpartition("\n")
    news.write_text(text[0] + "\n" + text[2].replace("示例", "示例示例") + "\n", encoding="utf-8")
    changed = emit(root).written.changed  # type: ignore[union-attr]
    assert "issues/2001-03.md" in changed
    assert not {"issues/2001-01.md", "counties.md", "notes.md"} & set(changed)


def test_data_that_changes_meanwhile_is_not_published(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emit(root)
    before = pages(root)
    honest = validate

    def disturbed(*arguments: object, **options: object) -> object:
        outcome = honest(*arguments, **options)  # type: ignore[arg-type]
        figure = root / "data/2001-02/news.csv"
        figure.write_text(figure.read_text(encoding="utf-8") + "2001-02-01,未核验。\n", encoding="utf-8")
        return outcome

    monkeypatch.setattr(yuebao.workflows.published, "validate", disturbed)
    with pytest.raises(Fault, match="有改动，没有写任何文件"):
        emit(root)
    assert pages(root) == before


def test_two_at_once_leave_what_one_leaves(root: Path) -> None:
    call = command("emit", "--root", str(root))
    runs = [subprocess.Popen(call, stdout=subprocess.DEVNULL, env=environment()) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    assert emit(root).written.changed == ()  # type: ignore[union-attr]
    assert not list((root / "docs").glob(".staging-*"))


def test_a_site_that_cannot_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system cannot exchange two names, and then does not give the second one."""
    archive, site = tmp_path / "archive", tmp_path / "www/site"
    (site / "page").mkdir(parents=True)
    (site / "page/index.html").write_text("旧", encoding="utf-8")
    finish_site(site)

    def made(plan: SitePlan, target: Path) -> list[str]:
        target.mkdir()
        return []

    monkeypatch.setattr(yuebao.workflows.build, "_run_mkdocs", made)
    monkeypatch.setattr(yuebao.write.exchange, "exchange", lambda one, other: False)
    rename = os.rename

    def second_fails(source: Path, target: Path) -> None:
        if source.name == "new":
            raise OSError(39, "Directory not empty", str(target))
        rename(source, target)

    monkeypatch.setattr(os, "rename", second_fails)
    with pytest.raises(Fault, match=r"文件夹不是空的；原来的网站没有改动。"):
        yuebao.workflows.build._build_site(SitePlan(archive, {}, archive), site)
    assert (site / "page/index.html").read_text(encoding="utf-8") == "旧"
    assert [path.name for path in site.parent.iterdir()] == ["site"]
