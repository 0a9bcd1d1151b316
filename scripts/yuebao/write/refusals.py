"""What the system refuses (disk full, a file held open), told as a fault that says what stayed as it was."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from yuebao.model.fault import Fault, UsageError
from yuebao.model.refusal import reason

_HELD: Final = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY)
_IN_THE_WAY: Final = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG)
_MOVE: Final = "请把挡路的文件、文件夹移走，或换一个位置，再运行一次"
_CLOSE: Final = (
    "请先关闭这个文件（可能正在 Excel、WPS 等程序里打开），或取消它的只读、禁止改动等保护，再运行一次。"
)
_LOOK: Final = "请检查磁盘空间和文件夹权限。"


@contextmanager
def refusals(path: Path, kept: str = "没有改动任何文件") -> Iterator[None]:
    """An `OSError` inside becomes a `Fault`; a `UsageError` where something stands in the way. ``path`` is named where the system names none, ``kept`` is what stayed."""
    try:
        yield
    except OSError as error:
        place = Path(error.filename or path)
        if error.errno in _IN_THE_WAY:
            raise UsageError(f"无法写入 {place}：{reason(error)}；{kept}。{_MOVE}") from error
        held = error.errno in _HELD and not place.is_dir()
        advice = _CLOSE if held and place.exists() else _LOOK
        raise Fault(f"无法写入 {place}：{reason(error)}；{kept}。{advice}") from error
