"""Running git and reading its answers. Nothing here looks at a work tree, an index or a filter."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yuebao.model.fault import Fault, UsageError


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a version: its mode (`100644`, `120000` a symbolic link, `160000` another repository), the name
    of its content, and its size, ``None`` for another repository."""

    path: str
    mode: str
    object: str
    size: int | None


def run(folder: Path, *arguments: str) -> bytes:
    """What git prints. Raises `subprocess.CalledProcessError` when it refuses, `UsageError` when there is no git."""
    return _run(folder, arguments).stdout


def _run(folder: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    except FileNotFoundError as error:
        if error.filename != "git":
            raise
        raise UsageError("这里没有装 git，无法读取版本") from error


def tree_of(folder: Path, revision: str) -> str | None:
    """The name of the tree of a revision, or ``None`` when git does not know it."""
    try:
        name = run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}")
    except subprocess.CalledProcessError:
        return None
    return name.decode("ascii").strip()


def entries(folder: Path, revision: str, *paths: str) -> Iterator[Entry]:
    """Every file of a revision below ``folder``, its path relative to it, one after the other as git finds them.

    Read as it comes, so that a caller can stop at a limit however large the version is.
    """
    command = ["git", "ls-tree", "-r", "-l", "-z", revision, "--", *paths]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
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
    command = ["git", "cat-file", "--batch"]
    pipe, silent = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=silent) as process:
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


def local_variables() -> list[str]:
    """The environment variables that tie git to one repository, as a hook finds them set."""
    return run(Path.cwd(), "rev-parse", "--local-env-vars").decode("ascii").split()
