"""The program called many times, each call a process of its own begun by one that has loaded it already.

A call that would wait for the other end of a pipe never comes back. It is not waited for: the process that opens a named
pipe so that it blocks ends there and then, with the status `BLOCKED`.
"""

from __future__ import annotations

import ctypes
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import yuebao
from tests.support.program import Ended
from tests.support.repository import ROOT

BLOCKED: Final = 99


class Program:
    """Calls of `yuebao`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.separate"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "scripts")])},
        )

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def __call__(
        self,
        *words: str | bytes,
        folder: Path,
        environment: Mapping[str, str | None] | None = None,
        gone: bool = False,
        bound: bool = False,
    ) -> Ended:
        """The call from within ``folder``, which is ``gone`` by then or not, with these variables set or, where
        ``None``, unset; ``bound`` by permissions even where this user is not."""
        asked = {
            "words": [os.fsdecode(word) for word in words],
            "folder": str(folder),
            "environment": dict(environment or {}),
            "gone": gone,
            "bound": bound,
        }
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked).encode("ascii") + b"\n")
        self._process.stdin.flush()
        return Ended(*json.loads(self._process.stdout.readline()))


def _serve() -> None:
    for module in pkgutil.walk_packages(yuebao.__path__, "yuebao."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if not child:
                _become(asked, out.fileno(), err.fileno())
            _, status = os.waitpid(child, 0)
            texts = []
            for stream in (out, err):
                stream.seek(0)
                texts.append(stream.read().decode("utf-8", "backslashreplace"))
        sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(status), *texts]) + "\n")
        sys.stdout.flush()


def _become(asked: Mapping[str, Any], out: int, err: int) -> None:
    """The call itself; never returns."""
    status = 98
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.argv = ["yuebao", *asked["words"]]
        for name, value in asked["environment"].items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        os.chdir(asked["folder"])
        if asked["gone"]:
            os.rmdir(asked["folder"])
        if asked["bound"]:
            _bind()
        sys.addaudithook(_never_block)
        status = _call()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _bind() -> None:
    """Take from root what lets it read and write where it may not, and that alone."""
    if os.geteuid():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # the third version of the call, for this process
    held = (ctypes.c_uint32 * 6)()
    if libc.capget(header, held):
        raise OSError(ctypes.get_errno(), "capget")
    held[0] &= ~0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, of those in effect
    if libc.capset(header, held):
        raise OSError(ctypes.get_errno(), "capset")


def _call() -> int:
    from yuebao.cli.app import main

    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _never_block(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "open":
        return
    path, _, flags = arguments
    if isinstance(path, str | bytes) and not int(flags or 0) & os.O_NONBLOCK and _is_pipe(path):
        os.write(2, b"would wait for the other end of " + os.fsencode(path) + b"\n")
        os._exit(BLOCKED)


def _is_pipe(path: str | bytes) -> bool:
    try:
        return Path(os.fsdecode(path)).is_fifo()
    except OSError:
        return False


if __name__ == "__main__":
    _serve()
