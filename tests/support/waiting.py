"""Waiting for events. No test knows how long anything takes: the limit is there for what never comes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

PATIENCE: Final = 900
"""Seconds after which nobody believes any more that something will happen, on whatever machine."""

SOON: Final = 0.02
"""Seconds between two looks at what may have changed. Nothing depends on it."""

_Value = TypeVar("_Value")


def until(happened: Callable[[], _Value], going_on: Callable[[], bool] = lambda: True) -> _Value:
    """What ``happened`` gives once it is true. Fails when ``going_on`` no longer holds, or after `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while True:
        going = going_on()
        value = happened()
        if value:
            return value
        assert going, "what was waited for can no longer happen"
        assert time.monotonic() < end, "what was waited for did not happen"
        time.sleep(SOON)


def resting(process: int, seconds: float = 3) -> bool:
    """Whether the process took next to no processor time in so many seconds."""
    before = worked(process)
    time.sleep(seconds)
    return worked(process) - before <= seconds / 6


def worked(process: int) -> float:
    """Seconds of the processor that the process has taken so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
