"""An issue handed on: to the server by git, or as one file on a stick."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Final

from yuebao.history.sending import Sent, send
from yuebao.load.files import read_bytes
from yuebao.load.folder import require_months
from yuebao.load.month import APPROVAL, DOUBTS, ERRATA, ISSUE, SOURCE
from yuebao.load.problem import Problem
from yuebao.load.registry import FILE as REGISTRY
from yuebao.model.fault import Unready, UsageError
from yuebao.model.period import is_period, title_of
from yuebao.printed.zip_bytes import zip_bytes
from yuebao.schema.layout import Layout
from yuebao.workflows.judge import Standing
from yuebao.workflows.kept_originals import holds
from yuebao.write.checksums import of_bytes
from yuebao.write.commit import require_free
from yuebao.write.files import write_files
from yuebao.write.refusals import refusals

LIST: Final = "送审.json"
"""The file in the bundle that says what it is: the period, and each file with its SHA-256."""
REPLACED: Final = "build/replaced"
"""Where copies are kept of files that a bundle replaced, or that went because it lacks them."""
_LARGEST: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class Carried:
    """What a bundle brought: the period, the files that stand here now and did not before, those that are ``gone`` because it
    has none of them, and the folder where what was replaced or went is ``kept``, empty where nothing was."""

    month: str
    files: tuple[str, ...]
    gone: tuple[str, ...] = ()
    kept: str = ""


def send_issue(standing: Standing, month: str) -> Sent:
    """Commit and push the files of an issue, and the registry with them. Raises `Unready`."""
    require_months(standing.months, (month,))
    return send(standing.root, [f"data/{month}", REGISTRY], f"{title_of(month)}：{_what(standing, month)}")


def _what(standing: Standing, month: str) -> str:
    read = standing.reader.read(month)
    if not read.draft:
        return "公布"
    return f"审核：{read.approval.verdict}" if read.approval is not None else "送审"


def pack(standing: Standing, month: str) -> bytes:
    """The files of an issue in one .zip, which another desk takes in. Raises `UsageError` for one that cannot be read."""
    require_months(standing.months, (month,))
    files: dict[str, bytes] = {}
    for path in sorted((standing.root / "data" / month).rglob("*")):
        name = path.relative_to(standing.root).as_posix()
        if path.is_file() and _belongs(name, month, standing.layout(month)):
            files[name] = _content(standing.root, name)
    listed = {"period": month, "files": {name: of_bytes(content) for name, content in files.items()}}
    return zip_bytes({LIST: json.dumps(listed, ensure_ascii=False, indent=1).encode(), **files})


def is_bundle(content: bytes) -> bool:
    """Whether the bytes are such a bundle."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return LIST in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def take_in(standing: Standing, content: bytes, *, force: bool = False) -> Carried:
    """Make the issue what the bundle holds, all or none; only files that an issue may have, each as its list says. With
    ``force`` also over files that stand here and differ, and those go that the bundle lacks; first a copy of each is kept.

    Raises `UsageError` for one that is damaged or holds anything else, `Unready` where something differs here without
    ``force``; then nothing has changed.
    """
    root = standing.root
    month, files = _opened(standing, content)
    differing = {name: text for name, text in files.items() if not holds(root / name, text)}
    over = [name for name in differing if (root / name).is_file()]
    gone = _lacking(root, month, files)
    if (over or gone) and not force:
        told = [f"与送来的不同的 {len(over)} 个：{'、'.join(over)}"] if over else []
        told += [f"送来的里没有的 {len(gone)} 个：{'、'.join(gone)}"] if gone else []
        raise Unready(
            f"这里的文件与送来的不同，没有收下。{'；'.join(told)}。"
            "确实要换成送来的，请勾上“这一期已经在了也读”，再放入一次；换下的各存一份。"
        )
    kept = _kept(root, month) if over or gone else ""
    copies = {
        f"{kept}/{name.removeprefix(f'data/{month}/')}": _content(root, name) for name in (*over, *gone)
    }
    with refusals(root):
        for name in gone:
            require_free(root / name)
    write_files(root, {**copies, **differing})
    _remove(root, month, gone)
    return Carried(month, tuple(differing), gone, kept)


def _lacking(root: Path, month: str, files: Collection[str]) -> tuple[str, ...]:
    """The files of the issue here that a bundle does not hold, whatever they are."""
    found = (
        path for path in sorted((root / "data" / month).rglob("*")) if path.is_symlink() or not path.is_dir()
    )
    return tuple(name for path in found if (name := path.relative_to(root).as_posix()) not in files)


def _kept(root: Path, month: str) -> str:
    """A folder that is not there yet."""
    return next(
        name for number in count(1) if not os.path.lexists(root / (name := f"{REPLACED}/{month}-{number}"))
    )


def _content(root: Path, name: str) -> bytes:
    content = read_bytes(root / name, _LARGEST)
    if isinstance(content, Problem):
        raise UsageError(f"{name}：{content.message}。{content.remedy}")
    return content


def _remove(root: Path, month: str, names: Iterable[str]) -> None:
    """Take files away, of which copies are on the disk, and the folders that are empty then."""
    for name in names:
        with refusals(root / name, "它没有删去，其余的文件已经写好"):
            (root / name).unlink()
    for folder in sorted((root / "data" / month).rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _opened(standing: Standing, content: bytes) -> tuple[str, dict[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _LARGEST:
                raise UsageError("送审的压缩文件太大，没有读入")
            listed = json.loads(archive.read(LIST))
            month = str(listed["period"])
            if not is_period(month):
                raise UsageError("送审的压缩文件里没有写明统计期，没有读入")
            names = {str(name): str(digest) for name, digest in listed["files"].items()}
            if {*archive.namelist()} != {LIST, *names}:
                raise UsageError("送审的压缩文件里的文件与它的清单不同，没有读入")
            files = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, KeyError, TypeError, AttributeError, ValueError, OSError) as error:
        raise UsageError("送审的压缩文件损坏了，没有读入") from error
    layout = standing.layout(month)
    for name, text in files.items():
        if not _belongs(name, month, layout):
            raise UsageError(f"送审的压缩文件里有不属于一期的文件“{name}”，没有读入")
        if of_bytes(text) != names[name]:
            raise UsageError(f"送审的压缩文件里的“{name}”损坏了，没有读入")
    return month, files


def _belongs(name: str, month: str, layout: Layout) -> bool:
    """Whether an issue may have the file."""
    parts = PurePosixPath(name).parts
    if parts[:2] != ("data", month) or name != "/".join(parts) or ".." in parts:
        return False
    tables = {f"{table}.csv" for table in layout.tables}
    if len(parts) == 3:
        return parts[2] in {ISSUE, ERRATA, DOUBTS, APPROVAL, *tables}
    return len(parts) == 4 and parts[2] == SOURCE and not parts[3].startswith(".") and parts[3].isprintable()
