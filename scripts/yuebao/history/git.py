"""Running git and reading its answers. Nothing here looks at a work tree, an index or a filter.

Every call of git is made here, and sees the objects as they are: replacements, grafts and what the environment says of
other configuration, references or folders have no effect. So what is judged is what is published.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yuebao.model.fault import Fault, UsageError
from yuebao.model.refusal import reason

_GIT: Final = (
    "git",
    "--no-replace-objects",
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.useReplaceRefs=false"),
    *("-c", "core.fsmonitor=false"),
)
"""The program and what holds for every call: no configuration of a repository can say otherwise."""
_FIXED: Final = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
_HANDED_DOWN: Final = frozenset(
    (
        *("GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"),
        *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
    )
)
"""The only variables of git's that are heeded: where git has put what a hook is asked about, and which files of the
machine's own hold its settings (whom to trust as an owner of folders)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a version: its mode (`100644`, `120000` a symbolic link, `160000` another repository), the name
    of its content, and its size, ``None`` for another repository."""

    path: str
    mode: str
    object: str
    size: int | None


def run(folder: Path, *arguments: str) -> bytes:
    """What git prints. Raises `subprocess.CalledProcessError` when it refuses, `UsageError` when there is no git that
    runs."""
    return _run(folder, arguments).stdout


def environment(surroundings: Mapping[str, str]) -> dict[str, str]:
    """The environment of every call of git, from that of this process."""
    kept = {
        key: value for key, value in surroundings.items() if not key.startswith("GIT_") or key in _HANDED_DOWN
    }
    return kept | _FIXED


def _run(folder: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    command, surroundings = [*_GIT, *arguments], environment(os.environ)
    try:
        return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=True)
    except OSError as error:
        if error.filename != "git":
            raise
        there = not isinstance(error, FileNotFoundError)
        why = f"这里的 git 运行不了（{reason(error)}）" if there else "这里没有装 git"
        raise UsageError(f"{why}，无法读取版本") from error


def started(folder: Path, *arguments: str, stdin: int | None = None) -> subprocess.Popen[bytes]:
    """A git that answers while it is read."""
    return subprocess.Popen(
        [*_GIT, *arguments],
        cwd=folder,
        env=environment(os.environ),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def tip(folder: Path, reference: str) -> str | None:
    """What the reference of exactly this full name holds, ``None`` when there is none. `git rev-parse` would also find
    `refs/tags/refs/heads/main` under the name `refs/heads/main`."""
    try:
        found = run(folder, "show-ref", "--verify", "--hash", "--", reference)
    except subprocess.CalledProcessError:
        return None
    return found.decode("ascii").strip()


def target(folder: Path, reference: str) -> str:
    """The full name of the reference that an update of this one moves: itself, or what a symbolic reference leads to."""
    try:
        found = run(folder, "symbolic-ref", "--quiet", "--", reference)
    except subprocess.CalledProcessError:
        return reference
    return os.fsdecode(found.removesuffix(b"\n"))


def tree_of(folder: Path, revision: str) -> str | None:
    """The name of the tree of a revision, or ``None`` when git does not know it."""
    try:
        name = run(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{tree}}")
    except subprocess.CalledProcessError:
        return None
    return name.decode("ascii").strip()


def entries(folder: Path, revision: str, *paths: str) -> Iterator[Entry]:
    """Every file of a revision below ``folder``, its path relative to it, one after the other as git finds them.

    Read as it comes, so that a caller can stop at a limit however large the version is.
    """
    with started(folder, "ls-tree", "-r", "-l", "-z", revision, "--", *paths) as process:
        assert process.stdout is not None
        try:
            rest = b""
            while block := process.stdout.read(65536):
                *records, rest = (rest + block).split(b"\0")
                yield from (_entry(record) for record in records)
        except GeneratorExit:
            process.kill()
            raise
    if process.returncode:
        raise Fault(f"git 无法列出版本 {revision} 的文件（git ls-tree 返回 {process.returncode}）")


def _entry(record: bytes) -> Entry:
    head, _, path = record.partition(b"\t")
    mode, _, name, size = head.decode("ascii").split()
    return Entry(os.fsdecode(path), mode, name, None if size == "-" else int(size))


def contents(folder: Path, objects: Iterable[str]) -> Iterator[bytes]:
    """The contents of objects, in the order asked, one git for all. One that is missing is a `Fault`."""
    with started(folder, "cat-file", "--batch", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        for name in objects:
            process.stdin.write(f"{name}\n".encode("ascii"))
            process.stdin.flush()
            answer = process.stdout.readline().decode("ascii", "replace").split()
            if len(answer) != 3:
                raise Fault(f"版本库里缺少对象 {name}")
            content = process.stdout.read(int(answer[2]))
            process.stdout.read(1)
            yield content
        process.stdin.close()


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its name, that of its tree, and how many parents it has."""

    name: str
    tree: str
    parents: int


def commits(folder: Path, new: str, *old: str) -> Iterator[Commit]:
    """Every commit that ``new`` has in its history and none of ``old`` has, the newest first, as git finds them."""
    known = (f"^{name}" for name in old)
    with started(folder, "rev-list", "--format=%T %P", new, *known, "--") as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                tree, *parents = process.stdout.readline().decode("ascii").split()
                yield Commit(line.decode("ascii").removeprefix("commit ").strip(), tree, len(parents))
        except GeneratorExit:
            process.kill()
            raise
    if process.returncode:
        raise Fault(f"git 无法列出 {new} 的历史（git rev-list 返回 {process.returncode}）")


@dataclass(frozen=True, slots=True)
class Child:
    """What a tree holds under one name: its mode (`40000` a folder) and the name of its content."""

    mode: str
    name: str
    object: str


def trees(folder: Path, objects: Iterable[str], limit: int) -> Iterator[list[Child]]:
    """What each of these trees holds, in the order asked. One of more than ``limit`` bytes is a `UsageError`, unread."""
    with started(folder, "cat-file", "--batch", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            for name in objects:
                process.stdin.write(f"{name}\n".encode("ascii"))
                process.stdin.flush()
                answer = process.stdout.readline().decode("ascii", "replace").split()
                if len(answer) != 3 or answer[1] != "tree":
                    raise Fault(f"版本库里缺少对象 {name}")
                if int(answer[2]) > limit:
                    raise UsageError(f"一个文件夹的清单有 {int(answer[2]) / 1_000_000:.0f} MB，不予读取")
                content = process.stdout.read(int(answer[2]))
                process.stdout.read(1)
                yield list(_children(content, len(name) // 2))
            process.stdin.close()
        except BaseException:
            process.kill()
            raise


def _children(content: bytes, digest: int) -> Iterator[Child]:
    start = 0
    while start < len(content):
        end = content.index(b"\0", start)
        mode, _, name = content[start:end].partition(b" ")
        start = end + 1 + digest
        yield Child(mode.decode("ascii"), os.fsdecode(name), content[end + 1 : start].hex())


def sizes(folder: Path, objects: Iterable[str]) -> dict[str, int]:
    """How many bytes each of the objects has. One that is missing is a `Fault`."""
    command = [*_GIT, "cat-file", "--batch-check=%(objectname) %(objectsize)"]
    asked = "".join(f"{name}\n" for name in objects).encode("ascii")
    done = subprocess.run(
        command, cwd=folder, env=environment(os.environ), input=asked, capture_output=True, check=True
    )
    found: dict[str, int] = {}
    for line in done.stdout.decode("ascii", "replace").splitlines():
        name, _, size = line.partition(" ")
        if not size.isdigit():
            raise Fault(f"版本库里缺少对象 {name}")
        found[name] = int(size)
    return found


def local_variables() -> list[str]:
    """The environment variables that tie git to one repository, as a hook finds them set."""
    return run(Path.cwd(), "rev-parse", "--local-env-vars").decode("ascii").split()
