"""Objects, folders and commits as git answers: on a real repository, one conversation for many questions."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha1
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.git_repository import Repository, new_repository
from yuebao.history.git import (
    Child,
    Commit,
    Entry,
    commits,
    contents,
    entries,
    run,
    sizes,
    tip,
    tree_of,
    trees,
)
from yuebao.history.objects import EMPTY, LARGEST, Folder, objects_of
from yuebao.history.tips import NONE, Line, Tip, fingerprint, line_of
from yuebao.model.fault import Fault, UsageError

MISSING = "0123456789012345678901234567890123456789"


def blob(content: bytes) -> str:
    """The name that git gives to a content."""
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A version with plain files, one to run, a link, an empty one, folders, names of all sorts, and large files."""
    made = new_repository(tmp_path_factory.mktemp("objects") / "it")
    for name, content in {
        "a.txt": b"one",
        "run": b"#!",
        "none": b"",
        "数据/表 一.csv": "甲\n".encode(),
        "deep/er/x": b"x",
        "large": b"L" * (LARGEST + 3),
        "larger": b"M" * (3 * LARGEST + 1),
        "just": b"J" * LARGEST,
    }.items():
        path = made.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (made.folder / "run").chmod(0o755)
    (made.folder / "link").symlink_to("a.txt")
    made.commit("第一版", GIT_AUTHOR_DATE="2004-01-02T00:00:00Z", GIT_COMMITTER_DATE="2004-01-02T00:00:00Z")
    return made


def test_contents_one_after_another(repository: Repository) -> None:
    """What is too large is passed over whole: the next answer is the next one's."""
    head = repository.head()
    questions = {
        f"{head}:a.txt": b"one",
        f"{head}:larger": None,
        f"{head}:none": b"",
        f"{head}:large": None,
        MISSING: None,
        f"{head}:nothing": None,
        f"{head}:just": b"J" * LARGEST,
        f"{head}:数据/表 一.csv": "甲\n".encode(),
        blob(b"x"): b"x",
    }
    with objects_of(repository.folder, 20) as objects:
        assert {name: objects.content(name) for name in questions} == questions


def test_a_folder_holds_plain_files_and_folders(repository: Repository) -> None:
    head = repository.head()
    with objects_of(repository.folder, 20) as objects:
        top = objects.folder(f"{head}:")
        assert top.files == {
            "a.txt": blob(b"one"),
            "run": blob(b"#!"),
            "none": blob(b""),
            "large": blob(b"L" * (LARGEST + 3)),
            "larger": blob(b"M" * (3 * LARGEST + 1)),
            "just": blob(b"J" * LARGEST),
        }
        assert sorted(top.folders) == ["deep", "数据"]
        assert objects.folder(top.folders["数据"]) == Folder({"表 一.csv": blob("甲\n".encode())}, {})
        deep = objects.folder(top.folders["deep"])
        assert (deep.files, objects.folder(deep.folders["er"]).files) == ({}, {"x": blob(b"x")})
        assert objects.folder(f"{head}:none") == objects.folder(f"{head}:nothing") == EMPTY == Folder({}, {})


def test_a_git_that_ends_is_a_fault(repository: Repository) -> None:
    with (
        pytest.raises(Fault, match=r"^git cat-file 中途退出，版本库可能已损坏$"),
        objects_of(repository.folder, 20) as objects,
    ):
        objects.question.close()
        replace(objects, question=BytesIO()).content(MISSING)


def test_every_file_of_a_version(repository: Repository) -> None:
    found = list(entries(repository.folder, "HEAD", "deep", "a.txt", "link", "run"))
    assert found == [
        Entry("a.txt", "100644", blob(b"one"), 3),
        Entry("deep/er/x", "100644", blob(b"x"), 1),
        Entry("link", "120000", blob(b"a.txt"), 5),
        Entry("run", "100755", blob(b"#!"), 2),
    ]
    assert [each.path for each in entries(repository.folder, "HEAD", "数据")] == ["数据/表 一.csv"]


def test_contents_sizes_and_trees_of_objects(repository: Repository) -> None:
    one, none, x = blob(b"one"), blob(b""), blob(b"x")
    assert list(contents(repository.folder, [x, none, one, x])) == [b"x", b"", b"one", b"x"]
    assert sizes(repository.folder, [x, none, one]) == {x: 1, none: 0, one: 3}
    with objects_of(repository.folder, 20) as objects:
        tree = objects.folder("HEAD:").folders["deep"]
        inner = objects.folder(tree).folders["er"]
    assert list(trees(repository.folder, [inner, tree], 1000)) == [
        [Child("100644", "x", x)],
        [Child("40000", "er", inner)],
    ]
    length = len(b"40000 er\0") + 20
    assert len(list(trees(repository.folder, [tree], length))) == 1
    with pytest.raises(UsageError, match=r"^一个文件夹的清单有 0 MB，不予读取$"):
        list(trees(repository.folder, [tree], length - 1))


@pytest.mark.parametrize("name", [MISSING])
def test_an_object_that_is_missing_is_a_fault(repository: Repository, name: str) -> None:
    said = f"^版本库里缺少对象 {name}$"
    with pytest.raises(Fault, match=said):
        list(contents(repository.folder, [blob(b"x"), name]))
    with pytest.raises(Fault, match=said):
        list(trees(repository.folder, [name], 1000))
    with pytest.raises(Fault, match=said):
        sizes(repository.folder, [name])
    with pytest.raises(Fault, match=f"^版本库里缺少对象 {blob(b'x')}$"):
        list(trees(repository.folder, [blob(b"x")], 1000))  # there, and no tree


def test_commits_newest_first_and_what_is_no_version(repository: Repository, tmp_path: Path) -> None:
    first = repository.head()
    repository.git("checkout", "--quiet", "-b", "side")
    second = repository.commit("第二版")
    repository.git("checkout", "--quiet", "main")
    other = repository.commit("另一版", GIT_COMMITTER_DATE="2004-01-03T00:00:00Z")
    repository.git("merge", "--quiet", "--no-ff", "--message", "合并", "side")
    merge = repository.head()
    tree = tree_of(repository.folder, "HEAD")
    assert tree is not None
    try:
        found = list(commits(repository.folder, merge, first))
        assert found[0] == Commit(merge, tree, 2)
        assert sorted(found[1:], key=lambda each: each.name) == sorted(
            (Commit(second, tree, 1), Commit(other, tree, 1)), key=lambda each: each.name
        )
        assert list(commits(repository.folder, first)) == [Commit(first, tree, 0)]
        assert tip(repository.folder, "refs/heads/side") == second
        assert tip(repository.folder, "side") is tip(repository.folder, "refs/heads/none") is None
        assert tree_of(repository.folder, "none") is tree_of(repository.folder, "--all") is None
        with pytest.raises(Fault) as caught:
            list(commits(repository.folder, MISSING))
        assert str(caught.value) == f"git 无法列出 {MISSING} 的历史（git rev-list 返回 128）"
    finally:
        repository.git("reset", "--quiet", "--hard", first)


def test_what_may_be_published_has_another_fingerprint(repository: Repository, tmp_path: Path) -> None:
    """Another version that is checked out, another main branch, other accepted versions."""
    copy = tmp_path / "copy"
    Repository(tmp_path).git("clone", "--quiet", str(repository.folder), str(copy))
    clone = Repository(copy)
    assert fingerprint(tmp_path) == ""  # no repository
    seen = [fingerprint(copy)]
    assert fingerprint(copy) == seen[0]
    clone.commit("更多")
    seen.append(fingerprint(copy))
    clone.git("update-ref", "refs/remotes/origin/main", clone.head())
    seen.append(fingerprint(copy))
    (copy / ".git/yuebao").mkdir()
    for text in ("", f"{clone.head()} 2004-01-02\n"):
        (copy / ".git/yuebao/published").write_text(text, encoding="ascii")
        seen.append(fingerprint(copy))
    assert len({*seen}) == 4 and seen[2] == seen[3]  # an empty record says nothing more
    assert seen[-1].endswith(f"{clone.head()} 2004-01-02\n")
    assert fingerprint(copy / "deep") != seen[-1]  # the archive lies elsewhere in it
    assert fingerprint(copy / "deep").endswith(f"{clone.head()} 2004-01-02\n")


def test_a_machine_without_git_and_a_folder_that_is_not_there(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        run(tmp_path / "none", "version")
    assert missing.value.filename == tmp_path / "none"
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=r"^这里没有装 git，无法读取版本$"):
        run(repository.folder, "version")
    assert fingerprint(repository.folder) == ""
    assert line_of(repository.folder) == NONE


def test_an_archive_in_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    made = new_repository(tmp_path / "it")
    archive = made.folder / os.fsdecode(b"\xff")
    (archive / "data").mkdir(parents=True)
    (archive / "data/x").write_bytes(b"1")
    head = made.commit("示例", GIT_COMMITTER_DATE="2004-01-02T00:00:00Z")
    assert line_of(archive) == Line((Tip(head, "2004-01-02"),), os.fsdecode(b"\xff/"))
