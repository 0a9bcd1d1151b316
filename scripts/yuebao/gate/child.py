"""A program run with an end: so much time, so much memory, and nothing of it left behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SECONDS: Final = 600
"""What one publication may take; 240 months take about one minute."""
MEMORY: Final = 4 << 30
"""Bytes of address space of each of its processes."""
_FILE: Final = 2 << 30
"""Bytes of the largest file that it may write."""
_SAID: Final = 100_000
"""Bytes of what it said last."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended: its status, ``None`` when its time was over, and the end of what it said."""

    status: int | None
    said: str


def run_bounded(
    command: Sequence[str],
    folder: Path,
    *,
    lock: int,
    environment: Mapping[str, str],
    seconds: int = SECONDS,
    memory: int = MEMORY,
) -> Ended:
    """Run the program in ``folder`` to its end, or end it and all that it started when its time is over or this process
    stops waiting. It inherits ``lock``. Left alone, by the death of this process, it ends by itself in the same time."""

    def limit() -> None:
        signal.alarm(
            seconds + 1
        )  # of the program alone; those that it starts end by their own use of the processor
        for kind, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds + 1),
            (resource.RLIMIT_FSIZE, _FILE),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(kind)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (least, hard))

    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
            start_new_session=True,
            preexec_fn=limit,
        )
        status: int | None = None
        try:
            with suppress(subprocess.TimeoutExpired):
                status = process.wait(seconds)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        said.seek(max(0, said.seek(0, os.SEEK_END) - _SAID))
        return Ended(status, said.read().decode("utf-8", "replace"))
