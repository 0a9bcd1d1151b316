"""Where a file may be written: inside its root, and nowhere that a link leads to."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from yuebao.model.fault import Fault, UsageError


def file_inside(root: Path, name: str) -> Path:
    """The path of a file below ``root``. A name that leaves the root is a `Fault`; a folder in its place, a file in that of a folder, and a link on
    the way, at the root or at the end, a `UsageError`: nobody can see from the name where it would be written."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or not parts.parts or ".." in parts.parts or "\\" in name or "\0" in name:
        raise Fault(f"不能写入“{name}”：路径必须在 {root} 之内")
    path = root / parts
    for step in (path, *list(path.parents)[: len(parts.parts)]):
        if step.is_symlink():
            raise UsageError(
                f"{step} 是一个符号链接，不写进它所指的地方；没有改动任何文件。请用文件（文件夹）本身代替链接，再运行一次"
            )
        if step != path and step.is_file():
            raise UsageError(
                f"不能写入 {path}：{step} 是一个文件，却应是文件夹；没有改动任何文件。请把它移走，再运行一次"
            )
    if path.is_dir():
        raise UsageError(f"不能写入 {path}：那里是一个文件夹；没有改动任何文件。请把它移走，再运行一次")
    return path
