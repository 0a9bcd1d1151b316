"""Where results are kept: in a folder of this user on this machine, never in the archive.

What lies in the archive comes along with a copy, a download or a push, and with it whatever somebody wrote there.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

VARIABLE: Final = "YUEBAO_CACHE"
"""Names another folder for what all archives keep; set to nothing, nothing is kept."""
_OWNER: Final = "archive"
"""The entry that names the archive."""


def kept_folder(root: Path) -> Path | None:
    """The folder for the archive at ``root``, which may not exist yet; ``None`` where nothing is kept: on demand, where
    the user has no folder for such things, or where it would lie inside the archive itself."""
    top = _top()
    archive = Path(os.path.realpath(root))
    if top is None or top == archive or archive in top.parents:
        return None
    return top / sha256(os.fsencode(archive)).hexdigest()[:24]


def _top() -> Path | None:
    """The folder of all archives, free of links."""
    named = os.environ.get(VARIABLE)
    if named is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("yuebao", appauthor=False)
    else:
        folder = Path(named)
    return Path(os.path.realpath(folder)) if folder.is_absolute() else None


def make_kept_folder(folder: Path, root: Path) -> None:
    """Make the folder of an archive, for this user alone, and remove those of archives that are gone. Raises `OSError`."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for other in folder.parent.iterdir():
        with suppress(OSError):
            if not Path(os.fsdecode((other / _OWNER).read_bytes())).is_dir():
                shutil.rmtree(other, ignore_errors=True)
    folder.mkdir(exist_ok=True, mode=0o700)
    (folder / _OWNER).write_bytes(os.fsencode(os.path.realpath(root)))
