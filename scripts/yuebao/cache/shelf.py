"""Entries on the disk: a name, the key of what the entry follows from, and a JSON value."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from yuebao.cache.place import kept_folder, make_kept_folder


@dataclass(frozen=True, slots=True)
class Shelf:
    """The entries of an archive, in ``folder``; none where that is ``None``. Whatever the disk refuses costs time and
    nothing else.

    Each entry is replaced as a whole, so that two runs at once, or one that is killed, leave a whole entry; and it
    carries its own hash, so that one which was damaged afterwards is known.
    """

    root: Path
    folder: Path | None

    @classmethod
    def of(cls, root: Path, part: str = "") -> Shelf:
        """The entries of the archive at ``root``, or a part of them."""
        kept = kept_folder(root)
        return cls(root, kept / part if kept and part else kept)

    def get(self, name: str, key: str | None) -> Any | None:
        """The value kept under the name for the key; ``None`` for an absent, outdated or damaged entry."""
        if key is None or self.folder is None:
            return None
        try:
            with open(f"{self.folder}/{name}", "rb", buffering=0) as stream:
                content = stream.readall()
        except OSError:
            return None
        head, _, body = content.partition(b"\n")
        return json.loads(body) if head == _head(key, body) else None

    def put(self, name: str, key: str | None, value: Any) -> None:
        """Keep the value in place of what the name held; nothing without a key."""
        folder = self.folder
        if key is None or folder is None:
            return
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            self._prepare(folder)
            handle, temporary = tempfile.mkstemp(prefix=f".{name}-", dir=folder)
        except OSError:
            return
        try:
            with open(handle, "wb") as stream:
                stream.write(_head(key, body) + b"\n" + body)
            os.replace(temporary, folder / name)
        except BaseException as error:
            os.unlink(temporary)
            if not isinstance(error, OSError):
                raise

    def _prepare(self, folder: Path) -> None:
        """Make the folder, and the one that it is a part of."""
        kept = kept_folder(self.root)
        if not folder.is_dir() and kept is not None:
            make_kept_folder(kept, self.root)
            folder.mkdir(exist_ok=True)


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {sha256(body).hexdigest()}".encode()
