"""What the system refuses (disk full, read-only folder), told as a fault that says what stayed as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yuebao.model.fault import Fault
from yuebao.model.refusal import reason


@contextmanager
def refusals(path: Path, kept: str = "没有改动任何文件") -> Iterator[None]:
    """An `OSError` inside becomes a `Fault`. ``path`` is named where the system names none, ``kept`` is what stayed."""
    try:
        yield
    except OSError as error:
        raise Fault(
            f"无法写入 {error.filename or path}：{reason(error)}；{kept}。请检查磁盘空间和文件夹权限。"
        ) from error
