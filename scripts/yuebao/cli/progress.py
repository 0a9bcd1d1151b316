"""How far long work has come, on stderr: a bar on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Annotated, Final

import typer

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度。")]

_SOON: Final = 1.0
"""Seconds within which work ends without having shown anything."""
_EVERY: Final = 5.0
"""Seconds between two lines where there is no terminal."""
_WIDTH: Final = 30
_SHORT: Final = 10.0
"""Seconds that are not worth a word."""


def progress(what: str, quiet: bool) -> Callable[[int, int], None]:
    """What to call with how much is done, and of how much."""
    if quiet:
        return lambda done, total: None
    return _Bar(what).step if sys.stderr.isatty() else _Lines(what).step


def progress_after(what: str, quiet: bool) -> Callable[[int, int], None]:
    """The same for work that comes after other work: its time counts from its first part on."""
    begun = cache(lambda: progress(what, quiet))
    return lambda done, total: begun()(done, total)


def _draw(text: str) -> None:
    getattr(sys.stderr, "draw", sys.stderr.write)(text)


def left(start: float, done: int, total: int) -> str:
    """How long the rest will take, when each part takes what each took until now: in words, from ten seconds on."""
    seconds = (time.monotonic() - start) * (total - done) / done if done else 0.0
    if seconds < _SHORT:
        return ""
    return f"，约剩 {seconds / 60:.0f} 分" if seconds >= 90 else f"，约剩 {seconds:.0f} 秒"


class _Bar:
    """Redrawn in place, and gone when all is done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._start = time.monotonic()
        self._drawn = False

    def step(self, done: int, total: int) -> None:
        if done >= total:
            if self._drawn:
                _draw("\r\x1b[K")
        elif time.monotonic() - self._start >= _SOON:
            filled = _WIDTH * done // total
            bar = "█" * filled + "░" * (_WIDTH - filled)
            _draw(f"\r\x1b[K{self._what} {bar} {done}/{total}{left(self._start, done, total)}")
            self._drawn = True
        sys.stderr.flush()


class _Lines:
    """A line now and then, for logs."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._start = time.monotonic()
        self._next = self._start + _SOON

    def step(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._next and done < total:
            print(f"{self._what} {done}/{total}{left(self._start, done, total)}", file=sys.stderr, flush=True)
            self._next = now + _EVERY
