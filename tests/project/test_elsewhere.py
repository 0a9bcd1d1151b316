"""What can be proven here of systems that are not at hand: Windows has no fork, no locks of files, no groups of processes,
and a console that may know GBK alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.program import environment
from tests.support.repository import ROOT, package_modules

MODULES = frozenset({"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog", "crypt"})
NAMES = frozenset(
    [
        "os.fork",
        "os.forkpty",
        "os.killpg",
        "os.getpgid",
        "os.setsid",
        "os.getuid",
        "os.geteuid",
        "os.getgid",
        "os.getegid",
        "os.chown",
        "os.lchown",
        "os.fchown",
        "os.fchmod",
        "os.mkfifo",
        "os.mknod",
        "os.statvfs",
        "os.nice",
        "os.uname",
        "os.sync",
        "os.wait",
        "os.sched_getaffinity",
        "os.getloadavg",
        "os.O_NOFOLLOW",
        "os.O_DIRECTORY",
        "os.O_NONBLOCK",
        "os.O_CLOEXEC",
        "signal.SIGKILL",
        "signal.SIGALRM",
        "signal.SIGHUP",
        "signal.SIGQUIT",
        "signal.SIGUSR1",
        "signal.SIGPIPE",
        "signal.alarm",
        "signal.setitimer",
        "signal.pthread_sigmask",
        "socket.AF_UNIX",
    ]
)
SERVER = "scripts/yuebao/gate/"
"""The part that runs on the server alone."""

AWAY = f"""
import multiprocessing, os, shutil, signal, subprocess, sys, tempfile  # the standard library looks where it is
for name in {sorted(MODULES - {"posix"})}:
    sys.modules[name] = None
for name in {sorted(NAMES - {"os.getuid", "os.geteuid"})}:  # a library asks for these by the name of the system
    module, _, member = name.partition(".")
    if module in ("os", "signal") and hasattr(sys.modules[module], member):
        delattr(sys.modules[module], member)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
sys.argv[0] = "yuebao"
import runpy
runpy.run_module("yuebao", run_name="__main__")
"""


def guarded(tree: ast.AST) -> set[int]:
    """The lines of code that asks first: below an `if` about the system or a `hasattr`, or in a `try` that takes an import
    error."""
    found: set[int] = set()
    for node in ast.walk(tree):
        asks = isinstance(node, ast.If | ast.IfExp) and re.search(
            r"hasattr|os\.name|sys\.platform|is None", ast.unparse(node.test)
        )
        tries = isinstance(node, ast.Try) and any(
            handler.type is not None and "ImportError" in ast.unparse(handler.type)
            for handler in node.handlers
        )
        leaves = isinstance(node, ast.FunctionDef) and any(
            isinstance(each, ast.If)
            and re.search(r"not hasattr|is None", ast.unparse(each.test))
            and isinstance(each.body[-1], ast.Return)
            for each in node.body
        )
        if asks or tries or leaves:
            assert isinstance(node, ast.stmt | ast.expr)
            found |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return found


def unguarded(path: Path) -> Iterator[str]:
    """What a module uses that Windows has not, and does not ask for first."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    safe = guarded(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom):
            names = {node.module or ""} & MODULES
        elif isinstance(node, ast.Attribute):
            names = {ast.unparse(node)} & NAMES
        else:
            continue
        if names and node.lineno not in safe:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {', '.join(sorted(names))}"


def test_nothing_outside_the_servers_part_needs_what_windows_has_not() -> None:
    modules = [path for path in package_modules() if not path.startswith(SERVER)]
    assert [found for path in modules for found in unguarded(ROOT / path)] == []


def test_the_lint_sees_what_is_not_guarded(tmp_path: Path) -> None:
    path = ROOT / "scripts/yuebao/gate/release.py"
    assert any("fcntl" in found for found in unguarded(path))


def run_elsewhere(archive: ArchiveFolder, *words: str, **variables: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-c", AWAY, *words, "--root", str(archive.folder)],
        env=environment() | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("validate",),
        ("validate", "--format", "json"),
        ("derive", "2004-01"),
        ("errata", "draft", "2004-01"),
        ("tidy", "2004-01"),
        ("rules",),
    ],
    ids=" ".join,
)
def test_a_system_without_posix_does_the_same(archive: ArchiveFolder, words: tuple[str, ...]) -> None:
    status, out, _ = archive.run(*words)
    elsewhere = run_elsewhere(archive, *words)
    assert (elsewhere[0], elsewhere[1].decode("utf-8"), b"Traceback" in elsewhere[2]) == (status, out, False)


@pytest.mark.slow
def test_a_system_without_posix_writes_the_same_files(archive: ArchiveFolder, tmp_path: Path) -> None:
    assert archive.run("export", "2004-01", "--to", str(tmp_path / "here"))[0] == 0
    assert run_elsewhere(archive, "export", "2004-01", "--to", str(tmp_path / "there"))[0] == 0
    here, there = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "there")
    )
    assert here == there and len(here) > 2


@pytest.mark.slow
@pytest.mark.parametrize("console", ["gbk", "cp936:strict", "ascii"])
def test_a_console_that_knows_less_shows_the_report(archive: ArchiveFolder, console: str) -> None:
    archive.edit("data/2004-01/town-volume-month.csv", lambda text: text.replace("合计,", "合计,9", 1))
    status, out, err = run_elsewhere(archive, "validate", PYTHONIOENCODING=console)
    assert (status, b"Traceback" in err) == (1, False)
    assert "town-volume-month.csv" in out.decode(console.partition(":")[0], errors="replace")
