"""A release is checked before anything is made: what is wrong is said, a line each, and then nothing happens."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import release
from tests.support.git_repository import ENVIRONMENT, Repository
from tests.support.program import run_apart
from tests.support.repository import ROOT, kept_files
from yuebao import __version__

VERSION, CHANGES = release.VERSION, release.CHANGES
READY = "# 变更记录 {#changelog}\n\n## 0.2.0（2026-01-31） {#v0-2-0}\n\n- 一条。\n\n## 0.1.0（2025-12-01） {#v0-1-0}\n\n- 一条。\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A program of two files that is ready for its release."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, ENVIRONMENT[name])
    repository = Repository(tmp_path / "program")
    repository.folder.mkdir()
    repository.git("init", "--quiet", "--initial-branch", "main")
    write(repository, VERSION, '__version__ = "0.2.0"\n')
    write(repository, CHANGES, READY)
    repository.commit("begin")
    return repository


def write(repository: Repository, name: str, text: str) -> None:
    path = repository.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_nothing_keeps_back_what_is_ready(repository: Repository) -> None:
    assert list(release.problems(repository.folder)) == []


CHANGED = {
    "not dated": (
        "（2026-01-31）",
        "（未发布）",
        f"{CHANGES}：0.2.0 写着“未发布”，请改成发布的日期，如 2026-01-31",
    ),
    "no day": (
        "2026-01-31",
        "2026-01-32",
        f"{CHANGES}：0.2.0 写着“2026-01-32”，请改成发布的日期，如 2026-01-31",
    ),
    "missing": ("## 0.2.0（2026-01-31） {#v0-2-0}", "新的", f"{CHANGES}：没有 0.2.0 一节"),
    "not the first": (
        "## 0.2.0（",
        "## 0.3.0（2026-02-01） {#v0-3-0}\n\n## 0.2.0（",
        f"{CHANGES}：最前面的一节是 0.3.0，应是 0.2.0",
    ),
    "anchor of another": ("{#v0-2-0}", "{#v0-2-1}", f"{CHANGES}：0.2.0 一节的锚点应是 {{#v0-2-0}}"),
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_changelog_that_is_not_ready(repository: Repository, case: str) -> None:
    before, after, said = CHANGED[case]
    assert READY.count(before) == 1
    write(repository, CHANGES, READY.replace(before, after))
    repository.commit("change")
    assert list(release.problems(repository.folder)) == [said]


@pytest.mark.parametrize("version", ["", "0.2", "0.2.0.dev1", "v0.2.0", "00.2.0", "0.2.0\\n"])
def test_a_version_that_is_none(repository: Repository, version: str) -> None:
    write(repository, VERSION, f'__version__ = "{version}"\n')
    repository.commit("version")
    assert f"{VERSION}：版本号“{version}”不是 主.次.修 三个数" in list(release.problems(repository.folder))


def test_work_that_is_not_committed_another_branch_and_a_tag_that_stands(repository: Repository) -> None:
    repository.git("tag", "v0.2.0")
    repository.git("switch", "--quiet", "--create", "other")
    write(repository, "new.txt", "新的\n")
    assert list(release.problems(repository.folder)) == [
        "有没提交的改动：请先提交，或用 git stash 收起来",
        "现在在 other，发布要在 main",
        f"标签 v0.2.0 已经有了：请在 {VERSION} 里改版本号",
    ]


def test_what_is_not_ready_gets_no_tag_and_no_wheel(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    write(repository, "new.txt", "新的\n")
    assert release.main(repository.folder) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "还不能发布：\n  有没提交的改动：请先提交，或用 git stash 收起来\n")
    assert repository.git("tag").stdout == ""
    assert not (repository.folder / "build").exists()


@pytest.mark.slow
def test_a_release_is_a_wheel_that_runs_a_handbook_and_a_tag_that_nobody_else_has(
    tmp_path: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in kept_files():
        name = path.relative_to(ROOT)
        if name.parts[0] in ("scripts", "pyproject.toml", "README.md", "LICENSE", ".gitignore"):
            (repository.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, repository.folder / name)
    text = (ROOT / CHANGES).read_text(encoding="utf-8")
    write(repository, CHANGES, text.replace("（未发布）", "（2026-01-31）", 1))
    repository.commit("program")
    origin = tmp_path / "origin.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(repository.folder), str(origin)], check=True)
    assert release.main(repository.folder) == 0
    made = repository.folder / "build/release"
    names = [f"yuebao-{__version__}-py3-none-any.whl", f"yuebao-handbook-{__version__}.zip"]
    assert sorted(path.name for path in made.iterdir()) == names
    with zipfile.ZipFile(made / names[1]) as handbook:
        assert {"handbook/index.html", "handbook/kinds.html", "handbook/releasing.html"} <= set(
            handbook.namelist()
        )
    assert repository.git(
        "for-each-ref", "--format=%(objecttype) %(contents:subject)", "refs/tags"
    ).stdout == (f"tag 月报档案 {__version__}\n")
    assert repository.git("rev-parse", f"v{__version__}^{{}}").stdout.strip() == repository.head()
    assert subprocess.run(["git", "-C", str(origin), "tag"], check=True, capture_output=True).stdout == b""
    assert f"git push origin main v{__version__}\n" in capsys.readouterr().out
    assert list(release.problems(repository.folder)) == [
        f"标签 v{__version__} 已经有了：请在 {VERSION} 里改版本号"
    ]


def test_the_changelog_begins_with_the_version_of_the_program() -> None:
    sections = re.findall(r"^## .*$", (ROOT / CHANGES).read_text(encoding="utf-8"), re.MULTILINE)
    number = re.escape(__version__)
    assert re.fullmatch(rf"## {number}（.+） \{{#v{__version__.replace('.', '-')}\}}", sections[0])


def test_the_program_says_its_version() -> None:
    assert run_apart("--version") == (0, f"{__version__}\n", "")
    assert release.version_of(ROOT) == __version__
