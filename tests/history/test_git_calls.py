"""Every call of git sees the objects as they are: nobody who can push, or who sets a variable, shows the gate others."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.git_repository import Repository, new_repository
from tests.support.repository import package_modules
from yuebao.history import git
from yuebao.history.git import Child, Commit, contents, entries, environment, run, tip, tree_of

HERE = "scripts/yuebao/history/git.py"


def calls(tree: ast.AST) -> list[ast.Call]:
    """The calls that start a program."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        if ast.unparse(node.func) in ("subprocess.run", "subprocess.Popen")
    ]


def test_one_module_alone_names_the_program() -> None:
    named = {
        path
        for path, tree in package_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value == "git"
    }
    assert named == {HERE}


def test_every_call_carries_the_options_and_the_environment() -> None:
    found = calls(package_modules()[HERE])
    assert len(found) == 3
    for call in found:
        text = ast.unparse(call)
        assert "env=environment(os.environ)" in text or "env=surroundings" in text, text
        first = call.args[0]
        assert "*_GIT" in ast.unparse(first) or ast.unparse(first) == "command", text
    assert ast.unparse(package_modules()[HERE]).count("[*_GIT,") == len(found)


def replaced(folder: Path) -> tuple[Repository, str, str]:
    """A repository whose newest commit, tree and file are each replaced by others; its first and second commit."""
    repository = new_repository(folder)
    (folder / "x").write_text("good", encoding="utf-8")
    good = repository.commit("好")
    (folder / "x").write_text("bad!", encoding="utf-8")
    bad = repository.commit("坏")
    for kind in (":x", "^{tree}", ""):
        repository.git("replace", oid(repository, bad, kind), oid(repository, good, kind))
    repository.git("config", "core.useReplaceRefs", "true")
    return repository, good, bad


CASES: list[tuple[str, Callable[[Path, str], Any], Callable[[Repository, str, str], Any]]] = [
    (
        "entries",
        lambda folder, name: [e.object for e in entries(folder, name)],
        lambda r, g, b: [oid(r, b, ":x")],
    ),
    ("tree_of", tree_of, lambda r, g, b: oid(r, b, "^{tree}")),
    (
        "contents",
        lambda folder, name: list(contents(folder, [e.object for e in entries(folder, name)])),
        lambda r, g, b: [b"bad!"],
    ),
    (
        "trees",
        lambda folder, name: list(git.trees(folder, [str(tree_of(folder, name))], 1000)),
        lambda r, g, b: [[Child("100644", "x", oid(r, b, ":x"))]],
    ),
    (
        "commits",
        lambda folder, name: list(git.commits(folder, name)),
        lambda r, g, b: [Commit(b, oid(r, b, "^{tree}"), 1), Commit(g, oid(r, g, "^{tree}"), 0)],
    ),
    (
        "sizes",
        lambda folder, name: git.sizes(folder, [e.object for e in entries(folder, name)]),
        lambda r, g, b: {oid(r, b, ":x"): 4},
    ),
    (
        "run",
        lambda folder, name: run(folder, "log", "--format=%H", name).decode().split(),
        lambda r, g, b: [b, g],
    ),
    ("tip", lambda folder, name: tip(folder, "refs/heads/main"), lambda r, g, b: b),
]


def oid(repository: Repository, commit: str, kind: str) -> str:
    """The name of a part of a commit, past all replacements."""
    return repository.git("-c", "core.useReplaceRefs=false", "rev-parse", f"{commit}{kind}").stdout.strip()


@pytest.mark.parametrize(("ask", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_replacements_are_not_seen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[Path, str], Any],
    expected: Callable[[Repository, str, str], Any],
) -> None:
    repository, good, bad = replaced(tmp_path)
    for key, value in {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.useReplaceRefs"}.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    assert ask(tmp_path, bad) == expected(repository, good, bad)


def test_grafts_are_not_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, good, bad = replaced(tmp_path)
    (tmp_path / ".git/info/grafts").write_text(f"{bad}\n", encoding="ascii")
    monkeypatch.setenv("GIT_GRAFT_FILE", str(tmp_path / ".git/info/grafts"))
    assert [commit.name for commit in git.commits(tmp_path, bad)] == [bad, good]


def test_of_gits_variables_only_those_of_a_hook_and_of_the_machine_are_handed_down() -> None:
    names = run(Path(__file__).parent, "rev-parse", "--local-env-vars").decode().split()
    more = ["GIT_REPLACE_REF_BASE", "GIT_NAMESPACE", "GIT_TRACE", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND"]
    given = dict.fromkeys((*names, *more, "GIT_CONFIG_GLOBAL", "GIT_QUARANTINE_PATH", "PATH"), "x")
    kept = {key for key, value in environment(given).items() if value == "x"}
    assert kept == {
        *("GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
        *("GIT_QUARANTINE_PATH", "GIT_CONFIG_GLOBAL", "PATH"),
    }


def test_a_reference_is_found_by_its_whole_name_alone(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    repository.commit("示例")
    repository.git("tag", "refs/heads/other")
    assert tip(tmp_path, "refs/heads/other") is None
    assert tip(tmp_path, "refs/heads/main") == repository.head()
