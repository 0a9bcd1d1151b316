"""A month's folder made aside, looked at, and only then put in its place as a whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from yuebao.model.fault import Fault, UsageError
from yuebao.model.refusal import reason
from yuebao.write.durable import sync, sync_tree
from yuebao.write.places import file_inside
from yuebao.write.refusals import refusals
from yuebao.write.staging_folder import staging_folder
from yuebao.write.undisturbed import undisturbed


@contextmanager
def staged_month(root: Path, month: str, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A root whose ``data/<month>`` is the month as it will be: what stands in the archive now, and ``files`` over it.

    It lies hidden in the archive's `data/`, so that it can be renamed into place.
    """
    for name in files:
        file_inside(root, f"data/{month}/{name}")
    with ExitStack() as stack:
        with refusals(root / "data"):
            staging = stack.enter_context(staging_folder(root / "data"))
            _fill(staging / "data" / month, root / "data" / month, files)
        yield staging


def _fill(folder: Path, existing: Path, files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir()
    if existing.is_dir():
        shutil.copytree(existing, folder, symlinks=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(content)


def place_month(staging: Path, root: Path, month: str) -> None:
    """Rename the staged month into the archive. A month that has come to stand there meanwhile is a `UsageError`."""
    try:
        with undisturbed():
            sync_tree(staging / "data" / month)
            os.rename(staging / "data" / month, root / "data" / month)
            sync([root / "data"])
    except OSError as error:
        if (root / "data" / month).exists():
            raise UsageError(f"data/{month} 刚刚被别的操作建立了，没有改动它") from error
        raise Fault(f"无法建立 {root / 'data' / month}：{reason(error)}；没有改动任何文件") from error
