"""Files onto the disk, all or none, and only those that changed.

Everything is staged in a hidden folder beside its targets, then renamed into place; a reader sees the old file or the
new one, never half a file. When anything fails, Ctrl-C included, what was already renamed is put back. A killed
process can leave some files old and some new, each whole.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from yuebao.model.content import Content
from yuebao.model.fault import Fault
from yuebao.model.refusal import reason
from yuebao.write.refusals import refusals
from yuebao.write.staging_folder import staging_folder


@dataclass(frozen=True, slots=True)
class Written:
    """Paths relative to the root, sorted: written because new or different, left as they were, removed."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Staging:
    """Files on their way into ``root``. Several processes may add files of different names; one commits them.

    Names are relative paths with ``/``. A path that leaves the root, one that is a folder, and anything that the system
    refuses (disk full, read-only folder) is a `Fault`; then nothing has changed.
    """

    root: Path
    folder: Path

    def add(self, name: str, content: Content) -> bool:
        """Put the file in waiting, unless ``root`` holds it as it is; whether it differs."""
        path, waiting = _inside(self.root, name), self._waiting(name)
        if isinstance(content, bytes) and _holds(path, content):
            return False
        with refusals(self.root):
            if isinstance(content, bytes):
                waiting.write_bytes(content)
                return True
            content(waiting)
            if _is_file(path) and filecmp.cmp(path, waiting, shallow=False):
                waiting.unlink()
                return False
            return True

    def commit(self, names: Iterable[str]) -> None:
        """Rename the waiting files into place."""
        made: list[Path] = []
        done: list[tuple[Path, Path | None]] = []
        try:
            with refusals(self.root):
                for name in names:
                    path, waiting = _inside(self.root, name), self._waiting(name)
                    made += _make_folders(path.parent)
                    done.append((path, _keep(path, waiting.with_suffix(".old"))))
                    os.replace(waiting, path)
        except BaseException:
            _undo(done, made)
            raise

    def _waiting(self, name: str) -> Path:
        """Where the file waits: in one folder, whatever folder it belongs to."""
        return self.folder / f"{sha256(name.encode()).hexdigest()}.new"


@contextmanager
def staging(root: Path) -> Iterator[Staging]:
    """Where files for ``root`` wait. What is not committed at the end is gone."""
    with ExitStack() as stack:
        with refusals(root):
            folder = stack.enter_context(staging_folder(root))
        yield Staging(root, folder)


def write_files(root: Path, files: Mapping[str, bytes]) -> Written:
    """Bring every file under ``root`` to the given bytes; folders are made as needed."""
    changed = [name for name in sorted(files) if not _holds(_inside(root, name), files[name])]
    if changed:
        with staging(root) as waiting:
            waiting.commit([name for name in changed if waiting.add(name, files[name])])
    return Written(tuple(changed), tuple(sorted(files.keys() - set(changed))))


def publish(waiting: Staging, differs: Mapping[str, bool], manifest: str) -> Written:
    """Commit what is waiting, then remove what an earlier call with the same ``manifest`` wrote and this one does not.

    ``differs`` names every file that is published, and whether it was found to differ. ``manifest`` is the relative path
    of the list that is kept for this, one path a line. Files that it does not list are never touched. Folders left empty
    go too. Killed half-way, the list still names every file that was written.
    """
    root = waiting.root
    listed = _listed(root, manifest)
    stale = sorted(listed - differs.keys())
    changed = sorted(name for name in differs if differs[name])
    lists = [manifest] if waiting.add(manifest, _list(listed | differs.keys())) else []
    waiting.commit([*lists, *changed])
    removed = [name for name in stale if _remove(root, name)]
    if stale:
        write_files(root, {manifest: _list(differs)})
    return Written(tuple(changed), tuple(sorted(differs.keys() - set(changed))), tuple(removed))


def _inside(root: Path, name: str) -> Path:
    parts = PurePosixPath(name)
    if parts.is_absolute() or not parts.parts or ".." in parts.parts or "\\" in name or "\0" in name:
        raise Fault(f"不能写入“{name}”：路径必须在 {root} 之内")
    path = root / parts
    if path.is_dir() and not path.is_symlink():
        raise Fault(f"不能写入 {path}：那里是一个文件夹")
    return path


def _is_file(path: Path) -> bool:
    """Whether the path is a regular file, and not a link to one."""
    return path.is_file() and not path.is_symlink()


def _holds(path: Path, content: bytes) -> bool:
    """Whether the path is a regular file with exactly this content; its size is asked first, it costs less."""
    try:
        info = os.lstat(path)
        return stat.S_ISREG(info.st_mode) and info.st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


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
        raise Fault(f"无法删去不再需要的 {path}：{reason(error)}") from error
    for folder in path.parents:
        if folder == root or any(folder.iterdir()):
            break
        folder.rmdir()
    return True
