"""Entries on the disk: a name, the key of what the entry follows from, and a JSON value."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of entries. Whatever the disk refuses costs time and nothing else.

    Each entry is replaced as a whole, so that two runs at once, or one that is killed, leave a whole entry; and it
    carries its own hash, so that one which was damaged afterwards is known.
    """

    folder: Path

    def get(self, name: str, key: str | None) -> Any | None:
        """The value kept under the name for the key; ``None`` for an absent, outdated or damaged entry."""
        if key is None:
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
        if key is None:
            return
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            self._prepare()
            handle, temporary = tempfile.mkstemp(prefix=f".{name}-", dir=self.folder)
        except OSError:
            return
        try:
            with open(handle, "wb") as stream:
                stream.write(_head(key, body) + b"\n" + body)
            os.replace(temporary, self.folder / name)
        except BaseException as error:
            os.unlink(temporary)
            if not isinstance(error, OSError):
                raise

    def _prepare(self) -> None:
        """Make the folder, which keeps itself out of git."""
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="ascii")


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {sha256(body).hexdigest()}".encode()
