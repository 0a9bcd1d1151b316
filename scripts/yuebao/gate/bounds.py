"""Bounds on time and memory of one check, so that no push can hold the server."""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from yuebao.model.fault import UsageError

SECONDS: Final = 300
MEMORY: Final = 4 << 30
"""Bytes of address space; 240 months need about a twentieth."""

_GRACE: Final = 10
"""Seconds of the processor that are left for saying that the time is over."""


@contextmanager
def bounded(seconds: int = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Raises `UsageError` when the block takes too long or too much memory. Where nothing can be raised, inside one endless
    calculation, the system ends the process a little later. These two bounds stay until the end of the process."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds + _GRACE, hard))
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(seconds)
    try:
        yield
    except MemoryError as error:
        raise UsageError(f"核验要用的内存超过 {memory >> 30} GB 的上限；请检查推送的文件") from error
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise UsageError("核验没有在时限内完成；请分几次推送，或检查推送的文件")
