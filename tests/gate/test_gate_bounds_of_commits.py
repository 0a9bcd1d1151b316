"""Each bound of a push on either side of it: depth, files, sizes alone and together, commits, parents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.git_repository import Repository, new_repository
from yuebao.gate import commits
from yuebao.gate.commits import unbounded


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = new_repository(tmp_path)
    (tmp_path / "old.txt").write_bytes(b"o" * 90)
    made.commit("示例")
    return made


def reasons(repository: Repository, old: str) -> list[str]:
    return unbounded(repository.folder, repository.head(), [old] if old else [])


@pytest.mark.parametrize(("deep", "refused"), [(30, False), (31, False), (32, True), (33, True)])
def test_folders_may_lie_in_so_many_folders(repository: Repository, deep: int, refused: bool) -> None:
    """The top of the version is the first folder of 32."""
    old = repository.head()
    place = repository.folder.joinpath(*["d"] * deep)
    place.mkdir(parents=True)
    (place / "x").write_bytes(b"x")
    new = repository.commit("示例")
    assert reasons(repository, old) == [f"提交 {new[:10]} 的文件夹套了 32 层以上"] * refused


@pytest.mark.parametrize(("size", "refused"), [(59, False), (60, False), (61, True)])
def test_one_file_may_be_so_large(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, size: int, refused: bool
) -> None:
    """What was accepted before, larger or not, is not asked again."""
    monkeypatch.setattr("yuebao.gate.limits.FILE_BYTES", 60)
    old = repository.head()
    (repository.folder / "data").mkdir()
    (repository.folder / "data/new.txt").write_bytes(b"n" * size)
    new = repository.commit("示例")
    found = reasons(repository, old)
    assert [said.partition("：")[0] for said in found] == [f"提交 {new[:10]} 的 data/new.txt"] * refused
    assert len(reasons(repository, "")) == 1 + refused


@pytest.mark.parametrize(("size", "refused"), [(99, False), (100, False), (101, True)])
@pytest.mark.parametrize("files", [1, 2])
def test_new_files_together_may_be_so_large(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, size: int, refused: bool, files: int
) -> None:
    """Those that were accepted before do not count, and equal ones count once."""
    monkeypatch.setattr(commits, "TOTAL_BYTES", 100)
    old = repository.head()
    for number in range(files):
        part = size // files + (size % files if number == 0 else 0)
        content = bytes([number]) * part
        for name in (f"new{number}.txt", f"again{number}.txt"):
            (repository.folder / name).write_bytes(content)
    repository.commit("示例")
    found = reasons(repository, old)
    assert [said.partition("；")[1:] for said in found] == [("；", "请分几次推送")] * refused
    assert all(said.startswith("新的文件合计超过 ") for said in found)


@pytest.mark.parametrize(("files", "refused"), [(7, False), (8, False), (9, True)])
def test_a_version_may_unfold_into_so_many(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, files: int, refused: bool
) -> None:
    """Files and folders, each as often as it stands; also where a later commit takes them away."""
    monkeypatch.setattr(commits, "FILES", 10)
    old = repository.head()
    (repository.folder / "data").mkdir()
    for number in range(files):
        (repository.folder / f"data/{number}").write_bytes(b"same")
    bad = repository.commit("示例")
    repository.git("rm", "--quiet", "-r", "data")
    repository.commit("示例")
    assert [said[:13] for said in reasons(repository, old)] == [f"提交 {bad[:10]}"[:13]] * refused


@pytest.mark.parametrize(("count", "refused"), [(2, False), (3, False), (4, True)])
def test_so_many_commits_may_come_at_once(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, count: int, refused: bool
) -> None:
    monkeypatch.setattr(commits, "COMMITS", 3)
    old = repository.head()
    for number in range(count):
        (repository.folder / "x").write_bytes(b"%d" % number)
        repository.commit("示例")
    assert reasons(repository, old) == ["新的提交超过 3 个；请分几次推送"] * refused


@pytest.mark.parametrize(("parents", "refused"), [(2, False), (3, False), (4, True)])
def test_a_commit_may_join_so_many_versions(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, parents: int, refused: bool
) -> None:
    monkeypatch.setattr(commits, "PARENTS", 3)
    old = repository.head()
    tree = repository.git("rev-parse", "HEAD^{tree}").stdout.strip()
    each = [
        repository.git("commit-tree", tree, "-p", old, "-m", f"示例{number}").stdout.strip()
        for number in range(parents)
    ]
    joined = [word for name in each for word in ("-p", name)]
    new = repository.git("commit-tree", tree, *joined, "-m", "示例").stdout.strip()
    assert (
        unbounded(repository.folder, new, [old])
        == [f"提交 {new[:10]} 合并了 {parents} 个版本，上限是 3 个"] * refused
    )


@pytest.mark.parametrize(("bad", "told"), [(19, 19), (20, 20), (25, 20)])
def test_of_many_reasons_the_first_are_told(repository: Repository, bad: int, told: int) -> None:
    old = repository.head()
    for number in range(bad):
        (repository.folder / f"link{number:02d}").symlink_to("nowhere")
    new = repository.commit("示例")
    assert reasons(repository, old) == [
        f"提交 {new[:10]} 的 link{number:02d}：这是一个符号链接；请用文件本身代替" for number in range(told)
    ]
