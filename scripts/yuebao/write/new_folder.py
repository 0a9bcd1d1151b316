"""A folder that is not there yet, made aside and put in its place as a whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from yuebao.model.fault import UsageError
from yuebao.write.files import write_files
from yuebao.write.refusals import refusals
from yuebao.write.staging_folder import staging_folder


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files (relative paths with ``/``) into ``folder``, which is empty or not there; those above it are made.

    All or none. A folder that has come to stand there meanwhile is a `UsageError`, what the system refuses a `Fault`.
    """
    if folder.is_dir():
        write_files(folder, files)
        return
    first = next(path for path in (*reversed(folder.parents), folder) if not path.exists())
    with refusals(folder), staging_folder(first.parent) as staging:
        made = staging / folder.relative_to(first.parent)
        made.mkdir(parents=True)
        write_files(made, files)
        try:
            os.rename(staging / first.name, first)
        except OSError as error:
            if first.exists():
                raise UsageError(f"{first} 刚刚被别的操作建立了，没有改动它") from error
            raise
