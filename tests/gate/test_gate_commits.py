"""Every new commit of a push is bounded: what a later commit takes away was pushed all the same."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

import pytest

from tests.gate.test_pre_receive import server, start
from tests.support.gate_server import Server
from tests.support.git_objects import bomb, commit_tree, folder, with_items, write
from tests.support.git_repository import Repository, new_repository
from yuebao.gate import commits
from yuebao.gate.commits import unbounded
from yuebao.model.fault import UsageError

__all__ = ["server", "start"]  # fixtures


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = new_repository(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/x").write_text("x", encoding="ascii")
    made.commit("好")
    return made


def undone(repository: Repository, mode: str, oid: str, name: bytes = b"bad") -> tuple[str, str]:
    """A commit that adds an entry to `data/`, and the commit after it that takes it away."""
    head = repository.head()
    tree = repository.git("rev-parse", f"{head}^{{tree}}").stdout.strip()
    bad = commit_tree(repository, with_items(repository, tree, [b"data"], [(mode, name, oid)]), head)
    return bad, commit_tree(repository, tree, bad)


@pytest.mark.parametrize("files", [True, False], ids=["files", "empty"])
@pytest.mark.parametrize(("wide", "deep"), [(10, 10), (2, 30), (100, 5), (1000, 2), (3, 31)])
def test_folders_that_unfold_without_end(repository: Repository, wide: int, deep: int, files: bool) -> None:
    old = repository.head()
    bad, new = undone(repository, "40000", bomb(repository, wide, deep, files))
    assert unbounded(repository.folder, new, [old]) == [
        f"提交 {bad[:10]} 展开有 100000 个以上的文件和文件夹（后来的提交删去了也算）"
    ]
    assert len(unbounded(repository.folder, new, [])) == 1


def test_folders_within_folders(repository: Repository) -> None:
    old = repository.head()
    deep = bomb(repository, 1, commits.DEPTH, files=True)
    bad, new = undone(repository, "40000", deep)
    assert unbounded(repository.folder, new, [old]) == [f"提交 {bad[:10]} 的文件夹套了 32 层以上"]
    _, fine = undone(repository, "40000", bomb(repository, 1, commits.DEPTH - 4, files=True))
    assert unbounded(repository.folder, fine, [old]) == []


@pytest.mark.parametrize(
    ("mode", "name", "reason"),
    [
        ("120000", b"l", "这是一个符号链接；请用文件本身代替"),
        ("160000", b"m", "这是另一个版本库（子模块）；请移走"),
        ("100640", b"f", "不是普通的文件或文件夹（100640）；请移走"),
        ("100644", b"..", "路径指向别处"),
        ("100644", b"a/b", "路径指向别处"),
        ("100644", b"\xff", "文件名不是 UTF-8"),
        ("100644", b"a\nb", "文件名里有控制字符"),
    ],
)
def test_one_bad_entry_that_was_taken_away_again(
    repository: Repository, mode: str, name: bytes, reason: str
) -> None:
    old = repository.head()
    bad, new = undone(repository, mode, write(repository, "blob", b"/etc/passwd"), name)
    said = unbounded(repository.folder, new, [old])
    assert len(said) == 1
    assert said[0].startswith(f"提交 {bad[:10]} 的 data/") and said[0].endswith(f"：{reason}")
    assert unbounded(repository.folder, new, [new]) == []


def test_a_large_file_that_was_taken_away_again(repository: Repository) -> None:
    old = repository.head()
    large = repository.folder / "large"
    with large.open("wb") as stream:
        stream.truncate(50_000_001)
    oid = repository.git("hash-object", "-w", "large").stdout.strip()
    bad, new = undone(repository, "100644", oid)
    assert unbounded(repository.folder, new, [old]) == [
        f"提交 {bad[:10]} 的 data/bad：有 50.0 MB，超过 50 MB 的上限；请从提交里去掉"
    ]


def test_large_files_together(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "TOTAL_BYTES", 10)
    old = repository.head()
    _, new = undone(repository, "100644", write(repository, "blob", b"12345678901"))
    assert unbounded(repository.folder, new, [old]) == ["新的文件合计超过 0 MB；请分几次推送"]
    assert unbounded(repository.folder, new, [new]) == []


def test_too_many_commits_parents_and_entries(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = repository.head()
    tree = repository.git("rev-parse", "HEAD^{tree}").stdout.strip()
    sides = [repository.git("commit-tree", tree, "-p", old, "-m", str(n)).stdout.strip() for n in range(17)]
    many = commit_tree(repository, tree, *sides)
    assert unbounded(repository.folder, many, [old]) == [f"提交 {many[:10]} 合并了 17 个版本，上限是 16 个"]
    monkeypatch.setattr(commits, "COMMITS", 16)
    monkeypatch.setattr(commits, "PARENTS", 17)
    assert unbounded(repository.folder, many, [old]) == ["新的提交超过 16 个；请分几次推送"]
    monkeypatch.setattr(commits, "COMMITS", 18)
    assert unbounded(repository.folder, many, [old]) == []
    monkeypatch.setattr(commits, "ENTRIES", 1)
    with pytest.raises(UsageError, match="合计超过 1 项"):
        unbounded(repository.folder, many, [old])


def test_a_list_without_end_is_not_read(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "_LISTING", 1000)
    blob = write(repository, "blob", b"x")
    wide = folder(repository, [("100644", b"%04d" % number, blob) for number in range(1000)])
    _, new = undone(repository, "40000", wide)
    with pytest.raises(UsageError, match="一个文件夹的清单"):
        unbounded(repository.folder, new, [repository.head()])


@pytest.mark.slow
@pytest.mark.parametrize("last", ["undone", "kept"])
def test_pushed_bombs_cost_neither_minutes_nor_gigabytes(server: Server, last: str) -> None:
    before = server.has("main")
    bad, new = undone(server.clerk, "40000", bomb(server.clerk, 10, 10, files=True))
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    pushed = server.push(f"{new if last == 'undone' else bad}:main")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used < 20
    assert not pushed.accepted and "展开有 100000 个以上的文件和文件夹" in pushed.screen
    assert server.has("main") == before


TRICKS = [
    (mode, name, place)
    for place in ((), (b"data",), (b"data", b"2004-01"), (b"schemas",))
    for mode, name in [
        *(("120000", name) for name in (b"link", b"link.csv")),
        *(("160000", name) for name in (b"module",)),
        *(
            ("100644", name)
            for name in (b"..", b".", b"a/../../b", b"/etc", b"a\\..\\b", b".git", b".GIT", b".git ")
        ),
        *(("100644", name) for name in (b"git~1", b".g\xe2\x80\x8cit", b".git::$INDEX_ALLOCATION", b"...")),
        *(
            ("100644", name)
            for name in (b"\xff\xfe", b"a\nb", b"\x1b[2J", b"a\x7f", b"n" * 201, b" x", b"x ")
        ),
        *(("40000", name) for name in (b"..", b".git", b"a/b", b".Git.")),
        *(("100640", name) for name in (b"odd",)),
    ]
]


@pytest.fixture(scope="module")
def open_server(start: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server that leaves all to our own check."""
    import shutil

    folder = tmp_path_factory.mktemp("tricks")
    shutil.copytree(start.bare, folder / "server.git")
    shutil.copytree(start.clerk.folder, folder / "clerk", symlinks=True)
    Repository(folder / "server.git").git("config", "receive.fsckObjects", "false")
    return Server(folder / "server.git", Repository(folder / "clerk"), f"file://{folder / 'server.git'}")


@pytest.mark.slow
@pytest.mark.parametrize("later", ["kept", "undone"])
def test_tricks_with_paths(open_server: Server, later: str) -> None:
    """Each of the tricks, at each place, as it stands and undone by the next commit: 2 × 104 pushes would take minutes,
    so each place is pushed, and each trick is judged."""
    clerk, head = open_server.clerk, open_server.clerk.head()
    tree = clerk.git("rev-parse", "HEAD^{tree}").stdout.strip()
    blob = write(clerk, "blob", b"x")
    inner = folder(clerk, [("100644", b"x", blob)])
    passed = []
    pushed: set[str] = set()
    for mode, name, place in TRICKS:
        item = (mode, name, inner if mode == "40000" else blob)
        bad = commit_tree(clerk, with_items(clerk, tree, place, [item]), head)
        new = commit_tree(clerk, tree, bad) if later == "undone" else bad
        if not unbounded(clerk.folder, new, [head]):
            passed.append((mode, name, place))
        if place == (b"data",):
            pushed.add(new)
            if open_server.push(f"{new}:main").accepted:
                passed.append((mode, name, place))
    assert passed == []
    assert len(pushed) >= 26 and len(TRICKS) >= 45
    assert open_server.has("main") == head
    assert subprocess.run(["git", "fsck"], cwd=open_server.bare, check=False).returncode == 0
