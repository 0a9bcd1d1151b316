"""Every name, kind and size at the edge of what may be pushed, on either side of it."""

from __future__ import annotations

import pytest

from tests.gate.test_gate_limits import entry
from yuebao.gate.limits import MADE, MADE_IN_DOCS, accepted, bad_kind, bad_name, too_large

AWAY, CONTROL, LONG = "路径指向别处", "文件名里有控制字符", "文件名太长"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("data/2021-07/news.csv", ""), ("docs/说明.md", ""), (".gitattributes", ""), (".github/workflows/x.yml", ""),
        ("a.git", ""), ("data/git~2", ""), ("data/.gitx", ""), ("data/x.git/y", ""), ("data/a:b", ""),
        (".git", AWAY), (".git/config", AWAY), ("data/.git", AWAY), (".GiT", AWAY), (".git.", AWAY), (".git .", AWAY),
        (".git:stream", AWAY), (".git::$INDEX_ALLOCATION", AWAY), (".g\u200bit", AWAY), ("\ufeff.git", AWAY),
        ("git~1", AWAY), ("GIT~1", AWAY), ("git~1.", AWAY), ("git~1:x", AWAY), ("data/git~1/config", AWAY),
        ("..", AWAY), (".", AWAY), ("a/../b", AWAY), ("a//b", AWAY), ("/a", AWAY), ("a/", AWAY), ("", AWAY),
        ("...", AWAY), (" ", AWAY), ("a/ b", AWAY), ("a /b", AWAY), ("a\\b", AWAY), ("\u200b", AWAY), (":x", AWAY),
        ("a\x1fb", CONTROL), ("a\x7fb", CONTROL), ("a\x00b", CONTROL), ("a\tb", CONTROL), ("a b", ""),
        ("a\x20b\x7eb", ""), ("x" * 200, ""), ("x" * 201, LONG), ("长" * 66, ""), ("长" * 67, LONG),
        ("/".join(["x" * 199] * 5), ""), ("/".join(["x" * 199] * 5) + "y", ""),
        ("/".join(["x" * 199] * 5) + "/y", LONG), ("\udcff", "文件名不是 UTF-8"),
    ],
    ids=ascii,
)  # fmt: skip
def test_a_path_is_plain_or_refused_with_the_reason(path: str, reason: str) -> None:
    assert bad_name(path) == reason
    if "/" not in path:
        assert bad_name(path, whole=False) == reason


@pytest.mark.parametrize("name", ["a/b", "a/", "/"])
def test_no_single_name_holds_a_slash(name: str) -> None:
    assert bad_name(name, whole=False) == AWAY


@pytest.mark.parametrize("mode", ["100644", "100755", "100664", "40000", "040000"])
def test_plain_files_and_folders_pass(mode: str) -> None:
    assert bad_kind(mode) == ""


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("120000", "这是一个符号链接；请用文件本身代替"),
        ("160000", "这是另一个版本库（子模块）；请移走"),
        ("100600", "不是普通的文件或文件夹（100600）；请移走"),
        ("10644", "不是普通的文件或文件夹（10644）；请移走"),
        ("", "不是普通的文件或文件夹（）；请移走"),
    ],
)
def test_everything_else_is_refused(mode: str, reason: str) -> None:
    assert bad_kind(mode) == reason


@pytest.mark.parametrize(
    ("size", "reason"),
    [
        (0, ""),
        (50_000_000, ""),
        (50_000_001, "有 50.0 MB，超过 50 MB 的上限；请从提交里去掉"),
        (51_260_000, "有 51.3 MB，超过 50 MB 的上限；请从提交里去掉"),
    ],
)
def test_a_file_may_be_as_large_as_is_said(size: int, reason: str) -> None:
    assert too_large(size) == reason
    assert [said.partition("：")[2] for said in accepted([entry("data/x", size=size)])[1]] == [reason][
        : bool(reason)
    ]


def told(path: str) -> str:
    _, reasons = accepted([entry(path)])
    return "".join(reasons)


def made(path: str, top: str) -> str:
    return f"{path}：这是程序生成的，不进版本库；请执行 git rm -r --cached {top}"


@pytest.mark.parametrize("name", sorted(MADE))
def test_what_the_program_makes_is_not_pushed(name: str) -> None:
    """A folder of this name at the top, in any case, or a file in its place; elsewhere it is somebody's own."""
    for top in (name, name.upper()):
        assert told(f"{top}/x/y.txt") == made(f"{top}/x/y.txt", top)
        assert told(top) == made(top, top)
    assert told(f"data/2021-07/{name}") == ""
    assert told(f"{name}x/y.txt") == ""


@pytest.mark.parametrize("name", sorted(MADE_IN_DOCS))
def test_what_emit_makes_is_not_pushed(name: str) -> None:
    for path in (f"docs/{name}", f"DOCS/{name.upper()}", f"docs/{name}/x.md"):
        top = "/".join(path.split("/")[:2])
        assert told(path) == made(path, top)
    assert told(f"data/2021-07/{name}") == ""


@pytest.mark.parametrize(
    ("path", "top"),
    [
        ("a/__pycache__/x.pyc", "a"), ("__pycache__/x", "__pycache__"), ("data/__PYCACHE__/x", "data"),
        ("scripts/yuebao.egg-info/PKG", "scripts"), ("x.EGG-INFO/y", "x.EGG-INFO"),
        ("data/.staging-x/y.new", "data"), (".staging-/y", ".staging-"), ("docs/a/__pycache__/x.md", "docs/a"),
    ],
)  # fmt: skip
def test_what_lies_in_a_folder_of_leavings_is_not_pushed(path: str, top: str) -> None:
    assert told(path) == made(path, top)


@pytest.mark.parametrize(
    "path",
    [
        "__pycache__.txt",
        "data/egg-info/x",
        "data/x.egg-info",
        "a.staging-x/y",
        "docs/about.md",
        "data/site/x",
    ],
)
def test_what_is_only_called_alike_passes(path: str) -> None:
    assert told(path) == ""


@pytest.mark.parametrize(
    ("paths", "twice"),
    [
        (["data/a", "data/b"], []),
        (["data/a", "data/A"], ["data/A"]),
        (["data/\u00e9", "data/e\u0301"], ["data/e\u0301"]),
        (["data/\u00c9", "data/e\u0301"], ["data/e\u0301"]),
        (["data/straße", "data/STRASSE"], ["data/STRASSE"]),
        (["data/a", "data/A/b"], ["data/a"]),
        (["data/a/b/c", "data/A/B"], ["data/A/B"]),
        (["a", "A/b"], ["a"]),
        (["a/b", "A"], ["A"]),
        (["data/ab", "data/a/b"], []),
        (["b", "a", "B", "A"], ["A", "B"]),
    ],
    ids=str,
)  # fmt: skip
def test_paths_that_some_disks_hold_for_one_are_told(paths: list[str], twice: list[str]) -> None:
    _, reasons = accepted(entry(path) for path in paths)
    assert reasons == [f"{path}：同一路径出现了两次" for path in twice]


@pytest.mark.parametrize("count", [19, 20, 21])
def test_of_many_collisions_the_first_are_told(count: int) -> None:
    _, reasons = accepted([entry(f"{name}{number:02d}") for name in "aA" for number in range(count)])
    assert reasons == [f"A{number:02d}：同一路径出现了两次" for number in range(min(count, 20))]
