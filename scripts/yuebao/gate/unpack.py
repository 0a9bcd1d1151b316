"""From the objects of a repository into a folder: plain files only, nothing outside, nothing overwritten."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from yuebao.gate.limits import TOTAL_BYTES
from yuebao.history.git import Entry, contents
from yuebao.model.fault import UsageError


def unpack(repository: Path, files: Sequence[Entry], folder: Path) -> None:
    """Write the files, which `limits.accepted` has passed, below ``folder``. Raises `UsageError` when they are too
    many bytes together."""
    size = sum(entry.size or 0 for entry in files)
    if size > TOTAL_BYTES:
        raise UsageError(
            f"要读的文件合计 {size / 1_000_000:.0f} MB，超过 {TOTAL_BYTES / 1_000_000:.0f} MB 的上限"
        )
    objects = contents(repository, (entry.object for entry in files))
    for entry, content in zip(files, objects, strict=True):
        path = folder / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with open(os.open(path, flags, 0o644), "wb") as stream:
            stream.write(content)
