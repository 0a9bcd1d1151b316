"""Loaded by every Python process of a command under trial: counts what each of them does to files, and at a chosen step
has the whole command killed or stopped. No clock is asked: the same step is the same state on any machine."""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from typing import Any

_CHANGES = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "shutil.rmtree",
}
_WRITING = os.O_WRONLY | os.O_RDWR
_COUNT, _STEPS, _SIGNAL = (os.environ.get(f"TRIAL_{name}") for name in ("COUNT", "STEPS", "SIGNAL"))
_GROUPS = f"{_COUNT}.groups"
"""A file with the groups of processes that the command has, one a line: a publication builds in a group of its own."""
_steps = {int(step) for step in (_STEPS or "").split(",") if step}
_number = int(_SIGNAL or 0)
_counting = os.open(_COUNT, os.O_WRONLY | os.O_APPEND | os.O_CREAT) if _COUNT else -1


def _changes(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        path, _, flags = arguments
        return (
            isinstance(flags, int) and bool(flags & _WRITING) and not str(path).startswith(("/proc", "/dev"))
        )
    return event in _CHANGES


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _changes(event, arguments):
        os.write(_counting, b".")
        if os.lseek(_counting, 0, os.SEEK_CUR) in _steps:
            _signal_all(_number)


def _signal_all(number: int) -> None:
    """To every group of the command that is still there, by a process outside of them; the first one last, for it is
    the one that is waited for."""
    with open(_GROUPS, encoding="ascii") as file:
        groups = dict.fromkeys(int(line) for line in file)
    sender = os.fork()
    if sender:
        os.waitpid(sender, 0)
        return
    os.setsid()
    for group in reversed(groups):
        with suppress(ProcessLookupError):
            os.killpg(group, number)
    os._exit(0)


if _COUNT and _number == signal.SIGSTOP:  # at rest, it would outlive a trial that is killed
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
if _COUNT:
    with open(_GROUPS, "a", encoding="ascii") as _file:
        _file.write(f"{os.getpgrp()}\n")
    sys.addaudithook(_watch)
