"""stdout and stderr as shells really give them: closed, a pipe that nobody reads any more, a full disk.

A reader who has seen enough (`yuebao validate | head -1`) changes nothing about how the command ends; what could not be
written for another reason is remembered, so that the end can tell it.
"""

from __future__ import annotations

import errno
import io
import os
import re
import select
import sys
from dataclasses import dataclass
from typing import Any, Final

_NOBODY_LISTENS: Final = (errno.EPIPE, errno.ECONNRESET)
_COMMANDING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STREAMS: Final = ("stdin", "stdout", "stderr")


class Outlet(io.RawIOBase):
    """A descriptor to write to. What comes after a refusal is dropped; ``refused`` is the refusal, unless it only was
    that nobody listens."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._open = True
        self.refused: OSError | None = None

    def writable(self) -> bool:
        """Yes."""
        return True

    def fileno(self) -> int:
        """The descriptor."""
        return self._descriptor

    def isatty(self) -> bool:
        """Whether a terminal shows it."""
        return os.isatty(self._descriptor)

    def write(self, data: Any, /) -> int:
        """Take all of it, whatever becomes of it."""
        left = memoryview(data).cast("B")
        size = len(left)
        while left and self._open:
            try:
                left = left[os.write(self._descriptor, left) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [])
            except OSError as error:
                self._open = False
                self.refused = None if error.errno in _NOBODY_LISTENS else error
        return size


class Lines(io.TextIOWrapper):
    """Text for people and logs: no character of a text, whichever it came from, commands the terminal."""

    def write(self, text: str, /) -> int:
        """Write it with every control and direction character spelled out."""
        super().write(_COMMANDING.sub(lambda match: f"\\u{ord(match.group()):04x}", text))
        return len(text)

    def draw(self, text: str) -> int:
        """Write what the program itself means as commands."""
        return super().write(text)


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where the program writes to; ``None`` where something else than the descriptors of the process stands there."""

    out: Outlet | None

    def refused(self) -> OSError | None:
        """Why stdout did not take everything; nothing waits any more to be written."""
        sys.stdout.flush()
        return None if self.out is None else self.out.refused


def open_outlets() -> Outlets:
    """Put outlets in the place of stdout and stderr. Those that the shell closed lead nowhere, so that no file that is
    opened later takes their numbers and what is printed."""
    _reopen_closed()
    out = _outlet("stdout")
    _outlet("stderr")
    return Outlets(out)


def _reopen_closed() -> None:
    for number, name in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.open(
                os.devnull, os.O_RDONLY if number == 0 else os.O_WRONLY
            )  # takes the lowest number that is free
        if getattr(sys, name) is None:
            setattr(
                sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False)
            )
            setattr(sys, f"__{name}__", getattr(sys, name))


def _outlet(name: str) -> Outlet | None:
    stream = getattr(sys, name)
    if stream is not getattr(sys, f"__{name}__"):  # somebody who called the program listens in another way
        return None
    outlet = Outlet(stream.fileno())
    text = Lines(
        io.BufferedWriter(outlet),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=name == "stderr" or stream.line_buffering or stream.write_through,
    )
    setattr(sys, name, text)
    return outlet
