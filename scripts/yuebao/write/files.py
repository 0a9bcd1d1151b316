"""Files onto the disk, all or none, and only those that changed.

Everything is staged in a hidden folder beside its targets, then renamed into place; a reader sees the old file or the
new one, never half a file. When anything fails, Ctrl-C included, what was already renamed is put back. A killed
process can leave some files old and some new, each whole, and a folder `.staging-…` to be deleted.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from yuebao.model.fault import Fault


@dataclass(frozen=True, slots=True)
class Written:
    """Paths relative to the root, sorted: written because new or different, left as they were, removed."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...] = ()


def write_files(root: Path, files: Mapping[str, bytes]) -> Written:
    """Bring every file under ``root`` to the given bytes; folders are made as needed.

    Keys are relative paths with ``/``. A path that leaves the root, one that is a folder, and anything that the system
    refuses (disk full, read-only folder) is a `Fault`; then nothing has changed.
    """
    paths = {name: _inside(root, name) for name in sorted(files)}
    changed = [name for name, path in paths.items() if not _holds(path, files[name])]
    if changed:
        try:
            _replace_all(root, [(paths[name], files[name]) for name in changed])
        except OSError as error:
            raise Fault(
                f"无法写入 {error.filename or root}：{error.strerror}；没有改动任何文件。请检查磁盘空间和文件夹权限。"
            ) from error
    return Written(tuple(changed), tuple(name for name in paths if name not in set(changed)))


def publish(root: Path, files: Mapping[str, bytes], manifest: str) -> Written:
    """`write_files`, then remove what an earlier call with the same ``manifest`` wrote and this one does not.

    ``manifest`` is the relative path of the list that is kept for this, one path a line. Files that it does not list are
    never touched. Folders left empty go too. Killed half-way, the list still names every file that was written.
    """
    listed = _listed(root, manifest)
    stale = sorted(listed - files.keys())
    written = write_files(root, {**files, manifest: _list(listed | files.keys())})
    removed = [name for name in stale if _remove(root, name)]
    if stale:
        write_files(root, {manifest: _list(files)})
    return Written(
        tuple(name for name in written.changed if name != manifest),
        tuple(name for name in written.unchanged if name != manifest),
        tuple(removed),
    )


def _inside(root: Path, name: str) -> Path:
    parts = PurePosixPath(name)
    if parts.is_absolute() or not parts.parts or ".." in parts.parts or "\\" in name or "\0" in name:
        raise Fault(f"不能写入“{name}”：路径必须在 {root} 之内")
    path = root / parts
    if path.is_dir() and not path.is_symlink():
        raise Fault(f"不能写入 {path}：那里是一个文件夹")
    return path


def _holds(path: Path, content: bytes) -> bool:
    """Whether the path is a regular file with exactly this content; its size is asked first, it costs less."""
    try:
        info = os.lstat(path)
        return stat.S_ISREG(info.st_mode) and info.st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _replace_all(root: Path, changes: list[tuple[Path, bytes]]) -> None:
    root.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=root))
    made: list[Path] = []
    done: list[tuple[Path, Path | None]] = []
    try:
        for index, (_, content) in enumerate(changes):
            (staging / f"{index}.new").write_bytes(content)
        for index, (path, _) in enumerate(changes):
            made += _make_folders(path.parent)
            done.append((path, _keep(path, staging / f"{index}.old")))
            os.replace(staging / f"{index}.new", path)
    except BaseException:
        _undo(done, made)
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _make_folders(folder: Path) -> list[Path]:
    """Make the folder and those above it; the ones that were missing, outermost first."""
    missing = [path for path in (*reversed(folder.parents), folder) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _keep(path: Path, copy: Path) -> Path | None:
    """A second name for the file as it is now; ``None`` when there is none. Not every file system has hard links."""
    if not os.path.lexists(path):
        return None
    try:
        os.link(path, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, copy, follow_symlinks=False)
    return copy


def _undo(done: list[tuple[Path, Path | None]], made: list[Path]) -> None:
    for path, copy in reversed(done):
        if copy is not None:
            os.replace(copy, path)
        else:
            path.unlink(missing_ok=True)
    for folder in reversed(made):
        folder.rmdir()


def _listed(root: Path, manifest: str) -> set[str]:
    try:
        lines = _inside(root, manifest).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(
            f"无法读取 {root / manifest}（上次生成的文件清单）；请删去它再运行，旧文件要手工清理"
        ) from error
    return {line for line in lines if line}


def _list(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()


def _remove(root: Path, name: str) -> bool:
    path = _inside(root, name)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Fault(f"无法删去不再需要的 {path}：{error.strerror}") from error
    for folder in path.parents:
        if folder == root or any(folder.iterdir()):
            break
        folder.rmdir()
    return True
